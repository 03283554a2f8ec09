"""Why a way of networking is or is not for given needs: sentences, each with its sources and facts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from aksnet.facts.sources import Source


class Weight(StrEnum):
    """What a reason does: it speaks for or against a way, leaves it in doubt, or excludes it."""

    FOR = "for"
    AGAINST = "against"
    DOUBT = "doubtful"
    EXCLUDES = "excludes"


class Reason(NamedTuple):
    """One sentence; `flags` are what was asked for that leads to it."""

    weight: Weight
    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    flags: frozenset[str] = frozenset()
