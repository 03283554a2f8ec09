"""32x: bounds of outbound profiles, and the nodes that they carry."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
