"""Where in a file an edit is made, in lines and columns, which editors and dashboards count from 1."""

from __future__ import annotations

from collections.abc import Mapping

from aksnet.expressions.source import Source
from aksnet.findings import Edit


def region_of(edit: Edit, texts: Mapping[str, str]) -> dict[str, int | None]:
    """From its first character to behind its last one: the two are the same where it only adds text."""
    source = Source(edit.source, texts[edit.source])
    start, end = source.place(edit.start), source.place(edit.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}
