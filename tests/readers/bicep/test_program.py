"""Bicep files are evaluated to what they declare: never to a wrong value, and unknown with the reason where need be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.readers.bicep import program
from aksnet.readers.files import Files
from aksnet.readers.resources import Kind, Reading
from aksnet.view import Origin
from evaluated import of_kind, only, shown, value_at

CLUSTER = "Microsoft.ContainerService/managedClusters@2024-09-01"
NETWORK = "Microsoft.Network/virtualNetworks@2024-05-01"
SUBNET = "Microsoft.Network/virtualNetworks/subnets@2024-05-01"


def read(text: str, **others: str) -> Reading:
    """A main file, and others by their names with `_` for the dot."""
    files = {Path("main.bicep"): text.encode()}
    files |= {Path(name.replace("_", ".")): other.encode() for name, other in others.items()}
    return program.read(Path("main.bicep"), Files(Path(), files))


def cluster(value: str, before: str = "") -> str:
    """A file with a cluster whose podCidr is an expression."""
    body = f"{{\n  name: 'aks'\n  properties: {{ networkProfile: {{ podCidr: {value} }} }}\n}}"
    return f"{before}\nresource aks '{CLUSTER}' = {body}\n"


def pod_cidr(text: str) -> Any:
    return shown(value_at(only(read(text), Kind.CLUSTER).body, "networkProfile.podCidr"))


VNET = f"""resource vnet '{NETWORK}' = {{
  name: 'v'
  properties: {{
    addressSpace: {{ addressPrefixes: ['10.0.0.0/8'] }}
    subnets: [{{ name: 'a' }}, {{ name: 'b' }}]
    x: null
  }}
}}
"""
GROUP_ID = "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}"
VNET_ID = f"{GROUP_ID}/providers/Microsoft.Network/virtualNetworks/v"
LATER = "? vnet.properties is known only once it is deployed"
NO_VALUE = "? the parameter p has no value"


@pytest.mark.parametrize(
    ("before", "value", "expected"),
    [
        pytest.param("param p string = 'x'", "p", "x", id="a default is the value of a parameter"),
        pytest.param("param p string", "p", NO_VALUE, id="a parameter without one is unknown"),
        pytest.param("param p string?", "p", None, id="a nullable parameter without a value is null"),
        pytest.param("type t = string?\nparam p t", "p", None, id="so is one whose type is nullable"),
        pytest.param("@secure()\nparam p string = 'x'", "p", "? the parameter p is secure", id="a secure parameter is kept out"),
        pytest.param("var a = b\nvar b = 'x'", "a", "x", id="variables may stand in any order"),
        pytest.param("var a = b\nvar b = a", "a", "? it depends on itself", id="a variable that needs itself is unknown"),
        pytest.param("", "nothing", "? nothing here is called nothing", id="a name without meaning is unknown"),
        pytest.param("", "1 + 2 * 3 - 4 / 2 % 3", 5, id="operators bind as in arithmetic"),
        pytest.param("param p int", "p > 1 ? 'x' : 'x'", "x", id="both arms agree, whatever the condition"),
        pytest.param("param p int", "p > 1 ? 'x' : 'y'", NO_VALUE, id="arms that differ leave it open"),
        pytest.param("param p bool", "p && false", False, id="false and anything is false"),
        pytest.param("param p bool", "p || true", True, id="true or anything is true"),
        pytest.param("param p bool", "!(p && true)", NO_VALUE, id="true and unknown is unknown"),
        pytest.param("", "'A' =~ 'a' && 'A' !~ 'b' && 'a' != 'A'", True, id="a tilde ignores case"),
        pytest.param("var o = { a: null }", "o.a ?? 'x'", "x", id="null gives way to what stands behind it"),
        pytest.param("var o = { a: { B: 'x' } }", "o.a.b", "x", id="keys are found in any case"),
        pytest.param("var o = { a: 1 }", "o.b", "? it has no item or member 'b'", id="a missing key is an error, not null"),
        pytest.param("var o = { a: 1 }", "o.?b", None, id="a missing key behind a safe dot is null"),
        pytest.param("var o = { a: 1 }", "o.?b.c.d[0]", None, id="and ends the whole chain"),
        pytest.param("var o = { a: { c: 1 } }", "o.?a.d", "? it has no item or member 'd'", id="what is found goes on as usual"),
        pytest.param("var l = [1, 2, 3]", "l[^1]", 3, id="a caret counts from the end"),
        pytest.param("var l = [1, 2, 3]", "l[?7]", None, id="a safe index beyond the end is null"),
        pytest.param("var l = [1, 2, 3]", "l[7]", "? it has no item or member 7", id="an index beyond the end is an error"),
        pytest.param("func f(a string) string => '${a}-${g}'\nvar g = 'y'", "f('x')", "x-y", id="a function sees the variables"),
        pytest.param("func f(a string) string => a", "f('x', 'y')", "? f does not take 2 arguments", id="and takes its own arguments"),
        pytest.param("func f(a string) string => f(a)", "f('x')", "? functions call each other more than 20 deep", id="a function that calls itself is unknown"),
        pytest.param("var take = 'x'", "take('abc', 2)", "ab", id="a variable does not hide a function"),
        pytest.param("", "[for (x, i) in ['a', 'b']: '${x}${i}']", ["a0", "b1"], id="a loop gives item and number"),
        pytest.param("param p array", "[for x in p: x]", NO_VALUE, id="a loop over something unknown is unknown"),
        pytest.param("", "map([1, 2], x => x + 1)", [2, 3], id="a lambda sees its parameter"),
        pytest.param("", "resourceGroup().location", "? the location of the resource group is known only where it is deployed", id="the location of the group is open"),
        pytest.param("", "'x-${resourceGroup().name}'", "? it depends on the resource group name of the deployment", id="a name of the group's name is open"),
        pytest.param("", "resourceGroup().id", GROUP_ID, id="an id of a group has placeholders"),
        pytest.param("", "environment().suffixes.storage", "? it differs with the cloud", id="the cloud is open"),
        pytest.param("", "listKeys('x', '2024-01-01').k", "? listKeys() is known only once it is deployed", id="what the service is asked for is open"),
        pytest.param("", "noSuchThing('x')", "? aksnet does not evaluate the function noSuchThing", id="a function that is not known is told by name"),
        pytest.param(VNET, "vnet.id", VNET_ID, id="an id is known from the providers on"),
        pytest.param(VNET, "vnet.name", "v", id="the name of a resource is what it declares"),
        pytest.param(VNET, "vnet.properties.addressSpace.addressPrefixes[0]", "10.0.0.0/8", id="a declared property is read"),
        pytest.param(VNET, "vnet.properties.subnets[1].id", f"{VNET_ID}/subnets/b", id="subnets have ids by their names"),
        pytest.param(VNET, "vnet.properties.resourceGuid", LATER, id="a property that is not declared is open"),
        pytest.param(VNET, "vnet.properties.?x ?? 'y'", LATER, id="null in a declaration is filled in by the service"),
        pytest.param(VNET.replace("' = {", "' existing = {", 1), "vnet.properties.addressSpace", LATER, id="of an existing resource nothing is read"),
        pytest.param(VNET.replace("'v'", "p") + "param p string", "vnet.id", "-> vnet.id", id="where the name is unknown the symbol says which resource it is"),
        pytest.param("", "resourceId('s', 'g', 'A.B/c/d', 'x', 'y')", "/subscriptions/s/resourceGroups/g/providers/A.B/c/x/d/y", id="ids take subscription and group"),
        pytest.param("param g string", "resourceId(g, 'A.B/c', 'x')", f"{GROUP_ID}/providers/A.B/c/x", id="a group that is unknown is a placeholder"),
        pytest.param(VNET + "resource s 'none' = {\n  parent: vnet\n  name: 's'\n}", "s.id", "-> s.id", id="what has no type has no id"),
        pytest.param("", "resourceId('A.B/c', 'x', 'y')", "? a A.B/c does not have 2 names", id="names must be as many as the type has parts"),
        pytest.param("", "tenantResourceId('A.B/c', 'x')", "/providers/A.B/c/x", id="ids of the tenant have no scope"),
        pytest.param("param p object", "{ a: 1, ...p }", {"a": NO_VALUE, "*": NO_VALUE}, id="what is spread and unknown may hide what stands before it"),
        pytest.param("param p object", "{ ...p, a: 1 }", {"a": 1, "*": NO_VALUE}, id="not what stands behind it"),
        pytest.param("", "sys.toLower(az.tenantResourceId('A.B/c', 'X'))", "/providers/a.b/c/x", id="names of functions may be qualified"),
    ],
)  # fmt: skip
def test_expressions_mean_what_the_compiler_says(before: str, value: str, expected: Any) -> None:
    assert pod_cidr(cluster(value, before)) == expected


def test_open_ids_neither_equal_nor_differ() -> None:
    assert str(pod_cidr(cluster("resourceGroup().id == 'x' ? 'a' : 'b'"))).startswith("? it depends on")


def test_origins_say_who_decided_a_value() -> None:
    body = only(read(cluster("p", "param p string = 'x'")), Kind.CLUSTER).body
    value = value_at(body, "networkProfile.podCidr")
    assert (value.origin, value.via) == (Origin.DEFAULT, "param p")
    assert value_at(body, "networkProfile").origin is Origin.GIVEN


def test_places_are_those_of_keys_in_the_object_that_the_value_stands_in() -> None:
    text = (
        "var profile = {\n  podCidr: 'x'\n}\n"
        f"resource aks '{CLUSTER}' = {{\n  name: 'aks'\n  properties: {{\n    networkProfile: profile\n  }}\n}}\n"
    )
    resource = only(read(text), Kind.CLUSTER)
    places = [value_at(resource.body, path).at for path in ("networkProfile", "networkProfile.podCidr")]
    assert [at and at.place[1:] for at in places] == [(7, 5), (2, 3)]
    assert resource.place[1:] == (4, 1)
    assert resource.name.at is not None
    assert resource.name.at.place[1:] == (5, 3)


RESOURCES: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "a child by its parent": (
        f"resource v '{NETWORK}' = {{ name: 'v' }}\nresource s '{SUBNET}' = {{\n  parent: v\n  name: 's'\n}}\n",
        [("s", "s", "-> v.id", None)],
    ),
    "a child inside of its parent": (
        f"resource v '{NETWORK}' = {{\n  name: 'v'\n  resource s 'subnets' = {{\n    name: 's'\n  }}\n}}\n",
        [("v::s", "s", "-> v.id", None)],
    ),
    "a child by a name with a slash": (f"resource s '{SUBNET}' = {{ name: 'v/s' }}\n", [("s", "s", "v", None)]),
    "a child of a parent whose name is unknown": (
        f"param p string\nresource s '{SUBNET}' = {{ name: '${{p}}/s' }}\n",
        [("s", "s", NO_VALUE, None)],
    ),
    "a child of a network that is declared elsewhere": (
        f"resource v '{NETWORK}' existing = {{ name: 'v' }}\nresource s '{SUBNET}' = {{\n  parent: v\n  name: 's'\n}}\n",
        [("s", "s", VNET_ID, None)],
    ),
    "a name with too many slashes": (
        f"resource s '{SUBNET}' = {{ name: 'v/s/t' }}\n",
        [("s", "? the name has 3 parts, not 2", "? its name cannot be told", None)],
    ),
    "a loop": (
        f"resource s '{SUBNET}' = [for n in ['a', 'b']: {{ name: 'v/${{n}}' }}]\n",
        [("s[0]", "a", "v", None), ("s[1]", "b", "v", None)],
    ),
    "a loop with a condition": (
        f"resource s '{SUBNET}' = [for n in ['a', 'b']: if (n != 'a') {{ name: 'v/${{n}}' }}]\n",
        [("s[1]", "b", "v", None)],
    ),
    "a loop over something unknown": (
        f"param p array\nresource s '{SUBNET}' = [for n in p: {{ name: 'v/${{n}}' }}]\n",
        [("s", NO_VALUE, "v", NO_VALUE.removeprefix("? "))],
    ),
    "a condition that is false": (f"resource s '{SUBNET}' = if (1 > 2) {{ name: 'v/s' }}\n", []),
    "a condition that is unknown": (
        f"param p bool\nresource s '{SUBNET}' = if (p) {{ name: 'v/s' }}\n",
        [("s", "s", "v", NO_VALUE.removeprefix("? "))],
    ),
    "a child of a parent that is not there": (
        f"resource v '{NETWORK}' = if (false) {{\n  name: 'v'\n  resource s 'subnets' = {{\n    name: 's'\n  }}\n}}\n",
        [],
    ),
    "parents in a circle": (
        f"resource s '{SUBNET}' = {{\n  parent: t\n  name: 's'\n}}\n"
        f"resource t '{NETWORK}' = {{\n  parent: s\n  name: 't'\n}}\n",
        [("s", "s", "-> t.id", None)],
    ),
}


@pytest.mark.parametrize(("text", "expected"), RESOURCES.values(), ids=RESOURCES)
def test_declarations_make_resources(text: str, expected: list[tuple[Any, ...]]) -> None:
    found = [
        (one.address, shown(one.name), shown(one.parent) if one.parent else None, one.exists)
        for one in of_kind(read(text), Kind.SUBNET)
    ]
    assert found == expected


def test_properties_move_up_to_the_rest() -> None:
    body = "{\n  name: 'a'\n  location: 'l'\n  dependsOn: []\n  properties: { dnsPrefix: 'd' }\n}"
    reading = read(f"resource aks '{CLUSTER}' = {body}\n")
    assert shown(only(reading, Kind.CLUSTER).body) == {"location": "l", "dnsPrefix": "d"}


def test_what_is_declared_elsewhere_is_only_named() -> None:
    text = VNET.replace("' = {", "' existing = {", 1) + f"resource aks '{CLUSTER}' existing = {{\n  name: 'aks'\n}}\n"
    (found,) = read(text).resources
    assert (found.kind, found.patch, shown(found.name)) == (Kind.NETWORK, True, "v")
    assert shown(found.body) == {"*": "? vnet is declared elsewhere"}


def test_unknown_properties_leave_the_body_open() -> None:
    reading = read(
        f"param p object\nresource aks '{CLUSTER}' = {{\n  name: 'a'\n  location: 'l'\n  properties: p\n}}\n"
    )
    assert shown(only(reading, Kind.CLUSTER).body) == {"location": "l", "*": NO_VALUE}


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        pytest.param("var a = b\n", "nothing here is called b", (1, 9), id="a name without meaning"),
        pytest.param("param p int = 'x'\n", "the default of p is no int", (1, 15), id="a default of another type"),
        pytest.param("var v = 1\nparam p int = v\n", "the default of p uses v, which is no parameter", (2, 15), id="a default of a variable"),
        pytest.param("var v = \n", "", (1, 9), id="a syntax error"),
        pytest.param(f"resource a '{CLUSTER}' = {{\n  name: 'a'\n  properties: {{\n    ...(true ? {{}} : null)\n  }}\n}}\n", "null is spread here", (4, 5), id="null that is spread"),
        pytest.param("module m 'no.bicep' = {}\n", "no.bicep: there is no such file", (1, 10), id="a module without a file"),
        pytest.param("module m 'main.bicep' = {}\n", "this module calls itself", (1, 10), id="a module that calls itself"),
        pytest.param("import { a } from 'no.bicep'\nvar x = a\n", "no.bicep: there is no such file", (1, 19), id="an import without a file"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(text: str, message: str, place: tuple[int, int]) -> None:
    problem = read(text).unread[0]
    assert message in problem.message
    assert problem.place is not None
    assert problem.place[1:] == place


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("var a = [for (x, i) in [1]: x + i]\n", id="the names of a loop"),
        pytest.param("var a = map([1], x => map([2], y => x + y))\n", id="the names of lambdas"),
        pytest.param("func f(a int) int => a\nvar b = f(1)\n", id="the names of a function's parameters"),
        pytest.param("extension kubernetes as k8s\nvar a = k8s.x\n", id="the name of an extension"),
        pytest.param("import * as lib from 'lib.bicep'\nvar a = lib.x\n", id="the name of an import"),
        pytest.param(f"resource v '{NETWORK}' = {{\n  name: 'v'\n  resource s 'subnets' = {{ name: 's' }}\n  resource t 'subnets' = {{\n    name: s.name\n  }}\n}}\n", id="the name of a neighbour in the same parent"),
        pytest.param("param a int\nparam b int = a\n", id="a default of another parameter"),
        pytest.param("param a string = null ?? 'x'\n", id="a default that is computed"),
    ],
)  # fmt: skip
def test_what_is_right_is_not_told(text: str) -> None:
    assert read(text, lib_bicep="@export()\nvar x = 1\n").unread == ()


def test_what_is_broken_is_not_made_up() -> None:
    reading = read(cluster("p", "param p string = 'x'\n  + 'y'\n"))
    assert reading.unread
    found = [shown(value_at(one.body, "networkProfile.podCidr")) for one in reading.resources]
    assert found == ["? the parameter p is wrong"]


def test_long_chains_of_variables_are_evaluated() -> None:
    chain = "\n".join(f"var v{number} = '${{v{number - 1}}}'" for number in range(1, 3000))
    assert pod_cidr(cluster("v2999", f"var v0 = 'x'\n{chain}")) == "x"


def test_a_file_that_is_not_there_is_told() -> None:
    (problem,) = program.read(Path("none.bicep"), Files(Path(), {})).unread
    assert problem.message == "there is no such file"


_PIECES = (
    "param p string = ", "var v = ", "resource r '", CLUSTER, NETWORK, "' = ", "{", "}", "[", "]", "for x in ", ":", "if (", ")",
    "name: 'a'", "properties: ", "parent: r", "r.id", "v.x", "p", "...", "\n", " ", "'${", "}'", "module m 'main.bicep' = {", "?", "??",
    "resource s 'subnets' = {", "map(v, x => x)", "1", "null", "resourceId('A.B/c', 'x')", "output o string = ", "func f(a int) int => f(a)",
    "import * as i from 'main.bicep'", "scope: resourceGroup('x')", "existing = {", "v", "= v\n", "\nvar v = r.properties\n", "\nresource r '",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_without_a_crash(words: list[str]) -> None:
    read("".join(words))
