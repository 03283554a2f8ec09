"""Words in a case that the release refuses: what was made cannot have been made with them, nor is it read back so.

Source: azurerm's validators (facts/azurerm_words.py), which let nothing else into a state; the load balancer's SKU it
also reads back in that case whatever Azure says (kubernetes_automatic_cluster_resource.go, read 2026-11-30).
"""

from __future__ import annotations

from collections.abc import Collection

from aksnet.facts.azurerm_words import ANY_CASE, WORDS
from aksnet.transitions.azurerm.differ import Table
from aksnet.transitions.azurerm.sides import Side
from aksnet.view import Json, Value


def as_taken(side: Side, table: Table) -> Side:
    """A configuration that stands for what is there, with its words in the case that the release takes them in."""
    values = {path: _taken(path, value, table) for path, value in side.values.items()}
    return side._replace(values=values)


def _taken(path: str, value: Value, table: Table) -> Value:
    key, data = (table.kind, table.base + path), value.data
    if key not in WORDS or key in ANY_CASE:
        return value
    words = [word.text for word in WORDS[key] if word.holds(table.version)]
    if isinstance(data, list):
        return value._replace(data=[_as(one, words) for one in data])
    return value._replace(data=_as(data, words)) if isinstance(data, str) else value


def _as(data: Json, words: Collection[str]) -> Json:
    """The one word that only its case tells from this."""
    if not isinstance(data, str) or data in words:
        return data
    alike = [word for word in words if word.lower() == data.lower()]
    return alike[0] if len(alike) == 1 else data
