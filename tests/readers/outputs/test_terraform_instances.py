"""Plans and states of Terraform: instances with their attributes, places, and what is known only after apply."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import At, Source
from aksnet.expressions.values import OpenObject, Ref, Val, reason_of
from aksnet.readers.outputs.terraform_formats import problems
from aksnet.readers.outputs.terraform_instances import Instance, instances, recognises
from aksnet.readers.template.json_tree import parse
from aksnet.view import Origin, Provider

LATER = {"unknown": "known only once it is deployed"}
SENSITIVE = {"unknown": "terraform marks it as sensitive"}
AZURERM = "registry.terraform.io/hashicorp/azurerm"


def read(document: Any) -> list[Instance]:
    source = Source("plan.json", document if isinstance(document, str) else json.dumps(document))
    root = parse(source).root
    assert root is not None
    return list(instances(root, source))


def shown(value: Val) -> Any:
    if isinstance(value.data, dict):
        return {key: shown(item) for key, item in value.data.items()}
    if isinstance(value.data, list):
        return [shown(item) for item in value.data]
    if isinstance(value.data, Ref):
        return {"ref": value.data.text}
    return value.data if value.known else {"unknown": reason_of(value)}


def resource(
    address: str,
    values: Any,
    sensitive: Any = None,
    mode: str = "managed",
    **more: Any,
) -> dict[str, Any]:
    kind, name = re.sub(r"\[[^]]*\]", "", address).split(".")[-2:]
    known = {"address": address, "mode": mode, "type": kind, "name": name, "provider_name": AZURERM, "values": values}
    return {**known, "sensitive_values": sensitive or {}, **more}


def change(address: str, later: Any, **more: Any) -> dict[str, Any]:
    return {"address": address, "change": {"actions": ["create"], "after_unknown": later}, **more}


def plan(resources: list[Any], changes: list[Any], **more: Any) -> dict[str, Any]:
    root = {"resources": resources}
    return {"format_version": "1.2", "planned_values": {"root_module": root}, "resource_changes": changes, **more}


CLUSTER = "azurerm_kubernetes_cluster.this"


def body(values: Any, later: Any, sensitive: Any = None) -> Any:
    """The attributes of a single planned cluster."""
    (found,) = read(plan([resource(CLUSTER, values, sensitive)], [change(CLUSTER, later)]))
    return shown(found.body)


@pytest.mark.parametrize(
    ("values", "later", "sensitive", "expected"),
    [
        pytest.param({"name": "a", "count": 3, "on": False}, {}, {}, {"name": "a", "count": 3, "on": False}, id="what is known is read"),
        pytest.param({"a": None, "b": {"c": None}}, {}, {}, {"b": {}}, id="null is absence"),
        pytest.param({}, {"id": True}, {}, {"id": LATER}, id="what is known later is absent from the values and unknown"),
        pytest.param({}, {"default_node_pool": [], "tags": {}, "x": False}, {}, {}, id="empty marks add nothing"),
        pytest.param({"pool": [{"name": "a"}]}, {"pool": [{"subnet": True}]}, {}, {"pool": [{"name": "a", "subnet": LATER}]}, id="marks inside a block"),
        pytest.param({"ids": ["a", None, None]}, {"ids": [False, True, False]}, {}, {"ids": ["a", LATER, None]}, id="an unknown item stands as null among the values"),
        pytest.param({"ids": []}, {"ids": [True]}, {}, {"ids": LATER}, id="a mark on more items than there are hides the whole list"),
        pytest.param({"a": "x"}, {"a": {"b": True}}, {}, {"a": LATER}, id="a mark of another shape hides the whole value"),
        pytest.param({"a": None}, {"a": [{"b": True}]}, {}, {"a": LATER}, id="a null that is known later is no absence"),
        pytest.param({"cidr": "10.0.0.0/8", "n": 1}, {}, {"cidr": True}, {"cidr": SENSITIVE, "n": 1}, id="what is sensitive is not repeated"),
        pytest.param({"np": [{"cidr": "x", "b": 1}]}, {}, {"np": [{"cidr": True}]}, {"np": [{"cidr": SENSITIVE, "b": 1}]}, id="sensitive inside a block"),
        pytest.param({"a": {"b": "x"}}, {}, {"a": [True]}, {"a": SENSITIVE}, id="a sensitive mark of another shape hides all"),
        pytest.param({"a": ["x"]}, {}, {"a": [False, True]}, {"a": SENSITIVE}, id="a sensitive mark on an item that is not there hides the list"),
        pytest.param({"a": None}, {}, {"a": True}, {"a": SENSITIVE}, id="not even that a sensitive value is null"),
        pytest.param({}, {"a": True}, {"a": True}, {"a": SENSITIVE}, id="sensitive and known later"),
    ],
)  # fmt: skip
def test_attributes_of_a_planned_resource(values: Any, later: Any, sensitive: Any, expected: Any) -> None:
    assert body(values, later, sensitive) == expected


TEXT = """{"format_version": "1.2",
 "planned_values": {"root_module": {"resources": [
  {"address": "azurerm_kubernetes_cluster.a",
   "mode": "managed", "type": "azurerm_kubernetes_cluster", "name": "a",
   "values": {
    "network_profile": [
      {"pod_cidr": "10.244.0.0/16"}]}}]}},
 "resource_changes": [{"address": "azurerm_kubernetes_cluster.a", "change": {"after_unknown":
    {"network_profile": [{"service_cidr": true}]}}}]}
