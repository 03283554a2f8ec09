"""What a recommendation takes for granted, and what is to be known beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.facts.sources import Source, aks
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice
from aksnet.recommending.ways import DEFAULT_NODES, spec_of


class Note(NamedTuple):
    """A sentence, with the pages and the ids of the facts that it rests on."""

    text: str
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()


_DEFAULT = Note(f"the number of nodes is not stated: {DEFAULT_NODES}")
_BY_PODS = Note(f"the number of nodes is not stated: as many as the pods take, and {DEFAULT_NODES} at least")
_SURGE = Note(
    "an upgrade adds 10 % to every pool, one node at least: documents disagree between that and one node",
    (aks("upgrade-aks-node-pools-rolling"),),
    ("SURGE-02", "DOC-04"),
)
_SYSTEM_PODS = Note(
    "system pods count among the pods, which are spread evenly over the nodes",
    (aks("configure-azure-cni-dynamic-ip-allocation"),),
    ("IP-14",),
)
_VIRTUAL_NODES = Note(
    "virtual nodes take one more subnet, which is not counted: how many pods they run is not asked",
    (aks("virtual-nodes"),),
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
_IPV6 = Note(
    "no document has a procedure that gives IPv6 to a cluster that has none: try it before you rely on it",
    (aks("node-disruption-policy"),),
)
_OUTBOUND = Note(
    "traffic leaves through a load balancer; a NAT gateway is for many connections, routes of your own for a firewall",
    (aks("plan-node-networking"),),
    ("DEC-02",),
)
_AUTOMATIC = Note(
    "AKS Automatic presets just this network, for the least operations: --set sku=automatic, not for azurerm",
    (aks("intro-aks-automatic"),),
    ("AUTO-01", "AUTO-02"),
)


def notes_of(needs: Needs, choices: Sequence[Choice]) -> Iterator[Note]:
    """What a reader of the recommendation has to know beside the reasons."""
    winner = choices[0]
    for holds, note in (
        (needs.nodes is None and needs.pods is None, _DEFAULT),
        (needs.nodes is None and needs.pods is not None, _BY_PODS),
        (True, _SURGE),
        (needs.pods is not None, _SYSTEM_PODS),
        ("windows" in needs.wants, _linux_pool(needs, winner)),
        ("virtual-nodes" in needs.wants, _VIRTUAL_NODES),
        ("gateway-for-containers" in needs.wants and winner.way.ipam != "overlay", _GATEWAY),
        ({"network-policy", "static-egress-gateway"} <= needs.wants, _EGRESS),
        (needs.existing is not None and "dual-stack" in needs.wants, _IPV6),
        ("isolated" not in needs.wants, _OUTBOUND),
        (_automatic(needs, winner), _AUTOMATIC),
    ):
        if holds:
            yield note


def _linux_pool(needs: Needs, winner: Choice) -> Note:
    system = spec_of(needs, winner.way, winner.sizes)["pools"][0]["count"]
    text = f"of {winner.sizes.nodes:,} nodes {system} are the Linux system pool"
    return Note(text, (aks("windows-vs-linux-containers"),), ("MODE-15",))


def _automatic(needs: Needs, winner: Choice) -> bool:
    """Whether AKS Automatic would do: it is Cilium on overlay, in a network of its own, for new clusters."""
    own = needs.space or needs.addresses is not None or needs.existing is not None
    return winner.way.id == "cilium" and not own and needs.wants <= {"network-policy", "node-provisioning"}
