"""Texts with a mark where a fix has its place, and what the fix makes of them."""

from __future__ import annotations

from collections.abc import Callable

from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.findings import Finding, Fix, Severity
from aksnet.fixing.choosing import applied, edits_of

MARK = "§"
Making = Callable[[Place], Fix]


def marked(name: str, text: str) -> tuple[str, Place]:
    """A text without its mark, and the place of that."""
    at = text.index(MARK)
    plain = text.replace(MARK, "", 1)
    return plain, Source(name, plain).place(at)


def finding(fix: Fix, number: int = 0) -> Finding:
    """A finding that a fix would mend; those of two numbers are two."""
    return Finding("AKN221", "slug", Severity.INFO, f"message {number}", "prod", fix.place, "hint", None, fix)


def mended(name: str, text: str, *fixes: Fix) -> str:
    """A text with all fixes made that can be made at once."""
    made = edits_of([finding(fix, number) for number, fix in enumerate(fixes)], {name: text})
    return applied(text, [edit for edits in made.values() for edit in edits])
