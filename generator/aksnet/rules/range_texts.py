"""1xx: texts that are no ranges, and ranges that are said twice and differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.addresses import network_of
from aksnet.errors import Place
from aksnet.facts.sources import ARM_REFERENCE, PREFIXES
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView


class _Text(NamedTuple):
    """A text that stands where a range should, with the words for what it is the range of."""

    words: str
    text: str
    place: Place | None


@rule(
    "AKN124",
    "no-range",
    "write an address and a prefix length, as in 10.244.0.0/16",
    PREFIXES,
    ARM_REFERENCE,
    answer="The deployment fails. The provider azurerm and Bicep look at the shape of a single range only, and let"
    " 999.1.1.1/8 and 10.0.0.0 pass; what is in a list they do not look at.",
)
def no_range(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range is an address and a prefix length in CIDR notation.

    A text without a prefix length names one address, and one with a number above 255 names nothing. Other rules about
    ranges have nothing to say about such a text.
    """
    for one in _texts(cluster):
        try:
            network_of(one.text)
        except ValueError as error:
            yield Hit(f"{one.words} {one.text!r} is no range: it {error}", one.place)


def _texts(cluster: ClusterView) -> Iterator[_Text]:
    for kind in ("pod", "service"):
        for text, value in cluster.ranges(kind):
            yield _Text(f"the {kind} CIDR", text, value.place or cluster.place)
    vnet = cluster.vnet
    for space in vnet.address_space if vnet is not None else ():
        yield _Text("the VNet's address space", space.text, space.place)
    for subnet in vnet.subnets.values() if vnet is not None else ():
        for prefix in subnet.prefixes:
            yield _Text(f"the range of the subnet {subnet.name!r}", prefix.text, prefix.place or subnet.place)


@rule(
    "AKN125",
    "ranges-contradict",
    "write one of the two, or the same range in both",
    ARM_REFERENCE,
    answer="Not supported: only one of the two can be what the cluster gets. No error is documented.",
)
def ranges_contradict(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range that is said alone and in a list is the same in both.

    The single range is the older way to say the first one of the list. Whoever writes both has to change both, and the
    one that was forgotten contradicts the other.
    """
    for kind in ("pod", "service"):
        single, several = f"networkProfile.{kind}Cidr", f"networkProfile.{kind}Cidrs"
        one, many = cluster.text(single), cluster.texts(several)
        implied = one is not None and cluster.values[single].implied
        if one is not None and many and not implied and _same(one) not in map(_same, many):
            message = f"the {kind} CIDR {one} is not among the {kind} CIDRs {', '.join(many)} beside it"
            yield Hit(message, cluster.where(several))


def _same(text: str) -> str:
    """What is equal for two spellings of one range."""
    try:
        return str(network_of(text))
    except ValueError:
        return text


RULES = (no_range, ranges_contradict)
