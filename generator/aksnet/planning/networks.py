"""Which VNet and which subnet is meant: clusters of one run may share them, by name or by ARM id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from aksnet.planning.occupants import Arm, Occupant
from aksnet.view import ClusterView, Parameter, Subnet, SubnetView, VnetView

VnetKey: TypeAlias = tuple[str, ...]
SubnetKey: TypeAlias = tuple[str, ...]


class SharedVnet(NamedTuple):
    """One VNet of the run, as the first cluster that gives its ranges says it, and the subnets that all list."""

    key: VnetKey
    view: VnetView
    subnets: dict[str, SubnetView]
    clusters: list[int]


class Networks:
    """The VNets of a run.

    A VNet with a name is the same in every cluster of its resource group; one without is its cluster's own. ARM does
    not care for case.
    """

    def __init__(self, clusters: Sequence[ClusterView]) -> None:
        self._keys: dict[int, VnetKey] = {}
        self.vnets: dict[VnetKey, SharedVnet] = {}
        for number, cluster in enumerate(clusters):
            if cluster.vnet is not None:
                self._add(number, cluster, cluster.vnet)

    def _add(self, number: int, cluster: ClusterView, vnet: VnetView) -> None:
        group = (cluster.resource_group or "").lower()
        key = ("vnet", group, vnet.name.lower()) if vnet.name else ("vnet", group, "", str(number))
        self._keys[number] = key
        shared = self.vnets.setdefault(key, SharedVnet(key, vnet, {}, []))
        shared.clusters.append(number)
        if not shared.view.address_space and vnet.address_space:
            shared = self.vnets[key] = shared._replace(view=vnet)
        for name, subnet in vnet.subnets.items():
            known = shared.subnets.setdefault(name.lower(), subnet)
            if not known.prefixes and subnet.prefixes:
                shared.subnets[name.lower()] = subnet

    def of(self, number: int) -> SharedVnet | None:
        """The VNet of a cluster of the run."""
        return self.vnets[self._keys[number]] if number in self._keys else None

    def key(self, number: int) -> VnetKey:
        """The key of the VNet of a cluster that has one."""
        return self._keys[number]

    def subnet_key(self, number: int, name: str) -> SubnetKey:
        """The key of a subnet of the cluster's own VNet."""
        return (*self._keys[number], name.lower())

    def key_of(self, number: int, occupant: Occupant) -> SubnetKey | None:
        """The key of the subnet that something is in; None where it cannot be told."""
        data = occupant.value.data
        if isinstance(data, Subnet):
            return self.subnet_key(number, data.name) if number in self._keys else None
        if isinstance(data, Parameter):
            return ("parameter", str(number), data.name)
        arm = occupant.arm
        return self._existing(arm) if arm is not None else None

    def _existing(self, arm: Arm) -> SubnetKey:
        """An ARM id may name a subnet that another cluster's spec lists."""
        subscription, group, vnet = arm.whole_vnet
        own: VnetKey = ("vnet", group, vnet)
        name = arm.subnet.lower()
        listed = own in self.vnets and name in self.vnets[own].subnets
        return (*own, name) if listed else ("existing", subscription, group, vnet, name)
