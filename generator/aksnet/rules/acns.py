"""2xx: Advanced Container Networking Services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.facts.sources import AZURE_CLI, AZURERM_CLUSTER, RELEASES, aks
from aksnet.findings import Severity
from aksnet.paths import EGRESS_GATEWAY, MESH, NOT_SUPPORTED, PLANE, PLUGIN, base_sku
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

ACNS = aks("advanced-container-networking-services-overview")
SERVICES = "networkProfile.advancedNetworking"
OBSERVABILITY, SECURITY = f"{SERVICES}.observability.enabled", f"{SERVICES}.security.enabled"
POLICIES = f"{SERVICES}.security.advancedNetworkPolicies"
ENCRYPTION = f"{SERVICES}.security.transitEncryption.type"
ACCELERATION = f"{SERVICES}.performance.accelerationMode"
HOST_ROUTING = aks("container-network-performance-ebpf-host-routing")

# Fact ACNS-06: which version plain Ubuntu and Azure Linux (of old: Mariner) are depends on that of Kubernetes, so of
# these nothing is said; Windows pools are refused on the Cilium data plane as such.
_MAYBE_ACCELERATED = "Ubuntu(2404)?|(AzureLinux|CBLMariner|Mariner|Windows).*"
# The sizes with memory encrypted by AMD (a) or Intel (e): the other DC sizes have enclaves, which is another thing.
_CONFIDENTIAL = r"Standard_[DE]C[0-9]+(-[0-9]+)?[ae][a-z]*_v[0-9]+"
_SANDBOXED = ("KataMshvVmIsolation", "KataVmIsolation")


@rule(
    "AKN215",
    "acns-switched-off",
    "switch one of its parts on, or leave acns out",
    ACNS,
    AZURE_CLI,
    answer="The Azure CLI refuses the command; the documents name no error of the service.",
    facts=("ACNS-02",),
)
def acns_switched_off(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Advanced Container Networking Services are not enabled with all their parts switched off.

    Observability, security and acceleration are all that they consist of, and they are paid for.
    """
    if cluster.known(f"{SERVICES}.enabled") is not True:
        return
    off = all(cluster.known(path) is False for path in (OBSERVABILITY, SECURITY))
    if off and (cluster.absent(ACCELERATION) or cluster.text(ACCELERATION) == "None"):
        yield Hit("advancedNetworking is enabled with all its parts off", cluster.where(OBSERVABILITY, SECURITY))


