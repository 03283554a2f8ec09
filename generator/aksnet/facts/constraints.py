"""Constraints on versions, as Terraform reads them: https://developer.hashicorp.com/terraform/language/expressions/version-constraints."""

from __future__ import annotations

import re
from typing import NamedTuple

from aksnet.facts.azurerm import Version

_TERM = re.compile(
    r"\s*(=|!=|>=|<=|>|<|~>)?\s*v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-+][\w.-]+)?\s*\Z", re.ASCII
)


class Term(NamedTuple):
    """One condition: its operator, its version, and how many parts of that are written."""

    operator: str
    bound: Version
    parts: int

    def allows(self, version: Version) -> bool:
        """Whether a version meets the condition."""
        match self.operator:
            case "=":
                return version == self.bound
            case "!=":
                return version != self.bound
            case ">=":
                return version >= self.bound
            case "<=":
                return version <= self.bound
            case ">":
                return version > self.bound
            case "<":
                return version < self.bound
            case _:  # ~>: all parts but the last stay; ~> 4 is ~> 4.0
                kept = max(self.parts - 1, 1)
                return version >= self.bound and version[:kept] == self.bound[:kept]


def terms_of(constraint: str) -> list[Term | None]:
    """The conditions of a constraint, parted by commas; None for what is no condition."""
    return [_term(part) for part in constraint.split(",") if part.strip()]


def _term(text: str) -> Term | None:
    found = _TERM.match(text)
    if found is None:
        return None
    parts = [int(part) for part in found.group(2, 3, 4) if part is not None]
    return Term(found[1] or "=", Version(*parts), len(parts))
