"""AKN903, AKN911, AKN912, AKN917: what goes with a change of the outbound type, and with its blocks."""

from __future__ import annotations

from collections.abc import Container, Iterator

from aksnet.errors import Place
from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.paths import LOAD_BALANCER, NAT, OUTBOUND
from aksnet.transitions.azure.outbound import called
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, has_block, is_configuration, is_plan, moved
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView

KEPT, MOVES, REMOVED, SENT = "AKN903", "AKN911", "AKN912", "AKN917"
# When the outbound type came to be changed in place, and when the load balancer's profile was left out of the request.
_IN_PLACE, _LEFT_OUT = Version(3, 94), Version(3, 103)
_BALANCER, _GATEWAY = "network_profile.load_balancer_profile", "network_profile.nat_gateway_profile"
_ADDRESS = "and it leaves with another address"
_AFTERWARDS = dict.fromkeys(("none", "block"), "and nothing leaves it any more")
_NOT_DONE = (Tool.NO_OP, Tool.REPLACE, Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN)
_REFUSED = (Azure.RECREATE, Azure.REFUSED)


def dangers(sides: Sides) -> Iterator[Danger]:
    """All that a change of the way out brings with it."""
    if sides.outbound is not None:
        old, new = sides.outbound
        yield from _moves(sides, old, new)
        if old == "loadBalancer":
            yield from _profile_kept(sides, new)
            yield from _profile_sent(sides, new)
    elif sides.by_azurerm and is_configuration(sides.after):
        yield from _removed(sides)


def _moves(sides: Sides, old: str, new: str) -> Iterator[Danger]:
    change = sides.change
    if change.tool.verdict not in _NOT_DONE and change.azure.verdict not in _REFUSED:
        address = _AFTERWARDS.get(new, _ADDRESS if old not in _AFTERWARDS else "and it has a way out")
        words = (_said(view, kind) for view, kind in ((sides.before, old), (sides.after, new)))
        message = f"{moved('outboundType', *words)}: open connections of the cluster drop, {address}"
        yield Danger(MOVES, message, sides.after.where(OUTBOUND))


def _said(view: ClusterView, kind: str) -> str:
    """The type as this side writes it, else in the words of the newest API version."""
    return kind if view.text(OUTBOUND) == kind else called(kind)


def _profile_kept(sides: Sides, new: str) -> Iterator[Danger]:
    releases = sides.sent_by(_LEFT_OUT)
    if releases is None or not has_block(sides.after, LOAD_BALANCER, _BALANCER):
        return
    place = sides.after.where(LOAD_BALANCER.rstrip("."), OUTBOUND)
    fate = f"{releases} sends none with outbound_type {new}, and the next plan replaces the cluster"
    if is_configuration(sides.after):
        yield Danger(KEPT, f"load_balancer_profile stays: {fate}", place)
    elif is_plan(sides.after):
        yield _kept_by_plan(sides.blocks, fate, place)


def _kept_by_plan(blocks: Container[str] | None, fate: str, place: Place | None) -> Danger:
    """A plan has the profile of the state, too; beside it the blocks that are written, but for dynamic ones."""
    if blocks is not None and _BALANCER in blocks:
        return Danger(KEPT, f"load_balancer_profile stays: {fate}", place)
    block = "load_balancer_profile" if blocks is None else "a dynamic block load_balancer_profile"
    return Danger(KEPT, f"if the configuration has {block}: {fate}", place, Severity.INFO)


def _profile_sent(sides: Sides, new: str) -> Iterator[Danger]:
    releases = sides.sent_by(_IN_PLACE, _LEFT_OUT)
    if releases is not None:
        fate = f"{releases} sends the load balancer's profile beside it, which Azure refuses"
        message = f"{moved('outbound_type', 'loadBalancer', new)}: {fate}"
        yield Danger(SENT, message, sides.after.where(OUTBOUND))


def _removed(sides: Sides) -> Iterator[Danger]:
    for prefix, block in ((LOAD_BALANCER, _BALANCER), (NAT, _GATEWAY)):
        told = is_configuration(sides.before) and any(path.startswith(prefix) for path in sides.before.values)
        if told and not has_block(sides.after, prefix, block) and not sides.after.unknown(prefix.rstrip(".")):
            name = block.rpartition(".")[2]
            message = f"{name} is left out: azurerm keeps what it says, and the plan shows nothing"
            yield Danger(REMOVED, message, sides.after.where(OUTBOUND))
