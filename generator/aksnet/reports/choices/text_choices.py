"""A recommendation for people: a table of all ways, the reasons of each, and the command for the best."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from aksnet.recommending.ranking import Choice
from aksnet.recommending.reasons import Weight
from aksnet.reports.choices import Recommendation
from aksnet.reports.choices.rows import COLUMNS, cited, reasons_shown, rows_of
from aksnet.reports.tables import TableOptions, printed, table, urls, wrapped

_MARKS = {Weight.FOR: "+", Weight.AGAINST: "-", Weight.DOUBT: "?", Weight.DISPUTE: "!", Weight.EXCLUDES: "x"}


def render(recommendation: Recommendation, options: TableOptions) -> str:
    """The table, each way in the order of the table, what was taken for granted, the command, and what it lacks."""
    parts = [
        printed(table(COLUMNS, list(rows_of(recommendation)), options.width), options),
        *("".join(_choice(choice, options)) for choice in recommendation.choices),
        "".join(wrapped("note: ", cited(note.text, note.facts), options) for note in recommendation.notes),
        f"{shlex.join(recommendation.winner.command)}\n",
        wrapped("note: ", cited(recommendation.lacking.text, recommendation.lacking.facts), options),
    ]
    return "\n".join(parts)


def _choice(choice: Choice, options: TableOptions) -> Iterator[str]:
    yield wrapped("", f"{choice.way.id}: {choice.way.words}{'' if choice.fits else ', excluded'}", options)
    reasons = reasons_shown(choice)
    for reason in reasons:
        yield wrapped(f"  {_MARKS[reason.weight]} ", cited(reason.text, reason.facts), options)
    sources = [source for reason in reasons for source in reason.sources]
    if choice.move is not None and choice.fits:
        words = f"{choice.move.path}: {choice.move.text}"
        yield wrapped("  > ", cited(words, choice.move.facts), options)
        sources += choice.move.sources
    yield from (f"  see: {url}\n" for url in urls(sources))
