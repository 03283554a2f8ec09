"""7xx: the policy of an organisation."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
