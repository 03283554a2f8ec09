"""2xx: AKS Automatic."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import aks
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.modes import MODE, PLANE, PLUGIN
from aksnet.view import ClusterView


@rule(
    "AKN214",
    "automatic-is-cilium-overlay",
    "choose plugin cilium with ipam overlay, or sku base",
    aks("intro-aks-automatic"),
    facts=("AUTO-01",),
)
def automatic_is_cilium_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with Cilium on overlay, and with nothing else."""
    if cluster.text("sku.name") != "Automatic":
        return
    if (cluster.text(MODE), cluster.text(PLANE)) != ("overlay", "cilium") and PLUGIN in cluster.values:
        yield Hit("AKS Automatic is asked for with another mode than Cilium on overlay", cluster.where(PLUGIN))


@rule(
    "AKN217",
    "automatic-tier",
    "leave the tier out, or choose sku base",
    aks("intro-aks-automatic"),
    facts=("AUTO-01",),
)
def automatic_tier(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """AKS Automatic comes with the Standard tier; the Free tier is not to be had with it."""
    if cluster.text("sku.name") == "Automatic" and cluster.text("sku.tier") == "Free":
        yield Hit("the tier Free is asked for with AKS Automatic", cluster.where("sku.tier"))


RULES = (automatic_is_cilium_overlay, automatic_tier)
