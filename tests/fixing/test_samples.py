"""What a rule offers as the fix of its own sample can be made, mends it, and breaks nothing else."""

from __future__ import annotations

import pytest

from aksnet.fixing.choosing import applied, edits_of
from aksnet.rules.sampling import Part, sample_of
from judging import SAMPLED, findings_of

# Rules whose bad sample is a file, and whose findings in it have fixes.
FIXABLE = ("AKN221", "AKN801", "AKN802", "AKN810", "AKN827", "AKN834")


def test_rules_with_fixes_are_these() -> None:
    bad = {rule.id: sample_of(rule.id).bad for rule in SAMPLED}
    files = {name: findings_of(part) for name, part in bad.items() if not part.is_spec}
    assert tuple(name for name, found in files.items() if any(one.fix is not None for one in found)) == FIXABLE


@pytest.mark.parametrize("rule", FIXABLE)
def test_the_fix_of_a_sample_mends_it(rule: str) -> None:
    bad = sample_of(rule).bad
    found = findings_of(bad)
    edits = edits_of(found, {f"main{bad.suffix}": bad.text})
    assert set(edits) == {finding for finding in found if finding.fix is not None}
    after = applied(bad.text, [edit for each in edits.values() for edit in each])
    left = [finding for finding in found if finding.fix is None]
    assert len(findings_of(Part(after, bad.options, bad.suffix))) == len(left)
