"""From what changes to what is told of it: the verdict of each attribute with the words for it."""

from __future__ import annotations

from collections.abc import Iterable

from aksnet.facts.azurerm import NEVER, Version
from aksnet.transitions.azurerm import cluster_rows, lasting, pool_rows
from aksnet.transitions.azurerm.attributes import Attribute
from aksnet.transitions.azurerm.comparing import said
from aksnet.transitions.azurerm.differ import Found, Table, spelled
from aksnet.transitions.azurerm.sides import POOL, Side
from aksnet.transitions.verdicts import Reason, Tool

_TEMPORARY = "temporary_name_for_rotation"
_DOES = {
    Tool.IN_PLACE: "the change is made in place",
    Tool.ROTATE: "the nodes move to new ones by way of a temporary pool",
    Tool.REPLACE: "the {what} is replaced",
}


class Teller:
    """Tells what changes of one resource do, in one release; one that is replaced has no rotation that may fail."""

    def __init__(self, table: Table, before: Side, after: Side, *, replaced: bool) -> None:
        self._replaced = replaced
        self._version, self._base, self._before, self._after = table.version, table.base, before, after
        self._pool = bool(table.base) or table.kind == POOL

    def reason(self, found: Found) -> Reason:
        """The verdict of an attribute that certainly changes."""
        verdict, text = found.verdict, self._does(found)
        source = found.row.source
        fate = self._fate(found)
        if fate is not None:
            text, source, verdict = fate
        if self._replaced:
            text = text if verdict is Tool.REPLACE else f"by itself, {text}"
        elif found.verdict is Tool.ROTATE:
            verdict, text = self._rotation(verdict, text)
        old, new = (None if data == "block" else said(data) for data in (found.step.old, found.step.new))
        return Reason(
            spelled(self._base + found.path),
            f"{self._change(found)}: {text}",
            verdict,
            old,
            new,
            (source,),
            place=found.new.place or found.old.place,
        )

    def _fate(self, found: Found) -> lasting.Fate | None:
        if self._base:
            return None
        if self._pool:
            return lasting.of_pool(found)
        return lasting.of_cluster(found, self._before, self._after, self._version)

    def _change(self, found: Found) -> str:
        """What changes, in words."""
        name, step = found.path.rpartition(".")[2], found.step
        if step.later:
            return f"{name} is known after apply only, which counts as a change"
        if "block" in (step.old, step.new):
            return f"the block {name} is {'added' if step.old is None else 'removed'}"
        old, new = said(step.old), said(step.new)
        if new is None:
            return f"{name} {old} is removed"
        return f"{name} {new} is added" if old is None else f"{name} {old} becomes {new}"

    def _does(self, found: Found) -> str:
        what = "pool" if self._pool and not self._base else "cluster"
        text = _DOES[found.verdict].format(what=what)
        if found.verdict is not Tool.REPLACE:
            return text
        first = self._mended(found)
        return f"{text}; from azurerm {first} on this alone does not replace it" if first is not None else text

    def _mended(self, found: Found) -> Version | None:
        """The first later release in which the same change does not replace."""
        for row in self._rows():
            later = row.path == found.path and self._version < row.since < NEVER
            if later and row.does(found.step) is not Tool.REPLACE:
                return row.since
        return None

    def _rows(self) -> tuple[Attribute, ...]:
        if self._base:
            return pool_rows.DEFAULT_POOL
        return pool_rows.POOL if self._pool else cluster_rows.CLUSTER

    def _rotation(self, verdict: Tool, text: str) -> tuple[Tool, str]:
        """A rotation without a name for the temporary pool is refused when it is applied."""
        value, name = self._after.values.get(_TEMPORARY), self._after.data("name")
        if value is None and not self._after.is_open(_TEMPORARY) and self._after.told is None:
            return Tool.ERROR_AT_APPLY, f"{text}, and without {_TEMPORARY} azurerm refuses it as it is applied"
        if value is not None and value.known and value.data == name:
            return verdict, f"{text}, and with {_TEMPORARY} the same as its name, the pool is deleted"
        return verdict, text


def told(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons, the worst first."""
    order = list(Tool)
    return tuple(sorted(reasons, key=lambda one: -order.index(Tool(one.verdict))))
