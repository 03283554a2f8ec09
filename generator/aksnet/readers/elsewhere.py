"""What stands elsewhere than in the files that are read, and may well be a cluster or a network: it is noted."""

from __future__ import annotations

import re

from aksnet.errors import Place, Problem

_WORDS = re.compile(
    r"aks|kubernetes|k8s|managed-?cluster|container-?service|v-?net|virtual-?network|subnet", re.IGNORECASE
)


def note_of(what: str, source: str, place: Place) -> Problem | None:
    """A note of a module or template that is not here; None where nothing in its source speaks of what is read."""
    return absent(what, source, place) if _WORDS.search(source) else None


def absent(what: str, source: str, place: Place) -> Problem:
    """That a module or template is not here, whatever is in it."""
    return Problem(f"{what} ({source}) is not in this repository: what it declares is not known", place)
