"""What pages are made of: tables in Markdown, and words as they stand in files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence


def table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The lines of a table."""
    yield _row(names)
    yield _row(["---"] * len(names))
    yield from map(_row, rows)


def _row(cells: Sequence[object]) -> str:
    inside = " | ".join(str(cell).replace("|", "\\|") for cell in cells)
    return f"| {inside} |"


def code(*words: object) -> str:
    """Words as they are written in files, with commas between them."""
    return ", ".join(f"`{word}`" for word in words)
