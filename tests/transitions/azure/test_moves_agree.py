"""`aksnet gen --existing` and `aksnet migrate` say the same of every pair of ways: both rest on facts section 6."""

from __future__ import annotations

import pytest

from aksnet.recommending.moves import Path, move
from aksnet.recommending.ways import BY_ID, Way
from aksnet.transitions.verdicts import Azure
from azure_changes import change, cluster

VERDICTS = {
    Path.STAYS: {Azure.NO_CHANGE},
    Path.IN_PLACE: {Azure.IN_PLACE, Azure.IRREVERSIBLE},
    Path.IN_STEPS: {Azure.STEPS},
    Path.NEW_POOLS: {Azure.NEW_POOL},
    Path.NEW_CLUSTER: {Azure.RECREATE},
}
MODES = {"overlay": "overlay", "node-subnet": "node subnet", "kubenet": "kubenet", "byo": "byo"}


def words(way: Way) -> str:
    mode = MODES.get(way.ipam) or ("static block" if way.blocks else "pod subnet")
    return f"{mode}, Cilium" if way.cilium else mode


@pytest.mark.parametrize(
    ("now", "then"),
    [pytest.param(one, other, id=f"from {one} to {other}") for one in BY_ID for other in BY_ID],
)
def test_both_say_the_same(now: str, then: str) -> None:
    old, new = BY_ID[now], BY_ID[then]
    said = {} if new.cilium or new.ipam in ("kubenet", "byo") else {"networkDataplane": "azure"}
    verdict = change(cluster(words(old)), cluster(words(new), **said)).verdict
    assert verdict in VERDICTS[move(old, new).path]
