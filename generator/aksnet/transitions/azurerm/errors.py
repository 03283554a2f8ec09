"""What azurerm refuses when it plans a change, and what only when it applies one."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.facts.azurerm_schema import exists
from aksnet.facts.sources import CLUSTER_CODE, DEFAULT_POOL_CODE, POOL_CODE, VALIDATION_CODE, Source
from aksnet.transitions.azurerm.cluster_rows import PROFILE
from aksnet.transitions.azurerm.comparing import said
from aksnet.transitions.azurerm.differ import Table, spelled
from aksnet.transitions.azurerm.sides import CLUSTER, POOL, Side
from aksnet.transitions.verdicts import Reason, Tool
from aksnet.view import Value

_NONE_SINCE, _ACNS_SINCE, _ACNS_SECURITY = Version(4, 44), Version(4, 45), Version(4, 67)
SURGE = Version(4, 65)
# Releases in which something here, in validating.py or in lasting.py changes.
TURNS = (
    *(_NONE_SINCE, _ACNS_SINCE, _ACNS_SECURITY, SURGE, Version(4, 53)),
    *(Version(4, 32), Version(3, 61), Version(3, 72), Version(3, 103)),
)
_PLUGIN, _MODE, _PLANE, _OUTBOUND, _ACNS, _FAMILIES = (
    f"{PROFILE}.{name}"
    for name in (
        "network_plugin",
        "network_plugin_mode",
        "network_data_plane",
        "outbound_type",
        "advanced_networking",
        "ip_versions",
    )
)
_SCALING = ("auto_scaling_enabled", "enable_auto_scaling")
_SURGE, _ABSENT = "upgrade_settings.max_surge", "upgrade_settings.max_unavailable"


def at_plan(side: Side, before: Side, table: Table) -> Iterator[Reason]:
    """Pairs that azurerm refuses in the plan: what is kept of the state counts as asked for."""
    asked = _Asked(side, before)
    if table.kind == CLUSTER and not table.base:
        yield from _isolated(asked, table.version)
        yield from _advanced(asked, table.version)
    elif table.kind == POOL and table.version >= SURGE:
        yield from _surge(asked)


class _Asked:
    """What is asked for, by path; None where it cannot be told."""

    def __init__(self, side: Side, before: Side) -> None:
        self._side, self._before = side, before

    def text(self, path: str, default: str, *, kept: bool = False) -> str | None:
        """A word, with what it is where nobody writes it."""
        value = self._side.values.get(path)
        if value is None and self._side.is_open(path):
            return None
        if value is None and kept:
            value = self._before.values.get(path)
        if value is None:
            return default
        return str(value.data) if value.known else None

    def value(self, path: str) -> Value | None:
        """What is written."""
        return self._side.values.get(path)

    def number(self, block: str) -> int | None:
        """How often a block is written."""
        return self._side.number(block)


def _error(path: str, text: str, value: Value | None, source: Source, verdict: Tool = Tool.ERROR_AT_PLAN) -> Reason:
    after = said(value.data) if value is not None and value.known else None  # type: ignore[arg-type]
    place = value.place if value is not None else None
    return Reason(spelled(path), text, verdict, None, after, (source,), place=place)


def _isolated(asked: _Asked, version: Version) -> Iterator[Reason]:
    source = asked.text("bootstrap_profile.artifact_source", "Direct", kept=asked.number("bootstrap_profile") == 0)
    if version >= _NONE_SINCE and asked.text(_OUTBOUND, "") == "none" and source not in ("Cache", None):
        text = "outbound_type none: azurerm asks for a bootstrap_profile with artifact_source Cache beside it"
        yield _error(_OUTBOUND, text, asked.value(_OUTBOUND), CLUSTER_CODE)


def _advanced(asked: _Asked, version: Version) -> Iterator[Reason]:
    """Up to 4.66 for the whole block, since then for security only."""
    if version < _ACNS_SINCE or asked.number(_ACNS) != 1:
        return
    security = f"{_ACNS}.security_enabled"
    if version >= _ACNS_SECURITY and asked.text(security, "False") != "True":
        return
    path = security if version >= _ACNS_SECURITY else _ACNS
    for attribute, word, default in ((_PLANE, "cilium", "azure"), (_PLUGIN, "azure", "kubenet")):
        found = asked.text(attribute, default)
        if found not in (word, None):
            name = attribute.rpartition(".")[2]
            text = f"{path.rpartition('.')[2]} stands beside {name} {found}: azurerm {version} asks for {word}"
            yield _error(path, text, asked.value(path), CLUSTER_CODE)


def _surge(asked: _Asked) -> Iterator[Reason]:
    if asked.number("upgrade_settings") != 1:
        return
    surge, absent = (asked.text(path, "") for path in (_SURGE, _ABSENT))
    priority = asked.text("priority", "Regular")
    if surge is None or absent is None or priority is None:
        return
    if priority == "Spot" and (surge or absent):
        path = _SURGE if surge else _ABSENT
        text = f"{path.rpartition('.')[2]} stands beside priority Spot: azurerm refuses it"
        yield _error(path, text, asked.value(path), POOL_CODE)
    elif priority != "Spot" and not surge and not absent:
        text = "upgrade_settings has neither max_surge nor max_unavailable: azurerm asks for one of them"
        yield _error("upgrade_settings", text, asked.value("upgrade_settings"), POOL_CODE)


def at_apply(side: Side, before: Side) -> Iterator[Reason]:
    """What azurerm looks at before it sends a change: validateKubernetesCluster, for new clusters and for others."""
    asked = _Asked(side, before)
    pod = asked.value(f"{PROFILE}.pod_cidr")
    flat = asked.text(_PLUGIN, "") == "azure" and asked.text(_MODE, "") == ""
    if pod is not None and flat:
        text = "pod_cidr stands beside network_plugin azure without overlay: azurerm refuses to send it"
        yield _error(f"{PROFILE}.pod_cidr", text, pod, VALIDATION_CODE, Tool.ERROR_AT_APPLY)
    families = asked.value(_FAMILIES) or before.values.get(_FAMILIES)
    for name in ("service_cidrs", "pod_cidrs"):
        value = asked.value(f"{PROFILE}.{name}")
        if _length(value) == 2 and (families is None or _length(families) == 1):
            text = f"{name} has two ranges, and ip_versions one family: azurerm refuses to send it"
            yield _error(f"{PROFILE}.{name}", text, value, VALIDATION_CODE, Tool.ERROR_AT_APPLY)


def of_scaling(side: Side, before: Side, table: Table) -> Iterator[Reason]:
    """What azurerm looks at before it sends a pool: the autoscaler has both its bounds, and the number of nodes."""
    switch = next((one for one in _SCALING if exists(table.kind, table.base + one, table.version)), _SCALING[0])
    asked = _Asked(side, before)
    on = {"True": True, "False": False}.get(str(asked.text(switch, "False")))
    least, most = (_count(asked, name) for name in ("min_count", "max_count"))
    if on is None or side.told is not None:
        return
    if not on:
        yield from _unscaled(asked, switch, table)
        return
    for name, number in (("max_count", most), ("min_count", least)):
        if number == 0 and (table.base or name == "max_count"):
            text = f"{name} is left out beside {switch} true: azurerm refuses to send it"
            yield _refused(table, name, text, asked.value(switch))
    if least and most and least > most:
        text = f"min_count {least} is more than max_count {most}: azurerm refuses to send it"
        yield _refused(table, "min_count", text, asked.value("min_count"))
    yield from _counted(asked, before, switch, table)


def _unscaled(asked: _Asked, switch: str, table: Table) -> Iterator[Reason]:
    for name in ("min_count", "max_count"):
        number = _count(asked, name)
        if number:
            text = f"{name} {number} stands there, and {switch} is not true: azurerm refuses to send it"
            yield _refused(table, name, text, asked.value(name))


def _counted(asked: _Asked, before: Side, switch: str, table: Table) -> Iterator[Reason]:
    """The number of nodes of the default pool is the autoscaler's, once the pool is there."""
    value, old = asked.value("node_count"), before.data("node_count")
    if table.base and value is not None and value.known and old is not None and value.data != old:
        text = f"node_count {old} becomes {said(value.data)} beside {switch} true: azurerm refuses to send it"  # type: ignore[arg-type]
        yield _refused(table, "node_count", text, value)


def _count(asked: _Asked, name: str) -> int | None:
    """A number of nodes, 0 where none is given; None where it cannot be told."""
    text = asked.text(name, "0")
    return int(text) if text is not None and text.isdecimal() else None


def _refused(table: Table, name: str, text: str, value: Value | None) -> Reason:
    source = DEFAULT_POOL_CODE if table.base else POOL_CODE
    return _error(table.base + name, text, value, source, Tool.ERROR_AT_APPLY)


def _length(value: Value | None) -> int | None:
    return len(value.data) if value is not None and isinstance(value.data, list) else None
