"""Files in native syntax: blocks, arguments and their places, faults, and what is read round a fault."""

from __future__ import annotations

import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Literal, Opaque
from aksnet.readers.hcl.parsing import parse
from aksnet.readers.hcl.syntax import Block, Body
from hcl_nodes import faults_of, shown


def _outline(body: Body) -> str:
    """The body in one line: `name=value` and `type.label{…}`, with a `!` behind what is faulty."""
    arguments = [f"{one.name}={shown(one.value)}" for one in body.attributes.values()]
    return " ".join([*arguments, *map(_block, body.blocks)])


def _block(block: Block) -> str:
    return f"{'.'.join((block.type, *block.labels))}{{{_outline(block.body)}}}{'!' * block.faulty}"


def _read(text: str) -> str:
    return _outline(parse(Source("a.tf", text)).body)


VALID = {
    "an empty file": ("", ""),
    "a file of comments": ("# a\n// b\n/* c\n d */\n\n", ""),
    "a comment without a line break": ("a = 1 # x", "a=1"),
    "an argument without a line break": ('a = "x"', 'a="x"'),
    "labels in quotes": ('resource "a" "b" {\n}\n', "resource.a.b{}"),
    "bare labels": ("resource a b {\n}\n", "resource.a.b{}"),
    "labels without spaces": ('resource"a""b"{\n}', "resource.a.b{}"),
    "an escape in a label": ('a "x\\"y" {\n}\n', 'a.x"y{}'),
    "a label beyond ASCII": ('a "größe" {\n}\n', "a.größe{}"),
    "blocks in blocks": ("a {\n  b {\n    c = 1\n  }\n  d = 2\n}\n", "a{d=2 b{c=1}}"),
    "a block of one line": ("a { b = 1 }\n", "a{b=1}"),
    "an empty block of one line": ("a {}\n", "a{}"),
    "an empty block with a space": ("a { }\nb = 1", "b=1 a{}"),
    "a block of one line with an object": ("a { b = { c = 1 } }\n", 'a{b={"c": 1}}'),
    "comments behind everything": ("a { # x\n b = 1 // y\n /* z */ c = 2 /* w */\n} # v\n", "a{b=1 c=2}"),
    "no indentation at all": ("a {\nb {\nc = 1\n}\n}\n", "a{b{c=1}}"),
    "line ends of Windows": ('a {\r\n  b = 1\r\n  c = "x" # y\r\n\r\n}\r\n', 'a{b=1 c="x"}'),
    "tabs": ("a\t{\n\tb\t=\t1\n\t}\n", "a{b=1}"),
    "a name of an outermost block within another": ("a {\n  resource \"x\" \"y\" {\n  }\n}\n", "a{resource.x.y{}}"),
    "a data block in a check": ('check "c" {\ndata "a" "b" {\n}\n}\n', "check.c{data.a.b{}}"),
    "braces in strings, comments and heredocs": ('a {\n  b = "}"\n  # }\n  c = <<E\n}\nE\n}\nd = 1\n', 'd=1 a{b="}" c="}\\n"}'),
    "a text of conflict markers": ("a = <<E\n<<<<<<< x\n{{ y }}\nE\n", 'a="<<<<<<< x\\n{{ y }}\\n"'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "outline"), VALID.values(), ids=VALID)
def test_a_valid_file_is_read_whole_and_without_a_fault(text: str, outline: str) -> None:
    assert (_read(text), faults_of(text)) == (outline, [])


