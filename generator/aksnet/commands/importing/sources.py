"""The clusters that `aksnet import` finds in its inputs, or what there is instead of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from aksnet.commands.importing.fragments import fragments
from aksnet.commands.importing.text import listed
from aksnet.commands.makers import maker_of
from aksnet.commands.telling import tell_notes
from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.folders import SPECS
from aksnet.readers.inputs import STDIN, Request, read, read_with_texts
from aksnet.readers.peers import peered
from aksnet.readers.views import views_of
from aksnet.transitions import Maker
from aksnet.view import ClusterView

_AZ = "az aks show -o json | aksnet import -"
_PLAN = "terraform show -json tfplan"
_NOTHING = f"name files or folders: aksnet import ., or {_AZ}"
_CLUSTERS = (".azurerm_kubernetes_cluster.", ".azurerm_kubernetes_automatic_cluster.")
_SPEC = "this is a spec already, and stays as it is: aksnet import is for what no spec describes yet"


class Found(NamedTuple):
    """A cluster that was read; `source` is the number of its configuration."""

    view: ClusterView
    configuration: Configuration
    source: int

    @property
    def maker(self) -> Maker:
        """The tool that makes it; of many releases that may be in use the first and the last of each major.

        What is written once more with other words is the same for all between them, and to ask each one takes long.
        """
        maker = maker_of(self.view, None)
        majors = [list(some) for _, some in groupby(maker.releases, key=lambda one: one.major)]
        return maker._replace(releases=tuple(dict.fromkeys(one for some in majors for one in (some[0], some[-1]))))


class Sources(NamedTuple):
    """What was read: the clusters, what is to be told of it, and what could not be read."""

    found: tuple[Found, ...]
    notes: tuple[Problem, ...]
    unread: tuple[Problem, ...]


def sources_of(request: Request) -> Sources:
    """The clusters of the inputs; raises UsageError where there are none, and says what there is."""
    if not request.paths:
        raise UsageError(Problem("there is nothing to import", hint=_NOTHING))
    asked = request._replace(whole=True, stdin=cache(request.stdin) if request.stdin is not None else None)
    _refuse_empty(asked)
    every, texts = read_with_texts(asked)
    specs = [one for one in every if _is_spec(one)]
    others = [one for one in every if one.views is None or (one.unread and not _is_spec(one))]
    found = tuple(Found(view, one, number) for number, one in enumerate(others) for view in views_of(one))
    unread = tuple(dict.fromkeys([*(problem for one in others for problem in one.unread), *fragments(others, texts)]))
    if not found:
        tell_notes([note for one in others for note in one.notes])
        nothing = _nothing_in(asked, others, specs, list(texts))
        raise UsageError(*unread, nothing._replace(hint=None) if unread else nothing)
    notes = [Problem(_SPEC, Place(one.label)) for one in specs]
    notes += [note for one in others for note in (*one.notes, *_elsewhere(one))]
    for number, one in enumerate(others):
        notes += _without_clusters(one, [each.view for each in found if each.source == number])
    return Sources(found, tuple(dict.fromkeys(notes)), unread)


def _refuse_empty(request: Request) -> None:
    """Say that standard input has nothing: as a spec it would be told how one begins."""
    if STDIN in request.paths and request.stdin is not None and not request.stdin().strip():
        raise UsageError(Problem("standard input is empty", hint=_NOTHING))


def _is_spec(configuration: Configuration) -> bool:
    """Whether it was read as a spec: what is nothing known has no name of one, and shared defaults no clusters."""
    named = configuration.label.lower().endswith((*SPECS, ".json"))
    return bool(configuration.views) or (configuration.views is not None and named and bool(configuration.unread))


def _elsewhere(configuration: Configuration) -> Iterator[Problem]:
    """Notes of what is about clusters that were not read."""
    for pool in configuration.pools:
        yield Problem("this pool is of a cluster that is declared elsewhere, and in no spec", pool.place)
    for one in configuration.clusters:
        if one.patch:
            yield Problem("this changes a cluster that is declared elsewhere, and is in no spec", one.place)


def _without_clusters(configuration: Configuration, views: Sequence[ClusterView]) -> Iterator[Problem]:
    """Notes of networks and subnets that no cluster is known to be in, nor is peered with."""
    vnets = [view.vnet for view in views if view.vnet is not None]
    used = {(vnet.address, vnet.place) for vnet in vnets}
    there = {number for number, one in enumerate(configuration.networks) if (one.address, one.place) in used}
    peers = peered(configuration.networks)
    near = there.union(*(peers.get(number, ()) for number in there))
    for number, network in enumerate(configuration.networks if views else ()):
        if number not in near:
            yield Problem(
                f"no cluster is known to be in the network {network.address}: it is in no spec", network.place
            )
    subnets = {subnet.place for vnet in vnets for subnet in vnet.subnets.values()}
    for part in configuration.subnets if views else ():
        if part.place not in subnets:
            yield Problem(f"no cluster is known to be in the subnet {part.address}: it is in no spec", part.place)


def _nothing_in(
    request: Request, others: Sequence[Configuration], specs: Sequence[Configuration], files: Sequence[str]
) -> Problem:
    """The problem of inputs without clusters; `files` were read."""
    where = ", ".join("standard input" if path == STDIN else path for path in request.paths)
    is_planned = any(one.made is not None and one.made.kind == "plan" for one in others)
    whole = read(request._replace(both=True)) if is_planned else ()
    destroyed = [address for one in whole for address in _destroyed(one)]
    if destroyed:
        message = f"there is no cluster in {where} afterwards: this plan destroys {', '.join(destroyed)}"
        return Problem(message, hint="import the state: terraform show -json > state.json, aksnet import state.json")
    there = ", ".join(_counted(others))
    if specs and not there:
        hint = "aksnet check judges it, and aksnet gen writes Terraform, Bicep, ARM or az from it"
        return Problem(_SPEC, Place(specs[0].label), hint)
    said = f"all that was found is {there}" if there else _said(files)
    if any(one.unread for one in others):
        where, said = f"what could be read of {where}", f"all that was found is {there}" if there else ""
    message = f"there is no cluster in {where}" + (f": {said}" if said else "")
    return Problem(message, hint=_hint(others))


def _said(files: Sequence[str]) -> str:
    """What was read, where nothing was found in it."""
    if not files:
        return "no file in it has anything of AKS"
    return f"what was read is {listed(files)}"


def _destroyed(configuration: Configuration) -> Iterator[str]:
    for address, planned in configuration.planned:
        if "delete" in planned.actions and any(one in f".{address}." for one in _CLUSTERS):
            yield address


def _counted(configurations: Sequence[Configuration]) -> Iterator[str]:
    """What there is beside clusters, with how many."""
    count: Counter[str] = Counter()
    for one in configurations:
        count["network"] += len(one.networks)
        count["subnet of a network that is declared elsewhere"] += len(one.subnets)
        count["pool of a cluster that is declared elsewhere"] += len(one.pools)
        count["change to a cluster that is declared elsewhere"] += sum(cluster.patch for cluster in one.clusters)
        count["module that is not here"] += len(one.elsewhere)
    for what, number in count.items():
        if number:
            yield f"{number} {what if number == 1 else _many(what)}"


def _many(what: str) -> str:
    first, *rest = what.split(" ", 1)
    return " ".join([f"{first}s", *rest]).replace(" that is not", " that are not")


def _hint(configurations: Sequence[Configuration]) -> str:
    if any(one.elsewhere for one in configurations):
        return f"what such a module makes stands in a plan: {_PLAN} > plan.json, then aksnet import plan.json"
    if any(one.pools or any(cluster.patch for cluster in one.clusters) for one in configurations):
        return f"name the file or folder that has the cluster, or ask Azure: {_AZ}"
    return f"name what has the cluster, as aksnet show prints it, or ask Azure: {_AZ}"
