"""The tables of what azurerm does with a change: every row is of an argument that there is, and one holds at a time."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import INLINE, arguments_of
from aksnet.transitions.azurerm import boundaries, cluster_rows, pool_rows
from aksnet.transitions.azurerm.attributes import Attribute
from aksnet.transitions.azurerm.sides import AUTOMATIC, CLUSTER, POOL

TABLES = (
    pytest.param(cluster_rows.CLUSTER, CLUSTER, "", id="a cluster"),
    pytest.param(pool_rows.DEFAULT_POOL, CLUSTER, f"{INLINE}.", id="the default pool"),
    pytest.param(pool_rows.POOL, POOL, "", id="a node pool"),
    pytest.param(cluster_rows.AUTOMATIC, AUTOMATIC, "", id="an automatic cluster"),
)


@pytest.mark.parametrize(("rows", "kind", "base"), TABLES)
def test_every_row_is_of_an_argument_that_there_is(rows: tuple[Attribute, ...], kind: str, base: str) -> None:
    assert {base + row.path for row in rows} <= arguments_of(kind).keys()


@pytest.mark.parametrize(("rows", "kind", "base"), TABLES)
def test_one_row_of_an_argument_holds_at_a_time(rows: tuple[Attribute, ...], kind: str, base: Any) -> None:
    for version in boundaries():
        paths = [row.path for row in rows if row.holds(version)]
        assert len(paths) == len(set(paths)), version


@pytest.mark.parametrize(("rows", "kind", "base"), TABLES)
def test_a_kept_argument_has_no_default_of_its_own(rows: tuple[Attribute, ...], kind: str, base: Any) -> None:
    assert [row.path for row in rows if row.kept and row.default is not None] == []


def test_what_changes_is_a_boundary() -> None:
    rows = (*cluster_rows.CLUSTER, *pool_rows.DEFAULT_POOL, *pool_rows.POOL)
    starts = {row.since for row in rows if row.since > Version(0)}
    assert starts <= set(boundaries())
