"""Ignores in comments: which comments are some, in every language, and which line or file each is about."""

from __future__ import annotations

import pytest

from aksnet.comments import ignores_in

# In each text a rule called NO stands where no comment is; every other one is found, with the line that it is about.
HCL = """\
# aksnet: ignore[A] above
a = "# aksnet: ignore[NO] x" # aksnet: ignore[B] behind a text
b = "${f("# aksnet: ignore[NO] x", "}")} // aksnet: ignore[NO] x" // aksnet: ignore[C] behind an expression
c = "\\" # aksnet: ignore[NO] x" /* aksnet: ignore[D] between */
d = "$${ \\"" # aksnet: ignore[E] behind what is no expression
e = <<-EOT
  # aksnet: ignore[NO] x
  ${ f("}") /* aksnet: ignore[F] in an expression */ }
  "
  EOTS
  EOT
f = "%{ if x }# aksnet: ignore[NO] x%{ endif }" # aksnet: ignore[G] behind a directive
g = <<EOT
EOT
h = { x = "}" } # aksnet: ignore[H] behind an object
/* aksnet: ignore[I] before */ i = 8 / 2 # aksnet: ignore[J] behind a division
"""
BICEP = """\
// aksnet: ignore[A] above
var a = 'x // aksnet: ignore[NO] x' // aksnet: ignore[B] behind a text
var b = '${f('// aksnet: ignore[NO] x', '}')} // aksnet: ignore[NO] x' // aksnet: ignore[C] behind an expression
var c = '\\' // aksnet: ignore[NO] x \\${' /* aksnet: ignore[D] between */
var d = '''
// aksnet: ignore[NO] x ${ '
'''' // aksnet: ignore[E] behind a text of several lines
var e = $$'''
// aksnet: ignore[NO] x ${ $${f /* aksnet: ignore[F] in an expression */}
'''
# aksnet: ignore[NO] x
var g = '' // aksnet: ignore[G] behind an empty text
"""
JSON = """\
// aksnet: ignore[A] above
{"a": "// aksnet: ignore[NO] x", // aksnet: ignore[B] behind a text
 "b": "\\" // aksnet: ignore[NO] x", /* aksnet: ignore[C] between */ "c": "x
 // aksnet: ignore[NO] x", // aksnet: ignore[D] behind a text of two lines
 "d": "http://aksnet: ignore[NO] x"}
"""
YAML = """\
# aksnet: ignore[A] above
a: "# aksnet: ignore[NO] x" # aksnet: ignore[B] behind a text
b: |- # aksnet: ignore[C] behind the start of a block
  # aksnet: ignore[NO] x
c: x#aksnet:ignore[NO]
d: 'it''s
  # aksnet: ignore[NO] x' # aksnet: ignore[D] behind a text of two lines
e: [\N{ROCKET}, {f: g}] # aksnet: ignore[E] behind a list
f: !!str &x "y" # aksnet: ignore[F] behind a tag
"""
TOML = '''\
# aksnet: ignore[A] above
a = "# aksnet: ignore[NO] \\" x" # aksnet: ignore[B] behind a text
b = """
# aksnet: ignore[NO] x""" # aksnet: ignore[C] behind a text of two lines
c = \'\'\'
# aksnet: ignore[NO] x
\'\'\'
d = '# aksnet: ignore[NO] \\' # aksnet: ignore[D] behind a literal
'''
TEXTS = [
    pytest.param("main.tf", HCL, {"A": 2, "B": 2, "C": 3, "D": 4, "E": 5, "F": 8, "G": 12, "H": 15, "I": 16, "J": 16}, id="HCL"),
    pytest.param("main.tfvars", HCL, {"A": 2, "B": 2, "C": 3, "D": 4, "E": 5, "F": 8, "G": 12, "H": 15, "I": 16, "J": 16}, id="values of Terraform"),
    pytest.param("main.bicep", BICEP, {"A": 2, "B": 2, "C": 3, "D": 4, "E": 7, "F": 9, "G": 12}, id="Bicep"),
    pytest.param("main.json", JSON, {"A": 2, "B": 2, "C": 3, "D": 4}, id="JSON"),
    pytest.param("<stdin>", JSON[JSON.index("{") :], {"B": 1, "C": 2, "D": 3}, id="JSON on standard input"),
    pytest.param("c.yaml", YAML, {"A": 2, "B": 2, "C": 3, "D": 7, "E": 8, "F": 9}, id="YAML"),
    pytest.param("<stdin>", YAML, {"A": 2, "B": 2, "C": 3, "D": 7, "E": 8, "F": 9}, id="YAML on standard input"),
    pytest.param("c.toml", TOML, {"A": 2, "B": 2, "C": 4, "D": 8}, id="TOML"),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("name", "text", "lines"), TEXTS)
