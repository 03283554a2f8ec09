"""Free address space as blocks in CIDR notation, and the best of them for a new range."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, collapse_addresses

from aksnet.addresses import Network, inside


class Space:
    """The free addresses of some ranges of one IP version, kept as the fewest blocks there are.

    Each range that is taken splits the block around it in halves, as often as needed: what a run costs grows with the
    number of ranges, not with their sizes.
    """

    def __init__(self, networks: Iterable[Network]) -> None:
        whole = list(networks)
        self.version = whole[0].version if whole else 4
        self._bits = 32 if self.version == 4 else 128
        self._free: dict[int, list[int]] = {}
        for one in collapse_addresses(whole):  # type: ignore[type-var]
            self._add(one.prefixlen, int(one.network_address))

    def take(self, network: Network) -> None:
        """Take a range out; what of it is taken already does not matter."""
        if network.version != self.version:
            return
        first = int(network.network_address)
        for length in range(network.prefixlen, -1, -1):
            around = first >> (self._bits - length) << (self._bits - length)
            if self._has(length, around):
                self._split(length, around, network.prefixlen, first)
                return
        self._drop_inside(network.prefixlen, first, first + network.num_addresses)

    def best(self, prefix: int, met: Callable[[Network], Sequence[Network]] = lambda _: ()) -> Network | None:
        """A free range with this prefix length, out of the smallest block that has one, and there the lowest.

        None where there is none. `met` says what a range meets that is not to be met, though it has not been taken out.
        """
        for length in sorted((one for one in self._free if one <= prefix), reverse=True):
            for first in self._free[length]:
                found = self._in_block(length, first, prefix, met)
                if found is not None:
                    return found
        return None

    def has(self, network: Network) -> bool:
        """Whether all of a range is free."""
        first, bits = int(network.network_address), self._bits
        lengths = range(network.prefixlen, -1, -1)
        return any(self._has(length, first >> (bits - length) << (bits - length)) for length in lengths)

    def largest(self) -> Network | None:
        """The largest free block, the lowest one where several are as large; None where nothing is free."""
        lengths = [length for length, blocks in self._free.items() if blocks]
        return self._network(min(lengths), self._free[min(lengths)][0]) if lengths else None

    def blocks(self) -> list[Network]:
        """The free blocks, from the lowest address on."""
        found = [(first, length) for length, blocks in self._free.items() for first in blocks]
        return [self._network(length, first) for first, length in sorted(found)]

    def _in_block(
        self, length: int, first: int, prefix: int, met: Callable[[Network], Sequence[Network]]
    ) -> Network | None:
        """The lowest range in a free block that meets nothing: halves are looked at only where the whole meets some."""
        block = self._network(length, first)
        hits = met(block)
        if not hits:
            return self._network(prefix, first)
        if length == prefix or any(inside(block, hit) for hit in hits):
            return None
        half = 1 << (self._bits - length - 1)
        lower = self._in_block(length + 1, first, prefix, met)
        return lower if lower is not None else self._in_block(length + 1, first + half, prefix, met)

    def _network(self, length: int, first: int) -> Network:
        return IPv4Network((first, length)) if self.version == 4 else IPv6Network((first, length))

    def _has(self, length: int, first: int) -> bool:
        blocks = self._free.get(length, [])
        at = bisect_left(blocks, first)
        return at < len(blocks) and blocks[at] == first

    def _add(self, length: int, first: int) -> None:
        insort(self._free.setdefault(length, []), first)

    def _split(self, length: int, first: int, prefix: int, wanted: int) -> None:
        """Halve a free block until the wanted range is one of the halves; the others stay free."""
        blocks = self._free[length]
        del blocks[bisect_left(blocks, first)]
        while length < prefix:
            length += 1
            size = 1 << (self._bits - length)
            upper = first + size
            if wanted >= upper:
                self._add(length, first)
                first = upper
            else:
                self._add(length, upper)

    def _drop_inside(self, prefix: int, first: int, end: int) -> None:
        for length, blocks in self._free.items():
            if length > prefix:
                del blocks[bisect_left(blocks, first) : bisect_left(blocks, end)]
