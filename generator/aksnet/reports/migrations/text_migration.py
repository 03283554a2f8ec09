"""What changes do, for people."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.reports.migrations.migration import Migration
from aksnet.transitions.changes import Change


def render(migration: Migration) -> str:
    """One section for each cluster."""
    return "\n".join(line for change in migration.changes for line in _lines(change)) + "\n"


def _lines(change: Change) -> Iterator[str]:
    tool = change.tool
    yield f"{change.name}: Azure {change.azure.verdict}; {tool.provider} {tool.version}: {tool.verdict}"
