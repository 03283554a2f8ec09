"""`aksnet.plan`: what every range of clusters needs and has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aksnet.api.arguments import a, in_words_of_python, number_of, word_of
from aksnet.api.clusters import Clusters, loaded
from aksnet.commands import plan as command
from aksnet.commands import planning
from aksnet.commands.plan_inputs import apart
from aksnet.errors import Place, Problem, UsageError
from aksnet.planning.plan import TIGHT, Plan
from aksnet.view import ClusterView


def plan(
    clusters: Clusters,
    *,
    grow: float = 1,
    nodes: Mapping[str, int] | None = None,
    pods_per_node: int | Mapping[str, int] | None = None,
    tight: int = TIGHT,
) -> Plan:
    """The address plan: each range with its verdict, and for each cluster what binds it first. Numbers are addresses.

    `grow` plans for pools so many times as large, `nodes` for pools of this size at the most, by their names ("user",
    or "prod/user" of one cluster). `pods_per_node` are the pods that nodes are going to run, where they are fewer than
    they may, for all pools or by their names; from `tight` percent on a range is tight.

    What could not be read is not counted, and `unread` of the plan says so.

    Raises UsageError where there is no cluster, and AksnetError where ranges that are to be counted meet each other.
    """
    asked = loaded(clusters, "plan")
    if not asked:
        hint = "name what has a cluster, or ask first: if clusters"
        raise UsageError(Problem("there is nothing to plan: no cluster was read", hint=hint), *asked.notes)
    growing = command.Growing(_factor(grow), _sizes(nodes if nodes is not None else {}, "nodes"), _pods(pods_per_node))
    percent = str(number_of(tight, "tight"))
    with in_words_of_python():
        return command.of_clusters(_views(asked), growing, planning.percent(percent), asked.unread).plan


def _views(clusters: Clusters) -> Sequence[ClusterView]:
    """The clusters; those that were not read from one spec have names and networks of their own, and count once."""
    every = clusters._inputs.configurations
    return tuple(clusters) if len(every) == 1 and every[0].views is not None else apart(every)[0]


def _factor(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"grow takes a number, and this is {a(value)}")
    try:
        planning.factor(str(value))
    except UsageError:
        raise UsageError(Problem(f"{value} is no factor", Place("grow"), "for example 3, or 1.5")) from None
    return str(value)


def _sizes(value: object, name: str) -> list[str]:
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} takes a mapping of pools to numbers, and this is {a(value)}")
    return [f"{word_of(pool, name)}={_number(number, name)}" for pool, number in value.items()]


def _number(value: object, name: str) -> int:
    number = number_of(value, name)
    if not 0 <= number <= planning.MOST:
        example = "30" if name == "pods_per_node" else '{"user": 200}'
        message = f"{number} is no number from 0 to {planning.MOST:,}"
        raise UsageError(Problem(message, Place(name), f"for example {example}"))
    return number


def _pods(value: object) -> list[str]:
    if value is None:
        return []
    name = "pods_per_node"
    return _sizes(value, name) if isinstance(value, Mapping) else [str(_number(value, name))]
