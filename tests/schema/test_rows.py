"""The rows about fields: every field has one, and what it takes is said in words."""

from __future__ import annotations

import pytest

from aksnet.facts import retirements
from aksnet.schema.rows import Row, rows
from aksnet.spec.models import Cluster, Pool

ROWS = rows()


def _row(path: str, of: str = "") -> Row:
    (found,) = (one for one in ROWS if (one.path, one.of) == (path, of))
    return found


def test_every_field_has_a_row_in_the_order_of_the_models() -> None:
    top = [one.path for one in ROWS if "." not in one.path]
    assert top == [*Cluster.model_fields, "clusters", "defaults", "outputs"]
    pools = [one.path.removeprefix("pools[].") for one in ROWS if one.path.startswith("pools[].")]
    assert pools == list(Pool.model_fields)


@pytest.mark.parametrize(
    ("path", "of", "kind"),
    [
        ("name", "", "cluster name"),
        ("tags", "", "map of texts by name"),
        ("tier", "", "Free, Standard, Premium"),
        ("kubernetes_version", "", "Kubernetes version"),
        ("network", "", "mapping"),
        ("network.plugin", "", "overlay, cilium, pod-subnet, node-subnet, byo, kubenet"),
        ("network.pod_cidr", "overlay, cilium, byo, kubenet", "IPv4 address range"),
        ("network.service_cidrs", "", "list of address ranges"),
        ("network.network_policy", "kubenet", "none, calico"),
        ("network.acns.security", "cilium", "true or false"),
        ("outbound.allocated_outbound_ports", "loadBalancer", "whole number, 0 to 64,000, in multiples of 8"),
        ("outbound.managed_outbound_ip_count", "managedNATGateway", "whole number, 1 to 16"),
        ("outbound.outbound_ips", "loadBalancer, managedNATGateway", "list of ARM ids of publicIPAddresses"),
        ("vnet.subnets", "", "map of mappings by name"),
        ("vnet.subnets.<name>.prefix", "", "address range"),
        ("pools[].max_surge", "", "number of nodes, or percentage"),
        ("pools[].max_pods", "", "whole number"),
        ("pools[].zones", "", "list of zones"),
        ("pools[].subnet", "", "name out of vnet.subnets or ARM id"),
        ("api_server.authorized_ip_ranges", "", "list of addresses or address ranges"),
        ("addons.virtual_node.subnet", "", "name out of vnet.subnets or ARM id"),
        ("outputs[].path", "", "text"),
    ],
)  # fmt: skip
def test_what_a_field_takes(path: str, of: str, kind: str) -> None:
    assert _row(path, of).type == kind


def test_what_is_required_has_a_default_and_retires() -> None:
    assert [one.path for one in ROWS if one.required] == [
        "network", "network.plugin", "outbound.type", "pools[].name",
        "hosted_system.node_subnet", "hosted_system.system_node_subnet", "hosted_system.api_server_subnet", "outputs[].path",
    ]  # fmt: skip
    assert _row("sku").default == "base"
    assert _row("pools[].os").default == "Linux"
    assert _row("network.acns.security", "cilium").default == "true"
    assert str(retirements.KUBENET) in dict(_row("network.plugin").words)["kubenet"]


def test_words_are_those_of_the_field() -> None:
    assert [word for word, _ in _row("network.network_policy", "kubenet").words] == ["none", "calico"]
    assert [word for word, _ in _row("network.network_policy", "cilium").words] == ["cilium"]
    assert [word for word, _ in _row("network.ip_families").words] == ["IPv4", "IPv6"]
