"""What every reader makes of its language: the AKS and network resources of a configuration, in ARM's shape."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from aksnet.configuration import Made, Planned, Scope
from aksnet.errors import Place, Problem
from aksnet.expressions.values import Val
from aksnet.view import Provider


class Kind(StrEnum):
    """The kinds of resources that are read, by ARM's type."""

    CLUSTER = "Microsoft.ContainerService/managedClusters"
    POOL = "Microsoft.ContainerService/managedClusters/agentPools"
    NETWORK = "Microsoft.Network/virtualNetworks"
    SUBNET = "Microsoft.Network/virtualNetworks/subnets"
    PEERING = "Microsoft.Network/virtualNetworks/virtualNetworkPeerings"
    ROUTE_TABLE = "Microsoft.Network/routeTables"
    ROUTE = "Microsoft.Network/routeTables/routes"
    NAT_GATEWAY = "Microsoft.Network/natGateways"


# The name under which a body says why it may have further members, which cannot be told.
FURTHER = "*"
# The names under which an inline pool has its own arguments, and all that it says in a provider's words.
ARGUMENTS_HERE, WRITTEN_HERE = "*arguments", "*written"
_KINDS = {kind.lower(): kind for kind in Kind}


def kind_of(arm_type: str) -> Kind | None:
    """The kind of a resource type of ARM, whose case does not matter; None where it is not read."""
    return _KINDS.get(arm_type.lower())


class Resource(NamedTuple):
    """One resource.

    `body` is the resource as ARM has it, with what stands under `properties` moved up to the rest ("location",
    "networkProfile", "agentPoolProfiles"); names of properties may be in any case. It is unknown as a whole where it
    cannot be told. `parent` is the id or the name of the cluster or network that it belongs to, or a Ref to it
    ("azurerm_kubernetes_cluster.this.id", "aks.id"). `arguments` are the provider's own, by their dotted paths.
    `scope` is the subscription and the resource group that it says it is in, where they are known.
    `exists` says why it cannot be told whether, or how often, it is there. `patch`: it only changes an existing one.
    `written` is what it says in the words of a provider, where these are not ARM's. `module` is the module of a
    registry that makes it, and `given` what that is given, by its parameters in small letters.
    """

    kind: Kind
    address: str
    place: Place
    language: str
    name: Val
    body: Val
    parent: Val | None = None
    api_version: str | None = None
    provider: Provider | None = None
    arguments: Mapping[str, Val] = MappingProxyType({})
    exists: str | None = None
    patch: bool = False
    scope: Scope = Scope()
    written: Mapping[str, Val] = MappingProxyType({})
    module: str | None = None
    given: Mapping[str, Val] = MappingProxyType({})


class Reading(NamedTuple):
    """What was read of one configuration: a Terraform root module, a template with its parameters, a tool's output.

    `label` tells it from others of the same files ("main.bicep with prod.bicepparam"). `made` is what a tool says of
    its output; of a plan `planned` has Terraform's own words by address, and `before` what is there before it, where
    that was asked for. `moves` are addresses that Terraform is told of, from where to where, and `forgotten` those
    that are to leave its state without being destroyed. `elsewhere` are modules that are called and not here.
    """

    label: str
    resources: tuple[Resource, ...]
    unread: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    made: Made | None = None
    planned: tuple[tuple[str, Planned], ...] = ()
    before: tuple[Resource, ...] | None = None
    moves: tuple[tuple[str, str], ...] = ()
    forgotten: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, Problem], ...] = ()
