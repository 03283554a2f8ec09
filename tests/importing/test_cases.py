"""What an import makes of values that are there, that cannot be told, that no spec has, and of modes that do not exist."""

from __future__ import annotations

import json
from functools import reduce
from typing import Any

import pytest

from aksnet.errors import SpecError
from aksnet.importing.apart import Member, told_apart
from aksnet.importing.imported import Imported
from aksnet.spec.placeholders import is_placeholder
from clusters_to_import import ANSWER, OVERLAY, SUBNET_ID, VNET, arm, cluster
from hostile import HOSTILE
from importing import import_of, imports_of, view_again


def at(one: Imported, path: str) -> object:
    """What the spec says at a dotted path; None where it says nothing."""
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]

    def below(node: Any, step: str | int) -> Any:
        inside = isinstance(node, list) and isinstance(step, int) and step < len(node)
        return node[step] if inside else node.get(step) if isinstance(node, dict) else None

    return reduce(below, steps, one.spec)


def left_of(one: Imported) -> dict[str, str]:
    """What is left, by its path in ARM's terms, with the reason."""
    return {row.arm: row.why for row in one.left}


WINDOWS = 'resource "azurerm_kubernetes_cluster_node_pool" "win" {\nkubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id\nname = "win"\nos_type = "Windows"\nvm_size = "Standard_D4s_v5"\nnode_count = 1\n}\n'  # fmt: skip
SAID = [
    pytest.param(cluster(), {"name": "shop", "location": "westeurope", "network": {"plugin": "overlay"}}, id="the defaults of a provider are not said"),
    pytest.param(cluster(), {"dns_prefix": None}, id="a DNS prefix that follows from the name is not said"),
    pytest.param(cluster(more='sku_tier = "Free"'), {"tier": "Free"}, id="a default that somebody wrote is said"),
    pytest.param(cluster(OVERLAY + '\npod_cidr = "10.244.0.0/16"'), {"network.pod_cidr": "10.244.0.0/16"}, id="a range that somebody wrote is said"),
    pytest.param(cluster(OVERLAY + '\nservice_cidr = "172.16.0.0/16"\ndns_service_ip = "172.16.0.10"'), {"network.dns_service_ip": None}, id="the tenth address is not said"),
    pytest.param(cluster(OVERLAY + '\nservice_cidr = "172.16.0.0/16"\ndns_service_ip = "172.16.0.53"'), {"network.dns_service_ip": "172.16.0.53"}, id="another address is said"),
    pytest.param(cluster('network_plugin = "azure"'), {"network.plugin": "node-subnet"}, id="without a mode and pod subnets it is node subnet"),
    pytest.param(cluster('network_plugin = "azure"\nnetwork_data_plane = "cilium"'), {"network.plugin": "cilium", "network.ipam": "node-subnet"}, id="the data plane makes it Cilium"),
    pytest.param(cluster('network_plugin = "azure"', "pod_subnet_id = azurerm_subnet.nodes.id", beside=VNET), {"network.plugin": "pod-subnet", "pools.0.pod_subnet": "nodes"}, id="a pod subnet makes it pod subnet"),
    pytest.param(cluster('network_plugin = "none"'), {"network.plugin": "byo"}, id="no plugin is one of your own"),
    pytest.param(cluster('network_plugin = "kubenet"'), {"network.plugin": "kubenet"}, id="kubenet is kubenet"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET), {"pools.0.subnet": "nodes", "vnet.subnets.nodes.prefix": "10.240.0.0/24"}, id="a subnet of the configuration is said by name"),
    pytest.param(cluster(OVERLAY, f'vnet_subnet_id = "{SUBNET_ID.replace("resourceGroups", "resourcegroups")}"'), {"pools.0.subnet": SUBNET_ID}, id="an id is said in the spelling that azurerm takes"),
    pytest.param(cluster(OVERLAY, 'zones = ["1", "3"]'), {"pools.0.zones": [1, 3]}, id="zones are numbers"),
    pytest.param(cluster(OVERLAY, "auto_scaling_enabled = true\nmin_count = 1\nmax_count = 5"), {"pools.0.min": 1, "pools.0.max": 5, "pools.0.count": None}, id="the autoscaler has two numbers"),
    pytest.param(cluster(OVERLAY, beside=WINDOWS), {"pools.1.max_pods": 250}, id="of a Windows pool in overlay what the service takes is said"),
    pytest.param(cluster('network_plugin = "azure"', beside=WINDOWS), {"pools.1.max_pods": None}, id="of a Windows pool elsewhere it is what aksnet states"),
    pytest.param(cluster(OVERLAY, beside=WINDOWS.replace("node_count", "max_pods = 60\nnode_count")), {"pools.1.max_pods": 60}, id="how many pods somebody wants is said"),
    pytest.param(cluster(OVERLAY, 'upgrade_settings {\nmax_surge = "10%"\n}'), {"pools.0.max_surge": None}, id="a surge that aksnet states is not said"),
    pytest.param(cluster(OVERLAY, 'upgrade_settings {\nmax_surge = "33%"\n}'), {"pools.0.max_surge": "33%"}, id="another surge is said"),
    pytest.param(cluster(OVERLAY + '\noutbound_type = "userDefinedRouting"', "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET + 'resource "azurerm_subnet_route_table_association" "a" {\nsubnet_id = azurerm_subnet.nodes.id\nroute_table_id = azurerm_route_table.t.id\n}\nresource "azurerm_route_table" "t" {\nname = "t"\n}'), {"vnet.subnets.nodes.route_table": None, "outbound.type": "userDefinedRouting"}, id="a route table that aksnet makes itself is not said"),
    pytest.param(cluster('network_plugin = "azure"', more='identity {\ntype = "UserAssigned"\n}'), {"identity": "UserAssigned"}, id="an identity is said"),
    pytest.param(cluster(OVERLAY, more='service_principal {\nclient_id = "a"\nclient_secret = "b"\n}'), {"identity": "ServicePrincipal"}, id="a service principal is said, and not which"),
    pytest.param(cluster(OVERLAY, more='api_server_access_profile {\nauthorized_ip_ranges = ["203.0.113.0/24"]\n}'), {"api_server.authorized_ip_ranges": ["203.0.113.0/24"]}, id="what may reach the API server is said"),
    pytest.param(cluster(OVERLAY, more='tags = {\nteam = "a"\n}'), {"tags": {"team": "a"}}, id="tags of azurerm are said"),
    pytest.param(cluster(OVERLAY.replace('"overlay"', "var.mode"), beside='variable "mode" {\ndefault = "overlay"\n}'), {"network.plugin": "overlay"}, id="the default of a variable is a value"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), SAID)
def test_what_is_said(text: str, said: dict[str, object]) -> None:
    made = import_of(text)
    assert made.placeholders == ()
    assert {path: at(made, path) for path in said} == said
    assert view_again(made)


OPEN = [
    pytest.param(cluster(OVERLAY + "\npod_cidr = var.x"), {"network.pod_cidr": "pod_cidr"}, "var.x has no value", id="a variable whose name says another thing"),
    pytest.param(cluster(OVERLAY + "\npod_cidr = var.pod_cidr", beside='variable "pod_cidr" {}'), {"network.pod_cidr": "pod_cidr"}, "var.pod_cidr has no value", id="a variable with the name of the key"),
    pytest.param(cluster(OVERLAY + "\npod_cidr = var.aks_pod_range", beside='variable "aks_pod_range" {}'), {"network.pod_cidr": "aks_pod_range"}, "var.aks_pod_range has no value", id="a variable with a name like the key"),
    pytest.param(cluster(name="var.x"), {"name": "cluster_name"}, "var.x has no value", id="the name of the cluster"),
    pytest.param(cluster('network_plugin = var.x'), {"network.plugin": "network_plugin"}, "var.x has no value", id="the plugin"),
    pytest.param(cluster(""), {"network.plugin": "network_plugin"}, "nobody says it, and what the service takes depends on the version that made the cluster: az aks show tells it, under networkProfile", id="no network profile at all"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = data.azurerm_subnet.n.id", beside='data "azurerm_subnet" "n" {}'), {"pools.0.subnet": "data.azurerm_subnet.n.id"}, "data.azurerm_subnet.n.id is known only once", id="a subnet that is there already"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET[VNET.index('resource "azurerm_subnet"'):].replace("azurerm_virtual_network.v.name", '"elsewhere"')), {"pools.0.subnet": "nodes"}, "the subnet nodes is here without its VNet, so that its ARM id is due", id="a subnet whose VNet is elsewhere"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET.replace('["10.240.0.0/24"]', "[var.x]")), {"vnet.subnets.nodes.prefix": "nodes_prefix"}, "var.x has no value", id="the range of a subnet"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET.replace('["10.240.0.0/16"]', "var.x")), {"vnet.address_space": "vnet_address_space"}, "var.x has no value", id="the range of the VNet"),
    pytest.param(cluster(OVERLAY, "auto_scaling_enabled = var.x\nmin_count = 1\nmax_count = 5"), {"pools.0.count": "pool_count"}, "var.x has no value", id="whether a pool scales"),
    pytest.param(cluster().replace('vm_size    = "Standard_D4s_v5"', ""), {"pools.0.vm_size": "pool_vm_size"}, "nobody says it", id="a size that the service chooses"),
    pytest.param(cluster(OVERLAY + '\npod_cidr = "10.244.0.0/33"'), {"network.pod_cidr": "pod_cidr"}, "'10.244.0.0/33' is not what a spec takes: '10.244.0.0/33' is no address range", id="a range that is none"),
    pytest.param(cluster().replace('"system"', '"Agent_1"'), {"pools.0.name": "pool_name"}, "'Agent_1' is not what a spec takes: 'Agent_1' is no pool name", id="a name that no pool has"),
    pytest.param(cluster(name='"-shop"'), {"name": "cluster_name"}, "'-shop' is not what a spec takes: '-shop' is no cluster name", id="a name that no cluster has"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "opened", "reason"), OPEN)
def test_what_cannot_be_told_is_to_be_filled_in(text: str, opened: dict[str, str], reason: str) -> None:
    made = import_of(text)
    assert {path: at(made, path) for path in opened} == {path: f"<fill in {name}>" for path, name in opened.items()}
    assert any(one.reason.startswith(reason) and one.name in opened.values() for one in made.placeholders)
    with pytest.raises(SpecError, match="is not filled in yet"):
        view_again(made)


def test_what_is_the_same_value_has_one_name_and_another_value_another() -> None:
    pool = 'resource "azurerm_kubernetes_cluster_node_pool" "{0}" {{\nkubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id\nname = "{0}"\nvm_size = "Standard_D4s_v5"\nnode_count = 1\nvnet_subnet_id = var.{1}\n}}\n'  # fmt: skip
    beside = pool.format("one", "x") + pool.format("two", "y") + pool.format("three", "x")
    made = import_of(cluster(OVERLAY, "vnet_subnet_id = var.x", beside=beside))
    names = [at(made, f"pools.{number}.subnet") for number in range(4)]
    assert names == ["<fill in subnet>", "<fill in subnet>", "<fill in subnet_2>", "<fill in subnet>"]


PODS = [
    pytest.param("var.pod_subnet_id", 'variable "pod_subnet_id" {}', "pod-subnet", id="an id that is asked for"),
    pytest.param("var.podSubnetId", "", "pod-subnet", id="a variable that nobody declares"),
    pytest.param("azurerm_subnet.elsewhere.id", "", "pod-subnet", id="a subnet that nobody declares"),
    pytest.param("var.use_pod_subnet ? azurerm_subnet.nodes.id : null", VNET + 'variable "use_pod_subnet" {}', None, id="a switch that is asked for"),
    pytest.param("var.x", "", None, id="anything that is asked for"),
    pytest.param("try(var.o.pod_subnet, null)", 'variable "o" {}', None, id="a part of something that is asked for"),
]  # fmt: skip


@pytest.mark.parametrize(("subnet", "beside", "plugin"), PODS)
def test_a_pod_subnet_that_may_not_be_there_decides_no_mode(subnet: str, beside: str, plugin: str | None) -> None:
    made = import_of(cluster('network_plugin = "azure"', f"pod_subnet_id = {subnet}", beside=beside))
    assert at(made, "network.plugin") == plugin or (plugin is None and is_placeholder(str(at(made, "network.plugin"))))


def test_what_whoever_deploys_gives_is_left_out() -> None:
    text = cluster(
        'network_plugin = "azure"',
        "vnet_subnet_id = var.x\npod_subnet_id = var.pod_subnet",
        beside='variable "pod_subnet" {}',
    ).replace('"westeurope"', "var.x")
    made = import_of(text)
    assert made.placeholders == ()
    assert at(made, "pools.0") == {"name": "system", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 3}
    assert [line.split(": ")[0] for line in made.remarks[()].splitlines()] == [
        "whoever deploys gives location",
        "whoever deploys gives node_subnet_id",
        "whoever deploys gives pod_subnet_id",
    ]


LEFT = [
    pytest.param(cluster('network_plugin = "kubenet"\nnetwork_plugin_mode = "overlay"'), "networkProfile.networkPlugin", "networkPlugin kubenet with overlay is no mode that AKS has", id="kubenet with overlay"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "foo"}}), "networkProfile.networkPlugin", "networkPlugin foo is no mode that AKS has", id="a plugin that does not exist"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "azure", "networkPluginMode": "bar"}}), "networkProfile.networkPluginMode", "networkPluginMode bar is no mode that AKS has", id="a mode that does not exist"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "azure", "networkDataplane": "baz"}}), "networkProfile.networkDataplane", "networkDataplane baz is no mode that AKS has", id="a data plane that does not exist"),
    pytest.param(cluster(OVERLAY, 'os_sku = "CBLMariner"'), "agentPoolProfiles[system].osSKU", "is none of", id="an operating system that a spec does not have"),
    pytest.param(cluster(OVERLAY, 'os_disk_type = "Ephemeral"'), "agentPoolProfiles[system].*", "they stay where they are", id="what aksnet does not describe of a pool"),
    pytest.param(cluster(OVERLAY, more='private_dns_zone_id = "None"'), "apiServerAccessProfile.privateDNSZone", "a spec has no key for it", id="what touches the network, one by one"),
    pytest.param(cluster(OVERLAY, more='lifecycle {\nignore_changes = [default_node_pool[0].node_count]\n}'), "*", "they stay where they are", id="what Terraform is told to ignore"),
    pytest.param(cluster(OVERLAY, "auto_scaling_enabled = var.x\nmin_count = 1\nmax_count = 5"), "agentPoolProfiles[system].enableAutoScaling", "whether it scales decides", id="whether a pool scales"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "azure", "networkPluginMode": "overlay", "outboundType": "block"}}), "networkProfile.outboundType", "the spec would change it: a spec has no key for it, and where nothing is said it is loadBalancer", id="an outbound type that a spec does not have"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "azure", "podCidr": "10.64.0.0/16"}}), "networkProfile.podCidr", "its mode has no key for it", id="a range that the mode does not have"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=VNET + 'resource "azurerm_virtual_network_peering" "p" {\nname = "p"\nvirtual_network_name = azurerm_virtual_network.v.name\nremote_virtual_network_id = var.x\n}'), "virtualNetworkPeerings", "the ranges behind them are not here", id="what the VNet is peered with elsewhere"),
    pytest.param(cluster(OVERLAY, "vnet_subnet_id = var.x", beside='resource "azurerm_kubernetes_cluster_node_pool" "user" {\nkubernetes_cluster_id = azurerm_kubernetes_cluster.shop.id\nname = "user"\nvm_size = "Standard_D4s_v5"\nnode_count = 1\n}'), "agentPoolProfiles[user].vnetSubnetID", "aksnet states that of the first pool", id="the subnet of a pool that leaves it out"),
    pytest.param(cluster(""), "networkProfile.networkPlugin", "nobody says it", id="no plugin at all"),
    pytest.param(arm({"networkProfile": {"networkPlugin": "azure"}, "agentPoolProfiles": [{"name": "a", "mode": "System", "vmSize": "s", "count": 1, "podSubnetID": SUBNET_ID}]}), "agentPoolProfiles[a].maxPods", "nobody says it, and aksnet states 110", id="what aksnet states and documents disagree about"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "path", "why"), LEFT)
