"""What every command prints: results on standard output, and on standard error what there is to know beside them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from aksnet import __version__
from aksnet.errors import OutputError, Problem, printable
from aksnet.findings import Finding, Severity

if TYPE_CHECKING:
    from aksnet.rules import Failure

_QUIET: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quietly(quiet: bool) -> Iterator[None]:
    """While it lasts, results and errors are all that is printed, if `quiet` is true."""
    token = _QUIET.set(quiet)
    try:
        yield
    finally:
        _QUIET.reset(token)


def is_quiet() -> bool:
    """Whether results and errors are all that is to be printed."""
    return _QUIET.get()


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to write in colour: https://no-color.org and https://force-color.org, else where a person reads."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"


def emit(text: str) -> None:
    """The text on standard output, as UTF-8 whatever the locale; raises OutputError where it cannot be written."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
    except OSError as error:
        raise OutputError(Problem(f"standard output cannot be written: {error.strerror}")) from None


def tell(text: object) -> None:
    """What is worth knowing beside the result, on standard error; a quiet run leaves it out."""
    if not is_quiet():
        print(text, file=sys.stderr)


def tell_notes(notes: Iterable[Problem]) -> None:
    """What is worth knowing though nothing is wrong with it: of each place once."""
    for note in {note.place: note for note in notes}.values():
        tell(f"{printable(str(note.place))}: note: {printable(note.message)}")


def tell_findings(findings: Iterable[Finding]) -> None:
    """What rules found, beside the result; a quiet run has errors only."""
    for finding in findings:
        if finding.severity is Severity.ERROR:
            print(finding, file=sys.stderr)
        else:
            tell(finding)


def tell_failures(failures: Sequence[Failure]) -> None:
    """Tell of rules that broke: a bug must not hide what the others found, nor be hidden by it."""
    for failure in failures:
        print(f"error: a bug in aksnet {__version__}: {failure}", file=sys.stderr)
    if failures:
        print("  hint: please report it with the spec that led to it", file=sys.stderr)
