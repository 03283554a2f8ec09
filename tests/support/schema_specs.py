"""Specs made of their schema, right ones and nearly right ones, and what the loader says of them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from aksnet.errors import Problem, SpecError
from aksnet.schema.spec_schema import spec_schema
from aksnet.spec.flags import with_flags
from aksnet.spec.fleets import fleet_of
from aksnet.spec.layers import Loaded
from aksnet.spec.loading import parse
from aksnet.spec.outputs import outputs_of
from aksnet.spec.validation import clusters_of
from editors import Validator, matches

SCHEMA = spec_schema()
VALIDATOR = Validator(SCHEMA)
_NETWORK = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
SUBNET_ID = f"{_NETWORK}/virtualNetworks/v/subnets/n"
# Texts of every kind that a spec has, and some that are nearly one.
TEXTS = (
    "nodes", "pods", "a", "aks-1", "A_b", "-a", "a-", "a.b", "a b", "", " ", "x" * 12, "x" * 13, "x" * 54, "x" * 64, "x" * 81,
    "10.0.0.0/8", "10.244.0.0/16", "10.0.0.0/33", "10.0.0.0", "10.0.0.256/24", "010.0.0.0/8", "10.0.0.0/08", "10.0.0/8",
    "10.0.0.10", "10.0.0.010", "fd00::/64", "fd00::1", "::/0", "::", "1:2:3:4:5:6:7:8/128", "1:2:3:4:5:6:7::/64", "::1.2.3.4/96",
    "1::2::3/64", "fd00::/129", "fe80::1%eth0", "12345::/16",
    SUBNET_ID, SUBNET_ID.lower(), "/subscriptions/x", f"{_NETWORK}/routeTables/t", f"{_NETWORK}/natGateways/n",
    f"{_NETWORK}/publicIPAddresses/p", f"{_NETWORK}/publicIPPrefixes/p", f"{_NETWORK}/publicIPPrefixes/p/q",
    "1.34", "1.34.2", "1.", "v1.34", "0", "1", "3", "4", "33%", "0%", "100%", "101%", "westeurope", "West Europe", "группа",
    "main.tf", "main.bicep", "a.tf.json", "AKS.Bicep", "out", "azurerm_kubernetes_cluster.this", "this", "yes", "<fill in x>",
)  # fmt: skip
JUNK: Any = st.sampled_from(
    [None, True, False, 0, 1, -1, 7, 10**30, "", "x", "yes", "overlay", [], {}, ["a"], [1], {"a": 1}, [None], [{}]]
)
_NUMBERS = (-1, 0, 1, 3, 4, 8, 12, 16, 17, 100, 101, 120, 121, 1000, 1001, 64000, 64008, 1_000_001)


def resolved(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema in the place of a reference."""
    while "$ref" in schema:
        node: Any = SCHEMA
        for key in schema["$ref"].removeprefix("#/").split("/"):
            node = node[key]
        schema = node
    return schema


@st.composite
def values(draw: st.DrawFn, schema: dict[str, Any], faults: bool) -> Any:
    """Something of a schema, with a fault now and then."""
    schema = resolved(schema)
    if faults and draw(st.integers(0, 24)) == 0:
        return draw(JUNK)
    for key in ("oneOf", "anyOf"):
        if key in schema:
            return draw(values(draw(st.sampled_from(schema[key])), faults))
    if "allOf" in schema and "properties" not in schema:
        return draw(values(schema["allOf"][0], faults))
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return draw(_of_kind(draw(st.sampled_from([one for one in kinds if one != "number"])), schema, faults))


@st.composite
def _of_kind(draw: st.DrawFn, kind: str, schema: dict[str, Any], faults: bool) -> Any:
    if kind == "null":
        return None
    if kind == "boolean":
        return draw(st.booleans())
    if kind == "integer":
        right = [one for one in _NUMBERS if faults or Validator({**schema, "type": "integer"}).is_valid(one)]
        return draw(st.sampled_from(right))
    if kind == "string":
        pattern = schema.get("pattern", "")
        if pattern and "boolean" in schema["type"]:
            return draw(st.booleans())
        wrong = faults and draw(st.integers(0, 9)) == 0
        return draw(st.sampled_from([one for one in TEXTS if matches(pattern, one) != wrong] or TEXTS))
    if kind == "array":
        size = (0 if faults else schema.get("minItems", 0), 2)
        return draw(st.lists(values(schema["items"], faults), min_size=size[0], max_size=size[1]))
    return draw(_objects(schema, faults))


@st.composite
def _objects(draw: st.DrawFn, schema: dict[str, Any], faults: bool) -> Any:
    if "properties" not in schema:
        names = [one for one in TEXTS if faults or matches(resolved(schema["propertyNames"]).get("pattern", ""), one)]
        return draw(st.dictionaries(st.sampled_from(names), values(schema["additionalProperties"], faults), max_size=2))
    properties = {key: one for key, one in schema["properties"].items() if one is not False}
    chosen = draw(st.lists(st.sampled_from(sorted(properties)), unique=True, max_size=5))
    keys = dict.fromkeys([*schema.get("required", ()), *chosen])
    made = {key: draw(values(properties[key], faults)) for key in keys}
    if faults and draw(st.integers(0, 19)) == 0:
        made[draw(st.sampled_from(["plugin", "pod_cidr", "acns", "nope", "name", "type", "$schema"]))] = draw(JUNK)
    if faults and made and draw(st.integers(0, 19)) == 0:
        del made[draw(st.sampled_from(sorted(made)))]
    return made


