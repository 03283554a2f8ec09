"""JSON of Terraform and of ARM: what resources say in it, and how it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from aksnet.expressions.source import Source
from aksnet.expressions.tree import Item, Literal, Node, Object
from aksnet.fixing.members import Member, members_of
from aksnet.fixing.writing import Language
from aksnet.readers.documents import Document, parsed
from aksnet.readers.template import json_tree
from aksnet.targets.arm_text import encode

# The parts of a template, which another one in it has again.
_SECTIONS = frozenset({"resources", "variables", "parameters", "outputs", "functions", "definitions"})
# Whether what stands under a key is in a resource: by the key, how deep it is, and whether what is around it is.
_Within = Callable[[str, int, bool], bool]


def template_members(source: Source) -> list[Member]:
    """Those of all resources of a template; none of other documents, nor of what Bicep would make anew."""
    document = parsed(source)
    if document.root is None or document.faults or document.what is not Document.TEMPLATE or document.made_by_bicep:
        return []
    return list(_members(document.root, _in_template))


def terraform_members(source: Source) -> list[Member]:
    """Those of all resources of a file of Terraform's; none of a file that cannot be read as a whole."""
    file = json_tree.parse(source)
    return [] if file.root is None or file.faults else list(_members(file.root, _in_terraform))


def _in_template(key: str, depth: int, within: bool) -> bool:
    return key.lower() == "resources" if key.lower() in _SECTIONS else within


def _in_terraform(key: str, depth: int, within: bool) -> bool:
    return within if depth else key == "resource"


def _members(root: Node, inside: _Within) -> Iterator[Member]:
    pending: list[tuple[Node, int, bool]] = [(root, 0, False)]
    while pending:
        node, depth, within = pending.pop()
        if isinstance(node, Object):
            yield from members_of(node) if within else ()
            for item in node.items:
                if isinstance(item, Item) and isinstance(item.key, Literal):
                    pending.append((item.value, depth + 1, inside(str(item.key.value), depth, within)))
        elif not isinstance(node, Literal):
            pending.extend((one, depth, within) for one in getattr(node, "items", ()))


def _template_text(text: str) -> str:
    return json.dumps(encode(text), ensure_ascii=False)


def _terraform_text(text: str) -> str:
    return json.dumps(text.replace("${", "$${").replace("%{", "%%{"), ensure_ascii=False)


TEMPLATE = Language(
    template_members,
    _template_text,
    literal=re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    sign=re.compile(r"(?P<gap>[ \t]*)(?P<sign>:[ \t]*)"),
    behind=re.compile(r"[ \t]*(?P<comma>,?)[ \t]*(?://[^\n]*?|/\*(?:(?!\*/)[^\n])*\*/[ \t]*)?(?=\r?\n|\Z)"),
    separated=True,
)
TERRAFORM = TEMPLATE._replace(members=terraform_members, encode=_terraform_text)
