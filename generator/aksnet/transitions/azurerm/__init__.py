"""What one exact release of azurerm plans for a change: its own logic over what state and configuration say."""

from __future__ import annotations

from aksnet.facts.azurerm import Version
from aksnet.transitions.azurerm import errors, judging, tables, translating, upgrading, validating
from aksnet.transitions.azurerm.answers import answered, made, pool_answered
from aksnet.transitions.azurerm.automatic import is_of_it
from aksnet.transitions.azurerm.differ import Table
from aksnet.transitions.azurerm.judging import Part
from aksnet.transitions.azurerm.keeping import kept
from aksnet.transitions.azurerm.letters import as_taken
from aksnet.transitions.azurerm.sides import (
    AUTOMATIC,
    POOL,
    Side,
    as_sent,
    ignored,
    is_configuration,
    is_default,
    is_written,
    kind_of,
    renamed,
    side_of,
)
from aksnet.transitions.azurerm.tables import boundaries
from aksnet.transitions.verdicts import OfTool
from aksnet.view import ClusterView, PoolView

# What a pool is in, before and afterwards.
Clusters = tuple[ClusterView, ClusterView]
_INLINE, _NOTHING = "default_node_pool", Side({}, told=())


def of_cluster(before: ClusterView, after: ClusterView, version: Version) -> OfTool:
    """What the release plans for `azurerm_kubernetes_cluster`, its default pool included."""
    kind, old_kind = AUTOMATIC if is_of_it(before, after) else kind_of(after), kind_of(before)
    if kind != old_kind and is_written(before) and is_written(after):
        return judging.another_type(old_kind, kind, after, version)
    table = tables.of_automatic(version) if kind == AUTOMATIC else tables.of_cluster(version)
    sides = made(_was(before, after, table), table.kind)
    return judging.together([_planned(before, after, answered(one, version), table) for one in sides], before)


def _planned(before: ClusterView, after: ClusterView, old: Side, table: Table) -> OfTool:
    """What is planned for a cluster that is as one side has it."""
    new, version = _asked(after, table), table.version
    part = judging.part_of(after, table, old, new, after)
    pool = default_of(after) if table.kind != AUTOMATIC else None
    if pool is not None:
        part |= _inline(before, after, pool, old, replaced=bool(part.replaced), version=version)
    part = part.settled()
    sent = as_sent(new, old, "", ignored(after))
    if part.made:
        part = part._replace(made=(*part.made, *errors.at_apply(sent, _NOTHING if part.replaced else old)))
    return judging.verdict_of(version, part, judging.planned(part, after, old, sent, table))


def of_pool(before: PoolView, after: PoolView, version: Version, clusters: Clusters | None = None) -> OfTool:
    """What the release plans for a pool: `azurerm_kubernetes_cluster_node_pool`, or the cluster's own block.

    What Azure fills in depends on the cluster before; what is ignored of the block stands in the one afterwards.
    """
    if is_written(before) and is_written(after) and is_default(before) != is_default(after):
        old_kind, kind = (_INLINE if is_default(one) else POOL for one in (before, after))
        return judging.another_type(old_kind, kind, after, version)
    default = is_default(after) or (not is_written(after) and _inlined(before, after))
    table = tables.of_default_pool(version) if default else tables.of_pool(version)
    was = clusters[0] if clusters is not None else None
    inside = answered(_was(was, was, tables.of_cluster(version)), version) if was is not None else None
    old, new = pool_answered(_was(before, after, table), inside), _asked(after, table)
    around = clusters[1] if default and clusters is not None else after
    part = judging.part_of(after, table, old, new, around).settled()
    sent = as_sent(new, old, table.base, ignored(around))
    part = _scaled(part, sent, old, table)
    return judging.verdict_of(version, part, judging.planned(part, after, old, sent, table))


def _scaled(part: Part, sent: Side, old: Side, table: Table, *, anew: bool = False) -> Part:
    """With what azurerm looks at when it sends a pool: it does where something of it changes, or it is made anew."""
    if not part.made and not anew:
        return part
    found = tuple(errors.of_scaling(sent, _NOTHING if anew or part.replaced else old, table))
    instead = {one.path for one in found}
    return part._replace(made=(*(one for one in part.made if one.path not in instead), *found))


def accepts(cluster: ClusterView, version: Version) -> bool:
    """Whether the release takes what is written of a cluster and its pools, or has words for what a spec says."""
    kind = kind_of(cluster)
    table = tables.of_automatic(version) if kind == AUTOMATIC else tables.of_cluster(version)
    inline = default_of(cluster) if kind != AUTOMATIC else None
    refused = [validating.refused(cluster, table)]
    for pool in cluster.pools:
        own = tables.of_default_pool(version) if pool is inline else tables.of_pool(version)
        refused.append(validating.refused(pool, own))
    return not any(reason for reasons in refused for reason in reasons)


def _inline(
    before: ClusterView, after: ClusterView, pool: PoolView, cluster: Side, *, replaced: bool, version: Version
) -> Part:
    """What the block default_node_pool adds; a pool of before that cannot be found says nothing."""
    table, was = tables.of_default_pool(version), default_of(before, pool.name)
    old = pool_answered(_was(was, pool, table), cluster) if was is not None else _NOTHING
    new = _asked(pool, table)
    part = judging.part_of(pool, table, old, new, after, replaced=replaced)
    return _scaled(part, as_sent(new, old, table.base, ignored(after)), old, table, anew=replaced)


def default_of(cluster: ClusterView, name: str | None = None) -> PoolView | None:
    """The pool that stands, or would stand, in the cluster's own block: of that name, else the first of the system."""
    inline = next((pool for pool in cluster.pools if is_default(pool)), None)
    if inline is not None or is_written(cluster):
        return inline
    named = next((pool for pool in cluster.pools if name is not None and pool.name == name), None)
    return named or next((pool for pool in cluster.pools if pool.text("mode") == "System"), None)


def _inlined(before: PoolView, after: PoolView) -> bool:
    """Whether a pool that nobody wrote in azurerm's words would stand in the cluster's own block."""
    return is_default(before) if is_written(before) else after.text("mode") == "System"


def _was(view: ClusterView | PoolView, after: ClusterView | PoolView, table: Table) -> Side:
    """What is there, under the names that the release reads it back by."""
    if not is_written(view):
        return translating.side_of(view, table.version)
    makers = upgrading.made_by(view, after, table.version)
    written = as_taken(side_of(view), table) if is_configuration(view) else side_of(view)
    made = upgrading.with_defaults(written, [tables.like(table, one) for one in makers])
    return renamed(made, table.kind, table.base, table.version)


def _asked(view: ClusterView | PoolView, table: Table) -> Side:
    """What is asked for."""
    return side_of(view) if is_written(view) else translating.side_of(view, table.version, table.kind)


__all__ = ["accepts", "boundaries", "default_of", "is_configuration", "is_default", "kept", "of_cluster", "of_pool"]
