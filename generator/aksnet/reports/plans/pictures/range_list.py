"""The list under a map: each range with its number, its bars now, at the most and in an upgrade, and its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from aksnet.planning.balance import Balance
from aksnet.planning.plan import Plan
from aksnet.reports.plans.pictures.bars import draw_bar
from aksnet.reports.plans.pictures.colours import VERDICTS
from aksnet.reports.plans.pictures.drawing import group, lines, write
from aksnet.reports.plans.pictures.layout import Box
from aksnet.reports.plans.pictures.lettering import NAME, NUMBER, SMALL, TEXT
from aksnet.reports.plans.pictures.sections import Entry, Section
from aksnet.reports.plans.pictures.slices import Moment
from aksnet.reports.plans.pictures.wording import (
    SIGNS,
    clash_of,
    figures_of,
    kind_of,
    left_of,
    name_of,
    need_of,
    prefixes_of,
    verdict_of,
)

# From how many ranges on the list is in columns, with a line for each range.
DENSE = 40
_MOMENTS = {Moment.NOW: "now", Moment.MOST: "at the most", Moment.UPGRADE: "in an upgrade"}
_ROW, _BAR, _NAMES = 60.0, 12.0, 245.0
_SHORT_ROW, _GAP = 17.0, 24.0


def draw_list(parent: Xml.Element, plan: Plan, section: Section, box: Box) -> float:
    """The ranges of a section in a box, and the y of what comes beneath them."""
    if len(section.entries) > DENSE:
        return _draw_columns(parent, plan, section, box)
    y = box.y
    for entry in section.entries:
        lines(parent, [(box.x, y, box.width, 0)], "thin")
        _draw_row(parent, plan, section, entry, box._replace(y=y))
        y += _ROW
    return y


def _draw_row(parent: Xml.Element, plan: Plan, section: Section, entry: Entry, box: Box) -> None:
    balance, there = entry.balance, group(parent, "row")
    x, y = box.x + 30, box.y
    write(there, (box.x + 22, y + 18), f"{entry.number}", NUMBER, "ink end")
    write(there, (x, y + 18), NAME.shortened(name_of(balance), _NAMES), NAME)
    write(there, (x, y + 34), TEXT.shortened(prefixes_of(balance), _NAMES), TEXT)
    users = f"{kind_of(balance)} of {', '.join(balance.clusters)}" if balance.subnet and balance.clusters else ""
    write(there, (x, y + 50), SMALL.shortened(users or kind_of(balance), _NAMES), SMALL, "soft")
    bars = Box(box.x + 380, y + 7, 400, _BAR)
    if balance.unknown is None:
        _draw_moments(there, balance, bars)
    else:
        write(there, (bars.x, y + 18), SMALL.shortened(balance.unknown, bars.width), SMALL, "soft")
    right = box.x + 862
    ink = VERDICTS[plan.verdict(balance)]
    write(there, (right, y + 18), verdict_of(plan, balance), NAME, ink)
    figures = need_of(balance) if balance.unknown is None else ""
    told = [figures, "; ".join(filter(None, (left_of(balance), clash_of(section, entry))))]
    for number, text in enumerate(filter(None, told)):
        write(there, (right, y + 34 + number * 16), SMALL.shortened(text, box.x + box.width - right), SMALL)


def _draw_moments(parent: Xml.Element, balance: Balance, box: Box) -> None:
    figures = {Moment.NOW: balance.now, Moment.MOST: balance.most, Moment.UPGRADE: balance.upgrade}
    for number, (moment, words) in enumerate(_MOMENTS.items()):
        bar = box._replace(y=box.y + number * 16)
        write(parent, (bar.x - 6, bar.y + 10), words, SMALL, "soft end")
        draw_bar(parent, balance, moment, bar)
        write(parent, (bar.x + bar.width + 70, bar.y + 10), f"{figures[moment]:,}", SMALL, "ink end")


def _draw_columns(parent: Xml.Element, plan: Plan, section: Section, box: Box) -> float:
    """Two columns, to be read one after the other."""
    half = -(-len(section.entries) // 2)
    width = (box.width - _GAP) / 2
    for number, part in enumerate((section.entries[:half], section.entries[half:])):
        column = Box(box.x + number * (width + _GAP), box.y, width, 0)
        _draw_column(parent, plan, section, part, column)
    return box.y + half * _SHORT_ROW


def _draw_column(parent: Xml.Element, plan: Plan, section: Section, entries: Sequence[Entry], box: Box) -> None:
    for number, entry in enumerate(entries):
        _draw_line(parent, plan, section, entry, box._replace(y=box.y + number * _SHORT_ROW))


def _draw_line(parent: Xml.Element, plan: Plan, section: Section, entry: Entry, box: Box) -> None:
    """A range in one line: what does not fit in it stands in the words that a pointer shows."""
    balance, base = entry.balance, box.y + 12
    there = group(parent, "row")
    write(there, (box.x + 26, base), f"{entry.number}", NUMBER, "ink end")
    write(there, (box.x + 32, base), SMALL.shortened(name_of(balance), 116), SMALL)
    write(there, (box.x + 152, base), SMALL.shortened(prefixes_of(balance), 110), SMALL, "soft")
    if balance.unknown is None:
        draw_bar(there, balance, Moment.UPGRADE, Box(box.x + 266, box.y + 3, 80, 10))
    write(there, (box.x + 352, base), SMALL.shortened(figures_of(balance), 98), SMALL)
    verdict = plan.verdict(balance)
    said = f"{SIGNS[verdict]} {clash_of(section, entry) or verdict}"
    write(there, (box.x + 454, base), NUMBER.shortened(said, 110), NUMBER, VERDICTS[verdict])
