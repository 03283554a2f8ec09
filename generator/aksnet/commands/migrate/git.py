"""What git has of a repository: read only, and nothing of it is run, neither hooks nor filters."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, Problem, UsageError

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")
_ENVIRONMENT = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_FLAG = Place("--since")
# What stands for the commit that is checked out.
_HEAD = ("HEAD", "@")


class Entry(NamedTuple):
    """A file of a revision: its path from the root of the repository, its object and size, and whether it is a link."""

    path: str
    blob: str
    size: int
    is_link: bool


class Repository:
    """A repository, and one of its revisions; raises UsageError where there is none of them.

    `commit` is None of HEAD before the first commit: then there are no files.
    """

    def __init__(self, folder: Path, revision: str) -> None:
        self._folder = folder
        self.root = Path(self._root())
        self.commit = self._commit(revision)

    def files(self) -> Iterator[Entry]:
        """The files of the revision, but for those in submodules."""
        for mode, kind, blob, size, path in self._tree():
            if kind == "blob":
                yield Entry(path, blob, int(size), mode == "120000")

    def submodules(self) -> Iterator[tuple[str, str]]:
        """The submodules of the revision: their paths, and their commits in it."""
        return ((path, commit) for _, kind, commit, _, path in self._tree() if kind == "commit")

    def _tree(self) -> Iterator[tuple[str, str, str, str, str]]:
        found = self._ask("ls-tree", "-r", "-l", "-z", "--full-tree", self.commit) if self.commit is not None else b""
        for line in _texts(found):
            said, _, path = line.partition("\t")
            mode, kind, name, size = said.split()
            if _is_below(path):
                yield mode, kind, name, size, path

    def tracked(self) -> frozenset[str]:
        """The paths of the files that git knows of today."""
        return frozenset(_texts(self._ask("ls-files", "-z", "--full-name", ":/")))

    def renamed(self) -> dict[str, str]:
        """What files that are called otherwise today were called then, by their names of today in the index."""
        if self.commit is None:
            return {}
        asked = ("diff-index", "--cached", "-z", "-M", "--diff-filter=R", "--name-status", "--no-ext-diff")
        words = _texts(self._ask(*asked, "--no-textconv", self.commit, "--"))
        return dict(zip(words[2::3], words[1::3], strict=False))

    def contents(self, entries: Sequence[Entry]) -> Iterator[bytes]:
        """The bytes of files, in their order."""
        data = self._ask("cat-file", "--batch", given="".join(f"{one.blob}\n" for one in entries).encode())
        at = 0
        for one in entries:
            head, at = data[at : data.index(b"\n", at)], data.index(b"\n", at) + 1
            if not head.split()[-1].isdigit():
                message = f"{one.path} is not in this clone as it was"
                raise UsageError(Problem(message, _FLAG, "git fetch, or clone without a filter"))
            size = int(head.split()[-1])
            yield data[at : at + size]
            at += size + 1

    def _root(self) -> str:
        try:
            return self._ask("rev-parse", "--show-toplevel").decode().rstrip("\n")
        except _GitError as error:
            if "dubious ownership" in str(error):
                hint = "git config --global --add safe.directory FOLDER, if you trust it"
                raise UsageError(Problem("git does not read a repository of another owner", _FLAG, hint)) from None
            message = f"{self._folder} is in no git repository, so there is no earlier version of it"
            raise UsageError(Problem(message, _FLAG, "compare two folders: aksnet migrate OLD NEW")) from None

    def _commit(self, revision: str) -> str | None:
        try:
            asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
            found = self._ask(*asked).decode().strip()
            if not found.isalnum():  # of ^HEAD git says what it is not
                raise _GitError(found)
            return found
        except _GitError:
            if revision in _HEAD and self._is_unborn():
                return None
            shallow = self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"
            hint = "a commit, a tag or a branch, for example HEAD~1 or origin/main"
            if shallow:
                hint = "this clone is shallow: git fetch --unshallow; in a pipeline, fetch-depth: 0"
            raise UsageError(Problem(f"there is no revision {revision!r} here", _FLAG, hint)) from None

    def _is_unborn(self) -> bool:
        """Whether the branch that is checked out has no commit yet."""
        try:
            branch = self._ask("symbolic-ref", "--quiet", "HEAD").decode().strip()
        except _GitError:
            return False
        return not self._ask("for-each-ref", branch)

    def _ask(self, *words: str, given: bytes = b"") -> bytes:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        command = ["git", *_SAFE, "-C", str(self._folder), *words]
        try:
            done = subprocess.run(  # noqa: S603  # no shell, and what comes from outside stands behind its option
                command, input=given, capture_output=True, check=False, env={**kept, **_ENVIRONMENT}
            )
        except FileNotFoundError:
            message = "git is not on PATH, and only git has files as they were"
            raise UsageError(Problem(message, _FLAG, "compare two folders: aksnet migrate OLD NEW")) from None
        if done.returncode != 0:
            raise _GitError(done.stderr.decode(errors="replace"))
        return done.stdout


class _GitError(UsageError):
    """What git says where it does not answer."""

    def __init__(self, text: str) -> None:
        said = (text.strip().splitlines() or ["it says nothing"])[0].removeprefix("fatal: ")
        super().__init__(Problem(f"git does not answer: {said}", _FLAG))


def _texts(data: bytes) -> list[str]:
    """Texts that end with a NUL."""
    return [os.fsdecode(one) for one in data.split(b"\0")[:-1]]


def _is_below(path: str) -> bool:
    """Whether a path stays in the folder that it is written to."""
    parts = path.split("/")
    return not any(part.lower() in ("", ".", "..", ".git") for part in parts) and "\\" not in path
