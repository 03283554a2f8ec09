"""Every documented fact is accounted for in `docs/ledger.yaml`: by rules, or by what else takes care of it, or why none can."""

from __future__ import annotations

import re

import pytest
import yaml

from aksnet.rules import RULES
from places import PACKAGE, REFERENCE, ROOT

LEDGER: dict[str, dict[str, object]] = yaml.safe_load((ROOT / "docs" / "ledger.yaml").read_text(encoding="utf-8"))
KINDS = {"rules", "plan", "transition", "target", "outside", "information"}


def test_every_fact_of_the_facts_file_is_in_the_ledger() -> None:
    path = REFERENCE / "aks-networking-facts.md"
    if not path.exists():
        pytest.skip("the facts file is not on this machine")
    facts = re.findall(r"^- \*\*([A-Z]+-[0-9]+)\*\* \[", path.read_text(encoding="utf-8"), re.M)
    assert len(facts) == len(set(facts)) > 300
    assert set(LEDGER) == set(facts)


@pytest.mark.parametrize("fact", LEDGER)
def test_entry_says_who_takes_care_of_the_fact(fact: str) -> None:
    ((kind, text),) = LEDGER[fact].items()
    assert kind in KINDS
    if kind == "rules":
        assert text == [rule.id for rule in RULES if fact in rule.facts]
    else:
        assert isinstance(text, str)
        assert len(text.split()) > 1
        assert not [rule.id for rule in RULES if fact in rule.facts]


@pytest.mark.parametrize("fact", [fact for fact, entry in LEDGER.items() if "plan" in entry])
def test_what_the_plan_stands_for_is_in_it(fact: str) -> None:
    rooms = [*(PACKAGE / "planning").rglob("*.py"), *(PACKAGE / "recommending").rglob("*.py")]
    sources = [*rooms, PACKAGE / "facts" / "support.py"]
    assert any(f'"{fact}"' in path.read_text(encoding="utf-8") for path in sources)
