"""Users' templates for Terraform whose files refer to what none of them declares: told at the part that is at fault."""

from __future__ import annotations

import pytest

from own import OUTPUTS, rendered, told
from rendering import WHOLE

NETWORK, MAIN, VARIABLES = (f"terraform/{name}.tf.j2" for name in ("network", "main", "variables"))
PROVIDER = 'provider "azurerm" {\nfeatures {}\n}\n'
X = 'output "x" {\nvalue = '


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({NETWORK: "# nothing\n"}, f"t/{NETWORK}: error: what this makes has no azurerm_subnet.nodes, which main.tf uses\n  hint: in: scope = azurerm_subnet.nodes.id", id="a network that is left out"),
        pytest.param({NETWORK: "# nothing\n", "terraform/tags.tf.j2": "", "terraform/provider.tf.j2": PROVIDER}, f"t/{NETWORK}: error: what this makes has no azurerm_subnet.nodes", id="a network that is left out beside other parts"),
        pytest.param({MAIN: "# nothing\n", "terraform/provider.tf.j2": PROVIDER}, f"t/{MAIN}: error: what this makes has no azurerm_kubernetes_cluster.this, which outputs.tf uses", id="a part with all that it includes"),
        pytest.param({VARIABLES: "# nothing\n", "terraform/provider.tf.j2": PROVIDER}, f"t/{VARIABLES}: error: what this makes has no var.resource_group_name, which main.tf uses", id="variables that are left out"),
        pytest.param({VARIABLES: 'variable "name" {\n}\nvariable "location" {\n}\nvariable "resource_group_name" {\n}\n'}, f"t/{VARIABLES}: error: what this makes has no var.subscription_id, which versions.tf uses", id="a variable that the provider uses"),
        pytest.param({OUTPUTS: f"{X}var.nope\n}}\n"}, f"t/{OUTPUTS}:2: error: nothing declares var.nope\n  hint: declare it", id="a variable"),
        pytest.param({OUTPUTS: f'{X}"a-${{local.nope}}"\n}}\n'}, f"t/{OUTPUTS}:2: error: nothing declares local.nope", id="a local value in a text"),
        pytest.param({OUTPUTS: f"{X}module.nope.id\n}}\n"}, f"t/{OUTPUTS}:2: error: nothing declares module.nope", id="a module"),
        pytest.param({OUTPUTS: f"{X}data.azurerm_subnet.nope.id\n}}\n"}, f"t/{OUTPUTS}:2: error: nothing declares data.azurerm_subnet.nope", id="data"),
        pytest.param({OUTPUTS: f"{X}[for s in azurerm_nat_gateway.nope[*].id : s]\n}}\n"}, f"t/{OUTPUTS}:2: error: nothing declares azurerm_nat_gateway.nope", id="a resource in a loop"),
        pytest.param({"terraform/tags.tf.j2": "\ntags = merge(var.tagz, {})\n"}, "t/terraform/tags.tf.j2:2: error: nothing declares var.tagz", id="a variable in a part that many include"),
        pytest.param({OUTPUTS: f"{X}[var.a, local.b]\n}}\n"}, f"t/{OUTPUTS}:2: error: nothing declares local.b", id="two names, both told"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_told(files: dict[str, str], said: str) -> None:
    assert said in told(files, sample="pod-subnet")


@pytest.mark.parametrize(
    "template",
    [
        pytest.param(f"{X}var.name\n}}\n", id="a variable of another file"),
        pytest.param(f'variable "mine" {{\n}}\n{X}var.mine\n}}\n', id="a variable of its own"),
        pytest.param(f"locals {{\na = 1\n}}\n{X}local.a\n}}\n", id="a local value of its own"),
        pytest.param(f'data "azurerm_client_config" "now" {{\n}}\n{X}data.azurerm_client_config.now.object_id\n}}\n', id="data of its own"),
        pytest.param(f'resource "random_string" "x" {{\nlength = 4\n}}\n{X}random_string.x.result\n}}\n', id="a resource of another provider"),
        pytest.param(f"{X}[for var in [{{ a = 1 }}] : var.a]\n}}\n", id="a name of a loop"),
        pytest.param('resource "azurerm_public_ip" "x" {\nprovider = azurerm.other\ndynamic "node_pool" {\nfor_each = [1]\ncontent {\na = node_pool.value\n}\n}\nlifecycle {\nignore_changes = [tags]\n}\n}\n', id="what looks like a resource and is none"),
        pytest.param("# var.nope\n", id="a comment"),
    ],
)  # fmt: skip
def test_what_is_there_is_not_told(template: str) -> None:
    assert rendered({OUTPUTS: template})["outputs.tf"]


@pytest.mark.parametrize("dialect", ["terraform", "azurerm-4", "azurerm-3", "azapi"])
def test_a_resource_that_is_left_out_is_told_in_every_dialect(dialect: str) -> None:
    said = told({"terraform/identity.tf.j2": ""}, WHOLE[dialect], "kubenet")
    assert "t/terraform/identity.tf.j2: error: what this makes has no azurerm_user_assigned_identity.this" in said
