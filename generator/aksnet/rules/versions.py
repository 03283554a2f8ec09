"""4xx: the Kubernetes versions that features ask for, and that are supported."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts import versions
from aksnet.facts.sources import RELEASES, aks
from aksnet.facts.versions import Floor, Version
from aksnet.findings import Severity
from aksnet.paths import is_windows
from aksnet.rules.azurerm_hints import choosing
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, PoolView

# fact RET-03
NEW_DEFAULT = versions.WINDOWS_UNTIL["windows2022"]
CLUSTER_VERSION, POOL_VERSION = "kubernetesVersion", "orchestratorVersion"
SUPPORT_PLAN, LONG_TERM = "supportPlan", "AKSLongTermSupport"
SUPPORTED_VERSIONS = aks("supported-kubernetes-versions")
_VERSION = r"1\.([0-9]{1,3})(?:\.([0-9]{1,3}))?"
# the service takes the newest patch where a version names none
_ANY_PATCH = 1000


class Stated(NamedTuple):
    """A Kubernetes version as a configuration states it: the version, the words for it, and where it stands."""

    version: Version
    words: str
    place: Place | None


def _stated(cluster: ClusterView, pool: PoolView | None = None) -> Stated | None:
    """The version of the cluster, or of a pool: its own or the cluster's. None where it cannot be told."""
    of_pool = pool is not None and not pool.absent(POOL_VERSION)
    found, path = (pool, POOL_VERSION) if pool is not None and of_pool else (cluster, CLUSTER_VERSION)
    text = found.text(path)
    match = re.fullmatch(_VERSION, text, re.ASCII) if text is not None else None
    if match is None:
        return None
    version = Version(int(match[1]), int(match[2]) if match[2] else _ANY_PATCH)
    return Stated(version, f"{path} {text}", found.where(path))


@rule(
    "AKN410",
    "kubernetes-floor",
    "choose a newer Kubernetes version, or do without the feature",
    *(aks(page) for page in dict.fromkeys(floor.page for floor in versions.FLOORS)),
    answer="Azure refuses kube-proxy with NFTABLES. The other features are not supported on the version: the documents"
    " name one that they need, and no error.",
    facts=tuple(dict.fromkeys(fact for floor in versions.FLOORS for fact in floor.facts)),
)
def kubernetes_floor(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Kubernetes version is not older than what each feature in use needs.

    The documents of many features name the version that they need. A version without a patch stands for the newest
    patch. A pool may have an older version than its cluster, and then its own counts for what its nodes do. LocalDNS
    with the mode Preferred makes no demand: it is switched on where the version has it.
    """
    for floor in versions.FLOORS:
        if _has(cluster, floor.cluster):
            yield from _below(cluster, floor)


def _has(view: ClusterView | PoolView, wanted: Mapping[str, tuple[str | bool, ...]]) -> bool:
    """Whether at each path stands one of its values, or a list with one."""
    return all(_stands(view.known(path), values) for path, values in wanted.items())


def _stands(data: object, values: tuple[str | bool, ...]) -> bool:
    items = data if isinstance(data, list) else [data]
    return any(type(item) is type(value) and _folded(item) == _folded(value) for item in items for value in values)


def _folded(item: object) -> object:
    """Tools and documents do not always write ARM's words in ARM's case."""
    return item.lower() if isinstance(item, str) else item


def _below(cluster: ClusterView, floor: Floor) -> Iterator[Hit]:
    """That the version is older than the feature needs; of several pools the first is named."""
    pools = [pool for pool in cluster.pools if _has(pool, floor.pool)] if floor.pool else [None]
    stated = [(pool, _stated(cluster, pool)) for pool in pools]
    old = [(pool, one) for pool, one in stated if one is not None and one.version < floor.version]
    for pool, one in old[:1]:
        more = f" and {len(old) - 1} more" if len(old) > 1 else ""
        feature = floor.words if pool is None else f"{floor.words} of the pool {pool.name!r}{more}"
        hint = f"choose {floor.version} or newer, or do without {floor.words}"
        message = f"{one.words} is older than {floor.version}, which {feature} needs"
        yield Hit(message, one.place, hint=hint, source=aks(floor.page), wants=floor.version)


@rule(
    "AKN411",
    "os-sku-and-kubernetes",
    "choose a newer OS SKU",
    aks("upgrade-windows-os"),
    aks("windows-best-practices"),
    answer="Azure makes no such pool with the version, and upgrades none to it.",
    facts=("RET-03",),
)
def os_sku_and_kubernetes(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Windows Server 2019 ends with Kubernetes 1.32, and Windows Server 2022 with 1.36.

    A Windows system is given up for new Kubernetes versions first, and on all of them later. A pool with an OS SKU of a
    certain year stays on its system, and has to be replaced before its Kubernetes version is raised further. Of a pool
    without one the system depends on the version, and changes with 1.37: that is a warning.
    """
    for pool in cluster.pools:
        sku = pool.text("osSKU") or ""
        until, stated = versions.WINDOWS_UNTIL.get(sku.lower()), _stated(cluster, pool)
        if until is not None and stated is not None and stated.version >= until:
            words = f"the pool {pool.name!r} has the OS SKU {sku}, which is not there from {until} on"
            yield Hit(
                f"{words}, beside {stated.words}", pool.where("osSKU"), hint=choosing(_left(stated.version), pool)
            )
        elif is_windows(pool) and pool.absent("osSKU") and stated is not None and stated.version >= NEW_DEFAULT:
            words = f"the pool {pool.name!r} has no OS SKU: new ones get Windows2025 from {NEW_DEFAULT} on"
            yield Hit(words, pool.where("osType"), Severity.WARNING, "state the osSKU that the pool is meant to have")


def _left(version: Version) -> list[str]:
    """The Windows systems that are there for a version."""
    until = versions.WINDOWS_UNTIL
    return [sku for key, sku in versions.WINDOWS_SKUS.items() if key not in until or version < until[key]]


@rule(
    "AKN412",
    "kubernetes-support",
    f"choose {versions.OLDEST_SUPPORTED} or newer",
    SUPPORTED_VERSIONS,
    RELEASES,
    answer="Microsoft mends nothing in such a version. A new cluster can only have a version that is on offer, and an"
    " old one has to be upgraded.",
    facts=("RET-02",),
    severity=Severity.WARNING,
)
def kubernetes_support(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The Kubernetes version is in support.

    AKS supports about the three newest minor versions. In the middle of August 2026 these were 1.34 to 1.36; 1.33 was
    to be had with long-term support alone, which comes with the Premium tier. 1.30 was called deprecated in the release
    notes of July 2026, and older ones before, long-term support or not. Of 1.31 and 1.32 with long-term support this
    rule says nothing, and neither of anything newer.
    """
    stated = _stated(cluster)
    if stated is None or stated.version >= versions.OLDEST_SUPPORTED:
        return
    if stated.version.minor <= versions.NEWEST_DEPRECATED.minor:
        yield Hit(f"{stated.words} is deprecated, as of {versions.SUPPORT_READ}", stated.place)
    elif cluster.absent(SUPPORT_PLAN) or cluster.text(SUPPORT_PLAN) not in (None, LONG_TERM):
        hint = f"choose {versions.OLDEST_SUPPORTED} or newer, or tier Premium with the support plan {LONG_TERM}"
        yield Hit(f"{stated.words} is out of standard support, as of {versions.SUPPORT_READ}", stated.place, hint=hint)


RULES = (kubernetes_floor, os_sku_and_kubernetes, kubernetes_support)
