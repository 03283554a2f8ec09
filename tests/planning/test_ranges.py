"""What a range overlaps, against a look at every pair."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aksnet.addresses import Network, inside, network_of, overlap
from aksnet.planning.ranges import Index, Named

NETWORKS = st.one_of(
    st.tuples(st.integers(0, 255), st.integers(24, 32)).map(lambda pair: network_of(f"10.0.0.{pair[0]}/{pair[1]}")),
    st.tuples(st.integers(0, 15), st.integers(124, 128)).map(lambda pair: network_of(f"fd00::{pair[0]:x}/{pair[1]}")),
)


def index(networks: list[Network]) -> Index:
    return Index(Named(f"n{number}", str(one), one, None) for number, one in enumerate(networks))


@given(st.lists(NETWORKS, max_size=12), NETWORKS)
def test_what_overlaps_is_found_and_what_contains_it_comes_once_for_each_size(
    networks: list[Network], asked: Network
) -> None:
    found = [one.network for one in index(networks).overlapping(asked)]
    assert set(found) == {one for one in networks if overlap(one, asked)}
    larger = [one for one in found if one.prefixlen < asked.prefixlen]
    assert found[: len(larger)] == sorted(larger, key=lambda one: -one.prefixlen)
    assert len(larger) == len(set(larger))
    inner = [one for one in networks if inside(one, asked)]
    assert sorted(map(str, found[len(larger) :])) == sorted(map(str, inner))


@given(st.lists(NETWORKS, max_size=12), NETWORKS)
def test_the_smallest_range_around_another_holds_it(networks: list[Network], asked: Network) -> None:
    around = [one for one in networks if inside(asked, one)]
    found = index(networks).holding(asked)
    assert (found.network if found is not None else None) == max(around, key=lambda one: one.prefixlen, default=None)
