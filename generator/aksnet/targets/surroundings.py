"""What a whole configuration has beside the cluster: decided once here, printed by each target."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from aksnet.facts import service
from aksnet.targets.naming import unique
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


class Own(NamedTuple):
    """A thing that is rendered beside the cluster as a whole: "vnet" or "route_table"."""

    name: str
    kind: str = "own"


Scope: TypeAlias = Subnet | Own | Parameter | str


class Grant(NamedTuple):
    """What the cluster's identity gets rights on before the cluster is there, with a name for the assignment.

    A text is the ARM id of something that is there already: a subnet, an address, a prefix or a route table.
    """

    name: str
    scope: Scope

    @property
    def near(self) -> bool:
        """Whether the scope is rendered in the same configuration."""
        return isinstance(self.scope, Subnet | Own)


class Surroundings(NamedTuple):
    """The resources beside one cluster. `vnet` is None where none is rendered.

    `routed` and `translated` are the names of the subnets that get the rendered route table or NAT gateway, `isolated`
    of those without Azure's default way out, `delegated` of those delegated to AKS.
    """

    vnet: VnetView | None
    delegated: frozenset[str]
    grants: tuple[Grant, ...]
    routed: tuple[str, ...]
    translated: tuple[str, ...]
    isolated: frozenset[str]
    parameters: tuple[str, ...]

    @property
    def owns_identity(self) -> bool:
        """Whether the cluster gets an identity of its own: it needs rights before it is there."""
        return bool(self.grants)

    @property
    def shares_route_table(self) -> bool:
        """Whether the cluster writes routes into the rendered route table, as kubenet does."""
        return any(grant.scope == Own("route_table") for grant in self.grants)


def surroundings(cluster: ClusterView) -> Surroundings:
    """The resources that a whole configuration of the cluster has beside it."""
    nodes = list(_references(cluster, "vnetSubnetID", _HOSTED))
    pods = list(_references(cluster, "podSubnetID", ()))
    api_server = list(_references(cluster, "", (_API_SERVER,)))
    used = list({_folded_id(one): one for one in reversed([*nodes, *pods, *api_server])}.values())[::-1]
    named = [one.name for one in dict.fromkeys([*nodes, *pods]) if isinstance(one, Subnet)]
    vnet = cluster.vnet if any(isinstance(one, Subnet) for one in used) else None
    outbound = cluster.text("networkProfile.outboundType")
    kubenet = cluster.text("networkProfile.networkPlugin") == "kubenet"
    subnets = vnet.subnets if vnet is not None else {}
    routed = tuple(name for name in named if outbound == "userDefinedRouting" and not subnets[name].route_table)
    translated = tuple(name for name in named if outbound == "userAssignedNATGateway" and not subnets[name].nat_gateway)
    parameters = [one.name for one in used if isinstance(one, Parameter)]
    own = (value.data for value in cluster.values.values())
    parameters += [one.name for one in own if isinstance(one, Parameter)]
    if routed and cluster.next_hop is None:
        parameters.append("next_hop_ip_address")
    # an API server in the VNet needs rights on the whole of it (fact AUTO-04)
    whole: list[Scope] = [Own("vnet")] if api_server and vnet is not None else []
    scopes: list[Scope] = [*whole, *(one for one in used if not (whole and isinstance(one, Subnet)))]
    scopes += _outbound_ids(cluster)
    if kubenet:  # fact KUB-06: it writes routes to its nodes into the table of their subnet
        tables = (subnets[name].route_table for name in named)
        scopes += [*dict.fromkeys(table for table in tables if table), *([Own("route_table")] if routed else [])]
    return Surroundings(
        vnet=vnet,
        delegated=frozenset(one.name for one in (*pods, *api_server) if isinstance(one, Subnet)),
        grants=tuple(_grants(scopes)),
        routed=routed,
        translated=translated,
        # https://learn.microsoft.com/azure/aks/network-isolated (read 2026-08-21)
        isolated=frozenset(named if outbound == "none" else ()),
        parameters=tuple(parameters),
    )


def subnets_in_use(cluster: ClusterView) -> list[Subnet]:
    """The rendered subnets that the cluster refers to."""
    values = [*cluster.values.values(), *(value for pool in cluster.pools for value in pool.values.values())]
    return list(dict.fromkeys(value.data for value in values if isinstance(value.data, Subnet)))


def _references(cluster: ClusterView, pool_path: str, paths: Iterable[str]) -> Iterator[Subnet | Parameter | str]:
    for values, path in [
        *((cluster.values, path) for path in paths),
        *((p.values, pool_path) for p in cluster.pools),
    ]:
        value = values.get(path)
        if value is not None and isinstance(value.data, Subnet | Parameter | str):
            yield value.data


def _folded_id(one: Subnet | Parameter | str) -> object:
    """ARM ids do not care for case."""
    return one.lower() if isinstance(one, str) else one


def _outbound_ids(cluster: ClusterView) -> list[str]:
    """The addresses and prefixes that traffic leaves through, on which the cluster needs rights.

    Source: https://learn.microsoft.com/azure/aks/configure-load-balancer-standard (read 2026-08-21).
    """
    found = []
    for profile in ("loadBalancerProfile", "natGatewayProfile"):
        for path in ("outboundIPs.publicIPs", "outboundIPPrefixes.publicIPPrefixes"):
            data = cluster.known(f"networkProfile.{profile}.{path}")
            for one in data if isinstance(data, list) else ():
                found.append(str(one["id"]) if isinstance(one, dict) else str(one))
    return list({one.lower(): one for one in found}.values())


def _grants(scopes: list[Scope]) -> Iterator[Grant]:
    """A grant for each scope; what is rendered as a whole keeps its plain name."""
    reserved = [one.name for one in scopes if isinstance(one, Own)]
    names = unique((_grant_name(one) for one in scopes if not isinstance(one, Own)), taken=reserved)
    for scope in scopes:
        yield Grant(scope.name if isinstance(scope, Own) else next(names), scope)


def _grant_name(one: Subnet | Parameter | str) -> str:
    match one:
        case Subnet(name):
            return name
        case Parameter(name):
            return name.removesuffix("_id")
    return one.rpartition("/")[2]


def delegation(subnet: SubnetView, around: Surroundings) -> str | None:
    """The service that the subnet is delegated to: as given, else AKS where pods or the API server live."""
    ours = service.AKS_DELEGATION if subnet.name in around.delegated else None
    return subnet.delegation or ours


def tags_of(cluster: ClusterView) -> dict[str, Json]:
    """The cluster's tags, which go on everything that can have tags."""
    tags = cluster.known("tags")
    return tags if isinstance(tags, dict) else {}
