"""Which pool before is which afterwards: by name; where none is told, by its sign, its address, or as the default."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from aksnet.transitions.tools.gone import is_inline
from aksnet.view import PoolView, Unknown

Pools = tuple[PoolView | None, PoolView | None]
_Key = Callable[[PoolView], object]


def matched(before: Sequence[PoolView], after: Sequence[PoolView]) -> Iterator[Pools]:
    """The pairs in the order of before, then the new ones."""
    old, left = _apart(before, after), _apart(after, before)
    found: dict[int, PoolView] = {}
    for key in (_known_name, _sign, _name, _address, _is_default):
        for at, pool in enumerate(old):
            if at not in found:
                other = next((one for one in left if _is_it(key, pool, one)), None)
                if other is not None:
                    found[at] = other
                    left = [one for one in left if one is not other]
    yield from ((pool, found.get(at)) for at, pool in enumerate(old))
    yield from ((None, pool) for pool in left)


def _apart(pools: Sequence[PoolView], others: Sequence[PoolView]) -> list[PoolView]:
    """The pools, those of one name in their order where the other side has as many of it; else the last of them."""
    own, other = (Counter(pool.name for pool in side) for side in (pools, others))
    last = {pool.name: pool for pool in pools}
    return [pool for pool in pools if own[pool.name] == other[pool.name] or pool is last[pool.name]]


def _is_it(key: _Key, one: PoolView, other: PoolView) -> bool:
    named = key in (_known_name, _name)
    return (named or _unnamed(one, other)) and _same(key, one, other)


def _unnamed(one: PoolView, other: PoolView) -> bool:
    """Whether the name of one of the two cannot be told."""
    return one.text("name") is None or other.text("name") is None


def _same(key: _Key, one: PoolView, other: PoolView) -> bool:
    found = key(one)
    return found not in (None, False) and found == key(other)


def _known_name(pool: PoolView) -> object:
    return pool.text("name")


def _sign(pool: PoolView) -> object:
    """What tells an unknown name from another; where a pool is a resource of Terraform's, its address tells more."""
    value = pool.values.get("name")
    by_address = _address(pool) is not None and not is_inline(pool)
    return None if by_address or value is None or not isinstance(value.data, Unknown) else value.data.sign


def _name(pool: PoolView) -> object:
    return pool.name


def _address(pool: PoolView) -> object:
    declared = pool.declared
    return declared.address if declared is not None and declared.language.startswith("terraform") else None


def _is_default(pool: PoolView) -> object:
    """The block of azurerm's cluster; elsewhere the pool may be any."""
    return pool.declared is not None and pool.declared.address.endswith(".default_node_pool")
