"""`aksnet.to_text` writes what the commands print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import aksnet
from aksnet import UsageError
from aksnet.facts import choices
from calling import Call
from places import SPECS
from rendering import TODAY

MADE: dict[str, tuple[tuple[str, ...], Callable[[], Any]]] = {
    "check": (choices.REPORTS, lambda: aksnet.check(aksnet.load(str(SPECS["kubenet"])), today=TODAY)),
    "plan": (choices.PLANS, lambda: aksnet.plan(aksnet.load(str(SPECS["kubenet"])))),
    "migrate": (choices.MIGRATIONS, lambda: aksnet.migrate("old.yaml", "new.yaml", today=TODAY)),
}

# With azurerm 4.57.0 the way to overlay replaces the cluster, which is told and fails nothing.
KUBENET = """\
terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm", version = "4.57.0" }
  }
}

resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"

  network_profile {
    network_plugin = "kubenet"
    pod_cidr       = "10.244.0.0/16"
  }
}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, plugin in (("old.yaml", "kubenet"), ("new.yaml", "overlay")):
        (tmp_path / name).write_text(
            f"name: prod\nnetwork: {{plugin: {plugin}, pod_cidr: 10.244.0.0/16}}\n", encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("command", "output_format"), [(command, one) for command, (formats, _) in MADE.items() for one in formats]
)
def test_it_writes_what_the_command_prints(
    command: str, output_format: str, aksnet: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aksnet import to_text

    monkeypatch.setenv("NO_COLOR", "1")
    day = () if command == "plan" else ("--today", TODAY.isoformat())
    paths = ("old.yaml", "new.yaml") if command == "migrate" else (str(SPECS["kubenet"]),)
    done = aksnet(command, *paths, "--format", output_format, *day)
    assert to_text(MADE[command][1](), output_format) == done.out


@pytest.mark.parametrize("output_format", choices.MIGRATIONS)
@pytest.mark.parametrize("to", ["overlay", "kubenet"])
def test_the_way_to_a_mode_is_written_with_the_gate_of_the_command(
    to: str, output_format: str, aksnet: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aksnet import migrate, to_text

    monkeypatch.setenv("NO_COLOR", "1")
    Path("main.tf").write_text(KUBENET, encoding="utf-8")
    done = aksnet("migrate", "--to", to, "main.tf", "--format", output_format, "--today", TODAY.isoformat())
    migration = migrate("main.tf", to=to, today=TODAY)
    assert to_text(migration, output_format) == done.out
    assert (done.code, migration.failing) == (0, ())


@pytest.mark.parametrize("command", MADE)
def test_json_is_json(command: str) -> None:
    assert json.loads(aksnet.to_text(MADE[command][1](), "json"))["version"] == 1


@pytest.mark.parametrize("command", MADE)
def test_a_format_that_is_none_is_a_usage_error(command: str) -> None:
    with pytest.raises(UsageError, match=r"output_format: error: 'pdf' is none of text, json"):
        aksnet.to_text(MADE[command][1](), "pdf")


@pytest.mark.parametrize(
    ("result", "output_format", "message"),
    [
        pytest.param([], "text", "aksnet.to_text takes a Report, a Plan or a Migration, and this is a list", id="a list"),
        pytest.param("x", "text", "aksnet.to_text takes a Report, a Plan or a Migration, and this is a str", id="a text"),
        pytest.param(None, 5, "output_format takes a text, and this is an int", id="a format that is a number"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(result: Any, output_format: Any, message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        aksnet.to_text(result, output_format)
