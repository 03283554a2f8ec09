"""`aksnet check`: what the rules say about the clusters of specs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aksnet.commands.policies import Policies
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.findings import Finding
from aksnet.reports import Report, Summary
from aksnet.rules import Context, Rule, check
from aksnet.spec.fleets import cluster_nodes, with_flags
from aksnet.spec.loading import parse, read, source_of
from aksnet.spec.validation import cluster_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView, Unknown

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy


class Checked(NamedTuple):
    """A report, and what kept files from being read whole."""

    report: Report
    problems: tuple[Problem, ...]


class _Read(NamedTuple):
    """What was read: the texts of the files, and each cluster with its file and policy."""

    texts: dict[str, str]
    clusters: list[tuple[ClusterView, str, Policy | None]]
    problems: list[Problem]
    unread: set[str]


def run(names: Sequence[str], today: date, policy: str | None, rules: Sequence[Rule]) -> Checked:
    """Check every cluster of the specs; a spec that does not load is a problem, and does not hide the others.

    Raises AksnetError where a policy cannot be read.
    """
    if not names:
        raise UsageError(Problem("there is nothing to check", hint="name a spec: aksnet check cluster.yaml"))
    read_ = _read_all(list(dict.fromkeys(names)), Policies(policy))
    views = [view for view, *_ in read_.clusters]
    judged = check(views, Context(today), rules, [policy for *_, policy in read_.clusters])
    report = Report(
        findings=tuple(sorted(judged.findings, key=_by_place)),
        failures=judged.failures,
        summary=_summary(views, len(read_.texts), len(read_.unread)),
        clusters=tuple((view.name, file) for view, file, _ in read_.clusters),
        texts=read_.texts,
    )
    return Checked(report, tuple(read_.problems))


def _read_all(names: Sequence[str], policies: Policies) -> _Read:
    read_ = _Read({}, [], [], set())
    for name in names:
        try:
            text = read(name)
            read_.texts[source_of(name)] = text
            nodes, _ = cluster_nodes(parse(name, text))
        except SpecError as error:
            read_.problems.extend(error.problems)
            read_.unread.add(name)
            continue
        policy = policies.of(name)
        for node in nodes:
            try:
                plain = with_flags(node, [], [])
                read_.clusters.append((view_of(cluster_of(plain), plain), source_of(name), policy))
            except SpecError as error:
                read_.problems.extend(error.problems)
                read_.unread.add(name)
    return read_


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place or Place("")
    return place.source, place.line or 0, place.column or 0, finding.rule


def _summary(views: Sequence[ClusterView], files: int, unread: int) -> Summary:
    parts = [part for view in views for part in (view.values, *(pool.values for pool in view.pools))]
    unknown = sum(isinstance(value.data, Unknown) for part in parts for value in part.values())
    return Summary(files, len(views), sum(map(len, parts)) - unknown, unknown, unread)
