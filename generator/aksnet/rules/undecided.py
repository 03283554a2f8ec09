"""Ignores of which nobody can tell whether they are of use: what their rule asks for cannot be told in this run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Generic, TypeVar

from aksnet.planning.ranges import Ranges
from aksnet.rules.base import Context, Rule
from aksnet.rules.ignoring import Comments
from aksnet.view import ClusterView, Declaration, Ignore, PoolView, SubnetView, Unknown, Value, VnetView, around

_Item = TypeVar("_Item")


class _Watched(Mapping[str, _Item], Generic[_Item]):
    """Values, or subnets, that note in `asked` what was asked for and cannot be told, or stands in what cannot."""

    def __init__(self, items: Mapping[str, _Item], asked: list[str]) -> None:
        self._items = items
        self._asked = asked

    def __getitem__(self, key: str) -> _Item:
        if any(_is_open(self._items.get(step)) for step in around(key)):
            self._asked.append(key)
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def _is_open(item: object) -> bool:
    """Whether something of it cannot be told."""
    if isinstance(item, Value):
        return isinstance(item.data, Unknown)
    return isinstance(item, SubnetView) and not item.prefixes


def undecided(
    comments: Sequence[Comments],
    used: Set[Ignore],
    clusters: Sequence[ClusterView],
    context: Context,
) -> frozenset[Ignore]:
    """The ignores in comments that found nothing, where it is not known that there is nothing to find.

    That is so where not all of their file is judged, or none of it, and where their rule met what cannot be told.
    """
    open_ones = [(one, ignore) for one in comments for ignore in one.ignores if ignore not in used]
    by_file = _by_file(clusters) if open_ones else {}
    return frozenset(
        ignore
        for one, ignore in open_ones
        if not (one.whole and _is_decided(ignore, by_file.get(one.file, []), clusters, context))
    )


def _is_decided(ignore: Ignore, of_file: Sequence[int], clusters: Sequence[ClusterView], context: Context) -> bool:
    rule = context.known.get(ignore.rule)
    if rule is None or rule.id not in context.ran:
        return False
    return bool(of_file) and not any(_meets_unknown(rule, number, clusters[number], context) for number in of_file)


def _by_file(clusters: Sequence[ClusterView]) -> Mapping[str, list[int]]:
    """The clusters of which something stands in each file, by their numbers."""
    found: dict[str, list[int]] = {}
    for number, cluster in enumerate(clusters):
        for file in _sources(cluster):
            found.setdefault(file, []).append(number)
    return found


def _sources(cluster: ClusterView) -> set[str]:
    """The files in which something of a cluster stands."""
    vnet = cluster.vnet
    values = [*cluster.values.values(), *(value for pool in cluster.pools for value in pool.values.values())]
    subnets = vnet.subnets.values() if vnet is not None else ()
    every = [cluster, *cluster.pools, *values, *subnets, *([vnet] if vnet is not None else ())]
    return {one.place.source for one in every if one.place is not None}


def _meets_unknown(rule: Rule, number: int, cluster: ClusterView, context: Context) -> bool:
    """Whether a rule asks for something of a cluster that cannot be told."""
    asked: list[str] = []
    watched = cluster._replace(
        values=_Watched(cluster.values, asked),
        pools=tuple(_pool(pool, asked) for pool in cluster.pools),
        vnet=_vnet(cluster.vnet, asked) if cluster.vnet is not None else None,
        declared=_declared(cluster.declared, asked) if cluster.declared is not None else None,
    )
    try:
        list(rule.check(watched, context._replace(ranges=Ranges(watched), number=number)))
    except Exception:  # a bug, which is told where the rule ran
        return True
    return bool(asked)


def _pool(pool: PoolView, asked: list[str]) -> PoolView:
    declared = _declared(pool.declared, asked) if pool.declared is not None else None
    return pool._replace(values=_Watched(pool.values, asked), declared=declared)


def _declared(declared: Declaration, asked: list[str]) -> Declaration:
    written, arguments = (_Watched(one, asked) for one in (declared.written, declared.arguments))
    return declared._replace(written=written, arguments=arguments)


def _vnet(vnet: VnetView, asked: list[str]) -> VnetView:
    return vnet._replace(subnets=_Watched(vnet.subnets, asked))
