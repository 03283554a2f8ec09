"""A recommendation as rows and reasons, which the formats of text print in their own ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.facts.support import DESCRIBED
from aksnet.planning.balance import RangeKind
from aksnet.recommending.fitting import Demand
from aksnet.recommending.ranking import Choice
from aksnet.recommending.reasons import Reason, Weight
from aksnet.reports.choices import Recommendation

COLUMNS = ("", "mode", "nodes", "pods for each", "node subnet", "pods", "verdict")


def rows_of(recommendation: Recommendation) -> Iterator[list[str]]:
    """A row for each way: its rank, its numbers, what it takes of addresses, and whether it fits."""
    return (_row(choice) for choice in recommendation.choices)


def _row(choice: Choice) -> list[str]:
    nodes, pods = (_addresses(choice, *kinds) for kinds in ((RangeKind.NODE_SUBNET,), _OF_PODS))
    return [
        str(choice.rank or ""),
        choice.way.id,
        f"{choice.sizes.nodes:,}",
        f"{choice.sizes.max_pods:,}",
        nodes,
        pods or ("in the node subnet" if choice.way.ipam == "node-subnet" else "as your CNI says"),
        verdict_of(choice),
    ]


_OF_PODS = (RangeKind.POD_SUBNET, RangeKind.POD_CIDR)


def _addresses(choice: Choice, *kinds: str) -> str:
    return ", ".join(addresses_of(one) for one in choice.demands if one.kind in kinds and one.unknown is None)


def addresses_of(one: Demand) -> str:
    """What a range needs, in words."""
    size = f"a /{one.prefix}" if one.prefix is not None else "no range is as large"
    cidr = "pod CIDR: " if one.kind == RangeKind.POD_CIDR else ""
    return f"{cidr}{one.addresses:,} ({size})"


def verdict_of(choice: Choice) -> str:
    """Whether a way fits, that it retires, and what it takes to get there."""
    if not choice.fits:
        return "excluded"
    fits = "documents disagree" if choice.disputed else "fits, with a doubt" if choice.doubtful else "fits"
    retires = DESCRIBED[choice.way.network["plugin"]].retires
    parts = [fits, *([f"retires on {retires}"] if retires is not None else [])]
    return "; ".join([*parts, *([str(choice.move.path)] if choice.move is not None else [])])


def reasons_shown(choice: Choice) -> list[Reason]:
    """All reasons of what fits; of the others, why they are excluded."""
    if choice.fits:
        return sorted(choice.reasons, key=lambda reason: list(Weight).index(reason.weight))
    return [reason for reason in choice.reasons if reason.weight is Weight.EXCLUDES]


def cited(text: str, facts: Iterable[str]) -> str:
    """A sentence with the ids of its facts."""
    ids = ", ".join(facts)
    return f"{text} [{ids}]" if ids else text
