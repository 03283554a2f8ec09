"""What holds of every network profile in every release of azurerm."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.facts.azurerm import NEWEST, Version
from aksnet.facts.azurerm_schema import arguments_of, exists, is_block
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions import azurerm
from aksnet.transitions.azurerm.attributes import Attribute
from aksnet.transitions.azurerm.sides import CLUSTER, POOL
from aksnet.transitions.azurerm.tables import of_cluster, of_default_pool, of_pool
from aksnet.transitions.verdicts import Tool
from azurerm_clusters import FIVE, cluster, node_pool
from azurerm_states import BALANCER, before, pool_of, pool_state, state, view
from places import SPECS

SEEN = [one for one in azurerm.boundaries() if one >= Version(3, 70)]
VERSIONS = st.sampled_from([Version(3, 70), *SEEN, *NEWEST.values()])
_RANGES = st.sampled_from(["10.244.0.0/16", "10.10.0.0/16", "100.64.0.0/10"])
_OVERLAY = st.fixed_dictionaries(
    {"network_plugin": st.just("azure"), "network_plugin_mode": st.just("overlay")}, optional={"pod_cidr": _RANGES}
)
_KUBENET = st.fixed_dictionaries({"network_plugin": st.just("kubenet")}, optional={"pod_cidr": _RANGES})
_FLAT = st.fixed_dictionaries({"network_plugin": st.just("azure")})
_MORE = st.fixed_dictionaries(
    {},
    optional={
        "network_policy": st.sampled_from(["azure", "calico", "cilium"]),
        "network_data_plane": st.sampled_from(["azure", "cilium"]),
        "outbound_type": st.sampled_from(["loadBalancer", "userDefinedRouting", "managedNATGateway", "none"]),
        "ip_versions": st.just(["IPv4"]),
        "load_balancer_sku": st.sampled_from(["basic", "standard"]),
        "load_balancer_profile": st.just({"managed_outbound_ip_count": 3}),
    },
)
PROFILES = st.builds(lambda one, more: {**one, **more}, st.one_of(_OVERLAY, _KUBENET, _FLAT), _MORE)
_REFUSED = {Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN}


def _more(version: Version) -> dict[str, Any] | None:
    return FIVE if version.major > 4 else None


@given(PROFILES, VERSIONS)
def test_a_profile_against_itself_is_no_change_or_never_valid(profile: dict[str, Any], version: Version) -> None:
    one = view(cluster(profile, None, _more(version), version=str(version)))
    assert azurerm.of_cluster(one, one, version).verdict in {Tool.NO_OP, *_REFUSED}


@given(PROFILES, VERSIONS)
def test_a_state_against_what_it_came_from_is_no_change(profile: dict[str, Any], version: Version) -> None:
    asked = view(cluster(profile, None, _more(version), version=str(version)))
    made = {**profile, "load_balancer_profile": {**BALANCER, **profile.get("load_balancer_profile", {})}}
    assert azurerm.of_cluster(before(state(version, made)), asked, version).verdict in {Tool.NO_OP, *_REFUSED}


@given(PROFILES, VERSIONS, st.data())
def test_what_azurerm_keeps_may_be_left_out(profile: dict[str, Any], version: Version, data: st.DataObject) -> None:
    rows = of_cluster(version).rows
    kept = [name for name in profile if (row := rows.get(f"network_profile.{name}")) is not None and row.kept]
    known = all(exists(CLUSTER, f"network_profile.{name}", version) for name in profile)
    if not kept or not known:
        return
    left = data.draw(st.sampled_from(kept))
    asked = cluster(
        {name: one for name, one in profile.items() if name != left}, None, _more(version), version=str(version)
    )
    assert azurerm.of_cluster(before(state(version, profile)), view(asked), version).verdict in {Tool.NO_OP, *_REFUSED}


@given(PROFILES, PROFILES, VERSIONS)
def test_what_replaces_says_by_what(old: dict[str, Any], new: dict[str, Any], version: Version) -> None:
    asked = view(cluster(new, None, _more(version), version=str(version)))
    told = azurerm.of_cluster(before(state(version, old)), asked, version)
    assert bool(told.replaced_by) == (told.verdict is Tool.REPLACE)
    assert bool(told.reasons or told.open) == (told.verdict is not Tool.NO_OP)
    assert {one.path for one in told.reasons} >= set(told.replaced_by)


@pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)
def test_every_sample_against_itself_is_no_change(spec: Any) -> None:
    views = [one for configuration in read(Request([str(spec)])) for one in views_of(configuration)]
    for version in NEWEST.values():
        for one in views:
            assert azurerm.of_cluster(one, one, version).verdict in {Tool.NO_OP, *_REFUSED}
            assert {azurerm.of_pool(pool, pool, version).verdict for pool in one.pools} <= {Tool.NO_OP, *_REFUSED}


def _zeros(kind: str, base: str, version: Version, rows: Mapping[str, Attribute]) -> dict[str, Any]:
    """All that a state has of what nobody wrote: the schema's defaults, no blocks, and else empty texts and noughts."""
    made: dict[str, Any] = {}
    for full in arguments_of(kind):
        name = full.removeprefix(base)
        if not full.startswith(base) or "." in name or not exists(kind, full, version):
            continue
        default = rows[name].default if name in rows else None
        made[name] = [] if is_block(kind, full) else default if default is not None else ""
    return made


@pytest.mark.parametrize("version", [Version(3, 70), *NEWEST.values()], ids=str)
def test_a_state_with_all_that_nobody_wrote_is_no_change(version: Version) -> None:
    zeros = _zeros(CLUSTER, "", version, of_cluster(version).rows)
    pool = _zeros(CLUSTER, "default_node_pool.", version, of_default_pool(version).rows)
    made = json.loads(state(version, {"network_plugin": "azure", "load_balancer_profile": BALANCER}))
    values = made["values"]["root_module"]["resources"][0]["values"]
    values["default_node_pool"] = [
        {**pool, **{name: one for name, one in values["default_node_pool"][0].items() if one}}
    ]
    made["values"]["root_module"]["resources"][0]["values"] = {**zeros, **values}
    asked = view(cluster({"network_plugin": "azure"}, None, _more(version), version=str(version)))
    assert azurerm.of_cluster(before(json.dumps(made)), asked, version).verdict is Tool.NO_OP


@pytest.mark.parametrize("version", [Version(3, 70), *NEWEST.values()], ids=str)
def test_a_pool_with_all_that_nobody_wrote_is_no_change(version: Version) -> None:
    zeros = _zeros(POOL, "", version, of_pool(version).rows)
    made = json.loads(pool_state(version, {}))
    resource = made["values"]["root_module"]["resources"][0]
    resource["values"] = {**zeros, **{name: one for name, one in resource["values"].items() if one}}
    asked = pool_of(view(cluster({"network_plugin": "azure"}, None, None, node_pool())), "user")
    assert azurerm.of_pool(before(json.dumps(made)).pools[0], asked, version).verdict is Tool.NO_OP