def test_what_a_spec_cannot_say_is_listed(text: str, path: str, why: str) -> None:
    made = import_of(text, "main.tf" if text.lstrip().startswith("resource") else "azuredeploy.json")
    assert why in left_of(made)[path]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("var.x", {"enable_vnet_integration": "<fill in api_server.enable_vnet_integration>", "subnet": SUBNET_ID}, id="a switch that cannot be told leaves the subnet"),
        pytest.param("true", {"enable_vnet_integration": True, "subnet": SUBNET_ID}, id="a switch that is on has a subnet"),
        pytest.param("false", {"enable_vnet_integration": False, "subnet": "<fill in subnet>"}, id="a subnet without its switch is told"),
    ],
)  # fmt: skip
def test_the_api_server(given: str, said: dict[str, object]) -> None:
    profile = f'virtual_network_integration_enabled = {given}\nsubnet_id = "{SUBNET_ID}"'
    assert at(import_of(cluster(more=f"api_server_access_profile {{\n{profile}\n}}")), "api_server") == said


def test_an_automatic_cluster_has_the_mode_that_it_comes_with() -> None:
    made = import_of(arm({}, sku={"name": "Automatic", "tier": "Standard"}), "azuredeploy.json")
    assert (at(made, "sku"), at(made, "network")) == ("automatic", {"plugin": "cilium"})
    assert view_again(made)


