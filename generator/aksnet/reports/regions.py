"""Where in a file an edit is made, in lines and columns, which editors and dashboards count from 1."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.expressions.source import Source
from aksnet.findings import Edit


class Regions:
    """The regions of edits, the lines of each file counted once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._sources: dict[str, Source] = {}

    def of(self, edit: Edit) -> dict[str, int | None]:
        """From its first character to behind its last one: the two are the same where it only adds text."""
        if edit.source not in self._sources:
            self._sources[edit.source] = Source(edit.source, self._texts[edit.source])
        start, end = map(self._sources[edit.source].place, (edit.start, edit.end))
        return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