FAULTY = {
    "a brace too many": ("a {\n}\n}\nb {\n}\n", "3:1 this brace closes nothing", "a{} b{}"),
    "two braces in one line": ("a {\n  b {\n  }}\nc = 1\n", "3:4 a line break is wanted behind a closing brace", "c=1 a{b{}!}!"),
    "something behind a brace": ("a {\n} b = 1\nc = 2\n", "2:3 a line break is wanted behind a closing brace", "b=1 c=2 a{}!"),
    "a block that is not closed": ("a {\n  b = 1\n", "1:1 this block is not closed", "a{b=1}!"),
    "a block within a block that is not closed": ("a {\n  b {\n    c = 1\n", "2:3 this block is not closed", "a{b{c=1}!}!"),
    "a block not closed before the next": (
        'resource "a" "b" {\n  c {\n    d = 1\n}\n\nvariable "e" {\n}\nlocals {}\n',
        "1:1 this block is not closed",
        "resource.a.b{c{d=1}}! variable.e{} locals{}",
    ),
    "a brace on a line of its own": ("a\n{\n  b = 1\n}\nc = 1\n", "1:1 an argument or a block is wanted here", "c=1"),
    "a labelled block's brace on a line of its own": ('a "b"\n{\n}\nc = 1\n', "1:6 a block has no opening brace", "c=1"),
    "a block with an equals sign and a label": ('a "b" = {\n  c = 1\n}\nd = 1\n', '1:7 a label or "{" is wanted here', "d=1"),
    "an interpolated label": ('a "${b}" {\n  c = 1\n}\nd = 1\n', "1:3 a label holds no interpolation", "d=1"),
    "a name in quotes": ('"a" = 1\nb = 1\n', "1:1 the name of an argument or block stands without quotes", "b=1"),
    "a name with a dot": ("a.b = 1\nc = 1\n", "1:1 an argument or a block is wanted here", "c=1"),
    "a colon for an equals sign": ("a: 1\nb = 1\n", "1:1 an argument or a block is wanted here", "b=1"),
    "arguments separated by commas": ("a = 1,\nb = 2\n", "1:6 a comma stands behind an argument", "a=1 b=2"),
    "an argument and a brace in one line": ("a {\n  b = 1 }\nc = 1\n", "2:9 a line break is wanted before the closing brace", "c=1 a{b=1}!"),
    "an argument set twice": ("a = 1\nb = 2\na = 3\n", "3:1 a is set a second time", "a=<a is set twice> b=2"),
    "two arguments in a block of one line": (
        "a {\n  b { c = 1, d = 2 }\n  e = 3\n}\n",
        "2:12 a block of one line holds one argument and is closed behind it",
        "a{e=3 b{c=1}!}!",
    ),
    "a block in a block of one line": ("a { b { c = 1 } }\nd = 1\n", "1:5 a block of one line holds no other block", "d=1 a{}!"),
    "a block of one line that goes on": ("a { b = 1\n}\nc = 1\n", "1:10 a block of one line holds one argument and is closed behind it", "c=1 a{b=1}!"),
    "a list that is not closed": ("a {\n  b = [1\n  c = 2\n}\nd = 1\n", "3:3 a comma or a closing bracket is missing here", "d=1 a{b=<a comma or a closing bracket is missing here> c=2}!"),
    "a list that is not closed at the end of a block": (
        'a {\n  b = [1\n}\nresource "c" "d" {\n}\n',
        "3:1 a comma or a closing bracket is missing here",
        "a{b=<a comma or a closing bracket is missing here>}! resource.c.d{}",
    ),
    "a fault within an object leaves its siblings alone": (
        "a {\n  b = {\n    c = 'x'\n    d = 2\n  }\n  e = 3\n}\n",
        "3:9 a single quote stands here, where a double one is wanted",
        "a{b=<a single quote stands here, where a double one is wanted> e=3}!",
    ),
    "a fault in the header of a block": (
        "a {\n  b 'c' {\n    d = 1\n  }\n  e = 2\n}\nf = 1\n",
        "2:5 a single quote stands here, where a double one is wanted",
        "f=1 a{e=2}!",
    ),
    "a string that is not closed": (
        'a {\n  b = "x\n  c = 1\n}\n',
        "2:9 a quoted string ends at the end of its line",
        "a{b=<a quoted string ends at the end of its line> c=1}!",
    ),
    "the markers of a conflict": (
        "a {\n  b {\n    c = 1\n<<<<<<< HEAD\n    d = 1\n=======\n    d = 2\n>>>>>>> x\n  }\n  e = 1\n}\n",
        "4:1 a merge conflict marker stands here",
        "a{e=1 b{c=1 d=<d is set twice>}!}!",
    ),
    "a placeholder for a block": ("a {\n  __BLOCKS__\n  b = 1\n}\n", "2:3 __BLOCKS__ stands here, a placeholder of a template engine that was not filled in", "a{b=1}!"),
    "a control line of a template engine": ("{% if x %}\na = 1\n", "1:1 {% if x %} stands here, a placeholder of a template engine that was not filled in", "a=1"),
    "a comment that is not closed takes in the rest": ("a = 1\nb {\n  c = 1\n  /* x\n}\nd = 1\n", "4:3 this comment is not closed", "a=1 b{c=1}!"),
    "a heredoc that is not closed takes in the rest": (
        "a = 1\nb {\n  c = <<E\n x\n}\nd = 1\n",
        "7:1 the heredoc <<E of line 3 is not closed",
        "a=1 b{c=<the heredoc <<E of line 3 is not closed>}!",
    ),
    "a space that does not break before a name": ("a {\n\u00a0 b = 1\n  c = 2\n}\n", "2:1 a no-break space (U+00A0) stands here, where a plain space is wanted", "a{c=2}!"),
    "a space that does not break before the equals sign": ("a\u00a0= 1\nb = 1\n", "1:2 a no-break space (U+00A0) stands here, where a plain space is wanted", "b=1"),
    "a line of another language": ("hello, world\na = 1\n", "1:1 an argument or a block is wanted here", "a=1"),
    "a file of NULs": ("\0\0\0", "1:1 a control character (U+0000) stands here", ""),
    "bytes that were no UTF-8": ("a = \ufffd\nb = 1\n", "1:5 this is not text in UTF-8", "a=<this is not text in UTF-8> b=1"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault", "outline"), FAULTY.values(), ids=FAULTY)
def test_one_fault_is_told_once_and_the_rest_is_read(text: str, fault: str, outline: str) -> None:
    assert (faults_of(text), _read(text)) == ([fault], outline)


def test_faults_of_two_blocks_are_both_told_in_their_order() -> None:
    text = "a {\n  b = 'x'\n  c = 'y'\n}\nd {\n  e = ;\n}\nf {}\n"
    assert [fault.split(" ")[0] for fault in faults_of(text)] == ["2:7", "6:7"]
    assert [block.faulty for block in parse(Source("a.tf", text)).body.blocks] == [True, True, False]


def test_no_more_than_twenty_faults_are_told() -> None:
    faults = faults_of("a = ;\n" * 1000)
    assert len(faults) == 20
    assert faults[-1] == "20:5 there is too much here that cannot be read: the rest of the file is left out"


def test_everything_knows_where_it_stands() -> None:
    text = 'x = 1\n# é\nresource "a" "b" {\n  c = "d"\n  e /* */ { f = [g] }\n}\n'
    file = parse(Source("a.tf", text))
    block = file.body.blocks[0]
    inner = block.body.blocks[0]
    offsets = [
        file.body.attributes["x"].at,
        block.at,
        block.body.attributes["c"].at,
        inner.at,
        inner.body.attributes["f"].at,
    ]
    assert offsets == [text.index(name) for name in ("x =", "resource", "c =", "e /", "f =")]
    assert block.body.attributes["c"].value == Literal("d", text.index('"d"'))
    assert inner.body.attributes["f"].value.at == text.index("[g]")


def test_an_argument_that_cannot_be_read_is_still_known_to_be_set() -> None:
    file = parse(Source("a.tf", "a {\n  mode = 'overlay'\n}\n"))
    value = file.body.blocks[0].body.attributes["mode"].value
    assert isinstance(value, Opaque)
    assert value.at == 13
