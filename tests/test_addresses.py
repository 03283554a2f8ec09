"""Address arithmetic: tables of texts, and properties against the standard library's own sets."""

from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.addresses import address_of, has_host_bits, inside, nested, network_of, nth_address, overlap, usable_last

small = (
    st.tuples(st.integers(0, 255), st.integers(24, 32)).map(lambda pair: f"10.0.0.{pair[0]}/{pair[1]}").map(network_of)
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("10.0.0.0/8", "10.0.0.0/8", id="a range"),
        pytest.param("10.0.0.5/8", "10.0.0.0/8", id="with host bits"),
        pytest.param("10.0.0.5/32", "10.0.0.5/32", id="one address"),
        pytest.param("0.0.0.0/0", "0.0.0.0/0", id="everything"),
        pytest.param("FD00:0:0::1/48", "fd00::/48", id="IPv6 in another spelling"),
    ],
)
def test_text_is_a_network(text: str, expected: str) -> None:
    assert str(network_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("10.0.0.0", "no prefix length", id="no length"),
        pytest.param("10.0.0.0/", "which is no plain number", id="an empty length"),
        pytest.param("10.0.0.0/33", "more than 32", id="a length of 33"),
        pytest.param("fd00::/129", "more than 128", id="a length of 129"),
        pytest.param("10.0.0.0/-1", "which is no plain number", id="a negative length"),
        pytest.param("10.0.0.0/+8", "which is no plain number", id="a length with a sign"),
        pytest.param("10.0.0.0/08", "which is no plain number", id="a length with a zero before it"),
        pytest.param("10.0.0.0/٨", "which is no plain number", id="a digit of another script"),
        pytest.param("10.0.0.0/255.0.0.0", "which is no plain number", id="a mask"),
        pytest.param("10.0.0/8", "Expected 4 octets", id="three octets"),
        pytest.param("10.0.0.256/8", "Octet 256", id="an octet of 256"),
        pytest.param("010.0.0.0/8", "Leading zeros", id="an octal octet"),
        pytest.param(" 10.0.0.0/8", "no valid address", id="a space before it"),
        pytest.param("10.0.0.0/8 ", "which is no plain number", id="a space behind it"),
        pytest.param("fd00::%eth0/64", "zone index", id="a zone index"),
        pytest.param("x/8", "no valid address", id="a word"),
        pytest.param("/8", "no valid address", id="no address"),
    ],
)
def test_text_that_is_no_network_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        network_of(text)


@pytest.mark.parametrize("text", ["10.0.0.256", "10.0.0", "", "fe80::1%eth0", "10.0.0.0/8"])
def test_text_that_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"does not appear to be|zone index"):
        address_of(text)


@pytest.mark.parametrize(("text", "expected"), [("10.0.0.0/8", False), ("10.0.0.1/8", True), ("fd00::/8", False), ("fd00::1/64", True)])  # fmt: skip
def test_host_bits(text: str, expected: bool) -> None:
    assert has_host_bits(text) is expected


@given(small, small)
def test_overlap_is_a_shared_address(one: IPv4Network, other: IPv4Network) -> None:
    assert overlap(one, other) == bool(set(one) & set(other))
    assert inside(one, other) == (set(one) <= set(other))


def test_versions_never_meet() -> None:
    assert not overlap(network_of("0.0.0.0/0"), network_of("::/0"))
    assert not inside(network_of("10.0.0.0/8"), network_of("::/0"))


@given(small, st.integers(0, 300))
def test_nth_address_is_counted_from_the_first(network: IPv4Network, n: int) -> None:
    addresses = list(network)
    assert nth_address(network, n) == (addresses[n] if n < len(addresses) else None)
    assert usable_last(network) == addresses[-1]


@given(st.lists(small, max_size=12))
def test_a_range_is_nested_in_the_smallest_that_it_lies_in(networks: list[IPv4Network]) -> None:
    found = nested(networks)
    for number, one in enumerate(networks):
        around = [
            other
            for at, other in enumerate(networks)
            if inside(one, other) and (other.prefixlen < one.prefixlen or at < number)
        ]
        assert (number in found) == bool(around)
        if around:
            assert networks[found[number]].prefixlen == max(other.prefixlen for other in around)


def test_ranges_of_two_versions_are_apart() -> None:
    assert nested([network_of("0.0.0.0/0"), network_of("::/0"), network_of("10.0.0.0/8")]) == {2: 0}
