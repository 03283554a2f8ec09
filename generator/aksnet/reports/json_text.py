"""A document as JSON in which nothing is taken for a command by a terminal or by a pipeline."""

from __future__ import annotations

import json
import re

# Written as an escape, the value is the same.
_HOSTILE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|##(?=vso\\[|\\[)")


def json_text(document: object) -> str:
    """The document with a line end."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    return _HOSTILE.sub(lambda found: f"{found[0][:-1]}\\u{ord(found[0][-1]):04x}", text) + "\n"
