"""Clusters of one fleet have names that differ, and so has what is to be filled in."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.importing.apart import Member, told_apart
from aksnet.importing.imported import Imported, Open
from aksnet.spec.placeholders import placeholder


def _member(name: str | None, *words: str, source: int = 0, place: str = "main.tf:1:1", **opened: str) -> Member:
    """A cluster, with placeholders by their keys; behind a colon stands the sign."""
    signs = {key: text.partition(":")[::2] for key, text in opened.items()}
    values: dict[str, Any] = {"name": name} if name is not None else {}
    values |= {key: placeholder(text) for key, (text, _) in signs.items()}
    opens = tuple(Open(text, (key,), key, "why", None, sign or None) for key, (text, sign) in signs.items())
    return Member(Imported(values, {}, opens), source, place, words)


def _names(*members: Member) -> list[object]:
    return [one.spec["name"] for one in told_apart(members)]


@pytest.mark.parametrize(
    ("members", "names"),
    [
        pytest.param([_member("a"), _member("b")], ["a", "b"], id="names that differ stay"),
        pytest.param([_member("a", "dev"), _member("a", "prod")], ["a", "a-prod"], id="a folder tells them apart"),
        pytest.param(
            [_member("a", "x", "one"), _member("a", "x", "two")], ["a", "a-two"], id="what both have does not"
        ),
        pytest.param([_member("a"), _member("a"), _member("a")], ["a", "a-2", "a-3"], id="at last they are counted"),
        pytest.param([_member("a"), _member("a"), _member("a-2")], ["a", "a-3", "a-2"], id="no name is taken twice"),
        pytest.param([_member("a", ""), _member("a", "ü.ö/x")], ["a", "a-x"], id="a name has only what names may have"),
        pytest.param([_member("a" * 63), _member("a" * 63)], ["a" * 63, "a" * 61 + "-2"], id="nor is it too long"),
        pytest.param(
            [_member("aks-cluster"), _member("aks-cluster", "203_private_aks_multi_private_dns_zone")],
            ["aks-cluster", "aks-cluster-203_private_aks_multi_private_dns_zone"],
            id="a word that has room is whole",
        ),
        pytest.param(
            [_member("a" * 40), _member("a" * 40, "203_private_aks_multi_private_dns_zone")],
            ["a" * 40, "a" * 36 + "-aks_multi_private_dns_zone"],
            id="of one that has none there are whole parts",
        ),
        pytest.param([_member("a"), _member("a", "b" * 70)], ["a", "a-" + "b" * 61], id="one without parts is cut"),
        pytest.param(
            [_member(placeholder("name")), _member(placeholder("name"), "prod")],
            [placeholder("name"), placeholder("name_of_prod")],
            id="names to be filled in differ",
        ),
        pytest.param([_member(None), _member(None)], [placeholder("name"), placeholder("name_of_2")], id="as none do"),
    ],
)
def test_names_differ(members: list[Member], names: list[str]) -> None:
    assert _names(*members) == names


def test_a_name_that_is_not_its_own_has_a_remark() -> None:
    one, two = told_apart([_member("a", place="dev/main.tf:3:1"), _member("a", "prod", place="prod/main.tf:3:1")])
    assert not one.remarks
    assert two.remarks == {
        ("name",): "prod/main.tf:3:1: its name is a, as that of the cluster at dev/main.tf:3:1; in a fleet names differ"
    }


@pytest.mark.parametrize(
    ("members", "texts"),
    [
        pytest.param(
            [_member("a", pods="p:s"), _member("b", pods="p:s")], ["p", "p"], id="one value has one name in one folder"
        ),
        pytest.param(
            [_member("a", pods="p:s"), _member("b", pods="p:s", source=1)], ["a.p", "b.p"], id="two folders have two"
        ),
        pytest.param([_member("a", pods="p:s"), _member("b", pods="p:t")], ["a.p", "b.p"], id="two signs are two"),
        pytest.param([_member("a", pods="p"), _member("b", pods="p")], ["a.p", "b.p"], id="nothing tells of one"),
        pytest.param([_member("a", pods="p"), _member("b", pods="q")], ["p", "q"], id="other names stay"),
    ],
)
def test_what_is_to_be_filled_in_twice_has_two_names(members: list[Member], texts: list[str]) -> None:
    made = told_apart(members)
    assert [one.spec["pods"] for one in made] == [placeholder(text) for text in texts]
    assert [one.placeholders[0].name for one in made] == texts


def test_a_cluster_without_a_name_keeps_one_name_for_what_has_its_value() -> None:
    members = [_member(placeholder("n"), dns="n:s"), _member(placeholder("n"), "prod", dns="n:s", source=1)]
    one, two = told_apart(members)
    assert one.spec["name"] == one.spec["dns"] == placeholder("n")
    assert two.spec["name"] == two.spec["dns"] == placeholder("n_of_prod")
