"""A spec file, or standard input, as nodes."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.flow_text import parse_json, parse_toml
from aksnet.spec.nodes import Node
from aksnet.spec.yaml_text import parse_yaml

MAX_BYTES = 16 * 1024 * 1024
STDIN = "-"


def load(name: str) -> Node:
    """The spec in the file `name`, or on standard input for "-"; raises SpecError where it cannot be read."""
    source = "<stdin>" if name == STDIN else name
    text = _decoded(_bytes(name, source), source)
    if not text.strip():
        raise SpecError(Problem("the spec is empty", Place(source), "a spec begins with network: {plugin: overlay}"))
    suffix = Path(name).suffix.lower()
    if suffix == ".toml":
        node = parse_toml(text, source)
    elif suffix == ".json" or (name == STDIN and text.lstrip()[0] in "{["):
        node = parse_json(text, source)
    else:
        node = parse_yaml(text, source)
    if node.kind is not dict:
        raise SpecError(Problem("the spec is no mapping", node.place, "a spec begins with network: {plugin: overlay}"))
    return node


def _bytes(name: str, source: str) -> bytes:
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1) if name == STDIN else _file_bytes(Path(name), source)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(Problem(f"the spec cannot be read: {reason}", Place(source))) from None
    if len(data) > MAX_BYTES:
        raise SpecError(Problem("the spec is larger than 16 MiB", Place(source), "split it into several files"))
    return data


def _file_bytes(path: Path, source: str) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SpecError(Problem("this is a directory, not a spec", Place(source), "name the file in it"))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _decoded(data: bytes, source: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SpecError(Problem("the spec is no UTF-8 text", Place(source, line), "save it as UTF-8")) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SpecError(Problem("the spec is a binary file, or has a NUL character", Place(source, line)))
    return text.replace("\r\n", "\n")
