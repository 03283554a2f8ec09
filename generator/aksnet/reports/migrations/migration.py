"""What a report on changes is made from, and how it is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from aksnet.errors import Problem
from aksnet.facts import choices
from aksnet.findings import Finding
from aksnet.reports.migrations.gate import fails
from aksnet.transitions.changes import Change
from aksnet.transitions.verdicts import ERRORS

# What fails a run where nobody says it otherwise; an error of the tool always does.
FAILING = frozenset({*choices.FAILING, *(one.value for one in ERRORS)})


class Migration(NamedTuple):
    """The changes of one run with the findings on each, the texts of the files, and what could not be read.

    `gate` has the verdicts that fail it where nobody says it otherwise ("danger" is for findings that are errors).
    """

    changes: tuple[Change, ...]
    findings: tuple[tuple[Finding, ...], ...]
    texts: Mapping[str, str]
    unread: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    gate: frozenset[str] = FAILING

    @property
    def failing(self) -> tuple[Change, ...]:
        """The changes that fail the run, as `aksnet migrate` without --fail-on has it: by the cluster, by a pool, by
        what Terraform itself plans, or by a finding."""
        return tuple(change for change, findings in self.judged if fails(change, findings, self.gate))

    @property
    def judged(self) -> list[tuple[Change, tuple[Finding, ...]]]:
        """Each change with the findings on it."""
        return list(zip(self.changes, self.findings, strict=True))


class MigrationOptions(NamedTuple):
    """How to write a report on changes: which verdicts fail (with `danger` findings that are errors do, too), whether
    in colour, how wide, and whether a line at its end sums it up."""

    failing: frozenset[str] = FAILING
    colour: bool = False
    width: int = 110
    summed_up: bool = True
