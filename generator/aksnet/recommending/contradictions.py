"""Needs that no network has together, told with the nearest choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from aksnet.errors import Place, Problem
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice, recommend
from aksnet.recommending.reasons import Reason, Weight

# How many needs are looked at together, and how many choices are named.
_MOST, _NEAREST = 4, 4
_NUMBERS = ("--max-pods", "--nodes", "--pods", "--vnet-space")


def contradiction_of(needs: Needs, choices: Sequence[Choice]) -> Problem | None:
    """What is wrong with needs for which nothing fits; None where something does."""
    if any(choice.fits for choice in choices):
        return None
    flags = _flags(needs, choices)
    nearest = [line for flag in flags for line in _nearest(needs, flag, choices)][:_NEAREST]
    hint = f"nearest: {'; '.join(nearest)}" if nearest else "leave out more than one of the needs"
    return Problem(_message(flags), Place(flags[0]), hint)


def _message(flags: Sequence[str]) -> str:
    *others, last = flags
    if others:
        return f"no network has {', '.join(others)} and {last} together: they contradict each other"
    return f"no network has room for what {last} says" if last in _NUMBERS else f"no network has {last}"


def _flags(needs: Needs, choices: Sequence[Choice]) -> tuple[str, ...]:
    """The fewest flags that exclude everything between them, in the order of the alphabet."""
    sets = [[one.flags for one in _exclusions(choice)] for choice in choices]
    given = sorted(needs.given)
    for size in range(1, _MOST + 1):
        for flags in combinations(given, size):
            if all(any(one <= frozenset(flags) for one in every) for every in sets):
                return flags
    return tuple(given)


def _exclusions(choice: Choice) -> list[Reason]:
    return [one for one in choice.reasons if one.weight is Weight.EXCLUDES]


def _nearest(needs: Needs, flag: str, choices: Sequence[Choice]) -> Iterator[str]:
    """What would be the choice without one of the flags, and why it is not with it."""
    best = recommend(needs.without(flag))[0]
    if best.fits:
        same = next(choice for choice in choices if choice.way.id == best.way.id)
        why = next((one.text for one in _exclusions(same) if flag in one.flags), None)
        less = "with another" if flag in _NUMBERS else "without"
        yield f"{best.way.id} {less} {flag}" + (f": {why}" if why is not None else "")
