"""What azurerm calls otherwise since a release, what it dropped, and what it has never had.

Source: the schemas of azurerm 3.117.1, 4.81.0 and 5.2.0; for azurerm 2 the code of its resource of clusters,
internal/services/containers/kubernetes_cluster_resource.go of
https://github.com/hashicorp/terraform-provider-azurerm (read 2026-11-30)
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from aksnet.facts.azurerm import Version


class Renamed(NamedTuple):
    """An argument that another one took the place of, with the same meaning and the same values.

    Where the old one takes fewer values, they are `words`.
    """

    old: str
    new: str
    since: Version
    words: tuple[str, ...] = ()


_V3, _V4 = Version(3), Version(4)
CLUSTER = (
    Renamed("automatic_channel_upgrade", "automatic_upgrade_channel", _V4),
    Renamed("node_os_channel_upgrade", "node_os_upgrade_channel", _V4),
    Renamed("network_profile.ebpf_data_plane", "network_profile.network_data_plane", Version(3, 108), ("cilium",)),
    Renamed(
        "api_server_access_profile.vnet_integration_enabled",
        "api_server_access_profile.virtual_network_integration_enabled",
        Version(4, 46),
    ),
)
POOL = (
    Renamed("enable_auto_scaling", "auto_scaling_enabled", _V4),
    Renamed("enable_node_public_ip", "node_public_ip_enabled", _V4),
    Renamed("enable_host_encryption", "host_encryption_enabled", _V4),
    Renamed("availability_zones", "zones", _V3),
    Renamed("kubelet_config.container_log_max_line", "kubelet_config.container_log_max_files", Version(4, 71)),
    Renamed("linux_os_config.transparent_huge_page_enabled", "linux_os_config.transparent_huge_page", Version(4, 36)),
)

# What to do about arguments that went, where it is more than to leave them out.
_NOT_SENT = "leave it out: azurerm 3 takes it and never sends it"
_IN_PROFILE = "write it in the block load_balancer_profile"
_ENTRA = "azure_active_directory_role_based_access_control"
GONE: Mapping[str, str] = MappingProxyType(
    {
        "network_profile.docker_bridge_cidr": _NOT_SENT,
        "network_profile.outbound_ip_prefix_ids": _IN_PROFILE,
        "network_profile.outbound_ip_address_ids": _IN_PROFILE,
        "api_server_authorized_ip_ranges": "write authorized_ip_ranges in a block api_server_access_profile",
        "api_server_access_profile.vnet_integration_enabled": "allow azurerm 4.46.0 or newer, and write "
        "virtual_network_integration_enabled",
        "enable_pod_security_policy": "leave it out: Kubernetes has no pod security policies since 1.25",
        "web_app_routing.dns_zone_id": "write dns_zone_ids with a list of it",
        "node_taints": "leave it out, or write only_critical_addons_enabled = true: taints are for other pools",
    }
)
# Arguments of azurerm 1 and 2 that went with 3.0, and what to do about them.
LEGACY: Mapping[str, str] = MappingProxyType(
    {
        "agent_pool_profile": "write a block default_node_pool, and azurerm_kubernetes_cluster_node_pool for others",
        "addon_profile": "write the add-ons at the cluster itself: oms_agent, azure_policy_enabled and so on",
        "role_based_access_control": f"write role_based_access_control_enabled, and a block {_ENTRA}",
        "private_link_enabled": "write private_cluster_enabled",
        "identity.user_assigned_identity_id": "write identity_ids with a list of it",
    }
)
# What is meant by names that ARM, or a word more, would make right, and that resemble another name more.
MEANT: Mapping[str, str] = MappingProxyType({"subnet_id": "vnet_subnet_id", "count": "node_count"})
# What the service has and no release of azurerm says.
NEVER: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        (
            "network_profile.static_egress_gateway_profile",
            "network_profile.advanced_networking.advanced_network_policies",
            "network_profile.kube_proxy_config",
            "pod_ip_allocation_mode",
            "local_dns_profile",
        ),
        "azapi can say it, azurerm cannot",
    )
)
