"""Tables of pages: a value stays in its cell."""

from __future__ import annotations

import pytest

from aksnet.documenting.markdown import code, table


@pytest.mark.parametrize(
    ("row", "line"),
    [
        pytest.param(("a", "b"), "| a | b |", id="two texts"),
        pytest.param(("a|b", ""), "| a\\|b |  |", id="a bar in a text is none between cells"),
        pytest.param((code("x|y"), 3), "| `x\\|y` | 3 |", id="a bar in code, and a number"),
    ],
)
def test_a_row_has_as_many_cells_as_values(row: tuple[object, ...], line: str) -> None:
    assert list(table(("one", "two"), [row])) == ["| one | two |", "| --- | --- |", line]


def test_words_are_parted_by_commas() -> None:
    assert code("a", 1) == "`a`, `1`"
