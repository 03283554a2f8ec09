"""A resource that has another address of Terraform's: it is another one, whatever its arguments say."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.errors import Place
from aksnet.facts.sources import Source
from aksnet.transitions.changes import Readdressed
from aksnet.transitions.verdicts import OfTool, Open, Reason, Tool

_MOVED = Source("https://developer.hashicorp.com/terraform/language/modules/develop/refactoring", "2026-11-30")
_PATH = "address"
_ORDER = list(Tool)


def at_another_address(tool: OfTool, found: Iterable[Readdressed], pool: str | None, place: Place | None) -> OfTool:
    """What a tool does with a cluster, or a pool, whose address changes."""
    one = next((one for one in found if one.pool == pool), None)
    if one is None:
        return tool
    return _replaced(tool, one, place) if one.certain else _open(tool, one, place)


def _replaced(tool: OfTool, one: Readdressed, place: Place | None) -> OfTool:
    text = (
        f"{one.before} becomes {one.after}: Terraform destroys the one and makes the other; if they are one, write"
        f" moved {{ from = {one.before}, to = {one.after} }}, each on a line of its own"
    )
    reason = Reason(_PATH, text, Tool.REPLACE, one.before, one.after, (_MOVED,), place=place)
    stretches = tuple(
        stretch._replace(verdict=_worse(stretch.verdict), replaced_by=(_PATH, *stretch.replaced_by))
        for stretch in tool.stretches
    )
    replaced = (_PATH, *tool.replaced_by)
    return tool._replace(
        verdict=_worse(tool.verdict),
        replaced_by=replaced,
        reasons=(reason, *tool.reasons),
        open=(),
        stretches=stretches,
    )


def _worse(verdict: Tool) -> Tool:
    """An address replaces; what is refused before that still is."""
    return verdict if verdict in (Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN) else Tool.REPLACE


def _open(tool: OfTool, one: Readdressed, place: Place | None) -> OfTool:
    if _ORDER.index(tool.verdict) > _ORDER.index(Tool.UNDECIDED):
        return tool
    why = f"{one.before} and {one.after} are one resource only where a moved block, or a state for each, says so"
    between = (str(tool.verdict if tool.verdict is not Tool.UNDECIDED else Tool.NO_OP), str(Tool.REPLACE))
    stretches = tuple(
        stretch._replace(verdict=max(stretch.verdict, Tool.UNDECIDED, key=_ORDER.index)) for stretch in tool.stretches
    )
    opened = (Open(_PATH, why, between, place), *tool.open)
    return tool._replace(verdict=Tool.UNDECIDED, open=opened, stretches=stretches)
