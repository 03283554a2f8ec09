"""33x: LocalDNS."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from aksnet.facts import features
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import is_windows
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

LOCAL_DNS = aks("localdns-custom")
MODE = "localDNSProfile.mode"
VNET, KUBE = "vnetDNSOverrides", "kubeDNSOverrides"
# sizes of the newer naming, where the first number is that of the vCPUs and -n leaves n of them:
# https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions (read 2026-11-24)
_SIZE = r"Standard_[A-Z]+([0-9]{1,4})(?:-([0-9]{1,4}))?[A-Z]*_v[3-9]"


@rule(
    "AKN336",
    "local-dns",
    "set local_dns Disabled, or leave it out",
    LOCAL_DNS,
    answer="With the mode Required the deployment fails where the requirements are not met; Preferred does not switch"
    " it on today, and is to do so in a later Kubernetes version.",
    facts=("LDNS-01", "LDNS-04"),
)
def local_dns(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """LocalDNS runs on Azure Linux and on Ubuntu 22.04 and newer, on nodes with 4 vCPUs or more.

    It is a DNS proxy on each node. With the mode Required AKS insists on what it needs. Preferred only checks its
    configuration for now, so there everything is a warning; a size of node is judged by its name, and is a warning in
    both modes.
    """
    for pool in cluster.pools:
        mode = pool.text(MODE)
        if mode not in ("Required", "Preferred"):
            continue
        severity = Severity.ERROR if mode == "Required" else Severity.WARNING
        wrong = _wrong_system(pool)
        if wrong is not None:
            path, words = wrong
            yield Hit(f"the pool {pool.name!r} has LocalDNS {mode} on {words}", pool.where(path), severity)
        size = pool.text("vmSize")
        vcpus = _vcpus(size) if size is not None else None
        if vcpus is not None and vcpus < features.LOCAL_DNS_VCPUS:
            message = f"the pool {pool.name!r} has LocalDNS {mode} on {size} (vCPUs: {vcpus})"
            hint = f"choose a VM size with {features.LOCAL_DNS_VCPUS} vCPUs or more, or set local_dns Disabled"
            yield Hit(message, pool.where("vmSize"), Severity.WARNING, hint)


def _wrong_system(pool: PoolView) -> tuple[str, str] | None:
    """What of the pool's operating system is not for LocalDNS, and where it stands."""
    sku = pool.text("osSKU") or ""
    if is_windows(pool):
        return "osType", "Windows"
    return ("osSKU", sku) if sku.startswith("Windows") or sku in features.NOT_FOR_LOCAL_DNS else None


def _vcpus(size: str) -> int | None:
    """The vCPUs of a size, where its name tells them."""
    match = re.fullmatch(_SIZE, size, re.ASCII | re.IGNORECASE)
    return int(match[2] or match[1]) if match is not None else None


@rule(
    "AKN337",
    "local-dns-overrides",
    "change the override",
    LOCAL_DNS,
    answer="AKS checks the configuration in every mode, and does not take it.",
    facts=("LDNS-03",),
)
def local_dns_overrides(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """LocalDNS sends names of the cluster to its CoreDNS, and the root zone of the VNet's DNS to the VNet's.

    Under vnetDNSOverrides the root zone may not be forwarded to ClusterCoreDNS, and in both maps cluster.local not to
    VnetDNS. A zone that forces TCP may not serve stale answers after a verification. AKS checks the overrides in every
    mode.
    """
    for pool in cluster.pools:
        for (overrides, zone), settings in _zones(pool).items():
            yield from _wrong_zone(pool, overrides, zone, settings)


def _zones(pool: PoolView) -> dict[tuple[str, str], dict[str, str]]:
    """The settings of each zone, with the paths they stand at: a zone is a key, and has dots of its own."""
    zones: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for path in pool.values:
        for overrides in (VNET, KUBE):
            prefix = f"localDNSProfile.{overrides}."
            zone, dot, setting = path.removeprefix(prefix).rpartition(".")
            if path.startswith(prefix) and dot:
                zones[overrides, zone][setting] = path
    return zones


def _wrong_zone(pool: PoolView, overrides: str, zone: str, settings: dict[str, str]) -> Iterator[Hit]:
    at = f"the pool {pool.name!r} has in {overrides} for the zone {zone!r}"
    forward = settings.get("forwardDestination", "")
    for wrong, right in _forbidden(overrides, zone.lower()):
        if pool.text(forward) == wrong:
            yield Hit(f"{at} the forwardDestination {wrong}", pool.where(forward), hint=f"forward it to {right}")
    protocol, stale = settings.get("protocol", ""), settings.get("serveStale", "")
    if pool.text(protocol) == "ForceTCP" and pool.text(stale) == "Verify":
        yield Hit(f"{at} serveStale Verify beside ForceTCP", pool.where(stale), hint="set serveStale Immediate")


def _forbidden(overrides: str, zone: str) -> Iterator[tuple[str, str]]:
    """Where a zone may not be forwarded to, each with where it may."""
    if zone == "." and overrides == VNET:
        yield "ClusterCoreDNS", "VnetDNS"
    if zone == "cluster.local":
        yield "VnetDNS", "ClusterCoreDNS"


RULES = (local_dns, local_dns_overrides)
