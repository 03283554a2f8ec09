"""The inputs of a command: files, folders and standard input, each read by what it is."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.folders import (
    BICEP,
    BICEPPARAM,
    DOCUMENTS,
    SPEC_KEYS,
    SPECS,
    TERRAFORM,
    VARIABLES,
    Contents,
    parameters_for,
)
from aksnet.readers.walking import repository_of

if TYPE_CHECKING:
    from aksnet.expressions.source import Source
    from aksnet.expressions.values import Val
    from aksnet.readers.documents import Parsed
    from aksnet.readers.resources import Reading

STDIN = "-"


class Request(NamedTuple):
    """What is asked for: paths, the name that stands for standard input, and the files that give values."""

    paths: Sequence[str]
    stdin_filename: str | None = None
    stdin: Callable[[], bytes] | None = None
    var_files: Sequence[str] = ()
    parameters: str | None = None


def read(request: Request) -> list[Configuration]:
    """The configurations in the inputs, in the order in which these were given.

    Raises UsageError for a path that does not exist and for an option that nothing asks for.
    """
    inputs = _Inputs(request)
    with _without_collector():
        for path in dict.fromkeys(request.paths):
            inputs.take(path)
        return inputs.configurations()


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
    if name.lower().endswith(SPECS):
        return True
    path = Path(name)
    if text is None and not (name.lower().endswith(".json") and path.is_file()):
        return False
    try:
        source = Files(repository_of(path)).source(path) if text is None else import_module(_SOURCE).Source(name, text)
    except UnreadableError:
        return True
    if not source.text.lstrip().startswith(("{", "[")):
        return text is not None
    document: Parsed = import_module("aksnet.readers.documents").parsed(source)
    return document.what is None or document.what.name == "SPEC"


_SOURCE = "aksnet.expressions.source"


class _Inputs:
    """Gathers what is to be read, and reads it: Terraform's folders at last, as they may call each other."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._files: dict[Path, Files] = {}
        self._made: list[tuple[int, Configuration]] = []
        self._folders: dict[Path, dict[Path, int]] = {}
        self._has_terraform = False
        self._order = 0
        self._var_files = [Path(one) for one in request.var_files]

    def take(self, name: str) -> None:
        """One path."""
        self._order += 1
        if name == STDIN:
            self._take_stdin()
            return
        path = Path(name)
        if not name.strip() or not (path.exists() or path.is_symlink()):
            raise UsageError(Problem("there is no such file or folder", Place(name or "(an empty name)")))
        files = self._files_of(repository_of(path))
        if path.is_dir():
            self._take_folder(path, files)
        else:
            self._take_file(path, files, asked=True)

    def _files_of(self, root: Path) -> Files:
        if root not in self._files:
            self._files[root] = Files(root)
        return self._files[root]

    def _add(self, configuration: Configuration) -> None:
        self._made.append((self._order, configuration))

    def _add_reading(self, reading: Reading) -> None:
        configuration: Configuration = import_module("aksnet.readers.assembling").configuration_of(reading)
        self._add(configuration)

    def _unread(self, name: str, *problems: Problem) -> None:
        self._add(Configuration(name, unread=problems))

    # one file

    def _take_stdin(self) -> None:
        data = self._request.stdin() if self._request.stdin is not None else b""
        name = self._request.stdin_filename
        path = Path(name if name is not None else "<stdin>")
        root = repository_of(path) if name is not None else Path.cwd()
        self._files[root] = files = Files(root, {path: data})
        if name is None:
            self._take_unnamed(path, files)
        else:
            self._take_file(path, files, asked=True)

    def _take_unnamed(self, path: Path, files: Files) -> None:
        """Standard input without a name: JSON by how it begins, else a spec."""
        try:
            text = files.source(path).text
        except UnreadableError as error:
            self._unread(str(path), error.problem)
            return
        if text.lstrip()[:1] in ("{", "["):
            self._take_document(path, files, asked=True)
        elif SPEC_KEYS.search(text):
            self._take_spec(path, files)
        else:
            hint = "say what it is: --stdin-filename main.tf"
            raise UsageError(Problem("standard input is neither JSON nor a spec", Place(STDIN), hint))

    def _take_file(self, path: Path, files: Files, *, asked: bool) -> None:
        name = path.name.lower()
        if name.endswith(TERRAFORM):
            self._take_terraform(path, files)
        elif name.endswith(VARIABLES):
            self._take_variables(path, files, asked=asked)
        elif name.endswith((BICEP, BICEPPARAM)):
            self._take_bicep(path, files)
        elif name.endswith(SPECS):
            self._take_spec(path, files)
        elif name.endswith(DOCUMENTS) or asked:
            self._take_document(path, files, asked=asked)

    def _take_terraform(self, path: Path, files: Files) -> None:
        self._has_terraform = True
        if not files.exists(path):
            self._unread(Files.shown(path), Problem("this file cannot be read", Place(Files.shown(path))))
            return
        self._folders.setdefault(files.root, {}).setdefault(path.parent, self._order)

    def _take_variables(self, path: Path, files: Files, *, asked: bool) -> None:
        """A file of values, named on its own: it stands for the configuration beside it."""
        if any(one.endswith(TERRAFORM) for one in files.names(path.parent)):
            self._has_terraform = True
            self._folders.setdefault(files.root, {}).setdefault(path.parent, self._order)
            own = path.name in ("terraform.tfvars", "terraform.tfvars.json") or ".auto.tfvars" in path.name
            if not own and asked:
                self._var_files.append(path)
        elif asked:
            hint = f"name the configuration too: aksnet show FOLDER --var-file {path}"
            raise UsageError(Problem("these are values, and no Terraform stands beside them", Place(str(path)), hint))

    def _take_bicep(self, path: Path, files: Files) -> None:
        if path.name.lower().endswith(".bicepparam"):
            self._add_reading(import_module("aksnet.readers.bicep.parameters").read_parameters(path, files))
            return
        reader = import_module("aksnet.readers.bicep.program").read
        parameters = self._parameters()
        label = None if parameters is None else _with(path, str(self._request.parameters))
        self._add_reading(reader(path, files, parameters, label))

    def _take_spec(self, path: Path, files: Files) -> None:
        try:
            source = files.source(path)
        except UnreadableError as error:
            self._unread(Files.shown(path), error.problem)
            return
        self._add(import_module("aksnet.readers.specs").read(source.name, source.text))

    def _take_document(self, path: Path, files: Files, *, asked: bool) -> None:
        document = self._document(path, files, asked=asked)
        if document is None:
            return
        documents = import_module("aksnet.readers.documents")
        if document.what is documents.Document.SPEC:
            self._add(import_module("aksnet.readers.specs").read(document.source.name, document.source.text))
            return
        parameters = self._parameters()
        label = None if parameters is None else _with(path, str(self._request.parameters))
        reading = documents.reading_of(document, parameters, label)
        if reading is not None:
            self._add_reading(reading)
        elif asked:
            place = Place(document.source.name)
            if document.what is documents.Document.PARAMETERS:
                hint = f"name the template: aksnet show main.bicep --parameters {path}"
                raise UsageError(Problem("these are parameters, and not the template they are for", place, hint))
            hint = "aksnet reads Terraform, Bicep, ARM templates, terraform show -json, bicep snapshot and az aks show"
            self._unread(document.source.name, Problem("this is nothing that aksnet knows", place, hint))

    def _document(self, path: Path, files: Files, *, asked: bool) -> Parsed | None:
        """A JSON document; what is wrong with it is told where it was asked for, or may be one of ours."""
        try:
            source: Source = files.source(path)
        except UnreadableError as error:
            if asked:
                self._unread(Files.shown(path), error.problem)
            return None
        document: Parsed = import_module("aksnet.readers.documents").parsed(source)
        if document.faults and (asked or document.what is not None):
            problems = [Problem(one.message, source.place(one.at), one.hint) for one in document.faults]
            self._unread(source.name, *problems)
        return document if document.root is not None else None

    def _parameters(self) -> Mapping[str, Val] | None:
        """The values of the parameter file that was named."""
        name = self._request.parameters
        if name is None:
            return None
        path = Path(name)
        files = self._files_of(repository_of(path))
        if not path.is_file():
            raise UsageError(Problem("there is no such file", Place(name)))
        if name.endswith(".bicepparam"):
            hint = f"name it as what is shown: aksnet show {name}"
            raise UsageError(Problem("--parameters takes a parameters file in JSON", Place(name), hint))
        return self._read_parameters(path, files)

    def _read_parameters(self, path: Path, files: Files) -> Mapping[str, Val]:
        try:
            document: Parsed = import_module("aksnet.readers.documents").parsed(files.source(path))
        except UnreadableError as error:
            raise UsageError(error.problem) from None
        fault = next(iter(document.faults), None)
        if document.root is None or fault is not None:
            place = document.source.place(fault.at) if fault is not None else Place(document.source.name)
            raise UsageError(Problem(fault.message if fault is not None else "this is no JSON", place))
        program = import_module("aksnet.readers.template.program")
        found: Mapping[str, Val] | None = program.parameters_of(document.root, document.source)
        if found is None:
            place = Place(document.source.name)
            raise UsageError(
                Problem("this is no parameters file", place, 'it has "parameters": {"name": {"value": …}}')
            )
        return found

    # a folder

    def _take_folder(self, folder: Path, files: Files) -> None:
        contents = Contents(folder, files)
        self._has_terraform |= contents.has_terraform
        for problem in contents.unreadable:
            self._unread(str(problem.place), problem)
        for root in contents.roots:
            self._folders.setdefault(files.root, {}).setdefault(root, self._order)
        used = self._take_bicepparams(contents.bicepparams, files)
        given, documents = self._sorted(contents.documents, files)
        for path in contents.templates:
            mine = parameters_for(path, given)
            for file in mine:
                reader = import_module("aksnet.readers.bicep.program").read
                label = _with(path, Files.shown(file))
                self._add_reading(reader(path, files, self._read_parameters(file, files), label))
            if not mine and (Path(os.path.normpath(path)) not in used or self._request.parameters is not None):
                self._take_bicep(path, files)
        for path, document in documents.items():
            self._take_document_of_folder(path, document, parameters_for(path, given), files)
        for path in contents.specs:
            self._take_spec(path, files)

    def _take_bicepparams(self, paths: Sequence[Path], files: Files) -> set[Path]:
        """Each with the template that it uses; those are returned."""
        used: set[Path] = set()
        for path in paths:
            base = import_module("aksnet.readers.bicep.parameters").used_by(path, files)
            if base is not None:
                used.add(Path(os.path.normpath(base)))
                self._take_bicep(path, files)
        return used

    def _sorted(self, paths: Sequence[Path], files: Files) -> tuple[list[Path], dict[Path, Parsed]]:
        """The files of parameters, and all other documents of ours, but for what Bicep made of a file beside it."""
        given: list[Path] = []
        others: dict[Path, Parsed] = {}
        for path in paths:
            document = self._document(path, files, asked=False)
            if document is None or document.what is None:
                continue
            if document.what.name == "PARAMETERS":
                given.append(path)
            elif not (document.made_by_bicep and files.exists(path.with_suffix(BICEP))):
                others[path] = document
        return given, others

    def _take_document_of_folder(self, path: Path, document: Parsed, given: Sequence[Path], files: Files) -> None:
        documents = import_module("aksnet.readers.documents")
        if document.what is not documents.Document.TEMPLATE or not given:
            self._take_document(path, files, asked=False)
            return
        for file in given:
            values = self._read_parameters(file, files)
            reading = documents.reading_of(document, values, _with(path, Files.shown(file)))
            if reading is not None:
                self._add_reading(reading)

    # at last

    def configurations(self) -> list[Configuration]:
        """All that was read, in order."""
        self._check_options()
        for root, folders in self._folders.items():
            roots = import_module("aksnet.readers.terraform.roots")
            for reading in roots.read_roots(folders, self._files[root], self._var_files):
                self._order = folders[Path(reading.folder)]
                self._add_reading(reading.reading)
        return [one for _, one in sorted(self._made, key=lambda pair: pair[0])]

    def _check_options(self) -> None:
        if self._request.var_files and not self._has_terraform:
            raise UsageError(
                Problem("there is no Terraform to give these values to", Place("--var-file"), "leave it out")
            )
        for path in self._var_files:
            if not path.is_file():
                raise UsageError(Problem("there is no such file", Place(str(path))))


def _with(path: Path, parameters: str) -> str:
    return f"{Files.shown(path)} with {parameters}"
