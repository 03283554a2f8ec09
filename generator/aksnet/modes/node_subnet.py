"""Azure CNI on the node subnet: pods get addresses of the subnet that their node is in."""

from typing import Literal

from aksnet.modes.base import Mode


class NodeSubnet(Mode):
    """Azure CNI with pod addresses out of the node subnet, `max_pods` of them reserved for each node.

    Source: https://learn.microsoft.com/azure/aks/concepts-network-legacy-cni
    """

    plugin: Literal["node-subnet"]
    network_policy: Literal["none", "calico", "azure"] | None = None
