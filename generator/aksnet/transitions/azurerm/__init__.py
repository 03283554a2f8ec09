"""What one exact release of azurerm plans for a change: its own logic over what state and configuration say."""

from __future__ import annotations

from aksnet.facts.azurerm import Version
from aksnet.transitions.verdicts import OfTool, Tool
from aksnet.view import ClusterView, PoolView


def of_cluster(before: ClusterView, after: ClusterView, version: Version) -> OfTool:
    """What the release plans for `azurerm_kubernetes_cluster`, its default pool included."""
    return OfTool("azurerm", str(version), Tool.NO_OP)


def of_pool(before: PoolView, after: PoolView, version: Version) -> OfTool:
    """What the release plans for a pool: `azurerm_kubernetes_cluster_node_pool`, or the cluster's own block."""
    return OfTool("azurerm", str(version), Tool.NO_OP)
