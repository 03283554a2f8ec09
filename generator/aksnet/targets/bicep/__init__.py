"""Bicep: a fragment to paste, or a whole configuration."""

from __future__ import annotations

from aksnet.dialects import Dialect
from aksnet.targets.bicep import fragment, whole
from aksnet.targets.files import Rendered
from aksnet.view import ClusterView


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """A fragment to paste, or the files of a whole configuration."""
    if dialect.emit == "block":
        return (fragment.render(cluster, dialect),)
    return whole.render(cluster, dialect)
