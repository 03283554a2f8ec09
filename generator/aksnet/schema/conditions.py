"""What fields of one mapping ask of each other, as far as a schema can say it.

Each is an `if` with what is wrong in its `then`, and stands on what the text itself says. What another layer of
the spec may say (`ipam` for an `allocation`, `min` for a `max`) is no condition here: an editor sees one file.
"""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.schema.patterns import BOOLEAN_WORDS
from aksnet.schema.pieces import Schema

_NO = [False, None, *(word for word in BOOLEAN_WORDS.split("|") if word.lower() in ("no", "off"))]
# Nodes that a surge does not add.
_NO_SURGE = ["0", 0, None]
_NODE_SUBNET = ["node-subnet", "azure", "traditional"]
_FILES = r"\.(?:tf|tofu|bicep|bicepparam|json|sh)$"


def _given(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


def _is(key: str, *words: object) -> Schema:
    return {"required": [key], "properties": {key: {"enum": list(words)}}}


def _refused(key: str, message: str) -> Schema:
    """Nothing may be given at a key."""
    return {"properties": {key: {"type": "null", "errorMessage": message}}}


def _both(one: str, other: str) -> Schema:
    """Two spellings of one thing."""
    return {"if": _given(one), "then": _refused(other, f"{one} and {other} are both given: keep one of them")}


def _all(*conditions: Schema) -> Schema:
    return {"allOf": list(conditions)}


def _pools(key: str, message: str) -> Schema:
    return {"properties": {"pools": {"items": _refused(key, message)}}}


def _path(pattern: str, message: str) -> Schema:
    """Paths that end so are wrong."""
    return {"properties": {"path": {"pattern": f"^(?![\\s\\S]*{pattern})", "patternErrorMessage": message}}}


def _network(condition: Schema) -> Schema:
    return {"required": ["network"], "properties": {"network": condition}}


_FROM_NODES = "the mode takes pod addresses from the node subnet: leave pod_subnet out, or choose plugin: pod-subnet"
_HOSTED = "the pools of an Automatic cluster take their subnet from hosted_system"
_COUNT = "count is given beside min and max: keep count, or min and max"
_JSON = "JSON has no comments, and so no place for markers: say emit: cluster"
_BLOCK: Schema = {"properties": {"emit": {"enum": ["block"]}}}

CONDITIONS: dict[str, Sequence[Schema]] = {
    "Mode": [_both("pod_cidr", "pod_cidrs"), _both("service_cidr", "service_cidrs")],
    "Cilium": [
        {
            "if": _is("ipam", "overlay", "node-subnet"),
            "then": _refused("allocation", "allocation is given, but pods get no addresses of a pod subnet"),
        }
    ],
    "Pool": [
        {"if": {"anyOf": [_given("min"), _given("max")]}, "then": _refused("count", _COUNT)},
        {
            "if": _given("max_unavailable"),
            "then": {
                "properties": {
                    "max_surge": {
                        "enum": _NO_SURGE,
                        "errorMessage": "max_surge is given beside max_unavailable: an upgrade adds nodes, or it takes "
                        "some away",
                    }
                }
            },
        },
    ],
    "Subnet": [_both("prefix", "prefixes")],
    "ApiServer": [
        {
            "if": _is("enable_vnet_integration", *_NO),
            "then": _refused("subnet", "a subnet is given, but the API server is not in the VNet"),
        }
    ],
    "Cluster": [
        {"if": _is("sku", "base"), "then": _refused("hosted_system", "hosted_system is only for sku: automatic")},
        {"if": _is("sku", "automatic"), "then": _all(_pools("subnet", _HOSTED), _pools("pod_subnet", _HOSTED))},
        {
            "if": {
                "anyOf": [
                    _network(_is("plugin", *_NODE_SUBNET)),
                    _network(_all(_is("plugin", "cilium"), _is("ipam", "node-subnet"))),
                ]
            },
            "then": _pools("pod_subnet", _FROM_NODES),
        },
    ],
    "SeverityOverride": [
        {
            "if": _is("severity", "off", False),
            "then": {
                "required": ["reason"],
                "properties": {"reason": {"not": {"type": "null"}, "errorMessage": "a rule is off without a reason"}},
            },
        }
    ],
    "Output": [
        {
            "if": _is("emit", "cluster", "module", "inputs"),
            "then": _path(_FILES, "this is the name of a file, and with this emit it is a directory"),
        },
        {"if": _BLOCK, "then": _path(r"\.json$", _JSON)},
        {
            "if": _all(_BLOCK, {"properties": {"target": {"enum": ["terraform"]}}}),
            "then": _path(r"\.[bB][iI][cC][eE][pP]$", "this is a file of Bicep: say target: bicep"),
        },
        {
            "if": _all(_BLOCK, _is("target", "bicep")),
            "then": _path(r"\.[tT](?:[fF]|[oO][fF][uU])$", "this is a file of Terraform: say target: terraform"),
        },
    ],
}
