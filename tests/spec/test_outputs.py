"""`outputs:` of a spec: models, clusters and paths, and each fault with its line and column."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.spec.layers import Layers, cluster_views, load
from aksnet.spec.output_entries import Output
from aksnet.spec.outputs import Asked, outputs_of
from calling import Call
from hostile import HOSTILE

FLEET = "clusters: {blue: {network: {plugin: overlay}}, green: {network: {plugin: cilium}}}\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _outputs(*names: str) -> list[Asked]:
    loaded = load(Layers(names))
    return outputs_of(loaded, [view.name for view in cluster_views(loaded._replace(outputs=None))])


def _said(text: str, name: str = "aksnet.yaml") -> list[Asked]:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return _outputs(name)


def _paths(asked: list[Asked]) -> list[tuple[int, str]]:
    return [(one.number, one.path.as_posix()) for one in asked]


def test_defaults_are_a_block_of_terraform_for_the_newest_azurerm() -> None:
    output = Output(path="main.tf")
    assert (output.target, output.emit, output.provider, output.resource) == (
        "terraform",
        "block",
        "azurerm",
        "azurerm_kubernetes_cluster.this",
    )
    assert output.provider_version is output.api_version is output.cluster is None


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param("{path: a.tf}", [(0, "a.tf"), (1, "a.tf")], id="an output without a cluster is for each"),
        pytest.param("{path: a.tf, cluster: green}", [(1, "a.tf")], id="an output with a cluster"),
        pytest.param("{path: a.tf, cluster: null}", [(0, "a.tf"), (1, "a.tf")], id="nothing as the cluster"),
        pytest.param("{path: 'x/{cluster}/{cluster}.tf'}", [(0, "x/blue/blue.tf"), (1, "x/green/green.tf")], id="the name of the cluster in a path"),
        pytest.param("{path: '{name}.tf', cluster: blue}", [(0, "{name}.tf")], id="other braces stay"),
        pytest.param("{path: /abs/a.tf, cluster: blue}", [(0, "/abs/a.tf")], id="an absolute path"),
        pytest.param("{path: a.tf.tmpl, target: bicep, cluster: blue}", [(0, "a.tf.tmpl")], id="a template may be of any language"),
        pytest.param("{path: a.bicep.tpl, cluster: blue}", [(0, "a.bicep.tpl")], id="a template of Bicep, too"),
        pytest.param("{path: a.tofu, cluster: blue}", [(0, "a.tofu")], id="a file of OpenTofu"),
        pytest.param("{path: a.bicep, target: bicep, cluster: blue}", [(0, "a.bicep")], id="a file of Bicep"),
        pytest.param("{path: ../a.tf, cluster: blue}", [(0, "../a.tf")], id="a path above"),
    ],
)  # fmt: skip
def test_each_cluster_and_its_path(entry: str, expected: list[tuple[int, str]], here: Path) -> None:
    assert _paths(_said(f"{FLEET}outputs: [{entry}]\n")) == expected


def test_no_outputs_is_a_list_like_others(here: Path) -> None:
    assert _said(f"{FLEET}outputs: []\n") == []


def test_paths_start_from_the_file_that_says_them(here: Path) -> None:
    (here / "prod.yaml").write_text("outputs: [{path: b.tf}]\n", encoding="utf-8")
    assert _paths(_said("network: {plugin: overlay}\noutputs: [{path: a.tf}]\n", "infra/base.yaml")) == [
        (0, "infra/a.tf")
    ]
    assert _paths(_outputs("infra/base.yaml", "prod.yaml")) == [(0, "b.tf")]


def test_a_later_file_has_the_outputs_instead_of_an_earlier_one(here: Path) -> None:
    (here / "b.yaml").write_text("location: x\n", encoding="utf-8")
    _said("network: {plugin: overlay}\noutputs: [{path: a.tf}, {path: b.tf}]\n", "a.yaml")
    assert _paths(_outputs("a.yaml", "b.yaml")) == [(0, "a.tf"), (0, "b.tf")]
    (here / "b.yaml").write_text("outputs: [{path: c.tf}]\n", encoding="utf-8")
    assert _paths(_outputs("a.yaml", "b.yaml")) == [(0, "c.tf")]


def test_outputs_of_a_file_in_a_folder_are_for_its_clusters(here: Path) -> None:
    (here / "fleet/sub").mkdir(parents=True)
    (here / "fleet/a.yaml").write_text(
        "name: a\nnetwork: {plugin: overlay}\noutputs: [{path: '{cluster}.tf'}]\n", encoding="utf-8"
    )
    (here / "fleet/sub/b.yaml").write_text(
        "name: b\nnetwork: {plugin: overlay}\noutputs: [{path: b.tf}]\n", encoding="utf-8"
    )
    (here / "fleet/defaults.yaml").write_text("defaults: {}\noutputs: [{path: 'all/{cluster}.tf'}]\n", encoding="utf-8")
    expected = [(0, "fleet/a.tf"), (1, "fleet/sub/b.tf"), (0, "fleet/all/a.tf"), (1, "fleet/all/b.tf")]
    assert _paths(_outputs("fleet")) == expected


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        pytest.param("{path: a.tf}, {path: a.tf}", 2, id="two for each cluster"),
        pytest.param("{path: a.tf, cluster: blue}, {path: a.tf, cluster: blue}", 2, id="two for one cluster"),
        pytest.param("{path: a.tf, cluster: blue}, {path: a.tf}", 2, id="one for a cluster, and one for each"),
        pytest.param("{path: a.tf}, {path: a.tf, cluster: blue}", 2, id="one for each, and one for a cluster"),
        pytest.param("{path: a.tf, cluster: blue}, {path: a.tf, cluster: green}", 0, id="one for each of two clusters"),
        pytest.param("{path: a.tf}, {path: b.tf}", 0, id="two files"),
        pytest.param("{path: a, emit: cluster}, {path: a, emit: cluster, target: bicep}", 0, id="two languages in a folder"),
    ],
)  # fmt: skip
def test_check_tells_of_two_outputs_for_the_same_markers(entries: str, code: int, aksnet: Call, here: Path) -> None:
    Path("aksnet.yaml").write_text(f"{FLEET}outputs: [{entries}]\n", encoding="utf-8")
    done = aksnet("check", "aksnet.yaml")
    assert done.code == code
    assert ("error: two outputs write a.tf\n" in done.err + done.out) == (code == 2)


_NONE = "the spec has no outputs: there is nothing to write\n  hint: say in the spec where text goes, for example outputs: [{target: terraform, path: main.tf}]"


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        pytest.param("", f"aksnet.yaml: error: {_NONE}", id="no outputs"),
        pytest.param("outputs:", f"aksnet.yaml: error: {_NONE}", id="nothing as outputs"),
        pytest.param("outputs: null", f"aksnet.yaml: error: {_NONE}", id="null as outputs"),
        pytest.param("outputs: main.tf", "aksnet.yaml:2:10: error: outputs is no list\n  hint: for example outputs: [{", id="a text"),
        pytest.param("outputs: {path: main.tf}", "aksnet.yaml:2:10: error: outputs is no list", id="a mapping"),
        pytest.param("outputs: [main.tf]", "aksnet.yaml:2:11: error: 'main.tf' stands where an output is due\n  hint: for example {target: terraform, path: main.tf}", id="a text in the list"),
        pytest.param("outputs: [null]", "aksnet.yaml:2:11: error: nothing stands where an output is due", id="nothing in the list"),
        pytest.param("outputs: [{target: bicep}]", "aksnet.yaml:2:11: error: path: is missing", id="no path"),
        pytest.param("outputs: [{path: ''}]", "aksnet.yaml:2:18: error: path: ", id="an empty path"),
        pytest.param("outputs: [{path: 1}]", "aksnet.yaml:2:18: error: path: 1 stands where text is due", id="a number as a path"),
        pytest.param("outputs: [{path: [a]}]", "aksnet.yaml:2:18: error: path: a list stands where text is due", id="a list as a path"),
        pytest.param('outputs: [{path: "a\\0b"}]', "aksnet.yaml:2:18: error: path: ", id="a path with a NUL"),
        pytest.param("outputs: [{path: a, paht: b}]", "aksnet.yaml:2:21: error: paht: unknown key\n  hint: did you mean path?", id="an unknown key"),
        pytest.param("outputs: [{path: a, target: Bicep}]", "aksnet.yaml:2:29: error: target: 'Bicep' is none of terraform, bicep, arm, az\n  hint: did you mean bicep?", id="a target in another case"),
        pytest.param("outputs: [{path: a, emit: fragment}]", "aksnet.yaml:2:27: error: emit: 'fragment' is none of block, cluster, module, inputs", id="an unknown level"),
        pytest.param("outputs: [{path: a, provider: aws}]", "aksnet.yaml:2:31: error: provider: 'aws' is none of azurerm, azapi", id="an unknown provider"),
        pytest.param("outputs: [{path: a, resource: this}]", "aksnet.yaml:2:31: error: resource: 'this' is no address of a resource, such as azurerm_kubernetes_cluster.prod", id="no address"),
        pytest.param("outputs: [{path: a, cluster: red}]", "aksnet.yaml:2:30: error: there is no cluster 'red'\n  hint: there is: aks", id="an unknown cluster"),
        pytest.param("outputs: [{path: a, preview: maybe}]", "aksnet.yaml:2:30: error: preview: 'maybe' ", id="no yes or no"),
        pytest.param("outputs: [{path: a, provider_version: 9}]", "aksnet.yaml:2:39: error: '9' is no provider version that aksnet knows\n  hint: azurerm is known from", id="a version that is not known"),
        pytest.param("outputs: [{path: a, provider_version: x}]", "aksnet.yaml:2:39: error: 'x' is no provider version that aksnet knows", id="no version"),
        pytest.param("outputs: [{path: a, provider_version: '4', target: bicep}]", "aksnet.yaml:2:39: error: this only means something for the target terraform\n  hint: leave it out", id="a version of a provider for Bicep"),
        pytest.param("outputs: [{path: a, api_version: 2025-10-01}]", "aksnet.yaml:2:34: error: this only means something for the target bicep, arm", id="an API version for azurerm"),
        pytest.param("outputs: [{path: a, api_version: 2001-01-01, target: bicep}]", "aksnet.yaml:2:34: error: '2001-01-01' is no API version of managedClusters that aksnet knows", id="an API version that is not known"),
        pytest.param("outputs: [{path: a, preview: true}]", "aksnet.yaml:2:30: error: this only means something for the target bicep", id="a preview for azurerm"),
        pytest.param("outputs: [{path: a, target: az}]", "aksnet.yaml:2:29: error: the target az has no place for markers\n  hint: markers are for terraform and bicep; write a file of its own with emit: cluster", id="markers in a script"),
        pytest.param("outputs: [{path: a, target: arm}]", "aksnet.yaml:2:29: error: the target arm has no place for markers", id="markers in JSON"),
        pytest.param("outputs: [{path: x/main.tf, emit: cluster}]", "aksnet.yaml:2:18: error: x/main.tf is the name of a file, and with emit: cluster this is a directory\n  hint: name the directory", id="a file where a directory is due"),
        pytest.param("outputs: [{path: main.tf.json}]", "aksnet.yaml:2:18: error: main.tf.json is JSON, which has no comments, and so no place for markers\n  hint: name a file in the language itself", id="markers in Terraform's JSON"),
        pytest.param("outputs: [{path: main.tofu, emit: cluster}]", "aksnet.yaml:2:18: error: main.tofu is the name of a file", id="a file of OpenTofu where a directory is due"),
        pytest.param("outputs: [{path: x/aks.bicep}]", "aksnet.yaml:2:18: error: x/aks.bicep is a file of bicep, and the target here is terraform by default\n  hint: say target: bicep, or name another file", id="Terraform in a file of Bicep, as nothing else is said"),
        pytest.param("outputs: [{path: aks.bicep, target: terraform}]", "aksnet.yaml:2:18: error: aks.bicep is a file of bicep, and the target here is terraform\n", id="Terraform in a file of Bicep"),
        pytest.param("outputs: [{path: AKS.Bicep, provider: azapi}]", "aksnet.yaml:2:18: error: AKS.Bicep is a file of bicep", id="Terraform in a file of Bicep with capitals"),
        pytest.param("outputs: [{path: aks.tf, target: bicep}]", "aksnet.yaml:2:18: error: aks.tf is a file of terraform, and the target here is bicep\n  hint: say target: terraform, or name another file", id="Bicep in a file of Terraform"),
        pytest.param("outputs: [{path: aks.tofu, target: bicep}]", "aksnet.yaml:2:18: error: aks.tofu is a file of terraform, and the target here is bicep", id="Bicep in a file of OpenTofu"),
        pytest.param("outputs: [{path: aks.tf, target: az}]", "aksnet.yaml:2:34: error: the target az has no place for markers", id="a script in a file of Terraform"),
        pytest.param("outputs: [{path: a, target: az, emit: module}]", "aksnet.yaml:2:39: error: the target az has no modules", id="a module of commands"),
    ],
)  # fmt: skip
def test_faults_are_told_at_their_key(outputs: str, message: str, aksnet: Call) -> None:
    Path("aksnet.yaml").write_text(f"network: {{plugin: overlay}}\n{outputs}\n", encoding="utf-8")
    done = aksnet("sync")
    assert done.code == 2
    assert done.err.startswith(message)


@pytest.mark.parametrize(
    ("version", "expected"), [("4", "~> 4.81"), ("v4", "~> 4.81"), ("4.81", "4.81.0"), ("'4.80.0'", "4.80.0")]
)
def test_a_version_may_look_like_a_number(version: str, expected: str, aksnet: Call) -> None:
    entry = f"{{path: own, emit: cluster, provider_version: {version}}}"
    Path("aksnet.yaml").write_text(
        f"name: prod\nlocation: x\nnetwork: {{plugin: overlay}}\npools: [{{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3}}]\noutputs: [{entry}]\n",
        encoding="utf-8",
    )
    done = aksnet("sync")
    assert done.code == 0, done.err
    assert f'version = "{expected}"' in Path("own/versions.tf").read_text(encoding="utf-8")


def test_all_faults_are_told_at_once(aksnet: Call) -> None:
    Path("aksnet.yaml").write_text(
        f"{FLEET}outputs:\n- {{path: 1}}\n- {{path: a, cluster: red}}\n- {{path: b, emit: x}}\n", encoding="utf-8"
    )
    done = aksnet("sync")
    assert done.code == 2
    assert [line.split(": error")[0] for line in done.err.splitlines() if "error" in line] == [
        "aksnet.yaml:3:10",
        "aksnet.yaml:4:22",
        "aksnet.yaml:5:19",
    ]
    assert "hint: there is: blue, green" in done.err


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_paths_are_paths_or_a_clear_fault(text: str, aksnet: Call) -> None:
    spec: Any = {"network": {"plugin": "overlay"}, "outputs": [{"path": text}]}

    Path("aksnet.json").write_text(json.dumps(spec), encoding="utf-8")
    done = aksnet("sync", "aksnet.json")
    assert done.code in (1, 2)
    assert "aksnet.json:1:" in done.err
    assert "\x1b" not in done.err
    assert "Traceback" not in done.err
    assert sorted(path.name for path in Path().iterdir()) == [".git", "aksnet.json"]
