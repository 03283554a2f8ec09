"""1xx: ranges that Azure keeps for itself, and public ones."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
