"""A call of the Bicep module of Azure Verified Modules: avm.bicep."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aksnet.dialects import Dialect
from aksnet.facts import avm_bicep
from aksnet.paths import NODES, PRIVATE
from aksnet.targets import bicep_text
from aksnet.targets.callers import IDENTITY, Caller, caller
from aksnet.targets.files import Rendered
from aksnet.targets.printing import Code, print_template
from aksnet.targets.properties import resolved, split_pools
from aksnet.targets.surroundings import tags_of
from aksnet.targets.templates import camel
from aksnet.view import ClusterView, PoolView, Values, nest

_LOCATION_SAYS = "Region of the cluster."
_SKU = ("sku.name", "sku.tier")
_ZONES = "availabilityZones"


def render(cluster: ClusterView, dialect: Dialect) -> tuple[Rendered, ...]:
    """The one file."""
    needed = caller(cluster, dialect, "location")
    names = {
        "source": avm_bicep.SOURCE,
        "parameters": _parameters(cluster, needed),
        "params": [(Code(name), value) for name, value in _params(cluster, dialect, needed).items()],
        "accounts": avm_bicep.LOCAL_ACCOUNTS,
    }
    text = print_template("bicep", "inputs/avm.bicep.j2", bicep_text.encode, names)
    return (Rendered("avm.bicep", "bicep", bicep_text.layout(text), "//"),)


def _parameters(cluster: ClusterView, needed: Caller) -> list[dict[str, Any]]:
    location = cluster.text("location") or Code("resourceGroup().location")
    rows: list[tuple[str, str, bool, Any]] = [("location", _LOCATION_SAYS, False, location)]
    rows += [(camel(name), says, secret, None) for name, says, secret in needed.asked]
    return [
        {"name": Code(name), "type": Code("string"), "description": says, "secret": secret, "default": default}
        for name, says, secret, default in rows
    ]


def _params(cluster: ClusterView, dialect: Dialect, needed: Caller) -> dict[str, Any]:
    """The parameters; where the module would choose otherwise than the service, and the spec is silent, both as there.

    That is only what a cluster cannot be made or reached without; add-ons and drivers are the module's affair.
    """
    first, further = _placed(cluster)
    params: dict[str, Any] = {"name": cluster.name, "location": Code("location")}
    if tags_of(cluster):
        params["tags"] = tags_of(cluster)
    params["managedIdentities"] = (
        {"userAssignedResourceIds": [Code(camel(IDENTITY))]}
        if needed.around.owns_identity
        else {"systemAssigned": True}
    )
    params |= avm_bicep.AS_THE_SERVICE
    if cluster.known(PRIVATE) is True:
        del params[avm_bicep.PUBLIC_ACCESS]
    params |= {avm_bicep.CLUSTER[path]: cluster.values[path].data for path in _SKU if path in cluster.values}
    params |= _given(avm_bicep.CLUSTER, dialect.values(cluster), needed)
    params["primaryAgentPoolProfiles"] = [_pool(pool, dialect, needed) for pool in first]
    if further:
        params["agentPools"] = [_pool(pool, dialect, needed) for pool in further]
    return params


def _placed(cluster: ClusterView) -> tuple[Sequence[PoolView], Sequence[PoolView]]:
    """The pools of the cluster's own request, and those that the module makes after it, all at the same time.

    Pools of one VNet must not be made at the same time: fact SUB-29, https://github.com/Azure/AKS/issues/4522.
    """
    inline, further = split_pools(cluster)
    first = [inline] if inline is not None else []
    at_once = sum(NODES in pool.values for pool in further) > 1
    return ([*first, *further], ()) if at_once else (first, further)


def _pool(pool: PoolView, dialect: Dialect, needed: Caller) -> dict[str, Any]:
    """A pool's members; the module takes zones as numbers, and all three where none are given."""
    members = _given(avm_bicep.POOL, dialect.pool_values(pool), needed)
    members[_ZONES] = [int(zone) for zone in members.get(_ZONES, [])]
    return members


def _given(table: Mapping[str, str], values: Values, needed: Caller) -> dict[str, Any]:
    found: dict[str, object] = {}
    for path, value in values.items():
        name = avm_bicep.parameter(table, path)
        if name is not None:
            data = resolved(value, lambda reference: Code(camel(needed.name_of(reference))))
            found[name] = [one["id"] for one in data] if path in avm_bicep.IDS else data
    return nest(found)
