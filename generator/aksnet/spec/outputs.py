"""`outputs:` of a spec: which files aksnet writes, for which cluster, in which language and version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.layers import Loaded
from aksnet.spec.loading import STDIN, source_of
from aksnet.spec.nodes import Node
from aksnet.spec.output_entries import EXAMPLE, Output, entries_of, output_of

# What stands for the name of the cluster in a path.
CLUSTER = "{cluster}"


class Asked(NamedTuple):
    """An output for one cluster of a spec, which is known by its number; `node` is what it was read from."""

    number: int
    output: Output
    path: Path
    node: Node

    def place(self, key: str) -> Place:
        """Where a key of the output stands, or the output where it has no such key."""
        return self.node.where((key,))


def outputs_of(loaded: Loaded, names: Sequence[str]) -> list[Asked]:
    """The outputs of a spec for each of its clusters, whose names are given in order; raises SpecError."""
    node = loaded.outputs
    if node is None or node.is_null:
        hint = f"say in the spec where text goes, for example {EXAMPLE}"
        raise SpecError(Problem("the spec has no outputs: there is nothing to write", Place(_first(loaded)), hint))
    numbers = {name: number for number, name in enumerate(names)}
    problems: list[Problem] = []
    found = [one for entry in entries_of(node) for one in _asked(entry, numbers, problems)]
    if problems:
        raise SpecError(*problems)
    return found


def _first(loaded: Loaded) -> str:
    return next(iter(loaded.texts), "--file")


def _asked(entry: Node, numbers: Mapping[str, int], problems: list[Problem]) -> Iterator[Asked]:
    try:
        output = output_of(entry)
    except SpecError as error:
        problems.extend(error.problems)
        return
    base = _directory(entry.where(("path",)))
    if output.cluster is not None and output.cluster not in numbers:
        hint = f"there is: {', '.join(list(numbers)[:8])}{', …' if len(numbers) > 8 else ''}"
        problems.append(Problem(f"there is no cluster {output.cluster!r}", entry.where(("cluster",)), hint))
        return
    for name in [output.cluster] if output.cluster is not None else numbers:
        yield Asked(numbers[name], output, base / output.path.replace(CLUSTER, name), entry)


def _directory(place: Place) -> Path:
    """What a path in a spec starts from: the directory of the file that it stands in."""
    return Path() if place.source == source_of(STDIN) else Path(place.source).parent
