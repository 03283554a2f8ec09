"""The proof that a spec means the same: its own view beside that of the cluster, and what a change to it would do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.importing.comparing import Found, differences, has_same
from aksnet.importing.draft import Draft
from aksnet.importing.imported import IN_SPEC, UNSAID, UNTOLD, WOULD_CHANGE
from aksnet.importing.refusing import Settled
from aksnet.importing.rows import POOL as ROWS
from aksnet.paths import MODE, PLANE, PLUGIN, POLICY
from aksnet.readers.terraform.azurerm_names import CLUSTER, POOL
from aksnet.rules.not_written import unwritten
from aksnet.spec.views import view_of
from aksnet.transitions import Change, Maker, Pair, judge
from aksnet.transitions.verdicts import ERRORS, Azure, OfAzure, OfTool, Tool
from aksnet.view import ClusterView, Origin, PoolView, Value, Values

_NETWORK = "networkProfile"
_OF_POOLS = frozenset(row.arm for row in ROWS)
_SURGE = "upgradeSettings.maxSurge"
_INLINE = "default_node_pool."
_INDEX = re.compile(r"\.[0-9]+\.")
_MODE = (PLUGIN, MODE, PLANE, POLICY)


def prove(draft: Draft, made: Settled, maker: Maker) -> None:
    """Tell of all that the spec does not say as the cluster has it, and of all that it would change."""
    view = proof_view(draft, made)
    judged = list(_changes(draft, view, judge(Pair(draft.view.name, draft.view, _judged(draft, view), maker))))
    verdicts = {spot: why for spot, _, why in reversed(judged) if why.startswith(WOULD_CHANGE)}
    for spot, value, why in differences(draft, view):
        told = verdicts.get(spot, why)
        draft.leave(spot, value, f"{told}: {why}" if why.startswith(UNSAID) and told != why else told)
    for spot, value, why in judged:
        draft.leave(spot, value, why)
    for pool, path, how in unwritten(view_of(made.cluster, made.node)):
        if (pool, path) not in draft.kept:
            value = draft.holder(pool).values.get(path) if pool is None or pool < len(draft.view.pools) else None
            draft.leave((pool, path), value, f"{IN_SPEC}, and gen --emit cluster {how}")


def _judged(draft: Draft, view: ClusterView) -> ClusterView:
    """The spec's view with what is the cluster's own affair: its network where the mode is to be filled in, too."""
    ours, theirs = view.values, draft.view.values
    taken = ["windowsProfile."]
    if draft.mode_is_open:
        taken.append(_NETWORK)
    values = {path: one for path, one in ours.items() if not path.startswith(tuple(taken))}
    values |= {path: one for path, one in theirs.items() if path.startswith(tuple(taken))}
    if "tags" not in theirs:  # azurerm's are in no view
        values.pop("tags", None)
    pools = tuple(
        pool._replace(values=_laid(pool.values, old.values, {(None, path) for path in _open_of_pool(draft, old)}, None))
        for pool, old in zip(view.pools, draft.view.pools, strict=False)
    )
    vnet = view.vnet._replace(name=draft.view.vnet.name) if view.vnet and draft.view.vnet else view.vnet
    return view._replace(values=values, pools=(*pools, *view.pools[len(pools) :]), vnet=vnet)


def _open_of_pool(draft: Draft, pool: PoolView) -> Iterator[str]:
    """What the autoscaler decides, what depends on a mode that is to be filled in, and what azurerm leaves out."""
    if pool.known("enableAutoScaling") is True:
        yield "count"
    if draft.mode_is_open and pool.absent("maxPods"):
        yield "maxPods"
    # azurerm takes one of the two: no surge is said by leaving it out (facts/azurerm.py)
    by_azurerm = pool.declared is not None and pool.declared.by_azurerm
    if by_azurerm and pool.absent(_SURGE) and not pool.absent("upgradeSettings.maxUnavailable"):
        yield _SURGE


def proof_view(draft: Draft, made: Settled) -> ClusterView:
    """The view of the spec, in which the cluster itself stands for what is to be filled in."""
    view = view_of(made.cluster, made.node)
    kept = draft.kept
    if draft.mode_is_open:
        view = view._replace(values=_without_mode(view.values, draft.view.values))
        kept = kept | {(None, path) for path in _MODE}
    pools = tuple(
        pool._replace(values=_laid(pool.values, draft.view.pools[number].values, kept, number))
        for number, pool in enumerate(view.pools)
        if number < len(draft.view.pools)
    )
    values = _laid(view.values, draft.view.values, kept, None)
    group = draft.view.resource_group
    return view._replace(name=draft.view.name, named=draft.view.named, values=values, pools=pools, resource_group=group)


def _without_mode(values: Values, theirs: Values) -> Values:
    """The values without what a mode states that only stands for another."""
    stated = (path for path, one in values.items() if path.startswith("networkProfile.") and _is_stated(one))
    gone = {*_MODE, *(path for path in stated if path not in theirs)}
    return {path: one for path, one in values.items() if path not in gone}


def _is_stated(value: Value) -> bool:
    return value.origin is Origin.DEFAULT


def _laid(values: Values, theirs: Values, kept: set[tuple[int | None, str]], pool: int | None) -> Values:
    """The values, with those of the cluster at what is kept."""
    mine = {path: one for path, one in values.items() if (pool, path) not in kept}
    return mine | {path: one for number, path in kept if number == pool and (one := theirs.get(path)) is not None}


def _changes(draft: Draft, spec: ClusterView, change: Change) -> Iterator[Found]:
    """What a change to the spec would do, at Azure and with the tool; nothing of what is to be filled in."""
    yield from _of(draft, spec, None, change.azure, change.tool)
    numbers = {pool.name: number for number, pool in enumerate(draft.view.pools)}
    for pool in change.pools:
        yield from _of(draft, spec, numbers.get(pool.name), pool.azure, pool.tool)


def _of(draft: Draft, spec: ClusterView, pool: int | None, azure: OfAzure, tool: OfTool) -> Iterator[Found]:
    for reason in (*azure.reasons, *tool.reasons):
        spot = _spot(draft, pool, reason.path)
        if spot[0] is None and spot[1] in _OF_POOLS:  # its pools tell it
            continue
        nothing = reason.verdict in (Azure.NO_CHANGE, Tool.NO_OP) or spot in draft.kept
        # what a release refuses of a value that the cluster has, its own text has as well, or other means have made
        if not nothing and not (reason.verdict in ERRORS and has_same(draft, spot, spec)):
            value = Value(reason.before, place=reason.place) if reason.before is not None else None
            yield spot, value, f"{WOULD_CHANGE} ({reason.verdict}): {reason.text}"
    for one in (*azure.open, *tool.open):
        spot = _spot(draft, pool, one.path)
        if spot not in draft.kept and not (spot[1].startswith(_NETWORK) and draft.mode_is_open):
            yield spot, None, f"{UNTOLD}: {one.why}"


def _spot(draft: Draft, pool: int | None, path: str) -> tuple[int | None, str]:
    """The property that is meant by a path in ARM's or azurerm's words."""
    words = _INDEX.sub(".", path)
    inline = words.startswith(_INLINE)
    if inline and draft.view.pools:
        pool = 0 if pool is None else pool
    words = words.removeprefix(_INLINE)
    return pool, (CLUSTER if pool is None else POOL).get(words, words.removeprefix("agentPoolProfiles."))
