"""Files as they were at a revision of their repository: written into a folder that is gone when they are read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.migrate.git import Entry, Repository
from aksnet.commands.migrate.relabelling import Names
from aksnet.commands.migrate.renames import Renames
from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import MAX_BYTES
from aksnet.readers.folders import BICEP, BICEPPARAM, DOCUMENTS, SPECS, TERRAFORM, VARIABLES
from aksnet.readers.inputs import STDIN, Inputs, Request
from aksnet.readers.walking import MAX_FILES

_LOCK = ".terraform.lock.hcl"
_KNOWN = (*TERRAFORM, *VARIABLES, BICEP, BICEPPARAM, *SPECS, *DOCUMENTS, _LOCK, ".gitignore")
# So many files are written whatever they are, and so many are asked of git at once.
_FEW, _AT_ONCE = 20_000, 500
# What Terraform takes by itself, and git often does not know of.
_GIVEN = ("terraform.tfvars", "terraform.tfvars.json", ".auto.tfvars", ".auto.tfvars.json", _LOCK)


class Past(NamedTuple):
    """What was read of the files as they were, and what is to be told of it.

    `there`: anything that is named was there then. `today` are the paths that are named, as far as they are still
    there; `called` has what files and folders are called today by what they were called then.
    """

    inputs: Inputs
    notes: tuple[Problem, ...]
    there: bool
    today: tuple[str, ...]
    called: Mapping[str, str]


def earlier(paths: Sequence[str], request: Request, revision: str, read: Callable[[Request], Inputs]) -> Past:
    """The files that are named, as they were; raises UsageError where git cannot tell, or nothing is there at all."""
    if STDIN in paths:
        raise UsageError(Problem("standard input has no earlier version", Place(STDIN), "name a file of a repository"))
    repository = Repository(_folder(paths[0]), revision)
    inside = {path: _inside(path, repository) for path in paths}
    with tempfile.TemporaryDirectory(prefix="aksnet-") as made:
        then = _Then(repository, Path(os.path.realpath(made)), revision)
        then.write([*inside.values()])
        today = [one for path, known in inside.items() if (one := then.today(path, known)) is not None]
        return then.read(list(inside.values()), request, read)._replace(today=tuple(dict.fromkeys(today)))


def _folder(path: str) -> Path:
    """The innermost folder that is there today."""
    whole = Path(path)
    return next(one for one in (whole, *whole.parents) if os.path.isdir(one))  # noqa: PTH112  # it may not be looked into


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
        self._lost: list[Configuration] = []
        self._there: set[str] = set()
        self._tracked: frozenset[str] = frozenset()
        self._renames = Renames({}, self._tracked)
        if repository.commit is None:
            self._notes.append(Problem("there is no commit yet: all that is there is new", Place("--since")))

    def write(self, inside: Sequence[str]) -> None:
        """Write all files; of very many those that readers look at by their names, and all below what is named."""
        (self._root / ".git").mkdir(parents=True)
        every = list(self._repositories(self._repository, "", inside))
        found = [(at, git, one) for at, git in every for one in git.files() if one.size <= MAX_BYTES]
        if len(found) > _FEW:
            found = [(at, git, one) for at, git, one in found if _is_wanted(at + one.path, inside)]
        found = found[:MAX_FILES]
        self._there = {at + one.path for at, _, one in found}
        self._tracked = frozenset(at + path for at, git in every for path in git.tracked())
        self._renames = Renames(
            {at + new: at + old for at, git in every for new, old in git.renamed().items()}, self._tracked
        )
        # links come last, so that nothing is written through one
        for links, (at, git) in product((False, True), every):
            self._put_all(at, git, [one for where, _, one in found if where == at and one.is_link == links])
        self._add_unknown()

    def _repositories(self, git: Repository, at: str, inside: Sequence[str]) -> Iterator[tuple[str, Repository]]:
        """The repository and its submodules as they were, each with its path and a slash; what is lost is told."""
        yield at, git
        moved = {old: new for new, old in git.renamed().items()}
        for path, commit in git.submodules():
            folder = git.root / moved.get(path, path)
            own = folder.is_dir() and folder.resolve() == git.root.resolve() / moved.get(path, path)
            if own and (folder / ".git").exists():
                try:
                    submodule = Repository(folder, commit)
                except UsageError:
                    self._lose(at + path)
                else:
                    yield from self._repositories(submodule, f"{at}{path}/", inside)
            elif not own and any(_holds(one, at + path) for one in inside):
                self._lose(at + path)

    def _lose(self, path: str) -> None:
        message = (
            f"what this submodule was at {self._revision} is not in this clone: its clusters of then are not known"
        )
        name = self._names.today(path)
        problem = Problem(message, Place(name), f"git submodule update --init {name}, or git -C {name} fetch")
        self._lost.append(Configuration(name, unread=(problem,)))

    def _put_all(self, at: str, git: Repository, entries: Sequence[Entry]) -> None:
        for start in range(0, len(entries), _AT_ONCE):
            some = entries[start : start + _AT_ONCE]
            for one, data in zip(some, git.contents(some), strict=True):
                self._put(one._replace(path=at + one.path), data)

    def _put(self, one: Entry, data: bytes) -> None:
        path = self._root / one.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not one.is_link:
            path.write_bytes(data)
        elif not os.path.lexists(path):
            path.symlink_to(os.fsdecode(data))  # readers follow none that leads out of the folder

    def _add_unknown(self) -> None:
        """Values that git never knew of stand for then as for today."""
        called = dict(self._renames.today())
        for folder in sorted({os.path.dirname(one) for one in self._there if one.endswith(TERRAFORM)}):  # noqa: PTH120
            here = called.get(folder or ".", folder)
            today = self._repository.root / here
            for file in sorted(today.iterdir()) if today.is_dir() else ():
                then, now = (os.path.normpath(f"{one or '.'}/{file.name}") for one in (folder, here))
                new = now not in self._tracked and then not in self._there
                if new and file.name.endswith(_GIVEN) and file.is_file():
                    self._take_today(file, then, now)

    def _take_today(self, file: Path, path: str, today: str) -> None:
        """Take a file that git does not know, as it is."""
        then = self._root / path
        then.parent.mkdir(parents=True, exist_ok=True)
        then.write_bytes(file.read_bytes())
        message = f"git does not know this file: what it says today stands for {self._revision} as well"
        self._notes.append(Problem(message, Place(self._names.today(today))))

    def today(self, path: str, inside: str) -> str | None:
        """What of a path that is named is there today; None where it is gone, but was there."""
        if os.path.lexists(path):
            return path
        if not self._below(inside):
            message = f"there is no such file or folder, and there was none at {self._revision}"
            raise UsageError(Problem(message, Place(path)))
        called = dict(self._renames.today()).get(inside)
        if called is not None:
            return self._names.today(called)
        around = Path(path).parent
        beside = sorted(around.iterdir()) if path.endswith(TERRAFORM) and around.is_dir() else []
        # Terraform takes all files of a folder together
        return next((str(one) for one in beside if one.name.endswith(TERRAFORM)), None)

    def read(self, inside: Sequence[str], request: Request, read: Callable[[Request], Inputs]) -> Past:
        """Read what is named, as it was."""
        paths = [str(self._root / then) for one in inside for then in self._then(one)]
        given = [self._given(one) for one in request.var_files] if paths else []
        parameters = self._given(request.parameters) if paths and request.parameters is not None else None
        var_files = [str(one) for one in given if one is not None]
        asked = request._replace(
            paths=paths,
            var_files=var_files,
            parameters=str(parameters) if parameters is not None else None,
            excluding=self._excluding(request.excluding),
        )
        try:
            found = self._names.of(read(asked)) if paths else Inputs([], {})
        except UsageError as error:
            raise UsageError(*map(self._names.of, error.problems)) from None
        called = {self._names.today(old): self._names.today(new) for old, new in self._renames.today()}
        inputs = found._replace(configurations=[*found.configurations, *self._lost])
        return Past(inputs, tuple(self._notes), bool(paths), (), called)

    def _excluding(self, excluding: Callable[[str], str | None] | None) -> Callable[[str], str | None] | None:
        """What policies of today leave out, by today's names: a cluster is not gone because somebody excludes it."""
        called = dict(self._renames.today())

        def excludes(path: str) -> str | None:
            inside = os.path.relpath(path, self._root)
            slash = "/" if path.endswith("/") else ""
            if excluding is None or inside in (".", "..") or inside.startswith("../"):
                return None
            return excluding(f"{self._repository.root / called.get(inside, inside)}{slash}")

        return excludes if excluding is not None else None

    def _below(self, path: str) -> bool:
        """Whether a file or a folder was there."""
        return path in (".", *self._there) or any(one.startswith(f"{path}/") for one in self._there)

    def _then(self, path: str) -> list[str]:
        """What a path of today was called then; nothing where it was not there."""
        if self._below(path):
            return [path]
        before = [one for one in self._renames.before(path) if self._below(one)]
        if before:
            return before
        folder = os.path.dirname(path)  # noqa: PTH120
        beside = (one for one in sorted(self._there) if os.path.dirname(one) == folder)  # noqa: PTH120
        # Terraform takes all files of a folder together
        known = next((one for one in beside if one.endswith(TERRAFORM)), None) if path.endswith(TERRAFORM) else None
        if known is not None:
            return [known]
        if self._repository.commit is not None:
            message = f"nothing at {self._revision} is known to have become this: all that is in it is new"
            self._notes.append(Problem(message, Place(self._names.today(path))))
        return []

    def _given(self, path: str) -> Path | None:
        """A file of values as it was; as it is where git does not know it, and None where it was not there yet."""
        inside = _inside(path, self._repository)
        then = next((one for one in (inside, *self._renames.before(inside)) if one in self._there), None)
        if then is not None or not os.path.isfile(path):  # noqa: PTH113
            return self._root / (then or inside)
        if inside not in self._tracked:
            self._take_today(Path(path), inside, inside)
            return self._root / inside
        message = f"this is not there at {self._revision}: what was is read without it"
        self._notes.append(Problem(message, Place(self._names.today(inside))))
        return None


def _is_wanted(path: str, inside: Sequence[str]) -> bool:
    return path.endswith(_KNOWN) or any(_holds(one, path) for one in inside)


def _holds(named: str, path: str) -> bool:
    return named in (".", path) or path.startswith(f"{named}/")
