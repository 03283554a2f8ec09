"""Constraints on versions, as Terraform reads them: https://developer.hashicorp.com/terraform/language/expressions/version-constraints."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aksnet.facts.azurerm import AZAPI_NEWEST, NEWEST, Version

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


@lru_cache(maxsize=64)
def chosen(provider: str, constraint: str | None) -> Version:
    """The version of azurerm or azapi to judge by: the newest known one that a constraint allows."""
    newest = AZAPI_NEWEST if provider == "azapi" else NEWEST[max(NEWEST)]
    if constraint is None:
        return newest
    terms = [term for term in terms_of(constraint) if term is not None]
    if len(terms) == 1 and terms[0].operator == "=":
        return terms[0].bound
    known = {newest} if provider == "azapi" else set(NEWEST.values())
    known |= {term.bound for term in terms}
    known |= {_before(version) for version in known}
    known = {version for version in known if version <= NEWEST.get(version.major, version)}
    return max((version for version in known if all(term.allows(version) for term in terms)), default=newest)


def _before(version: Version) -> Version:
    """A version just before another, by the count of most providers."""
    if version.patch:
        return version._replace(patch=version.patch - 1)
    if version.minor:
        return Version(version.major, version.minor - 1)
    return Version(version.major - 1, 99)
