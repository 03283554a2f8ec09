"""A recommendation in the formats that people and programs read."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from aksnet.recommending.assumptions import Note
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice
from aksnet.reports.tables import TableOptions


class Recommendation(NamedTuple):
    """The needs, all ways of networking in their order, what was taken for granted, and what the command lacks."""

    needs: Needs
    choices: tuple[Choice, ...]
    notes: tuple[Note, ...] = ()
    lacking: Note = Note("")

    @property
    def winner(self) -> Choice:
        """What is recommended."""
        return self.choices[0]


def render(recommendation: Recommendation, output_format: str, options: TableOptions) -> str:
    """The recommendation in one of `choices.TABLES`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.choices.{output_format}_choices")
    text: str = module.render(recommendation, options)
    return text
