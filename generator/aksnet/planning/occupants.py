"""What a cluster puts into subnets: every reference to one, whether to its own VNet's or by ARM id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from aksnet.addresses import Network, network_of
from aksnet.facts import service
from aksnet.paths import API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM, INTEGRATED, NODES, PODS
from aksnet.view import ClusterView, Parameter, PoolView, Range, Reference, Subnet, SubnetView, Value


class Kind:
    """What is in the subnet, in words; the nodes of AKS Automatic are a kind of their own."""

    NODES = "nodes"
    PODS = "pods"
    HOSTED = "hosted nodes"
    API_SERVER = "API server"
    VIRTUAL_NODES = "virtual nodes"
    GATEWAY = "Application Gateway for Containers"


# The kinds that share their subnet with nothing else: facts SUB-12, API-01, VN-01.
DEDICATED = (Kind.API_SERVER, Kind.VIRTUAL_NODES, Kind.GATEWAY)
_OF_CLUSTER = (
    (HOSTED_NODES, Kind.HOSTED, "the nodes of AKS Automatic"),
    (HOSTED_SYSTEM, Kind.HOSTED, "the system nodes of AKS Automatic"),
    (API_SERVER_SUBNET, Kind.API_SERVER, "the API server"),
    (service.VIRTUAL_NODE_SUBNET, Kind.VIRTUAL_NODES, "virtual nodes"),
    (service.AGC_SUBNET, Kind.GATEWAY, "Application Gateway for Containers"),
)


class Arm(NamedTuple):
    """An existing subnet, by the parts of its ARM id as they are written."""

    subscription: str
    group: str
    vnet: str
    subnet: str

    @property
    def whole_vnet(self) -> tuple[str, str, str]:
        """The VNet it is in: ARM ids do not care for case."""
        return self.subscription.lower(), self.group.lower(), self.vnet.lower()


class Occupant(NamedTuple):
    """One thing in a subnet, with the words that a message uses for it; `value` is the reference."""

    kind: str
    words: str
    value: Value
    pool: PoolView | None = None

    @property
    def key(self) -> Reference | str | None:
        """What is equal for one and the same subnet; None where it cannot be told."""
        data = self.value.data
        if isinstance(data, str):
            return data.lower() if data.startswith("/") else None
        return data if isinstance(data, Subnet | Parameter) else None

    @property
    def name(self) -> str:
        """The subnet's name, in quotes for a message."""
        data = self.value.data
        return repr(data.name) if isinstance(data, Subnet) else repr(str(data).rpartition("/")[2])

    @property
    def arm(self) -> Arm | None:
        """The existing subnet that an ARM id names."""
        data = self.value.data
        return arm_of(data) if isinstance(data, str) else None

    def subnet_in(self, cluster: ClusterView) -> SubnetView | None:
        """The subnet, where it is one of the cluster's own VNet."""
        data = self.value.data
        return cluster.vnet.subnets.get(data.name) if cluster.vnet is not None and isinstance(data, Subnet) else None


_ID = (
    "/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft.Network/virtualNetworks/([^/]+)/subnets/([^/]+)"
)


def arm_of(text: str) -> Arm | None:
    """The parts of a subnet's ARM id."""
    found = re.fullmatch(_ID, text, re.IGNORECASE)
    return Arm(*found.groups()) if found else None


def occupants(cluster: ClusterView) -> Iterator[Occupant]:
    """Everything that the cluster puts into a subnet: its pools' nodes and pods, and its features."""
    for pool in cluster.pools:
        for path, kind in ((NODES, Kind.NODES), (PODS, Kind.PODS)):
            value = pool.values.get(path)
            if value is not None:
                yield Occupant(kind, f"the {kind} of pool {pool.name!r}", value, pool)
    for path, kind, words in _OF_CLUSTER:
        value = cluster.values.get(path)
        unused = kind is Kind.API_SERVER and cluster.known(INTEGRATED) is False
        if value is not None and not unused:
            yield Occupant(kind, words, value)


def by_subnet(cluster: ClusterView) -> Mapping[Reference | str, list[Occupant]]:
    """The occupants of each subnet, as far as it can be told which it is."""
    found: dict[Reference | str, list[Occupant]] = defaultdict(list)
    for one in occupants(cluster):
        if one.key is not None:
            found[one.key].append(one)
    return found


def alone(cluster: ClusterView, *kinds: str) -> Iterator[tuple[Occupant, SubnetView]]:
    """The subnets of the cluster's own VNet with one kind of occupants, out of `kinds`: each with the first of them.

    What is in a subnet with other kinds is another rule's affair.
    """
    for held in by_subnet(cluster).values():
        subnet = held[0].subnet_in(cluster)
        if subnet is not None and held[0].kind in kinds and len({one.kind for one in held}) == 1:
            yield held[0], subnet


def networks_of(ranges: Iterable[Range]) -> Iterator[tuple[Range, Network]]:
    """The ranges with the networks they are; what is no range is left out."""
    for one in ranges:
        try:
            yield one, network_of(one.text)
        except ValueError:
            continue
