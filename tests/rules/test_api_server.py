"""Where the API server cannot be put into the VNet."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view


def found(rule: str, cluster: dict[str, Any]) -> list[Finding]:
    """What one rule finds in a spec's keys, or in an ARM resource: that is what has `properties`."""
    views = [cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return [finding for finding in judged.findings if finding.rule == rule]


def spec(location: str | None, **server: Any) -> dict[str, Any]:
    cluster: dict[str, Any] = {"network": {"plugin": "cilium"}, "api_server": server}
    return {**cluster, **({"location": location} if location else {})}


def arm(location: Any, integrated: Any = True) -> dict[str, Any]:
    server = {"enableVnetIntegration": integrated}
    return {"name": "c", "location": location, "properties": {"apiServerAccessProfile": server}}


MESSAGE = "VNet integration of the API server is asked for in "

REGIONS: list[Any] = [
    pytest.param(spec("qatarcentral", enable_vnet_integration=True), [MESSAGE + "qatarcentral"], id="qatarcentral"),
    pytest.param(spec("uaenorth", enable_vnet_integration=True), [], id="a neighbour"),
    pytest.param(spec(None, enable_vnet_integration=True), [], id="a region that is not said"),
    pytest.param(spec("qatarcentral", enable_vnet_integration=False), [], id="qatarcentral without it"),
    pytest.param(spec("qatarcentral", enable_private_cluster=True), [], id="a private cluster in qatarcentral"),
    pytest.param(arm("Qatar Central"), [MESSAGE + "Qatar Central"], id="ARM: the region's other name"),
    pytest.param(arm("[resourceGroup().location]"), [], id="ARM: a region that cannot be told"),
    pytest.param(arm("qatarcentral", "[parameters('in')]"), [], id="ARM: whether it is on cannot be told"),
    pytest.param(arm(5), [], id="ARM: a region that is no word"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), REGIONS)
def test_regions(cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found("AKN364", cluster)] == messages
