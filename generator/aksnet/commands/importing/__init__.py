"""`aksnet import`: from what files and tools say of clusters to a spec that means the same."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.importing.as_json import import_text
from aksnet.commands.importing.sources import Found, Sources, sources_of
from aksnet.commands.importing.telling import is_other, told, verdict
from aksnet.commands.importing.text import Origin, files_named, text_of
from aksnet.commands.importing.twice import Read, each_once
from aksnet.commands.telling import emit, is_quiet, quietly, tell, tell_notes
from aksnet.commands.writing import write_new
from aksnet.errors import AksnetError, Place, Problem, UsageError, printable
from aksnet.importing.apart import Member, told_apart
from aksnet.importing.clusters import imported
from aksnet.importing.fleets import fleet_of
from aksnet.importing.imported import Imported
from aksnet.readers.inputs import Request
from aksnet.schema.modeline import HEAD, NAME
from aksnet.schema.spec_schema import schema_text
from aksnet.spec.schema_ids import is_schema

_SUFFIXES = (".yaml", ".yml")
_INDEX = re.compile(r'\["?([^"\]]*)"?\]')


class _Made(NamedTuple):
    """What a run has made: the spec as text, its clusters with where they come from, and what is to be told.

    `unlike` are the names of those of which two readings say different things.
    """

    text: str
    members: list[Imported]
    origins: list[Origin]
    notes: tuple[Problem, ...]
    unread: tuple[Problem, ...]
    unlike: frozenset[str] = frozenset()


def run(request: Request, output: str | None, output_format: str) -> int:
    """Write the spec of all clusters, or print it; 1 where it is not whole, or does not mean the same."""
    _refuse_output(output)
    made = _made(request, output)
    if output is not None:
        _write(made.text, Path(output))
    if output_format == "json":
        emit(import_text(made.text, made.members, made.origins, made.notes, made.unread, made.unlike))
    elif output is None:
        emit(made.text)
    with quietly(is_quiet() or output_format == "json"):
        _tell(made, output)
    return int(bool(made.unread or made.unlike) or any(one.placeholders or is_other(one) for one in made.members))


def _made(request: Request, output: str | None) -> _Made:
    """The spec of all clusters in the inputs, for the file `output`."""
    sources = sources_of(request)
    read, refused = _imported(sources)
    read, twice = each_once(read)
    members = told_apart([_member(one) for one in read]) if len(read) > 1 else [one.imported for one in read]
    origins = [
        Origin(str(member.spec["name"]), one.found.view, one.found.maker, one.is_live)
        for member, one in zip(members, read, strict=True)
    ]
    whole = fleet_of(members) if len(members) > 1 else members[0]
    text = text_of(whole, origins, output, HEAD if output is not None else ())
    notes = (*sources.notes, *twice, *(problem for one in read for problem in one.unlike))
    unlike = frozenset(origin.name for origin, one in zip(origins, read, strict=True) if one.unlike)
    return _Made(text, members, origins, notes, (*sources.unread, *refused), unlike)


def _refuse_output(output: str | None) -> None:
    if output is None:
        return
    if not output.strip():
        raise UsageError(Problem("the output has no name", Place("--output"), "is a variable not set?"))
    if os.path.isdir(output):  # noqa: PTH112  # a name may be none that Path takes
        raise UsageError(Problem("this is a directory", Place(output), f"name the file in it: {output}/aksnet.yaml"))
    if not output.lower().endswith(_SUFFIXES):
        hint = "comments say where values come from, and YAML has them: name it aksnet.yaml"
        raise UsageError(Problem("a spec is imported as YAML", Place(output), hint))


def _imported(sources: Sources) -> tuple[list[Read], list[Problem]]:
    """The specs of the clusters, and the problems of those that no spec can be made of; raises where none can."""
    read: list[Read] = []
    refused: list[Problem] = []
    for one in sources.found:
        try:
            read.append(Read(one, imported(one.view, one.maker, one.configuration)))
        except AksnetError as error:
            refused += error.problems
    if not read:
        raise UsageError(*sources.unread, *refused)
    return read, refused


def _member(one: Read) -> Member:
    found = one.found
    group = one.imported.spec.get("resource_group")
    words = (*_INDEX.findall(_address(found)), _folder(found), group if isinstance(group, str) else "", _address(found))
    return Member(one.imported, found.source, str(one.place), tuple(word for word in words if word))


def _address(found: Found) -> str:
    return found.view.declared.address if found.view.declared is not None else ""


def _folder(found: Found) -> str:
    """The name of the folder that a cluster was read in."""
    label = found.configuration.label
    return Path(label).name if os.path.isdir(label) else Path(label).parent.name  # noqa: PTH112


def _write(text: str, path: Path) -> None:
    write_new({path: text.encode(), path.parent / NAME: schema_text().encode()}, _is_schema)


def _is_schema(data: bytes) -> bool:
    return is_schema(data.decode("utf-8", "replace"))


def _tell(made: _Made, output: str | None) -> None:
    """What there is to know beside the spec; the last line is the verdict."""
    tell_notes(made.notes)
    for line in told(made.members):
        tell(line)
    for problem in made.unread:
        print(problem, file=sys.stderr)
    names = f"{len(made.origins)} clusters" if len(made.origins) > 1 else made.origins[0].name
    where = f" to {output}" if output is not None else ""
    lead = f"imported {names} from {files_named(made.origins)}{where}"
    tell(printable(f"{lead}; {verdict(made.members, made.origins, len(made.unlike))}"))
    if made.unread:
        tell("a part could not be read, and is not in the spec")
