"""A map with its range above it and its scale beneath, and which ranges get one."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from aksnet.planning.plan import Plan
from aksnet.reports.plans.pictures.address_map import blocks_in, draw_map
from aksnet.reports.plans.pictures.drawing import group, rectangle, write
from aksnet.reports.plans.pictures.layout import Box, place
from aksnet.reports.plans.pictures.lettering import NAME, SMALL
from aksnet.reports.plans.pictures.sections import Section
from aksnet.reports.plans.pictures.wording import count
from aksnet.reports.plans.pictures.zooming import details_of, unreadable

FULL, NARROW, HALF = 1152.0, 768.0, 564.0
# What stands above and beneath a map.
_HEAD, _FOOT = 20.0, 24.0
# From how many subnets with their number on a map is as wide as the page, if they are most of them.
_MANY = 24
_LEAST_KEY = 16.0


class Frame(NamedTuple):
    """A map to be drawn: of which range, how wide, and within which it is a part drawn larger."""

    around: IPv4Network
    width: float
    within: IPv4Network | None = None

    @property
    def height(self) -> float:
        """The height with what stands above and beneath."""
        return _HEAD + self.width / 2 + _FOOT


def frames_of(section: Section) -> Iterator[Frame]:
    """The maps of a section, each with those of its parts after it; a range without subnets has none."""
    subnets = section.subnets
    used = [one for one in section.space if blocks_in(one, subnets)] or list(section.space[:1])
    for around in used:
        blocks = blocks_in(around, subnets)
        seen = len(blocks) - len(unreadable(around, subnets, Box(0, 0, FULL, FULL / 2)))
        width = FULL if seen > _MANY and seen > len(blocks) / 2 else NARROW
        yield Frame(around, width)
        for part in details_of(around, subnets, Box(0, 0, width, width / 2)):
            small = unreadable(part, subnets, Box(0, 0, HALF, HALF / 2))
            yield Frame(part, FULL if small else HALF, around)


def title_of(frame: Frame) -> str:
    """What a map shows, in a line."""
    size = f"{frame.around}: {count(frame.around.num_addresses, 'address', 'addresses')}"
    if frame.within is None:
        return size
    return f"{size}, a part of {frame.within} drawn larger"


def draw_frame(parent: Xml.Element, plan: Plan, section: Section, frame: Frame, x: float, y: float) -> None:
    """A map with its title and its scale."""
    there = group(parent, "map")
    box = Box(x, y + _HEAD, frame.width, frame.width / 2)
    write(there, (x, y + 13), NAME.shortened(title_of(frame), frame.width), NAME)
    draw_map(there, plan, section, frame.around, box)
    _draw_scale(there, section, frame, box)


def _draw_scale(parent: Xml.Element, section: Section, frame: Frame, box: Box) -> None:
    """A block as large as the key says, with what could not be numbered on this map."""
    key = _key(frame.around, box)
    there = place(frame.around, key, box)
    base = box.y + box.height + 16
    swatch = Box(box.x, base - 12, there.width, min(there.height, 18))
    rectangle(parent, swatch, "unused thin")
    small = len(unreadable(frame.around, section.subnets, box))
    unseen = f"; {count(small, 'subnet')} too small for a number" if small else ""
    words = f"is the size of a /{key.prefixlen}, {count(key.num_addresses, 'address', 'addresses')}{unseen}"
    room = box.width - swatch.width - 6
    write(parent, (box.x + swatch.width + 6, base), SMALL.shortened(words, room), SMALL, "soft")


def _key(around: IPv4Network, box: Box) -> IPv4Network:
    """The smallest block of the range that is well seen, and no higher than a line."""
    for length in range(around.prefixlen, 33):
        key = IPv4Network((int(around[0]), length))
        if place(around, key, box).height <= _LEAST_KEY + 2:
            return key
    return IPv4Network((int(around[0]), 32))
