"""A Terraform fragment to paste: the network profile, and what pools say about the network."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.dialects import Dialect
from aksnet.facts import arm
from aksnet.targets import hcl
from aksnet.targets.files import Rendered
from aksnet.targets.properties import with_pools
from aksnet.targets.terraform.azurerm import azurerm_parts
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The fragment's one file: blocks one after the other, which need no template."""
    lines = _azurerm(cluster, dialect) if dialect.speaks_azurerm else _azapi(cluster, dialect)
    return (Rendered("block.tf.txt", "terraform", hcl.layout("\n".join(lines)), "#", fragment=True),)


def _azurerm(cluster: ClusterView, dialect: Dialect) -> Iterator[str]:
    parts = azurerm_parts(cluster, dialect)
    if parts["default_pool"] is not None:
        yield from ("default_node_pool {", parts["default_pool"].text(), "}", "")
    yield parts["body"].text()
    if parts["ignored_pod_range"] is not None:
        yield from (
            "",
            "# This belongs into the cluster too: azurerm does not read the pod CIDR back with plugin none,",
            "# and without the entry every plan would change it.",
            "lifecycle {",
            f"ignore_changes = [{parts['ignored_pod_range']}]",
            "}",
        )
    for label, pool, _ in parts["pools"]:
        yield from ("", "# the network part of the resource of this pool")
        yield from (f'resource "azurerm_kubernetes_cluster_node_pool" "{label}" {{', pool.text(), "}")


def _azapi(cluster: ClusterView, dialect: Dialect) -> Iterator[str]:
    version = dialect.api_version_for(cluster)
    yield f"# in the body of an azapi_resource of type Microsoft.ContainerService/managedClusters@{version}"
    if not arm.in_azapi(version):
        yield (
            "# which this provider has no types of yet, so that the resource also needs"
            " schema_validation_enabled = false"
        )
    properties = with_pools(cluster, dialect, resolver(cluster), dialect.pools(cluster))
    yield f"properties = {hcl.encode(properties)}"
