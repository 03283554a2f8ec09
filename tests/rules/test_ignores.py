"""What specs and comments leave out with a reason, and ignores that are of no use."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.errors import Place
from aksnet.findings import Severity
from aksnet.rules import RULES, Comments, Context, check
from aksnet.view import ClusterView, Ignore, Unknown, Value
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


LINE = Place("main.tf", 4)
KIND = "networkProfile.networkPlugin"


def _cluster(plugin: Any, place: Place | None = LINE) -> ClusterView:
    return ClusterView("prod", {KIND: Value(plugin, place=place)}, pools_stated=False, place=Place("main.tf", 1, 1))


def _ignore(rule: str, about: Place = LINE, reason: str = "moves in spring", fault: str | None = None) -> Ignore:
    return Ignore(rule, reason, Place("main.tf", 3, 11), about, fault)


FILE = Place("main.tf")
COMMENTS: list[Any] = [
    pytest.param(_cluster("kubenet"), _ignore("AKN401"), [], id="a line with a reason"),
    pytest.param(_cluster("kubenet"), _ignore("kubenet-retires", FILE), [], id="a file, by the slug"),
    pytest.param(_cluster("kubenet", Place("main.tf", 4, 9)), _ignore("AKN401"), [], id="wherever it stands in the line"),
    pytest.param(_cluster("kubenet"), _ignore("AKN401", reason=""), ["AKN604"], id="without a reason it holds"),
    pytest.param(_cluster("kubenet"), _ignore("", fault="no brackets"), ["AKN401", "AKN605"], id="a comment that is malformed"),
    pytest.param(_cluster("kubenet", Place("main.tf", 5, 3)), _ignore("AKN401"), ["AKN401", "AKN601"], id="another line"),
    pytest.param(_cluster("kubenet", Place("other.tf", 4, 3)), _ignore("AKN401"), ["AKN401", "AKN601"], id="that line of another file"),
    pytest.param(_cluster("kubenet", None), _ignore("AKN401", FILE), [], id="a finding that stands at its cluster"),
    pytest.param(_cluster("kubenet"), _ignore("AKN999", reason=""), ["AKN401", "AKN602"], id="no rule, which needs no reason"),
    pytest.param(_cluster("kubenet"), _ignore("AKN603"), ["AKN401", "AKN602"], id="what cannot be ignored"),
    pytest.param(_cluster("azure"), _ignore("AKN401"), ["AKN601"], id="nothing to find"),
    pytest.param(_cluster(Unknown("var.plugin has no value")), _ignore("AKN401"), [], id="a value that cannot be told"),
    pytest.param(_cluster("azure")._replace(values={"": Value(Unknown("elsewhere"))}), _ignore("AKN401"), [], id="a cluster that cannot be told"),
    pytest.param(_cluster("azure", Place("other.tf", 1, 1))._replace(place=None), _ignore("AKN401"), [], id="a file of which nothing is judged"),
]  # fmt: skip


_RULES_OF_COMMENTS = [rule for rule in RULES if rule.id == "AKN401" or rule.about_ignores]


@pytest.mark.parametrize(("cluster", "ignore", "expected"), COMMENTS)
def test_a_comment(cluster: ClusterView, ignore: Ignore, expected: list[str]) -> None:
    judged = check([cluster], Context(TODAY), _RULES_OF_COMMENTS, comments=[Comments("main.tf", (ignore,))])
    assert [finding.rule for finding in judged.findings] == expected
    assert not judged.failures


def test_of_a_file_that_is_judged_in_part_no_ignore_is_unused() -> None:
    comments = [Comments("main.tf", (_ignore("AKN401"),), whole=False)]
    assert check([_cluster("azure")], Context(TODAY), _RULES_OF_COMMENTS, comments=comments).findings == ()


@pytest.mark.parametrize(("prefix", "expected"), [("10.240.0.0/24", ["AKN601"]), (None, [])])
def test_an_ignore_waits_for_the_range_of_a_subnet_that_cannot_be_told(prefix: str | None, expected: list[str]) -> None:
    spec = view(
        network={"plugin": "overlay"},
        vnet={"address_space": ["10.240.0.0/16"], "subnets": {"nodes": {"prefix": "10.240.0.0/24"}}},
        pools=[{"name": "system", "mode": "System", "count": 3, "subnet": "nodes"}],
    )
    assert spec.vnet is not None
    nodes = spec.vnet.subnets["nodes"]
    vnet = spec.vnet._replace(subnets={"nodes": nodes if prefix is not None else nodes._replace(prefixes=())})
    cluster = spec._replace(vnet=vnet, place=Place("main.tf", 1, 1))
    rules = [rule for rule in RULES if rule.id in ("AKN346", "AKN601")]
    comments = [Comments("main.tf", (_ignore("AKN346"),))]
    found = check([cluster], Context(TODAY), rules, comments=comments).findings
    assert [finding.rule for finding in found] == expected
