"""Addresses of Terraform on both sides: another one is another resource, unless a block says that it moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.commands.migrate.sides import Side, Sides
from aksnet.configuration import Cluster, Configuration, Part
from aksnet.transitions.changes import Readdressed
from aksnet.view import ClusterView, PoolView

_KEY = re.compile(r"\[[^\]]*\]")
_FIRST = re.compile(r"\[0\](?=\.|$)")
_INLINE = ".default_node_pool"
_CONFIGURATION = "terraform"


class Moves(NamedTuple):
    """What the later side says of earlier addresses."""

    moves: tuple[tuple[str, str], ...]
    forgotten: tuple[str, ...]

    def of(self, address: str) -> str:
        """Where a resource is that was at an address; each block moves it once."""
        left = list(self.moves)
        while (one := next((one for one in left if _moved(address, *one) is not None), None)) is not None:
            left.remove(one)
            address = _moved(address, *one) or address
        return address

    def forgets(self, address: str) -> bool:
        """Whether a resource is taken out of the state, and stays."""
        plain = _KEY.sub("", address)
        return any(plain == one or plain.startswith(f"{one}.") for one in self.forgotten)


def moves_in(side: Side) -> Moves:
    """What the configurations of a side say."""
    found = side.configurations
    return Moves(
        tuple(move for one in found for move in one.moves), tuple(gone for one in found for gone in one.forgotten)
    )


def _moved(address: str, old: str, new: str) -> str | None:
    """An address with one move; that of a resource without a key takes all its instances along, unless it gives one."""
    rest = address[len(old) :] if address.startswith(old) else None
    if rest is None or (rest and rest[0] not in ".["):
        return None
    return None if rest.startswith("[") and new.endswith("]") else new + rest


class Readdressing:
    """Compares addresses of two sides."""

    def __init__(self, sides: Sides) -> None:
        self._moves = moves_in(sides.new)
        old, new = (list(side.configurations) for side in (sides.old, sides.new))
        self._unsure = {address for one in (*old, *new) for address in _unsure(one)}
        self._planned = any(one.planned for one in new)
        states = bool(old) and all(one.made is not None and one.made.kind == "state" for one in old)
        self._one_state, self._from_state = sides.together or states, states

    def of(self, before: ClusterView | None, after: ClusterView | None) -> tuple[Readdressed, ...]:
        """What of a cluster and its pools has another address."""
        if before is None or after is None or self._planned:
            return ()
        old = {pool.name: pool for pool in before.pools}
        found = [*self._compared(None, before, after)]
        for pool in after.pools:
            found += self._compared(pool.name, old.get(pool.name), pool)
        return tuple(found)

    def forgotten(self, before: ClusterView | None) -> tuple[str, ...]:
        """The addresses of a cluster and its pools that are taken out of the state."""
        declared = (before.declared, *(pool.declared for pool in before.pools)) if before is not None else ()
        addresses = [one.address for one in declared if one is not None]
        return tuple(one for one in addresses if self._moves.forgets(one))

    def _compared(
        self, pool: str | None, before: ClusterView | PoolView | None, after: ClusterView | PoolView
    ) -> Iterator[Readdressed]:
        old, new = _address(before), _address(after)
        if old is None or new is None or not _written(after) or not {old, new}.isdisjoint(self._unsure):
            return
        moved = self._moves.of(old)
        if _plain(moved) == _plain(new) or _type(moved) != _type(new):
            return
        # a folder that is a module of another one has shorter addresses than the state
        inside = self._from_state and moved.endswith(f".{new}")
        yield Readdressed(pool, old, new, certain=self._one_state and not inside)


def _unsure(configuration: Configuration) -> Iterator[str]:
    """What may be there once, several times or never."""
    parts: list[Cluster | Part] = [*configuration.clusters, *configuration.pools]
    parts += [pool for one in configuration.clusters for pool in one.pools]
    yield from (one.address for one in parts if one.exists is not None)


def _address(view: ClusterView | PoolView | None) -> str | None:
    """The address of a resource of azurerm that is written here, or that a tool tells; None of all else."""
    declared = view.declared if view is not None else None
    if declared is None or not declared.by_azurerm or declared.module is not None:
        return None
    return None if declared.address.endswith(_INLINE) else declared.address


def _written(view: ClusterView | PoolView) -> bool:
    return view.declared is not None and view.declared.language == _CONFIGURATION


def _plain(address: str) -> str:
    """An address with Terraform's own moves: what gets count is the first one, and the other way round."""
    return _FIRST.sub("", address)


def _type(address: str) -> str:
    """The type of a resource: another one is told elsewhere."""
    parts = _KEY.sub("", address).split(".")
    return parts[-2] if len(parts) > 1 else address


def notes_on(found: Sequence[Readdressed]) -> Iterator[str]:
    """What is told of addresses that may be those of two resources."""
    for one in found:
        if not one.certain:
            yield (
                f"{one.before} and {one.after} are two addresses: with one state Terraform destroys the first and makes"
                f" the second, unless a moved block says that they are one"
            )
