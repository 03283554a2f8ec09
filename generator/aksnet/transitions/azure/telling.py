"""A way from one state to another in words: one change, or several with why one operation will not do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aksnet.facts.support import STATIC_BLOCK
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.judging import Check, failing, ruled_out
from aksnet.transitions.azure.reasons import ALLOCATED, Views, path_of, reason_of
from aksnet.transitions.verdicts import Azure, Reason

_NEW_POOLS = "new pools take their addresses from another pod subnet, and the old pools go"
_POOL_FACTS = ("PSS-05", "PSS-07", "MIG-10")
_ENGINES = frozenset({"install-npm", "install-calico"})


class Because(NamedTuple):
    """Why changes do not come together, and the facts of it."""

    text: str
    facts: tuple[str, ...] = ()


def of_edge(edge: Edge, views: Views) -> Reason:
    """One change, with whether there is a way back, and what documents dispute."""
    verdict = Azure.IRREVERSIBLE if edge.irreversible else Azure.IN_PLACE
    way = "in place, and no document has a way back" if edge.irreversible else "in place"
    doubt = f"; documents disagree: {edge.disputed}" if edge.disputed else ""
    path = path_of(edge.axis, views)
    return reason_of(path, f"{edge.title}: {way}{doubt}", verdict, views, edge.sources, edge.facts)


def of_steps(way: tuple[Edge, ...], axis: str, views: Views, *, new_pools: bool) -> Reason:
    """Several changes, one after the other, and new pools at the end; `axis` is the first that differs."""
    titles = [*(edge.title for edge in way), *(["make new pools in another pod subnet"] if new_pools else [])]
    because = list(_because(way))
    why = "".join(f"; {one.text}" for one in because)
    text = f"not in one operation: first {', then '.join(titles)}{why}"
    sources = [*(one for edge in way for one in edge.sources), *([STATIC_BLOCK] if new_pools else [])]
    facts = [*(one for part in because for one in part.facts), *(one for edge in way for one in edge.facts)]
    facts += _POOL_FACTS if new_pools else ()
    every = tuple(dict.fromkeys(sources)), tuple(dict.fromkeys(facts))
    return reason_of(path_of(axis, views), text, Azure.STEPS, views, *every)


def _because(way: tuple[Edge, ...]) -> Iterator[Because]:
    ids, axes = {edge.id for edge in way}, [edge.axis for edge in way]
    if "remove-policy" in ids and "ipam" in axes:
        yield Because("addresses move only where no policy engine is", ("MIG-03",))
    if {"ipam", "plane"} <= set(axes):
        yield Because("addresses and data plane do not change together", ("MIG-01",))
    if "remove-policy" in ids and ids & _ENGINES:
        swap = "" if "ipam" in axes else ", though one page has no reimage between the two"
        yield Because(f"engines change by way of none{swap}", ("POL-10", "DOC-05"))
    if axes.count("outbound") > 1:
        text = "the table has no change from one to the other, though the page may have commands for it"
        yield Because(text, ("OUT-11", "DOC-18"))
    if "load-balancer" in axes:
        yield Because("other outbound types need the Standard load balancer", ("OUT-01",))


def of_pools(to_blocks: bool, views: Views) -> Reason:
    """From single addresses to blocks, or back."""
    doubt = "" if to_blocks else "; documents describe the change to static blocks, none back"
    return reason_of(ALLOCATED, f"{_NEW_POOLS}{doubt}", Azure.NEW_POOL, views, (STATIC_BLOCK,), _POOL_FACTS)


def of_conditions(way: Iterable[Edge], views: Views) -> Iterator[Reason]:
    """What certainly does not hold before a change; another operation may mend it, and the goal may say so."""
    before, after = views
    for edge in way:
        for check in failing(edge.conditions, before):
            verdict = Azure.STEPS if check.mended or check.holds(after) else Azure.REFUSED
            yield _unmet(edge, check, verdict, views)


def of_closed(edges: Iterable[Edge], views: Views) -> Iterator[Reason]:
    """Changes on the way that this cluster cannot make, and why."""
    for edge in edges:
        for check in ruled_out(edge.conditions, *views):
            text = f"the way there is to {edge.title}, and this does not hold: {check.condition.text}"
            yield reason_of(check.path, text, Azure.RECREATE, views, check.condition.sources, check.condition.facts)


def _unmet(edge: Edge, check: Check, verdict: Azure, views: Views) -> Reason:
    first = "bring this about first" if verdict is Azure.STEPS else "this does not hold"
    text = f"{edge.title}: {first}: {check.condition.text}"
    return reason_of(check.path, text, verdict, views, check.condition.sources, check.condition.facts)
