"""`aksnet check --fix` and `--diff`: what can be fixed without anybody's judgement, written or shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence, Set
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.reporting import show_report, tell_all
from aksnet.commands.telling import emit, tell
from aksnet.commands.writing import is_read_only, rewrite
from aksnet.errors import OutputError, Place, Problem, UsageError, printable
from aksnet.findings import Edit, Finding, Severity
from aksnet.fixing.choosing import applied
from aksnet.readers.files import UnreadableError, decoded, encoded_as
from aksnet.readers.inputs import STDIN
from aksnet.reports.report import Report, at_least, merged

_READ_ONLY = Problem("this file is read-only, and is not fixed", hint="make it writable, or fix it by hand")
_CHANGED = Problem("this file changed since it was read, and is not fixed", hint="run it once more")


class Fixed(NamedTuple):
    """A file with what is fixed in it: its name, its text before and after, and how many findings that mends.

    They are counted as reports do: one about several clusters is one.
    """

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
    given = next((one for one in paths if one == STDIN or _is_piped(one)), None) if fix or diff else None
    if given is not None:
        hint = "name the file; or take the edits of --format json"
        what = "standard input" if given == STDIN else given
        raise UsageError(Problem(f"{what} is no file that could be fixed", Place(flag), hint))
    if diff and output_format != "text":
        raise UsageError(Problem(f"a diff is no report, and has no format {output_format}", Place("--format")))


def _is_piped(name: str) -> bool:
    """Whether a path is a pipe or a device, which is read once."""
    return os.path.exists(name) and not (os.path.isfile(name) or os.path.isdir(name))  # noqa: PTH110, PTH112, PTH113


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
    if written or not problems:
        tell(_told("fixed", written))
    if problems:
        print(OutputError(*problems), file=sys.stderr)
    refused = {one.place.source for one in problems if one.place is not None}
    code = show_report(_without_fixes(check() if written else report, refused), output_format, fail_on)
    return code or (OutputError.exit_code if problems else 0)


def _without_fixes(report: Report, files: Set[str]) -> Report:
    """The report, in which nothing can be fixed in files that cannot be written."""
    return report._replace(edits={one: edits for one, edits in report.edits.items() if edits[0].source not in files})


def show_diff(report: Report, fail_on: Severity) -> int:
    """Print what would be fixed, tell what fails and cannot be, and return the exit code."""
    files = list(fixed(report))
    emit("".join(map(_difference, files)))
    left = [one for one in report.findings if one not in report.edits and at_least(one.severity, fail_on)]
    for finding in left:
        print(finding, file=sys.stderr)
    tell(_told("would fix", files))
    return tell_all(report) or int(bool(files or left))


def fixed(report: Report) -> Iterator[Fixed]:
    """Each file that something can be fixed in, once by whatever names it was read, in the order of the findings."""
    files: dict[str, dict[Finding, tuple[Edit, ...]]] = {}
    for finding, edits in report.edits.items():
        files.setdefault(os.path.realpath(edits[0].source), {})[finding] = edits
    for findings in files.values():
        all_ = [edit for edits in findings.values() for edit in edits]
        name = all_[0].source
        yield Fixed(name, report.texts[name], applied(report.texts[name], all_), len(merged(list(findings))))


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
    if is_read_only(path):
        raise OutputError(_READ_ONLY._replace(place=place))
    rewrite(path, change)


def _difference(one: Fixed) -> str:
    """What is fixed in a file, as a unified diff that `patch -p0` takes."""
    from difflib import unified_diff

    name = printable(one.name)
    name = f"{name}\t" if " " in name else name  # as GNU diff does: there it ends
    before, after = (list(StringIO(text)) for text in (one.before, one.after))  # lines end in \n and nothing else
    lines = unified_diff(before, after, name, name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _told(what: str, files: Sequence[Fixed]) -> str:
    findings = sum(one.findings for one in files)
    return f"{what} {_number(findings, 'finding')} in {_number(len(files), 'file')}" if files else "nothing to fix"


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
