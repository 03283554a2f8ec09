"""Deployments of Bicep and ARM: one PUT for each resource, which the service takes or refuses."""

from __future__ import annotations

from aksnet.facts.sources import Source
from aksnet.paths import MODE, PLANE, PODS
from aksnet.transitions.tools.puts import decided
from aksnet.transitions.verdicts import OfTool, Reason, Tool
from aksnet.view import ClusterView

# As readers call them: a snapshot is what a Bicep file comes to, and a spec is deployed as what it is written in.
NAMES = ("bicep", "bicep-snapshot", "arm")
# Bicep's module of Azure Verified Modules, by its path in the registry.
_AVM = "avm/res/container-service/managed-cluster"
_FORCED = Source("https://github.com/Azure/bicep-registry-modules/issues/3860", "2026-11-23")


def of_cluster(after: ClusterView, verdict: OfTool) -> OfTool:
    """What a deployment does to a cluster."""
    reason = _forced(after)
    return decided(verdict, reason) if reason is not None else verdict


def _forced(after: ClusterView) -> Reason | None:
    """With Cilium the module sends overlay whatever it is given, beside the pod subnets of the pools."""
    module = after.declared.module if after.declared is not None else None
    forced = module is not None and _AVM in module.lower() and after.text(PLANE) == "cilium"
    pools = [pool for pool in after.pools if not pool.absent(PODS) and not pool.unknown(PODS)]
    if not forced or not pools or after.text(MODE) != "overlay":
        return None
    text = "the module makes networkPluginMode overlay of Cilium, beside a pod subnet: the service refuses the two"
    return Reason(MODE, text, Tool.ERROR_AT_APPLY, None, "overlay", (_FORCED,), place=pools[0].where(PODS))
