"""A view's values as azurerm's arguments and blocks, in the words of one provider version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import azurerm
from aksnet.targets import hcl
from aksnet.targets.naming import temporary_names
from aksnet.targets.printing import Code
from aksnet.targets.properties import Resolve, autoscaled, cluster_values, one_by_one, resolved, split_pools
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView, PoolView, Values

# Arguments of a node pool that the default node pool does not have: it is Linux, and System.
_NOT_IN_DEFAULT_POOL = ("mode", "osType")
_ID_LISTS = ("outbound_ip_prefix_ids", "outbound_ip_address_ids")


# azurerm does not read the pod CIDR back with plugin none: executed with 3.117.1, 4.81.0 and 5.2.0.
BYO_PATHS = {"networkProfile.podCidr": "pod_cidr", "networkProfile.podCidrs": "pod_cidrs"}


def ignored_pod_range(cluster: ClusterView) -> Code | None:
    """What the cluster's lifecycle must ignore to keep plans quiet about BYO's pod range; None for other modes."""
    if cluster.text("networkProfile.networkPlugin") == "none":
        for path, argument in BYO_PATHS.items():
            if path in cluster.values:
                return Code(f"network_profile[0].{argument}")
    return None


class Body:
    """What stands between the braces of a block: arguments first, then blocks."""

    def __init__(self, *arguments: tuple[Code, Any]) -> None:
        self.arguments = list(arguments)
        self.blocks: list[tuple[Code, Body]] = []

    def put(self, path: str, value: Any) -> None:
        """Set the argument at a dotted path, making the blocks on the way."""
        head, _, rest = path.partition(".")
        if rest:
            self.block(head).put(rest, value)
        else:
            self.arguments.append((Code(head), value))

    def block(self, name: str) -> Body:
        """The block of this name, made where it is missing."""
        found = next((body for at, body in self.blocks if at == name), None)
        return self.add(name, Body()) if found is None else found

    def text(self) -> Code:
        """Arguments and blocks in HCL, not yet laid out."""
        return Code("\n".join(self._lines()))

    def _lines(self) -> Iterator[str]:
        for name, value in self.arguments:
            yield f"{name} = {hcl.encode(value)}"
        for name, inner in self.blocks:
            yield from ("", f"{name} {{", inner.text(), "}")

    def add(self, name: str, body: Body) -> Body:
        """Append a block; several may have the same name."""
        self.blocks.append((Code(name), body))
        return body


def cluster_body(cluster: ClusterView, dialect: Dialect, resolve: Resolve) -> Body:
    """The cluster's arguments, and its blocks but the pools."""
    values = dict(cluster_values(cluster, dialect))
    if dialect.emit == "cluster" and "sku.tier" in cluster.values:
        values["sku.tier"] = cluster.values["sku.tier"]
    return _body(azurerm.CLUSTER, values, dialect.version, resolve)


def pool_body(cluster: ClusterView, pool: PoolView, dialect: Dialect, resolve: Resolve, *, default: bool) -> Body:
    """A pool's arguments and blocks; `default` for the default node pool."""
    # azurerm sends the autoscaler's minimum by itself, and would set the number back on every later plan
    values = {
        path: value
        for path, value in dialect.pool_values(pool).items()
        if not (default and path in _NOT_IN_DEFAULT_POOL) and not (path == "count" and autoscaled(pool))
    }
    body = _body(azurerm.POOL, values, dialect.version, resolve)
    if dialect.emit == "cluster" and (default or dialect.version >= azurerm.POOL_ROTATION):
        body.put("temporary_name_for_rotation", temporary_names(cluster.pools)[pool.name])
    return body


def _body(rows: tuple[azurerm.Argument, ...], values: Values, version: azurerm.Version, resolve: Resolve) -> Body:
    body = Body()
    for path, value in values.items():
        name = azurerm.spelling(rows, path, value.data, version)
        if name is not None:
            data = resolved(value, resolve)
            if name.endswith(_ID_LISTS):
                data = [one["id"] for one in data]
            body.put(name, data)
    return body


def _after(pool: PoolView | None) -> list[Code]:
    return [Code(f"azurerm_kubernetes_cluster_node_pool.{pool.name}")] if pool is not None else []


def azurerm_parts(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    """What templates print of the cluster and its pools; the default pool is missing where a fragment has none."""
    resolve = resolver(cluster)
    inline, further = split_pools(cluster) if dialect.pools(cluster) else (None, ())
    return {
        "body": cluster_body(cluster, dialect, resolve),
        "default_pool": pool_body(cluster, inline, dialect, resolve, default=True) if inline else None,
        "pools": [
            (Code(pool.name), pool_body(cluster, pool, dialect, resolve, default=False), _after(before))
            for pool, before in one_by_one(further)
        ],
        "ignored_pod_range": ignored_pod_range(cluster),
    }
