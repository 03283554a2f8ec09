"""A recommendation in Markdown, to be pasted into a decision record."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from aksnet.recommending.ranking import Choice
from aksnet.recommending.reasons import Weight
from aksnet.reports.choices import Recommendation
from aksnet.reports.choices.rows import COLUMNS, cited, reasons_shown, rows_of
from aksnet.reports.tables import TableOptions, escaped, markdown_table, urls

_MARKS = {Weight.FOR: "➕", Weight.AGAINST: "➖", Weight.DOUBT: "❔", Weight.DISPUTE: "⚠️", Weight.EXCLUDES: "❌"}


def render(recommendation: Recommendation, options: TableOptions) -> str:
    """The table, the reasons of each way, what was taken for granted, the command for the best, and what it lacks."""
    parts = [
        markdown_table(COLUMNS, rows_of(recommendation)),
        *("".join(_choice(choice)) for choice in recommendation.choices),
        "".join(f"- {escaped(cited(note.text, note.facts))}\n" for note in recommendation.notes),
        f"```sh\n{shlex.join(recommendation.winner.command)}\n```\n",
        f"- {escaped(cited(recommendation.lacking.text, recommendation.lacking.facts))}\n",
    ]
    return "\n".join(parts)


def _choice(choice: Choice) -> Iterator[str]:
    yield f"**{escaped(choice.way.id)}**: {escaped(choice.way.words)}{'' if choice.fits else ', excluded'}\n\n"
    reasons = reasons_shown(choice)
    for reason in reasons:
        pages = ", ".join(f"<{url}>" for url in urls(reason.sources))
        yield f"- {_MARKS[reason.weight]} {escaped(cited(reason.text, reason.facts))} {pages}\n"
    if choice.move is not None and choice.fits:
        pages = "".join(f" <{url}>" for url in urls(choice.move.sources))
        yield f"- ➡️ {escaped(cited(f'{choice.move.path}: {choice.move.text}', choice.move.facts))}{pages}\n"
