"""The names of clusters in specs, without the models: read so far as a shell waits for them."""

import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from aksnet.cli.offering import Point, Rows

# A shell waits for the answer: so much is parsed of all specs together, and so many entries of folders are looked at.
MOST_BYTES, MOST_ENTRIES = 128 * 1024, 1000
_SUFFIXES = (".yaml", ".yml", ".json", ".toml")
# So deep the name of a cluster stands: the document, clusters, one of them.
_DEPTH = 3


def clusters(point: Point) -> Rows:
    """The clusters of the specs on the line by name, each with its file; nothing of a broken one, or of too much.

    What is no name of a cluster would be a command to the shell, or move the cursor.
    """
    files = [(file, folder) for word in point.specs for file, folder in _files(word)]
    if sum(file.stat().st_size for file, _ in files) > MOST_BYTES:
        return []
    found = ((name, str(file)) for file, folder in files for name in _names(file, alone=folder))
    return [(name, file) for name, file in found if re.fullmatch("[A-Za-z0-9][-_A-Za-z0-9]*", name)]


def _files(word: str) -> list[tuple[Path, bool]]:
    """The file, or the files of a folder that aksnet reads as one fleet; each with whether it is of a folder."""
    path = Path(word)
    if not word or not path.is_dir():
        return [(path, False)] if path.is_file() else []
    entries = list(islice(_walked(path), MOST_ENTRIES))
    specs = [one for one in entries if one.name.endswith(_SUFFIXES) and not one.name.startswith(".")]
    return [(one, True) for one in specs] if len(entries) < MOST_ENTRIES else []


def _walked(folder: Path) -> Iterator[Path]:
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(at, one) for one in (*sorted(files), *folders))


def _names(file: Path, *, alone: bool) -> list[str]:
    """The names in one file; a single cluster counts where it is `alone` in a file of a folder."""
    try:
        found = _document(file)
    except Exception:  # whatever is wrong with it, the command itself tells
        return []
    clusters = found.get("clusters")
    if isinstance(clusters, dict):
        return [str(name) for name in clusters]
    listed = clusters if isinstance(clusters, list) else [found] if alone else []
    return [name for one in listed if isinstance(one, dict) and isinstance(name := one.get("name"), str)]


def _document(file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8-sig")
    suffix = file.suffix.lower()
    if suffix == ".json":
        found = json.loads(text)
    elif suffix == ".toml":
        import tomllib

        found = tomllib.loads(text)
    else:
        found = _in_yaml(text)
    return found if isinstance(found, dict) else {}


def _in_yaml(text: str) -> Any:
    """The upper part of a YAML text, by the parser's events, which takes a third of the time of making it all."""
    import yaml

    depth, documents = 0, 0
    stack: list[list[Any]] = [[]]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
            case yaml.ScalarEvent() | yaml.AliasEvent() if depth <= _DEPTH:
                stack[-1].append(getattr(event, "value", None))
            case yaml.CollectionStartEvent():
                depth += 1
                if depth <= _DEPTH:
                    stack.append([])
            case yaml.CollectionEndEvent():
                if depth <= _DEPTH:
                    found = stack.pop()
                    stack[-1].append(_mapping(found) if isinstance(event, yaml.MappingEndEvent) else found)
                elif depth == _DEPTH + 1:
                    stack[-1].append(None)
                depth -= 1
    return stack[0][0] if documents == 1 else None


def _mapping(found: list[Any]) -> dict[Any, Any]:
    return dict(zip(found[::2], found[1::2], strict=True))
