"""82x: how the provider azurerm replaces the nodes of a pool by way of a temporary one, and what goes wrong there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aksnet.facts import service
from aksnet.facts.azurerm import POOL_ROTATION, Version
from aksnet.facts.sources import AZURERM_CLUSTER, CLUSTER_CODE, POOL_CODE, Source
from aksnet.findings import Severity
from aksnet.paths import NODES, is_windows
from aksnet.rules.azurerm import default_pools, ignores, is_configuration, is_default, version_by
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.pools import MAX_NAME
from aksnet.view import ClusterView, PoolView, Value

NAME = "temporary_name_for_rotation"
# When the default pool got it.
ROTATION = Version(3, 47)


@rule(
    "AKN820",
    "rotation-name",
    f"choose a name that no pool has, of lower-case letters and digits: {MAX_NAME} at most, and"
    f" {service.MAX_WINDOWS_POOL_NAME} with Windows",
    CLUSTER_CODE,
    POOL_CODE,
    answer="The pool is deleted for good: with its own name azurerm deletes it, makes it anew, and deletes it again as"
    " the temporary one. With the name of another pool it is that pool. Neither validation nor plan says so.",
)
def rotation_name(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool's temporary_name_for_rotation is the name of no pool of the cluster.

    To change what cannot be changed on a pool, azurerm makes a temporary pool, deletes the pool, makes it anew, and
    deletes the temporary pool. One that is there already under the temporary name it takes for its own, from an attempt
    before: so it makes none, and deletes that one in the end. Both names are names of pools, and shorter with Windows.
    """
    for pool in cluster.pools:
        value, version = _temporary(pool), version_by(pool)
        if value is None or version is None:
            continue
        name = str(value.data)
        other = next((one.name for one in cluster.pools if one.text("name") == name and one is not pool), None)
        if name == pool.text("name"):
            yield Hit(f"{NAME} {name} is the name of the pool itself: a rotation deletes the pool", value.place)
        elif other is not None:
            message = f"{NAME} {name} of the pool {pool.name!r} is the name of another pool: a rotation deletes that"
            yield Hit(message, value.place)
        elif _is_no_name(name, pool):
            message = f"{NAME} {name} of the pool {pool.name!r} is no name of a pool"
            yield Hit(message, value.place, hint=_shape(pool))


def _temporary(pool: PoolView) -> Value | None:
    value = pool.declared.arguments.get(NAME) if pool.declared is not None else None
    named = value is not None and isinstance(value.data, str)
    return value._replace(place=value.place or pool.place) if value is not None and named else None


def _longest(pool: PoolView) -> int:
    return service.MAX_WINDOWS_POOL_NAME if is_windows(pool) else MAX_NAME


def _is_no_name(name: str, pool: PoolView) -> bool:
    return len(name) > _longest(pool) or re.fullmatch("[a-z][a-z0-9]*", name) is None


def _shape(pool: PoolView) -> str:
    return f"choose lower-case letters and digits, a letter first, and {_longest(pool)} characters at most"


@rule(
    "AKN821",
    "rotation-name-left-out",
    f'add {NAME} to default_node_pool, for example "temp"',
    AZURERM_CLUSTER,
    CLUSTER_CODE,
    answer="A later change of the pool's VM size, subnets, zones or max_pods is planned as one in place, and refused"
    " when it is applied.",
    severity=Severity.INFO,
)
def rotation_name_left_out(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A default pool has a temporary_name_for_rotation, so that it can be changed later.

    Much of a pool cannot be changed in place: azurerm moves its nodes by way of a temporary pool, whose name it has to
    be given. It asks for the name when such a change is applied, not before.
    """
    version = version_by(cluster)
    asked = version is not None and version >= ROTATION and is_configuration(cluster)
    for pool in default_pools(cluster) if asked else ():
        declared = pool.declared
        # null comes from a variable, which whoever uses the module may give
        told = declared is not None and (NAME in declared.arguments or NAME in declared.blank)
        if not told and pool.absent(NAME):
            module = declared is not None and declared.module is not None
            hint = f'give the module {NAME}, for example "temp"' if module else None
            yield Hit(f"the pool {pool.name!r} has no {NAME}", pool.place, hint=hint)


@rule(
    "AKN822",
    "inherited-subnet",
    "write the vnet_subnet_id of the cluster's default_node_pool in this pool too",
    POOL_CODE,
    Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/8297", "2026-11-23"),
    Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/4995", "2026-11-23"),
    answer="Every plan has a change of the pool. Up to azurerm 4.15 it is replaced; from 4.16 on its nodes are moved to"
    " new ones by way of a temporary pool, or the apply is refused where that has no name. The difference stays.",
    severity=Severity.WARNING,
)
def inherited_subnet(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """In a VNet of your own every node pool of azurerm says its vnet_subnet_id.

    A pool without one gets the subnet of the cluster's other pools. Azure tells it of the pool, and azurerm takes that
    for a difference from a configuration that has none: the subnet is no argument that it leaves to Azure.
    """
    first = next((pool for pool in cluster.pools if is_default(pool)), None)
    placed = first is not None and NODES in first.values and (first.later(NODES) or not first.unknown(NODES))
    for pool in cluster.pools if placed else ():
        version = version_by(pool)
        if version is not None and inherits(pool) and ignores(pool, "vnet_subnet_id") is False:
            yield Hit(f"the pool {pool.name!r} has no vnet_subnet_id: {_fate(pool, version)}", pool.where("name"))


def _fate(pool: PoolView, version: Version) -> str:
    """What azurerm makes of the difference, every time."""
    if version < POOL_ROTATION:
        return "every plan replaces it"
    named = pool.declared is not None and NAME in pool.declared.arguments
    return "every apply moves its nodes to new ones" if named else "every plan changes it, and every apply is refused"


def inherits(pool: PoolView) -> bool:
    """Whether it is a node pool of azurerm's without a subnet, which gets that of the cluster's other pools."""
    return version_by(pool) is not None and not is_default(pool) and pool.absent(NODES)


RULES = (rotation_name, rotation_name_left_out, inherited_subnet)
