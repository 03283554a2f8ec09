"""The pool in azurerm's own cluster block, which only a rotation makes anew."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import NEWEST, POOL, obstacle
from aksnet.facts.sources import CLUSTER_CODE, aks
from aksnet.paths import ALLOCATION
from aksnet.transitions.changes import Step
from aksnet.transitions.steps.shell import of_cluster, of_pool
from aksnet.view import ClusterView, PoolView

_POOLS = aks("create-node-pools")


def rotation(name: str, pool: PoolView, cluster: ClusterView) -> Step:
    """Executed with 4.81: without its pool in Azure, every later plan of the cluster fails."""
    written = "\n".join(_rotated(pool))
    return Step(
        "new-pools",
        f"rotate the pool {name!r}, the default_node_pool",
        (
            "nobody deletes it with az: terraform plan fails once it is gone",
            "temporary_name_for_rotation is a name that no pool has, above all not its own: that deletes the pool",
            "disruption budgets let pods go: kubectl get poddisruptionbudgets --all-namespaces",
            "there is quota and room in the subnet for both pools",
        ),
        changes=(("terraform", written),),
        effects=("its nodes are deleted without cordon and drain, twice: pods start anew wherever there is room",),
        verify=(
            f"kubectl get nodes {of_pool(name)}  # all Ready",
            f"az aks nodepool list {of_cluster(cluster, '--cluster-name')} --output table  # no temporary pool",
            "terraform plan  # no changes",
        ),
        back="write the old values and rotate it again",
        sources=(_POOLS.url, CLUSTER_CODE.url),
    )


def _rotated(pool: PoolView) -> Iterator[str]:
    hindrance = (
        obstacle(POOL, ALLOCATION, pool.text(ALLOCATION), NEWEST[max(NEWEST)]) if pool.text(ALLOCATION) else None
    )
    if hindrance is not None:
        yield f"{ALLOCATION}: azurerm {hindrance.reason}, and default_node_pool cannot have it: give it to another pool"
        return
    yield "write the new values and temporary_name_for_rotation into default_node_pool, then terraform apply"
    yield "a pool with another name there replaces the cluster: keep the name"
