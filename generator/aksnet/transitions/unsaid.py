"""What a spec leaves to aksnet, which writes it: nobody said it of what runs, but between two specs it is a change."""

from __future__ import annotations

from aksnet.transitions.changes import Pair
from aksnet.view import ClusterView, Origin, PoolView, Values

# What a cluster or a pool always has, and a spec need not say; and what of it nobody else leaves out either.
_OF_CLUSTER, _OF_POOL = ("dnsPrefix", "location"), ("vmSize", "upgradeSettings.maxSurge")
_NEVER_LEFT_OUT = ("location", "vmSize")


def with_what_is_said(pair: Pair) -> Pair:
    """The pair; of two specs with what aksnet writes where they say nothing."""
    before, after = pair.before, pair.after
    if before is None or after is None or not (_is_spec(before) and _is_spec(after)):
        return pair
    return pair._replace(before=_written(before), after=_written(after))


def unsaid(view: ClusterView | PoolView) -> frozenset[str]:
    """What is there for sure, and left out, or chosen by aksnet."""
    paths = _OF_CLUSTER if isinstance(view, ClusterView) else _OF_POOL
    left_out = (path for path in paths if path in _NEVER_LEFT_OUT and view.absent(path))
    return _chosen(view, paths) | frozenset(left_out)


def _chosen(view: ClusterView | PoolView, paths: tuple[str, ...]) -> frozenset[str]:
    return frozenset(path for path in paths if path in view.values and view.values[path].origin is Origin.DEFAULT)


def _is_spec(view: ClusterView) -> bool:
    return view.declared is None


def _written(view: ClusterView) -> ClusterView:
    pools = tuple(one._replace(values=_given(one)) for one in view.pools)
    return view._replace(values=_given(view), pools=pools)


def _given(view: ClusterView | PoolView) -> Values:
    chosen = _chosen(view, _OF_CLUSTER + _OF_POOL)
    return {**view.values, **{path: view.values[path]._replace(origin=Origin.GIVEN) for path in chosen}}
