"""The report as JUnit XML: a suite for each file, a passed case for each clean cluster, a case for each finding."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from aksnet.errors import Problem
from aksnet.findings import Finding
from aksnet.reports.report import Options, Report, at_least

# What XML 1.0 cannot carry, not even escaped.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, options: Options) -> str:
    """One document; a finding that does not fail the run is a passed case with the finding as its output."""
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    first_files = dict(reversed(report.clusters))
    for finding in report.findings:
        source = finding.place.source if finding.place is not None else ""
        file = source if (finding.cluster, source) in report.clusters else first_files.get(finding.cluster, source)
        found[file, finding.cluster].append(finding)
    counted = dict.fromkeys((file, name) for name, file in report.clusters) | dict.fromkeys(found)
    root = Xml.Element("testsuites", name="aksnet")
    for file in dict.fromkeys(file for file, _ in counted):
        names = [name for of, name in counted if of == file]
        _suite(root, file, {name: found.get((file, name), []) for name in names}, options)
    if report.problems:
        _not_read(root, report.problems)
    Xml.indent(root)
    return Xml.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: Xml.Element, file: str, clusters: dict[str, list[Finding]], options: Options) -> None:
    suite = Xml.SubElement(root, "testsuite", name=_text(file))
    failures = 0
    for name, findings in clusters.items():
        if not findings:
            Xml.SubElement(suite, "testcase", classname=_text(file), name=_text(name))
        for finding in findings:
            failures += _case(suite, file, finding, options)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(failures))
    suite.set("errors", "0")


def _not_read(root: Xml.Element, problems: Sequence[Problem]) -> None:
    """A suite of what could not be read: each problem is an error."""
    count = str(len(problems))
    suite = Xml.SubElement(root, "testsuite", name="not read", tests=count, failures="0", errors=count)
    for problem in problems:
        file = problem.place.source if problem.place is not None else ""
        case = Xml.SubElement(suite, "testcase", classname=_text(file), name=_text(problem.message))
        error = Xml.SubElement(case, "error", message=_text(problem.message), type="not read")
        error.text = _text(str(problem))


def _case(suite: Xml.Element, file: str, finding: Finding, options: Options) -> int:
    """Add a finding's case, and return 1 where it fails."""
    title = f"{finding.cluster or 'file'}: {finding.rule} {finding.slug}"
    case = Xml.SubElement(suite, "testcase", classname=_text(file), name=_text(title))
    if not at_least(finding.severity, options.fail_on):
        Xml.SubElement(case, "system-out").text = _text(str(finding))
        return 0
    failure = Xml.SubElement(case, "failure", message=_text(finding.text), type=finding.severity.value)
    failure.text = _text(str(finding))
    return 1


def _text(text: str) -> str:
    return _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
