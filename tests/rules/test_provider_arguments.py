"""Arguments that azurerm does not have: what is told of them, and where nothing is."""

from __future__ import annotations

import pytest

from aksnet.findings import Rename, Severity
from terraform_clusters import cluster, found, with_pool

NAP = 'node_provisioning_profile {\n    mode = "Auto"\n  }'
ADDONS = "addon_profile {\n    oms_agent {\n      enabled = true\n    }\n  }"
DYNAMIC = 'dynamic "oms_agent" {\n    for_each = [1]\n    content {\n      workspace = "x"\n    }\n  }'
INTEGRATION = "api_server_access_profile {\n    %s\n  }"
AUTOMATIC = 'terraform {\n  required_providers {\n    azurerm = { source = "hashicorp/azurerm", version = "%s" }\n  }\n}\nresource "azurerm_kubernetes_automatic_cluster" "this" {\n  name = "prod"\n}\n'


@pytest.mark.parametrize(
    ("text", "words", "hint"),
    [
        pytest.param(cluster("~> 4.0", pool="enable_auto_scaling = true"), "no argument enable_auto_scaling in default_node_pool: it is called auto_scaling_enabled since 4.0.0", "write auto_scaling_enabled", id="an old name in the cluster's own pool"),
        pytest.param(cluster("~> 4.0", pool="enable_node_public_ip = null"), "no argument enable_node_public_ip in default_node_pool: it is called node_public_ip_enabled since 4.0.0", "write node_public_ip_enabled", id="an old name that says null"),
        pytest.param(with_pool("5.2.0", "enable_host_encryption = true"), "azurerm 5.2.0 has no argument enable_host_encryption: it is called host_encryption_enabled since 4.0.0", "write host_encryption_enabled", id="an old name in a pool of its own"),
        pytest.param(cluster("~> 4.0", rest='automatic_channel_upgrade = "stable"'), "no argument automatic_channel_upgrade: it is called automatic_upgrade_channel since 4.0.0", "write automatic_upgrade_channel", id="an old name at the cluster"),
        pytest.param(cluster("~> 4.0", 'ebpf_data_plane = "cilium"'), "no argument ebpf_data_plane in network_profile: it is called network_data_plane since 3.108.0", "write network_data_plane", id="the data plane of azurerm 3"),
        pytest.param(cluster(">= 4.0", pool="enable_auto_scaling = true"), "azurerm >= 4.0 has no argument enable_auto_scaling", "write auto_scaling_enabled", id="an old name where newer releases may be in use as well"),
        pytest.param(cluster("5.9.0", pool="enable_auto_scaling = true"), "azurerm 5.2.0, the newest that is known here, has no argument enable_auto_scaling", "write auto_scaling_enabled", id="an old name in a release that is not known"),
        pytest.param(with_pool("~> 3.50", 'availability_zones = ["1"]'), "no argument availability_zones: it is called zones since 3.0.0", "write zones", id="a name of azurerm 2"),
        pytest.param(cluster("~> 4.0", pool="auto_scaling_enabled = true\n    enable_auto_scaling = true"), "it is called auto_scaling_enabled", "leave it out: auto_scaling_enabled stands beside it", id="the old name beside the new one"),
        pytest.param(cluster("~> 3.0", pool="auto_scaling_enabled = true"), "azurerm ~> 3.0 has no argument auto_scaling_enabled in default_node_pool: before 4.0.0 it is called enable_auto_scaling", "write enable_auto_scaling, or allow azurerm 4.0.0 or newer", id="a new name in an old release"),
        pytest.param(cluster("= 3.95.0", 'network_data_plane = "cilium"'), "azurerm 3.95.0 has no argument network_data_plane in network_profile: before 3.108.0 it is called ebpf_data_plane", "write ebpf_data_plane, or", id="a new name in an old release of the same major"),
        pytest.param(cluster("= 3.95.0", 'network_data_plane = "azure"'), "before 3.108.0 it is called ebpf_data_plane", "leave it out, or allow azurerm 3.108.0 or newer", id="a new name with a value that the old one does not take"),
        pytest.param(cluster("~> 4.0", rest='api_server_authorized_ip_ranges = ["1.2.3.4/32"]'), "no argument api_server_authorized_ip_ranges: it went with 4.0.0", "write authorized_ip_ranges in a block api_server_access_profile", id="what went, with another way to say it"),
        pytest.param(cluster("~> 4.0", 'docker_bridge_cidr = "172.17.0.1/16"'), "no argument docker_bridge_cidr in network_profile: it went with 4.0.0", "leave it out: azurerm 3", id="what went for good"),
        pytest.param(cluster("= 4.20.0", rest=INTEGRATION % "vnet_integration_enabled = true"), "it went with 4.0.0", "allow azurerm 4.46.0 or newer, and write virtual_network_integration_enabled", id="an old name whose new one is not there yet"),
        pytest.param(cluster("~> 3.0", rest=ADDONS), "azurerm ~> 3.0 has no block addon_profile: it went with 3.0", "write the add-ons at the cluster itself", id="a block of azurerm 2, told once"),
        pytest.param(cluster("5.0.0", pool="kubelet_config {\n      container_log_max_line = 4\n    }"), "no argument container_log_max_line in kubelet_config: it is called container_log_max_files", "write container_log_max_files", id="an old name in a block of the pool"),
        pytest.param(cluster("= 4.50.0", rest=NAP), "azurerm 4.50.0 has no block node_provisioning_profile: it came with 4.57.0", "allow azurerm 4.57.0 or newer, or leave it out", id="a block that came later"),
        pytest.param(cluster("~> 3.0", rest="ai_toolchain_operator_enabled = true"), "azurerm ~> 3.0 has no argument ai_toolchain_operator_enabled: it is there in 4.81.0", "allow azurerm 4.81.0 or newer", id="what a later major has, it is not known since when"),
        pytest.param(with_pool("3.117.1", 'linux_os_config {\n    transparent_huge_page = "always"\n  }'), "before 4.36.0 it is called transparent_huge_page_enabled", "write transparent_huge_page_enabled, or allow azurerm 4.36.0 or newer", id="a new name of huge pages in azurerm 3"),
        pytest.param(cluster("4.35.0", pool='linux_os_config {\n      transparent_huge_page = "always"\n    }'), "before 4.36.0 it is called transparent_huge_page_enabled", "write transparent_huge_page_enabled, or", id="a new name of huge pages just before it came"),
        pytest.param(cluster("4.40.0", pool="kubelet_config {\n      container_log_max_files = 3\n    }"), "before 4.71.0 it is called container_log_max_line", "write container_log_max_line, or", id="a new name of logs before it came"),
        pytest.param(with_pool("= 4.15.0", 'temporary_name_for_rotation = "tmp"'), "azurerm 4.15.0 has no argument temporary_name_for_rotation: it came with 4.16.0", "allow azurerm 4.16.0", id="an argument of pools that came later"),
        pytest.param(cluster("= 4.45.0", rest=INTEGRATION % 'subnet_id = "x"'), "no argument subnet_id in api_server_access_profile: it came with 4.46.0", "allow azurerm 4.46.0", id="what went and came back"),
        pytest.param(cluster("~> 4.0", rest='pod_cidr = "10.244.0.0/16"'), "no argument pod_cidr: it belongs to the block network_profile", "write it in the block network_profile", id="an argument of another block"),
        pytest.param(cluster("~> 4.0", pool='sku_tier = "Free"'), "it belongs to the cluster itself", "write it in the cluster itself", id="an argument of the cluster in its pool"),
        pytest.param(cluster("~> 4.0", pool='priority = "Spot"'), "only azurerm_kubernetes_cluster_node_pool has it", "leave it out, or declare a pool of its own", id="an argument of other pools in the cluster's own"),
        pytest.param(with_pool("~> 4.0", 'dns_prefix = "x"'), "no argument dns_prefix: azurerm_kubernetes_cluster has it", "write it at the cluster", id="an argument of the cluster at a pool"),
        pytest.param(cluster("~> 4.0", pool='subnet_id = "x"'), "no argument subnet_id in default_node_pool: perhaps vnet_subnet_id is meant", "write vnet_subnet_id", id="a name that a word is lacking in"),
        pytest.param(cluster("~> 4.0", rest='subnet_id = "x"'), "it belongs to the block api_server_access_profile or the block ingress_application_gateway", "write it in", id="an argument of either of two blocks"),
        pytest.param(cluster("~> 4.0", 'network_polcy = "calico"'), "no argument network_polcy in network_profile: perhaps network_policy is meant", "write network_policy", id="a name that is misspelt"),
        pytest.param(cluster(None, 'network_polcy = "calico"'), "azurerm from 3 to 5.2.0 has no argument network_polcy", "write network_policy", id="a name that is misspelt, and nothing says the version"),
        pytest.param(cluster("~> 4.0", rest=DYNAMIC), "no argument workspace in oms_agent", "leave it out", id="a name in a dynamic block"),
        pytest.param(cluster("~> 4.0", pool='pod_ip_allocation_mode = "StaticBlock"'), "no argument pod_ip_allocation_mode in default_node_pool", "azapi can say it, azurerm cannot", id="what the service has and azurerm has not"),
        pytest.param(cluster("~> 4.0", rest="foo = 1"), "azurerm ~> 4.0 has no argument foo", "leave it out", id="a name that is near nothing"),
        pytest.param(AUTOMATIC % "~> 4.50, < 4.81", "azurerm ~> 4.50, < 4.81 has no resource azurerm_kubernetes_automatic_cluster: it came with 4.81.0", "allow azurerm 4.81.0 or newer", id="a resource that came later"),
    ],
)  # fmt: skip
def test_argument_is_unknown(text: str, words: str, hint: str) -> None:
    (finding,) = found("AKN801", text)
    assert words in finding.message
    assert finding.hint.startswith(hint)
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(cluster("~> 3.0", pool="enable_auto_scaling = true"), id="the old name in the old release"),
        pytest.param(cluster("~> 4.0", pool="auto_scaling_enabled = true"), id="the new name in the new release"),
        pytest.param(cluster(">= 3.0", pool="enable_auto_scaling = true"), id="the old name where the old release may be in use"),
        pytest.param(cluster(None, pool="enable_auto_scaling = true"), id="the old name where nothing says the version"),
        pytest.param(cluster("nonsense", pool="enable_auto_scaling = true"), id="the old name under a constraint that is none"),
        pytest.param(cluster("~> 4.0", rest=NAP), id="a block that the newest release allowed has"),
        pytest.param(cluster(None, rest=ADDONS), id="a block of azurerm 2 where nothing says the version"),
        pytest.param(cluster("~> 2.0", rest=f"{ADDONS}\n  foo = 1"), id="anything in azurerm 2"),
        pytest.param(cluster(">= 2.0, < 4", pool='availability_zones = ["1"]'), id="a name of azurerm 2, which may be in use"),
        pytest.param(cluster(None, pool='os_type = "Linux"'), id="an argument of pools of azurerm 1, which may be in use"),
        pytest.param(cluster(">= 4.0", rest='expander = "x"'), id="a plain word of another block where newer releases may be in use"),
        pytest.param(cluster(">= 4.0", rest="foo = 1"), id="a name near nothing where newer releases may be in use"),
        pytest.param(cluster("5.9.0", rest='mode = "Auto"'), id="a name of another block in a release that is not known"),
        pytest.param(cluster(">= 4.0", pool='os_disk_type2 = "x"'), id="a name that differs in its digits only"),
        pytest.param(cluster("4.81.3", rest=NAP), id="a patch of the newest release"),
        pytest.param(cluster("~> 4.0", rest='timeouts {\n    create = "90m"\n  }\n  depends_on = []\n  lifecycle {\n    ignore_changes = [tags]\n  }'), id="what every resource has"),
        pytest.param(cluster("~> 4.0", rest='count = 1\n  tags = { enable_auto_scaling = "x" }', pool='node_labels = { foo = "x" }'), id="keys of maps"),
        pytest.param(cluster("~> 4.0", rest="default_node_pol {\n  }").replace("azurerm_kubernetes_cluster", "azurerm_container_registry"), id="another resource"),
        pytest.param(AUTOMATIC % "~> 4.50", id="a resource that the newest release allowed has"),
        pytest.param(AUTOMATIC % "~> 2.50", id="a resource where nothing is known of the release"),
    ],
)  # fmt: skip
def test_argument_is_known_or_may_be(text: str) -> None:
    assert found("AKN801", text) == ()


