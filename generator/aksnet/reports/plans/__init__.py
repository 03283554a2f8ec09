"""An address plan in the formats that people, spreadsheets, pull requests and browsers read."""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from aksnet.planning.plan import Plan
from aksnet.spec.rewriting import Edit


class PlanOptions(NamedTuple):
    """How to write a plan: what was chosen, with the formulas, in colour, and how wide where that matters.

    `notes`: with what is taken for granted, where that is told line by line.
    """

    explain: bool = False
    colour: bool = False
    width: int = 120
    chosen: tuple[Edit, ...] = ()
    notes: bool = True


def render(plan: Plan, output_format: str, options: PlanOptions) -> str:
    """The plan in one of `choices.PLANS`; the module of a format is loaded when it is asked for."""
    module = import_module(f"aksnet.reports.plans.{output_format}_plan")
    text: str = module.render(plan, options)
    return text
