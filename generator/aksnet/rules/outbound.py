"""31x: how traffic leaves the cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZURE_CLI, aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Subnet, SubnetView, Unknown

TYPE = "networkProfile.outboundType"
LOAD_BALANCER = "networkProfile.loadBalancerProfile."
NAT = "networkProfile.natGatewayProfile."
BACKEND = f"{LOAD_BALANCER}backendPoolType"
SUBNET_PATHS = ("vnetSubnetID", "podSubnetID")


def _automatic(cluster: ClusterView) -> bool:
    return cluster.text("sku.name") == "Automatic"


@rule(
    "AKN311",
    "outbound-and-subnet",
    "choose an outbound type that goes with the subnets",
    aks("egress-outboundtype"),
    aks("nat-gateway"),
    facts=("OUT-02",),
)
def outbound_and_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A route table or a NAT gateway of your own is attached to a subnet of your own; the managed NAT gateway
    only works in the network that AKS makes."""
    kind = cluster.text(TYPE)
    for pool in cluster.pools if not _automatic(cluster) else ():
        has_subnet = "vnetSubnetID" in pool.values
        if kind in ("userDefinedRouting", "userAssignedNATGateway") and not has_subnet:
            hint = "give the pool a subnet"
            yield Hit(f"the pool {pool.name!r} has no subnet, which {kind} needs", cluster.where(TYPE), hint=hint)
        elif kind == "managedNATGateway" and has_subnet:
            hint = "choose userAssignedNATGateway, or leave the subnets to AKS"
            message = f"the pool {pool.name!r} has a subnet of its own, which managedNATGateway does not work with"
            yield Hit(message, cluster.where(TYPE), hint=hint)


