"""Which clusters of a run are told twice: by a spec, and by what is generated of it or was imported into it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from calling import Call
from migrating import TERRAFORM, write

SUBNET = (
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg"
    "/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes"
)
IN_SUBNET = TERRAFORM.replace('"system"\n', f'"system"\n    vnet_subnet_id = "{SUBNET}"\n')
LISTED = f"""name: prod
location: westeurope
resource_group: rg-prod
network: {{plugin: node-subnet}}
pools:
- {{name: system, mode: System, vm_size: Standard_D4s_v5, count: 3, max_pods: 30, subnet: {SUBNET}}}
"""
OPEN_GROUP = IN_SUBNET.replace('"rg-prod"', "var.group") + 'variable "group" {\n}\n'


@pytest.mark.parametrize(
    ("texts", "once"),
    [
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/main.tf": IN_SUBNET}, True, id="a spec and the Terraform that it was imported from"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/tf/main.tf": IN_SUBNET}, True, id="in a folder of its own, with the same resource group"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/main.tf": OPEN_GROUP}, True, id="beside it, where the resource group cannot be told"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/tf/main.tf": OPEN_GROUP}, False, id="elsewhere, where the resource group cannot be told"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/main.tf": IN_SUBNET.replace("rg-prod", "rg-two")}, False, id="another resource group"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/main.tf": IN_SUBNET.replace("westeurope", "northeurope")}, False, id="another location"),
        pytest.param({"infra/aksnet.yaml": LISTED, "infra/main.tf": IN_SUBNET.replace('"prod"', '"prod2"', 1)}, False, id="another name"),
        pytest.param({"infra/a/main.tf": IN_SUBNET, "infra/b/main.tf": IN_SUBNET}, False, id="two of Terraform, of which none is a spec"),
    ],
)  # fmt: skip
def test_a_plan_counts_a_cluster_once(texts: dict[str, str], once: bool, aksnet: Call, tmp_path: Path) -> None:
    write(tmp_path, texts)
    done = aksnet("plan", "infra", "--format", "json")
    (nodes,) = (one for one in json.loads(done.out)["ranges"] if one["kind"] == "node subnet")
    assert len(nodes["clusters"]) == (1 if once else 2)
    assert ("this is the cluster 'prod' of infra/aksnet.yaml:1:1 once more, and is counted once" in done.err) == once


OVERLAY = """resource "azurerm_kubernetes_cluster" "prod" {
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg-prod"
  dns_prefix          = "prod"
  identity {
    type = "SystemAssigned"
  }
  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }
  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "10.244.0.0/16"
    service_cidr        = "172.16.0.0/16"
    dns_service_ip      = "172.16.0.10"
  }
}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param("= 3\n", "= 30\n", "the largest size of the pool 'system' is 30 here, and 3 there", id="more nodes"),
        pytest.param("10.244.0.0/16", "10.244.0.0/20", "the pod CIDR is 10.244.0.0/20 here, and 10.244.0.0/16 there", id="a smaller pod CIDR"),
        pytest.param("172.16.0", "172.17.0", "the service CIDR is 172.17.0.0/16 here, and 172.16.0.0/16 there", id="another service CIDR"),
        pytest.param("= 3\n", "= 3\n    max_pods = 60\n", "maxPods of the pool 'system' is 60 here, and 250 there", id="other maxPods than the default"),
        pytest.param("= 3\n", "= 3\n    max_pods = 250\n", None, id="the default of maxPods, stated"),
        pytest.param("= 3\n", "= var.nodes\n", None, id="a count that cannot be told"),
        pytest.param('"system"', '"first"', "the list of pools is first here, and system there", id="another pool"),
    ],
)  # fmt: skip
def test_a_cluster_with_other_figures_than_its_spec_is_counted_beside_it(
    old: str, new: str, told: str | None, aksnet: Call, tmp_path: Path
) -> None:
    write(tmp_path, {"infra/main.tf": OVERLAY})
    assert aksnet("import", "infra", "-o", "infra/aksnet.yaml").code == 0
    write(tmp_path, {"infra/main.tf": OVERLAY.replace(old, new) + 'variable "nodes" {}\n'})
    done = aksnet("plan", "infra", "--format", "json")
    assert len(json.loads(done.out)["clusters"]) == (1 if told is None else 2)
    assert ("and is counted once" in done.err) == (told is None)
    assert told is None or f"once more, but the two differ, and both are counted: {told}" in done.err


def test_what_is_generated_of_a_spec_has_its_figures(aksnet: Call, tmp_path: Path) -> None:
    """With the autoscaler Terraform says no count, and the spec the least that it leaves."""
    write(tmp_path, {"infra/aksnet.yaml": "name: prod\nlocation: westeurope\nnetwork: {plugin: overlay}\npools:\n- {name: system, mode: System, vm_size: Standard_D4s_v5, min: 3, max: 10}\n"})  # fmt: skip
    assert aksnet("gen", "--file", "infra/aksnet.yaml", "--emit", "cluster", "-o", "infra").code == 0
    assert "and is counted once" in aksnet("plan", "infra").err


KUBENET = IN_SUBNET.replace('network_plugin = "azure"', 'network_plugin = "kubenet"')


@pytest.mark.parametrize(
    ("second", "alone"),
    [
        pytest.param(KUBENET, True, id="the Terraform that it was imported from"),
        pytest.param(KUBENET.replace('"prod"', '"other"', 1), False, id="another cluster in the same subnet"),
    ],
)
def test_a_spec_and_its_terraform_are_no_two_kubenet_clusters_of_one_subnet(
    second: str, alone: bool, aksnet: Call, tmp_path: Path
) -> None:
    write(tmp_path, {"infra/aksnet.yaml": LISTED.replace("node-subnet", "kubenet"), "infra/main.tf": second})
    assert ("AKN361" in aksnet("check", "infra").out) is not alone
