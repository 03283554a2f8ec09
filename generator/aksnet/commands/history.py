"""Files as they were at a revision of their repository: written into a folder that is gone when they are read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.git import Entry, Repository
from aksnet.commands.relabelling import Names
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import MAX_BYTES
from aksnet.readers.folders import BICEP, BICEPPARAM, DOCUMENTS, SPECS, TERRAFORM, VARIABLES
from aksnet.readers.inputs import STDIN, Inputs, Request, read_with_texts
from aksnet.readers.walking import MAX_FILES

_LOCK = ".terraform.lock.hcl"
_KNOWN = (*TERRAFORM, *VARIABLES, BICEP, BICEPPARAM, *SPECS, *DOCUMENTS, _LOCK, ".gitignore")
# So many files are written whatever they are, and so many are asked of git at once.
_FEW, _AT_ONCE = 20_000, 500
# What Terraform takes by itself, and git often does not know of.
_GIVEN = ("terraform.tfvars", "terraform.tfvars.json", ".auto.tfvars", ".auto.tfvars.json", _LOCK)


class Past(NamedTuple):
    """What was read of the files as they were, and what is to be told of it."""

    inputs: Inputs
    notes: tuple[Problem, ...]


def earlier(paths: Sequence[str], request: Request, revision: str) -> Past:
    """The files that are named, as they were; raises UsageError where git cannot tell."""
    if STDIN in paths:
        raise UsageError(Problem("standard input has no earlier version", Place(STDIN), "name a file of a repository"))
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError(Problem("there is no such file or folder", Place(path)))
    repository = Repository(_folder(paths[0]), revision)
    inside = [_inside(path, repository) for path in paths]
    with tempfile.TemporaryDirectory(prefix="aksnet-") as made:
        then = _Then(repository, Path(os.path.realpath(made)), revision)
        then.write(inside)
        return then.read(inside, request)


def _folder(path: str) -> Path:
    return Path(path) if os.path.isdir(path) else Path(path).parent  # noqa: PTH112  # a folder may not be looked into


def _inside(path: str, repository: Repository) -> str:
    """The path from the root of the repository."""
    real = os.path.realpath(path)
    inside = os.path.relpath(real, os.path.realpath(repository.root)).replace(os.sep, "/")
    if inside == ".." or inside.startswith("../"):
        message = f"it is outside of the repository {repository.root}"
        raise UsageError(Problem(message, Place(path), "--since is about files of one repository"))
    return inside


class _Then:
    """The files of a revision in a folder."""

    def __init__(self, repository: Repository, folder: Path, revision: str) -> None:
        self._repository, self._revision = repository, revision
        self._root = folder / "then"
        self._names = Names(self._root, repository.root, f"@{revision}")
        self._notes: list[Problem] = []
        self._there: set[str] = set()

    def write(self, inside: Sequence[str]) -> None:
        """Write all files; of very many those that readers look at by their names, and all below what is named."""
        (self._root / ".git").mkdir(parents=True)
        found = [one for one in self._repository.files() if one.size <= MAX_BYTES]
        if len(found) > _FEW:
            found = [one for one in found if _is_wanted(one.path, inside)]
        # links come last, so that nothing is written through one
        entries = sorted(found[:MAX_FILES], key=lambda one: one.is_link)
        self._there = {one.path for one in entries}
        for at in range(0, len(entries), _AT_ONCE):
            some = entries[at : at + _AT_ONCE]
            for one, data in zip(some, self._repository.contents(some), strict=True):
                self._put(one, data)
        self._add_unknown()

    def _put(self, one: Entry, data: bytes) -> None:
        path = self._root / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not one.is_link:
            path.write_bytes(data)
        elif not os.path.lexists(path):
            path.symlink_to(os.fsdecode(data))  # readers follow none that leads out of the folder

    def _add_unknown(self) -> None:
        """Values that git never knew of stand for then as for today."""
        tracked = self._repository.tracked()
        for folder in sorted({os.path.dirname(one) for one in self._there if one.endswith(TERRAFORM)}):  # noqa: PTH120
            today = self._repository.root / folder
            for file in sorted(today.iterdir()) if today.is_dir() else ():
                path = f"{folder}/{file.name}".lstrip("/")
                new = path not in tracked and path not in self._there
                if new and file.name.endswith(_GIVEN) and file.is_file():
                    (self._root / path).write_bytes(file.read_bytes())
                    message = f"git does not know this file: what it says today stands for {self._revision} as well"
                    self._notes.append(Problem(message, Place(self._names.today(path))))

    def read(self, inside: Sequence[str], request: Request) -> Past:
        """Read what is named, as it was."""
        paths = [str(self._root / then) for one in inside if (then := self._then(one)) is not None]
        var_files = [str(self._given(one)) for one in request.var_files] if paths else []
        parameters = str(self._given(request.parameters)) if paths and request.parameters is not None else None
        try:
            read = read_with_texts(request._replace(paths=paths, var_files=var_files, parameters=parameters))
        except UsageError as error:
            raise UsageError(*map(self._names.of, error.problems)) from None
        return Past(self._names.of(read), tuple(self._notes))

    def _then(self, path: str) -> str | None:
        """What a path of today was called then; None where it was not there."""
        below = path in (".", *self._there) or any(one.startswith(f"{path}/") for one in self._there)
        if below:
            return path
        before = self._repository.renamed().get(path)
        if before in self._there:
            return before
        folder = os.path.dirname(path)  # noqa: PTH120
        if path.endswith(TERRAFORM) and any(
            one.endswith(TERRAFORM) and os.path.dirname(one) == folder  # noqa: PTH120
            for one in self._there
        ):
            return folder or "."  # Terraform takes all files of a folder together
        message = f"this is not there at {self._revision}: all that is in it is new"
        self._notes.append(Problem(message, Place(self._names.today(path))))
        return None

    def _given(self, path: str) -> Path:
        """A file of values as it was; as it is where git does not know it."""
        inside = _inside(path, self._repository)
        then = self._root / inside
        if inside not in self._there and os.path.isfile(path):  # noqa: PTH113
            then.parent.mkdir(parents=True, exist_ok=True)
            then.write_bytes(Path(path).read_bytes())
        return then


def _is_wanted(path: str, inside: Sequence[str]) -> bool:
    return path.endswith(_KNOWN) or any(_holds(one, path) for one in inside)


def _holds(named: str, path: str) -> bool:
    return named in (".", path) or path.startswith(f"{named}/")
