"""`aksnet.migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias, overload

from aksnet.api.arguments import (
    Paths,
    StrPath,
    a,
    day_of,
    hinted_in_python,
    in_words_of_python,
    path_of,
    paths_of,
    problem_of_python,
    sources_of,
    text_of,
)
from aksnet.api.clusters import Clusters
from aksnet.api.loading import forget, load
from aksnet.commands.migrate import compared
from aksnet.commands.migrate.goal_options import Given, goal_of
from aksnet.commands.migrate.goals import aimed_at
from aksnet.commands.migrate.sides import HINT, Side, Sides, refuse_nothing, sides_of
from aksnet.errors import Place, Problem, ReadError, UsageError
from aksnet.readers.inputs import Request
from aksnet.reports.migrations import Migration

# What one side may be: a path, a spec as plain data, or clusters.
OneSide: TypeAlias = "StrPath | Mapping[str, object] | Clusters"


@overload
def migrate(
    old: OneSide,
    new: OneSide | None = None,
    *,
    since: None = None,
    to: str | None = None,
    pod_cidr: str | None = None,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    provider_version: str | None = None,
    today: date | None = None,
    partial: bool = False,
) -> Migration: ...
@overload
def migrate(
    old: Paths,
    new: None = None,
    *,
    since: str,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    provider_version: str | None = None,
    today: date | None = None,
    partial: bool = False,
) -> Migration: ...
def migrate(
    old: OneSide | Paths,
    new: OneSide | None = None,
    *,
    since: str | None = None,
    to: str | None = None,
    pod_cidr: str | None = None,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    provider_version: str | None = None,
    today: date | None = None,
    partial: bool = False,
) -> Migration:
    """What happens to each cluster between `old` and `new`: at Azure, and with the tool that makes it.

    Each side is a path, clusters of `aksnet.load`, or a spec as plain data. In place of `new`, `to` names a mode that
    all clusters are to go to (`pod_cidr` is then their pod range, else a free one); `since` is a revision of git, and
    `old` files as they are now (one path, or several), held against what they were; `old` alone is a plan of Terraform
    as JSON, which has both sides. `provider_version` is an exact version of azurerm or a constraint, else what the
    files say. `var_files` and `parameters` give values to sides that are paths. What the nearest policy excludes is not
    looked at.

    Raises UsageError where the sides have no cluster in common, ReadError for what cannot be read as a whole: with
    `partial` it is told by `unread` instead.
    """
    day, version = day_of(today), text_of(provider_version, "provider_version")
    request = Request(
        (),
        var_files=paths_of(var_files, "var_files"),
        parameters=path_of(parameters, "parameters") if parameters is not None else None,
    )
    goal, revision = Given(text_of(to, "to"), text_of(pod_cidr, "pod_cidr")), text_of(since, "since")
    _refuse_two(new=new, since=revision, to=to)
    _refuse_values(request, old, new)
    forget()
    with in_words_of_python():
        if goal.is_goal:
            migration = aimed_at(goal_of(goal), _side(old, "old", request, partial=partial), day, version)
        else:
            migration = compared(_sides(old, new, revision, request, partial=partial), day, version)
    unread = tuple(map(hinted_in_python, migration.unread))
    if unread and not partial:
        raise ReadError(*unread)
    return migration._replace(unread=unread, notes=tuple(map(problem_of_python, migration.notes)))


def _refuse_two(**given: object) -> None:
    """Raise UsageError where several arguments say what is to be, or what was."""
    names = [name for name, value in given.items() if value is not None]
    if len(names) > 1:
        message = f"{names[1]} stands beside {names[0]}, and each says what the one side is"
        raise UsageError(Problem(message, Place(names[1]), "leave one of the two out"))


def _refuse_values(request: Request, *sides: object) -> None:
    """Raise UsageError for values where no side is a path that they could be for."""
    if not all(side is None or isinstance(side, Clusters | Mapping) for side in sides):
        return
    for name, given in (("var_files", request.var_files), ("parameters", request.parameters)):
        if given:
            message = "values are for sides that are paths, and none is"
            raise UsageError(Problem(message, Place(name), "give it to aksnet.load"))


def _sides(old: OneSide | Paths, new: OneSide | None, since: str | None, request: Request, *, partial: bool) -> Sides:
    if since is not None:
        if isinstance(old, Clusters | Mapping):
            raise TypeError(f"with since, old takes the paths of files of a repository, and this is {a(old)}")
        return sides_of(paths_of(old, "old"), request, since)
    given = {"old": old, "new": new} if new is not None else {"old": old}
    if not any(isinstance(one, Clusters | Mapping) for one in given.values()):
        return _of_paths(
            [path for name, one in given.items() for path in sources_of(path_of(one, name), name)], request
        )
    if new is None:
        message = "two sides are compared, and there is one"
        raise UsageError(Problem(message, Place("new"), "say what is to be, or the mode to go to: to"))
    sides = Sides(_side(old, "old", request, partial=partial), _side(new, "new", request, partial=partial))
    for side in (sides.old, sides.new):
        refuse_nothing(side)
    return sides


def _of_paths(paths: Sequence[str], request: Request) -> Sides:
    try:
        return sides_of(paths, request)
    except UsageError as error:
        hint = "say what is to be: aksnet.migrate(old, new), or to a mode; or what it was: since"
        told = [one._replace(hint=hint) if (one.hint or "").startswith(HINT) else one for one in error.problems]
        raise UsageError(*told) from None


def _side(one: OneSide | Paths, name: str, request: Request, *, partial: bool) -> Side:
    """One side that is read for itself; values are given to paths alone."""
    if isinstance(one, Clusters):
        return _of(one)
    if isinstance(one, Mapping):
        return _of(load(one, partial=partial))
    path = path_of(one, name)
    return _of(load(path, var_files=request.var_files, parameters=request.parameters, partial=partial))


def _of(clusters: Clusters) -> Side:
    inputs = clusters._inputs
    labels = list(dict.fromkeys(one.label for one in inputs.configurations))
    return Side(labels[0] if len(labels) == 1 else ".", inputs.configurations, inputs.texts)
