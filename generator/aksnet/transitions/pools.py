"""Which pool before is which afterwards: by name, and where a name cannot be told, by the address or as the default."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from aksnet.view import PoolView

Pools = tuple[PoolView | None, PoolView | None]
_Key = Callable[[PoolView], object]


def matched(before: Sequence[PoolView], after: Sequence[PoolView]) -> Iterator[Pools]:
    """The pairs in the order of before, then the new ones; of a name that is there twice the last."""
    old, new = ({pool.name: pool for pool in pools} for pools in (before, after))
    found = {name: new.pop(name) for name in old if name in new}
    for key in (_address, _is_default):
        for name, pool in old.items():
            if name not in found:
                other = next((one for one in new.values() if _unnamed(pool, one) and _same(key, pool, one)), None)
                found |= {name: new.pop(other.name)} if other is not None else {}
    yield from ((pool, found.get(name)) for name, pool in old.items())
    yield from ((None, pool) for pool in new.values())


def _unnamed(one: PoolView, other: PoolView) -> bool:
    """Whether the name of one of the two cannot be told."""
    return one.text("name") is None or other.text("name") is None


def _same(key: _Key, one: PoolView, other: PoolView) -> bool:
    found = key(one)
    return found not in (None, False) and found == key(other)


def _address(pool: PoolView) -> object:
    declared = pool.declared
    return declared.address if declared is not None and declared.language.startswith("terraform") else None


def _is_default(pool: PoolView) -> object:
    """The block of azurerm's cluster; elsewhere the pool may be any."""
    return pool.declared is not None and pool.declared.address.endswith(".default_node_pool")
