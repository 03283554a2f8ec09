"""A cluster beside the map: its nodes, its pod range as blocks, and its service range, at scales of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import TypeAlias
from xml.etree import ElementTree as Xml

from aksnet.planning.balance import Balance, RangeKind
from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans.pictures.bars import draw_bar
from aksnet.reports.plans.pictures.colours import VERDICTS
from aksnet.reports.plans.pictures.drawing import boxes, group, lines, rectangle, write
from aksnet.reports.plans.pictures.layout import Box, Grid, grid, run
from aksnet.reports.plans.pictures.lettering import HEADING, NUMBER, SMALL
from aksnet.reports.plans.pictures.sections import Entry, Section
from aksnet.reports.plans.pictures.slices import Moment, Role, Slice, slices_of
from aksnet.reports.plans.pictures.wording import left_of, need_of, passed_by, prefixes_of, sentence, verdict_of
from aksnet.reports.plans.rows import nodes_in_words

WIDTH = 360.0
_LINE = 15.0
_BAR = 12.0
# Lines between more pools than that would hide what they part.
_FEW = 16
# A slice, and the number of addresses up to its end.
_End: TypeAlias = tuple[Slice, int]


def draw_card(parent: Xml.Element, plan: Plan, section: Section, cluster: ClusterPlan, x: float, y: float) -> float:
    """A cluster in a column, and the y of what comes beneath it."""
    there = group(parent, "card")
    write(there, (x, y + 14), HEADING.shortened(f"cluster {cluster.name}", WIDTH), HEADING)
    y += 32
    for text in _words(cluster):
        write(there, (x, y), text, SMALL, "soft")
        y += _LINE
    for passed in passed_by(cluster):
        for text in NUMBER.wrapped(passed, WIDTH):
            write(there, (x, y), text, NUMBER, "unfit")
            y += _LINE
    for entry in section.of(cluster):
        y = _draw_range(there, plan, entry, x, y + 4)
    return y


def _words(cluster: ClusterPlan) -> Iterator[str]:
    yield from SMALL.wrapped(f"{cluster.mode}: {nodes_in_words(cluster)}", WIDTH)
    if cluster.binding is not None:
        binds = f"binds first: {cluster.binding.words}, at {cluster.binding.nodes:,} nodes"
        yield from SMALL.wrapped(binds, WIDTH)


def _draw_range(parent: Xml.Element, plan: Plan, entry: Entry, x: float, y: float) -> float:
    """A pod range as blocks of nodes, any other range as a bar."""
    balance = entry.balance
    there = group(parent, "range", sentence(plan, entry))
    y = _draw_words(there, plan, entry, x, y)
    cells = grid(balance.size or 0, x, y, WIDTH) if balance.kind is RangeKind.POD_CIDR else None
    if cells is None:
        if balance.size is not None:
            draw_bar(there, balance, Moment.UPGRADE, Box(x, y, WIDTH, _BAR))
            y += _BAR
        return y + 16
    _draw_grid(there, balance, cells)
    y += cells.box.height + 13
    write(there, (x, y), _scale(cells), SMALL, "soft")
    return y + 16


def _draw_words(parent: Xml.Element, plan: Plan, entry: Entry, x: float, y: float) -> float:
    verdict = verdict_of(plan, entry.balance)
    name = f"{entry.number} {entry.balance.kind} {prefixes_of(entry.balance)}"
    room = WIDTH - NUMBER.width(verdict) - 8
    write(parent, (x, y + 8), NUMBER.shortened(name, room), NUMBER)
    write(parent, (x + WIDTH, y + 8), verdict, NUMBER, f"{VERDICTS[plan.verdict(entry.balance)]} end")
    for text in SMALL.wrapped("; ".join(filter(None, (need_of(entry.balance), left_of(entry.balance)))), WIDTH):
        y += _LINE
        write(parent, (x, y + 8), text, SMALL)
    return y + 14


def _scale(cells: Grid) -> str:
    addresses = 1 << (32 - cells.prefix)
    nodes = addresses >> 8
    each = "one node" if nodes == 1 else f"{nodes:,} nodes"
    return f"each cell is a /{cells.prefix}, {addresses:,} addresses: {each}"


def _draw_grid(parent: Xml.Element, balance: Balance, cells: Grid) -> None:
    addresses, at = 1 << (32 - cells.prefix), 0
    rectangle(parent, cells.box, str(Role.FREE))
    ends: list[_End] = []
    for one in slices_of(balance) if balance.unknown is None else []:
        if one.role not in (Role.FREE, Role.OVER):
            boxes(parent, run(cells, at / addresses, (at + one.addresses) / addresses), str(one.role))
            at += one.addresses
            ends.append((one, at))
    _draw_lines(parent, cells)
    ends = [one for one, after in zip_longest(ends, ends[1:]) if _parted(one, after, len(ends))]
    lines(parent, (step for _, end in ends for step in _border(cells, end / addresses)), "edge")


def _parted(one: _End, after: _End | None, ends: int) -> bool:
    """Whether a line stands between two slices: between roles, and between pools while they are few."""
    return after is None or one[0].role is not after[0].role or ends <= _FEW


def _border(cells: Grid, end: float) -> Iterator[tuple[float, float, float, float]]:
    """The line between the cells before a place and those after it: down in its row, and along both."""
    row = int(end // cells.columns)
    column = (end - row * cells.columns) * cells.cell
    x, y = cells.box.x, cells.box.y + row * cells.cell_height
    if row < cells.rows:
        yield x + column, y, 0, cells.cell_height
    yield x + column, y, cells.box.width - column, 0
    if column and row < cells.rows:
        yield x, y + cells.cell_height, column, 0


def _draw_lines(parent: Xml.Element, cells: Grid) -> None:
    """The edges of the cells."""
    box = cells.box
    down = [(box.x + n * cells.cell, box.y, 0.0, box.height) for n in range(1, cells.columns)]
    across = [(box.x, box.y + n * cells.cell_height, box.width, 0.0) for n in range(1, cells.rows)]
    lines(parent, [*down, *across], "thin")
    rectangle(parent, box, "line edge")