_CLUSTER = SCHEMA["definitions"]["Cluster"]


@st.composite
def clusters(draw: st.DrawFn, faults: bool) -> Any:
    """A cluster that has what every cluster needs, where there is no fault."""
    made: Any = draw(_objects(_CLUSTER, faults))
    if "network" not in made:
        made["network"] = draw(values({"$ref": "#/definitions/Network"}, faults))
    if not faults:
        _complete(made)
    return made


def _complete(made: Any) -> None:
    """Put in what one field asks of another, and no schema can say."""
    made["network"] = made["network"] if "plugin" in (made["network"] or {}) else {"plugin": "overlay"}
    network = made["network"]
    if network.get("allocation") and network["plugin"] == "cilium":
        network["ipam"] = "pod-subnet"
    subnets = {
        "nodes": {"prefix": "10.0.0.0/24"},
        "pods": {"prefixes": ["10.1.0.0/16"]},
        "a": {"prefix": "10.2.0.0/16"},
    }
    made["vnet"] = {"address_space": ["10.0.0.0/8"], "subnets": subnets}
    if made.get("outbound") is not None and "type" not in made["outbound"]:
        del made["outbound"]
    if made.get("hosted_system") is not None:
        made["sku"] = "automatic"
        made["hosted_system"] = {f"{one}_subnet": "nodes" for one in ("node", "system_node", "api_server")}
    if (made.get("api_server") or {}).get("subnet") is not None:
        made["api_server"]["enable_vnet_integration"] = True
    for number, pool in enumerate(made.get("pools", ())):
        pool["name"] = f"p{number}"
        if pool.get("min") is not None or pool.get("max") is not None:
            pool.update(min=1, max=3)
        if pool.get("max_surge") in ("0", 0):
            pool["max_unavailable"] = 1


@st.composite
def documents(draw: st.DrawFn, faults: bool) -> Any:
    """A file with one cluster, with several in a list or by name, and with outputs."""
    kind = draw(st.sampled_from(["one", "list", "map"]))
    several = [draw(clusters(faults)) for _ in range(draw(st.integers(1, 2)))]
    if kind == "one":
        made: Any = several[0]
    elif kind == "list":
        made = {
            "clusters": [{**one, "name": one.get("name") if faults else f"c{at}"} for at, one in enumerate(several)]
        }
    else:
        made = {"clusters": {f"c{at}": {k: v for k, v in one.items() if k != "name"} for at, one in enumerate(several)}}
    if draw(st.booleans()):
        made["outputs"] = [draw(values({"$ref": "#/definitions/Output"}, faults))]
    if draw(st.booleans()):
        made["$schema"] = "aksnet.schema.json"
    return made


def problems_of(document: Any) -> list[Problem]:
    """What the loader says of a document in JSON, its outputs among it."""
    return problems_of_text("aksnet.json", json.dumps(document))


def problems_of_text(name: str, text: str) -> list[Problem]:
    """What the loader says of a file."""
    try:
        fleet = fleet_of(parse(name, text))
        nodes = [with_flags(node) for node in fleet.clusters]
        made, problems = clusters_of(nodes, fleet=fleet.several)
        if not problems and fleet.outputs is not None and not fleet.outputs.is_null:
            outputs_of(Loaded(nodes, fleet.several, fleet.outputs, {}, []), [cluster.name for cluster, _ in made])
    except SpecError as error:
        return list(error.problems)
    return problems


def places_in(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of all that is in a document."""
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(one for key, value in below for one in places_in(value, (*path, key)))]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """A document with one change: something else in a place, a key more, a key less, or one that is misspelt."""
    made = draw(documents(faults=False))
    *above, last = draw(st.sampled_from([one for one in places_in(made) if one]))
    node = made
    for key in above:
        node = node[key]
    kind = draw(st.sampled_from(["junk", "text", "number", "less", "more", "misspelt"]))
    if kind == "less" or isinstance(node, list):
        del node[last]
    elif kind == "misspelt":
        node[f"{last}s"] = node.pop(last)
    elif kind == "more":
        node[draw(st.sampled_from(sorted(_ANY_KEY)))] = draw(st.one_of(JUNK, st.sampled_from(TEXTS)))
    else:
        node[last] = draw({"junk": JUNK, "text": st.sampled_from(TEXTS), "number": st.sampled_from(_NUMBERS)}[kind])
    return made


_ANY_KEY = {key for one in SCHEMA["definitions"].values() for key in one.get("properties", ())} | {
    "defaults",
    "clusters",
}
