"""What is said of the load balancer and of the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts import az
from aksnet.facts.sources import Source, aks
from aksnet.paths import LOAD_BALANCER, LOAD_BALANCER_SKU, NAT, OUTBOUND
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text
from aksnet.transitions.steps.shell import flag, of_cluster, update

_CLI = "2.56.0"  # egress-outboundtype
_ISOLATED = aks("network-isolated")
# https://github.com/hashicorp/terraform-provider-azurerm/pull/32598: the nodes need the cache before the way out goes
_CACHE_FIRST = Source("https://github.com/hashicorp/terraform-provider-azurerm/pull/32598", "2026-11-30")
_NODES = "--ids '<id of the node subnet>'"
_COUNTS = {
    "loadBalancer": (f"{LOAD_BALANCER}managedOutboundIPs.count", f"{LOAD_BALANCER}idleTimeoutInMinutes"),
    "managedNATGateway": (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
    "managedNATGatewayV2": (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
}
_NOTES = {
    "managedNATGatewayV2": (
        "StandardV2 is in preview: az extension add --name aks-preview, 20.0.0b1 or newer",
        "az feature register --namespace Microsoft.ContainerService --name ManagedNATGatewayV2Preview",
    ),
    "userAssignedNATGateway": (
        f"a NAT gateway is on the node subnet: az network vnet subnet show {_NODES} --query natGateway.id",
    ),
    "userDefinedRouting": (
        f"a route table is on the node subnet: az network vnet subnet show {_NODES} --query routeTable.id",
        "it has a route 0.0.0.0/0 to an appliance that lets out what AKS needs",
    ),
    "none": (
        "a container registry of your own caches what nodes load: without a way out they cannot load it elsewhere",
    ),
    "block": ("block is in preview: az extension add --name aks-preview, 9.0.0b2 or newer",),
}


def to_standard(leg: Leg) -> Text:
    """There is no way back, and it takes planned downtime."""
    return Text(
        ("--load-balancer-sku standard",),
        (Attribute(LOAD_BALANCER_SKU, "basic", "standard"),),
        (Look(LOAD_BALANCER_SKU, "standard"),),
        "2.76.0",
        first=("kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations  # off until this is done",),
        then=("kubectl get services --all-namespaces  # every LoadBalancer has the address that it had",),
    )


def to(kind: str) -> Callable[[Leg], Text]:
    """The text of a way out."""

    def text(leg: Leg) -> Text:
        settings = tuple(_settings(leg, kind))
        return Text(
            (f"--outbound-type {kind}", *(words for _, words in settings)),
            (Attribute(OUTBOUND, leg.start.outbound, kind), *(attribute for attribute, _ in settings)),
            (Look(OUTBOUND, kind),),
            _CLI,
            notes=_NOTES.get(kind, ()),
            first=tuple(_before(leg, kind)),
            then=("kubectl get pods --all-namespaces  # new pods load their images and reach what they call",),
            sources=(_ISOLATED, _CACHE_FIRST) if kind in ("none", "block") else (),
        )

    return text


def _settings(leg: Leg, kind: str) -> Iterator[tuple[Attribute, str]]:
    """Numbers of the load balancer or the gateway, where this is the type that stays."""
    if kind != leg.after.text(OUTBOUND) and not (kind == "loadBalancer" and leg.after.absent(OUTBOUND)):
        return
    for path in _COUNTS.get(kind, ()):
        number, name = leg.after.known(path), az.CLUSTER[path].flag
        if isinstance(number, int) and name is not None:
            yield Attribute(path, None, number), f"{name} {number}"


def _before(leg: Leg, kind: str) -> Iterator[str]:
    """Nodes that are to run without a way out take what they need from a cache, and have to be made anew for it."""
    if kind not in ("none", "block") or leg.start.outbound in ("none", "block"):
        return
    cache = (
        "--bootstrap-artifact-source Cache",
        flag("--bootstrap-container-registry-resource-id", "<id of the registry>"),
    )
    yield update(leg.before, *cache)
    yield f"az aks upgrade {of_cluster(leg.before)} --node-image-only"
