"""The two sides of a comparison: two inputs, or one plan of Terraform that holds both."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from aksnet.commands.excluding import obeying
from aksnet.commands.migrate.history import earlier
from aksnet.commands.migrate.neighbours import apart, without
from aksnet.commands.migrate.nesting import is_inside, outside
from aksnet.configuration import Cluster, Configuration
from aksnet.errors import Place, Problem, ReadError, UsageError
from aksnet.readers.folders import TERRAFORM
from aksnet.readers.inputs import STDIN, Inputs, Request, is_spec, read_with_texts

HINT = "aksnet migrate OLD NEW, for example aksnet migrate state.json main.tf; or one plan: aksnet migrate plan.json"
# Options that may be meant for one side only.
_OPTIONS = ("--var-file", "--parameters")
_TERRAFORM = "terraform"
_Refused = dict[str, list[UsageError]]


class Side(NamedTuple):
    """What was read of one side.

    `suffix` is what the names of its files have at their end, and `called` what the other side calls them. `without` is
    the other side where that stands in this one's folder: it is not counted here.
    """

    path: str
    configurations: Sequence[Configuration]
    texts: Mapping[str, str]
    suffix: str = ""
    called: Mapping[str, str] = MappingProxyType({})
    without: str | None = None


class Sides(NamedTuple):
    """What is, and what is to be; `together`: what is on one side only is to be made or deleted."""

    old: Side
    new: Side
    together: bool = False
    notes: tuple[Problem, ...] = ()


def sides_of(paths: Sequence[str], request: Request, since: str | None = None) -> Sides:
    """The two sides of what is named; raises UsageError where there are not two, or one has no clusters.

    Raises ReadError where that is because it could not be read.
    """
    sides = _read(paths, obeying(request)._replace(whole=True), since)
    if not sides.together:
        for side in (sides.old, sides.new):
            refuse_nothing(side)
    elif not any(map(_has_clusters, (sides.old, sides.new))):
        _refuse_unread(sides.new)
        _refuse_unread(sides.old)
        # pipelines run on every plan, and on every change
        return sides._replace(notes=(*sides.notes, Problem(_nothing(sides.new), Place(sides.new.path))))
    return sides


def _read(paths: Sequence[str], request: Request, since: str | None) -> Sides:
    if since is not None:
        return _since(paths, request, since)
    if not paths:
        raise UsageError(Problem("two inputs are compared: what is, and what is to be", hint=HINT))
    if len(paths) == 1:
        return _plan(paths[0], request)
    *there, last = paths
    if there[1:]:
        _refuse_several(paths)
    if last == STDIN in there:
        raise UsageError(Problem("standard input is read once, and stands for one side", Place(STDIN), HINT))
    read = _inputs(request, there, last)
    old, new = Side(_around(there), *read[0]), Side(last, *read[1])
    lost = _lost(old, new)
    if lost:
        new = Side(new.path, *_input(request._replace(paths=[new.path, *lost]), {}))
    notes = tuple(problem for one in there for problem in _same(one, last))
    return Sides(_without(old, new), _without(new, old), notes=notes)


def _refuse_several(paths: Sequence[str]) -> None:
    """Raise UsageError for more than two inputs, but for several that one spec is held against."""
    if not os.path.isfile(paths[-1]) or not is_spec(paths[-1], None):  # noqa: PTH113  # a name may be none that Path takes
        message = f"two inputs are compared, and these are {len(paths)}: {', '.join(paths)}"
        hint = f"{HINT}; files that belong together stand in one folder, and several may stand before one spec"
        raise UsageError(Problem(message, hint=hint))


def _around(paths: Sequence[str]) -> str:
    """What was named as one side; of several the folder that has them all."""
    if not paths[1:]:
        return paths[0]
    real = [os.path.realpath("." if one == STDIN else one) for one in paths]
    return os.path.relpath(os.path.commonpath(real))


def _without(side: Side, other: Side) -> Side:
    """A side without what the other one is, where that stands in its folder."""
    if not is_inside(other.path, side.path):
        return side
    left = outside(side.configurations, other.path, other.configurations)
    return side._replace(configurations=left, without=other.path)


def _same(old: str, new: str) -> Sequence[Problem]:
    if STDIN in (old, new) or os.path.realpath(old) != os.path.realpath(new):
        return ()
    return [Problem("this is named twice: it is compared with itself", Place(new))]


def _plan(path: str, request: Request) -> Sides:
    """The two sides of one plan."""
    read = read_with_texts(request._replace(paths=[path], both=True))
    plans = [one for one in read.configurations if one.before is not None]
    if not plans:
        problems = [problem for one in read.configurations for problem in one.unread]
        if problems:
            raise ReadError(*problems)
        what = next((f", a {one.made.kind}," for one in read.configurations if one.made is not None), "")
        message = f"{path}{what} is one side only: what is it to be compared with"
        problem = Problem(message, hint=f"{HINT}; --since REV compares files with their version in git")
        raise UsageError(problem, *(note for one in read.configurations for note in one.notes))
    before = [one.before for one in plans if one.before is not None]
    return Sides(Side(path, before, read.texts), Side(path, plans, read.texts), together=True)


def _since(paths: Sequence[str], request: Request, since: str) -> Sides:
    """Files, and what they were at a revision of their repository."""
    named = list(paths) or ["."]
    refused: _Refused = {}
    past = earlier(named, request, since, partial(_input, refused=refused))
    new = _input(request._replace(paths=past.today), refused) if past.today else Inputs([], {})
    _refuse_options(refused, past.there + bool(past.today))
    whole = named[0] if len(named) == 1 else "."
    old = Side(whole, past.inputs.configurations, past.inputs.texts, f"@{since}", past.called)
    lost = _lost(old, Side(whole, *new))
    if lost:
        new = _input(request._replace(paths=[*past.today, *lost]), {})
    return Sides(old, Side(whole, *new), together=True, notes=past.notes)


def _lost(old: Side, new: Side) -> list[str]:
    """A file of each folder of Terraform that had clusters and is still there: a reader took it for another thing's."""
    if not os.path.isdir(old.path) or not os.path.isdir(new.path):  # noqa: PTH112
        return []
    read = {os.path.normpath(one.label) for one in new.configurations}
    had = (one.label for one in old.configurations if any(made.language == _TERRAFORM for made in one.clusters))
    then = (label.replace(old.suffix, "") for label in had)
    inside = (os.path.relpath(old.called.get(one, one), old.path) for one in then)
    folders = (os.path.normpath(f"{new.path}/{one}") for one in inside)
    return [file for one in folders if one not in read for file in _first_of(Path(one))]


