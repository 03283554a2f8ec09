"""Several clusters as one fleet: what they share stands once, and each is exactly the spec that it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.importing.fleets import fleet_of
from aksnet.importing.imported import Imported
from aksnet.spec import fleets
from aksnet.spec.loading import parse
from aksnet.spec.printing import printed
from hostile import HOSTILE

Spec = dict[str, Any]
OVERLAY = {"plugin": "overlay", "pod_cidr": "10.244.0.0/16"}


def _fleet(*specs: Spec) -> Spec:
    return fleet_of([Imported({"name": f"c{number}", **spec}, {}) for number, spec in enumerate(specs)]).spec


def _loaded(spec: Spec) -> list[object]:
    """The clusters of a fleet as its text says them."""
    loaded = fleets.fleet_of(parse("aksnet.yaml", printed(spec)))
    assert loaded.several
    return [_with_lists(node.plain()) for node in loaded.clusters]


def _with_lists(value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_lists(below) for key, below in value.items()}
    return [_with_lists(below) for below in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("specs", "defaults"),
    [
        pytest.param([{"location": "a"}, {"location": "a"}], {"location": "a"}, id="what both say stands once"),
        pytest.param([{"location": "a"}, {"location": "b"}], None, id="what two say differently is each one's own"),
        pytest.param([{"location": "a"}, {}], None, id="what one does not say cannot be taken back"),
        pytest.param(
            [{"location": "a"}, {"location": "a"}, {"location": "b"}], {"location": "a"}, id="what most say stands once"
        ),
        pytest.param(
            [{"location": "a"}, {"location": "a"}, {"location": "b"}, {"location": "b"}],
            None,
            id="what half of them say is no default",
        ),
        pytest.param(
            [{"network": {**OVERLAY}}, {"network": {**OVERLAY, "pod_cidr": "10.1.0.0/16"}}],
            {"network": {"plugin": "overlay"}},
            id="mappings are looked into",
        ),
        pytest.param([{"pools": [{"a": 1}]}, {"pools": [{"a": 2}]}], None, id="lists are not"),
        pytest.param(
            [{"pools": [{"a": 1, "b": 2}]}, {"pools": [{"b": 2, "a": 1}]}],
            {"pools": [{"a": 1, "b": 2}]},
            id="the order of keys does not matter",
        ),
        pytest.param([{"count": 1}, {"count": True}], None, id="1 is not true"),
        pytest.param([{"vnet": {}}, {"vnet": {}}], None, id="nothing is no default"),
        pytest.param([{"outbound": {"type": "a"}}, {"outbound": "a"}], None, id="a text is no mapping"),
        pytest.param(
            [{"network": {"pod_cidr": "a"}}, {"network": {"pod_cidr": "a"}}, {"network": {"pod_cidrs": ["b", "c"]}}],
            {"network": {"pod_cidr": "a"}},
            id="what stands in another way takes its place",
        ),
        pytest.param(
            [{"network": {"pod_cidr": "a"}}, {"network": {"pod_cidrs": ["a", "b"]}}],
            None,
            id="two ways of saying it are no majority",
        ),
    ],
)
def test_defaults_have_what_clusters_share(specs: list[Spec], defaults: Spec | None) -> None:
    fleet = _fleet(*specs)
    assert fleet.get("defaults") == defaults
    assert _loaded(fleet) == [{"name": f"c{number}", **spec} for number, spec in enumerate(specs)]


_texts = st.sampled_from(["a", "b", "10.0.0.0/16", "true", "1", *HOSTILE.values()])
_scalars = st.one_of(_texts, st.integers(0, 2), st.booleans())
_lists = st.lists(st.one_of(_scalars, st.dictionaries(st.sampled_from("ab"), _scalars, max_size=2)), max_size=2)


def _either(*ways: str) -> st.SearchStrategy[Spec]:
    """What is said in one of these ways, or in no way, as specs say it."""
    said = [st.builds(lambda value, way=way: {way: value}, _texts) for way in ways]
    return st.one_of(st.just({}), *said)


_networks = st.builds(
    lambda *some: {key: value for one in some for key, value in one.items()},
    st.fixed_dictionaries({"plugin": _texts}, optional={"network_policy": _texts}),
    _either("pod_cidr", "pod_cidrs"),
    _either("service_cidr", "service_cidrs"),
)
_vnets = st.fixed_dictionaries(
    {}, optional={"subnets": st.dictionaries(st.sampled_from("ab"), _either("prefix", "prefixes")), "peers": _lists}
)
_anything = st.recursive(
    st.one_of(_scalars, _lists), lambda below: st.dictionaries(st.sampled_from("abc"), below, max_size=3), max_leaves=6
)
_specs = st.fixed_dictionaries(
    {}, optional={"network": _networks, "vnet": _vnets, "pools": _lists, "tags": _anything, "outbound": _anything}
)


@given(st.lists(_specs, min_size=2, max_size=5))
def test_each_cluster_of_a_fleet_is_the_spec_that_it_was(specs: list[Spec]) -> None:
    assert _loaded(_fleet(*specs)) == [{"name": f"c{number}", **spec} for number, spec in enumerate(specs)]


@given(st.lists(_specs, min_size=2, max_size=4))
def test_no_cluster_repeats_a_default(specs: list[Spec]) -> None:
    fleet = _fleet(*specs)
    for cluster in fleet["clusters"].values():
        for key, value in cluster.items():
            assert value != fleet.get("defaults", {}).get(key) or type(value) is not type(fleet["defaults"][key])


def test_remarks_stand_where_their_values_went() -> None:
    one = Imported(
        {"name": "a", "location": "x", "network": {"plugin": "overlay", "pod_cidr": "p"}},
        {("name",): "named", ("location",): "shared", ("network", "plugin"): "deep", ("network", "pod_cidr"): "own"},
    )
    two = Imported({"name": "b", "location": "x", "network": {"plugin": "overlay", "pod_cidr": "q"}}, {})
    assert fleet_of([one, two]).remarks == {
        ("clusters", "a"): "named",
        ("defaults", "location"): "shared",
        ("defaults", "network", "plugin"): "deep",
        ("clusters", "a", "network", "pod_cidr"): "own",
    }
