"""Comments of languages whose texts hold no expressions: JSON as Azure reads it, and TOML."""

import re
from collections.abc import Iterator

from aksnet.comments.comment import Comment

_JSON = re.compile(r'"(?:[^"\\]|\\.)*+"|(//[^\n]*+|/\*.*?(?:\*/|\Z))', re.DOTALL)
_TOML = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*+"|\'[^\'\n]*+\'|(\#[^\n]*+)', re.DOTALL
)


def json_comments(text: str) -> Iterator[Comment]:
    """The comments of a JSON text."""
    return _found(_JSON, text)


def toml_comments(text: str) -> Iterator[Comment]:
    """The comments of a TOML text."""
    return _found(_TOML, text)


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Comment]:
    """What the pattern finds that is a comment; it passes over texts as a whole."""
    for found in pattern.finditer(text):
        if found[1] is not None:
            yield Comment(found.start(), found[1])
