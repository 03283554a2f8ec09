"""The attributes of azurerm_kubernetes_cluster that do more than change in place, release by release.

Source: the schema and CustomizeDiff of kubernetes_cluster_resource.go in v3.70.0, v3.117.1, v4.0.1, v4.66.0, v4.81.0
and v5.2.0, read 2026-11-30; the releases in between executed on 2026-11-23.
"""

from __future__ import annotations

from aksnet.facts.azurerm import ALWAYS, Version
from aksnet.transitions.azurerm import conditions
from aksnet.transitions.azurerm.attributes import Attribute, Turn, in_place, replaces, turns
from aksnet.view import Json

PROFILE = "network_profile"
BALANCER, GATEWAY = f"{PROFILE}.load_balancer_profile", f"{PROFILE}.nat_gateway_profile"
API = "api_server_access_profile"
_V4, _V5 = Version(4), Version(5)
_TO_CILIUM = frozenset({("azure", "cilium")})
_ALL_TO_CILIUM = _TO_CILIUM | {("calico", "cilium")}
# In 3.108 network_data_plane came, and ebpf_data_plane is read back since.
RENAMED = Version(3, 108)
MODE_IN_PLACE, MODE_SENT = Version(3, 72), Version(4, 66)

_NETWORK = (
    Attribute(PROFILE, replaces, kept=True),
    *turns(
        f"{PROFILE}.network_plugin",
        Turn(ALWAYS, replaces),
        Turn(MODE_SENT, conditions.kubenet_to_overlay),
    ),
    *turns(
        f"{PROFILE}.network_plugin_mode",
        Turn(ALWAYS, replaces),
        Turn(MODE_IN_PLACE, conditions.to_overlay),
    ),
    *turns(
        f"{PROFILE}.ebpf_data_plane",
        Turn(ALWAYS, replaces),
        Turn(Version(3, 71), conditions.set_before),
        Turn(RENAMED, conditions.set_before, kept=True),
    ),
    *turns(
        f"{PROFILE}.network_data_plane",
        Turn(ALWAYS, conditions.set_before_and_known, kept=True),
        Turn(_V4, conditions.set_before, default="azure"),
        Turn(Version(4, 58), conditions.among(_TO_CILIUM), default="azure"),
    ),
    *turns(
        f"{PROFILE}.network_policy",
        Turn(ALWAYS, replaces, kept=True),
        Turn(Version(3, 75), conditions.to("cilium", known=True), kept=True),
        Turn(RENAMED, conditions.set_before_and_known, kept=True),
        Turn(Version(4, 58), conditions.among(_TO_CILIUM, known=True), kept=True),
        Turn(Version(4, 59), conditions.among(_ALL_TO_CILIUM, known=True), kept=True),
    ),
    *turns(
        f"{PROFILE}.pod_cidr",
        Turn(ALWAYS, replaces, kept=True),
        Turn(MODE_SENT, conditions.set_before_and_known, kept=True),
    ),
    *turns(
        f"{PROFILE}.pod_cidrs",
        Turn(ALWAYS, replaces, kept=True),
        Turn(MODE_SENT, conditions.set_before, kept=True),
    ),
    *(
        Attribute(f"{PROFILE}.{name}", replaces, kept=True)
        for name in (
            "network_mode",
            "dns_service_ip",
            "service_cidr",
            "service_cidrs",
            "ip_versions",
            "docker_bridge_cidr",
        )
    ),
    Attribute(f"{PROFILE}.load_balancer_sku", replaces, default="standard"),
    *turns(
        f"{PROFILE}.outbound_type",
        Turn(ALWAYS, replaces, default="loadBalancer"),
        Turn(Version(3, 94), in_place, default="loadBalancer"),
    ),
    Attribute(BALANCER, replaces, kept=True),
    Attribute(f"{BALANCER}.outbound_ports_allocated", default=0),
    Attribute(f"{BALANCER}.idle_timeout_in_minutes", default=30),
    Attribute(f"{BALANCER}.managed_outbound_ip_count", kept=True),
    Attribute(f"{BALANCER}.managed_outbound_ipv6_count", kept=True),
    Attribute(f"{BALANCER}.backend_pool_type", default="NodeIPConfiguration"),
    *(
        row
        for name in ("outbound_ip_prefix_ids", "outbound_ip_address_ids")
        for row in (
            *turns(f"{BALANCER}.{name}", Turn(ALWAYS, in_place, kept=True), Turn(Version(3, 102), in_place)),
            Attribute(f"{PROFILE}.{name}", kept=True),
        )
    ),
    Attribute(GATEWAY, replaces, kept=True),
    Attribute(f"{GATEWAY}.idle_timeout_in_minutes", default=4),
    Attribute(f"{GATEWAY}.managed_outbound_ip_count", kept=True),
    Attribute(f"{PROFILE}.advanced_networking.observability_enabled", default=False),
    Attribute(f"{PROFILE}.advanced_networking.security_enabled", default=False),
)
_AROUND = (
    *turns(API, Turn(ALWAYS, in_place, kept=True), Turn(_V4, in_place)),
    *turns(f"{API}.authorized_ip_ranges", Turn(ALWAYS, in_place, kept=True), Turn(_V4, in_place)),
    Attribute(f"{API}.subnet_id", conditions.removed),
    Attribute("api_server_authorized_ip_ranges", kept=True),
    Attribute("private_cluster_enabled", replaces, default=False),
    Attribute("private_dns_zone_id", replaces, kept=True),
    Attribute("bootstrap_profile", kept=True),
    Attribute("bootstrap_profile.artifact_source", default="Direct"),
    *turns(
        "oidc_issuer_enabled",
        Turn(ALWAYS, in_place, default=False),
        Turn(Version(4, 68), conditions.removed, kept=True),
        Turn(_V5, conditions.removed, default=True),
        ours=False,
    ),
    *turns("node_provisioning_profile", Turn(ALWAYS, in_place, kept=True), Turn(_V5, in_place)),
    Attribute("node_provisioning_profile.mode", default="Manual"),
    Attribute("node_provisioning_profile.default_node_pools", default="Auto"),
    Attribute("service_principal.client_id", conditions.of_service_principal, ours=False),
)
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
    f"{API}.virtual_network_integration_enabled": False,
    f"{API}.vnet_integration_enabled": False,
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
    Attribute("windows_profile.gmsa.dns_server", conditions.removed, ours=False),
    Attribute("windows_profile.gmsa.root_domain", conditions.removed, ours=False),
)
CLUSTER = (*_NETWORK, *_AROUND, *_ELSEWHERE, *_ONCE)
# azurerm_kubernetes_automatic_cluster: kubernetes_automatic_cluster_resource.go of v5.2.0
AUTOMATIC = (
    *(Attribute(path, replaces, ours=False) for path in ("name", "location", "resource_group_name")),
    Attribute("hosted_system", kept=True),
    Attribute("hosted_system.node_subnet_id", replaces),
    Attribute("hosted_system.system_node_subnet_id", replaces),
    Attribute("api_server_access.subnet_id", conditions.removed),
    Attribute("private_cluster.private_dns_zone_id", replaces, default="System"),
    Attribute("private_cluster.public_fully_qualified_domain_name_enabled", default=False),
    Attribute("identity.type", replaces, ours=False),
    Attribute("web_app_routing_ingress", kept=True, ours=False),
    *(
        Attribute(f"service_mesh.{name}", default=False, ours=False)
        for name in ("internal_ingress_gateway_enabled", "external_ingress_gateway_enabled")
    ),
    Attribute("service_mesh.proxy_redirect_mechanism", default="InitContainers", ours=False),
    Attribute("web_app_routing_ingress.istio_enabled", default=False, ours=False),
)
