"""What a finding is: one rule's word about one place of one cluster."""

from enum import StrEnum
from typing import NamedTuple

from aksnet.errors import Place, printable


class Severity(StrEnum):
    """How much a finding matters: Azure refuses it, it will hurt, or it is good to know."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(NamedTuple):
    """One finding, with all that a report needs to explain it."""

    rule: str
    slug: str
    severity: Severity
    message: str
    cluster: str
    place: Place | None
    hint: str
    url: str | None

    def __str__(self) -> str:
        lead = f"{self.place}: " if self.place else ""
        text = printable(f"{lead}{self.severity} {self.rule} {self.slug}: {self.message}")
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
