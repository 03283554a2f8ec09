"""Texts in Markdown that stay what they are: prose, code in a line, and blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from aksnet.errors import printable
from aksnet.reports.tables import escaped


def prose(text: str) -> str:
    """A sentence; a name in it is called by nobody."""
    return escaped(text).replace("@", "@<!-- -->")


def code(text: str) -> str:
    """A value as code, in a line or in a cell of a table."""
    shown = printable(text)
    if shown.strip() == shown and shown and not re.search(r"[`|]", shown):
        return f"`{shown}`"
    return f"<code>{html(shown)}</code>"


def html(text: str) -> str:
    """A text between HTML tags, with every mark as the number of its character, which Markdown takes for no mark."""
    return re.sub(r"[^\w ,-]|_", lambda found: f"&#{ord(found[0])};", printable(text))


def code_block(texts: Iterable[str], language: str = "") -> str:
    """Lines that people copy, between fences that nothing in them can close."""
    lines = [printable(line) for text in texts for line in text.splitlines()]
    runs = (len(run) for line in lines for run in re.findall("`+", line))
    fence = "`" * max(3, max(runs, default=0) + 1)
    return "\n".join([f"{fence}{language}", *lines, fence]) + "\n"
