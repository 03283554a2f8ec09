"""New values in the text of a spec, with its comments, its order and its layout as they were."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.loading import parse
from aksnet.spec.nodes import Key, Node, assign, valued


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
    write = {".json": _json, ".toml": _toml}.get(Path(name).suffix.lower(), _yaml)
    wanted = parse(name, text)
    for edit in edits:
        path = (*_cluster_path(wanted, edit.cluster), *edit.path)
        wanted = assign(wanted, path, valued(edit.value, wanted.place))
    for result in write(text, edits):
        if _read_back(name, result) == wanted.plain():
            return result
    hint = "where clusters share values, as with anchors, they cannot be told apart: write what is printed"
    raise SpecError(Problem("the addresses cannot be written into this spec", Place(name), hint))


def _read_back(name: str, text: str) -> object:
    try:
        return parse(name, text).plain()
    except SpecError:
        return None


def _cluster_path(document: Node, cluster: str | None) -> tuple[Key, ...]:
    """The path of a cluster in a document: under its name, or in a list."""
    if cluster is None:
        return ()
    clusters = document.items["clusters"]
    if clusters.kind is dict:
        return ("clusters", cluster)
    return ("clusters", next(key for key, item in clusters.items.items() if _named(item, cluster)))


def _named(item: Node, cluster: str) -> bool:
    name = item.at(("name",))
    return name is not None and name.data == cluster


def _yaml(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000  # lines stay as long as they are
    yaml.explicit_start = bool(re.search(r"^---", text, re.MULTILINE))
    dash = _deeper(_LIST, text, 0)
    yaml.indent(mapping=_deeper(_MAPPING, text, 2), sequence=dash + 2, offset=dash)
    document = yaml.load(text)

    def listed(values: tuple[str, ...]) -> Any:
        items = CommentedSeq(values)
        items.fa.set_flow_style()
        return items

    _edit(document, edits, CommentedMap, listed)
    out = StringIO()
    yaml.dump(document, out)
    yield _as_it_was(text, out.getvalue())
    yield out.getvalue()


_KEY, _REMARK = r"^( *)(?:- +)?[^\s#][^\n]*:[ \t]*", r"(?:#[^\n]*)?\n(?:[ \t]*(?:#[^\n]*)?\n)*"
_MAPPING = re.compile(rf"{_KEY}{_REMARK}( *)[^\s#-]", re.MULTILINE)
_LIST = re.compile(rf"{_KEY}{_REMARK}( *)- ", re.MULTILINE)


_MARKS = re.compile(r"(?<=:)(?:~|null|Null|NULL)(?=[,}\]#]|$)|[{}]")


def _deeper(pattern: re.Pattern[str], text: str, otherwise: int) -> int:
    """How much deeper what is under a key stands, in the first place where that is to be seen."""
    found = (len(one[2]) - len(one[1]) for one in pattern.finditer(text) if not one[0].lstrip(" ").startswith("-"))
    return next((deeper for deeper in found if deeper > 0), otherwise)


def _as_it_was(before: str, after: str) -> str:
    """The text with every line as it was before, where it means the same in other marks.

    That is so where nothing but white space, braces or the word for nothing differ; what comes out is read back.
    """
    from difflib import SequenceMatcher

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    squeezed = [[_MARKS.sub("", "".join(line.split())) for line in lines] for lines in (old, new)]
    matched = SequenceMatcher(None, squeezed[0], squeezed[1], autojunk=False)
    parts = (
        old[one:other] if kind == "equal" else new[start:end] for kind, one, other, start, end in matched.get_opcodes()
    )
    return "".join(line for part in parts for line in part)


def _json(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    document = json.loads(text)
    _edit(document, edits, dict, list)
    indent = re.search(r"\n([ \t]+)\S", text)
    yield json.dumps(document, indent=indent[1] if indent else None, ensure_ascii=False) + "\n"


def _toml(text: str, edits: Sequence[Edit]) -> Iterator[str]:
    import tomlkit

    document = tomlkit.parse(text)
    _edit(document, edits, tomlkit.table, list)
    yield tomlkit.dumps(document)


def _edit(
    document: Any, edits: Sequence[Edit], mapping: Callable[[], Any], listed: Callable[[tuple[str, ...]], Any]
) -> None:
    """Put the values into the document of a library that keeps the layout; mappings on the way are made."""
    for edit in edits:
        node = _cluster_in(document, edit.cluster)
        *parents, last = edit.path
        for key in parents:
            if not isinstance(key, int) and node.get(key) is None:
                node[key] = mapping()
            node = node[key]
        node[last] = edit.value if isinstance(edit.value, str) else listed(edit.value)


def _cluster_in(document: Any, cluster: str | None) -> Any:
    if cluster is None:
        return document
    clusters = document["clusters"]
    if isinstance(clusters, Mapping):
        if clusters[cluster] is None:
            raise SpecError(Problem(f"the cluster {cluster!r} is empty"))
        return clusters[cluster]
    return next(item for item in clusters if item.get("name") == cluster)
