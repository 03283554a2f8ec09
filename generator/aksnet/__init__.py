"""Type checker and code generator for the networking of AKS clusters."""

from __future__ import annotations

__version__ = "0.1.0"
