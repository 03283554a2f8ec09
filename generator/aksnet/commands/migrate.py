"""`aksnet migrate`: what a change will do to clusters, before it does it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from aksnet.commands.pairing import pairs_of
from aksnet.commands.telling import emit, tell_notes
from aksnet.commands.transition_findings import findings_of
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.readers.inputs import Request, read_with_texts
from aksnet.reports.migrations import render
from aksnet.reports.migrations.migration import Migration, fails
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
