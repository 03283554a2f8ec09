"""AKN907: values that are known only after apply, which Terraform takes for other ones."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.findings import Severity
from aksnet.transitions.changes import Danger
from aksnet.transitions.dangers.sides import Sides, is_configuration, is_default, plain, pools_of
from aksnet.transitions.verdicts import OfTool, Reason, Tool
from aksnet.view import ClusterView, PoolView, Unknown

RULE = "AKN907"
_FATES = {
    Tool.REPLACE: "replaces",
    Tool.ROTATE: "moves the nodes of",
    Tool.IN_PLACE: "changes",
    Tool.PERMANENT_DIFF: "changes",
}
_BLOCK = "default_node_pool."


def dangers(sides: Sides) -> Iterator[Danger]:
    """The values of the cluster, and those of its pools."""
    if not sides.by_azurerm:
        return
    yield from _waiting(sides.change.tool, sides.after, "the cluster")
    for pool, _, after in pools_of(sides.change):
        # what the default pool replaces the cluster for is told of the cluster
        reasons = [one for one in pool.tool.reasons if not is_default(after) or one.verdict is not Tool.REPLACE]
        yield from _waiting(pool.tool._replace(reasons=tuple(reasons)), after, f"the pool {pool.name!r}")


def _waiting(tool: OfTool, view: ClusterView | PoolView, what: str) -> Iterator[Danger]:
    for reason in tool.reasons:
        fate, why = _FATES.get(reason.verdict) if isinstance(reason.verdict, Tool) else None, _why(reason, view)
        if fate is not None and why is not None:
            # a configuration alone does not say whether what it waits for is there already
            when = "where that is made anew, the plan" if is_configuration(view) else "the plan"
            severity = Severity.ERROR if reason.verdict is Tool.REPLACE and when == "the plan" else Severity.WARNING
            message = f"{plain(reason.path).rpartition('.')[2]}: {why}: {when} {fate} {what}"
            yield Danger(RULE, message, reason.place or view.place, severity)


def _why(reason: Reason, view: ClusterView | PoolView) -> str | None:
    """Why a value waits; None where it does not."""
    path = plain(reason.path)
    written = view.declared.written if view.declared is not None else {}
    # a pool has its arguments without the block, and a cluster those of its default pool not at all
    value = written.get(path.removeprefix(_BLOCK))
    data = value.data if value is not None else None
    return data.reason if isinstance(data, Unknown) and data.later else None
