"""5xx: what the Bicep module and the modules of registries do not make, or cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.dialects import Dialect
from aksnet.facts.sources import ARM_REFERENCE, aks
from aksnet.findings import Severity
from aksnet.paths import OUTBOUND, SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.expressing import written
from aksnet.rules.module_inputs import BICEP, TERRAFORM
from aksnet.view import ClusterView, Subnet

_OUTBOUND_TYPES = aks("egress-outboundtype")
# What makes a cluster and no VNet, by target and emit level.
_WITHOUT_VNET: Mapping[tuple[str, str], str] = {
    ("bicep", "module"): "the Bicep module",
    ("terraform", "module"): "the Terraform module",
    ("bicep", "inputs"): BICEP,
    ("terraform", "inputs"): TERRAFORM,
}
# What --emit cluster makes for an outbound type on subnets that have none.
_WAYS_OUT: Mapping[str | None, tuple[str, str]] = {
    "userDefinedRouting": ("route_table", "route table"),
    "userAssignedNATGateway": ("nat_gateway", "NAT gateway"),
}


def _asked(context: Context) -> Iterator[Dialect]:
    """The modules that are to be written."""
    return (one for one in context.dialects if (one.target, one.emit) == ("bicep", "module"))


@rule(
    "AKN515",
    "vnet-outside-module",
    "make the VNet beside the module, and give it the ids of the subnets; --emit cluster writes both",
    aks("configure-azure-cni"),
    _OUTBOUND_TYPES,
    answer="Nothing is missing once whoever deploys has given the ids, and the subnets have their way out.",
    severity=Severity.INFO,
)
def vnet_outside_module(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A module makes a cluster and no VNet: its pools are in subnets that are there already.

    A module that many clusters share cannot know their networks, nor who may give rights on them. The VNet of the spec
    is checked against all the same; neither it nor its route table and NAT gateway are among the files. Nothing asks
    for these two, and without them AKS does not make the cluster: of them there is a warning.
    """
    for dialect in context.dialects:
        module = _WITHOUT_VNET.get((dialect.target, dialect.emit))
        if module is None or cluster.vnet is None:
            continue
        if any(isinstance(value.data, Subnet) for _, _, value in written(cluster, dialect)):
            yield Hit(f"{module} makes no VNet: its parameters take the ids of subnets", cluster.vnet.place)
            yield from _way_out(cluster, dialect, module)


def _way_out(cluster: ClusterView, dialect: Dialect, module: str) -> Iterator[Hit]:
    """The route table or the NAT gateway that the subnets of pools would have got, with what the spec says of it."""
    member, words = _WAYS_OUT.get(cluster.text(OUTBOUND), ("", ""))
    inside = (cluster.subnet_at(value) for of_pool, _, value in written(cluster, dialect) if of_pool and member)
    bare = list(dict.fromkeys(one.name for one in inside if one is not None and not getattr(one, member)))
    if bare:
        hop = f"next_hop_ip_address {cluster.next_hop}" if cluster.next_hop is not None else None
        said = f"{hop or f'outboundType {cluster.text(OUTBOUND)}'}: {module} makes no {words}"
        hint = f"put a {words} that leads out on the subnet {' and '.join(bare)} first; --emit cluster writes it"
        yield Hit(said, cluster.where(OUTBOUND), Severity.WARNING, hint, _OUTBOUND_TYPES)


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
