"""What changes do, in the formats that people, pipelines and dashboards read."""

from __future__ import annotations

from importlib import import_module

from aksnet.reports.migrations.migration import Migration


def render(migration: Migration, output_format: str) -> str:
    """The report in one of `choices.MIGRATIONS`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.migrations.{output_format}_migration")
    text: str = module.render(migration)
    return text
