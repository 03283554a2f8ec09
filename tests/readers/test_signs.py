"""The sign of a value that cannot be told: the same for what says the same, another where anything under it changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.view import Unknown, Value

_CLUSTER = """
resource "azurerm_kubernetes_cluster" "aks" {{
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg"
  default_node_pool {{
    name    = "system"
    vm_size = "Standard_D4s_v5"
  }}
  network_profile {{
    network_plugin = "azure"
    pod_cidr       = {0}
  }}
}}
variable "a" {{
}}
variable "b" {{
}}
variable "on" {{
}}
variable "net" {{
}}
"""
_BLOCK = """
resource "azurerm_kubernetes_cluster" "aks" {{
  name     = "prod"
  location = "westeurope"
  dynamic "network_profile" {{
    for_each = {0}
    content {{
      network_plugin = "azure"
      pod_cidr       = {1}
    }}
  }}
}}
variable "a" {{
}}
variable "b" {{
}}
"""
_CALLED = """
module "aks" {{
  source = "./called"
  cidr   = {0}
}}
variable "a" {{
}}
variable "b" {{
}}
"""
_MODULE = _CLUSTER.format("local.range") + 'variable "cidr" {\n}\nlocals {\n  range = "${var.cidr}/16"\n}\n'


def _tf(expression: str, more: str = "") -> dict[str, str]:
    return {"main.tf": _CLUSTER.format(expression) + more}


def _locals(text: str) -> str:
    return f"\nlocals {{\n  {text}\n}}\n"


def _data(kind: str, body: str) -> str:
    return f'\ndata "{kind}" "x" {{\n  {body}\n}}\n'


def _module(argument: str) -> str:
    return f'\nmodule "net" {{\n  source = "Azure/network/azurerm"\n  {argument}\n}}\n'


def _bicep(expression: str, more: str = "", properties: str = "") -> dict[str, str]:
    said = properties or f"podCidr: {expression}"
    text = (
        "param a string\nparam b string\nparam on bool\nparam net object\n"
        f"{more}\nresource aks 'Microsoft.ContainerService/managedClusters@2025-10-01' = {{\n  name: 'prod'\n"
        f"  properties: {{\n    networkProfile: {{\n      {said}\n    }}\n  }}\n}}\n"
    )
    return {"main.bicep": text}


def _arm(expression: str, variables: dict[str, object] | None = None) -> dict[str, str]:
    resource = {
        "type": "Microsoft.ContainerService/managedClusters",
        "apiVersion": "2025-10-01",
        "name": "prod",
        "properties": {"networkProfile": {"podCidr": expression}},
    }
    template = {
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "parameters": {"a": {"type": "string"}, "b": {"type": "string"}},
        "variables": variables or {},
        "resources": [resource],
    }
    return {"main.json": json.dumps(template)}


def _value(files: dict[str, str], folder: Path) -> Value:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    views = [view for one in read(Request((str(folder),))) for view in views_of(one)]
    found = views[0].told("networkProfile.podCidr")
    assert found is not None
    return found


def _unknown(files: dict[str, str], folder: Path) -> Unknown:
    data = _value(files, folder).data
    assert isinstance(data, Unknown)
    return data


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_tf("var.a"), _tf("var.a"), id="a variable without a value"),
        pytest.param(_tf('"${var.a}/16"'), _tf('  "${ var.a }/16" # the pods'), id="blanks and comments"),
        pytest.param(_tf("local.x", _locals("x = var.a")), _tf("local.y", _locals("y = var.a")), id="a local of another name"),
        pytest.param(_tf('"${var.a}${local.x}"', _locals("x = 16")), _tf('"${var.a}${local.y}"', _locals("y = 16")), id="a known local of another name"),
        pytest.param(_tf("local.x.a", _locals("x = { a = var.a, b = 1 }")), _tf("local.x.a", _locals("x = { a = var.a, b = 2 }")), id="another member beside it"),
        pytest.param(_tf("data.azurerm_x.x.cidr", _data("azurerm_x", 'name = "n"')), _tf("data.azurerm_x.x.cidr", _data("azurerm_x", 'name = "n"')), id="a data source"),
        pytest.param(_tf("module.net.cidr", _module('name = "n"')), _tf("module.net.cidr", _module('name = "n"\n  tags = { a = "b" }')), id="other tags of a module that is not here"),
        pytest.param({"main.tf": _BLOCK.format("var.a", '"10.0.0.0/16"')}, {"main.tf": _BLOCK.format("var.a", '"10.0.0.0/16"')}, id="a dynamic block"),
        pytest.param({"main.tf": _CALLED.format("var.a"), "called/main.tf": _MODULE}, {"main.tf": _CALLED.format("var.a"), "called/main.tf": _MODULE}, id="through an argument and a local of a module"),
        pytest.param(_bicep("a"), _bicep("a"), id="a parameter of Bicep"),
        pytest.param(_bicep("x", "var x = '${a}/16'"), _bicep("y", "var y = '${a}/16'"), id="a variable of Bicep of another name"),
        pytest.param(_arm("[concat(parameters('a'), '/16')]"), _arm("[concat( parameters('a'), '/16' )]"), id="an expression of a template"),
    ],
)  # fmt: skip
def test_what_says_the_same_has_the_same_sign(one: dict[str, str], other: dict[str, str], tmp_path: Path) -> None:
    left, right = (_unknown(files, tmp_path / name) for files, name in ((one, "one"), (other, "other")))
    assert left.sign is not None
    assert left.same(right)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(_tf("var.net.a"), _tf("var.net.b"), id="another member of a variable without a value"),
        pytest.param(_tf('"${var.a}.0.0/16"'), _tf('"${var.a}.64.0/18"'), id="another text around a variable"),
        pytest.param(_tf("cidrsubnet(var.a, 8, 1)"), _tf("cidrsubnet(var.a, 8, 2)"), id="another argument of a function"),
        pytest.param(_tf('var.on ? "10.0.0.0/16" : var.a'), _tf('var.on ? "10.9.0.0/16" : var.a'), id="another arm of a conditional"),
        pytest.param(_tf("var.on ? local.x : local.y", _locals("x = 1\n  y = 2")), _tf("var.on ? local.x : local.y", _locals("x = 3\n  y = 4")), id="both arms changed underneath"),
        pytest.param(_tf("local.x", _locals('x = "${var.a}/16"')), _tf("local.x", _locals('x = "${var.a}/17"')), id="a local that changed underneath"),
        pytest.param(_tf("local.x.a", _locals('x = merge({ a = 1 }, jsondecode(var.a))')), _tf("local.x.a", _locals('x = merge({ a = 2 }, jsondecode(var.a))')), id="a local out of a function"),
        pytest.param(_tf('"${var.a}${var.c}"', 'variable "c" {\n  default = "/16"\n}\n'), _tf('"${var.a}${var.c}"', 'variable "c" {\n  default = "/17"\n}\n'), id="a default that changed underneath"),
        pytest.param(_tf("var.c", 'variable "c" {\n  sensitive = true\n  default = "a"\n}\n'), _tf("var.c", 'variable "c" {\n  sensitive = true\n  default = "b"\n}\n'), id="the default of what is sensitive"),
        pytest.param(_tf("data.azurerm_x.x.a", _data("azurerm_x", "")), _tf("data.azurerm_x.x.b", _data("azurerm_x", "")), id="another attribute of a data source"),
        pytest.param(_tf("data.azurerm_x.x.a", _data("azurerm_x", 'name = "n"')), _tf("data.azurerm_x.x.a", _data("azurerm_x", 'name = "m"')), id="a data source of something else"),
        pytest.param(_tf("module.net.cidrs[0]", _module("")), _tf("module.net.cidrs[1]", _module("")), id="another item of an output"),
        pytest.param(_tf("module.net.cidr", _module('space = "10.0.0.0/8"')), _tf("module.net.cidr", _module('space = "11.0.0.0/8"')), id="a module that is given something else"),
        pytest.param({"main.tf": _CALLED.format("var.a"), "called/main.tf": _MODULE}, {"main.tf": _CALLED.format('"${var.a}0"'), "called/main.tf": _MODULE}, id="another argument of a module"),
        pytest.param({"main.tf": _CALLED.format("var.a"), "called/main.tf": _MODULE}, {"main.tf": _CALLED.format("var.a"), "called/main.tf": _MODULE.replace("/16", "/17")}, id="a local in a module"),
        pytest.param({"main.tf": _BLOCK.format("var.a", '"10.0.0.0/16"')}, {"main.tf": _BLOCK.format("var.a", '"10.9.0.0/16"')}, id="another content of a dynamic block"),
        pytest.param(_bicep("net.a"), _bicep("net.b"), id="another member of a parameter of Bicep"),
        pytest.param(_bicep("x", "var x = '${a}/16'"), _bicep("x", "var x = '${a}/17'"), id="a variable of Bicep that changed underneath"),
        pytest.param(_bicep("'${a}${c}'", "param c string = '/16'"), _bicep("'${a}${c}'", "param c string = '/17'"), id="a default of Bicep that changed underneath"),
        pytest.param(_bicep("on ? '10.0.0.0/16' : a"), _bicep("on ? '10.9.0.0/16' : a"), id="another arm of a conditional of Bicep"),
        pytest.param(_arm("[concat(parameters('a'), '/16')]"), _arm("[concat(parameters('a'), '/17')]"), id="another text of a template"),
        pytest.param(_arm("[variables('x')]", {"x": "[concat(parameters('a'), '/16')]"}), _arm("[variables('x')]", {"x": "[concat(parameters('a'), '/17')]"}), id="a variable of a template that changed underneath"),
    ],
)  # fmt: skip
def test_what_says_something_else_has_another_sign(one: dict[str, str], other: dict[str, str], tmp_path: Path) -> None:
    left, right = (_unknown(files, tmp_path / name) for files, name in ((one, "one"), (other, "other")))
    assert not left.same(right)
    assert None not in (left.sign, right.sign)


def test_without_a_sign_nothing_is_the_same() -> None:
    assert not Unknown("lost").same(Unknown("lost"))
    assert Unknown("lost") == Unknown("lost", sign="x")


def test_a_secret_has_a_sign_and_does_not_show_in_it(tmp_path: Path) -> None:
    first, second = (_secret(word, tmp_path / word) for word in ("hunter2", "hunter3"))
    assert first.sign is not None
    assert not first.same(second)
    assert "hunter" not in repr(first)


def _secret(word: str, folder: Path) -> Unknown:
    folder.mkdir()
    text = f'  service_principal {{\n    client_id = "x"\n    client_secret = "{word}"\n  }}\n  network_profile'
    body = _CLUSTER.format('"10.0.0.0/16"').replace("  network_profile", text)
    (folder / "main.tf").write_text(body, encoding="utf-8")
    view = next(view for one in read(Request((str(folder),))) for view in views_of(one))
    assert view.declared is not None
    data = view.declared.written["service_principal.client_secret"].data
    assert isinstance(data, Unknown)
    return data
