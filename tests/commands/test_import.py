"""`aksnet import` as a person calls it: the spec that it prints or writes, what it says beside it, and its exit codes."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from aksnet.commands import importing
from aksnet.errors import Problem, SpecError
from aksnet.importing.clusters import imported
from aksnet.importing.imported import Imported
from aksnet.view import ClusterView
from calling import Call
from hostile import HOSTILE
from languages import LANGUAGES
from places import ROOT, SPECS
from plans import views
from terraform_outputs import change, cluster, plan, profile, shown
from timing import within

THIS = "azurerm_kubernetes_cluster.this"
OVERLAY = profile(network_plugin_mode="overlay", pod_cidr="10.244.0.0/16")
TERRAFORM = """resource "azurerm_kubernetes_cluster" "{label}" {{
  name                = {name}
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = {name}

  default_node_pool {{
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }}

  identity {{
    type = "SystemAssigned"
  }}

  network_profile {{
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = {pod_cidr}
    service_cidr        = "10.0.0.0/16"
    dns_service_ip      = "10.0.0.10"
  }}
}}
"""
VARIABLE = 'variable "pod_cidr" {\n  type = string\n}\n'
SPEC = """\
# What main.tf said of its cluster.
name: prod
location: westeurope
resource_group: rg-prod
identity: SystemAssigned
network:
  plugin: overlay
  pod_cidr: 10.244.0.0/16
  service_cidr: 10.0.0.0/16
pools:
  - {name: system, mode: System, vm_size: Standard_D4s_v5, count: 3}
# To keep the network profile as this spec says it, uncomment these lines, then once: aksnet sync --init main.tf
# outputs:
#   - {path: main.tf, resource: azurerm_kubernetes_cluster.this}
"""
OPEN = """\
# What main.tf said of its cluster.
# Write a value in the place of each <fill in …>, then: aksnet check aksnet.yaml
name: prod
location: westeurope
resource_group: rg-prod
identity: SystemAssigned
network:
  plugin: overlay
  # main.tf:20:5: var.pod_cidr has no value
  pod_cidr: <fill in pod_cidr>
  service_cidr: 10.0.0.0/16
"""
FLEET = """\
# What main.tf said of its 2 clusters.
defaults:
  location: westeurope
  resource_group: rg-prod
  identity: SystemAssigned
  network: {plugin: overlay, service_cidr: 10.0.0.0/16}
  pools:
    - {name: system, mode: System, vm_size: Standard_D4s_v5, count: 3}
clusters:
  blue:
    network: {pod_cidr: 10.244.0.0/16}
  green:
    network: {pod_cidr: 10.245.0.0/16}
