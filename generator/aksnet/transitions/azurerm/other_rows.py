"""The attributes of azurerm_kubernetes_cluster that no network is made of, release by release.

Source: as in cluster_rows.py; when they changed: the code of all minor releases from v3.0.0 to v5.2.0, read 2026-11-30.
"""

from __future__ import annotations

from aksnet.facts.azurerm import ALWAYS, Version
from aksnet.transitions.azurerm import conditions
from aksnet.transitions.azurerm.attributes import Attribute, Turn, in_place, replaces, turns
from aksnet.view import Json

_V4, _API = Version(4), "api_server_access_profile"
# What has nothing to do with the network and replaces the cluster.
_REPLACING = (
    "name",
    "location",
    "resource_group_name",
    "disk_encryption_set_id",
    "dns_prefix",
    "dns_prefix_private_cluster",
    "edge_zone",
    "linux_profile.admin_username",
    "windows_profile.admin_username",
)
_REPLACING_KEPT = (
    "node_resource_group",
    "kubelet_identity.client_id",
    "kubelet_identity.object_id",
    "kubelet_identity.user_assigned_identity_id",
)
_KEPT = (
    "auto_scaler_profile",
    "kubelet_identity",
    "windows_profile",
    "kubernetes_version",
    "auto_scaler_profile.max_graceful_termination_sec",
    "auto_scaler_profile.new_pod_scale_up_delay",
    "auto_scaler_profile.scan_interval",
    "auto_scaler_profile.scale_down_delay_after_add",
    "auto_scaler_profile.scale_down_delay_after_delete",
    "auto_scaler_profile.scale_down_delay_after_failure",
    "auto_scaler_profile.scale_down_unneeded",
    "auto_scaler_profile.scale_down_unready",
    "auto_scaler_profile.scale_down_utilization_threshold",
    "auto_scaler_profile.empty_bulk_delete_max",
    "azure_active_directory_role_based_access_control.tenant_id",
    "maintenance_window_auto_upgrade.start_date",
    "maintenance_window_node_os.start_date",
    "workload_autoscaler_profile.vertical_pod_autoscaler_update_mode",
    "workload_autoscaler_profile.vertical_pod_autoscaler_controlled_values",
)
_DEFAULTS: dict[str, Json] = {
    f"{_API}.virtual_network_integration_enabled": False,
    f"{_API}.vnet_integration_enabled": False,
    "ai_toolchain_operator_enabled": False,
    "auto_scaler_profile.balance_similar_node_groups": False,
    "auto_scaler_profile.daemonset_eviction_for_empty_nodes_enabled": False,
    "auto_scaler_profile.daemonset_eviction_for_occupied_nodes_enabled": True,
    "auto_scaler_profile.expander": "random",
    "auto_scaler_profile.ignore_daemonsets_utilization_enabled": False,
    "auto_scaler_profile.max_node_provisioning_time": "15m",
    "auto_scaler_profile.max_unready_nodes": 3,
    "auto_scaler_profile.max_unready_percentage": 45,
    "auto_scaler_profile.skip_nodes_with_system_pods": True,
    "image_cleaner_enabled": False,
    "key_management_service.key_vault_network_access": "Public",
    "key_vault_secrets_provider.secret_rotation_enabled": False,
    "key_vault_secrets_provider.secret_rotation_interval": "2m",
    "private_cluster_public_fqdn_enabled": False,
    "run_command_enabled": True,
    "sku_tier": "Free",
    "storage_profile.blob_driver_enabled": False,
    "storage_profile.disk_driver_enabled": True,
    "storage_profile.disk_driver_version": "v1",
    "storage_profile.file_driver_enabled": True,
    "storage_profile.snapshot_controller_enabled": True,
    "support_plan": "KubernetesOfficial",
    "web_app_routing.default_nginx_controller": "AnnotationControlled",
    "workload_autoscaler_profile.keda_enabled": False,
    "workload_autoscaler_profile.vertical_pod_autoscaler_enabled": False,
    "workload_identity_enabled": False,
}
_ELSEWHERE = (
    *(Attribute(path, replaces, ours=False) for path in _REPLACING),
    *(Attribute(path, replaces, kept=True, ours=False) for path in _REPLACING_KEPT),
    Attribute("role_based_access_control_enabled", replaces, default=True, ours=False),
    *(Attribute(path, kept=True, ours=False) for path in _KEPT),
    *(Attribute(path, default=default, ours=False) for path, default in _DEFAULTS.items()),
    Attribute("auto_scaler_profile.skip_nodes_with_local_storage", default=True, until=_V4, ours=False),
    Attribute("image_cleaner_interval_hours", default=48, until=_V4, ours=False),
    Attribute("node_os_upgrade_channel", default="NodeImage", since=_V4, ours=False),
)
# What once replaced the cluster: until when.
_REPLACED_ONCE: tuple[tuple[str, Json, Version], ...] = (
    ("public_network_access_enabled", True, Version(3, 71)),
    ("http_proxy_config.no_proxy", None, Version(3, 57)),
    ("http_proxy_config.http_proxy", None, Version(3, 79)),
    ("http_proxy_config.https_proxy", None, Version(3, 79)),
)
_ONCE = (
    *(
        row
        for path, default, until in _REPLACED_ONCE
        for row in turns(
            path, Turn(ALWAYS, replaces, default=default), Turn(until, in_place, default=default), ours=False
        )
    ),
    *turns(
        "linux_profile.ssh_key.key_data",
        Turn(ALWAYS, replaces),
        Turn(Version(3, 36), in_place),
        Turn(_V4, replaces),
        ours=False,
    ),
    *turns(
        "custom_ca_trust_certificates_base64",
        Turn(ALWAYS, in_place),
        Turn(Version(3, 79), conditions.removed),
        Turn(_V4, in_place),
        ours=False,
    ),
    Attribute("windows_profile.gmsa", conditions.removed, ours=False),
    Attribute("windows_profile.gmsa.dns_server", conditions.removed, ours=False),
    Attribute("windows_profile.gmsa.root_domain", conditions.removed, ours=False),
)
ELSEWHERE = (*_ELSEWHERE, *_ONCE)
