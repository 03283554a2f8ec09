"""Which way stands before which: what is legacy, in doubt, disputed, already there, or retires."""

from __future__ import annotations

from itertools import combinations

import pytest

from aksnet.errors import UsageError
from aksnet.facts.choices import NEEDS, WAYS
from aksnet.recommending.moves import Path
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice, recommend
from aksnet.reports.choices.rows import verdict_of
from choosing import fitting, needs, way


@pytest.mark.parametrize(
    ("of", "first", "then"),
    [
        pytest.param(needs(pods=225_000, nodes=1000), "cilium-static-block", "cilium", id="static block before overlay in doubt"),
        pytest.param(needs(nodes=10, space="10.1.0.0/22"), "pod-subnet", "node-subnet", id="a pod subnet in doubt before the node subnet"),
        pytest.param(needs("virtual-nodes", nodes=10, space="10.1.0.0/22"), "pod-subnet", "node-subnet", id="a pod subnet in doubt before the only clean way, which is legacy"),
        pytest.param(needs(pods=60_000, nodes=1000), "pod-subnet", "node-subnet", id="more pods than are recommended before the node subnet"),
        pytest.param(needs("managed-vnet"), "node-subnet", "kubenet", id="the node subnet in a VNet of AKS before kubenet"),
        pytest.param(needs("static-egress-gateway"), "node-subnet", "kubenet", id="kubenet last, even in doubt"),
        pytest.param(needs("node-provisioning"), "node-subnet", "pod-subnet", id="the node subnet before what its page rules out"),
        pytest.param(needs("node-provisioning", existing="pod-subnet"), "cilium", "pod-subnet", id="a new cluster before what is there and is disputed"),
        pytest.param(needs("dual-stack"), "overlay", "cilium-static-block", id="overlay before disputed static block"),
        pytest.param(needs("dual-stack", existing="cilium-static-block"), "overlay", "cilium-static-block", id="a new cluster of overlay before static block with IPv6 that is there"),
        pytest.param(needs(existing="cilium-static-block"), "cilium-static-block", "cilium-pod-subnet", id="what is there before new pools"),
        pytest.param(needs(existing="pod-subnet"), "pod-subnet", "pod-subnet-static-block", id="dynamic as it is before static block"),
        pytest.param(needs(existing="pod-subnet", pods=60_000), "pod-subnet", "pod-subnet-static-block", id="dynamic as it is, in doubt, before static block"),
        pytest.param(needs(existing="kubenet"), "overlay", "kubenet", id="overlay in place before kubenet that is there"),
        pytest.param(needs(existing="kubenet"), "kubenet", "cilium-pod-subnet", id="kubenet that is there before a new cluster"),
        pytest.param(needs(existing="overlay"), "node-subnet", "kubenet", id="kubenet as a new cluster comes last"),
        pytest.param(needs(existing="node-subnet"), "node-subnet", "cilium-pod-subnet", id="the node subnet that is there before a new cluster"),
        pytest.param(needs("dual-stack", existing="overlay"), "overlay", "cilium", id="the cluster as it is before a change in doubt"),
    ],
)  # fmt: skip
def test_what_comes_first(of: Needs, first: str, then: str) -> None:
    order = fitting(of)
    assert order.index(first) < order.index(then)


CASES = [
    Needs(wants=frozenset(wants), nodes=nodes, addresses=addresses, existing=existing)
    for wants in [*combinations(NEEDS, 1), ("windows", "network-policy"), ("direct-pod-access", "encryption")]
    for nodes, addresses in ((None, None), (50, 1000), (2000, 70_000))
    for existing in (None, "kubenet", "pod-subnet", "cilium-static-block", "node-subnet")
]


def _pairs(of: Needs) -> list[tuple[Choice, Choice]]:
    try:
        return list(combinations([choice for choice in recommend(of) if choice.fits], 2))
    except UsageError:
        return []


def _said(of: Needs) -> str:
    """The case in words, which stand in an order of their own: a set's text differs from process to process."""
    space = f"{of.nodes} nodes in {of.addresses} addresses" if of.nodes else "no space"
    return f"{' and '.join(sorted(of.wants))}, {space}, existing {of.existing}"


@pytest.mark.parametrize("of", CASES, ids=_said)
def test_nothing_stands_before_what_it_never_precedes(of: Needs) -> None:
    for before, after in _pairs(of):
        if before.way.id == "kubenet" and of.existing != "kubenet":
            raise AssertionError(f"kubenet stands before {after.way.id}")
        if before.disputed:
            assert after.doubtful or after.way.id == "kubenet"
        if before.way.ipam == "node-subnet" and "managed-vnet" not in of.wants and of.existing is None:
            assert after.disputed or after.way.ipam in ("node-subnet", "kubenet")
        if after.way.id == of.existing and not after.disputed and not before.disputed:
            assert before.move is not None
            assert not before.move.new_pools


@pytest.mark.parametrize(
    ("of", "name", "verdict"),
    [
        pytest.param(needs(), "kubenet", "fits; retires on 2028-03-31", id="kubenet retires"),
        pytest.param(needs("static-egress-gateway"), "kubenet", "fits, with a doubt; retires on 2028-03-31", id="kubenet in doubt retires"),
        pytest.param(needs("node-provisioning"), "pod-subnet", "documents disagree", id="NAP with pod subnets"),
        pytest.param(needs("dual-stack"), "cilium-static-block", "documents disagree", id="dual-stack with static blocks"),
        pytest.param(needs(existing="kubenet"), "kubenet", "fits; retires on 2028-03-31; stays as it is", id="kubenet that is there"),
        pytest.param(needs(pods=225_000, nodes=1000), "cilium", "fits, with a doubt", id="two ceilings are a doubt"),
        pytest.param(needs("windows"), "kubenet", "excluded", id="what is excluded"),
    ],
)  # fmt: skip
def test_what_its_line_says(of: Needs, name: str, verdict: str) -> None:
    assert verdict_of(way(of, name)) == verdict


@pytest.mark.parametrize("existing", [one for one in WAYS if one != "byo"])
def test_ipv6_for_a_cluster_that_is_there_is_in_doubt_wherever_the_cluster_stays(existing: str) -> None:
    for choice in recommend(needs("dual-stack", existing=existing)):
        doubts = [one for one in choice.reasons if one.text.startswith("if the cluster has IPv4 alone")]
        assert choice.move is not None
        assert bool(doubts) == (choice.move.path is not Path.NEW_CLUSTER)
        assert all("node-disruption-policy" in one.sources[0].url for one in doubts)


def test_a_dispute_is_no_doubt_like_others() -> None:
    choice = way(needs("node-provisioning"), "pod-subnet")
    (dispute,) = [one for one in choice.reasons if one.weight == "disputed"]
    assert dispute.text.startswith("documents disagree whether it goes with node auto-provisioning")
    assert dispute.facts == ("NAP-02", "DOC-08")
    assert choice.fits
    assert choice.doubtful
