"""What expressions evaluate to: data whose every member carries its place and who decided it, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from aksnet.expressions.source import At, Source
from aksnet.view import Json, Later, Origin, Unknown

# More items than this in a list, an object or a loop are not expanded.
MAX_ITEMS = 10_000
# Values of more parts in all, as they would be written out, are not built.
MAX_PARTS = 100_000
# Longer texts are not built.
MAX_TEXT = 1_000_000


class RefusedError(Exception):
    """An expression that the language itself refuses: `try` and `can` catch it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class UndeterminedError(Exception):
    """An expression whose value cannot be told from the files, and why: nothing catches it but the evaluator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Ref(NamedTuple):
    """An attribute of a resource of the same configuration that is known only once it is deployed."""

    text: str
    kind: str = "ref"  # so that it never equals another tuple


class Handle:
    """Something that expressions walk into: a namespace, a resource, the outputs of a module."""

    def get(self, name: str) -> Val:
        """A member; raises RefusedError where there can be none, UndeterminedError where it cannot be told."""
        raise RefusedError(f"there is no {name!r} here")

    def index(self, key: str | int) -> Val:
        """An instance."""
        return self.get(key) if isinstance(key, str) else self.whole_item(key)

    def whole_item(self, number: int) -> Val:
        """The item with a number; raises RefusedError where there is none."""
        raise RefusedError(f"there is no item {number} here")

    def spread(self) -> Val:
        """What a splat goes over."""
        return self.whole()

    def sign(self, name: str) -> str | None:
        """The sign of what stands behind a member (signs.py); None where the name alone can be told."""
        return None

    def whole(self) -> Val:
        """All of it, as data."""
        raise UndeterminedError("a whole resource is known only once it is deployed")


class Unordered(Handle):
    """Several things of which nobody knows the order, and why: a loop goes over them where what it makes has none."""

    def __init__(self, items: list[Val], reason: str) -> None:
        self.items, self.reason = items, reason

    def get(self, name: str) -> Val:
        """It has no members."""
        return self.whole()

    def whole_item(self, number: int) -> Val:
        """None of them has a number."""
        return self.whole()

    def whole(self) -> Val:
        """A list of them would have an order."""
        raise UndeterminedError(self.reason)


class Closure(NamedTuple):
    """A lambda with the names it sees; `call` takes the values of its parameters."""

    call: Callable[..., Val]
    kind: str = "closure"


class OpenObject(dict[str, "Val"]):
    """An object that may have further members, which cannot be told; `reason` says why, `sign` what is written."""

    reason = "it may have further members"
    sign: str | None = None

    @property
    def further(self) -> Unknown:
        """What cannot be told of it."""
        return Unknown(self.reason, sign=self.sign)


class SetOf(list["Val"]):
    """A set of Terraform: no order, no index; its items differ."""


Data: TypeAlias = str | int | float | bool | list["Val"] | dict[str, "Val"] | Unknown | Ref | Handle | Closure | None


class SomeText(Unknown):
    """A text that cannot be told, but is one: it is not null."""

    __slots__ = ()


class Val(NamedTuple):
    """A value: its data, who decided it, the place of the name that it was given to, and what it came through.

    `of` is the address of the resource whose attribute it is, where it is nothing else.
    """

    data: Data
    origin: Origin = Origin.GIVEN
    at: At | None = None
    via: str | None = None
    of: str | None = None

    @property
    def known(self) -> bool:
        """Whether the value itself, not yet its members, can be told."""
        return not isinstance(self.data, Unknown | Ref)


NULL = Val(None)


def unknown(reason: str) -> Val:
    """A value that cannot be told."""
    return Val(Unknown(reason))


def reason_of(value: Val) -> str:
    """Why a value is unknown."""
    if isinstance(value.data, Ref):
        return Later(f"{value.data.text} is known only once it is deployed")
    return value.data.reason if isinstance(value.data, Unknown) else "it cannot be told"


def whole(value: Val) -> Val:
    """The value, with a handle as the data behind it."""
    return value.data.whole() if isinstance(value.data, Handle) else value


def plain(value: Val) -> Json:
    """The value as plain data; raises UndeterminedError where any of it is unknown."""
    return _plain(value, [0])


def _plain(value: Val, count: list[int]) -> Json:
    count[0] += 1
    if count[0] > MAX_ITEMS * 10:
        raise UndeterminedError(f"it has more than {MAX_ITEMS * 10:,} parts")
    data = whole(value).data
    if isinstance(data, list):
        return [_plain(item, count) for item in data]
    if isinstance(data, OpenObject):
        raise UndeterminedError(data.reason)
    if isinstance(data, dict):
        return {key: _plain(item, count) for key, item in data.items()}
    if isinstance(data, Unknown | Ref):
        raise UndeterminedError(reason_of(value))
    if isinstance(data, Handle | Closure):
        raise UndeterminedError("it is no plain data")
    return data


def wrap(data: Json, like: Val | None = None) -> Val:
    """Plain data as a value; origin and what it came through are those of `like`."""
    model = Val(None) if like is None else like._replace(data=None)
    return _wrap(data, model)


def _wrap(data: Json, model: Val) -> Val:
    if isinstance(data, list):
        return model._replace(data=[_wrap(item, model) for item in data])
    if isinstance(data, dict):
        return model._replace(data={key: _wrap(item, model) for key, item in data.items()})
    return model._replace(data=data)


def same(one: Json, other: Json) -> bool:
    """Whether plain data are equal; true is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    return type(one) is type(other) and one == other if isinstance(one, str | None) else one == other


def decided_by(values: Iterable[Val]) -> tuple[Origin, str | None]:
    """Who decided a value that is computed of these, and what it came through: the first that is not simply given."""
    for value in values:
        if value.origin is not Origin.GIVEN:
            return value.origin, value.via
    return Origin.GIVEN, None


class Lazy:
    """A value that is evaluated when it is first asked for.

    Where the language refuses it, it is unknown to all who ask: what they say themselves is not refused by that, and
    `try` does not help them.
    """

    __slots__ = ("_busy", "_make", "_sign", "_value")

    def __init__(self, make: Callable[[], Val], sign: Callable[[], str | None] | None = None) -> None:
        self._make = make
        self._sign = sign
        self._busy = False
        self._value: Val | None = None

    def force(self) -> Val:
        """The value; raises UndeterminedError where it needs itself."""
        if self._value is None:
            if self._busy:
                raise UndeterminedError("it depends on itself")
            self._busy = True
            try:
                self._value = self._make()
            except RefusedError as error:
                self._value = unknown(error.message)
            finally:
                self._busy = False
        return self._value

    def sign(self) -> str | None:
        """The sign of what it is made of; None where it needs itself, or nothing is known of that."""
        make, self._sign = self._sign, None
        found = make() if make is not None else None
        self._sign = lambda: found
        return found


class Scope:
    """What names mean at a place of a source: a name is looked up here, then in what is around it."""

    __slots__ = ("names", "outer", "source")

    def __init__(self, source: Source, names: Mapping[str, Val | Lazy], outer: Scope | None = None) -> None:
        self.source = source
        self.names = names
        self.outer = outer

    def find(self, name: str) -> Val | None:
        """The value of a name; None where it has no meaning here."""
        found = self.names.get(name)
        if found is None:
            return self.outer.find(name) if self.outer is not None else None
        return found.force() if isinstance(found, Lazy) else found

    def sign(self, name: str) -> str | None:
        """The sign of what stands behind a name, where that is told."""
        found = self.names.get(name)
        if found is None:
            return self.outer.sign(name) if self.outer is not None else None
        return found.sign() if isinstance(found, Lazy) else None
