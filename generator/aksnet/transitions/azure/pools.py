"""What the service does with a pool that is there before and after: changed in place, or only a new one will do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts import service
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL, Source, aks
from aksnet.facts.support import STATIC_BLOCK
from aksnet.paths import ALLOCATION, NODES, PODS, is_windows
from aksnet.transitions.azure import unjudged
from aksnet.transitions.azure.effects import LOCAL_DNS, POOL_REIMAGED
from aksnet.transitions.azure.saying import same, says, words
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.azure.summing import joined, opened, told
from aksnet.transitions.unsaid import unsaid
from aksnet.transitions.verdicts import Azure, OfAzure, Reason
from aksnet.view import ClusterView, Json, PoolView, Unknown, Value

_POOLS, _PLANNING = aks("create-node-pools"), aks("concepts-network-ip-address-planning")
_UPDATE, _SIZES = (
    aks("update-azure-cni"),
    Source(
        "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/connectivity/insufficientsubnetsize-error-advanced-networking",
        "2026-08-21",
    ),
)
MAX_PODS, SKU, FIPS, TYPE = "maxPods", "osSKU", "enableFIPS", "type"
_SETS, _MACHINES = aks("availability-sets-on-aks"), aks("virtual-machines-node-pools")
_IMAGES = (aks("upgrade-os-version"), aks("enable-fips-nodes"))
_MIXED = Source("https://github.com/MicrosoftDocs/azure-docs/issues/122052", "2026-08-21")


class Fixed(NamedTuple):
    """A property that a pool keeps, with what says so."""

    path: str
    what: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()
    default: Json = None


FIXED = (
    Fixed("vmSize", "VM size", (_POOLS,)),
    Fixed("osType", "operating system", (AZURERM_POOL,), default="Linux"),
    Fixed("availabilityZones", "zones", (AZURERM_POOL,)),
    Fixed("scaleSetPriority", "priority", (aks("spot-node-pool"), AZURERM_POOL), default="Regular"),
    Fixed("nodePublicIPPrefixID", "prefix of public addresses", (_POOLS,), ("MIG-10",)),
    Fixed("enableNodePublicIP", "public addresses of nodes", (AZURERM_POOL,), default=False),
    Fixed("windowsProfile.disableOutboundNat", "OutboundNAT of Windows", (aks("nat-gateway"),), ("OUT-16",), False),
    Fixed(NODES, "node subnet", (_POOLS, _SIZES), ("MIG-10", "IP-19")),
    Fixed(PODS, "pod subnet", (_POOLS,), ("MIG-10",)),
    Fixed(ALLOCATION, "way of giving addresses", (STATIC_BLOCK,), ("MIG-10", "PSS-05"), "DynamicIndividual"),
    Fixed(MAX_PODS, "maxPods", (_POOLS, _PLANNING), ("MIG-10", "POD-03")),
)
# By the beginning of their paths.
CHANGED: Mapping[str, Source] = MappingProxyType(
    {
        "count": aks("scale-cluster"),
        "enableAutoScaling": aks("cluster-autoscaler"),
        "minCount": aks("cluster-autoscaler"),
        "maxCount": aks("cluster-autoscaler"),
        "upgradeSettings": aks("upgrade-aks-node-pools-rolling"),
        "nodeLabels": aks("use-labels"),
        "nodeTaints": aks("use-node-taints"),
        "tags": aks("use-tags"),
        "mode": aks("use-system-pools"),
        "orchestratorVersion": aks("upgrade-aks-cluster"),
        "localDNSProfile": aks("localdns-custom"),
    }
)
# What the nodes of Linux pools get with another image.
_IMAGE = (SKU, FIPS)
_JUDGED = ("name", TYPE, *_IMAGE, *(fixed.path for fixed in FIXED), *CHANGED)


def of_pool(before: PoolView, after: PoolView, cluster: ClusterView, old: ClusterView | None = None) -> OfAzure:
    """What Azure does with it; `cluster` is the one afterwards, `old` the one before, where it is at hand."""
    found = [one for fixed in FIXED for one in _fixed(fixed, before, after, cluster, old)]
    found += [*_type(before, after), *_pod_subnet(before, after), *_image(before, after), *_changed(before, after)]
    found += unjudged.of_pool(before, after, _JUDGED)
    return joined(found)


def _fixed(
    fixed: Fixed, before: PoolView, after: PoolView, cluster: ClusterView, old: ClusterView | None
) -> Iterator[OfAzure]:
    if not says(after, fixed.path) or (fixed.path == PODS and before.absent(PODS)):
        return
    was = _was(fixed, before, cluster, old)
    if fixed.path == "vmSize" and (was is None or fixed.path in unsaid(before)):
        return  # every pool has one, and the input before does not say it
    found = _same(fixed.path, was, after.told(fixed.path))
    if found is None:
        worst = Azure.RECREATE if fixed.path == NODES and was is None else Azure.NEW_POOL
        yield opened(fixed.path, (after, before), Azure.NO_CHANGE, worst)
    elif not found and fixed.path == NODES and was is None:
        text = "the pool is in a VNet that AKS made, where pools take no subnets of your own"
        yield _reason(fixed.path, text, Azure.RECREATE, before, after, (_MIXED,), ("SUB-03",))
    elif not found and fixed.path == NODES and _elsewhere(was, after.values.get(NODES)):
        text = "all pools of a cluster are in one VNet, and this subnet is in another"
        yield _reason(fixed.path, text, Azure.RECREATE, before, after, (_POOLS,), ("SUB-01",))
    elif not found:
        yield _reason(fixed.path, _words(fixed), Azure.NEW_POOL, before, after, fixed.sources, fixed.facts)


def _type(before: PoolView, after: PoolView) -> Iterator[OfAzure]:
    """Of an availability set virtual machines can be made, and nothing else (facts section 5.2)."""
    was = Value("VirtualMachineScaleSets") if before.absent(TYPE) else before.told(TYPE)
    now = after.told(TYPE)
    found = same(was, now) if says(after, TYPE) else True
    old, new = words(was), words(now)
    if found is None:
        yield opened(TYPE, (after, before), Azure.NO_CHANGE, Azure.RECREATE)
    elif not found and (old, new) == ("AvailabilitySet", "VirtualMachines"):
        text = "az aks update --migrate-vmas-to-vms makes virtual machines of it, and no document has a way back"
        yield _reason(TYPE, text, Azure.IRREVERSIBLE, before, after, (_SETS,), ("RET-01",))
    elif not found and "AvailabilitySet" in (old, new):
        text = (
            "a cluster of availability sets gets no scale sets: az aks update --migrate-vmas-to-vms leads to the type"
        )
        yield _reason(TYPE, f"{text} VirtualMachines", Azure.RECREATE, before, after, (_SETS,), ("RET-01",))
    elif not found:
        text = "a pool keeps its type: make a new one, and drain and delete the old one"
        yield _reason(TYPE, text, Azure.NEW_POOL, before, after, (_MACHINES, AZURERM_CLUSTER), ("VMP-01",))


def _elsewhere(was: Value | None, now: Value | None) -> bool:
    """Whether two subnets are in two VNets, where both are told by their ids."""
    ids = [value.data.lower() for value in (was, now) if value is not None and isinstance(value.data, str)]
    networks = {one.partition("/subnets/")[0] for one in ids if "/subnets/" in one}
    return len(networks) == 2


def _words(fixed: Fixed) -> str:
    text = f"a pool keeps its {fixed.what}: make a new one, and drain and delete the old one"
    return f"{text}; blocks and single addresses need pod subnets of their own" if fixed.path == ALLOCATION else text


def _was(fixed: Fixed, before: PoolView, cluster: ClusterView, old: ClusterView | None) -> Value | None:
    """What stands there before, with what the service takes where nothing is said."""
    if not before.absent(fixed.path):
        return before.told(fixed.path)
    if fixed.path == MAX_PODS:
        return Value(_max_pods(before, old if old is not None else cluster))
    return None if fixed.default is None else Value(fixed.default)


def _max_pods(pool: PoolView, cluster: ClusterView) -> Json | Unknown:
    """The default of the way of giving addresses (section 2.3); documents disagree on pod subnets (DOC-02)."""
    ipam = state_of(cluster).ipam
    if is_windows(pool) or ipam not in ("overlay", "node-subnet", "kubenet"):
        return Unknown("it is left out, and documents disagree on what the service takes")
    return service.MAX_PODS[ipam]


def _same(path: str, was: Value | None, now: Value | None) -> bool | None:
    if path == "availabilityZones" and was is not None and now is not None:
        one, other = was.data, now.data
        if isinstance(one, list) and isinstance(other, list):
            return sorted(map(str, one)) == sorted(map(str, other))
    return same(was, now)


def _pod_subnet(before: PoolView, after: PoolView) -> Iterator[OfAzure]:
    """A pod subnet where there was none, or none where there was one: another way of giving addresses."""
    if before.unknown(PODS) or before.absent(PODS) == after.absent(PODS):
        return
    if same(None, after.values.get(PODS)) is None:
        yield opened(PODS, (after,), Azure.NO_CHANGE, Azure.RECREATE)
        return
    text = "no document has a change from node subnets to pod subnets, or back"
    yield _reason(PODS, text, Azure.RECREATE, before, after, (_UPDATE,), ("MIG-02",))


def _image(before: PoolView, after: PoolView) -> Iterator[OfAzure]:
    """Linux pools get another image in place; the words for the images of Windows are taken at creation only."""
    windows = is_windows(before) or is_windows(after)
    defaults: dict[str, Json] = {FIPS: False} if windows else {FIPS: False, SKU: "Ubuntu"}
    for path in _IMAGE:
        was = before.told(path) if not before.absent(path) else Value(defaults.get(path))
        if not says(after, path) or was is None or was.data is None:
            continue
        found = same(was, after.told(path))
        if found is None:
            yield opened(path, (after, before), Azure.NO_CHANGE, Azure.NEW_POOL if windows else Azure.IN_PLACE)
        elif not found and windows:
            text = "a Windows pool keeps its image: make a new one, and drain and delete the old one"
            yield _reason(path, text, Azure.NEW_POOL, before, after, _IMAGES, ())
        elif not found:
            one = _reason(path, "a Linux pool gets another image in place", Azure.IN_PLACE, before, after, _IMAGES, ())
            yield one._replace(effects=(POOL_REIMAGED,))


def _changed(before: PoolView, after: PoolView) -> Iterator[OfAzure]:
    for path, value in after.values.items():
        source = next((page for prefix, page in CHANGED.items() if path.startswith(prefix)), None)
        if source is None or not says(after, path):
            continue
        found = same(before.told(path), value)
        if found is None:
            yield opened(path, (after, before), Azure.NO_CHANGE, Azure.IN_PLACE)
        elif not found:
            one = _reason(path, "changes in place", Azure.IN_PLACE, before, after, (source,), ())
            yield one._replace(effects=(LOCAL_DNS,)) if path.startswith("localDNSProfile") else one


def _reason(
    path: str,
    text: str,
    verdict: Azure,
    before: PoolView,
    after: PoolView,
    sources: tuple[Source, ...],
    facts: tuple[str, ...],
) -> OfAzure:
    old, new = words(before.values.get(path)), words(after.values.get(path))
    return told(Reason(path, text, verdict, old, new, sources, facts, after.where(path)))
