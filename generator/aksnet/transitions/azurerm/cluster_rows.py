"""The attributes of azurerm_kubernetes_cluster that do more than change in place, release by release.

Source: the schema and CustomizeDiff of kubernetes_cluster_resource.go in v3.70.0, v3.117.1, v4.0.1, v4.66.0, v4.81.0
and v5.2.0, read 2026-11-30; the releases in between executed on 2026-11-23.
"""

from __future__ import annotations

from aksnet.facts.azurerm import ALWAYS, Version
from aksnet.transitions.azurerm import conditions
from aksnet.transitions.azurerm.attributes import Attribute, Turn, in_place, replaces, turns
from aksnet.transitions.azurerm.other_rows import ELSEWHERE

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
    Attribute(f"{PROFILE}.advanced_networking", conditions.by_itself),
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
CLUSTER = (*_NETWORK, *_AROUND, *ELSEWHERE)
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