def test_an_automatic_cluster_in_subnets_of_elsewhere_says_so() -> None:
    hosted = {"nodeSubnetID": SUBNET_ID, "systemNodeSubnetID": SUBNET_ID, "enabled": True}
    made = import_of(arm({"hostedSystemProfile": hosted}, sku={"name": "Automatic", "tier": "Standard"}), "a.json")
    assert {"hostedSystemProfile.nodeSubnetID", "hostedSystemProfile.systemNodeSubnetID"} <= left_of(made).keys()
    assert at(made, "hosted_system") is None


def test_pools_that_cannot_be_told_are_one_more_to_be_filled_in() -> None:
    made = import_of(
        arm({"networkProfile": {"networkPlugin": "none"}, "agentPoolProfiles": "[parameters('p')]"}), "a.json"
    )
    assert [is_placeholder(one["name"]) for one in made.spec["pools"]] == [True]  # type: ignore[index,union-attr,call-overload]
    assert "agentPoolProfiles" in left_of(made)


def test_a_subnet_without_a_name_is_to_be_filled_in_wherever_it_stands() -> None:
    beside = VNET.replace('"nodes"\n', "var.x\n")
    made = import_of(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=beside))
    text = at(made, "pools.0.subnet")
    assert is_placeholder(str(text))
    assert at(made, f"vnet.subnets.{text}") == {"prefix": "10.240.0.0/24"}

    with pytest.raises(SpecError) as caught:
        view_again(made)
    assert [one.message.rpartition(": ")[2] for one in caught.value.problems] == [
        f"{text} is not filled in yet, also in line 12"
    ]


