"""What of a large plan or state of Terraform is of no concern, blanked before the text is made into a tree.

A state has thousands of resources, and a tree of all of them would take minutes and gigabytes. What is blanked
is `null` and spaces for as many characters, so that every other place stays what it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from aksnet.readers.terraform import azapi, azurerm

# What only these documents say of themselves.
_SIGNS = ('"terraform_version"', '"format_version"')
_LISTS = re.compile(r'(?<!\\)"(?:resources|resource_changes|resource_drift)"\s*:\s*\[')
_PRIOR = re.compile(r'(?<!\\)"prior_state"\s*:\s*(?=\{)')
_CHANGES = re.compile(r'(?<!\\)"resource_changes"\s*:\s*\[\s*\{')
_SPACE = re.compile(r"\s*")
_NEXT = re.compile(r"\s*(,?)\s*")
_DECODER = json.JSONDecoder(strict=False)
# Of azapi only what has such a type is read; in lower case.
_ARM_TYPES = (
    "microsoft.containerservice/",
    "microsoft.network/virtualnetworks",
    "microsoft.network/routetables",
    "microsoft.network/natgateways",
)


class _Span(NamedTuple):
    start: int
    end: int


def is_terraform(text: str) -> bool:
    """Whether a text may be a plan or a state of Terraform, by a look at it."""
    return any(sign in text for sign in _SIGNS)


def without_others(text: str) -> str:
    """The text without the resources that are not read; as it is where it cannot be told where they end."""
    try:
        spans = list(_others(text))
    except (ValueError, RecursionError):
        return text
    pieces, at = [], 0
    for start, end in spans:
        pieces += [text[at:start], "null", " " * (end - start - 4)]
        at = end
    return "".join([*pieces, text[at:]])


def _others(text: str) -> Iterator[_Span]:
    """Where resources stand that are not read, and in a plan with changes its state before them, which these repeat."""
    prior = _PRIOR.search(text) if _CHANGES.search(text) is not None else None
    at = 0
    while (found := _LISTS.search(text, at)) is not None:
        if prior is not None and found.start() > prior.end():
            at = _end(text, prior.end())
            if at > found.start():
                yield _Span(prior.end(), at)
                prior = None
                continue
            prior = None
        at = found.end()
        for span, is_read in _items(text, at):
            if not is_read:
                yield span
            at = span.end


def _items(text: str, at: int) -> Iterator[tuple[_Span, bool]]:
    """The objects of a list, each with whether it is of concern."""
    at = _after_space(text, at)
    while text.startswith("{", at):
        item, end = _DECODER.raw_decode(text, at)
        yield _Span(at, end), _is_read(item, text, at, end)
        separator = _NEXT.match(text, end)
        if separator is None or not separator[1]:
            return
        at = separator.end()


def _is_read(item: dict[str, Any], text: str, at: int, end: int) -> bool:
    kind, mode = item.get("type"), item.get("mode")
    if not isinstance(kind, str) or mode is None or "/" in kind:
        return True  # no resource of Terraform's: a template may speak of it in its tags
    if mode != "managed":
        return False
    if kind in azapi.TYPES:
        lowered = text[at:end].lower()
        return any(one in lowered for one in _ARM_TYPES)
    return kind in azurerm.TYPES


def _end(text: str, at: int) -> int:
    return _DECODER.raw_decode(text, at)[1]


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at
