"""The links of Markdown pages, and the anchors that their headings have on forges and in the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FENCE = re.compile(r"^(`{3,}|~{3,}).*?^\1`*$", re.S | re.M)
_SPAN = re.compile(r"(`+)(?:(?!\1).)+?\1", re.S)
# An address in brackets behind the text of a link or a picture, or in angles.
_LINK = re.compile(r"\]\(\s*<?([^\s)>]+)[^)]*\)|<(https?:[^>\s]+)>")
_HEADING = re.compile(r"^#{1,6} +(.*?)(?: +#+)?$", re.M)
_TEXT = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


@cache
def _prose(path: Path) -> str:
    """A page without its blocks of code."""
    return _FENCE.sub("", path.read_text(encoding="utf-8"))


def links(path: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    for inside, angled in _LINK.findall(_SPAN.sub("", _prose(path))):
        yield inside or angled


@cache
def anchors(path: Path) -> frozenset[str]:
    """The anchors of a page, as GitHub makes them of headings: the second of the same name ends in -1."""
    seen: dict[str, int] = {}
    found = set()
    for heading in _HEADING.findall(_prose(path)):
        slug = re.sub(r"[^\w\- ]", "", _TEXT.sub(r"\1", heading).strip().lower()).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if slug in seen else slug)
        seen[slug] = seen.get(slug, 0) + 1
    return frozenset(found)


def broken(path: Path) -> Iterator[str]:
    """The links of a page that lead nowhere; of those to other sites only that they are safe is known."""
    for link in links(path):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            if not link.startswith("https://"):
                yield link
            continue
        target = path.parent / name if name else path
        if not target.exists() or (anchor and (target.suffix != ".md" or anchor not in anchors(target.resolve()))):
            yield link
