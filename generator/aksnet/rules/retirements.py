"""4xx: what is about to retire: a warning before the day, an error after it (fact RET-01)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aksnet import retiring
from aksnet.facts import retirements
from aksnet.facts.azurerm import Version
from aksnet.facts.retirements import UPGRADE_OS, UPGRADE_WINDOWS, OsRetirement
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.paths import LOAD_BALANCER_SKU
from aksnet.retiring import Retiring
from aksnet.rules.azurerm_hints import by_azurerm, choosing, oldest_release
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView

NGINX_TO_GATEWAY_API = aks("app-routing-nginx-to-gateway-api-migration")
# web_app_routing.default_nginx_controller
_NGINX_SINCE = Version(4, 36)


def _retires(found: Retiring, what: str, context: Context, hint: str | None = None) -> Hit:
    day = found.retirement.day
    if context.today > day:
        return Hit(f"{what} retired on {day}", found.place, Severity.ERROR, hint)
    return Hit(f"{what} retires on {day}", found.place, hint=hint)


@rule(
    "AKN401",
    "kubenet-retires",
    "choose overlay: it needs as few addresses of the VNet",
    aks("configure-kubenet"),
    answer="Works until 2028-03-31. After that Microsoft does not support the cluster, and the way to overlay leads"
    " through a reimage of all nodes at once.",
    facts=("KUB-01", "RET-01"),
    severity=Severity.WARNING,
)
def kubenet_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Support of kubenet ends on 2028-03-31; Azure CNI Overlay is its successor.

    Microsoft asks that new designs leave kubenet alone. A cluster can be moved to overlay in place, but only as a
    whole and with no way back, so that a new one had better begin there.
    """
    for found in retiring.kubenet(cluster):
        yield _retires(found, "kubenet", context)


@rule(
    "AKN402",
    "npm-retires",
    "choose cilium on Linux, calico where there are Windows pools",
    aks("use-network-policies"),
    answer="Policies are enforced until the day. After that nobody at Microsoft supports or mends the engine, and on"
    " Windows a subscription that is not registered already cannot use it at all.",
    facts=("POL-04", "POL-05", "DEC-03", "RET-01"),
    severity=Severity.WARNING,
)
def npm_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Support of Azure Network Policy Manager ends, for Windows nodes two years before Linux.

    It ends on 2026-09-30 on Windows and on 2028-09-30 on Linux. On Linux the successor is Cilium, which comes with
    the Cilium data plane; on Windows it is Calico. Microsoft recommends the old engine for neither.
    """
    for found in retiring.npm(cluster):
        yield _retires(found, found.retirement.what, context)


@rule(
    "AKN403",
    "basic-load-balancer",
    "set loadBalancerSku standard, or leave it out, which is the same",
    aks("upgrade-basic-load-balancer-on-aks"),
    aks("egress-outboundtype"),
    answer="AKS does not support the cluster. An outbound type needs the SKU standard, and so does a VNet of your own"
    " with node auto-provisioning; azurerm still takes basic.",
    facts=("OUT-01", "NAP-04", "OUT-19", "RET-01"),
    severity=Severity.WARNING,
)
def basic_load_balancer(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The load balancer SKU Basic retired on 2025-09-30; standard is the default.

    A cluster that has it can be moved to Standard, with a downtime and with no way back; no other change of the SKU
    is possible.
    """
    for found in retiring.basic_load_balancer(cluster):
        yield _retires(found, f"loadBalancerSku {cluster.text(LOAD_BALANCER_SKU)}", context)


