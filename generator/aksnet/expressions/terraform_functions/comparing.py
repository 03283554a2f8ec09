"""When two values of Terraform are equal, and in which order a set has its elements."""

from __future__ import annotations

import json
from typing import NamedTuple

from aksnet.expressions.terraform_functions.types import Constraint, TypedSet, type_key, type_of
from aksnet.expressions.values import UndeterminedError, Val, plain, same
from aksnet.view import Json

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def equal(one: Val, other: Val) -> bool:
    """Terraform's `==`: values of different types differ, also a list and a tuple of the same elements."""
    left, right = plain(one), plain(other)
    if not same(left, right):
        return False
    if not isinstance(left, list | dict):
        return True
    return type_key(type_of(one)) == type_key(type_of(other))


def exact_key(data: Json) -> str:
    """A text that is the same for equal plain data of one type only."""
    return json.dumps(_integral(data), sort_keys=True)


def _integral(data: Json) -> Json:
    """Plain data with 3.0 as 3."""
    if isinstance(data, list):
        return [_integral(item) for item in data]
    if isinstance(data, dict):
        return {key: _integral(item) for key, item in data.items()}
    return int(data) if isinstance(data, float) and data.is_integer() else data


def as_set(items: list[Val], of: Constraint | None) -> TypedSet:
    """Elements of one type as a set: each once, in Terraform's order, what is not known last."""
    distinct: dict[str, _Element] = {}
    nulls: list[Val] = []
    untold: list[Val] = []
    for item in items:
        if item.data is None:
            nulls = nulls or [item]
            continue
        try:
            data = plain(item)
        except UndeterminedError:
            untold.append(item)
            continue
        distinct.setdefault(exact_key(data), _Element(data, item))
    made = TypedSet([*(element.item for element in _ordered(list(distinct.values()))), *nulls, *untold])
    made.of = of
    return made


class _Element(NamedTuple):
    data: Json
    item: Val


def _ordered(elements: list[_Element]) -> list[_Element]:
    """Numbers ascend, texts by their bytes, false is before true, all else by the text that Terraform hashes."""
    if all(isinstance(one.data, str) for one in elements):
        return sorted(elements, key=lambda one: str(one.data).encode(errors="surrogatepass"))
    if all(isinstance(one.data, int | float) for one in elements):
        return sorted(elements, key=lambda one: one.data)  # type: ignore[arg-type,return-value]
    if len(elements) < 2:
        return elements
    return sorted(elements, key=lambda one: _hashed(one.data, one.item).encode(errors="surrogatepass"))


def _hashed(data: Json, item: Val | None) -> str:
    """The text by which Terraform orders a set of lists or objects."""
    if data is None:
        return "~"
    if isinstance(data, bool):
        return "T" if data else "F"
    if isinstance(data, int | float):
        return f"{data:.10g}"
    if isinstance(data, str):
        return f'"{"".join(map(_quoted, data))}"'
    kind = "unknown" if item is None else type_of(item).kind
    if isinstance(data, list):
        inner = item.data if item is not None and isinstance(item.data, list) else [None] * len(data)
        body = "".join(_hashed(one, val) + ";" for one, val in zip(data, inner, strict=True))
        return f"<{body}>" if kind == "tuple" else f"[{body}]"
    members = item.data if item is not None and isinstance(item.data, dict) else {}
    parts = [(key, _hashed(data[key], members.get(key))) for key in sorted(data)]
    if kind == "map":
        return "{" + "".join(f"{_hashed(key, None)}:{value};" for key, value in parts) + "}"
    return "<" + "".join(value + ";" for _, value in parts) + ">"


def _quoted(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if not char.isprintable():
        raise UndeterminedError("the order of this set cannot be told")
    return char
