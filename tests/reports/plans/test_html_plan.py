"""The page of a plan: its skeleton, its tables, its formulas, hostile names."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aksnet.planning.balance import Other
from aksnet.planning.plan import Plan
from aksnet.reports.plans import PlanOptions, render
from aksnet.spec.rewriting import Edit
from hostile import HOSTILE
from places import SPECS
from plans import plan

SPEC_FILES = {path.stem: path for path in sorted((Path(__file__).parent / "specs").glob("*.yaml"))}
VOID = {"meta"}


class Page(HTMLParser):
    """What is in a page: its elements with their attributes, its texts, and whether each end has its beginning."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append(data)

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def _plan(name: str) -> Plan:
    return plan(SPEC_FILES[name].read_text(encoding="utf-8"))


def _page(made: Plan, options: PlanOptions | None = None) -> Page:
    return Page(render(made, "html", options or PlanOptions()))


@pytest.mark.parametrize("name", SPEC_FILES)
def test_a_page_is_whole(name: str) -> None:
    page = _page(_plan(name))
    assert page.open == []
    assert page.of("html") == [{"lang": "en"}]
    assert {"charset": "utf-8"} in page.of("meta")
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.of("meta")
    assert (len(page.of("h1")), len(page.of("title")) > 1) == (1, True)


@pytest.mark.parametrize("name", SPEC_FILES)
def test_ids_are_unique_and_what_refers_to_them_finds_them(name: str) -> None:
    page = _page(_plan(name))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [one for _, attributes in page.elements for one in (attributes.get("aria-labelledby") or "").split()]
    linked = [(attributes["href"] or "").removeprefix("#") for attributes in page.of("a")]
    assert {*named, *linked} <= set(ids)


@pytest.mark.parametrize("name", SPEC_FILES)
def test_tables_have_captions_and_scopes(name: str) -> None:
    page = _page(_plan(name))
    assert len(page.of("caption")) == len(page.of("table")) > 0
    assert all(attributes.get("scope") in ("col", "row") for attributes in page.of("th"))


@pytest.mark.parametrize("name", SPEC_FILES)
def test_a_page_has_no_scripts_and_nothing_from_elsewhere(name: str) -> None:
    made = _plan(name)
    page, text = _page(made), render(made, "html", PlanOptions())
    assert {tag for tag, _ in page.elements} & {"script", "link", "img", "iframe", "object", "base"} == set()
    assert not re.search(r"https?:|src=|@import|url\((?!#)", text)
    assert not any(one.startswith("on") or one == "style" for _, attributes in page.elements for one in attributes)


@pytest.mark.parametrize("name", SPECS)
def test_every_figure_of_every_sample_is_on_its_page(name: str) -> None:
    made = plan(SPECS[name].read_text(encoding="utf-8"))
    texts = set(_page(made).texts)
    for balance in made.ranges:
        figures = [balance.room, balance.reserved]
        figures += [balance.now, balance.most, balance.upgrade] if balance.unknown is None else []
        assert {f"{one:,}" for one in figures if one is not None} <= texts
        assert (", ".join(balance.texts) or "not known") in texts


def test_formulas_stand_where_they_are_asked_for() -> None:
    made = _plan("small")
    asked, not_asked = _page(made, PlanOptions(explain=True)), _page(made)
    assert "How the figures come about" in asked.texts
    assert "How the figures come about" not in not_asked.texts
    assert any("16 × ⌈(110 + 8) / 16⌉" in text for text in asked.texts)


def test_what_was_chosen_is_said() -> None:
    options = PlanOptions(chosen=(Edit("blue", ("vnet", "address_space"), ("10.9.0.0/16",), "why"),))
    for output_format in ("svg", "html"):
        assert "blue: vnet.address_space: [10.9.0.0/16]" in render(_plan("small"), output_format, options)


def _named(made: Plan, text: str) -> Plan:
    """The plan with a text for every name."""
    ranges = tuple(
        one._replace(
            name=text,
            texts=(text,),
            clusters=tuple(text for _ in one.clusters),
            others=(Other(text, 3, (text,)),),
            unknown=one.unknown and text,
            shares=tuple(each._replace(cluster=text, pool=text) for each in one.shares),
        )
        for one in made.ranges
    )
    clusters = tuple(one._replace(name=text, mode=text) for one in made.clusters)
    return made._replace(ranges=ranges, clusters=clusters, vnets=tuple(one._replace(name=text) for one in made.vnets))


@pytest.mark.parametrize("text", [*HOSTILE.values(), "</style><script>alert(1)</script>", "\x00\ud800"], ids=ascii)
def test_hostile_names_stay_text(text: str) -> None:
    options = PlanOptions(explain=True)
    made = _plan("fleet")
    plain = {tag for tag, _ in _page(_named(made, "x"), options).elements}
    page = _page(_named(made, text), options)
    assert page.open == []
    assert {tag for tag, _ in page.elements} - {"text"} <= plain
    assert all(line.isprintable() for shown in page.texts for line in shown.strip().split("\n"))
