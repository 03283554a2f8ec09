"""Which word was meant by one that is not there: only what a slip of the fingers makes of it, as a guess misleads."""

from collections.abc import Iterable

# From so many letters on two slips in one word are likely.
_LONG = 7


def meant(word: str, known: Iterable[str]) -> list[str]:
    """The words that a mistyped one may be: those that begin so, else the nearest; none where all are far."""
    folded = word.lower()
    every = list(dict.fromkeys(known))
    letters = len(folded.strip("-"))
    begun = [one for one in every if one.startswith(folded)] if letters > 1 else []
    if begun:
        return begun
    allowed = 0 if letters < 2 else 1 if letters < _LONG else 2
    slips = {one: slips_between(folded, one) for one in every if abs(len(one) - len(folded)) <= allowed}
    least = min(slips.values(), default=allowed + 1)
    return [one for one, count in slips.items() if count == least <= allowed]


def slips_between(one: str, other: str) -> int:
    """How many letters are missing, too many, others, or have changed places with their neighbours."""
    before, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            here.append(cost)
        before, above = above, here
    return above[-1]
