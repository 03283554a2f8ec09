"""6xx: generated text that is not what aksnet wrote, or not what the spec says any more."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.errors import Place
from aksnet.findings import Finding, Severity
from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.view import ClusterView


@rule(
    "AKN611",
    "output-differs",
    "run aksnet sync, look at the difference, and commit it with the spec",
    answer="What is deployed from this file is not what the spec says and what the rules have judged.",
)
def output_differs(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A file that aksnet writes, or a block between its markers, is not what the spec says, or was edited by hand.

    `aksnet sync --check` compares what is there with the spec, and `aksnet sync --diff` shows what would be written.
    `aksnet check` has no spec to compare with: it tells, as a warning, where the checksum in the marker, or at the top
    of a file, is not that of the text, so that the next `aksnet sync` refuses to write there. It cannot be ignored.
    """
    yield from ()


def drift_finding(message: str, cluster: str, place: Place | None, hint: str = "", *, firm: bool = True) -> Finding:
    """A finding about generated text, an error where it is `firm`."""
    severity = output_differs.severity if firm else Severity.WARNING
    return Finding(
        output_differs.id, output_differs.slug, severity, message, cluster, place, hint or output_differs.hint, None
    )


RULES: tuple[Rule, ...] = (output_differs,)
