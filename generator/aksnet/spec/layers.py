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
from aksnet.spec.output_entries import entries_of, faults_of_outputs
from aksnet.spec.schema_ids import is_schema
from aksnet.spec.shared import SUFFIXES, Shared, is_named_for_it, shared_by
from aksnet.spec.validation import made_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView


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
    """The views of the clusters; raises SpecError where one of them, or an output, is not what the models describe.

    The nodes are taken out of `loaded` on the way: a large fleet is not there twice.
    """
    views, problems = made_of(taken(loaded.clusters), view_of, fleet=loaded.several)
    problems += faults_of_outputs(loaded.outputs)
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
    documents = [one for name in layers.files for one in _documents(name, texts)]
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


def _documents(name: str, texts: dict[str, str]) -> Iterator[Node]:
    """A file, or a folder as one fleet, on the defaults that it shares with others."""
    is_folder = name != STDIN and os.path.isdir(name)  # noqa: PTH112  # a name may be none that Path takes
    shared = shared_by(str(Path(name) / "spec") if is_folder else name)
    if shared is not None and not is_folder:
        texts[shared.name] = shared.text
        yield shared.node
    yield _folder(Path(name), texts, shared) if is_folder else _file(name, texts)


def _file(name: str, texts: dict[str, str]) -> Node:
    text = texts[source_of(name)] = read(name)
    return parse(name, text)


def _folder(folder: Path, texts: dict[str, str], above: Shared | None) -> Node:
    """All specs in a folder and the folders in it as one fleet, on the defaults of defaults.yaml."""
    found = {str(path): read(str(path)) for path in _specs(folder)}
    texts.update({name: text for name, text in found.items() if not _is_made(text)})
    documents = {name: parse(name, texts[name]) for name in found if name in texts}
    for name in [name for name, one in documents.items() if _is_baseline(one)]:
        del documents[name], texts[name]
    shared = [one for name, one in documents.items() if is_named_for_it(name) and CLUSTERS not in one.items]
    fleets = [_named(fleet_of(one)) for one in documents.values() if one not in shared]
    if above is not None and not shared:
        texts[above.name] = above.text
        shared = [above.node]
    place = Place(str(folder))
    if not fleets:
        hint = f"a spec is a file ending in {', '.join(SUFFIXES)}, and begins with network: {{plugin: overlay}}"
        raise SpecError(Problem("there is no spec of a cluster in this folder", place, hint))
    clusters = sequence(place, [node for one in fleets for node in one.clusters])
    outputs = [entry for one in fleets for entry in _outputs(one)]
    outputs += [entry for one in shared if OUTPUTS in one.items for entry in entries_of(one.items[OUTPUTS])]
    entries = [(CLUSTERS, place, clusters), *map(_defaults, shared)]
    if outputs:
        entries.append((OUTPUTS, place, sequence(place, outputs)))
    return mapping(place, iter(entries))


def _is_made(text: str) -> bool:
    """Whether aksnet wrote a file: outputs may stand in the folder of the specs, and the schema beside them."""
    return (
        "generated by aksnet, checksum" in text
        or is_schema(text)
        or ('"templateHash"' in text and '"name": "aksnet"' in text)
    )


def _is_baseline(document: Node) -> bool:
    """Whether a document is a baseline, or another list of findings, that `aksnet check` wrote beside the specs."""
    version = document.items.get("version")
    return version is not None and type(version.data) is int and "findings" in document.items


def _named(fleet: Fleet) -> Fleet:
    """The clusters of one file in a folder; raises SpecError where one has no name."""
    for node in fleet.clusters:
        if "name" not in node.items:
            hint = "add name: to it; a file that is no spec belongs into another folder"
            raise SpecError(Problem("this is a cluster without a name, and a folder is a fleet", node.place, hint))
    return fleet


def _specs(folder: Path) -> Iterator[Path]:
    """The specs in a folder, in the order of their names; what is hidden is none, as a policy is."""
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(at, one) for one in sorted(files) if one.endswith(SUFFIXES) and not one.startswith("."))


def _defaults(document: Node) -> tuple[str, Place, Node]:
    for key, place in document.keys.items():
        if key not in (DEFAULTS, OUTPUTS):
            hint = "a file with defaults for a folder has no cluster; write this under defaults:"
            raise SpecError(Problem(f"{key!r} stands beside defaults:", place, hint))
    return DEFAULTS, document.keys[DEFAULTS], document.items[DEFAULTS]


def _outputs(fleet: Fleet) -> Iterator[Node]:
    """The outputs of one file: those that name no cluster are for the clusters of that file."""
    for entry in entries_of(fleet.outputs) if fleet.outputs is not None else ():
        names = [node.items["name"] for node in fleet.clusters if "name" in node.items]
        if entry.kind is not dict or "cluster" in entry.items or len(names) < len(fleet.clusters):
            yield entry
        else:
            yield from (assign(entry, ("cluster",), placed(name, entry.place)) for name in names)
