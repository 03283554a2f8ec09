"""31x: how traffic leaves the cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from aksnet.facts.sources import AZURE_CLI, AZURERM_CLUSTER, aks
from aksnet.findings import Severity
from aksnet.paths import (
    HOSTED_NODES,
    LOAD_BALANCER,
    NAT,
    NODES,
    OUTBOUND,
    PLUGIN,
    PODS,
    SKU,
    base_sku,
    dual_stack,
    service_judges,
)
from aksnet.rules.azurerm_hints import by_azurerm
from aksnet.rules.azurerm_outbound import bare_profile, nat_is_kept
from aksnet.rules.azurerm_replaces import kept_profile
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.registry_modules import by_module
from aksnet.view import ClusterView, PoolView, Subnet, SubnetView, Unknown

SUBNET_PATHS = (NODES, PODS)
# the second is how some preview API versions and the documents spell it with the SKU StandardV2: fact OUT-10
MANAGED_NAT = ("managedNATGateway", "managedNATGatewayV2")


# What the profiles have beside the way out: how pools join the backend, how traffic comes in, and what the service
# alone writes.
NOT_OUTBOUND = (
    *(
        f"{LOAD_BALANCER}{key}"
        for key in (
            "backendPoolType",
            "clusterServiceLoadBalancerHealthProbeMode",
            "enableMultipleStandardLoadBalancers",
            "effectiveOutboundIPs",
        )
    ),
    f"{NAT}effectiveOutboundIPs",
)


# The defaults, which say nothing of a way out: the service still returns them after a change to a NAT gateway (seen in
# answers of 2023), and the module for clusters of Azure Verified Modules sends them with every type but one.
_LEFT_OVER = {f"{LOAD_BALANCER}allocatedOutboundPorts": 0, f"{LOAD_BALANCER}idleTimeoutInMinutes": 30}


def _first(cluster: ClusterView, start: str, defaults: Mapping[str, int] = MappingProxyType({})) -> str | None:
    """The first setting below a path that somebody wrote, and neither a default nor a module's own affair.

    An expression may prove to be null.
    """
    known = (path for path in cluster.values if path.startswith(start) and not cluster.unknown(path))
    given = (path for path in known if path not in NOT_OUTBOUND and not by_module(cluster, path))
    written = (path for path in given if not cluster.values[path].implied)
    found = (path for path in written if cluster.known(path) != defaults.get(path, path))
    return next(found, None)


@rule(
    "AKN311",
    "outbound-and-subnet",
    "choose an outbound type that goes with the subnets",
    aks("egress-outboundtype"),
    aks("nat-gateway"),
    answer="The Azure CLI refuses the pair. Bicep and azurerm pass it on, and the deployment fails.",
    facts=("OUT-02",),
)
def outbound_and_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The outbound type and the pools' subnets have to go together.

    A route table or a NAT gateway of your own is attached to a subnet of your own, so that userDefinedRouting and
    userAssignedNATGateway need one. The managed NAT gateway is attached to a subnet that AKS makes, and the rules that
    block all traffic out belong to such a subnet: both only work in the network that AKS makes. A pool without a subnet
    is in that of the cluster's first pool.
    """
    kind = cluster.text(OUTBOUND)
    inherited = any(not pool.absent(NODES) for pool in cluster.pools) or not cluster.pools_stated
    for pool in cluster.pools if base_sku(cluster) else ():
        if kind in ("userDefinedRouting", "userAssignedNATGateway") and pool.absent(NODES):
            if inherited:
                continue
            hint = "give the pool a subnet"
            yield Hit(f"the pool {pool.name!r} has no subnet, which {kind} needs", cluster.where(OUTBOUND), hint=hint)
        elif kind in (*MANAGED_NAT, "block") and NODES in pool.values and not pool.unknown(NODES):
            hint = f"choose {'none' if kind == 'block' else 'userAssignedNATGateway'}, or leave the subnets to AKS"
            message = f"the pool {pool.name!r} has a subnet of its own, which {kind} does not work with"
            yield Hit(message, cluster.where(OUTBOUND), hint=hint)


