"""References to variables, local values and modules that a module does not declare: Terraform refuses it as a whole."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from aksnet.errors import Problem
from aksnet.expressions.ordering import walk
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Get, Loop, Name, Node
from aksnet.readers.hcl.syntax import Block
from aksnet.readers.terraform.module import Module

_KINDS = ("resource", "data", "module", "output", "provider")
_MENTIONED = re.compile(r"\b(var|local|module)\.([A-Za-z_][\w-]*)")
_WORDS = {"var": "variable", "local": "local value", "module": "module"}


def undeclared(module: Module) -> list[Problem]:
    """What is referred to and not there, each at the first place; nothing where the module can be read only in part."""
    if module.problems or module.lacking:
        return []
    there = {"var": module.of("variable"), "local": module.locals, "module": module.of("module")}
    if not _may_lack(module, there):
        return []
    found: dict[tuple[str, str], Problem] = {}
    for node, source in references(module):
        if isinstance(node.target, Name) and node.name not in there.get(node.target.name, (node.name,)):
            message = f"there is no {_WORDS[node.target.name]} {node.name!r} in this module"
            hint = "declare it, or correct the name"
            found.setdefault((node.target.name, node.name), Problem(message, source.place(node.target.at), hint))
    return list(found.values())


def _may_lack(module: Module, there: Mapping[str, Container[str]]) -> bool:
    """Whether the text mentions anything that is not declared: looking is much faster than walking all expressions."""
    mentions = (pair for source in module.files for pair in _MENTIONED.findall(source.text))
    return any(name not in there[kind] for kind, name in mentions)


def references(module: Module) -> Iterator[tuple[Get, Source]]:
    """What may be a reference in the expressions of a module: a name with one or two members."""
    for attribute, source in module.locals.values():
        yield from ((node, source) for node in _gets(attribute.value))
    for kind in _KINDS:
        for declaration in module.of(kind).values():
            for attribute, source in declaration.attributes.values():
                yield from ((node, source) for node in _gets(attribute.value))
            for block, source in declaration.blocks:
                yield from ((node, source) for node in _in_block(block))


def _in_block(block: Block) -> Iterator[Get]:
    pending = [block]
    while pending:
        one = pending.pop()
        pending += one.body.blocks
        for attribute in one.body.attributes.values():
            yield from _gets(attribute.value)


def _gets(node: Node) -> Iterator[Get]:
    nodes = list(walk(node))
    own = {name for loop in nodes if isinstance(loop, Loop) for name in (loop.item, loop.counter)}
    for one in nodes:
        if isinstance(one, Get):
            root = one.target.target if isinstance(one.target, Get) else one.target
            if isinstance(root, Name) and root.name not in own:
                yield one
