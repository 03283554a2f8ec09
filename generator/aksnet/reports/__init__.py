"""What a check found, in the formats that people, pipelines and dashboards read."""

from __future__ import annotations

from importlib import import_module

from aksnet.reports.report import Options, Report, Summary


def render(report: Report, output_format: str, options: Options) -> str:
    """The report in one of `choices.REPORTS`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.{output_format}_report")
    text: str = module.render(report, options)
    return text


__all__ = ["Options", "Report", "Summary", "render"]
