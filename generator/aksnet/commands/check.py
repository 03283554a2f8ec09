"""`aksnet check`: what the rules say about the clusters of specs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from os.path import normpath
from typing import TYPE_CHECKING, NamedTuple

from aksnet.commands.policies import Policies
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.findings import Finding
from aksnet.reports import Report, Summary
from aksnet.rules import Context, Rule, check
from aksnet.spec.fleets import cluster_nodes, with_flags
from aksnet.spec.loading import STDIN, parse, read, source_of
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView, Unknown

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy


class _Read(NamedTuple):
    """What was read: the texts of the files, and each cluster with its file and policy."""

    files: list[str]
    texts: dict[str, str]
    clusters: list[tuple[ClusterView, str, Policy | None]]
    problems: list[Problem]
    unread: set[str]


def run(names: Sequence[str], today: date, policy: str | None, rules: Sequence[Rule]) -> Report:
    """Check every cluster of the specs; a spec that does not load is a problem, and does not hide the others.

    Raises AksnetError where a policy cannot be read.
    """
    if not names:
        raise UsageError(Problem("there is nothing to check", hint="name a spec: aksnet check cluster.yaml"))
    if all(rule.of_targets for rule in rules):
        hint = "rules on what a target cannot express, 5xx, are asked by aksnet gen"
        raise UsageError(Problem("no rule is left to run", Place("--select"), hint))
    read_ = _read_all(list({_same(name): name for name in reversed(names)}.values())[::-1], Policies(policy))
    views = [view for view, *_ in read_.clusters]
    judged = check(views, Context(today), rules, [policy for *_, policy in read_.clusters])
    return Report(
        findings=tuple(sorted(judged.findings, key=_by_place)),
        failures=judged.failures,
        summary=_summary(views, len(read_.files), len(read_.unread)),
        problems=tuple(dict.fromkeys(read_.problems)),
        ignored=judged.ignored,
        clusters=tuple((view.name, file) for view, file, _ in read_.clusters),
        texts=read_.texts,
    )


def _same(name: str) -> str:
    """What two spellings of one file have in common."""
    return name if name == STDIN else normpath(name)


def _read_all(names: Sequence[str], policies: Policies) -> _Read:
    read_ = _Read([], {}, [], [], set())
    for name in names:
        read_.files.append(name)
        try:
            text = read(name)
            read_.texts[source_of(name)] = text
            nodes, fleet = cluster_nodes(parse(name, text))
            policy = policies.of(name)
        except SpecError as error:
            read_.problems.extend(error.problems)
            read_.unread.add(name)
            continue
        clusters, problems = clusters_of([with_flags(node, [], []) for node in nodes], fleet=fleet)
        read_.clusters.extend((view_of(cluster, node), source_of(name), policy) for cluster, node in clusters)
        read_.problems.extend(problems)
        if problems:
            read_.unread.add(name)
    return read_


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place or Place("")
    return place.source, place.line or 0, place.column or 0, finding.rule


def _summary(views: Sequence[ClusterView], files: int, unread: int) -> Summary:
    parts = [part for view in views for part in (view.values, *(pool.values for pool in view.pools))]
    unknown = sum(isinstance(value.data, Unknown) for part in parts for value in part.values())
    return Summary(files, len(views), sum(map(len, parts)) - unknown, unknown, unread)
