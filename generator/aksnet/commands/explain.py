"""`aksnet explain` and `aksnet rules`: what is known of rules and modes, without a network."""

from __future__ import annotations

import json

from aksnet.commands.choosing import near
from aksnet.documenting.modes import mode_page
from aksnet.documenting.rules import rule_page
from aksnet.errors import Problem, UsageError
from aksnet.facts.choices import ALIASES
from aksnet.modes import MODES
from aksnet.rules import RULES, Rule


def explain(word: str) -> str:
    """The pages that a word asks for: a rule's id or slug, an error code of the service, or a mode."""
    folded = word.strip().lower()
    mode = ALIASES.get(folded, folded)
    if mode in MODES:
        return mode_page(mode)
    rules = [rule for rule in RULES if folded in (rule.id.lower(), rule.slug, *map(str.lower, rule.codes))]
    if not rules:
        raise UsageError(
            Problem(
                f"{word!r} is no rule, no error code that a rule knows, and no mode",
                hint=_hint(folded),
            )
        )
    return "\n".join(rule_page(rule) for rule in rules)


def _hint(word: str) -> str:
    """What the word may have meant: rules that have it in their name, or a name that is nearly the same."""
    about = [f"{rule.id} {rule.slug}" for rule in RULES if word and word in rule.slug]
    if about:
        return f"rules with this word: {', '.join(about)}"
    return near(word, [*MODES, *ALIASES, *_codes()]) or "aksnet rules lists the rules"


def _codes() -> list[str]:
    return [code for rule in RULES for code in rule.codes]


def rules_as_text() -> str:
    """One line for each rule."""
    wide = max(len(rule.slug) for rule in RULES)
    return "".join(f"{rule.id}  {rule.severity:7}  {rule.slug:{wide}}  {rule.summary}\n" for rule in RULES)


def rules_as_json() -> str:
    """Every rule with all that it carries."""
    document = {"version": 1, "rules": [_as_json(rule) for rule in RULES]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "slug": rule.slug,
        "severity": rule.severity.value,
        "summary": rule.summary,
        "why": rule.why,
        "answer": rule.answer,
        "codes": list(rule.codes),
        "hint": rule.hint,
        "facts": list(rule.facts),
        "sources": [source._asdict() for source in rule.sources],
        "since": rule.since,
        "until": rule.until,
    }
