"""Elements of the page: headings, paragraphs, tables; what they say is escaped when the page is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree import ElementTree as Xml

from aksnet.errors import printable
from aksnet.reports.plans.pictures.colours import DARK, LIGHT, Palette


class Column(NamedTuple):
    """A column of a table: its title, and whether there are figures in it."""

    title: str
    figures: bool = False


class Cell(NamedTuple):
    """A cell of a table: its text, and the class of its ink; or a picture."""

    text: str = ""
    name: str = ""
    picture: Xml.Element | None = None


_LAYOUT = """
:root{color-scheme:light dark}
body{margin:0 auto;max-width:78rem;padding:1rem;font-family:Segoe UI,Roboto,Helvetica Neue,Arial,sans-serif;
font-size:1rem;line-height:1.5;overflow-wrap:anywhere}
h1{font-size:1.75rem;margin:.5rem 0}
h2{font-size:1.35rem;margin:2.5rem 0 .5rem;padding-top:1rem;border-top:2px solid}
h3{font-size:1.1rem;margin:1.5rem 0 .5rem}
p{max-width:60rem}
figure{margin:0}
a{color:inherit}
.box{overflow-x:auto;max-width:100%}
.box:focus-visible{outline:3px solid;outline-offset:2px}
.picture{display:block;height:auto}
.wide{min-width:40rem}
.part{min-width:28rem}
.beside{flex:1 1 20rem}
.row{display:flex;flex-wrap:wrap;gap:1.25rem;align-items:flex-start;margin-bottom:1.25rem}
.row:empty{display:none}
.row .picture{max-width:100%}
.row>*{max-width:100%;min-width:0}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0}
.legend li{display:flex;gap:.5rem;align-items:center}
table{border-collapse:collapse;font-size:.875rem;width:100%}
caption{text-align:left;font-weight:bold;padding:.25rem 0}
th,td{padding:.3rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid;overflow-wrap:normal}
tbody th{min-width:8rem}
.figures{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.verdict{font-weight:bold;white-space:nowrap}
@media print{body{padding:0}.box{overflow:visible}.wide,.part{min-width:0}.figures{white-space:normal}
table{font-size:.625rem}th,td{padding:.15rem .25rem}tbody th{min-width:0}tr,figure{break-inside:avoid}}
"""


def page_style() -> str:
    """The rules for the page around the pictures; paper is always light."""
    dark = f"@media screen and (prefers-color-scheme:dark){{\n{_colours(DARK)}\n}}"
    return f"{_LAYOUT}{_colours(LIGHT)}\n{dark}\n@media print{{.picture{{print-color-adjust:exact}}}}\n"


def _colours(palette: Palette) -> str:
    inks = "".join(f"td.{name}{{color:{palette.inks[name]}}}" for name in ("fits", "tight", "unfit", "open"))
    grounds = f"body{{background:{palette.grounds['ground']};color:{palette.inks['ink']}}}"
    return f"{grounds}th,td{{border-color:{palette.lines['thin']}}}{inks}"


def say(parent: Xml.Element, tag: str, text: str, **attributes: str) -> Xml.Element:
    """An element with a text."""
    made = Xml.SubElement(parent, tag, attributes)
    made.text = printable(text)
    return made


def listed(parent: Xml.Element, title: str, texts: Sequence[str]) -> None:
    """A list under a heading, where there is something to be listed."""
    if texts:
        say(parent, "h2", title)
        made = Xml.SubElement(parent, "ul")
        for text in texts:
            say(made, "li", text)


def scrolling(parent: Xml.Element, words: str) -> Xml.Element:
    """A box that scrolls by itself where the page is narrow, with the keyboard, too."""
    return Xml.SubElement(
        parent, "div", {"class": "box", "role": "region", "tabindex": "0", "aria-label": printable(words)}
    )


def table(parent: Xml.Element, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """A table whose first column names its rows."""
    made = Xml.SubElement(scrolling(parent, caption), "table")
    say(made, "caption", caption)
    head = Xml.SubElement(Xml.SubElement(made, "thead"), "tr")
    for column in columns:
        say(head, "th", column.title, scope="col", **_class("figures" if column.figures else ""))
    body = Xml.SubElement(made, "tbody")
    for row in rows:
        _row(Xml.SubElement(body, "tr"), columns, row)


def _row(parent: Xml.Element, columns: Sequence[Column], row: Sequence[Cell]) -> None:
    for number, (column, cell) in enumerate(zip(columns, row, strict=True)):
        name = _class(cell.name or ("figures" if column.figures else ""))
        made = say(parent, "td", cell.text, **name) if number else say(parent, "th", cell.text, scope="row", **name)
        if cell.picture is not None:
            made.append(cell.picture)


def _class(name: str) -> dict[str, str]:
    return {"class": name} if name else {}
