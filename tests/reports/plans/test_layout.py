"""The geometry of the pictures: places, bars, grids, letters, slices, and which parts of a map are drawn larger."""

from __future__ import annotations

from ipaddress import IPv4Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.planning.balance import Balance, RangeKind
from aksnet.reports.plans.pictures.layout import Box, grid, place, run, strips
from aksnet.reports.plans.pictures.lettering import ELLIPSIS, NAME, SMALL, foreign
from aksnet.reports.plans.pictures.sections import Entry, clashes_of
from aksnet.reports.plans.pictures.slices import Moment, Role, Slice, by_role, slices_of
from aksnet.reports.plans.pictures.zooming import common, details_of
from plans import only, plan

PAPER = Box(0, 0, 1024, 512)
WHOLE = IPv4Network("10.0.0.0/16")
BLOCKS = st.integers(16, 32).flatmap(
    lambda length: st.integers(0, (1 << (length - 16)) - 1).map(
        lambda n: IPv4Network(((10 << 24) + (n << (32 - length)), length))
    )
)


def _subnet(number: int, *texts: str) -> Entry:
    networks = tuple(map(IPv4Network, texts))
    return Entry(number, Balance(RangeKind.SUBNET, f"s{number}", (), texts, networks, vnet=("vnet",)))


@given(BLOCKS)
def test_the_area_of_a_block_is_in_proportion_to_its_addresses(block: IPv4Network) -> None:
    box = place(WHOLE, block, PAPER)
    assert box.width * box.height * WHOLE.num_addresses == PAPER.width * PAPER.height * block.num_addresses


@given(BLOCKS, BLOCKS)
def test_blocks_overlap_on_paper_only_where_their_addresses_do(one: IPv4Network, other: IPv4Network) -> None:
    a, b = place(WHOLE, one, PAPER), place(WHOLE, other, PAPER)
    apart = a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    assert apart is not one.overlaps(other)


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("10.0.0.0/16", PAPER),
        ("10.0.0.0/17", Box(0, 0, 512, 512)),
        ("10.0.128.0/17", Box(512, 0, 512, 512)),
        ("10.0.64.0/18", Box(0, 256, 512, 256)),
        ("10.0.32.0/19", Box(256, 0, 256, 256)),
    ],
)
def test_each_step_of_a_prefix_halves_the_longer_side(text: str, box: Box) -> None:
    assert place(WHOLE, IPv4Network(text), PAPER) == box


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=30))
def test_a_bar_has_no_gaps_and_ends_where_it_is_full(sizes: list[int]) -> None:
    made = strips([Slice(Role.PODS, "pods", size) for size in sizes], Box(5, 0, 100, 10), sum(sizes))
    ends = [5.0, *(one.box.x + one.box.width for one in made)]
    assert [one.box.x for one in made] == pytest.approx(ends[:-1])
    assert ends[-1] == pytest.approx(105)
    assert sum(piece.addresses for one in made for piece in one.slices) == sum(sizes)


@pytest.mark.parametrize(
    ("size", "cells", "prefix"), [(256, 1, 24), (65536, 256, 24), (1 << 20, 512, 21), (1 << 24, 512, 17)]
)
def test_a_grid_has_no_more_cells_than_can_be_seen(size: int, cells: int, prefix: int) -> None:
    made = grid(size, 0, 0, 360)
    assert made is not None
    assert (made.cells, made.prefix, made.columns * made.rows) == (cells, prefix, cells)


def test_a_range_smaller_than_the_block_of_a_node_has_no_grid() -> None:
    assert grid(128, 0, 0, 360) is None


@given(st.integers(8, 20), st.data())
def test_a_run_of_cells_has_the_area_of_so_many_cells(bits: int, data: st.DataObject) -> None:
    made = grid(1 << bits, 0, 0, 360)
    if made is None:
        return
    first = data.draw(st.floats(0, made.cells))
    last = data.draw(st.floats(first, made.cells))
    area = sum(box.width * box.height for box in run(made, first, last))
    assert area == pytest.approx((last - first) * made.cell * made.cell_height, abs=0.01)


