"""Free address space: what is left, and which block is the best."""

from __future__ import annotations

from ipaddress import IPv4Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.addresses import Network
from aksnet.planning.blocks import Space


def _space(*texts: str, taken: tuple[str, ...] = ()) -> Space:
    space = Space([ip_network(text) for text in texts])
    for text in taken:
        space.take(ip_network(text))
    return space


def _blocks(space: Space) -> list[str]:
    return [str(one) for one in space.blocks()]


@pytest.mark.parametrize(
    ("space", "left"),
    [
        pytest.param(_space("10.0.0.0/16"), ["10.0.0.0/16"], id="nothing is taken"),
        pytest.param(_space("10.0.0.0/16", taken=("10.0.0.0/16",)), [], id="all is taken"),
        pytest.param(_space("10.0.0.0/16", taken=("10.0.0.0/8",)), [], id="something larger is taken"),
        pytest.param(_space("10.0.0.0/16", taken=("10.0.64.0/18",)), ["10.0.0.0/18", "10.0.128.0/17"], id="the second quarter is taken"),
        pytest.param(_space("10.0.0.0/30", taken=("10.0.0.3/32",)), ["10.0.0.0/31", "10.0.0.2/32"], id="the last address is taken"),
        pytest.param(_space("10.0.0.0/16", taken=("10.0.0.0/18", "10.0.0.0/17")), ["10.0.128.0/17"], id="a range around a taken one"),
        pytest.param(_space("10.0.0.0/16", taken=("10.0.0.0/17", "10.0.0.0/18")), ["10.0.128.0/17"], id="a range inside a taken one"),
        pytest.param(_space("10.0.0.0/17", "10.0.128.0/17"), ["10.0.0.0/16"], id="neighbours are one"),
        pytest.param(_space("10.0.0.0/16", taken=("10.1.0.0/16", "fd00::/8")), ["10.0.0.0/16"], id="what lies elsewhere"),
        pytest.param(_space("fd00::/8", taken=("fd00::/9",)), ["fd80::/9"], id="IPv6"),
        pytest.param(_space("0.0.0.0/0", taken=("128.0.0.0/1",)), ["0.0.0.0/1"], id="all there is"),
        pytest.param(_space(), [], id="no space"),
    ],
)  # fmt: skip
def test_what_is_left(space: Space, left: list[str]) -> None:
    assert _blocks(space) == left


@pytest.mark.parametrize(
    ("taken", "prefix", "best"),
    [
        pytest.param((), 24, "10.0.0.0/24", id="the lowest"),
        pytest.param(("10.0.0.0/24",), 24, "10.0.1.0/24", id="the smallest block that holds it"),
        pytest.param(("10.0.0.0/24",), 23, "10.0.2.0/23", id="a larger one where that is too small"),
        pytest.param(("10.0.128.0/18",), 18, "10.0.192.0/18", id="the smallest block, though it is not the lowest"),
        pytest.param(("10.0.0.0/17",), 16, None, id="no block is as large"),
        pytest.param(("10.0.0.0/16",), 32, None, id="nothing is left"),
        pytest.param((), 8, None, id="larger than the space"),
    ],
)
def test_best(taken: tuple[str, ...], prefix: int, best: str | None) -> None:
    found = _space("10.0.0.0/16", taken=taken).best(prefix)
    assert (str(found) if found is not None else None) == best


def _met(*texts: str) -> object:
    ranges = [IPv4Network(text) for text in texts]
    return lambda network: [one for one in ranges if one.overlaps(network)]


@pytest.mark.parametrize(
    ("met", "best"),
    [
        pytest.param(("10.0.0.0/24",), "10.0.1.0/24", id="the next one"),
        pytest.param(("10.0.0.0/17",), "10.0.128.0/24", id="the first one in the other half"),
        pytest.param(("10.0.0.128/25", "10.0.1.0/25"), "10.0.2.0/24", id="the first that meets none of several"),
        pytest.param(("10.0.0.0/16",), None, id="all of it is met"),
        pytest.param(("0.0.0.0/0",), None, id="all there is is met"),
        pytest.param(("10.1.0.0/16",), "10.0.0.0/24", id="what lies elsewhere"),
    ],
)
def test_what_is_not_to_be_met_is_passed_over(met: tuple[str, ...], best: str | None) -> None:
    found = _space("10.0.0.0/16").best(24, _met(*met))  # type: ignore[arg-type]
    assert (str(found) if found is not None else None) == best


def test_a_small_range_in_all_of_ipv6_is_found_at_once() -> None:
    space = _space("::/0", taken=("::1/128",))
    assert str(space.best(128)) == "::/128"
    assert str(space.best(1)) == "8000::/1"


networks = st.tuples(st.integers(0, 2**16 - 1), st.integers(16, 28)).map(
    lambda pair: IPv4Network((0x0A000000 + pair[0] // 2 ** (32 - pair[1]) * 2 ** (32 - pair[1]), pair[1]))
)


@given(st.lists(networks, max_size=12), st.integers(16, 30))
def test_what_is_found_is_free_and_in_the_smallest_block(taken: list[Network], prefix: int) -> None:
    space = Space([ip_network("10.0.0.0/16")])
    for one in taken:
        space.take(one)
    blocks = space.blocks()
    free = sum(one.num_addresses for one in blocks)
    assert free == len(
        set(range(2**16)) - {address - 0x0A000000 for one in taken for address in range(int(one[0]), int(one[-1]) + 1)}
    )
    found = space.best(prefix)
    wide = [one for one in blocks if one.prefixlen <= prefix]
    assert (found is None) == (not wide)
    if found is not None:
        assert not any(found.overlaps(one) for one in taken)
        smallest = max(wide, key=lambda one: (one.prefixlen, -int(one[0])))
        assert found.network_address == smallest.network_address
