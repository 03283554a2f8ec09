"""What is wrong with where a change leads: what the rules call an error afterwards, and did not before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from aksnet.commands.comments import comments_of
from aksnet.commands.migrate.fault_baselines import as_kept, as_was, is_same
from aksnet.commands.policies import Policies
from aksnet.errors import SpecError
from aksnet.findings import Severity
from aksnet.paths import AUTHORIZED, OUTBOUND, PODS
from aksnet.planning.fleet import Fleet
from aksnet.planning.peerings import Peerings
from aksnet.planning.ranges import Ranges
from aksnet.planning.uses import Uses
from aksnet.rules import RULES, Comments, Context, Rule, capacity, delegations, subnets
from aksnet.rules.base import Hit
from aksnet.rules.ignoring import Ignoring
from aksnet.rules.retirements import RULES as RETIREMENTS
from aksnet.rules.versions import kubernetes_floor
from aksnet.rules.wording import in_words_of
from aksnet.transitions.azure.judging import user_assigned
from aksnet.transitions.azure.saying import words
from aksnet.transitions.changes import Pair
from aksnet.transitions.goals import POD_SUBNET
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import ClusterView, Unknown, Value

_ABOUT_NETWORKS = "the VNet or the peering is refused, and the cluster stays as it is"
_BY_TOOL = "tools refuse it themselves, and of Azure nothing is documented"
# Errors that say nothing of whether Azure takes a change of a cluster that is there, and why not.
EXCEPTED: Mapping[str, str] = MappingProxyType(
    {
        "AKN107": _ABOUT_NETWORKS,
        "AKN108": _ABOUT_NETWORKS,
        "AKN109": _ABOUT_NETWORKS,
        "AKN117": _ABOUT_NETWORKS,
        "AKN202": _BY_TOOL,
        "AKN215": _BY_TOOL,
        "AKN216": _BY_TOOL,
        "AKN232": "it is asked of new clusters: those from before stay as they are",
        "AKN330": "it is asked of new clusters: on the way from or to a NAT gateway both are there for a while",
        **{rule.id: "a day on which support ends refuses nothing" for rule in RETIREMENTS},
    }
)
# Errors that are a refusal in one case only: InvalidUserDefinedRoutingWithLoadBalancerProfile, as Azure may ignore the
# settings elsewhere, and azurerm leaves them out of what it sends; and public addresses of nodes, which only authorized
# ranges rule out (fact OUT-17). A NAT gateway of one's own comes to the subnet before the change, says the checklist.
_ONLY: Mapping[str, Callable[[ClusterView], bool]] = MappingProxyType(
    {
        "AKN312": lambda view: view.text(OUTBOUND) == "userDefinedRouting" and not _by_azurerm(view),
        "AKN317": lambda view: view.text(OUTBOUND) != "userAssignedNATGateway",
        "AKN339": lambda view: bool(view.texts(AUTHORIZED)),
    }
)
_UNNAMED = Unknown("nobody named the subnet")
_OF_AZURE = re.compile(r"AKN[1-4]")
# What another operation on the same cluster brings about first, where the cluster as it is lacks it as well.
_MENDED: Mapping[str, Callable[[ClusterView], bool]] = MappingProxyType(
    {
        kubernetes_floor.id: lambda old: True,
        "AKN328": lambda old: user_assigned(old) is False,
    }
)
# What is wrong with the ranges and subnets that are there: a new cluster gets others.
_SURROUNDINGS = frozenset(rule.id for topic in (capacity, delegations, subnets) for rule in topic.RULES)
_RANGES = "AKN1"
JUDGING = tuple(rule for rule in RULES if _OF_AZURE.match(rule.id) and not rule.across and rule.id not in EXCEPTED)


def _by_azurerm(view: ClusterView) -> bool:
    return view.declared is not None and view.declared.by_azurerm


class _Side(NamedTuple):
    """The clusters of one side, as rules look at them together."""

    views: Sequence[ClusterView]
    context: Context

    def errors(self, number: int, rules: Iterable[Rule] = JUDGING) -> Iterator[tuple[Rule, Hit]]:
        """What the rules call an error of one of them."""
        view = self.views[number]
        context = self.context._replace(ranges=Ranges(view), number=number)
        for rule in rules:
            hits = rule.check(view, context) if rule.id not in _ONLY or _ONLY[rule.id](view) else ()
            for hit in hits:
                if (hit.severity or rule.severity) is Severity.ERROR:
                    yield rule, hit


def _side(views: Sequence[ClusterView], today: date) -> _Side:
    fleet = Fleet(views)
    return _Side(views, Context(today, fleet=fleet, peerings=Peerings(fleet), uses=Uses(fleet)))


def with_faults(pairs: Sequence[Pair], today: date, texts: Mapping[str, str] = MappingProxyType({})) -> list[Pair]:
    """The pairs with what is wrong with where they lead; `texts` may say in comments what is to be left out."""
    changed = [
        (number, pair.before, _told(pair.after))
        for number, pair in enumerate(pairs)
        if pair.before is not None and pair.after is not None and not is_same(pair.before, pair.after)
    ]
    after = _side([new for _, _, new in changed], today)
    ignoring = Ignoring(list(_comments(texts)))
    found = list(pairs)
    for place, (number, old, new) in enumerate(changed):
        errors = [one for one in after.errors(place) if not ignoring.holds(one[0], one[1], new, None)]
        if errors:
            known = pairs[number].faults
            told = {fact for one in known for fact in one.facts}
            faults = {one: rule for one, rule in _new(errors, old, new, today) if told.isdisjoint(one.facts)}
            around = tuple(reason for reason, rule in faults.items() if _is_around(rule))
            found[number] = pairs[number]._replace(faults=(*known, *faults), surrounding=around)
    return found


def _comments(texts: Mapping[str, str]) -> Iterator[Comments]:
    try:
        yield from comments_of(texts, Policies(None), ())
    except SpecError:  # a policy that cannot be read is told by check
        return


def _is_around(rule: Rule) -> bool:
    return rule.id.startswith(_RANGES) or rule.id in _SURROUNDINGS


def _told(cluster: ClusterView) -> ClusterView:
    """The cluster without the pod subnet that stands for one that nobody named."""
    pools = (
        pool._replace(values={**pool.values, PODS: Value(_UNNAMED)}) if pool.text(PODS) == POD_SUBNET else pool
        for pool in cluster.pools
    )
    return cluster._replace(pools=tuple(pools))


def _new(
    errors: Sequence[tuple[Rule, Hit]], old: ClusterView, new: ClusterView, today: date
) -> Iterator[tuple[Reason, Rule]]:
    """The errors that the change makes: not those that the cluster runs with, nor those that what it keeps mends."""
    rules = list(dict.fromkeys(rule for rule, _ in errors))
    before, kept = (
        {_about(rule, hit, new) for rule, hit in _side([view], today).errors(0, rules)}
        for view in (as_was(old, new), as_kept(old, new))
    )
    for rule, hit in errors:
        about = _about(rule, hit, new)
        if about not in before and about in kept:
            yield from ((reason, rule) for reason in _reason(rule, hit, old, new))


def _about(rule: Rule, hit: Hit, cluster: ClusterView) -> tuple[str, frozenset[str]]:
    """The rule and the pools that it names: a cluster that runs with that is evidence that Azure takes it."""
    return rule.id, frozenset(pool.name for pool in cluster.pools if repr(pool.name) in hit.message)


def _reason(rule: Rule, hit: Hit, old: ClusterView, new: ClusterView) -> Iterator[Reason]:
    """What is wrong in words; nothing where what decides could not be told before."""
    told, hint = (in_words_of(text, new.declared) for text in (hit.message, hit.hint or rule.hint))
    path, before, after = _deciding(hit, old, new) or (rule.id, None, None)
    if words(before) == "unknown":
        return
    mended = rule.id in _MENDED and _MENDED[rule.id](old)
    lead = "bring this about first: " if mended else ""
    sources = (hit.source,) if hit.source is not None else rule.sources
    verdict = Azure.STEPS if mended else Azure.REFUSED
    text = f"{lead}{told} ({rule.id}): {hint}"
    yield Reason(
        path, text, verdict, words(before), words(after), sources, rule.facts, hit.place or new.place, hit.wants
    )


def _deciding(hit: Hit, old: ClusterView, new: ClusterView) -> tuple[str, Value | None, Value] | None:
    """The property that a hit is about, with its values: as its place and its message tell, those that differ first.

    Where they tell nothing it is the only one that differs.
    """
    said = set(re.findall(r"[\w./-]*\w", hit.message))

    def fits(path: str, value: Value) -> tuple[bool, bool]:
        exact = hit.place is not None and hit.place.line is not None and value.place == hit.place
        return exact, path.rpartition(".")[2] in said or words(value) in said

    every = list(_properties(old, new))
    changed = [one for one in every if words(one[1]) != words(one[2])]
    for some in (changed, every):
        best = max(some, key=lambda one: fits(one[0], one[2]), default=None)
        if best is not None and any(fits(best[0], best[2])):
            return best
    return changed[0] if len(changed) == 1 else None


def _properties(old: ClusterView, new: ClusterView) -> Iterator[tuple[str, Value | None, Value]]:
    """The properties of the cluster and of its pools as they are to be, with what was there before."""
    yield from ((path, old.values.get(path), value) for path, value in new.values.items())
    pools = {pool.name: pool.values for pool in old.pools}
    for pool in new.pools:
        before = pools.get(pool.name, {})
        yield from ((f"agentPoolProfiles.{path}", before.get(path), value) for path, value in pool.values.items())
