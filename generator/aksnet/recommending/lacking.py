"""What the recommended command does not write, and who has to set it."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import Source, aks
from aksnet.facts.support import (
    BYO,
    CONTAINER_NETWORKING,
    FLEET,
    ISOLATED,
    LOAD_BALANCER,
    NODE_PROVISIONING,
    STATIC_EGRESS,
    VIRTUAL_NODES,
)
from aksnet.recommending.assumptions import Note
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice
from aksnet.recommending.reasons import listed

# What no target writes, whatever it emits: by need, in words, with the page and the facts. Rule AKN509 warns of what a
# fragment or a whole configuration would have to have.
_NOBODY: dict[str, tuple[str, Source, tuple[str, ...]]] = {
    "node-provisioning": ("nodeProvisioningProfile.mode Auto", NODE_PROVISIONING, ("NAP-01",)),
    "static-egress-gateway": ("the static egress gateway with its gateway pool", STATIC_EGRESS, ("SEG-02",)),
    "virtual-nodes": ("the add-on of virtual nodes with its subnet", VIRTUAL_NODES, ("VN-01", "CLI-04")),
    "gateway-for-containers": (
        "Application Gateway for Containers with its subnet",
        CONTAINER_NETWORKING,
        ("ING-01",),
    ),
    "private-link-service": ("the annotation of a Service for Private Link", LOAD_BALANCER, ("PLS-01",)),
    "cross-cluster": ("the fleet with its network across clusters", FLEET, ("ACNS-12",)),
    "isolated": ("a Kubernetes version of 1.30 or newer", ISOLATED, ("ISO-01",)),
}


def lacking(needs: Needs, winner: Choice) -> Note:
    """One note for the winner's command: what --emit cluster adds to it, and what is left to whoever deploys it."""
    added = listed(list(_whole(needs, winner)))
    text = f"the command writes the network of a cluster; --emit cluster adds {added}"
    by_hand = [_NOBODY[word] for word in _NOBODY if word in needs.wants]
    if winner.way.ipam == "byo":
        by_hand.append(("the CNI plugin itself", BYO, ("BYO-04",)))
    if by_hand:
        text += f"; neither has {listed([words for words, *_ in by_hand])}: that is yours to set"
    sources = dict.fromkeys([*_windows_sources(needs), *(source for _, source, _ in by_hand)])
    linux_first = ("MODE-15",) if "windows" in needs.wants else ()
    facts = dict.fromkeys([*linux_first, *(fact for *_, own in by_hand for fact in own)])
    return Note(text, tuple(sources), tuple(facts))


def _whole(needs: Needs, winner: Choice) -> Iterator[str]:
    """What a whole configuration has, and a fragment does not."""
    yield "the numbers of nodes"
    if "windows" in needs.wants:
        yield "the operating system of the Windows pools with their administrator"
    if "tier" in winner.spec:
        yield f"the tier {winner.spec['tier']}"
    if any("max_surge" in pool for pool in winner.spec["pools"]):
        yield "max_surge 1"
    if "vnet" in winner.spec:
        yield "the VNet with its subnets"


def _windows_sources(needs: Needs) -> tuple[Source, ...]:
    return (aks("create-node-pools"), aks("windows-vs-linux-containers")) if "windows" in needs.wants else ()
