"""A pool that has to be made anew: another one beside it, its pods moved there, the old one deleted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from aksnet.facts.azurerm import NEWEST, POOL, obstacle
from aksnet.facts.sources import aks
from aksnet.paths import ALLOCATION, STATIC_BLOCK, is_windows
from aksnet.transitions.changes import Change, Maker, PoolChange, Step
from aksnet.transitions.steps.floors import floor
from aksnet.transitions.steps.pool_flags import by_hand, flags_of
from aksnet.transitions.steps.rotation import Bar, bar_of, replacing, rotation
from aksnet.transitions.steps.shell import flag, name_of, of_cluster, of_pool, printing
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, PoolView, Value

_INSTEAD = "instead of az aks nodepool add and delete write"
_SAME = "with all that the old one says beside"
_WINDOWS = "Windows2022"
_STATE = "--query provisioningState --output tsv"
_POOLS, _BLOCKS = aks("create-node-pools"), aks("configure-azure-cni-static-block-allocation")


def newer_windows(change: Change, cluster: ClusterView, pools: Sequence[PoolChange]) -> Iterator[Step]:
    """A step for each pool whose Windows is too old: what there is of Windows Server 2022 is new enough."""
    taken = {pool.name for pool in change.pools}
    for pool in pools:
        values = pool.after.values if pool.after is not None else {}
        after = PoolView({**values, "osSKU": Value(_WINDOWS)})
        name = _new_name(pool.name, after, taken)
        taken.add(name)
        step = _replaced(change.pair.maker, pool, after, name, cluster)
        written = tuple((language, f"{text}\nthe new one has the OS SKU {_WINDOWS}") for language, text in step.changes)
        yield step._replace(title=f"{step.title}, of {_WINDOWS}", changes=written)


def pool_steps(change: Change, cluster: ClusterView, done: Collection[PoolChange] = ()) -> Iterator[Step]:
    """A step for each pool that no update gets where it is to go, but those that are `done`."""
    taken, maker = {pool.name for pool in change.pools}, change.pair.maker
    for number, pool in enumerate(change.pools):
        if pool.azure.verdict is not Azure.NEW_POOL or pool.after is None or pool in done:
            continue
        own = maker.provider == "azurerm" and _in_the_cluster(pool.after, number)
        bar = bar_of(maker, pool) if own else None
        if own and bar is None:
            yield rotation(pool, cluster)
            continue
        name = _new_name(pool.name, pool.after, taken)
        taken.add(name)
        yield (
            _replaced(maker, pool, pool.after, name, cluster)
            if bar is None
            else _beside(bar, maker, pool, name, cluster)
        )


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


def _replaced(maker: Maker, pool: PoolChange, after: PoolView, name: str, cluster: ClusterView) -> Step:
    """The old pool goes when the new one has its pods."""
    old, step = of_pool(name_of(pool)), _moved(after, pool, name, cluster)
    return step._replace(
        title=f"replace the pool {pool.name!r} by a new one, {name!r}",
        commands=(
            *step.commands,
            f"az aks nodepool delete {of_cluster(cluster, '--cluster-name')} {flag('--name', name_of(pool))}",
        ),
        changes=tuple(_changes(maker, pool, after, name)),
        back=f"until the old pool is deleted: kubectl uncordon {old}, then drain and delete the new one",
    )


def _beside(bar: Bar, maker: Maker, pool: PoolChange, name: str, cluster: ClusterView) -> Step:
    """The pool in azurerm's own block stays, as nothing but a new cluster comes of changing it."""
    step = _moved(pool.after or PoolView({}), pool, name, cluster)
    return step._replace(
        title=f"put a pool {name!r} beside {pool.name!r}, the default_node_pool, which stays as it is",
        preconditions=(*step.preconditions, "nobody writes the new values into default_node_pool"),
        changes=(("terraform", "\n".join(_written_beside(bar, maker, name))),),
        effects=(*step.effects, f"the pool {pool.name!r} keeps its {', '.join(bar.paths)}: that stays undone"),
        back=f"kubectl uncordon {of_pool(name_of(pool))}, then drain and delete the new one",
    )


