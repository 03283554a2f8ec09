"""The report as SARIF 2.1.0, for code scanning.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (read 2026-11-24)
"""

from __future__ import annotations

import json
from collections import Counter
from hashlib import sha256
from os import fsencode
from os.path import normpath
from pathlib import Path
from typing import Any
from urllib.parse import quote

from aksnet import __version__
from aksnet.errors import Place, Problem
from aksnet.findings import Finding, Severity
from aksnet.reports.regions import Regions
from aksnet.reports.report import STDIN, Options, Report, merged
from aksnet.rules import RULES, Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, options: Options) -> str:
    """One run, with the rules that found something."""
    hit = {finding.rule for finding in report.findings}
    rules = [rule for rule in RULES if rule.id in hit]
    order = {rule.id: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "aksnet", "version": __version__, "rules": [_rule(rule) for rule in rules]}},
        "invocations": [_invocation(report)],
        "columnKind": "unicodeCodePoints",
        "results": _results(report, order),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    markdown = f"{rule.why}\n\n**What happens:** {rule.answer}\n\n**How to fix it:** {rule.advice}"
    described: dict[str, Any] = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": markdown.replace("**", ""), "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }
    return {**described, **({"helpUri": rule.sources[0].url} if rule.sources else {})}


def _invocation(report: Report) -> dict[str, Any]:
    """Whether the run was whole: rules that broke and files that could not be read are told, not hidden."""
    notes = [
        *({"level": "error", "message": {"text": f"a bug in aksnet: {failure}"}} for failure in report.failures),
        *map(_not_read, report.problems),
    ]
    return {"executionSuccessful": not notes, **({"toolExecutionNotifications": notes} if notes else {})}


def _not_read(problem: Problem) -> dict[str, Any]:
    hint = f"\nHint: {problem.hint}" if problem.hint else ""
    note: dict[str, Any] = {"level": "error", "message": {"text": f"{problem.message}{hint}"}}
    where = _physical(problem.place)
    return {**note, **({"locations": [{"physicalLocation": where}]} if where is not None else {})}


def _results(report: Report, order: dict[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    regions = Regions(report.texts)
    results = []
    for finding, clusters in merged(report.findings):
        mark = _fingerprint(finding)
        seen[mark] += 1
        see = f"\nSee {finding.url}" if finding.url is not None else ""
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": order[finding.rule],
                "level": _LEVELS[finding.severity],
                "message": {"text": f"{finding.text}\nHint: {finding.hint}{see}"},
                "locations": [_location(finding, clusters)],
                "partialFingerprints": {"aksnet/v1": f"{mark}:{seen[mark]}"},
                **_fixes(finding, report, regions),
            }
        )
    return results


def _fixes(finding: Finding, report: Report, regions: Regions) -> dict[str, Any]:
    """What a viewer may offer to write; nothing where only a person can mend it."""
    changes = [
        {
            "artifactLocation": _artifact(edit.source),
            "replacements": [{"deletedRegion": regions.of(edit), "insertedContent": {"text": edit.text}}],
        }
        for edit in report.edits.get(finding, ())
    ]
    return {"fixes": [{"description": {"text": finding.hint}, "artifactChanges": changes}]} if changes else {}


def _fingerprint(finding: Finding) -> str:
    """What stays the same when lines move: the rule, the file, the cluster, and what is said."""
    file = _artifact(finding.place.source)["uri"] if finding.place is not None else ""
    words = "\0".join((finding.rule, file, finding.cluster, finding.message))
    return sha256(words.encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _location(finding: Finding, clusters: list[str]) -> dict[str, Any]:
    logical = [{"name": name, "kind": "resource"} for name in clusters if name]
    location: dict[str, Any] = {"logicalLocations": logical} if logical else {}
    where = _physical(finding.place)
    return {**location, **({"physicalLocation": where} if where is not None else {})}


def _physical(place: Place | None) -> dict[str, Any] | None:
    """The place in a file; None for a flag and for standard input."""
    if place is None or place.line is None or place.source == STDIN:
        return None
    region = {"startLine": place.line, **({"startColumn": place.column} if place.column is not None else {})}
    return {"artifactLocation": _artifact(place.source), "region": region}


def _artifact(source: str) -> dict[str, str]:
    """The file, relative to the working directory where it lies below: that is the repository in a pipeline."""
    try:
        path, here = Path(normpath(Path(source).absolute())), Path.cwd()
    except OSError:  # the working directory is gone
        return {"uri": quote(fsencode(source))}
    if not path.is_relative_to(here):
        return {"uri": f"file://{quote(fsencode(path))}"}
    return {"uri": quote(fsencode(path.relative_to(here).as_posix())), "uriBaseId": "%SRCROOT%"}
