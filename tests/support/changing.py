"""Changes of clusters as tests write them: two texts and the release in use, judged as a whole; or verdicts by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aksnet.facts.azurerm import Version
from aksnet.facts.releases import releases_of
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions import judge
from aksnet.transitions.changes import Change, Maker, Pair, PoolChange
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool
from aksnet.view import ClusterView
from azurerm_clusters import FIVE, USER, cluster

SUBNETS = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/"


def read_cluster(text: str, name: str = "main.tf") -> ClusterView:
    """The one cluster of a text."""
    (configuration,) = read(Request(["-"], name, text.encode))
    (view,) = views_of(configuration)
    return view


def written(
    network: Mapping[str, Any] | None,
    version: str = "4.81.0",
    *beside: str,
    pool: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
) -> str:
    """A cluster of azurerm as a release has to have it, with an identity that may do everything."""
    five = FIVE if version.startswith("5") else {}
    return cluster(network, pool, {**USER, **five, **(more or {})}, *beside, version=version)


def maker(words: str) -> Maker:
    """azurerm in an exact release, or in all that a constraint allows."""
    if words[0].isdigit():
        return Maker("azurerm", (Version(*map(int, words.split("."))),), words)
    releases = releases_of(words)
    assert releases is not None
    return Maker("azurerm", releases.known, words)


def judged(before: str | ClusterView, after: str | ClusterView, by: Maker | str = "4.81.0") -> Change:
    """What is told of a change."""
    one, two = (read_cluster(side) if isinstance(side, str) else side for side in (before, after))
    return judge(Pair(two.name, one, two, maker(by) if isinstance(by, str) else by))


def given(before: ClusterView, after: ClusterView, tool: OfTool) -> Change:
    """A change whose verdicts are given: that of the cluster and of all its pools."""
    old, new = ({pool.name: pool for pool in one.pools} for one in (before, after))
    nothing = OfAzure(Azure.NO_CHANGE)
    pools = tuple(PoolChange(name, old.get(name), new.get(name), nothing, tool) for name in {**old, **new})
    return Change(Pair(after.name, before, after, maker("4.81.0")), OfAzure(Azure.UNDECIDED), tool, pools)
