"""What a check found, to its reader: the report, what could not be read, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from aksnet.commands.telling import emit, tell_failures, tell_notes
from aksnet.errors import BUG, SpecError
from aksnet.findings import Severity
from aksnet.reports import Options, Report, render


def show_report(report: Report, output_format: str, fail_on: Severity) -> int:
    """Print a report and return the exit code: 3 where a rule broke, 2 where a file is unread, 1 where it fails."""
    options = Options(fail_on, colour=wants_colour(os.environ, terminal=sys.stdout.isatty()))
    emit(render(report, output_format, options))
    return tell_all(report) or int(report.fails(fail_on))


def tell_all(report: Report) -> int:
    """Tell what kept a run from being whole, and return its exit code, which is 0 where nothing did."""
    tell_notes(report.notes)
    if report.problems:
        print(SpecError(*report.problems), file=sys.stderr)
    tell_failures(report.failures)
    if report.failures:
        return BUG
    return SpecError.exit_code if report.problems else 0


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to write in colour: https://no-color.org and https://force-color.org, else where a person reads."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"
