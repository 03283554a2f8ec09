"""Texts that hold a placeholder for what only the scope of a deployment knows, and what may be said of them."""

from __future__ import annotations

import re

from aksnet.expressions.values import UndeterminedError

# What stands around the name of what the scope knows: noncharacters, which no text that is passed on has in it.
# https://www.unicode.org/faq/private_use.html#nonchar1
OPEN, CLOSE = "\ufdd0", "\ufdd1"

_PLACEHOLDER = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
# What no name and no id of a subscription or resource group holds.
_IN_NO_NAME = re.compile(r"[/:;,|@#?&=+*%$!~^<>\[\]{}\"'\\\s]+")


def is_open(text: str) -> bool:
    """Whether a text holds a placeholder."""
    return OPEN in text or CLOSE in text


def settled(text: str) -> str:
    """The text; raises UndeterminedError where it holds a placeholder."""
    if is_open(text):
        raise UndeterminedError(f"it depends on {_named(text)} of the deployment")
    return text


def _named(text: str) -> str:
    found = _PLACEHOLDER.search(text)
    return f"the {found.group()[1:-1]}" if found else "the scope"


def parts(text: str) -> list[str]:
    """What stands before, between and behind the placeholders of a text."""
    return _PLACEHOLDER.split(text)


def placeholders(text: str) -> list[str]:
    """The placeholders of a text, in the order of `parts`."""
    return _PLACEHOLDER.findall(text)


def rejoined(changed: list[str], text: str) -> str:
    """The text with its `parts` changed, the placeholders as they were."""
    kept = [*placeholders(text), ""]
    return "".join(part + placeholder for part, placeholder in zip(changed, kept, strict=True))


def in_no_placeholder(text: str) -> bool:
    """Whether a text can neither stand in nor reach into what a placeholder stands for."""
    return _IN_NO_NAME.fullmatch(text) is not None
