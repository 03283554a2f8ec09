"""Which ways of networking fit what a cluster needs, in the order in which they are recommended, each with reasons."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from aksnet.addresses import Network, network_of
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import ranges as known
from aksnet.facts import service
from aksnet.facts.bounds import MIN_POOL_PODS
from aksnet.facts.support import OVERLAY
from aksnet.recommending.fitness import reasons_of
from aksnet.recommending.fitting import SPACE, Demand, demands_of, reasons_of_space, subnets_of
from aksnet.recommending.gen_words import gen_words
from aksnet.recommending.moves import Move, move
from aksnet.recommending.needs import Needs, problems_of
from aksnet.recommending.placing import ipv6_ranges, pod_range, service_range
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.ways import BY_ID, Sizes, Way, sizes_of, spec_of, too_few_pods
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of


class Choice(NamedTuple):
    """One way of networking for the needs: whether it fits, its place among those that do, and why.

    `sizes` are the nodes and pods that were counted, `move` is the way there from an existing cluster. `spec` is the
    cluster, and `command` says it to `aksnet gen`; there is neither for what does not fit.
    """

    way: Way
    sizes: Sizes
    reasons: tuple[Reason, ...]
    demands: tuple[Demand, ...]
    move: Move | None = None
    rank: int | None = None
    spec: Mapping[str, Any] = MappingProxyType({})
    command: tuple[str, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether nothing excludes it."""
        return not any(reason.weight is Weight.EXCLUDES for reason in self.reasons)

    @property
    def doubtful(self) -> bool:
        """Whether something leaves it in doubt."""
        return any(reason.weight is Weight.DOUBT for reason in self.reasons)


def recommend(needs: Needs) -> tuple[Choice, ...]:
    """All ways: those that fit in the order of their ranks, then those that are excluded.

    What is excluded comes last, before it what needs a new cluster, and before that what is in doubt; else they stand
    in the order in which Microsoft recommends them. Raises UsageError for numbers that no cluster has.
    """
    _refuse(needs)
    choices = sorted((_choice(needs, way) for way in BY_ID.values()), key=_order)
    return tuple(_ranked(needs, choice, number) for number, choice in enumerate(choices, 1))


def _refuse(needs: Needs) -> None:
    problems = problems_of(needs)
    if problems:
        raise UsageError(*problems)
    way = BY_ID["overlay"]
    few = too_few_pods(spec_of(needs, way, sizes_of(needs, way))["pools"])
    if few is not None:
        nodes = f"{few['count']} node{'s' if few['count'] > 1 else ''} of {few['max_pods']} pods"
        hint = f"let nodes take {-(-MIN_POOL_PODS // few['count'])} pods or more"
        message = f"the pool {few['name']!r} with {nodes} has no room for {MIN_POOL_PODS}, which every pool has"
        raise UsageError(Problem(message, Place("--max-pods"), hint))


def _order(choice: Choice) -> tuple[bool, bool, bool, int]:
    """Where it stands: what is excluded has only its place in what Microsoft recommends."""
    away = choice.move is not None and not choice.move.same_cluster
    return not choice.fits, choice.fits and away, choice.fits and choice.doubtful, choice.way.order


def _choice(needs: Needs, way: Way) -> Choice:
    sizes = sizes_of(needs, way)
    demands = demands_of(needs, way, sizes, spec_of(needs, way, sizes))
    subnets = subnets_of(needs, demands)
    reasons = [*reasons_of(needs, way, sizes), *reasons_of_space(needs, way, demands, subnets)]
    if _pods_of(needs, way, demands) is None and way.ipam in ("overlay", "kubenet"):
        text = "no private range is left for a pod CIDR of this size beside the VNet"
        reasons.append(Reason(Weight.EXCLUDES, text, (OVERLAY,), ("CIDR-05", "CIDR-11", "CIDR-16"), SPACE))
    now = BY_ID[needs.existing] if needs.existing is not None else None
    return Choice(way, sizes, tuple(reasons), demands, move(now, way) if now is not None else None)


def _ranked(needs: Needs, choice: Choice, rank: int) -> Choice:
    if not choice.fits:
        return choice
    spec = _with_ranges(needs, choice, subnets_of(needs, choice.demands))
    return choice._replace(rank=rank, spec=spec, command=gen_words(spec, view_of(Cluster.model_validate(spec))))


def _taken(needs: Needs) -> list[Network]:
    """What a cluster's own ranges must not meet: the VNet's space, or what AKS may make of it; fact CIDR-43."""
    return list(needs.space) or [network_of(service.MANAGED_VNET)]


def _pods_of(needs: Needs, way: Way, demands: tuple[Demand, ...]) -> Network | None:
    """The pod CIDR; with a CNI of your own as large as that of overlay, for nobody else can tell."""
    taken = _taken(needs)
    prefix = next((one.prefix for one in demands if not one.subnet and one.unknown is None), None)
    if prefix is None and way.ipam != "byo":
        return None
    shared = way.ipam != "kubenet"
    return pod_range([*taken, service_range(taken)], prefix or known.NODE_PREFIX, shared=shared)


def _with_ranges(needs: Needs, choice: Choice, subnets: dict[str, Network]) -> dict[str, Any]:
    """The spec with its ranges: subnets where there is space for them, pods and Services beside it."""
    spec = spec_of(needs, choice.way, choice.sizes)
    services, pods = service_range(_taken(needs)), _pods_of(needs, choice.way, choice.demands)
    dual = "dual-stack" in needs.wants
    if dual:
        spec["network"]["service_cidrs"] = [str(services), service.SERVICE_CIDR_IPV6]
    elif str(services) != service.SERVICE_CIDR:
        spec["network"]["service_cidr"] = str(services)
    if pods is not None and choice.way.ipam in ("overlay", "kubenet", "byo"):
        own = {"pod_cidrs": [str(pods), service.POD_CIDR_IPV6]} if dual else {"pod_cidr": str(pods)}
        spec["network"].update(own)
    if subnets:
        spec["vnet"] = _vnet(needs, subnets)
        for pool in spec["pools"]:
            pool.update({key: name for key, name in (("subnet", "nodes"), ("pod_subnet", "pods")) if name in subnets})
    return spec


def _vnet(needs: Needs, subnets: dict[str, Network]) -> dict[str, Any]:
    """The VNet, as far as the space is known; with dual-stack it and its subnets have IPv6 too: fact DS-08."""
    space = [str(one) for one in needs.space]
    if "dual-stack" not in needs.wants:
        return {"address_space": space, "subnets": {name: {"prefix": str(one)} for name, one in subnets.items()}}
    vnet, *six = ipv6_ranges(len(subnets))
    parts = zip(subnets.items(), six, strict=True)
    return {
        "address_space": [*space, str(vnet)],
        "subnets": {name: {"prefixes": [str(one), str(other)]} for (name, one), other in parts},
    }
