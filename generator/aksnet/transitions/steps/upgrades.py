"""What has to be newer before a change: Kubernetes, and the Windows of pools, as steps of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.facts.sources import aks
from aksnet.facts.versions import Version
from aksnet.transitions.azure.conditions import NEEDED, WINDOWS_BUILD
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.judging import Check, failing
from aksnet.transitions.changes import Change, PoolChange, Step
from aksnet.transitions.steps.shell import TERRAFORM, flag, of_cluster
from aksnet.view import ClusterView

_ID = "settings"
_SOURCES = (aks("upgrade-aks-cluster").url, aks("supported-kubernetes-versions").url)
_NAMES = {"azurerm": "kubernetes_version", "avm": "kubernetes_version"}
_OLD_WINDOWS = "Windows2019"


def kubernetes_steps(change: Change, way: Sequence[Edge], before: ClusterView, after: ClusterView) -> Iterator[Step]:
    """An upgrade to the newest version that something on the way, or its goal, asks for; none where it is there."""
    asked = [NEEDED[one.condition] for one in _lacking(way, before, after) if one.condition in NEEDED]
    needed = max([*asked, *(one.wants for one in change.pair.faults if one.wants is not None)], default=None)
    if needed is not None:
        yield _upgrade(before, needed, change.pair.maker.provider)


def old_windows(change: Change, way: Sequence[Edge], before: ClusterView, after: ClusterView) -> list[PoolChange]:
    """The pools whose Windows is too old for the way, and which the goal keeps as they are."""
    if not any(one.condition == WINDOWS_BUILD for one in _lacking(way, before, after)):
        return []
    kept = [one for one in change.pools if one.before is not None and one.after is not None]
    return [one for one in kept if one.before is not None and one.before.text("osSKU") == _OLD_WINDOWS]


def _lacking(way: Sequence[Edge], before: ClusterView, after: ClusterView) -> Iterator[Check]:
    """What does not hold now, and the new text does not bring about."""
    for edge in way:
        yield from (one for one in failing(edge.conditions, before) if one.holds(after) is not True)


def _upgrade(cluster: ClusterView, needed: Version, provider: str) -> Step:
    there, words = of_cluster(cluster), f"{needed} or newer"
    written = f"write the version that the cluster has then: {_NAMES.get(provider, 'kubernetesVersion')}"
    return Step(
        _ID,
        f"upgrade Kubernetes to {words}",
        (f"a version that is on offer; where none is new enough, one upgrade after the other: {_offers(there)}",),
        (f"az aks upgrade {there} {flag('--kubernetes-version', f'<{words}>')}",),
        () if provider == "az" else (("terraform" if provider in TERRAFORM else provider, written),),
        ("nodes of all pools are made anew, some at a time",),
        (
            f"az aks show {there} --query currentKubernetesVersion --output tsv  # {words}",
            "kubectl get nodes  # all Ready, and of that version",
        ),
        None,
        _SOURCES,
    )


def _offers(there: str) -> str:
    return f"az aks get-upgrades {there} --output table"
