"""Kubenet: pods get addresses of a private range that a route table leads to; retires on 2028-03-31."""

from typing import ClassVar, Literal

from aksnet.modes.base import Cidrs, Ipv4Cidr, Mode


class Kubenet(Mode):
    """Kubenet; every node owns a /24 of the pod range, at most 400 nodes.

    Source: https://learn.microsoft.com/azure/aks/configure-kubenet
    """

    plugin: Literal["kubenet"]
    pod_cidr: Ipv4Cidr | None = None
    pod_cidrs: Cidrs | None = None
    network_policy: Literal["none", "calico"] | None = None

    network_plugin: ClassVar[str] = "kubenet"

    @property
    def data_plane(self) -> None:
        """No data plane to choose."""
        return None