def test_a_range_that_is_none_in_a_subnet_without_a_name_takes_nothing_else_away() -> None:
    beside = VNET.replace('"nodes"\n', "var.x\n").replace("10.240.0.0/24", "10.240.0.0/33")
    made = import_of(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=beside))
    assert [one.name for one in made.placeholders] == ["subnet_nodes", "prefix"]
    assert at(made, "vnet.subnets.<fill in subnet_nodes>") == {"prefix": "<fill in prefix>"}


def test_names_of_subnets_of_two_clusters_are_to_be_filled_in_apart() -> None:
    beside = VNET.replace('"nodes"\n', "var.x\n")
    made = import_of(cluster(OVERLAY, "vnet_subnet_id = azurerm_subnet.nodes.id", beside=beside))
    one, other = told_apart([Member(made, 1, "a", ("a",)), Member(made, 2, "b", ("b",))])
    for each, name in ((one, "shop"), (other, "shop-b")):
        text = f"<fill in {name}.subnet_nodes>"
        assert at(each, "pools.0.subnet") == text
        assert [*each.spec["vnet"]["subnets"]] == [text]  # type: ignore[index,call-overload]
        assert ("vnet", "subnets", text) in each.remarks


@pytest.mark.parametrize("text", [text for text in HOSTILE.values() if text.isprintable() and text.strip()])
def test_values_stay_what_they_are(text: str) -> None:
    made = import_of(arm({"networkProfile": {"networkPlugin": "none"}}, tags={"k": text.replace("[", "(")}), "a.json")
    assert at(made, "tags.k") == text.replace("[", "(")
    assert view_again(made).known("tags") == {"k": text.replace("[", "(")}


