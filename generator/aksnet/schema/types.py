"""Annotations of the models as schemas: what a field takes, without what it means."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import AfterValidator, BaseModel, Strict
from pydantic.fields import FieldInfo

from aksnet.schema.adapting import ADAPTED
from aksnet.schema.patterns import BOOLEAN_WORDS, Pattern, pattern_of
from aksnet.schema.pieces import Schema, nullable, patterned, ref

# What a discriminated union is called by the key that it is told by.
UNIONS = {"plugin": "Network", "type": "Outbound"}
_BOUNDS = {"ge": "minimum", "le": "maximum", "multiple_of": "multipleOf"}


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


def _annotated(schema: Schema, one: Any) -> Schema:
    """The schema with what one annotation asks for."""
    if isinstance(one, FieldInfo):
        return ref(UNIONS[str(one.discriminator)]) if one.discriminator else _bounded(schema, one.metadata)
    if one in ADAPTED:
        return ADAPTED[one](schema)
    if isinstance(one, AfterValidator):
        pattern = pattern_of(one.func)
        return patterned(schema, pattern) if pattern is not None else schema
    if isinstance(one, Strict):
        return schema
    raise TypeError(f"{one!r} says nothing in a schema")


def _bounded(schema: Schema, metadata: list[Any]) -> Schema:
    found = {key: getattr(one, name) for one in metadata for name, key in _BOUNDS.items() if hasattr(one, name)}
    return {**schema, **found}
