"""azapi: it puts the body as it stands, and replaces for what says which resource it is, or for what it is told to."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZAPI
from aksnet.paths import group_of
from aksnet.transitions.tools.differing import differs, replacing
from aksnet.transitions.tools.ignoring import without_ignored
from aksnet.transitions.tools.puts import decided
from aksnet.transitions.tools.triggers import triggered
from aksnet.transitions.verdicts import OfTool, Open, Reason, Tool, worst_of_tool
from aksnet.view import ClusterView, PoolView

NAME = "azapi"


def of_cluster(before: ClusterView, after: ClusterView, verdict: OfTool) -> OfTool:
    """What azapi does to a cluster."""
    told = (*_replaced(before, after), *triggered(before, after), *_retyped(before, after))
    return _taken_over(before, after, decided(without_ignored(verdict, after), *told))


def _taken_over(before: ClusterView, after: ClusterView, verdict: OfTool) -> OfTool:
    """A resource of azurerm's that azapi is to have: without a moved block Terraform deletes it, and makes another."""
    was, will = before.declared, after.declared
    if was is None or will is None or not was.by_azurerm or not was.language.startswith("terraform"):
        return verdict
    if will.module is not None:  # the AVM module has such a block
        return verdict
    why = f"it is not read whether a moved block says that {was.address} is {will.address} now"
    one = Open("type", why, (str(verdict.verdict), str(Tool.REPLACE)), after.place)
    worst = worst_of_tool((verdict.verdict, Tool.UNDECIDED))
    return verdict._replace(verdict=worst, open=(*verdict.open, one))


def of_pool(before: PoolView, after: PoolView, verdict: OfTool) -> OfTool:
    """What azapi does to a pool, declared alone or in the cluster's body."""
    return decided(without_ignored(verdict, after), *_retyped(before, after))


def _replaced(before: ClusterView, after: ClusterView) -> Iterator[Reason]:
    """Name, group and location: docs/resources/resource.md of https://github.com/Azure/terraform-provider-azapi."""
    if _named(before) and _named(after) and before.name != after.name:
        text = "another name is another resource: azapi deletes this one, and makes one of the new name"
        yield Reason("name", text, Tool.REPLACE, before.name, after.name, (AZAPI,), place=after.where("name"))
    old, new = map(group_of, (before, after))
    if old is not None and new is not None and old.lower() != new.lower():
        text = "another resource group is another resource: azapi deletes this one, and makes one there"
        yield Reason("parent_id", text, Tool.REPLACE, old, new, (AZAPI,), place=after.place)
    if differs(before, after, "location"):
        text = "a cluster does not move: azapi deletes it, and makes one in the other region"
        yield replacing(before, after, "location", text)._replace(sources=(AZAPI,))


def _named(view: ClusterView) -> bool:
    """Whether its name can be told: else it is called by its address."""
    return view.declared is None or view.name != view.declared.address


def _retyped(before: ClusterView | PoolView, after: ClusterView | PoolView) -> Iterator[Reason]:
    """Another API version is planned as an update of the type, and puts the same body once more."""
    old, new = (view.declared.api_version if view.declared is not None else None for view in (before, after))
    by_azapi = all(
        view.declared is not None and view.declared.provider is not None and view.declared.provider.name == NAME
        for view in (before, after)
    )
    if by_azapi and old is not None and new is not None and old != new:
        text = "another API version is a change in place: azapi puts the body once more"
        yield Reason("type", text, Tool.IN_PLACE, old, new, (AZAPI,), place=after.place)
