"""The sample of every rule: what it is about and what it is not, as specs or, where no spec can say it, ARM JSON.

What only files can say is shown in their language: `AKN801.tf`, `AKN811.bicep`. A file holds parts with `---` between
them. The first line of a part says which it is, with the options of `aksnet check` or `aksnet gen` that go with it:
`# bad: --ignore AKN401` (`//` in Bicep), `# good`, and `# policy` where the rule needs one.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

_DIRECTORY = Path(__file__).parent / "samples"
_SPEC = ".yaml"
_SUFFIXES = (_SPEC, ".tf", ".bicep")


class Part(NamedTuple):
    """One part of a sample: its text without the first line, the options that stand there, and its file's suffix."""

    text: str
    options: tuple[str, ...]
    suffix: str = _SPEC

    @property
    def is_spec(self) -> bool:
        """Whether it is a spec, or ARM JSON that stands for one."""
        return self.suffix == _SPEC


class Sample(NamedTuple):
    """What the rule finds, what it is silent about, and the policy that it needs."""

    bad: Part
    good: Part
    policy: Part | None


def path_of(rule: str) -> Path:
    """Where the sample of a rule is."""
    paths = (_DIRECTORY / f"{rule}{suffix}" for suffix in _SUFFIXES)
    return next((path for path in paths if path.exists()), _DIRECTORY / f"{rule}{_SPEC}")


def sample_of(rule: str) -> Sample:
    """The sample of a rule, by its id."""
    parts: dict[str, Part] = {}
    path = path_of(rule)
    for text in path.read_text(encoding="utf-8").split("\n---\n"):
        head, _, body = text.partition("\n")
        kind, _, options = head.lstrip("#/").partition(":")
        parts[kind.strip()] = Part(body.strip("\n") + "\n", tuple(shlex.split(options)), path.suffix)
    return Sample(parts["bad"], parts["good"], parts.get("policy"))
