"""What `terraform validate` refuses: arguments, blocks and words that a release does not have, or asks for."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts import azurerm, azurerm_renames
from aksnet.facts.azurerm_renames import NEVER as NEVER_SAID
from aksnet.facts.azurerm_schema import came, ever_required, exists, is_block, required, went
from aksnet.facts.azurerm_words import ANY_CASE, WORDS
from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_RELEASES, CLUSTER_CODE, POOL_CODE, Source
from aksnet.transitions.azurerm import errors
from aksnet.transitions.azurerm.automatic import lacking
from aksnet.transitions.azurerm.cluster_rows import BALANCER, PROFILE, RENAMED
from aksnet.transitions.azurerm.comparing import is_nothing, said
from aksnet.transitions.azurerm.differ import Table, spelled
from aksnet.transitions.azurerm.sides import AUTOMATIC, CLUSTER, META, POOL, Side, is_configuration, is_written, side_of
from aksnet.transitions.azurerm.translating import obstacles
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import ClusterView, PoolView, Unknown, Value

_PLANE, _EBPF = f"{PROFILE}.network_data_plane", f"{PROFILE}.ebpf_data_plane"
_ADVANCED = f"{PROFILE}.advanced_networking"
_SERVICES = (f"{_ADVANCED}.observability_enabled", f"{_ADVANCED}.security_enabled")
_IDS = (f"{BALANCER}.outbound_ip_prefix_ids", f"{BALANCER}.outbound_ip_address_ids")
_COUNTS = (f"{BALANCER}.managed_outbound_ip_count", f"{BALANCER}.managed_outbound_ipv6_count")
_SURGE, _ABSENT, _ABSENT_SINCE = (
    "upgrade_settings.max_surge",
    "upgrade_settings.max_unavailable",
    azurerm.Version(4, 53),
)
# What excludes each other, from a release on.
_CONFLICTS = (
    (_SURGE, _ABSENT, _ABSENT_SINCE),
    (_PLANE, _EBPF, RENAMED),
    (*_IDS, azurerm.ALWAYS),
    *((count, ids, azurerm.ALWAYS) for count in _COUNTS for ids in _IDS),
)


def refused(view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """Why a configuration does not pass; nothing of what was planned already."""
    if is_configuration(view):
        yield from _unsupported(view, table)
        yield from _words(view, table)
        yield from _doubled(view, table)
        yield from _missing(side_of(view), view, table)
        yield from _conflicts(side_of(view), table)
        yield from _neither(side_of(view), view, table)
        yield from _empty(side_of(view), table)
    elif isinstance(view, ClusterView) and table.kind == AUTOMATIC:
        yield from lacking(view, table.version) if not is_written(view) else ()
    elif not is_written(view):
        for path, value, obstacle in obstacles(view, table.version):
            text = (
                f"{path.removeprefix('networkProfile.')} {said(value.data)}: azurerm {table.version} {obstacle.reason}"  # type: ignore[arg-type]
            )
            yield _reason(path, text, value, AZURERM_RELEASES)


def _reason(path: str, text: str, value: Value | None, source: Source) -> Reason:
    after = said(value.data) if value is not None and value.known else None  # type: ignore[arg-type]
    place = value.place if value is not None else None
    return Reason(path, text, Tool.ERROR_AT_VALIDATE, None, after, (source,), place=place)


def _unsupported(view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """Arguments and blocks that the release does not have; of a block only itself."""
    told: set[str] = set()
    for path, value in _all_written(view).items():
        block = path.rpartition(".")[0]
        if path.split(".")[0] in META or block in told:
            told.add(path)
        elif not exists(table.kind, table.base + path, table.version) and _known_block(table, block):
            told.add(path)
            yield _reason(spelled(table.base + path), f"{path}: {_lacks(table, path)}", value, AZURERM_RELEASES)


def _all_written(view: ClusterView | PoolView) -> dict[str, Value]:
    declared = view.declared
    return {path: value for path, value in {**declared.written, **declared.blank}.items() if path} if declared else {}


def _known_block(table: Table, block: str) -> bool:
    """Whether a release has the block that it stands in, so that it would be told of."""
    return not block or exists(table.kind, table.base + block, table.version)


def _lacks(table: Table, path: str) -> str:
    name = f"azurerm {table.version} has no such argument"
    other = _called(table, path)
    if other is not None:
        return f"{name}: there it is called {other}"
    if path in NEVER_SAID:
        return f"{name}, as no release has"
    first, gone = (ask(table.kind, table.base + path, table.version) for ask in (came, went))
    if first is not None:
        return f"{name}, which came with {first}"
    return f"{name}, which is gone since {gone}" if gone is not None else name


def _called(table: Table, path: str) -> str | None:
    """What the release calls an argument of another one."""
    for row in azurerm_renames.POOL if table.base or table.kind == POOL else azurerm_renames.CLUSTER:
        names = {row.old: row.new, row.new: row.old}
        if path in names and exists(table.kind, table.base + names[path], table.version):
            return names[path].rpartition(".")[2]
    return None


def _doubled(view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """Two network profiles, or two blocks in one: azurerm takes one of each."""
    for path, value in _all_written(view).items() if not table.base else ():
        if isinstance(value.data, Unknown) and value.data.several and path.startswith(PROFILE):
            yield _reason(spelled(table.base + path), f"{value.data.reason}: azurerm takes one", value, CLUSTER_CODE)


def _words(view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """Words that an argument does not take in the release, an empty text among them; and numbers beyond its bounds."""
    for path, value in _all_written(view).items():
        words = WORDS.get((table.kind, table.base + path))
        if words is None or (table.kind, table.base + path) in ANY_CASE:
            yield from _beyond(path, value, table)
            continue
        taken = {word.text for word in words if word.holds(table.version)}
        for one in value.data if isinstance(value.data, list) else [value.data]:
            if isinstance(one, str) and one not in taken and exists(table.kind, table.base + path, table.version):
                text = f'{path.rpartition(".")[2]} "{one}": azurerm {table.version} takes {", ".join(sorted(taken))}'
                yield _reason(spelled(table.base + path), text, value, CLUSTER_CODE)


def _beyond(path: str, value: Value, table: Table) -> Iterator[Reason]:
    rows = azurerm.POOL if table.base or table.kind == POOL else azurerm.CLUSTER
    row = next((one for one in rows if one.name == path and one.bounds is not None), None)
    number = value.data if isinstance(value.data, int) and not isinstance(value.data, bool) else None
    if row is None or row.bounds is None or number is None or table.version < row.bounded:
        return
    if not row.bounds[0] <= number <= row.bounds[1]:
        name = path.rpartition(".")[2]
        yield _reason(
            spelled(table.base + path),
            f"{name} {number}: azurerm takes {row.bounds[0]} to {row.bounds[1]}",
            value,
            AZURERM_CLUSTER,
        )


def _missing(side: Side, view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """What the release asks for in a block that is there, and that is left out."""
    for full in ever_required(table.kind):
        path = full.removeprefix(table.base)
        ours = full.startswith(table.base) and (table.base or not full.startswith("default_node_pool"))
        if (
            not ours
            or not required(table.kind, full, table.version)
            or _is_there(side, path)
            or _is_empty(view, path, table)
        ):
            continue
        text = f"{path} is left out: azurerm {table.version} asks for it"
        yield Reason(
            spelled(table.base + path), text, Tool.ERROR_AT_VALIDATE, sources=(AZURERM_RELEASES,), place=view.place
        )


def _neither(side: Side, view: ClusterView | PoolView, table: Table) -> Iterator[Reason]:
    """Before 4.65 a pool's upgrade_settings has one of the two; from then on azurerm looks at it in the plan."""
    asked = table.kind == POOL and _ABSENT_SINCE <= table.version < errors.SURGE
    if asked and side.number("upgrade_settings") == 1 and not any(_is_there(side, one) for one in (_SURGE, _ABSENT)):
        text = "upgrade_settings has neither max_surge nor max_unavailable: azurerm asks for one of them"
        where = spelled("upgrade_settings")
        yield Reason(where, text, Tool.ERROR_AT_VALIDATE, sources=(POOL_CODE,), place=view.place)


