"""The addresses that a load balancer sends from: those of one's own, and those that AKS makes in their place."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import aks
from aksnet.paths import LOAD_BALANCER
from aksnet.transitions.azure.effects import EGRESS_ADDRESS
from aksnet.transitions.azure.reasons import Views, reason_of
from aksnet.transitions.azure.saying import says
from aksnet.transitions.azure.states import State
from aksnet.transitions.azure.summing import told
from aksnet.transitions.verdicts import Azure, OfAzure
from aksnet.view import ClusterView

OWN = (f"{LOAD_BALANCER}outboundIPs.publicIPs", f"{LOAD_BALANCER}outboundIPPrefixes.publicIPPrefixes")
_MANAGED = f"{LOAD_BALANCER}managedOutboundIPs.count"
_BLOCK = "network_profile.load_balancer_profile"


def of_egress(start: State, goal: State, views: Views) -> Iterator[OfAzure]:
    """Addresses of one's own that are taken away, where AKS is to make others."""
    before, after = views
    gone = [path for path in OWN if path in before.values]
    stay = any(not after.absent(path) for path in OWN)
    balanced = start.outbound == goal.outbound == "loadBalancer"
    if balanced and gone and not stay and _asks(after):
        text = "AKS makes addresses in their place, in place"
        sources = (aks("configure-load-balancer-standard"),)
        found = told(reason_of(gone[0], text, Azure.IN_PLACE, views, sources, ("OUT-04",)))
        yield found._replace(effects=(EGRESS_ADDRESS,))


def _asks(after: ClusterView) -> bool:
    """Whether a profile is written without them: what says nothing of one leaves it as it is."""
    written = after.declared.written if after.declared is not None and after.declared.by_azurerm else {}
    return says(after, _MANAGED) or _BLOCK in written
