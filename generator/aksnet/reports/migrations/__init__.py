"""What changes do, in the formats that people, pipelines and dashboards read."""

from __future__ import annotations

from importlib import import_module

from aksnet.facts import choices
from aksnet.reports.migrations.migration import Migration, MigrationOptions

# The formats of findings, which are those of `check`.
_OF_FINDINGS = tuple(one for one in choices.REPORTS if one not in ("text", "json"))


def render(migration: Migration, output_format: str, options: MigrationOptions) -> str:
    """The report in one of `choices.MIGRATIONS`; the module of a format is loaded when it is asked for."""
    name = "findings" if output_format in _OF_FINDINGS else output_format
    module = import_module(f"aksnet.reports.migrations.{name}_migration")
    told = [output_format] if name == "findings" else []
    text: str = module.render(migration, options, *told)
    return text


__all__ = ["Migration", "MigrationOptions", "render"]
