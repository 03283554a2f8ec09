"""What the service does with properties of a cluster that are no axis of its network: kept for ever, or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts.service import OUTBOUND_DEFAULTS
from aksnet.facts.sources import AZURERM_CLUSTER, Source, aks
from aksnet.paths import AUTHORIZED, IDENTITY, INTEGRATED, LOAD_BALANCER, NAT, PRIVATE, SKU, group_of
from aksnet.transitions.azure.effects import EGRESS_ADDRESS, NODES_FOLLOW
from aksnet.transitions.azure.egress import OWN, of_egress
from aksnet.transitions.azure.judging import PROVISIONING, VERSION
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.saying import same, says
from aksnet.transitions.azure.states import ACNS, POD_RANGE, POD_RANGES, State
from aksnet.transitions.azure.summing import opened, told
from aksnet.transitions.unsaid import unsaid
from aksnet.transitions.verdicts import Azure, Effect, OfAzure, Reason
from aksnet.view import ClusterView, Json, Value

_OWN_ADDRESSES = (f"{NAT}outboundIPs.publicIPs", f"{NAT}outboundIPPrefixes.publicIPPrefixes")
_ADVANCED = ACNS.removesuffix("enabled")
_NAT_GATEWAYS = ("managedNATGateway", "managedNATGatewayV2")
_BALANCER, _NAT_PAGE = aks("configure-load-balancer-standard"), aks("nat-gateway")
_DISRUPTION = aks("node-disruption-policy")
_INTEGRATION, _PRIVATE_PAGE = aks("api-server-vnet-integration"), aks("private-clusters")
# What azurerm's page calls a new resource, and Azure refuses to change.
_REFUSED_CHANGE = Source(
    "https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster/issues/166", "2026-11-30"
)


class Kept(NamedTuple):
    """A property that a cluster keeps for ever, with what the service takes where none is given."""

    path: str
    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()
    default: str | None = None


class Changed(NamedTuple):
    """Properties that change in place, by the beginning of their paths."""

    prefix: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()


_ACCELERATION = f"{_ADVANCED}performance.accelerationMode"
KEPT = (
    Kept("location", "a cluster keeps its region", (AZURERM_CLUSTER,)),
    Kept("dnsPrefix", "a cluster keeps its DNS prefix (PropertyChangeNotAllowed)", (_REFUSED_CHANGE, AZURERM_CLUSTER)),
    Kept("fqdnSubdomain", "a cluster keeps its FQDN subdomain", (AZURERM_CLUSTER,)),
    Kept("nodeResourceGroup", "a cluster keeps the resource group of its nodes", (AZURERM_CLUSTER,)),
    Kept(
        "networkProfile.networkMode",
        "a cluster keeps its network mode",
        (AZURERM_CLUSTER,),
        ("MODE-09",),
        "transparent",
    ),
)
CHANGED = (
    *(Changed(path, (_BALANCER,), ("OUT-04",), (EGRESS_ADDRESS,)) for path in OWN),
    Changed(LOAD_BALANCER, (_BALANCER,), ("OUT-03",)),
    Changed(NAT, (_NAT_PAGE,), ("OUT-07",)),
    Changed(_ACCELERATION, (_DISRUPTION,), ("ACNS-06",), (NODES_FOLLOW,)),
    Changed("httpProxyConfig", (aks("http-proxy"), _DISRUPTION), (), (NODES_FOLLOW,)),
    Changed("apiServerAccessProfile.privateDNSZone", (_DISRUPTION,), (), (NODES_FOLLOW,)),
    Changed(_ADVANCED, (aks("advanced-container-networking-services-overview"),), ("ACNS-01",)),
    Changed(AUTHORIZED, (aks("api-server-authorized-ip-ranges"),)),
    Changed(PROVISIONING, (aks("node-auto-provisioning"),)),
    Changed(IDENTITY, (aks("use-managed-identity"),)),
    Changed("sku.tier", (aks("free-standard-pricing-tiers"),)),
    Changed("tags", (aks("use-tags"),)),
)

# All that is judged here, and of the network by its axes.
_PROFILE = (
    *("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "outboundType", "loadBalancerSku"),
    *("podCidr", "podCidrs", "serviceCidr", "serviceCidrs", "dnsServiceIP", "dockerBridgeCidr", "ipFamilies"),
)
JUDGED = (
    *("name", "sku.name", PRIVATE, INTEGRATED, VERSION),
    *(row.path for row in KEPT),
    *(row.prefix.removesuffix(".") for row in CHANGED),
    *(f"networkProfile.{name}" for name in (*_PROFILE, "advancedNetworking")),
)

# What the service takes where nothing is said: facts sections 1.1, OUT-05 and OUT-07.
DEFAULTS: Mapping[str, Json] = MappingProxyType(
    {
        **OUTBOUND_DEFAULTS,
        f"{_ADVANCED}security.transitEncryption.type": "None",
        _ACCELERATION: "None",
        PROVISIONING: "Manual",
        "sku.tier": "Free",
    }
)
AUTOMATIC: Mapping[str, Json] = MappingProxyType({"sku.tier": "Standard", PROVISIONING: "Auto"})


def of_properties(start: State, goal: State, views: Views) -> Iterator[OfAzure]:
    """What each property that differs does by itself."""
    for kept in KEPT:
        yield from _kept(kept, views)
    yield from _named(views)
    yield from _changed(views)
    yield from _private(start, goal, views)
    yield from _own_range(start, goal, views)
    yield from _addresses(start, goal, views)
    yield from of_egress(start, goal, views)
    if start.own_network is False and goal.own_network is True:
        text = "the cluster is in a VNet that AKS made, where pools take no subnets of your own"
        yield told(reason_of("agentPoolProfiles.vnetSubnetID", text, Azure.RECREATE, views, (_ISSUE,), ("SUB-03",)))


_ISSUE = Source("https://github.com/MicrosoftDocs/azure-docs/issues/122052", "2026-08-21")


def _kept(kept: Kept, views: Views) -> Iterator[OfAzure]:
    before, after = views
    if not says(after, kept.path):
        return
    old = before.told(kept.path)
    if old is None and before.absent(kept.path) and kept.default is not None:
        old = Value(kept.default)
    if old is None or kept.path in unsaid(before):
        return  # the input before does not say it, so that it tells of no change
    found = _same_name(old, after.told(kept.path)) if kept.path == "location" else same(old, after.told(kept.path))
    if found is None:
        yield opened(kept.path, (after, before), Azure.NO_CHANGE, Azure.RECREATE)
    elif not found:
        yield told(reason_of(kept.path, kept.text, Azure.RECREATE, views, kept.sources, kept.facts))


def _same_name(one: Value, other: Value | None) -> bool | None:
    """Regions are the same with and without spaces."""
    if other is not None and isinstance(one.data, str) and isinstance(other.data, str):
        return one.data.replace(" ", "").lower() == other.data.replace(" ", "").lower()
    return same(one, other)


def _named(views: Views) -> Iterator[OfAzure]:
    before, after = views
    known = all(one.declared is None or one.declared.address != one.name for one in views)
    if known and before.name.lower() != after.name.lower():
        text = "a cluster keeps its name: this is another one"
        yield told(Reason("name", text, Azure.RECREATE, before.name, after.name, (AZURERM_CLUSTER,), (), after.place))
    old, new = map(group_of, views)
    if old is not None and new is not None and old.lower() != new.lower():
        text = "a cluster keeps its resource group: this is another one"
        yield told(Reason("resourceGroup", text, Azure.RECREATE, old, new, (AZURERM_CLUSTER,), (), after.place))


def _changed(views: Views) -> Iterator[OfAzure]:
    before, after = views
    for path, value in after.values.items():
        row = next((one for one in CHANGED if path.startswith(one.prefix)), None)
        if (
            row is None
            or path in _OWN_ADDRESSES
            or path in (ACNS, f"{NAT}sku")
            or not says(after, path)
            or _told_elsewhere(path, before)
        ):
            continue
        found = same(_implied(before, path), value)
        if found is None:
            yield opened(path, (after, before), Azure.NO_CHANGE, Azure.IN_PLACE)
        elif not found:
            one = told(reason_of(path, "changes in place", Azure.IN_PLACE, views, row.sources, row.facts))
            yield one._replace(effects=row.effects)


def _told_elsewhere(path: str, before: ClusterView) -> bool:
    """Every cluster has an identity, said or not; and what comes with a service is no change of its own."""
    if path == IDENTITY:
        return before.absent(path)
    if path == _ACCELERATION:  # nodes are made anew for it
        return False
    return path.startswith(_ADVANCED) and before.known(ACNS) is not True and not before.unknown(ACNS)


def _implied(before: ClusterView, path: str) -> Value | None:
    """What stands at a path, or what the service takes there."""
    if before.absent(path) and path in AUTOMATIC and before.unknown(SKU):
        return before.told(SKU)
    default = _default(before, path) if before.absent(path) else None
    return before.told(path) if default is None else Value(default)


def _default(before: ClusterView, path: str) -> Json:
    """What the service takes; AKS Automatic presets another tier, and makes nodes itself (fact AUTO-01)."""
    presets = AUTOMATIC if before.text(SKU) == "Automatic" else {}
    return presets.get(path, DEFAULTS.get(path))


def _private(start: State, goal: State, views: Views) -> Iterator[OfAzure]:
    """Whether a cluster is private is fixed at the beginning, where its API server is not in the VNet."""
    before, after = views
    if not says(after, PRIVATE) or (before.absent(PRIVATE) and after.known(PRIVATE) is False):
        return
    if before.unknown(PRIVATE) or after.unknown(PRIVATE):
        if same(before.told(PRIVATE), after.told(PRIVATE)) is not True:
            yield opened(PRIVATE, (after, before), Azure.NO_CHANGE, Azure.IN_PLACE, Azure.RECREATE)
        return
    if (before.known(PRIVATE) is True) == (after.known(PRIVATE) is True):
        return
    sources = (_INTEGRATION, _PRIVATE_PAGE)
    if start.integrated is None:
        yield opened(INTEGRATED, (before,), Azure.IN_PLACE, Azure.RECREATE)
    elif start.integrated:
        text = "with the API server in the VNet, public access comes and goes in place"
        yield told(reason_of(PRIVATE, text, Azure.IN_PLACE, views, sources, ("API-01",)))
    elif goal.integrated:
        text = "not in one operation: first the API server goes into the VNet, then public access comes or goes"
        yield told(reason_of(PRIVATE, text, Azure.STEPS, views, sources, ("API-01",)))
    else:
        text = "public access comes and goes only where the API server is in the VNet"
        yield told(reason_of(PRIVATE, text, Azure.RECREATE, views, sources, ("API-01",)))


def _own_range(start: State, goal: State, views: Views) -> Iterator[OfAzure]:
    """The pod range of a CNI plugin of one's own, which AKS only notes."""
    if (start.ipam, goal.ipam) != ("byo", "byo") or start.pod_ranges == goal.pod_ranges:
        return
    path = POD_RANGE if POD_RANGE in views[1].values else POD_RANGES
    text = "AKS notes another pod range in place, from API version 2026-01-01 on; your plugin has to use the same"
    yield told(reason_of(path, text, Azure.IN_PLACE, views, (aks("use-byo-cni"),), ("BYO-03",)))


def _addresses(start: State, goal: State, views: Views) -> Iterator[OfAzure]:
    """A managed NAT gateway has addresses of AKS or of one's own, from the beginning on."""
    before, after = views
    path = next((one for one in _OWN_ADDRESSES if says(after, one)), None)
    if path is None or start.outbound != goal.outbound or start.outbound not in _NAT_GATEWAYS:
        return
    if any(one in before.values for one in _OWN_ADDRESSES):
        if same(before.values.get(path), after.values.get(path)) is not True:
            yield told(reason_of(path, "changes in place", Azure.IN_PLACE, views, (_NAT_PAGE,), ("OUT-09",)))
    elif before.known(f"{NAT}managedOutboundIPProfile.count") is not None:
        text = "a NAT gateway keeps what kind of addresses it was made with: those of AKS, or your own"
        yield told(reason_of(path, text, Azure.REFUSED, views, (_NAT_PAGE,), ("OUT-09",)))
