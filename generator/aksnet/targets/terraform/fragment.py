"""A Terraform fragment to paste: the network profile, and what pools say about the network."""

from __future__ import annotations

from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import arm
from aksnet.targets import hcl
from aksnet.targets.files import Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import with_pools
from aksnet.targets.terraform.azurerm import azurerm_parts
from aksnet.targets.terraform.names import resolver
from aksnet.view import ClusterView


def render(cluster: ClusterView, dialect: Dialect) -> Rendered:
    """The fragment's one file."""
    names = azurerm_parts(cluster, dialect) if dialect.speaks_azurerm else _azapi(cluster, dialect)
    template = "fragment.tf.j2" if dialect.speaks_azurerm else "fragment_azapi.tf.j2"
    text = print_template("terraform", template, hcl.encode, names, str(dialect.version.major))
    return Rendered("block.tf.txt", "terraform", hcl.layout(text), "#", fragment=True)


def _azapi(cluster: ClusterView, dialect: Dialect) -> dict[str, Any]:
    resolve = resolver(cluster)
    version = dialect.api_version_for(cluster)
    return {
        "api_version": Code(version),
        "schema_known": arm.in_azapi(version),
        "properties": with_pools(cluster, dialect, resolve, dialect.pools(cluster)),
    }
