"""Models as schemas: the definition of each, made of its annotations, and what its fields mean beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from aksnet.facts.choices import PLUGINS
from aksnet.modes import Mode
from aksnet.schema.conditions import CONDITIONS
from aksnet.schema.patterns import SUBNET
from aksnet.schema.pieces import Schema, patterned, ref
from aksnet.schema.texts import TEXTS, Text
from aksnet.schema.types import UNIONS, type_of
from aksnet.spec.models import HostedSystem
from aksnet.spec.outbound import OUTBOUND_TYPES

# What is required in the end, and what another layer of a spec may say.
_ELSEWHERE = ("Cluster.network", *(f"HostedSystem.{field}" for field in HostedSystem.model_fields))
# Whole numbers where texts are due have bounds of their own.
_NUMBERS: dict[str, Schema] = {
    "Pool.max_surge": {"minimum": 0},
    "Pool.max_unavailable": {"minimum": 1},
    # 1.34 is a number for an editor, and a text for aksnet; 1.0, which is 1 for a schema, Azure has never had
    "Cluster.kubernetes_version": {"type": ["string", "number", "null"], "exclusiveMinimum": 1, "exclusiveMaximum": 2},
    "Output.provider_version": {"type": ["string", "number", "null"]},
}
_ZONES: Schema = {"minimum": 1, "maximum": 3}
# What stands for itself in every choice that has it.
_SAID: dict[Any, str] = {None: "as if it were left out", False: "off"}
_SUBNETS = ("Pool.subnet", "Pool.pod_subnet", "ApiServer.subnet", "InSubnet.subnet")


def keys_of(model: type[BaseModel], field: str) -> Iterator[str]:
    """Under which names a field of a model may have its text, the most exact one first."""
    yield f"{model.__name__}.{field}"
    if issubclass(model, Mode):
        yield f"Mode.{field}"
    if model in OUTBOUND_TYPES.values():
        yield f"Outbound.{field}"


def text_of(model: type[BaseModel], field: str) -> Text:
    """What a field of a model means."""
    return TEXTS[next(key for key in keys_of(model, field) if key in TEXTS)]


def definition(model: type[BaseModel]) -> Schema:
    """The schema of a mapping that a model describes."""
    properties = {field: property_of(model, field) for field in model.model_fields}
    text = TEXTS[model.__name__]
    required = [
        field
        for field, info in model.model_fields.items()
        if info.is_required() and f"{model.__name__}.{field}" not in _ELSEWHERE
    ]
    conditions = [*CONDITIONS.get(model.__name__, ()), *(CONDITIONS["Mode"] if issubclass(model, Mode) else ())]
    return {
        "title": text.title,
        "description": text.description,
        "type": "object",
        **({"required": required} if required else {}),
        "properties": properties,
        "additionalProperties": False,
        **({"allOf": conditions} if conditions else {}),
    }


def property_of(model: type[BaseModel], field: str) -> Schema:
    """The schema of one field, with what it means."""
    if _is_tag(model, field):
        return _tag(model, field)
    text = text_of(model, field)
    schema = _adapted(f"{model.__name__}.{field}", _type(model, field))
    return described(schema, text, **_default(model.model_fields[field]))


def described(schema: Schema, text: Text, **more: Any) -> Schema:
    """A schema with what it means; what stands beside a reference is not looked at, so that it goes into an `allOf`."""
    schema = {"allOf": [schema]} if "$ref" in schema else schema
    examples = {"examples": list(text.examples)} if text.examples else {}
    retires = {"deprecationMessage": text.retires} if text.retires else {}
    return {"description": text.description, **retires, **schema, **_words(schema, text), **more, **examples}


def _words(schema: Schema, text: Text) -> Schema:
    """What the words of a choice, or of a list of such, mean."""
    if "items" in schema and "enum" in schema["items"]:
        return {"items": {**schema["items"], **_words(schema["items"], text)}}
    if not text.words:
        return {}
    says = {**text.words, **_SAID}
    return _documented({word: says[word] for word in schema["enum"]})


def _documented(words: Mapping[Any, str]) -> Schema:
    """A choice with what its words mean, as VS Code and YAML language servers read it, and as JetBrains does."""
    metadata = {word: {"description": said} for word, said in words.items() if isinstance(word, str)}
    return {"enum": list(words), "enumDescriptions": list(words.values()), "x-intellij-enum-metadata": metadata}


def _type(model: type[BaseModel], field: str) -> Schema:
    return type_of(get_type_hints(model, include_extras=True)[field])


def _adapted(key: str, schema: Schema) -> Schema:
    """The schema with what an editor reads otherwise than aksnet, and with what its name means."""
    if key in _SUBNETS:
        schema = patterned(schema, SUBNET)
    if key == "Pool.zones":
        schema = {**schema, "items": {**schema["items"], **_ZONES}}
    if key == "Cluster.tags":
        schema = {**schema, "additionalProperties": {**schema["additionalProperties"], "type": ["string", "number"]}}
    return {**schema, **_NUMBERS.get(key, {})}


def _is_tag(model: type[BaseModel], field: str) -> bool:
    """Whether a field tells a mode or an outbound type from the others."""
    return (field == "plugin" and issubclass(model, Mode)) or (field == "type" and model in OUTBOUND_TYPES.values())


def _tag(model: type[BaseModel], field: str) -> Schema:
    """The word that tells a member of a union from the others."""
    (word,) = get_args(model.model_fields[field].annotation)
    text = TEXTS[model.__name__]
    retires = {"deprecationMessage": text.retires} if text.retires else {}
    return {"description": text.description, **retires, "const": word}


def _default(field: FieldInfo) -> Schema:
    """The default of a field, but for what is empty: an editor would fill that in."""
    if field.is_required() or field.default_factory is not None or field.default in (None, ()):
        return {}
    return {"default": field.default}


def union(key: str, models: Mapping[str, type[BaseModel]]) -> dict[str, Schema]:
    """A union that is told by a key, as definitions: its members, what stands without the key, and the choice."""
    name, part = UNIONS[key], f"{UNIONS[key]}Part"
    members = {one.__name__: definition(one) for one in models.values()}
    others = {
        f"{one.__name__}Alias": _by_another_name(members[one.__name__], one.__name__, key, word, PLUGINS[word])
        for word, one in models.items()
        if PLUGINS.get(word) and key == "plugin"
    }
    choice = {
        "title": TEXTS[name].title,
        "description": TEXTS[name].description,
        "oneOf": [*map(ref, (part, *members, *others))],
    }
    return {name: choice, **members, **others, part: _part(part, key, models.values())}


def _by_another_name(member: Schema, name: str, key: str, word: str, aliases: Sequence[str]) -> Schema:
    """A member of a union by its aliases: a definition of its own, as each member has one word of its own."""
    properties: Schema = {field: ref(f"{name}/properties/{field}") for field in member["properties"]}
    words = _documented(dict.fromkeys(aliases, f"the same as {word}"))
    return {**member, "properties": {**properties, key: {"description": member["description"], **words}}}


def _part(name: str, key: str, models: Iterable[type[BaseModel]]) -> Schema:
    """What fields of any member say where the key stands in another layer."""
    found: dict[str, dict[str, Schema]] = {}
    for model in models:
        for field in model.model_fields:
            found.setdefault(field, {})[model.__name__] = property_of(model, field)
    properties = {field: _joined(field, members) for field, members in found.items() if field != key}
    return {
        "title": TEXTS[name].title,
        "description": TEXTS[name].description,
        "type": "object",
        "not": {"required": [key]},
        "properties": properties,
        "additionalProperties": False,
        **({"allOf": CONDITIONS["Mode"]} if key == "plugin" else {}),
    }


def _joined(field: str, members: Mapping[str, Schema]) -> Schema:
    """What takes what the field of one of these models takes."""
    (name, first), *others = members.items()
    if all(one == first for _, one in others):
        return ref(f"{name}/properties/{field}")
    schema = {key: value for key, value in first.items() if key != "default"}
    if "enum" not in schema:
        numbers = {"minimum": min(one["minimum"] for one in members.values())}
        return {**schema, **numbers, "maximum": max(one["maximum"] for one in members.values())}
    words = (pair for one in members.values() for pair in zip(one["enum"], one["enumDescriptions"], strict=True))
    return {**schema, **_documented(dict(words))}
