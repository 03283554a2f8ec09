"""What a report is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from aksnet.errors import Problem
from aksnet.findings import Edit, Finding, Severity

if TYPE_CHECKING:
    from aksnet.rules import Failure

# What places call standard input: no file that a dashboard could show.
STDIN = "<stdin>"


# How many clusters a finding names.
_NAMED = 3


class Summary(NamedTuple):
    """How much was looked at: files and clusters; values that are known and that are not; the files among them that
    could not be read, or not as a whole; and how many findings are left out.

    `ignored` are those that specs, comments and policies say to leave out, `baseline` those that a baseline has.
    """

    files: int
    clusters: int
    known: int
    unknown: int
    unread: int
    ignored: int = 0
    baseline: int = 0


class Report(NamedTuple):
    """What one run found, by place and rule.

    `problems` are what kept specs from being loaded, `clusters` has each cluster's name with its file, `texts` the
    files, and `notes` what is not there to be read though nothing is wrong with it. `edits` are those of the findings
    that can be fixed, and `unwritten` says why a baseline that was asked for is not written. `others`: the run has
    more clusters than those, in other shards.
    """

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    summary: Summary
    clusters: tuple[tuple[str, str], ...] = ()
    texts: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    edits: Mapping[Finding, tuple[Edit, ...]] = {}
    unwritten: tuple[Problem, ...] = ()
    others: bool = False

    def fails(self, fail_on: Severity) -> bool:
        """Whether a finding is as severe as that, or more."""
        return any(at_least(finding.severity, fail_on) for finding in self.findings)


def merged(findings: Sequence[Finding]) -> list[tuple[Finding, list[str]]]:
    """The findings, each once with the clusters that it is about: one file may stand for many of them."""
    found: dict[Finding, list[tuple[Finding, list[str]]]] = {}
    for finding in findings:
        every = found.setdefault(finding._replace(cluster="", via=None), [])
        clusters = next((names for _, names in every if finding.cluster not in names), None)
        if clusters is None:
            every.append((finding, [finding.cluster]))
        else:
            clusters.append(finding.cluster)
    return [one for every in found.values() for one in every]


def names_of(clusters: Sequence[str]) -> str:
    """Some clusters in few words."""
    first = ", ".join(clusters[:_NAMED])
    return first if len(clusters) <= _NAMED else f"{first} and {len(clusters) - _NAMED:,} more"


class Options(NamedTuple):
    """How to write a report: from which severity on a finding fails the run, whether in colour, and whether people
    read a line at its end that sums it up."""

    fail_on: Severity = Severity.ERROR
    colour: bool = False
    summed_up: bool = True


def at_least(severity: Severity, least: Severity) -> bool:
    """Whether a severity is as severe as `least`, or more."""
    order = tuple(Severity)
    return order.index(severity) <= order.index(least)
