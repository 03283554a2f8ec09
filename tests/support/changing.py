"""Changes of clusters as tests write them: two texts, the release in use, and, where it matters, verdicts by hand."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.facts.azurerm import Version
from aksnet.facts.releases import releases_of
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions.changes import Change, Maker, Pair, PoolChange
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Tool
from aksnet.view import ClusterView

IN_PLACE = OfAzure(Azure.IN_PLACE)
PLANNED = OfTool("azurerm", None, Tool.IN_PLACE)


def read_cluster(text: str, name: str = "main.tf") -> ClusterView:
    """The one cluster of a text."""
    (configuration,) = read(Request(["-"], name, lambda: text.encode()))
    (view,) = views_of(configuration)
    return view


def maker(words: str) -> Maker:
    """azurerm in an exact release, or in all that a constraint allows."""
    if words[0].isdigit():
        return Maker("azurerm", (Version(*map(int, words.split("."))),), words)
    releases = releases_of(words)
    assert releases is not None
    return Maker("azurerm", releases.known, words)


def replaced(*paths: str, version: str = "4.81.0") -> OfTool:
    """What azurerm says that replaces the cluster."""
    return OfTool("azurerm", version, Tool.REPLACE, paths)


def changed(
    before: ClusterView,
    after: ClusterView,
    by: Maker | str = "4.81.0",
    tool: OfTool = PLANNED,
    azure: OfAzure = IN_PLACE,
    pools: Mapping[str, OfTool] | None = None,
) -> Change:
    """A change whose verdicts are given."""
    made = maker(by) if isinstance(by, str) else by
    told = tool._replace(version=tool.version or made.words)
    return Change(Pair(after.name, before, after, made), azure, told, tuple(_pools(before, after, pools or {})))


def _pools(before: ClusterView, after: ClusterView, given: Mapping[str, OfTool]) -> list[PoolChange]:
    old, new = ({pool.name: pool for pool in one.pools} for one in (before, after))
    nothing = OfTool("azurerm", None, Tool.NO_OP)
    return [
        PoolChange(name, old.get(name), new.get(name), OfAzure(Azure.NO_CHANGE), given.get(name, nothing))
        for name in {**old, **new}
    ]
