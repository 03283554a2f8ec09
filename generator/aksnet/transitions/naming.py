"""The names of a cluster in the commands of a change, in place of variables of the shell."""

from __future__ import annotations

from aksnet.transitions.changes import Change
from aksnet.transitions.steps.shell import named
from aksnet.transitions.verdicts import Condition, OfAzure
from aksnet.view import ClusterView


def with_names(change: Change, cluster: ClusterView) -> Change:
    """The change with commands that can be run as they stand."""
    pools = tuple(pool._replace(azure=_azure(pool.azure, cluster)) for pool in change.pools)
    dangers = tuple(
        one._replace(hint=named(one.hint, cluster)) if one.hint is not None else one for one in change.dangers
    )
    return change._replace(azure=_azure(change.azure, cluster), pools=pools, dangers=dangers)


def _azure(judged: OfAzure, cluster: ClusterView) -> OfAzure:
    return judged._replace(conditions=tuple(_condition(one, cluster) for one in judged.conditions))


def _condition(condition: Condition, cluster: ClusterView) -> Condition:
    return condition._replace(check=named(condition.check, cluster)) if condition.check is not None else condition
