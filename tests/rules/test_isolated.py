"""Network-isolated clusters, and public IPs of nodes that lead past what keeps a cluster in."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from arm_clusters import cluster_from_arm
from rendering import TODAY, view


def found(rule: str, cluster: dict[str, Any]) -> list[Finding]:
    """What one rule finds in a spec's keys, or in an ARM resource: that is what has `properties`."""
    views = [cluster_from_arm(cluster) if "properties" in cluster else view(**cluster)]
    judged = check(views, Context(TODAY))
    assert judged.failures == ()
    return [finding for finding in judged.findings if finding.rule == rule]


NONE = {"outbound": {"type": "none"}}
PRIVATE = {"enablePrivateCluster": True}
CACHE = {"artifactSource": "Cache"}


def spec(plugin: str = "cilium", **rest: Any) -> dict[str, Any]:
    return {"network": {"plugin": plugin}, **rest}


def arm(kind: Any, source: Any = None, server: Any = None, plugin: str = "azure", **rest: Any) -> dict[str, Any]:
    """A cluster as ARM has it; its bootstrap profile and its API server's are as they are given."""
    properties: dict[str, Any] = {"networkProfile": {"networkPlugin": plugin, "outboundType": kind}}
    properties |= {"bootstrapProfile": source} if source is not None else {}
    properties |= {"apiServerAccessProfile": server} if server is not None else {}
    return {"name": "c", "properties": properties, **rest}


DIRECT = "artifactSource Direct stands beside outboundType none"
UNSAID = "artifactSource Direct (the default) stands beside outboundType none"
PUBLIC = "neither a private cluster nor VNet integration is asked for beside outboundType none"
KUBENET = "networkPlugin kubenet stands beside outboundType none"

CLUSTERS: list[Any] = [
    pytest.param(spec(**NONE), [], id="as aksnet completes it"),
    pytest.param(spec(**NONE, artifact_source="Cache"), [], id="the cache is said"),
    pytest.param(spec(**NONE, artifact_source="Direct"), [DIRECT], id="Microsoft's registry is said"),
    pytest.param(spec(artifact_source="Direct"), [], id="Microsoft's registry, with a way out"),
    pytest.param(spec(artifact_source="Cache"), [], id="the cache, with a way out"),
    pytest.param(spec(**NONE, api_server={"enable_private_cluster": False}), [PUBLIC], id="a public API server"),
    pytest.param(spec(**NONE, api_server={"enable_private_cluster": False, "enable_vnet_integration": False}), [PUBLIC], id="a public API server, said twice"),
    pytest.param(spec(**NONE, api_server={"enable_private_cluster": False, "enable_vnet_integration": True}), [], id="an API server in the VNet"),
    pytest.param(spec(**NONE, api_server={"enable_private_cluster": True, "enable_vnet_integration": True}), [], id="a private API server in the VNet"),
    pytest.param(spec("kubenet", **NONE), [KUBENET], id="kubenet"),
    pytest.param(spec("kubenet"), [], id="kubenet with a way out"),
    *(pytest.param(spec(plugin, **NONE), [], id=plugin) for plugin in ("overlay", "node-subnet", "pod-subnet")),
    pytest.param(arm("none", CACHE, PRIVATE), [], id="ARM: as it should be"),
    pytest.param(arm("none", CACHE, {"enableVnetIntegration": True}), [], id="ARM: an API server in the VNet"),
    pytest.param(arm("none"), [UNSAID, PUBLIC], id="ARM: nothing said"),
    pytest.param(arm("none", {"containerRegistryId": "/x"}, PRIVATE), [UNSAID], id="ARM: a registry without the cache"),
    pytest.param(arm("none", {"artifactSource": "Direct"}, PRIVATE, "kubenet"), [DIRECT, KUBENET], id="ARM: two reasons, one hit for each"),
    pytest.param(arm("block"), [text.replace("none", "block") for text in (UNSAID, PUBLIC)], id="ARM: block"),
    pytest.param(arm("block", CACHE, PRIVATE), [], id="ARM: block, as it should be"),
    pytest.param(arm("loadBalancer", {"artifactSource": "Direct"}), [], id="ARM: a load balancer"),
    pytest.param(arm("userDefinedRouting"), [], id="ARM: a route table"),
    pytest.param(arm("[parameters('outbound')]"), [], id="ARM: an outbound type that cannot be told"),
    pytest.param(arm("none", "[parameters('bootstrap')]", "[parameters('server')]"), [], id="ARM: profiles that cannot be told"),
    pytest.param(arm("none", {"artifactSource": "[parameters('source')]"}, {"enablePrivateCluster": "[parameters('private')]"}), [], id="ARM: settings that cannot be told"),
    pytest.param(arm("none", CACHE, {"enablePrivateCluster": False, "enableVnetIntegration": "[parameters('in')]"}), [], id="ARM: VNet integration that cannot be told"),
    pytest.param(arm("none", CACHE, {"enablePrivateCluster": False}), [PUBLIC], id="ARM: a public API server"),
    pytest.param(arm("none", CACHE, sku={"name": "Base"}), [PUBLIC], id="ARM: a public API server of the SKU Base"),
    pytest.param(arm("none", CACHE, sku={"name": "Automatic"}), [], id="ARM: Automatic has its API server in the VNet"),
    pytest.param(arm("none", CACHE, sku={"name": "[parameters('sku')]"}), [], id="ARM: a SKU that cannot be told"),
    pytest.param(arm("none", {"artifactSource": 7}, PRIVATE), [], id="ARM: a source that is no word"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), CLUSTERS)