@rule(
    "AKN312",
    "outbound-settings",
    "leave the settings out, or choose the outbound type they belong to",
    aks("configure-load-balancer-standard"),
    aks("nat-gateway"),
    answer="Azure refuses load balancer settings beside userDefinedRouting. The Azure CLI refuses the other pairs too;"
    " elsewhere they are refused, or ignored without a word.",
    codes=("InvalidUserDefinedRoutingWithLoadBalancerProfile",),
    facts=("OUT-03",),
)
def outbound_settings(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Load balancer settings only go with loadBalancer, NAT gateway settings only with managedNATGateway.

    They say how many addresses AKS takes for the way out, and how long it holds a connection: with another way out
    there is nothing that they could be said of. How pools join the load balancer's backend, and how traffic comes in,
    are no outbound settings, and go with every type. So do a load balancer's defaults, but with userDefinedRouting.
    Where nothing but the service itself looks at it, in a template and with azapi, this is a warning with the other
    types: it may ignore the settings. azurerm sends outbound settings with every load_balancer_profile, an empty one
    too, so that with userDefinedRouting there must be no such block. It permits NAT gateway settings beside
    userAssignedNATGateway, where they are a warning.
    """
    if cluster.unknown(OUTBOUND) or (OUTBOUND not in cluster.values and not base_sku(cluster)):
        return
    kind = cluster.text(OUTBOUND)
    words = kind or "loadBalancer (the default)"
    allowed = {LOAD_BALANCER: ("loadBalancer",), NAT: MANAGED_NAT}
    for prefix, owners in allowed.items():
        path = _first(cluster, prefix, {} if kind == "userDefinedRouting" else _LEFT_OVER)
        if path is not None and (kind or "loadBalancer") not in owners:
            setting = path.removeprefix("networkProfile.")
            hint = kept_profile(cluster, kind) if prefix == LOAD_BALANCER else None
            mild = service_judges(cluster) or (prefix == NAT and nat_is_kept(cluster, kind))
            severity = Severity.WARNING if mild and kind != "userDefinedRouting" else None
            yield Hit(f"{setting} is set, but the outbound type is {words}", cluster.where(path), severity, hint)
    yield from bare_profile(cluster, kind) if _first(cluster, LOAD_BALANCER) is None else ()


@rule(
    "AKN313",
    "outbound-address-style",
    "keep one: a managed count, your own addresses, or your own prefixes",
    aks("configure-load-balancer-standard"),
    aks("nat-gateway"),
    AZURERM_CLUSTER,
    answer="Not supported: the documents rule it out, and name no error. azurerm refuses it for a load balancer when it"
    " validates the configuration.",
    facts=("OUT-04", "OUT-09"),
)
def outbound_address_style(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Outbound addresses are a number that AKS manages, or addresses of yours, or prefixes of yours.

    A load balancer has one of the three. A NAT gateway may have addresses and prefixes of yours together; only the
    managed ones exclude them, and the choice is fixed when the cluster is made. Where nothing but the service itself
    looks at it, in a template and with azapi, this is a warning: a published template has both, and is deployed.
    """
    for base, managed in ((LOAD_BALANCER, "managedOutboundIPs."), (NAT, "managedOutboundIPProfile.")):
        styles = [_first(cluster, base + style) for style in (managed, "outboundIPs.", "outboundIPPrefixes.")]
        used = [path for path in styles if path is not None]
        if len(used) > 1 and (base == LOAD_BALANCER or styles[0] is not None):
            names = " and ".join(_style(cluster, path, base) for path in used)
            severity = Severity.WARNING if service_judges(cluster) else None
            yield Hit(f"{names} are set together", cluster.where(used[1]), severity)


def _style(cluster: ClusterView, path: str, base: str) -> str:
    """What a style is called: azurerm has an argument for each, all others have an object."""
    setting = path.removeprefix("networkProfile.")
    return setting if by_azurerm(cluster) else path.removeprefix(base).split(".")[0]


@rule(
    "AKN314",
    "automatic-outbound",
    "choose managedNATGateway in AKS's network; loadBalancer, userAssignedNATGateway or userDefinedRouting in your own",
    aks("intro-aks-automatic"),
    AZURE_CLI,
    answer="Azure refuses a load balancer in AKS's network. Whether it takes managedNATGateway in a VNet of your own is"
    " not certain: the documents and the Azure CLI say different things.",
    codes=("AKSAutomaticSKUFeatureValidationError",),
    facts=("AUTO-03", "DOC-17"),
)
def automatic_outbound(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An Automatic cluster has one way out of AKS's own network, and three others out of a VNet of yours.

    In the network that AKS makes it is the managed NAT gateway, and nothing else. In a VNet of yours it is
    loadBalancer, userAssignedNATGateway or userDefinedRouting.

    Whether the managed NAT gateway works there too is contested, and a warning. The page on AKS Automatic lists the
    three and leaves it out; the Azure CLI takes the managed NAT gateway of its own accord where no subnet is given, and
    only there.
    """
    kind = cluster.text(OUTBOUND)
    if cluster.text(SKU) != "Automatic" or kind is None or cluster.unknown(HOSTED_NODES):
        return
    # clusters of before the hosted system pools have their subnets in the pools
    if HOSTED_NODES not in cluster.values and all(pool.absent(NODES) for pool in cluster.pools):
        if kind not in MANAGED_NAT:
            yield _automatic_hit(cluster, kind, "the network that AKS makes")
    elif kind in MANAGED_NAT:
        hint = "choose loadBalancer, userAssignedNATGateway or userDefinedRouting, or try it before you rely on it"
        yield _automatic_hit(cluster, kind, "a VNet of its own")._replace(severity=Severity.WARNING, hint=hint)
    elif kind not in ("loadBalancer", "userAssignedNATGateway", "userDefinedRouting"):
        yield _automatic_hit(cluster, kind, "a VNet of its own")


def _automatic_hit(cluster: ClusterView, kind: str, network: str) -> Hit:
    return Hit(f"the outbound type {kind} is asked for with AKS Automatic in {network}", cluster.where(OUTBOUND))


@rule(
    "AKN315",
    "nat-gateway-sku",
    "choose sku StandardV2, or leave the settings out",
    aks("nat-gateway"),
    AZURE_CLI,
    answer="The Azure CLI refuses the pair; templates pass it on to Azure.",
    facts=("OUT-07", "OUT-09"),
)
def nat_gateway_sku(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """IPv6 addresses, and addresses or prefixes of your own, need a managed NAT gateway of the SKU StandardV2.

    They came to the managed NAT gateway with that SKU. One of the SKU Standard translates IPv4 only, and has a number
    of addresses that AKS manages.
    """
    if cluster.text(f"{NAT}sku") != "Standard":
        return
    for setting in (
        "managedOutboundIPProfile.countIPv6",
        "outboundIPs.publicIPs",
        "outboundIPPrefixes.publicIPPrefixes",
    ):
        if cluster.known(NAT + setting):
            yield Hit(f"natGatewayProfile.{setting} stands beside sku Standard", cluster.where(NAT + setting))


def _existing_subnets(cluster: ClusterView) -> Iterator[PoolView]:
    """The pools whose subnet is there before the cluster."""
    for pool in cluster.pools:
        value = pool.values.get(NODES)
        if value is not None and not isinstance(value.data, Subnet | Unknown):
            yield pool


@rule(
    "AKN316",
    "kubenet-existing-subnet",
    "give the cluster's identity Network Contributor on that route table yourself, between the two",
    aks("configure-kubenet"),
    answer="Where the subnet has a route table of yours and the identity has no rights on it, kubenet cannot write its"
    " routes: Azure refuses the cluster, or pods on different nodes do not reach each other.",
    facts=("KUB-06",),
    severity=Severity.WARNING,
)
def kubenet_existing_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Kubenet writes routes into the route table of its subnet, which aksnet does not see in an existing subnet.

    A route table of your own has to be on the subnet before the cluster is made, cannot be exchanged later, and is for
    this cluster alone. The cluster's identity needs rights on it beforehand, which outside the Azure CLI means a
    user-assigned identity. Of a subnet that is there already aksnet does not know the route table, and gives no rights
    on it.
    """
    if cluster.text(PLUGIN) == "kubenet":
        for pool in _existing_subnets(cluster):
            message = f"the subnet of pool {pool.name!r} is there before the cluster, maybe with a route table"
            yield Hit(message, pool.values[NODES].place)


@rule(
    "AKN317",
    "dual-stack-nat-gateway",
    "a NAT gateway for both families has the SKU StandardV2: give the subnet a nat_gateway of your own with it, or"
    " managedNATGateway the sku",
    aks("azure-cni-overlay"),
    aks("nat-gateway"),
    answer="The documents rule it out, and name no error: IPv6 traffic has no way out.",
    facts=("DS-05", "OUT-08"),
)
def dual_stack_nat_gateway(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Dual-stack egress through a NAT gateway takes the SKU StandardV2.

    A NAT gateway of the SKU Standard translates IPv4 only. The NAT gateway that aksnet renders for
    userAssignedNATGateway is a Standard one.
    """
    if not dual_stack(cluster):
        return
    kind = cluster.text(OUTBOUND)
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
    answer="The cluster comes up, and its nodes may have a way out that nobody meant them to have.",
    facts=("ISO-01",),
    severity=Severity.WARNING,
)
def isolated_existing_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The subnets of a network-isolated cluster must not have Azure's default way out.

    aksnet switches it off in the subnets that it renders, and cannot see it in a subnet that is there already. There
    Azure leaves it as it is.
    """
    if cluster.text(OUTBOUND) == "none":
        for pool in _existing_subnets(cluster):
            message = f"the subnet of pool {pool.name!r} is there already, maybe with default outbound access"
            yield Hit(message, pool.values[NODES].place)


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
