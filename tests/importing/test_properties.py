"""Any cluster that a spec can say: the import of its view is a spec with the same view."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aksnet.commands.makers import maker_of
from aksnet.configuration import Configuration
from aksnet.importing.clusters import imported
from aksnet.modes import MODES
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from aksnet.view import ClusterView, Parameter
from hostile import HOSTILE
from importing import meaning, view_again

_BASE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network"
SUBNET_ID, IP_ID = f"{_BASE}/virtualNetworks/v/subnets/n", f"{_BASE}/publicIPAddresses/a"
TABLE_ID, GATEWAY_ID = f"{_BASE}/routeTables/t", f"{_BASE}/natGateways/g"


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


texts = st.sampled_from([text for text in HOSTILE.values() if len(text) < 100 and "\0" not in text and text.strip()])
cidrs = st.sampled_from(["10.64.0.0/16", "192.168.0.0/17", "100.64.0.0/12"])
services = st.sampled_from(["10.0.0.0/16", "172.16.0.0/20", "10.2.0.0/24"])
several = st.sampled_from([("10.64.0.0/16", "fd00::/64"), ("10.64.0.0/16",)])
policies = {
    "overlay": ["none", "calico", "azure"],
    "node-subnet": ["none", "calico", "azure"],
    "pod-subnet": ["none", "calico", "azure"],
    "kubenet": ["none", "calico"],
    "cilium": ["cilium"],
}
acns = _optional(
    observability=st.booleans(),
    security=st.booleans(),
    advanced_network_policies=st.sampled_from(["None", "FQDN", "L7"]),
    transit_encryption=st.sampled_from(["None", "WireGuard", "mTLS"]),
    acceleration=st.sampled_from(["None", "BpfVeth"]),
)


def _network(plugin: str) -> st.SearchStrategy[dict[str, Any]]:
    fields: dict[str, st.SearchStrategy[Any]] = {
        "service_cidr": services,
        "ip_families": st.sampled_from([("IPv4",), ("IPv4", "IPv6")]),
        "dns_service_ip": st.sampled_from(["10.0.0.10", "172.16.0.53"]),
    }
    if plugin in policies:
        fields["network_policy"] = st.sampled_from(policies[plugin])
    if "pod_cidr" in MODES[plugin].model_fields:
        fields["pod_cidr"] = cidrs
    if plugin == "cilium":
        fields |= {"ipam": st.sampled_from(["overlay", "node-subnet", "pod-subnet"]), "acns": acns}
    if plugin == "pod-subnet":
        fields["allocation"] = st.sampled_from(["dynamic", "static-block"])
    return _optional(**fields).map(lambda own: {"plugin": plugin, **own})


networks = st.sampled_from(sorted(MODES)).flatmap(_network)
minutes = st.integers(4, 120)
outbounds = st.one_of(
    st.none(),
    _optional(
        managed_outbound_ip_count=st.integers(1, 100),
        managed_outbound_ipv6_count=st.integers(0, 100),
        outbound_ips=st.just((IP_ID,)),
        allocated_outbound_ports=st.integers(0, 8000).map(lambda count: count * 8),
        idle_timeout_in_minutes=minutes,
        backend_pool_type=st.sampled_from(["NodeIPConfiguration", "NodeIP"]),
    ).map(lambda own: {"type": "loadBalancer", **own}),
    _optional(
        sku=st.sampled_from(["Standard", "StandardV2"]),
        managed_outbound_ip_count=st.integers(1, 16),
        outbound_ips=st.just((IP_ID,)),
        idle_timeout_in_minutes=minutes,
    ).map(lambda own: {"type": "managedNATGateway", **own}),
    st.sampled_from([{"type": "userDefinedRouting"}, {"type": "userAssignedNATGateway"}, {"type": "none"}]),
)
subnets = _optional(
    delegation=st.just("Microsoft.Web/serverFarms"),
    nat_gateway=st.just(GATEWAY_ID),
    route_table=st.just(TABLE_ID),
    service_endpoints=st.just(("Microsoft.Storage",)),
    other=st.integers(0, 9),
)
vnets = st.tuples(subnets, subnets).map(
    lambda two: {
        "address_space": ("10.240.0.0/16",),
        "subnets": {
            "nodes-1": {"prefix": "10.240.0.0/24", **two[0]},
            "Pods": {"prefixes": ("10.240.64.0/18", "10.240.128.0/18"), **two[1]},
        },
    }
)
pools = _optional(
    os=st.sampled_from(["Linux", "Windows"]),
    os_sku=st.sampled_from(["Ubuntu", "AzureLinux3"]),
    vm_size=st.sampled_from(["Standard_D4s_v5", "Standard_E8ds_v6"]) | texts,
    count=st.integers(0, 9),
    max_pods=st.integers(10, 250),
    zones=st.sampled_from([("1",), ("1", "2", "3")]),
    max_surge=st.sampled_from(["1", "10%", "33%"]),
    allocation=st.sampled_from(["dynamic", "static-block"]),
    local_dns=st.sampled_from(["Required", "Preferred", "Disabled"]),
)
scaling = st.tuples(st.integers(0, 3), st.integers(3, 9)).map(lambda two: {"min": two[0], "max": two[1]})
clusters = st.fixed_dictionaries(
    {
        "network": networks,
        "outbound": outbounds,
        "pools": st.lists(st.tuples(pools, st.none() | scaling), max_size=3),
        "vnet": st.none() | vnets,
        "where": st.sampled_from(
            [{}, {"subnet": "nodes-1"}, {"subnet": SUBNET_ID}, {"subnet": "nodes-1", "pod_subnet": "Pods"}]
        ),
    },
    optional={
        "location": st.just("westeurope"),
        "resource_group": st.just("rg"),
        "dns_prefix": st.just("other"),
        "tags": st.dictionaries(texts, texts, max_size=3),
        "kubernetes_version": st.just("1.34"),
        "tier": st.sampled_from(["Free", "Standard", "Premium"]),
        "support_plan": st.sampled_from(["KubernetesOfficial", "AKSLongTermSupport"]),
        "identity": st.sampled_from(["SystemAssigned", "UserAssigned", "ServicePrincipal"]),
        "sku": st.sampled_from(["base", "automatic"]),
        "api_server": _optional(
            enable_private_cluster=st.booleans(), authorized_ip_ranges=st.just(("203.0.113.0/24",))
        ).map(lambda own: own or None),
        "node_provisioning_mode": st.sampled_from(["Manual", "Auto"]),
        "kube_proxy_mode": st.sampled_from(["IPTABLES", "NFTABLES"]),
        "artifact_source": st.sampled_from(["Cache", "Direct"]),
        "addons": st.dictionaries(
            st.sampled_from(["web_app_routing", "static_egress_gateway", "open_service_mesh"]), st.just(True)
        ).flatmap(lambda own: st.sampled_from([own, {**own, "istio": {"egress_gateway": True}, "virtual_node": {}}])),
        "ignore": st.just({"AKN111": "known"}),
    },
)


def _cluster(drawn: dict[str, Any]) -> Cluster:
    """The cluster, without what its own models refuse: that is another test's affair."""
    rest = dict(drawn)
    where = rest.pop("where")
    rows = []
    for index, (own, scale) in enumerate(rest["pools"]):
        row = {"name": f"p{index}", **({"mode": "System"} if not index else {}), **own, **where}
        rows.append({**{key: one for key, one in row.items() if key != "count"}, **scale} if scale else row)
    pods = rest["network"]["plugin"] == "pod-subnet" or rest["network"].get("ipam") == "pod-subnet"
    for row in rows if not pods else ():
        row.pop("allocation", None), row.pop("pod_subnet", None)
    try:
        return Cluster.model_validate({**rest, "pools": tuple(rows)})
    except ValueError:
        assume(False)
        raise


def _meaning(view: ClusterView) -> dict[str, object]:
    """What a view says; what whoever deploys gives has a name of aksnet's, which is nobody's business."""
    return {path: "given" if isinstance(data, Parameter) else data for path, data in meaning(view).items()}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(drawn=clusters)
def test_the_import_of_any_cluster_has_the_same_view(drawn: dict[str, Any]) -> None:
    view = view_of(_cluster(drawn))
    made = imported(view, maker_of(view, None), Configuration("drawn"))
    assert made.placeholders == ()
    assert _meaning(view_again(made)) == _meaning(view)
    assert [one for one in made.left if "the spec would change it" in one.why and "error-at" not in one.why] == []
