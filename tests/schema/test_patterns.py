"""Patterns and the checks of the models: what one refuses the other refuses."""

from __future__ import annotations

import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from aksnet.modes.base import AddressOrCidr, Cidr, Ipv4Address, Ipv4Cidr, Word
from aksnet.schema.types import type_of
from aksnet.spec.ids import NatGatewayId
from aksnet.spec.models import ClusterName, DnsPrefix, Location, PoolName, ResourceGroup, SubnetName, Surge, Zone
from editors import matches

ANNOTATIONS = {
    "a range": Cidr,
    "an IPv4 range": Ipv4Cidr,
    "an IPv4 address": Ipv4Address,
    "an address or a range": AddressOrCidr,
    "a word": Word,
    "a location": Location,
    "a cluster": ClusterName,
    "a DNS prefix": DnsPrefix,
    "a pool": PoolName,
    "a subnet": SubnetName,
    "a surge": Surge,
    "a zone": Zone,
    "an id": NatGatewayId,
}
_OCTETS = st.one_of(st.integers(0, 300).map(str), st.sampled_from(["00", "01", "", "-1", "1e1", "٣"]))
_IPV4 = st.lists(_OCTETS, min_size=3, max_size=5).map(".".join)
_GROUPS = st.one_of(st.integers(0, 0x1FFFF).map(lambda n: f"{n:x}"), st.sampled_from(["", "", "", "g", "00000", "AbC"]))
_IPV6 = st.one_of(
    st.lists(_GROUPS, min_size=1, max_size=10).map(":".join),
    st.tuples(st.lists(_GROUPS, max_size=7).map(":".join), _IPV4).map(":".join),
    st.ip_addresses(v=6).map(str),
    st.ip_addresses(v=6).map(lambda one: one.exploded),
)
_LENGTHS = st.one_of(
    st.integers(-1, 130).map(lambda n: f"/{n}"), st.sampled_from(["", "/", "/08", "/1 ", "/1/2", "/٨"])
)
_RANGES = st.tuples(st.one_of(_IPV4, _IPV6, st.ip_addresses(v=4).map(str)), _LENGTHS).map("".join)
_NAMES = st.text(st.sampled_from(string.ascii_letters + string.digits + "-_./ %$\n\x1c\x85\u2028\ufeffé"), max_size=85)
_EDGES = st.sampled_from(
    [
        "a" * 54,
        "a" * 55,
        "a" * 63,
        "a" * 64,
        "a" * 80,
        "a" * 81,
        "a_",
        "_a",
        "a-",
        "\u3000",
        "\ufeff",
        "100%",
        "0%",
        "10%",
        "0",
    ]
)


@pytest.mark.parametrize("what", ANNOTATIONS)
@settings(max_examples=150)
@given(text=st.one_of(_RANGES, _NAMES, _EDGES, _IPV4, _IPV6))
def test_pattern_takes_what_the_model_takes(what: str, text: str) -> None:
    assert matches(type_of(ANNOTATIONS[what])["pattern"], text) == _is_right(ANNOTATIONS[what], text)


def _is_right(annotation: Any, text: str) -> bool:
    try:
        TypeAdapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True


@settings(max_examples=300)
@given(
    text=st.one_of(_NAMES, _EDGES, st.text(max_size=92), st.text(st.sampled_from("жa.()-_½"), min_size=80, max_size=91))
)
def test_a_group_of_any_script_is_taken(text: str) -> None:
    """A pattern that editors understand has no letters of all scripts: it takes other marks beyond ASCII for them."""
    right = _is_right(ResourceGroup, text)
    found = matches(type_of(ResourceGroup)["pattern"], text)
    assert found or not right or any(ord(char) > 0xFFFF for char in text)
    assert not found or right or not text.isascii()
