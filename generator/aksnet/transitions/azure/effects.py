"""What a change does to what runs."""

from __future__ import annotations

from aksnet.facts.sources import RELEASES, aks
from aksnet.transitions.verdicts import Effect

_UPDATE, _POLICIES = aks("update-azure-cni"), aks("use-network-policies")
_DISRUPTION = aks("node-disruption-policy")

REIMAGED = Effect(
    "all pools are reimaged at once, never one by one; workloads move as with a new node image",
    (_UPDATE, _POLICIES),
)
HELD_BACK = Effect(
    "a node disruption policy (preview), where there is one, can hold this back", (_DISRUPTION,), ("MIG-11",)
)
UNREACHABLE = Effect(
    "nothing outside the cluster reaches pods by their addresses any more: appliances, peered networks, whatever"
    " registers pod addresses",
    (_UPDATE, RELEASES),
    ("MIG-08", "OVL-02"),
)
NODE_SOURCE = Effect(
    "traffic of pods to outside the cluster comes from their node's address",
    (aks("concepts-network-azure-cni-overlay"),),
    ("OVL-02",),
)
ROUTES_GONE = Effect(
    "the routes of kubenet go: those in a route table of your own are deleted, a managed table is removed",
    (_UPDATE,),
    ("MIG-09",),
)
ENGINE_GONE = Effect("Calico or Azure Network Policy Manager, where there is one, is removed", (_UPDATE,), ("MODE-07",))
LATE_POLICIES = Effect("network policies hold again only when the last node has been reimaged", (_UPDATE,), ("MIG-07",))
DIFFERENT_POLICIES = Effect(
    "Cilium reads some policies in another way: ipBlock never matches pods or nodes; see to endPort, named ports and"
    " externalTrafficPolicy Cluster",
    (aks("migrate-from-npm-to-cilium-network-policy"), aks("azure-cni-powered-by-cilium")),
    ("POL-12", "CIL-04"),
)
NO_POLICIES = Effect("network policies stop applying; their CRDs remain", (_POLICIES,), ("POL-09",))
CONNECTIONS = Effect("connections to outside drop", (aks("egress-outboundtype"),), ("OUT-13",))
EGRESS_ADDRESS = Effect(
    "the address that traffic leaves from changes: authorized ranges and firewalls need the new one",
    (aks("egress-outboundtype"),),
    ("OUT-13",),
)
NEXT_IMAGE = Effect(
    "nodes take it with a reimage: from Kubernetes 1.37 on it comes by itself, before that it is yours to run (az aks"
    " nodepool upgrade --node-image-only)",
    (_DISRUPTION,),
)
NODES_FOLLOW = Effect("nodes are reimaged for it", (_DISRUPTION,))
DOWNTIME = Effect("the cluster's load balancer is down meanwhile", (aks("upgrade-basic-load-balancer-on-aks"),))
RESTARTED = Effect(
    "all pools get a new node image, and you restart the cluster by hand, at once: it is not reachable meanwhile",
    (aks("api-server-vnet-integration"),),
    ("API-01",),
)
API_ADDRESS = Effect(
    "the API server gets another address under the same name: firewalls and NSGs that know the old one need it",
    (aks("api-server-vnet-integration"),),
    ("API-01",),
)
POOL_REIMAGED = Effect("the pool's nodes are reimaged", (aks("upgrade-os-version"), aks("enable-fips-nodes")))
LOCAL_DNS = Effect("the pool's nodes are reimaged", (aks("localdns-custom"),), ("LDNS-04",))
PAID = Effect(
    "Advanced Container Networking Services are paid for",
    (aks("advanced-container-networking-services-overview"),),
)
