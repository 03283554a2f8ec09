"""One verdict over all releases that may be in use: the worst, and where it changes from release to release."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import groupby

from aksnet.facts.azurerm import Version
from aksnet.transitions.azurerm import boundaries
from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import OfTool, Stretch, Tool


def over(maker: Maker, judged: Callable[[Version], OfTool]) -> OfTool:
    """What the releases of a maker do; those between which nothing changes in azurerm are judged together."""
    order = list(Tool)
    results = [(judged(run[0]), run) for run in runs_of(maker.releases)]
    worst = max(_in_use(maker, [one for one, _ in results]), key=lambda one: order.index(one.verdict))
    groups = groupby(results, key=lambda one: (one[0].verdict, one[0].replaced_by))
    stretches = [
        Stretch(str(some[0][1][0]), str(some[-1][1][-1]), *key) for key, group in groups for some in [list(group)]
    ]
    return worst._replace(version=maker.words, stretches=tuple(stretches) if len(stretches) > 1 else ())


def runs_of(releases: Iterable[Version]) -> list[list[Version]]:
    """Releases in order, together where nothing changes between them."""
    ends = boundaries()
    return [list(run) for _, run in groupby(sorted(releases), key=lambda one: bisect_right(ends, one))]


def deciding(releases: Iterable[Version]) -> tuple[Version, ...]:
    """One of all releases between which nothing changes in azurerm."""
    return tuple(run[0] for run in runs_of(releases))


def _in_use(maker: Maker, results: list[OfTool]) -> list[OfTool]:
    """Where nobody says which release is in use, it is none that refuses the configuration."""
    valid = [one for one in results if one.verdict is not Tool.ERROR_AT_VALIDATE]
    return valid if maker.assumed and valid else results
