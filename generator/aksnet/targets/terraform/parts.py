"""Parts of a cluster for a hand-written Terraform configuration: blocks and arguments that stand between its own."""

from __future__ import annotations

from aksnet.dialects import Dialect
from aksnet.targets import hcl
from aksnet.targets.properties import cluster_properties, one_by_one, pool_properties, split_pools
from aksnet.targets.terraform.azurerm import Body, cluster_body, pool_body
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView, PoolView

_PROFILE = "network_profile"
# What names a pool and not its network: it stands there already.
_NAMES = ("name", "mode")


def network_profile(cluster: ClusterView, dialect: Dialect) -> str:
    """The block of azurerm, or the property in the body of azapi."""
    resolve = resolver(cluster)
    if not dialect.speaks_azurerm:
        return _members({"networkProfile": cluster_properties(cluster, dialect, resolve)["networkProfile"]})
    body = next(inner for name, inner in cluster_body(cluster, dialect, resolve).blocks if name == _PROFILE)
    return _block(_PROFILE, body)


def default_node_pool(cluster: ClusterView, dialect: Dialect) -> str | None:
    """The whole block of the pool that azurerm has in the cluster; None where there is none."""
    inline, _ = split_pools(cluster)
    if inline is None or not dialect.speaks_azurerm:
        return None
    body = pool_body(cluster, inline, dialect._replace(emit="cluster"), resolver(cluster), default=True)
    return _block("default_node_pool", body)


def node_pools(cluster: ClusterView, dialect: Dialect, address: str) -> str:
    """All pools of azapi, whole, as a property; of azurerm the further ones, each as a resource.

    `address` is that of the cluster's resource.
    """
    whole, resolve = dialect._replace(emit="cluster"), resolver(cluster)
    if not dialect.speaks_azurerm:
        pools = [pool_properties(pool, whole, resolve) for pool in cluster.pools]
        return _members({"agentPoolProfiles": pools}) if pools else ""
    resources = []
    for pool, before in one_by_one(split_pools(cluster)[1]):
        body = pool_body(cluster, pool, whole, resolve, default=False)
        lines = [f"kubernetes_cluster_id = {address}.id", body.text()]
        if before is not None:
            lines += ["", f"depends_on = [azurerm_kubernetes_cluster_node_pool.{before.name}]"]
        resources += [f'resource "azurerm_kubernetes_cluster_node_pool" "{pool.name}" {{', *lines, "}", ""]
    return hcl.layout("\n".join(resources)) if resources else ""


def node_pool(cluster: ClusterView, pool: PoolView, dialect: Dialect) -> str:
    """The arguments of one pool that are about its network."""
    resolve = resolver(cluster)
    if not dialect.speaks_azurerm:
        return _members(_without_names(pool_properties(pool, dialect, resolve)))
    body = pool_body(cluster, pool, dialect, resolve, default=False)
    body.arguments = [(name, value) for name, value in body.arguments if name not in _NAMES]
    return hcl.layout(body.text())


def _without_names(properties: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in properties.items() if name not in _NAMES}


def _block(name: str, body: Body) -> str:
    return hcl.layout(f"{name} {{\n{body.text()}\n}}")


def _members(properties: dict[str, object]) -> str:
    return hcl.layout("\n".join(f"{name} = {hcl.encode(value)}" for name, value in properties.items()))
