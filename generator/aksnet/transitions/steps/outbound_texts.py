"""What is said of the load balancer and of the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aksnet.facts import az
from aksnet.facts.sources import Source, aks
from aksnet.paths import LOAD_BALANCER, LOAD_BALANCER_SKU, NAT, OUTBOUND, dual_stack
from aksnet.transitions.azure.conditions import CACHED, CLI_BASIC, SECOND_FOR_BOTH
from aksnet.transitions.azure.judging import CACHE
from aksnet.transitions.azure.outbound import called
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text
from aksnet.transitions.steps.settings import CLOSED, caches, reimage
from aksnet.transitions.steps.shell import update
from aksnet.view import ClusterView

_CLI = "2.56.0"  # egress-outboundtype
_SKU = f"{NAT}sku"
# facts OUT-10, OUT-13: the two spellings of StandardV2: of the previews, and of API versions from 2026-06-01 on
_PREVIEW, _STABLE, _SECOND = "managedNATGatewayV2", "managedNATGateway", "StandardV2"
_ISOLATED = aks("network-isolated")
# https://github.com/hashicorp/terraform-provider-azurerm/pull/32598: the nodes need the cache before the way out goes
_CACHE_FIRST = Source("https://github.com/hashicorp/terraform-provider-azurerm/pull/32598", "2026-11-30")
_COUNTS = {
    "loadBalancer": (f"{LOAD_BALANCER}managedOutboundIPs.count", f"{LOAD_BALANCER}idleTimeoutInMinutes"),
    _STABLE: (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
    _PREVIEW: (f"{NAT}managedOutboundIPProfile.count", f"{NAT}idleTimeoutInMinutes"),
}
_PREVIEW_CLI = "the extension aks-preview 20.0.0b1 or newer: az extension add --upgrade --name aks-preview"
# The release that has all flags of its step (facts ISO-01 and OUT-10).
_CLIS = {"none": az.CLUSTER[CACHE].since}


def to_standard(leg: Leg) -> Text:
    """There is no way back, and it takes planned downtime."""
    return Text(
        ("--load-balancer-sku standard",),
        (Attribute(LOAD_BALANCER_SKU, "basic", "standard"),),
        (Look(LOAD_BALANCER_SKU, "standard"),),
        "2.76.0",
        then=("kubectl get services --all-namespaces  # every LoadBalancer has the address that it had",),
        meets=(CLI_BASIC,),
    )


def to(kind: str) -> Callable[[Leg], Text]:
    """The text of a way out."""

    def text(leg: Leg) -> Text:
        settings = tuple(_settings(leg, kind))
        after = _spelled(kind, leg.after)
        second = _is_second(kind, leg)
        return Text(
            (f"--outbound-type {after}", *(words for _, words in settings)),
            (Attribute(OUTBOUND, _before(leg), after), *(attribute for attribute, _ in settings)),
            (Look(OUTBOUND, after), *_looks(leg, kind, second=second)),
            az.CLUSTER[_SKU].since if second else _CLIS.get(kind, _CLI),
            notes=(*((_PREVIEW_CLI,) if after == _PREVIEW else ()), *_shorter(leg, kind)),
            last=(f"{reimage(leg)}  # where Kubernetes is older than 1.37",),
            then=("kubectl get pods --all-namespaces  # new pods load their images and reach what they call",),
            sources=(_ISOLATED, _CACHE_FIRST) if kind in CLOSED else (),
            meets=(*((CACHED,) if caches(leg) else ()), *((SECOND_FOR_BOTH,) if second else ())),
            title=f"change the outbound type to {called(_PREVIEW) if second else after}",
        )

    return text


def _before(leg: Leg) -> str | None:
    start = leg.start.outbound
    return _spelled(start, leg.before) if start is not None else None


def _spelled(kind: str, cluster: ClusterView) -> str:
    """The type as this side writes it; where neither does, in the way of the previews, as the page has it."""
    return _STABLE if kind == _PREVIEW and cluster.text(_SKU) == _SECOND else kind


def _is_second(kind: str, leg: Leg) -> bool:
    """Whether it is a gateway of the SKU StandardV2: asked for, or left out where IPv6 needs it (fact DS-05)."""
    if _spelled(kind, leg.after) != _STABLE:
        return False
    return kind == _PREVIEW or (leg.after.absent(_SKU) and any(map(dual_stack, (leg.before, leg.after))))


def _looks(leg: Leg, kind: str, *, second: bool) -> Iterator[Look]:
    if second:
        yield Look(_SKU, _SECOND)
    if kind in CLOSED:
        yield Look(CACHE, "Cache")


def _shorter(leg: Leg, kind: str) -> Iterator[str]:
    """Fact DOC-18: the page has a command for what its table rules out; the table is followed."""
    goal = leg.after.text(OUTBOUND) or "loadBalancer"
    if (kind, leg.start.outbound) == ("none", "managedNATGateway") and goal == "loadBalancer":
        direct = update(leg.before, f"--outbound-type {goal}")
        yield f"the page has a shorter way, which its own table rules out; try it on a cluster to spare: {direct}"


def _settings(leg: Leg, kind: str) -> Iterator[tuple[Attribute, str]]:
    """Numbers of the load balancer or the gateway, where this is the type that stays; and the SKU of the gateway."""
    if _is_second(kind, leg):
        yield Attribute(_SKU, leg.before.text(_SKU), _SECOND), f"{az.CLUSTER[_SKU].flag} {_SECOND}"
    stays = leg.after.text(OUTBOUND) or "loadBalancer"
    if _spelled(kind, leg.after) != stays:
        return
    for path in _COUNTS.get(kind, ()):
        number, name = leg.after.known(path), az.CLUSTER[path].flag
        if isinstance(number, int) and name is not None:
            yield Attribute(path, None, number), f"{name} {number}"
