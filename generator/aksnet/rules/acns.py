"""2xx: Advanced Container Networking Services."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZURE_CLI, aks
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

ACNS = aks("advanced-container-networking-services-overview")
SERVICES = "networkProfile.advancedNetworking"


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


RULES = (acns_switched_off, acns_security_off)
