"""6xx: files that could not be read as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.errors import Problem
from aksnet.findings import Finding
from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.view import ClusterView


@rule(
    "AKN603",
    "not-read",
    "mend the file, or leave it out of what is checked",
    answer="What stands there is not checked: nothing that aksnet says about the rest holds for it.",
)
def not_read(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A file cannot be read as a whole: its text has a fault, or it cannot be opened.

    The rest of the file is read and judged, and so are all other files. But what could not be read was not checked,
    and a check that says nothing of it would pass for one that found nothing. It cannot be ignored.
    """
    yield from ()


def not_read_findings(problems: Sequence[Problem]) -> Iterator[Finding]:
    """A finding for each thing that kept a file from being read."""
    for problem in problems:
        yield Finding(
            rule=not_read.id,
            slug=not_read.slug,
            severity=not_read.severity,
            message=problem.message,
            cluster="",
            place=problem.place,
            hint=problem.hint or not_read.hint,
            url=None,
        )


RULES: tuple[Rule, ...] = (not_read,)
