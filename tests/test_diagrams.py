"""The pictures of `docs/diagrams`: those that are drawn there, true to their samples, and readable everywhere."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from runpy import run_path
from xml.etree import ElementTree

import pytest

from places import ROOT

HERE = ROOT / "docs" / "diagrams"
PICTURES: dict[str, str] = run_path(str(HERE / "draw.py"))["pictures"]()
PAGE = (ROOT / "docs" / "explanation" / "ipam-modes.md").read_text(encoding="utf-8")
SVG = "{http://www.w3.org/2000/svg}"
# How wide a character is, about, in the widest of the fonts.
CHARACTER = 7

pictures = pytest.mark.parametrize("name", PICTURES)


def test_the_files_are_what_is_drawn(update_golden: bool) -> None:
    if update_golden:
        for name, text in PICTURES.items():
            (HERE / name).write_text(text, encoding="utf-8")
    there = {path.name: path.read_text(encoding="utf-8") for path in HERE.glob("ipam-*.svg")}
    assert there == PICTURES


@pictures
def test_a_page_shows_it_and_says_what_it_shows(name: str) -> None:
    assert re.search(rf"!\[[^\]]{{20,}}\]\(\.\./diagrams/{re.escape(name)}\)", PAGE)


@pictures
def test_it_has_words_for_those_who_do_not_see_it(name: str) -> None:
    root = ElementTree.fromstring(PICTURES[name])  # noqa: S314 - our own text
    title, described = list(root)[:2]
    assert (title.tag, described.tag) == (f"{SVG}title", f"{SVG}desc")
    words = described.text or ""
    assert root.get("aria-labelledby") == f"{title.get('id')} {described.get('id')}"
    assert all(address in words for text in _texts(root) for address in re.findall(r"\d+\.\d+\.\d+\.\d+", text))


@pictures
def test_it_is_small_and_needs_nothing_else(name: str) -> None:
    text = PICTURES[name]
    assert len(text.encode()) < 20_000
    assert re.findall(r"https?://\S+?(?=\")", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|image|use|foreignObject)|@import|@font-face|url\(|href", text)
    assert "prefers-color-scheme: dark" in text


@pictures
def test_its_colours_need_no_variables_of_css(name: str) -> None:
    assert not re.search(r"var\(|--\w", PICTURES[name])


@pictures
def test_every_address_is_in_a_range_that_it_shows(name: str) -> None:
    texts = _texts(ElementTree.fromstring(PICTURES[name]))  # noqa: S314 - our own text
    shown = " ".join(one for one in texts if not one.startswith("VNet"))
    ranges = [ip_network(one) for one in re.findall(r"[\d.]+/\d+", shown)]
    for address in re.findall(r"\d+\.\d+\.\d+\.\d+(?![\d/])", shown):
        assert any(ip_address(address) in one for one in ranges), address


@pictures
def test_every_text_has_room(name: str) -> None:
    root = ElementTree.fromstring(PICTURES[name])  # noqa: S314 - our own text
    boxes = [
        tuple(int(box.get(side, "0")) for side in ("x", "y", "width", "height")) for box in root.iter(f"{SVG}rect")
    ]
    for one in root.iter(f"{SVG}text"):
        x, y = int(one.get("x", "0")), int(one.get("y", "0"))
        around = [
            left + width for left, top, width, height in boxes if left <= x < left + width and top < y < top + height
        ]
        if one.get("text-anchor") == "start":
            assert x + CHARACTER * len(one.text or "") <= min(around), one.text


def _texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]
