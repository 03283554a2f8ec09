"""`aksnet plan`: what every range needs and has, and where new ranges go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from aksnet.commands import planning
from aksnet.commands.asking import spec_here
from aksnet.commands.plan_inputs import Given, Spec
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.paths import DYNAMIC, PODS, allocation_of
from aksnet.planning.allocation import Asked, Placement, allocate
from aksnet.planning.conflicts import refuse_conflicts
from aksnet.planning.growth import grown, pool_names
from aksnet.planning.implied import with_implied_pods
from aksnet.planning.networking import with_network
from aksnet.planning.plan import Plan, plan_of
from aksnet.spec.flags import Flags
from aksnet.spec.fleets import fleet_of
from aksnet.spec.layers import Loaded, load, loaded
from aksnet.spec.loading import parse
from aksnet.spec.nodes import Node, assign, valued
from aksnet.spec.output_entries import faults_of_outputs
from aksnet.spec.rewriting import Edit
from aksnet.spec.shared import shared_by
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView


class Growing(NamedTuple):
    """How much larger pools get, which get a size of their own, and the pods that nodes are going to run: as given."""

    factor: str | None = None
    nodes: Sequence[str] = ()
    pods: Sequence[str] = ()


class Planned(NamedTuple):
    """The plan, what was chosen for the spec, and what else there is to know."""

    plan: Plan
    edits: tuple[Edit, ...] = ()
    grown: bool = False
    notes: tuple[Problem, ...] = ()


def plan(
    given: Given,
    flags: Flags,
    growing: Growing,
    asked: Asked | None,
    tight: int,
) -> Planned:
    """The plan of clusters; with `asked`, after new ranges have been chosen for what is open in their spec.

    Raises AksnetError for input that is not of the shape that the models describe, and where there is no room.
    """
    if given.clusters is not None:
        return of_clusters(given.clusters, growing, tight, given.unread)._replace(notes=given.notes)
    spec = load(given.layers) if given.layers is not None else _spec(given.spec, flags)
    nodes, fleet = spec.clusters, spec.several
    edits: list[Edit] = []
    if asked is not None:
        pairs = [with_network(node, supernet=bool(asked.supernets)) for node in nodes]
        nodes = [node for node, _ in pairs]
        edits = [Edit(_name(node, fleet=fleet), *one) for node, made in pairs for one in made]
    clusters = _views(nodes, spec.outputs, fleet=fleet)
    if asked is not None:
        factor, sizes, running = _growth(clusters, growing)
        placements = allocate(grown(clusters, factor, sizes), asked._replace(tight=tight, running=running))
        edits += [_edit(one, clusters[one.number], fleet=fleet) for one in placements]
        nodes = [_edited(node, number, placements) for number, node in enumerate(nodes)]
        clusters = _views(nodes, spec.outputs, fleet=fleet)
        order = {cluster.name: number for number, cluster in enumerate(clusters)}
        edits.sort(key=lambda one: order.get(one.cluster or "", 0))
    return of_clusters(clusters, growing, tight)._replace(edits=tuple(edits))


def of_clusters(
    clusters: Sequence[ClusterView], growing: Growing, tight: int, unread: tuple[Problem, ...] = ()
) -> Planned:
    """The plan of clusters that were read, beside what could not be.

    Raises UsageError for growth of pools that they do not have.
    """
    clusters = with_implied_pods(clusters)
    factor, sizes, running = _growth(clusters, growing)
    larger = factor != Fraction(1) or bool(sizes)
    return Planned(plan_of(grown(clusters, factor, sizes), tight, running)._replace(unread=unread), grown=larger)


def _growth(clusters: Sequence[ClusterView], growing: Growing) -> tuple[Fraction, Mapping[str, int], Mapping[str, int]]:
    """How much larger pools get, which get a size of their own, and the pods that nodes run."""
    names = pool_names(clusters)
    factor, sizes = planning.factor(growing.factor), planning.sizes(growing.nodes, "--nodes", names, for_all=False)
    running = planning.running(growing.pods, names)
    _refuse_without_effect(clusters, running)
    refuse_conflicts(clusters)
    return factor, sizes, running


def _refuse_without_effect(clusters: Sequence[ClusterView], running: Mapping[str, int]) -> None:
    pools = (pool for cluster in clusters for pool in cluster.pools)
    if running and not any(PODS in pool.values and allocation_of(pool) == DYNAMIC for pool in pools):
        message = "it only means something for pod subnets with dynamic allocation, and no pool has one"
        raise UsageError(Problem(message, Place("--pods-per-node"), "leave it out"))


def _spec(spec: Spec | None, flags: Flags) -> Loaded:
    if spec is None and flags.first is None:
        spec_named = spec_here("cluster.yaml")
        hint = f"name a spec (aksnet plan {spec_named}), or choose a mode (aksnet plan --plugin overlay)"
        raise UsageError(Problem("there is nothing to plan", hint=hint))
    if spec is None:
        return loaded(fleet_of(Node(dict, Place(flags.first or ""))), flags, {})
    shared = shared_by(spec.name)
    below = [shared.node] if shared is not None else []
    return loaded(fleet_of(*below, parse(*spec)), flags, {})


def _views(nodes: Sequence[Node], outputs: Node | None, *, fleet: bool) -> list[ClusterView]:
    clusters, problems = clusters_of(nodes, fleet=fleet, planned=True)
    problems += faults_of_outputs(outputs)
    if problems:
        raise SpecError(*problems)
    return [view_of(cluster, node) for cluster, node in clusters]


def _name(node: Node, *, fleet: bool) -> str | None:
    name = node.at(("name",))
    return str(name.data) if fleet and name is not None else None


def _edit(placement: Placement, cluster: ClusterView, *, fleet: bool) -> Edit:
    return Edit(cluster.name if fleet else None, placement.path, placement.value, placement.words)


def _edited(node: Node, number: int, placements: Sequence[Placement]) -> Node:
    for one in placements:
        if one.number == number:
            node = assign(node, one.path, valued(one.value, node.place))
    return node
