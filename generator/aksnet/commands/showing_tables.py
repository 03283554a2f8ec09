"""How tables are written for whoever reads them: in colour on a terminal, and as wide as it is."""

from __future__ import annotations

import os
import shutil
import sys

from aksnet.commands.telling import wants_colour
from aksnet.reports.tables import TableOptions

# How wide a table is that no terminal shows, and how wide it is at the least.
_WIDTH, _LEAST = 140, 80


def table_options() -> TableOptions:
    """The options for standard output."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else _WIDTH
    return TableOptions(wants_colour(os.environ, terminal=terminal), max(width, _LEAST))
