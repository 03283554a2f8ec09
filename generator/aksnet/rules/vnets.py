"""1xx: the ranges of a VNet and of its subnets among themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from aksnet.addresses import nested, span
from aksnet.facts.sources import VNET_SUBNETS
from aksnet.planning.ranges import Named
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView


def overlaps_of_one_kind(ranges: Sequence[Named]) -> Iterator[Hit]:
    """One hit for each range that lies in an earlier or larger one of its kind."""
    for number, larger in nested([one.network for one in ranges]).items():
        yield Hit(f"{ranges[number].words} overlaps {ranges[larger]}", ranges[number].place)


def _outside(ones: Sequence[Named], others: Sequence[Named]) -> Iterator[Named]:
    """Those of `ones` that lie in none of `others`: in none that starts before them and reaches as far as they do."""
    starts = sorted(span(other.network) for other in others)
    reach = list(accumulate(((version, last) for version, _, last in starts), max))
    for one in ones:
        version, first, last = span(one.network)
        before = bisect_right(starts, (version, first + 1))
        if not before or reach[before - 1] < (version, last):
            yield one


@rule(
    "AKN107",
    "subnets-overlap",
    "give each subnet a range of its own",
    VNET_SUBNETS,
    answer="Azure refuses the subnets.",
)
def subnets_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of a VNet may not overlap.

    A subnet owns its addresses: Azure gives each of them to one network interface of one subnet.
    """
    yield from overlaps_of_one_kind(context.ranges.subnets)


@rule(
    "AKN108",
    "subnet-outside-vnet",
    "add its range to vnet.address_space, or move the subnet",
    VNET_SUBNETS,
    answer="Azure refuses the subnet.",
)
def subnet_outside_vnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A subnet lies within one range of its VNet's address space.

    Subnets divide the address space of their VNet. One that is larger than every range of it, or reaches from one range
    into the next, is no part of it either.
    """
    space = sorted(context.ranges.space, key=lambda one: span(one.network))
    texts = ", ".join(one.text for one in space[:3]) + (", …" if len(space) > 3 else "")
    for subnet in _outside(context.ranges.subnets, space) if space else ():
        yield Hit(f"{subnet.words} is outside the VNet ({texts})", subnet.place)


@rule(
    "AKN117",
    "address-space-overlap",
    "keep one of the two ranges",
    VNET_SUBNETS,
    answer="Azure refuses the VNet.",
)
def address_space_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The ranges of one VNet may not overlap each other.

    A range that lies in another one adds nothing to the address space: mostly it is a slip of the pen.
    """
    yield from overlaps_of_one_kind(context.ranges.space)


RULES = (subnets_overlap, subnet_outside_vnet, address_space_overlap)
