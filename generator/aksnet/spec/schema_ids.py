"""How schemas stand beside specs: files that are known by their ids, and a key of a spec that names its schema."""

from __future__ import annotations

import re

from aksnet.errors import Problem, SpecError
from aksnet.spec.nodes import Node, without

# What the ids of aksnet's schemas begin with, and the key by which a file says its schema to an editor.
URN, KEY = "urn:aksnet:", "$schema"
_ID = re.compile(rf'"\$id"\s*:\s*"{URN}(\w+)')
# An id stands at the top of its file.
_TOP = 2000


def is_schema(text: str, kind: str | None = None) -> bool:
    """Whether a text is a schema that aksnet wrote, of whatever kind or of one."""
    found = _ID.search(text, 0, _TOP)
    return found is not None and kind in (None, found[1])


def without_schema(node: Node) -> Node:
    """A document without the name of its schema, which is for editors."""
    named = node.items.get(KEY) if node.kind is dict else None
    return without(node, (KEY,)) if named is not None and isinstance(named.data, str) else node


def refuse_other_schema(node: Node) -> Node:
    """The document, where what stands under the key was the name of a schema; raises SpecError where it is no text."""
    named = node.items.get(KEY)
    if named is None:
        return node
    kinds = {dict: "a mapping", tuple: "a list", object: "nothing" if named.is_null else str(named.data).lower()}
    hint = "it names the schema for editors, such as aksnet.schema.json: leave it out, or name a file"
    raise SpecError(Problem(f"{KEY}: {kinds[named.kind]} stands where text is due", named.place, hint))
