"""`aksnet check`, `rules` and `explain` as a person calls them: what they print where, and their exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet.rules import RULES
from aksnet.rules import judging as judging_module
from places import ROOT, SPECS

GOOD = "network: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n"
BAD = "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"
RETIRING = "network: {plugin: kubenet}\n"


def _write(**files: str) -> None:
    for name, text in files.items():
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "words", "code", "shown"),
    [
        pytest.param(GOOD, [], 0, "nothing found (1 cluster in 1 file)\n", id="a clean cluster"),
        pytest.param(BAD, [], 1, "c.yaml:2:38: error AKN102", id="an error"),
        pytest.param(RETIRING, [], 0, "warning AKN401", id="a warning does not fail"),
        pytest.param(RETIRING, ["--fail-on", "warning"], 1, "warning AKN401", id="a warning fails where it is asked for"),
        pytest.param(BAD, ["--fail-on", "info"], 1, "error AKN102", id="an error fails from any severity on"),
        pytest.param(RETIRING, ["--today", "2028-04-01"], 1, "error AKN401 kubenet-retires: kubenet retired on 2028-03-31", id="the day makes an error of it"),
        pytest.param(BAD, ["--ignore", "AKN102"], 0, "nothing found", id="an id left out"),
        pytest.param(BAD, ["--ignore", "akn102"], 0, "nothing found", id="in lower case"),
        pytest.param(BAD, ["--ignore", "pod-service-overlap"], 0, "nothing found", id="a slug left out"),
        pytest.param(BAD, ["--ignore", "AKN102,"], 0, "nothing found", id="with a comma too many"),
        pytest.param(BAD, ["--select", "AKN5,AKN102"], 1, "error AKN102", id="rules that never run here beside one that does"),
        pytest.param(BAD, ["--ignore", "AKN4,AKN1"], 0, "nothing found", id="all of 1xx left out"),
        pytest.param(BAD, ["--select", "AKN2"], 0, "nothing found", id="only 2xx"),
        pytest.param(BAD, ["--select", "AKN1", "--select", "AKN4"], 1, "error AKN102", id="1xx and 4xx"),
        pytest.param(BAD, ["--select", "AKN1", "--ignore", "AKN102"], 0, "nothing found", id="what is ignored is not selected"),
    ],
)  # fmt: skip
def test_check(aksnet: Any, text: str, words: list[str], code: int, shown: str) -> None:
    _write(c=text)
    done = aksnet("check", "c.yaml", *words, *([] if "--today" in words else ["--today", "2026-11-24"]))
    assert (done.code, done.err) == (code, "")
    assert shown in done.out


def test_where_a_spec_stands_there_the_hint_names_it(aksnet: Any) -> None:
    Path("aksnet.yaml").write_text(GOOD, encoding="utf-8")
    done = aksnet("check")
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: there is nothing to check\n  hint: name files or folders: aksnet check aksnet.yaml\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["check"], "error: there is nothing to check\n  hint: name files or folders: aksnet check .", id="no file"),
        pytest.param(["check", "c.yaml", "--select", "AKN999"], "--select: error: 'AKN999' is no rule", id="a rule that is none"),
        pytest.param(["check", "c.yaml", "--ignore", "kubenet-retire"], "did you mean kubenet-retires?", id="nearly a slug"),
        pytest.param(["check", "c.yaml", "--ignore", "KUBENET-RETIRE"], "did you mean kubenet-retires?", id="nearly a slug, in capitals"),
        pytest.param(["check", "c.yaml", "--ignore", ""], "--ignore: error: no rule is named\n  hint: is a variable not set?", id="nothing to ignore"),
        pytest.param(["check", "c.yaml", "--select", " , "], "--select: error: no rule is named", id="nothing to select"),
        pytest.param(["check", "c.yaml", "--ignore", "AKN"], "--ignore: error: no rule is left to run\n  hint: it leaves out every rule there is", id="every rule left out"),
        pytest.param(["check", "c.yaml", "--format", "xml"], "--format: error: 'xml' is none of text, json, sarif", id="a format that is none"),
        pytest.param(["check", "c.yaml", "--fail-on", "fatal"], "--fail-on: error: 'fatal' is none of error, warning, info", id="a severity that is none"),
        pytest.param(["check", "c.yaml", "--policy", "nope.yaml"], "--policy: error: 'nope.yaml' is not there, or has no policy", id="a policy that is not there"),
        pytest.param(["check", "nope.yaml"], "nope.yaml: error: there is no such file or folder", id="a file that is not there"),
        pytest.param(["check", ""], "(an empty name): error: there is no such file or folder", id="an empty name"),
        pytest.param(["check", "c.yaml", "--select", "AKN401", "--ignore", "AKN4"], "--ignore: error: no rule is left to run\n  hint: it leaves out all that is selected", id="no rule that is left"),
        pytest.param(["check", "c.yaml", "--select", "AKN5"], "--select: error: no rule is left to run\n  hint: rules on what a target cannot express, 5xx, are asked by aksnet gen", id="only rules that never run here"),
        pytest.param(["explain", "kubenets"], "did you mean kubenet?", id="nearly a mode"),
        pytest.param(["explain", "host-bitz"], "did you mean host-bits?", id="nearly a slug of a rule"),
        pytest.param(["explain", "automatic"], "rules with this word: AKN214 automatic-is-cilium-overlay, AKN217", id="a word of several slugs"),
        pytest.param(["explain"], "a word is missing", id="nothing to explain"),
        pytest.param(["rules", "--format", "yaml"], "--format: error", id="a format of rules that is none"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_error_and_exit_2(aksnet: Any, words: list[str], message: str) -> None:
    _write(c=GOOD)
    done = aksnet(*words)
    assert done.code == 2
    assert message in done.err
    assert "Traceback" not in done.err


def test_a_file_that_does_not_load_does_not_hide_the_others(aksnet: Any) -> None:
    _write(a=BAD, b="network: {plugin: overley}\n", c=GOOD)
    done = aksnet("check", "a.yaml", "b.yaml", "c.yaml")
    assert done.code == 2
    assert "a.yaml:2:38: error AKN102" in done.out
    assert "(2 clusters in 3 files; 1 file not read as a whole)" in done.out
    assert "b.yaml:1:19: error" in done.err


def test_a_cluster_that_does_not_load_does_not_hide_its_fleet(aksnet: Any) -> None:
    _write(f="clusters:\n  a: {network: {plugin: overlay, pod_cidr: 10.0.0.0/12}}\n  b: {network: {}}\n")
    done = aksnet("check", "f.yaml", "--format", "json")
    document = json.loads(done.out)
    assert (done.code, document["summary"]["unread"], document["summary"]["clusters"]) == (2, 1, 1)
    assert [one["id"] for one in document["findings"]] == ["AKN102"]
    assert "plugin is missing" in done.err


def test_findings_stand_in_the_order_of_their_places(aksnet: Any) -> None:
    _write(c="network:\n  plugin: kubenet\n  service_cidr: 10.0.0.1/12\n  pod_cidr: 10.0.0.5/16\n")
    found = json.loads(aksnet("check", "c.yaml", "--format", "json").out)["findings"]
    places = [(one["line"], one["column"], one["id"]) for one in found]
    assert places == sorted(places)
    assert len({line for line, *_ in places}) == 3


def test_standard_input(aksnet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = (Path("c.yaml"), BAD)
    read.write_text(write, encoding="utf-8")
    with read.open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        done = aksnet("check", "-")
    assert "<stdin>:2:38: error AKN102" in done.out
    assert "  2 | network:" in done.out


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        pytest.param('resource "a" "b" {\n}\n', ["-"], "<stdin>: error: neither its name nor how it begins says what this is\n  hint: say it with --stdin-filename main.tf\n", id="Terraform without a name"),
        pytest.param("# a title\n\nand words\n", ["notes.md"], "notes.md: error: neither its name nor how it begins says what this is\n  hint: give it on standard input with a name: - --stdin-filename main.tf\n", id="a file of words"),
        pytest.param("name: a\nnetwok: {}\n", ["-"], "hint: did you mean network?", id="a spec whose keys are misspelt"),
        pytest.param("network: {plugin: overlay\n", ["-"], "<stdin>:2:1: error: this is no valid YAML", id="a spec that is cut off"),
        pytest.param("", ["-"], "<stdin>: error: the spec is empty", id="nothing"),
        pytest.param(BAD, ["-", "--stdin-filename", ""], "--stdin-filename: error: this is no name of a file\n  hint: for example main.tf", id="an empty name"),
        pytest.param(BAD, ["-", "--stdin-filename", "."], "--stdin-filename: error: this is no name of a file", id="a folder for a name"),
    ],
)  # fmt: skip
def test_what_says_not_what_it_is_is_told(
    aksnet: Any, monkeypatch: pytest.MonkeyPatch, text: str, words: list[str], told: str
) -> None:
    Path("notes.md").write_text(text, encoding="utf-8")
    with Path("notes.md").open(encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        done = aksnet("check", *words)
    assert (done.code, told in done.err) == (2, True), done.err


def test_a_file_that_says_not_what_it_is_does_not_hide_the_others(aksnet: Any) -> None:
    _write(c=BAD)
    Path("notes.md").write_text("words\n", encoding="utf-8")
    done = aksnet("check", "notes.md", "c.yaml")
    assert (done.code, "c.yaml:2:38: error AKN102" in done.out) == (2, True)


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="an empty folder"),
        pytest.param({".aksnet.yaml": "exclude: ['*']\n", "c.yaml": BAD}, id="where all is excluded"),
        pytest.param({".aksnet.yaml": "severities: {AKN401: error}\n", "values.yaml": "network: {plugin: x}\n"}, id="other files"),
    ],
)  # fmt: skip
def test_a_folder_without_a_cluster_is_told_to_be_unchecked(aksnet: Any, files: dict[str, str]) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    done = aksnet("check", ".")
    assert (done.code, done.err) == (0, "")
    assert done.out == "nothing was checked: there is no cluster here (0 clusters in 0 files)\n"


def test_a_file_named_twice_is_checked_once(aksnet: Any) -> None:
    _write(c=BAD)
    assert "1 error (1 cluster in 1 file)" in aksnet("check", "c.yaml", "c.yaml").out


def _breaks(*_: Any) -> Any:
    raise KeyError("x")


@pytest.mark.parametrize(
    "words", [["check", "c.yaml"], ["gen", "c.yaml"], ["gen", "c.yaml", "--format", "json"]], ids=" ".join
)
def test_a_rule_that_raises_is_a_bug_and_hides_nothing(
    aksnet: Any, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    broken = [rule._replace(check=_breaks) if rule.id == "AKN103" else rule for rule in RULES]
    judge = judging_module.judge
    monkeypatch.setattr(
        "aksnet.rules.judge",
        lambda clusters, context, rules, known, *rest: judge(clusters, context, broken, known, *rest),
    )
    _write(c=BAD)
    done = aksnet(*words)
    assert done.code == 3
    assert "AKN102" in done.out + done.err
    assert "error: a bug in aksnet" in done.err
    assert "rule AKN103 on the cluster 'prod': KeyError in test_check.py" in done.err
    assert "network_profile" not in done.out


@pytest.mark.parametrize("name", SPECS)
def test_no_sample_has_an_error(aksnet: Any, name: str) -> None:
    done = aksnet("check", str(SPECS[name]), "--today", "2026-11-24")
    assert (done.code, done.err) == (0, "")


def test_rules_lists_every_rule(aksnet: Any) -> None:
    lines = aksnet("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in RULES]
    document = json.loads(aksnet("rules", "--format", "json").out)
    assert [one["slug"] for one in document["rules"]] == [rule.slug for rule in RULES]
    schema = json.loads((ROOT / "docs" / "rules.schema.json").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(document)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_explain_answers_for_every_rule(aksnet: Any, rule: Any) -> None:
    page = aksnet("explain", rule.id)
    assert page.out.startswith(f"# {rule.id} {rule.slug}\n")
    assert aksnet("explain", rule.slug.upper()).out == page.out
    for code in rule.codes:
        assert f"# {rule.id} " in aksnet("explain", code).out


@pytest.mark.parametrize("word", ["overlay", "dynamic", "none", "kubenet", "Cilium"])
def test_explain_answers_for_modes(aksnet: Any, word: str) -> None:
    done = aksnet("explain", word)
    assert (done.code, "networkProfile.networkPlugin" in done.out) == (0, True)


def test_rules_in_json_have_all_that_a_rule_carries(aksnet: Any) -> None:
    one = next(one for one in json.loads(aksnet("rules", "--format", "json").out)["rules"] if one["id"] == "AKN104")
    assert one["codes"] == ["ServiceCidrOverlapExistingSubnetsCidr"]
    assert all(one[key] for key in ("slug", "severity", "summary", "why", "answer", "hint", "facts", "sources"))
    assert set(one) >= {"since", "until"}


def test_findings_of_one_line_stand_in_the_order_of_their_columns(aksnet: Any) -> None:
    _write(c="network: {plugin: overlay, service_cidr: 172.16.0.0/12, pod_cidr: 10.244.0.5/16}\n")
    found = json.loads(aksnet("check", "c.yaml", "--format", "json").out)["findings"]
    assert [one["id"] for one in found if one["id"] in ("AKN101", "AKN112")] == ["AKN112", "AKN101"]


def test_values_that_are_known_are_counted_without_those_that_are_not(aksnet: Any) -> None:
    _write(a="network: {plugin: overlay}\nidentity: UserAssigned\n", b="network: {plugin: overlay}\nidentity: ServicePrincipal\n")  # fmt: skip
    known, hidden = (json.loads(aksnet("check", f"{name}.yaml", "--format", "json").out)["summary"] for name in "ab")
    assert (known["unknown"], hidden["unknown"]) == (0, 1)
    assert hidden["known"] == known["known"] - 1


def test_a_file_in_two_spellings_is_checked_once(aksnet: Any) -> None:
    _write(c=BAD)
    assert "1 error (1 cluster in 1 file)" in aksnet("check", "./c.yaml", "c.yaml").out


def test_a_field_that_is_set_for_a_path_asks_for_the_spec_by_file(aksnet: Any) -> None:
    _write(c=BAD)
    done = aksnet("check", "c.yaml", "--set", "tier=Free")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "--set: error: this is laid over a spec of --file, and there is none\n"
        "  hint: name the spec by -f in place of its path alone: -f aksnet.yaml\n"
    )


@pytest.mark.parametrize(
    ("outputs", "told"),
    [
        pytest.param("foo", "4:10: error: outputs is no list", id="a word"),
        pytest.param("{path: x}", "4:10: error: outputs is no list", id="a mapping"),
        pytest.param("[foo]", "4:11: error: 'foo' stands where an output is due", id="a list of words"),
        pytest.param("[{path: x, target: tf}]", "4:29: error: target: 'tf' is none of terraform", id="a target that is none"),
        pytest.param("[{path: x, nonsense: 1}]", "4:21: error: nonsense: unknown key", id="a key that is none"),
        pytest.param("[{path: x.json}]", "4:18: error: x.json is JSON", id="a path that cannot be"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "call", ["check a.yaml", "check .", "show a.yaml", "plan a.yaml", "plan .", "gen -f a.yaml", "gen ."]
)
def test_outputs_that_are_none_are_told_by_every_command(aksnet: Any, outputs: str, told: str, call: str) -> None:
    text = f"name: a\nlocation: westeurope\nnetwork: {{plugin: overlay}}\noutputs: {outputs}\n"
    Path("a.yaml").write_text(text, encoding="utf-8")
    done = aksnet(*call.split())
    assert done.code in (1, 2)
    assert told in done.err


def test_outputs_are_told_once_and_the_clusters_are_judged_all_the_same(aksnet: Any) -> None:
    Path("a.yaml").write_text("name: a\nnetwork: {plugin: kubenet}\noutputs: {path: x}\n", encoding="utf-8")
    done = aksnet("check", ".")
    assert "AKN401" in done.out
    assert done.err.count("outputs is no list") == 1


@pytest.mark.parametrize("outputs", ["null", "[]", "[{path: x.tf}]", "[{path: x.tf, cluster: in-another-layer}]"])
def test_outputs_that_may_be_right_are_not_told(aksnet: Any, outputs: str) -> None:
    Path("a.yaml").write_text(f"name: a\nnetwork: {{plugin: overlay}}\noutputs: {outputs}\n", encoding="utf-8")
    for call in ("check a.yaml", "show a.yaml", "plan a.yaml", "gen -f a.yaml", "gen ."):
        assert aksnet(*call.split()).code == 0, call
