"""What a module of Azure Verified Modules would lose is an error, and what it sends just as the spec has it is none."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Severity
from aksnet.rules import Context, check
from aksnet.rules.module_inputs import RULES
from rendering import TODAY, dialect, view

TERRAFORM, BICEP = dialect(emit="inputs"), dialect("bicep", "inputs")
SYSTEM = {"name": "system", "mode": "System"}
OWN = {"vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"n": {"prefix": "10.240.0.0/20"}, "p": {"prefix": "10.240.64.0/20"}, "a": {"prefix": "10.240.128.0/28"}}}}  # fmt: skip
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
PODS = {"pools": [{**SYSTEM, "subnet": "n", "pod_subnet": "p"}], **OWN}


def spec(plugin: str = "overlay", **cluster: Any) -> dict[str, Any]:
    network = {"plugin": plugin, **cluster.pop("network", {})}
    return {"name": "c", "location": "westeurope", "network": network, "pools": [SYSTEM], **cluster}


def automatic(**pool: Any) -> dict[str, Any]:
    """An Automatic cluster with one pool."""
    return spec("cilium", sku="automatic", pools=[{**SYSTEM, **pool}])


def messages(cluster: dict[str, Any], target: str, severity: Severity = Severity.ERROR) -> list[str]:
    asked = TERRAFORM if target == "terraform" else BICEP
    judged = check([view(**cluster)], Context(TODAY, (asked,)), RULES)
    assert not judged.failures
    return [finding.message for finding in judged.findings if finding.severity is severity]


BAD: list[Any] = [
    pytest.param("bicep", spec("cilium", network={"ipam": "node-subnet"}), "without networkProfile.networkPluginMode: the module managed-cluster:0.14.0 sends overlay", id="Cilium on the node subnet, which Bicep's module makes overlay"),
    pytest.param("bicep", spec("cilium", network={"ipam": "pod-subnet"}, **PODS), "sends overlay, whatever it is given", id="Cilium on pod subnets, which Bicep's module makes overlay"),
    pytest.param("bicep", spec(network={"ip_families": ["IPv4", "IPv6"]}, outbound={"type": "loadBalancer", "managed_outbound_ipv6_count": 2}), "countIPv6 2: the module managed-cluster:0.14.0 has no parameter", id="a number of IPv6 addresses, for which Bicep's module has no parameter"),
    pytest.param("bicep", spec("cilium", network={"acns": {"transit_encryption": "WireGuard"}}), "WireGuard: the module managed-cluster:0.14.0 sends API version 2025-10-01", id="encryption, which the API version of Bicep's module does not have"),
    pytest.param("bicep", spec("cilium", network={"acns": {"transit_encryption": "mTLS"}}), "mTLS: the module managed-cluster:0.14.0 sends API version 2025-10-01", id="a preview, which no version that is pinned has"),
    pytest.param("bicep", spec(pools=[SYSTEM, {"name": "win", "os": "Windows", "os_sku": "Windows2025"}]), "osSKU Windows2025: the module managed-cluster:0.14.0 sends API version 2025-10-01", id="a value that came after the API version of Bicep's module"),
    pytest.param("bicep", spec("cilium", sku="automatic", pools=[]), "hostedSystemProfile.enabled: the module managed-cluster:0.14.0 has no parameter", id="hosted system pools, for which Bicep's module has no parameter"),
    pytest.param("terraform", spec("cilium", network={"acns": {"transit_encryption": "WireGuard"}}), "WireGuard: the module avm-res-containerservice-managedcluster 0.8.1 has no input", id="encryption, which Terraform's module drops without a word"),
    pytest.param("terraform", spec("cilium", network={"acns": {"acceleration": "BpfVeth"}}), "BpfVeth: the module avm-res-containerservice-managedcluster 0.8.1 has no input", id="acceleration, which Terraform's module drops without a word"),
    pytest.param("terraform", spec("cilium", sku="automatic", pools=[]), "no pool has the mode System", id="Automatic with hosted system pools, to which Terraform's module adds one"),
    pytest.param("terraform", spec("cilium", sku="automatic", network={"acns": {"observability": True}}), "advancedNetworking.observability.enabled: the module avm-res-containerservice-managedcluster 0.8.1 drops it", id="ACNS on Automatic, which Terraform's module drops"),
    pytest.param("terraform", spec("cilium", sku="automatic", dns_prefix="p"), "dnsPrefix p: the module", id="a DNS prefix on Automatic, which Terraform's module drops"),
    pytest.param("terraform", spec("cilium", sku="automatic", network={"pod_cidr": "10.64.0.0/16"}, outbound={"type": "loadBalancer"}, hosted_system={"node_subnet": "n", "system_node_subnet": "p", "api_server_subnet": "a"}, **OWN), "podCidr 10.64.0.0/16: the module", id="ranges on Automatic with a load balancer, for which Terraform's module sends no network"),
    pytest.param("terraform", automatic(vm_size="Standard_D16s_v5"), "vmSize Standard_D16s_v5 of the pool 'system': the module avm-res-containerservice-managedcluster 0.8.1 makes an Automatic cluster without it", id="a size on Automatic, which Terraform's module sends to a pool of another size"),
    pytest.param("terraform", automatic(zones=[1, 2]), "availabilityZones of the pool 'system': the module", id="zones on Automatic, which Terraform's module drops of the first pool"),
    pytest.param("terraform", automatic(max_pods=100), "maxPods 100 of the pool 'system': the module", id="a number of pods on Automatic, which Terraform's module drops of the first pool"),
    pytest.param("terraform", automatic(os_sku="AzureLinux3"), "osSKU AzureLinux3 of the pool 'system': the module", id="a distribution on Automatic, which Terraform's module drops of the first pool"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "cluster", "words"), BAD)
def test_what_would_be_lost_is_an_error(target: str, cluster: dict[str, Any], words: str) -> None:
    assert any(words in message for message in messages(cluster, target)), messages(cluster, target)


@pytest.mark.parametrize(("target", "cluster", "words"), BAD)
def test_an_error_shows_the_module_that_it_is_about(target: str, cluster: dict[str, Any], words: str) -> None:
    asked = TERRAFORM if target == "terraform" else BICEP
    found = check([view(**cluster)], Context(TODAY, (asked,)), RULES).findings
    module = "terraform-azurerm-avm-res" if target == "terraform" else "bicep-registry-modules"
    assert [one for one in found if one.severity is Severity.ERROR and module not in str(one.url)] == []


GOOD: list[Any] = [
    pytest.param("bicep", spec("cilium"), id="Cilium on overlay, which is what Bicep's module sends"),
    pytest.param("terraform", spec("cilium", network={"ipam": "node-subnet"}), id="Cilium on the node subnet, which Terraform's module passes on"),
    pytest.param("terraform", spec("cilium", network={"ipam": "pod-subnet", "allocation": "static-block"}, **PODS), id="static blocks, which Terraform's module passes on"),
    pytest.param("bicep", spec("pod-subnet", network={"allocation": "static-block"}, **PODS), id="static blocks, which Bicep's module passes on"),
    pytest.param("bicep", spec(outbound={"type": "managedNATGateway", "managed_outbound_ip_count": 2, "idle_timeout_in_minutes": 10}), id="a NAT gateway, beside which the load balancer's defaults say nothing"),
    pytest.param("bicep", spec(outbound={"type": "none"}), id="no way out, beside which the load balancer's defaults say nothing"),
    pytest.param("bicep", spec(outbound={"type": "loadBalancer", "managed_outbound_ip_count": 2, "allocated_outbound_ports": 1024, "idle_timeout_in_minutes": 10}), id="settings of the load balancer"),
    pytest.param("bicep", spec(outbound={"type": "loadBalancer", "outbound_ips": [f"{ID}/publicIPAddresses/a"]}), id="addresses of one's own"),
    pytest.param("bicep", spec(network={"ip_families": ["IPv4"]}), id="the family that Bicep's module sends by itself"),
    pytest.param("bicep", spec(network={"ip_families": ["IPv4", "IPv6"]}), id="two families, which are given"),
    pytest.param("terraform", spec(network={"ip_families": ["IPv4", "IPv6"]}, outbound={"type": "loadBalancer", "managed_outbound_ipv6_count": 2}), id="a number of IPv6 addresses, which Terraform's module has"),
    pytest.param("terraform", spec("cilium", network={"acns": {"advanced_network_policies": "L7"}}), id="policies of layer 7"),
    pytest.param("bicep", spec("cilium", network={"acns": {"advanced_network_policies": "L7"}}), id="policies of layer 7 in Bicep"),
    pytest.param("terraform", spec("cilium", sku="automatic"), id="what Automatic presets, which the module drops for nothing"),
    pytest.param("terraform", automatic(count=5, max_surge="33%"), id="nodes and upgrades of an Automatic cluster's pool, which the module keeps"),
    pytest.param("terraform", automatic(min=2, max=5), id="bounds of an Automatic cluster's pool, which the module sends to it when it is there"),
    pytest.param("terraform", spec("cilium", sku="automatic", pools=[SYSTEM, {"name": "b", "vm_size": "Standard_D16s_v5", "zones": [1], "max_pods": 100}]), id="further pools of an Automatic cluster, which the module makes by themselves"),
    pytest.param("terraform", spec("cilium", sku="automatic", network={"pod_cidr": "10.64.0.0/16"}, outbound={"type": "managedNATGateway"}), id="a pod range on Automatic, which the module keeps"),
    pytest.param("terraform", spec(pools=[SYSTEM, {"name": "win", "os": "Windows", "os_sku": "Windows2025"}]), id="a value that the API version of Terraform's module has"),
    pytest.param("terraform", spec("byo"), id="no plugin"),
    pytest.param("bicep", spec("kubenet"), id="kubenet"),
]  # fmt: skip


@pytest.mark.parametrize(("target", "cluster"), GOOD)
def test_what_is_sent_as_it_is_given_is_no_error(target: str, cluster: dict[str, Any]) -> None:
    assert messages(cluster, target) == []


def test_silence_where_no_module_is_called() -> None:
    cluster = view(**spec("cilium", network={"ipam": "node-subnet"}))
    for asked in (dialect(), dialect("bicep"), dialect("bicep", "cluster"), dialect(emit="cluster", provider="azapi")):
        assert check([cluster], Context(TODAY, (asked,)), RULES).findings == ()


@pytest.mark.parametrize(
    ("cluster", "words"),
    [
        pytest.param(spec(pools=[{**SYSTEM, "subnet": "n"}], **OWN), "the subnet 'n': avm.tfvars.json cannot refer to it", id="a subnet of the spec"),
        pytest.param(spec(outbound={"type": "userDefinedRouting"}), "the variable 'node_subnet_id': avm.tfvars.json cannot", id="a subnet that is left open"),
        pytest.param(spec(pools=[{**SYSTEM, "subnet": f"{ID}/virtualNetworks/v/subnets/n"}]), "managed_identities: avm.tfvars.json leaves it out", id="a subnet that is there, on which the identity needs rights"),
        pytest.param(spec(), None, id="a network that AKS makes"),
        pytest.param(spec("cilium", network={"acns": {"acceleration": "BpfVeth"}}, pools=[{**SYSTEM, "subnet": "n"}], **OWN), None, id="a cluster that is refused"),
    ],
)  # fmt: skip
def test_what_the_file_of_values_lacks_is_told(cluster: dict[str, Any], words: str | None) -> None:
    told = messages(cluster, "terraform", Severity.INFO)
    assert [message for message in told if words is None or words not in message] == []
    assert bool(told) == (words is not None)
    assert [message for message in messages(cluster, "bicep", Severity.INFO) if "tfvars" in message] == []


DECIDED = (
    "the module managed-cluster:0.14.0 turns on Azure Policy and the upgrade channel stable, and turns off the CSI"
)
PROFILE = ": the module managed-cluster:0.14.0 sends the defaults of a loadBalancerProfile beside it"
IN_N = {"pools": [{**SYSTEM, "subnet": "n"}], **OWN}
MORE: list[Any] = [
    pytest.param(spec(), [DECIDED], id="what it decides beside the network"),
    pytest.param(spec(outbound={"type": "managedNATGateway"}), [DECIDED, f"networkProfile.outboundType managedNATGateway{PROFILE}"], id="a load balancer profile beside a NAT gateway of AKS's"),
    pytest.param(spec(outbound={"type": "userAssignedNATGateway"}, **IN_N), [DECIDED, f"networkProfile.outboundType userAssignedNATGateway{PROFILE}"], id="a load balancer profile beside a NAT gateway of one's own"),
    pytest.param(spec(outbound={"type": "none"}), [DECIDED, f"networkProfile.outboundType none{PROFILE}"], id="a load balancer profile beside no way out"),
    pytest.param(spec(outbound={"type": "userDefinedRouting"}, **IN_N), [DECIDED], id="no load balancer profile beside a route table"),
    pytest.param(spec(outbound={"type": "loadBalancer"}), [DECIDED], id="a load balancer that is asked for"),
    pytest.param(spec("cilium", network={"ipam": "node-subnet"}), [], id="a cluster that is refused"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "told"), MORE)
def test_what_the_bicep_module_adds_is_told_once(cluster: dict[str, Any], told: list[str]) -> None:
    found = messages(cluster, "bicep", Severity.INFO)
    assert len(found) == len(told)
    assert all(message.startswith(words) for message, words in zip(found, told, strict=True)), found
    assert [message for message in messages(cluster, "terraform", Severity.INFO) if "managed-cluster:" in message] == []


@pytest.mark.parametrize(
    ("cluster", "told"),
    [
        pytest.param(spec(tags={"a": "b"}, pools=[SYSTEM, {"name": "b"}]), True, id="tags and a further pool"),
        pytest.param(spec(tags={"a": "b"}), False, id="tags and one pool"),
        pytest.param(spec(pools=[SYSTEM, {"name": "b"}]), False, id="a further pool without tags"),
    ],
)
def test_tags_that_go_on_pools_are_told(cluster: dict[str, Any], told: bool) -> None:
    (message,) = messages(cluster, "bicep", Severity.INFO)
    assert message.endswith("; pools in agentPools get the cluster's tags") == told
