"""The inputs of a command: files, folders and standard input, each read by what it is."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.expressions.source import Source
from aksnet.readers import broken_json, languages
from aksnet.readers.callers import Callers
from aksnet.readers.files import MAX_BYTES, Files, UnreadableError
from aksnet.readers.folders import (
    BICEP,
    BICEPPARAM,
    DOCUMENTS,
    SPEC_KEYS,
    SPECS,
    TERRAFORM,
    VARIABLES,
    Contents,
    modules_of,
    parameters_for,
)
from aksnet.readers.walking import repository_of

if TYPE_CHECKING:
    from aksnet.expressions.values import Val
    from aksnet.readers.documents import Parsed
    from aksnet.readers.resources import Reading

STDIN = "-"
_KNOWN = (*TERRAFORM, *VARIABLES, BICEP, BICEPPARAM, *SPECS, *DOCUMENTS)


class Request(NamedTuple):
    """What is asked for: paths, the name that stands for standard input, and the files that give values.

    `whole`: a spec has to say all that `gen` asks of it, and what has no name of another input is a spec. `excluding`
    tells which policy says not to look at a file, or at a folder with a slash behind it.
    """

    paths: Sequence[str]
    stdin_filename: str | None = None
    stdin: Callable[[], bytes] | None = None
    var_files: Sequence[str] = ()
    parameters: str | None = None
    whole: bool = False
    excluding: Callable[[str], str | None] | None = None


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
        return Inputs(inputs.configurations(), inputs.texts())


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


class _Inputs:
    """Gathers what is to be read, and reads it: Terraform's folders at last, as they may call each other."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._files: dict[Path, Files] = {}
        self._callers: dict[Path, Callers] = {}
        self._made: list[tuple[int, Configuration]] = []
        self._folders: dict[Path, dict[Path, int]] = {}
        self._bicep: list[tuple[int, Path, Files]] = []
        self._bicepparams: list[tuple[Path, Files]] = []
        self._taken: set[str] = set()
        self._has_terraform = self._has_template = False
        self._order = 0
        self._var_files = [Path(one) for one in request.var_files]

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

    def _is_taken(self, path: Path) -> bool:
        """Whether the same file or folder was named before, in whatever spelling."""
        real = os.path.realpath(path)
        before = real in self._taken
        self._taken.add(real)
        return before

    def _files_of(self, root: Path) -> Files:
        if root not in self._files:
            self._files[root] = Files(root, excluding=self._request.excluding)
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

    # one file

    def _take_given(self, name: str | None, data: bytes) -> None:
        """A text without a file, or that stands for one."""
        if name is not None and (not name.strip() or os.path.isdir(name)):  # noqa: PTH112  # a folder may not be looked into
            raise UsageError(Problem("this is no name of a file", Place("--stdin-filename"), "for example main.tf"))
        path = Path(name if name is not None else "<stdin>")
        root = repository_of(path) if name is not None else Path.cwd()
        self._files[root] = files = Files(root, {path: data}, self._request.excluding)
        if name is not None:
            self._take_file(path, files)
        else:
            self._take_unnamed(path, files, "say it with --stdin-filename main.tf")

    def _take_unnamed(self, path: Path, files: Files, hint: str) -> None:
        """A text whose name says nothing: JSON by how it begins, else a spec."""
        source = self._source(path, files)
        if source is None:
            return
        if source.text.lstrip()[:1] in ("{", "["):
            self._take_document(path, files)
        elif SPEC_KEYS.search(source.text) or (self._request.whole and languages.is_mapping(source)):
            self._add_spec(source)
        else:
            message = "neither its name nor how it begins says what this is"
            problem = Problem(message, Place(source.name), hint)
            if not self._request.whole:
                raise UsageError(problem)
            self._add(Configuration(source.name, unread=(problem,), views=()))

    def _take_file(self, path: Path, files: Files) -> None:
        name = path.name.lower()
        if name.endswith(TERRAFORM):
            self._take_terraform(path, files)
        elif name.endswith(VARIABLES):
            self._take_variables(path, files)
        elif name.endswith(BICEPPARAM):
            self._bicepparams.append((path, files))
            self._add_reading(languages.bicepparam(path, files))
        elif name.endswith(BICEP):
            self._bicep.append((self._order, path, files))
        elif name.endswith(SPECS):
            source = self._source(path, files)
            if source is not None:
                self._add_spec(source)
        elif name.endswith(DOCUMENTS):
            self._take_document(path, files)
        else:
            what = "check" if self._request.whole else "show"
            self._take_unnamed(path, files, f"say it with --stdin-filename: aksnet {what} - --stdin-filename main.tf")

    def _take_root(self, folder: Path, files: Files) -> None:
        known = self._folders.setdefault(files.root, {})
        if not any(os.path.realpath(one) == os.path.realpath(folder) for one in known):
            known[folder] = self._order

    def _take_terraform(self, path: Path, files: Files) -> None:
        self._has_terraform = True
        if files.exists(path):
            for folder in (path.parent, *self._callers_of(path.parent, files)):
                self._take_root(folder, files)
        else:
            self._source(path, files)

    def _take_variables(self, path: Path, files: Files) -> None:
        """A file of values, named on its own: it stands for the configuration beside it.

        Git hooks name every file that Terraform would take by itself, whatever stands beside it.
        """
        own = path.name in ("terraform.tfvars", "terraform.tfvars.json") or ".auto.tfvars" in path.name
        if not any(one.endswith(TERRAFORM) for one in files.names(path.parent)):
            if self._request.whole and own:
                message = "these are values, and no Terraform stands beside them: they are not looked at"
                self._add(Configuration(str(path), notes=(Problem(message, Place(str(path))),)))
                return
            hint = f"name the configuration too: aksnet show FOLDER --var-file {path}"
            raise UsageError(Problem("these are values, and no Terraform stands beside them", Place(str(path)), hint))
        self._has_terraform = True
        self._take_root(path.parent, files)
        if not own:
            self._var_files.append(path)

    def _take_bicep(self, path: Path, files: Files) -> None:
        parameters = self._parameters()
        label = None if parameters is None else _with(path, str(self._request.parameters))
        self._add_reading(languages.bicep(path, files, parameters, label))

    def _take_document(self, path: Path, files: Files) -> None:
        """A JSON document that was asked for."""
        source = self._source(path, files)
        if source is None:
            return
        document = languages.document(source)
        self._tell_faults(document)
        if document.root is None:
            return
        if document.what is not None and document.what.name == "PARAMETERS":
            hint = f"name the template: aksnet show main.bicep --parameters {path}"
            message = "these are parameters, and not the template they are for"
            raise UsageError(Problem(message, Place(source.name), hint))
        if document.what is None:
            hint = "aksnet reads Terraform, Bicep, ARM templates, terraform show -json, bicep snapshot and az aks show"
            self._unread(source.name, Problem("this is nothing that aksnet knows", Place(source.name), hint))
            return
        self._take_known(path, document)

    def _take_known(self, path: Path, document: Parsed) -> None:
        """A JSON document of ours."""
        if document.what is not None and document.what.name == "SPEC":
            self._add_spec(document.source)
            return
        template = document.what is not None and document.what.name == "TEMPLATE"
        parameters = self._parameters() if template else None
        label = None if parameters is None else _with(path, str(self._request.parameters))
        reading = languages.reading_of(document, parameters, label)
        if reading is not None:
            self._add_reading(reading)

    def _tell_faults(self, document: Parsed) -> None:
        source = document.source
        if document.faults:
            problems = [Problem(one.message, source.place(one.at), one.hint) for one in document.faults]
            self._unread(source.name, *problems)

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

    # a folder

    def _take_folder(self, folder: Path, files: Files) -> None:
        contents = Contents(folder, files)
        self._has_terraform |= contents.has_terraform
        for problem in contents.unreadable:
            self._unread(str(problem.place), problem)
        for root in contents.roots:
            self._take_root(root, files)
        used = self._take_bicepparams(contents.bicepparams, files)
        given, documents, broken = self._sorted(contents.documents, files)
        for path in contents.bicep:
            before = len(self._made)
            mine = parameters_for(path, given)
            for file in mine:
                label = _with(path, Files.shown(file))
                self._add_reading(languages.bicep(path, files, languages.parameters(file, files), label))
            if (
                path in contents.templates
                and not mine
                and (Path(os.path.normpath(path)) not in used or self._request.parameters is not None)
            ):
                self._take_bicep(path, files)
            self._tell_parameters(parameters_for(path, broken), before, files)
        for path, document in documents.items():
            before = len(self._made)
            self._take_document_of_folder(path, document, parameters_for(path, given), files)
            self._tell_parameters(parameters_for(path, broken), before, files)
        for path in contents.specs:
            source = self._source(path, files)
            if source is not None:
                self._add_spec(source)

    def _take_bicepparams(self, paths: Sequence[Path], files: Files) -> set[Path]:
        """Each with the template that it uses; those are returned."""
        used: set[Path] = set()
        for path in paths:
            template = languages.template_of(path, files)
            if template is not None:
                used.add(Path(os.path.normpath(template)))
                self._add_reading(languages.bicepparam(path, files))
        return used

    def _sorted(self, paths: Sequence[Path], files: Files) -> tuple[list[Path], dict[Path, Parsed], list[Path]]:
        """The files of parameters; all other documents of ours, but for what Bicep made of a file beside it; and what
        by its name may be parameters that cannot be read.
        """
        given: list[Path] = []
        others: dict[Path, Parsed] = {}
        broken: list[Path] = []
        for path in paths:
            document = self._looked_at(path, files)
            if document is None or document.what is None:
                if broken_json.may_be_parameters(path.name, document):
                    broken.append(path)
                continue
            self._tell_faults(document)
            if document.what.name == "PARAMETERS":
                given.append(path)
            elif not (document.made_by_bicep and files.exists(path.with_suffix(BICEP))):
                others[path] = document
                files.source(path)
        return given, others, broken

    def _looked_at(self, path: Path, files: Files) -> Parsed | None:
        """A document of a folder, where it is JSON; what is none, and plainly is ours, is told."""
        try:
            source = files.look_at(path)
        except UnreadableError as error:
            if broken_json.is_template(error.guess):
                self._unread(Files.shown(path), error.problem)
            return None
        document = languages.document(source)
        if document.what is not None and document.what.name == "SPEC" and not languages.is_spec(source):
            return document._replace(what=None)
        if document.root is None and broken_json.is_ours(source):
            self._tell_faults(document)
            files.source(path)
        return document

    def _tell_parameters(self, paths: Sequence[Path], before: int, files: Files) -> None:
        """Tell of parameters that cannot be read, where their template declares something of ours."""
        if any(one.clusters or one.networks or one.pools or one.subnets for _, one in self._made[before:]):
            for path in paths:
                try:
                    languages.parameters(path, files)
                except UsageError as error:
                    self._unread(Files.shown(path), *error.problems)

    def _take_document_of_folder(self, path: Path, document: Parsed, given: Sequence[Path], files: Files) -> None:
        if document.what is None or document.what.name != "TEMPLATE" or not given:
            self._take_known(path, document)
            return
        for file in given:
            values = languages.parameters(file, files)
            reading = languages.reading_of(document, values, _with(path, Files.shown(file)))
            if reading is not None:
                self._add_reading(reading)

    # at last

    def configurations(self) -> list[Configuration]:
        """All that was read, in order."""
        self._take_named_bicep()
        self._check_options()
        for root, folders in self._folders.items():
            for found in languages.terraform(folders, self._files[root], self._var_files):
                self._order = folders[found.folder]
                self._add_reading(found.reading)
        return [one for _, one in sorted(self._made, key=lambda pair: pair[0])]

    def _take_named_bicep(self) -> None:
        """The Bicep files that were named, but those that another one calls: they are read with what it gives them.

        As in a folder, a file of parameters is such another one.
        """
        used = [languages.template_of(*one) for one in self._bicepparams if self._request.parameters is None]
        called = {os.path.realpath(one) for one in used if one is not None}
        for _, path, files in self._bicep:
            called |= {os.path.realpath(one) for one in modules_of(path, files)} - {os.path.realpath(path)}
        for order, path, files in self._bicep:
            if os.path.realpath(path) not in called:
                self._order = order
                callers = self._callers_of(path, files)
                for template in [one for one in callers if not self._is_taken(one)] if callers else [path]:
                    self._take_bicep(template, files)

    def _callers_of(self, module: Path, files: Files) -> list[Path]:
        """What calls a module that is to be checked: only there it has its values."""
        asked = self._request
        if not asked.whole or asked.parameters is not None or asked.var_files:
            return []
        return self._callers.setdefault(files.root, Callers(files.root)).tops(module)

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
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(Problem(f"this cannot be read: {reason}", Place(str(path)))) from None


def _with(path: Path, parameters: str) -> str:
    return f"{Files.shown(path)} with {parameters}"
