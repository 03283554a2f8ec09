"""The pages about rules, in Markdown: `docs/` has them, and `aksnet explain` prints one."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.documenting.markdown import code, table
from aksnet.rules import RULES, Rule
from aksnet.rules.sampling import Part, Sample, sample_of

_TOPICS = {
    "AKN1": "Addresses",
    "AKN2": "Plugin, mode, data plane, policy",
    "AKN3": "Pools, subnets, outbound, features, limits",
    "AKN4": "Retirements and versions",
    "AKN5": "What a target cannot express",
    "AKN6": "Files and ignores",
    "AKN7": "The organisation's policy",
    "AKN8": "What only files say: a provider's arguments, API versions, modules",
    "AKN9": "What a change does (`aksnet migrate`)",
}


# Of rules about changes, which no file shows alone.
_OF_TWO_SIDES = ("## Found by", "", "`aksnet migrate`, which holds what is against what is to be.", "")


def rules_page() -> str:
    """The page that lists all rules by topic."""
    lines = ["# The rules", "", "Written from the registry of rules; `aksnet explain AKN101` prints a page of these."]
    for start, topic in _TOPICS.items():
        lines += ["", f"## {topic}", "", *table(("id", "severity", "what it says"), _rows(start))]
    return "\n".join([*lines, ""])


def _rows(start: str) -> Iterator[tuple[str, str, str]]:
    for rule in RULES:
        if rule.id.startswith(start):
            yield f"[{rule.id}]({rule.id}.md) `{rule.slug}`", rule.severity, rule.summary


def rule_page(rule: Rule) -> str:
    """The page of one rule."""
    return "\n".join(_rule_lines(rule, None if rule.of_changes else sample_of(rule.id)))


def _rule_lines(rule: Rule, sample: Sample | None) -> Iterator[str]:
    yield f"# {rule.id} {rule.slug}"
    yield from ("", f"**{rule.severity}**: {rule.summary}", "", rule.why, "")
    yield from ("## What happens", "", rule.answer)
    if rule.codes:
        yield from ("", f"The service's error code: {code(*rule.codes)}.")
    if rule.since is not None:
        yield from ("", f"Since {rule.since}.")
    if rule.until is not None:
        yield from ("", f"Until {rule.until}.")
    yield from ("", "## How to fix it", "", rule.advice, "")
    yield from _sample_lines(sample) if sample is not None else _OF_TWO_SIDES
    if rule.sources:
        yield from ("## Sources", "", *(f"- {source.url} (read {source.read})" for source in rule.sources), "")
    if rule.facts:
        yield from (f"Facts: {', '.join(rule.facts)}.", "")


def _sample_lines(sample: Sample) -> Iterator[str]:
    if sample.policy is not None:
        yield from ("## The policy", "", *_fenced(sample.policy))
    yield from ("## Found in", "", *_fenced(sample.bad))
    yield from ("## Not found in", "", *_fenced(sample.good))


def _fenced(part: Part) -> Iterator[str]:
    options = f"With `{' '.join(part.options)}`:"
    yield from ((options, "") if part.options else ())
    language = {".tf": "hcl", ".bicep": "bicep"}.get(part.suffix, "json" if part.text.startswith("{") else "yaml")
    yield from (f"```{language}", part.text.rstrip("\n"), "```", "")
