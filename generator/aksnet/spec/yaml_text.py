"""YAML text as nodes: built from the parser's events, so that depth, size and aliases stay bounded."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.nodes import MAX_DEPTH, Node, Scalar, bounded, mapping, scalar, sequence

_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NULLS = ("", "~", "null", "Null", "NULL")
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_STRING_TAG = "tag:yaml.org,2002:str"


class _Lines:
    """Places as comments and reports count them: YAML ends lines at marks of Unicode too."""

    def __init__(self, text: str, source: str) -> None:
        self._source = source
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def place(self, mark: Any) -> Place:
        """The place of a mark of the parser."""
        line = bisect_right(self._starts, mark.index)
        return Place(self._source, line, mark.index - self._starts[line - 1] + 1)


class _Builder:
    """Events in, nodes out; a stack of open collections instead of recursion."""

    def __init__(self, text: str, source: str) -> None:
        self.lines = _Lines(text, source)
        self.anchors: dict[str, Node] = {}
        self.stack: list[tuple[Place, str | None, bool, list[Node]]] = []
        self.root: Node | None = None
        self.unfolded = 0  # how much all aliases together stand for

    def place(self, event: Any) -> Place:
        return self.lines.place(event.start_mark)

    def add(self, node: Node, anchor: str | None) -> None:
        if anchor is not None:
            self.anchors[anchor] = node
        if self.stack:
            self.stack[-1][3].append(node)
        else:
            self.root = node

    def open(self, event: Any, is_mapping: bool) -> None:
        self.refuse_tag(event)
        if len(self.stack) >= MAX_DEPTH:
            raise SpecError(Problem(f"the spec is nested more than {MAX_DEPTH} deep", self.place(event)))
        self.stack.append((self.place(event), event.anchor, is_mapping, []))

    def close(self) -> None:
        place, anchor, is_mapping, nodes = self.stack.pop()
        self.add(_mapping(place, nodes) if is_mapping else sequence(place, nodes), anchor)

    def alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise SpecError(Problem(f"the alias *{event.anchor} has no anchor before it", self.place(event)))
        self.unfolded = bounded(self.unfolded + node.size, self.place(event))
        self.add(node, None)

    def scalar(self, event: Any) -> None:
        self.refuse_tag(event)
        plain = event.tag is None and event.implicit[0]
        data = resolve(event.value) if plain else event.value
        self.add(scalar(data, self.place(event)), event.anchor)

    def refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!", _STRING_TAG):
            raise SpecError(Problem(f"the tag {event.tag} is not allowed", self.place(event), "write the plain value"))


def resolve(text: str) -> Scalar:
    """What a plain scalar means: a boolean, null, a whole number, or text.

    Fractions and dates stay text, because a spec has none: `kubernetes_version: 1.30` is not 1.3.
    """
    if text.lower() in _BOOLS and (text.islower() or text.istitle() or text.isupper()):
        return _BOOLS[text.lower()]
    if text in _NULLS:
        return None
    return int(text) if _INT.fullmatch(text) and len(text) < 20 else text


def _mapping(place: Place, nodes: list[Node]) -> Node:
    pairs = list(zip(nodes[::2], nodes[1::2], strict=True))
    node = mapping(place, ((_key_text(key), key.place, value) for key, value in pairs))
    base = node.items.get("<<")
    if base is None:
        return node
    items = {key: value for key, value in node.items.items() if key != "<<"}
    keys = {key: value for key, value in node.keys.items() if key != "<<"}
    for one in base.items.values() if base.kind is tuple else [base]:
        if one.kind is not dict:
            raise SpecError(Problem("<< takes a mapping, or a list of mappings", one.place))
        items, keys = {**one.items, **items}, {**one.keys, **keys}
    return Node(dict, place, None, items, keys, node.size)


def _key_text(key: Node) -> str:
    if key.kind is not object:
        raise SpecError(Problem("a key is a mapping or a list", key.place, "keys are plain words"))
    if isinstance(key.data, bool) or key.data is None:
        raise SpecError(
            Problem(f"the key reads as {str(key.data).lower()}, not as text", key.place, "put the key in quotes")
        )
    return str(key.data)


def _build(text: str, source: str) -> Node | None:
    import yaml

    builder = _Builder(text, source)
    documents = 0
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        match event:
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    problem = Problem("a second document starts here", builder.place(event), "use clusters: for more")
                    raise SpecError(problem)
            case yaml.ScalarEvent():
                builder.scalar(event)
            case yaml.AliasEvent():
                builder.alias(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                builder.open(event, is_mapping=isinstance(event, yaml.MappingStartEvent))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                builder.close()
    return builder.root


def _control(text: str, source: str) -> Place:
    """Where the first character stands that YAML does not take; the parser only says that there is one."""
    import yaml

    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found is None:
        return Place(source)
    line = text.count("\n", 0, found.start())
    return Place(source, line + 1, found.start() - text.rfind("\n", 0, found.start()))


def parse(text: str, source: str) -> Node:
    """The one document of a YAML text; raises SpecError with the place of what is wrong."""
    import yaml

    try:
        root = _build(text, source)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = _Lines(text, source).place(mark) if mark else Place(source)
        raise SpecError(Problem(f"this is no valid YAML: {error.problem}", place)) from None
    except yaml.YAMLError as error:
        reason = getattr(error, "reason", str(error))
        raise SpecError(Problem(f"this is no valid YAML: {reason}", _control(text, source))) from None
    return root or scalar(None, Place(source))
