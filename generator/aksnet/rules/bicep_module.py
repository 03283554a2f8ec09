"""5xx: what the Bicep module does not make, or cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.dialects import Dialect
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.paths import SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.expressing import written
from aksnet.view import ClusterView, Subnet


def _asked(context: Context) -> Iterator[Dialect]:
    """The modules that are to be written."""
    return (one for one in context.dialects if (one.target, one.emit) == ("bicep", "module"))


@rule(
    "AKN515",
    "vnet-outside-module",
    "make the VNet beside the module, and give it the ids of the subnets; --emit cluster writes both",
    aks("configure-azure-cni"),
    answer="Nothing is missing once the parameters have the ids. The file of parameters asks the environment for them.",
    severity=Severity.INFO,
)
def vnet_outside_module(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Bicep module makes a cluster and no VNet: its pools are in subnets that are there already.

    A module that many clusters share cannot know their networks, nor who may give rights on them. The VNet of the spec
    is checked against all the same; neither it nor its route table and NAT gateway are among the files.
    """
    for dialect in _asked(context):
        used = any(isinstance(value.data, Subnet) for _, _, value in written(cluster, dialect))
        if used and cluster.vnet is not None:
            yield Hit("the Bicep module makes no VNet: its parameters take the ids of subnets", cluster.vnet.place)


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
    for _ in _asked(context):
        if cluster.text(SKU) == "Automatic":
            yield Hit("sku automatic: the Bicep module makes no Automatic clusters", cluster.where(SKU))


RULES = (vnet_outside_module, automatic_not_in_module)
