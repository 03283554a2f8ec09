"""The module Azure/avm-res-containerservice-managedcluster/azurerm: what its releases make of their inputs.

Up to 0.3 it makes azurerm's resources (avm_cluster_azurerm), from 0.4 to 0.8 ARM's own by azapi: their inputs, and
where they were read, are in facts/avm_terraform.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from aksnet.expressions.terraform_functions.types import BOOL, NUMBER, STRING, Constraint
from aksnet.expressions.values import NULL, UndeterminedError, Val, reason_of, unknown
from aksnet.facts import avm_terraform
from aksnet.facts.avm_terraform import RELEASES, Input, Takes, kept_of_automatic, kept_of_automatic_pool
from aksnet.facts.azurerm import Version
from aksnet.readers.resources import Kind, Resource
from aksnet.readers.terraform.known_modules import avm_cluster_azurerm
from aksnet.readers.terraform.known_modules.calls import Call
from aksnet.readers.terraform.known_modules.pools import renamed
from aksnet.readers.terraform.known_modules.releases import possible
from aksnet.readers.terraform.known_modules.rows import (
    TEXTS,
    UNDECIDED,
    Row,
    Said,
    Telling,
    agreed,
    differing,
    keyed,
    marks_of,
    nested,
    said,
    told,
    value_of,
)
from aksnet.view import Json, Origin, Unknown

_V4, _V5, _V5_2, _V6, _V6_1, _V7_1 = (
    Version(0, 4), Version(0, 5), Version(0, 5, 2), Version(0, 6), Version(0, 6, 1), Version(0, 7, 1),
)  # fmt: skip
_NET = "networkProfile"
_TYPES: Mapping[Takes, Constraint | None] = {
    Takes.TEXT: STRING,
    Takes.NUMBER: NUMBER,
    Takes.FLAG: BOOL,
    Takes.TEXTS: TEXTS,
    Takes.ANY: None,
}
_LATER = "of an Automatic cluster the module sends it only when the pool is there"
_FILLED: Mapping[str, Json] = {"name": "systempool", "count": 3}


def _rows(inputs: Iterable[Input]) -> tuple[Row, ...]:
    return tuple(Row(one.name, one.path, _TYPES[one.takes], one.since) for one in inputs)


_CLUSTER = _rows(avm_terraform.CLUSTER)
_ALL = (*_CLUSTER, *_rows([avm_terraform.ADMINISTRATOR]))
_DEFAULT_POOL = (
    *(row._replace(default=_FILLED[row.path], filled=True) for row in _rows(avm_terraform.DEFAULT_POOL)),
    *_rows(avm_terraform.POOL),
)
_FURTHER_POOL = _rows((*avm_terraform.FURTHER_POOL, *avm_terraform.POOL))
_DECIDING = tuple(
    Row(name, "", since=_V4)
    for name in ("parent_id", "default_agent_pool", "agent_pools", "create_agentpools_before_destroy")
)
_INPUTS = (*_CLUSTER, Row("dns_prefix", ""), *_DECIDING, *avm_cluster_azurerm.INPUTS)
_MARKS = (*marks_of(*_CLUSTER), _V5, _V5_2, _V6_1, _V7_1)


def read(call: Call) -> Iterator[Resource]:
    """The cluster and the pools of a call."""
    try:
        versions = possible(RELEASES, call.constraint, call.inputs, _INPUTS)
    except UndeterminedError as error:
        yield call.untold(Kind.CLUSTER, error.reason)
        return
    if versions[-1] < _V4:
        yield from avm_cluster_azurerm.read(call, versions)
    elif versions[0] < _V4:
        yield call.untold(Kind.CLUSTER, UNDECIDED)
    else:
        yield _cluster(call, versions)
        yield from _pools(call, versions)


def _cluster(call: Call, versions: Sequence[Version]) -> Resource:
    telling = agreed(differing(versions, _MARKS), partial(_told, said(_ALL, call.inputs), call.inputs))
    telling["agentPoolProfiles"] = Val([_default_pool(call.inputs)])
    return call.arm(Kind.CLUSTER, telling)._replace(api_version=_api_version(call.inputs, versions))


def _api_version(inputs: Mapping[str, Val], versions: Sequence[Version]) -> str | None:
    """The version of ARM's API, where it is the same in all."""
    proxy = inputs.get("kube_proxy_config", NULL)
    if proxy.data is not None:
        return "2026-03-02-preview" if proxy.known else None
    found = {"2026-03-01" if version >= _V6 else "2025-10-01" for version in versions}
    return found.pop() if len(found) == 1 else None


