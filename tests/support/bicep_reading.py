"""Bicep string literals read back: the compiler's escapes, and nothing else."""

from __future__ import annotations

import re

_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|([nrt\\'$]))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'", "$": "$"}


def read(literal: str) -> str:
    """The value of a literal; AssertionError for one that would not compile, or would interpolate."""
    assert literal[0] == literal[-1] == "'", literal
    body = literal[1:-1]
    rest = _ESCAPE.sub("", body)
    assert "\\" not in rest, "an escape that the compiler does not know"
    assert "'" not in rest, "the literal ends in its middle"
    assert "\n" not in rest, "a line ends in the literal"
    assert "\r" not in rest, "a line ends in the literal"
    # an escaped dollar is no interpolation, so it is taken out before the search for one
    assert "${" not in _ESCAPE.sub("_", body), "a template"
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _PLAIN[found[2]], body)