def test_isolated_clusters(cluster: dict[str, Any], messages: list[str]) -> None:
    findings = found("AKN338", cluster)
    assert [finding.message for finding in findings] == messages
    assert all(finding.severity is Severity.ERROR for finding in findings)


RANGES = {"api_server": {"authorized_ip_ranges": ["198.51.100.0/24"]}}
POOLS = {"pools": [{"name": "system", "mode": "System"}, {"name": "edge", "enable_node_public_ip": True}]}
AUTHORIZED = {"authorizedIPRanges": ["198.51.100.0/24"]}


def pools(server: Any, *profiles: dict[str, Any], kind: str = "loadBalancer") -> dict[str, Any]:
    properties = {"networkProfile": {"outboundType": kind}, "apiServerAccessProfile": server}
    return {"name": "c", "properties": {**properties, "agentPoolProfiles": list(profiles)}}


def beside(what: str, pool: str = "edge", path: str = "enableNodePublicIP") -> str:
    return f"the pool '{pool}' has {path} beside {what}"


OF_SERVER = "authorizedIPRanges of the API server"
PREFIX = {"name": "p", "nodePublicIPPrefixID": "/x"}

PUBLIC_IPS: list[Any] = [
    pytest.param(spec(**POOLS, **NONE), [beside("outboundType none")], id="no way out"),
    pytest.param(spec(**POOLS, **RANGES), [beside(OF_SERVER)], id="authorized IP ranges"),
    pytest.param(spec(**POOLS, **NONE, **RANGES), [beside("outboundType none"), beside(OF_SERVER)], id="both, one hit for each"),
    pytest.param(spec(**POOLS), [], id="a way out, and no authorized IP range"),
    pytest.param(spec(**NONE, **RANGES), [], id="no public IP"),
    pytest.param(spec(**RANGES, pools=[{"name": "system", "mode": "System", "enable_node_public_ip": False}]), [], id="public IPs are switched off"),
    pytest.param(pools(AUTHORIZED, PREFIX), [beside(OF_SERVER, "p", "nodePublicIPPrefixID")], id="ARM: a prefix"),
    pytest.param(pools(AUTHORIZED, {**PREFIX, "enableNodePublicIP": False}), [], id="ARM: a prefix, switched off"),
    pytest.param(pools(AUTHORIZED, {**PREFIX, "nodePublicIPPrefixID": "[parameters('prefix')]"}), [], id="ARM: a prefix that cannot be told"),
    pytest.param(pools(AUTHORIZED, {"name": "p", "enableNodePublicIP": "[parameters('public')]"}), [], id="ARM: public IPs that cannot be told"),
    pytest.param(pools({"authorizedIPRanges": []}, {"name": "p", "enableNodePublicIP": True}), [], id="ARM: no authorized IP range"),
    pytest.param(pools({"authorizedIPRanges": "[parameters('ranges')]"}, {"name": "p", "enableNodePublicIP": True}), [], id="ARM: authorized IP ranges that cannot be told"),
    pytest.param(pools({}, {"name": "p", "enableNodePublicIP": True}, kind="none"), [beside("outboundType none", "p")], id="ARM: no way out"),
    pytest.param(pools({}, {"name": "p", "enableNodePublicIP": True}, kind="block"), [], id="ARM: a way out that is blocked, of which nothing is stated"),
    pytest.param(pools({}, {"name": "p", "enableNodePublicIP": True}, kind="[parameters('outbound')]"), [], id="ARM: an outbound type that cannot be told"),
    pytest.param(pools(AUTHORIZED, {"name": "p", "enableNodePublicIP": True}, {"name": "q", "enableNodePublicIP": True}), [beside(OF_SERVER, "p"), beside(OF_SERVER, "q")], id="ARM: two pools"),
]  # fmt: skip


@pytest.mark.parametrize(("cluster", "messages"), PUBLIC_IPS)
def test_public_ips_of_nodes(cluster: dict[str, Any], messages: list[str]) -> None:
    assert [finding.message for finding in found("AKN339", cluster)] == messages


def test_hint_beside_kubenet_is_another_mode_or_type() -> None:
    (finding,) = found("AKN338", arm("none", CACHE, PRIVATE, "kubenet"))
    assert (finding.message, finding.hint) == (KUBENET, "choose overlay, or another outbound type")
