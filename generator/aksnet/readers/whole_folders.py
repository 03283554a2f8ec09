"""A folder: what of it is configuration, and which files belong together."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.errors import UsageError
from aksnet.readers import broken_json, languages
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.folders import BICEP, Contents, parameters_for
from aksnet.readers.gathering import labelled
from aksnet.readers.single_files import SingleFiles

if TYPE_CHECKING:
    from aksnet.readers.documents import Parsed


class WholeFolders(SingleFiles):
    """Reads folders, too."""

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
                label = labelled(path, Files.shown(file))
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
        what = document.what.name if document.what is not None else ""
        if what == "SCHEMA" or (what == "SPEC" and not languages.is_spec(source)):
            return document._replace(what=None)
        if document.root is not None and document.what is None and languages.is_spec(source):
            return languages.as_spec(document)
        if document.root is None and broken_json.is_ours(source):
            self._tell_faults(document)
            files.source(path)
        return document

    def _tell_parameters(self, paths: Sequence[Path], before: int, files: Files) -> None:
        """Tell of parameters that cannot be read, where their template declares something of ours."""
        if any(one.views or one.clusters or one.networks or one.pools or one.subnets for _, one in self._made[before:]):
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
            reading = languages.reading_of(document, values, labelled(path, Files.shown(file)))
            if reading is not None:
                self._add_reading(reading)
