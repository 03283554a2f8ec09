"""35x: clusters of one run that use the same subnets."""

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import ALLOCATION, NODES, NOT_SUPPORTED, PODS, allocation_of
from aksnet.planning.occupants import Kind, occupants
from aksnet.planning.uses import Use, is_kubenet
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView, Reference

KUBENET = aks("configure-kubenet")


class _First(NamedTuple):
    """The first use of a pod subnet: in a message's words, how pods get their addresses, and by which cluster.

    It is a warning where only names say that it is the same subnet.
    """

    words: str
    allocation: str
    number: int
    severity: Severity | None = None


@rule(
    "AKN352",
    "one-allocation-per-pod-subnet",
    "give each allocation mode a pod subnet of its own",
    aks("configure-azure-cni-static-block-allocation"),
    answer=NOT_SUPPORTED,
    facts=("PSS-06",),
    across=True,
)
def one_allocation_per_pod_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pod subnet gives out single addresses or blocks of them, for all pools and clusters that use it.

    With dynamic allocation nodes draw single addresses out of the subnet, with static block whole blocks of 16: what
    the one leaves is no room for the other. Pools of one cluster may differ where their pod subnets do. Several
    clusters may share a pod subnet, and are compared as far as they are in one run.
    """
    firsts: dict[Reference | str, _First] = {}
    reported: set[Reference | str] = set()
    untold: dict[int, bool] = {}
    here = _First("", "", context.number)
    for one in occupants(cluster):
        key, mode = one.key, allocation_of(one.pool) if one.pool is not None else None
        if one.kind is not Kind.PODS or key is None or key in reported or mode is None:
            continue
        if key not in firsts:
            shared = context.fleet.key_of(context.number, one.value)
            firsts[key] = _elsewhere(shared, context, untold) or here._replace(words=one.words, allocation=mode)
        if firsts[key].allocation != mode:
            reported.add(key)
            words, other, number, severity = firsts[key]
            message = f"the pod subnet {one.name} is used with {mode} by {one.words}, and with {other} by {words}"
            place = one.pool.where(ALLOCATION, PODS) if one.pool is not None else None
            yield Hit(message, place, severity, others=(number,))


def _elsewhere(key: str | None, context: Context, untold: dict[int, bool]) -> _First | None:
    """The first use of a pod subnet by a cluster that comes before this one in the run.

    Nothing where that cluster has a pool of which the allocation cannot be told; `untold` remembers by cluster.
    """
    use = context.uses.first_pods.get(key) if key is not None else None
    if use is None or use.allocation is None or use.number >= context.number:
        return None
    if use.number not in untold:
        untold[use.number] = any(pool.unknown(ALLOCATION) for pool in use.cluster.pools)
    alone = untold[use.number] or context.fleet.is_one(use.number, context.number)
    return None if alone else _First(_words(use, context), use.allocation, use.number, _severity(key))


def _severity(key: str | None) -> Severity | None:
    """That of the rule where an id says which resource it is; names alone do not say the subscription."""
    return None if key is not None and key.startswith("/") else Severity.WARNING


def _words(use: Use, context: Context) -> str:
    return f"the pods of pool {use.pool.name!r} of {context.fleet.named(use.number, context.number)}"


@rule(
    "AKN361",
    "kubenet-shares-subnet",
    "give each kubenet cluster a subnet and a route table of its own",
    KUBENET,
    aks("concepts-network-cni-overview"),
    answer="Not supported: the documents rule it out, and name no error. Routes to the pods of one cluster may lead to"
    " nodes of the other.",
    facts=("KUB-05", "SUB-08"),
    across=True,
)
def kubenet_shares_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Kubenet clusters do not share a subnet or a route table.

    A kubenet cluster writes a route to the pods of each of its nodes into the route table of its subnet. Two clusters
    with one pod CIDR, the default for example, would write different routes for the same addresses; the documents rule
    out one table for two clusters in any case. In the other modes clusters may share a node subnet, and overlay
    clusters even a pod CIDR.
    """
    if not is_kubenet(cluster):
        return
    reported: set[str] = set()
    for pool in cluster.pools:
        for what, name, key, place in _shared(cluster, pool, context):
            if key in reported:
                continue
            reported.add(key)
            other = context.uses.other_kubenet(key, context.number)
            if other is not None:
                words = context.fleet.named(other.number, context.number)
                message = f"the {what} {name!r} of pool {pool.name!r} is used by {words} too"
                yield Hit(f"{message}, with kubenet in both", place, _severity(key), others=(other.number,))


def _shared(cluster: ClusterView, pool: PoolView, context: Context) -> Iterator[tuple[str, str, str, Place | None]]:
    """What a pool's nodes use and other clusters may use, each with its name and key: the subnet, its route table."""
    value, own = pool.values.get(NODES), cluster.subnet_of(pool)
    key, subnet = context.fleet.key_of(context.number, value), context.fleet.subnet_of(context.number, value)
    if key is not None:
        name = own.name if own is not None else str(pool.text(NODES)).rpartition("/")[2]
        yield "node subnet", name, key, pool.where(NODES)
    if subnet is not None and subnet.route_table is not None:
        name, place = subnet.route_table.rpartition("/")[2], own.place if own is not None else pool.where(NODES)
        yield "route table", name, subnet.route_table.lower(), place


RULES = (one_allocation_per_pod_subnet, kubenet_shares_subnet)
