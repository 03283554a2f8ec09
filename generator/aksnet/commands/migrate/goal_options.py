"""What `aksnet migrate` is asked to make of what is: the words of its options as a goal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from aksnet.addresses import has_host_bits, network_of
from aksnet.commands.asking import choice
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.choices import ALIASES, LOAD_BALANCER_SKUS, OUTBOUND_TYPES, POLICIES
from aksnet.planning.occupants import arm_of
from aksnet.transitions.goals import WAYS, Goal

CIDR, SUBNET, POLICY, SKU = "--pod-cidr", "--pod-subnet", "--network-policy", "--load-balancer-sku"


class Given(NamedTuple):
    """What the command line says of the goal, as given."""

    to: str | None = None
    pod_cidr: str | None = None
    pod_subnet: str | None = None
    network_policy: str | None = None
    outbound_type: str | None = None
    load_balancer_sku: str | None = None

    @property
    def is_goal(self) -> bool:
        """Whether there is a goal in place of a second input."""
        return any(one is not None for one in self)

    def flags(self) -> Iterator[tuple[str, str | None]]:
        """Each with its flag."""
        return ((f"--{name.replace('_', '-')}", value) for name, value in self._asdict().items())


def goal_of(given: Given) -> Goal:
    """The goal; raises UsageError for words that are none, and for what the mode has no use for."""
    for flag, text in ((CIDR, given.pod_cidr), (SUBNET, given.pod_subnet)):
        if text is not None and given.to is None:
            message = "this is for a mode that clusters go to"
            raise UsageError(Problem(message, Place(flag), "add --to, or leave it out"))
    way = _way(given.to) if given.to is not None else ""
    goal = WAYS[way] if way else Goal()
    if given.network_policy is not None:
        goal = _with_engine(choice(given.network_policy, POLICIES, POLICY), way, goal)
    if given.outbound_type is not None:
        goal = goal._replace(outbound=choice(given.outbound_type, OUTBOUND_TYPES, "--outbound-type"))
    if given.load_balancer_sku is not None:
        goal = goal._replace(load_balancer=choice(given.load_balancer_sku.lower(), LOAD_BALANCER_SKUS, SKU))
    if given.pod_cidr is not None:
        goal = goal._replace(pod_cidr=_ranges(given.pod_cidr, way, goal))
    if given.pod_subnet is not None:
        goal = goal._replace(pod_subnet=_subnet(given.pod_subnet, way, goal))
    return goal


def _with_engine(engine: str, way: str, goal: Goal) -> Goal:
    """The goal with an engine: Cilium comes with its data plane, and that has no other (facts MODE-06, MODE-07)."""
    if engine == "cilium" and not way:
        return goal._replace(plane="cilium", flag=POLICY)
    if way and (engine == "cilium") is not (goal.plane == "cilium"):
        message = f"{way} does not go with the policy engine {engine}"
        raise UsageError(Problem(message, Place(POLICY), "leave it out, or go to another mode"))
    return goal._replace(policy=engine)


def _way(word: str) -> str:
    folded = word.strip().lower()
    return choice(ALIASES.get(folded, folded), tuple(WAYS), "--to")


def _ranges(text: str, way: str, goal: Goal) -> tuple[str, ...]:
    if goal.ipam not in ("overlay", "kubenet", "byo"):
        raise UsageError(Problem(f"{way} has no pod CIDR: pods are in subnets", Place(CIDR), "leave it out"))
    ranges = tuple(part.strip() for part in text.split(","))
    versions = [_version(one) for one in ranges]
    if versions not in ([4], [4, 6]):
        hint = "one range of IPv4, or one of each as in 10.244.0.0/16,fd12:3456:789a::/64"
        raise UsageError(Problem(f"{text!r} is not what a cluster has", Place(CIDR), hint))
    return ranges


def _version(text: str) -> int:
    """The IP version of a range; raises UsageError for what is none."""
    try:
        network = network_of(text)
    except ValueError as error:
        message = f"{text!r} is no address range: it {error}"
        raise UsageError(Problem(message, Place(CIDR), "for example 10.244.0.0/16")) from None
    if has_host_bits(text):
        message = f"{text!r} does not begin where its prefix does"
        raise UsageError(Problem(message, Place(CIDR), f"write {network}"))
    return network.version


def _subnet(text: str, way: str, goal: Goal) -> str:
    if goal.ipam not in ("pod-subnet", "static-block"):
        raise UsageError(Problem(f"{way} has no pod subnets", Place(SUBNET), "leave it out"))
    if arm_of(text) is None:
        hint = "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…/subnets/…"
        raise UsageError(Problem(f"{text!r} is no id of a subnet", Place(SUBNET), hint))
    return text
