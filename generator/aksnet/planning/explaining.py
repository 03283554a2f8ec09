"""The formulas of a plan with their numbers filled in, each with the facts that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aksnet.planning.balance import Balance, RangeKind, Share
from aksnet.planning.plan import ClusterPlan, VnetPlan
from aksnet.planning.waste import Waste


class Formula(NamedTuple):
    """What is worked out, how, and the ids of the facts, each once."""

    what: str
    words: str
    facts: tuple[str, ...]


# What says how large the ranges are that are no subnets.
_OWN = {RangeKind.POD_CIDR: ("IP-07",), RangeKind.SERVICE_CIDR: ("CIDR-20",)}


def formulas_of(balance: Balance) -> Iterator[Formula]:
    """How the figures of a range come about."""
    yield from _surges(balance)
    takes = _facts(fact for share in balance.shares for fact in share.take.facts)
    other = _facts(fact for one in balance.others for fact in one.facts)
    if balance.unknown is None and balance.shares:
        yield Formula("now", _sum(balance, "now", balance.now), _facts((*takes, *other)))
        yield Formula("at the most", _sum(balance, "most", balance.most), _facts(("IP-03", *takes, *other)))
        yield Formula("in an upgrade", _sum(balance, "upgrade", balance.upgrade), _facts(("IP-06", *takes, *other)))
        yield from _least(balance)
    elif balance.unknown is None and balance.others:
        yield Formula("taken", _sum(balance, "upgrade", balance.upgrade), other)
    if balance.unknown is None and balance.kind is not RangeKind.SERVICE_CIDR:
        yield _prefix(balance)
    if balance.size is not None:
        facts = ("IP-13",) if balance.blocks else ("IP-04", "DOC-06") if balance.reserved else _OWN[balance.kind]
        kept = f" - {balance.reserved} = {balance.room:,}" if balance.reserved else ""
        yield Formula("has", f"{_sizes(balance)}{kept}", facts)
    if balance.holds is not None:
        yield _holds(balance)
        yield from _holds_at_the_least(balance)


def _facts(facts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(facts))


def _surges(balance: Balance) -> Iterator[Formula]:
    for share in balance.shares:
        if share.surge.endswith("%"):
            default = " by default" if share.surge_default else ""
            words = f"⌈{share.nodes} × {share.surge[:-1]} / 100⌉ = {share.added}{default}"
        else:
            words = share.surge if share.added == int(share.surge) else f"min({share.surge}, {share.nodes})"
        yield Formula(f"surge of {_named(balance, share)}", words, ("SURGE-01", "SURGE-02"))


def _named(balance: Balance, share: Share) -> str:
    """A pool, with its cluster where several share the range."""
    return f"{share.cluster}/{share.pool}" if len(balance.clusters) > 1 else share.pool


def _sum(balance: Balance, moment: str, total: int) -> str:
    terms = [f"{_nodes(share, moment)} × {share.take.words}" for share in balance.shares]
    terms += [f"{one.addresses} for {one.words}" for one in balance.others]
    return f"{' + '.join(terms)} = {total:,}"


def _least(balance: Balance) -> Iterator[Formula]:
    """What nodes are made with, where they take more as they run more pods."""
    if balance.least != balance.upgrade:
        terms = [f"{_nodes(share, 'upgrade')} × {share.take.least}" for share in balance.shares]
        terms += [f"{one.addresses} for {one.words}" for one in balance.others]
        yield Formula("at the least, in an upgrade", f"{' + '.join(terms)} = {balance.least:,}", ("PSD-01",))


def _nodes(share: Share, moment: str) -> str:
    if moment == "now":
        return str(share.now)
    return str(share.nodes) if moment == "most" else f"({share.nodes} + {share.added})"


def _prefix(balance: Balance) -> Formula:
    kept = f" + {balance.reserved} = {balance.needed:,}" if balance.reserved else ""
    prefix = balance.prefix_needed
    size = f"≤ 2^(32 - {prefix}) = {2 ** (32 - prefix):,}: /{prefix}" if prefix is not None else "is more than a /8 has"
    facts = ("IP-07", "CIDR-16") if balance.kind is RangeKind.POD_CIDR else ("IP-04",) if balance.subnet else ()
    return Formula("needs", f"{balance.upgrade:,}{kept} {size}", facts)


def _sizes(balance: Balance) -> str:
    return " + ".join(f"{one.num_addresses:,}" for one in balance.networks)


def _holds(balance: Balance) -> Formula:
    takes = list(dict.fromkeys(share.take.full for share in balance.shares))
    other = f" - {balance.other}" if balance.other else ""
    by = f"{takes[0]}" if len(takes) == 1 else "what a node takes on average"
    pods = f", {balance.holds_pods:,} pods" if balance.holds_pods is not None else ""
    facts = ("IP-05",) if balance.subnet else ("IP-07",)
    room = f"({balance.room:,}{other})" if other else f"{balance.room:,}"
    words = f"{room} / {by} = {balance.holds:,} nodes, those of an upgrade among them{pods}"
    return Formula("holds", words, facts)


def _holds_at_the_least(balance: Balance) -> Iterator[Formula]:
    """The nodes that can be made, where each asks for more addresses as it runs more pods."""
    least = max(share.take.least for share in balance.shares)
    if balance.least != balance.upgrade and balance.room is not None:
        nodes = max(balance.room - balance.other, 0) // least
        words = f"{balance.room:,} / {least} = {nodes:,} nodes, {nodes * least:,} addresses in their first batches"
        yield Formula("holds, at the least for each", words, ("PSD-01",))


def formulas_of_cluster(cluster: ClusterPlan) -> Iterator[Formula]:
    """How the bounds of a cluster come about, and what its nodes hold without use."""
    if cluster.snat is not None:
        yield Formula(f"outbound {cluster.snat.outbound}", cluster.snat.words, cluster.snat.facts)
    for ceiling in cluster.ceilings:
        yield Formula(ceiling.words, f"{ceiling.has:,} of {ceiling.most:,}", ceiling.facts)
    for waste in cluster.waste:
        yield Formula(f"unused by {waste.pool} in the {waste.range}", _wasted(waste), waste.facts)


def _wasted(waste: Waste) -> str:
    better = f"; max_pods {' or '.join(map(str, waste.better))} wastes least" if waste.better else ""
    return f"{waste.nodes} × ({waste.words}) = {waste.total:,}{better}"


def formulas_of_vnet(vnet: VnetPlan) -> Iterator[Formula]:
    """How many addresses of a VNet are in use, of those that one may have."""
    if vnet.limited:
        yield Formula("addresses in use", f"{vnet.configured:,} of 65,536", ("IP-16",))
