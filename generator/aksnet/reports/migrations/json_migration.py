"""What changes do, as JSON; `docs/migrate.schema.json` describes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from aksnet.errors import Place, Problem
from aksnet.facts.sources import Source
from aksnet.findings import Finding
from aksnet.reports.json_text import json_text
from aksnet.reports.migrations.gate import fails, planned_word
from aksnet.reports.migrations.migration import Migration, MigrationOptions
from aksnet.transitions.changes import Change, Maker, Planned, PoolChange, Step
from aksnet.transitions.verdicts import Condition, Effect, OfAzure, OfTool, Open, Reason
from aksnet.view import ClusterView, PoolView

_Json = dict[str, Any]


def render(migration: Migration, options: MigrationOptions) -> str:
    """One document with a summary and the clusters."""
    changes = migration.changes
    failing = [change for change, findings in migration.judged if fails(change, findings, options.failing)]
    summary = {
        "clusters": len(changes),
        "failing": len(failing),
        "fails": bool(failing),
        "unread": len(migration.unread),
        "azure": dict(Counter(one.azure.verdict.value for one in changes)),
        "terraform": dict(Counter(one.tool.verdict.value for one in changes)),
    }
    document = {
        "version": 1,
        "summary": summary,
        "clusters": [_cluster(change, findings, options) for change, findings in migration.judged],
        "unread": [_problem(one) for one in migration.unread],
        "notes": [_problem(one) for one in migration.notes],
    }
    return json_text(document)


def _cluster(change: Change, findings: Sequence[Finding], options: MigrationOptions) -> _Json:
    pair, runbook = change.pair, change.runbook
    return {
        "name": change.name,
        "fails": fails(change, findings, options.failing),
        "before": _side(pair.before),
        "after": _side(pair.after),
        "azure": _azure(change.azure),
        "terraform": _tool(change.tool, pair.maker),
        "pools": [_pool(one, pair.maker) for one in change.pools],
        "planned": [_planned(address, planned) for address, planned in pair.planned],
        "steps": [_step(one) for one in runbook.steps],
        "unreachable": runbook.unreachable,
        "nearest": [*runbook.nearest],
        "findings": [one.as_json() for one in findings],
    }


def _side(view: ClusterView | PoolView | None) -> _Json | None:
    """Where a cluster or a pool stands; null where it is not there."""
    if view is None:
        return None
    return {"address": view.declared.address if view.declared is not None else None, **_where(view.place)}


def _where(place: Place | None) -> _Json:
    return {
        "file": place.source if place is not None else None,
        "line": place.line if place is not None else None,
        "column": place.column if place is not None else None,
    }


def _azure(judged: OfAzure) -> _Json:
    return {
        "verdict": judged.verdict.value,
        "reasons": [_reason(one) for one in judged.reasons],
        "conditions": [_condition(one) for one in judged.conditions],
        "effects": [_effect(one) for one in judged.effects],
        "open": [_open(one) for one in judged.open],
    }


def _tool(judged: OfTool, maker: Maker) -> _Json:
    return {
        "provider": judged.provider,
        "version": judged.version,
        "assumed": maker.assumed,
        "verdict": judged.verdict.value,
        "replaced_by": [*judged.replaced_by],
        "reasons": [_reason(one) for one in judged.reasons],
        "open": [_open(one) for one in judged.open],
        "stretches": [
            {**one._asdict(), "verdict": one.verdict.value, "replaced_by": [*one.replaced_by]}
            for one in judged.stretches
        ],
    }


def _pool(pool: PoolChange, maker: Maker) -> _Json:
    return {
        "name": pool.name,
        "before": _side(pool.before),
        "after": _side(pool.after),
        "azure": _azure(pool.azure),
        "terraform": _tool(pool.tool, maker),
    }


def _reason(reason: Reason) -> _Json:
    return {
        "path": reason.path,
        "text": reason.text,
        "verdict": reason.verdict.value,
        "before": reason.before,
        "after": reason.after,
        **_sourced(reason),
        **_where(reason.place),
    }


def _condition(condition: Condition) -> _Json:
    return {"text": condition.text, "check": condition.check, **_sourced(condition)}


def _effect(effect: Effect) -> _Json:
    return {"text": effect.text, **_sourced(effect)}


def _sourced(one: Reason | Condition | Effect) -> _Json:
    return {"sources": _urls(one.sources), "facts": [*one.facts]}


def _urls(sources: Iterable[Source]) -> list[str]:
    return list(dict.fromkeys(source.url for source in sources))


def _open(one: Open) -> _Json:
    return {"path": one.path, "why": one.why, "between": [*one.between], **_where(one.place)}


def _planned(address: str, planned: Planned) -> _Json:
    return {
        "address": address,
        "actions": [*planned.actions],
        "verdict": planned_word(planned),
        "replaced_by": [*planned.replaced_by],
    }


def _step(step: Step) -> _Json:
    return {
        "edge": step.edge,
        "title": step.title,
        "preconditions": [*step.preconditions],
        "commands": [*step.commands],
        "changes": [{"language": language, "text": text} for language, text in step.changes],
        "effects": [*step.effects],
        "verify": [*step.verify],
        "back": step.back,
        "sources": [*step.sources],
    }


def _problem(problem: Problem) -> _Json:
    return {"message": problem.message, "hint": problem.hint, **_where(problem.place)}
