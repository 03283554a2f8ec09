"""From a spec with outputs to what is to change in its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from aksnet.commands import asking
from aksnet.commands.comments import comments_of
from aksnet.commands.gen import held_by
from aksnet.commands.own_templates import with_own
from aksnet.commands.policies import Policies
from aksnet.commands.progress import Progress
from aksnet.commands.sync.changes import Change
from aksnet.commands.sync.managed import Entry, Names, managed
from aksnet.commands.sync.owned import changed, owned
from aksnet.commands.sync.tree import Tree
from aksnet.dialects import Dialect
from aksnet.errors import OutputError, Place, Problem, SpecError, UsageError
from aksnet.rules import Context, Judged, check
from aksnet.spec.layers import Layers, Loaded, cluster_views, load
from aksnet.spec.output_entries import Output
from aksnet.spec.outputs import Asked, outputs_of
from aksnet.spec.shards import Shard
from aksnet.targets.parts import TARGETS
from aksnet.view import ClusterView


class Prepared(NamedTuple):
    """A spec that was judged: its clusters, what is to be written for each of them, and what the rules found.

    `names` are those of all clusters, and of those that are in the shard.
    """

    loaded: Loaded
    views: Sequence[ClusterView]
    entries: Sequence[Entry]
    judged: Judged
    names: Names


class Wanted(NamedTuple):
    """A spec, the day, and what the command line names: a policy, a shard, a directory of templates."""

    layers: Layers
    today: date
    policy: str | None = None
    shard: Shard | None = None
    templates: str | None = None


def prepared(wanted: Wanted, progress: Progress) -> Prepared:
    """The clusters of a spec, judged for all that is to be written of them; raises SpecError where it has faults."""
    return prepared_of(load(wanted.layers), wanted, progress)


def prepared_of(loaded: Loaded, wanted: Wanted, progress: Progress) -> Prepared:
    """The clusters of a spec that was read, judged as `prepared` does."""
    views = cluster_views(loaded._replace(outputs=None))  # they are judged with the names of the clusters
    asked = outputs_of(loaded, [view.name for view in views])
    entries = [Entry(one, views[one.number], dialect) for one, dialect in _dialects(asked, wanted.templates)]
    dialects: list[dict[Dialect, None]] = [{} for _ in views]
    for entry in entries:
        dialects[entry.asked.number][entry.dialect] = None
    policies = Policies(wanted.policy)
    only = held_by(wanted.shard, loaded, views)
    judged = check(
        views,
        Context(wanted.today),
        policies=[policies.of(file) for file in loaded.files],
        comments=list(comments_of(loaded.texts, policies, ())),
        dialects=[tuple(one) for one in dialects],
        only=only,
        follow=partial(progress.follow, total=len(views), what="checking clusters"),
    )
    every = [view.name for view in views]
    in_shard = every if only is None else [every[number] for number in only]
    return Prepared(loaded, views, entries, judged, Names(frozenset(every), frozenset(in_shard)))


def _dialects(asked: Sequence[Asked], templates: str | None) -> Iterator[tuple[Asked, Dialect]]:
    """Each output with its dialect, which has the templates of a user's where these are for it."""
    found = [_dialect(one) for one in asked]
    each = [one for one in dict.fromkeys(found) if one.whole]  # what stands between markers has no templates
    own = dict(zip(each, with_own(each, templates) if templates is not None else each, strict=True))
    yield from ((one, own.get(dialect, dialect)) for one, dialect in zip(asked, found, strict=True))


def _dialect(asked: Asked) -> Dialect:
    """The dialect of an output; what is wrong with it is told at its key."""
    try:
        return _cached(asked.output.model_copy(update={"cluster": None, "path": "x"}))
    except UsageError as error:
        raise SpecError(*(_at_key(problem, asked) for problem in error.problems)) from None


@cache
def _cached(output: Output) -> Dialect:
    if output.emit == "block" and output.target not in TARGETS:
        hint = f"markers are for {' and '.join(TARGETS)}; write a file of its own with emit: cluster"
        raise UsageError(Problem(f"the target {output.target} has no place for markers", Place("--target"), hint))
    version = (output.provider_version, output.api_version, output.preview)
    return asking.dialects([output.target], output.emit, output.provider, *version)[0]


def _at_key(problem: Problem, asked: Asked) -> Problem:
    key = problem.place.source.lstrip("-").replace("-", "_") if problem.place is not None else ""
    return problem._replace(place=asked.place(key))


class Differences:
    """What is to change, file by file.

    `problems` are what is in the way, and `folders` those of the files; both grow while the files are looked at.
    """

    def __init__(self, ready: Prepared, tree: Tree, progress: Progress) -> None:
        self.problems: list[Problem] = []
        self.files = 0
        self.folders: set[Path] = set()
        self.root = Path(tree.root)
        self._ready, self._tree, self._progress = ready, tree, progress
        self._taken: dict[tuple[object, ...], Place] = {}

    def __iter__(self) -> Iterator[Change]:
        """Each file with other content than there should be."""
        files = self._by_file()
        for path, entries in self._progress.follow(files.items(), len(files), "looking at files"):
            yield from self._changes(path, entries)

    def _by_file(self) -> Mapping[Path, list[Entry]]:
        """The outputs by their paths: several clusters may have blocks in one file."""
        found: dict[Path, list[Entry]] = {}
        for entry in self._ready.entries:
            if entry.view.name in self._ready.names.shard:
                found.setdefault(entry.asked.path, []).append(entry)
        return found

    def _changes(self, path: Path, entries: Sequence[Entry]) -> Iterator[Change]:
        blocks = [one for one in entries if one.dialect.emit == "block"]
        try:
            if blocks:
                self._take(path, blocks)
                change = managed(path, blocks, self._ready.names)
                yield from [change] if change is not None else []
            for entry in entries:
                if entry.dialect.emit != "block":
                    yield from self._owned(entry)
        except OutputError as error:
            self.problems += error.problems

    def _owned(self, entry: Entry) -> Iterator[Change]:
        for path, wanted in owned(entry):
            self._take(path, [entry])
            change = changed(path, wanted, entry.view.name)
            if change is not None:
                yield change

    def _take(self, path: Path, entries: Sequence[Entry]) -> None:
        """Count a file, which only one output may write as a whole, or one for each cluster between markers."""
        self.files += 1
        place = entries[0].asked.place("path")
        self._tree.inside(path, place)
        self.folders.add(path.parent)
        names = [entry.view.name for entry in entries]
        twice = next((one.asked for at, one in enumerate(entries) if one.view.name in names[:at]), None)
        identity = self._tree.identity(path)
        first = self._taken.get(identity, place)
        if twice is not None or identity in self._taken:
            raise OutputError(_taken_twice(path, twice.place("path") if twice is not None else place, first))
        self._taken[identity] = place


def _taken_twice(path: Path, place: Place, first: Place) -> Problem:
    hint = "give each a path of its own; {cluster} stands for the cluster's name"
    if first == place:
        return Problem(f"two clusters would be written into {path}", place, hint)
    return Problem(f"two outputs write {path}", place, f"{hint} (the first: {first})")
