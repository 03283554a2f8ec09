"""The Terraform module of Azure Verified Modules, which makes clusters by azapi: what it replaces for.

Source: main.tf, main.default_agent_pool.tf and modules/agentpool/locals.tf of its releases 0.4.0 to 0.8.1, read
2026-11-30, https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster
"""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.avm_terraform import SOURCE
from aksnet.facts.sources import AVM_TERRAFORM
from aksnet.paths import NODES
from aksnet.transitions.tools import azapi
from aksnet.transitions.tools.differing import differs, replacing, said
from aksnet.transitions.tools.puts import decided
from aksnet.transitions.verdicts import OfTool, Reason, Tool
from aksnet.view import ClusterView, PoolView

NAME = "avm"
_GROUP, _SIZE = "nodeResourceGroup", "vmSize"
_FIRST = "agentPoolProfiles[0].vnetSubnetID"


def is_module(view: ClusterView | PoolView) -> bool:
    """Whether the module makes it, in a release that does so by azapi."""
    declared = view.declared
    if declared is None or declared.module is None or declared.module.lower() != SOURCE.lower():
        return False
    return not declared.by_azurerm


def of_cluster(before: ClusterView, after: ClusterView, verdict: OfTool) -> OfTool:
    """What a release of the module does to a cluster."""
    return azapi.of_cluster(before, after, decided(verdict, *_triggers(before, after)))


def _triggers(before: ClusterView, after: ClusterView) -> Iterator[Reason]:
    if differs(before, after, _GROUP):
        text = "the module has it among what replaces the cluster (replace_triggers_refs)"
        yield replacing(before, after, _GROUP, text)._replace(sources=(AVM_TERRAFORM,))
    first = next(((old, new) for old, new in zip(before.pools, after.pools, strict=False)), None)
    if first is not None and differs(*first, NODES):
        old, new = first
        text = (
            "the module has the subnet of its first pool among what replaces the cluster (replace_triggers_refs);"
            " it ignores changes of its agentPoolProfiles too, so that the plan may have none: read it before you apply"
        )
        yield Reason(
            _FIRST, text, Tool.REPLACE, said(old, NODES), said(new, NODES), (AVM_TERRAFORM,), place=new.where(NODES)
        )


def of_pool(before: PoolView, after: PoolView, verdict: OfTool) -> OfTool:
    """What it does to a pool: the first one it updates beside the cluster, others it replaces for another size."""
    declared = after.declared
    if declared is None or ".agent_pools[" not in declared.address or not differs(before, after, _SIZE):
        return verdict
    text = "the module has it among what replaces the pool (replace_triggers_refs)"
    return decided(
        verdict._replace(verdict=Tool.NO_OP, reasons=()),
        replacing(before, after, _SIZE, text)._replace(sources=(AVM_TERRAFORM,)),
    )
