"""The table of what works with which mode: complete, sourced, and of one mind with the rules."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aksnet.facts import choices, retirements
from aksnet.facts.support import CILIUM_IPAM, DESCRIBED, FEATURES, IPAM, Cell, Status, Support
from aksnet.modes import MODES
from aksnet.recommending.ways import BY_ID
from places import REFERENCE
from rendering import rules_hit, view

BY_FEATURE = {feature.id: feature for feature in FEATURES}
FACT = re.compile(r"[A-Z]+-[0-9]+")


def test_every_mode_is_described_in_the_order_of_the_choices() -> None:
    assert list(DESCRIBED) == list(choices.PLUGINS) == [*DESCRIBED]
    assert set(DESCRIBED) == set(MODES)


def test_the_ways_to_give_addresses_are_those_of_the_modes() -> None:
    assert set(IPAM) == set(MODES) - {"cilium"}
    assert choices.IPAM == CILIUM_IPAM


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.id)
def test_a_feature_says_something_of_every_mode_and_where_it_is_written(feature: Support) -> None:
    assert tuple(feature.cells) == IPAM
    assert set(feature.cilium) <= set(CILIUM_IPAM)
    assert feature.sources
    assert all(source.url.startswith("https://") for source in feature.sources)
    assert all(FACT.fullmatch(fact) for fact in feature.facts)
    assert re.fullmatch("[a-z0-9-]+", feature.id)


def test_ids_of_features_are_unique() -> None:
    assert len(BY_FEATURE) == len(FEATURES)


def test_the_facts_that_are_cited_exist() -> None:
    path = REFERENCE / "aks-networking-facts.md"
    if not path.exists():
        pytest.skip("the facts are not on this machine")
    known = set(re.findall(r"\*\*([A-Z]+-[0-9]+)\*\*", path.read_text(encoding="utf-8")))
    cited = {fact for one in DESCRIBED.values() for fact in one.facts}
    assert cited | {fact for one in FEATURES for fact in one.all_facts} <= known


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.id)
def test_a_cell_rests_on_its_own_pages_or_on_those_of_its_row(feature: Support) -> None:
    for cell in feature.own:
        assert feature.sources_of(cell) == (cell.sources or feature.sources)
        assert not cell.facts or cell.sources
        assert set(feature.sources_of(cell)) <= set(feature.all_sources)
        assert set(feature.facts_of(cell)) <= set(feature.all_facts)


def test_availability_sets_have_the_day_on_which_they_retired() -> None:
    feature = BY_FEATURE["availability-sets"]
    assert "2025-09-30" in feature.words
    assert [feature.cells[ipam].note for ipam in ("node-subnet", "kubenet")] == ["legacy, retired on 2025-09-30"] * 2


@pytest.mark.parametrize(
    ("feature", "statuses"),
    [
        pytest.param("direct-pod-access", "no yes yes no ?", id="pods are reached in flat modes only"),
        pytest.param("existing-vnet", "yes yes yes yes yes", id="a VNet of one's own goes with all"),
        pytest.param("shared-node-subnet", "yes yes yes no ?", id="kubenet shares no subnet"),
        pytest.param("windows", "yes yes yes no no", id="Windows is for Azure CNI"),
        pytest.param("cilium", "yes yes yes no no", id="Cilium is for Azure CNI"),
        pytest.param("npm", "yes yes yes no no", id="NPM is for Azure CNI"),
        pytest.param("calico", "yes yes yes yes no", id="Calico is for kubenet, too"),
        pytest.param("ingress-application-gateway", "yes yes yes yes ?", id="AGIC goes with all"),
        pytest.param("gateway-for-containers", "yes yes yes no ?", id="AGC not with kubenet"),
        pytest.param("virtual-nodes", "no yes yes no ?", id="virtual nodes are for flat modes"),
        pytest.param("static-egress-gateway", "yes no yes ? ?", id="no egress gateway with pod subnets"),
        pytest.param("private-link-service", "yes yes yes ? ?", id="Private Link Service"),
        pytest.param("node-provisioning", "yes ! yes no yes", id="of NAP with pod subnets documents disagree"),
        pytest.param("dual-stack", "yes no no no ?", id="dual-stack is overlay"),
        pytest.param("isolated", "yes yes yes no ?", id="isolated clusters are not kubenet"),
        pytest.param("cross-cluster", "no no no no no", id="networks across clusters need Cilium"),
        pytest.param("pod-cidr-growth", "yes no no no yes", id="the pod CIDR grows on overlay"),
        pytest.param("availability-sets", "no ? no no ?", id="availability sets have retired"),
        pytest.param("dcsv2", "no yes yes yes ?", id="DCsv2 not with overlay"),
    ],
)  # fmt: skip
def test_the_matrix_is_that_of_the_facts(feature: str, statuses: str) -> None:
    words = {"yes": Status.YES, "no": Status.NO, "?": Status.UNSTATED, "!": Status.DISPUTED}
    expected = [words[one] for one in statuses.split()]
    assert [BY_FEATURE[feature].cells[ipam].status for ipam in IPAM] == expected


def test_every_row_of_the_matrix_is_held() -> None:
    (mark,) = [one for one in test_the_matrix_is_that_of_the_facts.pytestmark if one.name == "parametrize"]  # type: ignore[attr-defined]
    assert [case.values[0] for case in mark.args[1]] == [feature.id for feature in FEATURES]


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        pytest.param("windows", Cell(Status.NO, "Linux only"), id="Cilium is Linux"),
        pytest.param("existing-vnet", Cell(Status.YES), id="the same everywhere"),
        pytest.param("dual-stack", Cell(Status.YES, "with ipam overlay; static blocks of pod-subnet: documents disagree"), id="with one of three, and a dispute about static blocks"),
        pytest.param("node-provisioning", Cell(Status.YES, "with ipam overlay or node-subnet; pod-subnet: documents disagree"), id="with a dispute beside"),
        pytest.param("gateway-for-containers", Cell(Status.YES, "overlay: its subnet is exactly a /24"), id="a condition of one"),
        pytest.param("cross-cluster", Cell(Status.YES, "with ipam pod-subnet or node-subnet; with Advanced Container Networking Services"), id="one condition of two"),
        pytest.param("calico", Cell(Status.NO, "Cilium is the engine"), id="Cilium is the only engine"),
    ],
)  # fmt: skip
def test_the_cell_of_cilium_says_with_which_addresses(feature: str, expected: Cell) -> None:
    assert BY_FEATURE[feature].of_plugin("cilium") == expected


def test_static_blocks_differ_where_documents_say_so() -> None:
    assert BY_FEATURE["private-link-service"].of("pod-subnet", blocks=True).status is Status.NO
    assert BY_FEATURE["dual-stack"].of("pod-subnet", blocks=True).status is Status.DISPUTED
    assert BY_FEATURE["windows"].of("pod-subnet", blocks=True).status is Status.YES


def test_only_kubenet_retires() -> None:
    assert {plugin: one.retires for plugin, one in DESCRIBED.items() if one.retires} == {"kubenet": retirements.KUBENET}


def test_descriptions_tell_of_disagreements_and_of_no_support() -> None:
    assert "200,000 or 250,000 pods (documents disagree)" in DESCRIBED["overlay"].scale
    assert "no support" in DESCRIBED["byo"].support
    assert "400 nodes" in DESCRIBED["kubenet"].scale


@pytest.mark.parametrize("way", BY_ID.values(), ids=lambda way: way.id)
@pytest.mark.parametrize(
    ("feature", "spec", "rules"),
    [
        pytest.param("windows", {"pools": [{"name": "a", "mode": "System"}, {"name": "win", "os": "Windows"}]}, {"AKN211"}, id="Windows"),
        pytest.param("dual-stack", {"network": {"ip_families": ["IPv4", "IPv6"]}}, {"AKN209"}, id="dual-stack"),
        pytest.param("node-provisioning", {"node_provisioning_mode": "Auto"}, {"AKN230"}, id="NAP"),
        pytest.param("isolated", {"outbound": {"type": "none"}}, {"AKN338"}, id="isolated"),
        pytest.param("static-egress-gateway", {"addons": {"static_egress_gateway": True}}, {"AKN332"}, id="egress gateway"),
        pytest.param("virtual-nodes", {"addons": {"virtual_node": {}}}, {"AKN331"}, id="virtual nodes"),
        pytest.param("gateway-for-containers", {"addons": {"application_gateway_for_containers": {}}}, {"AKN335"}, id="AGC"),
    ],
)  # fmt: skip
def test_what_works_is_what_the_rules_let_pass(way: Any, feature: str, spec: dict[str, Any], rules: set[str]) -> None:
    """What is documented to work is found by no rule; a rule that finds something has a no or a dispute here."""
    cell = BY_FEATURE[feature].of(way.ipam, cilium=way.cilium, blocks=way.blocks)
    network = {**way.network, **spec.get("network", {})}
    hit = rules & set(rules_hit(view(**{**spec, "network": network})))
    if feature == "virtual-nodes":  # the rule asks for subnets besides
        assert cell.status is not Status.YES or hit == rules
    elif feature == "dual-stack" and way.ipam == "kubenet":
        assert (cell.status, hit) == (Status.NO, rules)
    else:
        assert bool(hit) == (cell.status in (Status.NO, Status.DISPUTED))
