"""JSON text as the expression tree, with the offset of every key and value.

It reads what Azure reads: comments, line breaks in texts and a comma behind the last item are no fault. Where the text
is broken there is no tree at all: of half a template nobody could say what is not written in it.
"""

from __future__ import annotations

import json
import math
import re
from typing import NamedTuple

from aksnet.expressions.source import Fault, Source
from aksnet.expressions.tree import MAX_DEPTH, Array, Item, Literal, Node, Object, Spread
from aksnet.view import Json

MAX_FAULTS = 20
MAX_DIGITS = 400
# Five times what the largest published templates hold; it bounds the time that a hostile file can take.
MAX_VALUES = 250_000
# A plan of a thousand clusters has a million.
MAX_VALUES_OF_TERRAFORM = 3_000_000
# How much of a text is repeated in a message.
_MAX_QUOTED = 80

_KEY = re.compile(r'\s*+("[^"\\]*+")\s*+:')
_TOKEN = re.compile(
    r"""\s*+(?:
      ("[^"\\]*+")                                      # 1: a text without escapes
    | ([\[\]{},:])                                      # 2
    | ([\w.+-]++)                                       # 3: a number or a word
    | ("[^"\\]*+(?:\\.[^"\\]*+)*+")                     # 4: a text with escapes
    | (//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/)       # 5: a comment
    | (.)                                               # 6: what begins none of these
    )""",
    re.DOTALL | re.VERBOSE,
)
_TEXT, _MARK, _WORD, _ESCAPED, _COMMENT, _OTHER = range(1, 7)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?")
_WORDS = {"true": True, "false": False, "null": None}
_ESCAPES = json.JSONDecoder(strict=False)
_CLOSER = {"{": "}", "[": "]"}
_BRACKET = {"{": "brace", "[": "bracket"}


class JsonFile(NamedTuple):
    """What a JSON text holds; the root is None where the text is broken."""

    root: Node | None
    faults: tuple[Fault, ...]


def parse(source: Source, most: int = MAX_VALUES) -> JsonFile:
    """The text as a tree of objects, arrays and literals, with so many values at the most."""
    reader = _Reader(source.text, most)
    try:
        root = reader.document()
    except _BrokenError as broken:
        return JsonFile(None, (*reader.faults, broken.fault))
    return JsonFile(root, tuple(reader.faults))


