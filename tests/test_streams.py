"""Results on standard output and everything else on standard error, for every command; and what --quiet leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from aksnet import cli
from calling import Call, Done

CLEAN = "name: clean\nnetwork: {plugin: overlay}\n"
WARNED = "name: warned\nnetwork: {plugin: kubenet}\n"
REFUSED = "name: refused\nnetwork: {plugin: overlay, pod_cidr: 10.0.0.0/12}\n"
OPEN = "name: open\nnetwork: {plugin: overlay}\nvnet: {subnets: {nodes: }}\npools: [{name: a, mode: System, subnet: nodes}]\n"
# A cluster with a word in another case, which --fix mends, and a module that is not here, which is noted.
TERRAFORM = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "~> 4.60" }
  }
}

resource "azurerm_kubernetes_cluster" "aks" {
  name                = "aks"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "aks"

  default_node_pool {
    name                        = "system"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
    temporary_name_for_rotation = "rotation"
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "Overlay"
  }
}

module "other_aks" {
  source = "git::https://example.com/aks.git"
}
"""
FILES = {
    "clean.yaml": CLEAN,
    "warned.yaml": WARNED,
    "refused.yaml": REFUSED,
    "open.yaml": OPEN,
    "full.yaml": "name: full\nnetwork: {plugin: overlay, pod_cidr: 10.64.0.0/16, service_cidr: 10.0.0.0/16}\n",
    "broken.yaml": "network: [\n",
    "two.yaml": "clusters:\n- {name: clean, network: {plugin: overlay}}\n- {name: gone, network: {plugin: overlay}}\n",
    "infra/main.tf": TERRAFORM,
    "nothing.tf": "",
    "synced.yaml": f"{CLEAN}outputs: [{{path: marked.tf}}]\n",
    "marked.tf": "# aksnet:begin clean/network-profile\n# aksnet:end\n",
}
TODAY = ("--today", "2026-11-24")


class Row(NamedTuple):
    """A call, its code, a word of each line or so of the streams; and the errors that are left of them with --quiet."""

    call: str
    code: int
    out: str
    err: str
    quiet_out: str | None = None
    quiet_err: str = ""


ROWS = {
    "gen of a clean spec has a result and nothing else": Row("gen clean.yaml", 0, "network_profile {", "", "network_profile {"),
    "gen of a spec with a warning has both": Row("gen warned.yaml", 0, "network_profile {", "warning AKN401", "network_profile {"),
    "gen of a spec with an error has no result": Row("gen refused.yaml", 1, "", "error AKN102", "", "error AKN102"),
    "gen into a folder tells how many files": Row("gen clean.yaml -o infra", 0, "", "1 of 1 files written", ""),
    "schema has a result and nothing else": Row("schema", 0, '"urn:aksnet:spec:v1"', "", '"urn:aksnet:spec:v1"'),
    "schema into a file tells where it is": Row("schema policy -o policy.json", 0, "", "the schema of aksnet's policies is in policy.json", ""),
    "gen as JSON has its findings in the result": Row("gen warned.yaml --format json", 0, '"AKN401"', "", '"AKN401"'),
    "gen of a broken spec": Row("gen broken.yaml", 2, "", "broken.yaml:", "", "broken.yaml:"),
    "check that finds nothing sums up": Row("check clean.yaml", 0, "nothing found", "", ""),
    "check that finds something has it as its result": Row("check warned.yaml", 0, "1 warning (", "", "warning AKN401"),
    "check that notes something": Row("check infra", 1, "error AKN802", "note: module", "error AKN802"),
    "check of a broken spec": Row("check broken.yaml", 2, "nothing was checked", "broken.yaml:", "", "broken.yaml:"),
    "migrate to a mode tells what it chose beside the result": Row("migrate --to cilium warned.yaml", 0, "warned", "note: ", "warned"),
    "migrate to a mode that there is none of": Row("migrate --to cilum warned.yaml", 2, "", "did you mean cilium?", "", "--to: error"),
    "the view of what retires without clusters tells so": Row("migrate --retiring nothing.tf", 0, "nothing retires of 0 clusters", "no clusters found", "nothing retires of 0 clusters"),
    "the view of what retires of a broken spec": Row("migrate --retiring broken.yaml", 1, "nothing retires of 0 clusters", "broken.yaml:", "nothing retires of 0 clusters", "broken.yaml:"),
    "check as SARIF": Row("check refused.yaml --format sarif", 1, '"AKN102"', "", '"AKN102"'),
    "check that shows fixes": Row("check infra --diff", 1, '+    network_plugin_mode = "overlay"', "would fix 1 finding", '+    network_plugin_mode = "overlay"'),
    "check that fixes": Row("check infra --fix", 0, "nothing found", "fixed 1 finding", ""),
    "show of a cluster": Row("show clean.yaml", 0, "cluster clean", "", "cluster clean"),
    "show that notes something": Row("show infra", 0, "networkPluginMode", "note: module", "networkPluginMode"),
    "show of nothing": Row("show nothing.tf", 0, "", "no clusters and no networks found", ""),
    "import of a cluster": Row("import infra", 0, "plugin: overlay", "note: module", "plugin: overlay"),
    "import into a file tells so": Row("import infra -o made.yaml", 0, "", "to made.yaml; verified", ""),
    "init tells what it made": Row("init made --plugin overlay --yes", 0, "", "aksnet.yaml", ""),
    "init of a mode that there is none of": Row("init made --plugin overley --yes", 2, "", "did you mean overlay?", "", "--plugin: error"),
    "schema": Row("schema", 0, "json-schema.org/draft-07", ""),
    "import as JSON has its notes in the result": Row("import infra --format json", 0, "is not in this repository", "", "plugin: overlay"),
    "import of nothing": Row("import nothing.tf", 2, "", "there is no cluster in nothing.tf", "", "there is no cluster"),
    "import of a spec": Row("import clean.yaml", 2, "", "this is a spec already", "", "this is a spec already"),
    "plan of a cluster": Row("plan clean.yaml", 0, "pod CIDR", "", "pod CIDR"),
    "plan that writes": Row("plan open.yaml --allocate --supernet 10.128.0.0/12 --write", 0, "chosen", "written to open.yaml", "chosen"),
    "plan that has nothing to write": Row("plan full.yaml --allocate --write", 0, "pod CIDR", "it stays as it is", "pod CIDR"),
    "sync that writes": Row("sync synced.yaml", 0, "", "1 of 1 files written", ""),
    "sync that shows what it would write": Row("sync synced.yaml --diff", 1, "+network_profile {", "", "+network_profile {"),
    "sync that checks": Row("sync synced.yaml --check", 1, "AKN611", "", "AKN611"),
    "sync of a spec without outputs": Row("sync clean.yaml", 2, "", "the spec has no outputs", "", "the spec has no outputs"),
    "migrate of what stays as it is": Row("migrate clean.yaml clean.yaml", 0, "nothing changes", "is compared with itself", "nothing changes"),
    "migrate of what is deleted": Row("migrate two.yaml clean.yaml", 1, "1 fails", "nobody says with which version", "delete"),
    "migrate as SARIF": Row("migrate two.yaml clean.yaml --format sarif", 1, '"AKN900"', "nobody says with which version", '"AKN900"'),
    "migrate of a broken spec": Row("migrate clean.yaml broken.yaml", 2, "", "broken.yaml:", "", "broken.yaml:"),
    "migrate of what retires": Row("migrate --retiring warned.yaml", 0, "kubenet", "", "kubenet"),
    "modes": Row("modes overlay", 0, "overlay", ""),
    "recommend": Row("recommend --nodes 5", 0, "overlay", ""),
    "rules": Row("rules", 0, "AKN101", ""),
    "explain": Row("explain AKN101", 0, "AKN101", ""),
    "version": Row("version", 0, "azurerm", ""),
    "completion": Row("completion fish", 0, "complete --command aksnet", ""),
    "completion of a shell that there is none of": Row("completion tcsh", 2, "", "'tcsh' is none of"),
    "explain of nothing": Row("explain nothing-at-all", 2, "", "is no rule"),
}  # fmt: skip


