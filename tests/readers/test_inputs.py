"""Which files of a folder are shown, and with which values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksnet.configuration import Configuration
from aksnet.errors import UsageError
from aksnet.readers.inputs import Request, read

BICEP = """\
param mode string = 'none'
resource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {
  name: 'aks'
  properties: { networkProfile: { networkPluginMode: mode } }
}
"""
PARAMETERS = json.dumps({"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {"mode": {"value": "json"}}})  # fmt: skip
TEMPLATE = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"mode": {"type": "string", "defaultValue": "none"}},
    "resources": [{"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "2025-10-01", "name": "aks", "properties": {"networkProfile": {"networkPluginMode": "[parameters('mode')]"}}}],
}  # fmt: skip
ARM = json.dumps(TEMPLATE)
COMPILED = json.dumps({**TEMPLATE, "metadata": {"_generator": {"name": "bicep", "version": "0.49.2"}}})
TERRAFORM = (
    'resource "azurerm_kubernetes_cluster" "a" {\n  name = "a"\n  network_profile {\n    network_plugin = %s\n  }\n}\n'
)
SPEC = "name: a\nnetwork: {plugin: overlay}\n"


def _made(folder: Path, files: dict[str, str]) -> list[Configuration]:
    (folder / ".git").mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read(Request([str(folder)]))


def _modes(configurations: list[Configuration]) -> dict[str, object]:
    """The plugin mode of each cluster, by the last words of its configuration's label."""
    entries = [
        (one.label, cluster.values.get("networkProfile.networkPluginMode"))
        for one in configurations
        for cluster in one.clusters
    ]
    return {
        " with ".join(Path(part).name for part in label.split(" with ")): entry.data if entry else None
        for label, entry in entries
    }


