"""83x, 84x: numbers out of the ranges that ARM's types give them, and values of other types."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import bounds
from aksnet.facts.sources import ARM_REFERENCE, AZAPI
from aksnet.findings import Severity
from aksnet.planning.counting import whole
from aksnet.rules.arm_members import members, said_by
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.egress_gateway import SIZE
from aksnet.view import ClusterView

# AKN324 tells of outbound profiles, and AKN333 of gateway pools.
_ELSEWHERE = frozenset((*(f"networkProfile.{one.path}" for one in bounds.BOUNDS), SIZE))


@rule(
    "AKN839",
    "number-out-of-bounds",
    "choose a number in the range",
    ARM_REFERENCE,
    answer="The API's types do not allow the number; the documents name no error. Bicep only warns (BCP327, BCP328).",
)
def number_out_of_bounds(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Numbers lie in the ranges that ARM's types give them.

    Ports of nodes that are open to the internet are 1 to 65535. The bounds of outbound profiles and of gateway pools
    have rules of their own.
    """
    for said in said_by(cluster):
        for member in members(said):
            within = member.found.within if member.found is not None and member.found.path not in _ELSEWHERE else None
            if within is not None and whole(member.data) and not within[0] <= member.data <= within[1]:
                hint = f"choose {within[0]} to {within[1]}"
                yield Hit(f"{member.path} is {member.data}", member.place, hint=hint)


@rule(
    "AKN841",
    "arm-wrong-type",
    "write what the property takes",
    ARM_REFERENCE,
    AZAPI,
    answer="The plan is refused where azapi sends it. Of a template the documents name no error; Bicep warns (BCP036).",
    severity=Severity.WARNING,
)
def arm_wrong_type(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Every value is of the type that ARM's types give the property.

    A number in quotes is a text, and a text is no list of one. In a template nothing but Bicep's warning tells of it;
    azapi holds the body against the types, so that there it is an error.
    """
    for said in said_by(cluster):
        for member in members(said):
            kind = member.found.type if member.found is not None else None
            # AKN836 tells of a word in the place of an object
            word = isinstance(member.data, str) and kind == "object" and bool(member.found and member.found.words)
            if kind is not None and member.known and not word and not _is(member.data, kind):
                severity = Severity.ERROR if said.checked else None
                yield Hit(f"{member.path} is {_shown(member.data)}, and no {kind}", member.place, severity)


def _is(data: object, kind: str) -> bool:
    match kind:
        case "integer":
            return whole(data) or (isinstance(data, float) and data.is_integer())
        case "boolean":
            return isinstance(data, bool)
        case "array":
            return isinstance(data, list)
        case "object":
            return isinstance(data, dict)
        case _:
            return isinstance(data, str)


def _shown(data: object) -> str:
    """A value in a message: what is long is told by what it is."""
    if isinstance(data, list | dict):
        return "a list" if isinstance(data, list) else "an object"
    return str(data).lower() if isinstance(data, bool) else repr(data)


RULES = (number_out_of_bounds, arm_wrong_type)
