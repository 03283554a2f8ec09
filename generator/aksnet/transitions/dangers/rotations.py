"""AKN904, AKN906, AKN908: what goes wrong where azurerm moves a pool's nodes by way of a temporary pool."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import POOL_ROTATION
from aksnet.paths import NODES
from aksnet.transitions.changes import Danger, PoolChange
from aksnet.transitions.dangers.sides import NOT_MADE, Sides, is_configuration, is_default, is_plan, plain, pools_of
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import PoolView

DELETES, LOOP, NAMELESS = "AKN904", "AKN906", "AKN908"
NAME = "temporary_name_for_rotation"
_SUBNET = "vnet_subnet_id"
# A rotation that never ends is one.
_MOVES, _REFUSED = "moves its nodes at every apply, to the same subnet", "plans a change and refuses to apply it"
_ROTATING = (Tool.ROTATE, Tool.PERMANENT_DIFF)


def dangers(sides: Sides) -> Iterator[Danger]:
    """The dangers of every pool."""
    for pool, before, after in pools_of(sides.change) if sides.by_azurerm else ():
        looping = _loses_subnet(before, after)
        replaced = pool.tool.verdict in NOT_MADE or (is_default(after) and sides.change.tool.verdict in NOT_MADE)
        causes = [] if replaced else [one for one in _causes(pool) if not (looping and _last(one) == _SUBNET)]
        if causes:
            yield from _nameless(after, causes)
        if causes or looping:
            yield from _misnamed(sides, after, pool)
        if looping:
            yield from _loop(sides, after)


def _causes(pool: PoolChange) -> list[Reason]:
    """What moves a pool's nodes to new ones, or would if azurerm had a name for the temporary pool."""
    return [one for one in pool.tool.reasons if one.verdict in _ROTATING or _is_refused(one)]


def _is_refused(reason: Reason) -> bool:
    return reason.verdict is Tool.ERROR_AT_APPLY and NAME in reason.text


def _last(reason: Reason) -> str:
    return plain(reason.path).rpartition(".")[2]


def _why(pool: PoolView, causes: list[Reason]) -> str:
    names = list(dict.fromkeys(map(_last, causes)))
    return f"{', '.join(names)} of the pool {pool.name!r} {'changes' if len(names) == 1 else 'change'}"


def _nameless(pool: PoolView, causes: list[Reason]) -> Iterator[Danger]:
    refused = [one for one in causes if _is_refused(one)]
    if refused:
        message = f"{_why(pool, refused)}, and it has no {NAME}: the apply is refused"
        yield Danger(NAMELESS, message, refused[0].place or pool.place)


def _misnamed(sides: Sides, pool: PoolView, change: PoolChange) -> Iterator[Danger]:
    """A temporary name that a pool has, where a rotation is to come."""
    value = pool.declared.arguments.get(NAME) if pool.declared is not None else None
    causes = _causes(change)
    if value is None or not value.known or not causes:
        return
    place, named = value.place or pool.place, f"{_why(pool, causes)}, and its {NAME} {value.data} is"
    if value.data == pool.text("name"):
        yield Danger(DELETES, f"{named} its own name: the pool is deleted", place)
    elif value.data in _others(sides, pool):
        yield Danger(DELETES, f"{named} the name of another pool: that pool is deleted", place)


def _others(sides: Sides, pool: PoolView) -> set[str | None]:
    """The names of pools that are there: one that goes in the same apply may still be."""
    return {one.text("name") for view in (sides.before, sides.after) for one in view.pools} - {None, pool.text("name")}


def _loses_subnet(before: PoolView, after: PoolView) -> bool:
    """Whether a pool has a subnet and its configuration does not say it: the default pool is moved out of it."""
    had = NODES in before.values and not before.unknown(NODES)
    # a plan has what is ignored as it was
    asked = is_plan(after) or (is_configuration(after) and not ignores(after, _SUBNET))
    silent = after.absent(NODES) and asked
    return had and silent and not is_default(after)


def _loop(sides: Sides, after: PoolView) -> Iterator[Danger]:
    moves = _MOVES if after.declared is not None and NAME in after.declared.arguments else _REFUSED
    for words, fate in (
        (sides.among(lambda one: one >= POOL_ROTATION), moves),
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
