"""The fields of a spec as rows of a table, for pages that people read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from aksnet.facts.choices import PLUGINS
from aksnet.modes import MODES
from aksnet.schema.kinds import kind_of
from aksnet.schema.pieces import Schema
from aksnet.schema.shapes import property_of, text_of
from aksnet.schema.texts import TEXTS, Text
from aksnet.spec.annotations import models_of, options_of
from aksnet.spec.models import Cluster
from aksnet.spec.outbound import OUTBOUND_TYPES
from aksnet.spec.output_entries import Output


class Row(NamedTuple):
    """One field: where it stands, what it takes in words, and what it means.

    `path` is dotted, with `[]` for each item of a list and `<name>` for each key of a map: "pools[].max_pods",
    "vnet.subnets.<name>.prefix", "outputs[].path". `of` is the word that has to be chosen for it, "overlay, cilium" of
    the plugins or "loadBalancer" of the outbound types, and empty where it is always there. `type` is in words ("whole
    number, 1 to 100", "Free, Standard, Premium", "list of address ranges"). `required` is what there has to be in the
    end, whichever layer says it. `default` is as in YAML, empty where there is none; `words` has what each word of a
    choice means; `retires` says when it does.
    """

    path: str
    of: str
    type: str
    required: bool
    default: str
    description: str
    examples: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    retires: str = ""


def rows() -> list[Row]:
    """All fields, in the order in which a file has them; those of clusters stand for defaults too."""
    around = ((key, TEXTS[f"Spec.{key}"]) for key in ("clusters", "defaults", "outputs"))
    clusters, defaults, outputs = (Row(key, "", _AROUND[key], False, "", text.description) for key, text in around)
    return [*_fields(Cluster, ""), clusters, defaults, outputs, *_fields(Output, "outputs[].")]


_AROUND = {"clusters": "list of clusters, or map by name", "defaults": "a cluster", "outputs": "list of outputs"}
_UNIONS: Mapping[str, Mapping[str, type[BaseModel]]] = {
    "network": {name: MODES[name] for name in PLUGINS},
    "outbound": OUTBOUND_TYPES,
}


def _fields(model: type[BaseModel], lead: str) -> Iterator[Row]:
    for field, info in model.model_fields.items():
        yield _row(model, field, lead)
        if field in _UNIONS:
            yield from _members(_UNIONS[field], f"{lead}{field}.")
            continue
        for below, step in _below(info.annotation):
            yield from _fields(below, f"{lead}{field}{step}.")


def _below(annotation: object) -> Iterator[tuple[type[BaseModel], str]]:
    """The models below a field, and how the path to them goes on."""
    for option in options_of(annotation):
        origin = getattr(option, "__origin__", None)
        step = {tuple: "[]", dict: ".<name>"}.get(origin, "") if origin is not None else ""
        for inner in option.__args__ if step else (option,):
            yield from ((model, step) for model in models_of(inner))


def _members(members: Mapping[str, type[BaseModel]], lead: str) -> Iterator[Row]:
    """The fields of all members of a union: what tells them apart, then one row for those that have a field alike."""
    found: dict[Row, list[str]] = {}
    tags: dict[str, Row] = {}
    for name, model in members.items():
        tags[name], *below = _fields(model, lead)
        for row in below:
            found.setdefault(row, []).append(name)
    words = tuple((name, TEXTS[model.__name__].description) for name, model in members.items())
    yield tags[words[0][0]]._replace(type=", ".join(tags), words=words)
    for row, names in found.items():
        yield row._replace(of="" if len(names) == len(members) else ", ".join(names))


def _row(model: type[BaseModel], field: str, lead: str) -> Row:
    schema, text, info = property_of(model, field), text_of(model, field), model.model_fields[field]
    default = _yaml(schema["default"]) if "default" in schema else ""
    retires = schema.get("deprecationMessage", "")
    return Row(
        f"{lead}{field}", "", kind_of(schema), info.is_required(), default, text.description,
        tuple(map(_yaml, text.examples)), _words(schema, text), retires,
    )  # fmt: skip


def _words(schema: Schema, text: Text) -> tuple[tuple[str, str], ...]:
    there: Iterable[object] = schema.get("enum", schema.get("items", {}).get("enum", ()))
    return tuple((word, said) for word, said in text.words.items() if word in there)


def _yaml(value: object) -> str:
    """A value in one line of YAML, which JSON is too; a text without its quotes."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
