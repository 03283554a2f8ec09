"""A recommendation as JSON; `docs/recommend.schema.json` describes it."""

from __future__ import annotations

import json

from aksnet.recommending.assumptions import Note
from aksnet.recommending.fitting import Demand
from aksnet.recommending.moves import Move
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice
from aksnet.recommending.reasons import Reason
from aksnet.reports.choices import Recommendation
from aksnet.reports.tables import TableOptions


def render(recommendation: Recommendation, options: TableOptions) -> str:
    """One document with the needs, all ways in their order, and what was taken for granted."""
    document = {
        "version": 1,
        "needs": _needs(recommendation.needs),
        "winner": recommendation.winner.way.id,
        "choices": [_choice(choice) for choice in recommendation.choices],
        "notes": [_note(note) for note in recommendation.notes],
        "not_in_command": _note(recommendation.lacking),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _note(note: Note) -> dict[str, object]:
    sources = [source._asdict() for source in note.sources]
    return {"text": note.text, "facts": list(note.facts), "sources": sources}


def _needs(needs: Needs) -> dict[str, object]:
    return {
        "nodes": needs.nodes,
        "pods": needs.pods,
        "max_pods": needs.max_pods,
        "vnet_space": [str(one) for one in needs.space] or None,
        "vnet_addresses": needs.addresses,
        "existing": needs.existing,
        "wants": sorted(needs.wants),
    }


def _choice(choice: Choice) -> dict[str, object]:
    return {
        "id": choice.way.id,
        "what": choice.way.words,
        "network": choice.way.network,
        "fits": choice.fits,
        "doubtful": choice.doubtful,
        "rank": choice.rank,
        "nodes": choice.sizes.nodes,
        "max_pods": choice.sizes.max_pods,
        "addresses": [_demand(one) for one in choice.demands],
        "reasons": [_reason(reason) for reason in choice.reasons],
        "from_existing": _move(choice.move) if choice.move is not None else None,
        "command": list(choice.command) or None,
    }


def _demand(one: Demand) -> dict[str, object]:
    told = one.unknown is None
    return {
        "kind": one.kind,
        "addresses": one.addresses if told else None,
        "least_addresses": one.least if told else None,
        "prefix": one.prefix if told else None,
        "formula": one.words,
        "unknown": one.unknown,
        "facts": list(one.facts),
    }


def _reason(reason: Reason) -> dict[str, object]:
    return {
        "weight": reason.weight.value,
        "text": reason.text,
        "flags": sorted(reason.flags),
        "facts": list(reason.facts),
        "sources": [source._asdict() for source in reason.sources],
    }


def _move(move: Move) -> dict[str, object]:
    return {
        "path": move.path.value,
        "same_cluster": move.same_cluster,
        "text": move.text,
        "facts": list(move.facts),
        "sources": [source._asdict() for source in move.sources],
    }
