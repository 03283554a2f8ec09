"""Whole files that aksnet writes and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from aksnet.commands.sync.changes import Change, Difference
from aksnet.commands.sync.managed import Entry
from aksnet.errors import AksnetError, OutputError, Place, Problem
from aksnet.targets import Rendered, render
from aksnet.targets.files import is_ours

_NO_FILE = "move it away, or give the output another path"


def rendered(entry: Entry) -> tuple[Rendered, ...]:
    """The files of a cluster; raises AksnetError for a value that its language has no literal for."""
    try:
        return render(entry.view, entry.dialect)
    except TypeError as error:  # a value that a literal encoder refuses
        raise AksnetError(Problem(f"{entry.view.name}: {error}", entry.view.place)) from error


def owned(entry: Entry) -> Iterator[tuple[Path, bytes]]:
    """Each file of an output with what belongs into it."""
    for file in rendered(entry):
        yield entry.asked.path / file.path, file.marked().encode()


def changed(path: Path, wanted: bytes, cluster: str) -> Change | None:
    """What changes in a file, None where nothing does: other ends of lines are none, and stay."""
    before = _read(path)
    if before is None:
        return Change(path, None, wanted, (Difference("this file is missing", cluster, Place(str(path), 1)),))
    if 2 * before.count(b"\r\n") > before.count(b"\n"):
        wanted = wanted.replace(b"\n", b"\r\n")
    if before == wanted:
        return None
    ours = is_ours(before.decode("utf-8", "replace").replace("\r\n", "\n"))
    words = "this file is not what the spec says" if ours else "this file has text that aksnet did not write"
    return Change(path, before, wanted, (Difference(words, cluster, Place(str(path), 1), edited=not ours),))


def _read(path: Path) -> bytes | None:
    try:
        if not path.is_file() and path.exists():
            raise OutputError(Problem("this is no file, and aksnet writes one here", Place(str(path)), _NO_FILE))
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(Problem(f"this cannot be read: {error.strerror or error}", Place(str(path)))) from None
