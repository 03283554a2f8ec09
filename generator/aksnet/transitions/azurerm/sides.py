"""One side of a change in azurerm's own words: what Terraform's state has of a resource, or what is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from aksnet.facts import azurerm_renames
from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import exists
from aksnet.paths import API_SERVER_SUBNET, NODES, PLUGIN, PODS
from aksnet.transitions.azurerm.comparing import FILLED, WAITING
from aksnet.view import ClusterView, Declaration, Json, PoolView, Subnet, Unknown, Value

# What Terraform itself prints: there nothing is left to be filled in.
_PLAN = "terraform-plan"
_PRINTED = (_PLAN, "terraform-state")
_CONFIGURATION = "terraform"
_NUMBER = r"\[\d+\]|\.\d+(?=\.|$)"
# What is no argument of the provider's; the id stands in states.
META = frozenset(
    {"count", "for_each", "depends_on", "provider", "lifecycle", "timeouts", "provisioner", "connection", "id"}
)
# What targets/terraform says to ignore of a cluster without a plugin.
_WRITTEN_IGNORES = ("network_profile.pod_cidr", "network_profile.pod_cidrs")
_RANGES = ("api_server_authorized_ip_ranges", "api_server_access_profile.authorized_ip_ranges")
# Told by the data plane itself, in answers.py.
_EBPF = "network_profile.ebpf_data_plane"
# Where a view names a subnet that is declared beside the cluster.
_SUBNETS = (
    (NODES, "vnet_subnet_id"),
    (PODS, "pod_subnet_id"),
    (API_SERVER_SUBNET, "api_server_access_profile.subnet_id"),
)
CLUSTER, POOL, AUTOMATIC = (
    "azurerm_kubernetes_cluster",
    "azurerm_kubernetes_cluster_node_pool",
    "azurerm_kubernetes_automatic_cluster",
)


class Side(NamedTuple):
    """The arguments and blocks that are said, by dotted paths.

    `empty` are those that are said to be nothing. `exact`: what is not said is nothing, and not filled in by somebody.
    `told` are the only paths of which it says anything; None where it is of all. `open` are blocks that may say more
    than can be read, and "" is the whole.
    """

    values: Mapping[str, Value]
    empty: frozenset[str] = frozenset()
    exact: bool = False
    told: Collection[str] | None = None
    open: frozenset[str] = frozenset()

    def data(self, path: str) -> Json:
        """What is certainly said at a path."""
        value = self.values.get(path)
        return value.data if value is not None and value.known else None  # type: ignore[return-value]

    def number(self, block: str) -> int | None:
        """How often a block is there, None where it cannot be told."""
        value = self.values.get(block)
        if value is None:
            return None if self.is_open(block) and block not in self.empty else 0
        return None if block in self.open and not self._inside(block) else 1

    def _inside(self, block: str) -> bool:
        return any(path.startswith(f"{block}.") for path in self.values)

    def is_open(self, path: str) -> bool:
        """Whether something that cannot be read may say it."""
        return "" in self.open or any(block in self.open for block in around(path))

    def hidden(self, path: str) -> Value:
        """Why it cannot be told what a path says: what is unknown of the block around it."""
        block = next((one for one in ("", *around(path)) if one in self.open), "")
        return self.values.get(block, Value(Unknown("it may stand in what cannot be read")))

    def with_values(self, more: Mapping[str, Value]) -> Side:
        """The side with further values, where it has none itself."""
        return self._replace(values={**more, **self.values})


@lru_cache(maxsize=4096)
def around(path: str) -> tuple[str, ...]:
    """The blocks around a path, the outermost first."""
    parts = path.split(".")
    return tuple(".".join(parts[:number]) for number in range(1, len(parts)))


def kind_of(view: ClusterView) -> str:
    """The type of the resource that a cluster is, or would be."""
    declared = view.declared
    printed = declared is not None and declared.language.startswith(_CONFIGURATION)
    named = f".{declared.address}" if declared is not None and printed else ""
    return AUTOMATIC if f".{AUTOMATIC}." in named else CLUSTER


def is_default(pool: PoolView) -> bool:
    """Whether it is the cluster's own block in azurerm's words."""
    return pool.declared is not None and pool.declared.address.endswith(".default_node_pool")


def is_written(view: ClusterView | PoolView) -> bool:
    """Whether its words are azurerm's own, and somebody here wrote them."""
    declared = view.declared
    return declared is not None and declared.by_azurerm and bool(declared.written) and declared.module is None


