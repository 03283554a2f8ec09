"""4xx: what is about to retire: a warning before the day, an error after it (fact RET-01)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from aksnet.errors import Place
from aksnet.facts import retirements
from aksnet.facts.sources import aks
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView


def _retires(what: str, day: date, place: Place | None, context: Context) -> Hit:
    if context.today > day:
        return Hit(f"{what} retired on {day}", place, Severity.ERROR)
    return Hit(f"{what} retires on {day}", place)


@rule(
    "AKN401",
    "kubenet-retires",
    "choose overlay: it needs as few addresses of the VNet",
    aks("configure-kubenet"),
    facts=("KUB-01", "RET-01"),
    severity=Severity.WARNING,
)
def kubenet_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Support of kubenet ends; Azure CNI Overlay is its successor."""
    path = "networkProfile.networkPlugin"
    if cluster.text(path) == "kubenet":
        yield _retires("kubenet", retirements.KUBENET, cluster.where(path), context)


@rule(
    "AKN402",
    "npm-retires",
    "choose cilium on Linux, calico where there are Windows pools",
    aks("use-network-policies"),
    facts=("POL-04", "POL-05", "RET-01"),
    severity=Severity.WARNING,
)
def npm_retires(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """Support of Azure Network Policy Manager ends, for Windows nodes two years before Linux."""
    path = "networkProfile.networkPolicy"
    if cluster.text(path) != "azure":
        return
    if any(pool.text("osType") == "Windows" for pool in cluster.pools):
        what, day = "Azure Network Policy Manager on Windows", retirements.NPM_WINDOWS
    else:
        what, day = "Azure Network Policy Manager", retirements.NPM_LINUX
    yield _retires(what, day, cluster.where(path), context)


RULES = (kubenet_retires, npm_retires)
