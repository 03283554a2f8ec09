"""What speaks for and against each way of networking, by what a cluster needs: facts sections 1.2b, 2.4 and 8."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import retirements, scale, service
from aksnet.facts import support as known
from aksnet.facts.sources import aks
from aksnet.facts.support import FEATURES, Status, Support
from aksnet.recommending.needs import Needs, flag_of
from aksnet.recommending.reasons import Reason, Weight
from aksnet.recommending.standing import STANDING
from aksnet.recommending.ways import Sizes, Way, engine_of

ACNS = aks("advanced-container-networking-services-overview")
L7 = aks("container-network-security-l7-policy-concepts")
WIREGUARD = aks("container-network-security-wireguard-encryption-concepts")
IP_PLANNING = aks("concepts-network-ip-address-planning")


def reasons_of(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """All reasons but those that addresses and an existing cluster give."""
    yield from (Reason(*row) for row in STANDING[way.id])
    yield from _own_cni(needs, way)
    for feature in FEATURES:
        if feature.id in needs.wants:
            yield _of_feature(feature, way)
    yield from _of_pairs(needs, way)
    yield from _of_policies(needs, way)
    yield from _of_services(needs, way)
    yield from _managed(needs, way)
    yield from _of_scale(needs, way, sizes)


def _own_cni(needs: Needs, way: Way) -> Iterator[Reason]:
    asked, facts = "own-cni" in needs.wants, ("BYO-05", "BYO-09")
    flags = frozenset({"--own-cni"}) if asked else frozenset()
    if asked and way.ipam != "byo":
        text = "AKS would install a CNI plugin, and you bring one of your own"
        yield Reason(Weight.EXCLUDES, text, (known.BYO,), facts, flags)
    elif asked:
        yield Reason(Weight.FOR, "AKS installs no CNI plugin, so that you can bring yours", (known.BYO,), facts, flags)
    elif way.ipam == "byo":
        text = "it is only for those who bring a CNI plugin of their own, which --own-cni says"
        yield Reason(Weight.EXCLUDES, text, (known.BYO,), facts, flags)


def _of_feature(feature: Support, way: Way) -> Reason:
    """What the matrix says of one feature that is asked for."""
    cell = feature.of(way.ipam, cilium=way.cilium, blocks=way.blocks)
    note = f" ({cell.note})" if cell.note else ""
    weight, text = {
        Status.YES: (Weight.FOR, f"goes with {feature.words}{note}"),
        Status.NO: (Weight.EXCLUDES, f"does not go with {feature.words}{note}"),
        Status.DISPUTED: (Weight.DOUBT, f"documents disagree whether it goes with {feature.words}{note}"),
        Status.UNSTATED: (Weight.DOUBT, f"no document says whether it goes with {feature.words}{note}"),
    }[cell.status]
    return Reason(weight, text, feature.sources, feature.facts, frozenset({flag_of(feature.id)}))


# What does not go together, whatever the network: two needs, the reason, its source and facts.
_PAIRS = (
    (
        "virtual-nodes",
        "dual-stack",
        "virtual nodes are not supported with IPv6",
        aks("virtual-nodes"),
        ("VN-01", "DS-06"),
    ),
    (
        "virtual-nodes",
        "network-policy",
        "virtual nodes are not supported with network policies",
        aks("virtual-nodes"),
        ("VN-01",),
    ),
    (
        "static-egress-gateway",
        "dual-stack",
        "the static egress gateway is for IPv4 clusters",
        aks("configure-static-egress-gateway"),
        ("SEG-01", "DS-06"),
    ),
    (
        "node-provisioning",
        "dual-stack",
        "node auto-provisioning does not support IPv6 clusters",
        aks("node-auto-provisioning"),
        ("NAP-03", "DS-07"),
    ),
    (
        "node-provisioning",
        "windows",
        "node auto-provisioning does not support Windows pools",
        aks("node-auto-provisioning"),
        ("NAP-03", "MODE-14"),
    ),
    (
        "isolated",
        "windows",
        "network-isolated clusters have no Windows pools",
        aks("concepts-network-isolated"),
        ("ISO-01", "MODE-14"),
    ),
)


def _of_pairs(needs: Needs, way: Way) -> Iterator[Reason]:
    for one, other, text, source, facts in _PAIRS:
        if {one, other} <= needs.wants:
            flags = frozenset({flag_of(one), flag_of(other)})
            yield Reason(Weight.EXCLUDES, text, (source,), facts, flags)


def _of_policies(needs: Needs, way: Way) -> Iterator[Reason]:
    """Network policies: the engine, and what it does not go with."""
    if "network-policy" not in needs.wants:
        return
    flags, engine = frozenset({"--network-policy"}), engine_of(needs, way)
    if engine is None:
        yield Reason(Weight.FOR, "policies are your CNI's affair", (known.POLICIES,), ("POL-16",), flags)
    elif engine == "cilium":
        text = "Cilium is the policy engine that Microsoft recommends on Linux"
        yield Reason(Weight.FOR, text, (known.POLICIES,), ("MODE-07", "POL-05"), flags)
    elif "dual-stack" in needs.wants:
        text = "with dual-stack only Cilium has policies for IPv6"
        both = flags | {"--dual-stack"}
        yield Reason(Weight.EXCLUDES, text, (aks("azure-cni-overlay"), known.POLICIES), ("DS-04", "POL-02"), both)
    elif engine == "azure":
        yield from _npm(flags | {"--node-provisioning"})
    else:
        best = ", the engine that Microsoft recommends for Windows" if "windows" in needs.wants else ""
        yield Reason(Weight.FOR, f"policies by Calico{best}", (known.POLICIES,), ("POL-07", "POL-15"), flags)


def _npm(flags: frozenset[str]) -> Iterator[Reason]:
    sources = (known.POLICIES, aks("node-auto-provisioning-networking"))
    text = (
        "node auto-provisioning rejects Calico, and Azure Network Policy Manager, which is left,"
        f" retires on {retirements.NPM_LINUX}"
    )
    yield Reason(Weight.AGAINST, text, sources, ("POL-14", "POL-05", "DEC-03"), flags)


def _of_services(needs: Needs, way: Way) -> Iterator[Reason]:
    """What Advanced Container Networking Services have, and only on the Cilium data plane of AKS."""
    for word, words, sources, facts in (
        ("fqdn-policy", "FQDN policies", (ACNS,), ("CIL-06", "ACNS-01")),
        ("l7-policy", "L7 policies", (ACNS, L7), ("CIL-06", "ACNS-01", "ACNS-07")),
        ("encryption", "encryption between nodes (WireGuard)", (ACNS, WIREGUARD), ("ACNS-01", "ACNS-04", "ACNS-11")),
    ):
        if word not in needs.wants:
            continue
        flags = frozenset({flag_of(word)})
        services = "Advanced Container Networking Services"
        if way.cilium:
            text = f"has {words}, with {services}, which cost extra"
            yield Reason(Weight.FOR, text, sources, facts, flags)
        else:
            yours = "; what your CNI has is for you to know: leave the flag out" if way.ipam == "byo" else ""
            text = f"only the Cilium data plane of AKS has {words}, with {services}{yours}"
            yield Reason(Weight.EXCLUDES, text, sources, facts, flags)


def _managed(needs: Needs, way: Way) -> Iterator[Reason]:
    if "managed-vnet" not in needs.wants:
        return
    flags = frozenset({"--managed-vnet"})
    if way.ipam == "pod-subnet":
        text = "a pod subnet is one of yours: AKS makes none"
        yield Reason(Weight.EXCLUDES, text, (known.POD_SUBNET, known.OVERVIEW), ("MODE-11", "SUB-02"), flags)
    elif way.ipam == "node-subnet":
        text = "the flat network that AKS makes a VNet for"
        yield Reason(Weight.FOR, text, (known.OVERVIEW,), ("NSN-02",), flags)


def _of_scale(needs: Needs, way: Way, sizes: Sizes) -> Iterator[Reason]:
    """Ceilings on nodes and pods; those of addresses are told with the addresses."""
    pods, of_pods = needs.pods or 0, frozenset({"--pods"})
    of_nodes = frozenset({"--nodes"}) if needs.nodes is not None else of_pods
    if way.ipam == "kubenet" and sizes.nodes > scale.MAX_KUBENET_NODES:
        text = f"{sizes.nodes:,} nodes: kubenet takes {scale.MAX_KUBENET_NODES} at the most"
        yield Reason(Weight.EXCLUDES, text, (known.KUBENET,), ("KUB-02",), of_nodes)
    if way.ipam == "overlay" and pods > scale.MAX_OVERLAY_PODS:
        yield _many_overlay_pods(pods, of_pods)
    if way.ipam == "pod-subnet" and not way.blocks and pods > scale.RECOMMENDED_DYNAMIC_PODS:
        yield _many_dynamic_pods(pods, of_pods)
    if engine_of(needs, way) == "azure" and (sizes.nodes > scale.MAX_NPM_NODES or pods > scale.MAX_NPM_PODS):
        most = f"{scale.MAX_NPM_NODES} nodes and {scale.MAX_NPM_PODS:,} pods"
        text = f"Azure Network Policy Manager takes {most} at the most"
        flags = of_nodes if sizes.nodes > scale.MAX_NPM_NODES else of_pods
        both = flags | {"--network-policy", "--node-provisioning"}
        yield Reason(Weight.EXCLUDES, text, (known.POLICIES,), ("POL-03", "POL-14"), both)
    if way.cilium and "l7-policy" in needs.wants and sizes.nodes > scale.L7_NODES and pods > scale.L7_PODS:
        most = f"{scale.L7_NODES:,} nodes or {scale.L7_PODS:,} pods, whichever is more"
        yield Reason(Weight.DOUBT, f"L7 policies are supported up to {most}", (L7,), ("ACNS-07",), of_pods)
    if "windows" in needs.wants and sizes.max_pods > service.MAX_PODS_WINDOWS:
        text = (
            f"{sizes.max_pods} pods for each node: {service.MAX_PODS_WINDOWS} are recommended for Windows at the most"
        )
        yield Reason(Weight.AGAINST, text, (known.OVERLAY,), ("OVL-08", "POD-04"), frozenset({"--windows"}))


def _many_overlay_pods(pods: int, flags: frozenset[str]) -> Reason:
    sources = (known.LARGE, known.PLAN_PODS)
    both = f"{scale.MAX_OVERLAY_PODS:,} or {scale.LARGEST_OVERLAY_PODS:,}"
    if pods > scale.LARGEST_OVERLAY_PODS:
        text = f"{pods:,} pods: overlay takes {both} at the most, by whichever document"
        return Reason(Weight.EXCLUDES, text, sources, ("DOC-03",), flags)
    text = f"{pods:,} pods: documents set the most of overlay at {both}"
    return Reason(Weight.DOUBT, text, sources, ("DOC-03",), flags)


def _many_dynamic_pods(pods: int, flags: frozenset[str]) -> Reason:
    sources = (known.LARGE, known.STATIC_BLOCK)
    if pods > scale.MAX_CONFIGURED:
        text = f"{pods:,} pods: dynamic allocation ends at about {scale.MAX_CONFIGURED:,} addresses in a VNet"
        return Reason(Weight.EXCLUDES, text, (*sources, IP_PLANNING), ("IP-16", "IP-17"), flags)
    text = f"{pods:,} pods: {scale.RECOMMENDED_DYNAMIC_PODS:,} are recommended with dynamic allocation at the most"
    return Reason(Weight.DOUBT, text, sources, ("IP-17",), flags)
