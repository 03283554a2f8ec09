"""What tools other than azurerm do with a change: azapi, the AVM module, and deployments of Bicep and ARM.

All of them put a whole resource, and the service takes it or refuses it: the verdict follows from the service's.
"""

from __future__ import annotations

from aksnet.transitions.changes import Maker
from aksnet.transitions.tools import avm, azapi, templates
from aksnet.transitions.tools.gone import of_gone
from aksnet.transitions.tools.inline import with_pools
from aksnet.transitions.tools.puts import put
from aksnet.transitions.verdicts import OfAzure, OfTool
from aksnet.view import ClusterView, PoolView


def of_cluster(before: ClusterView, after: ClusterView, azure: OfAzure, maker: Maker) -> OfTool:
    """What the tool does to a cluster; `azure` is what the service does with it."""
    verdict = put(azure, maker)
    if avm.is_module(after):
        return avm.of_cluster(before, after, verdict._replace(provider=avm.NAME))
    if maker.provider == azapi.NAME:
        return azapi.of_cluster(before, after, verdict)
    return templates.of_cluster(after, verdict) if maker.provider in templates.NAMES else verdict


def of_pool(before: PoolView, after: PoolView, azure: OfAzure, maker: Maker) -> OfTool:
    """What the tool does to a pool."""
    verdict = put(azure, maker)
    if avm.is_module(after):
        return avm.of_pool(before, after, verdict._replace(provider=avm.NAME))
    return azapi.of_pool(before, after, verdict) if maker.provider == azapi.NAME else verdict


__all__ = ["of_cluster", "of_gone", "of_pool", "with_pools"]
