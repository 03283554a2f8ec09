"""Plans and states in the shape that Terraform 1.11 prints them, made of the resources of clusters."""

from __future__ import annotations

import re
from typing import Any

AZURERM = "registry.terraform.io/hashicorp/azurerm"
AZAPI = "registry.terraform.io/azure/azapi"
AWS = "registry.terraform.io/hashicorp/aws"
CLUSTER, POOL = "azurerm_kubernetes_cluster", "azurerm_kubernetes_cluster_node_pool"
ID = "/subscriptions/0/resourceGroups/rg-prod/providers/Microsoft.ContainerService/managedClusters/prod"

Json = dict[str, Any]


def profile(**changed: Any) -> list[Json]:
    """A network profile on node subnets, as the provider keeps it."""
    return [
        {
            "network_plugin": "azure", "network_plugin_mode": "", "network_policy": "", "network_data_plane": "azure",
            "pod_cidr": "", "pod_cidrs": [], "service_cidr": "10.0.0.0/16", "service_cidrs": ["10.0.0.0/16"],
            "dns_service_ip": "10.0.0.10", "ip_versions": ["IPv4"], "load_balancer_sku": "standard",
            "outbound_type": "loadBalancer", "nat_gateway_profile": [], "advanced_networking": [],
            "load_balancer_profile": [],
            **changed,
        }
    ]  # fmt: skip


def cluster(name: str = "prod", network: list[Json] | None = None, **changed: Any) -> Json:
    """The attributes of a cluster that is there."""
    pool = {"name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3, "max_pods": 30, "vnet_subnet_id": ""}
    return {
        "id": ID.replace("/prod", f"/{name}"), "name": name, "location": "westeurope",
        "resource_group_name": "rg-prod", "dns_prefix": name, "kubernetes_version": "1.33",
        "identity": [{"type": "SystemAssigned"}], "default_node_pool": [pool],
        "network_profile": network if network is not None else profile(),
        **changed,
    }  # fmt: skip


def pool(name: str = "user", **changed: Any) -> Json:
    """The attributes of a further pool that is there."""
    known = {"id": f"{ID}/agentPools/{name}", "name": name, "kubernetes_cluster_id": ID, "vm_size": "Standard_D4s_v5"}
    return {**known, "mode": "User", "os_type": "Linux", "max_pods": 30, "node_count": 3, **changed}


def _resource(address: str, provider: str) -> Json:
    kind, name = re.sub(r"\[[^]]*\]", "", address).split(".")[-2:]
    return {
        "address": address, "mode": "managed", "type": kind, "name": name, "provider_name": provider, "schema_version": 2
    }  # fmt: skip


def change(address: str, before: Json | None, after: Json | None, provider: str = AZURERM, **said: Any) -> Json:
    """One of `resource_changes`; what is said goes into the change where it belongs there, else beside it."""
    inner = ("actions", "after_unknown", "before_sensitive", "after_sensitive", "replace_paths", "importing")
    actions = ["create"] if before is None else ["delete"] if after is None else ["update"]
    made: Json = {
        "actions": ["no-op"] if before == after else actions, "before": before, "after": after, "after_unknown": {},
        "before_sensitive": {}, "after_sensitive": {},
    }  # fmt: skip
    made.update({key: value for key, value in said.items() if key in inner})
    return {**_resource(address, provider), "change": made, **{k: v for k, v in said.items() if k not in inner}}


def _values(root: list[Json], key: str) -> Json:
    """A module of values, with what is in modules as one of its children."""
    made: Json = {}
    for one in root:
        if one["change"][key] is None or one.get("deposed") is not None:
            continue
        there = {name: one[name] for name in ("address", "mode", "type", "name", "provider_name", "schema_version")}
        module = one["address"].rpartition(f".{one['type']}.")[0]
        of = made if not module else _child(made, module)
        of.setdefault("resources", []).append({**there, "values": one["change"][key], "sensitive_values": {}})
    return made


def _child(root: Json, module: str) -> Json:
    children = root.setdefault("child_modules", [])
    found: Json | None = next((one for one in children if one["address"] == module), None)
    if found is None:
        found = {"address": module}
        children.append(found)
    return found


def plan(*changes: Json, version: str | None = "4.81.0", **more: Any) -> Json:
    """A plan with its changes."""
    configured: Json = {"name": "azurerm", "full_name": AZURERM}
    if version is not None:
        configured["version_constraint"] = version
    return {
        "format_version": "1.2", "terraform_version": "1.11.4",
        "planned_values": {"root_module": _values(list(changes), "after")},
        "resource_changes": list(changes),
        "prior_state": shown(*changes),
        "configuration": {"provider_config": {"azurerm": configured}, "root_module": {}},
        "timestamp": "2026-11-30T09:56:44Z", "applyable": True, "complete": True, "errored": False,
        **more,
    }  # fmt: skip


def shown(*changes: Json, **more: Any) -> Json:
    """What terraform show prints of the state before the changes."""
    values = {"root_module": _values(list(changes), "before")}
    return {"format_version": "1.0", "terraform_version": "1.11.4", "values": values, **more}


def stored(*rows: tuple[str, Json], **more: Any) -> Json:
    """A state file with resources by their addresses."""
    resources = []
    for address, attributes in rows:
        made = _resource(address, AZURERM)
        provider = f'provider["{AZURERM}"]'
        known = {key: made[key] for key in ("mode", "type", "name")}
        resources.append({**known, "provider": provider, "instances": [{"attributes": attributes}]})
    head = {"version": 4, "terraform_version": "1.11.4", "serial": 7, "lineage": "222ef3a5", "outputs": {}}
    return {**head, "resources": resources, **more}
