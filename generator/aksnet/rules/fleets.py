"""1xx and 36x: clusters of one run against each other, as far as their specs say what they have in common."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from aksnet.facts.sources import PEERED_OVERLAP, RESOURCE_NAMES, RESOURCE_PUT, VNET_PEERING, aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

OVERLAY = aks("concepts-network-azure-cni-overlay")


@rule(
    "AKN126",
    "vnets-of-one-peer-overlap",
    "give one of the VNets another range; where it is two networks that have the peer's range, check the clusters in"
    " runs of their own",
    VNET_PEERING,
    PEERED_OVERLAP,
    answer="Azure refuses the second of the two peerings.",
    codes=("VnetAddressSpaceOverlapsWithAlreadyPeeredVnet",),
    severity=Severity.WARNING,
    across=True,
)
def vnets_of_one_peer_overlap(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """VNets that are peered with one and the same network do not overlap each other.

    A hub would have two ways to one address. The whole address space counts, be there a subnet or not. Two VNets that
    have nothing to do with each other may well overlap, so that this is only about those that name the same range as a
    peer. It may be two networks all the same, as where an environment is a copy of another, with a hub of its own. A
    copy keeps where its ranges begin, though it may be larger or smaller: where both ranges begin at one address, or
    several VNets of the run have the peer's range, it is told for information only.
    """
    for one in context.peerings.meetings.get(context.number, ()):
        other = context.fleet.named(one.other, context.number)
        message = f"{one.inner.words} overlaps that of {other}, {one.outer.text}"
        severity = Severity.INFO if one.copy else None
        yield Hit(f"{message}, and {one.peer} is a peer of both", one.inner.place, severity, others=(one.other,))


@rule(
    "AKN127",
    "range-overlaps-vnet-that-names-it",
    "choose another range, and name the other VNet under vnet.peers here as well: a peering is one of both VNets",
    OVERLAY,
    answer="Not supported: the documents rule it out, and name no error. What is in the other VNet is not reached.",
    facts=("CIDR-13", "CIDR-24"),
    severity=Severity.WARNING,
    across=True,
)
def range_overlaps_vnet_that_names_it(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pod and service CIDRs do not overlap the VNet of another cluster that names this cluster's VNet as a peer.

    A peering is one of both VNets, though only one of two specs may say so. What a pod sends to an address in its own
    pod or service CIDR does not leave the cluster. The other cluster's spec has to name all ranges of this VNet, and no
    other VNet of the run may have them.
    """
    naming = context.peerings.naming(context.number)
    if naming is None:
        return
    for one in (*context.ranges.pods, *context.ranges.services):
        for vnet, number in islice(naming.overlapping(one.network), 1):
            other = context.fleet.named(number, context.number)
            message = f"{one.words} overlaps the VNet {vnet.text} of {other}"
            yield Hit(f"{message}, which names this cluster's VNet as a peer", one.place, others=(number,))


@rule(
    "AKN362",
    "clusters-of-one-name",
    "give one of them another name or resource group; where they are in two subscriptions, check them in runs of their"
    " own",
    RESOURCE_NAMES,
    RESOURCE_PUT,
    answer="Azure takes the second one as a change of the first, and refuses it where that cannot be changed.",
    severity=Severity.WARNING,
    across=True,
)
def clusters_of_one_name(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Two clusters of one resource group do not have one name.

    Name, resource group and subscription make the id of a cluster, without regard for case: what is deployed second
    changes what is there. In two resource groups, or two subscriptions, a name may come twice.
    """
    if cluster.declared is not None or cluster.resource_group is None:
        return
    first = context.fleet.namesake(context.number)
    if first is not None:
        place = context.fleet.clusters[first].place
        where = f" at {place}" if place is not None else ""
        message = f"the resource group {cluster.resource_group!r} has another cluster {cluster.name!r}{where}"
        yield Hit(message, cluster.place, others=(first,))


RULES = (
    vnets_of_one_peer_overlap,
    range_overlaps_vnet_that_names_it,
    clusters_of_one_name,
)
