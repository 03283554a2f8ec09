"""`aksnet migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aksnet.commands.pairing import pairs_of
from aksnet.commands.transition_findings import findings_of
from aksnet.errors import Problem, UsageError
from aksnet.readers.inputs import Request, read_with_texts
from aksnet.reports.migrations import Migration
from aksnet.transitions import judge


def run(paths: Sequence[str], request: Request, today: date, provider_version: str | None) -> Migration:
    """Judge every cluster of two inputs; raises AksnetError where they cannot be read or have nothing in common."""
    if len(paths) != 2:
        hint = "aksnet migrate OLD NEW, for example aksnet migrate state.json main.tf"
        raise UsageError(Problem("two inputs are compared: what is, and what is to be", hint=hint))
    old, new = (read_with_texts(request._replace(paths=[path], whole=True)) for path in paths)
    changes = tuple(judge(pair) for pair in pairs_of(old.configurations, new.configurations, provider_version))
    unread = [problem for one in (*old.configurations, *new.configurations) for problem in one.unread]
    notes = [note for one in (*old.configurations, *new.configurations) for note in one.notes]
    return Migration(
        changes,
        tuple(findings_of(change) for change in changes),
        {**old.texts, **new.texts},
        tuple(dict.fromkeys(unread)),
        tuple(dict.fromkeys(notes)),
    )
