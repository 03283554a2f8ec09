"""AKN904, AKN906, AKN908: what goes wrong where azurerm moves a pool's nodes by way of a temporary pool."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import POOL_ROTATION
from aksnet.paths import NODES
from aksnet.transitions.changes import Danger, PoolChange
from aksnet.transitions.dangers.sides import Sides, is_configuration, is_default, plain, pools_of
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import PoolView

DELETES, LOOP, NAMELESS = "AKN904", "AKN906", "AKN908"
NAME = "temporary_name_for_rotation"
_SUBNET = "vnet_subnet_id"


def dangers(sides: Sides) -> Iterator[Danger]:
    """The dangers of every pool."""
    for pool, before, after in pools_of(sides.change) if sides.by_azurerm else ():
        causes = rotating(pool)
        if causes:
            yield from _named(sides, after, causes)
        yield from _loop(sides, before, after)


def rotating(pool: PoolChange) -> list[str]:
    """The attributes that move a pool's nodes to new ones."""
    return list(dict.fromkeys(_last(one) for one in pool.tool.reasons if one.verdict is Tool.ROTATE))


def _last(reason: Reason) -> str:
    return plain(reason.path).rpartition(".")[2]


def _named(sides: Sides, pool: PoolView, causes: list[str]) -> Iterator[Danger]:
    value = pool.declared.arguments.get(NAME) if pool.declared is not None else None
    why = f"{', '.join(causes)} of the pool {pool.name!r} {'changes' if len(causes) == 1 else 'change'}"
    if value is None:
        if is_configuration(pool):
            yield Danger(NAMELESS, f"{why}, and it has no {NAME}: the apply is refused", pool.place)
        return
    if value.known and value.data == pool.text("name"):
        message = f"{why}, and its {NAME} {value.data} is its own name: the pool is deleted"
        yield Danger(DELETES, message, value.place or pool.place)
    elif value.known and value.data in _others(sides, pool):
        message = f"{why}, and its {NAME} {value.data} is the name of another pool: that pool is deleted"
        yield Danger(DELETES, message, value.place or pool.place)


def _others(sides: Sides, pool: PoolView) -> set[str | None]:
    """The names of pools that are there: one that goes in the same apply may still be."""
    return {one.text("name") for view in (sides.before, sides.after) for one in view.pools} - {None, pool.text("name")}


def _loop(sides: Sides, before: PoolView, after: PoolView) -> Iterator[Danger]:
    """A subnet that the pool has and its configuration does not say."""
    had = NODES in before.values and not before.unknown(NODES)
    if not had or not after.absent(NODES) or not is_configuration(after) or ignores(after, _SUBNET):
        return
    if is_default(after):
        return
    for words, fate in (
        (sides.among(lambda one: one >= POOL_ROTATION), "moves its nodes at every apply, to the same subnet"),
        (sides.among(lambda one: one < POOL_ROTATION), "replaces the pool at every plan"),
    ):
        if words is not None:
            yield Danger(LOOP, f"the pool {after.name!r} has a subnet and no {_SUBNET}: {words} {fate}", after.place)


def ignores(pool: PoolView, name: str) -> bool:
    """Whether `lifecycle.ignore_changes` has an argument, or all of them, or cannot be told."""
    value = pool.declared.arguments.get("lifecycle.ignore_changes") if pool.declared is not None else None
    if value is None:
        return False
    return not isinstance(value.data, list) or not {"all", name, "?"}.isdisjoint(map(str, value.data))
