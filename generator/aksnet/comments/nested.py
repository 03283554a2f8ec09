"""Comments of languages whose texts hold expressions, which hold texts again: HCL and Bicep."""

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from aksnet.comments.comment import Comment

# Groups by what they do: a comment is yielded, what opens something is read on in another way until it is closed.
_HCL = re.compile(
    r'(?P<comment>(?:\#|//)[^\n]*+|/\*.*?(?:\*/|\Z))|(?P<open>\{)|(?P<close>\})|(?P<text>"|<<-?[^\s"<{]++\r?\n)',
    re.DOTALL,
)
_HCL_TEXT = re.compile(r'\\.|\$\$\{|%%\{|(?P<open>[$%]\{)|(?P<close>["\n])', re.DOTALL)
_BICEP = re.compile(
    r"(?P<comment>//[^\n]*+|/\*.*?(?:\*/|\Z))|(?P<open>\{)|(?P<close>\})|(?P<text>\$*+'''|')", re.DOTALL
)
_BICEP_TEXT = re.compile(r"\\.|(?P<open>\$\{)|(?P<close>['\n])", re.DOTALL)

_Texts: TypeAlias = Callable[[str], re.Pattern[str]]


def hcl_comments(text: str) -> Iterator[Comment]:
    """The comments of a text of HCL."""
    return _comments(text, _HCL, _hcl_text)


def bicep_comments(text: str) -> Iterator[Comment]:
    """The comments of a Bicep text."""
    return _comments(text, _BICEP, _bicep_text)


def _comments(text: str, code: re.Pattern[str], texts: _Texts) -> Iterator[Comment]:
    """One pass with a stack of what is open; `texts` has the pattern of the text that something opens."""
    around: list[re.Pattern[str]] = []
    pattern, position = code, 0
    while found := pattern.search(text, position):
        position = found.end()
        match found.lastgroup:
            case "comment":
                yield Comment(found.start(), found[0])
            case "open" | "text" as kind:
                around.append(pattern)
                pattern = code if kind == "open" else texts(found[0])
            case "close":
                pattern = around.pop() if around else code


def _hcl_text(opener: str) -> re.Pattern[str]:
    """The inside of a text in quotes, or of a heredoc, which ends with a line of its marker."""
    if opener == '"':
        return _HCL_TEXT
    marker = re.escape(opener.lstrip("<").removeprefix("-").strip())
    return re.compile(rf"\$\$\{{|%%\{{|(?P<open>[$%]\{{)|(?P<close>^[ \t]*+{marker}[ \t]*+\r?$)", re.MULTILINE)


def _bicep_text(opener: str) -> re.Pattern[str]:
    """The inside of a text; in one of several lines as many dollars as stand before it begin an expression."""
    if opener == "'":
        return _BICEP_TEXT
    dollars = opener.count("$")
    expression = rf"|(?P<open>\${{{dollars}}}\{{)" if dollars else ""
    return re.compile(rf"(?P<close>'{{3,}}){expression}")
