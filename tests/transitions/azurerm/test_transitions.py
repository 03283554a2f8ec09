"""What 37 releases of azurerm were seen to plan for 134 transitions, and what is told of them: the verdict, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import exists
from aksnet.transitions import azurerm
from aksnet.transitions.azurerm.sides import CLUSTER
from aksnet.transitions.verdicts import OfTool, Tool
from azurerm_clusters import FIVE, cluster, node_pool
from azurerm_states import before, named, pool_of, pool_state, state, view
from places import reference

_MEANT = {
    "IN-PLACE": {Tool.IN_PLACE, Tool.ROTATE, Tool.PERMANENT_DIFF, Tool.ERROR_AT_APPLY},
    "REPLACE": {Tool.REPLACE},
    "NO-OP": {Tool.NO_OP},
    "PLAN-ERROR": {Tool.ERROR_AT_PLAN},
    "INEXPRESSIBLE": {Tool.ERROR_AT_VALIDATE},
}
_KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}


def _version(text: str) -> Version:
    return Version(*map(int, text.split(".")))


def _asked(value: Any) -> Any:
    """What is written, with expressions as they stand."""
    if isinstance(value, Mapping):
        return f"={value['unknown']}" if "unknown" in value else {name: _asked(one) for name, one in value.items()}
    return value


def _was(value: Any) -> Any:
    """What the state has of it."""
    if isinstance(value, Mapping):
        if "unknown" in value:
            return {"RoutingPreference": "Internet"}
        return {name: _was(one) for name, one in value.items()}
    return value


def _of_cluster(row: Mapping[str, Any], version: Version) -> OfTool:
    live = dict(row.get("live_state", {}))
    if live.pop("network_profile", None) is not None:
        row = {**row, "old": _KUBENET}
    old = state(version, _was(row["old"]), _was(row.get("old_pool")), _was(row.get("old_extra")), live)
    more = {**(FIVE if version.major > 4 else {}), **(row.get("new_extra") or {})}
    pool = named(_asked(row.get("new_pool") or {}), version)
    new = cluster(_asked(row["new"]), pool, _asked(more), _DATA, version=str(version))
    return azurerm.of_cluster(before(old), view(new), version)


_DATA = '\nresource "terraform_data" "u" {\n}\n'


def _of_pool(row: Mapping[str, Any], version: Version) -> OfTool:
    old = pool_state(version, _was(row["old_pool"]), row.get("live_state"))
    new = cluster(_KUBENET, None, None, node_pool(**named(_asked(row["new_pool"]), version)), version=str(version))
    return azurerm.of_pool(before(old).pools[0], pool_of(view(new), "user"), version)


def _judged(row: Mapping[str, Any], version: Version) -> OfTool:
    return _of_pool(row, version) if row["kind"] == "pool" else _of_cluster(row, version)


def _expressible(row: Mapping[str, Any], version: Version) -> bool:
    """Whether the release has what the old side says: the one that was written, and the state."""
    known = all(exists(CLUSTER, path.replace(".0.", "."), version) for path in row.get("live_state", {}))
    back = {
        "old": row.get("old"),
        "new": row.get("old"),
        "kind": row["kind"],
        "new_extra": row.get("old_extra"),
        "new_pool": row.get("old_pool"),
        "old_pool": row.get("old_pool") or {},
    }
    return known and _judged(back, version).verdict is not Tool.ERROR_AT_VALIDATE


def _rows() -> Iterator[Any]:
    """Every transition, in each release in which a verdict begins, the one before that, and the last."""
    try:
        data = reference("azurerm-transitions.json")
    except pytest.skip.Exception as skipped:
        yield pytest.param(None, "", "", [], marks=pytest.mark.skip(str(skipped)), id="the reference data is not here")
        return
    for row in data["transitions"]:
        for version, verdict, paths in _verdicts(row, data["versions"]):
            yield pytest.param(row, version, verdict, paths, id=f"{row['id']} in {version}: {verdict}")


def _verdicts(row: Mapping[str, Any], versions: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    if row["last_run"] is None:
        yield from ((version, "INEXPRESSIBLE", []) for version in (versions[0], versions[-1]))
        return
    run = versions[: versions.index(row["last_run"]) + 1]
    begins = [versions.index(one["from"]) for one in row["verdicts"]]
    if begins[0] > 0 and "live_state" not in row:
        yield versions[begins[0] - 1], "INEXPRESSIBLE", []
    ends = [*(at - 1 for at in begins[1:]), len(run) - 1]
    for one, first, last in zip(row["verdicts"], begins, ends, strict=True):
        for at in dict.fromkeys((first, last)):
            yield versions[at], one["verdict"], one["replace_paths"]


@pytest.mark.parametrize(("row", "text", "verdict", "paths"), list(_rows()))
def test_the_provider_was_seen_to_plan_it_so(row: Any, text: str, verdict: str, paths: list[str]) -> None:
    version = _version(text)
    told = _judged(row, version)
    if verdict == "INEXPRESSIBLE" and not _expressible(row, version):
        return
    assert told.verdict in _MEANT[verdict], told
    assert bool(told.replaced_by) == (verdict == "REPLACE")
    if paths:
        assert sorted(told.replaced_by) == sorted(paths)
