"""The way through the models' annotations: which model, and which field, a location of pydantic's means."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from aksnet.spec.nodes import Key


def walk(loc: tuple[Key, ...], root: type[BaseModel]) -> tuple[tuple[Key, ...], Any]:
    """The location without the tags of unions, and the annotation of the last mapping on the way."""
    annotation: Any = root
    path: list[Key] = []
    model: Any = root
    for part in loc:
        tagged = member_of(annotation, part)
        if tagged is not None:
            annotation = model = tagged
            continue
        if part == "[key]":
            continue
        model = annotation
        annotation = below(annotation, part)
        path.append(part)
    return tuple(path), model


def options_of(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, without None and without what annotates it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return options_of(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [one for arg in get_args(annotation) if arg is not NoneType for one in options_of(arg)]
    return [annotation]


def models_of(annotation: Any) -> list[type[BaseModel]]:
    """The models among the alternatives of an annotation."""
    return [one for one in options_of(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]


def member_of(annotation: Any, tag: Key) -> type[BaseModel] | None:
    """The member of a discriminated union that has the tag."""
    models = models_of(annotation)
    if len(models) < 2:
        return None
    for model in models:
        for name in ("plugin", "type"):
            field = model.model_fields.get(name)
            if field is not None and tag in get_args(field.annotation):
                return model
    return None


def below(annotation: Any, key: Key) -> Any:
    """The annotation of what stands under a key."""
    for option in options_of(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            field = option.model_fields.get(str(key))
            return field.annotation if field is not None else Any
        if get_origin(option) in (tuple, dict):
            args = get_args(option)
            return args[0] if get_origin(option) is tuple else args[1]
    return Any
