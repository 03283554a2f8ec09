"""Which fixes are safe: a text may stand for many clusters and pools, and another text changes all of them."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache

from aksnet.errors import Place
from aksnet.findings import Finding, Fix
from aksnet.rules.judging import Having
from aksnet.view import ClusterView, PoolView

_Real = Callable[[str], str]


def unshared(findings: Iterable[Finding], clusters: Sequence[ClusterView], having: Having) -> Iterator[Finding]:
    """The findings with a fix, but those whose text is also that of a cluster or a pool without such a finding.

    `having` counts the fixes of each cluster: where two of its pools are made of one text, it has one twice.
    """
    real = cache(os.path.realpath)  # one file may be read by two names
    had: Counter[tuple[str, Fix, int]] = Counter()
    for (rule, fix, number), count in having.items():
        had[rule, _moved(fix, real), number] += count
    owners = _owners(clusters, {fix.place for _, fix, _ in had}, real)
    for finding in findings:
        if finding.fix is not None:
            fix = _moved(finding.fix, real)
            if all(had[finding.rule, fix, number] >= count for number, count in owners[fix.place].items()):
                yield finding


def _moved(fix: Fix, real: _Real) -> Fix:
    return fix._replace(place=fix.place._replace(source=real(fix.place.source)))


def _owners(clusters: Sequence[ClusterView], places: set[Place], real: _Real) -> Mapping[Place, Mapping[int, int]]:
    """What is made of the text at each of the places: the clusters by number, with how often each of them has it."""
    owners: dict[Place, dict[int, int]] = defaultdict(dict)
    for number, cluster in enumerate(clusters) if places else ():
        pools = Counter(place for pool in cluster.pools for place in _places(pool, real))
        for place in places & (_places(cluster, real) | pools.keys()):
            owners[place][number] = max(1, pools[place])
    return owners


def _places(one: ClusterView | PoolView, real: _Real) -> set[Place]:
    """The places of all that it says."""
    declared = one.declared
    said = [one.values, *((declared.written, declared.arguments) if declared is not None else ())]
    places = (value.place for values in said for value in values.values())
    return {place._replace(source=real(place.source)) for place in places if place is not None}
