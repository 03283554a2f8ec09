"""A cluster as it would be judged if a change were not made: what is there runs, and so Azure took it."""

from __future__ import annotations

from aksnet.paths import NODES, PODS
from aksnet.transitions.azure.saying import same, says
from aksnet.view import ClusterView, Origin, PoolView, Values

_SUBNETS = (NODES, PODS)
# What runs may be newer than what is written, which upgrades leave as it is.
_VERSIONS = ("kubernetesVersion", "orchestratorVersion")

_SCALED = ("enableAutoScaling", "minCount", "maxCount")
_FILLED = (Origin.IMPLIED, Origin.PROVIDER)


def is_same(old: ClusterView, new: ClusterView) -> bool:
    """Whether both say the same of the cluster and its pools, wherever they say it."""
    return (
        _data(old.values) == _data(new.values)
        and [_data(pool.values) for pool in old.pools] == [_data(pool.values) for pool in new.pools]
        and old.vnet == new.vnet
    )


def _data(values: Values) -> dict[str, object]:
    return {path: value.data for path, value in values.items()}


def as_was(old: ClusterView, new: ClusterView) -> ClusterView:
    """The cluster as it is, in the surroundings that only the other side tells: they are no change of it."""
    pools = {pool.name: pool for pool in new.pools}
    return old._replace(
        pools=tuple(_in_subnets(pool, pools.get(pool.name)) for pool in old.pools),
        vnet=old.vnet or new.vnet,
        resource_group=old.resource_group or new.resource_group,
        next_hop=old.next_hop or new.next_hop,
    )


def _in_subnets(old: PoolView, new: PoolView | None) -> PoolView:
    """A pool whose subnets are called what the other side calls them, where they may be the same."""
    if new is None:
        return old
    called = {
        path: new.values[path]
        for path in _SUBNETS
        if path in new.values and path in old.values and same(old.values[path], new.values[path]) is not False
    }
    return old._replace(values={**old.values, **called})


def as_kept(old: ClusterView, new: ClusterView) -> ClusterView:
    """The cluster as it is to be, with what its text leaves out and a PUT leaves as it is."""
    pools = {pool.name: pool for pool in old.pools}
    return new._replace(
        values=_kept(old, new),
        pools=tuple(pool._replace(values=_kept(pools.get(pool.name, pool), pool)) for pool in new.pools),
    )


def _kept(old: ClusterView | PoolView, new: ClusterView | PoolView) -> Values:
    gone = _SCALED if _scales_no_more(new) else ()
    left = {path: value for path, value in old.values.items() if path in _VERSIONS or not _written(new, path)}
    return {**new.values, **{path: value for path, value in left.items() if path not in gone}}


def _scales_no_more(new: ClusterView | PoolView) -> bool:
    """Whether a pool has no autoscaler, and so no bounds that could stay.

    azurerm turns off what is left out, and az shows all that there is.
    """
    whole = new.declared is not None and (new.declared.by_azurerm or new.declared.language == "az")
    return new.known(_SCALED[0]) is False or (whole and new.absent(_SCALED[0]))


def _written(view: ClusterView | PoolView, path: str) -> bool:
    """Whether the text itself says it: what the service fills in is what is left out."""
    value = view.values.get(path)
    return says(view, path) and (value is None or value.origin not in _FILLED)
