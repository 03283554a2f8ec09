"""Which version of a provider a root module is judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.facts.azurerm import NEWEST, Version
from aksnet.readers.files import Files
from aksnet.readers.terraform.module import module_of
from aksnet.readers.terraform.versions import providers_of, version_of
from aksnet.view import Provider

REQUIRED = 'terraform {\n  required_providers {\n    azurerm = {\n      source = "hashicorp/azurerm"\n      version = "%s"\n    }\n  }\n}\n'
IN_JSON = '{"terraform": {"required_providers": %s}}'
LOCK = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "%s"\n}\n'


def _azurerm(folder: Path, **files: str) -> Provider:
    for name, text in files.items():
        (
            folder / {"main": "main.tf", "more": "more.tf", "json": "more.tf.json", "lock": ".terraform.lock.hcl"}[name]
        ).write_text(text, encoding="utf-8")
    files_ = Files(folder)
    return providers_of([module_of(folder, files_)], files_)["azurerm"]


@pytest.mark.parametrize(
    ("files", "provider"),
    [
        pytest.param({"main": "", "lock": LOCK % "4.57.0"}, Provider("azurerm", "4.57.0"), id="the lock file says it exactly"),
        pytest.param({"main": REQUIRED % "~> 3.0", "lock": LOCK % "4.57.0"}, Provider("azurerm", "4.57.0"), id="the lock file beats constraints"),
        pytest.param({"main": REQUIRED % "~> 4.40"}, Provider("azurerm", "~> 4.40"), id="a constraint"),
        pytest.param({"main": REQUIRED % ">= 4", "more": REQUIRED % "< 5"}, Provider("azurerm", ">= 4, < 5"), id="constraints of several files hold together"),
        pytest.param({"main": 'provider "azurerm" {\n  version = "~> 2.99"\n}\n'}, Provider("azurerm", "~> 2.99"), id="a constraint in the provider block, as of old"),
        pytest.param({"main": 'terraform {\n  required_providers {\n    azurerm = "~> 3.90"\n  }\n}\n'}, Provider("azurerm", "~> 3.90"), id="a bare constraint"),
        pytest.param({"main": (REQUIRED % "~> 3.40").replace("azurerm = {", "rm = {")}, Provider("azurerm", "~> 3.40"), id="a constraint under another name of the module's own"),
        pytest.param({"main": (REQUIRED % "~> 3.40").replace("hashicorp/", "else/")}, Provider("azurerm", None, assumed=True), id="a constraint on another provider under that name"),
        pytest.param({"json": IN_JSON % '{"azurerm": {"source": "hashicorp/azurerm", "version": "~> 3.50"}}'}, Provider("azurerm", "~> 3.50"), id="a constraint in JSON"),
        pytest.param({"json": IN_JSON % '[{"azurerm": "~> 3.60"}, {"azapi": "~> 2.0"}]'}, Provider("azurerm", "~> 3.60"), id="a bare constraint in a list in JSON"),
        pytest.param({"json": IN_JSON % '"~> 3.60"'}, Provider("azurerm", None, assumed=True), id="a text in JSON where an object belongs"),
        pytest.param({"main": ""}, Provider("azurerm", None, assumed=True), id="nothing: it is assumed"),
        pytest.param({"main": REQUIRED % "~> 4.40", "lock": LOCK.replace("hashicorp", "other") % "1.0.0"}, Provider("azurerm", "~> 4.40"), id="the lock file has another provider of that name"),
    ],
)  # fmt: skip
def test_the_version_stands_in_the_lock_file_else_in_constraints(
    tmp_path: Path, files: dict[str, str], provider: Provider
) -> None:
    assert _azurerm(tmp_path, **files) == provider


@pytest.mark.parametrize(
    ("said", "version"),
    [
        pytest.param("4.57.0", Version(4, 57), id="exact"),
        pytest.param("= 3.90.0", Version(3, 90), id="exact with its sign"),
        pytest.param("~> 4.40", NEWEST[4], id="any minor of a major"),
        pytest.param("~> 4.40.0", Version(4, 40), id="any patch of a minor: nothing newer is allowed"),
        pytest.param("~> 3.100", NEWEST[3], id="an older major"),
        pytest.param(">= 4.0, < 5.0, != 4.30.0", NEWEST[4], id="a span with a hole"),
        pytest.param("> 3, != 4.81.0, < 5", Version(4, 80), id="the newest is ruled out: the one before it"),
        pytest.param("< 3.0", Version(2, 99), id="older than a version that is known"),
        pytest.param("<= 4.50", Version(4, 50), id="a ceiling among those that are known"),
        pytest.param("~> 3", NEWEST[3], id="a major"),
        pytest.param(">= 3.99", NEWEST[5], id="no ceiling: the newest"),
        pytest.param("> 3.99, < 4", NEWEST[3], id="a ceiling"),
        pytest.param("~> 2.99", Version(2, 99), id="older than all that is known: the bound"),
        pytest.param(">= 99", Version(99), id="newer than all that is known: the bound"),
        pytest.param("v4.1.0", Version(4, 1), id="with a letter"),
        pytest.param("nonsense", NEWEST[5], id="nothing that is a constraint: the newest"),
        pytest.param(None, NEWEST[5], id="nothing: the newest"),
    ],
)  # fmt: skip
def test_rules_judge_by_the_newest_version_that_constraints_allow(said: str | None, version: Version) -> None:
    assert version_of(Provider("azurerm", said, assumed=said is None)) == version
