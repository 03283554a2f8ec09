"""What the templates of the Terraform module print of Azure's numbers and of one version of azurerm."""

from __future__ import annotations

from typing import Any

from aksnet.facts import azurerm, bounds, choices, ranges, scale, service
from aksnet.facts.azurerm import Argument, Version
from aksnet.modes import MODES
from aksnet.spec.ids import SUBNETS, id_pattern
from aksnet.spec.views import DEFAULT_COUNT, DEFAULT_VM_SIZE
from aksnet.targets.printing import Code

_PROFILE = "networkProfile."
_BALANCER = f"{_PROFILE}loadBalancerProfile."
_OS_SKUS = (
    "Ubuntu",
    "Ubuntu2204",
    "Ubuntu2404",
    "AzureLinux",
    "AzureLinux3",
    "Windows2019",
    "Windows2022",
    "Windows2025",
)
_BACKENDS = ("NodeIPConfiguration", "NodeIP")
# The settings of `outbound`, each with the types that it belongs to.
_BALANCED, _TRANSLATED = "loadBalancer", "managedNATGateway"
_OWNERS = {
    "managed_outbound_ip_count": [_BALANCED, _TRANSLATED],
    "managed_outbound_ipv6_count": [_BALANCED, _TRANSLATED],
    "outbound_ips": [_BALANCED, _TRANSLATED],
    "outbound_ip_prefixes": [_BALANCED, _TRANSLATED],
    "allocated_outbound_ports": [_BALANCED],
    "idle_timeout_in_minutes": [_BALANCED, _TRANSLATED],
    "backend_pool_type": [_BALANCED],
    "sku": [_TRANSLATED],
}
_KEYS = {
    "managedOutboundIPs.count": "managed_outbound_ip_count",
    "managedOutboundIPs.countIPv6": "managed_outbound_ipv6_count",
    "allocatedOutboundPorts": "allocated_outbound_ports",
    "idleTimeoutInMinutes": "idle_timeout_in_minutes",
    "managedOutboundIPProfile.count": "managed_outbound_ip_count",
    "managedOutboundIPProfile.countIPv6": "managed_outbound_ipv6_count",
}


def facts_of(version: Version) -> dict[str, Any]:
    """Every name of the templates that depends on facts or on the provider's version."""
    return {
        "version": Code(version),
        "names": _names(version),
        "unsaid": _unsaid(version),
        "said": _said(version),
        "defaults": _defaults(),
        "ranges": _ranges(),
        "bounds": _bounds(),
        "scale": _scale(),
        "words": _words(),
        "patterns": _patterns(),
    }


def _unsayable(rows: tuple[Argument, ...], path: str, words: tuple[str, ...], version: Version) -> list[str]:
    return [word for word in words if azurerm.obstacle(rows, path, word, version) is not None]


def _names(version: Version) -> dict[str, Any]:
    """How this version spells what others spell differently."""
    plane = azurerm.spelling(azurerm.CLUSTER, f"{_PROFILE}networkDataplane", "cilium", version) or ""
    azure = azurerm.spelling(azurerm.CLUSTER, f"{_PROFILE}networkDataplane", "azure", version)
    return {
        "autoscaling": Code(azurerm.spelling(azurerm.POOL, "enableAutoScaling", True, version) or ""),
        "data_plane": Code(plane.rpartition(".")[2]),
        "azure_plane": Code('contains(["byo", "kubenet"], local.plugin) ? null : "azure"' if azure else "null"),
        "pool_rotation": version >= azurerm.POOL_ROTATION,
    }


def _unsaid(version: Version) -> dict[str, Any]:
    """What this version has no argument for, or not these values."""
    acns = azurerm.obstacle(azurerm.CLUSTER, f"{_PROFILE}advancedNetworking.observability.enabled", True, version)
    fewer = azurerm.obstacle(azurerm.POOL, "upgradeSettings.maxUnavailable", "1", version)
    return {
        "policies": _unsayable(azurerm.CLUSTER, f"{_PROFILE}networkPolicy", choices.POLICIES, version),
        "outbound": _unsayable(azurerm.CLUSTER, f"{_PROFILE}outboundType", choices.OUTBOUND_TYPES, version),
        "backends": _unsayable(azurerm.CLUSTER, f"{_BALANCER}backendPoolType", _BACKENDS, version),
        "os_skus": _unsayable(azurerm.POOL, "osSKU", _OS_SKUS, version),
        "acns": acns is not None,
        "max_unavailable": fewer is not None,
    }


