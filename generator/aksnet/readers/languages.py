"""The reader of each language, loaded when something of it is read: none of them is small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import Files, UnreadableError

if TYPE_CHECKING:
    from aksnet.expressions.source import Source
    from aksnet.expressions.values import Val
    from aksnet.readers.documents import Parsed
    from aksnet.readers.resources import Reading
    from aksnet.readers.terraform.roots import Root
    from aksnet.spec.layers import Layers


def assembled(reading: Reading) -> Configuration:
    """The configuration that a reading makes."""
    from aksnet.readers.assembling import configuration_of

    return configuration_of(reading)


def terraform(folders: Iterable[Path], files: Files, var_files: Sequence[Path]) -> list[Root]:
    """The root modules among folders."""
    from aksnet.readers.terraform.roots import read_roots

    return read_roots(folders, files, var_files)


def bicep(path: Path, files: Files, parameters: Mapping[str, Val] | None, label: str | None) -> Reading:
    """A template of Bicep with its defaults, or with values of a parameters file in JSON."""
    from aksnet.readers.bicep.program import read

    return read(path, files, parameters, label)


def bicepparam(path: Path, files: Files) -> Reading:
    """A parameters file of Bicep with the template that it uses."""
    from aksnet.readers.bicep.parameters import read_parameters

    return read_parameters(path, files)


def template_of(bicepparam: Path, files: Files) -> Path | None:
    """The template that a parameters file of Bicep uses, where it is a local one."""
    from aksnet.readers.bicep.parameters import used_by

    return used_by(bicepparam, files)


def spec(source: Source, *, planned: bool) -> Configuration:
    """A spec of aksnet; `planned` where ranges may be left open."""
    from aksnet.readers.specs import read

    return read(source.name, source.text, planned=planned)


def layered(layers: Layers, *, planned: bool) -> tuple[Configuration, Mapping[str, str]]:
    """A spec of aksnet in layers, and the texts of its files."""
    from aksnet.readers.specs import read_layers

    return read_layers(layers, planned=planned)


def is_spec(source: Source) -> bool:
    """Whether a text of unknown purpose is a spec."""
    from aksnet.readers.specs import is_spec

    return is_spec(source.name, source.text)


def is_shared(path: Path) -> bool:
    """Whether a file is in a folder of specs that have defaults in common."""
    from aksnet.readers.specs import is_member

    return is_member(str(path))


def is_mapping(source: Source) -> bool:
    """Whether a text of unknown language is one that a spec could be."""
    from aksnet.readers.specs import is_mapping

    return is_mapping(source.name, source.text)


def document(source: Source) -> Parsed:
    """A JSON document, and what it is."""
    from aksnet.readers.documents import parsed

    return parsed(source)


def as_spec(document: Parsed) -> Parsed:
    """A JSON document that is meant as a spec, though it has not what every spec has."""
    from aksnet.readers.documents import Document

    return document._replace(what=Document.SPEC)


def reading_of(
    document: Parsed, parameters: Mapping[str, Val] | None, label: str | None = None, *, both: bool = False
) -> Reading | None:
    """What is read of a JSON document; None of a spec, of parameters, and of what is none of ours."""
    from aksnet.readers.documents import reading_of

    return reading_of(document, parameters, label, both=both)


def locked(reading: Reading, folder: Path, files: Files) -> Reading:
    """What was read of a plan or a state, with the versions of the lock file in its folder."""
    from aksnet.readers.terraform.versions import locked_beside

    return locked_beside(reading, folder, files)


def parameters(path: Path, files: Files) -> Mapping[str, Val]:
    """The values in a parameters file in JSON; raises UsageError where it is none.

    Of a key that stands twice the last one counts, as it does for the service.
    """
    from aksnet.readers.template.program import parameters_of

    try:
        parsed = document(files.source(path))
    except UnreadableError as error:
        raise UsageError(error.problem) from None
    source = parsed.source
    for fault in parsed.faults if parsed.root is None else ():
        raise UsageError(Problem(fault.message, source.place(fault.at), fault.hint))
    found = parameters_of(parsed.root, source) if parsed.root is not None else None
    if found is None:
        hint = 'it has "parameters": {"name": {"value": …}}'
        raise UsageError(Problem("this is no parameters file", Place(source.name), hint))
    return found
