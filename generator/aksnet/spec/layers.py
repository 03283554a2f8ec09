"""The layers of a spec: files, or folders of them, one over the other, and what is laid over all their clusters."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.spec.flags import NONE, Flags, with_flags
from aksnet.spec.fleets import CLUSTERS, DEFAULTS, OUTPUTS, Fleet, fleet_of, refuse_duplicates
from aksnet.spec.loading import STDIN, parse, read, source_of
from aksnet.spec.nodes import Node, assign, mapping, placed, sequence
from aksnet.spec.validation import made_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView

_SUFFIXES = (".yaml", ".yml", ".json", ".toml")


class Layers(NamedTuple):
    """The names of files and folders, later ones over earlier ones, and what flags and the environment say."""

    files: tuple[str, ...] = ()
    flags: Flags = NONE


class Loaded(NamedTuple):
    """The clusters with all their layers, whether they are a fleet, where they go, and the texts of the files.

    `files` has the file of each cluster, the uppermost of its layers; None where there is none but flags.
    """

    clusters: list[Node]
    several: bool
    outputs: Node | None
    texts: Mapping[str, str]
    files: list[str | None]


def _name(source: str) -> str:
    return STDIN if source == source_of(STDIN) else source


def cluster_views(loaded: Loaded) -> list[ClusterView]:
    """The views of the clusters; raises SpecError where one of them is not what the models describe.

    The nodes are taken out of `loaded` on the way: a large fleet is not there twice.
    """
    views, problems = made_of(taken(loaded.clusters), view_of, fleet=loaded.several)
    if problems:
        raise SpecError(*problems)
    return views


def taken(nodes: list[Node]) -> Iterator[Node]:
    """The nodes in their order, each taken out of the list when the next one is asked for."""
    nodes.reverse()
    while nodes:
        yield nodes.pop()


def load(layers: Layers) -> Loaded:
    """The clusters of a spec; raises SpecError where one of its layers is none, and UsageError where there is none."""
    texts: dict[str, str] = {}
    documents = [_document(name, texts) for name in layers.files]
    if not documents:
        if layers.flags.first is None:
            raise UsageError(Problem("there is nothing to read", hint="name a spec"))
        documents = [Node(dict, Place(layers.flags.first))]
    return loaded(fleet_of(*documents), layers.flags, texts)


def loaded(fleet: Fleet, flags: Flags, texts: Mapping[str, str]) -> Loaded:
    """The fleet with what is laid over all of its clusters."""
    nodes = [with_flags(node, flags) for node in fleet.clusters]
    if fleet.several:
        refuse_duplicates(nodes)
    files = [_name(one.place.source) if one.place.source in texts else None for one in nodes]
    return Loaded(nodes, fleet.several, fleet.outputs, texts, files)


def _document(name: str, texts: dict[str, str]) -> Node:
    if name != STDIN and os.path.isdir(name):  # noqa: PTH112  # a name may be none that Path takes
        return _folder(Path(name), texts)
    return _file(name, texts)


def _file(name: str, texts: dict[str, str]) -> Node:
    text = texts[source_of(name)] = read(name)
    return parse(name, text)


def _folder(folder: Path, texts: dict[str, str]) -> Node:
    """All specs in a folder and the folders in it as one fleet; one that only has defaults is about all of them."""
    documents = [_file(str(path), texts) for path in _specs(folder)]
    shared = [one for one in documents if DEFAULTS in one.items and CLUSTERS not in one.items]
    fleets = [fleet_of(one) for one in documents if one not in shared]
    place = Place(str(folder))
    if not fleets:
        hint = f"a spec is a file ending in {', '.join(_SUFFIXES)}, and begins with network: {{plugin: overlay}}"
        raise SpecError(Problem("there is no spec of a cluster in this folder", place, hint))
    clusters = sequence(place, [node for one in fleets for node in one.clusters])
    outputs = [entry for one in fleets for entry in _outputs(one)]
    outputs += [entry for one in shared if OUTPUTS in one.items for entry in one.items[OUTPUTS].items.values()]
    entries = [(CLUSTERS, place, clusters), *map(_defaults, shared)]
    if outputs:
        entries.append((OUTPUTS, place, sequence(place, outputs)))
    return mapping(place, iter(entries))


def _specs(folder: Path) -> Iterator[Path]:
    """The specs in a folder, in the order of their names; what is hidden is none, as a policy is."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(at, one) for one in sorted(files) if one.endswith(_SUFFIXES) and not one.startswith("."))


def _defaults(document: Node) -> tuple[str, Place, Node]:
    for key, place in document.keys.items():
        if key not in (DEFAULTS, OUTPUTS):
            hint = "a file with defaults for a folder has no cluster; write this under defaults:"
            raise SpecError(Problem(f"{key!r} stands beside defaults:", place, hint))
    return DEFAULTS, document.keys[DEFAULTS], document.items[DEFAULTS]


def _outputs(fleet: Fleet) -> Iterator[Node]:
    """The outputs of one file: those that name no cluster are for the clusters of that file."""
    for entry in fleet.outputs.items.values() if fleet.outputs is not None else ():
        names = [node.items["name"] for node in fleet.clusters if "name" in node.items]
        if entry.kind is not dict or "cluster" in entry.items or len(names) < len(fleet.clusters):
            yield entry
        else:
            yield from (assign(entry, ("cluster",), placed(name, entry.place)) for name in names)
