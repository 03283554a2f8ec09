"""The Kubernetes versions that features need, and that are supported: facts MODE-17, RET-02, sections 5.2 and 12."""

from collections.abc import Mapping
from typing import NamedTuple

from aksnet.facts.sources import AKS_DOCS_READ

_NETWORK = "networkProfile."
_ACNS = f"{_NETWORK}advancedNetworking."
_ON = {f"{_ACNS}enabled": (True,)}
_CILIUM = {f"{_NETWORK}networkDataplane": ("cilium",)}
_DUAL_STACK = {f"{_NETWORK}ipFamilies": ("IPv6",)}


class Version(NamedTuple):
    """A minor version of Kubernetes 1, and a patch of it."""

    minor: int
    patch: int = 0

    def __str__(self) -> str:
        return f"1.{self.minor}{f'.{self.patch}' if self.patch else ''}"


class Floor(NamedTuple):
    """A feature, the oldest version that it works with, the page of the AKS documentation that says so, and its facts.

    It is in use where each path has one of the values, in the cluster and in one and the same pool; of a list one item
    is enough.
    """

    words: str
    version: Version
    page: str
    facts: tuple[str, ...]
    cluster: Mapping[str, tuple[str | bool, ...]] = {}
    pool: Mapping[str, tuple[str | bool, ...]] = {}


FLOORS = (
    Floor(
        "Windows without its OutboundNAT",
        Version(26),
        "nat-gateway",
        ("OUT-16",),
        pool={"osType": ("Windows",), "windowsProfile.disableOutboundNat": (True,)},
    ),
    Floor(
        "API server VNet integration with IPv6",
        Version(26, 3),
        "api-server-vnet-integration",
        ("DS-12",),
        {**_DUAL_STACK, "apiServerAccessProfile.enableVnetIntegration": (True,)},
    ),
    Floor(
        "the type VirtualMachines",
        Version(27),
        "virtual-machines-node-pools",
        ("VMP-01",),
        pool={"type": ("VirtualMachines",)},
    ),
    Floor(
        "static block allocation",
        Version(28),
        "configure-azure-cni-static-block-allocation",
        ("PSS-01", "MODE-17"),
        pool={"podIPAllocationMode": ("StaticBlock",)},
    ),
    Floor(
        "IPv6 with Cilium",
        Version(29),
        "azure-cni-powered-by-cilium",
        ("DS-12", "CIL-10", "MODE-17"),
        {**_DUAL_STACK, **_CILIUM},
    ),
    Floor(
        "advancedNetworking with Cilium",
        Version(29),
        "advanced-container-networking-services-overview",
        ("CIL-10",),
        {**_ON, **_CILIUM},
    ),
    Floor(
        "an outbound type of network-isolated clusters",
        Version(30),
        "concepts-network-isolated",
        ("ISO-01", "MODE-17"),
        {f"{_NETWORK}outboundType": ("none", "block")},
    ),
    Floor(
        "LocalDNS with the mode Required",
        Version(31),
        "localdns-custom",
        ("LDNS-01",),
        pool={"localDNSProfile.mode": ("Required",)},
    ),
    Floor(
        "accelerationMode BpfVeth",
        Version(33),
        "how-to-enable-ebpf-host-routing",
        (),
        {**_ON, f"{_ACNS}performance.accelerationMode": ("BpfVeth",)},
    ),
    Floor(
        "kube-proxy with NFTABLES",
        Version(33),
        "configure-kube-proxy",
        ("KPX-01",),
        {f"{_NETWORK}kubeProxyConfig.mode": ("NFTABLES",)},
    ),
    Floor(
        "transitEncryption mTLS",
        Version(34),
        "container-network-security-cilium-mutual-tls-concepts",
        (),
        {**_ON, f"{_ACNS}security.transitEncryption.type": ("mTLS",)},
    ),
)

# Facts section 5.2: from which version on Windows systems are not there any more, by OS SKU in lower case.
WINDOWS_UNTIL = {"windows2019": Version(33), "windows2022": Version(37)}
WINDOWS_SKUS = {"windows2019": "Windows2019", "windows2022": "Windows2022", "windows2025": "Windows2025"}

# Fact RET-02, as of the day: the oldest version in standard support, and the newest that has been deprecated.
SUPPORT_READ = AKS_DOCS_READ
OLDEST_SUPPORTED = Version(34)
NEWEST_DEPRECATED = Version(30)
