"""The arguments of azurerm are those of its schemas, and what is known of single releases fits to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from aksnet.facts import azurerm
from aksnet.facts import azurerm_renames as renames
from aksnet.facts import azurerm_schema as schema
from aksnet.facts.azurerm import NEWEST, Version
from aksnet.facts.azurerm_schema import AUTOMATIC, CLUSTER, INLINE, KINDS, POOL
from aksnet.facts.azurerm_words import DRIFTING, INSTEAD, LOOSE_BEFORE_3, WORDS
from places import PACKAGE, reference

FILE = PACKAGE / "facts" / "azurerm_arguments.txt"


def _rows(block: dict[str, Any], base: str = "") -> Iterator[tuple[str, str]]:
    for name, one in block.get("attributes", {}).items():
        yield base + name, "r" if one.get("required") else "o" if one.get("optional") else "c"
    for name, one in block.get("block_types", {}).items():
        yield base + name, "B" if one.get("min_items") else "b"
        yield from _rows(one["block"], f"{base}{name}.")


def _text() -> str:
    """The data file, made anew from the schemas."""
    resources = [
        reference(f"azurerm-schema-{'.'.join(map(str, NEWEST[major]))}.json")["resource_schemas"] for major in NEWEST
    ]
    lines: list[str] = []
    for kind in KINDS:
        tables = [dict(_rows(one[kind]["block"])) if kind in one else {} for one in resources]
        lines.append(f"# {kind}")
        for path in sorted({path for table in tables for path in table}):
            lines.append(f"{''.join(table.get(path, '-') for table in tables)} {path}")
    return "\n".join(lines) + "\n"


def test_arguments_are_those_of_the_schemas(update_golden: bool) -> None:
    text = _text()
    if update_golden:
        Path(FILE).write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text


V3, V4, V5 = NEWEST[3], NEWEST[4], NEWEST[5]


# verified against the source of each minor release
CAME = (
    (CLUSTER, "network_profile.pod_cidrs", Version(3, 26)),
    (CLUSTER, "network_profile.service_cidrs", Version(3, 26)),
    (CLUSTER, "network_profile.load_balancer_profile.managed_outbound_ipv6_count", Version(3, 26)),
    (POOL, "windows_profile.outbound_nat_enabled", Version(3, 36)),
    (CLUSTER, "api_server_access_profile", Version(3, 39)),
    (POOL, "node_network_profile", Version(3, 41)),
    (CLUSTER, "default_node_pool.temporary_name_for_rotation", Version(3, 47)),
    (POOL, "node_network_profile.allowed_host_ports", Version(3, 90)),
    (CLUSTER, "default_node_pool.node_network_profile.application_security_group_ids", Version(3, 90)),
    (CLUSTER, "upgrade_override", Version(4, 21)),
)


@pytest.mark.parametrize(
    ("kind", "path", "version", "there"),
    [
        pytest.param(CLUSTER, "network_profile.pod_cidr", V3, True, id="in all releases"),
        pytest.param(CLUSTER, "network_profile.ebpf_data_plane", V3, True, id="in azurerm 3"),
        pytest.param(CLUSTER, "network_profile.ebpf_data_plane", V4, False, id="gone in azurerm 4"),
        pytest.param(CLUSTER, "network_profile.network_data_plane", Version(3, 107), False, id="just before it came"),
        pytest.param(CLUSTER, "network_profile.network_data_plane", Version(3, 108), True, id="when it came"),
        pytest.param(CLUSTER, "network_profile.network_data_plane", Version(4), True, id="in the major after it came"),
        pytest.param(CLUSTER, "api_server_access_profile.subnet_id", V3, True, id="before it went"),
        pytest.param(CLUSTER, "api_server_access_profile.subnet_id", Version(4, 45), False, id="while it was gone"),
        pytest.param(CLUSTER, "api_server_access_profile.subnet_id", Version(4, 46), True, id="when it was back"),
        *(
            pytest.param(kind, path, version, there, id=f"{path} {'in' if there else 'before'} {first}")
            for kind, path, first in CAME
            for version, there in ((Version(first.major, first.minor - 1), False), (first, True))
        ),
        pytest.param(AUTOMATIC, "", Version(4, 80), False, id="a resource before it came"),
        pytest.param(AUTOMATIC, "", Version(4, 81), True, id="a resource when it came"),
        pytest.param(AUTOMATIC, "", V3, False, id="a resource in an older major"),
        pytest.param(POOL, "", V3, True, id="a resource of all releases"),
    ],
)
def test_what_a_release_has(kind: str, path: str, version: Version, there: bool) -> None:
    assert schema.exists(kind, path, version) is there


@pytest.mark.parametrize(
    ("kind", "path", "version", "asked"),
    [
        pytest.param(CLUSTER, "node_provisioning_profile", V4, False, id="node provisioning in azurerm 4"),
        pytest.param(CLUSTER, "node_provisioning_profile", V5, True, id="node provisioning in azurerm 5"),
        pytest.param(POOL, "vm_size", Version(4, 31), True, id="the size just before it could be left out"),
        pytest.param(POOL, "vm_size", Version(4, 32), False, id="the size when it could be left out"),
        pytest.param(POOL, "vm_size", V3, True, id="the size in azurerm 3"),
        pytest.param(
            POOL,
            "upgrade_settings.max_surge",
            Version(4, 52),
            True,
            id="the surge of a pool just before max_unavailable came",
        ),
        pytest.param(
            POOL,
            "upgrade_settings.max_surge",
            Version(4, 53),
            False,
            id="the surge of a pool when max_unavailable came",
        ),
        pytest.param(CLUSTER, "network_profile", V5, False, id="a block that may be left out"),
    ],
)
def test_what_a_release_asks_for(kind: str, path: str, version: Version, asked: bool) -> None:
    assert schema.required(kind, path, version) is asked


@pytest.mark.parametrize("key", [key for key in schema.FIRST if key[1]], ids=".".join)
def test_what_came_within_a_major_is_in_its_last_release(key: tuple[str, str]) -> None:
    first = schema.FIRST[key]
    assert schema.exists(*key, NEWEST[first.major])
    assert not schema.exists(*key, Version(first.major, first.minor - 1))
    assert schema.exists(*key, first)


def _renamed() -> Iterator[tuple[str, renames.Renamed]]:
    yield from ((f"{CLUSTER}.", row) for row in renames.CLUSTER)
    yield from ((base, row) for base in (f"{CLUSTER}.{INLINE}.", f"{POOL}.") for row in renames.POOL)


@pytest.mark.parametrize(("base", "row"), [pytest.param(base, row, id=base + row.old) for base, row in _renamed()])
def test_renamed_arguments_are_those_of_the_schemas(base: str, row: renames.Renamed) -> None:
    kind, _, inner = base.partition(".")
    old, new = schema.arguments_of(kind).get(inner + row.old, "---"), schema.arguments_of(kind)[inner + row.new]
    assert old[-1] == "-"
    assert new[-1] != "-"
    assert schema.exists(kind, inner + row.new, row.since)


@pytest.mark.parametrize("path", renames.GONE)
def test_what_went_was_there(path: str) -> None:
    paths = [(CLUSTER, path), (CLUSTER, f"{INLINE}.{path}"), (POOL, path)]
    assert any(schema.exists(*one, V3) and not schema.exists(*one, V4) for one in paths)


@pytest.mark.parametrize("path", [*renames.LEGACY, *renames.NEVER])
def test_what_no_schema_has_is_in_none(path: str) -> None:
    assert path not in schema.arguments_of(CLUSTER)
    assert path not in schema.arguments_of(POOL)


def test_words_are_of_arguments_that_there_are() -> None:
    keys = {*WORDS, *DRIFTING, *LOOSE_BEFORE_3}
    assert all(path in schema.arguments_of(kind) for kind, path in keys)
    assert {name for name, _ in INSTEAD} <= {path.rpartition(".")[2] for _, path in WORDS}


@pytest.mark.parametrize("version", [pytest.param(one, id=str(one)) for one in NEWEST.values()])
def test_the_default_pool_has_every_argument_that_is_written_but_those_that_are_listed(version: Version) -> None:
    names = {azurerm.spelling(azurerm.POOL, row.path, "x", version): row.path for row in azurerm.POOL}
    written = {name: path for name, path in names.items() if name is not None and schema.exists(POOL, name, version)}
    lacking = {path for name, path in written.items() if not schema.exists(CLUSTER, f"{INLINE}.{name}", version)}
    assert lacking - {"mode", "osType"} <= {*azurerm.NOT_INLINE}
    assert lacking >= {path for path in azurerm.NOT_INLINE if path in written.values()}
