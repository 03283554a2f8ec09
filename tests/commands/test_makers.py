"""Which tool makes a cluster afterwards, in which releases, and what is told of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.makers import checked
from aksnet.commands.migrate.pairing import pairs_of
from aksnet.commands.migrate.sides import sides_of
from aksnet.errors import UsageError
from aksnet.facts.azurerm import NEWEST, Version
from aksnet.readers.inputs import Request
from aksnet.transitions.changes import Maker
from migrating import SPEC, TERRAFORM, THIS, files, write
from terraform_outputs import change, cluster, plan, shown

FILES = files()
AZAPI = """resource "azapi_resource" "aks" {
  type     = "Microsoft.ContainerService/managedClusters@2025-10-01"
  name     = "prod"
  location = "westeurope"
  body = {
    properties = { networkProfile = { networkPlugin = "azure" } }
  }
}
"""
AVM = """module "aks" {
  source    = "Azure/avm-res-containerservice-managedcluster/azurerm"
  version   = "0.4.0"
  name      = "prod"
  location  = "westeurope"
  parent_id = "/subscriptions/0/resourceGroups/rg-prod"
}
"""
LOCK = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version     = "%s"\n}\n'
FIVE = str(NEWEST[5])


def at(version: str | None) -> str:
    return TERRAFORM if version == "4.81.0" else TERRAFORM.replace(' version = "4.81.0" ' if version is None else "4.81.0", version or " ").replace('azurerm",  }', 'azurerm" }')  # fmt: skip


def planned(version: str | None) -> str:
    return json.dumps(plan(change(THIS, cluster(), cluster()), version=version))


STATE = json.dumps(shown(change(THIS, cluster(), None)))


def pairs(
    old: tuple[str, str], new: tuple[str, str], folder: Path, version: str | None = None, lock: str | None = None
) -> Any:
    (folder / ".git").mkdir()
    write(folder, {f"old/{old[0]}": old[1], f"new/{new[0]}": new[1]})
    if lock is not None:
        write(folder, {"new/.terraform.lock.hcl": LOCK % lock})
    return pairs_of(sides_of([f"{folder}/old/{old[0]}", f"{folder}/new/{new[0]}"], Request([])), version)


STATIC = SPEC.replace("node-subnet", "pod-subnet, allocation: static-block")
TF, AZ = ("main.tf", TERRAFORM), ("az.json", FILES["az.json"])


@pytest.mark.parametrize(
    ("old", "new", "asked", "lock", "maker"),
    [
        pytest.param(AZ, TF, None, None, ("azurerm", "4.81.0", 1, False), id="an exact version"),
        pytest.param(AZ, TF, None, "4.60.0", ("azurerm", "4.60.0", 1, False), id="the lock file counts more than a constraint"),
        pytest.param(AZ, TF, "4.70.0", "4.60.0", ("azurerm", "4.70.0", 1, False), id="what is asked for counts most"),
        pytest.param(AZ, TF, "~> 4.60.0", None, ("azurerm", "~> 4.60.0", 2, False), id="a constraint that is asked for"),
        pytest.param(AZ, TF, "4", None, ("azurerm", str(NEWEST[4]), 1, False), id="a major is its newest release"),
        pytest.param(AZ, ("main.tf", at("~> 4.80")), None, None, ("azurerm", "~> 4.80", 2, False), id="a constraint"),
        pytest.param(AZ, ("plan.json", planned("4.60.0")), None, None, ("azurerm", "4.60.0", 1, False), id="a plan with an exact constraint"),
        pytest.param(AZ, ("plan.json", planned("~> 4.80")), None, "4.80.0", ("azurerm", "4.80.0", 1, False), id="a plan beside a lock file"),
        pytest.param(AZ, ("plan.json", planned("~> 4.80")), None, "3.117.1", ("azurerm", "~> 4.80", 2, False), id="a plan beside a lock file of something else"),
        pytest.param(AZ, ("state.json", STATE), None, "4.60.0", ("azurerm", "4.60.0", 1, False), id="a state beside a lock file"),
        pytest.param(("plan.json", planned("4.60.0")), ("state.json", STATE), None, None, ("azurerm", "4.60.0", 1, False), id="the earlier side, where the later says nothing"),
        pytest.param(("main.tf", at("3.117.1")), TF, None, None, ("azurerm", "4.81.0", 1, False), id="in an upgrade the later side judges"),
        pytest.param(AZ, ("main.tf", at("2.99.0")), None, None, ("azurerm", "2.99.0", 1, True), id="a release that is too old to be known"),
        pytest.param(AZ, ("main.tf", at("5.99.0")), None, None, ("azurerm", "5.99.0", 1, True), id="a release that is too new to be known"),
        pytest.param(AZ, ("aksnet.yaml", SPEC), None, None, ("azurerm", FIVE, 1, True), id="a spec is for the newest"),
        pytest.param(AZ, ("aksnet.yaml", SPEC), "4.70.0", None, ("azurerm", "4.70.0", 1, False), id="a spec with a version that is asked for"),
        pytest.param(TF, ("aksnet.yaml", SPEC), None, None, ("azurerm", "4.81.0", 1, False), id="a spec is for what made it before"),
        pytest.param(("main.bicep", FILES["main.bicep"]), ("aksnet.yaml", SPEC), None, None, ("bicep", "2025-10-01", 0, False), id="a spec of what Bicep made before"),
        pytest.param(("main.bicep", FILES["main.bicep"]), ("aksnet.yaml", SPEC), "4.70.0", None, ("azurerm", "4.70.0", 1, False), id="a spec with a version of azurerm, of what Bicep made before"),
        pytest.param(("main.tf", AZAPI), ("aksnet.yaml", SPEC), None, None, ("azapi", "2025-10-01", 0, False), id="a spec of what azapi made before"),
        pytest.param(TF, ("main.tf", AZAPI), None, None, ("azapi", "2025-10-01", 0, False), id="azapi"),
        pytest.param(TF, ("main.bicep", FILES["main.bicep"]), None, None, ("bicep", "2025-10-01", 0, False), id="Bicep"),
        pytest.param(TF, ("snapshot.json", FILES["snapshot.json"]), None, None, ("bicep", "2025-10-01", 0, False), id="a snapshot of Bicep"),
        pytest.param(TF, ("template.json", FILES["template.json"]), None, None, ("arm", "2025-10-01", 0, False), id="an ARM template"),
        pytest.param(TF, AZ, None, None, ("az", None, 0, False), id="an answer of az"),
    ],
)  # fmt: skip
def test_who_makes_it(old: Any, new: Any, asked: str | None, lock: str | None, maker: Any, tmp_path: Path) -> None:
    (pair,) = pairs(old, new, tmp_path, asked, lock).pairs
    made: Maker = pair.maker
    assert (made.provider, made.words, min(len(made.releases), 2), made.assumed) == maker


def test_the_module_of_avm_is_a_maker_of_its_own(tmp_path: Path) -> None:
    (pair,) = pairs(AZ, ("main.tf", AVM), tmp_path).pairs
    assert pair.maker.provider == "avm"


AUTOMATIC = """terraform {{
  required_providers {{
    azurerm = {{ source = "hashicorp/azurerm", version = "{}" }}
  }}
}}
resource "azurerm_kubernetes_automatic_cluster" "aks" {{
  name     = "prod"
  location = "westeurope"
}}
"""


@pytest.mark.parametrize(
    ("version", "first"),
    [
        pytest.param("~> 4.60", Version(4, 81), id="a constraint has the releases that know the resource"),
        pytest.param(">= 4.0", Version(4, 81), id="a constraint over two majors"),
        pytest.param("4.60.0", Version(4, 60), id="an exact release is what it is"),
    ],
)
def test_a_resource_rules_out_releases(version: str, first: Version, tmp_path: Path) -> None:
    text = ("main.tf", AUTOMATIC.format(version))
    (pair,) = pairs(text, text, tmp_path).pairs
    assert min(pair.maker.releases) == first


def test_without_a_version_all_releases_may_be_in_use(tmp_path: Path) -> None:
    (pair,) = pairs(AZ, ("main.tf", at(None)), tmp_path).pairs
    assert pair.maker.assumed
    assert {min(pair.maker.releases), max(pair.maker.releases)} == {Version(3), NEWEST[5]}


@pytest.mark.parametrize(
    ("new", "asked", "note"),
    [
        pytest.param(TF, None, None, id="nothing of a version that is known"),
        pytest.param(TF, "4", f"4 stands for its newest release that is known here, azurerm {NEWEST[4]}", id="a major"),
        pytest.param(("main.tf", at(None)), None, "nobody says which version of azurerm is in use: it is judged by all from 3.0.0 to 5.2.0", id="no version"),
pytest.param(("aksnet.yaml", STATIC), None, "nobody says with which tool it is made, and azurerm 5.2.0 has no words for all of it: it is judged by azapi", id="a spec that azurerm has no words for"),
        pytest.param(("main.tf", at("2.99.0")), None, "azurerm 2.99.0 is not known here: it is judged as 3.0.0", id="too old"),
        pytest.param(("main.tf", at("5.99.0")), None, "azurerm 5.99.0 is not known here: it is judged as 5.2.0", id="too new"),
        pytest.param(("aksnet.yaml", SPEC), None, "nobody says with which version it is made: it is judged by azurerm 5.2.0, the newest", id="a spec"),
        pytest.param(("main.bicep", FILES["main.bicep"]), None, None, id="Bicep"),
    ],
)  # fmt: skip
def test_what_is_told_of_the_version(new: Any, asked: str | None, note: str | None, tmp_path: Path) -> None:
    notes = [one.message for one in pairs(AZ, new, tmp_path, asked).notes]
    assert notes == ([note] if note is not None else [])


OVERLAY = TERRAFORM.replace('"azure"\n', '"azure"\n    network_plugin_mode = "overlay"\n').replace("4.81.0", ">= 3.0")


def test_what_rules_out_releases_is_told(tmp_path: Path) -> None:
    text = ("main.tf", OVERLAY)
    found = pairs(text, text, tmp_path)
    (note,) = [one.message for one in found.notes]
    assert note == (
        "nobody says which version of azurerm >= 3.0 is in use: it is judged by 3.62.0 to 4.81.0,"
        " as others take neither what is written now nor what was"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(None, None, id="nothing"),
        pytest.param("4.81.0", "4.81.0", id="an exact version"),
        pytest.param(" v4.81.0 ", "v4.81.0", id="a v and blanks"),
        pytest.param(">= 4.0, < 5", ">= 4.0, < 5", id="a constraint"),
        pytest.param("v3", str(NEWEST[3]), id="a major"),
    ],
)  # fmt: skip
def test_versions_that_are_asked_for(text: str | None, words: str | None) -> None:
    assert checked(text) == words


@pytest.mark.parametrize("text", ["", " ", "x", "4.x", "99", "~> 1.0", "> 4, < 3", "4.81.0; ls", "4,,banana"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is no version of azurerm that aksnet knows"):
        checked(text)
