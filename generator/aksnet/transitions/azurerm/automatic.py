"""What a spec says of an Automatic cluster that azurerm has as `azurerm_kubernetes_automatic_cluster`.

That resource has no arguments for what AKS Automatic presets: a spec that says the same asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from aksnet.addresses import network_of, nth_address
from aksnet.facts.azurerm import Argument, Version
from aksnet.facts.service import DNS_ADDRESS, POD_CIDR, SERVICE_CIDR
from aksnet.facts.sources import AUTOMATIC_CODE, Source
from aksnet.paths import FAMILIES, HOSTED_NODES, LOAD_BALANCER_SKU, MODE, NODES, OUTBOUND, PLANE, PLUGIN, POLICY, SKU
from aksnet.transitions.azurerm.comparing import said
from aksnet.transitions.azurerm.sides import AUTOMATIC, is_written, kind_of
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import ClusterView, Json, Origin, Value

ROWS = (
    Argument("location", "location"),
    Argument("identity.type", "identity.type"),
    Argument("apiServerAccessProfile.authorizedIPRanges", "api_server_access.authorized_ip_ranges"),
)
# What it has blocks for.
_SAID = ("location", "tags", "identity", "hostedSystemProfile", "apiServerAccessProfile")
# Fact AUTO-01, and of ranges what the service takes for every cluster: facts section 1.1.
_PRESETS: Mapping[str, tuple[Json, ...]] = MappingProxyType(
    {
        SKU: ("Automatic",),
        "sku.tier": ("Standard",),
        PLUGIN: ("azure",),
        MODE: ("overlay",),
        PLANE: ("cilium",),
        POLICY: ("cilium",),
        "nodeProvisioningProfile.mode": ("Auto",),
        LOAD_BALANCER_SKU: ("standard",),
        FAMILIES: (["IPv4"],),
        "networkProfile.podCidr": (POD_CIDR,),
        "networkProfile.podCidrs": ([POD_CIDR],),
        "networkProfile.serviceCidr": (SERVICE_CIDR,),
        "networkProfile.serviceCidrs": ([SERVICE_CIDR],),
        "networkProfile.dnsServiceIP": (str(nth_address(network_of(SERVICE_CIDR), DNS_ADDRESS)),),
    }
)
_SOURCES: tuple[Source, ...] = (AUTOMATIC_CODE,)


def is_of_it(before: ClusterView, after: ClusterView) -> bool:
    """Whether what is asked for in other words than azurerm's is the cluster that such a resource has made."""
    made = is_written(before) and kind_of(before) == AUTOMATIC
    return made and not is_written(after) and after.text(SKU) == "Automatic"


def lacking(after: ClusterView, version: Version) -> Iterator[Reason]:
    """What is asked for, is no preset, and has no argument."""
    for path, value in after.values.items():
        asked = value.origin is Origin.GIVEN and value.known
        if asked and path.partition(".")[0] not in _SAID and not _is_preset(after, path, value):
            text = (
                f"{path.removeprefix('networkProfile.')} {said(value.data)}:"  # type: ignore[arg-type]
                f" azurerm {version} has no argument for it in {AUTOMATIC}"
            )
            yield Reason(path, text, Tool.ERROR_AT_VALIDATE, None, said(value.data), _SOURCES, place=value.place)  # type: ignore[arg-type]


def _is_preset(cluster: ClusterView, path: str, value: Value) -> bool:
    if path == OUTBOUND:  # facts AUTO-01 and AUTO-03
        own = HOSTED_NODES in cluster.values or any(NODES in pool.values for pool in cluster.pools)
        return value.data == ("loadBalancer" if own else "managedNATGateway")
    return value.data in _PRESETS.get(path, ())
