"""The text of a .tf.json file as a tree: strict JSON, in which Terraform allows a key to stand more than once.

Where the text is broken, the members of the outermost object before that place are kept.
"""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from aksnet.expressions.tree import MAX_DEPTH, Array, Item, Literal, Node, Object, Opaque, Unary
from aksnet.readers.hcl.literals import number
from aksnet.readers.hcl.templates import MAX_VALUES
from aksnet.readers.hcl.tokens import composed
from aksnet.readers.hcl.trouble import UnreadableError, foreign, invalid_character

_TOKEN = re.compile(
    r"""[ \t\r\n]*+(?:
      (?P<string>"(?:[^"\\\x00-\x1f]++|\\.)*+")
    | (?P<mark>[{}\[\]:,])
    | (?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![0-9A-Za-z_.]))
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*+)
    | (?P<bad>.)
    )""",
    re.DOTALL | re.VERBOSE,
)
_WORDS = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_COMMENT_HINT = 'JSON has no comments: a member "//" of a block is one'


class Tree(NamedTuple):
    """What was read, and why no more was; `broken` is the key of the outermost member with the fault in it."""

    root: Node | None
    error: UnreadableError | None = None
    broken: Literal | None = None


def read(text: str) -> Tree:
    """The tree of a JSON text."""
    reader = _Reader(text)
    try:
        root = reader.value()
        if reader.kind != "end":
            raise reader.unexpected("the text goes on behind its last brace")
    except UnreadableError as error:
        kept = Object(tuple(reader.outermost), 0) if reader.outermost else None
        return Tree(kept, foreign(text, error.at) or error, reader.begun)
    return Tree(root)


class _Reader:
    """One token at hand; the members of the outermost object are gathered as they are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outermost: list[Item] = []
        self.begun: Literal | None = None
        self.depth = 0
        self.values = 0
        self.stop = 0
        self.advance()

    def advance(self) -> None:
        found = _TOKEN.match(self.text, self.stop)
        if found is None:
            self.kind, self.word, self.at = "end", "", len(self.text)
            return
        kind = found.lastgroup or "bad"
        self.word = found[kind]
        self.kind = self.word if kind == "mark" else kind
        self.at, self.stop = found.span(kind)

    def unexpected(self, message: str) -> UnreadableError:
        if self.kind != "bad":
            return UnreadableError(message, self.at)
        if self.word == '"':
            return UnreadableError("this string is not closed in its line", self.at)
        if self.word in "/#":
            return UnreadableError(f"{self.word} cannot stand here", self.at, _COMMENT_HINT)
        if self.word.isalnum() or self.word in "+-.=":
            return UnreadableError(message, self.at)
        return invalid_character(self.text, self.at)

    def value(self) -> Node:
        self.values += 1
        if self.values > MAX_VALUES:
            raise UnreadableError("there are more values in this file than are read", self.at)
        if self.kind in {"{", "["}:
            return self._container()
        node = self._scalar()
        self.advance()
        return node

    def _scalar(self) -> Node:
        at, word = self.at, self.word
        if self.kind == "string":
            return Literal(string(word, at), at)
        if self.kind == "word" and word in _WORDS:
            return Literal(_WORDS[word], at)
        if self.kind != "number":
            raise self.unexpected("a value is missing here")
        node = number(word.lstrip("-"), at)
        return node if isinstance(node, Opaque) or word[0] != "-" else _negated(node, at)

    def _container(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableError("this is nested too deeply to be read", self.at)
        node = self._object() if self.kind == "{" else self._array()
        self.depth -= 1
        return node

    def _array(self) -> Node:
        at = self.at
        items: list[Node] = []
        while self._more("[", "]", at, bool(items)):
            items.append(self.value())
        return Array(tuple(items), at)

    def _object(self) -> Node:
        at = self.at
        items: list[Item] = self.outermost if self.depth == 1 else []
        while self._more("{", "}", at, bool(items)):
            key = self._key()
            if self.depth == 1:
                self.begun = key
            items.append(Item(key, self.value(), key.at))
        return Object(tuple(items), at)

    def _key(self) -> Literal:
        if self.kind != "string":
            raise self.unexpected("a key in double quotes is missing here")
        key = Literal(string(self.word, self.at), self.at)
        self.advance()
        if self.kind != ":":
            raise self.unexpected("a colon is missing behind the key")
        self.advance()
        return key

    def _more(self, opener: str, closer: str, opened: int, begun: bool) -> bool:
        """Go behind the opening bracket or a comma, or behind the closing bracket: then there is no more."""
        if not begun and self.kind == opener and self.at == opened:
            self.advance()
            if self.kind != closer:
                return True
        elif self.kind == ",":
            comma = self.at
            self.advance()
            if self.kind == closer:
                raise UnreadableError(f'a comma stands before the closing "{closer}"', comma, "take the comma away")
            return True
        if self.kind == closer:
            self.advance()
            return False
        if self.kind == "end":
            raise UnreadableError(f'this bracket is not closed with "{closer}"', opened)
        raise self.unexpected(f'a comma or a closing "{closer}" is missing here')


def _negated(node: Node, at: int) -> Node:
    value = node.value if isinstance(node, Literal) else None
    return Literal(-value, at) if isinstance(value, int | float) else Unary("-", node, at)


def string(word: str, at: int) -> str:
    """The text of a JSON string with its quotes."""
    if "\\" not in word:
        return composed(word[1:-1])
    try:
        text = str(json.loads(word))
    except ValueError as error:
        raise UnreadableError("an escape of this string is none of JSON", at) from error
    # half of a pair is no character, and Terraform puts this in its place
    return composed(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text))
