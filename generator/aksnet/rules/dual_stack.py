"""2xx: clusters with IPv4 and IPv6."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
