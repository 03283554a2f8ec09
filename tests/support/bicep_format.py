"""The layout that the compiler's formatter gives to an expression: rules 1 to 9 of its description, as far as they go.

Comments, loops, types and blank lines are not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

_WIDTH = 120
_TOKEN = re.compile(
    r"(?P<skip>[ \t]+)|(?P<newline>(?:\r?\n[ \t]*)+)|(?P<text>'(?:[^'\\\n]|\\.)*')|(?P<word>\w+)"
    r"|(?P<mark>\.\.\.|=>|\?\?|\.\?|\[\?|&&|\|\||==|!=|<=|>=|=~|!~|::|[][(){}:,.?!<>+*/%-])"
)
_BINARY = {"??", "&&", "||", "==", "!=", "<=", ">=", "=~", "!~", "<", ">", "+", "-", "*", "/", "%"}


class Atom(NamedTuple):
    """Text that is never broken."""

    text: str


class Row(NamedTuple):
    """Parts one after the other, which only break where one of them does."""

    parts: tuple[Part, ...]


class Items(NamedTuple):
    """An object or array; `forced` where it began a new line behind its bracket."""

    brackets: str
    items: tuple[Part, ...]
    forced: bool


class Call(NamedTuple):
    """An argument list."""

    arguments: tuple[Part, ...]


class Choice(NamedTuple):
    """A ternary."""

    condition: Part
    yes: Part
    no: Part


Part: TypeAlias = Atom | Row | Items | Call | Choice


def formatted(text: str, indent: int, column: int) -> str:
    """An expression as the formatter writes it at a place; ValueError for what is not known here."""
    return written(_Parser(text).whole(), indent, column)


def flat(part: Part) -> str:
    """The part on one line."""
    match part:
        case Atom(text):
            return text
        case Row(parts):
            return "".join(map(flat, parts))
        case Items("{}", items, _):
            return f"{{ {', '.join(map(flat, items))} }}" if items else "{}"
        case Items(_, items, _) | Call(items):
            return "{}{}{}".format(*_brackets(part)).replace("\0", ", ".join(map(flat, items)))
        case Choice(condition, yes, no):
            return f"{flat(condition)} ? {flat(yes)} : {flat(no)}"


def _brackets(part: Part) -> tuple[str, str, str]:
    pair = part.brackets if isinstance(part, Items) else "()"
    return pair[0], "\0", pair[1]


def forced(part: Part) -> bool:
    """Whether something in it has to stand on several lines."""
    match part:
        case Atom():
            return False
        case Row(parts) | Call(parts):
            return any(map(forced, parts))
        case Items(_, items, began):
            return (began and any(flat(one)[:3] != "..." for one in items)) or any(map(forced, items))
        case Choice(condition, yes, no):
            return any(map(forced, (condition, yes, no)))


def written(part: Part, indent: int, column: int) -> str:
    """The part's text where the line that it stands in is indented by `indent` and has `column` columns already."""
    if not isinstance(part, Row) and not forced(part) and column + _columns(flat(part)) <= _WIDTH:
        return flat(part)
    match part:
        case Atom(text):
            return text
        case Row(parts):
            return _row(parts, indent, column)
        case Items(brackets, items, _):
            return _lines(brackets[0], items, "", brackets[1], indent) if items else brackets
        case Call(arguments):
            return _call(arguments, indent, column)
        case Choice(condition, yes, no):
            first = written(condition, indent, column)
            pad = " " * (indent + 2)
            branches = (f"{mark} {written(one, indent + 4, indent + 4)}" for mark, one in (("?", yes), (":", no)))
            return "\n".join((first, *(pad + branch for branch in branches)))


def _row(parts: tuple[Part, ...], indent: int, column: int) -> str:
    text = ""
    for part in parts:
        tail = text.rpartition("\n")[2]
        text += written(part, indent, _columns(tail) if "\n" in text else column + _columns(tail))
    return text


