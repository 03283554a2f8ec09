"""33x: network-isolated clusters."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
