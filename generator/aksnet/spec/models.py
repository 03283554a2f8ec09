"""The cluster as a person writes it: its pools, its VNet, its outbound type, and its CNI mode."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator

from aksnet.modes import Network
from aksnet.modes.base import AS_TEXT, Cidr, Cidrs, Filled, Many, Model, Text, Word, fault, matching
from aksnet.spec.features import Addons, ApiServer
from aksnet.spec.ids import SUBNETS, NatGatewayId, RouteTableId, id_pattern, id_shape
from aksnet.spec.outbound import Outbound


def _location(text: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9]*", text):
        named = re.fullmatch("[ -]*[A-Za-z][A-Za-z0-9 -]*", text)
        short = re.sub("[^a-z0-9]", "", text.lower()) if named else "westeurope"
        raise ValueError(f"{text!r} is no location: a region's short name is due, such as {short}")
    return text


# https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (read 2026-11-23)
ClusterName = Annotated[
    str,
    matching(
        r"[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?",
        "cluster name: 1 to 63 letters, digits, - and _, with a letter or digit at both ends",
    ),
]
DnsPrefix = Annotated[
    str,
    matching(
        r"[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?",
        "DNS prefix: 1 to 54 letters, digits and -, with a letter or digit at both ends",
    ),
]
PoolName = Annotated[
    str,
    matching(r"[a-z][a-z0-9]{0,11}", "pool name: 1 to 12 lower-case letters and digits, a letter first"),
]
SubnetName = Annotated[
    str,
    matching(
        r"[a-zA-Z0-9]([-_.a-zA-Z0-9]{0,78}[_a-zA-Z0-9])?",
        "subnet or VNet name: 1 to 80 letters, digits, - _ and ., with a letter or digit first",
    ),
]
ResourceGroup = Annotated[
    str,
    matching(
        r"[-\w.()]{0,89}[-\w()]",
        "resource group name: 1 to 90 letters, digits, - _ . ( ), with no . at the end",
    ),
]

_NODES = "[1-9][0-9]*|[1-9][0-9]?%|100%"
Surge = Annotated[str, AS_TEXT, matching(f"0|{_NODES}", "surge: a number of nodes, or a percentage")]
Unavailable = Annotated[str, AS_TEXT, matching(_NODES, "number of nodes, nor a percentage")]
Zone = Annotated[str, AS_TEXT, matching("[1-3]", "zone: 1, 2 or 3")]
Location = Annotated[str, AfterValidator(_location)]


class Planned:
    """The context of a validation in which addresses may be left open, because a plan is going to choose them."""


def _planned(info: ValidationInfo) -> bool:
    return info.context is Planned


_ONE_NODE = "write 1 or more, or max_unavailable beside it"


class Pool(Model):
    """One agent pool. `subnet` and `pod_subnet` are names out of `vnet.subnets`, or ARM ids.

    `count`, or `min` and `max` for the autoscaler, are nodes; `max_pods` are pods for each node; `max_surge` is a
    number of nodes that an upgrade adds or a percentage of the pool, `max_unavailable` the nodes that it takes away
    instead. `gateway_prefix_size` is the prefix length of a gateway pool's public
    addresses.
    """

    name: PoolName
    mode: Literal["System", "User", "Gateway"] | None = None
    type: Literal["VirtualMachineScaleSets", "VirtualMachines"] | None = None
    os: Literal["Linux", "Windows"] = "Linux"
    os_sku: (
        Literal[
            "Ubuntu",
            "Ubuntu2204",
            "Ubuntu2404",
            "AzureLinux",
            "AzureLinux3",
            "Windows2019",
            "Windows2022",
            "Windows2025",
        ]
        | None
    ) = None
    vm_size: Word | None = None
    count: Annotated[int, Field(ge=0, le=1000)] | None = None
    min: Annotated[int, Field(ge=0, le=1000)] | None = None
    max: Annotated[int, Field(ge=1, le=1000)] | None = None
    max_pods: int | None = None
    max_surge: Surge | None = None
    max_unavailable: Unavailable | None = None
    zones: Filled[Zone] | None = None
    subnet: Word | None = None
    pod_subnet: Word | None = None
    allocation: Literal["dynamic", "static-block"] | None = None
    enable_node_public_ip: bool | None = None
    gateway_prefix_size: int | None = None
    local_dns: Literal["Required", "Preferred", "Disabled"] | None = None

    @model_validator(mode="after")
    def _scaling(self) -> Self:
        if (self.min is None) != (self.max is None):
            raise fault("the autoscaler needs both min and max", "min" if self.max is None else "max")
        if self.min is not None and self.max is not None:
            if self.count is not None:
                raise fault("count is given beside min and max", "count", hint="keep count, or min and max")
            if self.min > self.max:
                raise fault(f"min {self.min} is more than max {self.max}", "min")
        return self

    @model_validator(mode="after")
    def _upgrading(self) -> Self:
        """Nodes are added or taken away: https://github.com/Azure/AKS/issues/4277 (read 2026-11-24), and azurerm."""
        if self.max_unavailable is None and self.max_surge == "0":
            raise fault("'0' is no surge: an upgrade would have no node to begin with", "max_surge", hint=_ONE_NODE)
        if self.max_unavailable is not None and self.max_surge not in (None, "0"):
            hint = "keep one of them: an upgrade adds nodes, or it takes some away"
            raise fault("max_surge is given beside max_unavailable", "max_surge", hint=hint)
        return self


