"""Pure geometry: where a block of addresses is on paper, and how a length or a grid is shared out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ipaddress import IPv4Network
from typing import NamedTuple

from aksnet.reports.plans.pictures.slices import Role, Slice

# A slice that is thinner than this is drawn together with its neighbour of the same role.
_THIN = 2.0
# A grid of more cells is drawn with larger ones.
_MAX_CELLS = 512
_NODE_PREFIX = 24


class Box(NamedTuple):
    """A rectangle on paper."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> Box:
        """The box without an edge of this width; never smaller than nothing."""
        width, height = max(self.width - 2 * by, 0.0), max(self.height - 2 * by, 0.0)
        return Box(self.x + (self.width - width) / 2, self.y + (self.height - height) / 2, width, height)

    def below(self, height: float) -> Box:
        """What is left under a strip of this height."""
        return self._replace(y=self.y + height, height=max(self.height - height, 0.0))


def place(outer: IPv4Network, inner: IPv4Network, box: Box) -> Box:
    """Where a block is in the box of the block around it: each bit of the prefix halves the longer side."""
    x, y, width, height = box
    first = int(inner.network_address)
    for bit in range(outer.prefixlen, inner.prefixlen):
        upper = first >> (31 - bit) & 1
        if width > height:
            width /= 2
            x += upper * width
        else:
            height /= 2
            y += upper * height
    return Box(x, y, width, height)


class Strip(NamedTuple):
    """A piece of a bar, with the slices that are in it."""

    box: Box
    role: Role
    slices: tuple[Slice, ...]


def strips(slices: Sequence[Slice], box: Box, whole: int) -> list[Strip]:
    """A bar of so many addresses from left to right; thin neighbours of one role make one strip."""
    made: list[Strip] = []
    at = 0
    for one in slices:
        left, right = (box.x + box.width * min(end, whole) / max(whole, 1) for end in (at, at + one.addresses))
        at += one.addresses
        last = made[-1] if made else None
        if last is not None and last.role is one.role and min(last.box.width, right - left) < _THIN:
            wider = last.box._replace(width=right - last.box.x)
            made[-1] = Strip(wider, one.role, (*last.slices, one))
        else:
            made.append(Strip(Box(left, box.y, right - left, box.height), one.role, (one,)))
    return made


class Grid(NamedTuple):
    """Equal cells in rows, each a block of addresses with this prefix."""

    box: Box
    columns: int
    rows: int
    cells: int
    prefix: int

    @property
    def cell(self) -> float:
        """The width of a cell."""
        return self.box.width / self.columns

    @property
    def cell_height(self) -> float:
        """The height of a cell."""
        return self.box.height / self.rows


def grid(size: int, x: float, y: float, width: float) -> Grid | None:
    """The cells of a range of so many addresses: /24 blocks, or larger ones; None where it has no whole cell."""
    prefix = _NODE_PREFIX
    while size >> (32 - prefix) > _MAX_CELLS:
        prefix -= 1
    cells = size >> (32 - prefix)
    if not cells:
        return None
    columns = min(cells, max(16, -(-cells // 8)))
    rows = -(-cells // columns)
    height = min(width / columns, 18.0)
    return Grid(Box(x, y, width, rows * height), columns, rows, cells, prefix)


def run(cells: Grid, first: float, last: float) -> Iterator[Box]:
    """The cells of a grid from one to another, row by row, as at most three boxes; parts of cells count."""
    top, bottom = int(first // cells.columns), int(last // cells.columns)
    start, end = first - top * cells.columns, last - bottom * cells.columns
    if top == bottom:
        yield _row(cells, top, 1, start, end)
        return
    if start:
        yield _row(cells, top, 1, start, cells.columns)
        top += 1
    if bottom > top:
        yield _row(cells, top, bottom - top, 0, cells.columns)
    if end:
        yield _row(cells, bottom, 1, 0, end)


def _row(cells: Grid, row: int, rows: int, start: float, end: float) -> Box:
    x, y = cells.box.x + start * cells.cell, cells.box.y + row * cells.cell_height
    return Box(x, y, (end - start) * cells.cell, rows * cells.cell_height)