def _columns(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _lines(opening: str, items: tuple[Part, ...], separator: str, closing: str, indent: int) -> str:
    pad = " " * (indent + 2)
    rows = f"{separator}\n".join(pad + written(one, indent + 2, indent + 2) for one in items)
    return f"{opening}\n{rows}\n{' ' * indent}{closing}"


def _call(arguments: tuple[Part, ...], indent: int, column: int) -> str:
    head = ", ".join(map(flat, arguments[:-1]))
    last = arguments[-1]
    hugs = forced(_body(last)) and not any(map(forced, arguments[:-1])) and isinstance(_body(last), Items)
    if len(arguments) == 1 or hugs:
        lead = f"({head}, " if head else "("
        return f"{lead}{written(last, indent, column + len(lead))})"
    return _lines("(", arguments, ",", ")", indent)


def _body(part: Part) -> Part:
    """What a lambda returns, else the part itself."""
    is_lambda = isinstance(part, Row) and any(one == Atom(" => ") for one in part.parts)
    return part.parts[-1] if is_lambda and isinstance(part, Row) else part


class _Parser:
    """Parts out of text."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None:
                raise ValueError(f"{text[at : at + 20]!r} is not known here")
            if found.lastgroup != "skip":
                self.tokens.append((str(found.lastgroup), found[0]))
            at = found.end()
        self.tokens.append(("end", ""))
        self.at = 0

    def whole(self) -> Part:
        part = self.expression()
        self.newlines()
        if self.tokens[self.at][0] != "end":
            raise ValueError(f"{self.peek()!r} is not known here")
        return part

    def peek(self, ahead: int = 0) -> str:
        return self.tokens[min(self.at + ahead, len(self.tokens) - 1)][1]

    def take(self, expected: str | None = None) -> str:
        text = self.peek()
        if expected is not None and text != expected:
            raise ValueError(f"{text!r} stands where {expected!r} is due")
        self.at += 1
        return text

    def newlines(self) -> bool:
        found = self.tokens[self.at][0] == "newline"
        self.at += found
        return found

    def _continues(self, *marks: str) -> bool:
        """Whether one of the marks is next, on this line or on the next one."""
        ahead = self.tokens[self.at][0] == "newline"
        if self.peek(int(ahead)) not in marks:
            return False
        self.at += ahead
        return True

    def expression(self) -> Part:
        condition = self.binary()
        if not self._continues("?"):
            return condition
        self.take()
        yes = self.expression()
        if not self._continues(":"):
            raise ValueError("a ternary has no other branch")
        self.take()
        return Choice(condition, yes, self.expression())

    def binary(self) -> Part:
        parts = [self.unary()]
        while self.peek() in _BINARY:
            parts += [Atom(f" {self.take()} "), self.unary()]
        return Row(tuple(parts)) if len(parts) > 1 else parts[0]

    def unary(self) -> Part:
        if self.peek() in ("!", "-"):
            return Row((Atom(self.take()), self.unary()))
        parts = [self.primary()]
        while self.peek() in (".", ".?", "::", "[", "[?", "(", "!"):
            mark = self.peek()
            if mark == "(":
                arguments = self.between("(", ")", self.expression, strict=True)
                parts.append(Call(tuple(arguments or ())))
            elif mark in ("[", "[?"):
                self.take()
                parts += [Atom(mark), self.expression(), Atom(self.take("]"))]
            else:
                parts.append(Atom(self.take() + ("" if mark == "!" else self.take())))
        return Row(tuple(parts)) if len(parts) > 1 else parts[0]

    def primary(self) -> Part:
        kind, text = self.tokens[self.at]
        if text in ("{", "["):
            return self.container()
        if text == "(":
            return self.bracketed()
        if kind == "word" and self.peek(1) == "=>":
            return self.returning(Atom(self.take()))
        if kind in ("word", "text") and text != "for":
            return Atom(self.take())
        raise ValueError(f"{text!r} is not known here")

    def bracketed(self) -> Part:
        start = self.at
        names = self.between("(", ")", lambda: Atom(self.take()), strict=False)
        if names is not None and self.peek() == "=>":
            return self.returning(Atom(f"({', '.join(map(flat, names))})"))
        self.at = start
        self.take("(")
        inner = self.expression()
        return Row((Atom("("), inner, Atom(self.take(")"))))

    def returning(self, head: Part) -> Part:
        self.take("=>")
        return Row((head, Atom(" => "), self.expression()))

    def between(self, opening: str, closing: str, read: Callable[[], Part], *, strict: bool) -> list[Part] | None:
        """The parts between brackets, with commas; None where that is not what stands there."""
        self.take(opening)
        found: list[Part] = []
        self.newlines()
        while self.peek() != closing:
            found.append(read())
            self.newlines()
            if self.peek() == ",":
                self.take()
                self.newlines()
            elif self.peek() != closing:
                if strict:
                    raise ValueError(f"{self.peek()!r} stands between two arguments")
                return None
        self.take(closing)
        return found

    def container(self) -> Part:
        opening = self.take()
        closing = {"{": "}", "[": "]"}[opening]
        began = self.newlines()
        items: list[Part] = []
        while self.peek() != closing:
            items.append(self.item(opening))
            if self.peek() == ",":
                self.take()
            self.newlines()
        self.take(closing)
        return Items(opening + closing, tuple(items), began)

    def item(self, opening: str) -> Part:
        if self.peek() == "...":
            return Row((Atom(self.take()), self.expression()))
        if opening == "[":
            return self.expression()
        key = self.primary()
        self.take(":")
        return Row((key, Atom(": "), self.expression()))
