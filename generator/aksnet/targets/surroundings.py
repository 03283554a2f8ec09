"""What a whole configuration has beside the cluster: decided once here, printed by each target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aksnet.facts import service
from aksnet.view import ClusterView, Json, Parameter, Subnet, SubnetView, VnetView

_HOSTED = ("hostedSystemProfile.nodeSubnetID", "hostedSystemProfile.systemNodeSubnetID")
_API_SERVER = "apiServerAccessProfile.subnetId"
SECRETS = frozenset({"windows_admin_password"})
# What each parameter is, for whoever has to give it.
DESCRIPTIONS = {
    "windows_admin_username": "Name of the administrator of Windows nodes.",
    "windows_admin_password": "Password of the administrator of Windows nodes: 14 characters or more.",
    "node_subnet_id": "ARM id of the existing subnet that nodes are in.",
    "pod_subnet_id": "ARM id of the existing subnet that pods get their addresses from.",
    "dynamic_pod_subnet_id": "ARM id of the existing subnet that pods get single addresses from.",
    "static_block_pod_subnet_id": "ARM id of the existing subnet that nodes get blocks of pod addresses from.",
    "next_hop_ip_address": "Private IP address of the appliance that outbound traffic goes through.",
}


class Grant(NamedTuple):
    """A subnet on which the cluster's identity gets rights, with a name for the assignment."""

    name: str
    subnet: Subnet | Parameter | str


class Surroundings(NamedTuple):
    """The resources beside one cluster. `vnet` is None where none is rendered.

    `routed` and `translated` are the names of the subnets that get the rendered route table or NAT gateway.
    """

    vnet: VnetView | None
    delegated: frozenset[str]
    grants: tuple[Grant, ...]
    grants_whole_vnet: bool
    routed: tuple[str, ...]
    translated: tuple[str, ...]
    parameters: tuple[str, ...]
    shares_route_table: bool

    @property
    def owns_identity(self) -> bool:
        """Whether the cluster gets an identity of its own: it needs rights on subnets before it is there."""
        return bool(self.grants)


def surroundings(cluster: ClusterView) -> Surroundings:
    """The resources that a whole configuration of the cluster has beside it."""
    nodes = list(_references(cluster, "vnetSubnetID", _HOSTED))
    pods = list(_references(cluster, "podSubnetID", ()))
    api_server = list(_references(cluster, "", (_API_SERVER,)))
    used = list(dict.fromkeys([*nodes, *pods, *api_server]))
    named = [one.name for one in dict.fromkeys([*nodes, *pods]) if isinstance(one, Subnet)]
    vnet = cluster.vnet if any(isinstance(one, Subnet) for one in used) else None
    outbound = cluster.text("networkProfile.outboundType")
    subnets = vnet.subnets if vnet is not None else {}
    routed = tuple(name for name in named if outbound == "userDefinedRouting" and not subnets[name].route_table)
    translated = tuple(name for name in named if outbound == "userAssignedNATGateway" and not subnets[name].nat_gateway)
    parameters = [one.name for one in used if isinstance(one, Parameter)]
    own = (value.data for value in cluster.values.values())
    parameters += [one.name for one in own if isinstance(one, Parameter)]
    if routed and cluster.next_hop is None:
        parameters.append("next_hop_ip_address")
    return Surroundings(
        vnet=vnet,
        delegated=frozenset(one.name for one in (*pods, *api_server) if isinstance(one, Subnet)),
        grants=tuple(_grants(used)),
        grants_whole_vnet=bool(api_server) and vnet is not None,
        routed=routed,
        translated=translated,
        parameters=tuple(parameters),
        shares_route_table=bool(routed) and cluster.text("networkProfile.networkPlugin") == "kubenet",
    )


def _references(cluster: ClusterView, pool_path: str, paths: Iterable[str]) -> Iterator[Subnet | Parameter | str]:
    for values, path in [
        *((cluster.values, path) for path in paths),
        *((p.values, pool_path) for p in cluster.pools),
    ]:
        value = values.get(path)
        if value is not None and isinstance(value.data, Subnet | Parameter | str):
            yield value.data


def _grants(used: list[Subnet | Parameter | str]) -> Iterator[Grant]:
    names = unique((_grant_name(one) for one in used), taken=("route_table", "vnet"))
    yield from (Grant(name, one) for name, one in zip(names, used, strict=True))


def _grant_name(one: Subnet | Parameter | str) -> str:
    match one:
        case Subnet(name):
            return name
        case Parameter(name):
            return name.removesuffix("_id")
    return one.rpartition("/")[2]


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """The names as identifiers in snake_case; one that is taken already, in camelCase too, gets a number."""
    folded = {_folded(name) for name in taken}
    for name in names:
        plain = re.sub(r"\W+|-", "_", name, flags=re.ASCII).strip("_").lower()
        plain = plain if plain[:1].isalpha() else f"subnet_{plain}".rstrip("_")
        candidate, number = plain, 2
        while _folded(candidate) in folded:
            candidate, number = f"{plain}_{number}", number + 1
        folded.add(_folded(candidate))
        yield candidate


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def subnet_labels(vnet: VnetView) -> dict[str, str]:
    """An identifier in snake_case for each subnet."""
    return dict(zip(vnet.subnets, unique(vnet.subnets), strict=True))


def delegation(subnet: SubnetView, around: Surroundings) -> str | None:
    """The service that the subnet is delegated to: as given, else AKS where pods or the API server live."""
    ours = service.AKS_DELEGATION if subnet.name in around.delegated else None
    return subnet.delegation or ours


def temporary_name(pool: str, taken: Iterable[str], *, windows: bool) -> str:
    """A pool name for the time of a rotation: never one that exists (a rotation would delete that pool)."""
    room = 3 if windows else 9
    names = set(taken)
    for suffix in ("tmp", *(f"t{number:02}" for number in range(100))):
        name = f"{pool[:room]}{suffix}"
        if name not in names:
            return name
    return f"{pool[:1]}tmp0"


def tags_of(cluster: ClusterView) -> dict[str, Json]:
    """The cluster's tags, which go on everything that can have tags."""
    tags = cluster.known("tags")
    return tags if isinstance(tags, dict) else {}
