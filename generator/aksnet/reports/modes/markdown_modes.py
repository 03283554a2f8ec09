"""The modes in Markdown, to be pasted into a document."""

from __future__ import annotations

from collections.abc import Sequence

from aksnet.facts.support import FEATURES, Cell, Status
from aksnet.reports.modes.rows import descriptions, sources_of
from aksnet.reports.tables import TableOptions, markdown_table, urls

_MARKS = {Status.YES: "✅", Status.NO: "❌", Status.DISPUTED: "⚠️", Status.UNSTATED: "❔"}


def render(plugins: Sequence[str], options: TableOptions) -> str:
    """Two tables with the modes side by side, and the sources."""
    features = [[one.words, *(_cell(one.of_plugin(plugin)) for plugin in plugins)] for one in FEATURES]
    parts = [
        markdown_table(["", *plugins], descriptions(plugins)),
        markdown_table(["", *plugins], features),
        "".join(f"- <{url}>\n" for url in urls(sources_of(plugins))),
    ]
    return "\n".join(parts)


def _cell(cell: Cell) -> str:
    return " ".join(one for one in (_MARKS[cell.status], cell.status, cell.note) if one)
