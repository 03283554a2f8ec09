"""The types of azurerm's arguments, to which Terraform converts what is written.

Source: the schemas of azurerm 3.117.1, 4.81.0 and 5.2.0; all that is not listed here is a string.
"""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.expressions.terraform_functions.conversions import convert
from aksnet.expressions.terraform_functions.types import BOOL, NUMBER, STRING, Constraint
from aksnet.expressions.values import RefusedError, UndeterminedError, Val, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.terraform.bodies import normal_location
from aksnet.view import Refused

RESOURCES = (
    "azurerm_kubernetes_cluster",
    "azurerm_kubernetes_cluster_node_pool",
    "azurerm_kubernetes_automatic_cluster",
    "azurerm_virtual_network",
    "azurerm_subnet",
    "azurerm_virtual_network_peering",
    "azurerm_route_table",
    "azurerm_route",
    "azurerm_nat_gateway",
)
_NUMBERS = [
    "container_log_max_files",
    "container_log_max_line",
    "container_log_max_size_mb",
    "day_of_month",
    "drain_timeout_in_minutes",
    "duration",
    "flow_timeout_in_minutes",
    "fs_aio_max_nr",
    "fs_file_max",
    "fs_inotify_max_user_watches",
    "fs_nr_open",
    "idle_timeout_in_minutes",
    "image_cleaner_interval_hours",
    "image_gc_high_threshold",
    "image_gc_low_threshold",
    "interval",
    "kernel_threads_max",
    "managed_outbound_ip_count",
    "managed_outbound_ipv6_count",
    "max_count",
    "max_pods",
    "max_unready_nodes",
    "max_unready_percentage",
    "min_count",
    "net_core_netdev_max_backlog",
    "net_core_optmem_max",
    "net_core_rmem_default",
    "net_core_rmem_max",
    "net_core_somaxconn",
    "net_core_wmem_default",
    "net_core_wmem_max",
    "net_ipv4_ip_local_port_range_max",
    "net_ipv4_ip_local_port_range_min",
    "net_ipv4_neigh_default_gc_thresh1",
    "net_ipv4_neigh_default_gc_thresh2",
    "net_ipv4_neigh_default_gc_thresh3",
    "net_ipv4_tcp_fin_timeout",
    "net_ipv4_tcp_keepalive_intvl",
    "net_ipv4_tcp_keepalive_probes",
    "net_ipv4_tcp_keepalive_time",
    "net_ipv4_tcp_max_syn_backlog",
    "net_ipv4_tcp_max_tw_buckets",
    "net_netfilter_nf_conntrack_buckets",
    "net_netfilter_nf_conntrack_max",
    "node_count",
    "node_soak_duration_in_minutes",
    "os_disk_size_gb",
    "outbound_ports_allocated",
    "pod_max_pid",
    "port_end",
    "port_start",
    "spot_max_price",
    "swap_file_size_mb",
    "vm_max_map_count",
    "vm_swappiness",
    "vm_vfs_cache_pressure",
]
_BOOLS = [
    "ai_toolchain_operator_enabled",
    "allow_forwarded_traffic",
    "allow_gateway_transit",
    "allow_virtual_network_access",
    "auto_scaling_enabled",
    "azure_policy_enabled",
    "azure_rbac_enabled",
    "balance_similar_node_groups",
    "bgp_route_propagation_enabled",
    "blob_driver_enabled",
    "cost_analysis_enabled",
    "cpu_cfs_quota_enabled",
    "custom_ca_trust_enabled",
    "daemonset_eviction_for_empty_nodes_enabled",
    "daemonset_eviction_for_occupied_nodes_enabled",
    "default_outbound_access_enabled",
    "disk_driver_enabled",
    "enable_auto_scaling",
    "enable_host_encryption",
    "enable_node_public_ip",
    "enable_pod_security_policy",
    "external_ingress_gateway_enabled",
    "file_driver_enabled",
    "fips_enabled",
    "force_upgrade_enabled",
    "host_encryption_enabled",
    "http_application_routing_enabled",
    "ignore_daemonsets_utilization_enabled",
    "image_cleaner_enabled",
    "internal_ingress_gateway_enabled",
    "istio_enabled",
    "keda_enabled",
    "local_account_disabled",
    "managed",
    "msi_auth_for_monitoring_enabled",
    "net_ipv4_tcp_tw_reuse",
    "node_public_ip_enabled",
    "observability_enabled",
    "oidc_issuer_enabled",
    "only_critical_addons_enabled",
    "open_service_mesh_enabled",
    "outbound_nat_enabled",
    "private_cluster_enabled",
    "private_cluster_public_fqdn_enabled",
    "private_link_service_network_policies_enabled",
    "public_fully_qualified_domain_name_enabled",
    "public_network_access_enabled",
    "role_based_access_control_enabled",
    "run_command_enabled",
    "secret_rotation_enabled",
    "security_enabled",
    "sgx_quote_helper_enabled",
    "skip_nodes_with_local_storage",
    "skip_nodes_with_system_pods",
    "snapshot_controller_enabled",
    "ultra_ssd_enabled",
    "use_remote_gateways",
    "vertical_pod_autoscaler_enabled",
    "virtual_network_integration_enabled",
    "vnet_integration_enabled",
    "workload_identity_enabled",
]
_LISTS = [
    "address_prefixes",
    "admin_group_object_ids",
    "application_security_group_ids",
    "availability_zones",
    "custom_ca_trust_certificates_base64",
    "dns_servers",
    "dns_zone_ids",
    "ignore_changes",
    "ip_versions",
    "node_taints",
    "pod_cidrs",
    "revisions",
    "service_cidrs",
]
_SETS = [
    "actions",
    "allowed_unsafe_sysctls",
    "api_server_authorized_ip_ranges",
    "authorized_ip_ranges",
    "identity_ids",
    "no_proxy",
    "outbound_ip_address_ids",
    "outbound_ip_prefix_ids",
    "service_endpoint_policy_ids",
    "service_endpoints",
    "zones",
]
MAPS = ["tags", "node_labels", "node_public_ip_tags"]
# what is no string, and stays as it is
LEFT = frozenset({"for_each", "count", "depends_on", "provider"})