# To keep the network profile as this spec says it, uncomment these lines, then once: aksnet sync --init main.tf
# outputs:
#   - {cluster: blue, path: main.tf, resource: azurerm_kubernetes_cluster.blue}
#   - {cluster: green, path: main.tf, resource: azurerm_kubernetes_cluster.green}
"""
SCHEMA = json.loads((ROOT / "docs" / "import.schema.json").read_text(encoding="utf-8"))
MODELINE = "# yaml-language-server: $schema=aksnet.schema.json\n# $schema: aksnet.schema.json\n"
VERIFIED = "verified: it means the same"


def _tf(name: str = "prod", pod_cidr: str = '"10.244.0.0/16"', label: str = "this") -> str:
    return TERRAFORM.format(name=json.dumps(name), pod_cidr=pod_cidr, label=label)


def _write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_a_cluster_is_printed_as_a_spec(aksnet: Call) -> None:
    _write({"main.tf": _tf()})
    done = aksnet("import", "main.tf")
    assert (done.code, done.out, done.err) == (0, SPEC, f"imported prod from main.tf; {VERIFIED}\n")


def test_a_quiet_import_prints_the_spec_only(aksnet: Call) -> None:
    _write({"main.tf": _tf()})
    assert aksnet("import", "-q", "main.tf") == (0, SPEC, "")


def test_what_has_no_value_is_to_be_filled_in(aksnet: Call) -> None:
    _write({"main.tf": _tf(pod_cidr="var.pod_cidr"), "variables.tf": VARIABLE})
    done = aksnet("import", "main.tf", "-o", "aksnet.yaml")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "1 value to fill in, by --var-file or --parameters, or in the spec:\n"
        "  <fill in pod_cidr>, network.pod_cidr: main.tf:20:5: var.pod_cidr has no value\n"
        "imported prod from main.tf to aksnet.yaml; verified: it means the same, but for what is to be filled in\n"
    )
    assert Path("aksnet.yaml").read_text(encoding="utf-8").startswith(MODELINE + OPEN)
    checked = aksnet("check", "aksnet.yaml")
    assert checked.code == 2
    assert "aksnet.yaml:12:13: error: network.pod_cidr: <fill in pod_cidr> is not filled in yet\n" in checked.err


def test_a_file_of_variables_fills_it_in(aksnet: Call) -> None:
    _write({"main.tf": _tf(pod_cidr="var.pod_cidr"), "a.tf": VARIABLE, "x.tfvars": 'pod_cidr = "10.244.0.0/16"'})
    done = aksnet("import", ".", "--var-file", "x.tfvars")
    assert (done.code, done.out) == (0, SPEC)


def test_several_clusters_are_a_fleet(aksnet: Call) -> None:
    _write({"main.tf": _tf("blue", label="blue") + _tf("green", '"10.245.0.0/16"', "green")})
    done = aksnet("import", ".")
    assert (done.code, done.out) == (0, FLEET)
    assert done.err == f"imported 2 clusters from main.tf; {VERIFIED}\n"


def test_environments_with_one_name_are_told_apart(aksnet: Call) -> None:
    _write({"dev/main.tf": _tf(), "live/main.tf": _tf(pod_cidr="var.pod_cidr"), "live/variables.tf": VARIABLE})
    done = aksnet("import", ".")
    assert done.code == 1
    assert list(yaml.safe_load(done.out)["clusters"]) == ["prod", "prod-live"]
    remark = "live/main.tf:1:1: its name is prod, as that of the cluster at dev/main.tf:1:1; in a fleet names differ"
    assert f"  # {remark}\n  prod-live:\n" in done.out
    assert done.err.endswith(
        "called otherwise in the spec, as names in a fleet differ:\n"
        "  live/main.tf:1:1: prod is prod-live\n"
        "  hint: a spec for each folder keeps the names: aksnet import FOLDER -o FOLDER/aksnet.yaml\n"
        f"imported 2 clusters from dev/main.tf, live/main.tf; {VERIFIED}, but for what is to be filled in;"
        " 1 is called otherwise: see above\n"
    )


_STATE = json.dumps(shown(change(THIS, cluster(network=OVERLAY), cluster(network=OVERLAY))))


@pytest.mark.parametrize(
    ("files", "kept", "other"),
    [
        pytest.param({"main.tf": _tf()}, "main.tf:1:1", "state.json:1:", id="of a state and files the files"),
        pytest.param(
            {"main.tf": _tf(pod_cidr="var.pod_cidr"), "variables.tf": VARIABLE},
            "state.json:1:",
            "main.tf:1:1",
            id="what leaves less open, else",
        ),
    ],
)
def test_a_cluster_that_is_read_twice_is_written_once(
    aksnet: Call, files: dict[str, str], kept: str, other: str
) -> None:
    _write({**files, "state.json": _STATE})
    done = aksnet("import", ".")
    assert (done.code, yaml.safe_load(done.out)["name"]) == (0, "prod")
    first = done.err.splitlines()[0]
    assert first.startswith(other)
    assert f"note: this is the cluster 'prod' of {kept}" in first
    assert first.endswith("once more, and is written once")


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"resource_group_name": "rg-other"}, id="in another resource group"),
        pytest.param({"location": "northeurope"}, id="in another region"),
        pytest.param({"name": "other"}, id="of another name"),
    ],
)
def test_another_cluster_is_not_the_same(aksnet: Call, changed: dict[str, str]) -> None:
    other = cluster(network=OVERLAY, **changed)
    _write({"main.tf": _tf(), "state.json": json.dumps(shown(change(THIS, other, other)))})
    done = aksnet("import", ".")
    assert len(yaml.safe_load(done.out)["clusters"]) == 2


def test_what_is_whole_in_half_a_file_is_imported(aksnet: Call) -> None:
    _write({"main.tf": _tf() + 'resource "azurerm_subnet" "this" {\n  name = "nodes"\n'})
    done = aksnet("import", "main.tf")
    assert (done.code, done.out) == (1, SPEC)
    assert 'error: this block is not closed\n  hint: a "}" is missing\n' in done.err
    assert done.err.endswith("a part could not be read, and is not in the spec\n")


def test_a_spec_in_the_folder_stays_as_it_is(aksnet: Call) -> None:
    _write({"main.tf": _tf(), "aksnet.yaml": SPEC})
    done = aksnet("import", ".")
    assert (done.code, done.out) == (0, SPEC)
    assert done.err.startswith("aksnet.yaml: note: this is a spec already, and stays as it is")


def test_an_answer_of_az_comes_by_standard_input(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    (view,) = views(SPECS["overlay"].read_text(encoding="utf-8"))
    (text,) = LANGUAGES["az aks show"](view).values()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    done = aksnet("import", "-")
    assert (done.code, yaml.safe_load(done.out)["network"]["plugin"]) == (0, "overlay")
    assert "outputs:" not in done.out


def test_what_the_spec_cannot_say_is_listed(aksnet: Call) -> None:
    text = _tf().replace("  identity {", "  oidc_issuer_enabled = true\n\n  identity {")
    _write({"main.tf": text})
    done = aksnet("import", ".")
    assert (done.code, done.out) == (0, SPEC)
    assert done.err == (
        "not in the spec of prod:\n"
        "  main.tf:13:3: oidc_issuer_enabled: aksnet does not describe these: they stay where they are\n"
        "imported prod from main.tf; verified: what the spec says means the same; what it does not say (1 above) stays"
        " in main.tf: keep it there, as gen --emit cluster would leave it out\n"
    )


OIDC = "  oidc_issuer_enabled = true\n  azure_policy_enabled = true\n  identity {"
BALANCER = '  network_profile {\n    load_balancer_sku = "basic"'


@pytest.mark.parametrize(
    ("texts", "code", "last"),
    [
        pytest.param([_tf().replace("  identity {", OIDC)], 0, "what it does not say (2 above) stays in main0.tf: keep it there, as gen --emit cluster would leave it out", id="of names in one line each counts"),
        pytest.param([_tf(pod_cidr="var.pod_cidr").replace("  identity {", OIDC)], 1, "verified: what the spec says means the same, but for what is to be filled in; what it does not say (2 above) stays in main0.tf: keep it there, as gen --emit cluster would leave it out", id="what is to be filled in is named beside it"),
        pytest.param([_tf("a", label="a").replace("  identity {", OIDC), _tf("b", label="b").replace("  identity {", OIDC)], 0, "what it does not say (2 above) stays in main0.tf, main1.tf: keep it there, as gen --emit cluster would leave it out", id="what two have in common is counted as it is told"),
        pytest.param([_tf("a", label="a").replace("  identity {", OIDC), _tf("b", label="b")], 0, "what it does not say (2 above) stays in main0.tf: keep it there, as gen --emit cluster would leave it out", id="files are those that have some"),
        pytest.param([_tf("a", label="a").replace("  network_profile {", BALANCER), _tf("b", label="b")], 1, "; 1 means something else: see above", id="of two one means something else"),
        pytest.param([_tf("a", label="a").replace("  network_profile {", BALANCER), _tf("a", label="b")], 1, "; 1 means something else, 1 is called otherwise: see above", id="a name and a meaning are counted apart"),
        pytest.param([_tf("a", label="a"), _tf("a", label="b"), _tf("a", label="c")], 1, "; verified: it means the same; 2 are called otherwise: see above", id="of what is called otherwise the meaning is the same"),
    ],
)  # fmt: skip
def test_the_last_line_says_what_holds(aksnet: Call, texts: Sequence[str], code: int, last: str) -> None:
    _write({**{f"main{number}.tf": text for number, text in enumerate(texts)}, "variables.tf": VARIABLE})
    done = aksnet("import", ".")
    assert (done.code, done.err.endswith(f"{last}\n")) == (code, True), done.err


def test_what_the_spec_would_change_stands_after_all_that_stays(aksnet: Call) -> None:
    _write({"main.tf": _tf().replace("  identity {", OIDC).replace("  network_profile {", BALANCER)})
    lines = aksnet("import", ".").err.splitlines()
    assert [line for line in lines if line.endswith(":")] == [
        "not in the spec of prod:",
        "otherwise in the spec of prod:",
    ]


def test_what_only_an_answer_has_stays_where_it_is(aksnet: Call) -> None:
    values = cluster(network=OVERLAY, oidc_issuer_enabled=True)
    _write({"state.json": json.dumps(shown(change(THIS, values, values)))})
    told = "what it does not say (1 above) stays where it is: gen --emit cluster would leave it out\n"
    assert aksnet("import", "state.json").err.endswith(told)


def test_a_value_that_no_spec_takes_is_told_once(aksnet: Call) -> None:
    _write({"main.tf": _tf().replace("  identity {", '  sku_tier = "Paid"\n  identity {')})
    done = aksnet("import", ".")
    assert done.err.count("is none of Free, Standard, Premium") == done.err.count("Paid") - 1 == 1


class TestJson:
    def test_it_has_what_people_are_told(self, aksnet: Call) -> None:
        text = _tf(pod_cidr="var.pod_cidr").replace("  identity {", "  oidc_issuer_enabled = true\n\n  identity {")
        _write({"main.tf": text, "variables.tf": VARIABLE, "broken.tf": "resource {\n", "aksnet.yaml": SPEC})
        done = aksnet("import", ".", "--format", "json")
        made = json.loads(done.out)
        jsonschema.validate(made, SCHEMA)
        (cluster_,) = made["clusters"]
        assert done.code == 1
        assert made["spec"].startswith(OPEN[: OPEN.index("  # main")])
        assert (cluster_["name"], cluster_["address"], cluster_["line"], cluster_["same"]) == ("prod", THIS, 1, True)
        assert cluster_["placeholders"] == [
            {
                "text": "<fill in pod_cidr>",
                "path": "network.pod_cidr",
                "arm": "networkProfile.podCidr",
                "file": "main.tf",
                "line": 22,
                "column": 5,
                "why": "var.pod_cidr has no value",
            }
        ]
        assert [(one["arm"], one["value"], one["line"]) for one in cluster_["left"]] == [
            ("*", "oidc_issuer_enabled", 13)
        ]
        assert [one["file"] for one in made["notes"]] == ["aksnet.yaml"]
        assert [one["file"] for one in made["unread"]] == ["broken.tf"]
        assert done.err.startswith("broken.tf:1:")
        assert "to fill in" not in done.err

    def test_the_spec_may_be_written_as_well(self, aksnet: Call) -> None:
        _write({"main.tf": _tf()})
        done = aksnet("import", "main.tf", "-o", "aksnet.yaml", "--format", "json")
        assert (done.code, done.err) == (0, "")
        assert json.loads(done.out)["spec"] == Path("aksnet.yaml").read_text(encoding="utf-8")

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_hostile_texts_stay_texts(self, aksnet: Call, text: str) -> None:
        values = cluster(text, OVERLAY, tags={"a": text}, dns_prefix=text)
        _write({"state.json": json.dumps(shown(change(THIS, values, values)))})
        done = aksnet("import", "state.json", "--format", "json")
        jsonschema.validate(json.loads(done.out), SCHEMA)


class TestWriting:
    def test_the_schema_stands_beside_the_spec(self, aksnet: Call) -> None:
        _write({"infra/main.tf": _tf()})
        done = aksnet("import", "infra", "-o", "infra/aksnet.yaml")
        assert (done.code, done.out) == (0, "")
        assert done.err == f"imported prod from infra/main.tf to infra/aksnet.yaml; {VERIFIED}\n"
        spec = Path("infra/aksnet.yaml").read_text(encoding="utf-8")
        assert spec.startswith(f"{MODELINE}# What infra/main.tf said")
        assert "#   - {path: main.tf, " in spec
        assert json.loads(Path("infra/aksnet.schema.json").read_text(encoding="utf-8"))["$schema"]
        assert aksnet("check", "infra/aksnet.yaml").code == 0
        assert aksnet("migrate", "infra/main.tf", "infra/aksnet.yaml").out.startswith(
            "prod (infra/aksnet.yaml:4:1): nothing"
        )

    def test_the_same_spec_may_be_written_once_more(self, aksnet: Call) -> None:
        _write({"main.tf": _tf()})
        first = aksnet("import", "main.tf", "-o", "aksnet.yaml")
        before = Path("aksnet.yaml").stat().st_mtime_ns
        assert aksnet("import", "main.tf", "-o", "aksnet.yaml") == first
        assert Path("aksnet.yaml").stat().st_mtime_ns == before

    @pytest.mark.parametrize("name", ["aksnet.yaml", "aksnet.schema.json"])
    def test_what_somebody_wrote_is_not_overwritten(self, aksnet: Call, name: str) -> None:
        _write({"main.tf": _tf(), name: "mine: 1\n"})
        done = aksnet("import", "main.tf", "-o", "aksnet.yaml")
        assert (done.code, done.out, done.err) == (
            1,
            "",
            f"{name}: error: this file is there already with something else in it, and is not overwritten\n"
            "  hint: name another file, or move this one out of the way first\n",
        )
        assert {one.name for one in Path().iterdir()} == {".git", "main.tf", name}
        assert Path(name).read_text(encoding="utf-8") == "mine: 1\n"

    def test_an_older_schema_is_written_anew(self, aksnet: Call) -> None:
        _write({"main.tf": _tf()})
        aksnet("schema", "-o", "aksnet.schema.json")
        new = Path("aksnet.schema.json").read_text(encoding="utf-8")
        _write({"aksnet.schema.json": new.replace("overlay", "underlay")})
        assert aksnet("import", "main.tf", "-o", "aksnet.yaml").code == 0
        assert Path("aksnet.schema.json").read_text(encoding="utf-8") == new

    def test_a_directory_that_is_not_there_is_told(self, aksnet: Call) -> None:
        _write({"main.tf": _tf()})
        done = aksnet("import", "main.tf", "-o", "a/aksnet.yaml")
        error = "a: error: the directory of the output does not exist\n  hint: make it first\n"
        assert (done.code, done.err) == (1, error)

    def test_a_link_that_leads_nowhere_gets_the_file_that_it_names(self, aksnet: Call) -> None:
        _write({"main.tf": _tf(), "specs/a": ""})
        Path("aksnet.yaml").symlink_to("specs/prod.yaml")
        assert aksnet("import", "main.tf", "-o", "aksnet.yaml").code == 0
        assert Path("aksnet.yaml").is_symlink()
        assert Path("specs/prod.yaml").is_file()

    def test_an_interrupt_leaves_nothing_behind(self, aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        _write({"main.tf": _tf()})
        monkeypatch.setattr("aksnet.commands.writing._refuse_moved", interrupted)
        assert aksnet("import", "main.tf", "-o", "aksnet.yaml").code == 130
        assert {one.name for one in Path().iterdir()} == {".git", "main.tf"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_to_the_spec_changes_nothing(aksnet: Call, language: str) -> None:
    # what the states and answers of these tests are told to be in
    (view,) = views(SPECS["overlay"].read_text(encoding="utf-8").replace("rg-overlay", "given"))
    _write({f"in/{name}": text for name, text in LANGUAGES[language](view).items()})
    done = aksnet("import", "in", "-o", "aksnet.yaml")
    assert f"; {VERIFIED}" in done.err, done.err  # which identity it is, whoever deploys gives
    judged = aksnet("migrate", "in", "aksnet.yaml")
    assert (judged.code, "nothing changes" in judged.out) == (0, True), judged.out
    assert aksnet("gen", "aksnet.yaml", "--emit", "cluster", "-o", ".").code == 0


def test_a_fleet_keeps_each_clusters_meaning(aksnet: Call) -> None:
    assert aksnet("gen", str(SPECS["fleet"]), "--emit", "cluster", "-o", ".").code == 0
    done = aksnet("import", ".", "-o", "aksnet.yaml")
    assert done.err.endswith(f"{VERIFIED}, but for the value above\n")
    spec = yaml.safe_load(Path("aksnet.yaml").read_text(encoding="utf-8"))
    assert list(spec) == ["defaults", "clusters"]
    assert list(spec["clusters"]) == ["blue", "green"]
    judged = aksnet("migrate", "blue", "aksnet.yaml")
    assert judged.code == 0, judged.out


def test_two_steps_adopt_a_file(aksnet: Call) -> None:
    _write({"main.tf": _tf()})
    assert aksnet("import", "main.tf", "-o", "aksnet.yaml").code == 0
    lines = Path("aksnet.yaml").read_text(encoding="utf-8").splitlines()
    at = lines.index("# outputs:")
    _write({"aksnet.yaml": "\n".join([*lines[:at], *(line.removeprefix("# ") for line in lines[at:])]) + "\n"})
    assert aksnet("sync", "--init", "main.tf").code == 0
    assert aksnet("sync", "--check").code == 0
    assert "# aksnet:begin prod/network-profile" in Path("main.tf").read_text(encoding="utf-8")


CALLED = 'module "aks" {\n  source = "./m"\n}\n'
PINNED = (
    'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = "~> 4.60" }\n  }\n}\n'
)
EACH = CALLED.replace("\n}", '\n  for_each = toset(["a.b[0]"])\n}')


@pytest.mark.parametrize(
    ("main", "said"),
    [
        pytest.param(CALLED, "{path: m/main.tf, resource: azurerm_kubernetes_cluster.this}", id="a module of the folder"),
        pytest.param(PINNED + CALLED, "{path: m/main.tf, provider_version: 4, resource: azurerm_kubernetes_cluster.this}", id="one whose caller says the provider's version"),
        pytest.param(EACH, "{path: m/main.tf, resource: azurerm_kubernetes_cluster.this}", id="one that is called once by for_each"),
    ],
)  # fmt: skip
def test_two_steps_adopt_the_file_of_a_module(main: str, said: str, aksnet: Call) -> None:
    _write({"main.tf": main, "m/main.tf": _tf()})
    done = aksnet("import", ".")
    spec, _, outputs = done.out.partition("# To keep")
    assert outputs.splitlines() == [
        " the network profile as this spec says it, uncomment these lines, then once: aksnet sync --init m/main.tf",
        "# outputs:",
        f"#   - {said}",
    ]
    _write({"aksnet.yaml": f"{spec}outputs: [{said}]\n"})
    assert aksnet("sync", "--init", "m/main.tf").code == 0
    assert aksnet("sync", "--check").code == 0


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"main.tf": CALLED + CALLED.replace("aks", "other"), "m/main.tf": _tf()}, id="a module that two call"),
        pytest.param({"main.tf": CALLED.replace("./m", "./.terraform/modules/m"), ".terraform/modules/m/main.tf": _tf()}, id="one that Terraform has downloaded"),
    ],
)  # fmt: skip
def test_a_module_that_is_not_for_one_cluster_of_this_folder_gets_no_outputs(
    files: dict[str, str], aksnet: Call
) -> None:
    _write(files)
    done = aksnet("import", ".")
    assert done.out.startswith("# What ")
    assert "outputs:" not in done.out


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_stay_texts(aksnet: Call, text: str) -> None:
    values = cluster(text, OVERLAY, tags={"a": text}, resource_group_name=text, location=text, dns_prefix=text)
    _write({"state.json": json.dumps(shown(change(THIS, values, values)))})
    done = aksnet("import", "state.json")
    assert done.code in (0, 1), done.err
    spec = yaml.safe_load(done.out)
    assert spec["network"]["plugin"] == "overlay"
    assert spec.get("tags", {}).get("a", text) == text
    assert not set(done.out) & set("\x01\x1b\x7f\x85\u2028")
    assert not set(done.err) & set("\x01\x1b\x7f\x85\u2028\u202e")
    assert "error: a bug" not in done.err


def test_the_name_of_a_folder_does_not_leave_its_comment(aksnet: Call) -> None:
    folder = "a\nb: 1\x01\u2028c\x85d"
    _write({f"{folder}/main.tf": _tf(pod_cidr="var.pod_cidr"), f"{folder}/variables.tf": VARIABLE})
    done = aksnet("import", ".")
    assert yaml.safe_load(done.out)["network"] == {
        "plugin": "overlay",
        "pod_cidr": "<fill in pod_cidr>",
        "service_cidr": "10.0.0.0/16",
    }
    assert not set(done.err) & set("\x01\u2028\x85")


def test_several_clusters_with_hostile_names_are_a_fleet(aksnet: Call) -> None:
    some = [cluster(text, OVERLAY) for text in HOSTILE.values()]
    changes = [change(f'{THIS}["{number}"]', one, one) for number, one in enumerate(some)]
    _write({"plan.json": json.dumps(plan(*changes))})
    done = aksnet("import", "plan.json", "-o", "aksnet.yaml")
    assert done.code == 1
    assert len(yaml.safe_load(Path("aksnet.yaml").read_text(encoding="utf-8"))["clusters"]) == len(HOSTILE)
    assert "is not filled in yet" in aksnet("check", "aksnet.yaml").err


def test_a_pool_of_another_cluster_is_told(aksnet: Call) -> None:
    pool = """resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a"
}
"""
    _write({"main.tf": _tf(), "pool.tf": pool})
    done = aksnet("import", ".")
    assert (done.code, done.out) == (0, SPEC)
    assert "pool.tf:1:1: note: this pool is of a cluster that is declared elsewhere, and in no spec\n" in done.err


def test_a_spec_that_would_change_the_cluster_is_told(aksnet: Call) -> None:
    """A plan that leaves out what the service has chosen, which a spec states."""
    pool = {"name": "system", "vm_size": "Standard_D4s_v5", "node_count": 3}
    there = cluster(network=OVERLAY, default_node_pool=[pool])
    _write({"plan.json": json.dumps(plan(change(THIS, there, there)))})
    done = aksnet("import", "plan.json")
    assert done.code == 1
    assert "agentPoolProfiles[system].maxPods: the spec would change it (rotate): max_pods 250 is added" in done.err
    assert done.err.endswith("imported prod from plan.json; it does not mean the same: see above\n")


def test_tags_of_the_cluster_stay_and_those_of_pools_are_told(aksnet: Call) -> None:
    text = _tf().replace("  identity {", '  tags = { team = "a" }\n\n  identity {')
    _write({"main.tf": text.replace("    node_count = 3\n", '    node_count = 3\n    tags       = { pool = "b" }\n')})
    done = aksnet("import", "main.tf", "-o", "aksnet.yaml")
    assert "  main.tf:11:5: agentPoolProfiles[system].tags: aksnet does not describe these: they stay" in done.err
    assert yaml.safe_load(Path("aksnet.yaml").read_text(encoding="utf-8"))["tags"] == {"team": "a"}
    assert "nothing changes" in aksnet("migrate", "main.tf", "aksnet.yaml").out


def test_many_files_are_told_by_their_folder(aksnet: Call) -> None:
    _write({f"infra/{number}.tf": _tf(f"c{number}", label=f"c{number}") for number in range(5)})
    done = aksnet("import", "infra")
    assert done.out.startswith("# What 5 files in infra said of their 5 clusters.\n")
    assert done.err == f"imported 5 clusters from 5 files in infra; {VERIFIED}\n"


def test_a_hundred_clusters_take_no_three_seconds(aksnet: Call) -> None:
    _write({f"{number}.tf": _tf(f"c{number}", label=f"c{number}") for number in range(100)})
    with within(3.0):
        done = aksnet("import", ".")
    assert (done.code, len(yaml.safe_load(done.out)["clusters"])) == (0, 100)


def test_a_cluster_of_which_no_spec_can_be_made_does_not_hide_the_others(
    aksnet: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No cluster that readers make is known to be refused as a whole: one that was would be told."""

    def refusing(view: ClusterView, *rest: Any) -> Imported:
        if view.name == "green":
            raise SpecError(Problem("this is no cluster", view.place))
        return imported(view, *rest)

    monkeypatch.setattr(importing, "imported", refusing)
    _write({"main.tf": _tf() + _tf("green", label="green")})
    done = aksnet("import", ".")
    assert (done.code, done.out) == (1, SPEC)
    assert "main.tf:25:1: error: this is no cluster\n" in done.err


