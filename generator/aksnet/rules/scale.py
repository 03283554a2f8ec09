"""34x: how large a cluster and its pools may be."""

from __future__ import annotations

from aksnet.rules.base import Rule

RULES: tuple[Rule, ...] = ()
