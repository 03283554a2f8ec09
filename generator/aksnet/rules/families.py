"""2xx: IP families, and one range for each of them."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.addresses import network_of
from aksnet.facts.sources import RELEASES, aks
from aksnet.findings import Severity
from aksnet.paths import FAMILIES, MODE, NOT_SUPPORTED, PLUGIN, POLICY, dual_stack, flat, static_block
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

OVERLAY = aks("azure-cni-overlay")
DUAL_STACK = aks("configure-dual-stack")


@rule(
    "AKN207",
    "ip-families-order",
    "write [IPv4], or [IPv4, IPv6]",
    DUAL_STACK,
    OVERLAY,
    answer="Not supported: the documents know these two lists only, and name no error.",
    facts=("DS-01",),
)
def ip_families_order(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster has IPv4, or IPv4 and IPv6 in this order.

    IPv6 alone is supported neither for nodes nor for pods. The order is that of every list of two ranges, for pods and
    for Services.
    """
    data = cluster.known(FAMILIES)
    if isinstance(data, list) and cluster.texts(FAMILIES) not in (["IPv4"], ["IPv4", "IPv6"]):
        yield Hit(f"the IP families are [{', '.join(map(str, data))}]", cluster.where(FAMILIES))


@rule(
    "AKN208",
    "ranges-per-family",
    "give one range for each IP family, in the families' order",
    OVERLAY,
    DUAL_STACK,
    answer="Not supported: the documents demand the number and the order, and name no error.",
    facts=("DS-02", "CIDR-40"),
)
def ranges_per_family(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """There is one pod range and one service range for each IP family.

    The families are [IPv4] by default, so that a second range alone does not make a cluster dual-stack. Ranges that are
    left out altogether fit in any case: then the service chooses them.
    """
    if cluster.unknown(FAMILIES):
        return
    families = cluster.texts(FAMILIES) or ["IPv4"]
    for kind in ("service",) if flat(cluster) else ("pod", "service"):
        texts = _written(cluster, kind)
        versions = _versions(texts)
        # AKN124 tells of what is no range
        if texts and "?" not in versions and sorted(versions) != sorted(families):
            message = f"{kind} {'range' if len(texts) == 1 else 'ranges'} {', '.join(texts)} beside IP families"
            both = families == ["IPv4"] and versions == ["IPv4", "IPv6"]
            hint = "add ip_families: [IPv4, IPv6], or keep the IPv4 range alone" if both else None
            place = cluster.where(f"networkProfile.{kind}Cidrs", f"networkProfile.{kind}Cidr")
            yield Hit(f"{message} {', '.join(families)}", place, hint=hint)


def _written(cluster: ClusterView, kind: str) -> list[str]:
    """The ranges that somebody wrote; the service's own answers say the first of several a second time."""
    if cluster.unknown(f"networkProfile.{kind}Cidrs"):
        return []
    ranges = list(cluster.ranges(kind))
    return [text for text, value in ranges if value is ranges[0][1] and not value.implied]


def _versions(texts: list[str]) -> list[str]:
    versions = []
    for text in texts:
        try:
            versions.append(f"IPv{network_of(text).version}")
        except ValueError:
            versions.append("?")
    return versions


@rule(
    "AKN209",
    "dual-stack-needs-overlay",
    "choose overlay (or cilium on overlay), or leave IPv6 out",
    DUAL_STACK,
    RELEASES,
    answer="Not supported: the documents demand overlay, and name no error. With static block the service has it, and"
    " no page describes it.",
    facts=("DS-03", "DOC-09", "KUB-09"),
)
def dual_stack_needs_overlay(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The documents know dual-stack only with overlay.

    Of pods that get addresses of a subnet, only those with an overlay have IPv6 in the documents. A release note of
    2026-06-19 shows that it exists with static block too, and kubenet once had it, on a page that is gone: there the
    documents disagree, and this is a warning.
    """
    kubenet = cluster.text(PLUGIN) == "kubenet" and cluster.absent(MODE)
    if not dual_stack(cluster) or not (kubenet or flat(cluster)):
        return
    static = static_block(cluster)
    if kubenet:
        hint = "kubenet dual-stack was released in 2023, but its page is gone: choose overlay"
        yield Hit("dual-stack is asked for with kubenet", cluster.where(FAMILIES), Severity.WARNING, hint)
    elif static:
        hint = "a release note names it, the dual-stack page demands overlay: try it before you rely on it"
        yield Hit("dual-stack is asked for with static block", cluster.where(FAMILIES), Severity.WARNING, hint)
    elif static is not None:
        yield Hit("dual-stack is asked for without overlay", cluster.where(FAMILIES))


@rule(
    "AKN210",
    "dual-stack-policy",
    "choose cilium, or no policy engine",
    OVERLAY,
    aks("use-network-policies"),
    answer=NOT_SUPPORTED,
    facts=("DS-04", "POL-02"),
)
def dual_stack_policy(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Azure Network Policy Manager and Calico do not work with dual-stack.

    Only Cilium enforces policies for IPv6. With another engine half of the traffic would not be under the policies that
    it seems to be under.
    """
    policy = cluster.text(POLICY)
    if dual_stack(cluster) and policy in ("azure", "calico"):
        yield Hit(f"networkPolicy {policy} is asked for with dual-stack", cluster.where(POLICY))


RULES = (ip_families_order, ranges_per_family, dual_stack_needs_overlay, dual_stack_policy)
