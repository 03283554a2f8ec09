"""Bring your own CNI: AKS installs no network plugin."""

from typing import ClassVar, Literal

from aksnet.modes.base import Cidrs, Ipv4Cidr, Mode


class Byo(Mode):
    """No CNI plugin; the control plane still has to know the pod range.

    Source: https://learn.microsoft.com/azure/aks/use-byo-cni
    """

    plugin: Literal["byo"]
    pod_cidr: Ipv4Cidr | None = None
    pod_cidrs: Cidrs | None = None

    network_plugin: ClassVar[str] = "none"

    @property
    def data_plane(self) -> None:
        """No data plane of AKS's."""
        return None
