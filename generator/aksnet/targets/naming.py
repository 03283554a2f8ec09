"""Names in generated text: identifiers that never clash, and pool names for the time of a rotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from aksnet.view import PoolView, VnetView


def unique(names: Iterable[str], taken: Iterable[str] = ()) -> Iterator[str]:
    """The names as identifiers in snake_case; one that is taken already, in camelCase too, gets a number."""
    folded = {_folded(name) for name in taken}
    for name in names:
        plain = re.sub(r"\W+|-", "_", name, flags=re.ASCII).strip("_").lower()
        plain = plain if plain[:1].isalpha() else f"subnet_{plain}".rstrip("_")
        candidate, number = plain, 2
        while _folded(candidate) in folded:
            candidate, number = f"{plain}_{number}", number + 1
        folded.add(_folded(candidate))
        yield candidate


def _folded(name: str) -> str:
    return name.replace("_", "").lower()


def subnet_labels(vnet: VnetView) -> dict[str, str]:
    """An identifier in snake_case for each subnet."""
    return dict(zip(vnet.subnets, unique(vnet.subnets), strict=True))


def temporary_names(pools: Sequence[PoolView]) -> dict[str, str]:
    """A name for the rotation of each pool, by the pool's name: one that no other pool has, for good or for a time.

    A rotation deletes the pool of the temporary name at its end (executed: azurerm 4.16 and 4.81).
    """
    taken = {pool.name for pool in pools}
    names: dict[str, str] = {}
    for pool in pools:
        # Windows names have 6 characters (fact MODE-15), others 12
        room = 3 if pool.text("osType") == "Windows" else 9
        # made one after the other: nearly always the first one is free
        numbered = chain((f"t{number:02}" for number in range(100)), (f"{number:03}" for number in range(1000)))
        endings = chain(("tmp",), numbered)
        free = (f"{pool.name[:room]}{ending}" for ending in endings)
        names[pool.name] = next(name for name in free if name not in taken)
        taken.add(names[pool.name])
    return names
