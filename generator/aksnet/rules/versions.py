"""4xx: the Kubernetes versions that features ask for, and that are supported."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
