"""Nodes into models: every complaint of the models as a problem with its place and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from aksnet.errors import Place, Problem, SpecError
from aksnet.facts.choices import ALIASES, ELSEWHERE, PLUGINS
from aksnet.modes import MODES
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Key, Node
from aksnet.spec.outbound import OUTBOUND_TYPES

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


# How many complaints get words of their own; a person is shown fewer.
MAX_EXPLAINED = 1000

Described = TypeVar("Described", bound=BaseModel)


def cluster_of(node: Node) -> Cluster:
    """The cluster that a node describes; raises SpecError with one problem for each complaint."""
    return validated(Cluster, node)


def clusters_of(nodes: Sequence[Node], *, fleet: bool) -> tuple[list[tuple[Cluster, Node]], list[Problem]]:
    """The clusters of a document that are what the models describe, and the problems of the others.

    In a fleet a problem of one cluster names it, because its place may be under defaults; one that several clusters
    have is told once.
    """
    good: list[tuple[Cluster, Node]] = []
    found: dict[Problem, list[Node]] = {}
    for node in nodes:
        try:
            good.append((cluster_of(node), node))
        except SpecError as error:
            for problem in error.problems:
                found.setdefault(problem, []).append(node)
    named = fleet and len(nodes) > 1
    return good, [_named(problem, of[0]) if named and len(of) == 1 else problem for problem, of in found.items()]


def _named(problem: Problem, node: Node) -> Problem:
    name = node.at(("name",))
    return problem._replace(message=f"cluster {name.data!r}: {problem.message}") if name is not None else problem


def validated(model: type[Described], node: Node) -> Described:
    """What a node describes; raises SpecError with one problem for each complaint of the model."""
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [_problem(detail, node, model) for detail in details[:MAX_EXPLAINED]]
        problems += [Problem(detail["msg"], node.where(detail["loc"])) for detail in details[MAX_EXPLAINED:]]
        in_order = sorted(dict.fromkeys(problems), key=_reading_order)
        raise SpecError(*in_order) from None


def _reading_order(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


def _problem(detail: ErrorDetails, node: Node, root: type[BaseModel]) -> Problem:
    path, model = _walk(detail["loc"], root)
    context = detail.get("ctx", {})
    path = (*path, *context.get("at", ()))
    if detail["type"] == "union_tag_invalid":
        path = (*path, context["discriminator"].strip("'"))
    say = _SAYINGS.get(detail["type"], _say_other)
    message, hint = say(detail, path, model)
    return Problem(
        _shortened(f"{_dotted(path)}{message}"), _place(detail, path, node), hint or context.get("hint") or None
    )


def _place(detail: ErrorDetails, path: tuple[Key, ...], node: Node) -> Place:
    """The place of the key where the key is what is wrong, else of the value."""
    if detail["type"] == "extra_forbidden":
        above = node.at(path[:-1])
        if above is not None and path[-1] in above.keys and above.keys[path[-1]].line:
            return above.keys[path[-1]]
    return node.where(path)


def _shortened(message: str) -> str:
    """The message without the middle of a very long value in it."""
    return message if len(message) <= 400 else f"{message[:200]} … {message[-100:]}"


def _dotted(path: tuple[Key, ...]) -> str:
    return ".".join(map(str, path)) + ": " if path else ""


def _walk(loc: tuple[Key, ...], root: type[BaseModel]) -> tuple[tuple[Key, ...], Any]:
    """The location without the tags of unions, and the annotation of the last mapping on the way."""
    annotation: Any = root
    path: list[Key] = []
    model: Any = root
    for part in loc:
        tagged = _member(annotation, part)
        if tagged is not None:
            annotation = model = tagged
            continue
        if part == "[key]":
            continue
        model = annotation
        annotation = _below(annotation, part)
        path.append(part)
    return tuple(path), model


def _options(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, without None and without what annotates it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _options(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return [one for arg in get_args(annotation) if arg is not NoneType for one in _options(arg)]
    return [annotation]


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [one for one in _options(annotation) if isinstance(one, type) and issubclass(one, BaseModel)]


def _member(annotation: Any, tag: Key) -> type[BaseModel] | None:
    """The member of a discriminated union that has the tag."""
    models = _models(annotation)
    if len(models) < 2:
        return None
    for model in models:
        for name in ("plugin", "type"):
            field = model.model_fields.get(name)
            if field is not None and tag in get_args(field.annotation):
                return model
    return None


def _below(annotation: Any, key: Key) -> Any:
    """The annotation of what stands under a key."""
    for option in _options(annotation):
        if isinstance(option, type) and issubclass(option, BaseModel):
            field = option.model_fields.get(str(key))
            return field.annotation if field is not None else Any
        if get_origin(option) in (tuple, dict):
            args = get_args(option)
            return args[0] if get_origin(option) is tuple else args[1]
    return Any


def _close(word: object, words: list[str]) -> str | None:
    """ "did you mean …", for a word that is nearly one of `words`."""
    from difflib import get_close_matches

    folded = {one.lower().replace("_", "").replace("-", ""): one for one in words}
    plain = str(word).lower().replace("_", "").replace("-", "")
    near = get_close_matches(plain, folded, n=1, cutoff=0.6)
    return f"did you mean {folded[near[0]]}?" if near else None


Saying = tuple[str, str | None]


def _say_unknown_key(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    key = str(path[-1])
    models = _models(model)
    known = list(models[0].model_fields) if models else []
    for what, members in (("plugin", MODES), ("outbound type", OUTBOUND_TYPES)):
        own = [name for name, member in members.items() if models and models[0] is member]
        others = [name for name, member in members.items() if key in member.model_fields]
        if own and others:
            return f"{what} {own[0]} has no {key}", f"{', '.join(others)} {'has' if len(others) == 1 else 'have'} it"
    if models and models[0] is Cluster and any(key in mode.model_fields for mode in MODES.values()):
        return "unknown key", f"it stands under network: {{{key}: …}}"
    return "unknown key", ELSEWHERE.get(key) or _close(key, known) or f"known here: {', '.join(known)}"


def _say_literal(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    value, field = detail["input"], str(path[-1])
    models = _models(model)
    allowed = [str(one) for option in _options(_below(model, field)) for one in get_args(option)]
    if not isinstance(value, str):
        return f"{_kind_of(value)} stands where one of {', '.join(allowed)} is due", None
    message = (
        f"{value!r} is none of {', '.join(allowed)}"
        if len(allowed) > 1
        else f"{value!r} is given, and it can only be {allowed[0]}"
    )
    others = [name for name, mode in MODES.items() if _takes(mode, field, value)]
    if models and models[0] in MODES.values() and others:
        return message, f"plugin {' or '.join(others)} takes it"
    return message, _close(value, allowed)


def _takes(mode: type[BaseModel], field: str, value: object) -> bool:
    info = mode.model_fields.get(field)
    return info is not None and any(
        value in get_args(option) for option in _options(info.annotation) if get_origin(option) is Literal
    )


def _say_tag(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    context = detail["ctx"]
    key = context["discriminator"].strip("'")
    words = [*PLUGINS, *ALIASES] if key == "plugin" else context["expected_tags"].replace("'", "").split(", ")
    known = f"choose from {', '.join(PLUGINS if key == 'plugin' else words)}"
    value = detail["input"].get(key)
    if not isinstance(value, str):
        return f"{_kind_of(value)} stands where a word is due", known
    return f"{context['tag']!r} is none that aksnet knows", _close(context["tag"], words) or known


def _say_no_tag(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    key = detail["ctx"]["discriminator"].strip("'")
    words = ", ".join(PLUGINS) if key == "plugin" else "loadBalancer, userDefinedRouting, …"
    return f"{key} is missing", f"choose from {words}"


def _say_missing(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    if path == ("network",):
        return "is missing", "say --plugin overlay, or write network: {plugin: overlay}"
    return "is missing", None


def _say_type(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    value = detail["input"]
    wanted = _KINDS[detail["type"]]
    shown = _kind_of(value)
    hint = _written_out(detail, path, value)
    if wanted == "text" and isinstance(value, bool | int):
        hint = "put it in quotes"
    elif wanted == "a list" and isinstance(value, dict):
        hint = "begin each item with a dash, or put them between [ and ]"
    elif wanted == "a list" and isinstance(value, str):
        hint = f"write [{value}]"
    elif wanted == "a whole number" and isinstance(value, str) and re.fullmatch("0|[1-9][0-9]{0,8}", value):
        hint = "leave the quotes out"
    return f"{shown} stands where {wanted} is due", hint


def _kind_of(value: object) -> str:
    shown = {dict: "a mapping", tuple: "a list", NoneType: "nothing"}.get(type(value))
    return shown or (str(value).lower() if isinstance(value, bool) else repr(value))


def _written_out(detail: ErrorDetails, path: tuple[Key, ...], value: object) -> str | None:
    """How a word is written where a mapping is due that the word would choose: `network: overlay`."""
    key = {"network": "plugin", "outbound": "type"}.get(_dotted(path).removesuffix(": "))
    return f"write {path[-1]}: {{{key}: {value}}}" if key and isinstance(value, str) else None


def _say_value(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    return str(detail["ctx"]["error"]), None


def _say_fault(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    return detail["msg"], None


def _say_bound(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    context = detail["ctx"]
    if "ge" in context:
        return f"{detail['input']} is less than {context['ge']}", None
    if "le" in context:
        return f"{detail['input']} is more than {context['le']}", None
    return f"{detail['input']} is no multiple of {context['multiple_of']}", None


def _say_other(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    return detail["msg"][:1].lower() + detail["msg"][1:], None


_SAYINGS: dict[str, Callable[[ErrorDetails, tuple[Key, ...], Any], Saying]] = {
    "extra_forbidden": _say_unknown_key,
    "literal_error": _say_literal,
    "union_tag_invalid": _say_tag,
    "union_tag_not_found": _say_no_tag,
    "missing": _say_missing,
    "value_error": _say_value,
    "fault": _say_fault,
    "greater_than_equal": _say_bound,
    "less_than_equal": _say_bound,
    "multiple_of": _say_bound,
    **dict.fromkeys(_KINDS, _say_type),
}
