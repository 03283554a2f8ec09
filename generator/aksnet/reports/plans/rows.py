"""The ranges of a plan as rows, which every format of text prints in its own way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aksnet.planning.balance import Balance, RangeKind, Verdict
from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.spec.rewriting import Edit

COLUMNS = (
    "cluster",
    "kind",
    "name",
    "range",
    "now",
    "most",
    "upgrade",
    "room",
    "percent",
    "verdict",
    "holds_nodes",
    "holds_pods",
    "prefix_needed",
)


class Row(NamedTuple):
    """One range: what it needs now, at the most and in an upgrade, what it has, and what it would hold.

    All are addresses but `percent` (how much of the room an upgrade takes), `holds_nodes` and `holds_pods`.
    """

    cluster: str
    kind: str
    name: str
    range: str
    now: int | None
    most: int | None
    upgrade: int | None
    room: int | None
    percent: int | None
    verdict: str
    holds_nodes: int | None
    holds_pods: int | None
    prefix_needed: int | None

    @property
    def holds(self) -> str:
        """The nodes that there is room for, those of an upgrade among them, and their pods, in words."""
        if self.holds_nodes is None:
            return ""
        pods = f", {_number(self.holds_pods, 'pod')}" if self.holds_pods is not None else ""
        return f"{_number(self.holds_nodes, 'node')}{pods}"

    @property
    def needs_another(self) -> bool:
        """Whether the range is too small, or there is none yet."""
        return self.verdict in (Verdict.DOES_NOT_FIT, Verdict.OPEN)


def rows_of(plan: Plan) -> Iterator[Row]:
    """A row for each range, in the order of the plan."""
    return (_row(plan, balance) for balance in plan.ranges)


def _row(plan: Plan, balance: Balance) -> Row:
    told = balance.unknown is None
    percent = -(-balance.upgrade * 100 // balance.room) if told and balance.room else None
    return Row(
        cluster=", ".join(balance.clusters),
        kind=str(balance.kind),
        name=balance.name if balance.subnet else "",
        range=" ".join(balance.texts),
        now=balance.now if told else None,
        most=balance.most if told else None,
        upgrade=balance.upgrade if told else None,
        room=balance.room,
        percent=percent,
        verdict=str(plan.verdict(balance)),
        holds_nodes=balance.holds,
        holds_pods=balance.holds_pods,
        prefix_needed=balance.prefix_needed if told and balance.kind is not RangeKind.SERVICE_CIDR else None,
    )


def chosen_of(edits: Sequence[Edit]) -> list[str]:
    """What was chosen for the spec, a line each, and what is to be known of it; nothing where nothing was."""
    lines = [f"{one.where}: {one.text}" for one in edits]
    later = f"this is for clusters that are yet to be made: a service CIDR stays as it is {facts_of(('CIDR-26',))}"
    return [*lines, later] if lines else []


def facts_of(facts: tuple[str, ...]) -> str:
    """The ids of facts, in brackets."""
    return f"[{', '.join(facts)}]" if facts else ""


def nodes_in_words(cluster: ClusterPlan) -> str:
    """The nodes and pods of a cluster in one line."""
    if cluster.nodes is None:
        return "how many nodes it has cannot be told"
    now = f"{_number(cluster.now, 'node')} now, " if cluster.now not in (None, cluster.nodes) else ""
    most = f"{now}{_number(cluster.nodes, 'node')} at the most"
    upgrade = f", {cluster.nodes + cluster.surge:,} in an upgrade" if cluster.surge else ""
    pods = f", {_number(cluster.pods, 'pod')} allowed" if cluster.pods is not None else ""
    return most + upgrade + pods


def _number(count: int | None, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
