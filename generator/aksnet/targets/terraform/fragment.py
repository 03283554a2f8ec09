"""A Terraform fragment to paste: the network profile, and what pools say about the network."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.targets import hcl
from aksnet.targets.files import Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import split_pools, with_pools
from aksnet.targets.terraform.azurerm import cluster_body, pool_body
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView

# azurerm does not read the pod CIDR back with plugin none: executed with 3.117.1, 4.81.0 and 5.2.0.
BYO_PATHS = {"networkProfile.podCidr": "pod_cidr", "networkProfile.podCidrs": "pod_cidrs"}


def ignored_pod_range(cluster: ClusterView) -> Code | None:
    """What the cluster's lifecycle must ignore to keep plans quiet about BYO's pod range; None for other modes."""
    if cluster.text("networkProfile.networkPlugin") == "none":
        for path, argument in BYO_PATHS.items():
            if path in cluster.values:
                return Code(f"network_profile[0].{argument}")
    return None


def render(cluster: ClusterView, dialect: Dialect) -> Rendered:
    """The fragment's one file."""
    names = _azurerm(cluster, dialect) if dialect.speaks_azurerm else _azapi(cluster, dialect)
    template = "fragment.tf.j2" if dialect.speaks_azurerm else "fragment_azapi.tf.j2"
    text = print_template("terraform", template, hcl.encode, names, str(dialect.version.major))
    return Rendered("block.tf.txt", "terraform", hcl.layout(text), "#", fragment=True)


def _azurerm(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    resolve = resolver(cluster)
    inline, further = split_pools(cluster) if dialect.pools(cluster) else (None, ())
    return {
        "body": cluster_body(cluster, dialect, resolve),
        "default_pool": pool_body(cluster, inline, dialect, resolve, default=True) if inline else None,
        "pools": [(Code(pool.name), pool_body(cluster, pool, dialect, resolve, default=False)) for pool in further],
        "ignored_pod_range": ignored_pod_range(cluster),
    }


def _azapi(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    resolve = resolver(cluster)
    return {
        "api_version": Code(dialect.api_version_for(cluster)),
        "properties": with_pools(cluster, dialect, resolve, dialect.pools(cluster)),
    }