def test_a_file_without_a_network_profile_comes_under_the_spec_by_what_is_said_on_the_way(aksnet: Call) -> None:
    bare = _tf().partition("  network_profile {")[0].rstrip() + "\n}\n"
    _write({"main.tf": bare})
    done = aksnet("import", "main.tf")
    lead = (
        "# No network profile is written in main.tf. To have aksnet sync write it, uncomment these lines, and put the "
    )
    assert f"\n{lead}two markers that it names where the profile belongs\n# outputs:\n" in done.out
    spec, _, outputs = done.out.partition(lead)
    filled = re.sub("<fill in network_plugin>", "overlay", spec)
    _write({"aksnet.yaml": filled + outputs.partition("\n")[2].replace("# ", "", 2).replace("#   -", "  -")})
    refused = aksnet("sync", "--init", "main.tf")
    assert (
        "this resource has no network_profile\n  hint: put both markers where it belongs, as aksnet sync says them"
        in refused.err
    )
    begin, end = re.findall("`(# aksnet:[^`]*)`", aksnet("sync").err)
    _write({"main.tf": bare.rstrip().removesuffix("}") + f"  {begin}\n  {end}\n}}\n"})
    assert aksnet("sync").code == 0
    assert "network_profile {" in Path("main.tf").read_text(encoding="utf-8")
    assert aksnet("sync", "--check").code == 0
