"""`aksnet gen`: from a spec and flags to the files of every target asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from aksnet.commands.comments import comments_of
from aksnet.commands.policies import Policies
from aksnet.dialects import Dialect
from aksnet.errors import AksnetError, Place, Problem, UsageError
from aksnet.findings import Finding, Severity
from aksnet.rules import Context, Failure, Judged, check
from aksnet.spec.layers import Layers, Loaded, cluster_views, load
from aksnet.spec.models import Cluster
from aksnet.spec.shards import Shard
from aksnet.spec.views import view_of
from aksnet.targets import Rendered, render
from aksnet.view import ClusterView

# So many names of clusters are told.
_MANY = 10


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
    view, context = view_of(cluster), Context(today, tuple(dialects))
    return written([("", view)], context, check([view], context))


def gen(
    layers: Layers,
    dialects: Sequence[Dialect],
    today: date,
    policy: str | None = None,
    shard: Shard | None = None,
    names: Sequence[str] = (),
) -> Generated:
    """The files of every cluster of a spec, of a shard, or of those with the `names`.

    `policy` is the file of one, if not the nearest.

    Raises SpecError or UsageError for input that is not of the shape that the models describe.
    """
    if not layers.files and layers.flags.first is None:
        hint = "name a spec (aksnet gen cluster.yaml), or choose a mode (aksnet gen --plugin overlay)"
        raise UsageError(Problem("there is nothing to generate from", hint=hint))
    loaded = load(layers)
    views = cluster_views(loaded)
    policies = Policies(policy)
    context = Context(today, tuple(dialects))
    only = _named(names, views, held_by(shard, loaded, views))
    judged = check(
        views,
        context,
        policies=[policies.of(file) for file in loaded.files],
        comments=list(comments_of(loaded.texts, policies, ())),
        only=only,
    )
    wanted = [view for number, view in enumerate(views) if only is None or number in only]
    return written([(f"{view.name}/" if loaded.several else "", view) for view in wanted], context, judged)


def held_by(shard: Shard | None, loaded: Loaded, views: Sequence[ClusterView]) -> frozenset[int] | None:
    """The numbers of the clusters that are in a shard; None where all of them are wanted."""
    return (
        shard.holds([(one.name, file or "") for one, file in zip(views, loaded.files, strict=True)]) if shard else None
    )


def _named(names: Sequence[str], views: Sequence[ClusterView], only: frozenset[int] | None) -> frozenset[int] | None:
    """Of the clusters that are wanted those with the names; all of them where no name is given."""
    if not names:
        return only
    known = {view.name: number for number, view in enumerate(views)}
    for name in names:
        if name not in known:
            raise UsageError(Problem(f"the spec has no cluster {name!r}", Place("--cluster"), _near(name, list(known))))
    wanted = frozenset(known[name] for name in names)
    return wanted if only is None else wanted & only


def _near(name: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return (
        f"did you mean {near[0]}?" if near else f"it has {', '.join([*known[:_MANY], *['…'] * (len(known) > _MANY)])}"
    )


def written(views: Sequence[tuple[str, ClusterView]], context: Context, judged: Judged) -> Generated:
    """The files of clusters that were judged, each with what stands before its paths; none where an error stands."""
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