def test_comments_count_and_texts_do_not(name: str, text: str, lines: dict[str, int], end: str) -> None:
    found = ignores_in(name, text.replace("\n", end))
    assert {one.rule: one.about and one.about.line for one in found} == lines
    assert all(one.reason and one.fault is None for one in found)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("# aksnet: ignore[A] r\n# aksnet: ignore[B] r\nx = 1\n", {"A": 3, "B": 3}, id="several stack"),
        pytest.param("# aksnet: ignore[A] r\n# tflint-ignore: x\n/* y\n */\nx = 1\n", {"A": 5}, id="other comments may stand between"),
        pytest.param("# aksnet: ignore[A] r\n\nx = 1\n", {"A": 2}, id="an empty line ends it"),
        pytest.param("# aksnet: ignore[A] r\n/* y\n */ x = 1\n", {"A": 3}, id="the next line may begin with the end of a comment"),
        pytest.param("# aksnet: ignore[A] r\n/* y */ x = 1\n", {"A": 2}, id="the next line may begin with a comment"),
        pytest.param("x = 1 # aksnet: ignore[A] r\ny = 2\n", {"A": 1}, id="behind a line only that line"),
        pytest.param("x = 1\n  # aksnet: ignore[A] r", {"A": 3}, id="at the end of the file there is no line"),
        pytest.param("# aksnet: ignore-file[A] r\nx = 1\n", {"A": None}, id="a file as a whole"),
        pytest.param("x = 1 /* aksnet: ignore-file[A] r */\n", {"A": None}, id="a file, behind a line"),
    ],
)  # fmt: skip
def test_an_ignore_is_about_one_line_or_the_file(text: str, lines: dict[str, int | None]) -> None:
    found = {one.rule: one.about for one in ignores_in("main.tf", text)}
    assert {rule: about and about.line for rule, about in found.items()} == lines
    assert all(about is not None and about.source == "main.tf" for about in found.values())


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        pytest.param("# aksnet: ignore[AKN401] moves in spring", [("AKN401", "moves in spring")], id="an id and why"),
        pytest.param("#aksnet:ignore[kubenet-retires] x", [("kubenet-retires", "x")], id="a slug, without spaces"),
        pytest.param("## aksnet: ignore [AKN401] x", [("AKN401", "x")], id="with more marks and spaces"),
        pytest.param("# aksnet: ignore[AKN401 , AKN102,] both", [("AKN401", "both"), ("AKN102", "both")], id="several with commas"),
        pytest.param("# aksnet: ignore[AKN401]: why", [("AKN401", "why")], id="with a colon"),
        pytest.param("# aksnet: ignore[AKN401] -- why [not]", [("AKN401", "why [not]")], id="with a dash"),
        pytest.param("/* aksnet: ignore[AKN401] why */", [("AKN401", "why")], id="between marks"),
        pytest.param("# aksnet: ignore[AKN401]", [("AKN401", "")], id="without a reason"),
        pytest.param("# aksnet: ignore[AKN401] --", [("AKN401", "")], id="a dash is no reason"),
        pytest.param("/* aksnet: ignore[AKN401] */", [("AKN401", "")], id="nor is the end of the comment"),
        pytest.param("# aksnet: ignored findings stand in the wiki", [], id="prose"),
        pytest.param("# aksnet: pinned", [], id="something else that is said to aksnet"),
        pytest.param("# see aksnet: ignore[AKN401] x", [], id="what is spoken of an ignore"),
        pytest.param("# a = 1 # aksnet: ignore[AKN401] x", [], id="a line that is commented out with its ignore"),
        pytest.param("# aksnet: ignore[akn401, Akn102] x", [("AKN401", "x"), ("AKN102", "x")], id="ids in any case"),
        pytest.param("# aksnet: ignore[AKN401] [PAY-12] why", [("AKN401", "[PAY-12] why")], id="a reason that begins with a bracket"),
        pytest.param("# aksnet: skipped AKN401 in the pipeline", [], id="prose about a rule"),
        pytest.param("# aksnet: ignored [see the wiki]", [], id="prose with brackets"),
        pytest.param("# aksnet ignores what is in vendor", [], id="prose without a colon"),
        pytest.param("# aksnet ignore AKN401 is in the policy", [], id="prose without a colon about a rule"),
        pytest.param("# AKSNET: ignore what it says", [], id="prose in capitals"),
        pytest.param("# write `# aksnet: ignore[AKN401] x` behind the line", [], id="how to write one"),
        pytest.param("# trivy and aksnet: ignore[AKN401] does for both", [], id="prose about two tools"),
        pytest.param("/* How to be quiet: put\n   an aksnet: ignore[AKN401] x\n*/", [], id="prose in a long comment"),
    ],
)  # fmt: skip
def test_what_a_comment_says(comment: str, said: list[tuple[str, str]]) -> None:
    found = ignores_in("main.tf", f"{comment}\n")
    assert [(one.rule, one.reason) for one in found] == said
    assert not any(one.fault for one in found)


