"""How all rules are run over the clusters of a run: what is ignored, what a policy says, and rules that break."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from aksnet.dialects import Dialect
from aksnet.errors import Place
from aksnet.findings import Finding, Fix
from aksnet.planning.fleet import Fleet
from aksnet.planning.peerings import Peerings
from aksnet.planning.ranges import Ranges
from aksnet.planning.uses import Uses
from aksnet.rules.base import Context, Hit, Rule
from aksnet.rules.ignoring import Comments, Ignoring
from aksnet.rules.severities import severity_of
from aksnet.rules.undecided import undecided
from aksnet.rules.wording import in_words_of
from aksnet.view import ClusterView

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy

# How often a rule has a fix in a cluster, which is known by its number.
Having: TypeAlias = Mapping[tuple[str, Fix, int], int]
# Hands on the clusters with their policies, one by one.
Follow: TypeAlias = (
    "Callable[[Sequence[tuple[ClusterView, Policy | None]]], Iterator[tuple[ClusterView, Policy | None]]]"
)

# The number of what is about no cluster.
_NONE = -1


class Failure(NamedTuple):
    """A rule that broke: a bug of aksnet, which must not hide what other rules found."""

    rule: str
    cluster: str
    error: str

    def __str__(self) -> str:
        return f"rule {self.rule} on the cluster {self.cluster!r}: {self.error}"


class Judged(NamedTuple):
    """What the rules found, in the order of clusters and rules, which of them broke, and how much is ignored.

    `having` tells which clusters have a fix: findings of the same name and place are one.
    """

    findings: tuple[Finding, ...]
    failures: tuple[Failure, ...]
    ignored: int = 0
    having: Having = MappingProxyType({})


def judge(
    clusters: Sequence[ClusterView],
    context: Context,
    rules: Sequence[Rule],
    known: Sequence[Rule],
    policies: "Sequence[Policy | None] | None" = None,
    comments: Sequence[Comments] = (),
    dialects: Sequence[tuple[Dialect, ...]] | None = None,
    only: Collection[int] | None = None,
    follow: Follow = iter,
) -> Judged:
    """Run the rules over the clusters; those on ignores come last, because they ask what the others found.

    `known` are all rules there are, whether they are to run or not; `comments` what files say to leave out; `dialects`
    what is to be written of each cluster, where that is not the same. With `only` there are the findings that concern
    one of these clusters, by their numbers, and those that concern none at all.
    """
    written = dialects if dialects is not None else [context.dialects] * len(clusters)
    chosen = [one for one in rules if not (one.of_targets and not any(written))]
    words = {word: one for one in known for word in (one.id, one.slug)}
    fleet = Fleet(clusters)
    context = context._replace(fleet=fleet, peerings=Peerings(fleet), uses=Uses(fleet))
    context = context._replace(known=words, ran=frozenset(one.id for one in chosen))
    run = _Run(comments, only)
    each = list(zip(clusters, policies or [context.policy] * len(clusters), strict=True))
    first = [one for one in chosen if not one.about_ignores]
    across = [one for one in first if one.across]
    asked = _asked_of(clusters, comments, only)
    for number, (cluster, policy) in enumerate(follow(each)):
        rules = first if number in asked else across
        own = context._replace(ranges=Ranges(cluster), number=number, policy=policy, dialects=written[number])
        run.judge(cluster, own, rules)
    last = [one for one in chosen if one.about_ignores]
    found = frozenset(run.ignoring.used)
    context = context._replace(used=found, undecided=undecided(comments, found, clusters, context))
    context = context._replace(lines=_lines(run.places))
    ours = [one for number, one in enumerate(each) if only is None or number in only]
    for cluster, policy in (*ours, *map(_spoken, comments)) if last else ():
        if cluster.ignores:
            run.judge(cluster, context._replace(policy=policy, number=_NONE), last)
    return Judged(tuple(dict.fromkeys(run.findings)), tuple(run.failures), len(run.ignored), run.having)


def _asked_of(clusters: Sequence[ClusterView], comments: Sequence[Comments], only: Collection[int] | None) -> Set[int]:
    """The clusters over which all rules run: those that findings are to be about, and those that share an ignore.

    An ignore of the defaults of a fleet is of use where it is of use to one of its clusters, and one in a comment may
    be about any cluster.
    """
    everyone = range(len(clusters))
    if only is None or any(one.ignores for one in comments):
        return set(everyone)
    ignores = {ignore for number in only for ignore in clusters[number].ignores}
    return {number for number in everyone if number in only or not ignores.isdisjoint(clusters[number].ignores)}


def _lines(places: Iterable[tuple[str, Place]]) -> Mapping[tuple[str, str], frozenset[int]]:
    """The lines in which each rule found something, by its id and the file."""
    lines: dict[tuple[str, str], set[int]] = defaultdict(set)
    for rule, place in places:
        if place.line is not None:
            lines[rule, place.source].add(place.line)
    return {key: frozenset(of_key) for key, of_key in lines.items()}


def _spoken(comments: Comments) -> "tuple[ClusterView, Policy | None]":
    """A file's comments in the place of a cluster, for the rules on ignores: they are of no cluster."""
    return ClusterView("", {}, ignores=comments.ignores), comments.policy


