"""Bodies with everything that an API version has, and with what it does not have, by the reference data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from aksnet.facts.arm_properties import tables
from aksnet.rules import RULES, Context, check
from arm_clusters import cluster_from_arm
from places import REFERENCE, reference
from rendering import TODAY

FILE = "arm-network-types.json"
VERSIONS = list(json.loads((REFERENCE / FILE).read_text("utf-8"))["versions"]) if (REFERENCE / FILE).exists() else []
JUDGES = [rule for rule in RULES if rule.id in ("AKN830", "AKN832", "AKN833", "AKN834", "AKN835", "AKN836", "AKN837", "AKN839", "AKN841")]  # fmt: skip
MOST_WORDS = 16
PLAIN: dict[str, Any] = {"string": "x", "boolean": True, "integer": 1, "number": 1, "any": "x"}
# The flag of what nobody else writes.
WRITTEN_BY_THE_SERVICE = "readOnly"


def _found(version: str, properties: dict[str, Any]) -> list[tuple[str, str]]:
    view = cluster_from_arm({"name": "c", "apiVersion": version, "properties": properties})
    judged = check([view], Context(TODAY), JUDGES)
    assert judged.failures == ()
    return [(one.rule, one.message) for one in judged.findings]


def _put(body: dict[str, Any], path: str, value: Any) -> None:
    """Set what stands at a path in a body: `[]` is the one item of a list, `{}` the value of one free key."""
    steps = [one for one in re.split(r"\.|(\[\]|\{\})", path) if one]
    at: Any = body
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        made: Any = value if following is None else [] if following == "[]" else {}
        if step == "[]":
            at[:] = at or [made]
            at = at[0]
        else:
            at = at.setdefault("free.key" if step == "{}" else step, made)


def _values(types: Any, version: str, section: str, turn: int) -> Iterator[tuple[str, Any]]:
    """A value for every leaf that may be written; of its words the one whose turn it is."""
    hidden: set[str] = set()
    for path, index in types["versions"][version][section].items():
        shape = types["shapes"][index]
        if WRITTEN_BY_THE_SERVICE in shape.get("flags", ()) or path.startswith(tuple(hidden)):
            hidden.add(path)
        elif "enum" in shape:
            yield path, shape["enum"][turn % len(shape["enum"])]
        elif shape["t"] in PLAIN:
            yield path, shape.get("min", PLAIN[shape["t"]])


def _body(types: Any, version: str, turn: int) -> dict[str, Any]:
    properties: dict[str, Any] = {"networkProfile": {}, "agentPoolProfiles": [{}]}
    for section, body in (("cluster", properties), ("networkProfile", properties["networkProfile"]), ("agentPoolProfile", properties["agentPoolProfiles"][0])):  # fmt: skip
        for path, value in _values(types, version, section, turn):
            _put(body, path, value)
    return properties


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_that_a_version_has_is_right(version: str) -> None:
    types = reference(FILE)
    for turn in range(MOST_WORDS):
        assert _found(version, _body(types, version, turn)) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_that_a_version_does_not_have_is_told(version: str) -> None:
    for path, row in tables()["cluster"].items():
        outer = path.rpartition(".")[0]
        if (
            row.spans.has(version)
            or "[" in path
            or "{" in path
            or (outer and not tables()["cluster"][outer].spans.has(version))
        ):
            continue
        body: dict[str, Any] = {}
        _put(body, row.path, "x")
        assert ("AKN832", f"{row.path} is not in API version {version}") in _found(version, body)
