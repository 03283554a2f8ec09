"""Azure CNI with pod subnets: pods get addresses of subnets of their own, one by one or in blocks."""

from typing import Literal

from aksnet.modes.base import Mode


class PodSubnet(Mode):
    """Azure CNI with dynamic allocation (batches of 16 addresses) or static blocks (/28) for each node.

    Source: https://learn.microsoft.com/azure/aks/configure-azure-cni-dynamic-ip-allocation and
    https://learn.microsoft.com/azure/aks/configure-azure-cni-static-block-allocation
    """

    plugin: Literal["pod-subnet"]
    allocation: Literal["dynamic", "static-block"] = "dynamic"
    network_policy: Literal["none", "calico", "azure"] | None = None
