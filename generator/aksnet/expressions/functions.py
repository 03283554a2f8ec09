"""A table of a language's pure functions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])


class Function(NamedTuple):
    """A pure function.

    One that is `plain` takes plain data (`Json`) that is known as a whole, and gives plain data; any other takes `Val`
    whose members may be unknown (never a bare unknown, unless it is `lenient`) and gives a `Val`.
    """

    call: Callable[..., Any]
    plain: bool
    lenient: bool
    least: int
    most: int | None

    def takes(self, count: int) -> bool:
        """Whether the function takes so many arguments."""
        return self.least <= count and (self.most is None or count <= self.most)


class Table(dict[str, Function]):
    """Functions by name."""

    def plain(self, *names: str) -> Callable[[_F], _F]:
        """Register a function of plain data."""
        return self._register(names, plain=True, lenient=False)

    def shaped(self, *names: str) -> Callable[[_F], _F]:
        """Register a function of values whose members may be unknown, and keep their places."""
        return self._register(names, plain=False, lenient=False)

    def lenient(self, *names: str) -> Callable[[_F], _F]:
        """Register a function that takes unknown values too."""
        return self._register(names, plain=False, lenient=True)

    def _register(self, names: tuple[str, ...], *, plain: bool, lenient: bool) -> Callable[[_F], _F]:
        def register(call: _F) -> _F:
            code = call.__code__
            least = code.co_argcount - len(call.__defaults__ or ())
            most = None if code.co_flags & 0x04 else code.co_argcount
            for name in names:
                self[name] = Function(call, plain, lenient, least, most)
            return call

        return register
