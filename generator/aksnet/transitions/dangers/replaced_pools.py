"""AKN913, AKN914: what of a pool cannot be changed, and replaces it, or for the default pool the whole cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, pools_of, replacing
from aksnet.transitions.verdicts import OfTool

DRAIN, DEFAULT = "AKN913", "AKN914"
_BLOCK = "default_node_pool."
_DRAINING = ("upgrade_settings.drain_timeout_in_minutes", "upgrade_settings.undrainable_node_behavior")


def dangers(sides: Sides) -> Iterator[Danger]:
    """What replaces the cluster, and what replaces another pool."""
    if not sides.by_azurerm:
        return
    place = next((pool.place for pool in sides.after.pools), sides.after.place)
    for path, releases in replacing(sides.change.tool).items():
        name = path.removeprefix(_BLOCK)
        if name in _DRAINING:
            yield Danger(DRAIN, f"{_drained(name)} from the default pool: {releases} replaces the cluster", place)
        elif path.startswith(_BLOCK):
            yield Danger(DEFAULT, f"{name} of the default pool changes: {releases} replaces the whole cluster", place)
    for pool, _, after in pools_of(sides.change):
        for path, releases in _draining(pool.tool):
            yield Danger(DRAIN, f"{_drained(path)} from the pool {pool.name!r}: {releases} replaces it", after.place)


def _draining(tool: OfTool) -> Iterator[tuple[str, str]]:
    """What replaces a pool of its own; that of the default one is told of the cluster."""
    yield from ((path, releases) for path, releases in replacing(tool).items() if path in _DRAINING)


def _drained(path: str) -> str:
    return f"{path.rpartition('.')[2]} is taken away"
