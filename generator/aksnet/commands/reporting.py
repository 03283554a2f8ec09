"""What a check found, to its reader: the report, what could not be read, and the exit code."""

from __future__ import annotations

import os
import sys

from aksnet.commands.telling import emit, is_quiet, tell_failures, tell_notes, wants_colour
from aksnet.errors import BUG, OutputError, SpecError
from aksnet.findings import Severity
from aksnet.reports import Options, Report, render


def show_report(report: Report, output_format: str, fail_on: Severity) -> int:
    """Print a report and return the exit code: 3 where a rule broke, 2 where a file is unread, 1 where it fails."""
    colour = wants_colour(os.environ, terminal=sys.stdout.isatty())
    options = Options(fail_on, colour, summed_up=not is_quiet())
    emit(render(report, output_format, options))
    return tell_all(report) or int(report.fails(fail_on))


def tell_all(report: Report) -> int:
    """Tell what kept a run from being whole, or a baseline from being written, and return the exit code of that."""
    tell_notes(report.notes)
    if report.problems:
        print(SpecError(*report.problems), file=sys.stderr)
    if report.unwritten:
        print(OutputError(*report.unwritten), file=sys.stderr)
    tell_failures(report.failures)
    if report.failures:
        return BUG
    if report.problems:
        return SpecError.exit_code
    return OutputError.exit_code if report.unwritten else 0
