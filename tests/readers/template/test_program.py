"""ARM templates are evaluated to what they declare: never to a wrong value, and unknown with the reason where need be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.readers.resources import Kind, Reading
from aksnet.readers.template import json_tree, program
from aksnet.view import Origin, Unknown
from evaluated import of_kind, only, shown, value_at

CLUSTER = "Microsoft.ContainerService/managedClusters"
NETWORK = "Microsoft.Network/virtualNetworks"
SUBNET = f"{NETWORK}/subnets"
DEPLOYMENT = "Microsoft.Resources/deployments"
SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
GROUP_ID = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
NO_VALUE = "? the parameter p has no value"


def tree(document: Any) -> tuple[Any, Source]:
    source = Source("azuredeploy.json", json.dumps(document, indent=1))
    read = json_tree.parse(source)
    assert read.root is not None
    return read.root, source


def read(resources: Any, **sections: Any) -> Reading:
    root, source = tree({"$schema": SCHEMA, **sections, "resources": resources})
    return program.read(root, source)


def cluster(value: Any, **rest: Any) -> dict[str, Any]:
    return {"type": CLUSTER, "apiVersion": "2024-09-01", "name": "aks", "properties": {"dnsPrefix": value}, **rest}


def network(**rest: Any) -> dict[str, Any]:
    return {"type": NETWORK, "apiVersion": "2024-05-01", "name": "v", **rest}


def subnet(name: str, **rest: Any) -> dict[str, Any]:
    return {"type": SUBNET, "apiVersion": "2024-05-01", "name": name, **rest}


def prefix(reading: Reading) -> Any:
    return shown(value_at(only(reading, Kind.CLUSTER).body, "dnsPrefix"))


SECTIONS: dict[str, Any] = {
    "parameters": {
        "p": {"type": "string"},
        "d": {"type": "string", "defaultValue": "x"},
        "n": {"type": "string", "nullable": True},
        "r": {"$ref": "#/definitions/t"},
        "s": {"type": "securestring", "defaultValue": "x"},
        "l": {"type": "array", "defaultValue": ["a", "b"]},
    },
    "definitions": {"t": {"type": "string", "nullable": True}},
    "variables": {
        "v": "[concat(variables('w'), 'y')]",
        "w": "[parameters('d')]",
        "copy": [{"name": "c", "count": 2, "input": "[format('c{0}', copyIndex('c', 1))]"}],
        "o": {"copy": [{"name": "inner", "count": "[length(parameters('l'))]", "input": {"k": "[parameters('l')[copyIndex('inner')]]"}}]},
    },
    "functions": [
        {"namespace": "own", "members": {"f": {"parameters": [{"name": "a", "type": "string"}], "output": {"type": "string", "value": "[concat(parameters('a'), '!')]"}},
                                         "g": {"parameters": [], "output": {"type": "string", "value": "[parameters('d')]"}}}}
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("[parameters('D')]", "x", id="names of parameters are taken in any case"),
        pytest.param("[parameters('p')]", NO_VALUE, id="a parameter without a value is unknown"),
        pytest.param("[parameters('n')]", None, id="a nullable one is null"),
        pytest.param("[parameters('r')]", None, id="so is one of a nullable type"),
        pytest.param("[parameters('s')]", "? the parameter s is secure", id="a secure one is kept out"),
        pytest.param("[parameters('none')]", "? there is no parameter none", id="one that is not declared is an error"),
        pytest.param("[variables('v')]", "xy", id="variables may stand in any order"),
        pytest.param("[variables('c')]", ["c1", "c2"], id="a variable may be a loop"),
        pytest.param("[variables('o').inner[1].k]", "b", id="so may a property of one"),
        pytest.param("[own.f('x')]", "x!", id="functions of its own"),
        pytest.param("[OWN.F('x')]", "x!", id="in any case"),
        pytest.param("[own.g()]", "? a function sees its own parameters only", id="which do not see the parameters of the template"),
        pytest.param("[own.h()]", "? there is no function own.h", id="and must be declared"),
        pytest.param("[IF(true(), 'x', 'y')]", "x", id="conditions"),
        pytest.param("[if(equals(parameters('p'), 'a'), 'x', 'y')]", NO_VALUE, id="conditions that are unknown"),
        pytest.param("[map(parameters('l'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))]", ["a0", "b1"], id="lambdas"),
        pytest.param("[ResourceGroup().id]", GROUP_ID, id="the group has placeholders"),
        pytest.param("[resourceGroup().name]", "? it depends on the resource group name of the deployment", id="and its name is open"),
        pytest.param("[resourceId('Microsoft.Network/virtualNetworks', 'x')]", f"{GROUP_ID}/providers/Microsoft.Network/virtualNetworks/x", id="ids"),
        pytest.param("[reference(resourceId('A.B/c', 'x')).y]", "? reference() is known only once it is deployed", id="what is declared elsewhere is open"),
        pytest.param("[concat('a'", "[concat('a'", id="a text without its bracket is a text"),
        pytest.param("[[x]", "[x]", id="two brackets stand for one"),
        pytest.param("[1 +]", "?", id="what is no expression is unknown"),
        pytest.param({"copy": [{"name": "a", "count": "[length(parameters('p'))]", "input": 1}]}, {"a": NO_VALUE}, id="a loop of unknown length is unknown"),
    ],
)  # fmt: skip
def test_expressions_mean_what_the_service_says(value: Any, expected: Any) -> None:
    found = prefix(read([cluster(value)], **SECTIONS))
    assert found == expected or (expected == "?" and str(found).startswith("? an expression that cannot be read"))


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        pytest.param("reference(resourceId('Microsoft.Network/virtualNetworks', 'v')).addressSpace.addressPrefixes[0]", "10.0.0.0/8", id="a declared property by the id"),
        pytest.param("reference('v', '2024-05-01').addressSpace.addressPrefixes[0]", "10.0.0.0/8", id="a declared property by the name"),
        pytest.param("reference(resourceId('Microsoft.Network/virtualNetworks', 'v'), '2024-05-01', 'Full').location", "l", id="the whole resource"),
        pytest.param("reference(resourceId('Microsoft.Network/virtualNetworks', 'v')).resourceGuid", "? v.properties is known only once it is deployed", id="a property that is not declared"),
    ],
)  # fmt: skip
def test_references_read_what_is_declared(call: str, expected: Any) -> None:
    vnet = network(location="l", properties={"addressSpace": {"addressPrefixes": ["10.0.0.0/8"]}})
    assert prefix(read([cluster(f"[{call}]"), vnet])) == expected


def test_symbols_name_resources() -> None:
    resources = {
        "net": network(properties={"x": "y"}),
        "old": network(name="old", existing=True),
        "aks": cluster("[concat(reference('net').x, resourceInfo('net').name)]"),
    }
    reading = read(resources, languageVersion="2.0")
    assert prefix(reading) == "yv"
    assert [(one.address, one.patch) for one in reading.resources] == [("net", False), ("old", True), ("aks", False)]


RESOURCES: dict[str, tuple[Any, list[tuple[Any, ...]]]] = {
    "a child by its name": ([subnet("v/s")], [("v/s", "s", "v", None)]),
    "a child in its parent": (
        [network(resources=[{"type": "subnets", "name": "s"}])],
        [("s", "s", "-> v.id", None)],
    ),
    "a child in its parent with its full name": (
        [network(resources=[subnet("v/s")])],
        [("v/s", "s", "v", None)],
    ),
    "a parent that is unknown": (
        [subnet("[format('{0}/{1}', parameters('p'), 's')]")],
        [(f"{SUBNET}[0]", "s", NO_VALUE, None)],
    ),
    "a name that is unknown": (
        [subnet("[concat(parameters('p'), '/s')]")],
        [(f"{SUBNET}[0]", NO_VALUE, NO_VALUE, None)],
    ),
    "a loop": (
        [subnet("[format('v/s{0}', copyIndex(1))]", copy={"name": "loop", "count": 2})],
        [("v/s1", "s1", "v", None), ("v/s2", "s2", "v", None)],
    ),
    "a loop by its name": (
        [subnet("[format('v/s{0}', copyIndex('loop'))]", copy={"name": "loop", "count": 1})],
        [("v/s0", "s0", "v", None)],
    ),
    "a loop of unknown length": (
        [subnet("[format('v/s{0}', copyIndex())]", copy={"name": "loop", "count": "[parameters('p')]"})],
        [(f"{SUBNET}[0]", NO_VALUE, "v", NO_VALUE.removeprefix("? "))],
    ),
    "a condition that is false": ([subnet("v/s", condition="[equals(1, 2)]")], []),
    "a condition that is unknown": (
        [subnet("v/s", condition="[equals(parameters('p'), 'x')]")],
        [("v/s", "s", "v", NO_VALUE.removeprefix("? "))],
    ),
    "something that is no resource": ([1, "x", [], {"type": 1}, {}, subnet("v/s")], [("v/s", "s", "v", None)]),
}


@pytest.mark.parametrize(("resources", "expected"), RESOURCES.values(), ids=RESOURCES)
def test_declarations_make_resources(resources: Any, expected: list[tuple[Any, ...]]) -> None:
    found = [
        (one.address, shown(one.name), shown(one.parent) if one.parent else None, one.exists)
        for one in of_kind(read(resources, parameters={"p": {"type": "string"}}), Kind.SUBNET)
    ]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("[format('{0}/s', parameters('p'))]", "-> {}.id", id="by a format"),
        pytest.param("[concat(parameters('p'), '/s')]", "-> {}.id", id="by concatenation"),
        pytest.param("[format('{0}-x/s', parameters('p'))]", NO_VALUE, id="not by a part of the name"),
        pytest.param("[format('{0}/s', parameters('q'))]", "? the parameter q has no value", id="not by another parameter"),
    ],
)  # fmt: skip
def test_a_parent_is_found_where_its_name_is_written_alike(name: str, expected: str) -> None:
    parameters = {"p": {"type": "string"}, "q": {"type": "string"}}
    reading = read([network(name="[parameters('p')]"), subnet(name)], parameters=parameters)
    parent = only(reading, Kind.SUBNET).parent
    assert parent is not None
    assert shown(parent) == expected.format(only(reading, Kind.NETWORK).address)


# deployments in a template


def nested(template: Any, scope: str | None = "inner", parameters: Any = None, **rest: Any) -> dict[str, Any]:
    properties: dict[str, Any] = {"template": template}
    if scope is not None:
        properties["expressionEvaluationOptions"] = {"scope": scope}
    if parameters is not None:
        properties["parameters"] = parameters
    return {"type": DEPLOYMENT, "apiVersion": "2025-04-01", "name": "deep", "properties": properties, **rest}


INNER = {"parameters": {"d": {"type": "string", "defaultValue": "inner"}}, "resources": [cluster("[parameters('d')]")]}
OUTER = {"parameters": {"d": {"type": "string", "defaultValue": "outer"}}}


@pytest.mark.parametrize(
    ("deployment", "expected"),
    [
        pytest.param(nested(INNER), ("inner", Origin.DEFAULT, "param d of deployment deep"), id="a template of its own has its own parameters"),
        pytest.param(nested(INNER, parameters={"d": {"value": "given"}}), ("given", Origin.MODULE, "param d of deployment deep"), id="which it is given"),
        pytest.param(nested(INNER, parameters="[createObject('d', createObject('value', 'made'))]"), ("made", Origin.MODULE, "param d of deployment deep"), id="as an expression, too"),
        pytest.param(nested(INNER, parameters={"d": {"reference": {}}}), ("? the parameter d is read from elsewhere", Origin.MODULE, "param d of deployment deep"), id="a secret is unknown"),
        pytest.param(nested(INNER, "outer"), ("outer", Origin.DEFAULT, "param d"), id="what is evaluated outside has the parameters of the template around"),
        pytest.param(nested(INNER, None), ("outer", Origin.DEFAULT, "param d"), id="which is the service's default"),
    ],
)  # fmt: skip
def test_deployments_in_a_template(deployment: Any, expected: tuple[Any, ...]) -> None:
    root, source = tree({"$schema": SCHEMA, **OUTER, "resources": [deployment]})
    found = only(program.read(root, source), Kind.CLUSTER)
    value = value_at(found.body, "dnsPrefix")
    assert found.address == "deep.aks"
    assert (shown(value), value.origin, value.via) == expected


def test_outputs_of_deployments_are_read() -> None:
    inner = {
        "resources": [],
        "outputs": {
            "o": {"type": "string", "value": "x"},
            "l": {"type": "array", "copy": {"count": 2, "input": "[copyIndex()]"}},
        },
    }
    call = "[reference(resourceId('Microsoft.Resources/deployments', 'deep')).outputs.{}.value]"
    assert prefix(read([cluster(call.format("o")), nested(inner)])) == "x"
    assert prefix(read([cluster(call.format("l")), nested(inner)])) == [0, 1]
    assert prefix(read([cluster(call.format("n")), nested(inner)])) == "? the deployment has no output n"


def test_deployments_may_need_each_other() -> None:
    give = {"resources": [], "outputs": {"o": {"type": "string", "value": "x"}}}
    first = nested(INNER, parameters={"d": {"value": "[reference('other').outputs.o.value]"}})
    assert prefix(read([first, {**nested(give), "name": "other"}])) == "x"


@pytest.mark.parametrize(
    ("count", "depth", "message"),
    [
        pytest.param(600, 1, "there are more than 500 deployments", id="many"),
        pytest.param(1, 22, "deployments stand in each other more than 20 deep", id="deep"),
    ],
)  # fmt: skip
def test_the_number_of_deployments_is_bounded_and_what_is_left_out_is_told(
    count: int, depth: int, message: str
) -> None:
    template: Any = {"resources": [cluster("x")]}
    for _ in range(depth):
        template = {"resources": [nested(template)]}
    template["resources"] *= count
    assert [one.message for one in read(template["resources"]).unread] == [message]


def test_a_linked_template_is_open() -> None:
    linked = {"type": DEPLOYMENT, "name": "deep", "properties": {"templateLink": {"uri": "https://example.com"}}}
    assert prefix(read([cluster("[reference('deep').outputs.o.value]"), linked])).startswith("? deep.outputs is known")


def test_deployments_in_another_group_have_ids_of_that_group() -> None:
    inner = {"resources": [cluster("[resourceId('A.B/c', resourceGroup().name)]")]}
    found = prefix(read([nested(inner, resourceGroup="other", subscriptionId="s")]))
    assert found == "/subscriptions/s/resourceGroups/other/providers/A.B/c/other"


def test_places_are_those_of_keys() -> None:
    reading = read([cluster("x")])
    found = only(reading, Kind.CLUSTER)
    value = value_at(found.body, "dnsPrefix")
    assert found.place[1:] == (5, 4)
    assert found.name.at is not None
    assert found.name.at.place[1:] == (7, 4)
    assert value.at is not None
    assert value.at.place[1:] == (9, 5)


def test_properties_that_differ_in_their_case_alone_are_unknown() -> None:
    resource = {"type": CLUSTER, "name": "a", "Properties": {"dnsPrefix": "x"}, "PROPERTIES": {"dnsPrefix": "y"}}
    assert shown(only(read([resource]), Kind.CLUSTER).body) == "? Properties and PROPERTIES differ only in their case"


def test_a_template_that_names_no_resource_of_ours_is_not_evaluated() -> None:
    assert read([{"type": "A.B/c", "name": "x"}]).resources == ()


# parameters files


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {"P": {"value": "x"}}}, {"p": "x"}, id="with a schema"),
        pytest.param({"parameters": {"p": {"value": {"a": [1]}}}}, {"p": {"a": [1]}}, id="without a schema"),
        pytest.param({"p": {"value": None}}, {"p": None}, id="without anything around"),
        pytest.param({"p": {"reference": {"keyVault": {}}}}, {"p": "? the parameter p is read from elsewhere"}, id="with a secret"),
        pytest.param({"p": "x"}, None, id="something else"),
        pytest.param({}, None, id="an empty object"),
        pytest.param([], None, id="a list"),
        pytest.param({"parameters": {"p": {"type": "string"}}, "resources": []}, None, id="a template"),
    ],
)  # fmt: skip
def test_parameters_files_give_values(document: Any, expected: Any) -> None:
    found = program.parameters_of(*tree(document))
    assert (found if found is None else {name: shown(value) for name, value in found.items()}) == expected


def test_values_of_a_file_are_those_of_a_variable() -> None:
    root, source = tree(
        {"$schema": SCHEMA, "parameters": {"P": {"type": "string"}}, "resources": [cluster("[parameters('p')]")]}
    )
    given = program.parameters_of(*tree({"p": {"value": "x"}}))
    value = value_at(only(program.read(root, source, given), Kind.CLUSTER).body, "dnsPrefix")
    assert (value.data, value.origin, value.via) == ("x", Origin.VARIABLE, "param p")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        pytest.param({"$schema": SCHEMA, "resources": []}, True, id="by its schema"),
        pytest.param({"$schema": SCHEMA.replace("deployment", "subscriptionDeployment")}, True, id="of a subscription"),
        pytest.param({"contentVersion": "1.0.0.0", "resources": {}}, True, id="by its parts"),
        pytest.param({"resources": []}, False, id="not by resources alone"),
        pytest.param({"$schema": SCHEMA.replace("Template", "Parameters")}, False, id="not a parameters file"),
        pytest.param([], False, id="not a list"),
    ],
)  # fmt: skip
def test_templates_are_recognised(document: Any, expected: bool) -> None:
    assert program.recognises_template(tree(document)[0]) is expected


def test_the_scope_of_a_template_is_in_its_schema() -> None:
    schema = SCHEMA.replace("deployment", "subscriptionDeployment")
    root, source = tree({"$schema": schema, "resources": [cluster("[resourceId('A.B/c', 'x')]")]})
    assert prefix(program.read(root, source)) == "/subscriptions/{subscriptionId}/providers/A.B/c/x"


_TEXTS = st.sampled_from(
    ["x", CLUSTER, NETWORK, SUBNET, DEPLOYMENT, "[parameters('p')]", "[variables('v')]", "[copyIndex()]", "[reference('x').outputs.o.value]", "[resourceId('A.B/c', 'x')]", "[own.f()]", "inner", "v/s", "[", "[["]
)  # fmt: skip
_KEYS = st.sampled_from(
    ["type", "name", "properties", "template", "resources", "parameters", "variables", "copy", "count", "input", "value", "defaultValue", "outputs", "functions", "namespace",
     "members", "output", "condition", "scope", "existing", "o", "p", "v", "expressionEvaluationOptions", "resourceGroup", "nullable", "$ref", "definitions"]
)  # fmt: skip
_DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=6),
    max_leaves=40,
)


@given(_DOCUMENTS)
@settings(max_examples=200, deadline=None)
def test_any_document_is_read_without_a_crash(document: Any) -> None:
    root, source = tree(
        {"$schema": SCHEMA, "resources": document, "x": NETWORK, "parameters": document, "variables": document}
    )
    program.read(root, source)
    program.parameters_of(root, source)
    other, text = tree(document)
    program.recognises_template(other)
    program.parameters_of(other, text)


def test_what_only_a_nested_deployment_evaluates_is_not_told() -> None:
    """ARM unescapes `[[` once in a deployment of outer scope, and evaluates what is left of it then."""
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    network = {
        "type": "Microsoft.Network/virtualNetworks",
        "apiVersion": "2024-05-01",
        "name": "v",
        "properties": {"addressSpace": {"addressPrefixes": ["[[variables('space')]", "10.0.0.0/16"]}},
    }
    inner = {"$schema": schema, "contentVersion": "1.0.0.0", "resources": [network]}
    outer = {
        "$schema": schema,
        "contentVersion": "1.0.0.0",
        "resources": [
            {
                "type": "Microsoft.Resources/deployments",
                "apiVersion": "2022-09-01",
                "name": "n",
                "properties": {"mode": "Incremental", "template": inner},
            }
        ],
    }
    source = Source("azuredeploy.json", json.dumps(outer))
    root = json_tree.parse(source).root
    assert root is not None
    (made,) = program.read(root, source).resources
    space = made.body.data["addressSpace"].data["addressPrefixes"].data  # type: ignore[index,call-overload,union-attr]
    assert isinstance(space[0].data, Unknown)
    assert space[1].data == "10.0.0.0/16"
