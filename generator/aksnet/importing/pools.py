"""The key `pools` of a spec: each agent pool with what of it aksnet describes."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import service
from aksnet.importing.draft import Draft
from aksnet.importing.imported import UNSAID, Path
from aksnet.importing.plugins import ALLOCATIONS
from aksnet.importing.references import take_reference
from aksnet.importing.rows import POOL_ROWS, Row
from aksnet.importing.words import stand_in
from aksnet.paths import ALLOCATION, NODES, OUTBOUND, PODS, SKU
from aksnet.transitions.presence import how_often_untold
from aksnet.view import PoolView, Subnet, Unknown, Value

_POOLS = "agentPoolProfiles"
_OF_AUTOMATIC = "the pools of an Automatic cluster take their subnet from hosted_system"
_OF_FIRST = f"{UNSAID}, and aksnet states that of the first pool that has one"
_SCALING = "enableAutoScaling"
_NEED_SUBNET = ("userDefinedRouting", "userAssignedNATGateway")
_PLAIN = ("enable_node_public_ip", "gateway_prefix_size", "local_dns")


def take_pools(draft: Draft) -> None:
    """Say every pool; where not all of them can be told, one more is to be filled in."""
    deployed = _left_to_whoever_deploys(draft)
    for number, pool in enumerate(draft.view.pools):
        _take_pool(draft, number, pool, deployed)
    whole = draft.told(None, _POOLS)
    number = len(draft.view.pools)
    if whole is not None:
        draft.open(("pools", number, "name"), (None, _POOLS), whole, "pool_name", stand_in(number))
        draft.leave((None, _POOLS), whole, "pools that cannot be told")
    elif not draft.view.pools and draft.view.text(SKU) != "Automatic":
        untold = Value(Unknown("no pool is said, and aksnet would state one"), place=draft.view.place)
        draft.open(("pools", 0, "name"), (None, _POOLS), untold, "pool_name", stand_in(0))


def _take_pool(draft: Draft, number: int, pool: PoolView, deployed: frozenset[str]) -> None:
    base: Path = ("pools", number)
    _required(draft, number, POOL_ROWS["name"], stand_in(number))
    _take_mode(draft, number, pool)
    for field in ("type", "os", "os_sku"):
        draft.take(POOL_ROWS[field], number, base)
    _required(draft, number, POOL_ROWS["vm_size"])
    _take_count(draft, number, pool)
    _take_max_pods(draft, number, pool)
    _take_upgrade(draft, number, pool)
    _take_zones(draft, number, pool)
    for field, arm in (("subnet", NODES), ("pod_subnet", PODS)):
        if arm in deployed:
            draft.kept.add((number, arm))
        elif draft.view.text(SKU) == "Automatic" and arm in pool.values:  # fact AUTO-04
            draft.leave((number, arm), pool.values[arm], _OF_AUTOMATIC)
        else:
            take_reference(draft, POOL_ROWS[field], number, base)
    others = any(NODES in one.values for one in draft.view.pools) and draft.view.text(SKU) != "Automatic"
    if others and pool.absent(NODES):
        draft.leave((number, NODES), None, _OF_FIRST)
    _take_allocation(draft, number, pool)
    for field in _PLAIN:
        draft.take(POOL_ROWS[field], number, base)
    _tell_how_often(draft, number, pool)


def _required(draft: Draft, number: int, row: Row, stand: str | int | None = None) -> None:
    """What a pool certainly has, though nobody may say it."""
    value = draft.told(number, row.arm)
    if value is not None and value.known:
        draft.put(("pools", number, *row.path), value.data)  # type: ignore[arg-type]
        return
    value = value or Value(Unknown(UNSAID), place=draft.view.pools[number].place)
    draft.open(("pools", number, *row.path), (number, row.arm), value, f"pool_{row.path[0]}", stand)


def _take_mode(draft: Draft, number: int, pool: PoolView) -> None:
    """Its mode, where it is not the one that aksnet gives it."""
    value = pool.values.get("mode")
    if value is None:
        return
    path: Path = ("pools", number, "mode")
    if isinstance(value.data, Unknown):
        draft.open(path, (number, "mode"), value, "pool_mode")
        return
    has_system = any(one.text("mode") == "System" for one in draft.view.pools)
    inferred = "User" if has_system or number or draft.view.text(SKU) == "Automatic" else "System"
    if value.data != "User" or inferred != "User":
        draft.put(path, value.data)  # type: ignore[arg-type]


def _take_count(draft: Draft, number: int, pool: PoolView) -> None:
    """How many nodes: a number, or the two of the autoscaler."""
    scaling = pool.told(_SCALING)
    if scaling is not None and isinstance(scaling.data, Unknown):
        draft.open(("pools", number, "count"), (number, "count"), scaling, "pool_count")
        draft.leave((number, _SCALING), scaling, "whether it scales decides between count, and min and max")
        draft.kept.update((number, arm) for arm in (_SCALING, "minCount", "maxCount"))
    elif scaling is not None and scaling.data is True:
        known = [one for arm in ("minCount", "maxCount") if isinstance(one := pool.known(arm), int)]
        for field in ("min", "max"):
            _required(draft, number, POOL_ROWS[field], known[0] if known else 1)
        if any(not isinstance(pool.known(arm), int) for arm in ("minCount", "maxCount")):
            draft.kept.add((number, "count"))
    else:
        _required(draft, number, POOL_ROWS["count"])


def _take_max_pods(draft: Draft, number: int, pool: PoolView) -> None:
    """How many pods a node has: aksnet states fewer for Windows than the service takes (facts OVL-08, POD-04)."""
    draft.take(POOL_ROWS["max_pods"], number, ("pools", number))
    taken = service.MAX_PODS.get(str(draft.keys.get(("network", "plugin"))), 0)
    unsaid = pool.absent("maxPods") or (number, "maxPods") in draft.computed
    if pool.text("osType") == "Windows" and unsaid and taken > service.MAX_PODS_WINDOWS:
        draft.put(("pools", number, "max_pods"), taken)
        draft.kept.add((number, "maxPods"))
        draft.remark(("pools", number, "max_pods"), f"{UNSAID}, and the service takes this")


def _take_upgrade(draft: Draft, number: int, pool: PoolView) -> None:
    """The nodes that an upgrade adds, or those that it takes away: where it takes some away, it adds none."""
    base: Path = ("pools", number)
    draft.take(POOL_ROWS["max_unavailable"], number, base)
    if (*base, "max_unavailable") not in draft.keys or pool.text("upgradeSettings.maxSurge") not in ("0", None):
        draft.take(POOL_ROWS["max_surge"], number, base)


def _take_zones(draft: Draft, number: int, pool: PoolView) -> None:
    row = POOL_ROWS["zones"]
    zones = pool.known(row.arm)
    if isinstance(zones, list):
        draft.put(("pools", number, "zones"), [int(one) if str(one).isdigit() else one for one in zones])  # type: ignore[arg-type]
    else:
        draft.take(row, number, ("pools", number))


def _take_allocation(draft: Draft, number: int, pool: PoolView) -> None:
    """How its pods get addresses, where the mode does not say it for all."""
    value = pool.values.get(ALLOCATION)
    if value is None or ("network", "allocation") in draft.keys:
        return
    path: Path = ("pools", number, "allocation")
    if isinstance(value.data, Unknown):
        draft.open(path, (number, ALLOCATION), value, "allocation")
    elif str(value.data) in ALLOCATIONS:
        draft.put(path, ALLOCATIONS[str(value.data)])


def _left_to_whoever_deploys(draft: Draft) -> frozenset[str]:
    """The subnets that nothing needs to be said of: one value for all pools, which whoever deploys gives."""
    ipam = draft.keys.get(("network", "ipam"), draft.keys.get(("network", "plugin")))
    outbound = draft.view.text(OUTBOUND) in _NEED_SUBNET and draft.view.text(SKU) != "Automatic"
    wanted = [
        (NODES, "node_subnet_id", ipam == "pod-subnet" or outbound),
        (PODS, "pod_subnet_id", ipam == "pod-subnet"),
    ]
    found = set()
    for arm, name, needed in wanted:
        value = _one_for_all(draft, arm) if needed else None
        if value is not None and isinstance(value.data, Unknown):
            found.add(arm)
            draft.give(name, value)
    return frozenset(found)


def _one_for_all(draft: Draft, arm: str) -> Value | None:
    """The value that all pools have, where it cannot be told, and is certainly the same."""
    values = list(_values(draft, arm))
    first = values[0] if values else None
    if first is None or len(values) != len(draft.view.pools) or not isinstance(first.data, Unknown):
        return None
    return first if all(first.data.same(one.data) for one in values) else None


def _values(draft: Draft, arm: str) -> Iterator[Value]:
    for pool in draft.view.pools:
        value = pool.values.get(arm)
        if value is not None and not isinstance(value.data, Subnet):
            yield value


def _tell_how_often(draft: Draft, number: int, pool: PoolView) -> None:
    untold = how_often_untold(pool)
    if untold is not None and isinstance(untold[1].data, Unknown):
        word, value = untold
        draft.remark(("pools", number), f"it may be there or not, or more than once: {untold[1].data.reason}")
        draft.leave((number, word), value, "how often the pool is there cannot be told")
