"""What of a fleet retires, in the formats that people, spreadsheets and programs read."""

from __future__ import annotations

from importlib import import_module

from aksnet.reports.retiring.calendar import Calendar
from aksnet.reports.tables import TableOptions


def render(calendar: Calendar, output_format: str, options: TableOptions) -> str:
    """The view in one of `choices.CALENDARS`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.retiring.{output_format}_calendar")
    text: str = module.render(calendar, options)
    return text
