"""Objects, arrays and loops of Bicep, and what is kept of one when something in it cannot be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, MutableSequence
from typing import Any

from aksnet.expressions.tree import Array, Call, Item, Literal, Loop, Node, Object, Opaque, Spread
from aksnet.readers.bicep.strings import Strings
from aksnet.readers.bicep.tokens import BLANK, CLOSING, END, NAME, NEWLINE, QUOTE, TEXT, UnreadableError

# What shows at the beginning of a line that it goes on with the line before, which Bicep does not allow.
LEADING = frozenset(
    ("??", "||", "&&", "==", "!=", "=~", "!~", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", ".", "?", ":", "::")
)
CONTINUED = "the next line goes on with it"
UNSEPARATED = "what follows it in its line cannot be read"
_ENDS = frozenset((END, ")", "]", "}"))
_BETWEEN = _ENDS | {NEWLINE, ","}
# The tokens that markers of merge conflicts begin with.
_MARKS = frozenset(("<", "==", ">", "||"))
_for_follows = re.compile(rf"{BLANK}for(?![A-Za-z0-9_])").match


class Brackets(Strings):
    """Reads what stands in brackets, each item by itself: one that cannot be read is a fault, and the rest is kept."""

    def value_node(self) -> Node:
        """Read the value of an item, parameter or variable; what ends it is looked at then, read or not."""
        start, depth = self.at, self.depth
        try:
            if self.kind == NEWLINE:
                self.bracket_below()
            return self.expression()
        except UnreadableError as bad:
            self.depth = depth
            self.fault(bad.message, bad.at, bad.hint)
            self.recover(start)
            return Opaque(bad.message, start)

    def bracket_below(self) -> None:
        """Where a line ends before a value: tell it, and go on to the next line, if a bracket opens there."""
        if self.text[self.end : self.end + 1] not in ("{", "["):
            raise self.unexpected("a value")
        bracket = self.text[self.end]
        self.fault("the line ends before its value", self.at, f"the `{bracket}` must stand in the line above")
        self.advance()

    def object_node(self, declared: Callable[[], bool] | None = None) -> Object:
        """Read an object; `declared` reads what is no item of it, where there may be such."""
        opened = self.at
        items: list[Item | Spread] = []

        def element() -> None:
            if declared is None or not declared():
                self._item(items)

        lost = self.elements("{", items, element)
        self._tell_twins(items)
        if lost:
            items.insert(0, Spread(lost, lost.at))
        return Object(tuple(items), opened)

    def _item(self, items: list[Item | Spread]) -> None:
        start = self.at
        if self.kind == "...":
            self.advance()
            items.append(Spread(self.value_node(), start))
            return
        key = self._key()
        if self.kind == ":":
            self.advance()
            items.append(Item(key, self.value_node(), start))
            return
        bad = self.unexpected("a value" if self.kind == NEWLINE else "`:`")
        items.append(Item(key, Opaque(bad.message, start), start))
        self.fault(bad.message, bad.at, bad.hint)
        self.recover(start)

    def _key(self) -> Node:
        if self.kind == NAME:
            name, at = self.value, self.at
            self.advance()
            return Literal(name, at)
        if self.kind in (TEXT, QUOTE):
            return self.string()
        raise self.unexpected("the key of a property")

    def _tell_twins(self, items: list[Item | Spread]) -> None:
        """Neither value of a key that is written twice is the value of the key."""
        keys = [item.key.value for item in items if type(item) is Item and type(item.key) is Literal]
        if len(set(keys)) == len(keys):
            return
        written = Counter(keys)
        for number, item in enumerate(items):
            if type(item) is not Item or type(item.key) is not Literal or self.doubt(item.at):
                continue
            if written[item.key.value] > 1:
                items[number] = item._replace(value=Opaque("its key is written more than once", item.value.at))
                self.fault(f"the key `{item.key.value}` is written more than once in this object", item.at)

    def list_node(self) -> Node:
        """Read an array, or the loop that makes one."""
        if _for_follows(self.text, self.end):
            return self.loop(self._loop_value)
        return self._array()

    def _array(self) -> Array:
        opened = self.at
        items: list[Node | Spread] = []

        def element() -> None:
            if self.kind == "...":
                at = self.at
                self.advance()
                items.append(Spread(self.value_node(), at))
            else:
                items.append(self.expression())

        lost = self.elements("[", items, element)
        if lost:
            items.append(Spread(lost, lost.at))
        return Array(tuple(items), opened)

    def elements(self, bracket: str, items: MutableSequence[Any], element: Callable[[], None]) -> Opaque | None:
        """Read what stands in brackets, newlines or commas between; why there may be more than was read, if so."""
        opened, close = self.at, CLOSING[bracket]
        lost: Opaque | None = None
        self.deeper()
        self.advance()
        if self.kind == NEWLINE:
            self.newline()
        while self.kind != close:
            if self.kind in _ENDS:
                self.depth -= 1
                self.unclosed(bracket, opened)
                _doubt_last(items, "a bracket is not closed behind it")
                return lost or Opaque(f"the `{bracket}` is not closed", opened)
            if self.kind in _MARKS and self.conflict_marker():
                continue
            start, depth, kind, count = self.at, self.depth, self.kind, len(items)
            try:
                element()
            except UnreadableError as bad:
                self.depth = depth
                if kind in LEADING and bad.at == start:
                    _doubt_last(items, CONTINUED)
                    bad = self.leading(kind, start)
                self.fault(bad.message, bad.at, bad.hint)
                self.recover(start)
                lost = lost or Opaque(bad.message, start)
            if len(items) > count and (reason := self.doubt(start)):
                _doubt_last(items, reason)
            if not self._separated(close):
                _doubt_last(items, UNSEPARATED)
                lost = lost or Opaque(UNSEPARATED, start)
        self.depth -= 1
        self.advance()
        return lost

    @staticmethod
    def leading(operator: str, at: int) -> UnreadableError:
        """The fault that a line is that goes on with the one before."""
        hint = "only the `?` and `:` of `a ? b : c` may begin a line"
        return UnreadableError(f"this line begins with `{operator}`", at, hint)

    def _separated(self, close: str) -> bool:
        """Read what stands between two elements; False where it is something else."""
        sound = True
        if self.kind not in _BETWEEN and self.kind != close:
            bad = self.unexpected("a new line or a comma")
            if self.value == ";":
                self.advance()
            else:
                sound = False
                self.recover(self.at)
            self.fault(bad.message, bad.at, bad.hint)
        if self.kind == ",":
            at = self.at
            self.advance()
            if self.kind == NEWLINE:
                self.fault("a comma ends this line", at, "a new line separates the items, or a comma on one line")
        if self.kind == NEWLINE:
            self.newline()
        return sound

    def loop(self, body: Callable[[], tuple[Node, Node | None]]) -> Loop:
        """Read `[for item in list: value]`; `body` reads the value and its condition."""
        opened = self.at
        self.deeper()
        self.advance()
        if self.kind == NEWLINE:
            self.advance()
        self.keyword("for")
        item, counter = self._loop_names()
        self.keyword("in")
        source = self.expression()
        self.expect(":", "`:`")
        if self.kind == NEWLINE:
            self.bracket_below()
        value, condition = body()
        if self.kind == NEWLINE:
            self.newline()
        self.expect("]", "the `]` of the loop")
        self.depth -= 1
        return Loop(source, item, counter, value, opened, condition=condition)

    def _loop_names(self) -> tuple[str, str | None]:
        if self.kind != "(":
            return self.expect(NAME, "the name of an item"), None
        self.advance()
        item = self.expect(NAME, "the name of an item")
        self.expect(",", "`,`")
        counter = self.expect(NAME, "the name of a number")
        self.expect(")", "`)`")
        return item, counter

    def _loop_value(self) -> tuple[Node, Node | None]:
        value = self.expression()
        if type(value) is Call and value.name == "if" and len(value.arguments) == 1 and self.kind == "{":
            self.fault("a loop that makes values has no condition", value.at, "take `filter()` of the list")
            return self.expression(), value.arguments[0]
        return value, None

    def keyword(self, word: str) -> None:
        """Read this word."""
        if self.kind != NAME or self.value != word:
            raise self.unexpected(f"`{word}`")
        self.advance()


def _doubt_last(items: MutableSequence[Any], reason: str) -> None:
    """What was read last is not what is meant."""
    if not items:
        return
    last = items[-1]
    if type(last) is Item:
        items[-1] = last._replace(value=Opaque(reason, last.value.at))
    elif type(last) is not tuple:  # of names of an import each is read by itself
        items[-1] = Spread(Opaque(reason, last.at), last.at)
