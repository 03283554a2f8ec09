"""`aksnet check --fix` and `--diff`: what can be fixed without anybody's judgement, written or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.reporting import show_report, tell_all
from aksnet.commands.telling import emit
from aksnet.commands.writing import rewrite
from aksnet.errors import OutputError, Place, Problem, UsageError, printable
from aksnet.findings import Edit, Finding, Severity
from aksnet.fixing.choosing import applied
from aksnet.readers.files import UnreadableError, decoded, encoded_as
from aksnet.readers.inputs import STDIN
from aksnet.reports.report import Report, at_least

_READ_ONLY = Problem("this file is read-only, and is not fixed", hint="make it writable, or fix it by hand")
_CHANGED = Problem("this file changed since it was read, and is not fixed", hint="run it once more")


class Fixed(NamedTuple):
    """A file with what is fixed in it: its name, its text before and after, and how many findings that mends."""

    name: str
    before: str
    after: str
    findings: int


def refuse(paths: Sequence[str], output_format: str, *, fix: bool, diff: bool) -> None:
    """Raise UsageError for what cannot go together with `--fix` or `--diff`."""
    flag = "--fix" if fix else "--diff"
    if fix and diff:
        hint = "--diff shows what --fix would write; leave one of the two out"
        raise UsageError(Problem("--fix and --diff do not go together", Place("--diff"), hint))
    if (fix or diff) and STDIN in paths:
        hint = "name the file; or take the edits of --format json"
        raise UsageError(Problem("standard input is no file that could be fixed", Place(flag), hint))
    if diff and output_format != "text":
        raise UsageError(Problem(f"a diff is no report, and has no format {output_format}", Place("--format")))


def mend(check: Callable[[], Report], output_format: str, fail_on: Severity) -> int:
    """Write all fixes, check once more, report what is left, and return the exit code."""
    report = check()
    written: list[Fixed] = []
    problems: list[Problem] = []
    for one in fixed(report):
        try:
            _write(one)
            written.append(one)
        except OutputError as error:
            problems.extend(error.problems)
    code = show_report(check() if written else report, output_format, fail_on)
    print(_told("fixed", written), file=sys.stderr)
    if problems:
        print(OutputError(*problems), file=sys.stderr)
    return code or (OutputError.exit_code if problems else 0)


def show_diff(report: Report, fail_on: Severity) -> int:
    """Print what would be fixed, tell what fails and cannot be, and return the exit code."""
    files = list(fixed(report))
    emit("".join(map(_difference, files)))
    left = [one for one in report.findings if one not in report.edits and at_least(one.severity, fail_on)]
    for finding in left:
        print(finding, file=sys.stderr)
    print(_told("would fix", files), file=sys.stderr)
    return tell_all(report) or int(bool(files or left))


def fixed(report: Report) -> Iterator[Fixed]:
    """Each file that something can be fixed in, once by whatever names it was read, in the order of the findings."""
    files: dict[str, dict[Finding, tuple[Edit, ...]]] = {}
    for finding, edits in report.edits.items():
        files.setdefault(os.path.realpath(edits[0].source), {})[finding] = edits
    for findings in files.values():
        all_ = [edit for edits in findings.values() for edit in edits]
        name = all_[0].source
        yield Fixed(name, report.texts[name], applied(report.texts[name], all_), len(findings))


def _write(one: Fixed) -> None:
    """Put the fixed text in the file's place; raises OutputError and changes nothing."""
    place, path = Place(one.name), Path(one.name)

    def change(data: bytes) -> bytes:
        try:
            same = decoded(data, one.name) == one.before
        except UnreadableError:
            same = False
        if not same:
            raise OutputError(_CHANGED._replace(place=place))
        return encoded_as(data, one.after)

    if not path.exists():
        raise OutputError(_CHANGED._replace(place=place))
    if not os.access(path, os.W_OK) or not path.stat().st_mode & 0o222:
        raise OutputError(_READ_ONLY._replace(place=place))
    rewrite(path, change)


def _difference(one: Fixed) -> str:
    """What is fixed in a file, as a unified diff that `patch -p0` takes."""
    from difflib import unified_diff

    name = printable(one.name)
    before, after = (list(StringIO(text)) for text in (one.before, one.after))  # lines end in \n and nothing else
    lines = unified_diff(before, after, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _told(what: str, files: Sequence[Fixed]) -> str:
    findings = sum(one.findings for one in files)
    return f"{what} {_number(findings, 'finding')} in {_number(len(files), 'file')}" if files else "nothing to fix"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
