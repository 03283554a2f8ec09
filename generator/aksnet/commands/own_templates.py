"""`--templates DIR`: files of a user's that stand before aksnet's templates, and what must hold of them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from aksnet.dialects import Dialect
from aksnet.errors import Place, Problem, UsageError
from aksnet.expressions.source import Fault, Source
from aksnet.readers.bicep import checking
from aksnet.readers.bicep import statements as bicep
from aksnet.readers.hcl import parsing as hcl
from aksnet.readers.terraform.dangling import dangling
from aksnet.resources import OwnTemplates
from aksnet.targets.own.parts import FOLDERS, PLACES, is_used

FLAG = "--templates"
# The largest of aksnet's own has 3,000 bytes.
MAX_BYTES = 65_536
_SEE = "docs/templates.md lists the parts"
# A fragment of Bicep is the inside of an object.
_BEFORE, _BEHIND = "var fragment = {\n", "\n}\n"


def with_own(dialects: Sequence[Dialect], directory: str) -> list[Dialect]:
    """The dialects with the templates of a directory; raises UsageError where none of them uses any."""
    if not directory.strip():
        raise UsageError(Problem("the directory of templates has no name", Place(FLAG), "is a variable not set?"))
    own = read(directory)
    if not any(is_used(name, dialect) for name, _ in own.texts for dialect in dialects):
        raise UsageError(
            Problem(
                f"nothing that is asked for uses {', '.join(name for name, _ in own.texts)}",
                Place(FLAG),
                "--emit cluster uses the parts of --target terraform and bicep, --emit block bicep/fragment.bicep.j2",
            )
        )
    return [dialect._replace(own=own) for dialect in dialects]


def read(directory: str) -> OwnTemplates:
    """The templates in a directory; raises UsageError for all that is wrong with its files."""
    texts: dict[str, str] = {}
    problems = list(_gather(directory, texts))
    if not texts and (not problems or _are_foreign(problems)):
        problems = [Problem("this directory has no templates", Place(directory), _SEE)]
    if problems:
        raise UsageError(*problems)
    return OwnTemplates(directory, tuple(sorted(texts.items())), fault, dangling)


def _are_foreign(problems: Sequence[Problem]) -> bool:
    """Whether a directory is meant for something else: most of what is in it resembles no part."""
    return len(problems) > 1 and 2 * sum(one.hint == _SEE for one in problems) > len(problems)


def fault(name: str, text: str) -> tuple[int, Problem] | None:
    """The first thing that makes the text of a file unreadable, and its offset."""
    found = next(iter(_faults(name, text)), None)
    return None if found is None else (found.at, Problem(found.message, hint=found.hint))


def _faults(name: str, text: str) -> Sequence[Fault]:
    if name.endswith(".tf"):
        return hcl.parse(Source(name, text)).faults
    if name == "fragment.bicep":
        faults = bicep.parse(Source(name, f"{_BEFORE}{text}{_BEHIND}")).faults
        return [one._replace(at=max(one.at - len(_BEFORE), 0)) for one in faults]
    file = bicep.parse(Source(name, text), parameters=name.endswith(".bicepparam"))
    return file.faults or checking.check(file, text).faults


def _gather(directory: str, texts: dict[str, str]) -> Iterator[Problem]:
    """Put the text of each part into `texts`, and tell of files that are none."""
    pending = [""]
    while pending:
        folder = pending.pop()
        for name in _listed(directory, folder):
            path = os.path.join(directory, name)  # noqa: PTH118 - as the user wrote it
            is_folder = os.path.isdir(path)  # noqa: PTH112
            real = Path(os.path.realpath(path))
            if not real.is_relative_to(os.path.realpath(directory)):
                yield Problem(f"this leads out of {directory}: to {real}", Place(path), "put a copy in its place")
            elif is_folder and name in FOLDERS:
                pending.append(name)
            elif name not in PLACES:
                yield _unknown(name, path, is_folder=is_folder)
            else:
                text = _text(path)
                if isinstance(text, Problem):
                    yield text
                else:
                    texts[name] = text


def _listed(directory: str, folder: str) -> list[str]:
    """The names in a folder of the directory but hidden ones, each with the folder."""
    path = os.path.join(directory, folder) if folder else directory  # noqa: PTH118
    try:
        names = sorted(os.listdir(path))  # noqa: PTH208
    except OSError as error:
        raise UsageError(Problem(f"{path!r} cannot be read: {error.strerror}", Place(FLAG))) from None
    return [f"{folder}/{name}".lstrip("/") for name in names if not name.startswith(".")]


def _unknown(name: str, path: str, *, is_folder: bool) -> Problem:
    what = "this folder holds no parts" if is_folder else "this is no part's name"
    near = get_close_matches(name, FOLDERS if is_folder else PLACES, n=3)
    return Problem(what, Place(path), f"did you mean {' or '.join(near)}?" if near else _SEE)


def _text(path: str) -> str | Problem:
    """The text of a part, or what is wrong with it."""
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return Problem("a part is a file, and this is none", Place(path))
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Problem(f"this template cannot be read: {error.strerror}", Place(path))
    if len(data) > MAX_BYTES:
        return Problem(f"this template has more than {MAX_BYTES:,} bytes", Place(path), "parts are small")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Problem("this template is not text in UTF-8", Place(path), "save it in UTF-8")
    return Problem("this template holds a NUL, and is no text", Place(path)) if "\0" in text else text
