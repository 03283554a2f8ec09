"""Templates of HCL as nodes; the literal parts are those that Terraform 1.11.4 prints for the same text."""

from __future__ import annotations

import pytest

from hcl_nodes import faults_of, shown, value_of

TEMPLATES = {
    "a text": ('"a b"', '"a b"'),
    "an empty text": ('""', '""'),
    "escapes": (r'"\n\r\t\"\\\u00e9\U0001F600"', '"\\n\\r\\t\\"\\\\é😀"'),
    "one interpolation gives its own value": ('"${a}"', "t(a)"),
    "one interpolation of a text": ('"${"x"}"', 't("x")'),
    "text round an interpolation": ('"a${b}c"', 't("a", b, "c")'),
    "two interpolations": ('"${a}${b}"', "t(a, b)"),
    "an interpolation on several lines": ('"${\n  a # x\n}"', "t(a)"),
    "quotes within an interpolation": ('"x${f("y${z}")}"', 't("x", f(t("y", z)))'),
    "an object within an interpolation": ('"${ { a = 1 }.a }"', 't({"a": 1}.a)'),
    "an interpolation that is not one": ('"$${a}"', '"${a}"'),
    "a directive that is not one": ('"%%{a}"', '"%{a}"'),
    "three signs before a brace": ('"$$${1}"', '"$${1}"'),
    "another sign before a brace": ('"$%${1}"', 't("$%", 1)'),
    "signs alone": ('"$ % $x %y $$ $"', '"$ % $x %y $$ $"'),
    "a sign before a quote": (r'"$\" a"', '"$\\" a"'),
    "trimming on both sides": ('"a ${~ b ~} c"', 't("a", b, "c")'),
    "trimming leaves an empty text, which is no pass": ('" ${~ a }"', 't("", a)'),
    "a trimmed interpolation alone": ('"${~ a ~}"', "t(a)"),
    "escaped line breaks are trimmed too": (r'"  a\n  ${~ 1 ~}\n\n b"', 't("  a", 1, "b")'),
    "if and else": ('"a%{ if c }b%{ else }d%{ endif }e"', 't("a", (c ? "b" : "d"), "e")'),
    "if without else": ('"%{if c}b%{endif}"', 't((c ? "b" : ""))'),
    "a single interpolation in an if is a text": ('"%{if c}${5}%{endif}"', 't((c ? t("", 5) : ""))'),
    "text and interpolation in an if": ('"%{if c}x${5}%{endif}"', 't((c ? t("x", 5) : ""))'),
    "an empty if": ('"%{if c}%{else}x%{endif}"', 't((c ? "" : "x"))'),
    "if within if": ('"%{if a}%{if b}x%{endif}%{endif}"', 't((a ? t("", (b ? "x" : "")) : ""))'),
    "for": ('"%{ for x in xs }${x}.%{ endfor }end"', 't(join("", for(x in xs: t(x, "."))), "end")'),
    "for with an index": ('"%{for i, x in xs}${i}%{endfor}"', 't(join("", for(i, x in xs: t("", i))))'),
    "directives that trim": ('"a %{~ if c ~} b %{~ endif ~} d"', 't("a", (c ? "b" : ""), "d")'),
    "a decomposed letter is composed": ('"e\u0301"', '"é"'),
    "a heredoc": ("<<EOT\n  keep\n    indent\nEOT", '"  keep\\n    indent\\n"'),
    "an empty heredoc": ("<<EOT\nEOT", '""'),
    "a heredoc has no escapes": ('<<EOT\n\\n "q"\nEOT', '"\\\\n \\"q\\"\\n"'),
    "a heredoc whose end is indented": ("<<EOT\n  a\n  EOT", '"  a\\n"'),
    "a line with more than the end is no end": ("<<EOT\nEOT2\n EOT x\nEOT", '"EOT2\\n EOT x\\n"'),
    "the end behind an interpolation is no end": ("<<EOT\n${a}EOT\nEOT", 't(a, "EOT\\n")'),
    "a flush heredoc": ("<<-EOT\n      one\n        two\n    ${a}\n  EOT", 't("  one\\n    two\\n", a, "\\n")'),
    "white lines do not count and stay": ("<<-EOT\n    a\n   \n      b\n  EOT", '"a\\n   \\n  b\\n"'),
    "tabs count as one": ("<<-E\n\ttab\n\t  two\n\n\t  x\n  E", '"tab\\n  two\\n\\n  x\\n"'),
    "an interpolation in the first column": ("<<-EOT\n${a}\n  b\nEOT", 't(a, "\\n  b\\n")'),
    "an interpolation alone in a heredoc is a text": ("<<-EOT\n  ${a}\nEOT", 't("", a, "\\n")'),
    "trimming takes one line of a heredoc": ('<<EOT\nx\n  ${~ "y" ~}\n\n  z\nEOT', 't("x\\n", "y", "\\n  z\\n")'),
    "directives in a flush heredoc": (
        "<<-EOT\n    a\n   \n      b\n     %{ if true ~}\n    c\n    %{ endif ~}\n  EOT",
        't("a\\n   \\n  b\\n ", (true ? "    c\\n" : ""), "")',
    ),
    "a loop in a heredoc": (
        "<<E\n  a  \n   %{~ for x in xs ~}\n   ${x}\n   %{~ endfor ~}\n  b\nE",
        't("  a  \\n", join("", for(x in xs: t("   ", x, "\\n"))), "  b\\n")',
    ),
    "signs in a heredoc": ("<<-EOT\n    $ a\n    %b\n    $${x}\n  EOT", '"$ a\\n%b\\n${x}\\n"'),
    "line ends of Windows are kept": ("<<EOT\r\na\r\nb\r\nEOT\r", '"a\\r\\nb\\r\\n"'),
    "a heredoc in a call": ("trimspace(<<-X\n  a\n  X\n  )", 'trimspace("a\\n")'),
    "a heredoc in an object": ("{\n  c = <<X\nt\nX\n  d = 1, e = 2\n}", '{"c": "t\\n", "d": 1, "e": 2}'),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_reads_as_terraform_reads_it(text: str, expected: str) -> None:
    assert shown(value_of(text)) == expected


NO_TEMPLATES = {
    "a string over two lines": ('"a\nb"', "1:7 a quoted string ends at the end of its line"),
    "a string that ends with a backslash": ('"a\\\nb"', "1:7 a quoted string ends at the end of its line"),
    "an escape that does not exist": (r'"a\q"', r"1:7 \q is not an escape"),
    "half of a surrogate pair": (r'"\ud800"', r"1:6 \ud800 is not an escape"),
    "an escape with too few digits": (r'"\u12"', r"1:6 \u is not an escape"),
    "an interpolation that is not closed": ('"${a"', "1:9 a closing brace is missing: ${ is not closed here"),
    "an empty interpolation": ('"${}"', "1:8 a value is missing here"),
    "a shell's default": ('"${a:-b}"', "1:9 a closing brace is missing: ${ is not closed here"),
    "escaped quotes in an interpolation": (r'"${f(\"x\")}"', r"1:10 \ cannot stand here"),
    "an unknown directive": ('"%{ while a }"', "1:9 a directive is wanted behind %{: if, else, endif, for or endfor"),
    "an if without an end": ('"%{ if a }b"', "1:16 %{ if } has no %{ endif }"),
    "an end without an if": ('"%{ endif }"', "1:6 %{ endif } ends nothing that is open here"),
    "an else in a for": ('"%{for x in y}%{else}%{endfor}"', "1:19 %{ else } ends nothing that is open here"),
    "two elses": ('"%{if a}%{else}%{else}%{endif}"', "1:20 a second %{ else } stands here"),
    "a for that an endif ends": ('"%{for x in y}%{endif}"', "1:19 %{ endif } ends nothing that is open here"),
    "a trimming brace that ends an object": ('"${ { a = 1 ~} }"', "1:17 a comma or a line break is missing here"),
    "a heredoc that is not closed": ("<<EOT\n a\n EOF\n", "5:1 the heredoc <<EOT of line 1 is not closed"),
    "a heredoc whose end has no line break": ("<<EOT\nEOT)", "3:1 the heredoc <<EOT of line 1 is not closed"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fault"), NO_TEMPLATES.values(), ids=NO_TEMPLATES)
def test_what_is_no_template_is_a_fault_at_its_place(text: str, fault: str) -> None:
    assert faults_of(f"a = {text}\n")[0] == fault
