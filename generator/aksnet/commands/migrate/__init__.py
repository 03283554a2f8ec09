"""`aksnet migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from aksnet.commands.migrate.faults import with_faults
from aksnet.commands.migrate.findings import findings_of
from aksnet.commands.migrate.order import notes_on
from aksnet.commands.migrate.pairing import pairs_of
from aksnet.commands.migrate.sides import Sides, sides_of
from aksnet.readers.inputs import Request
from aksnet.reports.migrations import Migration
from aksnet.transitions import judge


def run(
    paths: Sequence[str], request: Request, today: date, provider_version: str | None, since: str | None = None
) -> Migration:
    """Judge every cluster of two inputs, of one plan, or of files `since` a revision of their repository.

    Raises AksnetError where they cannot be read or have nothing in common.
    """
    return compared(sides_of(paths, request, since), today, provider_version)


def compared(sides: Sides, today: date, provider_version: str | None) -> Migration:
    """Judge every cluster of two sides; raises UsageError where they have none in common."""
    found = pairs_of(sides, provider_version)
    texts = {**sides.old.texts, **sides.new.texts}
    changes = tuple(map(judge, with_faults(found.pairs, today, texts)))
    configurations = (*sides.old.configurations, *sides.new.configurations)
    notes = [note for one in configurations for note in one.notes]
    notes += [*sides.notes, *found.notes, *notes_on(sides, found.pairs)]
    return Migration(
        changes,
        tuple(findings_of(change) for change in changes),
        texts,
        tuple(dict.fromkeys(problem for one in configurations for problem in one.unread)),
        tuple(dict.fromkeys(notes)),
    )