class Subnet(Model):
    """One subnet of the VNet; `nat_gateway` and `route_table` are ARM ids of existing ones.

    `other` are the addresses of what else is in it: frontends of load balancers, private endpoints, gateways.
    """

    prefix: Cidr | None = None
    prefixes: Cidrs | None = None
    delegation: Word | None = None
    nat_gateway: NatGatewayId | None = None
    route_table: RouteTableId | None = None
    service_endpoints: Many[Word] = ()
    other: Annotated[int, Field(ge=0, le=1_000_000)] = 0

    @model_validator(mode="after")
    def _one_spelling(self, info: ValidationInfo) -> Self:
        if self.prefix is not None and self.prefixes is not None:
            raise fault("prefix and prefixes are both given", "prefixes", hint="keep one of them")
        if self.prefix is None and self.prefixes is None and not _planned(info):
            hint = "for example prefix: 10.240.0.0/22; aksnet plan --allocate --write finds and writes one"
            raise fault("a subnet needs either prefix or prefixes", hint=hint)
        return self

    @property
    def ranges(self) -> tuple[str, ...]:
        """Its address ranges."""
        return self.prefixes or ((self.prefix,) if self.prefix else ())


# `nodes:` with nothing after it is a subnet of which only the name is said
OR_NOTHING = BeforeValidator(lambda value: {} if value is None else value)


class Vnet(Model):
    """The virtual network, and the ranges of the networks that it is connected to."""

    name: SubnetName | None = None
    address_space: Many[Cidr] = ()
    subnets: dict[SubnetName, Annotated[Subnet, OR_NOTHING]] = Field(default_factory=dict)
    peers: Many[Cidr] = ()
    on_premises: Many[Cidr] = ()

    @model_validator(mode="after")
    def _has_room(self, info: ValidationInfo) -> Self:
        if not self.address_space and not _planned(info):
            hint = "for example address_space: [10.240.0.0/16]; aksnet plan --allocate --write finds and writes one"
            raise fault("the VNet has no address_space", "address_space", hint=hint)
        return self

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        """Azure's names of subnets do not care for case."""
        seen: dict[str, str] = {}
        for name in self.subnets:
            other = seen.setdefault(name.lower(), name)
            if other != name:
                raise fault(f"the subnets {other!r} and {name!r} have one name for Azure", "subnets", name)
        return self


class HostedSystem(Model):
    """The subnets of an Automatic cluster in a VNet of your own, by name: fact AUTO-04.

    Source: https://learn.microsoft.com/azure/aks/automatic/quick-automatic-custom-network
    """

    node_subnet: Word
    system_node_subnet: Word
    api_server_subnet: Word


