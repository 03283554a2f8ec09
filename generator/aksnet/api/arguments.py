"""What calls are given: of another type than they take is a TypeError, a word that means nothing a UsageError."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TypeAlias

from aksnet.errors import Place, Problem, UsageError

StrPath: TypeAlias = "str | os.PathLike[str]"
# One path or several; a mapping is none of these.
Paths: TypeAlias = "StrPath | Sequence[StrPath] | Iterator[StrPath]"
# Files or folders, or a spec as plain data.
Source: TypeAlias = "Paths | Mapping[str, object]"

_FLAG = re.compile(r"(?<![\w\-./])--([a-z]+(?:-[a-z]+)*)")
# What the command line calls otherwise.
_NAMES = {"var-file": "var_files", "stdin-filename": "filename"}


@contextmanager
def in_words_of_python() -> Iterator[None]:
    """What is wrong with a call, with the names of its arguments in the place of options of the command line."""
    try:
        yield
    except UsageError as error:
        raise UsageError(*map(problem_of_python, error.problems)) from None


def problem_of_python(problem: Problem) -> Problem:
    """The same with the names of arguments."""
    place = problem.place
    return Problem(
        _said(problem.message),
        place._replace(source=_said(place.source)) if place is not None and _FLAG.match(place.source) else place,
        _said(problem.hint) if problem.hint is not None else None,
    )


def hinted_in_python(problem: Problem) -> Problem:
    """The same with the names of arguments in its hint; its message may have words of what was read."""
    return problem._replace(hint=_said(problem.hint) if problem.hint is not None else None)


def _said(text: str) -> str:
    return _FLAG.sub(lambda found: _NAMES.get(found[1], found[1].replace("-", "_")), text)


def a(value: object) -> str:
    """What something is, in words."""
    if value is None:
        return "None"
    name = type(value).__name__
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"


def path_of(value: object, name: str) -> str:
    """A path as readers take it; `-` is a file of that name, as nothing here reads standard input."""
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str):
        raise TypeError(f"{name} takes a path, and this is {a(value)}")
    return os.path.join(os.curdir, path) if path == "-" else path  # noqa: PTH118


def paths_of(value: object, name: str) -> list[str]:
    """One path, or several."""
    if isinstance(value, str | bytes | os.PathLike) or not isinstance(value, Iterable):
        return [path_of(value, name)]
    return [path_of(one, name) for one in value]


def sources_of(value: object, name: str) -> list[str]:
    """Paths of files and folders; raises UsageError for pipes and devices, one of which is standard input."""
    paths = paths_of(value, name)
    for path in paths:
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):  # noqa: PTH110, PTH112, PTH113
            hint = "read it, and give its text to aksnet.loads"
            raise UsageError(Problem("this is no file and no folder", Place(path), hint))
    return paths


def word_of(value: object, name: str) -> str:
    """A text."""
    if not isinstance(value, str):
        raise TypeError(f"{name} takes a text, and this is {a(value)}")
    return value


def text_of(value: object, name: str) -> str | None:
    """A text, or None."""
    return word_of(value, name) if value is not None else None


def texts_of(value: object, name: str) -> list[str]:
    """One text, or several."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, Iterable):
        raise TypeError(f"{name} takes texts, and this is {a(value)}")
    return [word_of(one, name) for one in value]


def number_of(value: object, name: str) -> int:
    """A whole number, which a boolean is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} takes a whole number, and this is {a(value)}")
    return value


def day_of(value: object) -> date:
    """The day that is given, else today's by UTC."""
    if value is None:
        return datetime.now(UTC).date()
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"today takes a datetime.date, and this is {a(value)}")
    return value


def refuse_open(open_addresses: bool, call: str) -> None:
    """Raise UsageError for clusters that may lack addresses, where all of them are needed."""
    if open_addresses:
        message = f"these were loaded with open_addresses, and aksnet.{call} takes clusters that have all"
        raise UsageError(Problem(message, Place("open_addresses"), "load them without it"))
