"""A PUT of a whole resource: what the service does with a change, in the words of what a tool does."""

from __future__ import annotations

from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Open, Reason, Tool, worst_of_tool

# What the service makes in more than one operation, or not at all, it refuses when it comes in one.
_SAME: dict[Azure, Tool] = {
    Azure.NO_CHANGE: Tool.NO_OP,
    Azure.CREATE: Tool.CREATE,
    Azure.IN_PLACE: Tool.IN_PLACE,
    Azure.IRREVERSIBLE: Tool.IN_PLACE,
    Azure.STEPS: Tool.ERROR_AT_APPLY,
    Azure.NEW_POOL: Tool.ERROR_AT_APPLY,
    Azure.UNDECIDED: Tool.UNDECIDED,
    Azure.RECREATE: Tool.ERROR_AT_APPLY,
    Azure.REFUSED: Tool.ERROR_AT_APPLY,
    Azure.DELETE: Tool.DELETE,
}
_WHATEVER = "it cannot be told, and whatever it is, Azure takes no such change in one operation"
_WORDS = {str(azure): str(tool) for azure, tool in _SAME.items()}


def put(azure: OfAzure, maker: Maker) -> OfTool:
    """What a tool does that sends the resource as it is to be."""
    reasons, values = tuple(map(_reason, azure.reasons)), tuple(map(_open, azure.open))
    verdict = OfTool(maker.provider, maker.words, _SAME[azure.verdict], reasons=reasons, open=values)
    certain = {word for value in values for word in value.between}
    if verdict.verdict is not Tool.UNDECIDED or len(certain) != 1:
        return verdict
    only = Tool(certain.pop())
    told = (Reason(value.path, _WHATEVER, only, place=value.place) for value in values)
    return verdict._replace(verdict=only, reasons=(*told, *reasons), open=())


def _reason(reason: Reason) -> Reason:
    verdict = reason.verdict
    return reason._replace(verdict=_SAME[verdict]) if isinstance(verdict, Azure) else reason


def _open(one: Open) -> Open:
    return one._replace(between=tuple(dict.fromkeys(_WORDS.get(word, word) for word in one.between)))


def decided(verdict: OfTool, *reasons: Reason) -> OfTool:
    """The verdict with more reasons, of which each may make it worse."""
    worst = worst_of_tool([verdict.verdict, *(one.verdict for one in reasons if isinstance(one.verdict, Tool))])
    replacing = (one.path for one in reasons if one.verdict is Tool.REPLACE)
    return verdict._replace(
        verdict=worst, replaced_by=(*verdict.replaced_by, *replacing), reasons=(*reasons, *verdict.reasons)
    )
