"""Over the 134 transitions that were executed: what is no change has no dangers, and no replacement goes unexplained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.findings import Severity
from aksnet.transitions.changes import Change
from aksnet.transitions.verdicts import Azure, Tool
from azurerm_clusters import FIVE, SYSTEM, cluster
from azurerm_states import named, state
from changing import judged, read_cluster
from places import reference

_KUBENET = {"network_plugin": "kubenet", "pod_cidr": "10.244.0.0/16"}
_DATA = '\nresource "terraform_data" "u" {\n}\n'
# What Azure does not make either needs no other words than the verdicts.
_NOT_AT_AZURE = {Azure.RECREATE, Azure.REFUSED}


def _rows() -> Iterator[Any]:
    try:
        data = reference("azurerm-transitions.json")
    except pytest.skip.Exception as skipped:
        yield pytest.param(None, "", marks=pytest.mark.skip(str(skipped)), id="the reference data is not here")
        return
    for row in data["transitions"]:
        for one in row["verdicts"] if row["kind"] == "cluster" else ():
            if one["verdict"] in ("NO-OP", "REPLACE"):
                yield pytest.param(row, one["from"], id=f"{row['id']} in {one['from']}: {one['verdict']}")


def _plain(value: Any, unknown: Any = None) -> Any:
    """Arguments as they are written; what is unknown is an expression, or what a state has of it."""
    if not isinstance(value, Mapping):
        return value
    if "unknown" in value:
        return unknown or f"={value['unknown']}"
    return {name: _plain(one, unknown) for name, one in value.items()}


def _change(row: Mapping[str, Any], text: str) -> Change:
    version = Version(*map(int, text.split(".")))
    live = dict(row.get("live_state", {}))
    network = _KUBENET if live.pop("network_profile", None) is not None else row["old"]
    was = (
        _plain(one, {"RoutingPreference": "Internet"}) for one in (network, row.get("old_pool"), row.get("old_extra"))
    )
    old = state(version, *was, live)
    more = {**SYSTEM, **(FIVE if version.major > 4 else {}), **_plain(row.get("new_extra") or {})}
    pool = named(_plain(row.get("new_pool") or {}), version)
    new = cluster(_plain(row["new"]), pool, more, _DATA, version=text)
    return judged(read_cluster(old, "state.json"), read_cluster(new), text)


@pytest.mark.parametrize(("row", "version"), list(_rows()))
def test_dangers_go_with_the_verdict(row: Mapping[str, Any], version: str) -> None:
    change = _change(row, version)
    assert len(set(change.dangers)) == len(change.dangers)
    if change.tool.verdict is Tool.NO_OP:
        assert all(danger.severity is Severity.INFO for danger in change.dangers)
    else:
        assert change.dangers or change.azure.verdict in _NOT_AT_AZURE
