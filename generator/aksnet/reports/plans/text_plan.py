"""A plan for people: a table with a bar for each range, and what to know of each cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from aksnet.errors import printable
from aksnet.planning.balance import Balance, Verdict
from aksnet.planning.explaining import Formula, formulas_of, formulas_of_cluster, formulas_of_vnet
from aksnet.planning.plan import Plan
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.rows import Row, chosen_of, facts_of, nodes_in_words, rows_of
from aksnet.reports.plans.sentences import notes_of_plan, sentences_of, sentences_of_vnet
from aksnet.reports.tables import TableOptions, printed

if TYPE_CHECKING:
    from rich.table import Table

_COLOURS = {
    Verdict.FITS: "green",
    Verdict.TIGHT: "yellow",
    Verdict.DOES_NOT_FIT: "red",
    Verdict.OPEN: "cyan",
    Verdict.UNUSED: "default",
}
_BAR = 20
# narrower terminals have room for the figures only
_WIDE = 110


def render(plan: Plan, options: PlanOptions) -> str:
    """The table, then each cluster, what was chosen, and the formulas where they are asked for."""
    lines = [*_clusters(plan)]
    notes = notes_of_plan(plan) if options.notes else []
    if notes:
        lines += ["", *(f"note: {note}" for note in notes)]
    if options.chosen:
        lines += ["", "chosen", *(f"  {line}" for line in chosen_of(options.chosen))]
    if options.explain:
        lines += ["", *_formulas(plan)]
    table = _table(plan, bars=options.width >= _WIDE)
    return printed(table, TableOptions(options.colour, options.width)) + "".join(
        f"{printable(line)}\n" for line in lines
    )


def _table(plan: Plan, *, bars: bool) -> Table:
    from rich.table import Table
    from rich.text import Text

    several = len(plan.clusters) > 1
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("cluster",) if several else ():
        table.add_column(name, overflow="fold")
    table.add_column("range", overflow="fold")
    for name in ("now", "most", "upgrade", "room"):
        table.add_column(name, justify="right", no_wrap=True)
    for name in ("",) if bars else ():
        table.add_column(name, no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    table.add_column("holds", overflow="fold")
    for balance, row in zip(plan.ranges, rows_of(plan), strict=True):
        cells = [row.cluster] if several else []
        cells += [_name(row), *map(_figure, (row.now, row.most, row.upgrade, row.room))]
        cells += [_bar(balance)] if bars else []
        verdict = Text(_verdict(row), style=_COLOURS[plan.verdict(balance)])
        table.add_row(*(Text(printable(cell)) for cell in cells), verdict, row.holds)
    return table


def _name(row: Row) -> str:
    return " ".join(one for one in (row.kind, row.name, row.range) if one)


def _figure(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _bar(balance: Balance) -> str:
    """How much of the room is taken at the most, and how much more in an upgrade."""
    room = balance.room
    if not room or balance.unknown is not None:
        return ""
    most, upgrade = (min(-(-part * _BAR // room), _BAR) for part in (balance.most, balance.upgrade))
    return "█" * most + "▒" * (upgrade - most) + "░" * (_BAR - upgrade)


def _verdict(row: Row) -> str:
    percent = f" {row.percent:>3} %" if row.percent is not None else ""
    needed = f", needs a /{row.prefix_needed}" if row.needs_another and row.prefix_needed is not None else ""
    return f"{row.verdict}{percent}{needed}"


def _clusters(plan: Plan) -> Iterator[str]:
    for cluster in plan.clusters:
        yield ""
        yield f"{cluster.name} ({cluster.mode}): {nodes_in_words(cluster)}"
        yield from (f"  {sentence}" for sentence in sentences_of(plan, cluster))
    yield from (sentence for vnet in plan.vnets for sentence in sentences_of_vnet(vnet))


def _formulas(plan: Plan) -> Iterator[str]:
    for balance in plan.ranges:
        yield balance.label
        yield from _listed(formulas_of(balance))
    for cluster in plan.clusters:
        yield from _titled(cluster.name, formulas_of_cluster(cluster))
    for vnet in plan.vnets:
        yield from _titled(f"VNet {vnet.name}", formulas_of_vnet(vnet))


def _titled(title: str, formulas: Iterable[Formula]) -> Iterator[str]:
    listed = list(_listed(formulas))
    yield from [title, *listed] if listed else []


def _listed(formulas: Iterable[Formula]) -> Iterator[str]:
    return (f"  {one.what}: {one.words}  {facts_of(one.facts)}".rstrip() for one in formulas)
