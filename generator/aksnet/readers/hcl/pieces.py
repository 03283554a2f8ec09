"""The pieces of a template of HCL, and how they make one node: trimming, indentation, `if` and `for`."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.expressions.tree import Call, Conditional, Literal, Loop, Node, Template
from aksnet.readers.hcl.tokens import composed
from aksnet.readers.hcl.trouble import UnreadableError

# What Terraform trims; Python's own notion of white space has four control characters more.
SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


class Text:
    """A literal token; it is trimmed when what stands beside it is known."""

    __slots__ = ("at", "value")

    def __init__(self, value: str, at: int) -> None:
        self.value = value
        self.at = at


class Interpolation(NamedTuple):
    value: Node


class Directive(NamedTuple):
    word: str
    at: int
    subject: Node = Literal(None, 0)
    item: str = ""
    counter: str | None = None


class _Frame:
    """An open directive and what stands in it; the outermost frame is the template itself."""

    __slots__ = ("directive", "parts", "run", "run_at", "yes")

    def __init__(self, directive: Directive | None) -> None:
        self.directive = directive
        self.parts: list[Node] = []
        self.run: list[str] = []
        self.run_at = 0
        self.yes: list[Node] | None = None

    def add(self, node: Node) -> None:
        self.end_run()
        self.parts.append(node)

    def add_text(self, text: Text) -> None:
        if not self.run:
            self.run_at = text.at
        self.run.append(text.value)

    def end_run(self) -> None:
        if self.run:
            self.parts.append(Literal(composed("".join(self.run)), self.run_at))
            self.run = []


class Pieces:
    """The tokens of a template in their order; `height` is that of the tallest expression in it."""

    __slots__ = ("height", "items", "trim")

    def __init__(self) -> None:
        self.items: list[Text | Interpolation | Directive] = []
        self.trim = False
        self.height = 0

    def text(self, value: str, at: int) -> None:
        if self.trim:
            value = value.lstrip(SPACES)
            self.trim = False
        self.items.append(Text(value, at))

    def trim_last(self) -> None:
        if self.items and isinstance(self.items[-1], Text):
            self.items[-1].value = self.items[-1].value.rstrip(SPACES)

    def flush(self) -> None:
        """Take the indentation that all lines share off them; lines of white space alone are left as they are."""
        least: int | None = None
        leading: list[Text] = []
        fresh = True
        for piece in self.items:
            if fresh:
                indent: int | None = 0
                if isinstance(piece, Text):
                    indent = _indent(piece.value)
                    if indent is not None:
                        leading.append(piece)
                if indent is not None:
                    least = indent if least is None else min(least, indent)
            fresh = isinstance(piece, Text) and piece.value.endswith("\n")
        for text in leading:
            text.value = text.value[least:]
            text.at += least or 0

    def built(self, at: int, end: int) -> tuple[Node, int]:
        """The node of the whole template, and how tall its tree is at most; `end` is where the template ends."""
        frames = [_Frame(None)]
        deepest = 1
        for piece in self.items:
            frame = frames[-1]
            if isinstance(piece, Text):
                frame.add_text(piece)
            elif isinstance(piece, Interpolation):
                frame.add(piece.value)
            elif piece.word in {"if", "for"}:
                frames.append(_Frame(piece))
                deepest = max(deepest, len(frames))
            else:
                _end_or_else(frames, piece)
        if frames[-1].directive:
            word = frames[-1].directive.word
            raise UnreadableError(f"%{{ {word} }} has no %{{ end{word} }}", end)
        frames[0].end_run()
        return self._whole(frames[0].parts, at), self.height + 3 * deepest

    def _whole(self, parts: list[Node], at: int) -> Node:
        if not parts:
            return Literal("", at)
        # one part that is no literal gives its own value, or is a directive and so a text
        if len(parts) == 1 and isinstance(self.items[0], Text) and isinstance(parts[0], Literal):
            return Literal(parts[0].value, at)
        return Template(tuple(parts), at)


def _end_or_else(frames: list[_Frame], piece: Directive) -> None:
    frame = frames[-1]
    opened = frame.directive
    if opened is None or (piece.word != f"end{opened.word}" and (piece.word != "else" or opened.word != "if")):
        raise UnreadableError(f"%{{ {piece.word} }} ends nothing that is open here", piece.at)
    frame.end_run()
    if piece.word == "else":
        if frame.yes is not None:
            raise UnreadableError("a second %{ else } stands here", piece.at)
        frame.yes, frame.parts = frame.parts, []
        return
    frames.pop()
    frames[-1].add(_closed(frame, opened))


def _closed(frame: _Frame, opened: Directive) -> Node:
    subject = opened.subject
    last = _as_text(frame.parts, opened.at)
    if opened.word == "for":
        loop = Loop(subject, opened.item, opened.counter, last, opened.at)
        return Call("join", (Literal("", opened.at), loop), opened.at)
    if frame.yes is None:
        return Conditional(subject, last, Literal("", opened.at), opened.at)
    return Conditional(subject, _as_text(frame.yes, opened.at), last, opened.at)


def _as_text(parts: list[Node], at: int) -> Node:
    """What stands in a directive, which is always a text: a single interpolation in it gives no value of its own."""
    if not parts:
        return Literal("", at)
    if len(parts) > 1:
        return Template(tuple(parts), parts[0].at)
    part = parts[0]
    if isinstance(part, Literal) and isinstance(part.value, str):
        return part
    return Template((Literal("", at), part), at)


def _indent(line: str) -> int | None:
    trimmed = line.lstrip(SPACES)
    if not trimmed and line.endswith("\n"):
        return None
    return len(line) - len(trimmed)
