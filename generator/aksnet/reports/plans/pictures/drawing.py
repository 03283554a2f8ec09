"""Elements of SVG: every text and number gets into a picture here, and nowhere as a string."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from aksnet.errors import printable
from aksnet.reports.plans.pictures.colours import PATTERNS, pattern_of
from aksnet.reports.plans.pictures.layout import Box
from aksnet.reports.plans.pictures.lettering import Letters, foreign

# What a file of SVG says it is; within a page that is known.
NAMESPACE = "http://www.w3.org/2000/svg"


def picture(name: str, width: float, height: float, title: str, words: str) -> Xml.Element:
    """A picture with its ground and its text alternative; `name` tells it from others on the page."""
    ids = f"{name}-title", f"{name}-words"
    root = Xml.Element("svg", {"class": "picture", "role": "img", "aria-labelledby": " ".join(ids)})
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")
    root.set("width", number(width))
    root.set("height", number(height))
    Xml.SubElement(root, "title", id=ids[0]).text = printable(title)
    Xml.SubElement(root, "desc", id=ids[1]).text = printable(words)
    rectangle(root, Box(0, 0, width, height), "ground")
    return root


def patterns(parent: Xml.Element) -> None:
    """The patterns of the roles that have one; once for each page."""
    there = Xml.SubElement(parent, "defs")
    for role, lines in PATTERNS.items():
        size = {"width": "8", "height": "8"}
        pattern = Xml.SubElement(there, "pattern", {"id": pattern_of(role), "patternUnits": "userSpaceOnUse", **size})
        Xml.SubElement(pattern, "rect", {"class": f"{role}-ground", **size})
        Xml.SubElement(pattern, "path", {"class": f"{role}-lines", "d": lines, "stroke-width": "1.6"})


def number(value: float) -> str:
    """A coordinate, with two decimals at the most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def group(parent: Xml.Element, name: str, title: str = "") -> Xml.Element:
    """Things that belong together, with what is shown where a pointer rests on them."""
    made = Xml.SubElement(parent, "g", {"class": name})
    if title:
        Xml.SubElement(made, "title").text = printable(title)
    return made


def rectangle(parent: Xml.Element, box: Box, name: str) -> None:
    """A rectangle."""
    x, y = number(box.x), number(box.y)
    width, height = number(box.width), number(box.height)
    Xml.SubElement(parent, "rect", {"x": x, "y": y, "width": width, "height": height, "class": name})


def boxes(parent: Xml.Element, shapes: Iterable[Box], name: str) -> None:
    """Several rectangles as one thing."""
    parts = (f"M{number(b.x)} {number(b.y)}h{number(b.width)}v{number(b.height)}h{number(-b.width)}z" for b in shapes)
    Xml.SubElement(parent, "path", {"d": "".join(parts), "class": name})


def lines(parent: Xml.Element, moves: Iterable[tuple[float, float, float, float]], name: str) -> None:
    """Several lines as one thing, each from a point by so much to the right and down."""
    parts = (f"M{number(x)} {number(y)}l{number(right)} {number(down)}" for x, y, right, down in moves)
    Xml.SubElement(parent, "path", {"d": "".join(parts), "class": f"line {name}"})


def write(parent: Xml.Element, at: tuple[float, float], text: str, letters: Letters, name: str = "ink") -> None:
    """A text that begins, or with the class `end` ends, at a point of its base line.

    Letters whose width nobody knows are squeezed into the width that was measured.
    """
    shown = printable(text)
    x, y = at
    made = Xml.SubElement(parent, "text", {"x": number(x), "y": number(y), "class": f"{letters.name} {name}"})
    if foreign(shown):
        made.set("textLength", number(letters.width(shown)))
        made.set("lengthAdjust", "spacingAndGlyphs")
    made.text = shown


def resize(root: Xml.Element, height: float) -> None:
    """Give a picture its height, once it is known."""
    width = root.get("width", "0")
    root.set("viewBox", f"0 0 {width} {number(height)}")
    root.set("height", number(height))
    ground = root.find("rect")
    if ground is not None:
        ground.set("height", number(height))


def small_picture(width: float, height: float) -> Xml.Element:
    """A picture within a text that says the same: readers aloud pass it over."""
    size = {"viewBox": f"0 0 {number(width)} {number(height)}", "width": number(width), "height": number(height)}
    return Xml.Element("svg", {"class": "picture", "aria-hidden": "true", **size})
