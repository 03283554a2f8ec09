"""What a plan does not show: dangers of a change, and where the service and the tool disagree."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.changes import Change, Danger
from aksnet.transitions.dangers import (
    disagreements,
    disputes,
    half_migrations,
    omissions,
    outbound,
    plans,
    policies,
    refusals,
    removals,
    replaced_pools,
    rotations,
    unknowns,
)
from aksnet.transitions.dangers.sides import sides_of

# Those that need both sides, what is worst first.
_BETWEEN = (
    disagreements.dangers,
    half_migrations.dangers,
    policies.dangers,
    refusals.dangers,
    rotations.dangers,
    replaced_pools.dangers,
    omissions.dangers,
    unknowns.dangers,
    outbound.dangers,
    disputes.dangers,
)


def dangers_of(change: Change) -> Iterator[Danger]:
    """Every danger of a change whose verdicts are there, each once."""
    sides = sides_of(change)
    between = (danger for find in _BETWEEN for danger in find(sides)) if sides is not None else ()
    yield from dict.fromkeys((*plans.dangers(change), *removals.dangers(change), *between))
