"""The inputs of a command: files, folders and standard input, each read by what it is."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.walking import repository_of, walk

if TYPE_CHECKING:
    from aksnet.expressions.source import Source
    from aksnet.expressions.values import Val
    from aksnet.readers.documents import Parsed
    from aksnet.readers.resources import Reading

STDIN = "-"
_TERRAFORM = (".tf", ".tofu", ".tf.json", ".tofu.json")
_VARIABLES = (".tfvars", ".tfvars.json")
_SPECS = (".yaml", ".yml", ".toml")
# What a file in a folder has to mention somewhere to be read.
_WORDS = re.compile(
    r"azurerm_kubernetes|azurerm_virtual_network|azurerm_subnet|managedclusters|virtualnetworks|azure/aks/|"
    r"terraform-azurerm-aks|avm-res-containerservice|avm-res-network|azure/(network|vnet|subnets)/|managed-cluster|"
    r"container-service|network/virtual-network|agentpoolprofiles|vmsize",
    re.IGNORECASE,
)
_LOCAL_MODULE = re.compile(r"source\s*[=:]\s*\"(\.{1,2}/[^\"\n]*)\"")
_BICEP_MODULE = re.compile(r"^\s*module\s+\w+\s+'([^'\n]+\.bicep)'", re.MULTILINE)
_SPEC_KEYS = re.compile(r"^(network|clusters|defaults)\s*:|^\[+(network|clusters|defaults)", re.MULTILINE)


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
    if name.lower().endswith(_SPECS):
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
        self._order = 0
        self._var_files = [Path(one) for one in request.var_files]
        self._used: set[str] = set()

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
        elif _SPEC_KEYS.search(text):
            self._take_spec(path, files)
        else:
            hint = "say what it is: --stdin-filename main.tf"
            raise UsageError(Problem("standard input is neither JSON nor a spec", Place(STDIN), hint))

    def _take_file(self, path: Path, files: Files, *, asked: bool) -> None:
        name = path.name.lower()
        if name.endswith(_TERRAFORM):
            self._take_terraform(path, files)
        elif name.endswith(_VARIABLES):
            self._take_variables(path, files, asked=asked)
        elif name.endswith((".bicep", ".bicepparam")):
            self._take_bicep(path, files)
        elif name.endswith(_SPECS):
            self._take_spec(path, files)
        elif name.endswith((".json", ".jsonc", ".tfstate")) or asked:
            self._take_document(path, files, asked=asked)

    def _take_terraform(self, path: Path, files: Files) -> None:
        if not files.exists(path):
            self._unread(Files.shown(path), Problem("this file cannot be read", Place(Files.shown(path))))
            return
        self._folders.setdefault(files.root, {}).setdefault(path.parent, self._order)

    def _take_variables(self, path: Path, files: Files, *, asked: bool) -> None:
        """A file of values, named on its own: it stands for the configuration beside it."""
        if any(one.endswith(_TERRAFORM) for one in files.names(path.parent)):
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
            problems = [Problem(one.message, source.place(one.at), one.hint) for one in document.faults]  # type: ignore[attr-defined]
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
            place = document.source.place(fault.at) if fault is not None else Place(document.source.name)  # type: ignore[attr-defined]
            raise UsageError(Problem(getattr(fault, "message", "this is no JSON"), place))
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
        found: dict[str, list[Path]] = {kind: [] for kind in ("terraform", "bicep", "bicepparam", "json", "spec")}
        for path in walk(folder, files.root):
            kind = _kind(path.name.lower())
            if kind is not None:
                found[kind].append(path)
        self._take_roots(found["terraform"], files)
        self._take_templates(found["bicep"], found["bicepparam"], found["json"], files)
        for path in found["spec"]:
            if self._mentions(path, files, _SPEC_KEYS) and self._mentions(path, files, re.compile("plugin")):
                self._take_spec(path, files)

    def _mentions(self, path: Path, files: Files, words: re.Pattern[str] = _WORDS) -> bool:
        try:
            return words.search(files.source(path).text) is not None
        except UnreadableError as error:
            if path.name.endswith((*_TERRAFORM, ".bicep")):
                self._unread(Files.shown(path), error.problem)
            return False

    def _take_roots(self, paths: Sequence[Path], files: Files) -> None:
        """The folders whose files, or the local modules they call, mention what is read here."""
        folders: dict[Path, list[Path]] = {}
        for path in paths:
            folders.setdefault(path.parent, []).append(path)
        mentions = {folder: any(self._mentions(one, files) for one in own) for folder, own in folders.items()}
        calls = {folder: self._calls(folder, own, files) for folder, own in folders.items()}
        wanted = [folder for folder, does in mentions.items() if does]
        callers: dict[Path, list[Path]] = {}
        for folder, called in calls.items():
            for one in called:
                callers.setdefault(one, []).append(folder)
        relevant: set[Path] = set()
        while wanted:
            folder = wanted.pop()
            if folder not in relevant:
                relevant.add(folder)
                wanted += callers.get(Path(os.path.normpath(folder)), [])
        for folder in folders:
            if folder in relevant:
                self._folders.setdefault(files.root, {}).setdefault(folder, self._order)

    def _calls(self, folder: Path, paths: Iterable[Path], files: Files) -> list[Path]:
        called: list[Path] = []
        for path in paths:
            try:
                text = files.source(path).text
            except UnreadableError:
                continue
            called += [Path(os.path.normpath(folder / one)) for one in _LOCAL_MODULE.findall(text)]
        return called

    def _take_templates(
        self, bicep: Sequence[Path], bicepparam: Sequence[Path], documents: Sequence[Path], files: Files
    ) -> None:
        """Templates that no other one calls: once for each file of parameters, else with their defaults."""
        called = {path for one in bicep for path in self._bicep_calls(one, files)}
        used: set[Path] = set()
        for path in bicepparam:
            base = import_module("aksnet.readers.bicep.parameters").used_by(path, files)
            if base is not None:
                used.add(Path(os.path.normpath(base)))
                self._take_bicep(path, files)
        given, templates = self._sorted_documents(documents, files)
        for path in bicep:
            plain = Path(os.path.normpath(path))
            if plain in called or not (self._mentions(path, files) or self._bicep_calls(path, files)):
                continue
            mine = _parameters_for(path, given)
            for file in mine:
                reader = import_module("aksnet.readers.bicep.program").read
                label = _with(path, Files.shown(file))
                self._add_reading(reader(path, files, self._read_parameters(file, files), label))
            if not mine and (plain not in used or self._request.parameters is not None):
                self._take_bicep(path, files)
        for path, document in templates.items():
            self._take_document_of_folder(path, document, _parameters_for(path, given), files)

    def _bicep_calls(self, path: Path, files: Files) -> list[Path]:
        try:
            text = files.source(path).text
        except UnreadableError:
            return []
        return [Path(os.path.normpath(path.parent / one)) for one in _BICEP_MODULE.findall(text)]

    def _sorted_documents(self, paths: Sequence[Path], files: Files) -> tuple[list[Path], dict[Path, Parsed]]:
        """The files of parameters, and all other documents of ours."""
        given: list[Path] = []
        others: dict[Path, Parsed] = {}
        for path in paths:
            parameters = "parameters" in path.name.lower()
            if not parameters and not self._mentions(path, files) and not self._mentions(path, files, _JSON_SPEC):
                continue
            document = self._document(path, files, asked=False)
            if document is None or document.what is None:
                continue
            if document.what.name == "PARAMETERS":
                given.append(path)
            else:
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
        if self._request.var_files and not self._folders:
            raise UsageError(
                Problem("there is no Terraform to give these values to", Place("--var-file"), "leave it out")
            )
        for path in self._var_files:
            if not path.is_file():
                raise UsageError(Problem("there is no such file", Place(str(path))))


_JSON_SPEC = re.compile(r'"(network|clusters)"\s*:')


def _kind(name: str) -> str | None:
    if name.endswith(_TERRAFORM):
        return "terraform" if not name.startswith((".", "#")) else None
    for kind, suffixes in (
        ("bicep", (".bicep",)),
        ("bicepparam", (".bicepparam",)),
        ("spec", _SPECS),
        ("json", (".json", ".jsonc", ".tfstate")),
    ):
        if name.endswith(suffixes):
            return None if name.endswith((*_VARIABLES, ".schema.json", "package-lock.json")) else kind
    return None


def _with(path: Path, parameters: str) -> str:
    return f"{Files.shown(path)} with {parameters}"


def _parameters_for(template: Path, given: Sequence[Path]) -> list[Path]:
    """The parameter files of a template, by their names: main.parameters.json, main.prod.parameters.json."""
    stem = template.name.rsplit(".", 1)[0].lower()
    return [one for one in given if one.parent == template.parent and _is_of(one.name.lower(), stem)]


def _is_of(name: str, stem: str) -> bool:
    return name.startswith((f"{stem}.", f"{stem}-parameters"))
