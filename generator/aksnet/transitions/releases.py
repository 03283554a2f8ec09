"""One verdict over all releases that may be in use: the worst, and where it changes from release to release."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from aksnet.facts.azurerm import Version
from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import OfTool, Stretch, Tool


def over(maker: Maker, judged: Callable[[Version], OfTool]) -> OfTool:
    """What the releases of a maker do, each judged by itself."""
    releases = sorted(maker.releases)
    results = [judged(version) for version in releases]
    order = list(Tool)
    worst = max(results, key=lambda one: order.index(one.verdict))
    groups = groupby(zip(releases, results, strict=True), key=lambda one: (one[1].verdict, one[1].replaced_by))
    stretches = [Stretch(str(some[0][0]), str(some[-1][0]), *key) for key, group in groups for some in [list(group)]]
    return worst._replace(version=maker.words, stretches=tuple(stretches) if len(stretches) > 1 else ())
