"""Which rules run: what `--select` and `--ignore` say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aksnet.errors import Place, Problem, UsageError
from aksnet.rules import RULES, Rule


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[Rule, ...]:
    """The rules that are selected (all, where nothing is said) and not ignored; raises UsageError without any."""
    selected = _meant(select, "--select") if select else {rule.id for rule in RULES}
    left_out = _meant(ignore, "--ignore")
    if not _can_run(selected):
        hint = "rules on what a target cannot express, 5xx, are asked by aksnet gen"
        raise UsageError(Problem("no rule is left to run", Place("--select"), hint))
    if not _can_run(selected - left_out):
        hint = "it leaves out all that is selected" if select else "it leaves out every rule there is"
        raise UsageError(Problem("no rule is left to run", Place("--ignore"), hint))
    return tuple(rule for rule in RULES if rule.id in selected and rule.id not in left_out)


def _can_run(ids: set[str]) -> bool:
    return any(rule.id in ids and not rule.of_targets for rule in RULES)


def _meant(texts: Sequence[str], flag: str) -> set[str]:
    words = [word.strip() for text in texts for word in text.split(",") if word.strip()]
    if texts and not words:
        raise UsageError(Problem("no rule is named", Place(flag), "is a variable not set?"))
    return {rule.id for word in words for rule in _rules(word, flag)}


def _rules(word: str, flag: str) -> list[Rule]:
    """The rules that a word names: an id, a slug, or the beginning of ids such as AKN1."""
    folded = word.upper()
    found = [rule for rule in RULES if folded == rule.id or word.lower() == rule.slug]
    if not found and re.fullmatch("AKN[0-9]{0,2}", folded):
        found = [rule for rule in RULES if rule.id.startswith(folded)]
    if not found:
        raise UsageError(Problem(f"{word!r} is no rule", Place(flag), near(word) or "aksnet rules lists them"))
    return found


def near(word: str, further: Sequence[str] = ()) -> str | None:
    """ "did you mean …", for a word that is nearly the id or the slug of a rule, or one of `further`."""
    from difflib import get_close_matches

    words = {one.lower(): one for one in (*further, *(one for rule in RULES for one in (rule.id, rule.slug)))}
    # ids that differ by a digit are near each other, and mean nothing alike
    matches = get_close_matches(word.lower(), words, n=1, cutoff=1.0 if word.lower().startswith("akn") else 0.6)
    return f"did you mean {words[matches[0]]}?" if matches else None
