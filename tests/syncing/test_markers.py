"""Markers in files: found where they are comments in lines of their own, and each fault told with its line."""

from __future__ import annotations

import re

import pytest

from aksnet.errors import OutputError
from aksnet.syncing.markers import blocks_in

BEGIN, END = "# aksnet:begin prod/network-profile", "# aksnet:end"


def _tf(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def _found(name: str, text: str) -> list[tuple[str, str]]:
    return [(block.name, text[block.start : block.end]) for block in blocks_in(name, text)]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("main.tf", _tf(BEGIN, "a = 1", END), [("prod/network-profile", "a = 1\n")], id="a block"),
        pytest.param("main.tf", _tf(BEGIN, END), [("prod/network-profile", "")], id="an empty block"),
        pytest.param("main.tf", f"{BEGIN}\n{END}", [("prod/network-profile", "")], id="no newline at the end of the file"),
        pytest.param("main.tf", _tf(f"{BEGIN} sha256=0123456789abcdef", "a = 1", END), [("prod/network-profile", "a = 1\n")], id="a checksum"),
        pytest.param("main.tf", _tf("// aksnet:begin prod/network-profile", "// aksnet:end"), [("prod/network-profile", "")], id="the other comment of Terraform"),
        pytest.param("main.tf", _tf("#aksnet:begin prod/network-profile", "#\taksnet:end  "), [("prod/network-profile", "")], id="other spaces"),
        pytest.param("main.tf", _tf(f"\t {BEGIN}", "x", END), [("prod/network-profile", "x\n")], id="tabs and spaces before it, and other ones before its end"),
        pytest.param("main.tf", _tf(BEGIN, END, "# aksnet:begin prod/node-pools/user", END), [("prod/network-profile", ""), ("prod/node-pools/user", "")], id="two blocks"),
        pytest.param("main.tf", _tf(BEGIN, "a = 1", END).replace("\n", "\r\n"), [("prod/network-profile", "a = 1\r\n")], id="Windows line ends"),
        pytest.param("main.bicep", _tf("// aksnet:begin prod/network-profile", "a: 1", "// aksnet:end"), [("prod/network-profile", "a: 1\n")], id="Bicep"),
        pytest.param("main.bicep", _tf(BEGIN, END), [], id="what is no comment in Bicep"),
        pytest.param("MAIN.TF", _tf(BEGIN, END), [("prod/network-profile", "")], id="a name in capitals"),
        pytest.param("main.tf", _tf("a = <<EOT", BEGIN, END, "EOT"), [], id="in a heredoc"),
        pytest.param("main.tf", _tf("a = <<-EOT", f"  {BEGIN}", "  EOT", BEGIN, END), [("prod/network-profile", "")], id="behind a heredoc"),
        pytest.param("main.tf", _tf(f'a = "{BEGIN}"', f'b = "{END}"'), [], id="in texts"),
        pytest.param("main.tf", _tf("/*", BEGIN, END, "*/"), [], id="in a comment of several lines"),
        pytest.param("main.bicep", _tf("var a = '''", "// aksnet:begin prod/network-profile", "'''"), [], id="in a text of several lines"),
        pytest.param("main.bicep", _tf("var a = '// aksnet:end'"), [], id="in a text of Bicep"),
        pytest.param("main.tf", _tf("# aksnet:ignore AKN101", "# see aksnet:begin below", "# aksnet sync"), [], id="other comments"),
        pytest.param("main.tf", "", [], id="an empty file"),
    ],
)  # fmt: skip
def test_blocks(name: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(name, text) == expected


def test_a_block_knows_its_marker() -> None:
    text = _tf("a = 1", "\t// aksnet:begin prod/node-pools/user sha256=00ff", "x", "// aksnet:end").replace(
        "\n", "\r\n"
    )
    (block,) = blocks_in("main.tf", text)
    assert (block.cluster, block.part, block.checksum) == ("prod", "node-pools/user", "00ff")
    assert (block.mark, block.indent, block.newline) == ("//", "\t", "\r\n")
    assert str(block.place) == "main.tf:2:2"


def test_the_language_may_be_told() -> None:
    text = _tf("// aksnet:begin prod/network-profile", "// aksnet:end")
    assert blocks_in("main.bicep.tpl", text) == []
    (block,) = blocks_in("main.bicep.tpl", text, ".bicep")
    assert block.place.source == "main.bicep.tpl"


_KNOWN = "this is no marker that aksnet knows\n  hint: a block begins with aksnet:begin CLUSTER/network-profile and ends with aksnet:end, each in its own line"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        pytest.param(_tf("", BEGIN), ["main.tf:2:1: error: the block prod/network-profile has no end\n  hint: put aksnet:end after it"], id="no end"),
        pytest.param(_tf("  # aksnet:end"), ["main.tf:1:3: error: this marker ends a block that has not begun"], id="no begin"),
        pytest.param(_tf(BEGIN, END, END), ["main.tf:3:1: error: this marker ends a block that has not begun"], id="two ends"),
        pytest.param(_tf(BEGIN, "# aksnet:begin blue/node-pools", END), ["main.tf:2:1: error: a block begins in the block prod/network-profile, which has not ended\n  hint: put aksnet:end before it; that one is at main.tf:1:1"], id="a begin in a block"),
        pytest.param(_tf(BEGIN, "# aksnet:begin blue/node-pools", END, END), ["main.tf:2:1: error: a block begins in the block prod/network-profile"], id="a block in a block is one fault"),
        pytest.param(_tf(BEGIN, END, BEGIN, END), ["main.tf:3:1: error: the block prod/network-profile stands twice\n  hint: the first is at main.tf:1:1"], id="a block twice"),
        pytest.param(_tf(BEGIN, END, BEGIN, END, BEGIN, END), ["main.tf:3:1: error: the block prod/network-profile stands twice", "main.tf:5:1: error: the block prod/network-profile stands twice"], id="a block three times"),
        pytest.param(_tf("# aksnet:begin"), [f"main.tf:1:1: error: {_KNOWN}"], id="no name"),
        pytest.param(_tf("# aksnet:begin prod"), [f"main.tf:1:1: error: {_KNOWN}"], id="no part"),
        pytest.param(_tf("# aksnet:begin prod/network profile"), [f"main.tf:1:1: error: {_KNOWN}"], id="a name with a space"),
        pytest.param(_tf(f"{BEGIN} sha256="), [f"main.tf:1:1: error: {_KNOWN}"], id="an empty checksum"),
        pytest.param(_tf(f"{BEGIN} sha256=XYZ"), [f"main.tf:1:1: error: {_KNOWN}"], id="no checksum"),
        pytest.param(_tf("# aksnet: begin prod/network-profile"), [f"main.tf:1:1: error: {_KNOWN}"], id="a space behind the colon"),
        pytest.param(_tf("# AKSNET:BEGIN prod/network-profile"), [f"main.tf:1:1: error: {_KNOWN}"], id="capitals"),
        pytest.param(_tf("# aksnet:start prod/network-profile"), [f"main.tf:1:1: error: {_KNOWN}"], id="another word"),
        pytest.param(_tf(BEGIN, "# aksnet:end prod/network-profile"), ["main.tf:2:1: error: this is no marker", "main.tf:1:1: error: the block prod/network-profile has no end"], id="an end with a name"),
        pytest.param(_tf("/* aksnet:begin prod/network-profile */"), [f"main.tf:1:1: error: {_KNOWN}"], id="a comment of another kind"),
        pytest.param(_tf(f"a = 1 {BEGIN}"), ["main.tf:1:7: error: a marker stands in a line of its own, and here is something before it"], id="code before the begin"),
        pytest.param(_tf(BEGIN, "}  # aksnet:end"), ["main.tf:2:4: error: a marker stands in a line of its own", "main.tf:1:1: error: the block prod/network-profile has no end"], id="code before the end"),
    ],
)  # fmt: skip
def test_faults(text: str, faults: list[str]) -> None:
    with pytest.raises(OutputError) as caught:
        blocks_in("main.tf", text)
    told = sorted(map(str, caught.value.problems))
    assert len(told) == len(faults)
    for one, fault in zip(told, sorted(faults), strict=True):
        assert one.startswith(fault)


def test_faults_are_told_in_the_order_of_lines() -> None:
    with pytest.raises(OutputError) as caught:
        blocks_in("main.tf", _tf(END, BEGIN, "# aksnet:begin", END, END, BEGIN))
    assert re.findall(
        r"main.tf:(\d)", "\n".join(problem.message + str(problem.place) for problem in caught.value.problems)
    ) == list("1356")
