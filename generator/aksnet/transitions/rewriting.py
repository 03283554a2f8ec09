"""A view with some of its properties changed, and the same said in the words of what declares it.

What a goal does not touch stays as it is, with its place: the cluster afterwards is a configuration of the same tool.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.errors import Place
from aksnet.facts.azurerm import CLUSTER, POOL, Argument, Version, spelling
from aksnet.paths import LOAD_BALANCER_SKU, PLANE, POLICY
from aksnet.view import ClusterView, Declaration, Json, Origin, PoolView, Value, Values

# By ARM's paths; None takes away what stands there, and all that is in it.
Changes = Mapping[str, Value | None]

# What azurerm has words for and `aksnet gen` never writes.
_MORE = (Argument(LOAD_BALANCER_SKU, "network_profile.load_balancer_sku"),)
_CLUSTER = (*CLUSTER, *_MORE)
# The words of azurerm that stand among a declaration's arguments as well.
_ARGUMENT = "network_profile.ebpf_data_plane"
_DEFAULT_POOL = "default_node_pool"


def with_changes(cluster: ClusterView, changes: Changes, version: Version) -> ClusterView:
    """The cluster with changes of its own properties; `version` is the release of azurerm that is to read them."""
    declared = cluster.declared
    if declared is None:
        return cluster._replace(values=_laid(cluster.values, changes))
    values = _as_read(changes, _CLUSTER, version) if declared.by_azurerm else changes
    made = _declared(declared, changes, _CLUSTER, version)
    return cluster._replace(values=_laid(cluster.values, values), declared=made)


def with_pools(cluster: ClusterView, changes: Mapping[str, Changes], version: Version) -> ClusterView:
    """The cluster with changes of its pools, by their names."""
    pools = tuple(_pool(pool, changes.get(pool.name, {}), version) for pool in cluster.pools)
    declared = cluster.declared
    own = next((pool for pool in cluster.pools if _is_block(pool) and changes.get(pool.name)), None)
    if declared is not None and own is not None:
        words = _words(changes[own.name], POOL, version)
        block = {f"{_DEFAULT_POOL}.{name}": value for name, value in words.items()}
        declared = declared._replace(written=_in_blocks(declared.written, block))
    return cluster._replace(pools=pools, declared=declared)


def _pool(pool: PoolView, changes: Changes, version: Version) -> PoolView:
    declared = pool.declared
    made = _declared(declared, changes, POOL, version) if declared is not None else None
    return pool._replace(values=_laid(pool.values, changes), declared=made)


def _is_block(pool: PoolView) -> bool:
    """Whether the pool is the block of azurerm's cluster itself."""
    return pool.declared is not None and pool.declared.address.endswith(f".{_DEFAULT_POOL}")


def _declared(one: Declaration, changes: Changes, rows: tuple[Argument, ...], version: Version) -> Declaration:
    if one.module is not None:  # nobody here wrote its words
        return one
    if not one.by_azurerm:
        return one._replace(written=_laid(one.written, changes))
    words = _words(changes, rows, version)
    written = _in_blocks(_laid(one.written, words), words)
    arguments = {path: value for path, value in words.items() if path == _ARGUMENT}
    return one._replace(
        written=written, blank=_laid(one.blank, dict.fromkeys(words)), arguments=_laid(one.arguments, arguments)
    )


def _as_read(changes: Changes, rows: tuple[Argument, ...], version: Version) -> Changes:
    """The changes as azurerm is read: what is said by leaving it out is absent, or what the provider fills in."""
    made = {path: None if _omitted(path, value, rows, version) else value for path, value in changes.items()}
    if version >= Version(4) and PLANE in made and made[PLANE] is None:
        made[PLANE] = Value("azure", Origin.IMPLIED)
    return made


def _omitted(path: str, value: Value | None, rows: tuple[Argument, ...], version: Version) -> bool:
    """Whether leaving it out says it; of an engine it does not: azurerm keeps the one that there is."""
    if path == POLICY:
        return False
    data = value.data if value is not None else None
    return any(row.path == path and version < row.until and data in row.omits for row in rows)


def _words(changes: Changes, rows: tuple[Argument, ...], version: Version) -> dict[str, Value | None]:
    """The changes in azurerm's words: every spelling of the path goes, and that of the release comes."""
    words: dict[str, Value | None] = {}
    for path, value in changes.items():
        words.update(dict.fromkeys(_spellings(path, rows)))
        name = spelling(rows, path, value.data, version) if value is not None else None
        if name is not None and value is not None:
            words[name] = value
    return words


def _spellings(path: str, rows: tuple[Argument, ...]) -> Iterator[str]:
    """The arguments of a property; of an object the block, too."""
    for row in rows:
        if row.name is not None and row.path == path:
            yield row.name
        elif row.name is not None and row.path.startswith(f"{path}."):
            yield row.name.rpartition(".")[0]


def _laid(values: Values, changes: Changes) -> dict[str, Value]:
    """The values with changes laid over them; ARM does not care for case."""
    gone = tuple(path.lower() for path in changes)
    kept = {path: value for path, value in values.items() if not _is_in(path.lower(), gone)}
    return {**kept, **{path: value for path, value in changes.items() if value is not None}}


def _is_in(path: str, outer: tuple[str, ...]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in outer)


def _in_blocks(written: Values, words: Changes) -> dict[str, Value]:
    """The blocks that stand as a whole among the words, with the changes in them."""
    made = dict(written)
    for path, value in words.items():
        block, _, name = path.partition(".")
        there = made.get(block)
        if name and (there is not None or value is not None):
            made[block] = _block(there, name, value)
    return made


def _block(there: Value | None, name: str, value: Value | None) -> Value:
    """One block with a word of it changed; of several blocks, or of one that cannot be told, nothing can be said."""
    if there is None:
        there = Value([{}], place=Place("--to"))
    body = there.data[0] if isinstance(there.data, list) and len(there.data) == 1 else None
    if not isinstance(body, dict):
        return there
    kept: dict[str, Json] = {key: data for key, data in body.items() if key != name}
    if value is not None and value.known:
        kept[name] = value.data  # type: ignore[assignment]
    return there._replace(data=[kept])