@rule(
    "AKN312",
    "outbound-settings",
    "leave the settings out, or choose the outbound type they belong to",
    aks("configure-load-balancer-standard"),
    aks("nat-gateway"),
    facts=("OUT-03",),
)
def outbound_settings(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Load balancer settings only go with loadBalancer, NAT gateway settings only with managedNATGateway. How pools
    join the load balancer's backend is no outbound setting, and goes with every type."""
    if cluster.unknown(TYPE):
        return
    kind = cluster.text(TYPE) or "loadBalancer"
    allowed = {LOAD_BALANCER: "loadBalancer", NAT: "managedNATGateway"}
    for prefix, owner in allowed.items():
        settings = (path for path in cluster.values if path.startswith(prefix) and path != BACKEND)
        path = next(settings, None)
        if path is not None and kind != owner:
            setting = path.removeprefix("networkProfile.")
            yield Hit(f"{setting} is set, but the outbound type is {kind}", cluster.where(path))


@rule(
    "AKN313",
    "outbound-address-style",
    "keep one: a managed count, your own addresses, or your own prefixes",
    aks("configure-load-balancer-standard"),
    aks("nat-gateway"),
    facts=("OUT-04", "OUT-09"),
)
def outbound_address_style(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Outbound addresses are a number that AKS manages, or addresses of yours, or prefixes of yours: one of three."""
    for base, managed in ((LOAD_BALANCER, "managedOutboundIPs."), (NAT, "managedOutboundIPProfile.")):
        styles = [
            next((path for path in cluster.values if path.startswith(base + style)), None)
            for style in (managed, "outboundIPs.", "outboundIPPrefixes.")
        ]
        used = [path for path in styles if path is not None]
        # a NAT gateway may have addresses and prefixes of yours together; only managed ones exclude them
        if len(used) > 1 and (base == LOAD_BALANCER or styles[0] is not None):
            names = " and ".join(path.removeprefix(base).split(".")[0] for path in used)
            yield Hit(f"{names} are set together", cluster.where(used[1]))


@rule(
    "AKN314",
    "automatic-outbound",
    "managedNATGateway in AKS's network; loadBalancer, userAssignedNATGateway or userDefinedRouting in your own",
    aks("intro-aks-automatic"),
    facts=("AUTO-03",),
)
def automatic_outbound(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An Automatic cluster leaves AKS's own network through the managed NAT gateway and through nothing else; in a
    VNet of yours it is the other way round."""
    kind = cluster.text(TYPE)
    if not _automatic(cluster) or kind is None:
        return
    own_network = "hostedSystemProfile.nodeSubnetID" in cluster.values
    allowed = ("loadBalancer", "userAssignedNATGateway", "userDefinedRouting")
    if kind not in (allowed if own_network else ("managedNATGateway",)):
        network = "a VNet of its own" if own_network else "the network that AKS makes"
        yield Hit(f"the outbound type {kind} is asked for with AKS Automatic in {network}", cluster.where(TYPE))


@rule(
    "AKN315",
    "nat-gateway-sku",
    "choose sku StandardV2, or leave the settings out",
    aks("nat-gateway"),
    AZURE_CLI,
    facts=("OUT-07",),
)
def nat_gateway_sku(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """IPv6 addresses, and addresses or prefixes of your own, came to the managed NAT gateway with the SKU StandardV2;
    az refuses them beside Standard."""
    if cluster.text(f"{NAT}sku") != "Standard":
        return
    for setting in (
        "managedOutboundIPProfile.countIPv6",
        "outboundIPs.publicIPs",
        "outboundIPPrefixes.publicIPPrefixes",
    ):
        if NAT + setting in cluster.values:
            yield Hit(f"natGatewayProfile.{setting} stands beside sku Standard", cluster.where(NAT + setting))


@rule(
    "AKN316",
    "kubenet-existing-subnet",
    "give the cluster's identity Network Contributor on that route table yourself, between the two",
    aks("configure-kubenet"),
    facts=("KUB-06",),
    severity=Severity.WARNING,
)
def kubenet_existing_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Kubenet writes the routes to its nodes into the route table of their subnet, and the cluster's identity needs
    rights on it before the cluster is made. Of a subnet that is there already aksnet does not know the route table."""
    if cluster.text("networkProfile.networkPlugin") != "kubenet":
        return
    for pool in cluster.pools:
        value = pool.values.get("vnetSubnetID")
        if value is not None and not isinstance(value.data, Subnet | Unknown):
            yield Hit(
                f"the subnet of pool {pool.name!r} is there before the cluster, maybe with a route table", value.place
            )


@rule(
    "AKN317",
    "dual-stack-nat-gateway",
    "a NAT gateway for both families has the SKU StandardV2: give the subnet a nat_gateway of your own with it, or"
    " managedNATGateway the sku",
    aks("azure-cni-overlay"),
    facts=("DS-05",),
)
def dual_stack_nat_gateway(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A NAT gateway of the SKU Standard translates IPv4 only; dual-stack egress takes StandardV2. The NAT gateway that
    aksnet renders for userAssignedNATGateway is a Standard one."""
    if "IPv6" not in cluster.texts("networkProfile.ipFamilies"):
        return
    kind = cluster.text(TYPE)
    if kind == "managedNATGateway" and cluster.text(f"{NAT}sku") == "Standard":
        yield Hit("dual-stack is asked for with a NAT gateway of the SKU Standard", cluster.where(f"{NAT}sku"))
    elif kind == "userAssignedNATGateway":
        for subnet in _subnets(cluster):
            if subnet.nat_gateway is None:
                yield Hit(
                    f"dual-stack is asked for in the subnet {subnet.name!r} without a NAT gateway of its own",
                    subnet.place,
                )


def _subnets(cluster: ClusterView) -> list[SubnetView]:
    """The subnets of the VNet that pools are in, each once."""
    values = [pool.values[path].data for pool in cluster.pools for path in SUBNET_PATHS if path in pool.values]
    names = dict.fromkeys(data.name for data in values if isinstance(data, Subnet))
    return [cluster.vnet.subnets[name] for name in names] if cluster.vnet is not None else []


@rule(
    "AKN318",
    "isolated-existing-subnet",
    "switch its default outbound access off: az network vnet subnet update --default-outbound-access false",
    aks("network-isolated"),
    facts=("ISO-01",),
    severity=Severity.WARNING,
)
def isolated_existing_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of a network-isolated cluster must not have Azure's default way out. aksnet switches it off in what
    it renders, and cannot see it in a subnet that is there already."""
    if cluster.text(TYPE) != "none":
        return
    for pool in cluster.pools:
        value = pool.values.get("vnetSubnetID")
        if value is not None and not isinstance(value.data, Subnet | Unknown):
            yield Hit(
                f"the subnet of pool {pool.name!r} is there already, maybe with default outbound access", value.place
            )


RULES = (
    outbound_and_subnet,
    outbound_settings,
    outbound_address_style,
    automatic_outbound,
    nat_gateway_sku,
    kubenet_existing_subnet,
    dual_stack_nat_gateway,
    isolated_existing_subnet,
)
