"""1xx: address ranges that are set aside, on the internet or by AKS."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import Network, inside, network_of, overlap
from aksnet.facts import ranges as facts
from aksnet.facts.sources import RELEASES, Source, aks
from aksnet.findings import Severity
from aksnet.paths import gives_blocks
from aksnet.planning.ranges import Index, Named
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

OVERVIEW = aks("concepts-network-cni-overview")
OVERLAY = aks("concepts-network-azure-cni-overlay")
VNET_FAQ = Source("https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq", "2026-11-24")
NOT_PUBLIC = (*facts.PRIVATE, *facts.SPECIAL, *facts.RESERVED, *facts.NOT_FOR_VNETS)


def _space(network: Network) -> str | None:
    """The space that a range reaches into and that no pod or Service should be in, in a message's words."""
    for block, words in facts.NOT_FOR_VNETS.items():
        if overlap(network, network_of(block)):
            return f"{words} address space ({block})"
    if network.version == 4 and not any(inside(network, network_of(block)) for block in NOT_PUBLIC):
        return "public address space"
    return None


@rule(
    "AKN118",
    "pod-cidr-without-a-node",
    f"choose a pod CIDR of /{facts.NODE_PREFIX} for each node, such as a /16",
    OVERLAY,
    aks("configure-kubenet"),
    answer="No node can get its block of pod addresses. The documents give the size of a block, and name no error.",
    facts=("IP-09", "OVL-03", "KUB-03"),
)
def pod_cidr_without_a_node(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The IPv4 pod CIDR holds at least one node: a node takes a /24 of it.

    With overlay and with kubenet every node owns one /24 of the pod CIDR, however few pods it runs. No smallest pod
    CIDR is published, but one that is smaller than /24 has no block for a single node. How many nodes a larger one
    holds is another rule's affair.
    """
    if not gives_blocks(cluster):
        return
    for one in context.ranges.pods:
        if one.network.version == 4 and one.network.prefixlen > facts.NODE_PREFIX:
            yield Hit(f"{one.words} has no room for one node, which takes a /{facts.NODE_PREFIX}", one.place)


@rule(
    "AKN119",
    "reserved-range",
    f"choose a range that has no part of {', '.join(facts.RESERVED)}",
    OVERVIEW,
    RELEASES,
    aks("use-byo-cni"),
    answer="AKS refuses to create or update a cluster with such a pod CIDR; one that is there already keeps running."
    " For Services and VNets the documents rule the ranges out, and name no error: the creation may fail without a"
    " useful reason.",
    facts=("CIDR-01", "CIDR-02", "CIDR-03", "CIDR-06"),
    since="2026-05-29",
)
def reserved_range(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pods, Services and the VNet keep off the ranges that AKS reserves: an overlap is enough.

    AKS keeps them for itself, and clusters that took them met failures of their network: among the link-local
    addresses are the metadata service and LocalDNS, for example. The list holds for every mode, for a CNI of your own
    too, and not for peered networks. A larger range that contains one of them, such as 172.16.0.0/12, is refused just
    as well.

    For the pod CIDR of overlay and kubenet the release of 2026-05-29 made AKS refuse 172.30.0.0/16 and 172.31.0.0/16;
    the documents ruled them out before.
    """
    bad = [one for one in context.ranges.space if _reserved_in(one)]
    reported = Index(bad)
    subnets = [one for one in context.ranges.subnets if reported.holding(one.network) is None]
    for one in (*context.ranges.pods, *context.ranges.services, *bad, *subnets):
        blocks = _reserved_in(one)
        if blocks:
            yield Hit(f"{one.words} overlaps {' and '.join(map(str, blocks))}, which AKS reserves", one.place)


def _reserved_in(one: Named) -> list[Network]:
    return [block for block in map(network_of, facts.RESERVED) if overlap(one.network, block)]


@rule(
    "AKN120",
    "service-cidr-public",
    "choose a private range, such as 172.16.0.0/16",
    RELEASES,
    VNET_FAQ,
    answer="AKS refuses the service CIDR since October 2023.",
    facts=("CIDR-04",),
    since="2023-10-01",
)
def service_cidr_public(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The service CIDR is private: public addresses are refused, and so is what no VNet may have.

    Nodes translate every address of the service CIDR, so that a host on the internet with one of them could not be
    reached from the cluster. Multicast, broadcast and loopback addresses mean something else already. Private are
    10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 100.64.0.0/10. Of IPv6 nothing is documented: only what can be no
    Service is found here.
    """
    for one in context.ranges.services:
        space = _space(one.network)
        if space is not None:
            yield Hit(f"{one.words} reaches into {space}", one.place)


@rule(
    "AKN121",
    "pod-cidr-public",
    "choose a range of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
    OVERLAY,
    answer="Azure takes it, and Microsoft does not support it. Hosts on the internet that have these addresses cannot"
    " be reached from pods.",
    facts=("CIDR-04", "CIDR-05"),
    severity=Severity.WARNING,
)
def pod_cidr_public(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The pod CIDR is private: public ranges work, but are outside Microsoft's support.

    What lies in the pod CIDR is taken for a pod, so that the real owner of a public address becomes unreachable.
    Supported are the private ranges of RFC 1918 and the shared one of RFC 6598, 100.64.0.0/10.
    """
    for one in context.ranges.pods:
        space = _space(one.network)
        if space is not None:
            yield Hit(f"{one.words} reaches into {space}", one.place)


@rule(
    "AKN122",
    "vnet-takes-10-8",
    "give the VNet a part of it, such as 10.240.0.0/16, or another range, such as 172.16.0.0/16",
    aks("concepts-network-legacy-cni"),
    answer="Works as long as the VNet is alone. It can never be joined with another network that has addresses in"
    f" {facts.OFTEN_ANNOUNCED}, and routes from on premises may draw its traffic away.",
    severity=Severity.WARNING,
)
def vnet_takes_10_8(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A VNet leaves room in 10.0.0.0/8, which many networks on premises use and announce.

    The documents advise to keep the cluster's subnets outside of it where a connection to such a network may come.
    A VNet that is a small part of it can be fitted in; one that takes it as a whole collides with every other network
    there, and leaves no room for the default ranges of pods and Services.
    """
    for one in context.ranges.space:
        if inside(network_of(facts.OFTEN_ANNOUNCED), one.network):
            yield Hit(f"{one.words} takes {facts.OFTEN_ANNOUNCED} as a whole", one.place)


RULES = (pod_cidr_without_a_node, reserved_range, service_cidr_public, pod_cidr_public, vnet_takes_10_8)
