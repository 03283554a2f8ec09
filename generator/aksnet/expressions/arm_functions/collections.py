"""What is asked of texts, arrays and objects alike: how long they are, what they hold, where they begin and end."""

from __future__ import annotations

from aksnet.expressions.arm_functions.arguments import counted, number_of, shown, text, within
from aksnet.expressions.arm_functions.comparing import Comparison, find_key, text_of
from aksnet.expressions.arm_functions.placeholders import CLOSE, OPEN, parts, settled
from aksnet.expressions.functions import Table
from aksnet.expressions.values import (
    MAX_ITEMS,
    NULL,
    OpenObject,
    Ref,
    RefusedError,
    UndeterminedError,
    Val,
    plain,
    reason_of,
)
from aksnet.view import Json

TABLE = Table()


def _no_collection(value: Val) -> RefusedError:
    return RefusedError(f"{shown(plain(value))} is no text, array or object")


@TABLE.shaped("length")
def length(value: Val) -> Val:
    """How many characters, items or members there are."""
    data = value.data
    if isinstance(data, str):
        return Val(len(counted(data)))
    if isinstance(data, OpenObject):
        raise UndeterminedError(data.reason)
    if isinstance(data, list | dict):
        return Val(len(data))
    raise _no_collection(value)


@TABLE.lenient("empty")
def empty(value: Val) -> Val:
    """Whether there is nothing in it, or nothing at all; the id of a resource is never empty."""
    data = value.data
    if isinstance(data, Ref) and data.text.endswith(".id"):
        return Val(False)
    if not value.known:
        raise UndeterminedError(reason_of(value))
    if data is None:
        return Val(True)
    if isinstance(data, str):
        return Val(_no_text(data))
    if isinstance(data, OpenObject) and not data:
        raise UndeterminedError(data.reason)
    if isinstance(data, list | dict):
        return Val(not data)
    raise _no_collection(value)


def _no_text(data: str) -> bool:
    return False if any(parts(data)) else not settled(data)


@TABLE.shaped("contains")
def contains(value: Val, sought: Val) -> Val:
    """Whether a text holds another, an array an item, an object a key."""
    data = value.data
    if isinstance(data, str):
        return Val(_holds_text(data, plain(sought)))
    if isinstance(data, dict):
        return Val(_holds_key(data, plain(sought)))
    if isinstance(data, list):
        return Val(_place(data, sought) is not None)
    raise _no_collection(value)


def _holds_text(data: str, sought: Json) -> bool:
    if not isinstance(sought, str):
        raise UndeterminedError(f"it looks for {shown(sought)} in a text")
    part = settled(sought)
    return True if any(part in piece for piece in parts(data)) else part in settled(data)


def _holds_key(data: dict[str, Val], sought: Json) -> bool:
    if find_key(data, text(sought)) is not None:
        return True
    if isinstance(data, OpenObject):
        raise UndeterminedError(data.reason)
    return False


def _place(items: list[Val], sought: Val) -> int | None:
    """The place of the first item that is certainly the one sought; None where there certainly is none."""
    comparison = Comparison()
    vague = False
    for place, item in enumerate(items):
        found = comparison.alike(item, sought)
        if found:
            return place
        vague = vague or found is None
    if vague:
        raise UndeterminedError("whether the array holds the value cannot be told")
    return None


@TABLE.shaped("indexof")
def index_of(value: Val, sought: Val) -> Val:
    """Where a text, whatever its case, first stands in another, or an item in an array; -1 where it does not."""
    if isinstance(value.data, list):
        return Val(_first_place(value.data, sought))
    return Val(_folded(value).find(_folded(sought)))


def _first_place(items: list[Val], sought: Val) -> int:
    place = _place(items, sought)
    if place is None:
        return -1
    # an item before it that cannot be told apart may be the first
    _place(items[:place], sought)
    return place


@TABLE.shaped("lastindexof")
def last_index_of(value: Val, sought: Val) -> Val:
    """Where a text, whatever its case, last stands in another, or an item in an array; -1 where it does not."""
    if isinstance(value.data, list):
        place = _first_place(value.data[::-1], sought)
        return Val(-1 if place < 0 else len(value.data) - 1 - place)
    part = _folded(sought)
    if not part:
        raise UndeterminedError("it looks for the last place of an empty text")
    return Val(_folded(value).rfind(part))


def _folded(value: Val) -> str:
    data = text(plain(value))
    if not data.isascii():
        raise UndeterminedError("it ignores the case of a text with letters beyond ASCII")
    return data.lower()


@TABLE.shaped("first")
def first(value: Val) -> Val:
    """The first item or character; null where there is no item."""
    if isinstance(value.data, list):
        return value.data[0] if value.data else NULL
    return Val(_character(text(plain(value), open_too=True), 0, OPEN))


@TABLE.shaped("last")
def last(value: Val) -> Val:
    """The last item or character; null where there is no item."""
    if isinstance(value.data, list):
        return value.data[-1] if value.data else NULL
    return Val(_character(text(plain(value), open_too=True), -1, CLOSE))


def _character(data: str, at: int, placeholder: str) -> str:
    if not data:
        raise UndeterminedError("it takes a character of an empty text")
    if data[at] == placeholder:
        settled(data)
    if data[at] > "\ud7ff":
        raise UndeterminedError("it takes a character beyond U+D7FF of a text")
    return data[at]


@TABLE.shaped("take")
def take(value: Val, count: Val) -> Val:
    """So many items or characters from the first on."""
    size = max(number_of(count), 0)
    if isinstance(value.data, list):
        return value._replace(data=value.data[:size])
    return Val(counted(text(plain(value)))[:size])


@TABLE.shaped("skip")
def skip(value: Val, count: Val) -> Val:
    """All items or characters but so many of the first ones."""
    size = max(number_of(count), 0)
    if isinstance(value.data, list):
        return value._replace(data=value.data[size:])
    return Val(counted(text(plain(value)))[size:])


@TABLE.shaped("concat")
def concat(head: Val, *rest: Val) -> Val:
    """Arrays, or texts, behind one another."""
    values = (head, *rest)
    arrays = [value.data for value in values if isinstance(value.data, list)]
    if len(arrays) == len(values):
        if sum(map(len, arrays)) > MAX_ITEMS:
            raise UndeterminedError(f"it has more than {MAX_ITEMS:,} items")
        return Val([item for items in arrays for item in items])
    if arrays:
        raise RefusedError("arrays and texts cannot stand behind one another")
    pieces = [_piece(plain(value)) for value in values]
    within(sum(map(len, pieces)))
    return Val("".join(pieces))


def _piece(data: Json) -> str:
    if data is None or isinstance(data, dict | list):
        raise UndeterminedError("it takes null or an object as a text")
    return text_of(data)
