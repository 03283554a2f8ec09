"""`aksnet migrate --retiring`: what of a fleet must move by which date, and the way for each."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from aksnet import retiring
from aksnet.commands.asking import choice
from aksnet.commands.excluding import obeying
from aksnet.commands.makers import checked, maker_of
from aksnet.commands.migrate.faults import with_faults
from aksnet.commands.migrate.goal_options import Given
from aksnet.commands.migrate.goals import version_of
from aksnet.commands.showing_tables import table_options
from aksnet.commands.telling import emit, tell, tell_notes
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.facts.retirements import OS_SKUS, RETIREMENTS
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import orphans_of, views_of
from aksnet.reports.retiring import render
from aksnet.reports.retiring.calendar import Calendar, Concerned, Row, Undecided, Way
from aksnet.retiring import Retiring
from aksnet.rules.azurerm_hints import by_azurerm
from aksnet.rules.retirements import availability_set, hint_of
from aksnet.transitions import Change, Pair, in_use, judge
from aksnet.transitions.goals import Goal, aim
from aksnet.view import ClusterView, Declaration, Unknown, Values

# Where a cluster goes, and what says the same to `aksnet migrate`; of the rest there is a hint, and no runbook.
_GOALS = {
    "kubenet": (Goal(ipam="overlay"), "--to overlay"),
    "npm": (Goal(plane="cilium"), "--network-policy cilium"),
    "npm-windows": (Goal(policy="calico"), "--network-policy calico"),
    "basic-load-balancer": (Goal(load_balancer="standard"), "--load-balancer-sku standard"),
}
_OWN_BLOCK = ".default_node_pool"


class Options(NamedTuple):
    """How the view is made: within how many days, by which release, what fails, and in which format."""

    within: int | None = None
    provider_version: str | None = None
    fail_on: Sequence[str] = ()
    output_format: str = "text"


def refuse(given: Given, since: str | None, within: str | None, *, retiring: bool) -> None:
    """Raise UsageError for options that the view has no use for, and for its own where it is not asked for."""
    if not retiring:
        if within is not None:
            raise UsageError(Problem("this is for the view of what retires", Place("--within"), "add --retiring"))
        return
    for flag, value in (*given.flags(), ("--since", since)):
        if value is not None:
            message = "the view of what retires has its own goals: what Microsoft says comes after"
            raise UsageError(Problem(message, Place(flag), "leave it out, or --retiring"))


def show(asked: Request, today: date, options: Options) -> int:
    """Print the view and return the exit code: 1 where what fails is there, or something could not be read."""
    output_format = choice(options.output_format, choices.CALENDARS, "--format")
    fail_on = failing(options.fail_on)
    calendar = run(asked, today, options.within, options.provider_version)
    emit(render(calendar, output_format, table_options()))
    tell_notes(calendar.notes)
    for problem in calendar.unread:
        print(problem, file=sys.stderr)
    if not calendar.clusters and not calendar.rows and not calendar.unread:
        tell("no clusters found")
    fails = ("expired" in fail_on and any(calendar.expired())) or ("retiring" in fail_on and bool(calendar.rows))
    return int(fails or bool(calendar.unread))


def failing(words: Sequence[str]) -> frozenset[str]:
    """What `--fail-on` names; raises UsageError for a word that is none."""
    named = [word.strip() for text in words for word in text.split(",") if word.strip()]
    for word in named:
        if word not in choices.RETIRING:
            hint = f"with --retiring it takes {' and '.join(choices.RETIRING)}"
            raise UsageError(Problem(f"{word!r} says nothing of what retires", Place("--fail-on"), hint))
    return frozenset(named)


def run(asked: Request, today: date, within: int | None = None, provider_version: str | None = None) -> Calendar:
    """The view of all clusters in the inputs; raises UsageError where there is nothing to look at."""
    if not asked.paths:
        hint = "name files or folders: aksnet migrate --retiring ."
        raise UsageError(Problem("there is nothing to look at", Place("--retiring"), hint))
    if within is not None and within < 0:
        raise UsageError(Problem(f"{within} days are none", Place("--within"), "for example --within 180"))
    version = checked(provider_version)
    configurations = read(obeying(asked))
    views = [view for one in configurations for view in views_of(one)]
    orphans = [view for one in configurations for view in orphans_of(one)]
    return Calendar(
        today,
        len(views),
        tuple(_rows([*views, *orphans], today, within, version)),
        (*_undecided(views), *(one for one in _undecided(orphans, len(views)) if one.pool is not None)),
        within,
        tuple(dict.fromkeys(problem for one in configurations for problem in one.unread)),
        tuple(dict.fromkeys(note for one in configurations for note in one.notes)),
    )


def _rows(views: Sequence[ClusterView], today: date, within: int | None, provider_version: str | None) -> Iterator[Row]:
    """What retires, the first day first."""
    found: dict[str, list[Concerned]] = {}
    ways = _Ways(provider_version, today)
    for number, view in enumerate(views):
        for one in retiring.retiring(view):
            if within is None or (one.retirement.day - today).days <= within:
                pool = one.pool.name if one.pool is not None else None
                way = ways.of(view, one)
                found.setdefault(one.id, []).append(Concerned(number, view.name, pool, one.place, way))
    none = (None, None)
    rows = [Row(name, RETIREMENTS[name], tuple(some), _GOALS.get(name, none)[1]) for name, some in found.items()]
    return iter(sorted(rows, key=lambda row: (row.retirement.day, list(RETIREMENTS).index(row.id))))


class _Ways:
    """The way out of each, worked out once for all clusters that are alike in what decides it."""

    def __init__(self, provider_version: str | None, today: date) -> None:
        self._version, self._today = provider_version, today
        self._known: dict[tuple[object, ...], Way] = {}

    def of(self, view: ClusterView, one: Retiring) -> Way:
        """The verdicts and the steps to what Microsoft documents as coming after it, or what to do."""
        if one.id not in _GOALS:
            return Way(hint=hint_of(view, one) or availability_set.hint, steps=tuple(_path(one)))
        goal, _ = _GOALS[one.id]
        maker = maker_of(view, self._version)
        pair = Pair(view.name, view, aim(view, goal, version_of(maker)).cluster, maker)
        (pair,) = with_faults([pair], self._today)
        key = (one.id, maker, pair.faults, *_alike(view))
        if key not in self._known:
            made = in_use(pair._replace(after=view))
            after = aim(view, goal, version_of(made)).cluster
            self._known[key] = _way(judge(pair._replace(after=after, maker=made)))
        return self._known[key]


def _path(one: Retiring) -> Iterator[str]:
    """The steps that Microsoft documents where no runbook has them.

    By azurerm the cluster of an availability set is made anew, and the pool in its own block must not be deleted.
    """
    if one.pool is not None and one.pool.declared is not None and one.pool.declared.address.endswith(_OWN_BLOCK):
        return
    skus = ("AzureLinux3",) if one.id == "azure-linux-2" else OS_SKUS[one.id].instead if one.id in OS_SKUS else ()
    if skus:
        yield f"make a new pool beside it: az aks nodepool add --os-sku {' or '.join(skus)}"
        yield "move its pods: kubectl cordon, then kubectl drain"
        yield "delete the old pool: az aks nodepool delete"
    elif one.id == "availability-set" and not (one.pool is not None and by_azurerm(one.pool)):
        yield "make its pools those of virtual machines: az aks update --migrate-vmas-to-vms"
    elif one.id == "ubuntu-2004":
        yield "upgrade the cluster and its pools: az aks upgrade --kubernetes-version 1.35 or newer"


def _way(change: Change) -> Way:
    """What is told of a change, without what is only about this one cluster."""
    book, tool = change.runbook, change.tool
    steps = tuple(step.title for step in book.steps) if book.unreachable is None else ()
    hangs = tuple(dict.fromkeys(one.path for part in (change.azure, tool) for one in part.open))
    told = Way(change.azure.verdict, tool.verdict, tool.provider, tool.version, steps, book.unreachable)
    return told._replace(open=hangs)


# What clusters and pools differ in that decides nothing about their networks: names, places and sizes.
_SIZES = ("count", "minCount", "maxCount", "vmSize", "node_count", "min_count", "max_count", "vm_size")
_NAMES = ("id", "name", "location", "tags", "dnsPrefix", "dns_prefix", "resource_group_name")
_OWN = frozenset({*_SIZES, *_NAMES, "default_node_pool"})


def _alike(view: ClusterView) -> Iterator[object]:
    """What is equal for clusters that go the same way: all that they say, but for what is `_OWN`, and ids."""
    yield _said(view.values, view.declared)
    for pool in view.pools:
        yield pool.name, _said(pool.values, pool.declared)


def _said(values: Values, declared: Declaration | None) -> tuple[tuple[str, str], ...]:
    every = [values]
    if declared is not None:
        every += [declared.written, declared.arguments, declared.blank, declared.given]
    return tuple((path, _told(value.data)) for one in every for path, value in one.items() if path not in _OWN)


def _told(data: object) -> str:
    if isinstance(data, Unknown):
        return f"unknown {data.later} {data.several} {data.refused}"
    return "an id" if isinstance(data, str) and data.startswith("/subscriptions/") else repr(data)


def _undecided(views: Sequence[ClusterView], first: int = 0) -> Iterator[Undecided]:
    for number, view in enumerate(views, first):
        for one in retiring.untold(view):
            pool = one.pool.name if one.pool is not None else None
            yield Undecided(number, view.name, pool, one.path, one.why, one.place)
