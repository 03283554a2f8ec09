"""A plan as a picture: a map of each VNet, its clusters beside it, its ranges beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as Xml

from aksnet.planning.plan import ClusterPlan, Plan
from aksnet.reports.plans import PlanOptions
from aksnet.reports.plans.pictures.bars import draw_legend
from aksnet.reports.plans.pictures.cluster_card import WIDTH, draw_card
from aksnet.reports.plans.pictures.colours import style_sheet
from aksnet.reports.plans.pictures.drawing import NAMESPACE, lines, patterns, picture, resize, write
from aksnet.reports.plans.pictures.layout import Box
from aksnet.reports.plans.pictures.lettering import HEADING, SMALL, TEXT, TITLE
from aksnet.reports.plans.pictures.map_frame import FULL, HALF, NARROW, Frame, draw_frame, frames_of
from aksnet.reports.plans.pictures.range_list import draw_list
from aksnet.reports.plans.pictures.sections import Section, sections_of
from aksnet.reports.plans.pictures.wording import HOW_TO_READ, described, heading_of, space_of, summary
from aksnet.reports.plans.rows import chosen_of
from aksnet.reports.plans.sentences import notes_of_plan

_EDGE = 24.0
_COLUMNS = 3
_STEP = (FULL - WIDTH) / (_COLUMNS - 1)


def render(plan: Plan, options: PlanOptions) -> str:
    """One file without anything from elsewhere."""
    sections = sections_of(plan)
    told = [f"{summary(plan)}.", *(described(plan, one) for one in sections)]
    root = picture("plan", FULL + 2 * _EDGE, 0, "Address plan", " ".join(told))
    root.set("xmlns", NAMESPACE)
    Xml.SubElement(root, "style").text = style_sheet()
    patterns(root)
    y = _draw_head(root, plan)
    for section in sections:
        y = _draw_section(root, plan, section, y)
    y = _draw_texts(root, "What was chosen", chosen_of(options.chosen), y)
    resize(root, _draw_texts(root, "What is assumed", notes_of_plan(plan), y) + _EDGE)
    Xml.indent(root, space="")
    return Xml.tostring(root, encoding="unicode") + "\n"


def _draw_head(root: Xml.Element, plan: Plan) -> float:
    write(root, (_EDGE, 42), "Address plan", TITLE)
    y = _draw_text(root, summary(plan), 66)
    for line in SMALL.wrapped(HOW_TO_READ, FULL):
        write(root, (_EDGE, y), line, SMALL, "soft")
        y += 16
    return draw_legend(root, _EDGE, y, FULL) + 12


def _draw_text(root: Xml.Element, text: str, y: float) -> float:
    for line in TEXT.wrapped(text, FULL):
        write(root, (_EDGE, y), line, TEXT)
        y += 18
    return y


def _draw_section(root: Xml.Element, plan: Plan, section: Section, y: float) -> float:
    lines(root, [(_EDGE, y, FULL, 0)], "edge")
    write(root, (_EDGE, y + 28), HEADING.shortened(heading_of(section), FULL), HEADING)
    y = _draw_text(root, space_of(section), y + 50)
    y, left = _draw_maps(root, plan, section, y)
    y = _draw_cards(root, plan, section, left, y)
    return draw_list(root, plan, section, Box(_EDGE, y, FULL, 0)) + 24


def _draw_maps(root: Xml.Element, plan: Plan, section: Section, y: float) -> tuple[float, Sequence[ClusterPlan]]:
    """The maps, clusters in the column that a narrow one leaves, and the clusters for which there was no place."""
    left: Sequence[ClusterPlan] = section.clusters
    for _, frames in groupby(enumerate(frames_of(section)), key=lambda one: one[1].within):
        row = [frame for _, frame in frames]
        if row[0].within is not None:
            y = _draw_parts(root, plan, section, row, y)
            continue
        for frame in row:
            draw_frame(root, plan, section, frame, _EDGE, y)
            left, beneath = _draw_beside(root, plan, section, left, frame, y)
            y = max(y + frame.height, beneath) + 12
    return y, left


def _draw_beside(
    root: Xml.Element, plan: Plan, section: Section, left: Sequence[ClusterPlan], frame: Frame, y: float
) -> tuple[Sequence[ClusterPlan], float]:
    """Clusters beside a narrow map, as long as there is room; and the y beneath them."""
    end = y + frame.height
    while left and frame.width == NARROW and end - y > 180:
        y = draw_card(root, plan, section, left[0], _EDGE + 2 * _STEP, y)
        left = left[1:]
    return left, y


def _draw_parts(root: Xml.Element, plan: Plan, section: Section, frames: Sequence[Frame], y: float) -> float:
    """Parts of a map, two in a row but for those that need all of it."""
    x, height = _EDGE, 0.0
    for frame in frames:
        if x > _EDGE + FULL - frame.width:
            x, y = _EDGE, y + height
        draw_frame(root, plan, section, frame, x, y)
        x, height = x + frame.width + (FULL - 2 * HALF), frame.height + 12
    return y + height


def _draw_cards(root: Xml.Element, plan: Plan, section: Section, clusters: Sequence[ClusterPlan], y: float) -> float:
    """Clusters in rows of three."""
    for start in range(0, len(clusters), _COLUMNS):
        row = clusters[start : start + _COLUMNS]
        y = max(draw_card(root, plan, section, one, _EDGE + n * _STEP, y) for n, one in enumerate(row)) + 8
    return y


def _draw_texts(root: Xml.Element, title: str, texts: Sequence[str], y: float) -> float:
    """A heading with texts, where there are some."""
    if texts:
        lines(root, [(_EDGE, y, FULL, 0)], "edge")
        write(root, (_EDGE, y + 28), title, HEADING)
        y += 50
    for text in texts:
        y = _draw_text(root, text, y)
    return y + 12