def is_configuration(view: ClusterView | PoolView) -> bool:
    """Whether it was read of what somebody wrote, and not of a plan or a state."""
    return view.declared is not None and is_written(view) and view.declared.language == _CONFIGURATION


def side_of(view: ClusterView | PoolView) -> Side:
    """What a resource of azurerm says in its own words."""
    declared = view.declared or Declaration("", "")
    written = {path: value for path, value in declared.written.items() if path.split(".")[0] not in META}
    for path, name in _SUBNETS:
        named = view.values.get(path)
        if name in written and named is not None and isinstance(named.data, Subnet):
            written[name] = written[name]._replace(data=named.data)
    if declared.language == _PLAN:
        written = {path: _known_later(value) for path, value in written.items()}
    empty = frozenset(declared.blank) if declared.language in _PRINTED else frozenset()
    return Side(written, empty, declared.language in _PRINTED, None, frozenset(_open(declared.written)))


def _known_later(value: Value) -> Value:
    """What a plan does not know, it knows after apply: written so, or filled in; but for what it hides."""
    if not isinstance(value.data, Unknown) or "sensitive" in value.data.reason:
        return value
    return value._replace(data=WAITING if value.data.later else FILLED)


def _open(written: Mapping[str, Value]) -> Iterator[str]:
    """The blocks in which more stands than is read: what is unknown of them is in none of their members."""
    for path, value in written.items():
        if isinstance(value.data, Unknown) and not _explained(path, value.data, written):
            yield path


def _explained(block: str, unknown: Unknown, written: Mapping[str, Value]) -> bool:
    inside = f"{block}." if block else ""
    same = (path for path, value in written.items() if path != block and value.data == unknown)
    return any(path.startswith(inside) for path in same)


def ignored(view: ClusterView | PoolView) -> tuple[str, ...]:
    """What `lifecycle.ignore_changes` says, as dotted paths; "" is all. A spec has what aksnet writes for it."""
    if view.declared is None:
        return _WRITTEN_IGNORES if view.text(PLUGIN) == "none" else ()
    value = view.declared.arguments.get("lifecycle.ignore_changes")
    items = value.data if value is not None and isinstance(value.data, list) else []
    paths = (re.sub(_NUMBER, "", one) for one in items if isinstance(one, str) and "?" not in one)
    return tuple("" if path == "all" else path for path in paths)


def is_ignored(path: str, paths: Collection[str]) -> bool:
    """Whether changes of a path are ignored, or of a block around it."""
    return "" in paths or path in paths or any(block in paths for block in around(path))


def as_sent(side: Side, before: Side, base: str, paths: Collection[str]) -> Side:
    """What is asked for as azurerm gets it: what is ignored is as it was."""
    left = {path for path in (*side.values, *before.values) if is_ignored(base + path, paths)}
    values = {path: value for path, value in side.values.items() if path not in left}
    return side._replace(values={**values, **{path: before.values[path] for path in left if path in before.values}})


def protected(view: ClusterView | PoolView) -> bool:
    """Whether `lifecycle.prevent_destroy` stands there."""
    value = view.declared.written.get("lifecycle.prevent_destroy") if view.declared is not None else None
    return value is not None and value.data is True


def _both_ranges(side: Side, values: dict[str, Value], kind: str, version: Version) -> None:
    """The ranges that may reach the API server are read back under both their names, where a release has both."""
    for one, other in (_RANGES, _RANGES[::-1]):
        hidden = other in values or side.is_open(other)
        if kind == CLUSTER and one in values and not hidden and exists(kind, other, version):
            values[other] = values[one]
            values.update({block: Value([]) for block in around(other) if block not in values})


def renamed(side: Side, kind: str, base: str, version: Version) -> Side:
    """What is there, under the names that a release reads it back by; the data plane is told in answers.py."""
    values, empty = dict(side.values), set(side.empty)
    for row in azurerm_renames.POOL if base or kind == POOL else azurerm_renames.CLUSTER:
        old, new = (row.old, row.new) if version >= row.since else (row.new, row.old)
        if _EBPF in (old, new) or not exists(kind, base + new, version):
            continue
        if old in values:
            values.setdefault(new, values[old])
        if old in empty and new not in values:
            empty.add(new)
    _both_ranges(side, values, kind if not base else "", version)
    return side._replace(values=values, empty=frozenset(empty))