def test_of_an_answer_only_what_somebody_decided_is_said() -> None:
    made = import_of(json.dumps(ANSWER), "show.json")
    assert (made.placeholders, made.left) == ((), ())
    assert made.spec == {
        "name": "shop",
        "location": "westeurope",
        "resource_group": "rg",
        "kubernetes_version": "1.33",
        "identity": "SystemAssigned",
        "network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/16", "service_cidr": "10.0.0.0/16"},
        "outbound": {"type": "loadBalancer", "managed_outbound_ip_count": 1},
        "pools": [
            {"name": "nodepool1", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 3, "max_pods": 250},
        ],
    }


def test_a_word_in_another_case_is_said_as_a_spec_spells_it() -> None:
    balancer = {"networkProfile": {"networkPlugin": "none", "loadBalancerProfile": {"backendPoolType": "nodeip"}}}
    made = import_of(arm(balancer), "a.json")
    assert at(made, "outbound.backend_pool_type") == "NodeIP"
    assert made.left == ()


def test_two_clusters_are_two_imports() -> None:
    two = cluster() + cluster(name='"other"').replace('"shop" {', '"other" {').replace(
        'variable "x" {}\nvariable "y" {}', ""
    )
    assert [at(one.imported, "name") for one in imports_of(two)] == ["shop", "other"]


def test_an_answer_whose_id_was_cut_away_has_its_resource_group_all_the_same() -> None:
    answer = {key: data for key, data in ANSWER.items() if key not in ("id", "type")} | {"resourceGroup": "rg-Web"}
    assert at(import_of(json.dumps(answer), "show.json"), "resource_group") == "rg-Web"
