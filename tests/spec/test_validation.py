"""Nodes into models: what is not of the shape gets one error with place, message and hint."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.gen import Generated, gen
from aksnet.errors import AksnetError, SpecError
from aksnet.spec.flags import Flags, Override, assignments
from aksnet.spec.layers import Layers
from aksnet.spec.models import Cluster
from aksnet.spec.validation import validated
from aksnet.spec.yaml_text import parse as parse_yaml
from rendering import dialect

SUBNET_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("network: {plugin: overley}", "1:19: error: network.plugin: 'overley' is none that aksnet knows\n  hint: did you mean overlay?", id="a plugin with a typing error"),
        pytest.param("network: {plugin: flannel}", "hint: choose from overlay, cilium, pod-subnet, node-subnet, byo, kubenet", id="an unknown plugin"),
        pytest.param("network: {pod_cidr: 10.0.0.0/16}", "1:10: error: network: plugin is missing\n  hint: choose from overlay", id="no plugin"),
        pytest.param("network: {plugn: overlay}", "1:11: error: network.plugn: unknown key\n  hint: did you mean plugin?", id="the key of the plugin with a typing error"),
        pytest.param("network: {pod_cidr: 10.0.0.0/16, Plug-In: overlay}", "1:34: error: network.Plug-In: unknown key\n  hint: did you mean plugin?", id="the key of the plugin in another spelling"),
        pytest.param("network: {plugin: overlay}\noutbound: {typ: none}", "2:12: error: outbound.typ: unknown key\n  hint: did you mean type?", id="the key of the outbound type with a typing error"),
        pytest.param("network: overlay", "1:10: error: network: 'overlay' stands where a mapping is due\n  hint: write network: {plugin: overlay}", id="a word for the network"),
        pytest.param("outbound: none\nnetwork: {plugin: overlay}", "hint: write outbound: {type: none}", id="a word for the outbound type"),
        pytest.param("plugin: overlay", "plugin: unknown key\n  hint: it stands under network: {plugin: …}", id="a key of the network at the top"),
        pytest.param("name: x", "network: is missing\n  hint: say --plugin overlay", id="no network"),
        pytest.param("network: {plugin: overlay, podcidr: 10.0.0.0/16}", "1:28: error: network.podcidr: unknown key\n  hint: did you mean pod_cidr?", id="a key with a typing error"),
        pytest.param("network: {plugin: overlay, xyz: 1}", "hint: known here: plugin, ip_families", id="an unknown key"),
        pytest.param("network: {plugin: overlay, docker_bridge_cidr: 172.17.0.1/16}", "hint: the API dropped it in 2023-04-01", id="a key that Azure dropped"),
        pytest.param("network: {plugin: overlay, network_plugin_mode: overlay}", "hint: plugin: overlay says it", id="a key of another tool"),
        pytest.param("network: {plugin: node-subnet, pod_cidr: 10.0.0.0/16}", "plugin node-subnet has no pod_cidr\n  hint: overlay, cilium, byo, kubenet have it", id="a key of another mode"),
        pytest.param("network: {plugin: overlay, acns: {}}", "plugin overlay has no acns\n  hint: cilium has it", id="a key of one other mode"),
        pytest.param("network: {plugin: overlay, network_policy: cilium}", "'cilium' is none of none, calico, azure\n  hint: plugin cilium takes it", id="a value of another mode"),
        pytest.param("network: {plugin: cilium, network_policy: calico}", "'calico' is given, and it can only be cilium\n  hint: plugin node-subnet or overlay or pod-subnet or kubenet takes it", id="Cilium has one engine"),
        pytest.param("network: {plugin: cilium, allocation: dynamic}", "hint: add ipam: pod-subnet", id="an allocation without a pod subnet"),
        pytest.param("network: {plugin: cilium, acns: {transit_encryption: Wireguard}}", "1:54: error: network.acns.transit_encryption: 'Wireguard' is none of None, WireGuard, mTLS\n  hint: did you mean WireGuard?", id="the wrong case"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0}", "it has no prefix length", id="a range without a length"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.999.0.0/16}", "Octet 999", id="an octet of 999"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/33}", "it has the prefix length 33, more than 32", id="a length of 33"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/255.0.0.0}", "which is no plain number", id="a net mask"),
        pytest.param("network: {plugin: overlay, pod_cidr: 'fd00::/64'}", "'fd00::/64' is an IPv6 range where an IPv4 range is due", id="IPv6 where IPv4 is due"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/08}", "it has the prefix length '08', which is no plain number", id="a length with a leading zero"),
        pytest.param("network: {plugin: overlay, pod_cidr: 010.0.0.0/8}", "Leading zeros", id="an octal octet"),
        pytest.param("network: {plugin: overlay, dns_service_ip: 10.0.0.300}", "'10.0.0.300' is no IPv4 address", id="a DNS address that is none"),
        pytest.param("network: {plugin: overlay, dns_service_ip: 'fd00::a'}", "an IPv6 address where an IPv4 address is due", id="an IPv6 DNS address"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10}", "10 stands where text is due\n  hint: put it in quotes", id="a number for a range"),
        pytest.param("network: {plugin: overlay, pod_cidr: [10.0.0.0/8]}", "a list stands where text is due", id="a list for a range"),
        pytest.param("network: {plugin: overlay, pod_cidrs: []}", "the list is empty", id="an empty list of ranges"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/8, pod_cidrs: [10.0.0.0/8]}", "1:61: error: network.pod_cidrs: pod_cidr and pod_cidrs are both given\n  hint: keep one", id="both spellings"),
        pytest.param("network: {plugin: overlay}\npools: [{name: Sys}]", "2:16: error: pools.0.name: 'Sys' is no pool name", id="a pool name in capitals"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a}, {name: a}]", "2:27: error: pools.1.name: two pools have the name 'a'", id="two pools of one name"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, count: '3'}]", "'3' stands where a whole number is due\n  hint: leave the quotes out", id="a number in quotes"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, count: true}]", "true stands where a whole number is due", id="true for a number"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, min: 1}]", "the autoscaler needs both min and max", id="half of the autoscaler"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, min: 3, max: 2}]", "min 3 is more than max 2", id="min above max"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, min: 1, max: 2, count: 1}]", "count is given beside min and max", id="count beside the autoscaler"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, subnet: n}]", "there is no subnet 'n' in vnet.subnets\n  hint: add it there (there is: none)", id="a subnet that is not there"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, subnet: /subscriptions/x}]", "is no ARM id of a subnet\n  hint: /subscriptions/…/resourceGroups/…", id="an id that is none"),
        pytest.param(f"network: {{plugin: overlay}}\npools: [{{name: a, subnet: {SUBNET_ID.lower()}}}]", "in exactly this spelling", id="an id in another case, which azurerm refuses"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, max_surge: 0}]", "'0' is no surge", id="no surge"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, max_surge: 2, max_unavailable: 1}]", "max_surge is given beside max_unavailable\n  hint: keep one of them", id="nodes that are added and taken away"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, max_unavailable: 0}]", "'0' is no number of nodes, nor a percentage", id="no node that may be away"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: {prefix: 10.0.0.0/24, other: -1}}}", "vnet.subnets.n.other", id="fewer other addresses than none"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: }}", "vnet.subnets.n: a subnet needs either prefix or prefixes\n  hint: for example prefix: 10.240.0.0/22; aksnet plan --allocate --write finds and writes one", id="a subnet that only has a name"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: {prefix: 10.0.0.0/24, prefixes: [10.0.0.0/24]}}}", "prefix and prefixes are both given", id="a subnet with both spellings"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, zones: [4]}]", "'4' is no zone", id="a fourth zone"),
        pytest.param("network: {plugin: node-subnet}\nvnet: {address_space: [10.0.0.0/8], subnets: {p: {prefix: 10.1.0.0/16}}}\npools: [{name: a, pod_subnet: p}]", "pod_subnet is given, but the mode takes pod addresses from the node subnet", id="a pod subnet in node-subnet mode"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: []}", "vnet.address_space", id="a VNet without a range"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: {}}}", "a subnet needs either prefix or prefixes", id="a subnet without a range"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: {prefix: 10.0.0.0/8, route_table: rt}}}", "'rt' is no ARM id of routeTables", id="a route table that is no id"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: loadbalancer}", "hint: did you mean loadBalancer?", id="an outbound type in the wrong case"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: block}", "'block' is none that aksnet knows\n  hint: choose from loadBalancer, managedNATGateway", id="an outbound type that only previews have"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: loadBalancer, idle_timeout_in_minutes: 3}", "3 is less than 4", id="too short a timeout"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: loadBalancer, managed_outbound_ip_count: 101}", "101 is more than 100", id="too many addresses"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: loadBalancer, allocated_outbound_ports: 100}", "100 is no multiple of 8", id="ports in no multiple of 8"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: managedNATGateway, managed_outbound_ip_count: 17}", "17 is more than 16", id="17 addresses of a NAT gateway, which azurerm would take"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: userDefinedRouting, allocated_outbound_ports: 8}", "outbound type userDefinedRouting has no allocated_outbound_ports\n  hint: loadBalancer has it", id="load balancer settings with another outbound type"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: userDefinedRouting, next_hop_ip_address: 10.0.0.4}", "no route table is made for it", id="a next hop that no route table would have"),
        pytest.param("network: {plugin: cilium}\nhosted_system: {node_subnet: a, system_node_subnet: b, api_server_subnet: c}", "there is no subnet 'a'", id="hosted subnets that are not there"),
        pytest.param("network: {plugin: null}", "1:19: error: network.plugin: nothing stands where a word is due", id="nothing for a plugin"),
        pytest.param("network: {plugin: [a]}", "network.plugin: a list stands where a word is due", id="a list for a plugin"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/8}\npools: [{name: a, count: 99999999999999999999}]", "'99999999999999999999' stands where a whole number is due", id="a number that is too large"),
        pytest.param("network: {plugin: overlay, dns_service_ip: 'fe80::1%eth0'}", "is no IPv4 address", id="an address with a zone index"),
        pytest.param("network: {plugin: overlay, pod_cidrs: ['fd00::%eth0/64']}", "it has a zone index", id="a range with a zone index"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, zones: []}]", "the list is empty: leave the key out, or fill it", id="an empty list of zones"),
        pytest.param("network: {plugin: overlay}\noutbound: {type: loadBalancer, outbound_ips: []}", "the list is empty", id="an empty list of addresses"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, vm_size: ''}]", "the text is empty", id="an empty VM size"),
        pytest.param("network: {plugin: overlay}\ntags: {'': x}", "the text is empty", id="a tag without a name"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {Nodes: {prefix: 10.0.0.0/24}, nodes: {prefix: 10.0.1.0/24}}}", "the subnets 'Nodes' and 'nodes' have one name for Azure", id="subnets that differ in case only"),
        pytest.param("network: {plugin: overlay}\nname: " + "x" * 5000, " … ", id="a very long value is shortened"),
        pytest.param("name: 'a b'\nnetwork: {plugin: overlay}", "'a b' is no cluster name", id="a name with a space"),
        pytest.param("name: " + "a" * 64 + "\nnetwork: {plugin: overlay}", "is no cluster name: 1 to 63", id="a name of 64 characters"),
        pytest.param("kubernetes_version: 1\nnetwork: {plugin: overlay}", "1 stands where text is due", id="a version that is a number"),
        pytest.param("kubernetes_version: v1.30\nnetwork: {plugin: overlay}", "'v1.30' is no Kubernetes version", id="a version with a v"),
        pytest.param("network: {plugin: overlay, ip_families: IPv4}", "'IPv4' stands where a list is due\n  hint: write [IPv4]", id="a word for a list"),
        pytest.param("network: {plugin: overlay}\npools: {system: {}}", "pools: a mapping stands where a list is due\n  hint: begin each item with a dash", id="a mapping of pools"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/8], subnets: {n: {prefix: 10.0.0.0/24, route_table: /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/routeTables/t}}}\npools: [{name: a, subnet: n}]\noutbound: {type: userDefinedRouting, next_hop_ip_address: 10.0.0.4}", "no route table is made for it", id="a next hop beside a route table of its own"),
        pytest.param("location: West Europe\nnetwork: {plugin: overlay}", "'West Europe' is no location: a region's short name is due, such as westeurope", id="a region's long name"),
        pytest.param("location: 2 US East\nnetwork: {plugin: overlay}", "'2 US East' is no location: a region's short name is due, such as westeurope", id="a region that begins with a number"),
        pytest.param('location: "$(id)"\nnetwork: {plugin: overlay}', "'$(id)' is no location: a region's short name is due, such as westeurope", id="no region's name at all"),
        pytest.param('tags: {a: "x\\0"}\nnetwork: {plugin: overlay}', "the text has a NUL character", id="a NUL in a tag"),
        pytest.param("tags: {a: true}\nnetwork: {plugin: overlay}", "true stands where text is due\n  hint: put it in quotes", id="a switch in a tag"),
        pytest.param("kubernetes_version: 1\nnetwork: {plugin: overlay}", "1 stands where text is due\n  hint: put it in quotes", id="a version that is a whole number"),
    ],
)  # fmt: skip
def test_wrong_shape_gets_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(SpecError) as caught:
        validated(Cluster, parse_yaml(text, "spec"))
    assert message in str(caught.value)
    assert all(problem.place is not None for problem in caught.value.problems)


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    text = "pools: [{name: B, count: x}]\nnetwork: {plugin: overlay, pod_cidr: 1}\nname: '-'\n"
    with pytest.raises(SpecError) as caught:
        validated(Cluster, parse_yaml(text, "spec"))
    assert [str(problem.place) for problem in caught.value.problems] == [
        "spec:1:16",
        "spec:1:26",
        "spec:2:38",
        "spec:3:7",
    ]


def _gen(text: str, tmp_path: Path, *overrides: Override, sets: tuple[str, ...] = ()) -> Generated:
    path = tmp_path / "aksnet.yaml"
    path.write_text(text, encoding="utf-8")
    layers = Layers((str(path),), Flags((), overrides, assignments(sets)))
    return gen(layers, [dialect("az")], date(2026, 11, 24))


MAX_PODS = Override(("pools", "*", "max_pods"), 40, "--max-pods")


@pytest.mark.parametrize(
    ("text", "overrides", "sets", "present"),
    [
        pytest.param("network: {plugin: azure}", (), (), "--network-plugin azure", id="an alias"),
        pytest.param("network: {plugin: overlay}", (Override(("network", "plugin"), "none", "--plugin"), Override(("network", "pod_cidr"), "10.0.0.0/17", "--pod-cidr")), ("network.service_cidr=10.1.0.0/16",), "--network-plugin none", id="an alias in a flag, over the file"),
        pytest.param("network: {plugin: overlay}", (MAX_PODS,), (), "--nodepool-name system \\\n--max-pods 40", id="max pods without pools makes the pool system"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, mode: System}, {name: b, max_pods: 30}]", (MAX_PODS,), (), "--name b \\\n--mode User \\\n--max-pods 40", id="max pods reaches every pool"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, mode: System}]", (), ("pools.0.max_pods=50",), "--max-pods 50", id="a pool by its number"),
        pytest.param("network: {plugin: overlay}\npools: [{name: a, mode: System}]", (), ("pools.a.max_pods=50",), "--max-pods 50", id="a pool by its name"),
        pytest.param("network: {plugin: overlay}", (), ("pools.system.max_pods=50",), "--nodepool-name system \\\n--max-pods 50", id="a pool where there are none"),
        pytest.param("network: {plugin: overlay}", (), ("outbound.type=none",), "--outbound-type none", id="a field below a mapping that is not there"),
        pytest.param("network: {plugin: overlay}", (MAX_PODS,), ("pools.system.max_pods=60",), "--max-pods 60", id="the last word has --set"),
        pytest.param("network: {plugin: overlay, pod_cidr: 10.0.0.0/17}", (), ("network.pod_cidr=",), "--pod-cidr 10.244.0.0/16", id="an empty value takes a field away"),
        pytest.param("network: {plugin: overlay, pod_cidrs: [10.9.0.0/16]}", (Override(("network", "pod_cidr"), "10.64.0.0/16", "--pod-cidr"),), (), "--pod-cidr 10.64.0.0/16", id="a range replaces a list of ranges"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: [10.240.0.0/16], subnets: {a.b: {prefix: 10.240.0.0/24}}}", (), ('vnet.subnets."a.b".prefix=10.240.1.0/24', 'tags."k8s.io/x=y"=z'), "--network-plugin azure", id="keys in quotes, with dots and an equals sign"),
        pytest.param("network: {plugin: overlay}\noutbound:", (), ("outbound.type=none",), "--outbound-type none", id="a field below a key without a value"),
        pytest.param("network: {plugin: overlay}", (), ('network={"plugin": "cilium"}',), "--network-dataplane cilium", id="a whole mapping"),
    ],
)  # fmt: skip
def test_flags_lie_over_the_file(
    text: str, overrides: tuple[Override, ...], sets: tuple[str, ...], present: str, tmp_path: Path
) -> None:
    assert present in _gen(text, tmp_path, *overrides, sets=sets).files[0].text


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        pytest.param("a", "--set: error: 'a' is no path=value", id="no value"),
        pytest.param("=1", "is no path=value", id="no path"),
        pytest.param("a..b=1", "is no path=value", id="an empty key"),
        pytest.param("nets.x=1", "--set nets.x: error: nets: unknown key\n  hint: did you mean vnet?", id="an unknown key"),
        pytest.param("pools.zz.max_pods=1", "--set pools.zz.max_pods: error: the list has no item 'zz'\n  hint: there is: system", id="no such pool"),
        pytest.param("name.x=1", "aksnet.yaml:1:7: error: 'c' stands where a mapping is due\n  hint: --set name.x is below it", id="a path below a word"),
        pytest.param("name=\udcff", "--set: error: the text has bytes that are no UTF-8", id="bytes that are no UTF-8"),
        pytest.param("tags.a=%{x}", "--set tags.a: error: this is no valid YAML: could not find expected directive name\n  hint: the value is read as YAML: put text with marks of YAML in quotes", id="a value that begins with a mark of YAML"),
        pytest.param("network.pod_cidr=[a", "this is no valid YAML", id="a value that is no YAML"),
        pytest.param("pools.system.max_pods=many", "--set pools.system.max_pods: error: pools.0.max_pods: 'many' stands where a whole number is due", id="a word for a number"),
    ],
)  # fmt: skip
def test_faulty_flag_gets_one_clear_error(sets: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(AksnetError) as caught:
        _gen("name: c\nnetwork: {plugin: overlay}", tmp_path, sets=(sets,))
    assert message in str(caught.value)


FLEET = """\
defaults: {network: {plugin: overlay, service_cidr: 10.0.0.0/20}, tags: {a: x}}
clusters:
- {name: one, network: {pod_cidr: 10.64.0.0/16}}
- {name: two, network: {plugin: kubenet}, tags: {b: y}}
"""


def test_defaults_lie_under_each_cluster(tmp_path: Path) -> None:
    one, two = _gen(FLEET, tmp_path).files
    assert (one.path, two.path) == ("one/block.sh.txt", "two/block.sh.txt")
    assert "--pod-cidr 10.64.0.0/16" in one.text
    assert "--service-cidr 10.0.0.0/20" in one.text
    assert "--network-plugin kubenet" in two.text


def test_clusters_may_be_mapped_by_name(tmp_path: Path) -> None:
    text = "clusters:\n  one: {network: {plugin: overlay}}\n  two: {network: {plugin: cilium}}\n"
    assert [file.path for file in _gen(text, tmp_path).files] == ["one/block.sh.txt", "two/block.sh.txt"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("defaults: {}\nnetwork: {plugin: overlay}", "1:1: error: defaults is only for clusters:", id="defaults without clusters"),
        pytest.param("clusters: []", "1:11: error: clusters: has no cluster", id="no cluster"),
        pytest.param("clusters: x", "clusters: has no cluster", id="a word for the clusters"),
        pytest.param("clusters: [x]", "1:12: error: a cluster is no mapping", id="a word for a cluster"),
        pytest.param("clusters: [{network: {plugin: overlay}}]", "a cluster of a fleet has no name", id="a cluster without a name"),
        pytest.param("clusters: [{name: a}, {name: a}]", "1:30: error: two clusters have the name 'a'\n  hint: the first is at", id="two clusters of one name"),
        pytest.param("clusters: {a: {name: b}}", "a cluster under its name has a second name", id="two names for one cluster"),
        pytest.param("clusters: [{name: a}]\nname: x", "2:1: error: 'name' stands beside clusters:", id="a key beside the clusters"),
        pytest.param("defaults: abc\nclusters: [{name: a}]", "1:11: error: defaults is no mapping", id="a word for the defaults"),
        pytest.param("defaults: [1]\nclusters: [{name: a}]", "defaults is no mapping", id="a list for the defaults"),
        pytest.param("clusters: [{name: {a: 1}, network: {plugin: overlay}}, {name: {a: 1}, network: {plugin: overlay}}]", "name: a mapping stands where text is due", id="mappings for names"),
        pytest.param("defaults: {pod_cidr: x}\nclusters: [{name: a, network: {plugin: overlay}}, {name: b, network: {plugin: overlay}}]", "1:12: error: pod_cidr: unknown key", id="a fault in the defaults is told once"),
    ],
)  # fmt: skip
def test_faulty_fleet_gets_one_clear_error(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        _gen(text, tmp_path)
    assert message in str(caught.value)
    assert len({problem.message for problem in caught.value.problems}) == 1


def test_defaults_cannot_unfold_without_bound(tmp_path: Path) -> None:
    defaults = ", ".join(f"k{n}: 1" for n in range(60_000))
    clusters = "".join(f"- {{name: c{n}}}\n" for n in range(2_000))
    with pytest.raises(SpecError, match="values of defaults under each of 2,000 clusters are too many"):
        _gen(f"defaults: {{{defaults}}}\nclusters:\n{clusters}", tmp_path)


@pytest.mark.parametrize(
    "flags",
    [
        pytest.param({"overrides": (Override(("name",), "x", "--name"),)}, id="--name"),
        pytest.param({"sets": ("name=x",)}, id="--set name"),
    ],
)
def test_a_flag_cannot_give_two_clusters_one_name(flags: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="two clusters have the name 'x'"):
        _gen(FLEET, tmp_path, *flags.get("overrides", ()), sets=flags.get("sets", ()))


def test_a_hundred_faults_are_told_in_part() -> None:
    pools = ", ".join("{name: X}" for _ in range(100))
    with pytest.raises(SpecError) as caught:
        validated(Cluster, parse_yaml(f"network: {{plugin: overlay}}\npools: [{pools}]", "spec"))
    assert str(caught.value).endswith("error: and 50 more")


def test_subnets_by_id_in_every_place_that_takes_one() -> None:
    text = f"network: {{plugin: pod-subnet}}\npools: [{{name: a, mode: System, subnet: {SUBNET_ID}, pod_subnet: {SUBNET_ID}2}}]"
    cluster: Any = validated(Cluster, parse_yaml(text, "spec"))
    assert cluster.pools[0].pod_subnet == f"{SUBNET_ID}2"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pools: [{name: a, mode: System, min: 3, max: 3}]", id="min and max are the same"),
        pytest.param("pools: [{name: a, mode: System, max_surge: 100%}]", id="all nodes at once"),
        pytest.param("pools: [{name: a, mode: System, max_surge: 1}]", id="one node, as a number"),
        pytest.param("pools: [{name: a, max_unavailable: 1}]", id="one node that may be away"),
        pytest.param(
            "pools: [{name: a, max_surge: 0, max_unavailable: 25%}]", id="a quarter that may be away, and no surge"
        ),
        pytest.param(
            "pools: [{name: abcdefghijkl, mode: System, zones: [1, '2']}]", id="zones as numbers and as texts"
        ),
        pytest.param("kubernetes_version: 1.30", id="a version that looks like a fraction"),
        pytest.param("name: A_b-1", id="a name with every mark"),
        pytest.param("resource_group: группа_(1).x-", id="a group in another script"),
        pytest.param("tags: {k: ''}", id="a tag without a value"),
    ],
)
def test_what_is_right_is_taken(text: str) -> None:
    assert validated(Cluster, parse_yaml(f"network: {{plugin: overlay}}\n{text}", "spec"))
