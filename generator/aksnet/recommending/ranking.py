"""Which ways of networking fit what a cluster needs, in the order in which they are recommended, each with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from aksnet.errors import Place, Problem, UsageError
from aksnet.facts.bounds import MIN_POOL_PODS
from aksnet.recommending.fitness import reasons_of
from aksnet.recommending.fitting import Demand, Fit, demands_of, fit_of, reasons_of_space
from aksnet.recommending.gen_words import gen_words
from aksnet.recommending.limits import exclusions_of, fitting_sizes, needed_sizes, no_services
from aksnet.recommending.moves import Move, Path, doubts_of, move
from aksnet.recommending.needs import Needs, problems_of
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.sizes import Sizes, too_few_pods
from aksnet.recommending.specs import spec_of, with_ranges
from aksnet.recommending.ways import BY_ID, Way
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
        return not self._has(Weight.EXCLUDES)

    @property
    def doubtful(self) -> bool:
        """Whether something leaves it in doubt."""
        return self._has(Weight.DOUBT) or self.disputed

    @property
    def disputed(self) -> bool:
        """Whether documents say that it is not supported, and another one says that it is."""
        return self._has(Weight.DISPUTE)

    def _has(self, weight: Weight) -> bool:
        return any(reason.weight is weight for reason in self.reasons)


def recommend(needs: Needs) -> tuple[Choice, ...]:
    """All ways: those that fit in the order of their ranks, then those that are excluded.

    Raises UsageError for numbers that no cluster has.
    """
    refuse(needs)
    judged = sorted((_judged(needs, way) for way in BY_ID.values()), key=lambda one: _order(needs, one[0]))
    return tuple(_ranked(needs, choice, fit, number) for number, (choice, fit) in enumerate(judged, 1))


def refuse(needs: Needs) -> None:
    """Raise UsageError for numbers that no cluster has."""
    problems = problems_of(needs)
    if problems:
        raise UsageError(*problems)
    few = too_few_pods(needs)
    if few is not None:
        name, count = few
        nodes = f"{count} node{'s' if count > 1 else ''} of {needs.max_pods} pods"
        hint = f"let nodes take {-(-MIN_POOL_PODS // count)} pods or more"
        message = f"the pool {name!r} with {nodes} has no room for {MIN_POOL_PODS}, which every pool has [POD-02]"
        raise UsageError(Problem(message, Place("--max-pods"), hint))


def _order(needs: Needs, choice: Choice) -> tuple[bool | int, ...]:
    """Where it stands: what is excluded has only its place in what Microsoft recommends.

    Of the others kubenet comes last, unless it is there already, and before it what documents dispute. What keeps an
    existing cluster goes first. The node subnet, which is legacy, comes after what is in doubt, unless it is there or
    AKS is to make the VNet (fact NSN-02). The cluster as it is comes before what is in doubt and before new pools.
    """
    if not choice.fits:
        return True, choice.way.order
    now = BY_ID[needs.existing] if needs.existing is not None else None
    there = now is not None and choice.way.ipam == now.ipam
    stays = choice.move is not None and choice.move.path is Path.STAYS
    return (
        False,
        choice.way.ipam == "kubenet" and not stays,
        choice.disputed,
        choice.move is not None and not choice.move.same_cluster,
        choice.way.ipam == "node-subnet" and not there and "managed-vnet" not in needs.wants,
        choice.doubtful and not stays,
        choice.move is not None and choice.move.new_pools,
        choice.way.order,
    )


def _judged(needs: Needs, way: Way) -> tuple[Choice, Fit]:
    sizes = fitting_sizes(needs, way)
    demands = demands_of(needs, way, sizes, spec_of(needs, way, sizes))
    fit = fit_of(needs, way, demands)
    now = BY_ID[needs.existing] if needs.existing is not None else None
    there = move(now, way, windows="windows" in needs.wants) if now is not None else None
    reasons = (*_reasons(needs, way, sizes, demands, fit), *_of_move(needs, there))
    return Choice(way, sizes, reasons, demands, there), fit


def _reasons(needs: Needs, way: Way, sizes: Sizes, demands: tuple[Demand, ...], fit: Fit) -> Iterator[Reason]:
    yield from reasons_of(needs, way, sizes)
    yield from no_services(needs)
    excluded = list(exclusions_of(needs, way, sizes))
    yield from excluded
    if not excluded:
        yield from needed_sizes(needs, way, sizes)
        yield from reasons_of_space(needs, way, demands, fit)


def _of_move(needs: Needs, there: Move | None) -> Iterator[Reason]:
    if there is not None:
        yield from doubts_of(there, dual_stack="dual-stack" in needs.wants)


def _ranked(needs: Needs, choice: Choice, fit: Fit, rank: int) -> Choice:
    if not choice.fits:
        return choice
    bare = spec_of(needs, choice.way, choice.sizes)
    spec = with_ranges(needs, choice.way, bare, fit.subnets, fit.services, fit.pods, one_more=fit.one_more)
    return choice._replace(rank=rank, spec=spec, command=gen_words(spec, view_of(Cluster.model_validate(spec))))
