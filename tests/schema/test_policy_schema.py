"""The schema of policies: up to date in `docs`, and at one with the models."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.errors import Problem, SpecError
from aksnet.schema.policy_schema import policy_schema, policy_schema_text
from aksnet.spec.loading import document
from aksnet.spec.policy import Policy
from aksnet.spec.validation import validated
from editors import Validator, as_editor
from places import ROOT
from schema_specs import JUNK, TEXTS, places_in

FILE = ROOT / "docs" / "policy.v1.schema.json"
VALIDATOR = Validator(policy_schema())
WHOLE = {
    "$schema": "aksnet.policy.schema.json",
    "allowed_modes": ["overlay", "azure", "none"],
    "network_policy": ["none", "cilium"],
    "minimum_prefixes": {"pod_cidr": 20, "service_cidr": 22, "node_subnet": None, "pod_subnet": 32},
    "forbidden_ranges": ["10.0.0.0/8", {"range": "fd00::/8", "reason": "ours"}, {"range": "10.0.0.0/9"}],
    "severities": {"AKN401": "error", "AKN102": "info", "b": {"severity": "off", "reason": "x"}, "c": {"severity": False, "reason": "y"}},
    "ignores": [{"rule": "AKN401", "reason": "soon", "paths": ["legacy/", "!legacy/new/", "**/x?.tf"]}, {"rule": "a", "reason": "b"}],
    "exclude": ["templates/", "!a", "..a/b...", "a#"],
}  # fmt: skip
# What a schema cannot say: what is no pattern of .gitignore, and what is to be filled in where any text will do.
CLOSED = re.compile("is no glob|is not filled in yet")


def test_file_is_up_to_date(update_golden: bool) -> None:
    if update_golden:
        FILE.write_text(policy_schema_text(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == policy_schema_text()


def test_it_is_a_schema_of_draft_7() -> None:
    jsonschema.Draft7Validator.check_schema(policy_schema())


def _problems(data: Any) -> list[Problem]:
    return _problems_of("policy.json", json.dumps(data))


def _problems_of(name: str, text: str) -> list[Problem]:
    """What the model says, and what is said of every rule that is off."""
    try:
        policy = validated(Policy, document(name, text))
    except SpecError as error:
        return list(error.problems)
    bare = [word for word, one in policy.severities.items() if one.severity == "off" and one.reason is None]
    return [Problem(f"{word} is made looser without a reason") for word in bare]


def test_a_policy_with_every_field_is_right() -> None:
    assert WHOLE.keys() == {*Policy.model_fields, "$schema"}
    assert not _problems(WHOLE)
    assert not list(VALIDATOR.iter_errors(WHOLE))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        pytest.param(
            "severities: {AKN401: {severity: off, reason: x}, AKN301: {severity: 'off', reason: y}}",
            True,
            id="off without quotes, and in them",
        ),
        pytest.param("severities: {AKN401: off}", False, id="nothing but off, without quotes"),
        pytest.param("severities: {AKN401: 'off'}", False, id="nothing but off, in quotes"),
        pytest.param("severities: {AKN401: false}", False, id="nothing but false"),
        pytest.param("severities: {AKN401: {severity: off}}", False, id="off without a reason"),
        pytest.param("severities: {AKN401: {severity: off, reason: null}}", False, id="off with nothing as its reason"),
        pytest.param("allowed_modes: [dynamic]", True, id="a mode by another name"),
        pytest.param("{}", True, id="nothing yet"),
        pytest.param("allowed_modes: []", False, id="no mode at all"),
        pytest.param("severities: {AKN401: fatal}", False, id="a severity that is none"),
        pytest.param("forbidden_ranges: [10.0.0.0]", False, id="a range that is none"),
        pytest.param("exclude: ['!a', b]", False, id="an exception at first"),
        pytest.param("exclude: [./a]", False, id="a path from here"),
        pytest.param("exclude: [a/../b]", False, id="a path upwards"),
        pytest.param("exclude: ['!..']", False, id="an exception upwards"),
        pytest.param("exclude: ['#a']", False, id="a comment"),
        pytest.param("ignores: [{rule: AKN401}]", False, id="no reason"),
    ],
)
def test_schema_and_models_judge_alike(text: str, right: bool) -> None:
    assert VALIDATOR.is_valid(as_editor(text)) == right
    assert bool(_problems_of("policy.yaml", text)) != right


@st.composite
def _changed(draw: st.DrawFn) -> Any:
    """The whole policy with one change."""
    made: Any = json.loads(json.dumps(WHOLE))
    *above, last = draw(st.sampled_from([one for one in places_in(made) if one]))
    node = made
    for key in above:
        node = node[key]
    if draw(st.integers(0, 4)) == 0:
        del node[last]
    elif isinstance(node, dict) and draw(st.integers(0, 3)) == 0:
        node[draw(st.sampled_from(["range", "reason", "severity", "nope", "rule"]))] = draw(JUNK)
    else:
        node[last] = draw(
            st.one_of(JUNK, st.sampled_from([*TEXTS, "off", "error", "none", "calico", "!a", "#a", "../a", "/"]))
        )
    return made


@settings(max_examples=300)
@given(_changed())
def test_policies_with_one_change_are_judged_alike(policy: Any) -> None:
    problems, right = _problems(policy), VALIDATOR.is_valid(policy)
    assert right or problems, [one.message for one in VALIDATOR.iter_errors(policy)]
    assert not right or all(CLOSED.search(one.message) for one in problems), problems
