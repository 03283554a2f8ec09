"""The ways out: each target turns a view into text, and nothing else.

A target is a module here with the name of its choice; the one that is chosen is loaded, for the start-up time.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from aksnet.dialects import Dialect
from aksnet.targets.files import Rendered
from aksnet.view import ClusterView


class Target(Protocol):
    """What a target's module has."""

    def render(self, cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
        """The files of one cluster."""


def target(name: str) -> Target:
    """The target of this name, out of `choices.TARGETS`."""
    return cast(Target, import_module(f"aksnet.targets.{name}"))


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of one cluster in one dialect; the view must have no errors, or the text is meaningless."""
    return target(dialect.target).render(cluster, dialect)


__all__ = ["Rendered", "Target", "render", "target"]
