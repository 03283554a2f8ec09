"""First specs: whatever is wished for that can be, rules find no error in it, and its remarks are true."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.addresses import network_of, overlap
from aksnet.commands.init.first_check import FoundError, found_in
from aksnet.commands.init.wishing import wishes_of
from aksnet.errors import AksnetError
from aksnet.facts import scale
from aksnet.facts.choices import TARGETS, WAYS
from aksnet.recommending.ways import BY_ID
from aksnet.starting.drafting import SUPERNETS, Draft, draft
from aksnet.starting.text import text_of
from aksnet.starting.wishes import way_of

TODAY = date(2026, 11, 30)


def _draft(**answers: str) -> Draft:
    flags = {f"--{key.replace('_', '-')}": text for key, text in answers.items()}
    peers = flags.pop("--peers", "")
    return draft(wishes_of(flags | {"--set vnet.peers": peers}, [], Path()))


RANGES = st.builds(
    lambda prefix, number: f"10.{number if prefix >= 16 else 0}.0.0/{prefix}", st.integers(8, 28), st.integers(0, 255)
)


@settings(max_examples=60)
@given(
    way=st.sampled_from(WAYS),
    nodes=st.integers(1, scale.MAX_NODES),
    space=st.one_of(st.just(""), RANGES),
    peers=st.lists(RANGES, max_size=3).map(" ".join),
    windows=st.booleans(),
    policies=st.booleans(),
    target=st.sampled_from([*TARGETS, "none"]),
)
def test_what_is_not_refused_loads_and_has_no_error(
    way: str, nodes: int, space: str, peers: str, windows: bool, policies: bool, target: str
) -> None:
    wants = {name: "yes" for name, wanted in (("windows", windows), ("network_policy", policies)) if wanted}
    try:
        made = _draft(plugin=way, nodes=str(nodes), vnet_space=space, peers=peers, target=target, **wants)
        found_in(text_of(made), Path("aksnet.yaml"), TODAY)
        refused = None
    except AksnetError as error:
        refused = error
    if refused is None:
        assert yaml.safe_load(text_of(made))["network"] == made.spec["network"]
    else:
        # only what was wished for may be why
        assert space or peers or windows or nodes > 400, refused
    if isinstance(refused, FoundError):
        why = "|".join(["AKN211"] * windows + ["AKN341"] * (way == "kubenet") + ["AKN1.."] * bool(space and peers))
        assert all(re.fullmatch(why, rule) for rule in re.findall(r"AKN\d+", str(refused)))


@pytest.mark.parametrize("nodes", ["1", "3", "10", "50", "400"])
@pytest.mark.parametrize("way", WAYS)
def test_remarks_have_the_numbers_of_the_ranges(way: str, nodes: str) -> None:
    made = _draft(plugin=way, nodes=nodes)
    text = text_of(made)
    plain = " ".join(re.sub(r"^ *# ?", "", text, flags=re.M).split())
    for one in made.balances:
        if one.shares:
            assert f": {one.needed:,} of the {one.size:,} addresses here" in plain
            assert one.needed <= (one.size or 0)


def test_fields_of_pools_have_a_remark_where_they_come_first() -> None:
    lines = text_of(_draft(plugin="overlay", nodes="20", windows="yes")).splitlines()
    remarks = {key: [above for above, line in pairwise(lines) if line.lstrip(" -").startswith(f"{key}: ")] for key in ("os", "count", "min", "max_pods")}  # fmt: skip
    for above in remarks.values():
        assert [line.lstrip().startswith("#") for line in above] == [True, False][: len(above)]
    assert len(remarks["max_pods"]) == 2


@pytest.mark.parametrize("way", WAYS)
def test_every_choice_has_a_remark(way: str) -> None:
    """What is no name, nor the name of a subnet, stands below a remark, or beside something that does."""
    lines = text_of(_draft(plugin=way)).splitlines()
    own = {"name", "location", "network", "plugin", "ipam", "allocation", "vnet", "subnets", "pools", "max", "subnet", "pod_subnet", "outputs"}  # fmt: skip
    for above, line in pairwise(lines):
        key = re.match(r"[ -]*([a-z_]+):", line)
        if key is not None and key[1] not in own:
            assert above.lstrip().startswith("#"), line
    assert "\n# see https://" in "\n".join(lines)


@pytest.mark.parametrize("text", SUPERNETS[:-1])
def test_what_vnets_are_taken_from_meets_no_default_of_the_service(text: str) -> None:
    for other in ("10.244.0.0/16", "10.0.0.0/16", "10.224.0.0/12"):
        assert not overlap(network_of(text), network_of(other))


@pytest.mark.parametrize("way", WAYS)
def test_a_way_is_known_by_its_network(way: str) -> None:
    assert way_of(BY_ID[way].network, BY_ID["kubenet"]) is BY_ID[way]
