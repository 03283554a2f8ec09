"""The ordered steps to a goal: the shortest way over the single changes that Azure makes, each with what to do."""

from __future__ import annotations

from aksnet.transitions.changes import Change, Runbook


def runbook_of(change: Change) -> Runbook:
    """The steps from before to after."""
    return Runbook()