@rule(
    "AKN404",
    "availability-set",
    "az aks update --migrate-vmas-to-vms makes virtual machines of them, then set the type VirtualMachines; a new"
    " cluster has VirtualMachineScaleSets",
    aks("availability-sets-on-aks"),
    aks("egress-outboundtype"),
    answer="AKS does not support the cluster. Overlay and outbound types do not work with it.",
    facts=("OVL-04", "OUT-01", "RET-01"),
    severity=Severity.WARNING,
)
def availability_set(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Pools in availability sets retired on 2025-09-30.

    Their successors are pools of the type VirtualMachines. Most pools are scale sets, which is what the service takes
    where the type is left out.
    """
    for found in retiring.availability_sets(cluster):
        if found.pool is not None:
            what = f"the type AvailabilitySet of the pool {found.pool.name!r}"
            yield _retires(found, what, context, hint_of(cluster, found))


@rule(
    "AKN405",
    "os-sku-retires",
    "choose a newer OS SKU",
    UPGRADE_OS,
    UPGRADE_WINDOWS,
    answer="After the end of support there are no security updates, and for some systems no new pools. Once the images"
    " are removed, scaling fails, and so does mending a node.",
    facts=("RET-01",),
    severity=Severity.WARNING,
)
def os_sku_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The operating system of a pool loses its support, and later its node images.

    An OS SKU that names a version stays on it whatever the Kubernetes version. What plain Ubuntu and AzureLinux stand
    for moves with the Kubernetes version, so that this rule says nothing about them. It is an error once the images
    are removed, and a warning before.
    """
    for found in retiring.os_skus(cluster):
        if found.pool is not None:
            system = retirements.OS_SKUS[found.id]
            message = f"the pool {found.pool.name!r} has the OS SKU {found.id}: {_fate(system, context.today)}"
            severity = Severity.ERROR if context.today > system.removed else None
            yield Hit(message, found.place, severity, hint_of(cluster, found), found.retirement.source)


def _fate(system: OsRetirement, today: date) -> str:
    ends = "ended" if today > system.ends else "ends"
    removed = "were removed" if today > system.removed else "are removed"
    return f"support of {system.system} {ends} on {system.ends}, its images {removed} on {system.removed}"


@rule(
    "AKN406",
    "addon-retires",
    "move to what comes after the add-on",
    aks("open-service-mesh-istio-migration-guidance"),
    NGINX_TO_GATEWAY_API,
    answer="Until the day nothing happens. After it the add-on goes on without support or security updates from"
    " Microsoft.",
    facts=("RET-01", "AUTO-07"),
    severity=Severity.WARNING,
)
def addon_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The add-on is given up: Open Service Mesh, and NGINX in the application routing add-on.

    Support of Open Service Mesh ends on 2027-09-30; the Istio add-on is its successor, and after the day the rule is an
    error. Microsoft's support of the NGINX of application routing ends with November 2026. The add-on itself stays,
    with the Gateway API in the place of NGINX, and the rule is a warning for good; it says nothing where the Gateway
    API is configured, where NGINX is off, or where AKS Automatic chooses one of the two by the Kubernetes version.
    """
    for found in retiring.open_service_mesh(cluster):
        yield _retires(found, found.retirement.what, context, hint_of(cluster, found))
    for found in retiring.nginx(cluster):
        day = found.retirement.day
        ends = "ended" if context.today > day else "ends"
        message = f"{found.retirement.what} {ends} on {day}"
        yield Hit(message, found.place, hint=hint_of(cluster, found), source=NGINX_TO_GATEWAY_API)


# What the view of a fleet tells and no rule judges.
_HINTS = {
    "docker-bridge": "leave dockerBridgeCidr out",
    "azure-linux-2": "take Azure Linux 3, the OS SKU AzureLinux3",
    "ubuntu-2004": "upgrade to Kubernetes 1.35 or newer",
}


def hint_of(cluster: ClusterView, found: Retiring) -> str | None:
    """What to do about it, in the words of whoever makes the cluster; None where the hint of its rule is for all."""
    if found.id == "open-service-mesh":
        return "choose the Istio add-on"
    if found.id == "app-routing-nginx":
        return _without_nginx(cluster)
    if found.id in _HINTS:
        return _HINTS[found.id]
    if found.pool is not None and found.id in retirements.OS_SKUS:
        return choosing(retirements.OS_SKUS[found.id].instead, found.pool)
    # azurerm has no pools of the type VirtualMachines
    by_tool = found.pool is not None and by_azurerm(found.pool)
    return "set the type VirtualMachineScaleSets: azurerm replaces the cluster for it" if by_tool else None


def _without_nginx(cluster: ClusterView) -> str:
    """What to do; azurerm can switch NGINX off since a release of version 4 only."""
    oldest = oldest_release(cluster)
    since = f", which azurerm has from {_NGINX_SINCE} on" if oldest is not None and oldest < _NGINX_SINCE else ""
    return f"move to its Gateway API implementation, then set nginx.defaultIngressControllerType None{since}"


RULES = (kubenet_retires, npm_retires, basic_load_balancer, availability_set, os_sku_retires, addon_retires)
