"""Dangers of a change as findings, with what their rules say."""

from __future__ import annotations

from aksnet.findings import Finding
from aksnet.rules.changes import RULES
from aksnet.transitions.changes import Change, Danger

_BY_ID = {rule.id: rule for rule in RULES}


def findings_of(change: Change) -> tuple[Finding, ...]:
    """The dangers of a change, each once."""
    return tuple(_finding(danger, change) for danger in dict.fromkeys(change.dangers))


def _finding(danger: Danger, change: Change) -> Finding:
    rule = _BY_ID[danger.rule]
    severity = danger.severity if danger.severity is not None else rule.severity
    source = danger.source or next(iter(rule.sources), None)
    url = source.url if source is not None else None
    return Finding(
        rule.id, rule.slug, severity, danger.message, change.name, danger.place, danger.hint or rule.hint, url
    )
