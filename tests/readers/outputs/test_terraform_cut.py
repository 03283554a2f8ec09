"""What of a plan or a state is blanked is what is not read; all else stays where it is."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.expressions.source import Source
from aksnet.readers.documents import parsed
from aksnet.readers.outputs import terraform_json
from aksnet.readers.outputs.terraform_cut import is_terraform, without_others
from aksnet.readers.resources import Reading
from aksnet.readers.template import json_tree
from hostile import HOSTILE
from terraform_outputs import AWS, AZAPI, CLUSTER, POOL, change, cluster, plan, pool, shown, stored

THIS, USER = f"{CLUSTER}.this", f"{POOL}.user"
NESTED = {"resources": [{"type": "aws_vpc", "mode": "managed"}], "prior_state": 1}


def cut(document: Any) -> Any:
    return json.loads(without_others(json.dumps(document)))


def read(source: Source, *, whole: bool) -> Reading:
    """What is read of a text, cut or as it is."""
    root = json_tree.parse(source).root if whole else parsed(source).root
    assert root is not None
    return terraform_json.with_before(terraform_json.read(root, source), root, source)


def types(items: list[Any]) -> list[Any]:
    return [item and item["type"] for item in items]


def azapi(kind: str) -> dict[str, Any]:
    return {"type": kind, "name": "a", "body": {"properties": {}}}


@pytest.mark.parametrize(
    ("address", "values", "provider", "kept"),
    [
        pytest.param(THIS, cluster(), "azurerm", True, id="a cluster"),
        pytest.param(USER, pool(), "azurerm", True, id="a pool"),
        pytest.param("azurerm_subnet.a", {"name": "a"}, "azurerm", True, id="a subnet"),
        pytest.param("azapi_resource.a", azapi("Microsoft.ContainerService/managedClusters@2025-10-01"), AZAPI, True, id="a cluster of azapi"),
        pytest.param("azapi_resource.a", azapi("microsoft.network/virtualnetworks@2024-01-01"), AZAPI, True, id="a network of azapi in small letters"),
        pytest.param("azapi_resource.a", azapi("Microsoft.Storage/storageAccounts@2024-01-01"), AZAPI, False, id="another resource of azapi"),
        pytest.param("azurerm_storage_account.a", {"name": "a"}, "azurerm", False, id="another resource of azurerm"),
        pytest.param("aws_vpc.a", NESTED, AWS, False, id="another provider"),
    ],
)  # fmt: skip
def test_which_resources_stay(address: str, values: Any, provider: str, kept: bool) -> None:
    changed = change(address, values, values, provider)
    made, state = cut(plan(changed)), cut(shown(changed))
    kind = changed["type"] if kept else None
    assert types(made["planned_values"]["root_module"]["resources"]) == [kind]
    assert types(made["resource_changes"]) == [kind]
    assert made["prior_state"] is None
    assert types(state["values"]["root_module"]["resources"]) == [kind]
    assert types(cut(stored((address, values)))["resources"]) == [kind]


def test_what_a_cluster_has_by_such_names_stays() -> None:
    tags = {"a": '"resources": [', "resources": NESTED["resources"], "b": '\\"resource_changes": [{"'}
    document = plan(change(THIS, cluster(tags=tags), cluster(tags=tags)))
    assert {**cut(document), "prior_state": 0} == {**document, "prior_state": 0}


def test_the_state_before_stays_where_there_are_no_changes() -> None:
    document = {**plan(), "prior_state": shown(change(THIS, cluster(), None))}
    assert cut(document) == document


@pytest.mark.parametrize("indent", [None, 2])
def test_places_are_those_of_the_whole_text(indent: int | None) -> None:
    others = [change(f"aws_vpc.a{number}", NESTED, {"x": "\n\u00e9\U0001f600"}, AWS) for number in range(3)]
    document = plan(*others, change(f"module.m.{THIS}", cluster(), cluster()), *others)
    text = json.dumps(document, indent=indent, ensure_ascii=False)
    source = Source("x.json", text)
    assert read(source, whole=False) == read(source, whole=True)
    assert len(without_others(text)) == len(text)


ROWS = st.sampled_from([(THIS, cluster(), "azurerm"), (USER, pool(), "azurerm"), ("aws_vpc.a", NESTED, AWS), ("azapi_resource.a", azapi("x"), AZAPI)])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(ROWS, st.sampled_from(sorted(HOSTILE.values())), st.booleans()), max_size=6),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_what_is_read_is_what_the_whole_text_says(rows: Any, indent: int | None, ordered: bool) -> None:
    changes = [
        change(f"{address}{number}", {**values, "tags": {"a": text}}, None if gone else values, provider)
        for number, ((address, values, provider), text, gone) in enumerate(rows)
    ]
    source = Source("x.json", json.dumps(plan(*changes), indent=indent, sort_keys=ordered))
    assert read(source, whole=False) == read(source, whole=True)


@pytest.mark.parametrize(
    "text",
    [
        '{"resources": [{"type": "aws_vpc"',
        '{"resources": [{"type": "aws_vpc"} {"type": "aws_vpc"}]}',
        '{"resources": [{"type": "aws_vpc", }]}',
        '{"format_version": "1.0", "resources": [nonsense]}',
        '{"resources": []}',
        '{"resources": [',
        '{"resources": [' + "[" * 100_000,
        '{"resources": [{"a": ' + "[" * 100_000,
        "",
    ],
)
def test_what_is_broken_is_told_by_who_reads_it(text: str) -> None:
    cut = without_others(text)
    assert len(cut) == len(text)
    assert json_tree.parse(Source("x", cut)).faults == json_tree.parse(Source("x", text)).faults


@pytest.mark.parametrize(
    "resource",
    [
        pytest.param({"type": "Microsoft.Network/virtualNetworks", "mode": "Incremental"}, id="a type of ARM"),
        pytest.param({"type": "vnet", "name": "a"}, id="no mode"),
        pytest.param({"mode": "managed"}, id="no type"),
    ],
)
def test_what_is_no_resource_of_terraform_stays(resource: Any) -> None:
    document = {"tags": {"terraform_version": "1.11"}, "resources": [resource]}
    assert cut(document) == document


def test_only_what_terraform_says_is_looked_through() -> None:
    assert is_terraform(json.dumps(plan()))
    assert is_terraform(json.dumps(stored()))
    assert not is_terraform('{"resources": [{"type": "Microsoft.Network/virtualNetworks"}]}')


def test_many_values_of_others_are_no_fault() -> None:
    many = stored(("aws_vpc.a", {"x": list(range(json_tree.MAX_VALUES))}), (THIS, cluster()))
    found = parsed(Source("x.tfstate", json.dumps(many)))
    assert not found.faults
    assert re.search("azurerm", repr(found.root))
