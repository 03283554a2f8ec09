"""What azurerm leaves as it is, though a configuration does not say it: the service never hears of a change there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from aksnet.facts.azurerm import Argument, Version
from aksnet.paths import LOAD_BALANCER, NAT, POLICY
from aksnet.transitions.azurerm import tables
from aksnet.transitions.azurerm.differ import Table
from aksnet.transitions.azurerm.sides import (
    AUTOMATIC,
    Side,
    around,
    ignored,
    is_configuration,
    is_default,
    is_ignored,
    kind_of,
    side_of,
)
from aksnet.transitions.azurerm.translating import CLUSTER_ROWS, POOL_ROWS
from aksnet.view import ClusterView, PoolView, Value, Values

_MORE = (
    Argument("networkProfile.advancedNetworking.enabled", "network_profile.advanced_networking"),
    Argument("identity", "identity"),
    Argument("httpProxyConfig", "http_proxy_config"),
    Argument("tags", "tags"),
)
# Of these it is told that they are left out: an engine stays, and the outbound type decides what becomes of the others.
_TOLD = (POLICY, LOAD_BALANCER, NAT)
# Two names of one thing.
_TWINS = {
    "network_profile.pod_cidr": "network_profile.pod_cidrs",
    "network_profile.service_cidr": "network_profile.service_cidrs",
}
_BOTH = {**_TWINS, **{other: one for one, other in _TWINS.items()}}


def kept(before: ClusterView, after: ClusterView, releases: Iterable[Version]) -> ClusterView:
    """The cluster afterwards, with what it was where every release keeps it, or is told to ignore it."""
    if not is_configuration(after):
        return after
    versions, left = tuple(releases), ignored(after)
    if kind_of(after) != AUTOMATIC:
        values = _values(before, after, CLUSTER_ROWS + _MORE, _Keeper(after, left, map(tables.of_cluster, versions)))
        after = after._replace(values=values)
    old = {pool.name: pool for pool in before.pools}
    pools = (_pool(old.get(pool.name), pool, left, versions) for pool in after.pools)
    return after._replace(pools=tuple(pools))


def _pool(before: PoolView | None, after: PoolView, left: tuple[str, ...], versions: tuple[Version, ...]) -> PoolView:
    if before is None or not is_configuration(after):
        return after
    default = is_default(after)
    table: Callable[[Version], Table] = tables.of_default_pool if default else tables.of_pool
    keeper = _Keeper(after, left if default else ignored(after), map(table, versions))
    return after._replace(values=_values(before, after, POOL_ROWS, keeper))


class _Keeper:
    """What releases keep of one resource."""

    def __init__(self, view: ClusterView | PoolView, left: tuple[str, ...], of: Iterable[Table]) -> None:
        self._side, self._left, self._tables = side_of(view), left, tuple(of)

    def keeps(self, path: str, rows: list[Argument]) -> bool:
        """Whether all releases leave a property as it is."""
        return all(self._in(table, path, rows) for table in self._tables)

    def _in(self, table: Table, path: str, rows: list[Argument]) -> bool:
        name = next((one.name for one in rows if one.name and one.since <= table.version < one.until), None)
        if name is None:
            return False
        names = (name, _BOTH[name]) if name in _BOTH else (name,)
        if any(is_ignored(table.base + one, self._left) for one in names):
            return all(is_ignored(table.base + one, self._left) or _silent(self._side, one) for one in names)
        told = path.startswith(_TOLD) and any(_silent(self._side, one) for one in around(name)[1:] or (name,))
        return not told and all(self._computed(table, one) for one in names)

    def _computed(self, table: Table, name: str) -> bool:
        """Whether an argument is left out, and keeps what it was, by itself or with a block around it."""
        gone = [one for one in (name, *around(name)) if _silent(self._side, one)]
        return name in gone and any(table.row(one).kept for one in gone)


def _silent(side: Side, name: str) -> bool:
    """Whether an argument or a block is certainly not written."""
    return name not in side.values and not side.is_open(name)


def _values(
    before: ClusterView | PoolView, after: ClusterView | PoolView, rows: Iterable[Argument], keeper: _Keeper
) -> Values:
    grouped: dict[str, list[Argument]] = {}
    for row in rows:
        grouped.setdefault(row.path, []).append(row)
    paths = [path for path, some in grouped.items() if keeper.keeps(path, some)]
    values = {path: value for path, value in after.values.items() if not _within(path, paths)}
    return {**values, **dict(_of(before, paths))}


def _of(before: ClusterView | PoolView, paths: list[str]) -> Iterator[tuple[str, Value]]:
    for path, value in before.values.items():
        if _within(path, paths):
            yield path, value


def _within(path: str, paths: list[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in paths)
