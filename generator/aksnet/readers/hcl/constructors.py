"""What brackets make in HCL: lists, objects and `for` expressions, as nodes."""

from __future__ import annotations

from aksnet.expressions.tree import MAX_DEPTH, Array, Get, Index, Item, Literal, Loop, Node, Object, Opaque
from aksnet.readers.hcl.templates import Templates
from aksnet.readers.hcl.tokens import ACROSS_LINES, IN_LINES, Matcher, composed, is_name
from aksnet.readers.hcl.trouble import UnreadableError

_CLOSER = {"[": "]", "{": "}"}
_TOO_DEEP = "this is nested too deeply to be read"


class Constructors(Templates):
    """Templates, and what stands in brackets; expressions inside them are for the heir to read."""

    def __init__(self, text: str, start: int, end: int) -> None:
        super().__init__(text, start, end)
        # How many brackets, blocks and strings are open.
        self.depth = 0

    def deepen(self) -> None:
        """Enter something that nests."""
        self.depth += 1
        self.count()
        if self.depth > MAX_DEPTH:
            raise UnreadableError(_TOO_DEEP, self.at)

    def grow(self, height: int, at: int) -> None:
        self.height = height
        if height > MAX_DEPTH:
            raise UnreadableError(_TOO_DEEP, at)

    def close(self, closer: str, former: Matcher, opened: int) -> None:
        """Leave a bracket: the token behind it is taken as line breaks were seen before."""
        if self.kind != closer:
            raise self.unclosed(closer, opened, f'"{closer}" is missing here')
        self.match = former
        self.advance()

    def unclosed(self, closer: str, opened: int, message: str) -> UnreadableError:
        if self.kind == "end":
            return UnreadableError(f'this bracket is not closed with "{closer}"', opened)
        return self.unexpected(message)

    def array(self, at: int) -> Node:
        former = self.advance_in(ACROSS_LINES)
        if self.kind == "name" and self.word == "for":
            return self._loop("[", at, former)
        items: list[Node] = []
        height = 0
        while self.kind != "]":
            items.append(self.expression())
            height = max(height, self.height)
            if self.kind == ",":
                self.advance()
            elif self.kind != "]":
                raise self.unclosed("]", at, "a comma or a closing bracket is missing here")
        self.close("]", former, at)
        self.grow(height + 1, at)
        return Array(tuple(items), at)

    def object_(self, at: int) -> Node:
        inside = self.stop
        former = self.advance_in(ACROSS_LINES)
        if self.kind == "name" and self.word == "for":
            return self._loop("{", at, former)
        self.stop = inside
        self.advance_in(IN_LINES)
        items: list[Item] = []
        height = 0
        while True:
            while self.kind == "newline":
                self.advance()
            if self.kind == "}":
                break
            items.append(self._item(at))
            height = max(height, self.height)
            if self.kind in {",", "newline"}:
                self.advance()
            elif self.kind != "}":
                raise self.unclosed("}", at, "a comma or a line break is missing here")
        self.close("}", former, at)
        self.grow(height + 1, at)
        return Object(tuple(items), at)

    def _item(self, opened: int) -> Item:
        at = self.at
        key = self._key(opened)
        height = self.height
        if self.kind not in {"=", ":"}:
            raise self.unclosed("}", opened, '"=" and a value are missing here')
        self.advance()
        value = self.expression()
        self.height = max(height, self.height)
        return Item(key, value, at)

    def _key(self, opened: int) -> Node:
        """Read the key of an item: a bare name is a text, and only a key in round brackets is a reference."""
        at = self.at
        if self.kind == "end":
            raise self.unclosed("}", opened, "")
        if self.kind == "name" and is_name(self.word):
            word = self.word
            self.advance()
            if self.kind in {"=", ":"} and "." not in word:
                self.height = 1
                return Literal(composed(word), at)
            self.stop = at
            self.advance()
        bracketed = self.kind == "("
        key = self.expression()
        if isinstance(key, Get | Index) and not bracketed:
            return Opaque("a key that is a reference stands in round brackets", at)
        return key

    def _loop(self, opener: str, at: int, former: Matcher) -> Node:
        self.advance()
        counter, item = self.loop_names()
        source = self.expression()
        height = self.height
        if self.kind != ":":
            raise self.unexpected('":" is missing behind what is looped over')
        self.advance()
        key, value = self._loop_result(opener)
        height = max(height, self.height)
        grouped = self.kind == "..."
        if grouped and opener == "[":
            raise self.unexpected('"..." groups the values of an object, and this makes a list')
        if grouped:
            self.advance()
        condition = None
        if self.kind == "name" and self.word == "if":
            self.advance()
            condition = self.expression()
            height = max(height, self.height)
        self.close(_CLOSER[opener], former, at)
        self.grow(height + 1, at)
        return Loop(source, item, counter, value, at, key, condition, grouped)

    def _loop_result(self, opener: str) -> tuple[Node | None, Node]:
        first = self.expression()
        height = self.height
        if self.kind != "=>":
            if opener == "{":
                raise self.unexpected('"=>" and a value are missing behind the key')
            return None, first
        if opener == "[":
            raise self.unexpected('"=>" makes an object, which stands in braces')
        self.advance()
        value = self.expression()
        self.height = max(height, self.height)
        return first, value
