"""A plan in Markdown, to be pasted into a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.planning.explaining import Formula, formulas_of, formulas_of_cluster, formulas_of_vnet
from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.rows import Row, chosen_of, facts_of, nodes_in_words, rows_of
from aksnet.reports.plans.sentences import notes_of_plan, sentences_of, sentences_of_vnet
from aksnet.reports.tables import escaped

_MARKS = {"fits": "✅", "tight": "⚠️", "does not fit": "❌", "open": "❔", "not used": "➖"}
_HEAD = ("range", "now", "at the most", "in an upgrade", "room", "taken", "verdict", "holds")


def render(plan: Plan, options: PlanOptions) -> str:
    """A table of the ranges, what binds each cluster, what was chosen, and the formulas where they are asked for."""
    parts = [_table(plan), *(_cluster(plan, cluster) for cluster in plan.clusters)]
    parts += [escaped(sentence) for vnet in plan.vnets for sentence in sentences_of_vnet(vnet)]
    notes = "\n".join(f"- {escaped(note)}" for note in (notes_of_plan(plan) if options.notes else ()))
    parts += [f"**Notes**\n\n{notes}"] if notes else []
    if options.chosen:
        chosen = (f"- {escaped(line)}" for line in chosen_of(options.chosen))
        parts.append("\n".join(["**Chosen**", "", *chosen]))
    if options.explain:
        parts.append("\n".join(_formulas(plan)))
    return "\n\n".join(parts) + "\n"


def _table(plan: Plan) -> str:
    several = len(plan.clusters) > 1
    head = ("cluster", *_HEAD) if several else _HEAD
    rules = ["---", *["---:"] * 5, "---", "---"]
    rows = ([row.cluster, *_cells(row)] if several else _cells(row) for row in rows_of(plan))
    lines = [head, ["---", *rules] if several else rules, *rows]
    return "\n".join(f"| {' | '.join(map(escaped, line))} |" for line in lines)


def _cells(row: Row) -> list[str]:
    name = " ".join(one for one in (row.kind, row.name, row.range) if one)
    figures = [_figure(one) for one in (row.now, row.most, row.upgrade, row.room)]
    percent = f"{row.percent} %" if row.percent is not None else ""
    needed = f", needs a /{row.prefix_needed}" if row.needs_another and row.prefix_needed is not None else ""
    return [name, *figures, percent, f"{_MARKS[row.verdict]} {row.verdict}{needed}", row.holds]


def _figure(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


def _cluster(plan: Plan, cluster: ClusterPlan) -> str:
    lines = [f"**{escaped(cluster.name)}** ({escaped(cluster.mode)}): {escaped(nodes_in_words(cluster))}", ""]
    return "\n".join([*lines, *(f"- {escaped(one)}" for one in sentences_of(plan, cluster))])


def _formulas(plan: Plan) -> Iterator[str]:
    for balance in plan.ranges:
        yield f"**{escaped(balance.label)}**\n"
        yield from _listed(formulas_of(balance))
    for cluster in plan.clusters:
        yield f"**{escaped(cluster.name)}**\n"
        yield from _listed(formulas_of_cluster(cluster))
    for vnet in plan.vnets:
        yield f"**VNet {escaped(vnet.name)}**\n"
        yield from _listed(formulas_of_vnet(vnet))


def _listed(formulas: Iterator[Formula]) -> Iterator[str]:
    for one in formulas:
        yield f"- {escaped(one.what)}: {escaped(one.words)} {escaped(facts_of(one.facts))}".rstrip()
    yield ""
