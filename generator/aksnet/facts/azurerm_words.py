"""The words that arguments of azurerm's clusters and pools take, release by release; their case matters.

Source: the validators of azurerm 3.117.1, 4.81.0 and 5.2.0, executed on 2026-11-23; for the mode, os_type, priority and
eviction_policy of pools the provider's page on them (read 2026-11-30); for load_balancer_sku in azurerm 2, and for
network_plugin_mode in azurerm 3, its code (v3.60.0, v3.61.0, v3.62.0, v3.72.0 of kubernetes_cluster_resource.go, read
2026-11-30), as in azurerm_renames.py.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts.azurerm import ALWAYS, NEVER, Version
from aksnet.facts.azurerm_schema import CLUSTER, INLINE, POOL


class Drift(NamedTuple):
    """A word that releases from `since` on and before `until` take, and read back in another case.

    Before `in_place` the difference replaces the cluster.
    """

    text: str
    since: Version
    in_place: Version
    until: Version


class Word(NamedTuple):
    """A word, from `since` on and before `until`."""

    text: str
    since: Version = ALWAYS
    until: Version = NEVER

    def holds(self, version: Version) -> bool:
        """Whether a release takes the word."""
        return self.since <= version < self.until


_V4 = Version(4)
_PROFILE = "network_profile"


def _words(*texts: str) -> tuple[Word, ...]:
    return tuple(Word(text) for text in texts)


_OS_SKUS = (
    *_words("AzureLinux", "Ubuntu", "Windows2019", "Windows2022"),
    Word("CBLMariner", until=_V4),
    Word("Mariner", until=_V4),
    Word("AzureLinux3", Version(4, 48)),
    Word("Ubuntu2204", Version(4, 48)),
    Word("Ubuntu2404", Version(4, 67)),
)
_UNDRAINABLE = _words("Cordon", "Schedule")
WORDS: Mapping[tuple[str, str], tuple[Word, ...]] = MappingProxyType(
    {
        (CLUSTER, f"{_PROFILE}.network_plugin"): _words("azure", "kubenet", "none"),
        (CLUSTER, f"{_PROFILE}.network_plugin_mode"): (
            Word("overlay", Version(3, 62)),
            Word("Overlay", until=_V4),
        ),
        (CLUSTER, f"{_PROFILE}.network_data_plane"): _words("azure", "cilium"),
        (CLUSTER, f"{_PROFILE}.ebpf_data_plane"): _words("cilium"),
        (CLUSTER, f"{_PROFILE}.network_policy"): (*_words("azure", "calico"), Word("cilium", Version(3, 75))),
        (CLUSTER, f"{_PROFILE}.network_mode"): _words("bridge", "transparent"),
        (CLUSTER, f"{_PROFILE}.load_balancer_sku"): _words("basic", "standard"),
        (CLUSTER, f"{_PROFILE}.ip_versions"): _words("IPv4", "IPv6"),
        (CLUSTER, f"{_PROFILE}.outbound_type"): (
            *_words("loadBalancer", "userDefinedRouting", "managedNATGateway", "userAssignedNATGateway"),
            Word("none", Version(4, 44)),
        ),
        (CLUSTER, f"{_PROFILE}.load_balancer_profile.backend_pool_type"): _words("NodeIPConfiguration", "NodeIP"),
        (CLUSTER, f"{INLINE}.os_sku"): _OS_SKUS,
        (CLUSTER, f"{INLINE}.type"): (*_words("VirtualMachineScaleSets"), Word("AvailabilitySet", until=_V4)),
        (CLUSTER, f"{INLINE}.upgrade_settings.undrainable_node_behavior"): _UNDRAINABLE,
        (POOL, "os_sku"): _OS_SKUS,
        (POOL, "upgrade_settings.undrainable_node_behavior"): _UNDRAINABLE,
        (POOL, "mode"): _words("System", "User"),
        (POOL, "os_type"): _words("Linux", "Windows"),
        (POOL, "priority"): _words("Regular", "Spot"),
        (POOL, "eviction_policy"): _words("Deallocate", "Delete"),
    }
)
# What is taken in another case than it is read back in: each plan shows a change.
DRIFTING: Mapping[tuple[str, str], Drift] = MappingProxyType(
    {(CLUSTER, f"{_PROFILE}.network_plugin_mode"): Drift("Overlay", Version(3, 61), Version(3, 72), _V4)}
)
# What every release takes in any case: its code (v4.53.0, v5.2.0, read 2026-11-30).
ANY_CASE = frozenset((kind, path) for kind, path in WORDS if path.endswith("undrainable_node_behavior"))
# What azurerm 2 took in any case.
LOOSE_BEFORE_3 = frozenset({(CLUSTER, f"{_PROFILE}.load_balancer_sku")})
# What to do about words that the service has and azurerm has not, or no longer.
INSTEAD: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("network_policy", "none"): "leave network_policy out: that is how azurerm says none",
        ("network_policy", ""): "leave network_policy out, or write null",
        ("network_plugin_mode", ""): "leave network_plugin_mode out, or write null",
        ("outbound_type", "managedNATGatewayV2"): "write managedNATGateway; its SKU StandardV2 is said by azapi",
        ("outbound_type", "block"): "azapi can say it, azurerm cannot",
        ("mode", "Gateway"): "azapi can say it, azurerm cannot",
        ("os_sku", "CBLMariner"): "write AzureLinux",
        ("os_sku", "Mariner"): "write AzureLinux",
        ("type", "AvailabilitySet"): "write VirtualMachineScaleSets: that replaces the cluster",
    }
)
