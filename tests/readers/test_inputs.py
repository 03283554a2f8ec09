"""Which files of a folder are shown, and with which values."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from aksnet.configuration import Configuration
from aksnet.errors import UsageError
from aksnet.readers.inputs import Request, read, read_with_texts

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
IN_AZURE = f"location: westeurope\n{SPEC}"


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
        pytest.param({"main.bicep": BICEP, "main.parameters.json": PARAMETERS, "other.parameters.json": "{"}, {"main.bicep with main.parameters.json": "json"}, id="a broken file of parameters of another template may be anything"),
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
        pytest.param({"group_vars/all.yml": 'kubernetes_version: "1.29"\nnetwork: {plugin: calico, pod_cidr: 10.244.0.0/16, service_cidr: 10.96.0.0/12}\n'}, [], id="settings with a version of Kubernetes and a plugin that aksnet has not"),
        pytest.param({"group_vars/all.yml": "name: demo\nnetwork: {plugin: cilium, mtu: 1450}\n"}, [], id="settings with a plugin that aksnet has too, and a key that it has not"),
        pytest.param({"group_vars/all.yml": "name: demo\nvnet: {id: 7}\nnetwork: {plugin: cilium, mtu: 1450}\n"}, [], id="settings with a network that is none of Azure's"),
        pytest.param({"all.yml": "network: {plugin: overlay}\n"}, ["all.yml"], id="the smallest spec, whatever its name"),
        pytest.param({"aksnet-playbook.yaml": "- hosts: all\n  tasks: []\n"}, [], id="a list that has aksnet in its name"),
        pytest.param({".github/aksnet.yaml": "- a\n"}, [], id="a list among the workflows"),
        pytest.param({"package.json": '{"name": "x", "network": {}}', "a.json": '{"name": "a", "network": {"plugin": "overlay"}}'}, ["a.json"], id="specs among other JSON"),
        pytest.param({"broken.json": '{"resources": [', "values.json": '{"vmSize": "x"}'}, [], id="JSON of others may be broken"),
    ],
)  # fmt: skip
def test_a_folder_is_read_for_what_is_in_it(tmp_path: Path, files: dict[str, str], labels: list[str]) -> None:
    configurations = _made(tmp_path, files)
    assert [problem for one in configurations for problem in one.unread] == []
    assert [Path(one.label).relative_to(tmp_path).as_posix() for one in configurations] == labels


BROKEN_ARM = ARM.replace('"aks", ', '"aks" ')
LATIN = ARM.replace('"aks"', '"caf\xe9"')
PLAN = (
    '{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"type": "azurerm_kubernetes_cluster"'
)
STATE = '{"serial": 1, "lineage": "x", "resources": [{"type": "azurerm_kubernetes_cluster"'
ANSWER = '{"type": "Microsoft.ContainerService/ManagedClusters", "networkProfile": {'
EMPTY = PARAMETERS.replace('{"mode": {"value": "json"}}', "[]")
VALUES = '{"parameters": {"mode": {"value": %s}}}'


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({"a.json": BROKEN_ARM}, ["a.json: a comma or a closing brace is missing here"], id="a template in which a comma is missing"),
        pytest.param({"a.json": ARM[:-1]}, ["a.json: this brace is not closed"], id="a template that is cut off"),
        pytest.param({"a.json": LATIN}, ["a.json: this is not UTF-8 text"], id="a template with a byte of Latin-1"),
        pytest.param({"p.json": PLAN}, ["p.json: this brace is not closed"], id="a plan that is cut off"),
        pytest.param({"terraform.tfstate": STATE}, ["terraform.tfstate: this brace is not closed"], id="a state that is cut off"),
        pytest.param({"a.json": ANSWER}, ["a.json: this brace is not closed"], id="an answer of az that is cut off"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": VALUES[:16]}, ["main.parameters.json: this brace is not closed"], id="parameters of a template that are cut off"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": '{"parameters": []}'}, ["main.parameters.json: this is no parameters file"], id="parameters that are a list"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": EMPTY}, ["main.parameters.json: this is no parameters file"], id="parameters that are a list, with the schema of parameters"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": "\xe9"}, ["main.parameters.json: this is not UTF-8 text"], id="parameters of a template that are no text"),
        pytest.param({"azuredeploy.json": ARM, "azuredeploy.parameters.json": "{"}, ["azuredeploy.parameters.json: this brace is not closed"], id="parameters of an ARM template that are cut off"),
        pytest.param({"aksnet.yaml": f"{SPEC}# caf\xe9\n"}, ["aksnet.yaml: this is not UTF-8 text"], id="a spec by its name with a byte of Latin-1"),
        pytest.param({"prod.yaml": f"{SPEC}# caf\xe9\n"}, ["prod.yaml: this is not UTF-8 text"], id="a spec by what it says with a byte of Latin-1"),
        pytest.param({"a.bicepparam": "\0"}, ["a.bicepparam: this is a binary file"], id="a parameters file of Bicep that is binary"),
        pytest.param({"a.yaml": IN_AZURE.replace("overlay", "kubenet, network_policy: foo")}, ["a.yaml: network.network_policy: "], id="a spec with a word that is none"),
        pytest.param({"aksnet.yaml": "# name: a\n", "good.yaml": SPEC}, ["aksnet.yaml: the spec is no mapping"], id="a spec by its name that is all comments, beside a good one"),
        pytest.param({"aksnet-prod.yaml": "# name: a\n"}, ["aksnet-prod.yaml: the spec is no mapping"], id="a spec by a longer name that is all comments"),
        pytest.param({"aksnet.yaml": "- a\n"}, ["aksnet.yaml: the spec is no mapping"], id="a spec by its name that is a list"),
        pytest.param({"aksnet.yaml": "hello\n"}, ["aksnet.yaml: the spec is no mapping"], id="a spec by its name that is a word"),
        pytest.param({"a.yaml": IN_AZURE.replace("overlay}", "overlay, foo: 1}")}, ["a.yaml: network.foo: unknown key"], id="a spec with a key in its network that is none"),
        pytest.param({"a.yaml": f"{SPEC}outbond: {{type: loadBalancer}}\n"}, ["a.yaml: outbond: unknown key"], id="a spec with a key that is misspelt"),
        pytest.param({"a.yaml": f"{SPEC}name: b\n"}, ["a.yaml: the key 'name' stands twice"], id="a spec with a key that stands twice"),
        pytest.param({"a.yaml": SPEC.replace("}", "")}, ["a.yaml: this is no valid YAML"], id="a spec with a brace that is not closed"),
        pytest.param({"a.yaml": f"{IN_AZURE}ignore: {{AKN401: ''}}\n"}, ["a.yaml: ignore.AKN401: "], id="a spec with an ignore that has no reason"),
        pytest.param({"a.yaml": "clusters:\n  a: {network: {plugin: overlay}}\n  b: {network: {plugin: foo}}\n"}, ["a.yaml: cluster 'b': network.plugin: "], id="a fleet with one cluster that is wrong"),
        pytest.param({"a.toml": 'name = "a"\n[network]\nplugin = "overlay\n'}, ["a.toml: this is no valid TOML"], id="a spec in TOML with a text that is not closed"),
        pytest.param({"a.json": '{"name": "a", "network": {"plugin": "overlay"}'}, ["a.json: this brace is not closed"], id="a spec in JSON that is cut off"),
        pytest.param({"a.yaml": "name: p\nlocation: westeurope\nnetwork: {plugin: Overlay}\npools: [{name: a}]\n"}, ["a.yaml: network.plugin: 'Overlay' is none"], id="a spec with a mode in capitals"),
        pytest.param({"a.yaml": "name: p\nlocation: westeurope\nnetwork: {plugin: flannel}\n"}, ["a.yaml: network.plugin: 'flannel' is none"], id="a spec with a mode that is none, beside a location"),
        pytest.param({"a.yaml": "name: p\nlocation: westeurope\nnetwork: {plugn: overlay}\n"}, ["a.yaml: network.plugn: unknown key"], id="a spec whose key of the mode is misspelt"),
        pytest.param({"a.yaml": "name: p\nlocation: westeurope\nnetwork: overlay\n"}, ["a.yaml: network: 'overlay' stands where"], id="a spec with the mode itself for its network"),
        pytest.param({"a.yaml": "name: p\nlocation: westeurope\nnetwrok: {plugin: overlay}\n"}, ["a.yaml: network: is missing", "a.yaml: netwrok: unknown key"], id="a spec whose network is misspelt, beside a location"),
        pytest.param({"a.yaml": "clustrs:\n- {name: a, location: westeurope, network: {plugin: overlay}}\n"}, ["a.yaml: network: is missing", "a.yaml: clustrs: unknown key"], id="a fleet whose clusters are misspelt"),
        pytest.param({"a.yaml": "defaults: {location: westeurope, network: {plugin: ciliumm}}\nclusters: [{name: a}]\n"}, ["a.yaml: network.plugin: 'ciliumm' is none"], id="a fleet with a misspelt mode in its defaults"),
        pytest.param({"a.yaml": "# yaml-language-server: $schema=aksnet.schema.json\nfoo: 1\n"}, ["a.yaml: network: is missing", "a.yaml: foo: unknown key"], id="a file with the modeline of a spec"),
        pytest.param({"a.yaml": "# $schema: ../aksnet.schema.json\nfoo: [\n"}, ["a.yaml: this is no valid YAML"], id="a file with the modeline of JetBrains that cannot be parsed"),
        pytest.param({"a.toml": '"$schema" = "aksnet.schema.json"\nfoo = 1\n'}, ["a.toml: network: is missing", "a.toml: foo: unknown key"], id="a file in TOML that names the schema"),
        pytest.param({"a.json": '{"$schema": "./aksnet.schema.json", "netwrok": {"plugin": "overlay"}}'}, ["a.json: network: is missing", "a.json: netwrok: unknown key"], id="a file in JSON that names the schema"),
        pytest.param({"a.json": '{"name": "p", "location": "westeurope", "network": {"plugn": "overlay"}}'}, ["a.json: network.plugn: unknown key"], id="a spec in JSON whose key of the mode is misspelt"),
        pytest.param({"aksnet.yaml": "netwrok: {plugin: overlay}\n"}, ["aksnet.yaml: network: is missing", "aksnet.yaml: netwrok: unknown key"], id="a spec by its name whose network is misspelt"),
        pytest.param({"aksnet-prod.yaml": "Network: {plugin: overlay}\n"}, ["aksnet-prod.yaml: network: is missing", "aksnet-prod.yaml: Network: unknown key"], id="a spec by its name with a key in capitals"),
        pytest.param({"x.aksnet.yaml": "clustrs: {a: {}}\n"}, ["x.aksnet.yaml: network: is missing", "x.aksnet.yaml: clustrs: unknown key"], id="a fleet by its name whose clusters are misspelt"),
        pytest.param({"aksnet.toml": 'plugin = "overlay"\n'}, ["aksnet.toml: network: is missing", "aksnet.toml: plugin: unknown key"], id="a spec by its name with nothing but a mode"),
        pytest.param({"aksnet.json": '{"netwrok": {"plugin": "overlay"}}'}, ["aksnet.json: network: is missing", "aksnet.json: netwrok: unknown key"], id="a spec in JSON by its name"),
        pytest.param({"aksnet.yaml": "netwrok: {plugin: overlay\n"}, ["aksnet.yaml: this is no valid YAML"], id="a spec by its name that is misspelt, and cannot be parsed"),
        pytest.param({"aksnet.yaml": "\n"}, ["aksnet.yaml: the spec is empty"], id="a spec by its name that is empty"),
        pytest.param({"a.json": '{"name": "a", "location": "westeurope", "network": {"plugin": "overlay", "foo": 1}}'}, ["a.json: network.foo: unknown key"], id="a spec in JSON with a key that is none"),
    ],
)  # fmt: skip
def test_what_is_broken_and_plainly_ours_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], told: list[str]
) -> None:
    problems = _told(tmp_path, monkeypatch, files)
    assert [said.startswith(wanted) for said, wanted in zip(problems, told, strict=True)] == [True] * len(told), (
        problems
    )


def _told(folder: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]) -> list[str]:
    """What a folder is told to be unread in; texts become bytes as in Latin-1."""
    (folder / ".git").mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode("latin-1"))
    monkeypatch.chdir(folder)
    found = [problem for one in read(Request(["."], whole=True)) for problem in one.unread]
    return [f"{one.place.source if one.place else ''}: {one.message}" for one in found]


STORAGE = "resource s 'Microsoft.Storage/storageAccounts@2024-01-01' = {\n  name: 's'\n}\n"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"tsconfig.json": '{ // comments\n  "compilerOptions": {"network": {}}, }\n'}, id="JSON with comments"),
        pytest.param({"package.json": '{"network": {"plugin": "calico"}, "clusters": '}, id="broken JSON that speaks of networks"),
        pytest.param({"package.json": '{"name": "a", "version": "1", "network": {"plugin": "cilium"}'}, id="broken JSON whose plugin is a mode"),
        pytest.param({"list.json": '[{"network": {"plugin": "cilium"}}, '}, id="a broken list of networks"),
        pytest.param({"package.json": '{"network": {"plugin": "webpack"}, "version": "1"}'}, id="JSON with a plugin that is no mode"),
        pytest.param({"a.json": BROKEN_ARM.replace("ContainerService/managedClusters", "Compute/virtualMachines").replace("networkProfile", "vmSize")}, id="a broken template without a cluster"),
        pytest.param({"a.json": ARM.replace('"contentVersion"', '{{ if .x }}"contentVersion"').replace('"1.0.0.0"', '"{{ .v }}"').replace("{{ if .x }}", "")}, id="a template of a tool that fills it in"),
        pytest.param({"notes.json": "{ managedClusters are what Azure calls them"}, id="a text that has the word"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": VALUES % "${AKS_MODE=none}"}, id="parameters that azd fills in"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": VALUES % "#{mode}#"}, id="parameters that a pipeline fills in"),
        pytest.param({"main.bicep": STORAGE, "main.parameters.json": "{"}, id="broken parameters of a template of other things"),
        pytest.param({"main.bicep": BICEP, "my.parameters.json": "\xff"}, id="parameters of nobody that are no text"),
        pytest.param({"values.yaml": "network: {plugin: calico}\n"}, id="values of Helm"),
        pytest.param({"compose.yaml": "name: x\nnetworks:\n  default: {driver: overlay}\nservices: {}\n"}, id="docker-compose with a network that is called overlay"),
        pytest.param({"aksnet.yaml": "version: '3'\nservices: {a: {networks: [n]}}\nnetworks: {n: {driver: overlay}}\n"}, id="docker-compose that is called after aksnet"),
        pytest.param({".github/workflows/aksnet.yml": "name: aksnet\non: push\ndefaults: {run: {shell: bash}}\njobs: {}\n"}, id="the workflow of a repository"),
        pytest.param({"azure-pipelines/aksnet.yml": "trigger: none\npool: {vmImage: x}\nsteps: [{script: aksnet check --plugin overlay}]\n"}, id="a pipeline of Azure that is called after aksnet"),
        pytest.param({"aksnet.gitlab-ci.yml": "default: {image: python}\naksnet: {script: [aksnet gen --plugin overlay]}\n"}, id="a pipeline of GitLab that is called after aksnet"),
        pytest.param({"aksnet-deploy.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: cilium}\n"}, id="an object of Kubernetes that is called after aksnet"),
        pytest.param({"aksnet.yaml": "name: {{ .x }}\nnetwrok: {plugin: cilium\n"}, id="a template of Helm that is called after aksnet"),
        pytest.param({"01-netcfg.yaml": "network:\n  version: 2\n  ethernets: {eth0: {dhcp4: true}} # overlay\n"}, id="netplan"),
        pytest.param({"cloud.yaml": "#cloud-config\nnetwork: {config: disabled}\nruncmd: [modprobe overlay]\n"}, id="cloud-init"),
        pytest.param({"vars.yaml": "network: {plugin: azure}\nnetworking: cilium\nhosts: all\n"}, id="variables of Ansible"),
        pytest.param({"values.yaml": "networking: {plugin: cilium}\n"}, id="values of Helm with another word for networks"),
        pytest.param({"values.yaml": "name: x\nnetwork: overlay\n"}, id="values of Helm with a network that is called as a mode"),
        pytest.param({"kube.yaml": "apiVersion: v1\nclusters: [{name: overlay, cluster: {server: x}}]\nusers: []\n"}, id="a kubeconfig"),
        pytest.param({".vscode/settings.json": '{"yaml.schemas": {"aksnet.schema.json": "prod.yaml"}, "network.plugin": "overlay"}'}, id="settings of an editor that name the schema"),
        pytest.param({"aksnet-known.json": '{"version": 1, "findings": []}'}, id="a baseline"),
        pytest.param({"aksnet.policy.yaml": "# yaml-language-server: $schema=aksnet.policy.schema.json\nallowed_modes: [overlay]\nnetwork_policy: [cilium]\n"}, id="what a policy has, with its schema"),
        pytest.param({"notes.yaml": "text: |\n  # yaml-language-server: $schema=aksnet.schema.json is the line, network: overlay\n"}, id="a text about the modeline"),
        pytest.param({"values.yaml": "name: x\nnetwork: {plugin: cilium}\nreplicas: 2\n"}, id="values of Helm with a plugin that is a mode"),
        pytest.param({"values.yaml": "name: {{ .x }}\nnetwork: {plugin: cilium\n"}, id="a template of Helm"),
        pytest.param({"k.yaml": "kind: Cluster\nnetwork:\n  plugin: cilium\n---\nkind: Node\n"}, id="several documents of Kubernetes"),
        pytest.param({"a.toml": "[tool]\nname = 'x'\n[network]\nplugin = 'cilium'\n"}, id="settings in TOML"),
        pytest.param({"a.toml": "tool = 'x\n[network]\nplugin = 'cilium'\n"}, id="settings in TOML that are broken"),
        pytest.param({"b.yaml": "network: caf\xe9\nplugin: x\n"}, id="settings with a byte of Latin-1"),
    ],
)  # fmt: skip
def test_what_may_be_of_another_tool_is_not_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    assert _told(tmp_path, monkeypatch, files) == []


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param({}, ["a.tf: this link leads nowhere", "b.tf: this link leads nowhere"], id="where nothing else is"),
        pytest.param({"main.tf": TERRAFORM % '"azure"'}, ["a.tf: this link leads nowhere", "b.tf: this link leads nowhere"], id="beside a cluster"),
        pytest.param({"main.tf": 'resource "azurerm_storage_account" "a" {}\n'}, [], id="but not beside other things"),
    ],
)  # fmt: skip
def test_links_that_lead_nowhere_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], told: list[str]
) -> None:
    (tmp_path / "a.tf").symlink_to("nowhere")
    (tmp_path / "b.tf").symlink_to("b.tf")
    assert _told(tmp_path, monkeypatch, files) == told


def test_parameters_that_are_a_link_out_of_the_repository_do_not_hide_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere.json").write_text(PARAMETERS, encoding="utf-8")
    (tmp_path / "repo" / "p").mkdir(parents=True)
    (tmp_path / "repo" / "p" / "parameters.json").symlink_to(tmp_path / "elsewhere.json")
    assert _told(tmp_path / "repo", monkeypatch, {"main.bicep": BICEP}) == []
    assert [len(one.clusters) for one in read(Request(["."]))] == [1]


@pytest.mark.parametrize(
    ("files", "texts"),
    [
        pytest.param({"main.tf": TERRAFORM % '"azure"', "values.yaml": "network:\n  plugin: x\n", "other/main.tf": "# other\n", "a.json": '{"network": 1}'}, ["main.tf"], id="not what is of other tools"),
        pytest.param({"main.bicep": BICEP, "main.parameters.json": PARAMETERS, "other.parameters.json": PARAMETERS, "main.json": COMPILED}, ["main.bicep", "main.parameters.json"], id="nor parameters of nobody, nor what Bicep made"),
        pytest.param({"a.yaml": SPEC, "b.json": BROKEN_ARM}, ["a.yaml", "b.json"], id="and what is told to be broken"),
    ],
)  # fmt: skip
def test_only_what_something_of_ours_was_read_from_is_a_file_that_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], texts: list[str]
) -> None:
    _told(tmp_path, monkeypatch, files)
    assert sorted(read_with_texts(Request(["."], whole=True)).texts) == texts


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


def test_a_text_is_read_in_the_place_of_a_file_and_with_the_others_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    cluster = 'resource "azurerm_kubernetes_cluster" "a" {\n  name = var.name\n}\n'
    Path("main.tf").write_text('variable "name" {}\n', encoding="utf-8")
    Path("terraform.tfvars").write_text('name = "prod"\n', encoding="utf-8")
    made = read_with_texts(Request(["main.tf"], instead={Path("main.tf"): f'variable "name" {{}}\n{cluster}'.encode()}))
    assert [one.values["name"].data for one in made.configurations[0].clusters] == ["prod"]
    assert made.texts["main.tf"].endswith(cluster)


def test_a_spec_that_is_to_be_checked_has_no_more_than_its_views(tmp_path: Path) -> None:
    """What show tells of a spec is as large as its views, and a fleet has many of them."""
    (tmp_path / "aksnet.yaml").write_text(SPEC)
    (shown,) = read(Request((str(tmp_path / "aksnet.yaml"),)))
    (checked,) = read(Request((str(tmp_path / "aksnet.yaml"),), whole=True))
    assert [one.address for one in shown.clusters] == ["a"]
    assert checked == Configuration(shown.label, views=shown.views)


def test_a_fleet_that_is_to_be_checked_takes_little_memory(tmp_path: Path) -> None:
    """Some 10 KB for each cluster with a pool and a VNet, and not the nodes and models that lead to its view."""
    row = """\
  - name: c{0}
    network: {{plugin: overlay, pod_cidr: 10.244.0.0/16}}
    vnet: {{address_space: [10.1.0.0/16], subnets: {{nodes: {{prefix: 10.1.0.0/24}}}}}}
    pools: [{{name: system, mode: System, count: 3, subnet: nodes}}]
"""
    (tmp_path / "aksnet.yaml").write_text("clusters:\n" + "".join(row.format(number) for number in range(500)))
    read_with_texts(Request((str(tmp_path / "aksnet.yaml"),), whole=True))  # what is imported and cached stays
    tracemalloc.start()
    inputs = read_with_texts(Request((str(tmp_path / "aksnet.yaml"),), whole=True))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(inputs.configurations[0].views or ()) == 500
    assert peak < 500 * 14_000
