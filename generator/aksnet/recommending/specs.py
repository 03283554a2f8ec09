"""A cluster for given needs in one way of networking, as a spec: its network, its pools, its ranges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from aksnet.addresses import Network
from aksnet.facts import scale, service
from aksnet.recommending.leasts import GATEWAY, NODES, PODS, VIRTUAL
from aksnet.recommending.needs import Needs
from aksnet.recommending.placing import ipv6_ranges
from aksnet.recommending.sizes import Sizes, counts_of, pool_name
from aksnet.recommending.ways import Way, engine_of


def spec_of(needs: Needs, way: Way, sizes: Sizes) -> dict[str, Any]:
    """The cluster without its ranges, and without what lives in subnets of its own."""
    spec: dict[str, Any] = {"network": dict(_network(needs, way)), "pools": list(_pools(needs, sizes))}
    if sizes.nodes > scale.RECOMMENDED_FREE_NODES:
        spec["tier"] = "Standard"
    if "isolated" in needs.wants:
        spec["outbound"] = {"type": "none"}
    if "node-provisioning" in needs.wants:
        spec["node_provisioning_mode"] = "Auto"
    if "static-egress-gateway" in needs.wants:
        spec["addons"] = {"static_egress_gateway": True}
    return spec


def _network(needs: Needs, way: Way) -> Iterator[tuple[str, Any]]:
    yield from way.network.items()
    engine = engine_of(needs, way)
    if engine is not None and not way.cilium:
        yield "network_policy", engine
    if "dual-stack" in needs.wants:
        yield "ip_families", ["IPv4", "IPv6"]
    acns = dict(_acns(needs)) if way.cilium else {}
    if acns:
        yield "acns", acns


def _acns(needs: Needs) -> Iterator[tuple[str, Any]]:
    """The settings of Advanced Container Networking Services that the needs ask for; it is on where there are some."""
    if "l7-policy" in needs.wants:  # L7 includes FQDN: facts section 1.1
        yield "advanced_network_policies", "L7"
    elif "fqdn-policy" in needs.wants:
        yield "advanced_network_policies", "FQDN"
    if "encryption" in needs.wants:
        yield "transit_encryption", "WireGuard"
    if "cross-cluster" in needs.wants:
        yield "observability", True


def _pools(needs: Needs, sizes: Sizes) -> Iterator[dict[str, Any]]:
    for number, count in enumerate(counts_of(needs, sizes.nodes)):
        windows = {"os": "Windows"} if number and "windows" in needs.wants else {}
        kind = windows if number else {"mode": "System"}
        yield {"name": pool_name(needs, number), **kind, "count": count, "max_pods": sizes.max_pods}


def with_ranges(
    needs: Needs,
    way: Way,
    spec: dict[str, Any],
    subnets: Mapping[str, Network],
    services: Network | None,
    pods: Network | None,
    *,
    one_more: bool,
) -> dict[str, Any]:
    """The spec with its ranges, and with what lives in subnets; `one_more` says that an upgrade adds only one node."""
    dual = "dual-stack" in needs.wants
    if services is not None and dual:
        spec["network"]["service_cidrs"] = [str(services), service.SERVICE_CIDR_IPV6]
    elif services is not None and str(services) != service.SERVICE_CIDR:
        spec["network"]["service_cidr"] = str(services)
    if pods is not None and not way.flat:
        own = {"pod_cidrs": [str(pods), service.POD_CIDR_IPV6]} if dual else {"pod_cidr": str(pods)}
        spec["network"].update(own)
    names = {key: name for key, name in (("subnet", NODES), ("pod_subnet", PODS)) if name in subnets}
    for pool in spec["pools"]:
        pool.update({"max_surge": 1} if one_more else {}, **names)
    if subnets:
        spec["vnet"] = _vnet(needs, subnets)
    addons = {**spec.get("addons", {}), **dict(_in_subnets(needs, subnets))}
    return {**spec, "addons": addons} if addons else spec


def _in_subnets(needs: Needs, subnets: Mapping[str, Network]) -> Iterator[tuple[str, dict[str, str]]]:
    """Add-ons that have a subnet; virtual nodes are said only where theirs is known, for they cannot be without."""
    if "gateway-for-containers" in needs.wants:
        yield "application_gateway_for_containers", {"subnet": GATEWAY} if GATEWAY in subnets else {}
    if VIRTUAL in subnets:
        yield "virtual_node", {"subnet": VIRTUAL}


def _vnet(needs: Needs, subnets: Mapping[str, Network]) -> dict[str, Any]:
    """The VNet, as far as the space is known; with dual-stack it and its subnets have IPv6 too: fact DS-08."""
    space = [str(one) for one in needs.space]
    if "dual-stack" not in needs.wants:
        return {"address_space": space, "subnets": {name: {"prefix": str(one)} for name, one in subnets.items()}}
    vnet, *six = ipv6_ranges(len(subnets))
    parts = zip(subnets.items(), six, strict=True)
    return {
        "address_space": [*space, str(vnet)],
        "subnets": {name: {"prefixes": [str(one), str(other)]} for (name, one), other in parts},
    }