def plain(node: Node | Spread) -> Json:
    """A tree out of `parse` as Python data; such a tree holds nothing but objects, arrays and literals."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Array):
        return [plain(one) for one in node.items]
    if isinstance(node, Object):
        members = [item for item in node.items if isinstance(item, Item)]
        if len(members) == len(node.items):
            return {str(plain(item.key)): plain(item.value) for item in members}
    raise TypeError(f"{type(node).__name__} is no plain data")


class _BrokenError(Exception):
    """The text cannot be read on behind this fault."""

    def __init__(self, message: str, at: int, hint: str | None = None) -> None:
        super().__init__(message)
        self.fault = Fault(message, at, hint)


class _Token(NamedTuple):
    kind: int
    text: str
    at: int


class _Container:
    """An object or an array that is not closed yet."""

    __slots__ = ("at", "items", "key", "members", "opener")

    def __init__(self, opener: str, at: int) -> None:
        self.opener = opener
        self.at = at
        self.items: list[Node] = []
        self.members: dict[str, Item] = {}
        self.key = Literal("", at)

    def add(self, node: Node) -> None:
        if self.opener == "[":
            self.items.append(node)
        else:
            self.members[str(self.key.value)] = Item(self.key, node, self.key.at)

    def whole(self) -> Node:
        if self.opener == "[":
            return Array(tuple(self.items), self.at)
        return Object(tuple(self.members.values()), self.at)


class _Reader:
    """One pass over the text, with the open containers on a stack of its own."""

    def __init__(self, text: str, most: int) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self._position = 0
        self._open: list[_Container] = []
        self._left = self._most = most

    def document(self) -> Node:
        node = self._value(self._token())
        while self._open or node is None:
            node = self._member(self._open[-1]) if node is None else self._placed(node, self._open[-1])
        behind = self._token()
        if behind.text:
            raise self._unexpected(behind, "the file goes on behind its end")
        return node

    def _token(self) -> _Token:
        """The next token that is no comment; at the end of the text one without text."""
        while found := _TOKEN.match(self.text, self._position):
            self._position = found.end()
            kind = found.lastindex or _OTHER
            if kind != _COMMENT:
                return _Token(kind, found[kind], found.start(kind))
        return _Token(_MARK, "", len(self.text))

    def _value(self, token: _Token) -> Node | None:
        """The value that begins with a token; None where it opened an object or array."""
        self._left -= 1
        if not self._left:
            raise _BrokenError(f"this file holds more than {self._most:,} values", token.at)
        kind, text, at = token
        if kind == _TEXT:
            return Literal(text[1:-1], at)
        if kind == _ESCAPED:
            return Literal(_unescaped(token), at)
        if kind == _WORD:
            return _scalar(text, at)
        if text not in _CLOSER or kind != _MARK:
            raise self._unexpected(token, "a value is missing here")
        if len(self._open) == MAX_DEPTH:
            raise _BrokenError(f"this is nested more than {MAX_DEPTH} deep", at)
        self._open.append(_Container(text, at))
        return None

    def _member(self, container: _Container) -> Node | None:
        """What follows an opening bracket or a comma: the value of the next member, or the end of the container."""
        if container.opener == "{":
            if not (found := _KEY.match(self.text, self._position)):
                return self._slow_member(container)
            self._position = found.end()
            self._name(container, found[1][1:-1], found.start(1))
            return self._value(self._token())
        token = self._token()
        return self._closed() if token.text == "]" else self._value(token)

    def _slow_member(self, container: _Container) -> Node | None:
        """A member of an object whose key has escapes or stands among comments; or the end of the object."""
        token = self._token()
        if token.text == "}":
            return self._closed()
        if token.kind not in (_TEXT, _ESCAPED):
            raise self._unexpected(token, "a key in double quotes is missing here")
        key = token.text[1:-1] if token.kind == _TEXT else _unescaped(token)
        colon = self._token()
        if colon.text != ":":
            raise self._unexpected(colon, "a colon is missing here")
        self._name(container, key, token.at)
        return self._value(self._token())

    def _name(self, container: _Container, key: str, at: int) -> None:
        container.key = Literal(key, at)
        if key in container.members and len(self.faults) < MAX_FAULTS - 1:
            self.faults.append(
                Fault(f"the key {_quoted(key)} stands twice in this object", at, "keep one: the last one counts")
            )

    def _placed(self, node: Node, container: _Container) -> Node | None:
        """Puts a value into its container, and reads what separates it from the next one; the container if it ends."""
        container.add(node)
        token = self._token()
        if token.text == ",":
            return None
        if token.text == _CLOSER[container.opener]:
            return self._closed()
        raise self._unexpected(token, f"a comma or a closing {_BRACKET[container.opener]} is missing here")

    def _closed(self) -> Node:
        return self._open.pop().whole()

    def _unexpected(self, token: _Token, missing: str) -> _BrokenError:
        """What is wrong where another token had to stand."""
        if not token.text:
            if self._open:
                return _BrokenError(f"this {_BRACKET[self._open[-1].opener]} is not closed", self._open[-1].at)
            return _BrokenError("there is no value in this file", 0)
        if token.kind == _OTHER and token.text == '"':
            return _BrokenError("this text is not closed", token.at)
        if token.kind == _OTHER and self.text.startswith("/*", token.at):
            return _BrokenError("this comment is not closed", token.at)
        return _BrokenError(missing, token.at, "JSON has double quotes" if token.text == "'" else None)


def _unescaped(token: _Token) -> str:
    try:
        text = str(_ESCAPES.raw_decode(token.text)[0])
    except json.JSONDecodeError as error:
        raise _BrokenError("this escape is not one that JSON has", token.at + error.pos) from None
    if text.isascii():
        return text
    # half of a surrogate pair could not be written to any file or terminal
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _scalar(text: str, at: int) -> Literal:
    if text in _WORDS:
        return Literal(_WORDS[text], at)
    number = _NUMBER.fullmatch(text)
    if number is None:
        hint = "texts stand in double quotes; true, false and null in small letters"
        raise _BrokenError(f"{_quoted(text)} is no value", at, hint)
    if len(text) > MAX_DIGITS:
        raise _BrokenError(f"this number has more than {MAX_DIGITS} digits", at)
    if number.lastindex is None:
        return Literal(int(text), at)
    if not math.isfinite(value := float(text)):
        raise _BrokenError(f"the number {_quoted(text)} is too large", at)
    return Literal(value, at)


def _quoted(text: str) -> str:
    return text if len(text) <= _MAX_QUOTED else f"{text[:_MAX_QUOTED]}..."
