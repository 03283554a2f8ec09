"""`aksnet show`: what files, folders and answers of tools say about clusters and networks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from aksnet.commands.telling import emit, tell, tell_notes
from aksnet.errors import Place, Problem, UsageError
from aksnet.readers.files import MAX_JSON_BYTES
from aksnet.readers.implied import with_implied
from aksnet.readers.inputs import STDIN, Request, read
from aksnet.reports.shows import render
from aksnet.spec.layers import Layers


def request(
    paths: Sequence[str],
    stdin_filename: str | None,
    var_files: Sequence[str],
    parameters: str | None,
    layers: Layers | None = None,
) -> Request:
    """What is to be read: paths, and a spec in layers; raises UsageError where the options do not go together."""
    if stdin_filename is not None and STDIN not in paths:
        raise UsageError(Problem("standard input is not among the paths", Place("--stdin-filename"), "add -"))
    return Request(paths, stdin_filename, standard_input, var_files, parameters, layers=layers)


def standard_input() -> bytes:
    """All of standard input."""
    if sys.stdin is None:
        raise UsageError(Problem("standard input is closed", Place(STDIN)))
    return sys.stdin.buffer.read(MAX_JSON_BYTES + 1)


def show(asked: Request, output_format: str, *, resolved: bool) -> int:
    """Print what is read and return the exit code: 1 where something could not be read."""
    if not asked.paths and asked.layers is None:
        hint = "name files or folders: aksnet show ., or az aks show -o json | aksnet show -"
        raise UsageError(Problem("there is nothing to show", hint=hint))
    configurations = read(asked)
    if resolved:
        configurations = [with_implied(one) for one in configurations]
    emit(render(configurations, output_format, resolved=resolved))
    tell_notes(note for one in configurations for note in one.notes)
    unread = list(dict.fromkeys(problem for one in configurations for problem in one.unread))
    for problem in unread:
        print(problem, file=sys.stderr)
    found = any(one.clusters or one.networks or one.pools or one.subnets or one.peerings for one in configurations)
    if not unread and not found:
        tell("no clusters and no networks found")
    return int(bool(unread))