def _empty(side: Side, table: Table) -> Iterator[Reason]:
    """A block of services without any."""
    ours = table.kind == CLUSTER and not table.base and exists(table.kind, _ADVANCED, table.version)
    if ours and side.number(_ADVANCED) == 1 and not any(_is_there(side, one) for one in _SERVICES):
        text = "advanced_networking says nothing: azurerm asks for observability_enabled or security_enabled"
        yield _reason(spelled(_ADVANCED), text, side.values.get(_ADVANCED), CLUSTER_CODE)


def _is_there(side: Side, path: str) -> bool:
    """Whether it is given, or may be, or stands in a block that is not there."""
    block = path.rpartition(".")[0]
    if side.is_open(path) or path in side.values:
        return True
    return bool(block) and side.number(block) != 1


def _is_empty(view: ClusterView | PoolView, path: str, table: Table) -> bool:
    """Whether an empty text or list is given: what azurerm says of that is another matter."""
    value = view.declared.blank.get(path) if view.declared is not None else None
    if value is None or is_block(table.kind, table.base + path):
        return False
    return value.data in ("", [])


def _conflicts(side: Side, table: Table) -> Iterator[Reason]:
    for one, other, since in _CONFLICTS if table.base == "" else ():
        first, second = side.values.get(one), side.values.get(other)
        if table.version < since or first is None or second is None or is_nothing(first.data):
            continue
        if not isinstance(first.data, Unknown) and not isinstance(second.data, Unknown):
            text = f"{one.rpartition('.')[2]} stands beside {other.rpartition('.')[2]}: they exclude each other"
            yield _reason(spelled(table.base + one), text, first, CLUSTER_CODE)