def _types(version: Version) -> dict[str, Constraint]:
    rows = (
        (_NUMBERS, NUMBER),
        (_BOOLS, BOOL),
        (_LISTS, Constraint("list", STRING)),
        (_SETS, Constraint("set", STRING)),
    )
    types = {name: kind for names, kind in rows for name in names}
    types |= dict.fromkeys(MAPS, Constraint("map", STRING))
    types["hours"] = Constraint("set", NUMBER)
    # a set from azurerm 4.0 on: facts of azurerm, executed
    types["address_space"] = Constraint("set" if version >= Version(4) else "list", STRING)
    return types


class ArgumentTypes:
    """Converts the arguments of azurerm's resources, for one version of the provider."""

    def __init__(self, version: Version) -> None:
        self._types: Mapping[str, Constraint] = _types(version)

    def kind(self, name: str) -> str | None:
        """The kind of type that an argument has ("number", "set"); None where it is taken for a text."""
        found = self._types.get(name)
        return found.kind if found is not None else None

    def typed(self, name: str, value: Val) -> Val:
        """A value of the argument `name`, as the provider gets it; unknown where it refuses it."""
        if name in LEFT or not value.known or value.data is None:
            return value
        if name == "location":
            return normal_location(value)
        try:
            return convert(value, self._types.get(name, STRING))._replace(at=value.at)
        except RefusedError as error:
            reason = f"{name} cannot be this: {error.message}"
            # of other arguments the type is not known, and taken for that of most
            return unknown(reason if self.kind(name) is None else Refused(reason))._replace(at=value.at)
        except UndeterminedError as error:
            return unknown(error.reason)._replace(at=value.at)
