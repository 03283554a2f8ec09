"""Where the keys and values of a JSON or TOML text stand: the standard library reads them without their places."""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import MAX_DEPTH, Key, Node, Scalar, mapping, scalar, sequence

_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_TOKEN = re.compile(
    rf"(?P<skip>[ \t\r]+|#[^\n]*)|(?P<text>{_STRING})|(?P<mark>[][{{}},:=.\n])|(?P<word>[^][{{}},:=.\s\"'#]+)",
    re.S,
)

Path = tuple[Key, ...]


class Scan:
    """The offsets of the keys and values of a text that is known to be valid JSON or TOML."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.tokens = [(m.lastgroup, m.group(), m.start()) for m in _TOKEN.finditer(text) if m.lastgroup != "skip"]
        self.tokens.append(("mark", "", len(text)))
        self.next = 0
        self.keys: dict[Path, int] = {}
        self.values: dict[Path, int] = {}

    def place(self, offset: int) -> Place:
        line = bisect_right(self.starts, offset)
        return Place(self.source, line, offset - self.starts[line - 1] + 1)

    def peek(self) -> str:
        return self.tokens[self.next][1]

    def take(self) -> tuple[str, int]:
        _, lexeme, offset = self.tokens[self.next]
        self.next += 1
        return lexeme, offset

    def skip_lines(self) -> None:
        while self.peek() == "\n":
            self.next += 1

    def key(self, base: Path) -> Path:
        """A key, dotted in TOML; it is noted at its last part."""
        path, offset = base, self.tokens[self.next][2]
        while True:
            group, lexeme, at = self.tokens[self.next]
            self.next += 1
            if group == "mark":
                offset = at if lexeme != "." else offset
                continue
            offset = at
            path = (*path, _unquoted(lexeme) if group == "text" else lexeme)
            self.keys.setdefault(path, offset)
            if self.peek() != ".":
                return path
            self.next += 1

    def value(self, path: Path) -> None:
        """A value of either language, on however many lines."""
        self.skip_lines()
        lexeme, offset = self.take()
        self.values[path] = offset
        if lexeme == "{":
            self.members(path)
        elif lexeme == "[":
            self.elements(path)
        else:  # a scalar; dates, numbers and dotted words are several tokens
            while self.peek() not in ("", "\n", ",", "]", "}"):
                self.next += 1

    def members(self, path: Path) -> None:
        seen: dict[Path, int] = {}
        self.skip_lines()
        while self.peek() != "}":
            offset = self.tokens[self.next][2]
            key = self.key(path)
            if key in seen:
                first = self.place(seen[key])
                problem = Problem(
                    f"the key {key[-1]!r} stands twice", self.place(offset), f"the first one is at {first}"
                )
                raise SpecError(problem)
            seen[key] = offset
            self.skip_lines()
            self.take()  # : or =
            self.value(key)
            self.separator()
        self.next += 1

    def elements(self, path: Path) -> None:
        index = 0
        self.skip_lines()
        while self.peek() != "]":
            self.value((*path, index))
            self.separator()
            index += 1
        self.next += 1

    def separator(self) -> None:
        self.skip_lines()
        if self.peek() == ",":
            self.next += 1
        self.skip_lines()

    def tables(self) -> None:
        """The statements of a TOML document: table headers and key = value lines."""
        table: Path = ()
        counts: dict[Path, int] = {}
        self.skip_lines()
        while self.peek() != "":
            if self.peek() == "[":
                table = self.header(counts)
            else:
                key = self.key(table)
                self.take()
                self.value(key)
            self.skip_lines()

    def header(self, counts: dict[Path, int]) -> Path:
        _, offset = self.take()
        several = self.peek() == "["
        if several:
            self.take()
        path = self.key(())
        self.next += 2 if several else 1
        real: Path = ()
        for index, key in enumerate(path):
            real = (*real, key)
            if index == len(path) - 1 and several:
                counts[real] = counts.get(real, -1) + 1
            if real in counts:
                self.keys.setdefault(real, offset)
                real = (*real, counts[real])
        self.keys.setdefault(real, offset)
        self.values.setdefault(real, offset)
        return real


def _unquoted(lexeme: str) -> str:
    """The key that a quoted one spells; what is valid JSON here is valid TOML as well, and the other way round not."""
    try:
        return str(json.loads(lexeme))
    except json.JSONDecodeError:
        return next(iter(tomllib.loads(f"{lexeme} = 0")))


def node_of(data: object, path: Path, scan: Scan, above: Place) -> Node:
    """The tree of `data`, each value with the place that the scan found, or with that of the value above."""
    if len(path) > MAX_DEPTH:
        raise SpecError(Problem(f"the spec is nested more than {MAX_DEPTH} deep", above))
    key_place = scan.place(scan.keys[path]) if path in scan.keys else above
    place = scan.place(scan.values[path]) if path in scan.values else key_place
    if isinstance(data, dict):
        return mapping(place, _members(data, path, scan, place))
    if isinstance(data, list):
        return sequence(place, [node_of(item, (*path, index), scan, place) for index, item in enumerate(data)])
    return scalar(_scalar(data), place)


def _members(data: dict[str, object], path: Path, scan: Scan, place: Place) -> Iterator[tuple[str, Place, Node]]:
    for key, item in data.items():
        offset = scan.keys.get((*path, key))
        yield key, place if offset is None else scan.place(offset), node_of(item, (*path, key), scan, place)


def _scalar(data: object) -> Scalar:
    """Numbers with a fraction were kept as text by the parsers; dates become text here."""
    return data if data is None or isinstance(data, str | int | bool) else str(data)


def lower(message: str) -> str:
    """The message of a parser as the beginning of no sentence."""
    return message[:1].lower() + message[1:]
