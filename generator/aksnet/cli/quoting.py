"""What a shell makes of a word of the line: quotes, escapes, variables, and the home directory."""

import os
import re

_ESCAPES = {"powershell": "`"}
_NAME = re.compile(r"\$(?:(?:env:)?([A-Za-z_]\w*)|\{(?:env:)?([A-Za-z_]\w*)\})")


def plain(word: str, shell: str) -> str:
    """The word as a program gets it; one that names a file as it stands is left, as fish has taken the quotes off.

    What only the shell can tell, such as the output of a command, stays as it was typed: nothing is run.
    """
    if os.path.exists(word):  # noqa: PTH110  # a word may be none that Path takes
        return word
    home = os.path.expanduser(word) if word.startswith("~") else word  # noqa: PTH111
    return "".join(_parts(home, _ESCAPES.get(shell, "\\")))


def _parts(word: str, escape: str) -> list[str]:
    mark = re.escape(escape)
    pattern = (
        rf"'(?P<single>[^']*)'?|\"(?P<double>(?:{mark}.|[^\"{mark}])*)\"?|{mark}(?P<escaped>.?)|(?P<bare>[^'\"{mark}]+)"
    )
    return [
        _part(found.lastgroup or "bare", found[found.lastgroup or "bare"], mark)
        for found in re.finditer(pattern, word, re.DOTALL)
    ]


def _part(kind: str, text: str, mark: str) -> str:
    if kind in ("single", "escaped"):
        return text
    if kind == "bare":
        return _NAME.sub(_value, text)
    return re.sub(rf"{mark}([\"$`{mark}])|{_NAME.pattern}", _unescaped, text)


def _unescaped(found: re.Match[str]) -> str:
    return found[1] if found[1] is not None else _variable(found[2] or found[3], found[0])


def _value(found: re.Match[str]) -> str:
    return _variable(found[1] or found[2], found[0])


def _variable(name: str, typed: str) -> str:
    return os.environ.get(name, typed)
