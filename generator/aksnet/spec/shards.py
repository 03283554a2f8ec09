"""Which clusters of a fleet one job of several looks at: `--shard 2/4`."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from aksnet.errors import Place, Problem, UsageError

# How many jobs there may be: far more than a matrix of any pipeline has.
MAX_TOTAL = 10_000
_HINT = "write which of how many, from 1 on: --shard 1/4 to --shard 4/4"


class Shard(NamedTuple):
    """One part of a fleet: the `number`-th of `total`, counted from 1."""

    number: int
    total: int

    def __str__(self) -> str:
        return f"{self.number}/{self.total}"

    def holds(self, clusters: Sequence[tuple[str, str]]) -> frozenset[int]:
        """The numbers of the clusters, given by name and file, that are in this shard.

        They are dealt out like cards in the order of their names, so that every job deals the same, and the shards
        differ by one cluster at the most. Clusters of one name come in the order of their files.
        """
        order = sorted(range(len(clusters)), key=lambda at: (*clusters[at], at))
        return frozenset(order[self.number - 1 :: self.total])


def parse(text: str) -> Shard:
    """The shard that a flag asks for; raises UsageError for what is none."""
    place = Place("--shard")
    found = re.fullmatch("([0-9]+)/([0-9]+)", text, re.ASCII)
    if found is None:
        raise UsageError(Problem(f"{_short(text)} is no shard", place, _HINT))
    number, total = (_number(one) for one in found.groups())
    if total == 0:
        raise UsageError(Problem(f"{_short(text)} shares the clusters among no jobs", place, _HINT))
    if total > MAX_TOTAL:
        hint = f"the most is {MAX_TOTAL:,}"
        raise UsageError(Problem(f"{_short(text)} asks for too many shards", place, hint))
    if not 1 <= number <= total:
        hint = f"the first is 1/{total}, the last {total}/{total}"
        raise UsageError(Problem(f"there is no shard {_short(text)}", place, hint))
    return Shard(number, total)


def _number(digits: str) -> int:
    """The number, or one that is too large where there are more digits than anybody means."""
    plain = digits.lstrip("0") or "0"
    return int(plain) if len(plain) <= len(str(MAX_TOTAL)) else MAX_TOTAL + 1


def _short(text: str) -> str:
    return repr(text if len(text) <= 20 else f"{text[:20]}…")
