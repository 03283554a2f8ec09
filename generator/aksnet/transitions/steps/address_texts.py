"""What is said of moves to overlay, of the data plane, of a wider pod range and of IPv6."""

from __future__ import annotations

from aksnet.facts.service import POD_CIDR
from aksnet.facts.sources import Source, aks
from aksnet.paths import FAMILIES, MODE, PLANE, PLUGIN, POLICY
from aksnet.transitions.azure.conditions import CLI_PLANE
from aksnet.transitions.azure.states import BOTH_FAMILIES, POD_RANGE, POD_RANGES, same_ranges
from aksnet.transitions.steps.leg import Attribute, Leg, Look, Text
from aksnet.transitions.steps.shell import flag
from aksnet.view import ClusterView, Json, Origin

# https://github.com/Azure/azure-container-networking/pull/4417: the service refuses one without the other
_BOTH = Source("https://github.com/Azure/azure-container-networking/pull/4417", "2026-11-30")
_STACKS = aks("configure-dual-stack")
# Values that nobody writes.
_FILLED = (Origin.IMPLIED, Origin.PROVIDER)
# a command that is said to work, beside documents that name none
_ADDED = Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/32814", "2026-11-30")
_IPV6 = Source("https://github.com/Azure/AKS/issues/5120", "2026-11-30")
_IPV6_BREAKS = "nobody needs IPv6 meanwhile: between nodes of kubenet and of overlay it has been seen to break"
_NEW_RANGE = "<pod range>"
# update-azure-cni; and fact CIL-08
_PLANE, _IN_NODE_SUBNETS = "2.52.0", "2.69.0"


def from_kubenet(leg: Leg) -> Text:
    """The pod range stays where nobody asks for another (CHG 2025-08-29)."""
    plugin = Attribute(PLUGIN, "kubenet", "azure")
    text = _to_overlay(leg, plugin, asked=_moved(leg))
    return text._replace(notes=(_IPV6_BREAKS,), sources=(_IPV6,)) if leg.start.families == BOTH_FAMILIES else text


def from_node_subnet(leg: Leg) -> Text:
    """Fact MIG-06: the pod range is always given."""
    said = _range(leg.after)
    if said is not None:
        return _to_overlay(leg, asked=said)
    asked = _unwritten(leg.after)
    return _to_overlay(leg, asked=asked)._replace(notes=(f"{asked} is free: no file says which pod range it is to be",))


def _to_overlay(leg: Leg, *attributes: Attribute, asked: str | None) -> Text:
    flags = ["--network-plugin azure", "--network-plugin-mode overlay"]
    written = [*attributes, Attribute(MODE, None, "overlay")]
    looks = [Look(MODE, "overlay")]
    if asked is not None:
        flags.append(flag("--pod-cidr", asked))
        written.append(_range_attribute(leg, asked))
        looks.append(Look(POD_RANGE, asked))
    return Text(tuple(flags), tuple(written), tuple(looks), "2.48.0")


def to_cilium(leg: Leg) -> Text:
    """The engine has to be named with it: the service refuses the one without the other."""
    engine = leg.start.policy or "none"
    return Text(
        ("--network-dataplane cilium", "--network-policy cilium"),
        (Attribute(PLANE, "azure", "cilium"), Attribute(POLICY, engine, "cilium")),
        (Look(PLANE, "cilium"), Look(POLICY, "cilium")),
        _IN_NODE_SUBNETS if leg.start.ipam == "node-subnet" else _PLANE,
        then=("kubectl get pods --namespace kube-system --selector k8s-app=cilium  # one for each node, all Running",),
        sources=(_BOTH,),
        meets=(CLI_PLANE,),
    )


def widen(leg: Leg) -> Text:
    """Fact CIDR-17."""
    wider = _range(leg.after) or _NEW_RANGE
    prints = (
        "kubectl get nnc --all-namespaces --output "
        'jsonpath=\'{range .items[*]}{.metadata.name}{" "}'
        '{.status.networkContainers[0].subnetAddressSpace}{"\\n"}{end}\'  # every node has the new range'
    )
    return Text(
        (flag("--pod-cidr", wider),),
        (_range_attribute(leg, wider),),
        (Look(POD_RANGE, wider),),
        "2.48.0",
        then=(prints,),
    )


def dual_stack(leg: Leg) -> Text:
    """Facts DS-01, DS-02: IPv4 stays the first. `az aks update` has no flag for ranges of both families (CIDR-17)."""
    attributes, notes = [Attribute(FAMILIES, ["IPv4"], ["IPv4", "IPv6"])], []
    for kind in ("pod", "service"):
        ranges = [text for text, _ in leg.after.ranges(kind)]
        if len(ranges) > 1:
            attributes.append(Attribute(f"networkProfile.{kind}Cidrs", None, list[Json](ranges)))
            notes.append(f"az aks update takes no {kind} ranges of IPv6: with it the service chooses one")
    return Text(
        ("--ip-families ipv4,ipv6",),
        tuple(attributes),
        (Look(f"{FAMILIES}[1]", "IPv6"),),
        notes=tuple(notes),
        sources=(_STACKS,),
    )


def _range(cluster: ClusterView) -> str | None:
    """The IPv4 pod range that somebody wrote; the first, since it comes first in a list."""
    return next((text for text, value in cluster.ranges("pod") if value.origin not in _FILLED), None)


def _unwritten(cluster: ClusterView) -> str:
    """The pod range where none can be read: that of the service where none is written."""
    return _NEW_RANGE if cluster.unknown(POD_RANGE) or cluster.unknown(POD_RANGES) else POD_CIDR


def _moved(leg: Leg) -> str | None:
    """The pod range afterwards where it is another than before."""
    before, after = _range(leg.before) or POD_CIDR, _range(leg.after)
    return after if after is not None and not same_ranges((before,), (after,)) else None


def _range_attribute(leg: Leg, asked: str) -> Attribute:
    """The range in the argument that is written afterwards: one, or a list of one."""
    listed = POD_RANGES in leg.after.values and POD_RANGE not in leg.after.values
    path, before = (POD_RANGES if listed else POD_RANGE), _range(leg.before)
    after: Json = [asked] if listed else asked
    old: Json = [before] if listed and before is not None else before
    return Attribute(path, old, after)
