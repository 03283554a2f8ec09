"""Blocks with other text in them: how they stood to it, and that everything around them keeps its bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.syncing.blocks import State, checksum, filled, rewritten
from aksnet.syncing.markers import blocks_in

WANTED = "network_profile {\n  plugin = 1\n\n  more = 2\n}\n"
OLD = "network_profile {\n}\n"


def _synced(text: str, wanted: str = WANTED, name: str = "main.tf") -> str:
    return rewritten(text, [filled(text, block, wanted) for block in blocks_in(name, text)])


def _block(inner: str, of: str | None, indent: str = "  ") -> str:
    mark = f" sha256={checksum(of)}" if of is not None else ""
    lines = [f"# aksnet:begin prod/network-profile{mark}", *inner.split("\n")[:-1], "# aksnet:end"]
    return "a {\n" + "".join(f"{indent}{line}\n" if line else "\n" for line in lines) + "}\n"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param(_block(WANTED, WANTED), State.SAME, id="what was written is there"),
        pytest.param(_block(WANTED, WANTED).replace("\n", "\r\n"), State.SAME, id="with Windows line ends"),
        pytest.param(_block(WANTED, WANTED, "\t"), State.SAME, id="with tabs"),
        pytest.param(_block(WANTED, None), State.UNMARKED, id="it is there without a checksum"),
        pytest.param(_block(WANTED, OLD), State.UNMARKED, id="it is there with the checksum of something else"),
        pytest.param(_block(WANTED, WANTED).replace("    plugin", "plugin"), State.EDITED, id="a line stands further left than the block"),
        pytest.param(_block(WANTED, WANTED).replace("\n", "\r\n", 3), State.UNMARKED, id="with both line ends"),
        pytest.param(_block(WANTED, WANTED).replace("1\n", "1\r\n"), State.UNMARKED, id="one line with a Windows line end"),
        pytest.param(_block(WANTED, WANTED).replace("\n", "\r\n").replace("1\r\n", "1\n"), State.UNMARKED, id="one line without a Windows line end"),
        pytest.param(_block(WANTED, WANTED).replace("\n\n", "\n  \n"), State.UNMARKED, id="spaces in an empty line"),
        pytest.param(_block(WANTED, WANTED).replace("  network", "network").replace("\n  }", "\n}"), State.UNMARKED, id="its first and its last line stand further left"),
        pytest.param(_block("a = 1\n", "a = 1\n").replace("  a = 1", "a = 1"), State.STALE, id="the same, where it was written so"),
        pytest.param(_block(OLD, OLD), State.STALE, id="what was written is not what is wanted"),
        pytest.param(_block("", None), State.STALE, id="nothing is there"),
        pytest.param(_block(" \n\n", None), State.STALE, id="nothing but spaces is there"),
        pytest.param(_block("", ""), State.STALE, id="nothing was written"),
        pytest.param(_block("", OLD), State.EDITED, id="what was written was taken out"),
        pytest.param(_block(OLD, None), State.EDITED, id="something is there that has no checksum"),
        pytest.param(_block(OLD, WANTED), State.EDITED, id="something is there with another checksum"),
        pytest.param(_block(WANTED.replace("1", "2"), WANTED), State.EDITED, id="a value was edited"),
        pytest.param(_block(WANTED.replace("1", "1 "), WANTED), State.EDITED, id="a space at the end of a line"),
        pytest.param(_block(WANTED + "# note\n", WANTED), State.EDITED, id="a comment was added"),
    ],
)  # fmt: skip
def test_how_a_block_stands(text: str, state: State) -> None:
    (block,) = blocks_in("main.tf", text)
    assert filled(text, block, WANTED).state is state


def test_what_is_written_is_the_same_the_next_time() -> None:
    text = _synced(_block(OLD, None))
    assert text == _block(WANTED, WANTED)
    (block,) = blocks_in("main.tf", text)
    assert filled(text, block, WANTED).state is State.SAME


def test_a_line_further_left_than_its_block_is_put_back() -> None:
    text = _block("a = 1\n", "a = 1\n")
    moved = text.replace("  a = 1", "a = 1")
    (block,) = blocks_in("main.tf", moved)
    assert filled(moved, block, "a = 1\n").state is State.UNMARKED
    assert _synced(moved, "a = 1\n") == text


@pytest.mark.parametrize(
    ("whole", "before", "after"),
    [
        pytest.param(_block(WANTED, WANTED), "1\n", "1\r\n", id="a Windows line end"),
        pytest.param(_block(WANTED, WANTED), "profile sha", "profile  sha", id="a space in the first marker"),
        pytest.param(_block(WANTED, WANTED), "\n  network", "\r\n  network", id="a Windows line end of the first marker"),
        pytest.param(_block(WANTED, WANTED).replace("\n", "\r\n"), "\r\n  network", "\n  network", id="a plain end of the first marker"),
        pytest.param(_block(WANTED, WANTED), "\n\n", "\n    \n", id="spaces in an empty line"),
        pytest.param(_block(WANTED, WANTED), "  network", "network", id="a line further left"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_put_back(whole: str, before: str, after: str) -> None:
    touched = whole.replace(before, after, 1)
    assert touched != whole
    assert _synced(touched) == whole


def test_empty_lines_have_no_indent() -> None:
    assert "\n\n    more" in _synced(_block("", None))


def test_nothing_as_the_text_of_a_block() -> None:
    assert _synced(_block(OLD, OLD), "") == _block("", "")


# --- every other byte is the same

_LINES = st.sampled_from(
    [
        "",
        "  ",
        "a = 1",
        '  b = "# aksnet:begin prod/network-profile"',
        "  c = <<EOT\n# aksnet:begin x/y\n# aksnet:end\nEOT",
        "  d = <<-EOT\n    ${a}\n    EOT",
        "/* # aksnet:end */",
        "# aksnet:ignore AKN101",
        "e {",
        "}",
        'f = "ä😀\u2028\u0085\x0b\x0c${g}"',
        "\th = 1 // x",
        "# \x1b\x00\x7f",
        "# aksnet:beg in",
        "i = 1\r",
        "# lone \r return",
    ]
) | st.text(st.characters(exclude_characters='\n"{}/#<', exclude_categories=["Cs"]), max_size=9)
_TEXTS = st.lists(_LINES, max_size=6).map("\n".join)
_INNER = st.lists(st.sampled_from(["", "x = 1", "  y = 2", "\tz", "# note", "w = 1 "]), max_size=4)


@settings(deadline=None)
@given(
    around=st.lists(_TEXTS, min_size=2, max_size=4),
    indent=st.sampled_from(["", "  ", "\t", "\t  ", "      "]),
    newline=st.sampled_from(["\n", "\r\n"]),
    inner=_INNER,
    end=st.sampled_from(["", "\n"]),
    wanted=_INNER,
)
def test_every_byte_outside_of_the_blocks_is_the_same(
    around: list[str], indent: str, newline: str, inner: list[str], end: str, wanted: list[str]
) -> None:
    pieces = [f"{one}\n".replace("\n", newline) for one in around]
    ends = [f"{indent}# aksnet:end{newline}"] * (len(pieces) - 1)
    body = "".join(f"{indent}{line}{newline}" for line in inner)
    begins = [f"{indent}# aksnet:begin prod/p{number}" for number in range(1, len(pieces))]
    text = pieces[0]
    for begin, tail, piece in zip(begins, ends, pieces[1:], strict=True):
        text += f"{begin}{newline}{body}{tail}{piece}"
    text = text[: -len(newline)] + end
    filling = "".join(f"{line}\n" for line in wanted)
    after = _synced(text, filling)
    expected = pieces[0]
    lines = "".join(f"{indent}{line}{newline}" if line else newline for line in wanted)
    for begin, tail, piece in zip(begins, ends, pieces[1:], strict=True):
        expected += f"{begin} sha256={checksum(filling)}{newline}{lines}{tail}{piece}"
    assert after == expected[: -len(newline)] + end
    assert _synced(after, filling) == after
