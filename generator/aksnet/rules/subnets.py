"""35x: what a subnet may be used for."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
