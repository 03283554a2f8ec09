"""A look at files that users' templates made together: what one refers to, one of them declares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aksnet.errors import AksnetError, Place, Problem
from aksnet.resources import OwnTemplates, template
from aksnet.targets.own.looking import Made

_INCLUDE = re.compile(r'{% include "([^"]+)" %}')


def look_at_references(made: Mapping[str, Made], language: str, own: OwnTemplates) -> None:
    """Raise AksnetError for what the files, by their names, refer to and do not declare."""
    if not any(one.used for one in made.values()):
        return
    found = own.dangling([(name, one.text) for name, one in made.items()])
    if found:
        raise AksnetError(*(_problem(made, language, *one) for one in found))


def _problem(made: Mapping[str, Made], language: str, address: str, file: str, at: int) -> Problem:
    """With the place of the reference in a part of the user's, else with the part that leaves out what it names."""
    author = made[file].author(at)
    if author is not None:
        return Problem(f"nothing declares {address}", author, "declare it in one of the files, or correct the name")
    place = Place(_leaving_out(made, language, file, address))
    return Problem(f"what this makes has no {address}, which {file} uses", place, f"in: {made[file].line(at)}")


def _leaving_out(made: Mapping[str, Made], language: str, file: str, address: str) -> str:
    """The user's part in whose place aksnet's declares what is not there; else the first that took part."""
    used = [part for one in (made[file], *made.values()) for part in one.used]
    mark = "variable {{" if address.startswith("var.") else f'resource "{address.partition(".")[0]}"'
    near = [part for part in used if mark in (template(f"{language}/{part}") or "")]
    far = [part for part in used if _brings(f"{language}/", part, mark)]
    return made[file].files[[*near, *far, *used][0]]


def _brings(folder: str, part: str, mark: str) -> bool:
    """Whether aksnet's part, or one that it includes, says something."""
    text = template(folder + part) or ""
    return mark in text or any(_brings(folder, one, mark) for one in _INCLUDE.findall(text))
