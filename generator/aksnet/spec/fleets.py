"""From one document to its clusters: `clusters:` with `defaults:`, and what flags lay over them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.facts.choices import ALIASES
from aksnet.spec import yaml_text
from aksnet.spec.nodes import Key, Node, assign, mapping, merge, placed, refuse_surrogates, scalar, sequence, without

# How many values defaults may stand for, under all clusters together.
MAX_MERGED = 2_000_000
# What a flag replaces beside its own field.
_OTHER_SPELLINGS = (("network", "pod_cidrs"), ("network", "service_cidrs"))


class Override(NamedTuple):
    """A value that a flag gives: where it goes in every cluster, and the flag's name."""

    path: tuple[Key, ...]
    data: str | int
    flag: str


def cluster_nodes(document: Node) -> tuple[list[Node], bool]:
    """The clusters of a document, with the defaults under each, and whether the document is a fleet."""
    if "clusters" not in document.items:
        if "defaults" in document.items:
            raise SpecError(Problem("defaults is only for clusters:", document.keys["defaults"]))
        return [document], False
    for key, place in document.keys.items():
        if key not in ("clusters", "defaults"):
            raise SpecError(
                Problem(f"{key!r} stands beside clusters:", place, "put it into a cluster, or under defaults:")
            )
    nodes = _listed(document.items["clusters"])
    if "defaults" in document.items:
        nodes = _with_defaults(nodes, document.items["defaults"])
    refuse_duplicates(nodes)
    return nodes, True


def _with_defaults(nodes: list[Node], defaults: Node) -> list[Node]:
    if defaults.kind is object and defaults.data is None:
        return nodes
    if defaults.kind is not dict:
        raise SpecError(Problem("defaults is no mapping", defaults.place))
    if defaults.size * len(nodes) > MAX_MERGED:
        problem = f"{defaults.size:,} values of defaults under each of {len(nodes):,} clusters are too many"
        raise SpecError(Problem(problem, defaults.place, "split the fleet into several specs"))
    return [merge(defaults, node) for node in nodes]


def _listed(clusters: Node) -> list[Node]:
    """The items of `clusters:`, whether it is a list or a map by name."""
    if clusters.kind is object or not clusters.items:
        raise SpecError(Problem("clusters: has no cluster", clusters.place, "list them, or map them by name"))
    nodes = []
    for key, node in clusters.items.items():
        if node.kind is not dict:
            raise SpecError(Problem("a cluster is no mapping", node.place))
        if clusters.kind is dict:
            if "name" in node.items:
                raise SpecError(Problem("a cluster under its name has a second name", node.keys["name"]))
            name = scalar(key, clusters.keys[key])
            named = mapping(node.place, iter([("name", clusters.keys[key], name)]))
            nodes.append(merge(named, node))
        else:
            nodes.append(node)
    return nodes


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


def with_flags(node: Node, overrides: Sequence[Override], sets: Sequence[str]) -> Node:
    """The cluster with what flags say laid over it, `--set` last; aliases of plugins become their names."""
    for override in overrides:
        value = scalar(override.data, Place(override.flag))
        several = (*override.path[:-1], f"{override.path[-1]}s")
        if several in _OTHER_SPELLINGS:
            node = without(node, several)
        for path in _targets(node, override.path):
            node = assign(node, path, value)
    for text in sets:
        node = _set(node, text)
    plugin = node.at(("network", "plugin"))
    if plugin is not None and plugin.data in ALIASES:
        node = assign(node, ("network", "plugin"), scalar(ALIASES[str(plugin.data)], plugin.place))
    return node


def _targets(node: Node, path: tuple[Key, ...]) -> list[tuple[Key, ...]]:
    """`*` in a path means every pool there is; `with_default_pool` sees to it that there is one."""
    if path[:2] != ("pools", "*"):
        return [path]
    pools = node.at(("pools",))
    return [("pools", index, *path[2:]) for index in (pools.items if pools else ())]


def with_default_pool(node: Node, flag: str) -> Node:
    """The cluster with a pool `system`, where it has no pools and a flag is about them."""
    pools = node.at(("pools",))
    if pools is not None and (pools.items or pools.data is not None):
        return node
    place = Place(flag)
    pool = mapping(place, iter([("name", place, scalar("system", place))]))
    return assign(node, ("pools",), sequence(place, [pool]))


def _keys(path: str) -> tuple[Key, ...]:
    """The keys of a dotted path, in quotes where they hold a dot; none where the path is no such thing."""
    key = r'"([^"]*)"|([^."]+)'
    if not re.fullmatch(rf"(?:{key})(?:\.(?:{key}))*", path):
        return ()
    return tuple(quoted or plain.strip() for quoted, plain in re.findall(key, path))


def _value(text: str, place: Place) -> Node:
    """The value of a flag, which is YAML; nothing takes the field away."""
    if not text:
        return scalar(None, place)
    try:
        return placed(yaml_text.parse(text, place.source), place)
    except SpecError as error:
        hint = "the value is read as YAML: put text with marks of YAML in quotes, as in 'path=\"value\"'"
        raise SpecError(*(Problem(one.message, place, one.hint or hint) for one in error.problems)) from None


def _set(node: Node, text: str) -> Node:
    place = Place("--set")
    refuse_surrogates(text, place)
    found = re.fullmatch(r'((?:"[^"]*"|[^="])+)=(.*)', text, re.S)
    path, value = found.groups() if found else ("", "")
    keys = _keys(path)
    if not keys:
        hint = """for example --set network.pod_cidr=10.0.0.0/12, or --set 'tags."a.b"=x' for a key with a dot"""
        raise UsageError(Problem(f"{text!r} is no path=value", place, hint))
    place = Place(f"--set {path}")
    parsed = _value(value, place)
    if keys[0] == "pools" and len(keys) > 1:
        node = with_default_pool(node, place.source)
    return assign(node, keys, parsed)
