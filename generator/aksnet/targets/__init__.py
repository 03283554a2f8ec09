"""The ways out: each target turns a view into text, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from aksnet.dialects import Dialect
from aksnet.targets import arm, az, bicep, terraform
from aksnet.targets.files import Rendered
from aksnet.view import ClusterView

TARGETS: dict[str, Callable[[ClusterView, Dialect], tuple[Rendered, ...]]] = {
    "terraform": terraform.render,
    "bicep": bicep.render,
    "arm": arm.render,
    "az": az.render,
}


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of one cluster in one dialect; the view must have no errors, or the text is meaningless."""
    return TARGETS[dialect.target](cluster, dialect)


__all__ = ["TARGETS", "Rendered", "render"]
