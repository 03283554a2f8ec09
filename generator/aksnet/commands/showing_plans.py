"""A plan to its reader, and what was chosen into the spec."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from aksnet.commands.plan import Planned
from aksnet.commands.telling import emit, is_quiet, tell, tell_notes, wants_colour
from aksnet.commands.writing import rewrite
from aksnet.readers.files import encoded_as
from aksnet.reports.plans import PlanOptions, render
from aksnet.spec.loading import decoded, encoding_of
from aksnet.spec.rewriting import rewritten


def show(planned: Planned, spec: str | None, output_format: str, *, explain: bool) -> int:
    """Print a plan, write what was chosen into the spec where that is given, and return the exit code.

    It is 1 where something does not fit, or could not be read.
    """
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else 200
    colour = wants_colour(os.environ, terminal=terminal)
    options = PlanOptions(explain, colour, max(width, 80), planned.edits, notes=not is_quiet())
    text = render(planned.plan, output_format, options)
    emit(text)
    if spec is not None:
        write(planned, spec)
    tell_notes(planned.notes)
    for problem in planned.plan.unread:
        print(problem, file=sys.stderr)
    return int(not planned.plan.fits or bool(planned.plan.unread))


def write(planned: Planned, spec: str) -> None:
    """Put what was chosen into the spec; a file with nothing open is left as it is."""
    if not planned.edits:
        tell(f"nothing in {spec} is open: it stays as it is")
        return
    rewrite(Path(spec), lambda before: _changed(spec, before, planned))
    values = "value" if len(planned.edits) == 1 else "values"
    tell(f"{len(planned.edits)} {values} written to {spec}")


def _changed(spec: str, before: bytes, planned: Planned) -> bytes:
    """The file with what was chosen; its encoding and its byte order mark stay."""
    decoded(before, spec)  # it may have been changed in the meantime, and be no text any more
    return encoded_as(before, rewritten(spec, before.decode(encoding_of(before)), planned.edits))
