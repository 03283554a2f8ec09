"""Parts of a cluster by their names, to stand between markers in files that people write."""

from __future__ import annotations

from importlib import import_module

from aksnet.dialects import Dialect
from aksnet.facts.choices import MODULE_TARGETS
from aksnet.view import ClusterView

NETWORK_PROFILE, NODE_POOLS, DEFAULT_NODE_POOL = "network-profile", "node-pools", "default-node-pool"
# The languages that have a place for parts: what takes comments, and is no list of commands.
TARGETS = MODULE_TARGETS


def names_of(cluster: ClusterView, dialect: Dialect) -> list[str]:
    """The parts that a cluster has in a dialect; those of a single pool have its name behind a slash."""
    names = [NETWORK_PROFILE, NODE_POOLS]
    names += [DEFAULT_NODE_POOL] if dialect.speaks_azurerm else []
    return [*names, *(f"{NODE_POOLS}/{pool.name}" for pool in cluster.pools)]


def part(cluster: ClusterView, dialect: Dialect, name: str, address: str) -> str | None:
    """The text of a part, with lines that begin in column 1; None where there is no such part.

    `address` is that of the cluster's resource, which pools beside it refer to.
    """
    language = import_module(f"aksnet.targets.{dialect.target}.parts")
    made: str | None = None
    kind, _, pool_name = name.partition("/")
    if name == NETWORK_PROFILE:
        made = language.network_profile(cluster, dialect)
    elif name == NODE_POOLS:
        made = language.node_pools(cluster, dialect, address)
    elif name == DEFAULT_NODE_POOL:
        made = language.default_node_pool(cluster, dialect)
    elif kind == NODE_POOLS:
        pool = next((one for one in cluster.pools if one.name == pool_name), None)
        made = language.node_pool(cluster, pool, dialect) if pool is not None else None
    return made
