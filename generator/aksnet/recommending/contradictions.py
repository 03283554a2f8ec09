"""Needs that no network has together, told with the nearest choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import scale
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice, recommend
from aksnet.recommending.reasons import Reason, Weight

# How many needs are looked at together, and how many choices are named.
_MOST, _NEAREST = 4, 4
_NUMBERS = ("--max-pods", "--nodes", "--pods", "--vnet-space")
# How a reason begins that is a sentence only after the name of its way.
_NO_SUBJECT = "does not go with"


def contradiction_of(needs: Needs, choices: Sequence[Choice]) -> Problem | None:
    """What is wrong with needs for which nothing fits; None where something does."""
    if any(choice.fits for choice in choices):
        return None
    flags = _flags(needs, choices)
    nearest = [line for flag in flags for line in _nearest(needs, flag, choices)][:_NEAREST]
    nearest += _furthest(flags, choices) if not any("static-block fits" in line for line in nearest) else []
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
    best = _best_without(needs, flag)
    if best is None:
        return
    same = next(choice for choice in choices if choice.way.id == best.way.id)
    why = next((one.text for one in _exclusions(same) if flag in one.flags), None)
    number = flag in _NUMBERS
    line = f"{'with another' if number else 'without'} {flag}: {best.way.id} fits"
    told = f"{best.way.id} {why}" if why is not None and why.startswith(_NO_SUBJECT) else why
    yield line if told is None else f"{line}; {'with this one' if number else 'with it'}, {told}"


def _best_without(needs: Needs, flag: str) -> Choice | None:
    """The first choice without a flag; None where there is none, or where what is left is too little to be judged."""
    try:
        best = recommend(needs.without(flag))[0]
    except UsageError:
        return None
    return best if best.fits else None


def _furthest(flags: Sequence[str], choices: Sequence[Choice]) -> Iterator[str]:
    """The documented way for so many pods, where these are in the way: fact IP-17."""
    if "--pods" in flags:
        blocks = next(choice for choice in choices if choice.way.blocks)
        text = _exclusions(blocks)[0].text
        why = f"{blocks.way.id} {text}" if text.startswith(_NO_SUBJECT) else text
        yield f"static blocks are documented up to about {scale.MAX_STATIC_PODS:,} pods [IP-17]; here {why}"
