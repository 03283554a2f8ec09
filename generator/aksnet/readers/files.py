"""Files that readers may read: as text, once, and never above the root of the repository."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from aksnet.errors import Place, Problem
from aksnet.expressions.source import Source

# Larger files are not configuration; a plan of a large estate has some megabytes.
MAX_BYTES = 64 * 2**20
# But for plans and states of Terraform: of a large estate they are mostly what is no concern here, and passed over.
MAX_JSON_BYTES = 256 * 2**20
_JSON = (".json", ".tfstate")
_ZIPPED = b"PK\x03\x04"
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class UnreadableError(Exception):
    """A file that cannot be read as text; `guess` is what can be made out of one with a few wrong bytes."""

    def __init__(self, problem: Problem, guess: str = "") -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.guess = guess


class Files:
    """Reads each file once, and none outside of `root`, the symbolic links resolved.

    `given` are texts that stand for files: what came by standard input, under the name that was told for it, or what
    is to be written.
    `excluding` tells which policy says that a file, or a folder with a slash behind it, is not to be looked at.
    """

    def __init__(
        self,
        root: Path,
        given: Mapping[Path, bytes] | None = None,
        excluding: Callable[[str], str | None] | None = None,
    ) -> None:
        self.root = root
        self._excluding = excluding
        self._lacking: set[str] = set()
        self._real_root = os.path.realpath(root)
        self._given = {self._key(path): data for path, data in (given or {}).items()}
        self._looked_at: dict[str, Source] = {}
        self._sources: dict[str, Source] = {}
        self._names: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def _key(path: Path) -> str:
        return os.path.normpath(path)

    @staticmethod
    def shown(path: Path) -> str:
        """The path as it is told to people: from the working directory where it is below, with forward slashes."""
        text = os.path.normpath(path)
        if Path(text).is_absolute():
            here = str(Path.cwd())
            text = os.path.relpath(text, here) if text.startswith(here.rstrip(os.sep) + os.sep) else text
        return text.replace(os.sep, "/")

    @property
    def shown_root(self) -> str:
        """The root, in words."""
        return "the repository" if os.path.exists(self.root / ".git") else "the working directory"  # noqa: PTH110

    def inside(self, path: Path) -> bool:
        """Whether a path is at or below the root."""
        real = os.path.realpath(path)
        return real == self._real_root or real.startswith(self._real_root.rstrip(os.sep) + os.sep)

    def exists(self, path: Path) -> bool:
        """Whether a file is there that may be read."""
        return self._key(path) in self._given or (self.inside(path) and os.path.isfile(path))  # noqa: PTH113

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names of the files of a folder, in order; none where it cannot be read, or may not."""
        key = self._key(folder)
        if key not in self._names:
            listed = self._listed(folder)
            kept = [name for name in listed if self._is_kept(folder, name)]
            if len(kept) < len(listed):
                self._lacking.add(key)
            self._names[key] = tuple(sorted({*kept, *self._given_in(key)}))
        return self._names[key]

    def lacks(self, folder: Path) -> bool:
        """Whether files of a folder are not looked at, so that what they declare is not known."""
        self.names(folder)
        return self._key(folder) in self._lacking

    def excluded(self, path: str) -> str | None:
        """The policy that says not to look at a file, or at a folder with a slash behind it."""
        return self._excluding(path) if self._excluding is not None else None

    def _is_kept(self, folder: Path, name: str) -> bool:
        """Whether a file is to be looked at; in a folder that is excluded itself all are, as something calls it."""
        return self.excluded(str(folder / name)) is None or self.excluded(f"{folder}/") is not None

    def _listed(self, folder: Path) -> list[str]:
        if not self.inside(folder):
            return []
        try:
            with os.scandir(folder) as entries:
                return [entry.name for entry in entries if os.path.isfile(entry.path)]  # noqa: PTH113  # a link may be a loop
        except OSError:
            return []

    def _given_in(self, folder: str) -> list[str]:
        return [os.path.basename(path) for path in self._given if (os.path.dirname(path) or ".") == folder]  # noqa: PTH119, PTH120

    @property
    def sources(self) -> Iterable[Source]:
        """All that was read as text so far, but for what was only looked at."""
        return self._sources.values()

    def source(self, path: Path) -> Source:
        """The text of a file that counts as read; raises UnreadableError."""
        key = self._key(path)
        found = self._sources.get(key)
        if found is None:
            found = self._sources[key] = self.look_at(path)
        return found

    def look_at(self, path: Path) -> Source:
        """The text of a file that may be of no concern; raises UnreadableError."""
        key = self._key(path)
        found = self._looked_at.get(key)
        if found is None:
            found = self._looked_at[key] = self._read(path)
        return found

    def _read(self, path: Path) -> Source:
        name = self.shown(path)
        data = self._given.get(self._key(path))
        return Source(name, decoded(self.data(path, name) if data is None else data, name))

    def data(self, path: Path, name: str) -> bytes:
        """The bytes of a file; raises UnreadableError."""
        if not self.inside(path):
            raise _unreadable(f"it is outside of {self.shown_root}, and is not read", name)
        try:
            if not path.is_file():
                lacking = "this link leads nowhere" if path.is_symlink() else "there is no such file"
                raise _unreadable("this is no file" if os.path.exists(path) else lacking, name)  # noqa: PTH110  # a link may be a loop
            size, most = path.stat().st_size, MAX_JSON_BYTES if name.lower().endswith(_JSON) else MAX_BYTES
            if size > most:
                raise _unreadable(f"a file of {size:,} bytes is not read: the most is {most:,}", name)
            return path.read_bytes()
        except OSError as error:
            raise _unreadable(f"this file cannot be read: {(error.strerror or str(error)).lower()}", name) from None


def decoded(data: bytes, name: str) -> str:
    """The text of a file, without its byte order mark; raises UnreadableError."""
    most = MAX_JSON_BYTES if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else MAX_BYTES
    if len(data) > most:
        raise _unreadable(f"more than {most:,} bytes are not read", name)
    mark, encoding = _marked(data)
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise _binary(data, name) from None
        before = data[len(mark) : len(mark) + error.start].decode(encoding, errors="replace")
        place = Source(name, before).place(len(before))
        guess = data[len(mark) :].decode(encoding, errors="replace")
        raise UnreadableError(Problem("this is not UTF-8 text", place, "save it as UTF-8"), guess) from None
    if "\0" in text:
        raise _binary(data, name)
    return text


def _marked(data: bytes) -> tuple[bytes, str]:
    """The byte order mark of a file, and its encoding."""
    return next(((mark, one) for mark, one in _MARKS if data.startswith(mark)), (b"", "utf-8"))


def encoded_as(data: bytes, text: str) -> bytes:
    """Another text for a file that holds `data`: in its encoding, with its byte order mark."""
    mark, encoding = _marked(data)
    return mark + text.encode(encoding)


def _binary(data: bytes, name: str) -> UnreadableError:
    """A file that is no text; one that is zipped may be a plan as Terraform saves it."""
    hint = f"of a saved plan give its text: terraform show -json {name} > plan.json"
    return _unreadable("this is a binary file", name, hint if data.startswith(_ZIPPED) else None)


def _unreadable(message: str, name: str, hint: str | None = None) -> UnreadableError:
    return UnreadableError(Problem(message, Place(name), hint))
