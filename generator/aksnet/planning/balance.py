"""What a range needs and what it has: the nodes and pods in it now, at the most, and while they are upgraded."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from aksnet.addresses import Network
from aksnet.errors import Place
from aksnet.facts import scale
from aksnet.planning.counting import surge_of
from aksnet.planning.formulas import Take


class RangeKind(StrEnum):
    """What a range is for."""

    NODE_SUBNET = "node subnet"
    POD_SUBNET = "pod subnet"
    SUBNET = "subnet"
    POD_CIDR = "pod CIDR"
    SERVICE_CIDR = "service CIDR"


class Verdict(StrEnum):
    """Whether a range has room.

    It is `open` where it is not known how large it is, or how much is needed, and `not used` where nothing is in it.
    """

    FITS = "fits"
    TIGHT = "tight"
    DOES_NOT_FIT = "does not fit"
    OPEN = "open"
    UNUSED = "not used"


# Why the need of a subnet is not known that no pool and no feature is in.
NOTHING_TOLD = "nothing in the spec says what is in it"


class Share(NamedTuple):
    """What one pool has in a range: nodes now and at the most, its surge as ARM has it, and what each node takes.

    `surge_default` says that nobody wrote the surge, `pods` are those that a node is allowed.
    """

    cluster: str
    pool: str
    now: int
    nodes: int
    surge: str
    surge_default: bool
    pods: int | None
    take: Take

    @property
    def added(self) -> int:
        """The nodes that an upgrade adds."""
        return surge_of(self.nodes, self.surge)

    @property
    def upgraded(self) -> int:
        """The nodes at the most, and those of an upgrade."""
        return self.nodes + self.added


class Other(NamedTuple):
    """What else is in a range, in words, with its addresses and what it rests on."""

    words: str
    addresses: int
    facts: tuple[str, ...]


class _Balance(NamedTuple):
    kind: RangeKind
    name: str
    clusters: tuple[str, ...]
    texts: tuple[str, ...] = ()
    networks: tuple[Network, ...] = ()
    shares: tuple[Share, ...] = ()
    others: tuple[Other, ...] = ()
    unknown: str | None = None
    implied: bool = False
    blocks: bool = False
    vnet: tuple[str, ...] | None = None
    place: Place | None = None


class Balance(_Balance):
    """One range with all that is in it, in addresses.

    `texts` are its ranges as they are written, `networks` the IPv4 ones among them, which are what is counted.
    `unknown` says why its need cannot be told, `implied` that nobody wrote the range, `blocks` that static blocks are
    given out of it; `vnet` is the key of the VNet that lists it.
    """

    @property
    def subnet(self) -> bool:
        """Whether it is a subnet of a VNet, of which Azure keeps addresses."""
        return self.kind not in (RangeKind.POD_CIDR, RangeKind.SERVICE_CIDR)

    @property
    def label(self) -> str:
        """The range in words, with its addresses."""
        quoted = f"{self.kind} {self.name!r}" if self.subnet and not self.implied else self.name
        return " ".join([quoted, *self.texts])

    @property
    def reserved(self) -> int:
        """What Azure keeps: fact IP-04, five of each subnet; of blocks those that these five are in (fact IP-13)."""
        if not self.subnet:
            return 0
        return scale.EDGE_BLOCKS * scale.BLOCK if self.blocks else scale.RESERVED

    @cached_property
    def size(self) -> int | None:
        """All addresses of the range; None where it is not known which it is."""
        return sum(one.num_addresses for one in self.networks) if self.networks else None

    @property
    def room(self) -> int | None:
        """The addresses that can be given out."""
        return None if self.size is None else max(self.size - self.reserved, 0)

    @cached_property
    def other(self) -> int:
        """The addresses of what is neither nodes nor pods."""
        return sum(one.addresses for one in self.others)

    @cached_property
    def now(self) -> int:
        """What is taken now, with all pods that the nodes are allowed."""
        return self.other + sum(one.now * one.take.full for one in self.shares)

    @cached_property
    def most(self) -> int:
        """What is taken when every pool is as large as it may get."""
        return self.other + sum(one.nodes * one.take.full for one in self.shares)

    @cached_property
    def upgrade(self) -> int:
        """What is taken when every pool is as large as it may get, and all are upgraded at once."""
        return self.other + sum(one.upgraded * one.take.full for one in self.shares)

    @cached_property
    def least(self) -> int:
        """What has to be there for an upgrade of everything, before nodes ask for more."""
        return self.other + sum(one.upgraded * one.take.least for one in self.shares)

    @property
    def needed(self) -> int:
        """What the range has to have, Azure's own addresses included."""
        return self.upgrade + self.reserved

    @property
    def prefix_needed(self) -> int | None:
        """The prefix length that would do; None where no range is large enough."""
        return prefix_for(self.needed, subnet=self.subnet)

    @property
    def spare(self) -> int | None:
        """What is left in an upgrade; negative where it does not fit."""
        return None if self.room is None else self.room - self.upgrade

    def verdict(self, tight: int) -> Verdict:
        """Whether there is room; tight where nodes and pods, which grow, take more than `tight` percent of it."""
        if self.unknown == NOTHING_TOLD and self.networks:
            return Verdict.UNUSED
        if self.room is None or self.unknown is not None:
            return Verdict.OPEN
        # the edge blocks of a subnet for blocks can hardly be had, but no document says so: fact IP-13
        if self.least > ((self.size or 0) if self.blocks else self.room):
            return Verdict.DOES_NOT_FIT
        full = self.upgrade > self.room or (self.shares and self.upgrade * 100 > tight * self.room)
        return Verdict.TIGHT if full else Verdict.FITS

    @cached_property
    def nodes(self) -> int:
        """The nodes of all pools at the most, those of an upgrade among them."""
        return sum(one.upgraded for one in self.shares)

    @cached_property
    def holds(self) -> int | None:
        """The nodes that there is room for with all their pods, where pools keep their proportion.

        Those of an upgrade are among them.
        """
        if self.room is None or not self.shares:
            return None
        taken = sum(one.upgraded * one.take.full for one in self.shares)
        free = max(self.room - self.other, 0)
        if not taken:
            return free // max(one.take.full for one in self.shares)
        return free * self.nodes // taken

    @property
    def holds_pods(self) -> int | None:
        """The pods that there is room for on so many nodes; None where pods take no addresses of the range."""
        if self.holds is None or not all(one.pods and one.take.full > one.take.own for one in self.shares):
            return None
        weights = [one.upgraded or 1 for one in self.shares]
        allowed = self.holds * sum(w * (one.pods or 0) for w, one in zip(weights, self.shares, strict=True))
        return allowed // sum(weights)


def prefix_for(addresses: int, *, subnet: bool) -> int | None:
    """The longest IPv4 prefix with so many addresses; None where that is larger than a VNet may be (fact IP-16)."""
    prefix = 32 - max(addresses - 1, 0).bit_length()
    if subnet:
        prefix = min(prefix, scale.MAX_SUBNET_PREFIX)
    return prefix if prefix >= scale.MIN_PREFIX else None
