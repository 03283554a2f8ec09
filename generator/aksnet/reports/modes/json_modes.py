"""The modes as JSON; `docs/modes.schema.json` describes it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from aksnet.facts.choices import PLUGINS
from aksnet.facts.support import DESCRIBED, FEATURES, Support
from aksnet.reports.tables import TableOptions


def render(plugins: Sequence[str], options: TableOptions) -> str:
    """One document with the modes, and with the features by mode."""
    document = {
        "version": 1,
        "modes": [_mode(plugin) for plugin in plugins],
        "features": [_feature(feature, plugins) for feature in FEATURES],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _mode(plugin: str) -> dict[str, object]:
    one = DESCRIBED[plugin]
    return {
        "plugin": plugin,
        "aliases": list(PLUGINS[plugin]),
        "what": one.what,
        "addresses": one.addresses,
        "scale": one.scale,
        "operating_systems": one.systems,
        "network_policy": one.policies,
        "support": one.support,
        "retires": one.retires.isoformat() if one.retires is not None else None,
        "facts": list(one.facts),
        "sources": [source._asdict() for source in one.sources],
    }


def _feature(feature: Support, plugins: Sequence[str]) -> dict[str, object]:
    cells = {plugin: feature.of_plugin(plugin) for plugin in plugins}
    return {
        "id": feature.id,
        "words": feature.words,
        "support": {plugin: {"status": cell.status.value, "note": cell.note} for plugin, cell in cells.items()},
        "facts": list(feature.all_facts),
        "sources": [source._asdict() for source in feature.all_sources],
    }
