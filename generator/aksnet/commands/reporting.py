"""What a check found, to its reader: the report, what could not be read, and the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from aksnet.commands.check import Checked
from aksnet.commands.telling import emit, tell_failures
from aksnet.errors import BUG, SpecError
from aksnet.findings import Severity
from aksnet.reports import Options, render


def show_report(checked: Checked, output_format: str, fail_on: Severity) -> int:
    """Print a report and return the exit code: 3 where a rule broke, 2 where a file is unread, 1 where it fails."""
    options = Options(fail_on, colour=wants_colour(os.environ, terminal=sys.stdout.isatty()))
    emit(render(checked.report, output_format, options))
    if checked.problems:
        print(SpecError(*dict.fromkeys(checked.problems)), file=sys.stderr)
    tell_failures(checked.report.failures)
    if checked.report.failures:
        return BUG
    return SpecError.exit_code if checked.problems else int(checked.report.fails(fail_on))


def wants_colour(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether to write in colour: https://no-color.org and https://force-color.org, else where a person reads."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return terminal and environment.get("TERM") != "dumb"
