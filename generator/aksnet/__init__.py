"""Type checker and code generator for the networking of AKS clusters."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aksnet.commands.gen import generate
    from aksnet.dialects import Dialect
    from aksnet.spec.models import Cluster

__version__ = "0.1.0"
__all__ = ["Cluster", "Dialect", "generate"]

_PLACES = {"Cluster": "aksnet.spec.models", "Dialect": "aksnet.dialects", "generate": "aksnet.commands.gen"}


def __getattr__(name: str) -> object:
    """A public name, whose module is loaded when it is first asked for."""
    if name not in _PLACES:
        raise AttributeError(f"module 'aksnet' has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)
