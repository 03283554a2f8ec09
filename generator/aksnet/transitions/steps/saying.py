"""States in words: what a cluster is, what it cannot become, and what is nearest to that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aksnet.transitions.azure import searching
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.outbound import called
from aksnet.transitions.azure.states import State, reaches

_IPAM = {
    "kubenet": "kubenet",
    "node-subnet": "node subnets",
    "pod-subnet": "pod subnets",
    "static-block": "pod subnets with static blocks",
    "overlay": "overlay",
    "byo": "a CNI of your own",
}
_ENGINES = {
    "none": "no network policy engine",
    "azure": "Azure NPM",
    "calico": "Calico",
    "cilium": "policies by Cilium",
}


def _addresses(state: State) -> str:
    return _IPAM[state.ipam] if state.ipam is not None else "an unknown mode"


def _mode(state: State) -> str:
    words = _addresses(state)
    if state.plane == "cilium":
        return f"{words} with Cilium"
    return words if state.policy is None else f"{words} with {_ENGINES.get(state.policy, state.policy)}"


def _families(state: State) -> str:
    return " and ".join(state.families or ("addresses that cannot be told",))


def _ranges(state: State) -> str:
    return f"the pod range {', '.join(state.pod_ranges or ('of the service',))}"


def _place(state: State) -> str:
    return "nodes in a network of your own" if state.own_network else "nodes in a network that AKS made"


def _balancer(state: State) -> str:
    return f"the {state.load_balancer} load balancer"


def _outbound(state: State) -> str:
    return f"outbound type {called(state.outbound) if state.outbound is not None else 'unknown'}"


def _switch(words: str) -> Callable[[bool | None], str]:
    return lambda on: f"{words} on" if on else f"{words} off"


# Fields that are told together, and how.
_GROUPS: tuple[tuple[tuple[str, ...], Callable[[State], str]], ...] = (
    (("ipam", "plane", "policy"), _mode),
    (("own_network",), _place),
    (("outbound",), _outbound),
    (("load_balancer",), _balancer),
    (("families",), _families),
    (("pod_ranges",), _ranges),
    (("acns",), lambda state: _switch("ACNS")(state.acns)),
    (("integrated",), lambda state: _switch("API server VNet integration")(state.integrated)),
    (("automatic",), lambda state: "the SKU Automatic" if state.automatic else "the SKU Base"),
)


def unreachable(start: State, goal: State, edges: Sequence[Edge]) -> str:
    """What Azure changes on no way, in a sentence."""
    told = [f"from {one} to {other}" for one, other in _ends(start, goal, _failing(start, goal, edges))]
    return f"no change that Azure makes in place leads {', and none '.join(told)}: it takes a new cluster"


def _ends(start: State, goal: State, groups: list[Callable[[State], str]]) -> Iterator[tuple[str, str]]:
    for words in groups:
        if words is _mode and (start.plane, start.policy) == (goal.plane, goal.policy):
            yield _addresses(start), _addresses(goal)
        else:
            yield words(start), words(goal)


def nearest(start: State, goal: State, edges: Sequence[Edge]) -> tuple[str, ...]:
    """What can be reached instead, the nearest first."""
    groups = _failing(start, goal, edges)
    here = _together(start, groups, goal)
    told = (_together(state, groups, goal) for state in searching.reachable(start, edges))
    return tuple(dict.fromkeys(words for words in told if words != here))


def _together(state: State, groups: list[Callable[[State], str]], goal: State) -> str:
    """A state by the groups that fail, and by another load balancer than was asked for, which it takes."""
    words = [one(state) for one in groups]
    other = goal.load_balancer is not None and state.load_balancer != goal.load_balancer
    return ", ".join(dict.fromkeys([*words, _balancer(state)] if other else words))


def _failing(start: State, goal: State, edges: Sequence[Edge]) -> list[Callable[[State], str]]:
    """The groups in which the goal is never reached, each by itself; all that differ where only together they fail."""
    alone = list(_groups(start, goal, lambda part: searching.shortest(start, reaches(part, start), edges) is None))
    if _mode in alone:  # pod ranges come and go with the mode
        return [words for words in alone if words is not _ranges]
    return alone or list(_groups(start, goal, lambda part: not reaches(part, start)(start)))


def _groups(start: State, goal: State, fails: Callable[[State], bool]) -> Iterator[Callable[[State], str]]:
    nothing = State(*(None for _ in State._fields))
    for fields, words in _GROUPS:
        part = nothing._replace(**{field: getattr(goal, field) for field in fields})
        if fails(part):
            yield words
