"""Which azure-cli the steps take: told once, where it is asked for first, as the newest that one of them needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aksnet.transitions.changes import Step

_LINE = re.compile(r"azure-cli (\d+)\.(\d+)\.(\d+) or newer: az version")


def floor(version: str) -> str:
    """The line that asks for a release."""
    return f"azure-cli {version} or newer: az version"


def told_once(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps with one line for all of them."""
    asked = [found for step in steps for line in step.preconditions if (found := _LINE.fullmatch(line)) is not None]
    newest = max(asked, key=lambda found: tuple(map(int, found.groups())), default=None)
    waits = newest is not None
    for step in steps:
        others = tuple(line for line in step.preconditions if _LINE.fullmatch(line) is None)
        if newest is not None and waits and others != step.preconditions:
            yield step._replace(preconditions=(*others, newest[0]))
            waits = False
        else:
            yield step._replace(preconditions=others)
