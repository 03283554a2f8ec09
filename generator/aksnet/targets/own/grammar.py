"""What a user's template may say: print, choose, repeat, include and name values; the rest of Jinja is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from math import isfinite
from typing import NamedTuple

from jinja2 import nodes

# The filters with the names of their arguments. None of them makes a text longer than what is put in, and all give
# plain data.
FILTERS: Mapping[str, tuple[str, ...]] = {
    "default": ("default_value", "boolean"),
    "first": (),
    "items": (),
    "last": (),
    "length": (),
    "lower": (),
    "trim": ("chars",),
    "upper": (),
}
TESTS = ("boolean", "defined", "mapping", "none", "number", "string", "undefined")
LOOP = ("first", "index", "index0", "last", "length")
_ALLOWED = (
    nodes.Template,
    nodes.Scope,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Include,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.List,
    nodes.Tuple,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.CondExpr,
    nodes.Filter,
    nodes.Keyword,
    nodes.Test,
)
_WORDS = {
    nodes.Call: "a call",
    nodes.Concat: "~",
    nodes.Macro: "a macro",
    nodes.CallBlock: "{% call %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.AssignBlock: "{% set %} with a block",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from %}",
    nodes.With: "{% with %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Slice: "a slice",
    nodes.Dict: "a mapping",
}
_HINTS: dict[type[nodes.Node], str] = {
    nodes.Call: "a mapping is repeated over with |items, and what a function makes is made in the spec",
    nodes.Concat: "let the language join them: ${ {{- name -}} } between its quotes",
}
_HINT = "a template prints, chooses with if, repeats with for, includes parts and names values with set"


class Wrong(NamedTuple):
    """What is wrong on a line of a template."""

    line: int
    message: str
    hint: str | None = None


def includes(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """The parts that a template includes, with the lines."""
    for node in tree.find_all(nodes.Include):
        if isinstance(node.template, nodes.Const):
            yield node.lineno, str(node.template.value)


def stored(tree: nodes.Template) -> set[str]:
    """The names that a template gives values."""
    return {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}


def wrongs(tree: nodes.Template, parts: Collection[str], names: Collection[str]) -> Iterator[Wrong]:
    """What a template must not say; it may include `parts` and use `names`."""
    pending: list[nodes.Node] = [tree]
    while pending:
        node = pending.pop()
        found = _wrong(node, parts, names)
        if found is not None:
            yield Wrong(node.lineno, *found)
        else:
            pending += reversed(list(node.iter_child_nodes()))


def _wrong(node: nodes.Node, parts: Collection[str], names: Collection[str]) -> tuple[str, str | None] | None:
    match node:
        case nodes.Include():
            return _wrong_include(node, parts)
        case nodes.For(recursive=True):
            return "a recursive loop cannot stand in a template", _HINT
        case nodes.Filter():
            return _wrong_use(node, "filter", FILTERS)
        case nodes.Test():
            return _wrong_use(node, "test", dict.fromkeys(TESTS, ()))
        case nodes.Name(name=name, ctx="load") if name not in names:
            return f"there is no name {name} here", _near(name, names) or "docs/templates.md lists the names"
        case nodes.Getattr(attr=name) if name.startswith("_"):
            return f"there is no member {name} in plain data", None
        case nodes.List() | nodes.Tuple() | nodes.Const():
            return _wrong_literal(node)
    if isinstance(node, _ALLOWED):
        return None
    what = _WORDS.get(type(node)) or getattr(node, "operator", None) or f"a {type(node).__name__.lower()}"
    return f"{what} cannot stand in a template", _HINTS.get(type(node), _HINT)


def _wrong_use(
    node: nodes.Filter | nodes.Test, what: str, known: Mapping[str, tuple[str, ...]]
) -> tuple[str, str | None] | None:
    """What is wrong with a filter or a test: there is none of this name, or it has other arguments."""
    if node.name not in known:
        return f"there is no {what} {node.name} here", f"there are {', '.join(known)}"
    arguments = known[node.name]
    words = [*arguments[: len(node.args)], *(str(one.key) for one in node.kwargs)]
    surplus = len(node.args) > len(arguments) or len(set(words)) < len(words) or not {*words} <= {*arguments}
    if surplus or node.dyn_args is not None or node.dyn_kwargs is not None:
        return f"the {what} {node.name} does not take these arguments", f"it takes {' and '.join(arguments) or 'none'}"
    return None


def _wrong_literal(node: nodes.List | nodes.Tuple | nodes.Const) -> tuple[str, str | None] | None:
    match node:
        case nodes.Const(value=float() as number) if not isfinite(number):
            return "this number is too large", None
        case nodes.Tuple(ctx="store") if not all(isinstance(one, nodes.Name) for one in node.items):
            return "names in parentheses cannot stand in a template", "name the parts one after the other"
        case nodes.List() | nodes.Tuple(ctx="load") if not all(isinstance(one, nodes.Const) for one in node.items):
            return "a list of anything but constants cannot stand in a template", _HINT
    return None


def _wrong_include(node: nodes.Include, parts: Collection[str]) -> tuple[str, str | None] | None:
    name = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(name, str) or node.ignore_missing or not node.with_context:
        return "an include names one part, in quotes, and nothing else", 'as in {% include "tags.tf.j2" %}'
    if name not in parts:
        return f"there is no part {name!r}", _near(name, parts) or "docs/templates.md lists the parts"
    return None


def _near(word: str, words: Collection[str]) -> str | None:
    near = get_close_matches(word, words, n=3)
    return f"did you mean {' or '.join(near)}?" if near else None
