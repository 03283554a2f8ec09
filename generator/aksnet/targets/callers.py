"""What whoever calls a module of a registry has to give beside the values of the spec."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.dialects import Dialect
from aksnet.targets.naming import unique
from aksnet.targets.surroundings import DESCRIPTIONS, SECRETS, Surroundings, delegation, surroundings
from aksnet.view import ClusterView, Parameter, Subnet

IDENTITY = "identity_id"
_IDENTITY_SAYS = (
    "ARM id of the user-assigned identity of the cluster, which is Network Contributor of what the cluster uses."
)


class Asked(NamedTuple):
    """Something to be given: its name in snake_case, what it is, and whether it is a secret."""

    name: str
    description: str
    secret: bool = False


class Caller(NamedTuple):
    """All that is to be given, the name that stands for each subnet of the spec's own VNet, and what is around it."""

    asked: tuple[Asked, ...]
    subnets: dict[str, str]
    around: Surroundings

    def name_of(self, reference: Subnet | Parameter) -> str:
        """What stands for a reference, in snake_case."""
        return self.subnets[reference.name] if isinstance(reference, Subnet) else reference.name


def caller(cluster: ClusterView, dialect: Dialect, *taken: str) -> Caller:
    """What a call of a module asks for; `taken` are names that stand for something else."""
    around = surroundings(cluster)
    references = list(dict.fromkeys(value.data for value in dialect.references(cluster)))
    open_ones = [one.name for one in references if isinstance(one, Parameter)]
    named = [one.name for one in references if isinstance(one, Subnet)]
    labels = unique((f"{name}_subnet_id" for name in named), taken=[*open_ones, IDENTITY, *taken])
    subnets = dict(zip(named, labels, strict=True))
    return Caller(tuple(_asked(cluster, around, open_ones, subnets)), subnets, around)


def _asked(
    cluster: ClusterView, around: Surroundings, open_ones: list[str], subnets: dict[str, str]
) -> Iterator[Asked]:
    for name, label in subnets.items():
        yield Asked(label, _subnet_says(cluster, around, name))
    for name in open_ones:
        yield Asked(name, DESCRIPTIONS[name], name in SECRETS)
    if around.owns_identity:
        yield Asked(IDENTITY, _IDENTITY_SAYS)


def _subnet_says(cluster: ClusterView, around: Surroundings, name: str) -> str:
    """What subnet the spec means: the network is not made here, and must be as the spec says it."""
    subnet = cluster.vnet.subnets.get(name) if cluster.vnet is not None else None
    if subnet is None:
        return f"ARM id of the subnet {name}."
    parts = [" and ".join(one.text for one in subnet.prefixes)]
    delegated = delegation(subnet, around)
    if delegated is not None:
        parts.append(f"delegated to {delegated}")
    if subnet.route_table or name in around.routed:
        hop = f" to {cluster.next_hop}" if name in around.routed and cluster.next_hop is not None else ""
        parts.append(f"with the route table that leads out{hop}")
    if subnet.nat_gateway or name in around.translated:
        parts.append("with the NAT gateway that leads out")
    return f"ARM id of the subnet {name}, {', '.join(parts)}."
