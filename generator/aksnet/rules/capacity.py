"""34x: ranges that are too small for the nodes and pods of the cluster."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
