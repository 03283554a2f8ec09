"""The characters that a person counts, where they are certain: Terraform counts grapheme clusters."""

from __future__ import annotations

import re

from aksnet.expressions.values import UndeterminedError

# Blocks whose characters stand each for itself: Latin, Greek, Cyrillic, punctuation, Kana, CJK, Hangul syllables.
_SINGLE = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2100-\u218b\u2190-\u21ff"
    "\u3001-\u3029\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*"
)


def clusters(text: str) -> list[str]:
    """The characters of a text; raises UndeterminedError where some may combine with others."""
    if not _SINGLE.fullmatch(text):
        raise UndeterminedError("this text has characters that may combine with others")
    if "\r\n" not in text:
        return list(text)
    found: list[str] = []
    for char in text:
        if char == "\n" and found and found[-1] == "\r":
            found[-1] = "\r\n"
        else:
            found.append(char)
    return found
