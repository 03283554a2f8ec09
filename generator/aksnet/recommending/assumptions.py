"""What a recommendation takes for granted, and what is to be known beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.addresses import network_of, overlap
from aksnet.facts.ranges import WIRE_SERVER
from aksnet.facts.sources import AZURERM_CLUSTER, RELEASES, VNET_FAQ, Source, aks
from aksnet.facts.support import BYO, POLICIES
from aksnet.recommending.moves import FROM_NPM, UPDATE
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice
from aksnet.recommending.sizes import DEFAULT_NODES, counts_of


class Note(NamedTuple):
    """A sentence, with the pages and the ids of the facts that it rests on."""

    text: str
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()


_BY_PODS = Note(f"the number of nodes is not stated: as many as the pods take, and {DEFAULT_NODES} at least")
_SURGE = Note(
    "an upgrade adds 10 % to every pool, one node at least: documents disagree between that and one node, and excluded"
    " is only what has no room for one",
    (aks("upgrade-aks-node-pools-rolling"), aks("concepts-network-ip-address-planning")),
    ("SURGE-02", "DOC-04", "IP-06"),
)
_SYSTEM_PODS = Note(
    "system pods count among the pods, which are spread evenly over the nodes",
    (aks("configure-azure-cni-dynamic-ip-allocation"),),
    ("IP-14",),
)
_VIRTUAL_NODES = Note(
    "virtual nodes take one more subnet, which counts as the smallest there is: how many pods they run is not asked",
    (aks("virtual-nodes"), VNET_FAQ),
    ("VN-01", "SUB-12"),
)
_GATEWAY = Note(
    "Application Gateway for Containers takes one more subnet, which is not counted",
    (aks("concepts-network-cni-overview"),),
    ("ING-01", "SUB-12"),
)
_EGRESS = Note(
    "network policies do not hold for what goes out through the static egress gateway",
    (aks("configure-static-egress-gateway"),),
    ("SEG-03",),
)
_OUTBOUND = Note(
    "traffic leaves through a load balancer; a NAT gateway is for many connections, routes of your own for a firewall",
    (aks("plan-node-networking"),),
    ("DEC-02",),
)
_AUTOMATIC = Note(
    "AKS Automatic presets just this network, for the least operations: --set sku=automatic, not for azurerm",
    (aks("intro-aks-automatic"), AZURERM_CLUSTER),
    ("AUTO-01", "AUTO-02", "TF-09"),
)
_OWN_CNI = Note(
    "--existing byo takes --own-cni for granted: no document describes a change to a CNI plugin of AKS",
    (BYO, UPDATE, FROM_NPM),
    ("BYO-04",),
)
_WINDOWS_2025 = Note(
    "no document says whether Windows Server 2025 goes with Calico: they have 2019 and 2022",
    (POLICIES,),
    ("GAP-01",),
)
_WIRE_SERVER = Note(
    f"the space has {WIRE_SERVER.partition('/')[0]} in it, which is Azure's own in every VNet, DNS among others: no"
    " VNet may have it",
    (VNET_FAQ, RELEASES),
    ("CIDR-06",),
)


def notes_of(needs: Needs, choices: Sequence[Choice]) -> Iterator[Note]:
    """What a reader of the recommendation has to know beside the reasons."""
    winner = choices[0]
    for holds, note in (
        (needs.nodes is None and needs.pods is None, _default(winner)),
        (needs.nodes is None and needs.pods is not None, _BY_PODS),
        (True, _SURGE),
        (needs.pods is not None, _SYSTEM_PODS),
        ("windows" in needs.wants, _linux_pool(needs, winner)),
        ({"windows", "network-policy"} <= needs.wants, _WINDOWS_2025),
        (needs.existing == "byo", _OWN_CNI),
        ("virtual-nodes" in needs.wants, _VIRTUAL_NODES),
        ("gateway-for-containers" in needs.wants and winner.way.ipam != "overlay", _GATEWAY),
        ({"network-policy", "static-egress-gateway"} <= needs.wants, _EGRESS),
        (any(overlap(one, network_of(WIRE_SERVER)) for one in needs.space), _WIRE_SERVER),
        ("isolated" not in needs.wants, _OUTBOUND),
        (_automatic(needs, winner), _AUTOMATIC),
    ):
        if holds:
            yield note


def _default(winner: Choice) -> Note:
    return Note(f"the number of nodes is not stated: {winner.sizes.nodes}")


def _linux_pool(needs: Needs, winner: Choice) -> Note:
    system = counts_of(needs, winner.sizes.nodes)[0]
    text = f"of {winner.sizes.nodes:,} nodes {system} are the Linux system pool"
    return Note(text, (aks("create-node-pools"), aks("windows-vs-linux-containers")), ("MODE-15",))


def _automatic(needs: Needs, winner: Choice) -> bool:
    """Whether AKS Automatic would do: it is Cilium on overlay, in a network of its own, for new clusters."""
    own = needs.space or needs.addresses is not None or needs.existing is not None
    return winner.way.id == "cilium" and not own and needs.wants <= {"network-policy", "node-provisioning"}
