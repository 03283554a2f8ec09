"""Every rule fires on its bad sample, where no other rule does, and nothing is found in its good one."""

from __future__ import annotations

import pytest

from aksnet.rules import RULES
from aksnet.rules.base import Rule
from aksnet.rules.sampling import path_of, sample_of
from aksnet.spec import yaml_text
from aksnet.spec.policy import Policy
from judging import SAMPLED, findings_of

ALL = pytest.mark.parametrize("rule", SAMPLED, ids=lambda rule: rule.id)


def _policy(rule: Rule) -> Policy | None:
    part = sample_of(rule.id).policy
    return Policy.model_validate(yaml_text.parse(part.text, "policy").plain()) if part is not None else None


@ALL
def test_rule_fires_on_its_bad_sample_and_no_other_does(rule: Rule) -> None:
    findings = findings_of(sample_of(rule.id).bad, _policy(rule))
    assert {finding.rule for finding in findings} == {rule.id}, findings


@ALL
def test_nothing_is_found_in_the_good_sample(rule: Rule) -> None:
    assert findings_of(sample_of(rule.id).good, _policy(rule)) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_says_what_happens_and_why(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert len(rule.summary) < 120
    assert "\n" not in rule.summary
    assert rule.why.endswith(".")
    assert rule.answer.endswith(".")
    assert rule.answer[0].isupper()
    # what aksnet itself asks for, about ignores and policies, has no page elsewhere
    assert bool(rule.sources) != rule.id.startswith(("AKN6", "AKN7"))


def test_every_sample_belongs_to_a_rule() -> None:
    directory = path_of("AKN101").parent
    assert {path.stem for path in directory.iterdir()} == {rule.id for rule in SAMPLED}
