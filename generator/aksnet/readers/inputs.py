"""The inputs of a command: files, folders and standard input, each read by what it is."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.expressions.source import Source
from aksnet.readers import languages
from aksnet.readers.files import MAX_JSON_BYTES, Files, UnreadableError
from aksnet.readers.folders import BICEP, BICEPPARAM, DOCUMENTS, SPECS, TERRAFORM, VARIABLES
from aksnet.readers.gathering import STDIN, Request
from aksnet.readers.walking import repository_of
from aksnet.readers.whole_folders import WholeFolders

_KNOWN = (*TERRAFORM, *VARIABLES, BICEP, BICEPPARAM, *SPECS, *DOCUMENTS)


class Inputs(NamedTuple):
    """What was read: the configurations, and the texts of the files by the names that places have."""

    configurations: list[Configuration]
    texts: Mapping[str, str]


def read(request: Request) -> list[Configuration]:
    """The configurations in the inputs, in the order in which these were given.

    Raises UsageError for a path that does not exist and for an option that nothing asks for.
    """
    return read_with_texts(request).configurations


def read_with_texts(request: Request) -> Inputs:
    """The configurations, and the texts that they were read from; raises UsageError as `read` does."""
    inputs = _Inputs(request)
    with _without_collector():
        for path in dict.fromkeys(request.paths):
            inputs.take(path)
        configurations, texts = inputs.configurations(), inputs.texts()
        if request.layers is not None:
            configuration, of_layers = languages.layered(request.layers, planned=not request.whole)
            configurations, texts = [configuration, *configurations], {**of_layers, **texts}
        return Inputs(configurations, texts)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Trees are large and stay: the collector would look through them again and again, and find nothing."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def is_spec(name: str, text: str | None) -> bool:
    """Whether a file, or the text of standard input, is a spec, or nothing that would be another input."""
    lower = name.lower()
    if lower.endswith(SPECS):
        return True
    if text is None:
        if lower.endswith(_KNOWN) and not lower.endswith(".json"):
            return False
        if not os.path.isfile(name):  # noqa: PTH113  # a pipe is read once, as a spec
            return True
        try:
            text = Files(repository_of(Path(name))).source(Path(name)).text
        except UnreadableError:
            return True
    if not text.lstrip().startswith(("{", "[")):
        return True
    document = languages.document(Source(name, text))
    return document.what is None or document.what.name == "SPEC"


class _Inputs(WholeFolders):
    """Takes what is named on the command line, path by path."""

    def take(self, name: str) -> None:
        """One path."""
        self._order += 1
        if self._is_excluded(name if name != STDIN else self._request.stdin_filename or STDIN):
            return
        if name == STDIN:
            data = self._request.stdin() if self._request.stdin is not None else b""
            self._take_given(self._request.stdin_filename, data)
            return
        path = Path(name)
        if not name.strip() or not os.path.lexists(path):
            raise UsageError(Problem("there is no such file or folder", Place(name or "(an empty name)")))
        if self._is_taken(path):
            return
        if os.path.isdir(path):  # noqa: PTH112  # a folder may not be looked into
            self._take_folder(path, self._files_of(repository_of(path)))
        elif os.path.isfile(path) or not os.path.exists(path):  # noqa: PTH110, PTH113
            self._take_file(path, self._files_of(repository_of(path)))
        else:
            self._take_given(None, _piped(path))

    def _is_excluded(self, name: str) -> bool:
        """Whether a policy says not to look at what is named; it is told."""
        path = f"{name}/" if os.path.isdir(name) else name  # noqa: PTH112
        policy = self._request.excluding(path) if self._request.excluding is not None and name != STDIN else None
        if policy is not None:
            # whose values are given may be what is not looked at
            self._has_terraform = self._has_template = True
            note = Problem(f"this is not looked at: {Files.shown(Path(policy))} excludes it", Place(name))
            self._add(Configuration(name, notes=(note,)))
        return policy is not None

    def configurations(self) -> list[Configuration]:
        """All that was read, in order."""
        self._take_named_bicep()
        self._check_options()
        for root, folders in self._folders.items():
            for found in languages.terraform(folders, self._files[root], self._var_files):
                self._order = folders[found.folder]
                self._add_reading(found.reading)
        return [one for _, one in sorted(self._made, key=lambda pair: pair[0])]

    def texts(self) -> Mapping[str, str]:
        """The texts of all files that were read, by their names."""
        return {source.name: source.text for files in self._files.values() for source in files.sources}

    def _check_options(self) -> None:
        if self._request.var_files and not self._has_terraform:
            message = "there is no Terraform to give these values to"
            raise UsageError(Problem(message, Place("--var-file"), "leave it out"))
        if self._request.parameters is not None and not self._has_template:
            message = "there is no template to give these values to"
            raise UsageError(Problem(message, Place("--parameters"), "leave it out"))
        for path in self._var_files:
            if not any(files.exists(path) for files in self._files.values()) and not path.is_file():
                raise UsageError(Problem("there is no such file", Place(str(path))))


def _piped(path: Path) -> bytes:
    """What comes out of a pipe or a device."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_JSON_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(Problem(f"this cannot be read: {reason}", Place(str(path)))) from None


__all__ = ["STDIN", "Inputs", "Request", "is_spec", "read", "read_with_texts"]
