"""What a report on changes is made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.findings import Finding
from aksnet.transitions.changes import Change
from aksnet.transitions.verdicts import ERRORS


class Migration(NamedTuple):
    """The changes of one run with the findings on each, the texts of the files, and what could not be read."""

    changes: tuple[Change, ...]
    findings: tuple[tuple[Finding, ...], ...]
    texts: Mapping[str, str]
    unread: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def verdicts_of(change: Change) -> set[str]:
    """The words of all verdicts of a change, the pools' among them."""
    pools = {word for pool in change.pools for word in (pool.azure.verdict, pool.tool.verdict)}
    return {change.azure.verdict, change.tool.verdict, *pools}


def fails(migration: Migration, fail_on: Collection[str]) -> bool:
    """Whether a verdict is among those that fail; the errors of tools always do."""
    wrong = {*fail_on, *ERRORS}
    return any(not wrong.isdisjoint(verdicts_of(change)) for change in migration.changes)
