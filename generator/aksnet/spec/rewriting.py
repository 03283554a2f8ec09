"""New values in the text of a spec, with its comments, its order and its layout as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.loading import parse
from aksnet.spec.nodes import Key, Node, assign, valued
from aksnet.spec.yaml_editing import edited

Paths: TypeAlias = "Mapping[tuple[Key, ...], str | tuple[str, ...]]"


class Edit(NamedTuple):
    """A value for the spec: its cluster by name (None where the spec is one cluster), its path, and what it is."""

    cluster: str | None
    path: tuple[Key, ...]
    value: str | tuple[str, ...]
    words: str

    @property
    def where(self) -> str:
        """The path in the words of a spec."""
        steps = [f"[{key}]" if isinstance(key, int) else f".{key}" for key in self.path]
        path = "".join(steps).lstrip(".")
        return f"{self.cluster}: {path}" if self.cluster is not None else path

    @property
    def text(self) -> str:
        """The value in the words of a spec."""
        return self.value if isinstance(self.value, str) else f"[{', '.join(self.value)}]"


def rewritten(name: str, text: str, edits: Sequence[Edit]) -> str:
    """The text of the spec `name` with the edits in it; raises SpecError where they cannot be made there.

    What comes out is read back, and has to say what went in and the edits, and nothing else.
    """
    document = wanted = parse(name, text)
    paths = {(*_base(document, edit), *edit.path): edit.value for edit in edits}
    for path, value in paths.items():
        wanted = assign(wanted, path, valued(value, wanted.place))
    write = {".json": _json, ".toml": _toml}.get(Path(name).suffix.lower(), _yaml)
    result = write(text, paths)
    if _read_back(name, result) != wanted.plain():
        hint = "where clusters share values, as with anchors, they cannot be told apart: write what is printed"
        raise SpecError(Problem("the addresses cannot be written into this spec", Place(name), hint))
    return result


def _read_back(name: str, text: str) -> object:
    try:
        return parse(name, text).plain()
    except SpecError:
        return None


def _base(document: Node, edit: Edit) -> tuple[Key, ...]:
    """The path of a cluster in a document, under its name or in a list; pools that it does not list are a default."""
    if edit.cluster is None:
        return ()
    clusters = document.items["clusters"]
    mapped = clusters.kind is dict
    key = edit.cluster if mapped else next(k for k, item in clusters.items.items() if _named(item, edit.cluster))
    own = document.at(("clusters", key, edit.path[0]))
    listed = any(isinstance(step, int) for step in edit.path)
    return ("defaults",) if listed and own is None else ("clusters", key)


def _named(item: Node, cluster: str) -> bool:
    name = item.at(("name",))
    return name is not None and name.data == cluster


def _yaml(text: str, paths: Paths) -> str:
    tree: dict[Key, Any] = {}
    for path, value in paths.items():
        node = tree
        for key in path[:-1]:
            node = node.setdefault(key, {})
        node[path[-1]] = value
    return edited(text, tree)


def _json(text: str, paths: Paths) -> str:
    document = json.loads(text)
    _put(document, paths, dict)
    indent = re.search(r"\n([ \t]+)\S", text)
    result = json.dumps(document, indent=indent[1] if indent else None, ensure_ascii=False) + "\n"
    return result.replace("\n", "\r\n") if "\r\n" in text else result


def _toml(text: str, paths: Paths) -> str:
    import tomlkit

    document = tomlkit.parse(text)
    _put(document, paths, tomlkit.table)
    return tomlkit.dumps(document)


def _put(document: Any, paths: Paths, mapping: Callable[[], Any]) -> None:
    """Put the values into a tree of dictionaries and lists; mappings on the way are made."""
    for path, value in paths.items():
        node = document
        for key in path[:-1]:
            if not isinstance(key, int) and node.get(key) is None:
                node[key] = mapping()
            node = node[key]
        node[path[-1]] = value if isinstance(value, str) else list(value)
