"""What is there before and not afterwards: whether a tool deletes it, or only has nothing to say about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from aksnet.errors import Place, Problem
from aksnet.facts.sources import RESOURCE_PUT, Source
from aksnet.transitions.changes import Maker
from aksnet.transitions.tools.templates import NAMES
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Open, Reason, Tool
from aksnet.view import ClusterView, PoolView

_SPEC = "aksnet"
_LEFT = "a deployment leaves what its template does not have; only complete mode and a deployment stack delete it"
_INLINE = "the service keeps a pool that agentPoolProfiles no longer names: az aks nodepool delete deletes it"
_FORGOTTEN = "a removed block takes it out of the state, and Terraform does not destroy it"
_REMOVED = Source("https://developer.hashicorp.com/terraform/language/block/removed", "2026-11-30")
_ELSEWHERE = "what is read of Azure may be made elsewhere: Terraform deletes it only where its state has it"
# A PUT of a cluster does not delete pools: what users saw in 2020 and in 2023.
_KEPT = (
    Source("https://github.com/Azure/AKS/issues/1511", "2026-11-30"),
    Source("https://github.com/pulumi/pulumi-azure-native/issues/579", "2026-11-30"),
)


def of_gone(
    view: ClusterView | PoolView,
    maker: Maker,
    forgotten: Collection[str] = (),
    hidden: Mapping[str, Problem] = MappingProxyType({}),
) -> tuple[OfAzure, OfTool]:
    """What happens to a cluster or a pool that the other side does not have.

    `forgotten` leave Terraform's state, and `hidden` may be in what could not be read.
    """
    if view.declared is not None and view.declared.address in forgotten:
        return _stays(view, maker, _FORGOTTEN, (_REMOVED,))
    if maker.provider in NAMES:
        return _stays(view, maker, _LEFT, (RESOURCE_PUT,))
    if maker.provider != "azurerm" and is_inline(view):
        return _stays(view, maker, _INLINE, _KEPT)
    why = hidden.get(address_of(view))
    if why is not None:
        return _undecided(maker, f"it may be in what could not be read: {why.message}", why.place)
    if _is_known(view):
        return OfAzure(Azure.DELETE), OfTool(maker.provider, maker.words, Tool.DELETE)
    return _undecided(maker, _ELSEWHERE, view.place)


def address_of(view: ClusterView | PoolView) -> str:
    """Its address; its name where it has none."""
    return view.declared.address if view.declared is not None else view.name


def _undecided(maker: Maker, why: str, place: Place | None) -> tuple[OfAzure, OfTool]:
    azure, tool = (Open("name", why, words, place) for words in (_AT_AZURE, _WITH_TOOL))
    return (
        OfAzure(Azure.UNDECIDED, open=(azure,)),
        OfTool(maker.provider, maker.words, Tool.UNDECIDED, open=(tool,)),
    )


def _stays(
    view: ClusterView | PoolView, maker: Maker, text: str, sources: tuple[Source, ...]
) -> tuple[OfAzure, OfTool]:
    reason = Reason("name", text, Tool.NO_OP, view.name, None, sources, place=view.place)
    return OfAzure(Azure.NO_CHANGE), OfTool(maker.provider, maker.words, Tool.NO_OP, reasons=(reason,))


def is_inline(view: ClusterView | PoolView) -> bool:
    """Whether it is a pool in the body of a cluster, in ARM's words."""
    return view.declared is not None and ".agentPoolProfiles[" in view.declared.address


_AT_AZURE = (str(Azure.NO_CHANGE), str(Azure.DELETE))
_WITH_TOOL = (str(Tool.NO_OP), str(Tool.DELETE))


def _is_known(view: ClusterView | PoolView) -> bool:
    """Whether Terraform has it in its state, or will have: a spec and a configuration say what it makes."""
    declared = view.declared
    return declared is None or declared.language == _SPEC or declared.language.startswith("terraform")
