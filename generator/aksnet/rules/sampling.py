"""The sample of every rule: what it is about and what it is not, as specs or, where no spec can say it, ARM JSON.

A file holds parts with `---` between them. The first line of a part says which it is, with the options of `aksnet
check` or `aksnet gen` that go with it: `# bad: --ignore AKN401`, `# good`, and `# policy` where the rule needs one.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

_DIRECTORY = Path(__file__).parent / "samples"


class Part(NamedTuple):
    """One part of a sample: its text without the first line, and the options that stand there."""

    text: str
    options: tuple[str, ...]


class Sample(NamedTuple):
    """What the rule finds, what it is silent about, and the policy that it needs."""

    bad: Part
    good: Part
    policy: Part | None


def path_of(rule: str) -> Path:
    """Where the sample of a rule is."""
    return _DIRECTORY / f"{rule}.yaml"


def sample_of(rule: str) -> Sample:
    """The sample of a rule, by its id."""
    parts: dict[str, Part] = {}
    for text in path_of(rule).read_text(encoding="utf-8").split("\n---\n"):
        head, _, body = text.partition("\n")
        kind, _, options = head.removeprefix("#").partition(":")
        parts[kind.strip()] = Part(body.strip("\n") + "\n", tuple(shlex.split(options)))
    return Sample(parts["bad"], parts["good"], parts.get("policy"))
