"""The modes for people: what each of them is, and a table of what works with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts.support import FEATURES, Cell, Status
from aksnet.reports.modes.rows import descriptions, sources_of
from aksnet.reports.tables import TableOptions, side_by_side, urls, wrapped

_SHORT = {Status.YES: "yes", Status.NO: "no", Status.DISPUTED: "disputed", Status.UNSTATED: "?"}


def render(plugins: Sequence[str], options: TableOptions) -> str:
    """Two tables with the modes side by side, each in parts where it is too wide, the notes, and the sources."""
    notes: list[str] = []
    features = [[one.words, *(_cell(one.of_plugin(plugin), notes) for plugin in plugins)] for one in FEATURES]
    parts = [
        *side_by_side(["", *plugins], list(descriptions(plugins)), options, spaced=True),
        *side_by_side(["", *plugins], features, options),
        "? no document says so, disputed: documents disagree\n",
        "".join(_notes(notes, options)),
        "".join(f"see: {url}\n" for url in urls(sources_of(plugins))),
    ]
    return "\n".join(part for part in parts if part)


def _cell(cell: Cell, notes: list[str]) -> str:
    """A word, and the number of its note: notes that say the same are one."""
    if not cell.note:
        return _SHORT[cell.status]
    if cell.note not in notes:
        notes.append(cell.note)
    return f"{_SHORT[cell.status]} [{notes.index(cell.note) + 1}]"


def _notes(notes: Sequence[str], options: TableOptions) -> Iterator[str]:
    return (wrapped(f"{f'[{number}]':>4} ", note, options) for number, note in enumerate(notes, 1))
