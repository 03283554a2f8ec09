"""How many nodes and pods are counted where they are not stated, and that nothing is excluded by such a number."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.errors import UsageError
from aksnet.facts.choices import NEEDS, WAYS
from aksnet.recommending.contradictions import contradiction_of
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import recommend
from aksnet.recommending.reasons import Weight
from aksnet.recommending.sizes import counts_of
from choosing import needs, said, way


@pytest.mark.parametrize(
    ("of", "name", "sizes", "why"),
    [
        pytest.param(needs(nodes=50, addresses=1000), "node-subnet", "max_pods 18 on 50 nodes", "with max_pods 30 on 50 nodes it does not fit (it takes 1,586 addresses", id="fewer pods for each node, in few addresses"),
        pytest.param(needs(nodes=4000), "node-subnet", "max_pods 15 on 4,000 nodes", "(its nodes and pods take 124,160 addresses at the least", id="fewer pods for each node, in one VNet"),
        pytest.param(needs(nodes=50, pods=500, addresses=900), "node-subnet", "max_pods 16 on 50 nodes", "with max_pods 30 on 50 nodes it does not fit", id="fewer than 30 where pools have room for 30 all the same"),
        pytest.param(needs(nodes=50, addresses=4200), "pod-subnet-static-block", "max_pods 79 on 50 nodes", "with max_pods 111 on 50 nodes", id="fewer blocks"),
        pytest.param(needs(pods=60_000), "kubenet", "max_pods 150 on 400 nodes", "with max_pods 110 on 546 nodes it does not fit (546 nodes: kubenet takes 400 at the most)", id="more pods on fewer nodes of kubenet"),
        pytest.param(needs("node-provisioning", "network-policy", pods=15_000), "node-subnet", "max_pods 60 on 250 nodes", "(500 nodes: Azure Network Policy Manager takes 250 at the most)", id="more pods on fewer nodes with NPM"),
        pytest.param(needs("windows", pods=60_000, addresses=400), "overlay", "max_pods 153 on 393 nodes", "with max_pods 110 on 546 nodes it does not fit", id="more pods than are recommended for Windows, where nothing else will do"),
        pytest.param(needs(addresses=8), "cilium", "max_pods 250 on 2 nodes", "with max_pods 250 on 3 nodes it does not fit (it takes 9 addresses", id="fewer nodes than by default"),
        pytest.param(needs(pods=100, addresses=8), "cilium", "max_pods 250 on 2 nodes", "with max_pods 250 on 3 nodes", id="as many nodes as the pods take, and no more"),
    ],
)  # fmt: skip
def test_a_number_that_fits_is_taken_and_said(of: Needs, name: str, sizes: str, why: str) -> None:
    choice = way(of, name)
    assert choice.fits
    (told,) = [text for text in said(of, name, Weight.AGAINST) if text.startswith("it needs ")]
    assert told.startswith(f"it needs {sizes}: ")
    assert why in told
    assert str(choice.sizes) == sizes
    assert any("POD-01" in one.facts for one in choice.reasons)


@pytest.mark.parametrize(
    ("of", "name"),
    [
        pytest.param(needs(nodes=50, addresses=500), "node-subnet", id="not even 10 pods for each node"),
        pytest.param(needs(pods=100_001), "kubenet", id="not even 250 pods for each node of kubenet"),
        pytest.param(needs(pods=60_000, max_pods=110), "kubenet", id="the pods for each node are stated"),
        pytest.param(needs(nodes=401, pods=10), "kubenet", id="the nodes are stated"),
        pytest.param(needs("windows", pods=60_000, addresses=240), "overlay", id="Windows, not even 250 pods for each node"),
    ],
)  # fmt: skip
def test_excluded_is_only_what_no_number_makes_fit(of: Needs, name: str) -> None:
    assert not way(of, name).fits


NUMBERS = st.fixed_dictionaries(
    {},
    optional={
        "nodes": st.integers(1, 5000),
        "pods": st.integers(1, 1_100_000),
        "addresses": st.sampled_from([8, 16, 64, 256, 1000, 4096, 70_000, 2**24]),
    },
)


@settings(max_examples=80, deadline=None)
@given(st.sets(st.sampled_from(NEEDS), max_size=2), NUMBERS, st.sampled_from(range(10, 251)))
def test_what_a_stated_number_makes_fit_is_not_excluded_without_it(
    wants: set[str], numbers: dict[str, int], each: int
) -> None:
    """Whatever fits with some max_pods fits where it is left open, too."""
    of = Needs(wants=frozenset(wants), **numbers)
    try:
        stated, left_open = recommend(of._replace(max_pods=each)), recommend(of)
    except UsageError:
        return
    fit = {choice.way.id for choice in left_open if choice.fits}
    # with static blocks a number that is left open is one that leaves nothing unused, or the most
    assert {choice.way.id for choice in stated if choice.fits and not choice.way.blocks} <= fit


@pytest.mark.parametrize("of", [needs(), needs(nodes=9), needs(pods=5000), needs(nodes=40, pods=5000), needs("windows"), needs("windows", pods=9000), needs(nodes=50, addresses=4200), needs("windows", nodes=30), needs(pods=50_000, addresses=60_000)], ids=str)  # fmt: skip
@pytest.mark.parametrize("name", ["cilium-static-block", "pod-subnet-static-block"])
def test_derived_pods_of_static_blocks_leave_nothing_unused(of: Needs, name: str) -> None:
    assert (way(of, name).sizes.max_pods + 1) % 16 == 0


@pytest.mark.parametrize("max_pods", [10, 15, 29, 30])
@pytest.mark.parametrize("wants", [(), ("windows",)])
@pytest.mark.parametrize("name", WAYS)
def test_derived_nodes_are_as_many_as_pools_have_room_for_30_pods(
    max_pods: int, wants: tuple[str, ...], name: str
) -> None:
    of = needs(*wants, max_pods=max_pods)
    assert min(counts_of(of, way(of, name).sizes.nodes)) * max_pods >= 30


def test_an_error_about_a_number_that_nobody_gave_does_not_hide_a_contradiction() -> None:
    of = needs("windows", "fqdn-policy", nodes=6, max_pods=10)
    problem = contradiction_of(of, recommend(of))
    assert problem is not None
    assert "no network has --fqdn-policy and --windows together" in str(problem)
