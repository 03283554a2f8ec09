"""Where `aksnet init` writes: the folder of the spec, the root of its repository, and what is in the way there."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.walking import repository_of
from aksnet.schema.modeline import NAME as SCHEMA
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.schema_ids import is_schema
from aksnet.starting.text import NAME
from aksnet.starting.wishes import NAME as CLUSTER

# A spec that is there already has one of these names.
_SPECS = (NAME, "aksnet.yml", "aksnet.json", "aksnet.toml")
_IN_PIPELINES = re.compile(r"[\w ./-]+")


class Spot(NamedTuple):
    """The folder as it was named, and the root of the repository, which hooks and pipelines belong to."""

    folder: Path
    root: Path

    @property
    def spec(self) -> Path:
        """The file of the spec, as the user may name it."""
        return self.folder / NAME

    @property
    def cluster(self) -> str:
        """What a cluster is called that nobody named: as its folder, where that was named and can be a name."""
        name = self.folder.name
        return name if re.fullmatch("[a-z0-9]([-a-z0-9]{0,52}[a-z0-9])?", name) else CLUSTER

    @property
    def from_root(self) -> str:
        """The file of the spec as it is named from the root."""
        return _named(Path(os.path.relpath(self.spec, self.root)).as_posix())

    @property
    def typed(self) -> str:
        """The file of the spec as it is typed from where aksnet runs."""
        return _named(str(self.spec))


def _named(path: str) -> str:
    """A path that no program takes for an option."""
    return f"./{path}" if path.startswith("-") else path


def spot_of(directory: str | None) -> Spot:
    """The folder that was named, or this one; raises UsageError where no spec can be written there, or there is one."""
    if directory is not None and not directory.strip():
        raise UsageError(Problem("the folder has no name", hint="is a variable not set?"))
    folder = Path(directory or ".")
    _refuse_folder(folder)
    schema_change(folder)
    there = [name for name in _SPECS if os.path.lexists(folder / name)]
    if there:
        hint = f"name another folder (aksnet init prod), or look at it: aksnet check {folder / there[0]}"
        raise UsageError(
            Problem("there is a spec already, and it is not overwritten", Place(str(folder / there[0])), hint)
        )
    return Spot(folder, _root(folder))


def _refuse_folder(folder: Path) -> None:
    """Raise UsageError where nothing can be written into a folder, or where it cannot be made."""
    place = Place(str(folder))
    if "\0" in str(folder):
        raise UsageError(Problem("this is no path: it has a NUL character", place))
    try:
        with suppress(FileNotFoundError, NotADirectoryError):
            folder.lstat()
        around = next(one for one in (folder, *folder.absolute().parents) if os.path.lexists(one))
        is_folder = around.is_dir()
    except OSError as error:
        raise UsageError(Problem(f"this is no path: {(error.strerror or str(error)).lower()}", place)) from None
    if not is_folder:
        message = "this is a file" if around == folder else f"{around} is a file"
        raise UsageError(Problem(message, place, "name a folder, or a new one"))
    if not os.access(around, os.W_OK | os.X_OK):
        raise UsageError(Problem("nothing can be written here", Place(str(around)), "name another folder"))


def _root(folder: Path) -> Path:
    """The root of the repository; the folder itself where there is none."""
    root = repository_of(folder)
    return root if os.path.exists(root / ".git") else folder  # noqa: PTH110


def refuse_name(spot: Spot, flags: Sequence[str]) -> None:
    """Raise UsageError where the name of the spec could mean something to a shell or to a pipeline."""
    if flags and not _IN_PIPELINES.fullmatch(spot.from_root):
        hint = "name a folder of letters, digits, blanks, - _ and ., or leave the flag out"
        raise UsageError(Problem(f"{spot.from_root!r} cannot stand in hooks and pipelines", Place(flags[0]), hint))


def read(path: Path) -> str:
    """The text of a file; nothing where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def schema_change(folder: Path) -> dict[Path, tuple[bytes | None, bytes]]:
    """The file of the schema with what it held and what it shall hold, where that differs.

    Raises UsageError for one that aksnet did not write.
    """
    path, text = folder / SCHEMA, schema_text().encode()
    try:
        there = path.read_bytes() if os.path.lexists(path) else None
    except OSError:
        there = b""
    if there is not None and there != text and not is_schema(there.decode("utf-8", "replace")):
        hint = "move it away first: editors look for the schema of the spec there"
        raise UsageError(Problem("aksnet did not write this file, and does not overwrite it", Place(str(path)), hint))
    return {path: (there, text)} if there != text else {}
