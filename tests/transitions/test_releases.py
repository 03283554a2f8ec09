"""One verdict over several releases of azurerm."""

from __future__ import annotations

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.releases import releases_of
from aksnet.transitions import azurerm
from aksnet.transitions.changes import Maker
from aksnet.transitions.releases import over
from aksnet.transitions.verdicts import OfTool, Tool
from azurerm_clusters import cluster
from azurerm_states import BALANCER, before, state, view

OLD = before(state(Version(4, 81), {"network_plugin": "azure", "load_balancer_profile": BALANCER}))
NEW = view(cluster({"network_plugin": "azure", "network_plugin_mode": "overlay", "pod_cidr": "10.244.0.0/16"}))


def _over(constraint: str | None, *, assumed: bool = False) -> OfTool:
    releases = releases_of(constraint)
    assert releases is not None
    maker = Maker("azurerm", releases.known, constraint, assumed)
    return over(maker, lambda version: azurerm.of_cluster(OLD, NEW, version))


@pytest.mark.parametrize(
    ("constraint", "verdict", "spans"),
    [
        pytest.param("4.66.0", Tool.IN_PLACE, [], id="one release"),
        pytest.param("~> 4.66", Tool.IN_PLACE, [], id="releases that agree"),
        pytest.param("~> 4.0", Tool.REPLACE, [("4.0.0", "4.65.0"), ("4.66.0", "4.81.0")], id="releases that differ"),
        pytest.param("~> 5.0", Tool.ERROR_AT_VALIDATE, [], id="releases that refuse it"),
    ],
)
def test_the_verdict_is_the_worst_of_all_releases(constraint: str, verdict: Tool, spans: list[tuple[str, str]]) -> None:
    told = _over(constraint)
    assert (told.version, told.verdict) == (constraint, verdict)
    assert [(one.first, one.last) for one in told.stretches] == spans


def test_a_release_that_refuses_the_configuration_is_none_that_is_in_use() -> None:
    named, assumed = _over(">= 4.66, < 6"), _over(">= 4.66, < 6", assumed=True)
    assert (named.verdict, assumed.verdict) == (Tool.ERROR_AT_VALIDATE, Tool.IN_PLACE)
    assert named.stretches == assumed.stretches


def test_releases_between_which_nothing_changes_are_judged_together() -> None:
    releases = releases_of(">= 3")
    assert releases is not None
    judged: list[Version] = []

    def judge(version: Version) -> OfTool:
        judged.append(version)
        return azurerm.of_cluster(OLD, NEW, version)

    together = over(Maker("azurerm", releases.known, ">= 3"), judge)
    alone = {str(one): azurerm.of_cluster(OLD, NEW, one).verdict for one in releases.known}
    assert len(judged) < len(releases.known) / 4
    for stretch in together.stretches:
        assert {alone[stretch.first], alone[stretch.last]} == {stretch.verdict}
