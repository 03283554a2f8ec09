"""What the release that made a resource took for what its configuration left out, where a later one is in use now."""

from __future__ import annotations

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import exists
from aksnet.facts.releases import releases_of
from aksnet.transitions.azurerm.differ import Table
from aksnet.transitions.azurerm.sides import Side, around, is_configuration
from aksnet.view import ClusterView, Json, Origin, PoolView, Unknown, Value

_View = ClusterView | PoolView
_WHICH = Value(Unknown("it depends on the release of azurerm that made it"), Origin.IMPLIED)


def made_by(view: _View, after: _View, version: Version) -> tuple[Version, ...]:
    """The releases that made a resource as it is, where they are others than the one in use now; none of all else."""
    words, now = _words(view), _words(after)
    known = releases_of(words) if words is not None and words != now else None
    if known is None or known.guessed or known.older or known.newer or version in known.known:
        return ()
    return known.known


def _words(view: _View) -> str | None:
    """What a configuration says of the version."""
    provider = view.declared.provider if view.declared is not None and is_configuration(view) else None
    return provider.version if provider is not None and not provider.assumed else None


def with_defaults(side: Side, tables: list[Table]) -> Side:
    """A side with the defaults of the releases that made it."""
    values = dict(side.values)
    for path in {path for table in tables for path in table.rows if path not in side.values}:
        if side.is_open(path) or any(side.number(block) != 1 for block in around(path)):
            continue
        defaults = [table.row(path).default for table in tables if exists(table.kind, table.base + path, table.version)]
        if len(defaults) == len(tables) and any(one is not None for one in defaults):
            values[path] = _one(defaults)
    return side._replace(values=values)


def _one(defaults: list[Json]) -> Value:
    return Value(defaults[0], Origin.IMPLIED) if all(one == defaults[0] for one in defaults) else _WHICH
