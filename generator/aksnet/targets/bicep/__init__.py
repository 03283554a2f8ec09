"""Bicep: a fragment to paste, a whole configuration, a module, or a call of one; each is loaded when it is chosen."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from aksnet.dialects import Dialect
from aksnet.targets.files import Rendered
from aksnet.view import ClusterView

_MODULES = {"block": "fragment", "cluster": "whole", "module": "module", "inputs": "inputs"}


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The files of a cluster at the emit level that is asked for."""
    made = import_module(f"aksnet.targets.bicep.{_MODULES[dialect.emit]}").render(cluster, dialect)
    return cast(tuple[Rendered, ...], made)