@pytest.mark.parametrize(
    ("comment", "fault"),
    [
        pytest.param("# aksnet: ignore", "this ignore names no rule in square brackets", id="no brackets"),
        pytest.param("# aksnet:ignore=AKN101", "this ignore names no rule in square brackets", id="an equals sign"),
        pytest.param("# aksnet: ignore AKN101 why", "this ignore names no rule in square brackets", id="a rule without brackets"),
        pytest.param("# aksnet: ignore[AKN101 why", "this ignore names no rule in square brackets", id="a bracket that is not closed"),
        pytest.param("# aksnet: ignore-file AKN101", "this ignore-file names no rule in square brackets", id="a file without brackets"),
        pytest.param("# aksnet: ignore[] why", "the brackets of this ignore are empty", id="empty brackets"),
        pytest.param("# aksnet: ignore[ , ] why", "the brackets of this ignore are empty", id="a comma in brackets"),
        pytest.param("# aksnet: ignore-line[AKN101] why", "'ignore-line' is neither ignore nor ignore-file", id="another word"),
        pytest.param("# aksnet: ignores[AKN101] why", "'ignores' is neither ignore nor ignore-file", id="a slip"),
        pytest.param("# aksnet: Ignore[AKN101] why", "'Ignore' is neither ignore nor ignore-file", id="a capital"),
        pytest.param("# aksnet: disable[AKN101] why", "'disable' is neither ignore nor ignore-file", id="another tool's word"),
        pytest.param("# aksnet: disable=AKN101", "'disable' is neither ignore nor ignore-file", id="another tool's way"),
        pytest.param("# aksnet: ignore-next-line AKN101", "'ignore-next-line' is neither ignore nor ignore-file", id="another word without brackets"),
        pytest.param("# AKSNET: ignore[AKN101] why", "an ignore begins with 'aksnet:', and not with 'AKSNET:'", id="capitals"),
        pytest.param("# Aksnet: ignore AKN101", "an ignore begins with 'aksnet:', and not with 'Aksnet:'", id="a capital, without brackets"),
        pytest.param("# aksnet : ignore[AKN101] why", "an ignore begins with 'aksnet:', and not with 'aksnet :'", id="a blank before the colon"),
        pytest.param("# aksnet ignore[AKN101] why", "an ignore begins with 'aksnet:', and not with 'aksnet'", id="no colon"),
        pytest.param("# aksnet-ignore[AKN101] why", "an ignore begins with 'aksnet:', and not with 'aksnet-'", id="a dash for the colon"),
        pytest.param("# tfsec:ignore:x aksnet: ignore[AKN101] why", "this ignore stands behind another tool's, in one comment", id="behind another tool's"),
        pytest.param("#checkov:skip=CKV_AZURE_4: r aksnet: ignore[AKN101] why", "this ignore stands behind another tool's, in one comment", id="behind another tool's reason"),
        pytest.param("# nosec aksnet: ignore[AKN101] why", "this ignore stands behind another tool's, in one comment", id="behind another tool's word"),
        pytest.param("/*\n * aksnet: ignore[AKN101] why\n */", "this ignore stands in a comment of several lines", id="in the second line"),
        pytest.param("# aksnet: ignore[AKN101 AKN102] why", "the rules of this ignore are not separated by commas", id="blanks between rules"),
        pytest.param("# aksnet: ignore[AKN101;AKN102] why", "the rules of this ignore are not separated by commas", id="a semicolon between rules"),
        pytest.param("# aksnet: ignore[AKN101][AKN102] why", "this ignore has two pairs of brackets: all rules stand in the first, with commas between them", id="two pairs of brackets"),
        pytest.param("/* aksnet: ignore[AKN101]\n why */", "this ignore stands in a comment of several lines", id="two lines"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_comment(comment: str, fault: str) -> None:
    (found,) = ignores_in("main.tf", f"x = 1\n  {comment}\n")
    assert (found.fault, str(found.place)) == (fault, "main.tf:2:3")


def test_each_rule_has_its_own_place() -> None:
    found = ignores_in("main.tf", "x = 1 # aksnet: ignore[AKN101, AKN102] r")
    assert [str(one.place) for one in found] == ["main.tf:1:24", "main.tf:1:32"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 'x\n# aksnet: ignore[NO] r\n", id="a text that is not closed"),
        pytest.param("a: b: c\nd: '\n# aksnet: ignore[NO] r'\n", id="behind what is no YAML"),
        pytest.param("a: 1\n\x01 # aksnet: ignore[NO] r\n", id="a control character"),
    ],
)
def test_nothing_is_taken_from_what_is_no_yaml(text: str) -> None:
    assert ignores_in("c.yaml", text) == ()


@pytest.mark.parametrize("name", ["main.tf", "main.bicep", "main.json", "c.yaml", "c.toml"])
@pytest.mark.parametrize("piece", ['"', "'", "'''", '"""', "/*", "${", "<<A\n", "{", "# x\n", "\\"])
def test_time_is_in_proportion_to_the_text(name: str, piece: str) -> None:
    assert ignores_in(name, f"# aksnet: x\n{piece * 20_000}") == ()
