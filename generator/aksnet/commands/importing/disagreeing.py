"""Where two readings of one cluster say different things of it: both values, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from aksnet.commands.importing.sources import Found
from aksnet.errors import Place, Problem
from aksnet.readers.terraform.azurerm_names import CLUSTER, POOL
from aksnet.transitions import Pair, judge
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Reason, Tool
from aksnet.view import ClusterView, PoolView

_INDEX = re.compile(r"\.[0-9]+(?=\.)")
_INLINE = "default_node_pool."


def disagreements(live: Found, files: Found, kept: Found) -> list[Problem]:
    """What a change from the one to the other would change of what both say; the spec says what `kept` does."""
    change = judge(Pair(files.view.name, live.view, files.view, files.maker))
    found = {**_of("", (change.azure, change.tool), live.view, files.view, kept is files)}
    pools = {pool.name: pool for pool in files.view.pools}
    olds = {pool.name: pool for pool in live.view.pools}
    for one in change.pools:
        if one.name in pools and one.name in olds:
            lead = f"agentPoolProfiles[{one.name}]."
            found |= _of(lead, (one.azure, one.tool), olds[one.name], pools[one.name], kept is files)
    return list(found.values())


def _of(
    lead: str, judged: tuple[OfAzure, OfTool], old: ClusterView | PoolView, new: ClusterView | PoolView, is_new: bool
) -> dict[str, Problem]:
    """The problems of a cluster or a pool by property: Azure and the tool tell the same in words of their own."""
    found: dict[str, Problem] = {}
    for one in _telling(judged):
        path = _arm(one.path, lead)
        if path is not None and f"{lead}{path}" not in found:
            here, there = (old.where(path), one.before), (new.where(path), one.after)
            found[f"{lead}{path}"] = _problem(f"{lead}{path}", *((here, there) if is_new else (there, here)))
    return found


def _telling(judged: Iterable[OfAzure | OfTool]) -> Iterator[Reason]:
    """What changes of what both sides say."""
    for side in judged:
        for one in side.reasons:
            if one.verdict not in (Azure.NO_CHANGE, Tool.NO_OP) and one.before is not None and one.after is not None:
                yield one


def _arm(path: str, lead: str) -> str | None:
    """The property that is meant in ARM's or azurerm's words; None for one of a pool where a cluster's are told."""
    words = _INDEX.sub("", path)
    if words.startswith(_INLINE) and not lead:
        return None
    words = words.removeprefix(_INLINE)
    return (POOL if lead else CLUSTER).get(words) or words.removeprefix("agentPoolProfiles.")


def _problem(path: str, less: tuple[Place | None, str | None], more: tuple[Place | None, str | None]) -> Problem:
    message = f"{path} is {less[1]} here, and {more[1]} at {more[0]}: the spec says the latter"
    return Problem(message, less[0])