@pytest.fixture
def call(aksnet: Call, tmp_path: Path) -> Call:
    """Calls of the program in a folder with files; its dates are pinned."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")

    def pinned(*words: str) -> Done:
        return aksnet(*words, *(TODAY if words[0] in ("gen", "check", "migrate") else ()))

    return pinned


def _holds(stream: str, text: str) -> None:
    assert text in stream
    assert bool(stream) is bool(text), "there is something where nothing is due"


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_each_stream_has_what_belongs_to_it(row: Row, call: Call) -> None:
    done = call(*row.call.split())
    assert done.code == row.code
    _holds(done.out, row.out)
    _holds(done.err, row.err)


@pytest.mark.parametrize("row", [pytest.param(row, id=name) for name, row in ROWS.items() if row.quiet_out is not None])
@pytest.mark.parametrize("flag", ["--quiet", "-q"])
def test_a_quiet_run_has_results_and_errors_alone(row: Row, flag: str, call: Call) -> None:
    done = call(*row.call.split(), flag)
    assert done.code == row.code
    _holds(done.out, row.quiet_out or "")
    _holds(done.err, row.quiet_err)
    assert " found (" not in done.out


def test_a_report_for_people_that_is_quiet_ends_with_its_last_finding(call: Call) -> None:
    loud, quiet = (
        call("check", "warned.yaml", "refused.yaml").out,
        call("check", "warned.yaml", "refused.yaml", "-q").out,
    )
    assert quiet.endswith("\n")
    assert loud.startswith(quiet)
    assert loud.removeprefix(quiet).strip() == "1 error, 1 warning (2 clusters in 2 files)"


def test_quiet_ends_with_its_run(call: Call) -> None:
    assert call("gen", "warned.yaml", "--quiet").err == ""
    assert "warning AKN401" in call("gen", "warned.yaml").err


def test_every_command_has_a_row() -> None:
    named = {command.name or command.callback.__name__ for command in cli.app.registered_commands if command.callback}
    assert {row.call.split()[0] for row in ROWS.values()} == named


@pytest.mark.parametrize("command", ["check", "check --format azure", "gen", "show", "plan"])
@pytest.mark.parametrize("text", [WARNED, REFUSED, "network: [\n"], ids=["a warning", "an error", "no spec"])
def test_the_name_of_a_file_is_no_command_to_the_runner_of_a_pipeline(
    command: str, text: str, call: Call, tmp_path: Path
) -> None:
    name = "::stop-commands::a.yaml"
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = call(*command.split(), name)
    printed = [line.lstrip() for line in (done.out + done.err).splitlines()]
    assert any(name in line for line in printed) or command == "plan"
    assert not [line for line in printed if line.startswith("::")]
