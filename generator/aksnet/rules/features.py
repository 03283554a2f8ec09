"""2xx: AKS Automatic, and Advanced Container Networking Services."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZURE_CLI, aks
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.modes import MODE, PLANE, PLUGIN
from aksnet.view import ClusterView

ACNS = aks("advanced-container-networking-services-overview")
SERVICES = "networkProfile.advancedNetworking"


@rule(
    "AKN214",
    "automatic-is-cilium-overlay",
    "choose plugin cilium with ipam overlay, or sku base",
    aks("intro-aks-automatic"),
    facts=("AUTO-01",),
)
def automatic_is_cilium_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with Cilium on overlay, and with nothing else."""
    if cluster.text("sku.name") != "Automatic":
        return
    if (cluster.text(MODE), cluster.text(PLANE)) != ("overlay", "cilium") and PLUGIN in cluster.values:
        yield Hit("AKS Automatic is asked for with another mode than Cilium on overlay", cluster.where(PLUGIN))


@rule(
    "AKN215",
    "acns-switched-off",
    "switch one of its parts on, or leave acns out",
    ACNS,
    AZURE_CLI,
    facts=("ACNS-02",),
)
def acns_switched_off(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Advanced Container Networking Services with observability, security and acceleration all off are refused."""
    if cluster.known(f"{SERVICES}.enabled") is not True:
        return
    parts = (f"{SERVICES}.observability.enabled", f"{SERVICES}.security.enabled")
    accelerated = f"{SERVICES}.performance.accelerationMode"
    off = all(cluster.known(path) is False for path in parts) and not cluster.unknown(accelerated)
    if off and cluster.text(accelerated) in (None, "None"):
        yield Hit("advancedNetworking is enabled with all its parts off", cluster.where(*parts))


@rule(
    "AKN216",
    "acns-security-off",
    "switch security on, or leave the setting out",
    ACNS,
    AZURE_CLI,
    facts=("ACNS-03",),
)
def acns_security_off(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Policies by name or content, and encryption between nodes, are parts of the security of Advanced Container
    Networking Services: they cannot be had with it off."""
    if cluster.known(f"{SERVICES}.security.enabled") is not False:
        return
    for setting in ("security.advancedNetworkPolicies", "security.transitEncryption.type"):
        path = f"{SERVICES}.{setting}"
        data = cluster.text(path)
        if data not in (None, "None"):
            yield Hit(f"{setting} {data} is asked for with security off", cluster.where(path))


@rule(
    "AKN217",
    "automatic-tier",
    "leave the tier out, or choose sku base",
    aks("intro-aks-automatic"),
    facts=("AUTO-01",),
)
def automatic_tier(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with the Standard tier; the Free tier is not to be had with it."""
    if cluster.text("sku.name") == "Automatic" and cluster.text("sku.tier") == "Free":
        yield Hit("the tier Free is asked for with AKS Automatic", cluster.where("sku.tier"))


RULES = (
    automatic_is_cilium_overlay,
    acns_switched_off,
    acns_security_off,
    automatic_tier,
)
