"""What a pool is to have, as flags of `az aks nodepool add`, and what of it az has no flag for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from aksnet.facts import az
from aksnet.literals import shell_word
from aksnet.paths import NODES, PODS
from aksnet.transitions.steps.shell import flag
from aksnet.view import Json, Parameter, PoolView, Subnet, Unknown, Value

_WORDS = {NODES: "<id of the node subnet>", PODS: "<id of the pod subnet>"}
# azurerm's words that are read as they stand; the others are among the values of the pool already
_BY_AZURERM: Mapping[str, str] = MappingProxyType(
    {
        "eviction_policy": "scaleSetEvictionPolicy",
        "spot_max_price": "spotMaxPrice",
        "scale_down_mode": "scaleDownMode",
        "os_disk_type": "osDiskType",
        "os_disk_size_gb": "osDiskSizeGB",
        "fips_enabled": "enableFIPS",
        "enable_host_encryption": "enableEncryptionAtHost",
        "host_encryption_enabled": "enableEncryptionAtHost",
        "ultra_ssd_enabled": "enableUltraSSD",
        "proximity_placement_group_id": "proximityPlacementGroupID",
        "host_group_id": "hostGroupID",
        "capacity_reservation_group_id": "capacityReservationGroupID",
        "snapshot_id": "creationData.sourceResourceId",
        "gpu_instance": "gpuInstanceProfile",
        "gpu_driver": "gpuProfile.driver",
        "workload_runtime": "workloadRuntime",
        "node_network_profile.application_security_group_ids": "networkProfile.applicationSecurityGroups",
        "upgrade_settings.drain_timeout_in_minutes": "upgradeSettings.drainTimeoutInMinutes",
        "upgrade_settings.node_soak_duration_in_minutes": "upgradeSettings.nodeSoakDurationInMinutes",
        "upgrade_settings.undrainable_node_behavior": "upgradeSettings.undrainableNodeBehavior",
    }
)
# What a new pool has of itself, and what says nothing.
_DEFAULTS: Mapping[str, Json] = MappingProxyType({"type": "VirtualMachineScaleSets", "scaleDownMode": "Delete"})
_NOTHING: tuple[Json, ...] = (None, False, 0, "", [], {})
# Settings that az takes from a file, or cannot give to a pool, by the first part of their path in either language.
_BY_HAND: Mapping[str, str] = MappingProxyType(
    {
        "kubeletConfig": "--kubelet-config takes a file",
        "kubelet_config": "--kubelet-config takes a file",
        "linuxOSConfig": "--linux-os-config takes a file",
        "linux_os_config": "--linux-os-config takes a file",
        "localDNSProfile": "--localdns-config takes a file",
        "messageOfTheDay": "--message-of-the-day takes a file",
        "message_of_the_day": "--message-of-the-day takes a file",
        "networkProfile.allowedHostPorts": "--allowed-host-ports takes ports with their protocol",
        "node_network_profile.allowed_host_ports": "--allowed-host-ports takes ports with their protocol",
        "networkProfile.nodePublicIPTags": "--node-public-ip-tags takes types with their tags",
        "node_network_profile.node_public_ip_tags": "--node-public-ip-tags takes types with their tags",
        "kubeletDiskType": "az has no flag for it",
        "kubelet_disk_type": "az has no flag for it",
        "virtualMachinesProfile": "--vm-sizes takes sizes only",
        "custom_ca_trust_enabled": "az has no flag for it",
    }
)
# The disk of the kubelet where nobody asks for another.
_OWN_DISK = "OS"
_ROWS = {path.lower(): row for path, row in (*az.POOL.items(), *az.POOL_MORE.items())}


def flags_of(pool: PoolView) -> Iterator[str]:
    """What the new pool is to be, as flags."""
    values = {path.lower(): value for path, value in _said_of(pool).items()}
    for path, row in _ROWS.items():
        value = values.get(path)
        if path != "name" and row.added is not None and value is not None and _barred(row, value) is None:
            yield from _flag(row, _said(row.path, value))


def by_hand(pool: PoolView) -> Iterator[str]:
    """What the old pool has and no flag says, with the reason."""
    for path, value in _said_of(pool).items():
        row = _ROWS.get(path.lower())
        reason = _barred(row, value) if row is not None and path != "name" else None
        if reason is not None:
            yield f"{path}: {reason}"
    told = {path: value for path, value in _written(pool).items() if value.data not in (*_NOTHING, _OWN_DISK)}
    for start, reason in _BY_HAND.items():
        if any(_begins(path.lower(), start.lower()) for path in told):
            yield f"{start}: {reason}"


def _begins(path: str, start: str) -> bool:
    return path == start or path.startswith((f"{start}.", f"{start}["))


def _written(pool: PoolView) -> dict[str, Value]:
    """All that is said of the pool, in whichever words."""
    return {**pool.values, **(pool.declared.written if pool.declared is not None else {})}


def _said_of(pool: PoolView) -> dict[str, Value]:
    """All that is said of the pool, by ARM's paths."""
    written = pool.declared.written if pool.declared is not None else {}
    told = {path: written[name] for name, path in _BY_AZURERM.items() if name in written}
    return {**(told if pool.declared is not None and pool.declared.by_azurerm else written), **pool.values}


def _barred(row: az.Flag, value: Value) -> str | None:
    """Why the flag cannot say a value, None where it can."""
    if row.when is not None and not value.known:
        return "it cannot be told from here"
    if isinstance(value.data, dict):
        wrong = (az.tag_obstacle(key, str(one)) for key, one in value.data.items())
        return next((f"az {one}" for one in wrong if one is not None), None)
    texts = value.data if isinstance(value.data, list) else [value.data]
    if any(isinstance(one, str) and one.startswith("@") for one in texts):
        return "az takes a value that begins with @ for the name of a file"
    return None


def _flag(row: az.Flag, data: Json) -> Iterator[str]:
    """One flag, none where a new pool has the value of itself."""
    name = row.added or ""
    if row.when is not None:
        if data is row.when:
            yield name
    elif data in (None, "", [], {}) or _DEFAULTS.get(row.path) == data:
        return
    elif isinstance(data, dict):
        yield " ".join([name, *(shell_word(f"{key}={one}") for key, one in data.items())])
    elif row.words and isinstance(data, list):
        yield " ".join([name, *(shell_word(str(one)) for one in data)])
    else:
        yield flag(name, ",".join(map(str, data)) if isinstance(data, list) else str(data))


def _said(path: str, value: Value) -> Json:
    """The data; where only whoever deploys knows it, a word in its place."""
    match value.data:
        case Subnet(name=name):
            return f"<id of the subnet {name}>"
        case Parameter() | Unknown():
            return _WORDS.get(path, f"<{path}>")
        case _:
            return value.data
