"""AKN918: clusters and pools that are not there afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.transitions.changes import Change, Danger
from aksnet.transitions.dangers.sides import is_default
from aksnet.transitions.verdicts import Tool

RULE = "AKN918"


def dangers(change: Change) -> Iterator[Danger]:
    """What the tool certainly deletes."""
    before = change.pair.before
    if change.pair.after is None and before is not None and change.tool.verdict is Tool.DELETE:
        if any(one.deposed for _, one in change.pair.planned):
            message = "an earlier replacement left this cluster behind, and it is deleted with all its pools"
            yield Danger(RULE, message, before.place, hint=_LEFT)
        else:
            message = "the cluster is not there afterwards: it is deleted with all its pools, and what runs on them"
            yield Danger(RULE, message, before.place)
    for pool in change.pools:
        # another name of the default pool is no other pool: it replaces the cluster (AKN914)
        if pool.before is not None and is_default(pool.before):
            continue
        if pool.after is None and pool.before is not None and pool.tool.verdict is Tool.DELETE:
            message = f"the pool {pool.name!r} is not there afterwards: it is deleted with its nodes"
            yield Danger(RULE, message, pool.before.place, hint=_HINT)


_HINT = "drain its nodes first; if it is to stay, put it back, or take it out of the state: terraform state rm"
_LEFT = "look first what still runs on it: every apply destroys it, whatever else that changes"
