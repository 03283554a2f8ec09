"""What tools other than azurerm do with a change: azapi, the AVM module, and deployments of Bicep and ARM."""

from __future__ import annotations

from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import OfAzure, OfTool, Tool
from aksnet.view import ClusterView, PoolView


def of_cluster(before: ClusterView, after: ClusterView, azure: OfAzure, maker: Maker) -> OfTool:
    """What the tool does to a cluster; `azure` is what the service does with it."""
    return OfTool(maker.provider, maker.words, Tool.NO_OP)


def of_pool(before: PoolView, after: PoolView, azure: OfAzure, maker: Maker) -> OfTool:
    """What the tool does to a pool."""
    return OfTool(maker.provider, maker.words, Tool.NO_OP)
