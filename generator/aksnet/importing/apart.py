"""Clusters of one fleet told apart: their names, and the names of what is to be filled in, are each one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, count
from typing import NamedTuple

from aksnet.importing.imported import Imported, Path
from aksnet.spec.placeholders import is_placeholder, name_in, placeholder
from aksnet.view import Json

NAME = ("name",)
_LONGEST = 63
_OTHER = re.compile(r"[^A-Za-z0-9_-]+", re.ASCII)
# Words with what stands behind them.
_PARTS = re.compile(r"[^_-]+[_-]*", re.ASCII)


class Member(NamedTuple):
    """An imported cluster; `source` is the number of what it was read from, and `place` where it stands there.

    `words` tell it from others of its name: its resource group, the folder that it stands in.
    """

    imported: Imported
    source: int
    place: str
    words: tuple[str, ...] = ()


def told_apart(members: Sequence[Member]) -> list[Imported]:
    """The clusters with names that differ; what two of them are to be given separately has two names."""
    known = {_name(one.imported) for one in members}
    first: dict[str, Member] = {}
    made = []
    for one in members:
        name = _name(one.imported)
        namesake = first.setdefault(name, one)
        if namesake is one:
            made.append(_called(one, name, one.place))
            continue
        words = [word for word in one.words if word not in namesake.words]
        own = next(new for new in _others(name, words) if new not in known)
        known.add(own)
        made.append(_called(one, own, namesake.place))
    shared = _shared(members)
    return [_with_own_placeholders(one, member, shared) for one, member in zip(made, members, strict=True)]


def _name(one: Imported) -> str:
    return str(one.spec.get("name", placeholder("name")))


def _others(name: str, words: Sequence[str]) -> Iterator[str]:
    """Names that a further cluster of this name may get, the most telling ones first."""
    for word in chain(words, map(str, count(2))):
        if is_placeholder(name):
            yield placeholder(f"{name_in(name)}_of_{word}")
        elif text := _OTHER.sub("-", word).strip("-_"):
            yield _joined(name, text)


def _joined(name: str, word: str) -> str:
    """Both in one name; of a word that has no room its last whole parts, and at least half of a name is left to it."""
    room = max(_LONGEST - len(name) - 1, _LONGEST // 2)
    parts = _PARTS.findall(word)
    while len("".join(parts)) > room and parts[1:]:
        parts = parts[1:]
    end = "".join(parts)[-room:].strip("-_")
    return f"{name[: _LONGEST - len(end) - 1]}-{end}"


def _called(one: Member, name: str, first: str) -> Imported:
    """The cluster under a name; where that is not its own, a remark says so."""
    imported = one.imported._replace(spec={"name": name, **_without_name(one.imported.spec)})
    was = _name(one.imported)
    if name == was:
        return imported
    if is_placeholder(was):
        return _with(imported, name_in(was), name_in(name))
    text = f"{one.place}: its name is {was}, as that of the cluster at {first}; in a fleet names differ"
    return imported._replace(remarks={**imported.remarks, NAME: text}, was=f"{one.place}: {was}")


def _without_name(spec: dict[str, Json]) -> dict[str, Json]:
    return {key: value for key, value in spec.items() if key != "name"}


def _shared(members: Sequence[Member]) -> dict[str, set[tuple[int, str | None, str]]]:
    """The names of all that is to be filled in, with whose and which value each stands for."""
    found: dict[str, set[tuple[int, str | None, str]]] = {}
    for number, member in enumerate(members):
        for one in member.imported.placeholders:
            whose = (member.source if one.sign is not None else ~number, one.sign, one.reason)
            found.setdefault(one.name, set()).add(whose)
    return found


def _with_own_placeholders(
    one: Imported, member: Member, shared: dict[str, set[tuple[int, str | None, str]]]
) -> Imported:
    """The cluster with its own names for what only its text calls so, and other clusters call so as well."""
    name = _name(one)
    lead = name_in(name) if is_placeholder(name) else name
    for opened in member.imported.placeholders:
        if len(shared[opened.name]) > 1 and placeholder(opened.name) != _name(member.imported):
            one = _with(one, opened.name, f"{lead}.{opened.name}")
    return one


def _with(one: Imported, old: str, new: str) -> Imported:
    """The cluster with another name for what is to be filled in, be it a value or the name of a subnet."""
    text, other = placeholder(old), placeholder(new)
    return one._replace(
        spec={key: _replaced(value, text, other) for key, value in one.spec.items()},
        remarks={_along(path, text, other): remark for path, remark in one.remarks.items()},
        placeholders=tuple(
            open_._replace(name=new if open_.name == old else open_.name, path=_along(open_.path, text, other))
            for open_ in one.placeholders
        ),
    )


def _along(path: Path, old: str, new: str) -> Path:
    return tuple(new if key == old else key for key in path)


def _replaced(value: Json, old: str, new: str) -> Json:
    """A value of a spec with one text in place of another, wherever it stands."""
    if isinstance(value, dict):
        return {new if key == old else key: _replaced(below, old, new) for key, below in value.items()}
    if isinstance(value, list):
        return [_replaced(below, old, new) for below in value]
    return new if value == old else value
