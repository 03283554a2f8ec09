"""Tables for people: how wide and in which colours they are, and how their sentences wrap."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from aksnet.errors import printable
from aksnet.facts.sources import Source

if TYPE_CHECKING:
    from rich.table import Table


class TableOptions(NamedTuple):
    """How to write a table: in colour or not, and how wide."""

    colour: bool = False
    width: int = 120


# The blanks between columns, and how wide a column of sentences is at the least: four or five words of it in a line.
_GAP, _READABLE = 2, 18


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, *, spaced: bool = False) -> Table:
    """A table of texts, no wider than `width` where its words allow it, and the first column bold; no word is broken.

    `spaced` parts the rows.
    """
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, _GAP, 1 if spaced else 0, 0))
    for number, (name, wide) in enumerate(zip(columns, _widths(columns, rows, width), strict=True)):
        made.add_column(name, overflow="fold", style="" if number else "bold", width=wide)
    for row in rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


def side_by_side(
    columns: Sequence[str], rows: Sequence[Sequence[str]], options: TableOptions, *, spaced: bool = False
) -> list[str]:
    """A table, in several parts one under the other where it is too wide to be read; each has the first column."""
    least = _least(columns, rows, _READABLE)
    several = max((options.width - least[0]) // (max(least[1:]) + _GAP), 1)
    parts = -(-(len(columns) - 1) // several)
    each = -(-(len(columns) - 1) // parts)
    return [
        printed(
            table(
                [columns[0], *columns[first : first + each]],
                [[row[0], *row[first : first + each]] for row in rows],
                options.width,
                spaced=spaced,
            ),
            options,
        )
        for first in range(1, len(columns), each)
    ]


def _cells(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[name, *(printable(row[number]) for row in rows)] for number, name in enumerate(columns)]


def _least(columns: Sequence[str], rows: Sequence[Sequence[str]], readable: int) -> list[int]:
    """How wide each column has to be for its longest word, and for sentences to be readable."""
    return [
        max(*(len(word) for cell in own for word in [*cell.split(), ""]), min(readable, max(map(len, own))))
        for own in _cells(columns, rows)
    ]


def _widths(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: its longest word, and of what is left as much as it has a use for, in equal parts."""
    widths = _least(columns, rows, 0)
    wanted = [max(map(len, own)) for own in _cells(columns, rows)]
    left = width - sum(widths) - _GAP * (len(columns) - 1)
    while left > 0 and widths != wanted:
        narrow = min((at for at in range(len(widths)) if widths[at] < wanted[at]), key=lambda at: widths[at])
        widths[narrow] += 1
        left -= 1
    return widths


def printed(made: Table, options: TableOptions) -> str:
    """The table as text, without blanks at the ends of lines."""
    from rich.console import Console

    out = StringIO()
    console = Console(
        file=out,
        width=options.width,
        force_terminal=options.colour,
        no_color=not options.colour,
        color_system="standard" if options.colour else None,
        highlight=False,
        legacy_windows=False,
    )
    console.print(made)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def wrapped(lead: str, text: str, options: TableOptions) -> str:
    """A sentence after its mark; further lines stand under its first word."""
    width = max(options.width - len(lead), 40)
    lines = textwrap.wrap(printable(text), width, break_long_words=False, break_on_hyphens=False)
    indent = "\n" + " " * len(lead)
    return f"{lead}{indent.join(lines)}\n"


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; a cell can hold any text, and stays a cell."""
    lines = [[*map(escaped, columns)], ["---"] * len(columns), *([*map(escaped, row)] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def escaped(text: str) -> str:
    """The text with every mark of Markdown and HTML as the character that it is, in one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", " ".join(printable(text).split()))


def urls(sources: Iterable[Source]) -> list[str]:
    """The addresses of the pages, each once."""
    return list(dict.fromkeys(source.url for source in sources))
