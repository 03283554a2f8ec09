"""Which changes fail a run, and why: verdicts at Azure and with the tool, what Terraform itself plans, and dangers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.findings import Finding, Severity
from aksnet.reports.migrations.words import AZURE, tool_in_words
from aksnet.transitions.changes import Change, Planned
from aksnet.transitions.verdicts import OfAzure, OfTool, Reason

# The word for findings that are errors.
DANGER = "danger"
# What Terraform's actions are called here; all others change nothing.
_PLANNED = {
    ("delete", "create"): "replace",
    ("create", "delete"): "replace",
    ("delete",): "delete",
    ("create",): "create",
    ("update",): "in-place",
}


class Verdict(NamedTuple):
    """One verdict of a change: who says it, of which pool (none of the cluster), by what, and the reasons for it."""

    word: str
    who: str
    pool: str | None = None
    replaced_by: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    address: str | None = None

    @property
    def place(self) -> Place | None:
        """Where the first attribute stands that has this verdict by itself, else the first of all."""
        own = sorted(self.reasons, key=lambda one: one.verdict != self.word)
        return next((one.place for one in own if one.place is not None), None)


def verdicts_of(change: Change) -> Iterator[Verdict]:
    """Every verdict of a change: of the cluster and its pools, and what Terraform itself plans."""
    yield from _of(None, change.azure, change.tool)
    for pool in change.pools:
        yield from _of(pool.name, pool.azure, pool.tool)
    for address, planned in change.pair.planned:
        word = planned_word(planned)
        if word is not None:
            yield Verdict(word, "Terraform's plan", replaced_by=planned.replaced_by, address=address)


def _of(pool: str | None, azure: OfAzure, tool: OfTool) -> Iterator[Verdict]:
    yield Verdict(azure.verdict.value, AZURE, pool, reasons=azure.reasons)
    yield Verdict(tool.verdict.value, tool_in_words(tool), pool, tool.replaced_by, tool.reasons)


def planned_word(planned: Planned) -> str | None:
    """The verdict that Terraform's own plan of a resource comes to; None where it does nothing."""
    return _PLANNED.get(planned.actions)


def failing_of(change: Change, failing: frozenset[str]) -> list[Verdict]:
    """The verdicts of a change that fail the run."""
    return [one for one in verdicts_of(change) if one.word in failing]


def why_fails(change: Change, findings: Sequence[Finding], failing: frozenset[str]) -> list[str]:
    """The words for which a change fails the run, each once: verdicts, and rules that found a danger."""
    dangers = (f"{one.rule} {one.slug}" for one in findings if DANGER in failing and one.severity is Severity.ERROR)
    return list(dict.fromkeys([*(one.word for one in failing_of(change, failing)), *dangers]))


def fails(change: Change, findings: Sequence[Finding], failing: frozenset[str]) -> bool:
    """Whether a change fails the run."""
    return bool(why_fails(change, findings, failing))
