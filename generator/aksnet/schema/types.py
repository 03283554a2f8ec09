"""Annotations of the models as schemas: what a field takes, without what it means."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Strict
from pydantic.fields import FieldInfo

from aksnet.modes.base import AS_TEXT, Cidrs
from aksnet.schema.patterns import BOOLEAN_WORDS, Pattern, pattern_of
from aksnet.spec.models import OR_NOTHING

Schema: TypeAlias = dict[str, Any]

_FILLED = get_args(Cidrs)[-1]
# What a discriminated union is called by the key that it is told by.
UNIONS = {"plugin": "Network", "type": "Outbound"}
_BOUNDS = {"ge": "minimum", "le": "maximum", "multiple_of": "multipleOf"}


def ref(name: str) -> Schema:
    """A reference to a definition."""
    return {"$ref": f"#/definitions/{name}"}


def nullable(schema: Schema) -> Schema:
    """The schema with nothing as well."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    if "type" in schema:
        kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return {**schema, "type": [*kinds, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def type_of(annotation: Any) -> Schema:
    """The schema of what an annotation takes."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        schema = type_of(args[0])
        for one in args[1:]:
            schema = _annotated(schema, one)
        return schema
    if origin in (Union, UnionType):
        options = [one for one in args if one is not NoneType]
        schema = type_of(options[0]) if len(options) == 1 else {}
        return nullable(schema) if NoneType in args else schema
    if origin is Literal:
        return {"enum": list(args)}
    if origin is tuple:
        return {"type": "array", "items": type_of(args[0])}
    if origin is dict:
        names = {key: value for key, value in type_of(args[0]).items() if key != "type"}
        return {"type": "object", "propertyNames": names, "additionalProperties": type_of(args[1])}
    return _plain(annotation)


def _plain(annotation: Any) -> Schema:
    if annotation is bool:
        # the words of YAML 1.1, which aksnet reads, are texts for an editor of YAML 1.2
        return patterned({"type": ["boolean", "string"]}, Pattern(BOOLEAN_WORDS, "neither true nor false"))
    if issubclass(annotation, BaseModel):
        return ref(annotation.__name__)
    return {"type": {str: "string", int: "integer"}[annotation]}


def patterned(schema: Schema, pattern: Pattern) -> Schema:
    """The schema with a pattern for its texts."""
    return {**schema, "pattern": pattern.whole, "patternErrorMessage": pattern.message}


def _annotated(schema: Schema, one: Any) -> Schema:
    """The schema with what one annotation asks for."""
    if isinstance(one, FieldInfo):
        return ref(UNIONS[str(one.discriminator)]) if one.discriminator else _bounded(schema, one.metadata)
    if one == _FILLED:
        return {**schema, "minItems": 1}
    if one == OR_NOTHING:
        return nullable(schema)
    if one == AS_TEXT:
        return {**schema, "type": ["string", "integer"]}
    if isinstance(one, AfterValidator):
        pattern = pattern_of(one.func)
        return patterned(schema, pattern) if pattern is not None else schema
    if isinstance(one, Strict):
        return schema
    raise TypeError(f"{one!r} says nothing in a schema")


def _bounded(schema: Schema, metadata: list[Any]) -> Schema:
    found = {key: getattr(one, name) for one in metadata for name, key in _BOUNDS.items() if hasattr(one, name)}
    return {**schema, **found}
