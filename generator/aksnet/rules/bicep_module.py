"""5xx: what the modules for Terraform and Bicep do not make, and what that for Bicep cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aksnet.dialects import Dialect
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.paths import OUTBOUND, SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.expressing import written
from aksnet.view import ClusterView, Subnet, VnetView

_NAMES = {"bicep": "Bicep", "terraform": "Terraform"}


def _asked(context: Context) -> Iterator[Dialect]:
    """The modules that are to be written."""
    return (one for one in context.dialects if one.emit == "module")


@rule(
    "AKN515",
    "vnet-outside-module",
    "make the VNet beside the module, and give it the ids of the subnets; --emit cluster writes both",
    aks("configure-azure-cni"),
    answer="Nothing is missing once the module is given the ids, and the subnets have the way out that the outbound"
    " type names. The Bicep module's file of parameters asks the environment for the ids; in the Terraform"
    " module's example they are placeholders.",
    severity=Severity.INFO,
)
def vnet_outside_module(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A module makes a cluster and no VNet: its pools are in subnets that are there already.

    A module that many clusters share cannot know their networks, nor who may give rights on them. The VNet of the spec
    is checked against all the same; neither it nor its route table and NAT gateway are among the files.
    """
    for dialect in _asked(context):
        names = [value.data.name for _, _, value in written(cluster, dialect) if isinstance(value.data, Subnet)]
        if names and cluster.vnet is not None:
            made = " and no ".join(("VNet", *_ways_out(cluster, cluster.vnet, names)))
            message = f"the {_NAMES[dialect.target]} module makes no {made}: it takes the ids of subnets"
            yield Hit(message, cluster.vnet.place)


def _ways_out(cluster: ClusterView, vnet: VnetView, names: Iterable[str]) -> Iterator[str]:
    """What a whole configuration makes for these subnets, which have none of their own."""
    used, outbound = [vnet.subnets[name] for name in names if name in vnet.subnets], cluster.text(OUTBOUND)
    if outbound == "userDefinedRouting" and not all(subnet.route_table for subnet in used):
        yield "route table"
    if outbound == "userAssignedNATGateway" and not all(subnet.nat_gateway for subnet in used):
        yield "NAT gateway"


@rule(
    "AKN516",
    "automatic-not-in-module",
    "use --emit cluster for this cluster, or leave sku: automatic out",
    ARM_REFERENCE,
    answer="Nothing is written: the module would make another cluster than the one asked for.",
)
def automatic_not_in_module(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Bicep module makes no Automatic clusters.

    An Automatic cluster presets its network and has hosted nodes in subnets of their own. The types of the module are
    about clusters whose pools and network are chosen.
    """
    for dialect in _asked(context):
        if dialect.target == "bicep" and cluster.text(SKU) == "Automatic":
            yield Hit("sku automatic: the Bicep module makes no Automatic clusters", cluster.where(SKU))


RULES = (vnet_outside_module, automatic_not_in_module)
