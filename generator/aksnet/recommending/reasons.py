"""Why a way of networking is or is not for given needs: sentences, each with its sources and facts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from aksnet.facts.sources import Source


class Weight(StrEnum):
    """What a reason does: it speaks for or against a way, leaves it in doubt, or excludes it.

    Disputed is what documents say is not supported, and another one says it is.
    """

    FOR = "for"
    AGAINST = "against"
    DOUBT = "doubtful"
    DISPUTE = "disputed"
    EXCLUDES = "excludes"


def listed(words: Sequence[str]) -> str:
    """Words as one says them: "one, two and three"."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


class Reason(NamedTuple):
    """One sentence; `flags` are what was asked for that leads to it."""

    weight: Weight
    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    flags: frozenset[str] = frozenset()
