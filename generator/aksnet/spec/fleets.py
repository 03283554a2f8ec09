"""From documents to their clusters: `clusters:` with `defaults:`, and one document laid over another."""

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import Key, Merging, Node, mapping, merge, scalar, without

# How many values defaults, or a document for all clusters, may stand for under all clusters together.
MAX_MERGED = 2_000_000
# Beside the clusters of a fleet; what is written stands beside a single cluster too.
CLUSTERS, DEFAULTS, OUTPUTS = "clusters", "defaults", "outputs"
# What says one thing in two ways: what a later document says takes the place of the other way.
_CIDRS = Merging(
    {
        "pod_cidr": ("pod_cidrs",),
        "pod_cidrs": ("pod_cidr",),
        "service_cidr": ("service_cidrs",),
        "service_cidrs": ("service_cidr",),
    }
)
_SUBNET = Merging({"prefix": ("prefixes",), "prefixes": ("prefix",)})
POOL = Merging({"count": ("min", "max"), "min": ("count",), "max": ("count",)})
MERGED_OVER_DEFAULTS = Merging(below={"network": _CIDRS, "vnet": Merging(below={"subnets": Merging(items=_SUBNET)})})
# A later document changes the pools that it names, and adds the others.
_LAYERS = Merging(below={**MERGED_OVER_DEFAULTS.below, "pools": Merging(items=POOL)})


class Fleet(NamedTuple):
    """The clusters that documents describe together, whether they are listed, and where their text goes.

    In a list each cluster has a name of its own.
    """

    clusters: list[Node]
    several: bool = False
    outputs: Node | None = None


def fleet_of(*documents: Node) -> Fleet:
    """The clusters of documents, each laid over those before it, with the defaults of all of them under each cluster.

    A document without `clusters:` is about every cluster of the others. Raises SpecError where they do not go together.
    """
    outputs = next((one.items[OUTPUTS] for one in reversed(documents) if OUTPUTS in one.items), None)
    if not any(CLUSTERS in one.items for one in documents):
        return Fleet(_under_defaults([_single(documents)], documents), False, outputs)
    nodes = _under_defaults(_joined(documents), documents)
    refuse_duplicates(nodes)
    return Fleet(nodes, True, outputs)


def _single(documents: Sequence[Node]) -> Node:
    """The one cluster of documents without `clusters:`; what is shared with others stands in a file of its own."""
    own = [without(one, (OUTPUTS,)) for one in documents if one.items.keys() - {DEFAULTS, OUTPUTS} or not one.items]
    for one in documents:
        if DEFAULTS in one.items and (one.items.keys() - {DEFAULTS, OUTPUTS} or not own):
            hint = "defaults of a folder stand alone in a file defaults.yaml"
            raise SpecError(Problem("defaults is only for clusters:", one.keys[DEFAULTS], hint))
    return reduce(_laid_over, own or [without(documents[0], (OUTPUTS,))])


def _under_defaults(nodes: list[Node], documents: Sequence[Node]) -> list[Node]:
    defaults = [one.items[DEFAULTS] for one in documents if DEFAULTS in one.items]
    return _with_defaults(nodes, reduce(_laid_over, defaults)) if defaults else nodes


def _laid_over(base: Node, over: Node) -> Node:
    return merge(base, over, _LAYERS)


def _joined(documents: Sequence[Node]) -> list[Node]:
    """The clusters of all documents by their names, in the order in which they come first."""
    found: dict[object, Node] = {}
    for_all: Node | None = None
    for document in documents:
        if CLUSTERS in document.items:
            nodes = _listed(document)
            refuse_duplicates(nodes)
            for node in nodes:
                name = _name(node)
                base = found.get(name, for_all)
                found[name] = _laid_over(base, node) if base is not None else node
        elif own := _for_all(document):
            refuse_many(own.size * len(found), "values for every cluster", own.place)
            for_all = _laid_over(for_all, own) if for_all is not None else own
            found = {name: _laid_over(node, own)._replace(place=node.place) for name, node in found.items()}
    return list(found.values())


def _name(node: Node) -> object:
    name = node.at(("name",))
    # the models say what is wrong with a name that is none
    return name.data if name is not None and name.kind is object else id(node)


def _for_all(document: Node) -> Node | None:
    """What a document without clusters says of every cluster; None where it has nothing but defaults or outputs."""
    own = without(without(document, (OUTPUTS,)), (DEFAULTS,))
    if "name" in own.items:
        hint = "leave the name out of what is about every cluster, or put the cluster under clusters:"
        raise SpecError(Problem("this name would be that of every cluster", own.keys["name"], hint))
    return own if own.items else None


def _with_defaults(nodes: list[Node], defaults: Node) -> list[Node]:
    if defaults.is_null:
        return nodes
    if defaults.kind is not dict:
        raise SpecError(Problem("defaults is no mapping", defaults.place))
    refuse_many(defaults.size * len(nodes), f"values of defaults under each of {len(nodes):,} clusters", defaults.place)
    return [merge(defaults, node, MERGED_OVER_DEFAULTS) for node in nodes]


def refuse_many(values: int, what: str, place: Place) -> None:
    """Raise SpecError where as many values as that are too many."""
    if values > MAX_MERGED:
        raise SpecError(Problem(f"{values:,} {what} are too many", place, "split the fleet into several specs"))


def _listed(document: Node) -> list[Node]:
    """The items of `clusters:`, whether it is a list or a map by name."""
    for key, place in document.keys.items():
        if key not in (CLUSTERS, DEFAULTS, OUTPUTS):
            hint = "put it into a cluster, or under defaults:"
            raise SpecError(Problem(f"{key!r} stands beside clusters:", place, hint))
    clusters = document.items[CLUSTERS]
    if clusters.kind is object or not clusters.items:
        raise SpecError(Problem("clusters: has no cluster", clusters.place, "list them, or map them by name"))
    return [_cluster(clusters, key, node) for key, node in clusters.items.items()]


def _cluster(clusters: Node, key: Key, node: Node) -> Node:
    if node.kind is not dict:
        raise SpecError(Problem("a cluster is no mapping", node.place))
    if clusters.kind is not dict:
        return node
    if "name" in node.items:
        raise SpecError(Problem("a cluster under its name has a second name", node.keys["name"]))
    name = scalar(key, clusters.keys[key])
    return merge(mapping(node.place, iter([("name", clusters.keys[key], name)])), node)


def refuse_duplicates(nodes: Sequence[Node]) -> None:
    """Raise SpecError where two clusters of a fleet have one name, or one has none."""
    seen: dict[object, Place] = {}
    for node in nodes:
        name = node.at(("name",))
        if name is not None and name.kind is not object:
            continue  # the models say what is wrong with it
        if name is None:
            raise SpecError(Problem("a cluster of a fleet has no name", node.place, "add name: to it"))
        if name.data in seen:
            first = seen[name.data]
            raise SpecError(
                Problem(f"two clusters have the name {name.data!r}", name.place, f"the first is at {first}")
            )
        seen[name.data] = name.place
