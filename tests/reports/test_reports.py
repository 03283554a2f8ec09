"""Each format of a report, with findings of every severity, hostile texts, rules that broke and files unread."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft4Validator, Draft7Validator

from aksnet.commands.telling import wants_colour
from aksnet.errors import Place, Problem
from aksnet.facts.choices import REPORTS
from aksnet.findings import Edit, Finding, Severity
from aksnet.reports import Options, Report, Summary, render
from aksnet.rules import RULES, Failure
from hostile import HOSTILE
from places import ROOT
from sarif_shape import SHAPE

RULE = RULES[0]
PLACE = Place("c.yaml", 2, 38)
TEXT = "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.244.0.5/16}\n"


def finding(severity: Severity = Severity.ERROR, message: str = "host bits", place: Place | None = PLACE, **rest: Any) -> Finding:  # fmt: skip
    row = {"rule": RULE.id, "slug": RULE.slug, "cluster": "prod", "hint": "write it anew", "url": "https://example.com"}
    return Finding(severity=severity, message=message, place=place, **{**row, **rest})


def report(*findings: Finding, failures: tuple[Failure, ...] = (), unread: int = 0, text: str = TEXT) -> Report:
    summary = Summary(1, 1, 20, 2, unread)
    return Report(findings, failures, summary, (("prod", "c.yaml"),), {"c.yaml": text})


ALL = report(*(finding(severity) for severity in Severity), finding(place=None), finding(place=Place("--pod-cidr")))
BROKEN = report(finding(), failures=(Failure("AKN102", "prod", "KeyError in x.py:1: 'a'"),))
EDITS = (Edit("c.yaml", 11, 18, "Network"), Edit("c.yaml", len(TEXT), len(TEXT), "x: 1\n"))
FIXABLE = ALL._replace(edits={ALL.findings[0]: EDITS, ALL.findings[3]: EDITS[:1]})
REPORT_CASES = [pytest.param(report(), id="nothing found"), pytest.param(FIXABLE, id="edits"), pytest.param(ALL, id="every severity and place"), pytest.param(BROKEN, id="a rule that broke")]  # fmt: skip


def test_text_shows_the_line_with_a_caret() -> None:
    assert render(report(finding()), "text", Options()) == (
        "c.yaml:2:38: error AKN101 host-bits: host bits\n"
        "  2 | network: {plugin: overlay, pod_cidr: 10.244.0.5/16}\n"
        "    |                                      ^\n"
        "  hint: write it anew\n"
        "  see: https://example.com\n"
        "\n"
        "1 error (1 cluster in 1 file; 2 values not known: rules on them are silent)\n"
    )


@pytest.mark.parametrize(
    ("place", "text"),
    [
        pytest.param(None, TEXT, id="no place"),
        pytest.param(Place("--pod-cidr"), TEXT, id="a flag"),
        pytest.param(Place("c.yaml", 9, 1), TEXT, id="a line after the end"),
        pytest.param(Place("other.yaml", 1, 1), TEXT, id="another file"),
        pytest.param(Place("c.yaml", 1, 1), "\n", id="an empty line"),
    ],
)
def test_text_without_a_line_has_no_caret(place: Place | None, text: str) -> None:
    assert "^" not in render(report(finding(place=place), text=text), "text", Options())


def test_text_cuts_a_long_line_around_the_caret() -> None:
    text = "x" * 500 + "HERE" + "y" * 500
    lines = render(report(finding(place=Place("c.yaml", 1, 501)), text=text), "text", Options()).split("\n")
    assert len(lines[1]) < 120
    assert lines[1][lines[2].index("^") :].startswith("HERE")


def test_text_points_at_the_first_word_where_there_is_no_column() -> None:
    lines = render(report(finding(place=Place("c.yaml", 1)), text="    word"), "text", Options()).split("\n")
    assert lines[1][lines[2].index("^") :] == "word"


def test_text_keeps_control_characters_from_the_terminal() -> None:
    hostile = finding(message="a\x1b[31mb\rc", hint="d\x07e", place=Place("c.yaml", 1, 1))
    shown = render(report(hostile, text="\x1b]0;title\x07"), "text", Options())
    assert all(char.isprintable() or char == "\n" for char in shown)


def test_text_sums_up_what_was_found() -> None:
    assert (
        render(ALL, "text", Options()).splitlines()[-1].startswith("3 errors, 1 warning, 1 info (1 cluster in 1 file")
    )
    assert render(report(), "text", Options()).startswith("nothing found (1 cluster in 1 file; 2 values not known")
    assert render(report(unread=2), "text", Options()).startswith("nothing found in what was read (")
    unread = report(unread=1)._replace(summary=Summary(1, 0, 0, 0, 1))
    assert render(unread, "text", Options()).startswith("nothing was checked (0 clusters in 1 file; 1 file not read")
    nothing = report()._replace(summary=Summary(0, 0, 0, 0, 0))
    assert (
        render(nothing, "text", Options()) == "nothing was checked: there is no cluster here (0 clusters in 0 files)\n"
    )
    pools = report()._replace(summary=Summary(1, 0, 4, 0, 0))
    assert render(pools, "text", Options()) == "nothing found (0 clusters in 1 file)\n"
    assert "2 files not read as a whole" in render(report(unread=2), "text", Options())
    left_out = report()._replace(summary=Summary(1, 1, 20, 2, 0, ignored=3, baseline=1))
    assert "(1 cluster in 1 file; 3 findings ignored; 1 finding in the baseline; 2" in render(
        left_out, "text", Options()
    )


def test_text_says_whose_a_finding_is_where_there_are_several_clusters() -> None:
    two = report(finding())._replace(clusters=(("prod", "c.yaml"), ("test", "c.yaml")))
    assert "host-bits: prod: host bits" in render(two, "text", Options())
    assert "host-bits: host bits" in render(report(finding()), "text", Options())
    part = report(finding())._replace(others=True)
    assert "host-bits: prod: host bits" in render(part, "text", Options())


UNREAD = report(unread=1)._replace(problems=(Problem("no valid YAML: a\n::x", Place("b.yaml", 3, 7), "mend it"), Problem("not there", Place("d.yaml"))))  # fmt: skip


def test_json_counts_what_is_unread() -> None:
    assert json.loads(render(UNREAD, "json", Options()))["summary"]["unread"] == 1


def test_sarif_tells_what_is_unread() -> None:
    document = json.loads(render(UNREAD, "sarif", Options()))
    Draft7Validator(SHAPE).validate(document)
    (invocation,) = document["runs"][0]["invocations"]
    first, second = invocation["toolExecutionNotifications"]
    assert invocation["executionSuccessful"] is False
    assert first["message"]["text"] == "no valid YAML: a\n::x\nHint: mend it"
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert "locations" not in second


def test_github_tells_what_is_unread() -> None:
    assert render(UNREAD, "github", Options()).splitlines() == [
        "::error file=b.yaml,line=3,col=7,title=not read::no valid YAML: a%0A::x%0Ahint: mend it",
        "::error title=not read::not there",
    ]


def test_azure_tells_what_is_unread() -> None:
    first, second = render(UNREAD, "azure", Options()).splitlines()
    assert first.startswith(
        "##vso[task.logissue type=error;sourcepath=b.yaml;linenumber=3;columnnumber=7;]no valid YAML"
    )
    assert second == "##vso[task.logissue type=error;]not there"


def test_junit_tells_what_is_unread() -> None:
    suite = Xml.fromstring(render(UNREAD, "junit", Options()))[-1]  # noqa: S314
    assert (suite.get("errors"), len(suite.findall("testcase/error"))) == ("2", 2)


@pytest.mark.parametrize("output_format", ["github", "azure"])
def test_standard_input_is_no_file_of_the_repository(output_format: str) -> None:
    assert "stdin" not in render(report(finding(place=Place("<stdin>", 1, 1))), output_format, Options())


def test_sarif_takes_names_that_are_no_utf8() -> None:
    document = json.loads(render(report(finding(place=Place("bad\udcff.yaml", 1, 1))), "sarif", Options()))
    assert (
        document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        == "bad%FF.yaml"
    )


def test_colour_is_only_there_when_it_is_asked_for() -> None:
    assert "\x1b[31merror\x1b[0m" in render(ALL, "text", Options(colour=True))
    assert "\x1b" not in render(ALL, "text", Options())


@pytest.mark.parametrize(
    ("environment", "terminal", "expected"),
    [
        pytest.param({}, True, True, id="a terminal"),
        pytest.param({}, False, False, id="a pipe"),
        pytest.param({"NO_COLOR": "1"}, True, False, id="NO_COLOR"),
        pytest.param({"NO_COLOR": ""}, True, True, id="an empty NO_COLOR says nothing"),
        pytest.param({"FORCE_COLOR": "1"}, False, True, id="FORCE_COLOR"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False, id="both: no colour"),
        pytest.param({"TERM": "dumb"}, True, False, id="a dumb terminal"),
    ],
)
def test_who_wants_colour(environment: dict[str, str], terminal: bool, expected: bool) -> None:
    assert wants_colour(environment, terminal=terminal) is expected


@pytest.mark.parametrize("of", REPORT_CASES)
def test_json_is_of_the_documented_shape(of: Report) -> None:
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))
    document = json.loads(render(of, "json", Options()))
    Draft7Validator.check_schema(schema)
    Draft7Validator(schema).validate(document)
    assert document["summary"] == {"files": 1, "clusters": 1, "known": 20, "unknown": 2, "unread": 0, "ignored": 0, "baseline": 0}  # fmt: skip
    assert len(document["findings"]) == len(of.findings)


@pytest.mark.parametrize("of", REPORT_CASES)
def test_sarif_is_of_the_shape_that_it_promises(of: Report) -> None:
    document = json.loads(render(of, "sarif", Options()))
    Draft7Validator(SHAPE).validate(document)
    (run,) = document["runs"]
    assert [run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] for one in run["results"]] == [one.rule for one in of.findings]  # fmt: skip
    assert run["invocations"][0]["executionSuccessful"] is not bool(of.failures)


@pytest.mark.parametrize("of", REPORT_CASES)
def test_sarif_is_accepted_by_the_published_schema(of: Report) -> None:
    published = os.environ.get("SARIF_SCHEMA")
    if not published:
        pytest.skip("SARIF_SCHEMA names no copy of the published schema")
    schema = json.loads(Path(published).read_text(encoding="utf-8"))
    Draft4Validator(schema).validate(json.loads(render(of, "sarif", Options())))


def test_sarif_tells_of_every_rule() -> None:
    every = report(*(finding(rule=rule.id, slug=rule.slug, severity=rule.severity) for rule in RULES))
    document = json.loads(render(every, "sarif", Options()))
    Draft7Validator(SHAPE).validate(document)
    assert [rule["id"] for rule in document["runs"][0]["tool"]["driver"]["rules"]] == [rule.id for rule in RULES]


def _fingerprints(*findings: Finding) -> list[str]:
    document = json.loads(render(report(*findings), "sarif", Options()))
    return [one["partialFingerprints"]["aksnet/v1"] for one in document["runs"][0]["results"]]


def test_sarif_fingerprints_stay_when_lines_move_and_differ_where_findings_do() -> None:
    first = _fingerprints(finding(), finding(cluster="other", hint="else"), finding(message="else"))
    moved = _fingerprints(finding(place=Place("c.yaml", 7, 1)))
    assert first[0] == moved[0]
    assert len(set(first)) == 3
    assert len(set(_fingerprints(finding(), finding(place=Place("c.yaml", 9, 1))))) == 2


CLUSTERS = [f"c{number}" for number in range(5)]


@pytest.mark.parametrize(
    ("output_format", "shown"),
    [
        pytest.param("text", "error AKN101 host-bits: c0, c1, c2 and 2 more: bits", id="text"),
        pytest.param("github", "bits (c0, c1, c2 and 2 more)", id="GitHub"),
        pytest.param("azure", "bits (c0, c1, c2 and 2 more)", id="Azure Pipelines"),
    ],
)
def test_what_one_place_has_for_many_clusters_is_said_once(output_format: str, shown: str) -> None:
    told = report(*(finding(cluster=name, message="bits") for name in CLUSTERS))
    text = render(told._replace(clusters=tuple((name, "c.yaml") for name in CLUSTERS)), output_format, Options())
    assert text.count("bits") == 1 + text.count("host-bits")
    assert shown in text


def test_sarif_names_all_clusters_of_one_place() -> None:
    document = json.loads(render(report(*(finding(cluster=name) for name in CLUSTERS)), "sarif", Options()))
    (result,) = document["runs"][0]["results"]
    assert [one["name"] for one in result["locations"][0]["logicalLocations"]] == CLUSTERS


def test_junit_has_findings_of_no_cluster() -> None:
    text = render(report(finding(cluster="", place=Place("main.tf", 1, 1))), "junit", Options())
    assert '<testcase classname="main.tf" name="file: AKN101 host-bits">' in text


def test_sarif_names_files_from_the_root_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [
        finding(place=Place(name, 1, 1)) for name in ("a b/ü.yaml", str(tmp_path / "c.yaml"), "../up.yaml", "<stdin>")
    ]
    document = json.loads(render(report(*rows), "sarif", Options()))
    places = [one["locations"][0].get("physicalLocation") for one in document["runs"][0]["results"]]
    assert places[0]["artifactLocation"] == {"uri": "a%20b/%C3%BC.yaml", "uriBaseId": "%SRCROOT%"}
    assert places[1]["artifactLocation"] == {"uri": "c.yaml", "uriBaseId": "%SRCROOT%"}
    assert places[2]["artifactLocation"] == {"uri": (tmp_path.parent / "up.yaml").as_uri()}
    assert places[3] is None


def test_github_annotations() -> None:
    lines = render(ALL, "github", Options()).splitlines()
    assert lines[0] == (
        "::error file=c.yaml,line=2,col=38,title=AKN101 host-bits::host bits (prod)%0Ahint: write it anew"
        "%0Asee: https://example.com"
    )
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice", "::error", "::error"]
    assert lines[3].startswith("::error title=AKN101 host-bits::")


def test_github_escapes_what_would_end_a_property_or_a_command() -> None:
    (line,) = render(report(finding(message="50%\n::error::x", place=Place("a,b:c.yaml", 1, 1))), "github", Options()).splitlines()  # fmt: skip
    assert "file=a%2Cb%3Ac.yaml," in line
    assert "50%25%0A::error::x" in line


def test_azure_logging_commands() -> None:
    lines = render(ALL, "azure", Options()).splitlines()
    assert lines[0] == (
        "##vso[task.logissue type=error;sourcepath=c.yaml;linenumber=2;columnnumber=38;code=AKN101;]"
        "host-bits: host bits (prod); hint: write it anew"
    )
    assert lines[1].startswith("##vso[task.logissue type=warning;")
    assert lines[2] == "c.yaml:2:38: info AKN101 host-bits: host bits (prod); hint: write it anew"
    assert lines[3].startswith("##vso[task.logissue type=error;code=AKN101;]")


def test_azure_escapes_what_would_end_a_property_or_a_command() -> None:
    hostile = finding(message="50%\n##vso[task.complete]", place=Place("a;b].yaml", 1, 1))
    (line,) = render(report(hostile), "azure", Options()).splitlines()
    assert "sourcepath=a%3Bb%5D.yaml;" in line
    assert "50%AZP25" in line
    info = hostile._replace(severity=Severity.INFO, message="##vso[task.complete]x")
    assert not render(report(info), "azure", Options()).startswith("##vso")


def test_junit_fails_only_what_fails_the_run() -> None:
    root = Xml.fromstring(render(ALL, "junit", Options(fail_on=Severity.WARNING)))  # noqa: S314
    (suite,) = root
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("c.yaml", "5", "4")
    assert len(suite.findall("testcase/failure")) == 4
    assert len(suite.findall("testcase/system-out")) == 1


def test_junit_has_a_passed_case_for_a_clean_cluster() -> None:
    (suite,) = Xml.fromstring(render(report(), "junit", Options()))  # noqa: S314
    assert [(case.get("name"), len(case)) for case in suite] == [("prod", 0)]


def test_junit_keeps_clusters_of_one_name_in_their_files() -> None:
    two = report(finding(place=Place("b.yaml", 1, 1)))._replace(clusters=(("prod", "c.yaml"), ("prod", "b.yaml")))
    suites = Xml.fromstring(render(two, "junit", Options()))  # noqa: S314
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("c.yaml", "0"), ("b.yaml", "1")]


@pytest.mark.parametrize("output_format", REPORTS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_keep_every_format_whole(output_format: str, text: str) -> None:
    hostile = finding(message=text, hint=text, cluster=text, place=Place(f"{text}.yaml", 1, 1))
    of = report(hostile)._replace(clusters=((text, f"{text}.yaml"),), texts={f"{text}.yaml": text})
    shown = render(of, output_format, Options())
    if output_format in ("json", "sarif"):
        json.loads(shown)
    elif output_format == "junit":
        assert len(Xml.fromstring(shown)) == 1  # noqa: S314
    elif output_format in ("github", "azure"):
        assert shown.count("\n") == 1
    else:
        assert "\x1b" not in shown


@pytest.mark.parametrize(("output_format", "words"), [("github", ",col=1,"), ("azure", ";columnnumber=1;")])
def test_a_line_without_a_column_is_pointed_at_from_its_start(output_format: str, words: str) -> None:
    assert words in render(report(finding(place=Place("c.yaml", 2))), output_format, Options())


def test_sarif_fingerprints_of_two_runs_differ_by_rule_cluster_message_and_file() -> None:
    first = _fingerprints(finding())
    others = [{"rule": "AKN102"}, {"cluster": "other"}, {"message": "else"}, {"place": Place("d.yaml", 2, 38)}]
    assert all(_fingerprints(finding(**other)) != first for other in others)


def test_junit_says_that_it_is_xml() -> None:
    assert render(report(), "junit", Options()).startswith("<?xml version='1.0' encoding='utf-8'?>\n")


def test_text_counts_more_than_one_info() -> None:
    two = report(finding(Severity.INFO), finding(Severity.INFO, place=None))
    assert render(two, "text", Options()).splitlines()[-1].startswith("2 info (")


def test_junit_has_each_cluster_in_its_own_file() -> None:
    two = report()._replace(clusters=(("prod", "c.yaml"), ("test", "b.yaml")))
    suites = Xml.fromstring(render(two, "junit", Options()))  # noqa: S314
    assert [[case.get("name") for case in suite] for suite in suites] == [["prod"], ["test"]]


def test_junit_says_which_file_is_unread() -> None:
    suite = Xml.fromstring(render(UNREAD, "junit", Options()))[-1]  # noqa: S314
    assert [case.get("classname") for case in suite] == ["b.yaml", "d.yaml"]


def test_text_marks_what_can_be_fixed_and_counts_it() -> None:
    lines = render(FIXABLE, "text", Options()).splitlines()
    assert ["[*]: " in line for line in lines if "AKN101" in line] == [True, False, False, True, False]
    assert lines[-1] == "[*] 2 fixable with --fix"
    assert "fixable" not in render(ALL, "text", Options())


REGIONS = [
    {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 8},
    {"startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 1},
]


def test_json_tells_edits_by_line_and_column() -> None:
    document = json.loads(render(FIXABLE, "json", Options()))
    Draft7Validator(json.loads((ROOT / "docs" / "check.schema.json").read_text(encoding="utf-8"))).validate(document)
    first, *others = [one["fix"] for one in document["findings"]]
    texts = ("Network", "x: 1\n")
    assert first == [{"file": "c.yaml", **place, "text": text} for place, text in zip(REGIONS, texts, strict=True)]
    assert others == [None, None, first[:1], None]


def test_sarif_tells_edits_by_line_and_column() -> None:
    document = json.loads(render(FIXABLE, "sarif", Options()))
    Draft7Validator(SHAPE).validate(document)
    results = document["runs"][0]["results"]
    assert ["fixes" in one for one in results] == [True, False, False, True, False]
    changes = results[0]["fixes"][0]["artifactChanges"]
    assert [one["replacements"][0]["deletedRegion"] for one in changes] == REGIONS
    assert {one["artifactLocation"]["uri"] for one in changes} == {"c.yaml"}
