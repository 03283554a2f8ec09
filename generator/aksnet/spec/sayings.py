"""What is wrong with a value, in words: a saying for each kind of complaint that the models have."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from aksnet.facts.choices import ALIASES, ELSEWHERE, PLUGINS
from aksnet.modes import MODES
from aksnet.spec.annotations import below, models_of, options_of
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Key
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


def dotted(path: tuple[Key, ...]) -> str:
    """The path as the beginning of a message; nothing for the whole."""
    return ".".join(map(str, path)) + ": " if path else ""


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
    models = models_of(model)
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
    models = models_of(model)
    allowed = [str(one) for option in options_of(below(model, field)) for one in get_args(option)]
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
        value in get_args(option) for option in options_of(info.annotation) if get_origin(option) is Literal
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


def with_key_meant(detail: ErrorDetails) -> ErrorDetails:
    """Where the key that tells members of a union apart is missing, the complaint about one that is nearly it."""
    if detail["type"] != "union_tag_not_found" or not isinstance(detail["input"], dict):
        return detail
    known = {name for member in (*MODES.values(), *OUTBOUND_TYPES.values()) for name in member.model_fields}
    wanted = detail["ctx"]["discriminator"].strip("'")
    near = next((key for key in detail["input"] if key not in known and _close(key, [wanted])), None)
    return detail if near is None else {**detail, "type": "extra_forbidden", "loc": (*detail["loc"], near)}


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
    elif wanted == "a mapping" and value is True:
        hint = f"write {path[-1]}: {{}}, or what it takes between the braces"
    elif value is None and path[:1] == ("ignore",):
        hint = f"say why: {path[-1]}: moves to overlay in spring"
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
    key = {"network": "plugin", "outbound": "type"}.get(dotted(path).removesuffix(": "))
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
    step = context["multiple_of"]
    return f"{detail['input']} is no multiple of {step}", f"for example {detail['input'] // step * step + step}"


def say_other(detail: ErrorDetails, path: tuple[Key, ...], model: Any) -> Saying:
    """Pydantic's own words, for what has none here."""
    return detail["msg"][:1].lower() + detail["msg"][1:], None


SAYINGS: dict[str, Callable[[ErrorDetails, tuple[Key, ...], Any], Saying]] = {
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
