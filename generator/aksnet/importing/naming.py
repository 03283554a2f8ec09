"""Names of placeholders: after the variable, parameter or attribute that a value waits for, one for each value."""

from __future__ import annotations

import re

from aksnet.view import Unknown

_REFERENCES = (
    re.compile(r"\bvar\.([A-Za-z_][\w-]*)"),
    re.compile(r"\bparameter ([A-Za-z_]\w*)"),
    re.compile(r"((?:[A-Za-z_][\w-]*)(?:\.[A-Za-z_][\w-]*|\[[^\]\s]*\])+)"),
)
_OTHER = re.compile(r"[^\w.-]+")
# Ids, and texts as they are written: no names of values are in them.
_NOT_REFERENCES = ("/", "'", '"')
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_SAY_NOTHING = {"id", "the", "azurerm", "module", "this"}
_LONGEST = 80


class Names:
    """The names that are given; what has the same sign is the same value, and gets the same one."""

    def __init__(self) -> None:
        self._of_signs: dict[tuple[str, str | None], str] = {}
        self._taken: set[str] = set()

    def name(self, data: object, otherwise: str) -> str:
        """The name of what cannot be told; `otherwise` where its reason speaks of nothing that has one."""
        known = data if isinstance(data, Unknown) and data.sign is not None else None
        if known is not None and (known.sign or "", known.network) in self._of_signs:
            return self._of_signs[known.sign or "", known.network]
        name = self._free(_wanted(data.reason if isinstance(data, Unknown) else "", otherwise))
        if known is not None:
            self._of_signs[known.sign or "", known.network] = name
        return name

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        self._taken.add(name)
        return name


def _wanted(reason: str, otherwise: str) -> str:
    spoken = "" if reason.startswith(_NOT_REFERENCES) else reason
    found = next((match[1] for one in _REFERENCES if (match := one.search(spoken))), otherwise)
    if not _words(found) & _words(otherwise):  # something is made of it, which is called otherwise
        found = otherwise
    plain = _OTHER.sub("_", found.removeprefix("azurerm_")).strip("_.")
    return plain[:_LONGEST].rstrip("_.") or otherwise


def _words(name: str) -> set[str]:
    """The words of a name in any style, but those that say nothing."""
    return {one.lower() for one in _WORD.findall(name)} - _SAY_NOTHING
