"""The JSON Schema (draft-07) of a spec: of a cluster, of a fleet, and of the defaults of a folder."""

from __future__ import annotations

from pydantic import BaseModel

from aksnet.facts.choices import PLUGINS
from aksnet.modes import MODES
from aksnet.modes.cilium import Acns
from aksnet.schema.heading import headed, written
from aksnet.schema.pieces import Schema, nullable, ref
from aksnet.schema.shapes import definition, described, property_of, union
from aksnet.schema.texts import TEXTS
from aksnet.spec.features import Addons, ApiServer, InSubnet, Istio
from aksnet.spec.fleets import CLUSTERS, DEFAULTS, OUTPUTS
from aksnet.spec.models import Cluster, HostedSystem, Pool, Subnet, Vnet
from aksnet.spec.outbound import OUTBOUND_TYPES
from aksnet.spec.output_entries import Output
from aksnet.spec.schema_ids import KEY

_PARTS: tuple[type[BaseModel], ...] = (
    Acns,
    Vnet,
    Subnet,
    Pool,
    HostedSystem,
    ApiServer,
    Addons,
    InSubnet,
    Istio,
    Output,
)

# The clusters of a fleet: as a list, or by name, where none has a second name.
_CLUSTERS: Schema = {
    "type": ["array", "object"],
    "minItems": 1,
    "items": ref("Cluster"),
    "minProperties": 1,
    "propertyNames": property_of(Cluster, "name"),
    "additionalProperties": {"allOf": [ref("Cluster"), {"properties": {"name": False}}]},
}
# What else may stand in a file with clusters or defaults.
_ALONE: Schema = {
    "propertyNames": {
        "enum": [KEY, CLUSTERS, DEFAULTS, OUTPUTS],
        "errorMessage": "this stands beside clusters or defaults: put it into a cluster, or under defaults",
    }
}
# Each cluster in a list has a name, but for the only one whose name is in the defaults.
_NAMES: Schema = {
    "if": {"not": {"required": [DEFAULTS], "properties": {DEFAULTS: {"type": "object", "required": ["name"]}}}},
    "then": {"properties": {CLUSTERS: {"items": {"required": ["name"]}}}},
}


def spec_schema() -> Schema:
    """The schema of a whole file."""
    cluster = definition(Cluster)
    schema = {
        "title": TEXTS["Spec"].title,
        "description": TEXTS["Spec"].description,
        "type": "object",
        "properties": {**{key: ref(f"Cluster/properties/{key}") for key in cluster["properties"]}, **_around()},
        "additionalProperties": False,
        "dependencies": {CLUSTERS: _ALONE, DEFAULTS: _ALONE},
        "allOf": [*cluster["allOf"], _NAMES],
        "definitions": {
            "Cluster": cluster,
            **union("plugin", {name: MODES[name] for name in PLUGINS}),
            **union("type", OUTBOUND_TYPES),
            **{one.__name__: definition(one) for one in _PARTS},
        },
    }
    return headed("spec", schema)


def schema_text() -> str:
    """The schema as it is written."""
    return written(spec_schema())


def _around() -> Schema:
    """What stands beside the cluster, or around the clusters."""
    parts: dict[str, Schema] = {
        KEY: {"type": "string"},
        CLUSTERS: _CLUSTERS,
        DEFAULTS: nullable(ref("Cluster")),
        OUTPUTS: nullable({"type": "array", "items": ref("Output")}),
    }
    return {key: described(schema, TEXTS[f"Spec.{key}"]) for key, schema in parts.items()}
