"""What is said of the load balancer and of the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts import az
from aksnet.facts.sources import Source, aks
from aksnet.paths import LOAD_BALANCER, LOAD_BALANCER_SKU, NAT, OUTBOUND
from aksnet.transitions.azure.conditions import CACHED
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text
from aksnet.transitions.steps.shell import flag, of_cluster, update

_CLI = "2.56.0"  # egress-outboundtype
_CACHING = az.CLUSTER["bootstrapProfile.artifactSource"].since
# a cluster without a way out
CLOSED = ("none", "block")
_SOURCE = "bootstrapProfile.artifactSource"
_ISOLATED = aks("network-isolated")
# https://github.com/hashicorp/terraform-provider-azurerm/pull/32598: the nodes need the cache before the way out goes
_CACHE_FIRST = Source("https://github.com/hashicorp/terraform-provider-azurerm/pull/32598", "2026-11-30")
_COUNTS = {
    "loadBalancer": (f"{LOAD_BALANCER}managedOutboundIPs.count", f"{LOAD_BALANCER}idleTimeoutInMinutes"),
    "managedNATGateway": (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
    "managedNATGatewayV2": (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
}
_NOTES = {
    "managedNATGatewayV2": (
        "the extension aks-preview 20.0.0b1 or newer: az extension add --upgrade --name aks-preview",
    ),
}


def to_standard(leg: Leg) -> Text:
    """There is no way back, and it takes planned downtime."""
    return Text(
        ("--load-balancer-sku standard",),
        (Attribute(LOAD_BALANCER_SKU, "basic", "standard"),),
        (Look(LOAD_BALANCER_SKU, "standard"),),
        then=("kubectl get services --all-namespaces  # every LoadBalancer has the address that it had",),
    )


def to(kind: str) -> Callable[[Leg], Text]:
    """The text of a way out."""

    def text(leg: Leg) -> Text:
        settings = tuple(_settings(leg, kind))
        restored = tuple(_restored(leg, kind))
        return Text(
            (f"--outbound-type {kind}", *(words for _, words in settings), *restored),
            (Attribute(OUTBOUND, leg.start.outbound, kind), *(attribute for attribute, _ in settings)),
            (Look(OUTBOUND, kind),),
            _CACHING if kind in CLOSED or restored else _CLI,
            notes=(*_NOTES.get(kind, ()), *_shorter(leg, kind)),
            first=tuple(_before(leg, kind)),
            last=(_reimage(leg) if restored else f"{_reimage(leg)}  # where Kubernetes is older than 1.37",),
            then=("kubectl get pods --all-namespaces  # new pods load their images and reach what they call",),
            sources=(_ISOLATED, _CACHE_FIRST) if kind in CLOSED else (_ISOLATED,) if restored else (),
            meets=(CACHED,),
        )

    return text


def _shorter(leg: Leg, kind: str) -> Iterator[str]:
    """Fact DOC-18: the page has a command for what its table rules out; the table is followed."""
    goal = leg.after.text(OUTBOUND) or "loadBalancer"
    if (kind, leg.start.outbound) == ("none", "managedNATGateway") and goal == "loadBalancer":
        direct = update(leg.before, f"--outbound-type {goal}")
        yield f"the page has a shorter way, which its own table rules out; try it on a cluster to spare: {direct}"


def _restored(leg: Leg, kind: str) -> Iterator[str]:
    """Out of isolation nodes load from Microsoft's registry again, where nobody wants the cache to stay."""
    if kind not in CLOSED and leg.start.outbound in CLOSED and leg.after.text(_SOURCE) != "Cache":
        yield "--bootstrap-artifact-source Direct"


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
    if kind not in CLOSED or leg.start.outbound in CLOSED:
        return
    cache = (
        "--bootstrap-artifact-source Cache",
        flag("--bootstrap-container-registry-resource-id", "<id of the registry>"),
    )
    yield update(leg.before, *cache)
    yield _reimage(leg)


def _reimage(leg: Leg) -> str:
    return f"az aks upgrade {of_cluster(leg.before)} --node-image-only"
