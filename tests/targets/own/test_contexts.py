"""Where values stand in a text: code, comments, quotes, and what the language puts into a text itself."""

from __future__ import annotations

import pytest

from aksnet.targets.own.contexts import HOLE, WontDoError, contexts

CODE, COMMENT, QUOTES = "code", "a comment", "quotes"


@pytest.mark.parametrize(
    ("quote", "text", "expected"),
    [
        pytest.param('"', "x = @", [CODE], id="a value of an argument"),
        pytest.param('"', 'x = "@"', [QUOTES], id="between quotes"),
        pytest.param('"', 'x = "a" + @', [CODE], id="behind a text"),
        pytest.param('"', r'x = "a\"@"', [QUOTES], id="behind an escaped quote"),
        pytest.param('"', r'x = "a\\" + @', [CODE], id="behind a text that ends in a backslash"),
        pytest.param('"', 'x = "${@}"', [CODE], id="in an interpolation"),
        pytest.param('"', 'x = "$${@}"', [QUOTES], id="in an escaped interpolation"),
        pytest.param('"', 'x = "%%{@}"', [QUOTES], id="in an escaped directive"),
        pytest.param('"', 'x = "$$${@}"', [QUOTES], id="behind a dollar and an escaped interpolation"),
        pytest.param('"', 'x = "%{if @}y%{endif}@"', [CODE, QUOTES], id="in a directive, and behind it"),
        pytest.param('"', 'x = "${f("@")}"', [QUOTES], id="in a text in an interpolation"),
        pytest.param('"', 'x = "${f("a")}@"', [QUOTES], id="behind an interpolation with a text"),
        pytest.param('"', 'x = "${f({a = @})}@"', [CODE, QUOTES], id="in an object in an interpolation"),
        pytest.param('"', "# it's @\nx = @", [COMMENT, CODE], id="in a comment with #, and behind it"),
        pytest.param('"', '// "@\nx = @', [COMMENT, CODE], id="in a comment with //, and behind it"),
        pytest.param('"', 'x = "# @"', [QUOTES], id="behind a number sign between quotes"),
        pytest.param('"', 'x = "a\ny = @', [CODE], id="on the line behind quotes that are not closed"),
        pytest.param("'", "x: '@'", [QUOTES], id="between the quotes of Bicep"),
        pytest.param("'", "x: '${@}'", [CODE], id="in an interpolation of Bicep"),
        pytest.param("'", "x: '$${f('@')}@'", [QUOTES, QUOTES], id="behind a dollar, which escapes nothing in Bicep"),
        pytest.param("'", r"x: '\${@}'", [QUOTES], id="in an escaped interpolation of Bicep"),
        pytest.param("'", "x: '%{@' // @", [QUOTES, COMMENT], id="behind a percent sign, which is nothing in Bicep"),
        pytest.param("'", "#disable-next-line it's\nx: @", [CODE], id="behind a directive with an apostrophe"),
        pytest.param("'", 'x: "@', [CODE], id="behind the quotes of HCL in Bicep"),
    ],
)  # fmt: skip
def test_values_stand_in(quote: str, text: str, expected: list[str]) -> None:
    assert list(contexts(text.replace("@", HOLE), quote)) == expected


@pytest.mark.parametrize(
    ("quote", "text", "what"),
    [
        pytest.param('"', "x = <<EOT\n@", "a heredoc", id="a heredoc"),
        pytest.param('"', "x = <<-EOT\n@", "a heredoc", id="an indented heredoc"),
        pytest.param('"', "x = <<@\n@", "a heredoc", id="a heredoc whose mark is a value"),
        pytest.param('"', "/* @ */", "a comment in /* */", id="a comment of several lines"),
        pytest.param("'", "/* @ */", "a comment in /* */", id="a comment of several lines in Bicep"),
        pytest.param("'", "x: '''@'''", "a text in '''", id="a text of several lines"),
        pytest.param("'", "x: $'''${@}'''", "a text in '''", id="a text of several lines with interpolation"),
    ],
)
def test_what_layout_would_change_is_refused(quote: str, text: str, what: str) -> None:
    with pytest.raises(WontDoError) as error:
        list(contexts(text.replace("@", HOLE), quote))
    assert error.value.what == what


@pytest.mark.parametrize("text", ['x = "<<EOT"', 'x = "/* */"', "# <<EOT /* */", "x = 1 < 2"])
def test_what_only_looks_like_it_is_not_refused(text: str) -> None:
    assert list(contexts(text + HOLE, '"'))
