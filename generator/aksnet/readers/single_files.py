"""One file, or a text that stands for one: read by its name, or by how it begins."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers import languages
from aksnet.readers.files import Files
from aksnet.readers.folders import (
    BICEP,
    BICEPPARAM,
    DOCUMENTS,
    SPECS,
    TERRAFORM,
    VARIABLES,
    modules_of,
)
from aksnet.readers.gathering import Gathering, labelled
from aksnet.readers.spec_texts import SPEC_KEYS
from aksnet.readers.walking import repository_of

if TYPE_CHECKING:
    from aksnet.readers.documents import Parsed


class SingleFiles(Gathering):
    """Reads files that are named one by one."""

    def _take_given(self, name: str | None, data: bytes) -> None:
        """A text without a file, or that stands for one."""
        if name is not None and (not name.strip() or os.path.isdir(name)):  # noqa: PTH112  # a folder may not be looked into
            raise UsageError(Problem("this is no name of a file", Place("--stdin-filename"), "for example main.tf"))
        path = Path(name if name is not None else "<stdin>")
        root = repository_of(path) if name is not None else Path.cwd()
        self._files[root] = files = Files(root, {**(self._request.instead or {}), path: data}, self._request.excluding)
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
            self._take_unnamed(path, files, "give it on standard input with a name: - --stdin-filename main.tf")

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
            hint = f"name the configuration too: FOLDER --var-file {path}"
            raise UsageError(Problem("these are values, and no Terraform stands beside them", Place(str(path)), hint))
        self._has_terraform = True
        self._take_root(path.parent, files)
        if not own:
            self._var_files.append(path)

    def _take_bicep(self, path: Path, files: Files) -> None:
        parameters = self._parameters()
        label = None if parameters is None else labelled(path, str(self._request.parameters))
        self._add_reading(languages.bicep(path, files, parameters, label))

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
            hint = f"name the template: main.bicep --parameters {path}"
            message = "these are parameters, and not the template they are for"
            raise UsageError(Problem(message, Place(source.name), hint))
        if document.what is None:
            hint = "aksnet reads Terraform, Bicep, ARM templates, terraform show -json, bicep snapshot and az aks show"
            self._unread(source.name, Problem("this is nothing that aksnet knows", Place(source.name), hint))
            return
        self._take_known(path, document)

    def _take_known(self, path: Path, document: Parsed) -> None:
        """A JSON document of ours."""
        if document.what is not None and document.what.name == "SCHEMA":
            self._add(Configuration(document.source.name, views=()))
            return
        if document.what is not None and document.what.name == "SPEC":
            self._add_spec(document.source)
            return
        template = document.what is not None and document.what.name == "TEMPLATE"
        parameters = self._parameters() if template else None
        label = None if parameters is None else labelled(path, str(self._request.parameters))
        reading = languages.reading_of(document, parameters, label, both=self._request.both)
        if reading is not None and reading.made is not None:
            reading = languages.locked(reading, path.parent, self._files_of(repository_of(path)))
        if reading is not None:
            self._add_reading(reading)
