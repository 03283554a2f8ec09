"""The map of a range: its subnets at their true place and size, what is in them, and what nobody has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Network
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from aksnet.addresses import inside, overlap
from aksnet.planning.balance import Balance, Verdict
from aksnet.planning.blocks import Space
from aksnet.planning.plan import Plan
from aksnet.reports.plans.pictures.bars import draw_strips
from aksnet.reports.plans.pictures.colours import VERDICTS
from aksnet.reports.plans.pictures.drawing import group, rectangle, write
from aksnet.reports.plans.pictures.layout import Box, place
from aksnet.reports.plans.pictures.lettering import NAME, NUMBER, SMALL, Letters
from aksnet.reports.plans.pictures.sections import Entry, Section, four
from aksnet.reports.plans.pictures.slices import slices_of
from aksnet.reports.plans.pictures.wording import SIGNS, figures_of, kind_of, tip_of

_LINE = 14.0
_MARGIN = 4.0
# How much of a block its words may take before what is in it.
_WORDS = 0.62
# A block with a side of less is only an outline.
_TINY = 6.0


class Block(NamedTuple):
    """A subnet on a map."""

    entry: Entry
    network: IPv4Network


class Line(NamedTuple):
    """A line of a block's words."""

    text: str
    letters: Letters
    name: str


def blocks_in(around: IPv4Network, entries: Iterable[Entry]) -> list[Block]:
    """The subnets in a range, the largest first, so that what overlaps lies on top."""
    found = [Block(one, net) for one in entries for net in four(one.balance.networks) if inside(net, around)]
    return sorted(found, key=lambda one: (one.network.prefixlen, one.network.network_address, one.entry.number))


def draw_map(parent: Xml.Element, plan: Plan, section: Section, around: IPv4Network, box: Box) -> None:
    """The range in a box, free space first."""
    blocks = blocks_in(around, section.subnets)
    space = Space([around])
    rectangle(parent, box, "unused")
    for one in blocks:
        space.take(one.network)
    for free in four(space.blocks()):
        _draw_free(parent, free, place(around, free, box))
    for index, one in enumerate(blocks):
        whole = place(around, one.network, box)
        clashes = one.entry.number in section.clashes
        _draw_block(parent, plan, one, whole, _bare(around, blocks[index:], box) if clashes else whole)
    rectangle(parent, box, "line edge")


def readable(entry: Entry, box: Box) -> bool:
    """Whether a block is large enough for its number."""
    return box.height >= _LINE + 3 and box.width >= NUMBER.width(str(entry.number)) + 2 * _MARGIN


def _draw_free(parent: Xml.Element, free: IPv4Network, box: Box) -> None:
    words = f"{free} free"
    there = group(parent, "block", f"{words}: {free.num_addresses:,} addresses")
    rectangle(there, box, "unused thin")
    shown = next((one for one in (words, str(free)) if SMALL.fits(one, box.width - 2 * _MARGIN)), "")
    if shown and box.height >= _LINE + 2:
        write(there, (box.x + _MARGIN, box.y + 12), shown, SMALL, "soft")


def _bare(around: IPv4Network, blocks: Sequence[Block], box: Box) -> Box | None:
    """The largest part of the first block that no block drawn later covers; None where all of it is covered."""
    network = blocks[0].network
    later = [one.network for one in blocks[1:] if overlap(one.network, network)]
    if not later:
        return place(around, network, box)
    space = Space([network])
    for one in later:
        space.take(one)
    bare = space.largest()
    return place(around, bare, box) if isinstance(bare, IPv4Network) else None


def _draw_block(parent: Xml.Element, plan: Plan, block: Block, box: Box, bare: Box | None) -> None:
    """A subnet; its words and what is in it stand where nothing covers them."""
    there = group(parent, "block", tip_of(plan, block.entry, block.network))
    rectangle(there, box, "plain")
    if bare is not None:
        lines = _lines(plan, block, bare) if readable(block.entry, bare) else []
        _draw_use(there, block, bare, len(lines))
        for number, line in enumerate(lines):
            at = bare.x + _MARGIN, bare.y + 14 + number * _LINE
            write(there, at, line.text, line.letters, line.name)
    bad = plan.verdict(block.entry.balance) is Verdict.DOES_NOT_FIT and min(box.width, box.height) > _TINY
    rectangle(there, box.inset(1.5) if bad else box, "line bad" if bad else "line edge")


def _draw_use(parent: Xml.Element, block: Block, box: Box, lines: int) -> None:
    """What is in a subnet, under its words."""
    balance = block.entry.balance
    if balance.size is None or balance.unknown is not None or min(box.width, box.height) < _TINY:
        return
    top = lines * _LINE + 6 if lines else 0.0
    body = box.below(top)
    if body.height > 1:
        draw_strips(parent, slices_of(balance), body, balance.size, named=body.width > 100 and body.height > 24)


def _lines(plan: Plan, block: Block, box: Box) -> list[Line]:
    """The words that a block has room for: its number and name at least, then the prefix, the need, the verdict."""
    balance, room = block.entry.balance, box.width - 2 * _MARGIN
    number = str(block.entry.number)
    verdict = plan.verdict(balance)
    ink = VERDICTS[verdict]
    full = NAME.shortened(f"{number} {balance.name}", room, len(number) + 4)
    first = Line(full, NAME, "ink") if full else Line(number, NUMBER, "ink")
    more = (
        Line(str(block.network), SMALL, "soft"),
        Line(_verdict(plan, balance), NUMBER, ink),
        Line(str(verdict), NUMBER, ink),
        Line(kind_of(balance), SMALL, "soft"),
    )
    most = max(int(box.height * _WORDS / _LINE), 1)
    return [first, *(one for one in more if one.text and one.letters.fits(one.text, room))][: most if full else 1]


def _verdict(plan: Plan, balance: Balance) -> str:
    """The sign of the verdict with the figures."""
    return f"{SIGNS[plan.verdict(balance)]} {figures_of(balance)}".rstrip()