@pytest.mark.parametrize(
    ("files", "modes"),
    [
        pytest.param({"main.bicep": BICEP}, {"main.bicep": "none"}, id="a template without parameters files, with its defaults"),
        pytest.param({"main.bicep": BICEP, "dev.bicepparam": "using 'main.bicep'\nparam mode = 'dev'\n", "prod.bicepparam": "using './main.bicep'\nparam mode = 'prod'\n"}, {"main.bicep with dev.bicepparam": "dev", "main.bicep with prod.bicepparam": "prod"}, id="once for each parameters file that uses it"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": PARAMETERS}, {"main.bicep with main.parameters.json": "json"}, id="parameters in JSON by their name"),
        pytest.param({"main.bicep": BICEP, "main.prod.parameters.json": PARAMETERS, "other.parameters.json": PARAMETERS}, {"main.bicep with main.prod.parameters.json": "json"}, id="parameters of another template are not this one's"),
        pytest.param({"azuredeploy.json": ARM, "azuredeploy.parameters.json": PARAMETERS}, {"azuredeploy.json with azuredeploy.parameters.json": "json"}, id="an ARM template with its parameters"),
        pytest.param({"main.bicep": BICEP, "main.json": COMPILED}, {"main.bicep": "none"}, id="what Bicep made of a file beside it is not shown again"),
        pytest.param({"main.json": COMPILED}, {"main.json": "none"}, id="what Bicep made is shown where its source is not there"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": PARAMETERS, "main.broken.parameters.json": "{"}, {"main.bicep with main.parameters.json": "json"}, id="a file of parameters that is broken may be anything"),
        pytest.param({"main.bicep": "module aks 'aks.bicep' = {\n  name: 'm'\n  params: { mode: 'called' }\n}\n", "aks.bicep": BICEP}, {"main.bicep": "called"}, id="a module is shown through its caller"),
        pytest.param({"a.bicep": "resource x 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  name: 'x'\n  broken\n}\n"}, {}, id="a template of other things is not looked at"),
    ],
)  # fmt: skip
def test_a_template_is_shown_once_for_each_file_of_parameters(
    tmp_path: Path, files: dict[str, str], modes: dict[str, str]
) -> None:
    configurations = _made(tmp_path, files)
    assert [problem for one in configurations for problem in one.unread] == []
    assert _modes(configurations) == modes


@pytest.mark.parametrize(
    ("files", "labels"),
    [
        pytest.param({"main.tf": TERRAFORM % '"azure"'}, ["."], id="the folder itself"),
        pytest.param({"dev/main.tf": TERRAFORM % '"azure"', "prod/main.tf": TERRAFORM % '"none"'}, ["dev", "prod"], id="two root modules"),
        pytest.param({"main.tf": 'module "a" {\n  source = "./modules/a"\n}\n', "modules/a/main.tf": TERRAFORM % '"azure"'}, ["."], id="a module is shown through its caller"),
        pytest.param({"main.tf": 'resource "azurerm_resource_group" "a" {}\n', "broken.tf": "nonsense {{"}, [], id="a module of other things is not looked at"),
        pytest.param({".terraform/modules/a/main.tf": TERRAFORM % '"azure"'}, [], id="what terraform init fetched is not looked at"),
        pytest.param({".gitignore": "old/\n", "old/main.tf": TERRAFORM % '"azure"'}, [], id="what version control ignores is not looked at"),
        pytest.param({"a.yaml": SPEC, "pipeline.yaml": "steps:\n  - script: echo plugin\n", "values.yaml": "network:\n  name: x\n"}, ["a.yaml"], id="specs among other YAML"),
        pytest.param({"config/prod.yaml": "network: {plugin: azure, mode: overlay}\npools: {system: {count: 3}}\n"}, [], id="settings of another tool that look like a spec"),
        pytest.param({"package.json": '{"name": "x", "network": {}}', "a.json": '{"name": "a", "network": {"plugin": "overlay"}}'}, ["a.json"], id="specs among other JSON"),
        pytest.param({"broken.json": '{"resources": [', "values.json": '{"vmSize": "x"}'}, [], id="JSON of others may be broken"),
    ],
)  # fmt: skip
def test_a_folder_is_read_for_what_is_in_it(tmp_path: Path, files: dict[str, str], labels: list[str]) -> None:
    configurations = _made(tmp_path, files)
    assert [problem for one in configurations for problem in one.unread] == []
    assert [Path(one.label).relative_to(tmp_path).as_posix() for one in configurations] == labels


def test_a_file_of_values_named_alone_stands_for_the_configuration_beside_it(tmp_path: Path) -> None:
    _made(tmp_path, {"main.tf": 'variable "p" {}\n' + TERRAFORM % "var.p", "prod.tfvars": 'p = "none"\n'})
    (configuration,) = read(Request([str(tmp_path / "prod.tfvars")]))
    assert configuration.clusters[0].values["networkProfile.networkPlugin"].data == "none"


def test_values_without_a_configuration_beside_them_are_refused(tmp_path: Path) -> None:
    (tmp_path / "prod.tfvars").write_text('p = "none"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="these are values, and no Terraform stands beside them"):
        read(Request([str(tmp_path / "prod.tfvars")]))


MODULE = "param mode string = 'its default'\n" + BICEP.split("\n", 1)[1]
CALLER = "module aks 'modules/aks.bicep' = {\n  name: 'm'\n  params: { mode: 'called' }\n}\n"
ABOVE = "module all 'main.bicep' = {\n  name: 'all'\n}\n"
MODULE_TF = 'variable "p" {\n  default = "its default"\n}\n' + TERRAFORM % "var.p"
CALLER_TF = 'module "aks" {\n  source = "%s"\n  p      = "called"\n}\n'


@pytest.mark.parametrize(
    ("files", "named", "modes"),
    [
        pytest.param({"main.bicep": CALLER, "modules/aks.bicep": MODULE}, ["modules/aks.bicep"], ["called"], id="a module of Bicep through its caller"),
        pytest.param({"main.bicep": CALLER, "modules/aks.bicep": MODULE}, ["modules/aks.bicep", "main.bicep"], ["called"], id="once where both are named"),
        pytest.param({"main.bicep": CALLER, "all.bicep": ABOVE, "modules/aks.bicep": MODULE}, ["modules/aks.bicep"], ["called"], id="through the caller of its caller"),
        pytest.param({"main.bicep": CALLER, "other.bicep": CALLER, "modules/aks.bicep": MODULE}, ["modules/aks.bicep"], ["called", "called"], id="through each of its callers"),
        pytest.param({"modules/aks.bicep": MODULE}, ["modules/aks.bicep"], ["its default"], id="a template that nothing calls by itself"),
        pytest.param({"aks.bicep": MODULE, "p.bicepparam": "using 'aks.bicep'\nparam mode = 'given'\n"}, ["aks.bicep", "p.bicepparam"], ["given"], id="a template with the parameters that are named too"),
        pytest.param({"main.tf": CALLER_TF % "./aks", "aks/main.tf": MODULE_TF}, ["aks/main.tf"], ["called"], id="a module of Terraform through its caller"),
        pytest.param({"main.tf": MODULE_TF, "examples/a/main.tf": CALLER_TF % "../../"}, ["main.tf"], ["called"], id="a module through the example below it"),
        pytest.param({"aks/main.tf": MODULE_TF}, ["aks/main.tf"], ["its default"], id="a module that nothing calls by itself"),
    ],
)  # fmt: skip
def test_a_module_that_is_to_be_checked_has_the_values_of_its_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], named: list[str], modes: list[str]
) -> None:
    (tmp_path / ".git").mkdir()
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made = read(Request(named, whole=True))
    assert [problem for one in made for problem in one.unread] == []
    paths = ("networkProfile.networkPluginMode", "networkProfile.networkPlugin")
    assert [
        cluster.values[path].data
        for one in made
        for cluster in one.clusters
        for path in paths
        if path in cluster.values
    ] == modes


def test_a_module_that_is_to_be_shown_is_shown_by_itself(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "modules").mkdir()
    (tmp_path / "main.bicep").write_text(CALLER, encoding="utf-8")
    (tmp_path / "modules" / "aks.bicep").write_text(MODULE, encoding="utf-8")
    (configuration,) = read(Request([str(tmp_path / "modules" / "aks.bicep")]))
    assert configuration.clusters[0].values["networkProfile.networkPluginMode"].data == "its default"


@pytest.mark.parametrize("name", ["terraform.tfvars", "prod.auto.tfvars", "prod.auto.tfvars.json"])
def test_values_that_terraform_takes_by_itself_are_noted_in_a_check(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}", encoding="utf-8")
    (configuration,) = read(Request([str(tmp_path / name)], whole=True))
    assert [note.message for note in configuration.notes] == [
        "these are values, and no Terraform stands beside them: they are not looked at"
    ]


def test_values_that_terraform_does_not_take_by_itself_are_refused_in_a_check_too(tmp_path: Path) -> None:
    (tmp_path / "prod.tfvars").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="these are values, and no Terraform stands beside them"):
        read(Request([str(tmp_path / "prod.tfvars")], whole=True))


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        pytest.param("none.json", "there is no such file", id="a file that is not there"),
        pytest.param("dev.bicepparam", "--parameters takes a parameters file in JSON", id="a file of Bicep"),
        pytest.param("broken.json", "this brace is not closed", id="broken JSON"),
        pytest.param("template.json", "this is no parameters file", id="a template"),
    ],
)  # fmt: skip
def test_parameters_that_are_none_are_refused(tmp_path: Path, parameters: str, message: str) -> None:
    _made(
        tmp_path,
        {
            "main.bicep": BICEP,
            "dev.bicepparam": "using none\n",
            "broken.json": '{"parameters": {',
            "template.json": ARM,
        },
    )
    with pytest.raises(UsageError, match=message):
        read(Request([str(tmp_path / "main.bicep")], parameters=str(tmp_path / parameters)))


def test_named_parameters_are_given_to_bicep_and_to_arm(tmp_path: Path) -> None:
    _made(tmp_path, {"main.bicep": BICEP, "azuredeploy.json": ARM, "given.json": PARAMETERS})
    for name in ("main.bicep", "azuredeploy.json"):
        (configuration,) = read(Request([str(tmp_path / name)], parameters=str(tmp_path / "given.json")))
        assert configuration.clusters[0].values["networkProfile.networkPluginMode"].data == "json"
