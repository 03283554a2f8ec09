"""Files that people write, in which the lines between markers are aksnet's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.sync.changes import Change, Difference
from aksnet.dialects import Dialect
from aksnet.errors import OutputError, Place, Problem
from aksnet.readers.files import UnreadableError, decoded, encoded_as
from aksnet.spec.output_entries import language_of
from aksnet.spec.outputs import Asked
from aksnet.syncing.blocks import Filled, State, filled, rewritten
from aksnet.syncing.markers import Block, blocks_in
from aksnet.targets.parts import names_of, part
from aksnet.view import ClusterView

# The languages of files, whatever they are called: a template of them may have another name.
_SUFFIXES = {"terraform": ".tf", "bicep": ".bicep"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_NO_FILE = "write it first, or let aksnet own it: emit: cluster"


class Entry(NamedTuple):
    """What an output asks for: a cluster in a dialect, in a file."""

    asked: Asked
    view: ClusterView
    dialect: Dialect


class Names(NamedTuple):
    """The names of all clusters of a spec, and of those that are in the shard."""

    all: frozenset[str]
    shard: frozenset[str]


def managed(path: Path, entries: Sequence[Entry], names: Names) -> Change | None:
    """What changes in the file, None where nothing does; raises OutputError where its markers are not right."""
    name, data = str(path), content_of(path, entries[0].asked.place("path"))
    text = text_of(data, name)
    every: list[Filled] = []
    problems: list[Problem] = []
    of_cluster = {one.view.name: one for one in entries}
    blocks = blocks_in(name, text, _SUFFIXES[entries[0].dialect.target])
    for block in blocks:
        entry = of_cluster.get(block.cluster)
        if entry is None:
            if block.cluster not in names.all - names.shard:
                problems.append(_unknown(block, names))
            continue
        wanted = part(entry.view, entry.dialect, block.part, entry.asked.output.resource)
        if wanted is None:
            hint = f"there is: {', '.join(names_of(entry.view, entry.dialect))}"
            problems.append(Problem(f"the cluster {block.cluster} has no part {block.part!r}", block.place, hint))
        else:
            every.append(filled(text, block, wanted))
    problems += _unmarked(entries, blocks, name)
    if problems:
        raise OutputError(*problems)
    after = encoded_as(data, rewritten(text, every))
    return Change(path, data, after, tuple(_differences(every))) if after != data else None


def content_of(path: Path, place: Place) -> bytes:
    """What a file holds that people write; `place` is where it is named."""
    try:
        if not path.is_file():
            problem = "this is no file" if path.exists() else "there is no such file"
            raise OutputError(
                Problem(f"{path}: {problem}, and markers stand in a file that people write", place, _NO_FILE)
            )
        return path.read_bytes()
    except OSError as error:
        raise OutputError(Problem(f"this cannot be read: {error.strerror or error}", Place(str(path)))) from None


def text_of(data: bytes, name: str) -> str:
    """The text of a file with its own ends of lines; only UTF-8 is written."""
    if data.startswith(_UTF_16):
        raise OutputError(Problem("this is not UTF-8 text", Place(name), "save it as UTF-8"))
    try:
        return decoded(data, name)
    except UnreadableError as error:
        raise OutputError(error.problem) from None


def _unknown(block: Block, names: Names) -> Problem:
    if block.cluster in names.all:
        message = f"the block {block.name} is not written: no output of the spec names this file for that cluster"
        return Problem(message, block.place, "add the file to outputs: for the cluster, or take the markers out")
    hint = f"there is: {', '.join(sorted(names.all)[:8])}{', …' if len(names.all) > 8 else ''}"
    return Problem(f"the block {block.name} is of a cluster that the spec does not have", block.place, hint)


def _unmarked(entries: Sequence[Entry], blocks: Sequence[Block], name: str) -> list[Problem]:
    """Clusters that have no block in the file: what the spec says of them would go nowhere."""
    marked = {block.cluster for block in blocks}
    by_init = ""
    if language_of(name) is not None:
        by_init = f"; aksnet sync --init {name} does it around a network profile that is written"
    return [
        Problem(
            f"{name} has no markers for the cluster {one.view.name}",
            one.asked.place("path"),
            f"put {_example(one)} there{by_init}",
        )
        for one in entries
        if one.view.name not in marked
    ]


def _example(entry: Entry) -> str:
    mark = "//" if entry.dialect.target == "bicep" else "#"
    return f"`{mark} aksnet:begin {entry.view.name}/network-profile` and `{mark} aksnet:end`"


def _differences(every: Sequence[Filled]) -> list[Difference]:
    return [
        Difference(_WORDS[state].format(block.name), block.cluster, block.place, edited=state is State.EDITED)
        for block, _, state in every
        if state is not State.SAME
    ]


_WORDS = {
    State.UNMARKED: "the checksum, the indent or an end of a line of the block {} is missing or wrong",
    State.STALE: "the block {} is not what the spec says",
    State.EDITED: "the block {} has text that aksnet did not write",
}
