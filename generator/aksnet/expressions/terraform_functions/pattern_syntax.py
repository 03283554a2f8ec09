"""Regular expressions as Terraform has them (Go's RE2), read into instructions for a matcher in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from aksnet.expressions.values import RefusedError, UndeterminedError

Test = Callable[[str], bool]
# How deep groups may be nested, how long a pattern and what it is compiled to may be.
_DEPTH = 40
_MAX_PATTERN = 1_000
MAX_PROGRAM = 5_000
_MAX_REPEAT = 1_000

_DIGITS = frozenset("0123456789")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_SPACE = frozenset("\t\n\f\r ")
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": _SPACE}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_POSIX = {
    "alpha": frozenset(filter(str.isalpha, _WORD)),
    "digit": _DIGITS,
    "alnum": _WORD - {"_"},
    "upper": frozenset(filter(str.isupper, _WORD)),
    "lower": frozenset(filter(str.islower, _WORD)),
    "xdigit": frozenset("0123456789abcdefABCDEF"),
    "word": _WORD,
    "space": _SPACE | {"\v"},
}
_REPEAT = re.compile(r"\{([0-9]{1,4})(,([0-9]{1,4})?)?\}")
_NAME = re.compile(r"\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>")
_FLAGS = re.compile(r"\(\?([ims]+)([:)])")


class Char(NamedTuple):
    """Goes on with the next instruction where the character is one of these."""

    test: Test


class Split(NamedTuple):
    """Goes on at both places; the first is preferred."""

    first: int
    second: int


class Jump(NamedTuple):
    """Goes on elsewhere."""

    to: int


class Save(NamedTuple):
    """Remembers where a group begins or ends."""

    slot: int


class Assertion(NamedTuple):
    """Goes on where the place is the beginning (^), the end ($), or a boundary of a word (b, B)."""

    kind: str


class Match(NamedTuple):
    """The pattern matches."""


Instruction = Char | Split | Jump | Save | Assertion | Match


class Pattern(NamedTuple):
    """A compiled pattern, with the names of its groups."""

    program: tuple[Instruction, ...]
    groups: tuple[str | None, ...]
    folds: bool


# Code with places relative to its own beginning.
_Code = list[Instruction]


def compile_pattern(source: str) -> Pattern:
    """A pattern, compiled; raises RefusedError where RE2 refuses it."""
    if len(source) > _MAX_PATTERN:
        raise UndeterminedError(f"it is a pattern of more than {_MAX_PATTERN:,} characters")
    reader = _Reader(source)
    code = reader.alternatives(0)
    if reader.at < len(source):
        raise RefusedError("the pattern has a closing bracket too many")
    program = (Save(0), *(_moved(one, 1) for one in code), Save(1), Match())
    return Pattern(tuple(program), tuple(reader.groups), "i" in reader.flags)


def _moved(one: Instruction, by: int) -> Instruction:
    if isinstance(one, Split):
        return Split(one.first + by, one.second + by)
    return Jump(one.to + by) if isinstance(one, Jump) else one


def _joined(*codes: _Code) -> _Code:
    made: _Code = []
    for code in codes:
        made += [_moved(one, len(made)) for one in code]
    if len(made) > MAX_PROGRAM:
        raise UndeterminedError("the pattern is too large")
    return made


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.groups: list[str | None] = []
        self.flags: set[str] = set()

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def alternatives(self, depth: int) -> _Code:
        """`a|b`."""
        if depth > _DEPTH:
            raise UndeterminedError("the pattern is nested too deep")
        choices = [self._sequence(depth)]
        while self._peek() == "|":
            self.at += 1
            choices.append(self._sequence(depth))
        made = choices.pop()
        while choices:
            first = choices.pop()
            made = _joined([Split(1, len(first) + 2)], first, [Jump(len(made) + 1)], made)
            made[len(first) + 1] = Jump(len(made))
        return made

    def _sequence(self, depth: int) -> _Code:
        parts: list[_Code] = []
        while (char := self._peek()) and char not in "|)":
            flags = _FLAGS.match(self.source, self.at)
            if flags is not None:
                self._flag(flags)
                continue
            parts.append(self._repeated(self._atom(char, depth)))
        return _joined(*parts)

    def _flag(self, found: re.Match[str]) -> None:
        if found.start() or found[2] != ")":
            raise UndeterminedError("flags inside a pattern are not computed")
        self.flags |= set(found[1])
        self.at = found.end()

    def _atom(self, char: str, depth: int) -> _Code:
        if char == "(":
            return self._group(depth)
        if char == "[":
            return [Char(self._folded(self._class()))]
        if char == "\\":
            return self._escaped()
        self.at += 1
        if char == ".":
            return [Char(lambda one: True) if "s" in self.flags else Char(lambda one: one != "\n")]
        if char in "^$":
            return [Assertion(char * 2 if "m" in self.flags else char)]
        if char in "*+?":
            raise RefusedError("the pattern repeats nothing")
        if char == "{" and _REPEAT.match(self.source, self.at - 1):
            raise RefusedError("the pattern repeats nothing")
        return [Char(self._folded(char.__eq__))]

    def _folded(self, test: Test) -> Test:
        if "i" not in self.flags:
            return test
        return lambda one: test(one) or test(one.swapcase())

    def _group(self, depth: int) -> _Code:
        slot = 0
        if self.source.startswith("(?:", self.at):
            self.at += 3
        elif self.source.startswith("(?", self.at):
            slot = self._named_group()
        else:
            self.groups.append(None)
            slot = len(self.groups)
            self.at += 1
        inner = self.alternatives(depth + 1)
        if self._peek() != ")":
            raise RefusedError("a group of the pattern is not closed")
        self.at += 1
        return _joined([Save(2 * slot)], inner, [Save(2 * slot + 1)]) if slot else inner

    def _named_group(self) -> int:
        match = _NAME.match(self.source, self.at)
        if match is None:
            if self.source[self.at + 2 : self.at + 4] in {"=", "!", "<=", "<!"} or self.source[self.at + 2] in "=!":
                raise RefusedError("the pattern looks ahead or behind, which Terraform cannot")
            raise UndeterminedError("this group of the pattern is not computed")
        if match[1] in self.groups:
            raise UndeterminedError(f"the pattern has two groups {match[1]!r}")
        self.groups.append(match[1])
        self.at = match.end()
        return len(self.groups)

    def _escaped(self) -> _Code:
        self.at += 2
        char = self.source[self.at - 1 : self.at]
        if char.lower() in _CLASSES and char:
            found = _CLASSES[char.lower()]
            return [Char(found.__contains__ if char.islower() else lambda one: one not in found)]
        if char in "bBAz" and char:
            return [Assertion({"A": "^", "z": "$"}.get(char, char))]
        return [Char(self._folded(self._literal(char).__eq__))]

    def _literal(self, char: str) -> str:
        """The character that an escape stands for."""
        if not char:
            raise RefusedError("the pattern ends in a backslash")
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char.isascii() and not char.isalnum():
            return char
        if char in "123456789":
            raise RefusedError("the pattern refers back to a group, which Terraform cannot")
        raise UndeterminedError(f"\\{char} in a pattern is not computed")

    def _class(self) -> Test:
        self.at += 1
        negated = self._peek() == "^"
        self.at += negated
        ranges: list[tuple[str, str]] = []
        tests: list[Test] = []
        first = True
        while (char := self._peek()) != "]" or first:
            if not char:
                raise RefusedError("a class of the pattern is not closed")
            first = False
            if char == "[" and self.source.startswith("[:", self.at):
                tests.append(self._posix())
                continue
            low = self._class_char(tests)
            if low is not None:
                ranges.append((low, self._range_end(low)))
        self.at += 1
        return lambda one: (
            negated != (any(low <= one <= high for low, high in ranges) or any(test(one) for test in tests))
        )

    def _posix(self) -> Test:
        end = self.source.find(":]", self.at)
        name = self.source[self.at + 2 : end]
        if end < 0 or name.lstrip("^") not in _POSIX:
            raise UndeterminedError("this class of the pattern is not computed")
        self.at = end + 2
        found = _POSIX[name.lstrip("^")]
        return (lambda one: one not in found) if name.startswith("^") else found.__contains__

    def _class_char(self, tests: list[Test]) -> str | None:
        """A character of a class; None where it is a whole class such as `\\d`."""
        char = self._peek()
        self.at += 1
        if char != "\\":
            return char
        char = self._peek()
        self.at += 1
        if char.lower() in _CLASSES and char:
            found = _CLASSES[char.lower()]
            tests.append(found.__contains__ if char.islower() else lambda one: one not in found)
            return None
        return self._literal(char)

    def _range_end(self, low: str) -> str:
        if self._peek() != "-" or self.source[self.at + 1 : self.at + 2] in {"]", ""}:
            return low
        self.at += 1
        if self._peek() == "[" and self.source.startswith("[:", self.at):
            raise UndeterminedError("this class of the pattern is not computed")
        tests: list[Test] = []
        high = self._class_char(tests)
        if high is None or high < low:
            raise RefusedError("a range in a class of the pattern is turned round")
        return high

    def _repeated(self, code: _Code) -> _Code:
        bounds = self._bounds()
        if bounds is None:
            return code
        least, most = bounds
        lazy = self._peek() == "?"
        self.at += lazy
        if self._bounds() is not None:
            raise UndeterminedError("a repeated repetition in a pattern is not computed")
        if least > _MAX_REPEAT or (most or 0) > _MAX_REPEAT or (most is not None and most < least):
            raise RefusedError("the pattern repeats too often")
        if _may_be_empty(code) and most != 1:
            raise UndeterminedError("a repetition of what may be empty is not computed")
        return self._copies(code, least, most, lazy=lazy)

    def _bounds(self) -> tuple[int, int | None] | None:
        char = self._peek()
        if char and char in "*+?":
            self.at += 1
            return int(char == "+"), 1 if char == "?" else None
        match = _REPEAT.match(self.source, self.at) if char == "{" else None
        if match is None:
            return None
        self.at = match.end()
        return int(match[1]), (int(match[3]) if match[3] else None) if match[2] else int(match[1])

    @staticmethod
    def _copies(code: _Code, least: int, most: int | None, *, lazy: bool) -> _Code:
        def split(inside: int, behind: int) -> Split:
            return Split(behind, inside) if lazy else Split(inside, behind)

        if len(code) * (most or least or 1) > MAX_PROGRAM:
            raise UndeterminedError("the pattern is too large")
        made: list[_Code] = [code] * least
        if most is None:
            made.append(_joined([split(1, len(code) + 2)], code, [Jump(0)]))
            made[-1][-1] = Jump(0)
        else:
            optional: _Code = []
            for _ in range(most - least):
                optional = _joined([split(1, len(code) + len(optional) + 1)], code, optional)
            made.append(optional)
        return _joined(*made)


def _may_be_empty(code: _Code) -> bool:
    """Whether code can reach its end without a character."""
    waiting, seen = [0], set()
    while waiting:
        at = waiting.pop()
        if at >= len(code):
            return True
        if at in seen:
            continue
        seen.add(at)
        one = code[at]
        if isinstance(one, Split):
            waiting += [one.first, one.second]
        elif isinstance(one, Jump):
            waiting.append(one.to)
        elif not isinstance(one, Char):
            waiting.append(at + 1)
    return False
