"""`aksnet import` of a cluster that is read twice, that leaves something to whoever deploys, or that is read in part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from calling import Call

CLUSTER = """resource "azurerm_kubernetes_cluster" "this" {
  name                = "prod"
  location            = LOCATION
  resource_group_name = GROUP
  dns_prefix          = "prod"
  sku_tier            = "Standard"

  default_node_pool {
    name       = "system"
    vm_size    = "Standard_D4s_v5"
    node_count = 3
  }

  identity {
    type = "SystemAssigned"
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    pod_cidr            = "10.244.0.0/16"
  }
}
variable "location" {}
variable "rg" {}
"""
KNOWN = CLUSTER.replace("LOCATION", '"westeurope"').replace("GROUP", '"rg"')
OPEN = CLUSTER.replace("LOCATION", "var.location").replace("GROUP", "var.rg")
ID = "/subscriptions/0-0/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod"


def live(pod_cidr: str = "10.244.0.0/16", **pool: Any) -> str:
    """What Azure answers of it."""
    system = {"name": "system", "mode": "System", "count": 3, "vmSize": "Standard_D4s_v5", "osType": "Linux", **pool}
    profile = {
        "networkPlugin": "azure",
        "networkPluginMode": "overlay",
        "networkDataplane": "azure",
        "podCidr": pod_cidr,
        "podCidrs": [pod_cidr],
        "serviceCidr": "10.0.0.0/16",
        "dnsServiceIP": "10.0.0.10",
        "outboundType": "loadBalancer",
        "loadBalancerSku": "standard",
    }
    return json.dumps(
        {
            "id": ID,
            "name": "prod",
            "resourceGroup": "rg",
            "location": "westeurope",
            "dnsPrefix": "prod",
            "sku": {"name": "Base", "tier": "Standard"},
            "identity": {"type": "SystemAssigned"},
            "networkProfile": profile,
            "agentPoolProfiles": [system],
        }
    )


def _write(files: Mapping[str, str]) -> None:
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")


def test_two_readings_that_agree_are_one(aksnet: Call) -> None:
    _write({"main.tf": KNOWN, "live.json": live()})
    done = aksnet("import", ".")
    assert done.code == 0
    assert done.err.endswith("imported prod from main.tf; verified: it means the same\n")


@pytest.mark.parametrize(
    ("answer", "path", "here", "there"),
    [
        pytest.param(
            live("10.99.0.0/16"),
            "networkProfile.podCidr",
            "10.99.0.0/16",
            "10.244.0.0/16 at main.tf:21:5",
            id="of a cluster",
        ),
        pytest.param(
            live(vmSize="Standard_D8s_v5"),
            "agentPoolProfiles[system].vmSize",
            "Standard_D8s_v5",
            "Standard_D4s_v5 at main.tf:10:5",
            id="of a pool",
        ),
    ],
)
def test_two_readings_that_disagree_are_told_with_both_values(
    aksnet: Call, answer: str, path: str, here: str, there: str
) -> None:
    _write({"main.tf": KNOWN, "live.json": answer})
    done = aksnet("import", ".")
    assert done.code == 1
    assert f"note: {path} is {here} here, and {there}: the spec says the latter\n" in done.err
    assert done.err.endswith("what was read of it does not agree: see the notes above\n")
    (cluster,) = json.loads(aksnet("import", ".", "--format", "json").out)["clusters"]
    assert cluster["same"] is False


def test_a_reading_that_knows_the_location_and_the_group_gives_them(aksnet: Call) -> None:
    _write({"main.tf": OPEN, "live.json": live()})
    done = aksnet("import", ".")
    spec = yaml.safe_load(done.out)
    assert (done.code, spec["location"], spec["resource_group"]) == (0, "westeurope", "rg")
    assert "whoever deploys" not in done.out + done.err
    assert "says it, and here var.location has no value\nlocation: westeurope\n" in done.out


def test_what_whoever_deploys_gives_is_told(aksnet: Call) -> None:
    _write({"main.tf": OPEN})
    done = aksnet("import", ".")
    assert (done.code, set(yaml.safe_load(done.out)) & {"location", "resource_group"}) == (0, set())
    told = ["location: main.tf:3:3: var.location has no value", "resource_group: main.tf:4:3: var.rg has no value"]
    assert done.err.splitlines() == [
        "whoever deploys gives:",
        *(f"  {one}" for one in told),
        "imported prod from main.tf; verified: it means the same, but for what whoever deploys gives",
    ]
    assert done.out.splitlines()[1:3] == [f"# whoever deploys gives {one}" for one in told]
    (cluster,) = json.loads(aksnet("import", ".", "--format", "json").out)["clusters"]
    assert [(one["name"], one["line"]) for one in cluster["given"]] == [("location", 3), ("resource_group", 4)]


def test_clusters_of_a_fleet_that_leave_the_same_open_tell_it_once(aksnet: Call) -> None:
    _write(
        {"main.tf": OPEN, "other.tf": KNOWN.split("variable")[0].replace("prod", "test").replace('"this"', '"test"')}
    )
    done = aksnet("import", ".")
    assert "  location of prod: main.tf:3:3: var.location has no value\n" in done.err
    assert done.err.count("whoever deploys gives") == 2


NETWORK = """resource "azapi_resource" "net" {
  type      = "Microsoft.Network/virtualNetworks@2024-05-01"
  name      = "v"
  parent_id = "/subscriptions/0/resourceGroups/rg-net"
  body      = { properties = { addressSpace = { addressPrefixes = ["10.1.0.0/16"] } } }
}
"""


def test_a_network_that_no_cluster_is_known_to_be_in_is_told(aksnet: Call) -> None:
    _write({"main.tf": KNOWN, "net.tf": NETWORK})
    done = aksnet("import", ".")
    note = "net.tf:1:1: note: no cluster is known to be in the network azapi_resource.net: it is in no spec\n"
    assert (done.code, note in done.err) == (0, True)


@pytest.mark.parametrize(
    ("files", "name"),
    [
        pytest.param(
            {"main.tf": KNOWN.replace('"10.244.0.0/16"', '"10.244.0.0/16')},
            "main.tf:1:1: error: the cluster azurerm_kubernetes_cluster.this begins here",
            id="a cluster with a quote that is not closed",
        ),
        pytest.param(
            {
                "main.tf": KNOWN,
                "b.tf": KNOWN.split("variable")[0].replace("prod", "test").replace('"this"', '"b"')[:-3],
            },
            "b.tf:1:1: error: the cluster azurerm_kubernetes_cluster.b begins here",
            id="half a cluster beside a whole one",
        ),
        pytest.param(
            {"main.bicep": "resource aks 'Microsoft.ContainerService/managedClusters@2026-03-01' = {\n  name: 'a\n"},
            "main.bicep:1:1: error: the cluster aks begins here",
            id="half a resource of Bicep",
        ),
        pytest.param(
            {"a.json": live()[:-9].replace('"name": "prod"', '"type": "Microsoft.ContainerService/ManagedClusters"')},
            "a.json:1: error: the cluster begins here",
            id="half an answer",
        ),
    ],
)
def test_a_cluster_that_is_not_read_as_a_whole_is_named(aksnet: Call, files: dict[str, str], name: str) -> None:
    _write(files)
    done = aksnet("import", ".")
    assert done.code in (1, 2)
    assert f"{name}, and could not be read as a whole\n" in done.err


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(KNOWN + "locals {\n  a = \n}\n", id="a fault in another block"),
        pytest.param(
            KNOWN.replace("  name ", "  count = 0\n  name ") + "locals {\n  a = \n}\n" + KNOWN.split("variable")[0].replace('"this"', '"b"'),
            id="a fault in another block, after a cluster that is not made",
        ),
    ],
)  # fmt: skip
def test_a_cluster_beside_a_fault_is_not_blamed(aksnet: Call, text: str) -> None:
    _write({"main.tf": text})
    done = aksnet("import", ".")
    assert (done.code, "as a whole" in done.err) == (1, False)
