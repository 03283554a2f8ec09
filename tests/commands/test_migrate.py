"""`aksnet migrate`: its exit codes and its gate, its formats and streams, and what help and completion say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from aksnet.commands.showing_migrations import failing
from aksnet.errors import UsageError
from aksnet.facts import choices
from aksnet.reports.migrations import MigrationOptions
from aksnet.transitions.verdicts import ERRORS, Azure, Tool
from azurerm_clusters import cluster
from calling import Call, Done
from places import ROOT

ERROR_WORDS = {one.value for one in ERRORS}
FLEET = "clusters:\n- {name: one, network: {plugin: overlay}}\n- {name: two, network: {plugin: overlay}}\n"
FILES = {
    "both.yaml": FLEET,
    "one.yaml": "name: one\nnetwork: {plugin: overlay}\n",
    "overlay.yaml": "name: prod\nnetwork: {plugin: overlay, pod_cidr: 10.244.0.0/16}\n",
    "flat.yaml": "name: prod\nnetwork: {plugin: node-subnet}\n",
    "broken.tf": 'resource "azurerm_kubernetes_cluster" "one" {\n  name = "one"\n}\nresource "x" {\n',
}


@pytest.fixture
def migrate(aksnet: Call, tmp_path: Path) -> Call:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def call(*words: str) -> Done:
        return aksnet("migrate", *words)

    return call


def test_the_words_of_the_gate_are_those_of_the_verdicts() -> None:
    assert set(choices.VERDICTS) == {one.value for one in (*Azure, *Tool)}
    assert len(choices.VERDICTS) == len(set(choices.VERDICTS))
    assert set(choices.GATES) == {*choices.VERDICTS, "danger", "none"}
    assert set(choices.FAILING) <= set(choices.GATES)


def test_what_fails_where_nobody_says_it_is_the_same_everywhere() -> None:
    assert MigrationOptions().failing == failing(choices.FAILING)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(["replace"], {"replace"}, id="one"),
        pytest.param(["replace,rotate"], {"replace", "rotate"}, id="with commas"),
        pytest.param(["replace", " rotate , "], {"replace", "rotate"}, id="repeated, with blanks"),
        pytest.param(["danger"], {"danger"}, id="findings that are errors"),
    ],
)
def test_verdicts_that_fail_and_errors_of_tools_beside_them(words: list[str], expected: set[str]) -> None:
    assert failing(words) == expected | ERROR_WORDS


@pytest.mark.parametrize("words", [["none"], ["none", "none"], ["none,"]])
def test_none_fails_nothing_but_errors_of_tools(words: list[str]) -> None:
    assert failing(words) == ERROR_WORDS


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["replaced"], "did you mean replace?", id="no verdict"),
        pytest.param(["REPLACE"], "did you mean replace?", id="another case"),
        pytest.param(["none,replace"], "none stands beside replace", id="none and others"),
        pytest.param([""], "no verdict is named", id="nothing"),
        pytest.param([","], "no verdict is named", id="commas"),
    ],
)
def test_wrong_words_of_the_gate_get_one_clear_error(words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match="--fail-on: error: ") as error:
        failing(words)
    assert message in str(error.value)
    assert "hint: " in str(error.value)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["one.yaml", "one.yaml"], 0, id="nothing changes"),
        pytest.param(["both.yaml", "one.yaml"], 1, id="a cluster is deleted"),
        pytest.param(["both.yaml", "one.yaml", "--fail-on", "replace"], 0, id="deletions are not asked for"),
        pytest.param(["one.yaml", "both.yaml"], 0, id="a cluster is created"),
        pytest.param(["one.yaml", "both.yaml", "--fail-on", "create"], 1, id="what is created is asked for"),
        pytest.param(["overlay.yaml", "flat.yaml"], 1, id="a cluster is replaced"),
        pytest.param(["overlay.yaml", "flat.yaml", "--fail-on", "none"], 0, id="nothing is to fail"),
        pytest.param(["overlay.yaml", "flat.yaml", "--fail-on", "nothing"], 2, id="a word that is no verdict"),
        pytest.param(["overlay.yaml", "flat.yaml", "--format", "xml"], 2, id="a format that there is not"),
        pytest.param(["overlay.yaml", "missing.yaml"], 2, id="an input that is not there"),
        pytest.param(["one.yaml", "broken.tf", "--fail-on", "none"], 1, id="an input that is read in part"),
    ],
)
def test_exit_codes(words: list[str], code: int, migrate: Call) -> None:
    assert migrate(*words).code == code


def test_an_error_of_the_tool_fails_where_nothing_else_is_to(migrate: Call, tmp_path: Path) -> None:
    (tmp_path / "refused").mkdir()
    text = cluster({"network_plugin": "cni"}, None, {"name": "one"})
    (tmp_path / "refused" / "main.tf").write_text(text, encoding="utf-8")
    done = migrate("one.yaml", "refused", "--fail-on", "none")
    assert done.code == 1
    assert "error-at-validate" in done.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(["--to", "node-subnet", "overlay.yaml"], 0, id="a way that takes a new cluster"),
        pytest.param(["--to", "node-subnet", "overlay.yaml", "--fail-on", "recreate"], 1, id="where that is asked for"),
        pytest.param(["--outbound-type", "managedNATGateway", "overlay.yaml"], 0, id="an outbound type"),
    ],
)
def test_who_asks_for_the_way_is_told_it_and_stops_nothing(words: list[str], code: int, migrate: Call) -> None:
    assert migrate(*words).code == code


@pytest.mark.parametrize("output_format", choices.MIGRATIONS)
def test_every_format_says_what_fails(output_format: str, migrate: Call) -> None:
    done = migrate("both.yaml", "one.yaml", "--format", output_format)
    assert done.code == 1
    assert "two" in done.out
    assert "delete" in done.out


def test_json_is_of_the_documented_shape(migrate: Call) -> None:
    schema = json.loads((ROOT / "docs" / "migrate.schema.json").read_text(encoding="utf-8"))
    for words in (["both.yaml", "one.yaml"], ["overlay.yaml", "flat.yaml"], ["one.yaml", "broken.tf"]):
        document = json.loads(migrate(*words, "--format", "json").out)
        Draft7Validator(schema).validate(document)
        assert document["clusters"]


def test_a_quiet_run_has_no_summary(migrate: Call) -> None:
    loud, quiet = migrate("both.yaml", "one.yaml"), migrate("both.yaml", "one.yaml", "--quiet")
    assert loud.out.startswith(quiet.out)
    assert "2 clusters: 1 fails" in loud.out
    assert "fails" not in quiet.out
