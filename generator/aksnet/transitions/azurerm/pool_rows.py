"""The attributes of pools that do more than change in place, release by release: node pools, and the default pool.

Source: kubernetes_cluster_node_pool_resource.go and kubernetes_nodepool.go of v3.70.0, v3.117.1, v4.81.0 and v5.2.0,
read 2026-11-30; the releases in between executed on 2026-11-23, but those before 3.70 (facts of azurerm, section 9).
"""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import ALWAYS, POOL_ROTATION, Version
from aksnet.facts.sources import DEFAULT_POOL_CODE, POOL_CODE
from aksnet.transitions.azurerm import conditions
from aksnet.transitions.azurerm.attributes import Attribute, Turn, in_place, replaces, rotates, turns
from aksnet.transitions.verdicts import Tool
from aksnet.view import Json

_V4 = Version(4)
# When the default pool began to rotate: for another size of machines, and for all else.
_SIZE_ROTATES, _ALL_ROTATES, _FIPS_ROTATES = Version(3, 47), Version(3, 59), Version(4, 24)
# When another disk of the kubelet began to rotate.
_DISK = Version(4, 25)
# When Ubuntu and AzureLinux could be exchanged in place, and when their releases could.
_LINUX, _PREFIXES = Version(3, 111), Version(4, 48)
_SUBNETS = ("vnet_subnet_id", "pod_subnet_id")
_PUBLIC = ("enable_node_public_ip", "node_public_ip_enabled")
# What is no part of a network and moves to new nodes: name, whether it is kept where it is left out, its default.
_CYCLED: tuple[tuple[str, bool, Json], ...] = (
    ("enable_host_encryption", False, None),
    ("host_encryption_enabled", False, None),
    ("os_disk_size_gb", True, None),
    ("os_disk_type", False, "Managed"),
    ("snapshot_id", False, None),
    ("ultra_ssd_enabled", False, False),
    ("zones", False, None),
    ("kubelet_config.cpu_cfs_quota_enabled", False, True),
    ("kubelet_config.container_log_max_line", True, None),
    ("kubelet_config.container_log_max_files", True, None),
    ("linux_os_config.transparent_huge_page", True, None),
    ("linux_os_config.transparent_huge_page_enabled", True, None),
)
# All else in these blocks moves to new nodes as well.
CYCLED_BLOCKS = ("kubelet_config", "linux_os_config")
_REPLACING = (
    "capacity_reservation_group_id",
    "gpu_driver",
    "gpu_instance",
    "host_group_id",
    "proximity_placement_group_id",
    "message_of_the_day",
)


def _cycled(since: Version, fips: Version) -> Iterator[Attribute]:
    """What moves to new nodes from a release on, and replaces before it."""

    def row(path: str, kept: bool = False, default: Json = None, ours: bool = True) -> tuple[Attribute, ...]:
        before, after = Turn(ALWAYS, replaces, kept, default), Turn(since, rotates, kept, default)
        return turns(path, before, after, ours=ours)

    for path in (*_SUBNETS, *_PUBLIC):
        yield from row(path)
    yield from row("max_pods", kept=True)
    for name, kept, default in _CYCLED:
        yield from row(name, kept, default, ours=False)
    for block in CYCLED_BLOCKS:
        yield from row(block, ours=False)
    yield from turns("fips_enabled", Turn(ALWAYS, replaces), Turn(fips, rotates), ours=False)


_SHARED = (
    Attribute("node_public_ip_prefix_id", replaces),
    Attribute("node_network_profile.node_public_ip_tags", replaces),
    *(Attribute(path, replaces, ours=False) for path in _REPLACING),
    *turns("kubelet_disk_type", Turn(ALWAYS, in_place, kept=True), Turn(_DISK, rotates, kept=True), ours=False),
    Attribute("node_count", kept=True, ours=False),
    Attribute("node_labels", kept=True, ours=False),
    Attribute("orchestrator_version", kept=True, ours=False),
    Attribute("scale_down_mode", default="Delete", ours=False),
    Attribute("upgrade_settings.drain_timeout_in_minutes", conditions.removed, ours=False),
    Attribute("upgrade_settings.undrainable_node_behavior", conditions.removed, ours=False),
)
DEFAULT_POOL = tuple(
    row._replace(source=DEFAULT_POOL_CODE)
    for row in (
        Attribute("name", conditions.renamed, ours=False),
        *_cycled(_ALL_ROTATES, _FIPS_ROTATES),
        *turns(
            "vm_size",
            Turn(ALWAYS, replaces),
            Turn(_SIZE_ROTATES, rotates),
            Turn(_V4, rotates, kept=True),
            ours=False,
        ),
        *_SHARED,
        Attribute("type", replaces, default="VirtualMachineScaleSets", ours=False),
        *turns("only_critical_addons_enabled", Turn(ALWAYS, replaces), Turn(_ALL_ROTATES, rotates), ours=False),
        *turns("node_taints", Turn(ALWAYS, replaces), Turn(_ALL_ROTATES, in_place), ours=False),
        Attribute("workload_runtime", kept=True, ours=False),
        *turns(
            "os_sku",
            Turn(ALWAYS, replaces, kept=True),
            Turn(_ALL_ROTATES, rotates, kept=True),
            Turn(_LINUX, conditions.between_linux(Tool.ROTATE, prefix=False), kept=True),
            Turn(_PREFIXES, conditions.between_linux(Tool.ROTATE, prefix=True), kept=True),
            ours=False,
        ),
    )
)
POOL = tuple(
    row._replace(source=POOL_CODE)
    for row in (
        Attribute("name", replaces, ours=False),
        Attribute("kubernetes_cluster_id", replaces, ours=False),
        *_cycled(POOL_ROTATION, POOL_ROTATION),
        *turns("vm_size", Turn(ALWAYS, replaces), Turn(POOL_ROTATION, rotates, kept=True), ours=False),
        *_SHARED,
        *turns(
            "os_sku",
            Turn(ALWAYS, replaces, kept=True),
            Turn(_LINUX, conditions.between_linux(Tool.REPLACE, prefix=False), kept=True),
            Turn(_PREFIXES, conditions.between_linux(Tool.REPLACE, prefix=True), kept=True),
            ours=False,
        ),
        *turns("node_taints", Turn(ALWAYS, replaces), Turn(Version(3, 90), in_place), ours=False),
        Attribute("eviction_policy", replaces, ours=False),
        Attribute("mode", in_place, default="User", ours=False),
        Attribute("os_type", replaces, default="Linux", ours=False),
        Attribute("priority", replaces, default="Regular", ours=False),
        Attribute("spot_max_price", replaces, default=-1, ours=False),
        Attribute("windows_profile", replaces),
        Attribute("windows_profile.outbound_nat_enabled", replaces, default=True),
    )
)
