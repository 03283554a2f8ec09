"""A plan as one page: maps of its VNets, its clusters, and tables with every figure; no scripts, nothing fetched."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.pictures.bars import LEGEND
from aksnet.reports.plans.pictures.cluster_card import WIDTH, draw_card
from aksnet.reports.plans.pictures.colours import style_sheet
from aksnet.reports.plans.pictures.drawing import patterns, picture, rectangle, resize, small_picture
from aksnet.reports.plans.pictures.layout import Box
from aksnet.reports.plans.pictures.map_frame import NARROW, Frame, draw_frame, frames_of, title_of
from aksnet.reports.plans.pictures.page import listed, page_style, say, scrolling
from aksnet.reports.plans.pictures.page_tables import table_of_clusters, table_of_formulas, table_of_ranges
from aksnet.reports.plans.pictures.range_list import DENSE
from aksnet.reports.plans.pictures.sections import Section, sections_of
from aksnet.reports.plans.pictures.wording import (
    HOW_TO_READ,
    described,
    heading_of,
    sentence,
    space_of,
    summary,
)
from aksnet.reports.plans.rows import chosen_of
from aksnet.reports.plans.sentences import notes_of_plan

# How many clusters stand beside the first map.
_BESIDE = 2


def render(plan: Plan, options: PlanOptions) -> str:
    """The page, in HTML."""
    root = Xml.Element("html", lang="en")
    _head(root)
    body = Xml.SubElement(root, "body")
    main = Xml.SubElement(body, "main")
    say(main, "h1", "Address plan")
    say(main, "p", summary(plan))
    _legend(main)
    sections = sections_of(plan)
    if len(sections) > 1:
        _contents(main, sections)
    for index, section in enumerate(sections, 1):
        _section(main, plan, section, index)
    _rest(main, plan, options)
    Xml.indent(root, space="")
    return f"<!DOCTYPE html>\n{Xml.tostring(root, encoding='unicode', method='html')}\n"


def _head(root: Xml.Element) -> None:
    head = Xml.SubElement(root, "head")
    Xml.SubElement(head, "meta", charset="utf-8")
    Xml.SubElement(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
    say(head, "title", "Address plan")
    # printed as it stands: it is made of our own words only
    Xml.SubElement(head, "style").text = page_style() + style_sheet()


def _legend(parent: Xml.Element) -> None:
    """How to read the maps, and the patterns that all pictures of the page use."""
    made = Xml.SubElement(parent, "ul", {"class": "legend"})
    for name, words in LEGEND.items():
        item = Xml.SubElement(made, "li")
        swatch = small_picture(22, 14)
        rectangle(swatch, Box(0.5, 0.5, 21, 13), name)
        rectangle(swatch, Box(0.5, 0.5, 21, 13), "line edge")
        item.append(swatch)
        say(item, "span", words)
    first = made.find("li/svg")
    if first is not None:
        patterns(first)
    say(parent, "p", HOW_TO_READ)


def _contents(parent: Xml.Element, sections: Sequence[Section]) -> None:
    """Links to the sections."""
    there = Xml.SubElement(Xml.SubElement(parent, "nav", {"aria-label": "Sections"}), "ul")
    for index, section in enumerate(sections, 1):
        say(Xml.SubElement(there, "li"), "a", heading_of(section), href=f"#section-{index}")


def _section(parent: Xml.Element, plan: Plan, section: Section, index: int) -> None:
    made = Xml.SubElement(parent, "section", {"aria-labelledby": f"section-{index}"})
    say(made, "h2", heading_of(section), id=f"section-{index}")
    say(made, "p", space_of(section))
    rows = [Xml.SubElement(made, "div", {"class": "row"}) for _ in range(3)]
    for number, frame in enumerate(frames_of(section)):
        _map(rows[min(number, 1)], plan, section, frame, f"map-{index}-{number + 1}")
    beside = Xml.SubElement(rows[0], "div", {"class": "beside"})
    for number, cluster in enumerate(section.clusters):
        _card(beside if number < _BESIDE else rows[2], plan, section, cluster, f"cluster-{index}-{number + 1}")
    table_of_ranges(made, plan, section)


def _map(parent: Xml.Element, plan: Plan, section: Section, frame: Frame, name: str) -> None:
    words = title_of(frame)
    if frame.within is None:
        few = len(section.entries) <= DENSE
        words += f". {described(plan, section) if few else 'The table under the maps has every figure.'}"
    made = picture(name, frame.width + 2, frame.height, f"Map of {frame.around}", words)
    made.set("class", "picture part" if frame.width < NARROW else "picture wide")
    draw_frame(made, plan, section, frame, 1, 0)
    scrolling(Xml.SubElement(parent, "figure"), f"Map of {frame.around}").append(made)


def _card(parent: Xml.Element, plan: Plan, section: Section, cluster: ClusterPlan, name: str) -> None:
    words = ". ".join(sentence(plan, one) for one in section.of(cluster)) or "It has no ranges of its own"
    made = picture(name, WIDTH + 2, 0, f"Cluster {cluster.name}", f"{words}.")
    resize(made, draw_card(made, plan, section, cluster, 1, 0))
    parent.append(made)


def _rest(parent: Xml.Element, plan: Plan, options: PlanOptions) -> None:
    """The clusters, what is taken for granted, and the formulas where they are asked for."""
    say(parent, "h2", "Clusters")
    table_of_clusters(parent, plan)
    listed(parent, "What was chosen", chosen_of(options.chosen))
    listed(parent, "What is assumed", notes_of_plan(plan))
    if options.explain:
        say(parent, "h2", "Formulas")
        table_of_formulas(parent, plan)