@given(st.text(max_size=40), st.floats(0, 300))
def test_a_shortened_text_has_room(text: str, room: float) -> None:
    short = SMALL.shortened(text, room)
    assert SMALL.fits(short, room)
    assert short in ("", text) or short.endswith(ELLIPSIS)


@given(st.text(max_size=200), st.floats(60, 600))
def test_wrapped_lines_have_room(text: str, room: float) -> None:
    assert all(NAME.fits(line, room) for line in NAME.wrapped(text, room))


def test_only_letters_that_have_been_measured_are_drawn_as_they_are() -> None:
    assert not foreign("10.0.0.0/16 pods-user_1 fd00:db8::/64, 100 %: ✓ ✗ × ⌈⌉ …")
    assert foreign("网络")


def test_overlapping_subnets_are_found() -> None:
    entries = [
        _subnet(1, "10.0.0.0/16"),
        _subnet(2, "10.0.1.0/24"),
        _subnet(3, "10.0.1.0/24"),
        _subnet(4, "10.1.0.0/16"),
    ]
    assert clashes_of(entries) == {1: {2, 3}, 2: {1, 3}, 3: {1, 2}}


def test_small_subnets_are_drawn_once_more() -> None:
    entries = [_subnet(1, "10.0.0.0/17"), _subnet(2, "10.0.200.0/28"), _subnet(3, "10.0.200.16/28")]
    assert details_of(WHOLE, entries, PAPER) == [IPv4Network("10.0.200.0/27")]
    assert details_of(WHOLE, entries[:1], PAPER) == []


def test_a_small_subnet_alone_is_drawn_with_its_surroundings() -> None:
    assert common([IPv4Network("10.0.200.32/28")]) == IPv4Network("10.0.200.0/24")
    assert common([IPv4Network("0.0.0.0/2")]) == IPv4Network("0.0.0.0/0")


SPEC = """
name: x
location: westeurope
network: {plugin: node-subnet}
vnet: {address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/%s}}}
pools:
  - {name: system, mode: System, vm_size: Standard_D4s_v5, count: 2, max_pods: 30, subnet: nodes, max_surge: 1}
  - {name: user, vm_size: Standard_D4s_v5, min: 1, max: 3, max_pods: 50, subnet: nodes, max_surge: 1}
"""


def test_slices_are_what_is_in_a_range() -> None:
    balance = only(plan(SPEC % 22), RangeKind.NODE_SUBNET)
    assert slices_of(balance, Moment.UPGRADE) == [
        Slice(Role.RESERVED, "reserved by Azure", 5),
        Slice(Role.NODES, "nodes system", 2),
        Slice(Role.NODES, "nodes user", 3),
        Slice(Role.PODS, "pods system", 60),
        Slice(Role.PODS, "pods user", 150),
        Slice(Role.SURGE, "surge system", 31),
        Slice(Role.SURGE, "surge user", 51),
        Slice(Role.FREE, "free", 1024 - 302),
    ]
    assert [one.addresses for one in slices_of(balance, Moment.NOW)][1:3] == [2, 1]
    assert not any(one.role is Role.SURGE for one in slices_of(balance, Moment.MOST))


def test_slices_that_do_not_fit_are_cut_and_what_is_missing_is_over() -> None:
    balance = only(plan(SPEC % 26), RangeKind.NODE_SUBNET)
    made = slices_of(balance)
    assert made[-1] == Slice(Role.OVER, "missing", 302 - 64)
    assert sum(one.addresses for one in made[:-1]) == 64


def test_slices_of_a_role_go_together() -> None:
    slices = [Slice(Role.NODES, "nodes a", 2), Slice(Role.NODES, "nodes b", 3), Slice(Role.FREE, "free", 4)]
    assert by_role(slices) == [Slice(Role.NODES, "nodes", 5), Slice(Role.FREE, "free", 4)]
