"""What a plan does not show: dangers of a change, and where the service and the tool disagree."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.changes import Change, Danger


def dangers_of(change: Change) -> Iterator[Danger]:
    """Every danger of a change whose verdicts are there."""
    yield from ()
