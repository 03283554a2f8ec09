"""What a spec leaves out with a reason, and ignores that are of no use."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import RULES, Context, check
from judging import views_of
from rendering import TODAY, dialect, view

KUBENET = {"network": {"plugin": "kubenet"}}
CASES: list[Any] = [
    pytest.param({**KUBENET, "ignore": {"AKN401": "moves in spring"}}, [], id="an id with a reason leaves the finding out"),
    pytest.param({**KUBENET, "ignore": {"kubenet-retires": "moves in spring"}}, [], id="so does a slug"),
    pytest.param({"network": {"plugin": "overlay"}, "ignore": {"AKN401": "moves in spring"}}, ["AKN601"], id="an ignore that finds nothing is told"),
    pytest.param({**KUBENET, "ignore": {"AKN999": "?"}}, ["AKN401", "AKN602"], id="an ignore of no rule is an error"),
    pytest.param({**KUBENET, "ignore": {"AKN401": "a", "kubenet-retires": "b"}}, [], id="one rule by both its names"),
    pytest.param({**KUBENET, "ignore": {"AKN601": "never"}}, ["AKN401", "AKN602"], id="rules on ignores cannot be ignored"),
    pytest.param({**KUBENET, "ignore": {"AKN701": "we know better"}}, ["AKN401", "AKN602"], id="nor can the organisation's policy"),
    pytest.param({"network": {"plugin": "overlay", "pod_cidr": "10.0.0.0/12"}, "ignore": {"AKN102": "on purpose"}}, [], id="an error can be ignored as well"),
]  # fmt: skip


def _ids(cluster: dict[str, Any], context: Context, rules: Any = RULES) -> list[str]:
    return [finding.rule for finding in check([view(**cluster)], context, rules).findings]


@pytest.mark.parametrize(("cluster", "expected"), CASES)
def test_ignore(cluster: dict[str, Any], expected: list[str]) -> None:
    assert _ids(cluster, Context(TODAY)) == expected


def test_what_a_target_cannot_say_cannot_be_ignored() -> None:
    cluster = {"network": {"plugin": "pod-subnet", "allocation": "static-block"}, "ignore": {"AKN501": "drop it"}}
    assert _ids(cluster, Context(TODAY, (dialect(),))) == ["AKN501", "AKN602"]


def test_an_ignore_of_a_rule_that_does_not_run_is_not_unused() -> None:
    cluster = {"network": {"plugin": "overlay"}, "ignore": {"AKN401": "moves in spring", "AKN507": "known"}}
    rules = [rule for rule in RULES if rule.id != "AKN401"]
    assert _ids(cluster, Context(TODAY), rules) == []


def test_a_near_miss_is_suggested_at_its_place() -> None:
    (finding,) = check([view(network={"plugin": "overlay"}, ignore={"kubenet-retire": "x"})], Context(TODAY)).findings
    assert (finding.severity, finding.hint) == (Severity.ERROR, "did you mean kubenet-retires?")


FLEET = "defaults: {network: {plugin: overlay}, ignore: {AKN401: moves in spring}}\nclusters: {a: {}, b: {network: {plugin: PLUGIN}}}\n"


@pytest.mark.parametrize(
    ("plugin", "expected"), [("kubenet", []), ("byo, pod_cidr: 10.9.0.0/16", ["AKN601", "AKN601"])]
)
def test_an_ignore_in_defaults_is_of_use_where_one_cluster_needs_it(plugin: str, expected: list[str]) -> None:
    clusters = views_of(FLEET.replace("PLUGIN", plugin))
    judged = check(clusters, Context(TODAY))
    assert [finding.rule for finding in judged.findings] == expected
    assert judged.ignored == (0 if expected else 1)


def test_an_id_in_lower_case_is_suggested_as_it_is_written() -> None:
    (finding,) = check([view(network={"plugin": "overlay"}, ignore={"akn401": "x"})], Context(TODAY)).findings
    assert finding.hint == "did you mean AKN401?"


def test_an_unused_ignore_is_a_warning() -> None:
    (finding,) = check([view(network={"plugin": "overlay"}, ignore={"AKN401": "x"})], Context(TODAY)).findings
    assert (finding.rule, finding.severity) == ("AKN601", Severity.WARNING)
