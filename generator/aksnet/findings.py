"""What a finding is: one rule's word about one place of one cluster."""

from enum import StrEnum
from typing import NamedTuple, TypeAlias

from aksnet.errors import Place, printable


class Severity(StrEnum):
    """How much a finding matters: Azure refuses it, it will hurt, or it is good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Respell(NamedTuple):
    """A fix: another word for the one that stands at a place, between quotes or not."""

    place: Place
    old: str
    new: str


class Rename(NamedTuple):
    """A fix: another name for the argument that stands at a place."""

    place: Place
    old: str
    new: str


class Beside(NamedTuple):
    """A fix: one more argument, a text, in a line of its own after the argument `name` that stands at a place."""

    place: Place
    name: str
    new: str
    value: str


# What mends a finding without anybody's judgement, in the file's own words; where it does not stand as the fix expects
# it (the value comes through a variable, the line is none of its own), there is nothing that can be mended safely.
Fix: TypeAlias = Respell | Rename | Beside


class Edit(NamedTuple):
    """Another text for what stands between two offsets of a file, in characters without the byte order mark."""

    source: str
    start: int
    end: int
    text: str


class Finding(NamedTuple):
    """One finding, with all that a report needs to explain it, and what would mend it.

    `via` says what the value at its place came through, as its text stands somewhere else.
    """

    rule: str
    slug: str
    severity: Severity
    message: str
    cluster: str
    place: Place | None
    hint: str
    url: str | None
    fix: Fix | None = None
    via: str | None = None

    @property
    def text(self) -> str:
        """The message, with what the value came through."""
        return f"{self.message} ({self.via})" if self.via else self.message

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place else ""
        text = printable(f"{lead}{self.severity} {self.rule} {self.slug}: {self.text}")
        see = f"\n  see: {self.url}" if self.url else ""
        return f"{text}\n  hint: {printable(self.hint)}{see}"

    def as_json(self) -> dict[str, object]:
        """The one shape that a finding has in every JSON output."""
        place = self.place or Place("")
        return {
            "id": self.rule,
            "slug": self.slug,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "url": self.url,
            "file": place.source or None,
            "line": place.line,
            "column": place.column,
            "cluster": self.cluster,
        }
