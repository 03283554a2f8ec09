"""The tree that a run may write in: a link, or a path, that leads out of it is refused."""

from __future__ import annotations

import os
from pathlib import Path

from aksnet.errors import OutputError, Place, Problem
from aksnet.readers.walking import repository_of

_HINT = "write inside the repository, or say --follow"


class Tree:
    """The repository of a spec, or its folder; `follow` where whatever leads out of it is meant."""

    def __init__(self, spec: Path, *, follow: bool) -> None:
        self.root = os.path.realpath(repository_of(spec))
        self._follow = follow
        self._folders: dict[Path, str] = {}

    def inside(self, path: Path, place: Place) -> Path:
        """The path, where it leads to something in the tree; `place` is where the spec says it."""
        try:
            lost = _lost(path)
            real = self._real(path)
        except OSError as error:
            raise OutputError(Problem(f"this is no path: {(error.strerror or str(error)).lower()}", place)) from None
        if lost is not None:
            message, hint = f"{path} leads through {lost}, and there is no such directory", "leave out what .. undoes"
            raise OutputError(Problem(message, place, hint))
        if not self._follow and not (real == self.root or real.startswith(f"{self.root.rstrip(os.sep)}{os.sep}")):
            raise OutputError(Problem(f"{path} leads out of {self.root}: to {real}", place, _HINT))
        return path

    def identity(self, path: Path) -> tuple[object, ...]:
        """What two paths have in common that lead to one file: links, and on some systems upper and lower case."""
        real = self._real(path)
        try:
            there = os.stat(real)  # noqa: PTH116
        except OSError:
            return (real,)
        return there.st_dev, there.st_ino, real.casefold()

    def _real(self, path: Path) -> str:
        """Where a path leads to: folders are asked once."""
        if path.is_symlink():
            return os.path.realpath(path)
        folder = path.parent
        if folder not in self._folders:
            self._folders[folder] = os.path.realpath(folder)
        return os.path.join(self._folders[folder], path.name)  # noqa: PTH118


def _lost(path: Path) -> Path | None:
    """The first directory that a path leaves by `..` and that is not there: the system refuses such a path."""
    ways = (Path(*path.parts[:at]) for at, step in enumerate(path.parts) if step == os.pardir)
    return next((way for way in ways if not way.is_dir()), None)
