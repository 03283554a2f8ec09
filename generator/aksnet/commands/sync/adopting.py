"""`aksnet sync --init`: markers around network profiles that people wrote, where what is put there means the same."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.progress import Progress
from aksnet.commands.sync import Options, is_over, spec_of
from aksnet.commands.sync.changes import Change, difference
from aksnet.commands.sync.declared import Declared, Made, Reading, declared_in, matched, read_as
from aksnet.commands.sync.ignored_changes import ignored_faults, ignored_notes
from aksnet.commands.sync.lacking import dialect_faults, lacking
from aksnet.commands.sync.locking import alone
from aksnet.commands.sync.managed import Entry, content_of, text_of
from aksnet.commands.sync.meaning import differences, notes, same_besides, sides_of
from aksnet.commands.sync.syncing import Wanted, prepared_of
from aksnet.commands.sync.tree import Tree
from aksnet.commands.telling import emit, tell
from aksnet.commands.writing import is_read_only, replace_files
from aksnet.errors import BUG, OutputError, Place, Problem, UsageError, printable
from aksnet.expressions.source import Source
from aksnet.readers.files import Files, encoded_as
from aksnet.readers.walking import repository_of
from aksnet.spec.layers import load
from aksnet.spec.output_entries import language_of
from aksnet.syncing.blocks import enclosed
from aksnet.syncing.locating import Located, located
from aksnet.syncing.markers import Block, blocks_in
from aksnet.syncing.overlaid import Ignored, ignored_in, overriding, resources_of
from aksnet.targets.parts import DEFAULT_NODE_POOL, NETWORK_PROFILE, NODE_POOLS, part

_POOLS = "pools get markers by hand, of {}; aksnet sync --diff shows what goes there"


class _Target(NamedTuple):
    """A cluster of the spec with its resource, the lines that get markers, and what is ignored of it."""

    entry: Entry
    declared: Declared
    found: Located
    ignored: Sequence[Ignored]


def run(wanted: Wanted, name: str, options: Options) -> int:
    """Put the markers into a file, or show it with `diff`; the exit code is 1 where it would mean something else."""
    path, spec = _file(name, wanted, options), spec_of(wanted.layers)
    loaded = load(wanted.layers)
    if loaded.outputs is None:
        raise lacking(path, spec, [])
    with Progress() as progress:
        ready = prepared_of(loaded, wanted, progress)
    if is_over(ready):
        return BUG if ready.judged.failures else 1
    real = path.resolve()
    entries = [one for one in ready.entries if one.dialect.emit == "block" and one.asked.path.resolve() == real]
    if not entries:
        raise lacking(path, spec, [view.name for view in ready.views])
    place = entries[0].asked.place("path")
    Tree(spec, follow=options.follow).inside(path, place)
    return _adopt(path, content_of(path, place), entries, options)


def _file(name: str, wanted: Wanted, options: Options) -> Path:
    """The file that is named, where markers can stand in one of its kind."""
    if wanted.shard is not None:
        raise UsageError(Problem("--shard and --init do not go together", Place("--shard"), "leave it out"))
    if options.check:
        hint = "--init --diff shows what it would write, and writes nothing"
        raise UsageError(Problem("--check and --init do not go together", Place("--check"), hint))
    if options.output_format != "text":
        raise UsageError(Problem("this is the format of --check", Place("--format"), "leave it out"))
    if language_of(name) is None:
        hint = "JSON has no comments" if name.lower().endswith(".json") else "it is for .tf, .tofu and .bicep"
        raise UsageError(Problem(f"{name or '(an empty name)'} has no place for markers", Place("--init"), hint))
    if not Path(name).is_file():
        raise UsageError(Problem("this is no file" if Path(name).exists() else "there is no such file", Place(name)))
    return Path(name)


def _adopt(path: Path, data: bytes, entries: Sequence[Entry], options: Options) -> int:
    """Put the markers around the network profiles of all clusters that have none there; all of them or none."""
    source = Source(Files.shown(path), text_of(data, str(path)))
    before = read_as(path, data)
    targets = _with_terraform(path, data, _targets(path, source, entries, before))
    text = source.text
    for one in sorted(targets, key=lambda one: one.found.block.at, reverse=True):
        text = enclosed(text, one.found.block, _wanted(one.entry))
    change = Change(path, data, encoded_as(data, text), ())
    after = read_as(path, change.after)
    problems = [*_faults(targets, before, after, text), *(() if options.force else _comments(targets))]
    if is_read_only(path):
        problems.append(Problem("this file is read-only, and is not written", Place(str(path))))
    if problems:
        print(f"{OutputError(*problems)}\nerror: nothing was written", file=sys.stderr)
        return 1
    _tell_notes(targets, before, after)
    if options.diff:
        emit(difference(change))
        return 1
    with alone(repository_of(path)):
        replace_files({path: (data, change.after)})
    _tell_done(targets)
    return int(options.fails_on_change)


def _targets(path: Path, source: Source, entries: Sequence[Entry], before: Reading) -> list[_Target]:
    """The clusters that have no markers in the file yet; raises OutputError where one cannot get them."""
    marked = {one.cluster: one for one in blocks_in(source.name, source.text) if one.part == NETWORK_PROFILE}
    left = [entry for entry in entries if entry.view.name not in marked]
    if not left:
        hint = "there is nothing to begin with: aksnet sync keeps it up to date"
        there = ((f"the block {one.name} is there already", one.place) for one in marked.values())
        raise OutputError(*(Problem(message, place, hint) for message, place in there))
    free = list(_unmarked(declared_in(path, before), marked.values()))
    pairs = matched(left, free, path)
    problems = [one for entry, declared in pairs for one in dialect_faults(entry, declared)]
    if problems:
        raise OutputError(*problems)
    return [
        _Target(entry, one, located(source, one.place, entry.view.name, NETWORK_PROFILE), ()) for entry, one in pairs
    ]


def _with_terraform(path: Path, data: bytes, targets: list[_Target]) -> list[_Target]:
    """The clusters with what Terraform ignores of them; raises OutputError where an override hides what is written."""
    if any(one.entry.dialect.target != "terraform" for one in targets):
        return targets
    resources = resources_of(path, data)
    problems = [problem for one in targets for problem in overriding(resources[one.declared.address], path)]
    if problems:
        raise OutputError(*problems)
    return [one._replace(ignored=ignored_in(resources[one.declared.address])) for one in targets]


def _unmarked(every: Sequence[Declared], marked: Iterable[Block]) -> Iterator[Declared]:
    """The resources in which no markers stand: those are of the resource that begins last before them."""
    lines = [block.place.line or 0 for block in marked]
    for number, one in enumerate(every):
        end = every[number + 1].place.line if number + 1 < len(every) else None
        if not any((one.place.line or 0) <= line < (end or line + 1) for line in lines):
            yield one


def _wanted(entry: Entry) -> str:
    """What belongs between the markers: every cluster with a network profile in its file has this part."""
    return part(entry.view, entry.dialect, NETWORK_PROFILE, entry.asked.output.resource) or ""


def _faults(targets: Sequence[_Target], before: Reading, after: Reading, text: str) -> list[Problem]:
    """What would not mean the same: in the network profiles, and anywhere else."""
    problems = []
    for one in targets:
        for made, other in _pairs(one.declared, before, after):
            sides = sides_of(made, other, one.entry.view)
            problems += differences(sides, other, one.found.block.place)
            problems += ignored_faults(one.ignored, other)
    changed = [one.declared.place for one in targets]
    if after.text != text or not same_besides(before.made, after.made, changed):
        message = "something beside the network profile would be read in another way"
        problems.append(Problem(message, targets[0].found.block.place, "put the markers there by hand"))
    return list(dict.fromkeys(problems))


def _pairs(declared: Declared, before: Reading, after: Reading) -> Iterator[tuple[Made, Made]]:
    """The clusters of a resource as they were, and as they would be; a further or lacking one is told elsewhere."""
    both = zip(before.made, after.made, strict=False)
    return ((one, other) for one, other in both if one.said.place == declared.place)


def _comments(targets: Sequence[_Target]) -> Iterator[Problem]:
    for one in targets:
        lines = dict.fromkeys(str(place.line) for place in one.found.comments)
        if lines:
            message = f"the comment{_s(lines)} in line{_s(lines)} {', '.join(lines)} would be lost"
            hint = "move it above the block, or give it up with --force"
            yield Problem(message, one.found.comments[0], hint)


def _s(items: Collection[str]) -> str:
    return "s" if len(items) > 1 else ""


def _tell_notes(targets: Sequence[_Target], before: Reading, after: Reading) -> None:
    for one in targets:
        for text in dict.fromkeys(_noted(one, before, after)):
            tell(printable(f"{one.found.block.place}: note: {text}"))


def _noted(one: _Target, before: Reading, after: Reading) -> Iterator[str]:
    for made, other in _pairs(one.declared, before, after):
        yield from notes(sides_of(made, other, one.entry.view), made)
        yield from ignored_notes(one.ignored, other)
    count, name = len(one.declared.made), one.entry.view.name
    if count > 1:
        yield f"{one.declared.address} is read {count} times, and gets what the spec says of {name} in all of them"


def _tell_done(targets: Sequence[_Target]) -> None:
    for one in targets:
        block = one.found.block
        text = f"put markers around the network profile of {block.cluster} ({one.declared.address})"
        tell(printable(f"{block.place}: {text}"))
        parts = " and ".join(f"{block.cluster}/{name}" for name in _pool_parts(one.entry))
        tell(printable(_POOLS.format(parts)))


def _pool_parts(entry: Entry) -> list[str]:
    return [DEFAULT_NODE_POOL, NODE_POOLS] if entry.dialect.speaks_azurerm else [NODE_POOLS]
