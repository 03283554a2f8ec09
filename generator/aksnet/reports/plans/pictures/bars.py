"""Bars: the addresses of a range side by side, at a scale of their own, and the key to what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from aksnet.planning.balance import Balance
from aksnet.reports.plans.pictures.drawing import group, lines, rectangle, write
from aksnet.reports.plans.pictures.layout import Box, Strip, strips
from aksnet.reports.plans.pictures.lettering import SMALL
from aksnet.reports.plans.pictures.slices import Moment, Role, Slice, by_role, slices_of

_PLATE = 15.0
# A thinner strip is not seen.
_LEAST = 0.05
_SHORT = 100.0
# What a class of the style sheet stands for.
LEGEND: dict[str, str] = {
    Role.NODES: "nodes",
    Role.PODS: "pods",
    Role.SURGE: "surge: nodes that an upgrade adds, and their pods",
    Role.OTHER: "other",
    Role.RESERVED: "reserved by Azure",
    Role.FREE: "free in a subnet",
    Role.OVER: "missing: more than the range has",
    "unused": "given to no subnet",
}


def draw_strips(parent: Xml.Element, slices: Sequence[Slice], box: Box, whole: int, *, named: bool = False) -> None:
    """Slices from left to right, each as wide as its part of the whole; with its name where there is room for it.

    A short bar is of roles only, whosever they are.
    """
    made = strips(by_role(slices) if box.width <= _SHORT else slices, box, whole)
    for one in made:
        if named and one.box.width > _LEAST:
            there = group(parent, "block", _told(one))
            rectangle(there, one.box, one.role)
            _write_name(there, one)
        elif one.role is not Role.FREE and one.box.width > _LEAST:
            rectangle(parent, one.box, one.role)
    inner = [one.box for one in made[1:] if one.box.width > 1.5 and box.width > _SHORT / 4]
    if inner:
        lines(parent, ((one.x, one.y, 0, one.height) for one in inner), "edge")


def draw_bar(parent: Xml.Element, balance: Balance, moment: Moment, box: Box) -> None:
    """A range at one moment; where more is needed than there is, a line marks where the range ends."""
    needed = _needed(balance, moment)
    size = balance.size if balance.size is not None else max(needed, 1)
    longest = max(size, _needed(balance, Moment.UPGRADE))
    whole = box._replace(width=box.width * size / longest)
    rectangle(parent, whole, "plain edge" if balance.size is not None else "plain")
    slices = slices_of(balance, moment) if balance.unknown is None else []
    draw_strips(parent, slices, Box(box.x, box.y + 0.5, box.width, box.height - 1), longest)
    if longest > size:
        lines(parent, [(box.x + whole.width, box.y - 1, 0, box.height + 2)], "edge end-of-range")


def _needed(balance: Balance, moment: Moment) -> int:
    return balance.reserved + {Moment.NOW: balance.now, Moment.MOST: balance.most}.get(moment, balance.upgrade)


def _told(strip: Strip) -> str:
    return "; ".join(f"{one.words}: {one.addresses:,}" for one in strip.slices)


def _write_name(parent: Xml.Element, strip: Strip) -> None:
    """The name of a slice and its addresses, each on a plate, so that no pattern lies under the letters."""
    words = strip.slices[0].words if len(strip.slices) == 1 else str(strip.role)
    figure, room = f"{sum(one.addresses for one in strip.slices):,}", strip.box.width - 12
    name = SMALL.shortened(words, room, 6)
    told = [name, *([figure] if SMALL.fits(figure, room) else [])] if name else []
    for number, text in enumerate(told[: int((strip.box.height - 6) / _PLATE)]):
        plate = Box(strip.box.x + 3, strip.box.y + 3 + number * _PLATE, SMALL.width(text) + 6, _PLATE)
        rectangle(parent, plate, "plain")
        write(parent, (plate.x + 3, plate.y + 11.5), text, SMALL)


def draw_legend(parent: Xml.Element, x: float, y: float, width: float) -> float:
    """The key to the colours, and the y of the line beneath it."""
    at = x
    for name, words in LEGEND.items():
        wide = 24 + SMALL.width(words) + 18
        if at > x and at + wide > x + width:
            at, y = x, y + 20
        swatch = Box(at, y, 18, 13)
        rectangle(parent, swatch, name)
        rectangle(parent, swatch, "line edge")
        write(parent, (at + 24, y + 11), words, SMALL)
        at += wide
    return y + 20
