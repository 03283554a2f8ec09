"""Clusters that a file begins and that could not be read as a whole: what is wrong in them hides the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem

_HEADER = re.compile(
    r"""^[ \t]*(?:resource[ \t]+"(azurerm_kubernetes_(?:automatic_)?cluster)"[ \t]+"([^"\n]*)"
      | resource[ \t]+(\w+)[ \t]+'Microsoft\.ContainerService/managedClusters@)""",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
# What ends a block, or begins another one, stands in the first column.
_OTHER = re.compile(r"[}A-Za-z@]")
_OF_JSON = re.compile(r'"Microsoft\.ContainerService/managedClusters"', re.IGNORECASE)
_HINT = "mend the file, then import it once more"


def fragments(configurations: Iterable[Configuration], texts: Mapping[str, str]) -> Iterator[Problem]:
    """The clusters around the faults of files, of which nothing was read."""
    every = list(configurations)
    read = {(one.place.source, one.place.line) for part in every for one in part.clusters}
    places = [problem.place for part in every for problem in part.unread if problem.place is not None]
    for source, faults in _by_source(places).items():
        text = texts.get(source, "")
        find = _of_json if text.lstrip().startswith(("{", "[")) else _of_blocks
        for name, place in find(text, faults):
            if (source, place.line) not in read:
                message = f"the cluster{f' {name}' if name else ''} begins here, and could not be read as a whole"
                yield Problem(message, place._replace(source=source), _HINT)


def _by_source(places: Iterable[Place]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in places:
        if one.line is not None:
            found.setdefault(one.source, []).append(one.line)
    return found


def _of_blocks(text: str, faults: Iterable[int]) -> Iterator[tuple[str, Place]]:
    """The blocks of Terraform or Bicep that a fault is in: nothing stands in the first column before it."""
    lines = text.split("\n")
    for found in _HEADER.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        after = (number for number, one in enumerate(lines[line:], line + 1) if _OTHER.match(one))
        if any(line <= fault < next(after, len(lines) + 1) for fault in faults):
            yield found[3] or f"{found[1]}.{found[2]}", Place("", line, 1)


def _of_json(text: str, _: Iterable[int]) -> Iterator[tuple[str, Place]]:
    """The clusters of a document, of which nothing can be read where it has a fault."""
    for found in _OF_JSON.finditer(text):
        yield "", Place("", text.count("\n", 0, found.start()) + 1)