def _said(version: Version) -> dict[str, Any]:
    sources, idle, ipv6 = (
        ("Cache", "Direct"),
        f"{_BALANCER}idleTimeoutInMinutes",
        f"{_BALANCER}managedOutboundIPs.countIPv6",
    )
    unsaid = _unsayable(azurerm.CLUSTER, "bootstrapProfile.artifactSource", sources, version)
    numbers = range(1, 121)
    return {
        "sources": [word for word in sources if word not in unsaid],
        "backends": "NodeIP" not in _unsayable(azurerm.CLUSTER, f"{_BALANCER}backendPoolType", _BACKENDS, version),
        "idle_high": max(one for one in numbers if azurerm.obstacle(azurerm.CLUSTER, idle, one, version) is None),
        "ipv6_low": 0 if azurerm.obstacle(azurerm.CLUSTER, ipv6, 0, version) is None else 1,
    }


def _defaults() -> dict[str, Any]:
    return {
        "count": DEFAULT_COUNT,
        "vm_size": DEFAULT_VM_SIZE,
        "max_pods": service.MAX_PODS,
        "windows_max_pods": service.MAX_PODS_WINDOWS,
        "surge": service.MAX_SURGE,
        "dns": service.DNS_ADDRESS,
    }


def _ranges() -> dict[str, Any]:
    """The service's own ranges, and those that are set aside."""
    return {
        "pods": [service.POD_CIDR],
        "pods_both": [service.POD_CIDR, service.POD_CIDR_IPV6],
        "services": [service.SERVICE_CIDR],
        "services_both": [service.SERVICE_CIDR, service.SERVICE_CIDR_IPV6],
        "managed": service.MANAGED_NODE_SUBNET,
        "reserved": ranges.RESERVED,
        "no_service": list(ranges.NOT_FOR_VNETS),
        "not_public": [*ranges.PRIVATE, *ranges.SPECIAL, *ranges.RESERVED, *ranges.NOT_FOR_VNETS],
        "service_prefix": service.MIN_SERVICE_PREFIX[4],
        "service_prefix_6": service.MIN_SERVICE_PREFIX[6],
        "node_prefix": ranges.NODE_PREFIX,
        "node_block": scale.NODE_BLOCK,
    }


def _bounds() -> dict[str, Any]:
    of = {
        kind: {
            _KEYS[one.path.partition(".")[2]]: [one.low, one.high, one.step]
            for one in bounds.BOUNDS
            if one.path.startswith(kind)
        }
        for kind in ("loadBalancerProfile", "natGatewayProfile")
    }
    return {
        "load_balancer": of["loadBalancerProfile"],
        "nat_gateway": of["natGatewayProfile"],
        "idle": of["loadBalancerProfile"]["idle_timeout_in_minutes"],
        "owners": _OWNERS,
        "balancer_keys": [key for key, owners in _OWNERS.items() if _BALANCED in owners],
        "ports": bounds.PORTS_PER_ADDRESS,
        "max_pods": [service.MIN_MAX_PODS, service.MAX_MAX_PODS],
        "pool_pods": bounds.MIN_POOL_PODS,
        "windows_name": service.MAX_WINDOWS_POOL_NAME,
        "name": 12,
        "nodes": 1000,
        "label": ranges.MAX_LABEL,
    }


def _scale() -> dict[str, int]:
    """The most nodes of a cluster."""
    return {
        "nodes": scale.MAX_NODES,
        "free": scale.MAX_FREE_NODES,
        "kubenet": scale.MAX_KUBENET_NODES,
        "npm": scale.MAX_NPM_NODES,
    }


def _words() -> dict[str, Any]:
    """The words that variables take."""
    policies = {
        name: [
            word
            for word in choices.POLICIES
            if word != "cilium" and (word != "azure" or mode.network_plugin == "azure")
        ]
        for name, mode in MODES.items()
        if "network_policy" in mode.model_fields and name != "cilium"
    }
    return {
        "plugins": list(choices.PLUGINS),
        "ipam": choices.IPAM,
        "allocations": choices.ALLOCATIONS,
        "policies": policies,
        "outbound": choices.OUTBOUND_TYPES,
        "modes": ["System", "User", "Gateway"],
        "os_skus": list(_OS_SKUS),
        # those for which an empty text would stand for the default
        "pool_texts": ["mode", "type", "os", "vm_size", "max_surge"],
    }


def _patterns() -> dict[str, str]:
    """Regular expressions of names and ids, which mean the same to Terraform as to Python."""
    ids = {
        "subnet": SUBNETS,
        "public_ip": "Microsoft.Network/publicIPAddresses",
        "public_ip_prefix": "Microsoft.Network/publicIPPrefixes",
    }
    return {
        "name": "^[a-zA-Z0-9]([-_a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$",
        "dns_prefix": "^[a-zA-Z0-9]([-a-zA-Z0-9]{0,52}[a-zA-Z0-9])?$",
        **{name: "^" + id_pattern(kind).pattern.replace("\0", "") + "$" for name, kind in ids.items()},
    }
