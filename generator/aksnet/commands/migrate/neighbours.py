"""Two files of one folder that are compared: Terraform takes them together, and each is meant without the other."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.folders import TERRAFORM
from aksnet.readers.inputs import STDIN, Inputs, Request
from aksnet.readers.walking import repository_of

_DECLARED = re.compile(r'^[ \t]*"?(?:resource|module)"?\s+"?([\w-]+)"?(?:\s+"([\w-]+)")?\s*\{', re.MULTILINE)


def apart(paths: Sequence[str], request: Request) -> list[Request]:
    """A request for each of two inputs; of two files of one folder without the other, and what declares the same."""
    old, new = (Path(request.stdin_filename or one if one == STDIN else one) for one in paths)
    if not _are_neighbours(old, new):
        return [request._replace(paths=[one]) for one in paths]
    beside = [one for one in sorted(new.parent.iterdir()) if one.name.endswith(TERRAFORM)]
    declared = {one.name: _declared(one) for one in beside}
    both = declared.get(old.name, set()) | declared.get(new.name, set())
    others = {old.name, new.name, *(name for name, some in declared.items() if some & both)}
    return [
        request._replace(paths=[asked], instead={file.parent / name: b"" for name in sorted(others - {file.name})})
        for asked, file in zip(paths, (old, new), strict=True)
    ]


def without(inputs: Inputs, request: Request) -> Inputs:
    """What was read, without the texts of files that were not looked at."""
    blank = {Files.shown(path) for path in request.instead or {}}
    return inputs._replace(texts={name: text for name, text in inputs.texts.items() if name not in blank})


def _are_neighbours(old: Path, new: Path) -> bool:
    both = all(one.name.endswith(TERRAFORM) and os.path.isdir(one.parent) for one in (old, new))  # noqa: PTH112
    return both and old.name != new.name and os.path.realpath(old.parent) == os.path.realpath(new.parent)


def _declared(path: Path) -> set[tuple[str, ...]]:
    """The resources and modules that a file declares, as far as a look tells."""
    try:
        text = Files(repository_of(path)).look_at(path).text
    except UnreadableError:
        return set()
    return set(_DECLARED.findall(text))
