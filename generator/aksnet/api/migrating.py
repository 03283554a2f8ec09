"""`aksnet.migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aksnet.api.arguments import Paths, Source, StrPath, day_of, in_words_of_python, path_of, paths_of, text_of
from aksnet.api.clusters import Clusters
from aksnet.api.loading import forget, load
from aksnet.commands.migrate import compared
from aksnet.commands.sides import Side, Sides, refuse_nothing, sides_of
from aksnet.errors import Place, Problem, ReadError, UsageError
from aksnet.readers.inputs import Request
from aksnet.reports.migrations import Migration


def migrate(
    old: Source | Clusters,
    new: Source | Clusters | None = None,
    *,
    since: str | None = None,
    var_files: Paths = (),
    parameters: StrPath | None = None,
    provider_version: str | None = None,
    today: date | None = None,
    partial: bool = False,
) -> Migration:
    """What happens to each cluster between `old` and `new`: at Azure, and with the tool that makes it.

    Each side is a path, clusters of `aksnet.load`, or a spec as plain data. `old` alone is a plan of Terraform as JSON,
    which has both sides; or with `since` files as they are now, held against what they were at a revision of git.
    `provider_version` is an exact version of azurerm or a constraint, else what the files say. `var_files` and
    `parameters` give values to sides that are paths.

    Raises UsageError where the sides have no cluster in common, ReadError for what cannot be read as a whole: with
    `partial` it is told by `unread` instead.
    """
    day, version = day_of(today), text_of(provider_version, "provider_version")
    request = Request(
        (),
        var_files=paths_of(var_files, "var_files"),
        parameters=path_of(parameters, "parameters") if parameters is not None else None,
    )
    forget()
    with in_words_of_python():
        migration = compared(_sides(old, new, text_of(since, "since"), request, partial=partial), day, version)
    if migration.unread and not partial:
        raise ReadError(*migration.unread)
    return migration


def _sides(
    old: Source | Clusters, new: Source | Clusters | None, since: str | None, request: Request, *, partial: bool
) -> Sides:
    if since is not None and new is not None:
        raise UsageError(Problem("since says what new is held against", Place("new"), "leave one of the two out"))
    given = [one for one in (old, new) if one is not None]
    if since is not None:
        return sides_of(paths_of(old, "old"), request, since)
    if all(not isinstance(one, Clusters | Mapping) for one in given):
        paths = [path_of(one, name) for one, name in zip(given, ("old", "new"), strict=False)]
        return sides_of(paths, request)
    if new is None:
        raise UsageError(Problem("two sides are compared, and there is one", Place("new"), "say what is to be"))
    sides = Sides(_side(old, "old", request, partial=partial), _side(new, "new", request, partial=partial))
    for side in (sides.old, sides.new):
        refuse_nothing(side)
    return sides


def _side(one: Source | Clusters, name: str, request: Request, *, partial: bool) -> Side:
    if isinstance(one, Clusters):
        return _of(one)
    if isinstance(one, Mapping):
        return _of(load(one, partial=partial))
    path = path_of(one, name)
    return _of(load(path, var_files=request.var_files, parameters=request.parameters, partial=partial))


def _of(clusters: Clusters) -> Side:
    inputs = clusters._inputs
    labels = dict.fromkeys(one.label for one in inputs.configurations)
    return Side(next(iter(labels)) if len(labels) == 1 else ".", inputs.configurations, inputs.texts)