class _Run:
    """What a run has found so far, and what of it is left out; `places` are those of all hits, by the ids of rules."""

    def __init__(self, comments: Sequence[Comments], only: Collection[int] | None) -> None:
        self._only = only
        self.findings: list[Finding] = []
        self.places: set[tuple[str, Place]] = set()
        self.failures: list[Failure] = []
        self.ignored: set[Finding] = set()
        self.having: Counter[tuple[str, Fix, int]] = Counter()
        self.ignoring = Ignoring(comments)

    def judge(self, cluster: ClusterView, context: Context, rules: Sequence[Rule]) -> None:
        """Add what the rules find in one cluster, but what is to be left out."""
        for rule in rules:
            try:
                hits = list(rule.check(cluster, context))
            except Exception as error:  # whatever it is, it is told as a bug
                if self._concerns(context.number):
                    self.failures.append(Failure(rule.id, cluster.name, _described(error)))
                continue
            if hits:
                self._take(rule, hits, cluster, context)

    def _take(self, rule: Rule, hits: Sequence[Hit], cluster: ClusterView, context: Context) -> None:
        kept: list[Hit] = []
        left_out: list[Hit] = []
        for hit in (one if one.place else one._replace(place=cluster.place) for one in hits):
            (left_out if self.ignoring.holds(rule, hit, cluster, context.policy) else kept).append(hit)
        ours = self._ours(kept, context), self._ours(left_out, context)
        found, ignored = (list(_findings(rule, hits, cluster, context)) for hits in ours)
        self.findings += found
        self.having.update((rule.id, one.fix, context.number) for one in found if one.fix is not None)
        # one file may stand for many clusters: they have one finding in common
        self.ignored.update(one._replace(cluster="", via=None) for one in ignored)
        told = (one for one in kept if severity_of(rule, one.severity or rule.severity, context.policy) is not None)
        self.places.update((rule.id, one.place) for one in told if one.place is not None)

    def _ours(self, hits: Sequence[Hit], context: Context) -> Sequence[Hit]:
        """The hits that concern one of the clusters that are asked for."""
        return hits if self._only is None else [one for one in hits if self._concerns(context.number, *one.others)]

    def _concerns(self, *clusters: int) -> bool:
        """Whether something about these clusters is to be told; what is about none of them is."""
        return self._only is None or _NONE in clusters or any(number in self._only for number in clusters)


def _findings(rule: Rule, hits: Sequence[Hit], cluster: ClusterView, context: Context) -> Iterator[Finding]:
    through = _through(cluster) if hits else {}
    for hit in hits:
        severity = severity_of(rule, hit.severity or rule.severity, context.policy)
        source = hit.source or next(iter(rule.sources), None)
        if severity is not None:
            yield Finding(
                rule=rule.id,
                slug=rule.slug,
                severity=severity,
                message=in_words_of(hit.message, cluster.declared),
                cluster=cluster.name,
                place=hit.place,
                hint=in_words_of(hit.hint or rule.hint, cluster.declared),
                url=source.url if source is not None else None,
                fix=hit.fix,
                via=through.get(hit.place),
            )


def _through(cluster: ClusterView) -> Mapping[Place | None, str]:
    """What the value at a place came through: its text stands somewhere else."""
    every = [cluster.values, *(pool.values for pool in cluster.pools)]
    # what a module decides stands where the module is called: that is no value that somebody gave
    told = (one for values in every for one in values.values() if one.via and one.place != cluster.place)
    return {one.place: str(one.via) for one in told if one.place is not None}


def _described(error: Exception) -> str:
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    where = f"{Path(traceback.tb_frame.f_code.co_filename).name}:{traceback.tb_lineno}" if traceback else "?"
    return f"{type(error).__name__} in {where}: {error}"
