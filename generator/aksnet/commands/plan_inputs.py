"""What `aksnet plan` is given: one spec, which options may change, or anything that `aksnet show` reads."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

from aksnet.commands.excluding import obeying
from aksnet.commands.identity import Member, told_once
from aksnet.commands.show import request, standard_input
from aksnet.configuration import Configuration
from aksnet.errors import AksnetError, Place, Problem, UsageError
from aksnet.paths import NODES, PODS
from aksnet.readers.inputs import Request, is_spec, read
from aksnet.readers.views import views_of
from aksnet.spec import loading
from aksnet.spec.layers import Layers
from aksnet.spec.loading import STDIN, decoded, source_of
from aksnet.view import ClusterView, Parameter, PoolView, Unknown


class Spec(NamedTuple):
    """The text of a spec, and the name of its file."""

    name: str
    text: str


class Given(NamedTuple):
    """A spec, in one file or in layers; or the clusters that were read, what could not be, and what is not counted."""

    spec: Spec | None = None
    layers: Layers | None = None
    clusters: tuple[ClusterView, ...] | None = None
    unread: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def given(asked: Request, layers: Layers | None, changed_by: Sequence[str]) -> Given:
    """The inputs, or a spec in `layers`; `changed_by` are the flags that only mean something for one spec.

    Raises AksnetError for paths that cannot be read, and for flags that do not go with them.
    """
    if layers is not None:
        if asked.paths:
            raise UsageError(Problem("a spec is planned alone", Place("--file"), "name the paths, or the spec"))
        return Given(layers=layers)
    if not asked.paths:
        return Given()
    asked = obeying(asked)
    beside = [flag for flag, value in (("--var-file", asked.var_files), ("--parameters", asked.parameters)) if value]
    only = asked.paths[0] if len(asked.paths) == 1 and asked.stdin_filename is None else None
    if only == STDIN:
        data = standard_input()
        asked = asked._replace(stdin=lambda: data)
        text = decoded(data, source_of(STDIN))
        if is_spec(STDIN, text):
            _refuse(beside)
            return Given(Spec(STDIN, text))
    elif only is not None and not os.path.isdir(only) and is_spec(only, None) and not _is_excluded(asked, only):  # noqa: PTH112
        _refuse(beside)
        return Given(Spec(only, loading.read(only)))
    if changed_by:
        raise UsageError(Problem("this only means something for one spec", Place(changed_by[0]), "leave it out"))
    return _read(asked)


def _is_excluded(asked: Request, path: str) -> bool:
    return asked.excluding is not None and asked.excluding(path) is not None


def _refuse(flags: Sequence[str]) -> None:
    if flags:
        raise UsageError(Problem("this means nothing for a spec", Place(flags[0]), "leave it out"))


def _read(asked: Request) -> Given:
    configurations = read(asked)
    unread = tuple(dict.fromkeys(problem for one in configurations for problem in one.unread))
    clusters, notes = apart(configurations)
    if not clusters:
        problem = Problem("there is no cluster to plan", Place(", ".join(asked.paths)))
        told = (note for one in configurations for note in one.notes)
        raise AksnetError(*unread) if unread else UsageError(problem, *told)
    return Given(None, None, clusters, unread, (*notes, *uncounted(configurations)))


def apart(configurations: Sequence[Configuration]) -> tuple[tuple[ClusterView, ...], list[Problem]]:
    """The clusters, each with a name of its own, and notes on those that are told twice, and stand there once.

    Networks of one name that are declared apart are different ones.
    """
    found, notes = told_once([Member(one, view) for one in configurations for view in views_of(one)])
    names = Counter(one.view.name for one in found)
    several = len({one.configuration.label for one in found}) > 1
    ambiguous = {name for name, times in names.items() if times > 1 and several}
    return tuple(_named(one, among=ambiguous) for one in found), notes


def _named(one: Member, among: Set[str]) -> ClusterView:
    """The view with its file in its name where that is `among` those of several, and a network of its own."""
    view, label = one.view, one.configuration.label
    name = f"{view.name} ({label})" if view.name in among else view.name
    network = view.vnet.address if view.vnet is not None else None
    pools = tuple(map(_with_subnets, view.pools))
    return view._replace(name=name, pools=pools, resource_group=f"{label} {network or view.resource_group or ''}")


def _with_subnets(pool: PoolView) -> PoolView:
    """The pool with what its subnets have to be, where they cannot be told: a plan says what these need."""
    values = dict(pool.values)
    for path in (NODES, PODS):
        value = values.get(path)
        if value is not None and isinstance(value.data, Unknown):
            values[path] = value._replace(data=Parameter(value.data.reason))
    return PoolView(values, pool.place)


def uncounted(configurations: Sequence[Configuration]) -> Iterator[Problem]:
    """What a plan leaves out, and why."""
    for pool in (pool for one in configurations for pool in one.pools):
        message = f"the pool {pool.address} is not counted: its cluster cannot be told"
        yield Problem(message, pool.place)


__all__ = ["Given", "Spec", "apart", "given", "request", "uncounted"]
