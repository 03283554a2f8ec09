"""The pages about rules and modes, in Markdown: `docs/` and `aksnet explain` print the same."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence

from aksnet.facts.choices import PLUGINS
from aksnet.modes import MODES, Mode
from aksnet.rules import RULES, Rule
from aksnet.rules.sampling import Part, Sample, sample_of
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from aksnet.view import Parameter

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


def pages() -> dict[str, str]:
    """Every page by its path under `docs/`."""
    rules = {f"rules/{rule.id}.md": rule_page(rule) for rule in RULES}
    modes = {f"modes/{name}.md": mode_page(name) for name in MODES}
    return {"rules/README.md": _index(RULES), **rules, **modes}


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        "# The rules",
        "",
        "Written from the registry of rules; `aksnet explain AKN101` prints a page of these.",
        "",
    ]
    for start, topic in _TOPICS.items():
        lines += [f"## {topic}", "", "| id | severity | what it says |", "| --- | --- | --- |"]
        for rule in rules:
            if rule.id.startswith(start):
                lines.append(f"| [{rule.id}]({rule.id}.md) `{rule.slug}` | {rule.severity} | {_cell(rule.summary)} |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def rule_page(rule: Rule) -> str:
    """The page of one rule."""
    return "\n".join(_rule_lines(rule, None if rule.of_changes else sample_of(rule.id)))


def _rule_lines(rule: Rule, sample: Sample | None) -> Iterator[str]:
    yield f"# {rule.id} {rule.slug}"
    yield from ("", f"**{rule.severity}**: {rule.summary}", "", rule.why, "")
    yield from ("## What happens", "", rule.answer)
    if rule.codes:
        yield from ("", f"The service's error code: {', '.join(f'`{code}`' for code in rule.codes)}.")
    if rule.since is not None:
        yield from ("", f"Since {rule.since}.")
    if rule.until is not None:
        yield from ("", f"Until {rule.until}.")
    yield from ("", "## How to fix it", "", f"{rule.hint[:1].upper()}{rule.hint[1:]}.", "")
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


def mode_page(name: str) -> str:
    """The page of one CNI mode: what it is, how it stands in ARM, and the fields that a spec has for it."""
    mode = MODES[name]
    return "\n".join(_mode_lines(name, mode))


def _mode_lines(name: str, mode: type[Mode]) -> Iterator[str]:
    yield f"# {name}"
    if PLUGINS[name]:
        yield from ("", f"Also known as {', '.join(f'`{alias}`' for alias in PLUGINS[name])}.")
    yield from ("", inspect.cleandoc(mode.__doc__ or ""), "")
    yield from (
        "## In ARM",
        "",
        f"As `network: {{plugin: {name}}}` gives it:",
        "",
        "| property | value |",
        "| --- | --- |",
    )
    view = view_of(Cluster.model_validate({"network": {"plugin": name}}))
    values = {**view.values, **{f"agentPoolProfiles[].{path}": value for path, value in view.pools[0].values.items()}}
    for path, value in values.items():
        if path.startswith("networkProfile.") or path.rpartition(".")[2] in ("maxPods", "podSubnetID", "vnetSubnetID"):
            data = "an existing subnet" if isinstance(value.data, Parameter) else f"`{value.data}`"
            yield f"| `{path}` | {data} |"
    yield from ("", "## Fields", "")
    own = [field for field in mode.model_fields if field not in Mode.model_fields]
    yield f"Its own: {', '.join(f'`{field}`' for field in own)}." if own else "It has none of its own."
    common = (field for field in Mode.model_fields if field != "plugin")
    yield from ("", f"As every mode: {', '.join(f'`{field}`' for field in common)}.", "")
