"""Walking a folder: what version control keeps out is not read, nor are the folders of tools."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.errors import Place, Problem
from aksnet.readers.files import Files

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

# Folders that tools make: copies of modules, of packages, of the repository itself.
_TOOLS = frozenset({".git", ".terraform", ".terragrunt-cache", ".hg", ".svn", "node_modules", "__pycache__", ".venv"})
# More files than this are not looked at, so that a wrong folder does not take minutes.
MAX_FILES = 200_000


class _Ignored(NamedTuple):
    """A `.gitignore` and the folder that its patterns start from."""

    folder: str
    spec: GitIgnoreSpec


def repository_of(path: Path) -> Path:
    """The root of the repository that a path is in, else the working directory where it is below, else its folder."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100  # symbolic links stay: messages tell paths as they were given
    folder = whole if os.path.isdir(whole) else whole.parent  # noqa: PTH112  # a folder may not be looked into
    for one in (folder, *folder.parents):
        if os.path.exists(one / ".git"):  # noqa: PTH110  # a folder may not be looked into
            return one
    here = Path.cwd()
    return here if folder.is_relative_to(here) else folder


def walk(
    folder: Path, root: Path, unreadable: list[Problem], excluded: Callable[[str], object] = lambda path: None
) -> Iterator[Path]:
    """The files below a folder in the order of their names; links to folders are not followed, which may be loops.

    A folder that version control ignores is walked where it is named itself. What cannot be read is told, and what is
    `excluded` is passed over: a folder is asked for with a slash behind it.
    """
    ignored = tuple(one for parent in _between(root, folder) for one in _ignored_in(parent))
    if _is_ignored(f"{folder}/", ignored):
        ignored = ()
    yield from map(Path, islice(_walk(str(folder), ignored, unreadable, excluded), MAX_FILES))


def _between(root: Path, folder: Path) -> Iterator[str]:
    """The folders from the root of the repository down to the one around a folder."""
    whole = Path(os.path.abspath(folder))  # noqa: PTH100
    for parent in reversed(whole.parents):
        if parent.is_relative_to(root):
            yield str(parent)


def _walk(
    folder: str, ignored: tuple[_Ignored, ...], unreadable: list[Problem], excluded: Callable[[str], object]
) -> Iterator[str]:
    pending = [(folder, ignored)]
    while pending:
        folder, around = pending.pop()
        rules = (*around, *_ignored_in(folder))
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            unreadable.append(Problem(f"this folder cannot be read: {reason}", Place(Files.shown(Path(folder)))))
            continue
        below = []
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                path = f"{entry.path}/"
                if entry.name not in _TOOLS and not _is_ignored(path, rules) and not excluded(path):
                    below.append((entry.path, rules))
            elif not (os.path.isdir(entry.path) or _is_ignored(entry.path, rules) or excluded(entry.path)):  # noqa: PTH112  # it may be a loop
                yield entry.path
        pending += reversed(below)


def _ignored_in(folder: str) -> Iterator[_Ignored]:
    path = Path(folder, ".gitignore")
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    if any(line.strip() and not line.startswith("#") for line in lines):
        yield _Ignored(os.path.abspath(folder), _patterns(lines))  # noqa: PTH100


def _patterns(lines: list[str]) -> GitIgnoreSpec:
    """The patterns of a `.gitignore`; what is none is passed over, as git does."""
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except (ValueError, re.error):
        return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _is_ignored(path: str, rules: tuple[_Ignored, ...]) -> bool:
    """Whether the innermost file that says anything of the path says that it is ignored."""
    for rule in reversed(rules):
        whole = os.path.abspath(path) + ("/" if path.endswith("/") else "")  # noqa: PTH100
        found = rule.spec.check_file(os.path.relpath(whole, rule.folder) + ("/" if path.endswith("/") else ""))
        if found.include is not None:
            return bool(found.include)
    return False
