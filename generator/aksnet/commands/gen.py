"""`aksnet gen`: from a spec and flags to the files of every target asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from aksnet.commands.policies import Policies
from aksnet.comments import ignores_in
from aksnet.dialects import Dialect
from aksnet.errors import AksnetError, Place, Problem, SpecError, UsageError
from aksnet.findings import Finding, Severity
from aksnet.rules import Comments, Context, Failure, check
from aksnet.spec.fleets import Override, cluster_nodes, refuse_duplicates, with_default_pool, with_flags
from aksnet.spec.loading import parse, read, source_of
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Node
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.targets import Rendered, render
from aksnet.view import ClusterView


class Generated(NamedTuple):
    """What one run made: the files, with the cluster's directory before the path in a fleet, and the findings."""

    files: tuple[Rendered, ...]
    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error stands, or a rule broke: then there are no files."""
        return bool(self.failures) or any(finding.severity is Severity.ERROR for finding in self.findings)


def generate(cluster: Cluster, dialects: Sequence[Dialect], today: date) -> Generated:
    """The files of one cluster in each dialect; none where a rule finds an error."""
    return _generated([("", view_of(cluster))], Context(today, tuple(dialects)))


def gen(
    spec: str | None,
    overrides: Sequence[Override],
    sets: Sequence[str],
    dialects: Sequence[Dialect],
    today: date,
    policy: str | None = None,
) -> Generated:
    """The files of every cluster of a spec, with flags laid over it; `policy` is the file of one, if not the nearest.

    Raises SpecError or UsageError for input that is not of the shape that the models describe.
    """
    text = read(spec) if spec is not None else ""
    document = parse(spec, text) if spec is not None else _from_flags(overrides, sets)
    nodes, fleet = cluster_nodes(document)
    nodes = [_with_flags(node, overrides, sets) for node in nodes]
    if fleet:
        refuse_duplicates(nodes)
    clusters, problems = clusters_of(nodes, fleet=fleet)
    if problems:
        raise SpecError(*problems)
    views = [(f"{cluster.name}/" if fleet else "", view_of(cluster, node)) for cluster, node in clusters]
    context = Context(today, tuple(dialects), Policies(policy).of(spec))
    return _generated(views, context, _comments(spec, text, context))


def _comments(spec: str | None, text: str, context: Context) -> list[Comments]:
    """The comments of a spec that say what is to be left out."""
    source = source_of(spec) if spec is not None else ""
    ignores = ignores_in(source, text)
    return [Comments(source, ignores, context.policy)] if ignores else []


def _from_flags(overrides: Sequence[Override], sets: Sequence[str]) -> Node:
    if not overrides and not sets:
        raise UsageError(
            Problem(
                "there is nothing to generate from",
                hint="name a spec (aksnet gen cluster.yaml), or choose a mode (aksnet gen --plugin overlay)",
            )
        )
    return Node(dict, Place(overrides[0].flag if overrides else "--set"))


def _with_flags(node: Node, overrides: Sequence[Override], sets: Sequence[str]) -> Node:
    for override in overrides:
        if override.path[0] == "pools":
            node = with_default_pool(node, override.flag)
    return with_flags(node, overrides, sets)


def _generated(
    views: Sequence[tuple[str, ClusterView]], context: Context, comments: Sequence[Comments] = ()
) -> Generated:
    judged = check([view for _, view in views], context, comments=comments)
    checked = Generated((), judged.findings, judged.failures)
    if checked.refused:
        return checked
    files = [
        _in_directory(base, file)
        for base, view in views
        for dialect in context.dialects
        for file in _render(view, dialect)
    ]
    return Generated(tuple(files), checked.findings)


def _render(view: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    try:
        return render(view, dialect)
    except TypeError as error:  # a value that a literal encoder refuses
        raise AksnetError(Problem(f"{view.name}: {error}", view.place)) from error


def _in_directory(base: str, file: Rendered) -> Rendered:
    return Rendered(base + file.path, file.target, file.text, file.comment, file.fragment, file.shown)
