"""What a value that cannot be told may be: every pair of known states between which the service may have to go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, product

from aksnet.addresses import network_of
from aksnet.paths import MODE, PLUGIN, POLICY
from aksnet.transitions.azure.goals import kept_engine
from aksnet.transitions.azure.impossible import consistent
from aksnet.transitions.azure.judging import private_api
from aksnet.transitions.azure.outbound import CLOSED, MANAGED, OWN
from aksnet.transitions.azure.saying import says
from aksnet.transitions.azure.states import BOTH_FAMILIES, IPV4, State, flat_of, known_plugin
from aksnet.view import ClusterView

# More pairs than this tell nothing more.
_ENOUGH = 4000
_FLAT = ("node-subnet", "pod-subnet", "static-block")
_SWITCH = (False, True)
_GUESSES: dict[str, tuple[object, ...]] = {
    "plane": ("azure", "cilium"),
    "policy": ("none", "azure", "calico", "cilium"),
    "outbound": tuple(dict.fromkeys([*MANAGED, *sorted(OWN)])),
    "load_balancer": ("standard", "basic"),
    "families": (IPV4, BOTH_FAMILIES),
    "own_network": _SWITCH,
    "acns": _SWITCH,
    "integrated": _SWITCH,
    "automatic": _SWITCH,
}
_ELSEWHERE = ("192.0.2.0/24",)
_SOME = ("10.244.0.0/16",)


def pairs(
    start: State, goal: State, fields: tuple[str, ...], tied: frozenset[str], views: tuple[ClusterView, ClusterView]
) -> list[tuple[State, State]]:
    """States before and after with every guess for these fields; tied ones are the same on both sides.

    What Azure does not have is no guess, unless what is known is nothing that it has.
    """
    every = list(islice(_pairs(start, goal, fields, tied, views), _ENOUGH))
    free = any(getattr(goal, field) is None for field in fields if field not in tied)
    return [one for one in every if consistent(one[0]) and (consistent(one[1]) or not free)] or every


def _pairs(
    start: State, goal: State, fields: tuple[str, ...], tied: frozenset[str], views: tuple[ClusterView, ClusterView]
) -> Iterator[tuple[State, State]]:
    before, after = views
    for found in _filled(start, goal, fields, before):
        left = _with_own_engine(found) if before.absent(POLICY) else found
        same = {field: getattr(left, field) for field in tied}
        for guess in _filled(goal._replace(**same), left, fields, after):
            yield left, guess if says(after, POLICY) else guess._replace(policy=kept_engine(left, guess))


def _with_own_engine(state: State) -> State:
    return state._replace(policy="cilium" if state.plane == "cilium" else "none")


def _filled(state: State, other: State, fields: tuple[str, ...], view: ClusterView) -> Iterator[State]:
    """The state with each guess for what is not known of it; the other side's value comes first."""
    lacking = [field for field in fields if getattr(state, field) is None]
    for guess in product(*(_guesses(field, other, view) for field in lacking)):
        guessed = dict(zip(lacking, guess, strict=True))
        yield State._make(guessed.get(field, value) for field, value in zip(State._fields, state, strict=True))


def _guesses(field: str, other: State, view: ClusterView) -> list[object]:
    there = getattr(other, field)
    if field == "pod_ranges":
        return list(_ranges(there))
    guesses = _ipam(view) if field == "ipam" else _GUESSES[field]
    if field == "outbound" and private_api(view) is False:
        guesses = tuple(one for one in guesses if one not in CLOSED)
    return sorted(guesses, key=lambda one: one != there)


def _ipam(view: ClusterView) -> tuple[str, ...]:
    """What is left of it by what is known: fact MODE-16 for a plugin that nobody names."""
    if view.absent(PLUGIN) and view.absent(MODE):
        return ("overlay", "kubenet")
    if view.unknown(PLUGIN) or not known_plugin(view):
        return ("kubenet", *_FLAT, "overlay", "byo")
    found = flat_of(view)
    flat = _FLAT if found is None else (found,)
    return flat if view.absent(MODE) else (*flat, "overlay")


def _ranges(there: tuple[str, ...] | None) -> Iterator[tuple[str, ...]]:
    """The same ones, one around the first, one in it, and others."""
    known = there or _SOME
    yield known
    with suppress(ValueError):
        network = network_of(known[0])
        yield (str(network.supernet()),)
        yield (str(next(network.subnets())),)
    yield _ELSEWHERE
