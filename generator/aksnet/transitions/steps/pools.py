"""A pool that has to be made anew: another one beside it, its pods moved there, the old one deleted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from aksnet.facts import az
from aksnet.facts.azurerm import NEWEST, POOL, POOL_ROTATION, obstacle
from aksnet.facts.sources import aks
from aksnet.paths import ALLOCATION, STATIC_BLOCK, is_windows
from aksnet.transitions.changes import Change, PoolChange, Step
from aksnet.transitions.steps.shell import flag, of_cluster, of_pool, printing
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Json, Parameter, PoolView, Subnet, Value

_POOLS, _BLOCKS = aks("create-node-pools"), aks("configure-azure-cni-static-block-allocation")


def pool_steps(change: Change, cluster: ClusterView) -> Iterator[Step]:
    """A step for each pool that no update gets where it is to go."""
    taken = {pool.name for pool in change.pools}
    for pool in change.pools:
        if pool.azure.verdict is Azure.NEW_POOL and pool.after is not None:
            name = _new_name(pool.name, pool.after, taken)
            taken.add(name)
            yield _step(change, pool, pool.after, name, cluster)


def _new_name(name: str, pool: PoolView, taken: Collection[str]) -> str:
    """A name that no pool has; fact MODE-15: 12 characters, 6 with Windows."""
    size = 6 if is_windows(pool) else 12
    stem = re.sub("[^a-z0-9]", "", name) or "pool"
    number = 2
    while (new := stem[: size - len(str(number))] + str(number)) in taken:
        number += 1
    return new


def _step(change: Change, pool: PoolChange, after: PoolView, name: str, cluster: ClusterView) -> Step:
    in_cluster = of_cluster(cluster, "--cluster-name")
    blocks = after.text(ALLOCATION) == STATIC_BLOCK
    old, new = of_pool(pool.name), of_pool(name)
    return Step(
        "new-pools",
        f"replace the pool {pool.name!r} by a new one, {name!r}",
        tuple(_preconditions(blocks=blocks)),
        (
            f"az aks nodepool add {in_cluster} {flag('--name', name)} {' '.join(_flags(after))}".rstrip(),
            f"kubectl cordon {old}",
            f"kubectl drain {old} --ignore-daemonsets --delete-emptydir-data",
            f"az aks nodepool delete {in_cluster} {flag('--name', pool.name)}",
        ),
        tuple(_changes(change, pool, after, name)),
        ("pods of the pool start anew on other nodes; each of them needs room there while both pools run",),
        (
            f"kubectl get nodes {new}  # all Ready, before the old ones are drained",
            f"kubectl get pods --all-namespaces --output wide  # none on nodes of {name!r}'s forerunner, none pending",
            printing(
                f"az aks nodepool show {in_cluster} {flag('--name', name)} --query provisioningState", '"Succeeded"'
            ),
        ),
        f"until the old pool is deleted: kubectl uncordon {old}, then drain and delete the new one",
        tuple(source.url for source in ((_POOLS, _BLOCKS) if blocks else (_POOLS,))),
    )


def _preconditions(*, blocks: bool) -> Iterator[str]:
    if blocks:  # facts PSS-01, PSS-05, PSS-06
        yield "a pod subnet that no pool with dynamic allocation uses, in any cluster"
        yield "Kubernetes 1.28 or newer, azure-cli 2.75.0 or newer: az version"
    yield "disruption budgets let pods go: kubectl get poddisruptionbudgets --all-namespaces"
    yield "there is quota and room in the subnet for both pools"


def _flags(pool: PoolView) -> Iterator[str]:
    """What the new pool is to be, as flags."""
    for path, row in az.POOL.items():
        value = pool.values.get(path)
        if path == "name" or row.added is None or value is None:
            continue
        data = _said(path, value)
        if row.when is not None:
            if data is row.when:
                yield row.added
        elif row.words and isinstance(data, list):
            yield " ".join([row.added, *(str(one) for one in data)])
        else:
            yield flag(row.added, str(data))


def _said(path: str, value: Value) -> Json:
    """The data; where only whoever deploys knows it, a word in its place."""
    match value.data:
        case Subnet(name=name):
            return f"<id of the subnet {name}>"
        case Parameter(name=name):
            return f"<{name}>"
    return value.data if value.known else f"<{path}>"  # type: ignore[return-value]


def _changes(change: Change, pool: PoolChange, after: PoolView, name: str) -> Iterator[tuple[str, str]]:
    provider = change.pair.maker.provider
    if provider == "azurerm":
        yield "terraform", "\n".join(_azurerm(change, pool, after, name))
    elif provider in ("bicep", "arm"):
        beside = "a resource Microsoft.ContainerService/managedClusters/agentPools"
        yield provider, f"deploy {beside} named {name} beside the old one; when that is empty, delete it and its text"
    elif provider in ("azapi", "avm"):
        yield "terraform", f"add a pool named {name}, apply; when the old one is empty, remove it from the text, apply"


def _azurerm(change: Change, pool: PoolChange, after: PoolView, name: str) -> Iterator[str]:
    releases = change.pair.maker.releases or (NEWEST[max(NEWEST)],)
    allocation = after.text(ALLOCATION)
    hindrance = obstacle(POOL, ALLOCATION, allocation, max(releases)) if allocation else None
    if hindrance is not None:
        yield f"{ALLOCATION}: azurerm {hindrance.reason}; azapi makes such a pool as azapi_resource, or az as above"
        yield "then remove the old pool from the text; terraform plan says no changes"
        return
    if _is_default(pool):
        yield "default_node_pool has to stay: give it temporary_name_for_rotation, a name that no pool has; then"
        yield "terraform apply makes it anew by way of that pool, and deletes it without cordon and drain"
        return
    yield f"add azurerm_kubernetes_cluster_node_pool with the name {name}, apply; remove the empty old one, apply"
    if min(releases) < POOL_ROTATION:
        yield f"before {POOL_ROTATION} an edit of the old one deletes it first, and its pods have nowhere to go"
    else:
        yield "an edit of the old one, with temporary_name_for_rotation, moves it too, but without cordon and drain"


def _is_default(pool: PoolChange) -> bool:
    """Whether it is the pool in the cluster's own block."""
    declared = pool.after.declared if pool.after is not None else None
    return declared is None or "azurerm_kubernetes_cluster_node_pool" not in declared.address
