"""Which pool before is which afterwards."""

from __future__ import annotations

import pytest

from aksnet.transitions.pools import matched
from aksnet.view import Declaration, PoolView, Unknown, Value

Side = list[PoolView]


def inline(at: int, name: str | Unknown, symbol: str = "aks") -> PoolView:
    """A pool in the body of a cluster."""
    declared = Declaration("bicep", f"{symbol}.agentPoolProfiles[{at}]")
    return PoolView({"name": Value(name)}, declared=declared)


def alone(address: str, name: str | Unknown) -> PoolView:
    return PoolView({"name": Value(name)}, declared=Declaration("terraform", address))


def p(sign: str | None) -> Unknown:
    return Unknown("the parameter has no value", sign=sign)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([inline(0, "a"), inline(1, "b")], [inline(0, "b"), inline(1, "a")], [(0, 1), (1, 0)], id="by name"),
        pytest.param([inline(0, "a"), inline(1, "a")], [inline(0, "a"), inline(1, "a")], [(0, 0), (1, 1)], id="two of one name in their order"),
        pytest.param([inline(0, "a"), inline(1, "a")], [inline(0, "a")], [(1, 0)], id="of one name the last, where one side has more of it"),
        pytest.param([inline(0, p("1"))], [inline(0, p("1"), "other")], [(0, 0)], id="one expression in a resource that has another symbol"),
        pytest.param([inline(0, p("1")), inline(1, p("2"))], [inline(0, p("3")), inline(1, p("1")), inline(2, p("2"))], [(0, 1), (1, 2), (None, 0)], id="one expression at another place"),
        pytest.param([inline(0, p("1"))], [inline(0, p("2"))], [(0, 0)], id="by its place, where the expression is another"),
        pytest.param([inline(0, p(None))], [inline(0, p(None), "other")], [(0, None), (None, 0)], id="what has no sign is not the same"),
        pytest.param([alone("x.a", p("1")), alone("x.b", p("1"))], [alone("x.b", p("1")), alone("x.a", p("1"))], [(0, 1), (1, 0)], id="resources of Terraform's by address, whatever their names are made of"),
        pytest.param([alone("x.a", "a")], [alone("x.a", p("1"))], [(0, 0)], id="by address, where one name cannot be told"),
        pytest.param([alone("x.a", "a")], [alone("x.a", "b")], [(0, None), (None, 0)], id="another name is another pool"),
    ],
)  # fmt: skip
def test_which_is_which(before: Side, after: Side, expected: list[tuple[int | None, int | None]]) -> None:
    def at(side: Side, pool: PoolView | None) -> int | None:
        return next((number for number, one in enumerate(side) if one is pool), None)

    assert [(at(before, one), at(after, other)) for one, other in matched(before, after)] == expected
