"""What users' templates do with values: filters and comparisons that say in plain words what cannot be done."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.runtime import LoopContext

from aksnet.targets.printing import Code

_KINDS = {
    type(None): "none",
    str: "a text",
    Code: "code",
    int: "a number",
    float: "a number with a fraction",
    bool: "a flag",
    tuple: "a list",
    dict: "a mapping",
    LoopContext: "the loop",
}
_ORDERS = {"lt": operator.lt, "lteq": operator.le, "gt": operator.gt, "gteq": operator.ge}


class KindError(Exception):
    """A value of a kind that nothing can be made of here."""


def kind(value: object) -> str:
    """What a value is, in words."""
    return _KINDS.get(type(value), f"a {type(value).__name__}")


def size(value: object) -> int:
    """How much work there is with a value: its characters or members."""
    return len(value) if isinstance(value, str | list | tuple | dict) else 0


def there(value: Any) -> Any:
    """The value; of one that is not there, its error, which says so."""
    if isinstance(value, Undefined):
        str(value)
    return value


def default(value: Any, default_value: Any = "", boolean: Any = False) -> Any:
    """Another value for what is not there or, where that is asked for, is empty."""
    return default_value if isinstance(value, Undefined) or (boolean and not value) else value


def first(value: Any) -> Any:
    """The first member."""
    return next(iter(_members(value)), StrictUndefined("this is empty, and has no first member"))


def last(value: Any) -> Any:
    """The last member."""
    return next(reversed(_members(value)), StrictUndefined("this is empty, and has no last member"))


def length(value: Any) -> int:
    """How many members there are."""
    return len(_members(value))


def items(value: Any) -> list[tuple[Any, Any]]:
    """The members of a mapping with their names."""
    if not isinstance(there(value), dict):
        raise KindError(f"{kind(value)} is no mapping that has items")
    return list(value.items())


def lower(value: Any) -> str:
    """A text in small letters."""
    return _text(value, "small letters").lower()


def upper(value: Any) -> str:
    """A text in capitals."""
    return _text(value, "capitals").upper()


def trim(value: Any, chars: Any = None) -> str:
    """A text without blanks, or those characters, at its ends."""
    return _text(value, "ends to trim").strip(None if chars is None else _text(chars, "characters to trim"))


def apart(value: Any, names: int) -> Any:
    """A list of as many values as there are names for."""
    if not isinstance(there(value), list | tuple):
        raise KindError(f"{kind(value)} is no list of {names} values for {names} names")
    if len(value) != names:
        raise KindError(f"a list of {len(value)} gives no values for {names} names")
    return value


def compare(value: Any, *others: Any) -> bool:
    """Whether a chain of comparisons holds: a value, Jinja's word for an operator, the next value, and so on."""
    for word, other in zip(others[::2], others[1::2], strict=True):
        if not _holds(there(value), word, there(other)):
            return False
        value = other
    return True


def _holds(left: Any, word: str, right: Any) -> bool:
    if word in ("eq", "ne"):
        return bool(left == right) is (word == "eq")
    if word in ("in", "notin"):
        return _is_in(left, right) is (word == "in")
    comparable = all(isinstance(one, str) for one in (left, right)) or all(
        isinstance(one, int | float) for one in (left, right)
    )
    if not comparable:
        raise KindError(f"{kind(left)} and {kind(right)} have no order")
    return bool(_ORDERS[word](left, right))


def _is_in(value: Any, within: Any) -> bool:
    members = _members(within)
    if isinstance(members, str):
        return _text(value, "place in a text") in members
    return value in list(members)


def _members(value: Any) -> Any:
    if not isinstance(there(value), str | list | tuple | dict):
        raise KindError(f"{kind(value)} has no members")
    return value


def _text(value: Any, what: str) -> str:
    if not isinstance(there(value), str):
        raise KindError(f"{kind(value)} is no text, and has no {what}")
    return str(value)


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function for function in (default, first, items, last, length, lower, trim, upper)
}