def test_of_a_block_that_is_lacking_only_the_block_is_told() -> None:
    findings = found("AKN801", cluster("~> 4.0", rest=f"{ADDONS}\n  pod_cidr = null"))
    told = [finding.message.split(" has no ")[1].split(":")[0] for finding in findings]
    assert told == ["block addon_profile", "argument pod_cidr"]


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        pytest.param(cluster("~> 4.0", pool="enable_auto_scaling = true"), ("enable_auto_scaling", "auto_scaling_enabled"), id="an old name is written anew"),
        pytest.param(cluster("~> 4.0", 'ebpf_data_plane = "cilium"'), ("ebpf_data_plane", "network_data_plane"), id="in a block too"),
        pytest.param(cluster("~> 3.0", pool="auto_scaling_enabled = true"), None, id="a new name: whether the release or the name is to change is for people"),
        pytest.param(cluster("~> 4.0", pool="auto_scaling_enabled = true\n    enable_auto_scaling = true"), None, id="the new name is there"),
        pytest.param(cluster("~> 4.0", 'network_polcy = "calico"'), None, id="a name that is misspelt"),
    ],
)  # fmt: skip
def test_what_mends_it(text: str, fix: tuple[str, str] | None) -> None:
    (finding,) = found("AKN801", text)
    if fix is None:
        assert finding.fix is None
    else:
        assert isinstance(finding.fix, Rename)
        assert finding.fix[1:] == fix
        assert finding.fix.place == finding.place
        line = text.splitlines()[(finding.fix.place.line or 0) - 1]
        assert line.strip().startswith(fix[0])


JSON = """{
  "terraform": {"required_providers": {"azurerm": {"source": "hashicorp/azurerm", "version": "~> 4.0"}}},
  "resource": {"azurerm_kubernetes_cluster": {"this": {
    "name": "prod",
    "tags": {"foo": "x"},
    "network_profile": [{
      "network_plugin": "azure",
      "%s": "calico"
    }]
  }}}
}
"""


def test_configuration_in_json() -> None:
    assert found("AKN801", JSON % "network_policy", "main.tf.json") == ()
    (finding,) = found("AKN801", JSON % "network_polcy", "main.tf.json")
    assert finding.place is not None
    assert finding.place.line == 8
