"""81x: what the provider azurerm refuses of a pool, or sends otherwise than meant, after it was validated."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.facts.sources import DEFAULT_POOL_CODE, POOL_CODE
from aksnet.findings import Severity
from aksnet.rules.azurerm import default_pools, is_configuration, is_default, version_by, written
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

AUTO, COUNT, LEAST, MOST = "enableAutoScaling", "count", "minCount", "maxCount"
_NAMES = {COUNT: "node_count", LEAST: "min_count", MOST: "max_count"}
# When max_unavailable came, and a pool's block could do without max_surge; and when Spot began to matter.
UNAVAILABLE, SPOT = Version(4, 53), Version(4, 65)
SETTINGS, NUMBERS = "upgrade_settings", ("max_surge", "max_unavailable")
PRIORITY = "scaleSetPriority"


@rule(
    "AKN815",
    "autoscaling-counts",
    "write min_count and max_count with the autoscaler, and node_count alone without it",
    DEFAULT_POOL_CODE,
    POOL_CODE,
    answer="Terraform validates and plans it, and azurerm refuses it when it is applied.",
)
def autoscaling_counts(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm min_count and max_count come with the autoscaler, and with nothing else.

    Without it they are refused. With it the default pool needs both, and of every pool max_count is not less than
    min_count; a node_count beside them lies between the two when a default pool is made.
    """
    for pool in cluster.pools:
        if version_by(pool) is not None and not pool.unknown(AUTO):
            switched_on = pool.known(AUTO) is True
            yield from _scaled(pool) if switched_on else _not_scaled(pool)


def _not_scaled(pool: PoolView) -> Iterator[Hit]:
    for path in (LEAST, MOST):
        if _number(pool, path):
            switch = _switch(pool)
            words = f"{switch} false" if AUTO in pool.values else f"no {switch}"
            message = f"the pool {pool.name!r} has {_NAMES[path]} {pool.known(path)} and {words}"
            yield Hit(message, pool.where(path), hint=f"set {switch} true, or leave min_count and max_count out")
            return


def _scaled(pool: PoolView) -> Iterator[Hit]:
    least, most, count = (_number(pool, path) for path in (LEAST, MOST, COUNT))
    missing = [_NAMES[path] for path in (LEAST, MOST) if pool.absent(path)] if is_default(pool) else []
    if missing:
        message = f"the pool {pool.name!r} has {_switch(pool)} true without {' and '.join(missing)}"
        yield Hit(message, pool.where(AUTO))
        return
    ceiling = 0 if pool.absent(MOST) else most  # the provider sends 0
    if least is not None and ceiling is not None and least > ceiling:
        words = "no max_count" if most is None else f"max_count {most}"
        hint = "raise max_count, or lower min_count"
        yield Hit(f"the pool {pool.name!r} has min_count {least} and {words}", pool.where(MOST, LEAST), hint=hint)
    elif count and is_default(pool) and is_configuration(pool):
        yield from _outside(pool, count, least, most)


def _outside(pool: PoolView, count: int, least: int | None, most: int | None) -> Iterator[Hit]:
    """That a default pool begins with a number of nodes that the autoscaler does not allow."""
    if least is not None and count < least:
        words = f"less than min_count {least}"
    elif most is not None and count > most:
        words = f"more than max_count {most}"
    else:
        return
    hint = "leave node_count out: the autoscaler begins with min_count"
    yield Hit(f"the pool {pool.name!r} has node_count {count}, {words}", pool.where(COUNT), hint=hint)


def _number(pool: PoolView, path: str) -> int | None:
    data = pool.known(path)
    return data if isinstance(data, int) and not isinstance(data, bool) else None


def _switch(pool: PoolView) -> str:
    version = version_by(pool)
    return "enable_auto_scaling" if version is not None and version.major < 4 else "auto_scaling_enabled"


@rule(
    "AKN816",
    "node-count-left-out",
    "write node_count, or let the autoscaler decide with min_count and max_count",
    DEFAULT_POOL_CODE,
    answer="Terraform plans it, and azurerm asks Azure for a system pool of 0 nodes, which Azure does not make.",
    severity=Severity.WARNING,
)
def node_count_left_out(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A default pool says how many nodes it has.

    Without node_count and without the autoscaler azurerm sends the number 0, and a system pool has one node at least.
    Of a cluster that is there the provider keeps the number.
    """
    for pool in default_pools(cluster):
        silent = pool.absent(COUNT) and (pool.absent(AUTO) or pool.known(AUTO) is False)
        if silent and version_by(pool) is not None and is_configuration(pool):
            yield Hit(f"the pool {pool.name!r} has neither node_count nor the autoscaler: it gets 0 nodes", pool.place)


@rule(
    "AKN817",
    "upgrade-settings-of-a-pool",
    "write max_surge or max_unavailable, and from azurerm 4.65 on neither of them where priority is Spot",
    POOL_CODE,
    answer="Terraform refuses it: one beside the other as it validates, and the rest before 4.65 as it validates as"
    " well, and later as it plans.",
)
def upgrade_settings_of_a_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In azurerm upgrade_settings of a node pool have one of max_surge and max_unavailable, and with Spot neither.

    From 4.53 to 4.64 the provider wants exactly one of them, whatever the priority. Spot nodes are upgraded without
    further ones, so from 4.65 on it takes no number for them, and asks all other pools for one.
    """
    for pool in cluster.pools:
        version = version_by(pool)
        if version is not None and version >= UNAVAILABLE and not is_default(pool):
            yield from _numbers(pool, version)


def _numbers(pool: PoolView, version: Version) -> Iterator[Hit]:
    numbers = ((name, written(pool, f"{SETTINGS}.{name}")) for name in NUMBERS)
    given = [(name, value) for name, value in numbers if value is not None]
    if version >= SPOT and pool.text(PRIORITY) == "Spot" and given:
        yield Hit(f"the pool {pool.name!r} has {given[0][0]} and priority Spot", given[0][1].place)
    elif len(given) == len(NUMBERS):
        hint = "keep one of them"
        yield Hit(f"the pool {pool.name!r} has max_surge and max_unavailable", given[1][1].place, hint=hint)
    elif not given and pool.declared is not None and _is_empty_handed(pool, version):
        block = pool.declared.written[SETTINGS]
        message = f"the pool {pool.name!r} has upgrade_settings without max_surge and max_unavailable"
        hint = "write max_surge or max_unavailable, or leave the block out"
        yield Hit(message, block.place or pool.place, hint=hint)


def _is_empty_handed(pool: PoolView, version: Version) -> bool:
    """Whether the block certainly says something, and certainly neither of the two, of a pool that needs one."""
    found = pool.declared.written if pool.declared is not None else {}
    inside = [path for path in found if path.startswith(f"{SETTINGS}.")]
    surge = any(f"{SETTINGS}.{name}" in found for name in NUMBERS)
    asked = version < SPOT or pool.absent(PRIORITY) or pool.text(PRIORITY) == "Regular"
    return bool(inside) and not surge and asked and not pool.unknown("upgradeSettings")


RULES = (autoscaling_counts, node_count_left_out, upgrade_settings_of_a_pool)
