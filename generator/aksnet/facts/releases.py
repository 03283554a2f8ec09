"""Which releases of azurerm may be in use, where a lock file says one, constraints say some, or nothing says any."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from aksnet.facts.azurerm import NEWEST, Version
from aksnet.facts.constraints import Term, terms_of

_FIRST, _LAST = min(NEWEST), max(NEWEST)
# The last releases of majors whose arguments are not known here.
_OLDER = {1: Version(1, 44), 2: Version(2, 99)}


class Releases(NamedTuple):
    """The releases that may be in use, of those whose arguments are known; `words` is what they are called together.

    `older`: one before them may be in use as well; `newer`: one after them. `guessed`: none of them is in use, but one
    that is newer, and they only stand for it.
    """

    known: tuple[Version, ...]
    words: str
    older: bool = False
    newer: bool = False
    guessed: bool = False

    @property
    def oldest(self) -> Version:
        """The oldest of them."""
        return min(self.known)

    @property
    def newest(self) -> Version:
        """The newest of them."""
        return max(self.known)


@cache
def releases_of(constraint: str | None) -> Releases | None:
    """The releases that a version or a constraint allows; None where it allows none that anything is known of."""
    terms = [] if constraint is None else terms_of(constraint)
    sure = [term for term in terms if term is not None]
    if constraint is None or len(sure) < len(terms):
        return Releases(tuple(_all()), f"azurerm from {_FIRST} to {NEWEST[_LAST]}", older=True, newer=True)
    allowed = [one for one in _candidates(sure) if all(term.allows(one) for term in sure)]
    known = tuple(one for one in allowed if _is_known(one))
    older, newer = any(one.major < _FIRST for one in allowed), any(_is_newer(one) for one in allowed)
    if known:
        return Releases(known, f"azurerm {_said(constraint, sure)}", older, newer)
    if not newer:
        return None
    newest = NEWEST[min(max(allowed).major, _LAST)]
    return Releases((newest,), f"azurerm {newest}, the newest that is known here,", newer=True, guessed=True)


def _said(constraint: str, terms: list[Term]) -> str:
    return str(terms[0].bound) if len(terms) == 1 and terms[0].operator == "=" else constraint


def _all() -> Iterator[Version]:
    for major, newest in NEWEST.items():
        yield from (Version(major, minor) for minor in range(newest.minor + 1))
        yield newest


def _candidates(terms: list[Term]) -> set[Version]:
    """All minor releases, and the bounds with their neighbours; one for all before, and some for all after."""
    bounds = [term.bound for term in terms]
    after = [one._replace(patch=one.patch + 1) for one in bounds]
    newest = NEWEST[_LAST]
    beyond = [Version(newest.major, newest.minor + 1), Version(newest.major + 1)]
    older = [Version(major, minor) for major, last in _OLDER.items() for minor in range(last.minor + 1)]
    return {*_all(), *bounds, *after, *beyond, *older}


def _is_known(version: Version) -> bool:
    return version.major >= _FIRST and not _is_newer(version)


def _is_newer(version: Version) -> bool:
    """Whether a release is newer than the newest of its major that is known; its patches are as it is."""
    newest = NEWEST.get(version.major)
    return version.major > _LAST if newest is None else version[:2] > newest[:2]
