"""Azure CNI Powered by Cilium: the eBPF data plane over overlay, pod subnet or node subnet addresses."""

from collections.abc import Iterator
from typing import Literal, Self

from pydantic import model_validator

from aksnet.modes.base import Cidrs, Ipv4Cidr, Mode, Model, Setting, fault


class Acns(Model):
    """Advanced Container Networking Services: observability and security are on unless switched off.

    Source: https://learn.microsoft.com/azure/aks/advanced-container-networking-services-overview
    """

    observability: bool = True
    security: bool = True
    advanced_network_policies: Literal["None", "FQDN", "L7"] | None = None
    transit_encryption: Literal["None", "WireGuard", "mTLS"] | None = None
    acceleration: Literal["None", "BpfVeth"] | None = None

    def settings(self) -> Iterator[Setting]:
        """The switches as properties below `advancedNetworking`."""
        yield Setting("advancedNetworking.enabled", True, "acns")
        for path, field in (
            ("observability.enabled", "observability"),
            ("security.enabled", "security"),
            ("security.advancedNetworkPolicies", "advanced_network_policies"),
            ("security.transitEncryption.type", "transit_encryption"),
            ("performance.accelerationMode", "acceleration"),
        ):
            data = getattr(self, field)
            # with security off its parts are none without a word, and az refuses the word
            unsaid = data is None or (data == "None" and not self.security and path.startswith("security."))
            if not unsaid:
                yield Setting(f"advancedNetworking.{path}", data, f"acns.{field}")


class Cilium(Mode):
    """Azure CNI Powered by Cilium; Cilium is then the only policy engine.

    Source: https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium
    """

    plugin: Literal["cilium"]
    ipam: Literal["overlay", "pod-subnet", "node-subnet"] = "overlay"
    allocation: Literal["dynamic", "static-block"] | None = None
    pod_cidr: Ipv4Cidr | None = None
    pod_cidrs: Cidrs | None = None
    network_policy: Literal["cilium"] = "cilium"
    acns: Acns | None = None

    @property
    def address_management(self) -> str:
        """As chosen with `ipam`."""
        return self.ipam

    @property
    def data_plane(self) -> str:
        """Cilium."""
        return "cilium"

    @model_validator(mode="after")
    def _allocation_needs_pod_subnet(self) -> Self:
        if self.allocation is not None and self.ipam != "pod-subnet":
            raise fault(
                "allocation is given, but pods get no addresses of a pod subnet",
                "allocation",
                hint="add ipam: pod-subnet, or leave allocation out",
            )
        return self

    def _features(self) -> Iterator[Setting]:
        return self.acns.settings() if self.acns is not None else iter(())
