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


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, spaced: bool = False, whole: int = 0) -> Table:
    """A table of texts, the first column bold and the first `whole` ones in one piece; `spaced` parts the rows."""
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, pad_edge=False, padding=(0, 2, 1 if spaced else 0, 0))
    for number, name in enumerate(columns):
        made.add_column(name, overflow="fold", style="" if number else "bold", no_wrap=number < whole)
    for row in rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


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
