"""How ARM spells properties, whose case does not matter to the service; and the shapes that lists have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from aksnet.configuration import Entry, Partly
from aksnet.facts import arm
from aksnet.view import Unknown


class Names(NamedTuple):
    """The spelling of paths, and the lists of objects that are told as lists of texts.

    `whole` are the paths of objects that are values of their own, whose members are nobody's business here.
    """

    paths: Mapping[str, str]
    lists: Mapping[str, Callable[[Partly], Partly]]
    whole: frozenset[str]

    def spelled(self, path: str) -> str:
        """The path as ARM spells it; the last part as it is written where ARM has none."""
        found = self.paths.get(path.lower())
        if found is not None:
            return found
        parent, dot, leaf = path.rpartition(".")
        return f"{self.paths.get(parent.lower(), parent)}{dot}{leaf}"

    def shaped(self, path: str, entry: Entry) -> Entry:
        """An entry with the list of objects at its path as a list of texts."""
        take = self.lists.get(path)
        if take is None or not isinstance(entry.data, list):
            return entry
        return entry._replace(data=[take(item) for item in entry.data])


def _text(item: Partly, name: str) -> Partly:
    if not isinstance(item, dict):
        return item
    for key, value in item.items():
        if key.lower() == name:
            return value
        if key.lower() == "properties" and isinstance(value, dict):
            return _text(value, name)
    return Unknown(f"it has no {name}")


def _service(item: Partly) -> Partly:
    return _text(item, "servicename")


def _endpoint(item: Partly) -> Partly:
    return _text(item, "service")


def _names(*paths: str) -> dict[str, str]:
    """Each path, and those of the objects around it, by its lower case."""
    made: dict[str, str] = {}
    for path in paths:
        parts = path.split(".")
        for count in range(1, len(parts) + 1):
            whole = ".".join(parts[:count])
            made.setdefault(whole.lower(), whole)
    return made


# Paths in the case that they are written in.
AS_WRITTEN = Names({}, {}, frozenset({"tags", "nodeLabels"}))
_MORE = [
    "agentPoolProfiles",
    "location",
    "tags",
    "identity.type",
    "sku.name",
    "sku.tier",
    "kubernetesVersion",
    "dnsPrefix",
    "fqdnSubdomain",
    "nodeResourceGroup",
    "addonProfiles",
    "autoScalerProfile",
    "ingressProfile.webAppRouting.enabled",
    "ingressProfile.webAppRouting.nginx.defaultIngressControllerType",
    "ingressProfile.gatewayAPI.installation",
    "ingressProfile.applicationLoadBalancer.enabled",
    "apiServerAccessProfile.enablePrivateCluster",
    "apiServerAccessProfile.enableVnetIntegration",
    "apiServerAccessProfile.subnetId",
    "apiServerAccessProfile.authorizedIPRanges",
    "apiServerAccessProfile.privateDNSZone",
    "apiServerAccessProfile.enablePrivateClusterPublicFQDN",
    "httpProxyConfig.httpProxy",
    "httpProxyConfig.httpsProxy",
    "httpProxyConfig.noProxy",
    "serviceMeshProfile.mode",
    "nodeProvisioningProfile.mode",
    "servicePrincipalProfile.clientId",
    "networkProfile.networkMode",
    "networkProfile.loadBalancerSku",
    "networkProfile.dockerBridgeCidr",
    "networkProfile.kubeProxyConfig.mode",
    "networkProfile.kubeProxyConfig.enabled",
    "networkProfile.podLinkLocalAccess",
    "networkProfile.staticEgressGatewayProfile.enabled",
    "bootstrapProfile.containerRegistryId",
    "hostedSystemProfile.enabled",
    "hostedSystemProfile.nodeSubnetID",
    "hostedSystemProfile.systemNodeSubnetID",
]
CLUSTER_NAMES = Names(_names(*arm.CLUSTER, *_MORE), {}, frozenset({"tags"}))
POOL_NAMES = Names(
    _names(
        *arm.POOL,
        "type",
        "tags",
        "orchestratorVersion",
        "scaleSetPriority",
        "nodeTaints",
        "nodeLabels",
        "enableNodePublicIP",
        "nodePublicIPPrefixID",
        "windowsProfile.disableOutboundNat",
        "gatewayProfile.publicIPPrefixSize",
        "localDNSProfile.mode",
    ),
    {},
    frozenset({"tags", "nodeLabels"}),
)
NETWORK_NAMES = Names(
    _names("location", "tags", "addressSpace.addressPrefixes", "remoteVirtualNetwork.id"), {}, frozenset({"tags"})
)
SUBNET_NAMES = Names(
    _names(
        "name", "addressPrefix", "addressPrefixes", "delegations", "natGateway.id", "routeTable.id", "serviceEndpoints"
    ),
    {"delegations": _service, "serviceEndpoints": _endpoint},
    frozenset(),
)
