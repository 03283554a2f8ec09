"""Which arguments and blocks azurerm's clusters and pools have, release by release.

Source: the schemas of azurerm 3.117.1, 4.81.0 and 5.2.0, in azurerm_arguments.txt beside this; when arguments came
within a major: releases executed on 2026-11-23, and
https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from aksnet.facts.azurerm import ALWAYS, NEWEST, POOL_ROTATION, Version

CLUSTER = "azurerm_kubernetes_cluster"
POOL = "azurerm_kubernetes_cluster_node_pool"
AUTOMATIC = "azurerm_kubernetes_automatic_cluster"
KINDS = (CLUSTER, POOL, AUTOMATIC)
# Where the arguments of a cluster's own pool stand.
INLINE = "default_node_pool"
_FILE = Path(__file__).with_name("azurerm_arguments.txt")
_MAJORS = tuple(sorted(NEWEST))
_ABSENT, _REQUIRED, _BLOCKS, _GIVEN = "-", "rB", "bB", "ro"

# The first release of what came within a major; it was there before that only in an older major.
_BOTH_POOLS = {
    "upgrade_settings.drain_timeout_in_minutes": Version(3, 106),
    "upgrade_settings.node_soak_duration_in_minutes": Version(3, 106),
    "upgrade_settings.undrainable_node_behavior": Version(4, 53),
    "node_network_profile": Version(3, 41),
    "node_network_profile.allowed_host_ports": Version(3, 90),
    "node_network_profile.application_security_group_ids": Version(3, 90),
    "linux_os_config.transparent_huge_page": Version(4, 36),
    "kubelet_config.container_log_max_files": Version(4, 71),
}
FIRST: Mapping[tuple[str, str], Version] = MappingProxyType(
    {
        (CLUSTER, "network_profile.network_plugin_mode"): Version(3, 35),
        (CLUSTER, "network_profile.ebpf_data_plane"): Version(3, 35),
        (CLUSTER, "network_profile.pod_cidrs"): Version(3, 26),
        (CLUSTER, "network_profile.service_cidrs"): Version(3, 26),
        (CLUSTER, "network_profile.load_balancer_profile.managed_outbound_ipv6_count"): Version(3, 26),
        (CLUSTER, "api_server_access_profile"): Version(3, 39),
        (CLUSTER, f"{INLINE}.temporary_name_for_rotation"): Version(3, 47),
        (CLUSTER, "upgrade_override"): Version(4, 21),
        (CLUSTER, "network_profile.network_data_plane"): Version(3, 108),
        (CLUSTER, "network_profile.load_balancer_profile.backend_pool_type"): Version(4, 8),
        (CLUSTER, "bootstrap_profile"): Version(4, 44),
        (CLUSTER, "network_profile.advanced_networking"): Version(4, 45),
        (CLUSTER, "api_server_access_profile.subnet_id"): Version(4, 46),
        (CLUSTER, "api_server_access_profile.virtual_network_integration_enabled"): Version(4, 46),
        (CLUSTER, "node_provisioning_profile"): Version(4, 57),
        (POOL, "temporary_name_for_rotation"): POOL_ROTATION,
        (POOL, "windows_profile.outbound_nat_enabled"): Version(3, 36),
        (POOL, "upgrade_settings.max_unavailable"): Version(4, 53),
        (AUTOMATIC, ""): Version(4, 81),
        **{(CLUSTER, f"{INLINE}.{path}"): version for path, version in _BOTH_POOLS.items()},
        **{(POOL, path): version for path, version in _BOTH_POOLS.items()},
    }
)
# What had to be given before a release of a major whose last release lets it be left out.
_REQUIRED_BEFORE = MappingProxyType(
    {
        (CLUSTER, f"{INLINE}.vm_size"): Version(4, 32),
        (POOL, "vm_size"): Version(4, 32),
        (POOL, "upgrade_settings.max_surge"): Version(4, 53),
    }
)


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    """By kind and dotted path one letter for each major: r(equired), o(ptional), c(omputed), b and B for blocks."""
    found: dict[str, dict[str, str]] = {}
    kind = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        letters, _, path = line.partition(" ")
        if letters == "#":
            kind = path
        else:
            found.setdefault(kind, {})[path] = letters
    return found


def arguments_of(kind: str) -> Mapping[str, str]:
    """All arguments and blocks of a kind of resource, in any release, each with its letters."""
    return _tables()[kind]


@lru_cache(maxsize=16384)
def _letter(kind: str, path: str, version: Version) -> str:
    letters = arguments_of(kind).get(path, _ABSENT * len(_MAJORS)) if path else _of_kind(kind)
    return letters[_MAJORS.index(min(max(version.major, _MAJORS[0]), _MAJORS[-1]))]


@cache
def _of_kind(kind: str) -> str:
    """In which majors the resource itself is there."""
    columns = zip(*arguments_of(kind).values(), strict=True)
    return "".join(_ABSENT if set(column) == {_ABSENT} else "o" for column in columns)


def exists(kind: str, path: str, version: Version) -> bool:
    """Whether a release has an argument or a block, or, where the path is empty, the resource."""
    first = FIRST.get((kind, path), ALWAYS)
    late = first.major == version.major and version < first
    return not late and _letter(kind, path, version) != _ABSENT


def given(kind: str, path: str, version: Version) -> bool:
    """Whether a release has an argument that a configuration may give: no block, and nothing that is only read."""
    return exists(kind, path, version) and _letter(kind, path, version) in _GIVEN


def required(kind: str, path: str, version: Version) -> bool:
    """Whether a release asks for an argument or a block, in a block that is there."""
    before = _REQUIRED_BEFORE.get((kind, path), ALWAYS)
    return _letter(kind, path, version) in _REQUIRED or (before.major == version.major and version < before)


@cache
def ever_required(kind: str) -> tuple[str, ...]:
    """The arguments and blocks that any release asks for."""
    letters = arguments_of(kind).items()
    asked = [path for path, of_path in letters if not set(_REQUIRED).isdisjoint(of_path)]
    return tuple(dict.fromkeys((*asked, *(path for one, path in _REQUIRED_BEFORE if one == kind))))


def is_block(kind: str, path: str) -> bool:
    """Whether a block stands at a path, in any release."""
    return any(letter in _BLOCKS for letter in arguments_of(kind).get(path, ""))


def came(kind: str, path: str, version: Version) -> Version | None:
    """The first release after this one that has what this one lacks; the last of its major where that is not known."""
    first = FIRST.get((kind, path), ALWAYS)
    if version < first:
        return first
    majors = (major for major in _MAJORS if major > version.major)
    return next((NEWEST[major] for major in majors if exists(kind, path, NEWEST[major])), None)


def went(kind: str, path: str, version: Version) -> Version | None:
    """The first release of the major that no longer has what an older one had."""
    majors = [major for major in _MAJORS if major < version.major and exists(kind, path, NEWEST[major])]
    return Version(majors[-1] + 1) if majors else None
