"""Literal values of HCL: numbers, and the escapes of quoted strings."""

from __future__ import annotations

import re

from aksnet.expressions.tree import Literal, Node, Opaque
from aksnet.readers.hcl.trouble import UnreadableError

# A whole number of more digits is no number of a network.
_MAX_DIGITS = 400
# So many digits a float holds exactly as written.
_EXACT_DIGITS = 15
# Fractions of such an exponent are far from the ends of what a float can hold.
_MAX_EXPONENT = 300
_NUMBER = re.compile(r"([0-9]++)(?:\.([0-9]*+))?(?:[eE]([+-]?[0-9]++))?")
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\$\$\{|%%\{", re.DOTALL)
_ESCAPES = {"$${": "${", "%%{": "%{", "\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
_ESCAPES_HINT = r"there are \n, \r, \t, \", \\, \uNNNN and \UNNNNNNNN; a backslash itself is written \\"


def number(word: str, at: int) -> Node:
    """The node of a number without a sign: whole values are int, whatever way they are written."""
    found = _NUMBER.fullmatch(word)
    if not found:
        hint = f'an address stands in double quotes: "{word}"' if word.count(".") > 1 and len(word) < 20 else None
        raise UnreadableError(f"{word[:40]} is not a number", at, hint)
    whole, fraction, exponent = found[1], found[2] or "", found[3] or "0"
    digits = (whole + fraction).lstrip("0")
    if not digits:
        return Literal(0, at)
    if len(digits) > _MAX_DIGITS or len(exponent) > 5:
        return Opaque("a number of more digits than are read", at)
    significant = digits.rstrip("0")
    scale = int(exponent) - len(fraction) + len(digits) - len(significant)
    if scale >= 0:
        if len(significant) + scale > _MAX_DIGITS:
            return Opaque("a number of more digits than are read", at)
        return Literal(int(significant) * 10**scale, at)
    if len(significant) > _EXACT_DIGITS or scale < -_MAX_EXPONENT:
        return Opaque("a fraction of more digits than can be held exactly", at)
    return Literal(float(word), at)


def unescaped(text: str, at: int) -> str:
    """The text of a part of a quoted string; `at` is where the part starts."""
    if "\\" not in text:
        return doubled(text)

    def replaced(found: re.Match[str]) -> str:
        escape = found[0]
        if escape in _ESCAPES:
            return _ESCAPES[escape]
        if len(escape) > 2:
            code = int(escape[2:], 16)
            if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                return chr(code)
        raise UnreadableError(f"{escape} is not an escape", at + found.start(), _ESCAPES_HINT)

    return _ESCAPE.sub(replaced, text)


def doubled(text: str) -> str:
    """The text with `$${` and `%%{` as what they stand for."""
    return text.replace("$${", "${").replace("%%{", "%{")
