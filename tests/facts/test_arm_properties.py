"""The table of ARM's properties is what the reference data says, and agrees with the tables that targets write by."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts import arm, arm_properties, arm_versions, bounds, features
from aksnet.facts.arm_properties import Property, Span, Spans, tables
from arm_history import table_of
from places import PACKAGE, reference

FILE = PACKAGE / "facts" / "arm_properties.txt"
ROWS = [("cluster", row) for row in arm.CLUSTER.values()] + [("pool", row) for row in arm.POOL.values()]
WORDS = [("cluster", *one) for one in arm.CLUSTER_WORDS.items()] + [("pool", *one) for one in arm.POOL_WORDS.items()]
# What documents and az know, and no published API version has.
ONLY_TOLD = {"block"}


def test_table_is_what_the_reference_says(update_golden: bool) -> None:
    text = table_of(reference("arm-network-types.json"))
    if update_golden:
        FILE.write_text(text, encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == text, "run this test with --update-golden"


def test_table_has_every_property_and_word_of_every_version_of_the_reference() -> None:
    """First and last versions say it all only where nothing comes, goes and comes again."""
    types = reference("arm-network-types.json")
    for version, sections in types["versions"].items():
        for section, kind, base in (("networkProfile", "cluster", "networkProfile."), ("cluster", "cluster", ""), ("agentPoolProfile", "pool", "")):  # fmt: skip
            said = {f"{base}{path}": set(types["shapes"][shape].get("enum", ())) for path, shape in sections[section].items()}  # fmt: skip
            assert said == _of(version, kind, base), version


def _of(version: str, kind: str, base: str) -> dict[str, set[str]]:
    there = [row for row in tables()[kind].values() if row.spans.has(version) and _belongs(row.path, kind, base)]
    return {row.path: {word for word, spans in row.words.items() if spans.has(version)} for row in there}


def _belongs(path: str, kind: str, base: str) -> bool:
    return path.startswith(base) and (kind == "pool" or bool(base) or path.partition(".")[0] != "networkProfile")


def test_versions_are_those_of_the_reference() -> None:
    versions = reference("arm-network-types.json")["allVersions"]
    assert sorted(arm_versions.STABLE) == sorted(versions["stable"])
    assert sorted(arm_versions.PREVIEWS) == sorted(versions["preview"])


def test_versions_are_in_order_and_each_is_there_once() -> None:
    for versions in (arm_versions.STABLE, arm_versions.PREVIEWS):
        assert list(versions) == sorted(set(versions))
    assert len(arm_versions.ALL) == 119


@pytest.mark.parametrize(("kind", "row"), [one for one in ROWS if one[1].path in {p.path for p in tables()[one[0]].values()}], ids=lambda one: getattr(one, "path", one))  # fmt: skip
def test_properties_that_are_written_have_the_same_versions(kind: str, row: arm.Property) -> None:
    """`_OLD` stands for whatever is older than all that is written."""
    found = tables()[kind][row.path.lower()]
    first = found.spans.stable.first or arm.PREVIEW
    assert max(first, "2021-01-01") == row.since
    for word, since in row.values.items():
        assert (found.words[word].stable.first or arm.PREVIEW) == since


@pytest.mark.parametrize(("kind", "path", "words"), WORDS, ids=lambda one: one if isinstance(one, str) else "")
def test_words_that_rules_ask_for_are_words_of_the_property(kind: str, path: str, words: tuple[str, ...]) -> None:
    table = tables()[kind]
    found = table.get(f"{path.lower()}[]") or table.get(path.lower())
    if found is not None:  # what stands beside properties, and what is no word of the API's, is not in the table
        assert {*words} - ONLY_TOLD <= found.words.keys()


SPANS = Spans(Span("2023-10-01"), Span("2022-08-02", "2026-05-02"))


@pytest.mark.parametrize(
    ("spans", "version", "has"),
    [
        pytest.param(SPANS, "2023-10-01", True, id="the first stable version"),
        pytest.param(SPANS, "2023-09-01", False, id="a stable version before, though a preview is older"),
        pytest.param(SPANS, "2022-08-02-preview", True, id="the first preview"),
        pytest.param(SPANS, "2026-05-02-preview", True, id="the last preview"),
        pytest.param(SPANS, "2026-06-02-preview", False, id="a preview after the last"),
        pytest.param(Spans(Span(None), Span("2022-08-02")), "2026-08-01", False, id="no stable version at all"),
    ],
)
def test_spans(spans: Spans, version: str, has: bool) -> None:
    assert spans.has(version) is has


def test_bounds_that_rules_have_are_those_of_the_types() -> None:
    table = tables()["cluster"]
    assert {one.path: (one.low, one.high) for one in bounds.BOUNDS} == {
        one.path: table[f"networkProfile.{one.path}".lower()].within for one in bounds.BOUNDS
    }
    gateway = (features.MIN_GATEWAY_PREFIX, features.MAX_GATEWAY_PREFIX)
    assert tables()["pool"]["gatewayprofile.publicipprefixsize"].within == gateway


def test_pools_have_no_name_twice() -> None:
    listed = {path for path in tables()["pool"] if "." not in path and "[" not in path}
    others = [one.lower() for one in arm_properties.OTHERS_OF_POOLS]
    assert len(others) == len(set(others))
    assert listed.isdisjoint(others)


def test_members_that_are_listed_all_are_in_the_table() -> None:
    for kind, paths in arm_properties.COMPLETE.items():
        assert all(isinstance(tables()[kind].get(path.lower()), Property) for path in paths)


def test_names_of_pools_are_all_that_the_library_has() -> None:
    models: Any = pytest.importorskip("azure.mgmt.containerservice.models")
    fields = type(models.ManagedClusterAgentPoolProfile())._attr_to_rest_field
    names = {field._rest_name.lower() for field in fields.values()}
    known = {*tables()["pool"], *(one.lower() for one in arm_properties.OTHERS_OF_POOLS)}
    assert names - known == set()
