"""`aksnet migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from aksnet.commands.order import notes_on
from aksnet.commands.pairing import pairs_of
from aksnet.commands.sides import sides_of
from aksnet.commands.telling import emit, tell_notes
from aksnet.commands.transition_findings import findings_of
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.readers.inputs import Request
from aksnet.reports.migrations import render
from aksnet.reports.migrations.migration import Migration, fails
from aksnet.transitions import judge


def run(
    paths: Sequence[str], request: Request, today: date, provider_version: str | None, since: str | None = None
) -> Migration:
    """Judge every cluster of two inputs, of one plan, or of files `since` a revision of their repository.

    Raises AksnetError where they cannot be read or have nothing in common.
    """
    sides = sides_of(paths, request, since)
    found = pairs_of(sides, provider_version)
    changes = tuple(map(judge, found.pairs))
    configurations = (*sides.old.configurations, *sides.new.configurations)
    notes = [note for one in configurations for note in one.notes]
    notes += [*sides.notes, *found.notes, *notes_on(sides, found.pairs)]
    return Migration(
        changes,
        tuple(findings_of(change) for change in changes),
        {**sides.old.texts, **sides.new.texts},
        tuple(dict.fromkeys(problem for one in configurations for problem in one.unread)),
        tuple(dict.fromkeys(notes)),
    )


def show(migration: Migration, output_format: str, fail_on: Collection[str]) -> int:
    """Print what was found and return the exit code: 1 where a verdict fails, or something could not be read."""
    emit(render(migration, output_format))
    tell_notes([*migration.notes, *migration.unread])
    return int(fails(migration, fail_on) or bool(migration.unread))


def failing(words: Sequence[str]) -> frozenset[str]:
    """The verdicts that `--fail-on` names, with commas or one by one; raises UsageError for a word that is none."""
    named = [word.strip() for text in words for word in text.split(",") if word.strip()]
    for word in named:
        if word not in choices.VERDICTS:
            hint = f"one or more of {', '.join(choices.VERDICTS)}"
            raise UsageError(Problem(f"{word!r} is no verdict", Place("--fail-on"), hint))
    return frozenset(named)
