"""`aksnet schema`: what it prints and writes, and that a schema beside a spec disturbs nothing."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from aksnet.schema.modeline import HEAD, NAME
from aksnet.schema.policy_schema import policy_schema_text
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.printing import printed
from calling import Call

SPEC = "".join(f"# {line}\n" for line in HEAD) + "# ours\nname: aks\nnetwork: {plugin: overlay}  # private\n"
NOTHING = "nothing was checked: there is no cluster here (0 clusters in 1 file)\n"


def test_it_prints_the_schema(aksnet: Call) -> None:
    done = aksnet("schema")
    assert (done.code, done.out, done.err) == (0, schema_text(), "")


def test_it_writes_the_schema_and_writes_it_anew(aksnet: Call) -> None:
    path = Path(NAME)
    assert aksnet("schema", "-o", NAME) == (0, "", f"the schema of aksnet's specs is in {NAME}\n")
    assert path.read_text(encoding="utf-8") == schema_text()
    path.write_text('{\n "$schema": "x",\n "$id" : "urn:aksnet:spec:v1", "title": "an older one"}', encoding="utf-8")
    assert aksnet("schema", "--output", NAME).code == 0
    assert path.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(["-o", "other.json"], 1, "other.json: error: this file is no schema of aksnet's specs, and is not overwritten\n  hint: name another file", id="a file of somebody else's"),
        pytest.param(["-o", "."], 2, f"--output: error: . is a folder\n  hint: name the file in it, such as {NAME}", id="a folder"),
        pytest.param(["-o", "x/"], 2, "--output: error: x/ is a folder", id="a folder that is not there"),
        pytest.param(["-o", ""], 2, "--output: error: the file has no name\n  hint: is a variable not set?", id="no name"),
        pytest.param(["-o", "-"], 2, "--output: error: - is no file\n  hint: leave --output out", id="standard output"),
        pytest.param(["-o", "nope/a.json"], 1, "nope: error: the directory of the schema of aksnet's specs does not exist", id="a file in no folder"),
        pytest.param(["aksnet.yaml"], 2, "WHAT: error: 'aksnet.yaml' is none of spec, policy", id="a file"),
        pytest.param(["polcy"], 2, "hint: did you mean policy?", id="a word with a typing error"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_told_and_left(words: list[str], code: int, message: str, aksnet: Call) -> None:
    Path("other.json").write_text('{"$id": "https://example.com/schema"}', encoding="utf-8")
    done = aksnet("schema", *words)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert Path("other.json").read_text(encoding="utf-8") == '{"$id": "https://example.com/schema"}'


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(aksnet: Call) -> None:
    Path("closed").mkdir(mode=0o500)
    assert "cannot be written: Permission denied" in aksnet("schema", "-o", "closed/a.json").err


def test_the_schema_of_policies_is_another_one(aksnet: Call) -> None:
    assert aksnet("schema", "policy") == (0, policy_schema_text(), "")
    assert aksnet("schema", "policy", "-o", "policy.json").code == 0
    done = aksnet("schema", "-o", "policy.json")
    assert "policy.json: error: this file is no schema of aksnet's specs, and is not overwritten" in done.err
    assert Path("policy.json").read_text(encoding="utf-8") == policy_schema_text()


def test_a_spec_begins_with_its_schema() -> None:
    text = printed({"network": {"plugin": "overlay"}}, head=HEAD)
    assert text.splitlines()[:2] == [
        "# yaml-language-server: $schema=aksnet.schema.json",
        "# $schema: aksnet.schema.json",
    ]


@pytest.fixture
def beside(aksnet: Call) -> Call:
    """A spec with the schema beside it."""
    Path("aksnet.yaml").write_text(SPEC, encoding="utf-8")
    aksnet("schema", "-o", NAME)
    return aksnet


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("check", "."), id="check of a folder"),
        pytest.param(("show", "."), id="show of a folder"),
        pytest.param(("plan", "."), id="plan of a folder"),
        pytest.param(("migrate", ".", "."), id="migrate of folders"),
        pytest.param(("gen", "-f", "."), id="gen of a folder of specs"),
        pytest.param(("check", "-f", "."), id="check of a folder of specs"),
    ],
)
def test_a_schema_in_a_folder_changes_nothing(words: tuple[str, ...], beside: Call) -> None:
    there = beside(*words)
    Path(NAME).unlink()
    assert there.code == 0
    assert there == beside(*words)


def test_a_schema_of_another_name_changes_nothing_either(beside: Call) -> None:
    there = beside("check", ".")
    Path(NAME).rename("spec.json")
    assert there == beside("check", ".")


def test_a_schema_that_is_named_is_no_cluster(beside: Call) -> None:
    assert beside("check", NAME) == (0, NOTHING, "")
    assert beside("check", "aksnet.yaml", NAME) == (0, "nothing found (1 cluster in 2 files)\n", "")


def test_a_schema_on_standard_input_is_no_cluster(beside: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(NAME).open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        assert beside("check", "-") == (0, NOTHING, "")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("aksnet.yaml", f"$schema: {NAME}\nname: aks\nnetwork: {{plugin: overlay}}\n", id="YAML"),
        pytest.param("aksnet.json", json.dumps({"$schema": NAME, "name": "aks", "network": {"plugin": "overlay"}}), id="JSON"),
        pytest.param("aksnet.toml", f'"$schema" = "{NAME}"\nname = "aks"\n[network]\nplugin = "overlay"\n', id="TOML"),
    ],
)  # fmt: skip
def test_a_spec_may_name_its_schema(name: str, text: str, aksnet: Call) -> None:
    Path(name).write_text(text, encoding="utf-8")
    for words in (("check", name), ("check", "."), ("show", name), ("gen", name), ("plan", name)):
        done = aksnet(*words)
        assert done.code == 0, done.err
        assert "error" not in done.err
    assert "cluster aks" in aksnet("show", ".").out


@pytest.mark.parametrize("value", ["1", "[a]", "{a: b}", ""], ids=["a number", "a list", "a mapping", "nothing"])
def test_a_schema_that_is_no_text_is_told(value: str, aksnet: Call) -> None:
    Path("aksnet.yaml").write_text(f"$schema: {value}\nnetwork: {{plugin: overlay}}\n", encoding="utf-8")
    done = aksnet("gen", "aksnet.yaml")
    assert done.code == 2
    assert re.search(
        r"aksnet.yaml:1:(9|10): error: \$schema: (1|a list|a mapping|nothing) stands where text is due", done.err
    )


def test_only_the_top_may_name_a_schema(aksnet: Call) -> None:
    Path("aksnet.yaml").write_text(f"network: {{plugin: overlay, $schema: {NAME}}}\n", encoding="utf-8")
    assert "network.$schema: unknown key" in aksnet("gen", "aksnet.yaml").err


def test_defaults_of_a_folder_may_name_their_schema(aksnet: Call) -> None:
    Path("defaults.yaml").write_text(f"$schema: {NAME}\ndefaults: {{network: {{plugin: cilium}}}}\n", encoding="utf-8")
    Path("a.yaml").write_text(f"$schema: {NAME}\nname: a\n", encoding="utf-8")
    aksnet("schema", "-o", NAME)
    for words in (("show", "a.yaml"), ("show", "-f", "."), ("show", ".")):
        assert "networkProfile.networkDataplane" in aksnet(*words).out


def test_the_first_lines_stay_when_a_plan_is_written(aksnet: Call) -> None:
    vnet = "vnet: {subnets: {nodes: }}\npools: [{name: a, mode: System, subnet: nodes}]\n"
    Path("aksnet.yaml").write_text(SPEC + vnet, encoding="utf-8")
    done = aksnet("plan", "aksnet.yaml", "--allocate", "--supernet", "10.128.0.0/12", "--write")
    assert done.code == 0, done.err
    text = Path("aksnet.yaml").read_text(encoding="utf-8")
    assert text.startswith(SPEC.partition("name:")[0])
    assert "10.128." in text


def test_a_schema_stays_in_json_when_a_plan_is_written(aksnet: Call) -> None:
    spec = {
        "$schema": NAME,
        "network": {"plugin": "overlay"},
        "vnet": {"subnets": {"nodes": {}}},
        "pools": [{"name": "a", "subnet": "nodes"}],
    }
    Path("aksnet.json").write_text(json.dumps(spec), encoding="utf-8")
    done = aksnet("plan", "aksnet.json", "--allocate", "--supernet", "10.128.0.0/12", "--write")
    assert done.code == 0, done.err
    written = json.loads(Path("aksnet.json").read_text(encoding="utf-8"))
    assert written["$schema"] == NAME
    assert written["vnet"]["subnets"]["nodes"]["prefix"].startswith("10.128.")


def test_the_first_lines_stay_when_outputs_are_synced(aksnet: Call) -> None:
    text = f"{SPEC}outputs: [{{path: out, emit: module}}]\n"
    Path("aksnet.yaml").write_text(text, encoding="utf-8")
    aksnet("schema", "-o", NAME)
    assert aksnet("sync").code == 0
    assert aksnet("sync", "--check").code == 0
    assert Path("aksnet.yaml").read_text(encoding="utf-8") == text
