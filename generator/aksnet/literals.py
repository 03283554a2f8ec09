"""Texts as literals of the languages that aksnet writes: what is inside can never become code."""

from __future__ import annotations

import json
import re
import shlex

_HCL_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BICEP_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Invisible characters, for reviewers; and the four that the formatter of Bicep would turn into newlines.
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def shell_word(text: str) -> str:
    """A text as one word of a POSIX shell."""
    return shlex.quote(text)


def json_text(text: str) -> str:
    """A text of JSON, on one line and in ASCII."""
    return json.dumps(text)


def hcl_escaped(char: str) -> str:
    """A character by its number in HCL."""
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def hcl_text(text: str) -> str:
    """The literal of a text in HCL."""
    escaped = "".join(_HCL_ESCAPES.get(char) or (char if char.isprintable() else hcl_escaped(char)) for char in text)
    return '"' + escaped.replace("${", "$${").replace("%{", "%%{") + '"'


def bicep_text(text: str) -> str:
    """The shortest literal of a text in Bicep."""
    escaped = "".join(_BICEP_ESCAPES.get(char, char) for char in text).replace("${", "\\${")
    return "'" + _INVISIBLE.sub(lambda char: f"\\u{{{ord(char[0]):x}}}", escaped) + "'"