"""


def test_places_are_those_of_the_keys() -> None:
    """What is known later has the place where the plan says so."""
    (found,) = read(TEXT)
    assert found.place == ("plan.json", 3, 4)
    body: Any = found.body.data
    profile = body["network_profile"]
    (block,) = profile.data
    places = {key: value.at.place[1:] for key, value in block.data.items()}
    assert places == {"pod_cidr": (7, 8), "service_cidr": (9, 27)}
    assert (profile.at.place[1:], block.at.place[1:]) == ((6, 5), (7, 7))
    assert profile.origin is Origin.GIVEN
    assert isinstance(found.body.at, At)
    assert found.body.at.place[1:] == (5, 4)


@pytest.mark.parametrize(
    ("document", "addresses"),
    [
        pytest.param(plan([resource(CLUSTER, {})], []), [CLUSTER], id="a managed resource"),
        pytest.param(plan([resource("data.azurerm_subnet.a", {}, mode="data")], []), [], id="a data source is not read"),
        pytest.param(plan([resource("aws_vpc.a", {})], []), [], id="another provider is not read"),
        pytest.param(plan([resource("azapi_resource.a", {})], []), ["azapi_resource.a"], id="azapi is read"),
        pytest.param(plan([resource(CLUSTER, {}, deposed_key="00")], []), [], id="what is deposed is not read"),
        pytest.param(plan([None, 3, "x", [], {}], []), [], id="what is no resource is passed over"),
        pytest.param({"format_version": "1.2", "planned_values": {"root_module": {}}}, [], id="a plan that destroys everything"),
        pytest.param({"format_version": "1.2", "planned_values": "x", "resource_changes": 3}, [], id="texts and numbers where objects are expected"),
        pytest.param({"format_version": "1.0", "values": {"root_module": {"resources": [resource(CLUSTER, {})]}}}, [CLUSTER], id="a state as terraform shows it"),
        pytest.param({"format_version": "1.0", "values": None}, [], id="an empty state"),
    ],
)  # fmt: skip
def test_which_resources_are_read(document: Any, addresses: list[str]) -> None:
    assert [found.address for found in read(document)] == addresses


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        pytest.param(plan([resource(CLUSTER, {"name": "a"})], []), "the plan does not tell what of it is known later", id="no change for the resource"),
        pytest.param(plan([resource(CLUSTER, {"name": "a"})], [change(CLUSTER, {}, deposed="00")]), "the plan does not tell what of it is known later", id="only the change of a deposed object"),
        pytest.param(plan([resource(CLUSTER, {"name": "a"})], [change(CLUSTER, "x")]), "what of it is known later cannot be read", id="marks that are no object"),
        pytest.param(plan([resource(CLUSTER, "x")], [change(CLUSTER, {})]), "its attributes are not in this file", id="attributes that are no object"),
    ],
)  # fmt: skip
def test_attributes_that_may_be_missing_leave_the_body_open(document: Any, reason: str) -> None:
    (found,) = read(document)
    assert isinstance(found.body.data, OpenObject)
    assert found.body.data.reason == reason


def test_a_whole_body_is_closed() -> None:
    (found,) = read(plan([resource(CLUSTER, {"name": "a"})], [change(CLUSTER, {})]))
    assert type(found.body.data) is dict


@pytest.mark.parametrize(
    ("configured", "provider"),
    [
        pytest.param({}, Provider("azurerm", None, assumed=True), id="no constraint"),
        pytest.param({"azurerm": {"name": "azurerm", "full_name": AZURERM, "version_constraint": "4.81.0"}}, Provider("azurerm", "4.81.0"), id="an exact version"),
        pytest.param({"azurerm": {"name": "azurerm", "version_constraint": ">= 4.0.0, = 4.81.0"}}, Provider("azurerm", "4.81.0"), id="an exact version among constraints"),
        pytest.param({"azurerm": {"name": "azurerm", "version_constraint": "~> 4.0.0"}}, Provider("azurerm", "~> 4.0.0"), id="a range"),
        pytest.param({"a": {"name": "azapi", "version_constraint": "4.81.0"}}, Provider("azurerm", None, assumed=True), id="a version of another provider"),
        pytest.param({"a": {"name": "azurerm", "version_constraint": "4.1.0"}, "b": {"name": "azurerm", "version_constraint": "4.2.0"}}, Provider("azurerm", None, assumed=True), id="two versions"),
    ],
)  # fmt: skip
def test_provider(configured: Any, provider: Provider) -> None:
    (found,) = read(plan([resource(CLUSTER, {})], [], configuration={"provider_config": configured}))
    assert found.provider == provider


def references(*texts: str) -> dict[str, Any]:
    return {"references": list(texts)}


def referring(expressions: Any, key: str = "vnet_subnet_id") -> Any:
    """What the attribute of a pool becomes that is written with these expressions, beside subnets and a network."""
    pool = "azurerm_kubernetes_cluster_node_pool.p"
    others = ["azurerm_subnet.a", "azurerm_subnet.many[0]", 'azurerm_subnet.each["x.y"]', "azurerm_virtual_network.v"]
    configuration = {"root_module": {"resources": [{"address": pool, "expressions": expressions}]}}
    resources = [resource(address, {}) for address in others]
    changes = [change(pool, {key: True})]
    found = read(plan([resource(pool, {}), *resources], changes, configuration=configuration))
    return shown(found[0].body)[key]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param(references("azurerm_subnet.a.id", "azurerm_subnet.a"), {"ref": "azurerm_subnet.a.id"}, id="the id of a subnet"),
        pytest.param(references("azurerm_subnet.many[0].id", "azurerm_subnet.many[0]", "azurerm_subnet.many"), {"ref": "azurerm_subnet.many[0].id"}, id="the id of one of many subnets"),
        pytest.param(references('azurerm_subnet.each["x.y"].id', 'azurerm_subnet.each["x.y"]', "azurerm_subnet.each"), {"ref": 'azurerm_subnet.each["x.y"].id'}, id="a key with a dot"),
        pytest.param(references("azurerm_subnet.each", "each.key"), LATER, id="an instance that the plan does not name"),
        pytest.param(references("azurerm_subnet.a.id", "azurerm_subnet.a", "var.x"), LATER, id="a reference beside another"),
        pytest.param(references("azurerm_subnet.a"), LATER, id="a whole subnet"),
        pytest.param(references("azurerm_subnet.gone.id", "azurerm_subnet.gone"), LATER, id="a subnet that is not in the plan"),
        pytest.param(references("azurerm_subnet.a.name", "azurerm_subnet.a"), LATER, id="another attribute than an id"),
        pytest.param(references("azurerm_virtual_network.v.id", "azurerm_virtual_network.v"), LATER, id="the id of a network, of which the id of a subnet may be made"),
        pytest.param(references("data.azurerm_subnet.a.id", "data.azurerm_subnet.a"), LATER, id="a data source"),
        pytest.param(references("local.subnet"), LATER, id="a local, which plans do not hold"),
        pytest.param(references("var.subnet"), LATER, id="a variable of the root module"),
        pytest.param(references(), LATER, id="no reference"),
        pytest.param({"constant_value": "x"}, LATER, id="a constant"),
        pytest.param({"references": "azurerm_subnet.a.id"}, LATER, id="a text where a list is expected"),
        pytest.param({"references": ["azurerm_subnet.a.id", None]}, LATER, id="a reference that cannot be read"),
    ],
)  # fmt: skip
def test_references_of_what_is_known_later(written: Any, expected: Any) -> None:
    assert referring({"vnet_subnet_id": written}) == expected


def test_only_attributes_whose_reference_is_clear_become_one() -> None:
    written = references("azurerm_subnet.a.id", "azurerm_subnet.a")
    assert referring({"name": written}, "name") == LATER
    network = references("azurerm_virtual_network.v.name", "azurerm_virtual_network.v")
    assert referring({"virtual_network_name": network}, "virtual_network_name") == {
        "ref": "azurerm_virtual_network.v.name"
    }


@pytest.mark.parametrize(
    ("blocks", "written", "expected"),
    [
        pytest.param(1, 1, {"ref": "azurerm_subnet.a.id"}, id="a block that occurs once"),
        pytest.param(1, 2, LATER, id="more blocks are written than there are"),
        pytest.param(2, 2, LATER, id="blocks in no known order"),
    ],
)
def test_references_in_blocks(blocks: int, written: int, expected: Any) -> None:
    expressions = {"pool": [{"vnet_subnet_id": references("azurerm_subnet.a.id", "azurerm_subnet.a")}] * written}
    configuration = {"root_module": {"resources": [{"address": CLUSTER, "expressions": expressions}]}}
    found = read(
        plan(
            [resource(CLUSTER, {"pool": [{}] * blocks}), resource("azurerm_subnet.a", {})],
            [change(CLUSTER, {"pool": [{"vnet_subnet_id": True}] * blocks})],
            configuration=configuration,
        )
    )
    assert shown(found[0].body)["pool"] == [{"vnet_subnet_id": expected}] * blocks


def modular(argument: Any, output: Any, subnet: str = 'module.net["a"].azurerm_subnet.s') -> Any:
    """A pool in one module whose subnet comes out of another through its caller."""
    pool = "module.aks[0].azurerm_kubernetes_cluster_node_pool.p"
    text = {
        "address": "azurerm_kubernetes_cluster_node_pool.p",
        "expressions": {"vnet_subnet_id": references("var.subnet")},
    }
    calls = {
        "aks": {"expressions": {"subnet": argument}, "module": {"resources": [text]}},
        "net": {"module": {"outputs": {"id": {"expression": output}}}},
    }
    children = [
        {"address": "module.aks[0]", "resources": [resource(pool, {})]},
        {"address": 'module.net["a"]', "resources": [resource(subnet, {})]},
    ]
    document = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"child_modules": children}},
        "resource_changes": [change(pool, {"vnet_subnet_id": True})],
        "configuration": {"root_module": {"module_calls": calls}},
    }
    found = read(document)
    assert [one.address for one in found] == [pool, subnet]
    return shown(found[0].body)["vnet_subnet_id"]


@pytest.mark.parametrize(
    ("argument", "output", "expected"),
    [
        pytest.param(references('module.net["a"].id', 'module.net["a"]', "module.net"), references("azurerm_subnet.s.id", "azurerm_subnet.s"), {"ref": 'module.net["a"].azurerm_subnet.s.id'}, id="a variable, an output, a subnet"),
        pytest.param(references('module.net["b"].id', 'module.net["b"]'), references("azurerm_subnet.s.id"), LATER, id="an instance of the module that is not there"),
        pytest.param(references('module.net["a"].other'), references("azurerm_subnet.s.id"), LATER, id="an output that is not there"),
        pytest.param(references('module.net["a"].id.name', 'module.net["a"].id'), references("azurerm_subnet.s.id"), LATER, id="a part of an output"),
        pytest.param(references('module.net["a"].id'), references("azurerm_subnet.s.id", "var.x"), LATER, id="an output of two references"),
        pytest.param(references("var.subnet"), references("azurerm_subnet.s.id"), LATER, id="a variable of the root module"),
        pytest.param(references('module.net["a"].id'), references('module.net["a"].id'), LATER, id="an output that speaks of what is not in its module"),
    ],
)  # fmt: skip
def test_references_through_modules(argument: Any, output: Any, expected: Any) -> None:
    assert modular(argument, output) == expected


def test_a_chain_without_end_is_given_up() -> None:
    """Variables of nested modules that hand on to one another, more often than anybody does."""
    pool = "azurerm_kubernetes_cluster_node_pool.p"
    config: Any = {"resources": [{"address": pool, "expressions": {"vnet_subnet_id": references("var.s")}}]}
    address = ".".join(["module.m"] * 30)
    planned: Any = {"address": address, "resources": [resource(f"{address}.{pool}", {})]}
    for level in range(29, -1, -1):
        argument = references("var.s") if level else references("azurerm_subnet.a.id", "azurerm_subnet.a")
        config = {"module_calls": {"m": {"expressions": {"s": argument}, "module": config}}}
        planned = {"address": ".".join(["module.m"] * level), "child_modules": [planned]}
    planned["resources"] = [resource("azurerm_subnet.a", {})]
    document = {
        "format_version": "1.2",
        "planned_values": {"root_module": planned},
        "resource_changes": [change(f"{address}.{pool}", {"vnet_subnet_id": True})],
        "configuration": {"root_module": config},
    }
    assert shown(read(document)[1].body) == {"vnet_subnet_id": LATER}


def state(*resources: Any) -> dict[str, Any]:
    return {"version": 4, "serial": 1, "lineage": "x", "resources": list(resources)}


def stored(instances: Any, **more: Any) -> dict[str, Any]:
    kind = {"mode": "managed", "type": "azurerm_kubernetes_cluster", "name": "a"}
    return {**kind, "provider": f'provider["{AZURERM}"]', "instances": instances, **more}


@pytest.mark.parametrize(
    ("document", "addresses"),
    [
        pytest.param(state(stored([{"attributes": {}}])), ["azurerm_kubernetes_cluster.a"], id="one instance"),
        pytest.param(state(stored([{"index_key": 0, "attributes": {}}, {"index_key": 1, "attributes": {}}])), ["azurerm_kubernetes_cluster.a[0]", "azurerm_kubernetes_cluster.a[1]"], id="count"),
        pytest.param(state(stored([{"index_key": 'x"\n${y}', "attributes": {}}])), ['azurerm_kubernetes_cluster.a["x\\"\\n$${y}"]'], id="a key that has to be quoted"),
        pytest.param(state(stored([{"attributes": {}}], module='module.m["k"]')), ['module.m["k"].azurerm_kubernetes_cluster.a'], id="in a module"),
        pytest.param(state(stored([{"attributes": {}}], mode="data")), [], id="a data source"),
        pytest.param(state(stored([{"attributes": {}, "deposed": "00"}])), [], id="a deposed object"),
        pytest.param(state(stored([])), [], id="no instances"),
        pytest.param(state(stored("x"), "y", None), [], id="texts where objects are expected"),
    ],
)  # fmt: skip
def test_addresses_of_a_state_file(document: Any, addresses: list[str]) -> None:
    assert [found.address for found in read(document)] == addresses


@pytest.mark.parametrize(
    ("provider", "name"),
    [
        pytest.param(f'provider["{AZURERM}"]', "azurerm", id="the provider of today"),
        pytest.param(f'provider["{AZURERM}"].west', "azurerm", id="with an alias"),
        pytest.param(f'module.m.provider["{AZURERM}"]', "azurerm", id="of a module"),
        pytest.param("provider.azurerm", "azurerm", id="as old versions wrote it"),
        pytest.param('provider["registry.opentofu.org/hashicorp/azurerm"]', "azurerm", id="of OpenTofu"),
        pytest.param(None, "azurerm", id="not said, so by the type"),
    ],
)
def test_provider_of_a_state_file(provider: str | None, name: str) -> None:
    (found,) = read(state(stored([{"attributes": {}}], provider=provider)))
    assert found.provider == Provider(name, None, assumed=True)
    assert found.language == "terraform-state"


def steps(*keys: str | int) -> list[Any]:
    """A path as a state file writes it."""
    return [
        {"type": "get_attr", "value": key} if isinstance(key, str) else {"type": "index", "value": {"value": key, "type": "number"}}
        for key in keys
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param([], {"np": [{"cidr": "x"}, {"cidr": "y"}], "n": 1}, id="no paths"),
        pytest.param([steps("np", 1, "cidr")], {"np": [{"cidr": "x"}, {"cidr": SENSITIVE}], "n": 1}, id="an attribute of one block"),
        pytest.param([steps("np")], {"np": SENSITIVE, "n": 1}, id="all blocks"),
        pytest.param([steps("np"), steps("np", 0, "cidr")], {"np": SENSITIVE, "n": 1}, id="a block and an attribute in it"),
        pytest.param([steps("np", 0, "cidr"), steps("np")], {"np": SENSITIVE, "n": 1}, id="an attribute and the block around it"),
        pytest.param([[*steps("np"), {"type": "index", "value": {"value": {"a": 1}, "type": ["object", {}]}}, *steps("cidr")]], {"np": SENSITIVE, "n": 1}, id="an item of a set hides the set"),
        pytest.param([steps("np", 7)], {"np": SENSITIVE, "n": 1}, id="an item that is not there hides the list"),
        pytest.param(["x", 3, []], {"np": [{"cidr": "x"}, {"cidr": "y"}], "n": 1}, id="what is no path"),
    ],
)  # fmt: skip
def test_sensitive_paths_of_a_state_file(paths: Any, expected: Any) -> None:
    attributes = {"np": [{"cidr": "x"}, {"cidr": "y"}], "n": 1, "gone": None}
    (found,) = read(state(stored([{"attributes": attributes, "sensitive_attributes": paths}])))
    assert shown(found.body) == expected


def test_a_state_file_keeps_the_type_beside_an_azapi_body() -> None:
    """`body` is of any type, so that the file says which; a text is a body of an old azapi."""
    attributes = {
        "body": {"type": ["object", {"a": "string"}], "value": {"a": "x"}},
        "tags": {"type": "x", "value": "y"},
    }
    azapi = {"type": "azapi_resource"}
    (found,) = read(state(stored([{"attributes": attributes}], **azapi)))
    assert shown(found.body) == {"body": {"a": "x"}, "tags": {"type": "x", "value": "y"}}
    (old,) = read(state(stored([{"attributes": {"body": "{}"}}], **azapi)))
    assert shown(old.body) == {"body": "{}"}


def test_a_state_file_of_flat_attributes_leaves_the_body_open() -> None:
    (found,) = read(state(stored([{"attributes_flat": {"name": "x"}}])))
    assert isinstance(found.body.data, OpenObject)


def test_places_in_a_state_file() -> None:
    """A resource stands at its name, an instance of many at its key."""
    text = """{"serial": 1, "lineage": "x", "resources": [
     {"mode": "managed", "type": "azurerm_subnet", "name": "a", "instances": [{"attributes": {"b": 1}}]},
     {"mode": "managed", "type": "azurerm_subnet", "name": "b", "instances": [
       {"index_key": "k", "attributes": {}}]}]}"""
    one, many = read(text)
    assert (one.place[1:], many.place[1:]) == ((2, 52), (4, 9))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({"format_version": "1.2", "planned_values": {}}, True, id="a plan"),
        pytest.param({"format_version": "1.0", "values": {}}, True, id="a state as shown"),
        pytest.param({"version": 4, "serial": 1, "lineage": "x", "resources": []}, True, id="a state file"),
        pytest.param({"planned_values": {}}, False, id="no version of the format"),
        pytest.param({"resources": [], "serial": 1}, False, id="resources of something else"),
        pytest.param({"$schema": "x", "resources": []}, False, id="an ARM template"),
        pytest.param([{"format_version": "1.2", "planned_values": {}}], False, id="a list"),
        pytest.param("x", False, id="a text"),
    ],
)
def test_which_files_are_recognised(document: Any, expected: bool) -> None:
    root = parse(Source("x.json", json.dumps(document))).root
    assert root is not None
    assert recognises(root) is expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({"errored": False, "complete": True}, [], id="a whole plan"),
        pytest.param({}, [], id="a plan of an old version"),
        pytest.param({"errored": True, "complete": False}, ["plan.json:1:{}: error: this plan ended with an error: it may lack resources"], id="a plan that ended with an error"),
        pytest.param({"complete": False}, ["plan.json:1:{}: error: this plan is not complete: it may lack resources"], id="a plan for a target"),
        pytest.param({"complete": 0}, [], id="zero is not false"),
    ],
)  # fmt: skip
def test_plans_that_may_lack_resources(more: Any, expected: list[str]) -> None:
    """The place is that of the first key that says so."""
    text = json.dumps(plan([], [], **more))
    root = parse(Source("plan.json", text)).root
    assert root is not None
    column = len(json.dumps(plan([], []))) + 2
    told = [str(problem) for problem in problems(root, Source("plan.json", text))]
    assert told == [line.format(column) for line in expected]


SCALARS = st.none() | st.booleans() | st.integers(-1, 3) | st.sampled_from(["x", "", "managed", "azurerm_subnet", "azurerm_subnet.a.id", "var.s", "module.m"])  # fmt: skip
_MODULE_KEYS = [
    "address",
    "resources",
    "child_modules",
    "module_calls",
    "module",
    "outputs",
    "expression",
    "references",
]
_RESOURCE_KEYS = [
    "mode",
    "type",
    "name",
    "values",
    "sensitive_values",
    "change",
    "after_unknown",
    "expressions",
    "body",
]
_STATE_KEYS = ["instances", "attributes", "sensitive_attributes", "value", "index_key", "vnet_subnet_id", "provider"]
KEYS = st.sampled_from([*_MODULE_KEYS, *_RESOURCE_KEYS, *_STATE_KEYS])
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=30)  # fmt: skip
PLANS = st.fixed_dictionaries(
    {"format_version": TREES, "planned_values": st.fixed_dictionaries({"root_module": TREES})},
    optional={"resource_changes": TREES, "configuration": st.fixed_dictionaries({"root_module": TREES, "provider_config": TREES}), "complete": TREES},
)  # fmt: skip
STATES = st.fixed_dictionaries({"serial": TREES, "lineage": TREES, "resources": TREES})


@given(PLANS | STATES | TREES)
@settings(max_examples=200, deadline=None)
def test_any_tree_is_read_without_an_exception(document: Any) -> None:
    source = Source("x.json", json.dumps(document))
    root = parse(source).root
    assert root is not None
    assert recognises(root) in (True, False)
    assert all(found.address for found in instances(root, source))
    assert len(list(problems(root, source))) <= 1


@given(st.lists(st.tuples(TREES, TREES, TREES), min_size=1, max_size=2))
@settings(max_examples=200, deadline=None)
def test_any_attributes_and_marks_are_read_without_an_exception(trees: list[tuple[Any, Any, Any]]) -> None:
    resources = [
        resource(f"{CLUSTER}[{number}]", values, sensitive) for number, (values, _, sensitive) in enumerate(trees)
    ]
    changes = [change(f"{CLUSTER}[{number}]", later) for number, (_, later, _) in enumerate(trees)]
    assert len(read(plan(resources, changes))) == len(trees)