def _written_beside(bar: Bar, maker: Maker, name: str) -> Iterator[str]:
    yield f"{bar.reason}: leave default_node_pool as it is"
    if bar.by_az:
        yield "make the pool with az as above, or as an azapi_resource; terraform plan says no changes"
        return
    yield f"instead of az aks nodepool add write azurerm_kubernetes_cluster_node_pool with the name {name} and the mode"
    yield f"System, {_SAME}, apply; then cordon and drain as above"
    if bar.first is not None:
        yield f"or use azurerm {bar.first} or newer first: there the pool rotates; aksnet migrate --provider-version"
        yield f"{bar.first} tells how"


def _moved(after: PoolView, pool: PoolChange, name: str, cluster: ClusterView) -> Step:
    """A new pool beside an old one, whose pods go there."""
    in_cluster = of_cluster(cluster, "--cluster-name")
    blocks = after.text(ALLOCATION) == STATIC_BLOCK
    old, new = of_pool(name_of(pool)), of_pool(name)
    return Step(
        "new-pools",
        "",
        tuple(_preconditions(after, blocks=blocks)),
        (
            f"az aks nodepool add {in_cluster} {flag('--name', name)} {' '.join(flags_of(after))}".rstrip(),
            f"kubectl cordon {old}",
            f"kubectl drain {old} --ignore-daemonsets --delete-emptydir-data",
        ),
        (),
        ("pods of the pool start anew on other nodes; each of them needs room there while both pools run",),
        (
            f"kubectl get nodes {new}  # all Ready, before the old ones are drained",
            "kubectl get pods --all-namespaces --output wide  # none pending, and none left on the old nodes",
            printing(f"az aks nodepool show {in_cluster} {flag('--name', name)} {_STATE}", "Succeeded"),
        ),
        None,
        tuple(source.url for source in ((_POOLS, _BLOCKS) if blocks else (_POOLS,))),
    )


def _preconditions(after: PoolView, *, blocks: bool) -> Iterator[str]:
    if blocks:  # facts PSS-01, PSS-05, PSS-06
        yield "a pod subnet that no pool with dynamic allocation uses, in any cluster"
        yield "Kubernetes 1.28 or newer"
        yield floor("2.75.0")
    yield "disruption budgets let pods go: kubectl get poddisruptionbudgets --all-namespaces"
    yield "there is quota and room in the subnet for both pools"
    for one in by_hand(after):
        yield f"the new pool gets by hand what no flag here says: {one}"


def _changes(maker: Maker, pool: PoolChange, after: PoolView, name: str) -> Iterator[tuple[str, str]]:
    if maker.provider == "azurerm":
        yield "terraform", "\n".join(_azurerm(maker, pool, after, name))
    elif maker.provider in ("bicep", "arm"):
        beside = "a resource Microsoft.ContainerService/managedClusters/agentPools"
        yield (
            maker.provider,
            f"instead of az aks nodepool add deploy {beside} named {name}, {_SAME};\nat the end remove the old text",
        )
    elif maker.provider in ("azapi", "avm"):
        yield (
            "terraform",
            f"{_INSTEAD} a pool named {name}, {_SAME}, apply;\ndrain the old one, remove it from the text, apply",
        )


def _azurerm(maker: Maker, pool: PoolChange, after: PoolView, name: str) -> Iterator[str]:
    releases = maker.releases or (NEWEST[max(NEWEST)],)
    allocation = after.text(ALLOCATION)
    hindrance = obstacle(POOL, ALLOCATION, allocation, max(releases)) if allocation else None
    if hindrance is not None:
        yield f"{ALLOCATION}: azurerm {hindrance.reason}; make the pool with az as above, or as an azapi_resource"
        yield "at the end remove the old pool from the text; terraform plan says no changes"
        return
    yield f"{_INSTEAD} azurerm_kubernetes_cluster_node_pool with the name {name},"
    yield f"{_SAME}, apply; drain the old one, remove it from the text, apply"
    judged = replacing(maker, pool)
    if judged is not None:
        yield f"with azurerm {judged.version} an edit of the old one deletes it first, and its pods have nowhere to go"
    else:
        yield "an edit of the old one, with temporary_name_for_rotation, moves it too, but without cordon and drain"
