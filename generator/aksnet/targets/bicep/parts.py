"""Parts of a cluster for a hand-written Bicep file: properties that stand between its own."""

from __future__ import annotations

from aksnet.dialects import Dialect
from aksnet.targets import bicep_text
from aksnet.targets.bicep.names import resolver
from aksnet.targets.properties import cluster_properties, pool_properties
from aksnet.view import ClusterView, PoolView

# What names a pool and not its network: it stands there already.
_NAMES = ("name", "mode")


def network_profile(cluster: ClusterView, dialect: Dialect) -> str:
    """The property of the cluster."""
    return _members({"networkProfile": cluster_properties(cluster, dialect, resolver(cluster))["networkProfile"]})


def default_node_pool(cluster: ClusterView, dialect: Dialect) -> str | None:
    """There is no such thing in Bicep."""
    return None


def node_pools(cluster: ClusterView, dialect: Dialect, address: str) -> str:
    """All pools, whole, as the property of the cluster."""
    whole, resolve = dialect._replace(emit="cluster"), resolver(cluster)
    pools = [pool_properties(pool, whole, resolve) for pool in cluster.pools]
    return _members({"agentPoolProfiles": pools}) if pools else ""


def node_pool(cluster: ClusterView, pool: PoolView, dialect: Dialect) -> str:
    """The properties of one pool that are about its network."""
    properties = pool_properties(pool, dialect, resolver(cluster))
    return _members({name: value for name, value in properties.items() if name not in _NAMES})


def _members(properties: dict[str, object]) -> str:
    return bicep_text.layout(bicep_text.members(properties))