class Cluster(Model):
    """One AKS cluster with its network; see the README for the whole of the spec."""

    name: ClusterName = "aks"
    location: Location | None = None
    resource_group: ResourceGroup | None = None
    dns_prefix: DnsPrefix | None = None
    tags: dict[Word, Annotated[Text, AS_TEXT]] = Field(default_factory=dict)
    kubernetes_version: Annotated[str, matching(r"1\.[0-9]+(\.[0-9]+)?", "Kubernetes version")] | None = None
    sku: Literal["base", "automatic"] = "base"
    tier: Literal["Free", "Standard", "Premium"] | None = None
    support_plan: Literal["KubernetesOfficial", "AKSLongTermSupport"] | None = None
    identity: Literal["SystemAssigned", "UserAssigned", "ServicePrincipal"] | None = None
    network: Network
    outbound: Outbound | None = None
    vnet: Vnet | None = None
    pools: Many[Pool] = ()
    hosted_system: HostedSystem | None = None
    api_server: ApiServer | None = None
    node_provisioning_mode: Literal["Manual", "Auto"] | None = None
    kube_proxy_mode: Literal["IPTABLES", "IPVS", "NFTABLES"] | None = None
    artifact_source: Literal["Cache", "Direct"] | None = None
    addons: Addons | None = None
    ignore: dict[Word, Word] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        self._check_pools()
        self._check_subnet_names()
        self._check_sku()
        self._check_next_hop()
        return self

    def _check_pools(self) -> None:
        seen: set[str] = set()
        flat_nodes = self.network.address_management == "node-subnet"
        for index, pool in enumerate(self.pools):
            if pool.name in seen:
                raise fault(f"two pools have the name {pool.name!r}", "pools", index, "name")
            seen.add(pool.name)
            if flat_nodes and pool.pod_subnet is not None:
                raise fault(
                    "pod_subnet is given, but the mode takes pod addresses from the node subnet",
                    "pools",
                    index,
                    "pod_subnet",
                    hint="choose plugin pod-subnet (or cilium with ipam pod-subnet), or leave pod_subnet out",
                )

    def _check_subnet_names(self) -> None:
        for index, pool in enumerate(self.pools):
            self._check_subnet(pool.subnet, "pools", index, "subnet")
            self._check_subnet(pool.pod_subnet, "pools", index, "pod_subnet")
        if self.api_server is not None:
            self._check_subnet(self.api_server.subnet, "api_server", "subnet")
        for key in ("application_gateway_for_containers", "virtual_node"):
            feature = getattr(self.addons, key, None)
            if feature is not None:
                self._check_subnet(feature.subnet, "addons", key, "subnet")
        if self.hosted_system is not None:
            for key in type(self.hosted_system).model_fields:
                name: str = getattr(self.hosted_system, key)
                self._check_subnet(name, "hosted_system", key)
                if name.startswith("/"):
                    raise fault(
                        "the subnets of an Automatic cluster are names out of vnet.subnets",
                        "hosted_system",
                        key,
                        hint="list the VNet under vnet, so that its identity can be given rights on the whole of it",
                    )

    def _check_subnet(self, subnet: str | None, *at: str | int) -> None:
        if subnet is None:
            return
        if subnet.startswith("/"):
            if not id_pattern(SUBNETS).fullmatch(subnet):
                raise fault(f"{subnet!r} is no ARM id of a subnet", *at, hint=id_shape(SUBNETS))
        elif self.vnet is None or subnet not in self.vnet.subnets:
            names = ", ".join(self.vnet.subnets) if self.vnet and self.vnet.subnets else "none"
            raise fault(
                f"there is no subnet {subnet!r} in vnet.subnets",
                *at,
                hint=f"add it there (there is: {names}), or write the ARM id of an existing subnet",
            )

    def _check_sku(self) -> None:
        if self.hosted_system is not None and self.sku != "automatic":
            raise fault("hosted_system is only for sku automatic", "hosted_system")
        if self.sku == "automatic" and any(pool.subnet or pool.pod_subnet for pool in self.pools):
            raise fault(
                "the pools of an Automatic cluster take their subnet from hosted_system",
                "pools",
                hint="move the subnets to hosted_system",
            )

    def _check_next_hop(self) -> None:
        """A next hop is for the route table that aksnet makes: where it makes none, the value would be lost."""
        if getattr(self.outbound, "next_hop_ip_address", None) is None:
            return
        hosted = self.hosted_system
        used = [name for pool in self.pools for name in (pool.subnet, pool.pod_subnet) if name]
        used += [hosted.node_subnet, hosted.system_node_subnet] if hosted is not None else []
        subnets = self.vnet.subnets if self.vnet is not None else {}
        if not any(name in subnets and subnets[name].route_table is None for name in used):
            raise fault(
                "no route table is made for it: the subnets in use are there already, or have one of their own",
                "outbound",
                "next_hop_ip_address",
                hint="leave it out, or list under vnet a subnet without route_table that a pool is in",
            )
