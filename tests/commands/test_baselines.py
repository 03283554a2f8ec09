"""A baseline: what is in it, what it leaves out of later reports, and what is told of it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet.commands.baselines import held
from aksnet.commands.check import run as check
from aksnet.readers.inputs import Request
from aksnet.rules import RULES
from aksnet.rules.base import Context, Hit
from aksnet.rules.sampling import sample_of
from aksnet.view import ClusterView
from places import ROOT

TODAY = ("--today", "2026-11-24")
KUBENET = "name: prod\nnetwork: {plugin: kubenet}\n"
OVERLAP = "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"
GOOD = "name: prod\nnetwork: {plugin: overlay}\n"


def _written(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def _entries(name: str) -> Any:
    """The findings in a baseline, which is of the documented shape."""
    document = json.loads(Path(name).read_text(encoding="utf-8"))
    Draft7Validator(json.loads((ROOT / "docs" / "baseline.schema.json").read_text(encoding="utf-8"))).validate(document)
    return document["findings"]


def _found(done: Any) -> list[tuple[str, str]]:
    return [(one["id"], one["file"]) for one in json.loads(done.out)["findings"]]


def _summary(done: Any) -> Any:
    return json.loads(done.out)["summary"]


def _gone(count: int) -> str:
    said = "1 finding of the baseline is" if count == 1 else f"{count} findings of the baseline are"
    return f"base.json: note: {said} gone: write it anew with --write-baseline\n"


def test_a_baseline_has_all_findings_in_order(aksnet: Any) -> None:
    _written("b/c.yaml", KUBENET)
    _written(
        "a.yaml",
        f"clusters:\n  - {{{OVERLAP.replace(chr(10), ', ')}}}\n  - {{name: x, network: {{plugin: kubenet}}}}\n",
    )
    Path("policy").mkdir()
    done = aksnet("check", "b", "a.yaml", "--write-baseline", "policy/base.json", *TODAY)
    assert (done.code, done.err) == (0, "")
    assert "nothing found (3 clusters in 2 files; 3 findings in the baseline)" in done.out
    assert _entries("policy/base.json") == [
        {"rule": "AKN102", "file": "../a.yaml", "cluster": "prod", "message": "the pod CIDR 10.0.0.0/12 overlaps the service CIDR 10.0.0.0/16 (the default)", "count": 1},
        {"rule": "AKN401", "file": "../a.yaml", "cluster": "x", "message": "kubenet retires on 2028-03-31", "count": 1},
        {"rule": "AKN401", "file": "../b/c.yaml", "cluster": "prod", "message": "kubenet retires on 2028-03-31", "count": 1},
    ]  # fmt: skip
    before = Path("policy/base.json").read_bytes()
    aksnet("check", "a.yaml", "b", "--write-baseline", "policy/base.json", *TODAY)
    assert Path("policy/base.json").read_bytes() == before
    assert [one.name for one in Path("policy").iterdir()] == ["base.json"]


@pytest.mark.parametrize(
    ("files", "found", "gone"),
    [
        pytest.param({"c.yaml": KUBENET}, [], 0, id="nothing has changed"),
        pytest.param({"c.yaml": "# one\n# two\n" + KUBENET}, [], 0, id="lines have moved"),
        pytest.param({"c.yaml": GOOD}, [], 1, id="it is mended"),
        pytest.param({"c.yaml": KUBENET, "d.yaml": KUBENET}, [("AKN401", "d.yaml")], 0, id="the same in another file"),
        pytest.param({"d.yaml": KUBENET}, [("AKN401", "d.yaml")], 1, id="the file has another name"),
        pytest.param({"c.yaml": KUBENET.replace("prod", "test")}, [("AKN401", "c.yaml")], 0, id="the cluster has another name"),
        pytest.param({"c.yaml": OVERLAP}, [("AKN102", "c.yaml")], 1, id="another finding"),
        pytest.param({"c.yaml": "network: {plugin: kubenet"}, [], 0, id="a spec that does not load may still have it"),
    ],
)  # fmt: skip
def test_what_a_baseline_leaves_out(
    aksnet: Any, files: dict[str, str], found: list[tuple[str, str]], gone: int
) -> None:
    _written("c.yaml", KUBENET)
    aksnet("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    Path("c.yaml").unlink()
    for name, text in files.items():
        _written(name, text)
    done = aksnet("check", *files, "--baseline", "base.json", "--format", "json", *TODAY)
    assert _found(done) == found
    assert (_gone(gone) in done.err) if gone else ("gone" not in done.err)


RESOURCE = """\
resource "azurerm_kubernetes_cluster" "x{}" {{
  name = "prod"
  network_profile {{
    network_plugin = "kubenet"
  }}
}}
"""


def test_a_second_occurrence_of_the_same_is_new(aksnet: Any) -> None:
    _written("main.tf", RESOURCE.format(1))
    aksnet("check", "--ignore", "AKN8", "main.tf", "--write-baseline", "base.json", *TODAY)
    _written("main.tf", RESOURCE.format(1) + RESOURCE.format(2))
    done = aksnet("check", "--ignore", "AKN8", "main.tf", "--baseline", "base.json", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["baseline"]) == ([("AKN401", "main.tf")], 1)
    assert json.loads(done.out)["findings"][0]["line"] == 10
    aksnet("check", "--ignore", "AKN8", "main.tf", "--write-baseline", "base.json", *TODAY)
    assert [one["count"] for one in _entries("base.json")] == [2]
    assert (
        _found(aksnet("check", "--ignore", "AKN8", "main.tf", "--baseline", "base.json", "--format", "json", *TODAY))
        == []
    )


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["c.yaml", "--select", "AKN1"], id="its rule did not run"),
        pytest.param(["d.yaml"], id="its file was not looked at"),
    ],
)
def test_what_was_not_asked_for_is_not_gone(aksnet: Any, words: list[str]) -> None:
    _written("c.yaml", KUBENET)
    _written("d.yaml", GOOD)
    aksnet("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    assert aksnet("check", *words, "--baseline", "base.json").err == ""


@pytest.mark.parametrize("name", ["<stdin>", "", "a\\u0000b", "x" * 5000])
def test_what_is_no_file_breaks_nothing(aksnet: Any, name: str) -> None:
    entry = f'{{"rule": "AKN401", "file": "{name}", "cluster": "prod", "message": "m", "count": 1}}'
    _written("base.json", f'{{"version": 1, "findings": [{entry}]}}')
    done = aksnet("check", _written("c.yaml", GOOD), "--baseline", "base.json")
    assert (done.code, "Traceback" in done.err, "bug" in done.err) == (0, False, False)


def test_what_is_ignored_since_is_gone(aksnet: Any) -> None:
    for text in (KUBENET, KUBENET + "ignore: {AKN401: moves in spring}\n"):
        words = "--baseline" if "ignore" in text else "--write-baseline"
        done = aksnet("check", _written("c.yaml", text), words, "base.json", *TODAY)
    assert done.err == _gone(1)


def test_names_count_from_the_folder_of_the_baseline(aksnet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _written("infra/c.yaml", KUBENET)
    aksnet("check", ".", "--write-baseline", "base.json", *TODAY)
    monkeypatch.chdir("infra")
    done = aksnet("check", "c.yaml", "--baseline", "../base.json", "--format", "json", *TODAY)
    assert (_found(done), done.err) == ([], "")
    done = aksnet("check", str(Path("c.yaml").resolve()), "--baseline", "../base.json", "--format", "json", *TODAY)
    assert _found(done) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize(
    "name",
    [b"a b.yaml", b'a"b\\c.yaml', b"a\nb.yaml", b"\xff.yaml", "\N{ROCKET}.yaml".encode(), b"-x.yaml", b"..c.yaml"],
)
def test_a_file_may_have_any_name(aksnet: Any, name: bytes) -> None:
    path = os.fsdecode(name)
    Path(path).write_text(KUBENET, encoding="utf-8")
    aksnet("check", f"./{path}", "--write-baseline", "base.json", *TODAY)
    done = aksnet("check", f"./{path}", "--baseline", "base.json", *TODAY)
    assert (done.code, done.err, "1 finding in the baseline" in done.out) == (0, "", True)


@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "junit", "github", "azure"])
def test_every_report_and_the_exit_code_leave_out_what_is_known(aksnet: Any, output_format: str) -> None:
    _written("c.yaml", OVERLAP)
    words = ("check", "c.yaml", "--format", output_format, "--fail-on", "info")
    assert aksnet(*words).code == 1
    assert aksnet(*words, "--write-baseline", "base.json").code == 0
    done = aksnet(*words, "--baseline", "base.json")
    assert (done.code, "AKN102" in done.out) == (0, False)


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_what_is_known_is_not_fixed(aksnet: Any, option: str) -> None:
    text = sample_of("AKN221").bad.text
    _written("a/main.tf", text)
    aksnet("check", ".", "--write-baseline", "base.json")
    _written("b/main.tf", text)
    done = aksnet("check", ".", "--baseline", "base.json", option)
    assert "1 finding in 1 file" in done.err
    assert Path("a/main.tf").read_text(encoding="utf-8") == text
    done = aksnet("check", ".", option, "--write-baseline", "base.json")
    assert (done.code, "and not while it is fixed" in done.err) == (2, True)


def test_what_is_not_read_is_in_no_baseline(aksnet: Any) -> None:
    _written("main.tf", 'x = "\n')
    assert aksnet("check", "main.tf", "--write-baseline", "base.json").code == 1
    assert _entries("base.json") == []
    entry = {"rule": "AKN603", "file": "main.tf", "cluster": "", "message": "a quoted string ends at the end of its line", "count": 9}  # fmt: skip
    _written("base.json", json.dumps({"version": 1, "findings": [entry]}))
    done = aksnet("check", "main.tf", "--baseline", "base.json", "--format", "json")
    assert (done.code, _found(done), done.err) == (1, [("AKN603", "main.tf")], "")


def _breaking(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    raise RuntimeError("boom")


def test_a_run_that_is_not_whole_writes_no_baseline(aksnet: Any) -> None:
    _written("c.yaml", KUBENET)
    aksnet("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    before = Path("base.json").read_bytes()
    _written("c.yaml", OVERLAP)
    _written("d.yaml", "network: {}\n")
    done = aksnet("check", "c.yaml", "d.yaml", "--write-baseline", "base.json", *TODAY)
    assert (done.code, "AKN102" in done.out) == (2, True)
    assert "base.json: error: the baseline is not written, as not everything could be checked" in done.err
    assert Path("base.json").read_bytes() == before


def test_a_run_in_which_a_rule_broke_writes_no_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (rule,) = (one._replace(check=_breaking) for one in RULES if one.id == "AKN401")
    run = partial(check, Request([_written("c.yaml", KUBENET)]), date(2026, 11, 24), None, [rule])
    report = held(run, None, "base.json", [rule])
    assert [len(report.failures), len(report.unwritten), Path("base.json").exists()] == [1, 1, False]


def test_what_rules_that_do_not_run_found_stays_in_a_baseline(aksnet: Any) -> None:
    _written("c.yaml", KUBENET)
    aksnet("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    _written("c.yaml", OVERLAP)
    for _ in range(2):
        aksnet("check", "c.yaml", "--write-baseline", "base.json", "--select", "AKN1", *TODAY)
        assert [one["rule"] for one in _entries("base.json")] == ["AKN102", "AKN401"]
    aksnet("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    assert [one["rule"] for one in _entries("base.json")] == ["AKN102"]


def test_a_read_only_baseline_is_left(aksnet: Any) -> None:
    _written("c.yaml", KUBENET)
    words = ("check", "c.yaml", "--write-baseline", "base.json", *TODAY)
    aksnet(*words)
    path = Path("base.json")
    path.chmod(0o444)
    assert aksnet(*words).code == 0  # it says so already
    before = path.read_bytes()
    _written("c.yaml", GOOD)
    done = aksnet(*words)
    assert (done.code, path.read_bytes()) == (1, before)
    assert "base.json: error: this baseline is read-only, and is not written anew" in done.err


def test_where_a_baseline_is_written_the_old_one_is_not_looked_at(aksnet: Any) -> None:
    _written("c.yaml", KUBENET)
    words = ("check", "c.yaml", "--baseline", "base.json", "--write-baseline", "base.json", *TODAY)
    assert [aksnet(*words).code for _ in range(2)] == [0, 0]
    assert len(_entries("base.json")) == 1


@pytest.mark.parametrize("text", ["", "{}", "x: 1\n", '{"version": 1}', '{"version": 1, "findings": [}', "\xff"])
def test_what_is_no_baseline_is_not_written_over(aksnet: Any, text: str) -> None:
    _written("c.yaml", KUBENET)
    _written("package.json", text)
    done = aksnet("check", "c.yaml", "--write-baseline", "package.json")
    assert (done.code, "AKN401" in done.out) == (1, True)
    assert "package.json: error: this file is no baseline, and is not overwritten" in done.err
    assert Path("package.json").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("no/base.json", "no: error: the directory of the baseline does not exist", id="no such folder"),
        pytest.param("c.yaml/base.json", "c.yaml: error: the directory of the baseline is no directory", id="in a file"),
        pytest.param("pipe", "pipe: error: this is no regular file, and so no baseline", id="a pipe"),
        pytest.param("x" * 300, "error: the baseline cannot be written: File name too long", id="an impossible name"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_written_is_told_and_the_report_with_it(aksnet: Any, name: str, message: str) -> None:
    _written("c.yaml", KUBENET)
    os.mkfifo("pipe")
    done = aksnet("check", "c.yaml", "--write-baseline", name, *TODAY)
    assert (done.code, "AKN401" in done.out, message in done.err) == (1, True, True), done.err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("", "the baseline has no name", id="no name"),
        pytest.param("-", "a baseline is a file, and is not written to standard output", id="standard output"),
        pytest.param(".", ". is a folder, and a baseline is a file", id="a folder"),
        pytest.param("zz/", "zz/ is a folder, and a baseline is a file", id="what would be a folder"),
    ],
)
def test_what_no_baseline_can_be_called_is_a_usage_error(aksnet: Any, name: str, message: str) -> None:
    _written("c.yaml", KUBENET)
    done = aksnet("check", "c.yaml", "--write-baseline", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"--write-baseline: error: {message}\n")
    assert {one.name for one in Path().iterdir()} == {"c.yaml", ".git"}


ENTRY = '{"rule": "AKN401", "file": "c.yaml", "cluster": "prod", "message": "m", "count": 1}'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(None, "base.json: error: the baseline cannot be read: No such file", id="it is not there"),
        pytest.param("", "base.json:1:1: error: this is no valid JSON", id="it is empty"),
        pytest.param('{"version": 1,\n "findings": [}', "base.json:2:15: error: this is no valid JSON", id="no JSON"),
        pytest.param('{"version": 2, "findings": []}', "base.json:1:13: error: version: 2", id="another version"),
        pytest.param('{"version": 1}', "base.json:1:1: error: findings: is missing", id="no findings"),
        pytest.param('[]', "base.json:1:1: error", id="a list"),
        pytest.param(f'{{"version": 1, "findings": [\n{ENTRY},\n{ENTRY.replace("1}", "0}")}]}}', "base.json:3:82: error: findings.1.count: 0", id="a count of nothing"),
        pytest.param(f'{{"version": 1, "findings": [\n{ENTRY.replace("count", "counts")}]}}', "base.json:2:73: error: findings.0.counts: unknown key", id="an unknown key"),
    ],
)  # fmt: skip
def test_a_broken_baseline_is_a_usage_error_with_its_place(aksnet: Any, text: str | None, message: str) -> None:
    _written("c.yaml", KUBENET)
    if text is not None:
        _written("base.json", text)
    done = aksnet("check", "c.yaml", "--baseline", "base.json")
    assert (done.code, done.out) == (2, "")
    assert message in done.err, done.err
