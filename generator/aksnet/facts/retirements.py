"""What is retiring, and when: facts section 5.2.

The days are those of the retirement notices in Microsoft's AKS documentation (read 2026-08-21), each of them on the
page that its rule names.
"""

from datetime import date
from typing import NamedTuple

from aksnet.facts.sources import Source, aks

KUBENET = date(2028, 3, 31)
NPM_LINUX = date(2028, 9, 30)
NPM_WINDOWS = date(2026, 9, 30)
BASIC_LOAD_BALANCER = date(2025, 9, 30)
AVAILABILITY_SETS = date(2025, 9, 30)
OPEN_SERVICE_MESH = date(2027, 9, 30)
# "through November 2026"
APP_ROUTING_NGINX = date(2026, 11, 30)


class OsRetirement(NamedTuple):
    """The OS behind an OS SKU: when its support ends, when its node images are removed, and what to take instead."""

    system: str
    ends: date
    removed: date
    instead: tuple[str, ...]


_LONG_TERM = ("Windows2022", "Windows2025")

# By osSKU. What plain Ubuntu and AzureLinux (CBLMariner and Mariner of old) are depends on the Kubernetes version: only
# the image of a pool that runs says it.
OS_SKUS = {
    "Ubuntu2204": OsRetirement("Ubuntu 22.04", date(2027, 6, 30), date(2028, 4, 30), ("Ubuntu2404",)),
    "Windows2019": OsRetirement("Windows Server 2019", date(2026, 3, 1), date(2027, 4, 1), _LONG_TERM),
    "Windows2022": OsRetirement("Windows Server 2022", date(2028, 6, 30), date(2029, 6, 30), ("Windows2025",)),
    "WindowsAnnual": OsRetirement("Windows Annual Channel", date(2026, 5, 15), date(2027, 5, 15), _LONG_TERM),
}


# How the names of node images begin (nodeImageVersion), with the system that is in them.
NODE_IMAGES = {
    "AKSUbuntu-2004": "ubuntu-2004",
    "AKSCBLMariner-V2": "azure-linux-2",
    "AKSAzureLinux-V2": "azure-linux-2",
}
# https://github.com/Azure/AKS/issues/4592: the OS SKUs that are Azure Linux under its old name
MARINER = ("CBLMariner", "Mariner")


class Retirement(NamedTuple):
    """Something that retires: what it is, the day, what comes after it, and the page that says so.

    `removed` is the day on which node images are removed as well.
    """

    what: str
    day: date
    instead: str
    source: Source
    removed: date | None = None


# the API version that came without the field (fact MODE-12)
DOCKER_BRIDGE, DOCKER_BRIDGE_API = date(2023, 4, 1), "2023-04-01"
UPGRADE_OS, UPGRADE_WINDOWS = aks("upgrade-os-version"), aks("upgrade-windows-os")


def _of_os(sku: str, system: OsRetirement) -> Retirement:
    page = UPGRADE_WINDOWS if system.system.startswith("Windows") else UPGRADE_OS
    what = f"support of {system.system}, the OS SKU {sku}"
    return Retirement(what, system.ends, f"the OS SKU {' or '.join(system.instead)}", page, system.removed)


# By the word that stands for each.
RETIREMENTS = {
    "kubenet": Retirement("kubenet", KUBENET, "Azure CNI Overlay", aks("configure-kubenet")),
    "npm": Retirement("Azure Network Policy Manager", NPM_LINUX, "Cilium", aks("use-network-policies")),
    "npm-windows": Retirement(
        "Azure Network Policy Manager on Windows", NPM_WINDOWS, "Calico", aks("use-network-policies")
    ),
    "basic-load-balancer": Retirement(
        "the load balancer SKU Basic",
        BASIC_LOAD_BALANCER,
        "the SKU Standard",
        aks("upgrade-basic-load-balancer-on-aks"),
    ),
    "availability-set": Retirement(
        "pools in availability sets",
        AVAILABILITY_SETS,
        "pools of the type VirtualMachines",
        aks("availability-sets-on-aks"),
    ),
    "open-service-mesh": Retirement(
        "the Open Service Mesh add-on",
        OPEN_SERVICE_MESH,
        "the Istio add-on",
        aks("open-service-mesh-istio-migration-guidance"),
    ),
    "app-routing-nginx": Retirement(
        "Microsoft's support of NGINX in the application routing add-on",
        APP_ROUTING_NGINX,
        "its Gateway API implementation",
        aks("app-routing-nginx-to-gateway-api-migration"),
    ),
    "docker-bridge": Retirement(
        f"the docker bridge CIDR, which API versions from {DOCKER_BRIDGE_API} on do not have",
        DOCKER_BRIDGE,
        "nothing: it does nothing",
        aks("operator-best-practices-network"),
    ),
    "azure-linux-2": Retirement(
        "support of Azure Linux 2.0",
        date(2025, 11, 30),
        "Azure Linux 3, the OS SKU AzureLinux3",
        UPGRADE_OS,
        date(2026, 3, 31),
    ),
    "ubuntu-2004": Retirement(
        "Ubuntu 20.04", date(2027, 3, 17), "Kubernetes 1.35 or newer, which has a newer one", UPGRADE_OS
    ),
    **{sku: _of_os(sku, system) for sku, system in OS_SKUS.items()},
}
