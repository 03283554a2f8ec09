"""The pool in azurerm's own cluster block: a rotation makes it anew, where the release does not replace the cluster."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts.azurerm import NEWEST, POOL, Version, obstacle
from aksnet.facts.sources import CLUSTER_CODE, aks
from aksnet.paths import ALLOCATION
from aksnet.transitions import azurerm
from aksnet.transitions.changes import Maker, PoolChange, Step
from aksnet.transitions.steps.shell import name_of, of_cluster, of_pool
from aksnet.transitions.verdicts import OfTool, Tool
from aksnet.view import ClusterView, Declaration, PoolView

_POOLS = aks("create-node-pools")
_NAME, _BLOCK = "temporary_name_for_rotation", "default_node_pool.0."


class Bar(NamedTuple):
    """Why the block must not be changed: `first` is the release from which on it rotates, None where none does;
    `by_az`: azurerm has no words for the new values at all. `paths` are what it keeps."""

    reason: str
    paths: tuple[str, ...]
    first: Version | None = None
    by_az: bool = False


def bar_of(maker: Maker, pool: PoolChange) -> Bar | None:
    """What keeps the pool from a rotation, None where it rotates in every release that may be in use."""
    releases = maker.releases or (NEWEST[max(NEWEST)],)
    allocation = pool.after.text(ALLOCATION) if pool.after is not None else None
    unsaid = obstacle(POOL, ALLOCATION, allocation, max(releases)) if allocation else None
    if unsaid is not None:
        return Bar(f"{ALLOCATION}: azurerm {unsaid.reason}", tuple(_deciding(pool)), by_az=True)
    judged = replacing(maker, pool)
    if judged is None:
        return None
    decide = ", ".join(path.removeprefix(_BLOCK) for path in judged.replaced_by)
    words = f"azurerm {judged.version} replaces the cluster for another {decide} there"
    return Bar(words, tuple(_deciding(pool)), _first(pool, max(releases)))


def replacing(maker: Maker, pool: PoolChange) -> OfTool | None:
    """What the first release in use that replaces for an edit of the pool does, None where none of them does."""
    judged = (_judged(pool, release) for release in maker.releases or (NEWEST[max(NEWEST)],))
    return next((one for one in judged if one.verdict is Tool.REPLACE), None)


def _deciding(pool: PoolChange) -> list[str]:
    return list(dict.fromkeys(one.path for one in pool.azure.reasons if one.verdict is pool.azure.verdict))


def _first(pool: PoolChange, newest: Version) -> Version | None:
    later = (one for one in azurerm.boundaries() if one > newest)
    return next((one for one in later if _judged(pool, one).verdict is not Tool.REPLACE), None)


def _judged(pool: PoolChange, release: Version) -> OfTool:
    """What the release does with the pool, whether or not it has the name that a rotation takes."""
    if pool.before is None or pool.after is None:
        return OfTool("azurerm", str(release), Tool.NO_OP)
    return azurerm.of_pool(pool.before, _unnamed(pool.after), release)


def _unnamed(pool: PoolView) -> PoolView:
    declared = pool.declared
    if declared is None:
        return pool
    return pool._replace(declared=_without(declared))


def _without(declared: Declaration) -> Declaration:
    kept = {path: value for path, value in declared.written.items() if path != _NAME}
    arguments = {path: value for path, value in declared.arguments.items() if path != _NAME}
    return declared._replace(written=kept, arguments=arguments)


def rotation(pool: PoolChange, cluster: ClusterView) -> Step:
    """Executed with 4.81: without its pool in Azure, every later plan of the cluster fails."""
    return Step(
        "new-pools",
        f"rotate the pool {pool.name!r}, the default_node_pool",
        (
            "nobody deletes it with az: terraform plan fails once it is gone",
            f"{_NAME} is a name that no pool has, above all not its own: that deletes the pool",
            "disruption budgets let pods go: kubectl get poddisruptionbudgets --all-namespaces",
            "there is quota and room in the subnet for both pools",
        ),
        changes=(
            (
                "terraform",
                f"write the new values and {_NAME} into default_node_pool, then terraform apply\n"
                "a pool with another name there replaces the cluster: keep the name",
            ),
        ),
        effects=("its nodes are deleted without cordon and drain, twice: pods start anew wherever there is room",),
        verify=(
            f"kubectl get nodes {of_pool(name_of(pool))}  # all Ready",
            f"az aks nodepool list {of_cluster(cluster, '--cluster-name')} --output table  # no temporary pool",
            "terraform plan  # no changes",
        ),
        back="write the old values and rotate it again",
        sources=(_POOLS.url, CLUSTER_CODE.url),
    )
