"""The CNI modes side by side, in the formats that people and programs read."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from aksnet.reports.tables import TableOptions


def render(plugins: Sequence[str], output_format: str, options: TableOptions) -> str:
    """The modes in one of `choices.TABLES`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.modes.{output_format}_modes")
    text: str = module.render(plugins, options)
    return text
