"""Files of Terraform in native syntax (.tf, .tofu, .tfvars, .terraform.lock.hcl) as blocks, arguments and faults."""

from __future__ import annotations

import re
from contextlib import suppress

from aksnet.expressions.source import Source
from aksnet.expressions.tree import MAX_DEPTH, Literal, Node, Opaque
from aksnet.readers.hcl.expressions import Expressions
from aksnet.readers.hcl.recovery import Trouble
from aksnet.readers.hcl.syntax import Attribute, Block, Body, File
from aksnet.readers.hcl.telling import EnoughError, Telling
from aksnet.readers.hcl.tokens import IN_LINES, composed, is_name
from aksnet.readers.hcl.trouble import EndlessError, UnreadableError

_NAME = r"[A-Za-z_][A-Za-z0-9_-]*+"
_END_OF_LINE = r"[ \t]*+(?:(?:\#|//)[^\n]*+)?(?:\r?\n|\Z)"
_BLANK = r"(?>(?:[ \t\n]++|\r\n|(?:\#|//)[^\n]*+)*+)"
_BLANKS = re.compile(_BLANK)
# The lines that make up most of every file, each in one match; what does not match is read token by token.
_LINE = re.compile(
    rf"""{_BLANK}(?:
      (?P<name>{_NAME})[ \t]*+(?:
        =[ \t]*+(?:
          (?P<text>"[^"\\$%\r\n]*+") | (?P<number>0|[1-9][0-9]{{0,14}}) | (?P<word>{_NAME}(?:\.{_NAME}){{0,8}}+)
        ){_END_OF_LINE}
      | (?P<labels>(?:"[^"\\$%\r\n]*+"[ \t]*+|{_NAME}[ \t]++)*+)\{{{_END_OF_LINE}
      )
    | (?P<close>\}}){_END_OF_LINE}
    )""",
    re.VERBOSE,
)
_LABEL = re.compile(rf'"([^"]*+)"|({_NAME})')
# What stands behind the name of a block.
_HEADER = {"{", "string", "quote", "name"}
_ONE_LINE_HINT = "write the block on several lines, each argument on a line of its own"
_ARGUMENT_HINT = 'an argument is written "name = value", a block "name {" … "}"'


def parse(source: Source) -> File:
    """The blocks and arguments of a file, as far as it can be read, and its faults."""
    return _Parser(source.text).file()


def parse_expression(source: Source, start: int, end: int) -> Node:
    """The expression that is all of the text between two offsets; Opaque where it is none."""
    reader = Expressions(source.text, start, end)
    try:
        reader.advance()
        node = reader.expression()
        if reader.kind != "end":
            raise reader.unexpected("an expression ends before this")
    except UnreadableError as error:
        return Opaque(error.message, error.at)
    return node


def parse_template(source: Source, start: int, end: int) -> Node:
    """The text between two offsets as a template, without quotes and escapes; Opaque where it is none."""
    try:
        return read_template(source.text, start, end)
    except UnreadableError as error:
        return Opaque(error.message, error.at)


def read_template(text: str, start: int, end: int) -> Node:
    """As parse_template, but what cannot be read is raised as UnreadableError."""
    return Expressions(text, start, end).bare()


