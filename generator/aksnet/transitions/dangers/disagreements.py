"""AKN901: what Azure makes in place or in steps, and azurerm replaces the cluster for, or cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.findings import Severity
from aksnet.paths import PLANE, POLICY
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, is_configuration, moved, replaced_in, replacing
from aksnet.transitions.dangers.ways import Way, way_for
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView

RULE = "AKN901"
# Where Azure makes no such change at all, nobody disagrees.
_NOT_AT_AZURE = (Azure.RECREATE, Azure.REFUSED)
_DONE = (Azure.NO_CHANGE, Azure.IN_PLACE, Azure.IRREVERSIBLE, Azure.STEPS)
_ENGINES = ("azure", "calico")


def dangers(sides: Sides) -> Iterator[Danger]:
    """What azurerm replaces and Azure does not, one for each way round; and a policy that stays."""
    if not sides.by_azurerm:
        yield from _triggered(sides)
        return
    if sides.change.azure.verdict not in _NOT_AT_AZURE:
        yield from _replaced(sides)
    yield from _policy_stays(sides)


def _replaced(sides: Sides) -> Iterator[Danger]:
    tool = sides.change.tool
    found: dict[Way, list[str]] = {}
    for path in replacing(tool):
        way = way_for(sides, path)
        if way is not None:
            found.setdefault(way, []).append(path)
    for way, paths in found.items():
        names = ", ".join(path.rpartition(".")[2] for path in paths)
        message = f"{names}: Azure {way.does}, {replaced_in(tool, paths)} replaces the cluster"
        yield Danger(RULE, message, sides.after.where(way.path), hint=way.hint)


def _triggered(sides: Sides) -> Iterator[Danger]:
    """What azapi is told to replace the cluster for, and Azure would change."""
    if sides.change.azure.verdict not in _DONE:
        return
    for reason in sides.change.tool.reasons:
        if reason.verdict is Tool.REPLACE and reason.path.startswith("properties."):
            name = reason.path.removeprefix("properties.")
            message = (
                f"{moved(name, reason.before, reason.after)}: Azure changes it, azapi is told to replace the cluster"
            )
            yield Danger(RULE, message, reason.place, hint=f"take {reason.path} out of replace_triggers_refs first")


def _policy_stays(sides: Sides) -> Iterator[Danger]:
    """An engine that is left out, or "none", which azurerm does not know: there is no difference."""
    engine, asked = sides.old.policy, sides.after.text(POLICY)
    gone = sides.after.absent(POLICY) or asked == "none"
    stays = engine in _ENGINES and sides.after.text(PLANE) != "cilium" and gone
    if not stays or not _is_written(sides.after):
        return
    message = (
        f"network_policy {engine} -> none: Azure removes the engine in place, azurerm has no way to say so in any"
        f" release: left out it stays {engine}, and the plan shows nothing"
    )
    hint = (
        f"{sides.az('--network-policy', 'none')}; all nodes are reimaged. Leave network_policy out of the"
        " configuration: the next plan reads that there is none, and shows no change"
    )
    # a state, or what runs, may have an engine that the configuration never had
    severity = Severity.WARNING if _is_written(sides.before) else Severity.INFO
    yield Danger(RULE, message, sides.after.where(POLICY, PLANE), severity, hint)


def _is_written(view: ClusterView) -> bool:
    return view.declared is None or is_configuration(view)
