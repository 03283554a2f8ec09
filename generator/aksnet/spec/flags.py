"""What flags and the environment lay over every cluster of a spec."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.facts.choices import ALIASES
from aksnet.spec import yaml_text
from aksnet.spec.fleets import POOL
from aksnet.spec.nodes import Key, Node, assign, index_of, mapping, placed, refuse_surrogates, scalar, sequence, without

# How the names of variables begin that say a field of the spec, and what stands between its keys.
PREFIX, BETWEEN = "AKSNET_", "__"
# A field that is said replaces its other spelling: one range, or several.
_SPELLINGS = {("network", one): ("network", f"{one}s") for one in ("pod_cidr", "service_cidr")}
_OTHER_SPELLINGS = _SPELLINGS | {several: one for one, several in _SPELLINGS.items()}


class Override(NamedTuple):
    """A value that a flag gives: where it goes in every cluster, and the flag's name."""

    path: tuple[Key, ...]
    data: str | int
    flag: str


class Assignment(NamedTuple):
    """A value with its place, and where it goes in every cluster."""

    keys: tuple[Key, ...]
    value: Node


class Flags(NamedTuple):
    """What is laid over every cluster, later ones over earlier ones: the environment, flags of their own, `--set`."""

    environment: tuple[Assignment, ...] = ()
    overrides: tuple[Override, ...] = ()
    sets: tuple[Assignment, ...] = ()

    @property
    def first(self) -> str | None:
        """The first flag there is."""
        named = [one.flag for one in self.overrides] + ["--set"] * bool(self.sets)
        named += [one.value.place.source for one in self.environment]
        return next(iter(named), None)


NONE = Flags()


def with_flags(node: Node, flags: Flags = NONE) -> Node:
    """The cluster with what is laid over it; aliases of plugins become their names."""
    for one in flags.environment:
        node = _assigned(node, one)
    for override in flags.overrides:
        value = scalar(override.data, Place(override.flag))
        if override.path[0] == "pools":
            node = with_default_pool(node, override.flag)
        for path in _targets(node, override.path):
            node = _assigned(node, Assignment(path, value))
    for one in flags.sets:
        node = _assigned(node, one)
    plugin = node.at(("network", "plugin"))
    if plugin is not None and plugin.data in ALIASES:
        node = assign(node, ("network", "plugin"), scalar(ALIASES[str(plugin.data)], plugin.place))
    return node


def _assigned(node: Node, one: Assignment) -> Node:
    if one.keys in _OTHER_SPELLINGS and not one.value.is_null:
        node = without(node, _OTHER_SPELLINGS[one.keys])
    if one.keys[0] == "pools" and len(one.keys) > 1:
        node = _without_other_size(with_default_pool(node, one.value.place.source), one)
    return assign(node, one.keys, one.value)


def _without_other_size(node: Node, one: Assignment) -> Node:
    """The cluster without the size of a pool in the other way, where its number or its limits are said."""
    _, pool, *field = one.keys
    pools = node.items["pools"]
    if pools.kind is not tuple or len(field) != 1 or one.value.is_null:
        return node
    for other in POOL.either.get(field[0], ()):
        node = without(node, ("pools", index_of(pools, pool, one.value.place), other))
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


def assignments(sets: Sequence[str]) -> tuple[Assignment, ...]:
    """What `--set path=value` says, each time that it is given."""
    return tuple(map(_assignment, sets))


def _assignment(text: str) -> Assignment:
    refuse_surrogates(text, Place("--set"))
    found = re.fullmatch(r'((?:"[^"]*"|[^="])+)=(.*)', text, re.S)
    path, value = found.groups() if found else ("", "")
    keys = _keys(path)
    if not keys:
        hint = """for example --set network.pod_cidr=10.0.0.0/12, or --set 'tags."a.b"=x' for a key with a dot"""
        raise UsageError(Problem(f"{text!r} is no path=value", Place("--set"), hint))
    return Assignment(keys, _value(value, Place(f"--set {path}")))


def of_environment(variables: Mapping[str, str]) -> tuple[Assignment, ...]:
    """What variables say, in the order of their names: AKSNET_NETWORK__POD_CIDR is network.pod_cidr."""
    return tuple(_of_variable(name, variables[name]) for name in sorted(variables) if name.startswith(PREFIX))


def _of_variable(name: str, text: str) -> Assignment:
    place = Place(name)
    refuse_surrogates(text, place)
    keys = tuple(name.removeprefix(PREFIX).lower().split(BETWEEN))
    if not all(keys):
        hint = f"for example {PREFIX}NETWORK{BETWEEN}POD_CIDR=10.0.0.0/12 for network.pod_cidr"
        raise UsageError(Problem("this variable names no field of a spec", place, hint))
    return Assignment(keys, _value(text, place))
