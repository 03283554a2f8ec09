"""Calls of well-known modules: which clusters, pools, networks and subnets their inputs make.

The expected values were read by hand out of the modules' variables.tf and main.tf at the tags named.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aksnet.configuration import Attribute, Cluster, Configuration, Entries, Part
from aksnet.errors import Place
from aksnet.expressions.values import Ref, Val, unknown
from aksnet.facts.azurerm import Version
from aksnet.readers.assembling import configuration_of
from aksnet.readers.files import Files
from aksnet.readers.resources import Reading
from aksnet.readers.terraform import known_modules
from aksnet.readers.terraform.known_modules.releases import possible, releases
from aksnet.readers.terraform.roots import read_roots
from aksnet.view import Origin, Provider, Unknown
from places import REFERENCE

CASES = REFERENCE / "terraform-cases"
NET, LB = "networkProfile", "networkProfile.loadBalancerProfile"
AVM = "Azure/avm-res-containerservice-managedcluster/azurerm"
AVM_NET = "Azure/avm-res-network-virtualnetwork/azurerm"
UNDECIDED = "the module decides it, and its version is not known"
ABSENT = "nothing is told"
# What a value is that comes of timestamp(), and one that has the wrong type: unknown, with a reason of the evaluator's.
LATER, REFUSED = ["timestamp"], ["cannot be this"]


def read(folder: Path) -> Configuration:
    """The one configuration in a folder."""
    (root,) = read_roots([folder], Files(folder))
    return configuration_of(root.reading)


def call(folder: Path, source: str, version: str, body: str, more: str = "") -> Configuration:
    """What is read of one call of a module."""
    said = f'version = "{version}"' if version else ""
    text = f'module "m" {{\n  source = "{source}"\n  {said}\n{body}\n}}\n{more}\n'
    (folder / "main.tf").write_text(text, encoding="utf-8")
    return read(folder)


def aks(folder: Path, version: str, body: str, more: str = "") -> Cluster:
    """The cluster of one call of Azure/aks/azurerm."""
    (cluster,) = call(folder, "Azure/aks/azurerm", version, body, more).clusters
    return cluster


def avm(folder: Path, version: str, body: str, more: str = "") -> Cluster:
    """The cluster of one call of the verified module."""
    (cluster,) = call(folder, AVM, version, body, more).clusters
    return cluster


def seen(values: Entries, path: str) -> object:
    """The data at a path; of what is unknown the reason, in a list of one."""
    entry = values.get(path)
    if entry is None:
        return ABSENT
    return [entry.data.reason] if isinstance(entry.data, Unknown) else entry.data


def matches(told: object, wanted: object) -> bool:
    """Whether a value is the one that is wanted; for the reasons of the evaluator a word of them is enough."""
    if wanted in (LATER, REFUSED):
        return isinstance(told, list) and len(told) == 1 and str(wanted[0]) in str(told[0])
    return told == wanted


def by_address(parts: tuple[Part, ...]) -> dict[str, Part]:
    return {part.address: part for part in parts}


def case(name: str) -> Configuration:
    """A case of the reference."""
    if not (CASES / name).is_dir():
        pytest.skip(f"the reference data terraform-cases/{name} is not on this machine")
    return read(CASES / name)


# the reference


def test_the_community_module_of_the_reference_is_a_cluster_with_two_pools() -> None:
    (cluster,) = case("094-registry-community-module").clusters
    assert cluster.address == "module.aks"
    assert cluster.place.line == 28
    wanted = {
        "name": "demo-aks",
        f"{NET}.networkPlugin": "azure",
        f"{NET}.networkPluginMode": "overlay",
        f"{NET}.networkPolicy": ABSENT,
        f"{NET}.podCidr": "10.12.0.0/14",
        f"{NET}.serviceCidr": "172.16.0.0/16",
        f"{NET}.dnsServiceIP": "172.16.0.10",
        f"{NET}.outboundType": "loadBalancer",
        LB: ABSENT,
    }
    assert {path: seen(cluster.values, path) for path in wanted} == wanted
    pools = by_address(cluster.pools)
    assert list(pools) == ["module.aks.default_node_pool", 'module.aks.node_pools["user"]']
    nodes = Attribute("azurerm_subnet.nodes.id")
    assert [seen(pool.values, "vnetSubnetID") for pool in cluster.pools] == [nodes, nodes]
    assert seen(cluster.pools[0].values, "maxPods") == 60
    assert seen(cluster.pools[1].values, "count") == 2
    # create_before_destroy is on by default, and puts a part of a uuid behind the name
    assert seen(cluster.pools[1].values, "name") == ["the module puts four characters of its own behind user"]


def test_the_verified_module_of_the_reference_is_a_cluster_of_azapi() -> None:
    (cluster,) = case("095-registry-avm-module").clusters
    assert (cluster.address, cluster.api_version) == ("module.avm", "2026-03-01")
    assert cluster.provider is not None
    assert cluster.provider.name == "azapi"
    wanted = {
        "name": "aks-avm",
        "location": "swedencentral",
        f"{NET}.networkPlugin": "azure",
        f"{NET}.networkPluginMode": "overlay",
        f"{NET}.networkDataplane": "cilium",
        f"{NET}.podCidr": "192.168.0.0/16",
        f"{NET}.outboundType": "managedNATGateway",
        f"{NET}.natGatewayProfile.managedOutboundIPProfile.count": 2,
    }
    assert {path: seen(cluster.values, path) for path in wanted} == wanted
    (pool,) = cluster.pools
    assert seen(pool.values, "count") == 3
    assert seen(pool.values, "podSubnetID") == Attribute("azurerm_subnet.pods.id")


# Azure/aks/azurerm

EVERY = "prefix = 'p'\n location = 'westeurope'\n resource_group_name = 'rg'\n"


@pytest.mark.parametrize(
    ("version", "body", "path", "wanted"),
    [
        pytest.param("11.5.0", "", f"{NET}.networkPlugin", "kubenet", id="nothing said is kubenet"),
        pytest.param("11.5.0", "network_plugin = null", f"{NET}.networkPlugin", "kubenet", id="null is kubenet where null is not allowed"),
        pytest.param("11.5.0", "net_profile_outbound_type = null", f"{NET}.outboundType", "loadBalancer", id="null is left to the provider where null is allowed"),
        pytest.param("11.5.0", "network_policy = null", f"{NET}.networkPolicy", ABSENT, id="null says nothing"),
        pytest.param("11.0.0", "ebpf_data_plane = 'cilium'", f"{NET}.networkDataplane", "cilium", id="the data plane by its old name in 11"),
        pytest.param("9.4.1", "ebpf_data_plane = 'cilium'", f"{NET}.networkDataplane", "cilium", id="the data plane in 9"),
        pytest.param("10.2.0", "network_data_plane = 'cilium'", f"{NET}.networkDataplane", "cilium", id="the data plane by its new name in 10"),
        pytest.param("11.5.0", "net_profile_pod_cidrs = ['10.1.0.0/16']", f"{NET}.podCidrs", ["10.1.0.0/16"], id="several pod ranges in 11.5"),
        pytest.param("", "net_profile_pod_cidrs = ['10.1.0.0/16']", f"{NET}.podCidrs", ["10.1.0.0/16"], id="an input that few releases have means the same in them"),
        pytest.param("11.5.0", "net_profile_pod_cidr = '10.1.0.0/16'", f"{NET}.podCidrs", ABSENT, id="a list of the one pod range is not told twice"),
        pytest.param("11.5.0", "load_balancer_profile_managed_outbound_ip_count = 3", LB + ".managedOutboundIPs.count", ABSENT, id="settings of a load balancer that is not enabled are dropped"),
        pytest.param("11.5.0", "load_balancer_profile_enabled = true\n load_balancer_profile_managed_outbound_ip_count = 3", LB + ".managedOutboundIPs.count", 3, id="settings of a load balancer that is enabled"),
        pytest.param("11.5.0", "load_balancer_profile_enabled = true", LB + ".idleTimeoutInMinutes", 30, id="the default of an enabled load balancer"),
        pytest.param("11.5.0", "load_balancer_profile_enabled = true\n load_balancer_sku = 'basic'", LB + ".idleTimeoutInMinutes", ABSENT, id="a basic load balancer has no profile"),
        pytest.param("11.5.0", "load_balancer_profile_enabled = timestamp() == ''", LB, LATER, id="a load balancer that may be enabled"),
        pytest.param("11.5.0", "nat_gateway_profile = { managed_outbound_ip_count = '4' }", f"{NET}.natGatewayProfile.managedOutboundIPProfile.count", 4, id="a number in quotes is a number"),
        pytest.param("11.5.0", "nat_gateway_profile = { managed_outbound_ip_count = 'many' }", f"{NET}.natGatewayProfile.managedOutboundIPProfile.count", REFUSED, id="a word is no number"),
        pytest.param("11.5.0", "nat_gateway_profile = 'many'", f"{NET}.natGatewayProfile", ["nat_gateway_profile is no object"], id="a text where an object is expected"),
        pytest.param("11.5.0", "network_profile_advanced_networking = { observability_enabled = true }", f"{NET}.advancedNetworking.observability.enabled", True, id="observability"),
        pytest.param("9.4.1", "api_server_subnet_id = '/s'", "apiServerAccessProfile.subnetId", "/s", id="the API server's subnet in 9"),
        pytest.param("11.5.0", "api_server_subnet_id = '/s'", "apiServerAccessProfile.subnetId", ABSENT, id="the API server's subnet without integration is dropped in 11.5"),
        pytest.param("11.5.0", "api_server_subnet_id = '/s'\n api_server_vnet_integration_enabled = true", "apiServerAccessProfile.subnetId", "/s", id="the API server's subnet with integration"),
        pytest.param("11.5.0", "", "sku.tier", "Free", id="the tier of every release"),
        pytest.param("11.5.0", "", "identity.type", "SystemAssigned", id="an identity of the system's where there is no service principal"),
        pytest.param("11.5.0", "client_id = 'a'", "identity.type", ["it depends on the service principal"], id="no identity is told beside a service principal"),
    ],
)  # fmt: skip
def test_the_community_module_gives_the_cluster(
    tmp_path: Path, version: str, body: str, path: str, wanted: object
) -> None:
    told = seen(aks(tmp_path, version, (EVERY + body).replace("'", '"')).values, path)
    assert matches(told, wanted), told


@pytest.mark.parametrize(
    ("version", "body", "path", "wanted"),
    [
        pytest.param("11.0.0", "", "name", "nodepool", id="the name by default"),
        pytest.param("11.0.0", "agents_pool_name = 'sys'", "name", "sys", id="the name"),
        pytest.param("11.0.0", "", "count", 2, id="two nodes by default"),
        pytest.param("11.0.0", "auto_scaling_enabled = true\n agents_min_count = 1\n agents_max_count = 9", "maxCount", 9, id="the bounds with auto scaling"),
        pytest.param("11.0.0", "auto_scaling_enabled = true\n agents_min_count = 1\n agents_max_count = 9", "count", ABSENT, id="no number of nodes with auto scaling"),
        pytest.param("11.0.0", "agents_min_count = 1\n agents_max_count = 9", "maxCount", ABSENT, id="no bounds without auto scaling"),
        pytest.param("10.2.0", "enable_auto_scaling = true", "count", ABSENT, id="auto scaling by its name in 10"),
        pytest.param("11.0.0", "auto_scaling_enabled = null", "count", 2, id="null is no auto scaling"),
        pytest.param("9.4.1", "vnet_subnet_id = '/n'", "vnetSubnetID", "/n", id="the subnet in 9"),
        pytest.param("10.0.0", "vnet_subnet = { id = '/n' }", "vnetSubnetID", "/n", id="the subnet in 10"),
        pytest.param("", "vnet_subnet_id = '/n'", "vnetSubnetID", "/n", id="the subnet says itself which releases it can be"),
        pytest.param("11.0.0", "pod_subnet = { id = '/p' }", "podSubnetID", "/p", id="the pods' subnet"),
        pytest.param("11.0.0", "vnet_subnet = null", "vnetSubnetID", ABSENT, id="no subnet"),
        pytest.param("11.0.0", "vnet_subnet = '/n'", "vnetSubnetID", ["vnet_subnet is no object"], id="a text where an object with an id is expected"),
        pytest.param("9.0.0", "", "upgradeSettings.maxSurge", "10%", id="the surge of 9"),
        pytest.param("8.0.0", "", "upgradeSettings.maxSurge", ABSENT, id="the surge of 8"),
        pytest.param(">= 8.0, < 10.0", "", "upgradeSettings.maxSurge", [UNDECIDED], id="the surge of 8 or 9"),
        pytest.param("", "", "upgradeSettings.maxSurge", [UNDECIDED], id="the surge of any release"),
        pytest.param("", "", "vmSize", "Standard_D2s_v3", id="the size is the same in every release"),
        pytest.param("", "agents_size = 'Standard_D8s_v5'", "vmSize", "Standard_D8s_v5", id="the size given"),
        pytest.param("", "agents_max_pods = 70", "maxPods", 70, id="an input means the same in every release"),
    ],
)  # fmt: skip
def test_the_community_module_gives_the_first_pool(
    tmp_path: Path, version: str, body: str, path: str, wanted: object
) -> None:
    pool = aks(tmp_path, version, (EVERY + body).replace("'", '"')).pools[0]
    assert seen(pool.values, path) == wanted


@pytest.mark.parametrize(
    ("version", "body", "wanted"),
    [
        pytest.param("11.0.0", "cluster_name = 'c'", "c", id="the name given"),
        pytest.param("11.0.0", "prefix = 'p'", "p-aks", id="the prefix"),
        pytest.param("6.8.0", "prefix = 'p-'", "p--aks", id="the prefix of 6 as it is"),
        pytest.param("11.0.0", "", "aks", id="neither"),
        pytest.param("11.0.0", "prefix = '-p'", "p-aks", id="dashes at the ends go"),
        pytest.param("11.0.0", "cluster_name = 'c'\n cluster_name_random_suffix = true", ["the module puts random characters behind it"], id="a random suffix"),
        pytest.param("11.0.0", "cluster_name = 'c'\n prefix = null", ["it depends on the prefix and the name together"], id="a prefix of null spoils the name"),
        pytest.param("11.0.0", "cluster_name = ''", ["it depends on the prefix and the name together"], id="an empty name"),
    ],
)  # fmt: skip
def test_the_community_module_names_the_cluster(tmp_path: Path, version: str, body: str, wanted: object) -> None:
    assert seen(aks(tmp_path, version, body.replace("'", '"')).values, "name") == wanted


@pytest.mark.parametrize(
    ("version", "pool", "wanted"),
    [
        pytest.param("6.8.0", "{ name = 'a' }", "a", id="6.8 leaves the name"),
        pytest.param("7.5.0", "{ name = 'a' }", ["the module puts four characters of its own behind a"], id="7 puts a hash behind it"),
        pytest.param("11.0.0", "{ name = 'a', create_before_destroy = false }", "a", id="replaced after it is gone it keeps its name"),
        pytest.param("11.0.0", "{ name = 'a', create_before_destroy = null }", ["the module puts four characters of its own behind a"], id="null is the default"),
    ],
)  # fmt: skip
def test_the_community_module_names_further_pools(tmp_path: Path, version: str, pool: str, wanted: object) -> None:
    cluster = aks(tmp_path, version, (EVERY + f"node_pools = {{ k = {pool} }}").replace("'", '"'))
    assert seen(cluster.pools[1].values, "name") == wanted


def test_a_member_that_the_release_does_not_have_is_dropped_as_terraform_drops_it(tmp_path: Path) -> None:
    body = (
        EVERY + 'node_pools = { k = { name = "a", enable_auto_scaling = true, vnet_subnet_id = "/n", max_pods = 30 } }'
    )
    pool = aks(tmp_path, "11.0.0", body.replace("'", '"')).pools[1]
    assert seen(pool.values, "enableAutoScaling") == ABSENT
    assert seen(pool.values, "vnetSubnetID") == ABSENT
    assert seen(pool.values, "maxPods") == 30


@pytest.mark.parametrize(
    ("pools", "reason"),
    [
        pytest.param("jsondecode(timestamp())", None, id="what is known later"),
        pytest.param('"a"', "node_pools is no map", id="a text"),
        pytest.param('[{ name = "a" }]', "node_pools is no map", id="a list"),
    ],
)
def test_pools_that_cannot_be_told_stand_there_as_such(tmp_path: Path, pools: str, reason: str | None) -> None:
    cluster = aks(tmp_path, "11.0.0", EVERY.replace("'", '"') + f"node_pools = {pools}")
    further = cluster.pools[1]
    assert further.address == "module.m.node_pools"
    assert further.exists
    assert reason is None or further.exists == reason
    assert isinstance(further.values["*"].data, Unknown)


def test_one_pool_that_is_no_object_does_not_hide_the_others(tmp_path: Path) -> None:
    cluster = aks(
        tmp_path, "11.0.0", EVERY.replace("'", '"') + 'node_pools = { a = 1, b = { name = "b", max_pods = 40 } }'
    )
    pools = by_address(cluster.pools)
    assert seen(pools['module.m.node_pools["a"]'].values, "*") == ["the pool is no object"]
    assert seen(pools['module.m.node_pools["b"]'].values, "maxPods") == 40


def test_places_are_those_of_the_inputs_names_and_defaults_have_none(tmp_path: Path) -> None:
    body = "  agents_max_pods = 40\n  nat_gateway_profile = {\n    idle_timeout_in_minutes = 5\n  }"
    cluster = aks(tmp_path, "11.0.0", body)
    nat = cluster.values[f"{NET}.natGatewayProfile.idleTimeoutInMinutes"]
    assert nat.place is not None
    assert nat.place[1:] == (6, 5)
    pods, name = cluster.pools[0].values["maxPods"], cluster.pools[0].values["name"]
    assert pods.place is not None
    assert pods.place[1:] == (4, 3)
    assert (pods.origin, name.origin, name.place, name.via) == (Origin.GIVEN, Origin.MODULE, None, "agents_pool_name")


def test_a_value_keeps_the_variable_that_it_comes_from(tmp_path: Path) -> None:
    more = 'variable "pods" {\n default = 50\n}'
    pods = aks(tmp_path, "11.0.0", "agents_max_pods = var.pods", more).pools[0].values["maxPods"]
    assert (pods.data, pods.origin, pods.via) == (50, Origin.DEFAULT, "var.pods")


def test_a_resource_given_as_an_object_gives_its_id(tmp_path: Path) -> None:
    more = 'resource "azurerm_subnet" "s" {\n name = "s"\n}'
    pool = aks(tmp_path, "11.0.0", "vnet_subnet = azurerm_subnet.s", more).pools[0]
    assert seen(pool.values, "vnetSubnetID") == Attribute("azurerm_subnet.s.id")


@pytest.mark.parametrize(
    ("version", "body", "reason"),
    [
        pytest.param("99.0.0", "", "aksnet does not know the module's version 99.0.0", id="a version that is not known"),
        pytest.param("3.0.0", "", "aksnet does not know the module's version 3.0.0", id="a version too old"),
        pytest.param("soon", "", "aksnet does not know the module's version soon", id="no version"),
        pytest.param("~> 11.0", 'vnet_subnet_id = "/n"', "no version of the module that it can be has all these inputs", id="an input of another version"),
        pytest.param("", 'vnet_subnet_id = "/n"\n pod_subnet = null', "no version of the module that it can be has all these inputs", id="inputs of two versions"),
    ],
)  # fmt: skip
def test_of_a_version_that_is_not_known_nothing_is_told(tmp_path: Path, version: str, body: str, reason: str) -> None:
    cluster = aks(tmp_path, version, body)
    assert cluster.address == "module.m"
    assert seen(cluster.values, "*") == [reason]
    assert cluster.pools == ()


def test_an_input_that_is_not_known_is_no_matter(tmp_path: Path) -> None:
    assert (
        seen(aks(tmp_path, "11.0.0", 'rbac_aad = true\n network_plugin = "azure"').values, f"{NET}.networkPlugin")
        == "azure"
    )


def test_the_folder_for_azurerm_4_takes_the_old_name_of_the_data_plane_and_drops_the_new_one(tmp_path: Path) -> None:
    def plane(body: str) -> object:
        (cluster,) = call(tmp_path, "Azure/aks/azurerm//v4", "10.2.0", body).clusters
        return seen(cluster.values, f"{NET}.networkDataplane")

    assert plane('ebpf_data_plane = "cilium"') == "cilium"
    assert plane('network_data_plane = "cilium"') == "azure"  # the provider's default


def test_a_call_with_count_is_as_many_clusters(tmp_path: Path) -> None:
    found = call(tmp_path, "Azure/aks/azurerm", "11.0.0", 'count = 2\n prefix = "p${count.index}"')
    assert [(one.address, seen(one.values, "name")) for one in found.clusters] == [
        ("module.m[0]", "p0-aks"),
        ("module.m[1]", "p1-aks"),
    ]


# the verified module for clusters
AUTOMATIC = "sku = { name = 'Automatic' }\n"
AFTERWARDS = "of an Automatic cluster the module sends it only when the pool is there"


@pytest.mark.parametrize(
    ("version", "body", "path", "wanted"),
    [
        pytest.param("0.8.1", "", NET, ABSENT, id="no profile is sent where none is given"),
        pytest.param("0.8.1", "network_profile = timestamp()", NET, LATER, id="a profile that is known later is unknown as a whole"),
        pytest.param("0.8.1", "network_profile = 'x'", NET, ["network_profile is no object"], id="a text where the profile is expected"),
        pytest.param("0.8.1", "network_profile = { ip_families = ['IPv4', 'IPv6'] }", f"{NET}.ipFamilies", ["IPv4", "IPv6"], id="both families"),
        pytest.param("0.8.1", "network_profile = { load_balancer_profile = { managed_outbound_ips = { count = 2, count_i_pv6 = 1 } } }", f"{LB}.managedOutboundIPs.countIPv6", 1, id="addresses of the load balancer"),
        pytest.param("0.8.1", "network_profile = { load_balancer_profile = { outbound_ips = { public_ips = [{ id = '/ip' }] } } }", f"{LB}.outboundIPs.publicIPs", [{"id": "/ip"}], id="own addresses of the load balancer"),
        pytest.param("0.8.1", "network_profile = { advanced_networking = { security = { enabled = true } } }", f"{NET}.advancedNetworking.security.enabled", True, id="ACNS"),
        pytest.param("0.8.1", "network_profile = { network_data_plane = 'cilium' }", f"{NET}.networkDataplane", ABSENT, id="a name of azurerm's is dropped by azapi's releases"),
        pytest.param("0.3.3", "network_profile = { network_plugin = 'azure', network_data_plane = 'cilium' }", f"{NET}.networkDataplane", "cilium", id="the data plane of azurerm's releases"),
        pytest.param("0.3.3", "", f"{NET}.networkPluginMode", "overlay", id="azurerm's releases are overlay by default"),
        pytest.param("0.3.3", "network_profile = { network_plugin = 'azure' }", f"{NET}.networkPluginMode", ABSENT, id="with a profile of one's own they are not"),
        pytest.param("0.3.3", "network_profile = { network_plugin = 'azure' }", f"{NET}.outboundType", "loadBalancer", id="the outbound type of azurerm's releases"),
        pytest.param("0.8.1", "dns_prefix = 'd'", "dnsPrefix", "d", id="the prefix of the name in DNS"),
        pytest.param("0.8.1", "", "dnsPrefix", ["the module makes a random one"], id="a random prefix"),
        pytest.param("0.4.0", "", "dnsPrefix", ABSENT, id="no prefix in 0.4"),
        pytest.param("0.8.1", "fqdn_subdomain = 'f'\n dns_prefix = 'd'", "dnsPrefix", ABSENT, id="a subdomain beats the prefix"),
        pytest.param("0.8.1", "sku = { name = 'Automatic' }\n network_profile = { pod_cidr = '10.1.0.0/16', network_plugin = 'azure', outbound_type = 'userDefinedRouting' }", f"{NET}.podCidr", "10.1.0.0/16", id="Automatic keeps the pod range from 0.7.1 on"),
        pytest.param("0.7.0", "sku = { name = 'Automatic' }\n network_profile = { pod_cidr = '10.1.0.0/16', outbound_type = 'userDefinedRouting' }", f"{NET}.podCidr", ABSENT, id="before it does not"),
        pytest.param("~> 0.7.0", "sku = { name = 'Automatic' }\n network_profile = { pod_cidr = '10.1.0.0/16', outbound_type = 'userDefinedRouting' }", f"{NET}.podCidr", [UNDECIDED], id="where it may or may not it is unknown"),
        pytest.param("0.8.1", "sku = { name = 'Automatic' }\n network_profile = { network_plugin = 'azure', outbound_type = 'userDefinedRouting' }", f"{NET}.networkPlugin", ABSENT, id="Automatic drops the plugin"),
        pytest.param("0.8.1", "sku = { name = 'Automatic' }\n network_profile = { service_cidr = '10.1.0.0/16', outbound_type = 'loadBalancer' }", f"{NET}.outboundType", ABSENT, id="Automatic with a load balancer sends no profile"),
        pytest.param("0.8.1", "sku = timestamp()\n network_profile = { network_plugin = 'azure' }", f"{NET}.networkPlugin", LATER, id="where the sku is not known the profile is not"),
        pytest.param("", "parent_id = '/rg'\n network_profile = { network_plugin = 'azure' }", f"{NET}.networkPlugin", "azure", id="a parent says that it is one of azapi's releases"),
        pytest.param("", "network_profile = { network_plugin = 'azure' }", "*", [UNDECIDED], id="of azurerm's or azapi's releases nothing is told"),
    ],
)  # fmt: skip
def test_the_verified_module_gives_the_cluster(
    tmp_path: Path, version: str, body: str, path: str, wanted: object
) -> None:
    told = seen(avm(tmp_path, version, body.replace("'", '"')).values, path)
    assert matches(told, wanted), told


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        pytest.param("0.5.7", "2025-10-01", id="0.5"),
        pytest.param("~> 0.8", "2026-03-01", id="0.8"),
        pytest.param(">= 0.5, < 0.7", None, id="0.5 or 0.6"),
        pytest.param("0.3.3", None, id="azurerm"),
    ],
)
def test_the_verified_module_calls_a_version_of_the_api(tmp_path: Path, version: str, wanted: str | None) -> None:
    assert avm(tmp_path, version, "").api_version == wanted


def test_a_setting_of_the_kube_proxy_asks_for_the_preview(tmp_path: Path) -> None:
    cluster = avm(tmp_path, "0.8.1", 'kube_proxy_config = { mode = "IPVS" }')
    assert cluster.api_version == "2026-03-02-preview"
    assert seen(cluster.values, f"{NET}.kubeProxyConfig.mode") == "IPVS"


@pytest.mark.parametrize(
    ("body", "path", "wanted"),
    [
        pytest.param("", "name", "systempool", id="the name by default"),
        pytest.param("", "count", 3, id="three nodes by default"),
        pytest.param("default_agent_pool = { min_count = 1, max_count = 5 }", "count", ABSENT, id="no number of nodes with both bounds"),
        pytest.param("default_agent_pool = { min_count = 1 }", "count", 3, id="a number of nodes with one bound"),
        pytest.param("default_agent_pool = { min_count = 1, max_count = timestamp() }", "minCount", 1, id="a bound that is known"),
        pytest.param("default_agent_pool = { pod_ip_allocation_mode = 'StaticBlock' }", "podIPAllocationMode", "StaticBlock", id="static block allocation"),
        pytest.param("default_agent_pool = { mode = 'User' }", "mode", "System", id="the first pool is a system pool whatever is said"),
        pytest.param("default_agent_pool = { upgrade_settings = { max_surge = '33%' } }", "upgradeSettings.maxUnavailable", "0", id="none may be away where upgrades are set at all"),
        pytest.param("", "upgradeSettings.maxUnavailable", ABSENT, id="nothing is said of upgrades that are not set"),
        pytest.param("default_agent_pool = { os_sku = null }", "osSKU", ABSENT, id="null says nothing"),
        pytest.param(f"{AUTOMATIC} default_agent_pool = {{ vm_size = 'x' }}", "vmSize", [AFTERWARDS], id="a size that Automatic drops at first"),
        pytest.param(f"{AUTOMATIC} default_agent_pool = {{ availability_zones = ['1'] }}", "availabilityZones", [AFTERWARDS], id="zones that Automatic drops at first"),
        pytest.param(f"{AUTOMATIC} default_agent_pool = {{ vnet_subnet_id = '/n' }}", "vnetSubnetID", "/n", id="a subnet that Automatic keeps"),
        pytest.param(f"{AUTOMATIC} default_agent_pool = {{ min_count = 1, max_count = 5 }}", "maxCount", 5, id="a bound that Automatic gets afterwards"),
        pytest.param(f"{AUTOMATIC} default_agent_pool = {{ upgrade_settings = {{ max_surge = '33%' }} }}", "upgradeSettings.maxSurge", "33%", id="upgrades that Automatic keeps"),
        pytest.param(AUTOMATIC, "osType", "Linux", id="the operating system with Automatic"),
        pytest.param(AUTOMATIC, "vmSize", ABSENT, id="no size with Automatic"),
        pytest.param("sku = { name = 'Base' }\n default_agent_pool = { vm_size = 'x' }", "vmSize", "x", id="a size with another sku"),
        pytest.param("default_agent_pool = { pod_subnet_id = '/p' }", "podSubnetID", "/p", id="a pod subnet without a sku"),
        pytest.param("default_agent_pool = 'x'", "*", ["default_agent_pool is no object"], id="a text where the pool is expected"),
    ],
)  # fmt: skip
def test_the_verified_module_gives_the_first_pool(tmp_path: Path, body: str, path: str, wanted: object) -> None:
    (pool,) = avm(tmp_path, "0.8.1", body.replace("'", '"')).pools
    assert seen(pool.values, path) == wanted


def test_the_size_of_the_first_pool_is_unknown_where_the_sku_is(tmp_path: Path) -> None:
    (pool,) = avm(tmp_path, "0.8.1", 'sku = timestamp()\n default_agent_pool = { name = "s", vm_size = "x" }').pools
    assert seen(pool.values, "name") == "s"
    assert matches(seen(pool.values, "vmSize"), LATER)


def test_further_pools_of_an_automatic_cluster_are_as_given(tmp_path: Path) -> None:
    body = 'sku = { name = "Automatic" }\n agent_pools = { k = { name = "a", max_pods = 30 } }'
    assert seen(avm(tmp_path, "0.8.1", body).pools[-1].values, "maxPods") == 30


@pytest.mark.parametrize(
    ("version", "inputs", "wanted"),
    [
        pytest.param("0.8.1", 'agent_pools = { k = { name = "a", max_pods = "30" } }', "a", id="the name of a pool of azapi"),
        pytest.param("0.8.1", 'create_agentpools_before_destroy = true\n agent_pools = { k = { name = "a", max_pods = 30 } }', ["the module puts four characters of its own behind a"], id="a pool of azapi made before the old one goes"),
        pytest.param("0.3.3", 'node_pools = { k = { name = "a", max_pods = 30 } }', "a", id="the name of a pool of azurerm"),
        pytest.param("0.3.3", 'create_nodepools_before_destroy = true\n node_pools = { k = { name = "a", max_pods = 30 } }', ["the module puts four characters of its own behind a"], id="a pool of azurerm made before the old one goes"),
    ],
)  # fmt: skip
def test_the_verified_module_gives_further_pools(tmp_path: Path, version: str, inputs: str, wanted: object) -> None:
    pool = avm(tmp_path, version, inputs).pools[-1]
    assert seen(pool.values, "name") == wanted
    assert seen(pool.values, "maxPods") == 30


# networks


def networks(folder: Path, source: str, version: str, body: str) -> tuple[Entries, dict[str, Part]]:
    """The one network of a call, and its subnets."""
    (network,) = call(folder, source, version, body.replace("'", '"')).networks
    return network.values, by_address(network.subnets)


def test_the_verified_module_for_networks_gives_its_subnets(tmp_path: Path) -> None:
    subnets = """subnets = {
      nodes = { name = 'n', address_prefixes = ['10.0.0.0/24'], nat_gateway = { id = '/nat' }, service_endpoints = ['Microsoft.Storage'] }
      pods  = { name = 'p', address_prefix = '10.0.1.0/24', delegations = [{ name = 'd', service_delegation = { name = 'Microsoft.ContainerService/managedClusters' } }] }
    }"""
    values, parts = networks(tmp_path, AVM_NET, "0.22.1", f"name = 'v'\n address_space = ['10.0.0.0/16']\n {subnets}")
    assert seen(values, "name") == "v"
    assert seen(values, "addressSpace.addressPrefixes") == ["10.0.0.0/16"]
    nodes, pods = parts['module.m.subnets["nodes"]'].values, parts['module.m.subnets["pods"]'].values
    assert [seen(nodes, path) for path in ("name", "addressPrefixes", "natGateway.id", "serviceEndpoints")] == [
        "n",
        ["10.0.0.0/24"],
        "/nat",
        ["Microsoft.Storage"],
    ]
    assert seen(pods, "addressPrefixes") == ["10.0.1.0/24"]
    assert seen(pods, "delegations") == ["Microsoft.ContainerService/managedClusters"]


@pytest.mark.parametrize(
    ("version", "member", "path", "wanted"),
    [
        pytest.param("0.9.2", "delegation = [{ name = 'd', service_delegation = { name = 'S' } }]", "delegations", ["S"], id="delegations by their old name"),
        pytest.param("0.11.0", "delegation = [{ name = 'd', service_delegation = { name = 'S' } }]", "delegations", ABSENT, id="the old name is gone in 0.11"),
        pytest.param("0.16.0", "service_endpoints = ['E']", "serviceEndpoints", ABSENT, id="endpoints by name are gone from 0.15 to 0.19"),
        pytest.param("0.16.0", "service_endpoints_with_location = [{ service = 'E' }]", "serviceEndpoints", ["E"], id="endpoints with their locations"),
        pytest.param("0.22.1", "service_endpoints_with_location = [{ service = 'E' }]", "serviceEndpoints", ABSENT, id="which 0.20 drops"),
        pytest.param(">= 0.16, < 0.21", "service_endpoints = ['E']", "serviceEndpoints", [UNDECIDED], id="releases that differ"),
        pytest.param("0.22.1", "ipam_pools = [{ pool_id = '/p' }]", "addressPrefixes", ["an IPAM pool allocates it"], id="addresses of a pool"),
        pytest.param("0.2.0", "address_prefix = '10.0.0.0/24'", "addressPrefixes", ABSENT, id="0.2 knows lists of prefixes only"),
    ],
)  # fmt: skip
def test_the_verified_module_for_networks_changed(
    tmp_path: Path, version: str, member: str, path: str, wanted: object
) -> None:
    _, parts = networks(tmp_path, AVM_NET, version, f"subnets = {{ a = {{ name = 'a', {member} }} }}")
    assert seen(parts['module.m.subnets["a"]'].values, path) == wanted


def test_the_submodule_gives_one_subnet_of_a_network_by_its_id(tmp_path: Path) -> None:
    more = 'resource "azurerm_virtual_network" "v" {\n name = "v"\n}'
    body = 'parent_id = azurerm_virtual_network.v.id\n name = "s"\n address_prefixes = ["10.0.0.0/24"]'
    (network,) = call(tmp_path, f"{AVM_NET}//modules/subnet", "~> 0.20", body, more).networks
    (subnet,) = network.subnets
    assert (subnet.address, seen(subnet.values, "addressPrefixes")) == ("module.m", ["10.0.0.0/24"])


@pytest.mark.parametrize(
    ("source", "version", "body", "space", "subnets"),
    [
        pytest.param("Azure/network/azurerm", "5.3.0", "use_for_each = true\n subnet_names = ['a', 'b']\n subnet_prefixes = ['10.0.0.0/24', '10.0.1.0/24']", ["10.0.0.0/16"], {"a": ["10.0.0.0/24"], "b": ["10.0.1.0/24"]}, id="names and prefixes in two lists"),
        pytest.param("Azure/network/azurerm", "5.3.0", "use_for_each = true", ["10.0.0.0/16"], {"subnet1": ["10.0.1.0/24"]}, id="the one subnet by default"),
        pytest.param("Azure/network/azurerm", "5.3.0", "address_space = '10.1.0.0/16'\n address_spaces = []", ["10.1.0.0/16"], {"subnet1": ["10.0.1.0/24"]}, id="an empty list of address spaces is the one"),
        pytest.param("Azure/network/azurerm", "5.3.0", "address_space = '10.1.0.0/16'\n address_spaces = ['10.2.0.0/16']", ["10.2.0.0/16"], {"subnet1": ["10.0.1.0/24"]}, id="a list of address spaces beats the one"),
        pytest.param("Azure/network/azurerm", "5.3.0", "subnet_names = ['a', 'b']", ["10.0.0.0/16"], None, id="lists that do not fit"),
        pytest.param("Azure/network/azurerm", "5.3.0", "subnet_names = ['a', 'a']\n subnet_prefixes = ['10.0.0.0/24', '10.0.1.0/24']", ["10.0.0.0/16"], None, id="a name twice"),
        pytest.param("Azure/vnet/azurerm", "5.0.1", "", ["10.0.0.0/16"], {"subnet1": ["10.0.1.0/24"], "subnet2": ["10.0.2.0/24"], "subnet3": ["10.0.3.0/24"]}, id="three subnets by default"),
        pytest.param("Azure/vnet/azurerm", "", "", ["10.0.0.0/16"], None, id="prefixes by default that differ by the release"),
        pytest.param("Azure/vnet/azurerm", "5.0.1", "subnet_names = timestamp()", ["10.0.0.0/16"], None, id="names that are known later"),
        pytest.param("Azure/subnets/azurerm", "1.0.0", "virtual_network_address_space = ['10.9.0.0/16']\n subnets = { a = { address_prefixes = ['10.9.0.0/24'] } }", ["10.9.0.0/16"], {"a": ["10.9.0.0/24"]}, id="a map of subnets"),
    ],
)  # fmt: skip
def test_the_older_modules_for_networks(
    tmp_path: Path, source: str, version: str, body: str, space: list[str], subnets: dict[str, list[str]] | None
) -> None:
    values, parts = networks(tmp_path, source, version, body)
    assert seen(values, "addressSpace.addressPrefixes") == space
    if subnets is None:
        (part,) = parts.values()
        assert part.exists
        assert isinstance(part.values["*"].data, Unknown)
    else:
        assert {seen(part.values, "name"): seen(part.values, "addressPrefixes") for part in parts.values()} == subnets


@pytest.mark.parametrize(
    ("source", "delegation"),
    [
        pytest.param(
            "Azure/network/azurerm",
            "{ a = [{ name = 'd', service_delegation = { name = 'S' } }] }",
            id="network has a list",
        ),
        pytest.param("Azure/vnet/azurerm", "{ a = { d = { service_name = 'S' } } }", id="vnet has a map"),
    ],
)
def test_the_older_modules_delegate_subnets(tmp_path: Path, source: str, delegation: str) -> None:
    body = f"subnet_names = ['a']\n subnet_prefixes = ['10.0.0.0/24']\n subnet_delegation = {delegation}\n subnet_service_endpoints = {{ a = ['E'] }}"
    _, parts = networks(tmp_path, source, "5.0.0", body)
    (part,) = parts.values()
    assert (seen(part.values, "delegations"), seen(part.values, "serviceEndpoints")) == (["S"], ["E"])


# sources and versions


@pytest.mark.parametrize(
    "source",
    [
        "Azure/aks/azurerm",
        "registry.terraform.io/Azure/aks/azurerm",
        "azure/AKS/azurerm",
        "git::https://github.com/Azure/terraform-azurerm-aks.git?ref=11.0.0",
        "git::ssh://git@github.com/Azure/terraform-azurerm-aks.git",
        "git@github.com:Azure/terraform-azurerm-aks.git",
        "github.com/Azure/terraform-azurerm-aks",
        "github.com/Azure/terraform-azurerm-aks//v4?ref=10.2.0",
    ],
)
def test_a_source_of_a_known_module_is_known(source: str) -> None:
    assert known_modules.of(source) is not None


@pytest.mark.parametrize(
    "source",
    ["", "//", "?", "./aks", "Azure/aks", "Azure/aks/azurerm//modules/x", "someone/aks/azurerm", "app.terraform.io/Azure/aks/azurerm",
     "github.com/someone/terraform-azurerm-aks", "github.com/Azure/terraform-azurerm-other", "git::https://example.com/Azure/terraform-azurerm-aks"],
)  # fmt: skip
def test_another_source_is_not(source: str) -> None:
    assert known_modules.of(source) is None


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        pytest.param(
            "git::https://github.com/Azure/terraform-azurerm-aks.git?ref=9.0.0", "10%", id="a tag is a version"
        ),
        pytest.param(
            "git::https://github.com/Azure/terraform-azurerm-aks.git?depth=1&ref=8.0.0",
            ABSENT,
            id="a tag behind other settings",
        ),
        pytest.param(
            "git::https://github.com/Azure/terraform-azurerm-aks.git?ref=main", [UNDECIDED], id="a branch is none"
        ),
        pytest.param("github.com/Azure/terraform-azurerm-aks", [UNDECIDED], id="no reference is none"),
    ],
)
def test_a_git_source_says_its_version_by_a_tag(tmp_path: Path, source: str, wanted: object) -> None:
    (cluster,) = call(tmp_path, source, "", "").clusters
    assert seen(cluster.pools[0].values, "upgradeSettings.maxSurge") == wanted


@pytest.mark.parametrize(
    ("constraint", "wanted"),
    [
        pytest.param("", "1.0.0 1.2.0 1.2.3 2.0.0", id="nothing said is any"),
        pytest.param("1.2.0", "1.2.0", id="exactly one"),
        pytest.param("= 1.2", "1.2.0", id="what is left out is zero"),
        pytest.param("~> 1.2", "1.2.0 1.2.3", id="the minor may grow"),
        pytest.param("~> 1.2.0", "1.2.0 1.2.3", id="the patch may grow"),
        pytest.param("~> 1.0.0", "1.0.0", id="the patch alone may grow"),
        pytest.param(">= 1.2, != 1.2.3", "1.2.0 2.0.0", id="two terms"),
        pytest.param("> 1.2.0, <= 2", "1.2.3 2.0.0", id="bounds"),
        pytest.param("< 1.2", "1.0.0", id="below"),
    ],
)
def test_a_constraint_allows_versions(constraint: str, wanted: str) -> None:
    known = releases("1.0.0 1.2.0 1.2.3 2.0.0")
    assert possible(known, constraint, (), ()) == releases(wanted)


def test_releases_are_exact() -> None:
    assert releases("1.2.3 0.10.0") == (Version(1, 2, 3), Version(0, 10, 0))


# what nobody writes

SOURCES = (
    "Azure/aks/azurerm",
    "Azure/aks/azurerm//v4",
    AVM,
    AVM_NET,
    f"{AVM_NET}//modules/subnet",
    "Azure/network/azurerm",
    "Azure/vnet/azurerm",
    "Azure/subnets/azurerm",
)
NAMES = ("network_profile", "node_pools", "agent_pools", "default_agent_pool", "default_node_pool", "vnet_subnet", "nat_gateway_profile", "load_balancer_profile_enabled",
         "cluster_name", "prefix", "sku", "subnets", "subnet_names", "subnet_prefixes", "subnet_delegation", "address_space", "address_spaces", "name", "version", "service_endpoints",
         "delegations", "ipam_pools", "virtual_network", "parent_id", "kube_proxy_config", "agents_count", "auto_scaling_enabled", "api_server_subnet_id")  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=4)
    | st.just(unknown("later").data)
    | st.just(Ref("a.b.id"))
)
VALUES = st.recursive(
    LEAVES.map(Val),
    lambda inner: (
        st.lists(inner, max_size=3).map(Val)
        | st.dictionaries(
            st.sampled_from(["id", "name", "count", "outbound_type", "k", *NAMES[:6]]), inner, max_size=3
        ).map(Val)
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SOURCES), st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
def test_whatever_the_inputs_are_a_call_is_read(source: str, inputs: dict[str, Val]) -> None:
    known = known_modules.of(source)
    assert known is not None
    providers = {name: Provider(name, None, assumed=True) for name in ("azurerm", "azapi")}
    resources = tuple(known(inputs, "module.m", Place("main.tf", 1, 1), providers, None))
    assert resources
    assert len({one.address for one in resources}) == len(resources)
    configuration_of(Reading("main", resources))
