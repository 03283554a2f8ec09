"""2xx: AKS Automatic."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import RELEASES, aks
from aksnet.paths import (
    API_SERVER_SUBNET,
    HOSTED_NODES,
    HOSTED_SYSTEM,
    MODE,
    NODES,
    NOT_SUPPORTED,
    PLANE,
    PLUGIN,
    POLICY,
    SKU,
)
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

AUTOMATIC = aks("intro-aks-automatic")
HOSTED = "hostedSystemProfile.enabled"
SUBNETS = (HOSTED_NODES, HOSTED_SYSTEM, API_SERVER_SUBNET)
PRESET = {PLUGIN: "azure", MODE: "overlay", PLANE: "cilium", POLICY: "cilium"}


@rule(
    "AKN214",
    "automatic-is-cilium-overlay",
    "choose plugin cilium with ipam overlay, or sku base",
    AUTOMATIC,
    answer="Not supported: Automatic presets its network, and the documents name no error for another one.",
    facts=("AUTO-01", "MODE-02"),
)
def automatic_is_cilium_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with Cilium on overlay, and with nothing else.

    The network is part of what Automatic presets. What a configuration leaves out is filled in; but networkPlugin azure
    without networkPluginMode asks for the node subnet.
    """
    if cluster.text(SKU) != "Automatic":
        return
    for path, preset in PRESET.items():
        data = cluster.text(path)
        setting = path.removeprefix("networkProfile.")
        if data not in (None, preset):
            yield Hit(f"{setting} {data} is asked for with AKS Automatic, which has {preset}", cluster.where(path))
            return
    if cluster.text(PLUGIN) == "azure" and cluster.absent(MODE):
        message = "networkPlugin azure without networkPluginMode is asked for with AKS Automatic, which has overlay"
        yield Hit(message, cluster.where(PLUGIN))


@rule(
    "AKN217",
    "automatic-tier",
    "leave the tier out, or choose sku base",
    AUTOMATIC,
    answer="Not supported: Automatic presets the Standard tier, and the documents name no error for the Free one.",
    facts=("AUTO-01",),
)
def automatic_tier(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with the Standard tier, and is not to be had in the Free one.

    Automatic promises an uptime of the API server and a time in which pods are ready; the Free tier promises nothing.
    """
    if cluster.text(SKU) == "Automatic" and cluster.text("sku.tier") == "Free":
        yield Hit("the tier Free is asked for with AKS Automatic", cluster.where("sku.tier"))


@rule(
    "AKN232",
    "automatic-hosted-system",
    "leave hostedSystemProfile.enabled out, or set it to true",
    aks("automatic/aks-automatic-managed-system-node-pools-about"),
    RELEASES,
    answer="The documents say that such a cluster cannot be made in any region, and that an older one cannot be"
    " migrated; they name no error.",
    facts=("AUTO-02",),
    since="2026-05-29",
)
def automatic_hosted_system(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A new AKS Automatic cluster has its system node pools managed by AKS.

    They came to all new clusters with the release of 2026-05-29. The limitations now say that none can be made without;
    those of before should be made anew.
    """
    if cluster.text(SKU) == "Automatic" and cluster.known(HOSTED) is False:
        yield Hit("hostedSystemProfile.enabled false is asked for with AKS Automatic", cluster.where(HOSTED))


@rule(
    "AKN233",
    "automatic-subnets",
    "give all three: hostedSystemProfile.nodeSubnetID, hostedSystemProfile.systemNodeSubnetID and"
    " apiServerAccessProfile.subnetId",
    aks("automatic/quick-automatic-custom-network"),
    answer=NOT_SUPPORTED,
    facts=("AUTO-04",),
)
def automatic_subnets(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """An AKS Automatic cluster in a VNet of your own has three subnets there, or none.

    They are those of the nodes, of the system nodes that AKS manages, and of the API server. A cluster without them
    gets a network of AKS's own, and it cannot be half in the one and half in the other.
    """
    if cluster.text(SKU) != "Automatic":
        return
    given = [path for path in SUBNETS if path in cluster.values and not cluster.unknown(path)]
    missing = [path for path in SUBNETS if cluster.absent(path)]
    # clusters from before the managed system pools have their nodes' subnets in the pools
    old = given == [API_SERVER_SUBNET] and any(NODES in pool.values for pool in cluster.pools)
    if given and missing and not old:
        message = f"{' and '.join(given)} stands without {' and '.join(missing)}"
        yield Hit(message.replace("stands", "stand") if len(given) > 1 else message, cluster.where(*given))


RULES = (automatic_is_cilium_overlay, automatic_tier, automatic_hosted_system, automatic_subnets)
