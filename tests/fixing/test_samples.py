"""What a rule offers as the fix of its own sample can be made, mends it, and breaks nothing else."""

from __future__ import annotations

import pytest

from aksnet.fixing.choosing import applied, edits_of
from aksnet.rules.sampling import Part, sample_of
from judging import SAMPLED, findings_of


def _fixable() -> list[str]:
    """Rules whose bad sample is a file, and whose findings in it have fixes."""
    files = [rule.id for rule in SAMPLED if not sample_of(rule.id).bad.is_spec]
    return [one for one in files if any(finding.fix is not None for finding in findings_of(sample_of(one).bad))]


FIXABLE = _fixable()


def test_there_are_rules_with_fixes() -> None:
    assert "AKN221" in FIXABLE


@pytest.mark.parametrize("rule", FIXABLE)
def test_the_fix_of_a_sample_mends_it(rule: str) -> None:
    bad = sample_of(rule).bad
    found = findings_of(bad)
    edits = edits_of(found, {f"main{bad.suffix}": bad.text})
    assert set(edits) == {finding for finding in found if finding.fix is not None}
    after = applied(bad.text, [edit for each in edits.values() for edit in each])
    left = [finding for finding in found if finding.fix is None]
    assert len(findings_of(Part(after, bad.options, bad.suffix))) == len(left)
