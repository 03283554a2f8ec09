"""A spec file, or standard input, as nodes."""

from __future__ import annotations

import codecs
import errno
import stat
import sys
from importlib import import_module
from pathlib import Path

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import Node
from aksnet.spec.schema_ids import refuse_other_schema, without_schema

MAX_BYTES = 16 * 1024 * 1024
STDIN = "-"
# How UTF-16 begins, which PowerShell 5 writes with `>`.
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Each language has a module here, which is loaded when a spec is of it, for the start-up time.
_LANGUAGES = {".json": "json", ".toml": "toml"}


def source_of(name: str) -> str:
    """What places call the file, or standard input."""
    return "<stdin>" if name == STDIN else name


def read(name: str, what: str = "spec") -> str:
    """The text of a file, or of standard input; raises SpecError where it cannot be read. Messages say `what` it is."""
    source = source_of(name)
    return decoded(_bytes(name, source, what), source, what)


def parse(name: str, text: str) -> Node:
    """The spec in the text of the file `name`; raises SpecError where it is none."""
    source = source_of(name)
    if not text.strip():
        raise SpecError(Problem("the spec is empty", Place(source), "a spec begins with network: {plugin: overlay}"))
    node = _stdin(text, source) if name == STDIN else document(name, text)
    if node.kind is not dict:
        raise SpecError(_no_mapping(node.place))
    return refuse_other_schema(node)


def document(name: str, text: str) -> Node:
    """Whatever is in the text of the file `name`, in the language of its suffix."""
    return _parse(_LANGUAGES.get(Path(name).suffix.lower(), "yaml"), text, name)


def _stdin(text: str, source: str) -> Node:
    """Standard input has no suffix: what begins like JSON is tried as that first, and what is no YAML as TOML."""
    languages = ["json", "yaml", "toml"] if text.lstrip()[0] in "{[" else ["yaml", "toml"]
    first: SpecError | None = None
    for language in languages:
        try:
            node = _parse(language, text, source)
        except SpecError as error:
            first = first or error
            continue
        if node.kind is dict:
            return node
        if language == "json" or "=" not in text:  # TOML may well be a scalar of YAML
            raise SpecError(_no_mapping(node.place))
    raise first or SpecError(_no_mapping(Place(source)))


def _parse(language: str, text: str, source: str) -> Node:
    parser = import_module(f"aksnet.spec.{language}_text")
    node: Node = parser.parse(text, source)
    return without_schema(node)


def _no_mapping(place: Place) -> Problem:
    return Problem("the spec is no mapping", place, "a spec begins with network: {plugin: overlay}")


def _bytes(name: str, source: str, what: str) -> bytes:
    try:
        data = _stdin_bytes() if name == STDIN else _file_bytes(Path(name), source, what)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SpecError(Problem(f"the {what} cannot be read: {reason}", Place(source))) from None
    if len(data) > MAX_BYTES:
        raise SpecError(Problem(f"the {what} is larger than 16 MiB", Place(source), "split it into several files"))
    return data


def _stdin_bytes() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, "standard input is closed")
    return sys.stdin.buffer.read(MAX_BYTES + 1)


def _file_bytes(path: Path, source: str, what: str) -> bytes:
    if not source.strip():
        raise SpecError(Problem(f"the {what} has no name", hint="is a variable not set?"))
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise SpecError(Problem(f"this is a directory, not a {what}", Place(source), "name the file in it"))
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def encoding_of(data: bytes) -> str:
    """What the beginning of a file says of its encoding."""
    return "utf-16" if data.startswith(_MARKS) else "utf-8-sig"


def decoded(data: bytes, source: str, what: str = "spec") -> str:
    """The text of a file, in UTF-8 or with the mark of UTF-16; raises SpecError where it is none."""
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        line, column = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        raise SpecError(
            Problem(f"the {what} is no UTF-8 text", Place(source, line, column), "save it as UTF-8")
        ) from None
    if "\0" in text:
        at = text.index("\0")
        place = Place(source, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        raise SpecError(Problem(f"the {what} is a binary file, or has a NUL character", place))
    return text.replace("\r\n", "\n")
