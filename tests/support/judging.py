"""Samples of rules as views, judged as the command line would judge them."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from aksnet.commands.asking import dialects
from aksnet.commands.check import run
from aksnet.findings import Finding
from aksnet.readers.inputs import Request
from aksnet.rules import RULES, Context, check
from aksnet.rules.sampling import Part
from aksnet.spec import yaml_text
from aksnet.spec.flags import with_flags
from aksnet.spec.fleets import fleet_of
from aksnet.spec.models import Cluster
from aksnet.spec.policy import Policy
from aksnet.spec.validation import validated
from aksnet.spec.views import view_of
from aksnet.view import ClusterView
from arm_clusters import cluster_from_arm
from rendering import TODAY

# Rules about changes find nothing in one cluster: they have no sample, and tests/transitions/dangers is about them.
SAMPLED = tuple(rule for rule in RULES if not rule.of_changes)


def views_of(text: str) -> list[ClusterView]:
    """The clusters of a spec, or the one of an ARM resource: that is what has `properties`."""
    document = yaml_text.parse(text, "sample.yaml")
    if "properties" in document.items:
        resource: Any = document.plain()
        return [cluster_from_arm(_lists(resource))]
    nodes = fleet_of(document).clusters
    nodes = [with_flags(node) for node in nodes]
    return [view_of(validated(Cluster, node), node) for node in nodes]


def _lists(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _lists(value) for key, value in data.items()}
    return [_lists(item) for item in data] if isinstance(data, tuple) else data


def findings_of(part: Part, policy: Policy | None = None) -> tuple[Finding, ...]:
    """What the rules find in a part of a sample, with the options that stand in its first line."""
    asked = options_of(part)
    if not part.is_spec:
        return _findings_of_file(part, asked)
    targets = [asked.target] if asked.target else []
    gen = targets or any((asked.provider, asked.provider_version, asked.api_version, asked.emit))
    spoken = (
        dialects(
            targets or ["terraform"],
            asked.emit or "block",
            asked.provider or "azurerm",
            asked.provider_version,
            asked.api_version,
            asked.preview,
        )
        if gen
        else []
    )
    today = date.fromisoformat(asked.today) if asked.today else TODAY
    rules = [rule for rule in RULES if rule.id not in asked.ignore]
    judged = check(views_of(part.text), Context(today, tuple(spoken), policy), rules)
    assert not judged.failures, judged.failures
    return judged.findings


def _findings_of_file(part: Part, asked: argparse.Namespace) -> tuple[Finding, ...]:
    """What `aksnet check` finds in a text that comes by standard input."""
    name = f"main{part.suffix}"
    request = Request(["-"], name, part.text.encode)
    rules = [rule for rule in RULES if rule.id not in asked.ignore]
    report = run(request, date.fromisoformat(asked.today) if asked.today else TODAY, None, rules)
    assert not report.failures, report.failures
    return report.findings


def options_of(part: Part) -> argparse.Namespace:
    """The options of `aksnet check` or `gen` that stand in the first line of a part of a sample."""
    parser = argparse.ArgumentParser()
    for name in ("today", "target", "provider", "provider-version", "api-version", "emit"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--preview", action="store_true")
    parser.add_argument("--ignore", action="append", default=[])
    return parser.parse_args(part.options)
