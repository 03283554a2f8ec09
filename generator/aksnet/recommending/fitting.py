"""The addresses that a cluster takes in each way of networking, and whether the space for its subnets has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from aksnet.addresses import Network
from aksnet.facts import scale
from aksnet.facts.features import AGC_PREFIX
from aksnet.facts.sources import aks
from aksnet.facts.support import LEGACY, OVERLAY, POD_SUBNET, STATIC_BLOCK
from aksnet.planning.balance import Balance, RangeKind, prefix_for
from aksnet.planning.demand import ranges_of
from aksnet.recommending.needs import Needs
from aksnet.recommending.placing import placed
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.ways import Sizes, Way
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of

IP_PLANNING = aks("concepts-network-ip-address-planning")
SPACE = frozenset({"--vnet-space"})
_NAMES = {RangeKind.NODE_SUBNET: "nodes", RangeKind.POD_SUBNET: "pods"}


class Demand(NamedTuple):
    """What one range of a cluster has to have: the addresses in an upgrade, those at the very least, and the prefix.

    Azure's own addresses are among them. `unknown` says why nobody can tell; `words` and `least_words` are the formulas
    with their numbers.
    """

    kind: str
    name: str
    addresses: int
    least: int
    least_words: str
    prefix: int | None
    unknown: str | None
    words: str
    facts: tuple[str, ...]

    @property
    def subnet(self) -> bool:
        """Whether it is a subnet of the VNet."""
        return self.kind != RangeKind.POD_CIDR


def demands_of(needs: Needs, way: Way, sizes: Sizes, spec: dict[str, Any]) -> tuple[Demand, ...]:
    """What every range needs but that of Services, of which each has enough."""
    running = {"": sizes.running} if sizes.running is not None else {}
    balances = ranges_of([view_of(Cluster.model_validate(spec))], running=running)
    found = [_demand(one, needs.pods) for one in balances if one.kind is not RangeKind.SERVICE_CIDR]
    if "gateway-for-containers" in needs.wants and way.ipam == "overlay":
        size, words = 2 ** (32 - AGC_PREFIX), "Application Gateway for Containers"
        found.append(Demand(RangeKind.SUBNET, "gateway", size, size, words, AGC_PREFIX, None, words, ("ING-01",)))
    return tuple(found)


def _demand(one: Balance, pods: int | None) -> Demand:
    words = _formula(one, [f"{share.upgraded:,} × {share.take.words}" for share in one.shares])
    facts = tuple(dict.fromkeys(fact for share in one.shares for fact in share.take.facts))
    least, least_words = _least(one, pods, words)
    name = _NAMES.get(one.kind, "pod CIDR")
    return Demand(str(one.kind), name, one.needed, least, least_words, one.prefix_needed, one.unknown, words, facts)


def _formula(one: Balance, parts: Iterable[str]) -> str:
    reserved = [f"{one.reserved} reserved"] if one.reserved else []
    return " + ".join([*dict.fromkeys(parts), *reserved])


def _least(one: Balance, pods: int | None, words: str) -> tuple[int, str]:
    """The addresses without which it cannot be, and the formula.

    With dynamic allocation these are whole batches for the nodes and all pods, without the addresses that nodes ask for
    to have some free (fact PSD-01). Of static blocks no document says that those at the edges of a subnet are lost.
    """
    if one.kind is not RangeKind.POD_SUBNET:
        return one.needed, words
    if one.blocks:
        return one.least, words.rpartition(" + ")[0]
    nodes, added = sum(share.nodes for share in one.shares), sum(share.added for share in one.shares)
    batches = max(nodes, -(-(pods or 0) // scale.BATCH))
    formula = _formula(one, [f"{batches:,} × {scale.BATCH}", f"{added:,} × {scale.BATCH} in an upgrade"])
    return (batches + added) * scale.BATCH + one.reserved, formula


def subnets_of(needs: Needs, demands: Sequence[Demand]) -> dict[str, Network]:
    """A block of the space for each subnet, as large as an upgrade needs or, failing that, as the nodes do at least."""
    subnets = [one for one in demands if one.subnet]
    if not needs.space:
        return {}
    full = {one.name: one.prefix for one in subnets}
    least = {one.name: _least_prefix(one) for one in subnets}
    return _placed(needs, full) or _placed(needs, least) or {}


def _least_prefix(one: Demand) -> int | None:
    return AGC_PREFIX if one.name == "gateway" else prefix_for(one.least, subnet=True)


def _placed(needs: Needs, prefixes: dict[str, int | None]) -> dict[str, Network] | None:
    known = {name: prefix for name, prefix in prefixes.items() if prefix is not None}
    return placed(needs.space, known) if len(known) == len(prefixes) else None


def reasons_of_space(
    needs: Needs, way: Way, demands: Sequence[Demand], subnets: dict[str, Network]
) -> Iterator[Reason]:
    """Whether there is room: what cannot be is excluded, what may be is in doubt."""
    yield from _of_vnets(needs, way, demands)
    room = needs.addresses if needs.addresses is not None else sum(one.num_addresses for one in needs.space)
    if needs.addresses is None and not needs.space:
        return
    source = {"overlay": OVERLAY, "pod-subnet": POD_SUBNET, "node-subnet": LEGACY}.get(way.ipam, IP_PLANNING)
    parts = [one for one in demands if one.subnet]
    least, full = sum(one.least for one in parts), sum(one.addresses for one in parts)
    facts = ("IP-04", "IP-06", *dict.fromkeys(fact for one in parts for fact in one.facts))
    sums = " and ".join(f"{one.least:,} addresses for {_what(one)} ({one.least_words})" for one in parts)
    sources = (source, IP_PLANNING)
    if least > room:
        yield Reason(Weight.EXCLUDES, f"it takes {sums}, and {room:,} are free", sources, facts, SPACE)
    elif full > room:
        text = f"its subnets take {least:,} addresses at the least, {full:,} at the most: {room:,} are free"
        yield Reason(Weight.DOUBT, text, sources, facts, SPACE)
    elif needs.space and not subnets:
        text = f"{full:,} of {room:,} free addresses, but not in blocks that large: give pools subnets of their own"
        yield Reason(Weight.DOUBT, text, (aks("node-pool-unique-subnet"),), ("OVL-10", "SUB-06"), SPACE)
    else:
        yield Reason(Weight.FOR, f"its subnets take {full:,} of {room:,} free addresses", sources, facts, SPACE)


def _what(one: Demand) -> str:
    return "the gateway's subnet" if one.name == "gateway" else f"the {one.kind}"


def _of_vnets(needs: Needs, way: Way, demands: Sequence[Demand]) -> Iterator[Reason]:
    """What no VNet holds: so many addresses in use, but with static blocks a pod subnet as large as they may be."""
    flags = needs.given & {"--nodes", "--pods", "--max-pods"}
    if way.blocks:
        pods = sum(one.least for one in demands if one.kind == RangeKind.POD_SUBNET)
        if pods > scale.MAX_STATIC_ADDRESSES:
            text = f"the pods take {pods:,} addresses: a pod subnet of static blocks has {scale.MAX_STATIC_ADDRESSES:,}"
            yield Reason(Weight.EXCLUDES, text, (POD_SUBNET, STATIC_BLOCK), ("PSS-04",), flags)
        return
    for words, weight, total in (
        (" at the least", Weight.EXCLUDES, sum(one.least for one in demands if one.subnet)),
        (" at the most", Weight.DOUBT, sum(one.addresses for one in demands if one.subnet)),
    ):
        if way.flat and total > scale.MAX_CONFIGURED:
            text = f"its nodes and pods take {total:,} addresses{words}: a VNet has no more than"
            yield Reason(weight, f"{text} {scale.MAX_CONFIGURED:,} in use", (IP_PLANNING,), ("IP-16",), flags)
            return
