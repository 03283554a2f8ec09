"""2xx: node auto-provisioning."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import RELEASES, aks
from aksnet.findings import Severity
from aksnet.paths import FAMILIES, IDENTITY, LOAD_BALANCER_SKU, NODES, NOT_SUPPORTED, PLUGIN, PODS, POLICY, SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import UNNAMED, ClusterView, Unknown

PROVISIONING = "nodeProvisioningProfile.mode"
PRINCIPAL = "servicePrincipalProfile.clientId"
NETWORKING, OVERVIEW = aks("node-auto-provisioning-networking"), aks("node-auto-provisioning")
# What a spec's view says of a service principal: it is there, and not named. Of an expression nobody can say so much.


def _provisioned(cluster: ClusterView) -> str | None:
    """What a message calls node auto-provisioning, where the cluster has it; AKS Automatic comes with it."""
    if cluster.text(PROVISIONING) == "Auto":
        return "node auto-provisioning"
    preset = cluster.text(SKU) == "Automatic" and cluster.absent(PROVISIONING)
    return "node auto-provisioning (the default of AKS Automatic)" if preset else None


@rule(
    "AKN230",
    "provisioning-and-mode",
    "choose overlay, best with Cilium, or set nodeProvisioningProfile.mode to Manual"
    " (node_provisioning_mode in a spec)",
    NETWORKING,
    RELEASES,
    answer="Not supported with Calico and kubenet: the documents rule them out, and name no error. Of pod subnets they"
    " disagree.",
    facts=("NAP-01", "NAP-02", "POL-14", "KUB-04", "DOC-08"),
)
def provisioning_and_mode(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Node auto-provisioning works with overlay and with the node subnet, and neither with Calico nor with kubenet.

    Its pages name overlay, overlay with Cilium, and plain Azure CNI. Of pod subnets the documents disagree: those pages
    rule dynamic allocation out, and static block waits on the backlog; the release note of 2025-01-30 takes every
    network but Calico and kubenet. There this is a warning.
    """
    words = _provisioned(cluster)
    if words is None:
        return
    for path, data in ((POLICY, "calico"), (PLUGIN, "kubenet")):
        if cluster.text(path) == data:
            setting = path.removeprefix("networkProfile.")
            yield Hit(f"{setting} {data} stands beside {words}", cluster.where(path, PROVISIONING))
    for pool in cluster.pools:
        subnet = pool.values.get(PODS)
        if subnet is not None and not isinstance(subnet.data, Unknown):
            message = (
                f"the pool {pool.name!r} has a pod subnet beside {words}: its pages say that this is not supported,"
                " a release note says that it is"
            )
            hint = "try it before you rely on it, or choose overlay or node-subnet"
            yield Hit(message, pool.where(PODS), Severity.WARNING, hint)
            return


@rule(
    "AKN231",
    "provisioning-excludes",
    "give the cluster a managed identity, IPv4 and the Standard load balancer, or do without node auto-provisioning",
    OVERVIEW,
    aks("node-auto-provisioning-custom-vnet"),
    answer=NOT_SUPPORTED,
    facts=("NAP-03", "NAP-04", "DS-07"),
)
def provisioning_excludes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Node auto-provisioning supports no IPv6 clusters, no service principals and no Basic load balancer.

    The first two hold everywhere, the load balancer in a VNet of your own. Windows pools are ruled out as well; nor can
    such a cluster be stopped, or its outbound type be changed.
    """
    words = _provisioned(cluster)
    if words is None:
        return
    families = cluster.texts(FAMILIES)
    if "IPv6" in families:
        message = f"the IP families {', '.join(families)} stand beside {words}"
        yield Hit(message, cluster.where(FAMILIES, PROVISIONING), hint="leave IPv6 out, or set the mode to Manual")
    if _principal(cluster):
        hint = "choose identity SystemAssigned or UserAssigned"
        yield Hit(f"a service principal stands beside {words}", cluster.where(PRINCIPAL, PROVISIONING), hint=hint)
    own = (pool for pool in cluster.pools if NODES in pool.values and not pool.unknown(NODES))
    pool = next(own, None)
    if pool is not None and (cluster.text(LOAD_BALANCER_SKU) or "").lower() == "basic":
        message = f"loadBalancerSku basic stands beside {words} with the pool {pool.name!r} in a VNet of its own"
        yield Hit(message, cluster.where(LOAD_BALANCER_SKU), hint="choose loadBalancerSku standard")


def _principal(cluster: ClusterView) -> bool:
    """Whether the cluster acts as a service principal; beside a managed identity the property is a remnant."""
    value = cluster.values.get(PRINCIPAL)
    if value is None or not (cluster.absent(IDENTITY) or cluster.text(IDENTITY) == "None"):
        return False
    return value.data == UNNAMED or (isinstance(value.data, str) and value.data.lower() not in ("", "msi"))


RULES = (provisioning_and_mode, provisioning_excludes)