def _told(saying: Said, inputs: Mapping[str, Val], version: Version) -> Telling:
    telling = told(saying, version)
    if version < _V5_2 or "fqdnSubdomain" not in telling:
        telling |= _dns_prefix(inputs, version)
    sku = value_of(inputs, "sku.name")
    if not sku.known:
        return {path: _perhaps(path, value, sku) for path, value in telling.items()}
    if sku.data != "Automatic":
        return telling
    return _automatic(telling, inputs.get("network_profile", NULL), version)


def _dns_prefix(inputs: Mapping[str, Val], version: Version) -> Telling:
    given = value_of(inputs, "dns_prefix")
    if given.data not in (None, ""):
        return {"dnsPrefix": given}
    return {} if version < _V5 else {"dnsPrefix": Val(Unknown("the module makes a random one", sign="random"))}


def _perhaps(path: str, value: Val, sku: Val) -> Val:
    """A value of which it is not known whether the sku lets the module send it."""
    if path in ("name", "location") or path.startswith("sku"):
        return value
    return unknown(f"it depends on the sku: {reason_of(sku)}")._replace(at=value.at)


def _automatic(telling: Telling, given: Val, version: Version) -> Telling:
    """What the module leaves of a cluster of the sku Automatic; with a load balancer it sends no network profile."""
    kept = {path: value for path, value in telling.items() if kept_of_automatic(path, version)}
    outbound = telling.get(_NET, telling.get(f"{_NET}.outboundType", NULL))
    networks = {path for path in kept if path.partition(".")[0] == _NET}
    if given.data is None or outbound.data == "loadBalancer":
        return {path: value for path, value in kept.items() if path not in networks}
    if outbound.known:
        return kept
    hidden = unknown(f"it depends on the outbound type: {reason_of(outbound)}")
    return kept | {path: hidden._replace(at=kept[path].at) for path in networks}


def _default_pool(inputs: Mapping[str, Val]) -> Val:
    given = inputs.get("default_agent_pool", Val({}))
    if given.data is not None and not isinstance(given.data, dict):
        return unknown(reason_of(given) if not given.known else "default_agent_pool is no object")._replace(at=given.at)
    members = given.data or {}
    telling = _first_of_automatic(_pool(_DEFAULT_POOL, members), value_of(inputs, "sku.name"))
    telling |= {"mode": Val("System", Origin.MODULE), "osType": Val("Linux", Origin.MODULE)}
    return Val(nested(telling), at=given.at)


def _first_of_automatic(telling: Telling, sku: Val) -> Telling:
    """The first pool without what the module leaves out where it makes a cluster of the sku Automatic.

    It sends the rest to the pool afterwards, and whether Azure then takes it cannot be told.
    """
    if sku.known and sku.data != "Automatic":
        return telling
    reason = _LATER if sku.known else f"it depends on the sku: {reason_of(sku)}"
    return {
        path: value if kept_of_automatic_pool(path) else unknown(reason)._replace(at=value.at)
        for path, value in telling.items()
    }


def _pool(rows: Sequence[Row], members: Mapping[str, Val]) -> Telling:
    telling = _counted(told(said(rows, members), _V4))
    settings = members.get("upgrade_settings", NULL)
    if isinstance(settings.data, dict):
        none = Val("0", Origin.MODULE, via="upgrade_settings.max_unavailable")
        telling.setdefault("upgradeSettings.maxUnavailable", none)
    return telling


def _counted(telling: Telling) -> Telling:
    """The pool without its number of nodes where it has both bounds."""
    low, high = telling.get("minCount"), telling.get("maxCount")
    if low is None or high is None or "count" not in telling:
        return telling
    if low.known and high.known:
        return {path: value for path, value in telling.items() if path != "count"}
    reason = reason_of(high if low.known else low)
    return telling | {"count": unknown(f"it depends on the bounds: {reason}")._replace(at=telling["count"].at)}


def _pools(call: Call, versions: Sequence[Version]) -> Iterator[Resource]:
    pools = keyed(call.inputs, "agent_pools")
    suffixed = value_of(call.inputs, "create_agentpools_before_destroy", BOOL, default=False)
    found = {"2026-01-02-preview" if version >= _V6 else "2025-10-01" for version in versions}
    api_version = found.pop() if len(found) == 1 else None
    for key, pool in pools.items.items():
        address = call.named("agent_pools", key)
        if isinstance(pool.data, dict):
            telling = renamed(_pool(_FURTHER_POOL, pool.data), suffixed)
            made = call.arm(Kind.POOL, telling, address, pool, call.parent)
        else:
            reason = reason_of(pool) if not pool.known else "the pool is no object"
            made = call.made(Kind.POOL, address, unknown(reason), unknown(reason), call.parent)
        yield made._replace(api_version=api_version)
    if pools.reason is not None:
        yield call.further(Kind.POOL, "agent_pools", pools.reason)
