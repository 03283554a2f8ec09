"""The tables of azurerm's resources for a release, and the releases in which something in them changes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from aksnet.facts.azurerm import ALWAYS, NEVER, Version
from aksnet.facts.azurerm import CLUSTER as CLUSTER_WORDS
from aksnet.facts.azurerm import POOL as POOL_WORDS
from aksnet.facts.azurerm_schema import FIRST, INLINE
from aksnet.facts.azurerm_words import WORDS
from aksnet.transitions.azurerm import cluster_rows, errors, pool_rows
from aksnet.transitions.azurerm.differ import Table, holding
from aksnet.transitions.azurerm.sides import AUTOMATIC, CLUSTER, POOL


@cache
def of_cluster(version: Version) -> Table:
    """Of azurerm_kubernetes_cluster, without its default pool."""
    return Table(CLUSTER, version, holding(cluster_rows.CLUSTER, version))


@cache
def of_automatic(version: Version) -> Table:
    """Of azurerm_kubernetes_automatic_cluster."""
    return Table(AUTOMATIC, version, holding(cluster_rows.AUTOMATIC, version))


@cache
def of_default_pool(version: Version) -> Table:
    """Of the block default_node_pool."""
    rows = holding(pool_rows.DEFAULT_POOL, version)
    return Table(CLUSTER, version, rows, f"{INLINE}.", pool_rows.CYCLED_BLOCKS)


@cache
def of_pool(version: Version) -> Table:
    """Of azurerm_kubernetes_cluster_node_pool."""
    return Table(POOL, version, holding(pool_rows.POOL, version), "", pool_rows.CYCLED_BLOCKS)


def like(table: Table, version: Version) -> Table:
    """The table of the same resource in another release."""
    of = {AUTOMATIC: of_automatic, POOL: of_pool}.get(table.kind, of_cluster)
    return of_default_pool(version) if table.base else of(version)


@cache
def boundaries() -> tuple[Version, ...]:
    """The releases from which on something may be judged otherwise than before, in order."""
    return tuple(sorted(set(_boundaries()) - {ALWAYS, NEVER}))


def _boundaries() -> Iterator[Version]:
    for row in (*cluster_rows.CLUSTER, *pool_rows.DEFAULT_POOL, *pool_rows.POOL):
        yield from (row.since, row.until)
    for argument in (*CLUSTER_WORDS, *POOL_WORDS):
        yield from (argument.since, argument.until, argument.bounded, *argument.values.values())
    for words in WORDS.values():
        yield from (one for word in words for one in (word.since, word.until))
    yield from FIRST.values()
    yield from errors.TURNS
    yield from (Version(3), Version(4), Version(5))
