"""What comments and policies leave out of a check, and which of them are told to be of no use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

# The clusters here are no whole ones: what azurerm asks for beside is not what these tests are about.
QUIET = ("--ignore", "AKN8")
TODAY = ("--today", "2026-11-24")
TERRAFORM = """\
resource "azurerm_kubernetes_cluster" "this" {
  name = "prod"
  default_node_pool {
    name    = "system"
    vm_size = "Standard_D4s_v5"
  }
  network_profile {
    ABOVE
    network_plugin = "kubenet" BEHIND
  }
}
"""
BICEP = """\
resource aks 'Microsoft.ContainerService/managedClusters@2025-05-01' = {
  name: 'prod'
  properties: {
    networkProfile: {
      ABOVE
      networkPlugin: 'kubenet' BEHIND
    }
  }
}
"""
ARM = """\
{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.ContainerService/managedClusters",
      "apiVersion": "2025-05-01",
      "name": "prod",
      "properties": {
        "networkProfile": {
          ABOVE
          "networkPlugin": "kubenet" BEHIND
        }
      }
    }
  ]
}
"""
YAML = "network:\n  ABOVE\n  plugin: kubenet BEHIND\n"
TOML = "[network]\nABOVE\nplugin = 'kubenet' BEHIND\n"
LANGUAGES = [
    pytest.param("main.tf", TERRAFORM, "#", id="HCL with a hash"),
    pytest.param("main.tf", TERRAFORM, "//", id="HCL with slashes"),
    pytest.param("main.bicep", BICEP, "//", id="Bicep"),
    pytest.param("main.json", ARM, "//", id="ARM"),
    pytest.param("c.yaml", YAML, "#", id="YAML"),
    pytest.param("c.toml", TOML, "#", id="TOML"),
]


def _written(name: str, text: str, above: str = "", behind: str = "", end: str = "\n") -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.replace("ABOVE", above).replace("BEHIND", behind).replace("\n", end).encode())
    return name


def _found(done: Any) -> list[tuple[str, int | None]]:
    return [(one["id"], one["line"]) for one in json.loads(done.out)["findings"]]


def _summary(done: Any) -> Any:
    return json.loads(done.out)["summary"]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("name", "text", "mark"), LANGUAGES)
def test_a_comment_leaves_a_finding_out(aksnet: Any, name: str, text: str, mark: str, end: str) -> None:
    comment = f"{mark} aksnet: ignore[AKN401] moves in spring"
    places = {"above": {"above": comment}, "behind": {"behind": comment}}
    places["for the file"] = {"behind": f"{mark} aksnet: ignore-file[kubenet-retires] moves in spring"}
    before = aksnet("check", *QUIET, _written(name, text, end=end), "--format", "json", *TODAY)
    assert [rule for rule, _ in _found(before)] == ["AKN401"]
    for words in places.values():
        done = aksnet("check", *QUIET, _written(name, text, **words, end=end), "--format", "json", *TODAY)
        assert (done.code, done.err, _found(done), _summary(done)["ignored"]) == (0, "", [], 1)


FILE = "# aksnet: ignore-file[AKN401] r\n"
KUBENET = "network:\n  plugin: kubenet BEHIND\n"
OVERLAY = "network:\n  plugin: overlay BEHIND\n"


@pytest.mark.parametrize(
    ("text", "comment", "found"),
    [
        pytest.param(KUBENET, "# aksnet: ignore[AKN401]", [("AKN604", 2)], id="without a reason it holds, and is told"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN401,AKN102]", [("AKN604", 2), ("AKN601", 2)], id="of several the missing reason is told once"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN401, AKN401] r", [], id="a rule twice"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN102] r", [("AKN401", 2), ("AKN601", 2)], id="another rule than the one that finds something"),
        pytest.param(KUBENET, "# aksnet: ignore AKN401", [("AKN401", 2), ("AKN605", 2)], id="malformed"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN999] r", [("AKN401", 2), ("AKN602", 2)], id="a rule that is none"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN601] r", [("AKN401", 2), ("AKN602", 2)], id="a rule on ignores"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN701] r", [("AKN401", 2), ("AKN602", 2)], id="a rule of the policy"),
        pytest.param(KUBENET, "# aksnet: ignore[AKN999]", [("AKN401", 2), ("AKN602", 2)], id="a rule that is none needs no reason"),
        pytest.param(OVERLAY, "# aksnet: ignore[AKN401] r", [("AKN601", 2)], id="nothing is found in the line"),
        pytest.param(OVERLAY, "# aksnet: ignore-file[AKN401] r", [("AKN601", 2)], id="nothing is found in the file"),
        pytest.param(OVERLAY, "# aksnet: ignore[AKN501] r", [("AKN602", 2)], id="a rule on targets, which cannot be ignored"),
        pytest.param(KUBENET, "\n# aksnet: ignore[AKN401] r", [("AKN401", 2), ("AKN601", 3)], id="below the line"),
    ],
)  # fmt: skip
def test_ignores_that_are_of_no_use_are_told(
    aksnet: Any, text: str, comment: str, found: list[tuple[str, int]]
) -> None:
    done = aksnet("check", *QUIET, _written("c.yaml", text, behind=comment), "--format", "json", *TODAY)
    assert sorted(_found(done)) == sorted(found)


BELONGS = "AKN401 finds something in line {}: put the ignore in that line, or alone right above it"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        pytest.param(f"# aksnet: ignore[AKN401] r\n{TERRAFORM}", BELONGS.format(10), id="above the resource"),
        pytest.param(TERRAFORM.replace("ABOVE", "# aksnet: ignore[AKN401] r\n"), BELONGS.format(10), id="above an empty line"),
        pytest.param(f"{TERRAFORM}# aksnet: ignore[AKN401] r\n", BELONGS.format(9), id="below"),
        pytest.param(f"# aksnet: ignore[AKN102] r\n{TERRAFORM}", "take the ignore out", id="of a rule that finds nothing at all"),
    ],
)  # fmt: skip
def test_an_unused_ignore_is_told_where_it_belongs(aksnet: Any, text: str, hint: str) -> None:
    done = aksnet("check", *QUIET, _written("main.tf", text), "--format", "json", *TODAY)
    assert [one["hint"] for one in json.loads(done.out)["findings"] if one["id"] == "AKN601"] == [hint]


@pytest.mark.parametrize("words", [["--ignore", "AKN401"], ["--select", "AKN1,AKN6"]], ids=" ".join)
def test_of_a_rule_that_did_not_run_an_ignore_is_no_fault(aksnet: Any, words: list[str]) -> None:
    _written("c.yaml", OVERLAY, behind="# aksnet: ignore[AKN401] r")
    assert _found(aksnet("check", *QUIET, "c.yaml", *words, "--format", "json")) == []


PLUGIN = 'variable "plugin" {}\n' + TERRAFORM.replace('"kubenet"', "var.plugin")
SUBNET = """\
variable "prefix" {}
resource "azurerm_subnet" "nodes" {
  name             = "nodes"
  address_prefixes = [var.prefix]
}
"""
OTHER = TERRAFORM.replace("kubenet", "azure").replace('"this"', '"other"')


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"main.tf": PLUGIN}, id="a value that cannot be told"),
        pytest.param({"main.tf": PLUGIN.replace("ABOVE", FILE)}, id="such a value, for the file"),
        pytest.param({"main.tf": OTHER, "more.tf": FILE}, id="a file in which nothing of a cluster stands"),
        pytest.param({"main.tf": OTHER + FILE + '\nlocals {\n  x = "\n}\n'}, id="a file that is not read as a whole"),
        pytest.param({"main.tf": OTHER + FILE + TERRAFORM.replace("name", "count = 0\n  name", 1)}, id="a file with a cluster that is not there"),
        pytest.param({"main.tf": f"# nothing\n{FILE}"}, id="a file without a cluster"),
        pytest.param({"c.yaml": f"a: b # plugin\nnetwork: x\n{FILE}"}, id="a file that is no spec"),
    ],
)  # fmt: skip
def test_an_ignore_of_which_nobody_can_tell_is_no_fault(aksnet: Any, files: dict[str, str]) -> None:
    for name, text in files.items():
        _written(name, text, behind="# aksnet: ignore[AKN401] r" if "kubenet" in text or text is PLUGIN else "")
    found = {rule for rule, _ in _found(aksnet("check", *QUIET, ".", "--format", "json", *TODAY))}
    assert "AKN601" not in found


def test_an_ignore_is_of_no_use_where_all_that_its_rule_asks_for_is_known(aksnet: Any) -> None:
    text = OTHER.replace('"prod"', "var.name").replace("BEHIND", "# aksnet: ignore[AKN401] r")
    _written("main.tf", f'variable "name" {{}}\n{text}')
    assert _found(aksnet("check", *QUIET, ".", "--format", "json")) == [("AKN601", 10)]


def test_a_comment_in_a_module_holds_for_whoever_calls_it(aksnet: Any) -> None:
    _written("modules/aks/main.tf", TERRAFORM, behind="# aksnet: ignore[AKN401] r")
    for name in ("dev", "prod"):
        _written(f"{name}/main.tf", 'module "aks" {\n  source = "../modules/aks"\n}\n')
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert (done.code, _found(done), _summary(done)["ignored"], _summary(done)["clusters"]) == (0, [], 1, 2)


def test_a_comment_holds_for_a_value_that_comes_from_elsewhere(aksnet: Any) -> None:
    _written("main.tf", PLUGIN, above="# aksnet: ignore[AKN401] r")
    _written("terraform.tfvars", 'plugin = "kubenet"\n')
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["ignored"]) == ([], 1)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param('x = "# aksnet: ignore[AKN401] r" ', id="a text"),
        pytest.param('x = "${"# aksnet: ignore[AKN401] r"}" ', id="a text in an expression"),
        pytest.param("x = <<A\n# aksnet: ignore[AKN401] r\nA\n", id="a heredoc"),
        pytest.param("/*\n# aksnet: ignore[AKN401] r\n*/", id="a long comment"),
    ],
)
def test_words_that_are_no_comment_leave_nothing_out(aksnet: Any, line: str) -> None:
    _written("main.tf", TERRAFORM, above=line)
    assert [rule for rule, _ in _found(aksnet("check", *QUIET, ".", "--format", "json", *TODAY))] == ["AKN401"]


def test_what_is_not_read_cannot_be_ignored(aksnet: Any) -> None:
    _written("main.tf", 'x = " # aksnet: ignore[AKN603] r\n# aksnet: ignore-file[not-read] r\n')
    done = aksnet("check", *QUIET, "main.tf", "--format", "json")
    assert {rule for rule, _ in _found(done)} == {"AKN603", "AKN602"}


@pytest.mark.parametrize("output_format", ["text", "sarif", "junit", "github", "azure"])
def test_every_report_takes_a_finding_of_a_file(aksnet: Any, output_format: str) -> None:
    _written("c.yaml", KUBENET, behind="# aksnet: ignore[AKN401]")
    done = aksnet("check", *QUIET, "c.yaml", "--format", output_format)
    assert (done.code, "AKN604" in done.out) == (1, True)


def test_gen_holds_to_the_comments_of_a_spec(aksnet: Any) -> None:
    _written("c.yaml", "network:\n  plugin: overlay\n  pod_cidr: 10.0.0.0/12 BEHIND\n")
    assert aksnet("gen", "c.yaml").code == 1
    _written("c.yaml", "network:\n  plugin: overlay\n  pod_cidr: 10.0.0.0/12 # aksnet: ignore[AKN102] r\n")
    done = aksnet("gen", "c.yaml")
    assert (done.code, done.err, "10.0.0.0/12" in done.out) == (0, "", True)


# policies

IGNORES = "ignores: [{rule: AKN401, paths: [PATHS], reason: moves in spring}]\n"


@pytest.mark.parametrize(
    ("paths", "left"),
    [
        pytest.param("'legacy/**'", ["new/c.yaml"], id="what is below a folder"),
        pytest.param("legacy/", ["new/c.yaml"], id="a folder"),
        pytest.param("/legacy/old", ["legacy/c.yaml", "new/c.yaml"], id="from the folder of the policy on"),
        pytest.param("c.yaml", [], id="a name anywhere"),
        pytest.param("'*.tf'", ["legacy/c.yaml", "legacy/old/c.yaml", "new/c.yaml"], id="other files"),
        pytest.param("legacy, '!legacy/old'", ["legacy/old/c.yaml", "new/c.yaml"], id="a folder but for one in it"),
    ],
)
def test_a_policy_ignores_a_rule_in_some_files(aksnet: Any, paths: str, left: list[str]) -> None:
    _written("infra/.aksnet.yaml", IGNORES.replace("PATHS", paths))
    for name in ("legacy/c.yaml", "legacy/old/c.yaml", "new/c.yaml"):
        _written(f"infra/{name}", KUBENET)
    done = aksnet("check", *QUIET, "infra", "--format", "json", *TODAY)
    assert [one["file"] for one in json.loads(done.out)["findings"]] == [f"infra/{one}" for one in left]
    assert _summary(done)["ignored"] == 3 - len(left)


@pytest.mark.parametrize("word", ["AKN401", "kubenet-retires"])
def test_a_policy_without_paths_ignores_a_rule_everywhere(aksnet: Any, word: str) -> None:
    _written("pyproject.toml", f"[[tool.aksnet.ignores]]\nrule = '{word}'\nreason = 'moves in spring'\n")
    _written("a/c.yaml", KUBENET)
    done = aksnet("check", *QUIET, "a/c.yaml", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["ignored"]) == ([], 1)
    assert "AKN401" not in aksnet("gen", "a/c.yaml", *TODAY).err


def test_a_comment_of_a_spec_holds_for_its_line_behind_line_ends_of_unicode(aksnet: Any) -> None:
    _written("c.yaml", "tags: {a: b}\x85\nnetwork: {plugin: kubenet} # aksnet: ignore[AKN401] moves in spring\n")
    done = aksnet("check", *QUIET, "c.yaml", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["ignored"]) == ([], 1)


def test_what_both_a_policy_and_a_comment_ignore_is_counted_once(aksnet: Any) -> None:
    _written(
        ".aksnet.yaml", "ignores: [{rule: AKN401, reason: moves in spring}, {rule: AKN102, reason: never found}]\n"
    )
    _written("c.yaml", KUBENET, behind="# aksnet: ignore[AKN401] r")
    done = aksnet("check", *QUIET, "c.yaml", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["ignored"]) == ([], 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("ignores: [{rule: AKN999, reason: r}]", ":1:18: error: 'AKN999' is no rule", id="a rule that is none"),
        pytest.param("ignores: [{rule: kubenet-retire, reason: r}]", "did you mean kubenet-retires?", id="nearly a slug"),
        pytest.param("ignores: [{rule: AKN601, reason: r}]", "AKN601 cannot be ignored", id="a rule on ignores"),
        pytest.param("ignores: [{rule: AKN501, reason: r}]", "AKN501 cannot be ignored", id="what a target cannot say"),
        pytest.param("ignores: [{rule: AKN401}]", "reason: is missing", id="no reason"),
        pytest.param("ignores: [{rule: AKN401, reason: ' '}]", "text is empty", id="an empty reason"),
        pytest.param("ignores: [{rule: AKN401, reason: r, paths: []}]", "the list is empty", id="no paths in the list"),
        pytest.param("ignores: [{rule: AKN401, reason: r, path: [a]}]", "did you mean paths?", id="an unknown key"),
        pytest.param("ignores: {AKN401: r}", "stands where a list is due", id="no list"),
        pytest.param("exclude: '*.tf'", "stands where a list is due", id="a glob that is no list"),
        pytest.param("exclude: [1]", "stands where text is due", id="a number for a glob"),
        pytest.param("exclude: ['a[']\nx: 1", "x: unknown key", id="a bracket that is not closed is one"),
        pytest.param("exclude: ['!']", "'!' is no glob", id="what is no glob"),
        pytest.param("exclude: ['a[z-a]']", "'a[z-a]' is no glob", id="a range of characters that is none"),
        pytest.param("ignores: [{rule: AKN401, reason: r, paths: ['a[z-a]']}]", "'a[z-a]' is no glob", id="the same in an ignore"),
        pytest.param("exclude: [./k.tf]", "'./k.tf' names no file", id="a path that begins with a dot"),
        pytest.param("exclude: [../x]", "'../x' names no file", id="a path above the policy"),
        pytest.param("exclude: ['# c']", "'# c' is a comment, and names no file", id="a comment"),
        pytest.param("exclude: ['!k.tf']", "'!k.tf' is an exception, and nothing before it names a file", id="only an exception"),
        pytest.param("ignores: [{rule: AKN602, reason: r}]", "hint: take this out: what the rule finds would be lost silently", id="what to do about a rule on ignores"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_told_with_its_place(aksnet: Any, text: str, message: str) -> None:
    _written(".aksnet.yaml", text)
    _written("c.yaml", KUBENET)
    done = aksnet("check", *QUIET, "c.yaml")
    assert (done.code, message in done.err) == (2, True), done.err


@pytest.mark.parametrize("key", ["exclude: [%s]", "ignores: [{rule: AKN401, reason: r, paths: [x, %s]}]"])
def test_a_path_from_the_root_of_the_disk_is_told(aksnet: Any, key: str) -> None:
    _written(".aksnet.yaml", key % Path("old/k.tf").resolve())
    _written("c.yaml", KUBENET)
    done = aksnet("check", *QUIET, "c.yaml")
    assert (done.code, "hint: write old/k.tf: a path starts from the policy's folder" in done.err) == (2, True), (
        done.err
    )


def test_a_slash_in_front_is_the_folder_of_the_policy(aksnet: Any) -> None:
    _written(".aksnet.yaml", "exclude: [/c.yaml]")
    for name in ("c.yaml", "in/c.yaml"):
        _written(name, KUBENET)
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert [one["file"] for one in json.loads(done.out)["findings"]] == ["in/c.yaml"]


def test_a_policy_may_ignore_what_it_asks_for_itself(aksnet: Any) -> None:
    _written(".aksnet.yaml", "allowed_modes: [overlay]\nignores: [{rule: AKN701, paths: [old], reason: r}]\n")
    for name in ("old", "new"):
        _written(f"{name}/c.yaml", KUBENET)
    done = aksnet("check", *QUIET, ".", "--select", "AKN701", "--format", "json")
    assert [one["file"] for one in json.loads(done.out)["findings"]] == ["new/c.yaml"]


# a template of Terraform, which is none itself
BROKEN = 'resource "azurerm_kubernetes_cluster" "{{ name }}" {\n  {% if x %}\n}\n'


@pytest.mark.parametrize(
    "globs",
    [
        pytest.param("templates/", id="a folder"),
        pytest.param("'templates/**'", id="what is in a folder"),
        pytest.param("'*.tf', '!main.tf'", id="files but one"),
        pytest.param("broken.tf", id="a name"),
    ],
)
def test_what_a_policy_excludes_is_not_looked_at(aksnet: Any, globs: str) -> None:
    _written("templates/broken.tf", BROKEN)
    _written("main.tf", TERRAFORM)
    _written(".aksnet.yaml", f"exclude: [{globs}]\n")
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert (done.code, done.err) == (0, "")
    assert _found(done) == [("AKN401", 9)]


def test_without_a_policy_all_is_looked_at(aksnet: Any) -> None:
    _written("templates/broken.tf", BROKEN)
    assert "AKN603" in aksnet("check", *QUIET, ".").out


@pytest.mark.parametrize("name", ["templates/broken.tf", "templates", "./templates/../templates/broken.tf"])
def test_what_is_excluded_and_named_is_left_out_with_a_note(aksnet: Any, name: str) -> None:
    _written("templates/broken.tf", BROKEN)
    _written("main.tf", TERRAFORM)
    _written(".aksnet.yaml", "exclude: [templates]\n")
    done = aksnet("check", *QUIET, name, "main.tf", *TODAY)
    assert (done.code, done.err) == (0, f"{name}: note: this is not looked at: .aksnet.yaml excludes it\n")
    assert "1 warning (1 cluster in 1 file)" in done.out


@pytest.mark.parametrize("option", ["--var-file", "--parameters"])
def test_values_for_what_is_excluded_are_no_fault(aksnet: Any, option: str) -> None:
    _written("main.tf", BROKEN)
    _written("prod.json", "{}")
    _written(".aksnet.yaml", "exclude: [main.tf]\n")
    done = aksnet("check", *QUIET, "main.tf", option, "prod.json")
    assert (done.code, "main.tf: note: this is not looked at" in done.err) == (0, True)


def test_standard_input_that_stands_for_an_excluded_file_is_not_looked_at(aksnet: Any) -> None:
    _written(".aksnet.yaml", "exclude: [templates]\n")
    done = aksnet("check", *QUIET, "-", "--stdin-filename", "templates/broken.tf")
    assert (done.code, done.err) == (0, "templates/broken.tf: note: this is not looked at: .aksnet.yaml excludes it\n")


def test_show_looks_at_what_is_excluded_and_plan_refuses_it_by_name(aksnet: Any) -> None:
    _written(".aksnet.yaml", "exclude: ['*.yaml']\n")
    _written("c.yaml", OVERLAY)
    assert "overlay" in aksnet("show", "c.yaml").out
    done = aksnet("plan", "c.yaml")
    assert (done.code, "this is not looked at: .aksnet.yaml excludes it" in done.err) == (2, True)


def test_what_an_excluded_file_of_a_module_declares_is_not_known(aksnet: Any) -> None:
    _written("variables.tf", 'variable "plugin" {\n  default = "{{ x }}"\n  {% y %}\n}\n')
    _written("main.tf", PLUGIN.partition("\n")[2])
    _written(".aksnet.yaml", "exclude: [variables.tf]\n")
    done = aksnet("check", *QUIET, ".", "--format", "json")
    assert (done.code, _found(done), _summary(done)["clusters"]) == (0, [], 1)


CALL = 'module "aks" {\n  source = "./vendor/aks"\n  plugin = "kubenet"\n}\n'


@pytest.mark.parametrize(
    ("policies", "files"),
    [
        pytest.param({}, ["own.tf", "vendor/aks/main.tf"], id="without a policy"),
        pytest.param({".aksnet.yaml": "exclude: [vendor]\n"}, ["own.tf"], id="a folder"),
        pytest.param({".aksnet.yaml": "exclude: ['vendor/aks/*.tf']\n"}, ["own.tf"], id="files"),
        pytest.param({".aksnet.yaml": "exclude: [vendor]\n", "vendor/aks/.aksnet.yaml": "severities: {AKN401: error}\n"}, ["own.tf"], id="a folder with a policy of its own"),
    ],
)  # fmt: skip
def test_what_is_found_in_a_module_that_is_excluded_is_not_told(
    aksnet: Any, policies: dict[str, str], files: list[str]
) -> None:
    _written("vendor/aks/main.tf", PLUGIN)
    _written("own.tf", TERRAFORM)
    _written("main.tf", CALL)
    for name, text in policies.items():
        _written(name, text)
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert [one["file"] for one in json.loads(done.out)["findings"]] == files


def test_what_cannot_be_read_of_a_module_that_is_excluded_is_only_counted(aksnet: Any) -> None:
    _written("vendor/aks/main.tf", BROKEN)
    _written("main.tf", CALL)
    _written(".aksnet.yaml", "exclude: [vendor]\n")
    done = aksnet("check", *QUIET, ".", "--format", "json", *TODAY)
    assert (done.code, _found(done), _summary(done)["unread"]) == (0, [], 1)


def test_a_broken_policy_excludes_nothing_and_is_told(aksnet: Any) -> None:
    _written(".aksnet.yaml", "exclude: [main.tf]\nx: 1\n")
    _written("main.tf", TERRAFORM)
    done = aksnet("check", *QUIET, ".")
    assert (done.code, "x: unknown key" in done.err) == (2, True)


def test_the_policy_in_a_folder_above_counts_from_its_own_folder(aksnet: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    _written(".aksnet.yaml", "exclude: [/infra/old]\nignores: [{rule: AKN401, paths: [infra/new/], reason: r}]\n")
    _written("infra/old/c.yaml", KUBENET)
    _written("infra/new/c.yaml", KUBENET)
    monkeypatch.chdir("infra")
    done = aksnet("check", *QUIET, "old/c.yaml", "new", "--format", "json", *TODAY)
    assert (_found(done), _summary(done)["ignored"], "old/c.yaml: note" in done.err) == ([], 1, True)
