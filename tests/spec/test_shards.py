"""Which clusters a shard has, and what is no shard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.errors import UsageError
from aksnet.spec.shards import Shard, parse

NAMES = st.lists(st.tuples(st.sampled_from("abcDE"), st.sampled_from(["x.yaml", "y.yaml"])), max_size=20)


@given(NAMES, st.integers(1, 7))
def test_every_cluster_is_in_exactly_one_shard_and_they_differ_by_one_at_the_most(
    clusters: list[tuple[str, str]], total: int
) -> None:
    shards = [Shard(index, total).holds(clusters) for index in range(1, total + 1)]
    assert sorted(number for one in shards for number in one) == list(range(len(clusters)))
    assert max(map(len, shards)) - min(map(len, shards)) <= 1


@given(st.permutations([("a", "x"), ("b", "x"), ("a", "y"), ("c", "x")]), st.integers(1, 4))
def test_the_order_in_which_clusters_are_read_does_not_matter(clusters: list[tuple[str, str]], index: int) -> None:
    expected = {1: {("a", "x")}, 2: {("a", "y")}, 3: {("b", "x")}, 4: {("c", "x")}}[index]
    assert {clusters[number] for number in Shard(index, 4).holds(clusters)} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("1/1", Shard(1, 1), id="all of it"),
        pytest.param("2/4", Shard(2, 4), id="one of several"),
        pytest.param("02/010000", Shard(2, 10_000), id="with zeros before it, as a script writes it"),
    ],
)
def test_a_shard_is_read(text: str, expected: Shard) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        pytest.param("0/4", "there is no shard '0/4'", "the first is 1/4, the last 4/4", id="counted from nought"),
        pytest.param("5/4", "there is no shard '5/4'", "the first is 1/4, the last 4/4", id="beyond the last"),
        pytest.param("1/0", "'1/0' shares the clusters among no jobs", "write which of how many", id="of none"),
        pytest.param("x", "'x' is no shard", "write which of how many", id="a word"),
        pytest.param("", "'' is no shard", "write which of how many", id="nothing, as of a variable that is not set"),
        pytest.param("-1/4", "'-1/4' is no shard", "write which of how many", id="below nought"),
        pytest.param("1/4\n", "'1/4\\n' is no shard", "write which of how many", id="with a line end"),
        pytest.param("١/٤", "'١/٤' is no shard", "write which of how many", id="digits of another script"),
        pytest.param("1/10001", "'1/10001' asks for too many shards", "the most is 10,000", id="too many"),
        pytest.param("1/" + "9" * 9_999, "'1/999999999999999999…' asks for too many shards", "10,000", id="huge"),
        pytest.param("9" * 9_999 + "/4", "there is no shard '99999999999999999999…'", "4/4", id="a huge one of four"),
    ],
)
def test_what_is_no_shard_is_told(text: str, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert problem.message == message
    assert hint in (problem.hint or "")
