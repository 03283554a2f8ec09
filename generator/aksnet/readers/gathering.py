"""What readers made of the inputs so far, and the files that they were read from."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.expressions.source import Source
from aksnet.readers import languages
from aksnet.readers.callers import Callers
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.folders import BICEPPARAM
from aksnet.readers.walking import repository_of

if TYPE_CHECKING:
    from aksnet.expressions.values import Val
    from aksnet.readers.documents import Parsed
    from aksnet.readers.resources import Reading
    from aksnet.spec.layers import Layers

STDIN = "-"


class Request(NamedTuple):
    """What is asked for: paths, the name that stands for standard input, and the files that give values.

    `whole`: a spec has to say all that `gen` asks of it, and what has no name of another input is a spec. `excluding`
    tells which policy says not to look at a file, or at a folder with a slash behind it. `layers` are those of one
    spec beside the paths. `instead` has what is read in the place of files. `both`: of a plan, what is there before it
    is told as well.
    """

    paths: Sequence[str]
    stdin_filename: str | None = None
    stdin: Callable[[], bytes] | None = None
    var_files: Sequence[str] = ()
    parameters: str | None = None
    whole: bool = False
    excluding: Callable[[str], str | None] | None = None
    layers: Layers | None = None
    instead: Mapping[Path, bytes] | None = None
    both: bool = False


class Gathering:
    """What was made of the inputs, in their order; Terraform is read at last, as its folders may call each other."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._files: dict[Path, Files] = {}
        self._callers: dict[Path, Callers] = {}
        self._made: list[tuple[int, Configuration]] = []
        self._folders: dict[Path, dict[Path, int]] = {}
        self._bicep: list[tuple[int, Path, Files]] = []
        self._bicepparams: list[tuple[Path, Files]] = []
        self._taken: set[str] = set()
        self._roots: set[tuple[Path, str]] = set()
        self._has_terraform = self._has_template = False
        self._order = 0
        self._var_files = [Path(one) for one in request.var_files]

    def _is_taken(self, path: Path) -> bool:
        """Whether the same file or folder was named before, in whatever spelling."""
        real = os.path.realpath(path)
        before = real in self._taken
        self._taken.add(real)
        return before

    def _files_of(self, root: Path) -> Files:
        if root not in self._files:
            self._files[root] = Files(root, self._request.instead, self._request.excluding)
        return self._files[root]

    def _add(self, configuration: Configuration) -> None:
        self._made.append((self._order, configuration))

    def _add_reading(self, reading: Reading) -> None:
        self._add(languages.assembled(reading))

    def _add_spec(self, source: Source) -> None:
        self._add(languages.spec(source, planned=not self._request.whole))

    def _unread(self, name: str, *problems: Problem) -> None:
        self._add(Configuration(name, unread=problems))

    def _source(self, path: Path, files: Files) -> Source | None:
        """The text of a file; what is wrong with it is told."""
        try:
            return files.source(path)
        except UnreadableError as error:
            self._unread(Files.shown(path), error.problem)
            return None

    def _tell_faults(self, document: Parsed) -> None:
        source = document.source
        if document.faults:
            problems = [Problem(one.message, source.place(one.at), one.hint) for one in document.faults]
            self._unread(source.name, *problems)

    def _take_root(self, folder: Path, files: Files) -> None:
        real = (files.root, os.path.realpath(folder))
        if real not in self._roots:
            self._roots.add(real)
            self._folders.setdefault(files.root, {})[folder] = self._order

    def _parameters(self) -> Mapping[str, Val] | None:
        """The values of the parameters file that was named."""
        self._has_template = True
        name = self._request.parameters
        if name is None:
            return None
        if not os.path.isfile(name):  # noqa: PTH113
            raise UsageError(Problem("there is no such file", Place(name)))
        if name.endswith(BICEPPARAM):
            hint = f"name it as what is shown: aksnet show {name}"
            raise UsageError(Problem("--parameters takes a parameters file in JSON", Place(name), hint))
        return languages.parameters(Path(name), self._files_of(repository_of(Path(name))))

    def _callers_of(self, module: Path, files: Files) -> list[Path]:
        """What calls a module that is to be checked: only there it has its values."""
        asked = self._request
        if not asked.whole or asked.parameters is not None or asked.var_files:
            return []
        return self._callers.setdefault(files.root, Callers(files.root)).tops(module)


def labelled(path: Path, parameters: str) -> str:
    """What a template is called that is read with a file of parameters."""
    return f"{Files.shown(path)} with {parameters}"
