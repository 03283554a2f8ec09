"""What every command prints: results on standard output, and rules that broke on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aksnet import __version__
from aksnet.errors import OutputError, Problem, printable

if TYPE_CHECKING:
    from aksnet.rules import Failure


def emit(text: str) -> None:
    """The text on standard output, as UTF-8 whatever the locale; raises OutputError where it cannot be written."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputError(Problem(f"standard output cannot be written: {error.strerror}")) from None


def tell_notes(notes: Iterable[Problem]) -> None:
    """What is worth knowing though nothing is wrong with it: of each place once."""
    for note in {note.place: note for note in notes}.values():
        print(f"{printable(str(note.place))}: note: {printable(note.message)}", file=sys.stderr)


def tell_failures(failures: Sequence[Failure]) -> None:
    """Tell of rules that broke: a bug must not hide what the others found, nor be hidden by it."""
    for failure in failures:
        print(f"error: a bug in aksnet {__version__}: {failure}", file=sys.stderr)
    if failures:
        print("  hint: please report it with the spec that led to it", file=sys.stderr)