@rule(
    "AKN216",
    "acns-security-off",
    "switch security on, or leave the setting out",
    ACNS,
    AZURE_CLI,
    answer="The Azure CLI refuses the command; the documents name no error of the service.",
    facts=("ACNS-03",),
)
def acns_security_off(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Policies by name or content, encryption and acceleration are not to be had with their service off.

    The first two are parts of the security of Advanced Container Networking Services, and all are parts of the whole.
    """
    enabled = f"{SERVICES}.enabled"
    if cluster.known(enabled) is False or cluster.absent(enabled):
        for path in (POLICIES, ENCRYPTION, ACCELERATION):
            if _chosen(cluster, path) is not None:
                hint = "set advancedNetworking.enabled true, or leave the setting out"
                yield Hit(f"{_said(cluster, path)} is asked for without the services", cluster.where(path), hint=hint)
    elif cluster.known(SECURITY) is False:
        for path in (POLICIES, ENCRYPTION):
            if _chosen(cluster, path) is not None:
                yield Hit(f"{_said(cluster, path)} is asked for with security off", cluster.where(path))


def _chosen(cluster: ClusterView, path: str) -> str | None:
    """The text at `path`, where it is another than None."""
    data = cluster.text(path)
    return data if data != "None" else None


def _said(cluster: ClusterView, path: str) -> str:
    return f"{path.removeprefix(f'{SERVICES}.')} {cluster.text(path) or 'true'}"


def _on(cluster: ClusterView) -> bool:
    """Whether the services are not known to be off, with everything that is set of them."""
    enabled = f"{SERVICES}.enabled"
    return cluster.known(enabled) is not False and not cluster.unknown(enabled)


def _accelerated(cluster: ClusterView) -> bool:
    return _on(cluster) and cluster.text(ACCELERATION) == "BpfVeth"


def _off_cilium(cluster: ClusterView) -> str | None:
    """What the cluster has in place of the Cilium data plane, where that can be told."""
    plane, plugin = cluster.text(PLANE), cluster.text(PLUGIN)
    if plane == "azure":
        return f"networkDataplane {plane}"
    if not cluster.absent(PLANE) or not base_sku(cluster):
        return None
    return f"networkPlugin {plugin}" if plugin in ("kubenet", "none") else "networkDataplane azure (the default)"


@rule(
    "AKN235",
    "acns-needs-cilium",
    "choose networkPlugin azure with networkDataplane cilium, or keep observability alone",
    ACNS,
    AZURERM_CLUSTER,
    answer="Not supported: the documents rule it out, and name no error. The Terraform provider azurerm refuses"
    " security_enabled itself.",
    facts=("ACNS-01", "TF-05"),
)
def acns_needs_cilium(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Security and acceleration of Advanced Container Networking Services need the Cilium data plane.

    Cilium is what enforces the policies, encrypts between nodes and routes past iptables. Observability works on both
    data planes.
    """
    plane = _off_cilium(cluster)
    if plane is None or not _on(cluster):
        return
    secure = [SECURITY] if cluster.known(SECURITY) is True else []
    settings = secure + [path for path in (POLICIES, ENCRYPTION, ACCELERATION) if _chosen(cluster, path) is not None]
    if settings:
        words = ", ".join(_said(cluster, path) for path in settings)
        yield Hit(f"{words} of advancedNetworking beside {plane}", cluster.where(*settings))


@rule(
    "AKN236",
    "mtls-excludes",
    "choose transit encryption WireGuard, or do without the other",
    aks("container-network-security-cilium-mutual-tls-concepts"),
    answer=NOT_SUPPORTED,
    facts=("ACNS-05",),
)
def mtls_excludes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Mutual TLS by Cilium goes neither with the Istio add-on nor with L7 policies.

    Its proxy on each node takes hold of the pods' traffic, as Istio does. As long as it is a preview, policies of the
    layers 4 and 7 are not enforced on that traffic.
    """
    if cluster.text(ENCRYPTION) != "mTLS" or not _on(cluster):
        return
    if cluster.text(MESH) == "Istio":
        yield Hit("transitEncryption mTLS stands beside the Istio add-on", cluster.where(ENCRYPTION))
    if cluster.text(POLICIES) == "L7":
        hint = "choose transit encryption WireGuard, or advanced policies FQDN"
        yield Hit(
            "transitEncryption mTLS stands beside advancedNetworkPolicies L7", cluster.where(ENCRYPTION), hint=hint
        )


@rule(
    "AKN237",
    "acceleration-excludes",
    "leave the acceleration out, or give every pool Ubuntu 24.04 or Azure Linux 3 on VMs of an ordinary kind",
    HOST_ROUTING,
    aks("how-to-enable-ebpf-host-routing"),
    answer=NOT_SUPPORTED,
    facts=("ACNS-06",),
)
def acceleration_excludes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Acceleration with BpfVeth needs Ubuntu 24.04 or Azure Linux 3 on every node, and excludes some features.

    eBPF host routing is switched on for all nodes of a cluster or for none. It does not work with other systems,
    confidential VMs, pod sandboxing, or the static egress gateway, whose iptables rules it would go past.
    """
    if not _accelerated(cluster):
        return
    gateway = cluster.known(EGRESS_GATEWAY) is True
    if gateway:
        message = "accelerationMode BpfVeth stands beside the static egress gateway"
        yield Hit(message, cluster.where(ACCELERATION), hint="do without one of the two")
    for pool in cluster.pools:
        for path, words in _unaccelerated(pool, gateway):
            yield Hit(f"accelerationMode BpfVeth stands beside the pool {pool.name!r} {words}", pool.where(path))


def _unaccelerated(pool: PoolView, gateway: bool) -> Iterator[tuple[str, str]]:
    """What acceleration does not work with in one pool: where it stands, and in words."""
    system, size, runtime = (pool.text(path) for path in ("osSKU", "vmSize", "workloadRuntime"))
    if system is not None and not re.fullmatch(_MAYBE_ACCELERATED, system, re.IGNORECASE):
        yield "osSKU", f"with the OS SKU {system}"
    if size is not None and re.fullmatch(_CONFIDENTIAL, size, re.IGNORECASE):
        yield "vmSize", f"with the confidential VM size {size}"
    if runtime in _SANDBOXED:
        yield "workloadRuntime", f"with the sandboxed runtime {runtime}"
    if pool.text("mode") == "Gateway" and not gateway:
        yield "mode", "of the static egress gateway"


@rule(
    "AKN238",
    "l7-with-istio",
    "choose advanced policies FQDN, or leave policies of layer 7 to Istio alone",
    aks("container-network-security-l7-policy-concepts"),
    answer="Not supported: the documents rule L7 policies out beside the add-on, and name no error.",
    facts=("ACNS-07",),
    severity=Severity.WARNING,
)
def l7_with_istio(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """L7 policies of Advanced Container Networking Services do not go with the Istio add-on.

    Both send traffic through an Envoy proxy of their own. The page lists FQDN policies beside the add-on as supported,
    and L7 policies as not supported; a cluster that applies none is still well, so this is a warning.
    """
    if cluster.text(POLICIES) == "L7" and cluster.text(MESH) == "Istio" and _on(cluster):
        yield Hit("advancedNetworkPolicies L7 stands beside the Istio add-on", cluster.where(POLICIES))


@rule(
    "AKN239",
    "acceleration-status",
    "ask Microsoft for its status before you put production on it, or leave the acceleration out",
    HOST_ROUTING,
    RELEASES,
    answer="Azure takes it. If it is a preview still, Microsoft gives no warranty for it.",
    facts=("DOC-10",),
    severity=Severity.WARNING,
)
def acceleration_status(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Documents disagree whether acceleration with BpfVeth is released or still a preview.

    Its page has no preview note, and stable versions of the API have it since 2026-01-01. The release note of
    2026-01-04 calls it a public preview.
    """
    if _accelerated(cluster):
        message = "accelerationMode BpfVeth is asked for: its page treats it as released, a release note as a preview"
        yield Hit(message, cluster.where(ACCELERATION))


RULES = (
    acns_switched_off,
    acns_security_off,
    acns_needs_cilium,
    mtls_excludes,
    acceleration_excludes,
    l7_with_istio,
    acceleration_status,
)
