"""The addresses that a cluster takes in each way of networking, and whether the space for its subnets has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from aksnet.addresses import Network
from aksnet.facts import scale
from aksnet.facts.features import AGC_PREFIX
from aksnet.facts.ranges import DYNAMIC_PREFIX, STATIC_BLOCK_PREFIX
from aksnet.facts.sources import PREFIXES, aks
from aksnet.facts.support import POD_SUBNET
from aksnet.planning.balance import Balance, RangeKind, prefix_for
from aksnet.planning.demand import ranges_of
from aksnet.recommending.leasts import GATEWAY, NODES, POD_CIDR, PODS, VIRTUAL, Least, leasts_of
from aksnet.recommending.limits import IP_PLANNING, SPACE, numbers_of, ranges_for, room_of, sources_of_space
from aksnet.recommending.needs import Needs
from aksnet.recommending.placing import placed
from aksnet.recommending.reasons import Reason, Weight, listed
from aksnet.recommending.sizes import Sizes
from aksnet.recommending.ways import Way
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of

UPGRADES = aks("upgrade-aks-node-pools-rolling")
_NAMES = {RangeKind.NODE_SUBNET: NODES, RangeKind.POD_SUBNET: PODS, RangeKind.POD_CIDR: POD_CIDR}
_SUBNETS = {GATEWAY: "Application Gateway for Containers", VIRTUAL: "virtual nodes, at the least"}


class Demand(NamedTuple):
    """What one range of a cluster has to have: the addresses in an upgrade, those at the very least, and the prefix.

    Azure's own addresses are among them. `unknown` says why nobody can tell; `words` are the formula with its numbers.
    """

    kind: str
    name: str
    addresses: int
    least: int
    prefix: int | None
    unknown: str | None
    words: str
    facts: tuple[str, ...]

    @property
    def subnet(self) -> bool:
        """Whether it is a subnet of the VNet."""
        return self.kind != RangeKind.POD_CIDR

    @property
    def least_prefix(self) -> int | None:
        """The prefix that will do at the very least."""
        return AGC_PREFIX if self.name == GATEWAY else prefix_for(self.least, subnet=self.subnet)


def demands_of(needs: Needs, way: Way, sizes: Sizes, spec: dict[str, Any]) -> tuple[Demand, ...]:
    """What every range needs but that of Services, of which each has enough."""
    running = {"": sizes.running} if sizes.running is not None else {}
    leasts = {one.name: one for one in leasts_of(needs, way, sizes)}
    balances = ranges_of([view_of(Cluster.model_validate(spec))], running=running)
    found = [_demand(one, leasts) for one in balances if one.kind is not RangeKind.SERVICE_CIDR]
    return (*found, *(_of_subnet(leasts[name], words) for name, words in _SUBNETS.items() if name in leasts))


def _demand(one: Balance, leasts: Mapping[str, Least]) -> Demand:
    words = _formula(one, [f"{share.upgraded:,} × {share.take.words}" for share in one.shares])
    facts = tuple(dict.fromkeys(fact for share in one.shares for fact in share.take.facts))
    name = _NAMES[one.kind]
    least = leasts[name].addresses if name in leasts else one.needed
    # fact PSS-04: there is no pod subnet of static blocks that is as large
    prefix = None if one.blocks and one.needed > scale.MAX_STATIC_ADDRESSES else one.prefix_needed
    return Demand(str(one.kind), name, one.needed, least, prefix, one.unknown, words, facts)


def _of_subnet(least: Least, words: str) -> Demand:
    size = least.addresses
    prefix = prefix_for(size, subnet=True)
    return Demand(RangeKind.SUBNET, least.name, size, size, prefix, None, words, least.facts)


def _formula(one: Balance, parts: Iterable[str]) -> str:
    reserved = [f"{one.reserved} reserved"] if one.reserved else []
    return " + ".join([*dict.fromkeys(parts), *reserved])


class Fit(NamedTuple):
    """What there is for the ranges of a cluster: blocks for its subnets, a service CIDR and a pod CIDR.

    `full` says whether the blocks are those that are planned with, or smaller ones; None where the space has not even
    the least. `one_more` says that there is room only for one node more of each pool in an upgrade.
    """

    full: bool | None
    subnets: dict[str, Network]
    services: Network | None
    pods: Network | None
    one_more: bool


def fit_of(needs: Needs, way: Way, demands: Sequence[Demand]) -> Fit:
    """The blocks and ranges for what is demanded, as far as they are there."""
    subnets = [one for one in demands if one.subnet]
    tried = (_placed(needs, sizes) for sizes in _smaller_and_smaller(way, subnets))
    smaller, found = next(((number, one) for number, one in enumerate(tried) if one is not None), (None, {}))
    full = smaller == 0 if smaller is not None else None
    prefixes = _pod_prefixes(demands)
    services, pods = ranges_for(needs, way, prefixes)
    small = pods is not None and bool(prefixes) and pods.prefixlen > prefixes[0]
    one_more = not full or small or any(True for _ in _more_than_there_is(needs, way, demands))
    return Fit(full, found, services, pods, one_more)


def _smaller_and_smaller(way: Way, subnets: Sequence[Demand]) -> Iterator[dict[str, int]]:
    """The prefixes of all subnets: those planned with, then of half the size, and so on, until all are the least."""
    full = {one.name: max(one.prefix or 0, _largest(way, one)) for one in subnets}
    least = {one.name: max(one.least_prefix or 0, full[one.name]) for one in subnets}
    for step in range(max(least[name] - full[name] for name in full) + 1):
        yield {name: min(full[name] + step, least[name]) for name in full}


def _largest(way: Way, one: Demand) -> int:
    """The prefix of the largest subnet that there is: facts IP-16, and of pods PSS-04 and IP-17."""
    if one.name != PODS:
        return scale.MIN_PREFIX
    return STATIC_BLOCK_PREFIX if way.blocks else DYNAMIC_PREFIX


def _pod_prefixes(demands: Sequence[Demand]) -> tuple[int, ...]:
    """What will do for the pod CIDR, with the nodes that are planned with first; nothing where nobody can tell."""
    found = [
        prefix
        for one in demands
        if not one.subnet and one.unknown is None
        for prefix in (one.prefix, one.least_prefix)
        if prefix is not None
    ]
    return tuple(dict.fromkeys(found))


def _placed(needs: Needs, prefixes: dict[str, int]) -> dict[str, Network] | None:
    """A block for each subnet; of a number of addresses only that they are enough, and none where nobody said it."""
    if needs.space:
        return placed(needs.space, prefixes)
    return {} if needs.addresses is None or _sum(prefixes.values()) <= needs.addresses else None


def _sum(prefixes: Iterable[int]) -> int:
    return sum(2 ** (32 - prefix) for prefix in prefixes)


def reasons_of_space(needs: Needs, way: Way, demands: Sequence[Demand], fit: Fit) -> Iterator[Reason]:
    """Whether there is room, where nothing excludes the way: what may be is in doubt."""
    yield from _more_than_there_is(needs, way, demands)
    yield from _small_pod_range(fit, demands)
    room = room_of(needs)
    if room is None:
        return
    parts = [one for one in demands if one.subnet]
    facts = tuple(dict.fromkeys(("IP-04", "IP-06", *(fact for one in parts for fact in one.facts))))
    full = sum(one.addresses for one in parts)
    if fit.full and full <= room:
        text = f"its subnets take {full:,} of {room:,} free addresses"
        yield Reason(Weight.FOR, text, sources_of_space(way), facts, SPACE)
    elif fit.full is None:
        yield _in_pieces(parts, room)
    else:
        yield _only_the_least(way, parts, room, facts)


def _only_the_least(way: Way, parts: Sequence[Demand], room: int, facts: tuple[str, ...]) -> Reason:
    """Room for one node more of each pool in an upgrade, and not for all that is planned with."""
    least, full = sum(one.least for one in parts), sum(one.addresses for one in parts)
    text = f"its subnets take {least:,} addresses at the least, {full:,} at the most: {room:,} are free"
    if full <= room:
        text = f"at the most its subnets are {_blocks([one.prefix for one in parts])}: {room:,} are free"
    sources = (*sources_of_space(way), UPGRADES, PREFIXES)
    return Reason(Weight.DOUBT, text, sources, (*facts, "DOC-04"), SPACE)


def _in_pieces(parts: Sequence[Demand], room: int) -> Reason:
    """Enough addresses, and not in blocks: subnets are powers of two."""
    prefixes = [one.least_prefix for one in parts]
    enough = _sum(prefix for prefix in prefixes if prefix is not None) <= room
    pieces = ", but not in blocks that large" if enough else ""
    several = "give pools subnets of their own"
    text = f"its subnets are {_blocks(prefixes)}, and {room:,} are free{pieces}: {several}"
    return Reason(Weight.DOUBT, text, (PREFIXES, aks("node-pool-unique-subnet")), ("OVL-10", "SUB-06"), SPACE)


def _blocks(prefixes: Iterable[int | None]) -> str:
    """Blocks in words: "a /23 and a /28, 528 addresses"."""
    known = [prefix for prefix in prefixes if prefix is not None]
    return f"{listed([f'a /{prefix}' for prefix in known])}, {_sum(known):,} addresses"


def _small_pod_range(fit: Fit, demands: Sequence[Demand]) -> Iterator[Reason]:
    """A pod CIDR that has blocks for one node more of each pool, and not for all that is planned with."""
    prefixes = _pod_prefixes(demands)
    if fit.pods is not None and prefixes and fit.pods.prefixlen > prefixes[0]:
        text = f"a pod CIDR of a /{prefixes[0]} is planned with, and no more than a /{fit.pods.prefixlen} is left"
        sources = (aks("concepts-network-azure-cni-overlay"), UPGRADES)
        yield Reason(Weight.DOUBT, text, sources, ("CIDR-16", "DOC-04"), SPACE)


def _more_than_there_is(needs: Needs, way: Way, demands: Sequence[Demand]) -> Iterator[Reason]:
    """What is planned with, and is more than a VNet or a pod subnet holds."""
    by_name = {one.name: one for one in demands}
    if way.blocks:
        pods = by_name[PODS].addresses
        if pods > scale.MAX_STATIC_ADDRESSES:
            most = f"a pod subnet of static blocks has {scale.MAX_STATIC_ADDRESSES:,}"
            text = f"the pods take {by_name[PODS].least:,} addresses at the least, {pods:,} at the most: {most}"
            facts = ("PSS-03", "PSS-04", "IP-13", "DOC-04")
            yield Reason(Weight.DOUBT, text, (POD_SUBNET, UPGRADES), facts, numbers_of(needs))
        return
    total = sum(one.addresses for name, one in by_name.items() if name in (NODES, PODS))
    if way.flat and total > scale.MAX_CONFIGURED:
        most = f"a VNet has no more than {scale.MAX_CONFIGURED:,} in use"
        text = f"its nodes and pods take {total:,} addresses at the most: {most}"
        yield Reason(Weight.DOUBT, text, (IP_PLANNING, UPGRADES), ("IP-16", "DOC-04"), numbers_of(needs))
