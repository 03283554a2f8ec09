"""Terraform: azurerm in each of its versions, or azapi for the cluster with azurerm round it."""

from __future__ import annotations

from aksnet.dialects import Dialect
from aksnet.targets.files import Rendered
from aksnet.targets.terraform import fragment, module, whole
from aksnet.view import ClusterView


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """A fragment to paste, the files of a whole configuration, or those of a module for many clusters."""
    if dialect.emit == "block":
        return (fragment.render(cluster, dialect),)
    if dialect.emit == "module":
        return module.render(cluster, dialect)
    return whole.render(cluster, dialect)
