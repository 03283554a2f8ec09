"""The tables of the page: every figure of the ranges, of the clusters and of the formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Xml

from aksnet.planning.balance import Balance, Verdict
from aksnet.planning.explaining import Formula, formulas_of, formulas_of_cluster, formulas_of_vnet
from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans.pictures.bars import draw_bar
from aksnet.reports.plans.pictures.colours import VERDICTS
from aksnet.reports.plans.pictures.drawing import small_picture
from aksnet.reports.plans.pictures.layout import Box
from aksnet.reports.plans.pictures.page import Cell, Column, table
from aksnet.reports.plans.pictures.sections import Entry, Section
from aksnet.reports.plans.pictures.slices import Moment
from aksnet.reports.plans.pictures.wording import clash_of, heading_of, kind_of, left_of, name_of, passed_by, verdict_of

_RANGES = (
    Column("Range"),
    Column("For"),
    Column("Addresses"),
    Column("Used by"),
    Column("Bar of an upgrade"),
    Column("Now", figures=True),
    Column("At the most", figures=True),
    Column("In an upgrade", figures=True),
    Column("Reserved", figures=True),
    Column("Room", figures=True),
    Column("Verdict"),
    Column("What is left"),
)
_CLUSTERS = (
    Column("Cluster"),
    Column("Mode"),
    Column("Nodes now", figures=True),
    Column("At the most", figures=True),
    Column("Surge", figures=True),
    Column("Pods allowed", figures=True),
    Column("Binds first"),
    Column("Most nodes of a pool"),
    Column("Ceilings"),
)
_FORMULAS = (Column("Of"), Column("What"), Column("Formula"), Column("Facts"))


def table_of_ranges(parent: Xml.Element, plan: Plan, section: Section) -> None:
    """The ranges of a section, with the numbers that they have on the map."""
    rows = [_range(plan, section, entry) for entry in section.entries]
    table(parent, f"Ranges of {heading_of(section)}, in addresses", _RANGES, rows)


def _range(plan: Plan, section: Section, entry: Entry) -> list[Cell]:
    one = entry.balance
    told = one.unknown is None
    figures = [one.now, one.most, one.upgrade] if told else [None] * 3
    words = [one.unknown or "", left_of(one), clash_of(section, entry)]
    return [
        Cell(f"{entry.number} {name_of(one)}"),
        Cell(kind_of(one)),
        Cell(", ".join(one.texts) or "not known"),
        Cell(", ".join(one.clusters)),
        Cell(picture=_bar(one) if told else None),
        *(Cell(_figure(figure)) for figure in (*figures, one.reserved, one.room)),
        Cell(verdict_of(plan, one), f"verdict {VERDICTS[plan.verdict(one)]}"),
        Cell("; ".join(filter(None, words))),
    ]


def _bar(balance: Balance) -> Xml.Element:
    """A bar that says nothing that the figures beside it do not say: readers aloud pass it over."""
    made = small_picture(100, 14)
    draw_bar(made, balance, Moment.UPGRADE, Box(0.5, 1, 99, 12))
    return made


def _figure(number: int | None) -> str:
    return "not known" if number is None else f"{number:,}"


def table_of_clusters(parent: Xml.Element, plan: Plan) -> None:
    """The clusters, and what bounds them."""
    rows = []
    for one in plan.clusters:
        binds = f"{one.binding.words}, at {one.binding.nodes:,} nodes" if one.binding is not None else "nothing known"
        grows = "; ".join(f"{pool.pool} {pool.nodes:,}" for pool in one.growth)
        figures = [Cell(_figure(figure)) for figure in (one.now, one.nodes, one.surge, one.pods)]
        rows.append([Cell(one.name), Cell(one.mode), *figures, Cell(binds), Cell(grows), _ceilings(one)])
    table(parent, "Clusters", _CLUSTERS, rows)


def _ceilings(cluster: ClusterPlan) -> Cell:
    passed = passed_by(cluster)
    return Cell("; ".join(passed), VERDICTS[Verdict.DOES_NOT_FIT]) if passed else Cell("✓ all hold")


def table_of_formulas(parent: Xml.Element, plan: Plan) -> None:
    """Each formula with its numbers, and the facts that it rests on."""
    table(parent, "How the figures come about", _FORMULAS, list(_formulas(plan)))


def _formulas(plan: Plan) -> Iterator[list[Cell]]:
    for balance in plan.ranges:
        whose = "" if balance.subnet else f", {', '.join(balance.clusters)}"
        yield from _of(f"{balance.label}{whose}", formulas_of(balance))
    for cluster in plan.clusters:
        yield from _of(cluster.name, formulas_of_cluster(cluster))
    for vnet in plan.vnets:
        yield from _of(f"VNet {vnet.name}", formulas_of_vnet(vnet))


def _of(what: str, formulas: Iterable[Formula]) -> Iterator[list[Cell]]:
    return ([Cell(what), Cell(one.what), Cell(one.words), Cell(", ".join(one.facts))] for one in formulas)
