"""What changes do to its reader, and the exit code of that."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence

from aksnet.commands.asking import choice
from aksnet.commands.telling import emit, is_quiet, tell_notes, wants_colour
from aksnet.errors import Place, Problem, UsageError
from aksnet.facts import choices
from aksnet.reports.migrations import Migration, MigrationOptions, render
from aksnet.reports.migrations.gate import fails
from aksnet.transitions.verdicts import ERRORS

# The word for a run that fails by nothing that is found but what no tool makes.
_NONE = "none"
_NARROWEST, _WIDEST = 80, 120


def show(migration: Migration, output_format: str, given: frozenset[str] | None) -> int:
    """Print what was found and return the exit code: 1 where something fails, or could not be read.

    What fails is given, or the run's own.
    """
    failing = given if given is not None else migration.gate
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else _WIDEST
    colour = wants_colour(os.environ, terminal=terminal)
    options = MigrationOptions(failing, colour, min(max(width, _NARROWEST), _WIDEST), summed_up=not is_quiet())
    emit(render(migration, output_format, options))
    tell_notes(migration.notes)
    for problem in migration.unread:
        print(problem, file=sys.stderr)
    return int(any(fails(*one, failing) for one in migration.judged) or bool(migration.unread))


def failing(words: Sequence[str]) -> frozenset[str]:
    """What fails a run by `--fail-on`, said with commas or one by one; raises UsageError for a word that is no verdict.

    An error of the tool always does.
    """
    named = [word.strip() for text in words for word in text.split(",") if word.strip()]
    for word in named:
        choice(word, choices.GATES, "--fail-on")
    if not named:
        raise UsageError(Problem("no verdict is named", Place("--fail-on"), f"{_NONE} is for errors of tools alone"))
    if _NONE in named and {*named} != {_NONE}:
        hint = "leave none out, or all the others"
        raise UsageError(Problem(f"{_NONE} stands beside {_other(named)}", Place("--fail-on"), hint))
    return frozenset({*named, *(one.value for one in ERRORS)} - {_NONE})


def _other(named: Sequence[str]) -> str:
    return next(word for word in named if word != _NONE)
