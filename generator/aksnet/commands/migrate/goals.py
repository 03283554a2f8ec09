"""`aksnet migrate --to MODE`: what is to be, made of what is and of the mode that clusters are to have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from aksnet.addresses import network_of
from aksnet.commands.excluding import obeying
from aksnet.commands.makers import checked, maker_of, note_on
from aksnet.commands.migrate.faults import with_faults
from aksnet.commands.migrate.findings import findings_of
from aksnet.commands.migrate.goal_options import CIDR, Given, goal_of
from aksnet.commands.migrate.sides import Side
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.azurerm import Version
from aksnet.facts.constraints import chosen
from aksnet.paths import NODES, PLUGIN
from aksnet.planning.pod_ranges import Chosen, PodRanges, doubted_by, refused_by
from aksnet.readers.inputs import Request, read_with_texts
from aksnet.readers.views import views_of
from aksnet.reports.migrations import Migration
from aksnet.transitions import Maker, Pair, in_use, judge
from aksnet.transitions.goals import Aimed, Goal, aim, pod_ranges
from aksnet.transitions.rewriting import with_changes
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView

# Who asks for the way to a mode is told it, and fails only where there is none.
_GATE = frozenset({Azure.REFUSED.value})


def run(
    paths: Sequence[str],
    request: Request,
    given: Given,
    today: date,
    provider_version: str | None,
    since: str | None = None,
) -> Migration:
    """Judge every cluster of one input on its way to the goal; raises AksnetError where there is none."""
    goal = goal_of(given)
    _refuse_two_sides(paths, given, since)
    old = read_with_texts(obeying(request)._replace(paths=list(paths), whole=True))
    return aimed_at(goal, Side(paths[0], old.configurations, old.texts), today, provider_version)


def aimed_at(goal: Goal, old: Side, today: date, provider_version: str | None) -> Migration:
    """Judge every cluster of what is on its way to the goal; raises UsageError where there is none."""
    views = [view for one in old.configurations for view in views_of(one)]
    unread = [problem for one in old.configurations for problem in one.unread]
    if not views and not unread:
        problem = Problem("there are no AKS clusters in it", Place(old.path), "name what has the cluster")
        raise UsageError(problem, *(note for one in old.configurations for note in one.notes))
    pairs, told = pairs_to(views, goal, provider_version)
    changes = tuple(map(judge, with_faults(pairs, today, old.texts)))
    notes = [*(note for one in old.configurations for note in one.notes), *told]
    findings = tuple(findings_of(change) for change in changes)
    unread, notes = [*dict.fromkeys(unread)], [*dict.fromkeys(notes)]
    return Migration(changes, findings, old.texts, tuple(unread), tuple(notes), _GATE)


def _refuse_two_sides(paths: Sequence[str], given: Given, since: str | None) -> None:
    """Raise UsageError where something else says what is to be, or nothing says what is."""
    flag = Place(next(flag for flag, value in given.flags() if value is not None))
    if since is not None:
        message = "what is to be is made of what is: --since would be another one"
        raise UsageError(Problem(message, flag, "leave one of the two out"))
    if len(paths) > 1:
        message = f"what is to be is made of what is, and there are {len(paths)} inputs: {', '.join(paths)}"
        raise UsageError(Problem(message, flag, "name what is, and nothing else"))
    if not paths:
        raise UsageError(Problem("nothing says what is", flag, "for example aksnet migrate --to overlay main.tf"))


def pairs_to(
    views: Sequence[ClusterView], goal: Goal, provider_version: str | None = None
) -> tuple[list[Pair], list[Problem]]:
    """Every cluster as it is and as it is to be, and what there is to know of that."""
    asked = checked(provider_version)
    free = cache(lambda: PodRanges(views))
    pairs: list[Pair] = []
    told: list[tuple[str, ClusterView]] = []
    for view in views:
        maker = in_use(Pair(view.name, view, view, maker_of(view, asked)))
        aimed = _with_range(aim(view, goal, version_of(maker)), free, version_of(maker))
        notes = (*aimed.notes, *_met(aimed.cluster, goal))
        pairs.append(Pair(view.name, view, aimed.cluster, maker, faults=aimed.faults))
        told += [(note, view) for note in notes]
    return pairs, [*_notes(told), *_on_makers(pairs, provider_version)]


def _on_makers(pairs: Sequence[Pair], asked: str | None) -> Iterator[Problem]:
    """What is to be told of the releases, once."""
    told = dict.fromkeys(note_on(pair.maker, asked) for pair in pairs)
    yield from (Problem(text, Place("--provider-version")) for text in told if text is not None)


def version_of(maker: Maker) -> Version:
    """The release whose words a goal is said in."""
    return max(maker.releases, default=chosen("azurerm", None))


def _with_range(aimed: Aimed, free: Callable[[], PodRanges], version: Version) -> Aimed:
    """The cluster with a pod range that aksnet chooses, where the mode asks for one and nobody gave it."""
    if not aimed.needs_range:
        return aimed
    found = free().choose(aimed.cluster)
    if found is None:
        message = f"there is no room for the pod range of {aimed.cluster.name!r} beside what it meets"
        raise UsageError(Problem(message, aimed.cluster.where(PLUGIN), "say which it is to be: --pod-cidr CIDR"))
    cluster = with_changes(aimed.cluster, pod_ranges(found.texts, "--to"), version)
    return Aimed(cluster, (*aimed.notes, _why(found, cluster)), faults=aimed.faults)


def _why(found: Chosen, cluster: ClusterView) -> str:
    """What was chosen, and what speaks for it."""
    elsewhere = cluster.vnet is None and any(NODES in pool.values for pool in cluster.pools)
    known = "no range that is known here, but those of its VNet are not" if elsewhere else "no range that is known here"
    need = f"; with an upgrade there may be {found.nodes:,}" if found.nodes is not None else ""
    ranges = ", ".join(found.texts)
    return f"pods get {ranges}, which meets {known}, and holds {found.holds:,} nodes{need}; --pod-cidr says another"


def _met(cluster: ClusterView, goal: Goal) -> Iterator[str]:
    """What a range that was given meets and had better not; raises UsageError for what it may not meet."""
    for network in map(network_of, goal.pod_cidr):
        met = next(refused_by(network, cluster), None)
        if met is not None:
            hint = "leave it out, and aksnet chooses one"
            raise UsageError(Problem(f"{network} meets {met.words} of {cluster.name!r}", Place(CIDR), hint))
        yield from (f"{network} meets {one.words}, which it should not" for one in doubted_by(network, cluster))


def _notes(told: Sequence[tuple[str, ClusterView]]) -> Iterator[Problem]:
    """What is the same for several clusters once, where the first of them says it; notes of one place are one."""
    views: dict[str, list[ClusterView]] = {}
    for text, view in told:
        views.setdefault(text, []).append(view)
    places: dict[Place | None, list[str]] = {}
    for text, some in views.items():
        places.setdefault(some[0].where(PLUGIN), []).append(f"{_names(some)}: {text}")
    yield from (Problem("; ".join(texts), place) for place, texts in places.items())


def _names(some: Sequence[ClusterView]) -> str:
    """The clusters by their names: two of them, and how many more there are."""
    names = list(dict.fromkeys(view.name for view in some))
    more = [f"{len(names) - 2:,} more"] if len(names) > 2 else []
    *first, last = [*names[:2], *more]
    return f"{', '.join(first)} and {last}" if first else last
