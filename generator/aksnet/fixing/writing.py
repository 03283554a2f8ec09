"""How names and values are written in a language: what edits need to know about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from aksnet.expressions.source import Source

if TYPE_CHECKING:
    from aksnet.fixing.members import Member

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Language(NamedTuple):
    """One language: what its resources say, and the literal of a text.

    `literal` matches a text in one line, `sign` what stands between a name and its value, and `behind` what may follow
    the value up to the end of its line. In an `aligned` language signs stand one below the other; a `separated` one
    needs a comma between two members.
    """

    members: Callable[[Source], list[Member]]
    encode: Callable[[str], str]
    literal: re.Pattern[str]
    sign: re.Pattern[str]
    behind: re.Pattern[str]
    aligned: bool = False
    separated: bool = False

    def written(self, text: str, at: int, name: str) -> str | None:
        """How a name is written at an offset, with quotes or without; None where it is not, or with escapes."""
        return next((form for form in (self.encode(name), name) if text.startswith(form, at)), None)

    def likewise(self, written: str, name: str) -> str | None:
        """Another name, with quotes where that one has some; None where it cannot do without."""
        if written[0] in "\"'":
            return self.encode(name)
        return name if _NAME.fullmatch(name) else None

    def led(self, name: str, former: str, gap: str) -> str:
        """A name with the room before its sign, which stands where it stood behind the former name, if it fits."""
        if not self.aligned or not gap or gap.strip(" "):
            return name + gap
        return name.ljust(len(former) + len(gap) - 1) + " "
