"""9xx: what a change does that its plan does not show, or that the service and the tool see differently."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
