"""What equals what in Bicep and ARM, which key is which, and how a value stands in a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from aksnet.expressions.arm_functions.arguments import settled_whole, shown
from aksnet.expressions.arm_functions.placeholders import is_open, settled
from aksnet.expressions.tree import MAX_DEPTH
from aksnet.expressions.values import (
    MAX_TEXT,
    Closure,
    Handle,
    OpenObject,
    UndeterminedError,
    Val,
    plain,
    wrap,
)
from aksnet.view import Json

# How many values one comparison looks at.
MAX_COMPARED = 100_000
# What the service's writer of JSON escapes in a way that was not seen.
_ESCAPED = {"'", '"', "\\", "\x7f", "\x85", "\u2028", "\u2029"}


def fold(key: str) -> str:
    """A key as it is compared: without its case."""
    return key.lower()


def find_key(members: Mapping[str, Val], key: str) -> str | None:
    """The key of an object that a key means; None where there is none."""
    if key in members:
        return key
    folded = fold(key)
    found = [name for name in members if fold(name) == folded]
    if len(found) > 1:
        raise UndeterminedError(f"{found[0]} and {found[1]} differ only in their case")
    return found[0] if found else None


class Comparison:
    """Compares values deeply as long as its steps last."""

    def __init__(self, steps: int = MAX_COMPARED) -> None:
        self._steps = steps

    def alike(self, one: Val, other: Val, depth: int = 0) -> bool | None:
        """Whether two values are equal; None where it cannot be told."""
        self._steps -= 1
        if self._steps < 0 or depth > MAX_DEPTH:
            return None
        one, other = settled_whole(one), settled_whole(other)
        if any(not value.known or isinstance(value.data, Closure | Handle) for value in (one, other)):
            return None
        if isinstance(one.data, list) and isinstance(other.data, list):
            return self._arrays(one.data, other.data, depth)
        if isinstance(one.data, dict) and isinstance(other.data, dict):
            return self._objects(one.data, other.data, depth)
        return _scalars(one.data, other.data)

    def _arrays(self, one: list[Val], other: list[Val], depth: int) -> bool | None:
        if len(one) != len(other):
            return False
        return self._all(zip(one, other, strict=True), depth)

    def _objects(self, one: dict[str, Val], other: dict[str, Val], depth: int) -> bool | None:
        found = self._all(((value, other[key]) for key, value in one.items() if key in other), depth)
        if found is False or one.keys() == other.keys():
            opened = isinstance(one, OpenObject) or isinstance(other, OpenObject)
            return None if opened and found else found
        if isinstance(one, OpenObject) or isinstance(other, OpenObject):
            return None
        return None if {fold(key) for key in one} == {fold(key) for key in other} else False

    def _all(self, pairs: Iterable[tuple[Val, Val]], depth: int) -> bool | None:
        result: bool | None = True
        for left, right in pairs:
            found = self.alike(left, right, depth + 1)
            if found is False:
                return False
            result = result and found
        return result


def _kind(data: object) -> str:
    if isinstance(data, bool):
        return "truth value"
    kinds = ((str, "text"), (int | float, "number"), (list, "array"), (dict, "object"))
    return next((name for kind, name in kinds if isinstance(data, kind)), "null")


def _scalars(one: object, other: object) -> bool | None:
    if _kind(one) != _kind(other):
        return False
    if isinstance(one, str) and isinstance(other, str):
        return None if is_open(one) or is_open(other) else one == other
    if type(one) is not type(other):
        return None if one == other else False
    return one == other


def equal(one: Json, other: Json) -> bool:
    """Whether plain data are equal as Bicep's `==` says; raises UndeterminedError where it cannot be told."""
    if isinstance(one, str) and isinstance(other, str):
        return settled(one) == settled(other)
    if one is not None and other is not None and _kind(one) != _kind(other):
        raise UndeterminedError(f"it compares {_kind(one)} and {_kind(other)}")
    found = Comparison().alike(wrap(one), wrap(other))
    if found is None:
        raise UndeterminedError("it compares values whose likeness cannot be told")
    return found


def identity(value: Val) -> str | None:
    """A text that two values share exactly where they are equal; None where that cannot be told."""
    try:
        text = json.dumps(plain(value), sort_keys=True, ensure_ascii=False)
    except (UndeterminedError, RecursionError):
        return None
    return None if is_open(text) else text


def text_of(data: Json) -> str:
    """Plain data as part of a text, as `${…}` and format() have it."""
    if data is None:
        return ""
    if isinstance(data, str):
        return data
    if isinstance(data, bool):
        return "True" if data else "False"
    if isinstance(data, int):
        return str(data)
    if isinstance(data, float):
        return fraction_text(data)
    return _quoted(data)


def fraction_text(number: float) -> str:
    """A number with a fraction as a text."""
    if not 1e-4 <= abs(number) < 1e15 or number.is_integer():
        raise UndeterminedError(f"it writes the number {shown(number)} as a text")
    return repr(number)


def _quoted(data: Json) -> str:
    """Objects and arrays stand in a text as compact JSON with single quotes."""
    written: list[str] = []
    size = 0
    for piece in _pieces(data, 0):
        size += len(piece)
        if size > MAX_TEXT:
            raise UndeterminedError(f"it is a text of more than {MAX_TEXT:,} characters")
        written.append(piece)
    return "".join(written)


def _pieces(data: Json, depth: int) -> list[str]:
    if depth > MAX_DEPTH:
        raise UndeterminedError(f"it is nested more than {MAX_DEPTH} deep")
    if isinstance(data, list):
        rows = [_pieces(item, depth + 1) for item in data]
        return ["[", *_joined(rows), "]"]
    if isinstance(data, dict):
        rows = [[_quote(key), ":", *_pieces(item, depth + 1)] for key, item in data.items()]
        return ["{", *_joined(rows), "}"]
    if isinstance(data, str):
        return [_quote(data)]
    return [fraction_text(data) if isinstance(data, float) else json.dumps(data)]


def _joined(rows: list[list[str]]) -> list[str]:
    return [piece for number, row in enumerate(rows) for piece in ([",", *row] if number else row)]


def _quote(text: str) -> str:
    if any(char < " " or char in _ESCAPED or "\ud800" <= char <= "\udfff" for char in text):
        raise UndeterminedError("it writes a text with quotes or control characters as part of JSON")
    return f"'{text}'"
