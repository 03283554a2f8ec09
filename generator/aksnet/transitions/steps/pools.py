"""A pool that has to be made anew: another one beside it, its pods moved there, the old one deleted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from aksnet.facts import az
from aksnet.facts.azurerm import NEWEST, POOL, POOL_ROTATION, obstacle
from aksnet.facts.sources import aks
from aksnet.literals import shell_word
from aksnet.paths import ALLOCATION, NODES, PODS, STATIC_BLOCK, is_windows
from aksnet.transitions.changes import Change, Maker, Step
from aksnet.transitions.steps.rotation import rotation
from aksnet.transitions.steps.shell import flag, of_cluster, of_pool, printing
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView, Json, Parameter, PoolView, Subnet, Unknown, Value

_INSTEAD = "instead of az aks nodepool add and delete write"
_WORDS = {NODES: "<id of the node subnet>", PODS: "<id of the pod subnet>"}
_STATE = "--query provisioningState --output tsv"
_POOLS, _BLOCKS = aks("create-node-pools"), aks("configure-azure-cni-static-block-allocation")


def pool_steps(change: Change, cluster: ClusterView) -> Iterator[Step]:
    """A step for each pool that no update gets where it is to go."""
    taken = {pool.name for pool in change.pools}
    for number, pool in enumerate(change.pools):
        if pool.azure.verdict is not Azure.NEW_POOL or pool.after is None or pool.tool.verdict is Tool.NO_OP:
            continue  # what the tool is told to ignore, nobody asks for
        if change.pair.maker.provider == "azurerm" and _in_the_cluster(pool.after, number):
            yield rotation(pool.name, pool.after, cluster)
            continue
        name = _new_name(pool.name, pool.after, taken)
        taken.add(name)
        yield _step(change.pair.maker, pool.name, pool.after, name, cluster)


def _in_the_cluster(pool: PoolView, number: int) -> bool:
    """Whether it is the `default_node_pool` of azurerm's cluster; of a spec it is the first."""
    declared = pool.declared
    return number == 0 if declared is None else declared.address.endswith(".default_node_pool")


def _new_name(name: str, pool: PoolView, taken: Collection[str]) -> str:
    """A name that no pool has; fact MODE-15: 12 characters, 6 with Windows."""
    size = 6 if is_windows(pool) else 12
    stem = re.sub("[^a-z0-9]", "", name) or "pool"
    number = 2
    while (new := stem[: size - len(str(number))] + str(number)) in taken:
        number += 1
    return new


def _step(maker: Maker, pool: str, after: PoolView, name: str, cluster: ClusterView) -> Step:
    in_cluster = of_cluster(cluster, "--cluster-name")
    blocks = after.text(ALLOCATION) == STATIC_BLOCK
    old, new = of_pool(pool), of_pool(name)
    return Step(
        "new-pools",
        f"replace the pool {pool!r} by a new one, {name!r}",
        tuple(_preconditions(blocks=blocks)),
        (
            f"az aks nodepool add {in_cluster} {flag('--name', name)} {' '.join(_flags(after))}".rstrip(),
            f"kubectl cordon {old}",
            f"kubectl drain {old} --ignore-daemonsets --delete-emptydir-data",
            f"az aks nodepool delete {in_cluster} {flag('--name', pool)}",
        ),
        tuple(_changes(maker, after, name)),
        ("pods of the pool start anew on other nodes; each of them needs room there while both pools run",),
        (
            f"kubectl get nodes {new}  # all Ready, before the old ones are drained",
            "kubectl get pods --all-namespaces --output wide  # none pending, and none left on the old nodes",
            printing(f"az aks nodepool show {in_cluster} {flag('--name', name)} {_STATE}", "Succeeded"),
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
            yield " ".join([row.added, *(shell_word(str(one)) for one in data)])
        else:
            yield flag(row.added, str(data))


def _said(path: str, value: Value) -> Json:
    """The data; where only whoever deploys knows it, a word in its place."""
    match value.data:
        case Subnet(name=name):
            return f"<id of the subnet {name}>"
        case Parameter() | Unknown():
            return _WORDS.get(path, f"<{path}>")
        case _:
            return value.data


def _changes(maker: Maker, after: PoolView, name: str) -> Iterator[tuple[str, str]]:
    if maker.provider == "azurerm":
        yield "terraform", "\n".join(_azurerm(maker, after, name))
    elif maker.provider in ("bicep", "arm"):
        beside = "a resource Microsoft.ContainerService/managedClusters/agentPools"
        yield (
            maker.provider,
            f"instead of az aks nodepool add deploy {beside} named {name}; at the end remove the old text",
        )
    elif maker.provider in ("azapi", "avm"):
        yield "terraform", f"{_INSTEAD} a pool named {name}, apply; drain the old one, remove it from the text, apply"


def _azurerm(maker: Maker, after: PoolView, name: str) -> Iterator[str]:
    releases = maker.releases or (NEWEST[max(NEWEST)],)
    allocation = after.text(ALLOCATION)
    hindrance = obstacle(POOL, ALLOCATION, allocation, max(releases)) if allocation else None
    if hindrance is not None:
        yield f"{ALLOCATION}: azurerm {hindrance.reason}; make the pool with az as above, or as an azapi_resource"
        yield "at the end remove the old pool from the text; terraform plan says no changes"
        return
    yield f"{_INSTEAD} azurerm_kubernetes_cluster_node_pool with the name {name}, apply;"
    yield "drain the old one, remove it from the text, apply"
    if min(releases) < POOL_ROTATION:
        yield f"before {POOL_ROTATION} an edit of the old one deletes it first, and its pods have nowhere to go"
    else:
        yield "an edit of the old one, with temporary_name_for_rotation, moves it too, but without cordon and drain"
