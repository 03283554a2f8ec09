"""Azure CNI Overlay: pods get addresses of a private range outside the VNet."""

from typing import Literal

from aksnet.modes.base import Cidrs, Ipv4Cidr, Mode


class Overlay(Mode):
    """Azure CNI Overlay on the azure data plane; every node owns a /24 of the pod range.

    Source: https://learn.microsoft.com/azure/aks/azure-cni-overlay
    """

    plugin: Literal["overlay"]
    pod_cidr: Ipv4Cidr | None = None
    pod_cidrs: Cidrs | None = None
    network_policy: Literal["none", "calico", "azure"] | None = None