def _first_of(folder: Path) -> list[str]:
    names = folder.iterdir() if folder.is_dir() else ()
    return sorted(str(one) for one in names if one.name.endswith(TERRAFORM) and one.is_file())[:1]


def _inputs(request: Request, there: Sequence[str], last: str) -> tuple[Inputs, Inputs]:
    """Both inputs; an option that is for neither of them is refused."""
    refused: _Refused = {}
    asked = [request._replace(paths=one) for one in (there, [last])] if there[1:] else apart([*there, last], request)
    read = [without(_input(one, refused), one) for one in asked]
    _refuse_options(refused, len(asked))
    return read[0], read[1]


def _refuse_options(refused: _Refused, most: int) -> None:
    """Raise UsageError for an option that was refused on all sides that were read."""
    for errors in refused.values():
        if len(errors) >= most:
            raise errors[0]


def _input(request: Request, refused: _Refused) -> Inputs:
    try:
        return read_with_texts(request)
    except UsageError as error:
        place = error.problems[0].place
        option = place.source if place is not None else ""
        if option not in _OPTIONS:
            raise
        refused.setdefault(option, []).append(error)
        without = request._replace(var_files=()) if option == "--var-file" else request._replace(parameters=None)
        return _input(without, refused)


def _has_clusters(side: Side) -> bool:
    """Whether there are clusters, or pools of clusters that are declared elsewhere."""
    return any(one.views or one.pools or _clusters(one) for one in side.configurations)


def _clusters(configuration: Configuration) -> list[Cluster]:
    return [one for one in configuration.clusters if not one.patch]


def refuse_nothing(side: Side) -> None:
    """Raise ReadError for a side without clusters that could not be read, or UsageError with what it has instead."""
    if not _has_clusters(side):
        _refuse_unread(side)
        hint = "name what has the cluster, as aksnet show prints it"
        problem = Problem(_nothing(side), Place(side.path), hint)
        raise UsageError(problem, *(note for one in side.configurations for note in one.notes))


def _refuse_unread(side: Side) -> None:
    problems = dict.fromkeys(problem for one in side.configurations for problem in one.unread)
    if problems:
        raise ReadError(*problems)


def _nothing(side: Side) -> str:
    others = dict.fromkeys(name for one in side.configurations if one.made is not None for name in one.made.providers)
    there = f": all that it has is of {', '.join(others)}" if others else ""
    beside = f" beside {side.without}, which is the other side" if side.without is not None else ""
    return f"there are no AKS clusters in it{beside}{there}"