class _Parser(Telling):
    """Reads bodies; `stop` is where the next item of the body may start."""

    def file(self) -> File:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        with suppress(EnoughError):
            self._body(attributes, blocks, None)
        return File(Body(attributes, tuple(blocks)), tuple(sorted(self.faults, key=lambda fault: fault.at)))

    # --- bodies ---

    def _body(self, attributes: dict[str, Attribute], blocks: list[Block], opened: int | None) -> None:
        """Read items up to the closing brace and the end of its line, or to the end of the file."""
        depth = self.depth
        going = True
        while going:
            if opened is None:
                self.begin_outermost()
            start = self.stop
            try:
                found = _LINE.match(self.text, self.stop, self.end)
                going = (
                    self._line(found, attributes, blocks, opened)
                    if found
                    else self._any_item(attributes, blocks, opened)
                )
            except UnreadableError as error:
                self.depth = depth
                trouble = Trouble(self._item_start(start), error.at, attributes, blocks)
                going = self.resume(error, trouble, opened)

    def _item_start(self, pos: int) -> int:
        """Where the item starts that is read from an offset at the start of a line."""
        self.match = IN_LINES
        blank = _BLANKS.match(self.text, pos, self.end)
        self.stop = blank.end() if blank else pos
        self.advance()
        while self.kind == "newline":
            self.advance()
        return self.at

    def _line(
        self, found: re.Match[str], attributes: dict[str, Attribute], blocks: list[Block], opened: int | None
    ) -> bool:
        """Take a line of a common shape; false where the body ends with it."""
        self.count()
        kind = found.lastgroup
        if kind == "close":
            if opened is None:
                raise _extra_brace(found.start(kind))
            self.stop = found.end()
            return False
        name, at = found["name"], found.start("name")
        if kind == "labels":
            labels = tuple([composed(quoted or bare) for quoted, bare in _LABEL.findall(found[kind])])
            if self.ends_here(name, len(labels), at, opened):
                return True
            self.stop = found.end()
            self._block(name, labels, at, blocks)
            return True
        self.stop = found.end()
        self.add(attributes, name, self._simple(kind or "", found), at)
        return True

    def _simple(self, kind: str, found: re.Match[str]) -> Node:
        word, at = found[kind], found.start(kind)
        if kind == "text":
            return Literal(composed(word[1:-1]), at)
        if kind == "number":
            return Literal(int(word), at)
        self.height = 1
        return self.reference(word, at)

    def _block(self, name: str, labels: tuple[str, ...], at: int, blocks: list[Block]) -> None:
        """Read the body of a block, behind the line of its opening brace, and add the block."""
        attributes: dict[str, Attribute] = {}
        inner: list[Block] = []
        troubles = self.troubles
        if not self.depth:
            self.outermost = name
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadableError("this is nested too deeply to be read", at)
        self._body(attributes, inner, at)
        self.depth -= 1
        blocks.append(Block(name, labels, Body(attributes, tuple(inner)), at, self.troubles > troubles))

    # --- items that no common shape covers ---

    def _any_item(self, attributes: dict[str, Attribute], blocks: list[Block], opened: int | None) -> bool:
        at = self._item_start(self.stop)
        if self.kind == "end":
            if opened is not None:
                self.tell_and_hush(UnreadableError("this block is not closed", opened, 'a "}" is missing'))
            return False
        if self.kind == "}":
            if opened is None:
                raise _extra_brace(at)
            self._end_block()
            return False
        name = self._item_name()
        self.advance()
        if self.kind == "=":
            self._argument(attributes, name, at)
            self._end_argument()
        elif self.kind in _HEADER:
            self._header(name, at, blocks, opened)
        else:
            raise self._no_item(at)
        return True

    def _item_name(self) -> str:
        if self.kind in {"string", "quote"}:
            raise self.unexpected("the name of an argument or block stands without quotes")
        if self.kind != "name" or "." in self.word or not is_name(self.word):
            raise self.unexpected("an argument or a block is wanted here", _ARGUMENT_HINT)
        return self.word

    def _no_item(self, at: int) -> UnreadableError:
        """The error for a name that is followed by nothing that makes it an argument or a block."""
        error = self.unexpected("")
        return error if error.message else UnreadableError("an argument or a block is wanted here", at, _ARGUMENT_HINT)

    def _argument(self, attributes: dict[str, Attribute], name: str, at: int) -> None:
        """Read a value; where it cannot be read, there is left that the argument is set."""
        self.advance()
        start = self.at
        try:
            value = self.expression()
            if self.kind not in {"newline", "end", "}", ","}:
                raise self.unexpected("a line break is wanted behind an argument")
        except UnreadableError as error:
            attributes.setdefault(name, Attribute(name, Opaque(error.message, start), at))
            raise
        self.add(attributes, name, value, at)

    def _end_argument(self) -> None:
        if self.kind == "}":
            self.tell_and_hush(UnreadableError("a line break is wanted before the closing brace", self.at))
            self.stop = self.at
        elif self.kind == ",":
            raise self.unexpected("a comma stands behind an argument", "arguments stand each on a line of its own")

    def _end_block(self) -> None:
        """Go behind the line of a closing brace, which is at hand; what else stands there is told, and read on."""
        self.advance()
        if self.kind in {"newline", "end"}:
            return
        error = self.unexpected("a line break is wanted behind a closing brace")
        if isinstance(error, EndlessError):
            raise error
        self.tell_and_hush(error)
        self.stop = self.at

    def _header(self, name: str, at: int, blocks: list[Block], opened: int | None) -> None:
        labels: list[str] = []
        while self.kind != "{":
            labels.append(self._label())
        if self.ends_here(name, len(labels), at, opened):
            return
        inside = self.stop
        self.advance()
        if self.kind == "newline":
            self._block(name, tuple(labels), at, blocks)
        elif self.kind in {"end", "}"}:
            self.stop = inside
            self._block(name, tuple(labels), at, blocks)
        else:
            self._one_line(name, tuple(labels), at, blocks)

    def _label(self) -> str:
        word, at = self.word, self.at
        self.count()
        if self.kind == "quote":
            label = self.quoted()
            if isinstance(label, Literal):
                return str(label.value)
            raise UnreadableError("a label holds no interpolation", at)
        if self.kind == "newline":
            raise UnreadableError("a block has no opening brace", at, 'the "{" stands on the line of the name')
        if self.kind == "string":
            word = word[1:-1]
        elif self.kind != "name" or "." in word or not is_name(word):
            raise self.unexpected('a label or "{" is wanted here')
        self.advance()
        return composed(word)

    def _one_line(self, name: str, labels: tuple[str, ...], at: int, blocks: list[Block]) -> None:
        """Read a block that is opened and closed in one line, behind its opening brace."""
        attributes: dict[str, Attribute] = {}
        troubles = self.troubles
        try:
            self._only_argument(attributes, at)
            self._end_block()
        except UnreadableError:
            blocks.append(Block(name, labels, Body(attributes, ()), at, faulty=True))
            raise
        blocks.append(Block(name, labels, Body(attributes, ()), at, self.troubles > troubles))

    def _only_argument(self, attributes: dict[str, Attribute], opened: int) -> None:
        at, name = self.at, self._item_name()
        self.advance()
        if self.kind in _HEADER:
            raise UnreadableError("a block of one line holds no other block", at, _ONE_LINE_HINT)
        if self.kind != "=":
            raise self._no_item(at)
        self._argument(attributes, name, at)
        if self.kind == "end":
            raise UnreadableError("this block is not closed", opened, 'a "}" is missing')
        if self.kind != "}":
            raise self.unexpected("a block of one line holds one argument and is closed behind it", _ONE_LINE_HINT)


def _extra_brace(at: int) -> UnreadableError:
    return UnreadableError("this brace closes nothing", at, "there is one closing brace too many here or before")
