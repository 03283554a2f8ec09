"""Files of Terraform in JSON (.tf.json, .tofu.json, .tfvars.json) as the same blocks and arguments.

Which members of a block are blocks in turn only its schema says: here all of them are arguments, with objects and lists
as values. Texts are templates, except where Terraform takes no references: in files of values, and in most of what
stands in a `variable` or `terraform` block.
"""

from __future__ import annotations

from typing import Any

from aksnet.expressions.source import Fault, Source
from aksnet.expressions.tree import Array, Item, Literal, Node, Object, Opaque, Spread
from aksnet.readers.hcl.json_text import read
from aksnet.readers.hcl.parsing import read_template
from aksnet.readers.hcl.syntax import Attribute, Block, Body, File
from aksnet.readers.hcl.telling import MAX_FAULTS
from aksnet.readers.hcl.trouble import UnreadableError

# How many labels the blocks of a file have.
_LABELS = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "provider": 1,
    "variable": 1,
    "output": 1,
    "module": 1,
    "check": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}
# Members whose texts are taken as they stand; of a variable the rules of its validation are templates.
_PLAIN = {"variable": {"type", "default", "description", "sensitive", "nullable", "ephemeral"}}
_COMMENT = "//"


def parse_json(source: Source) -> File:
    """The blocks and arguments of a file, as far as it can be read, and its faults."""
    tree = read(source.text)
    form = _Form(source.text)
    if tree.error:
        error = tree.error
        form.faults.append(Fault(error.message, error.at, error.hint))
        if tree.broken and source.place(tree.broken.at).line != source.place(error.at).line:
            line = source.place(error.at).line
            form.faults.append(
                Fault(f'"{tree.broken.value}" is not read: its JSON is broken in line {line}', tree.broken.at)
            )
    body = Body({}, ())
    if tree.root:
        body = form.values(tree.root) if source.name.endswith(".tfvars.json") else form.file(tree.root)
    return File(body, tuple(sorted(form.faults, key=lambda fault: fault.at)[:MAX_FAULTS]))


class _Form:
    """Turns a JSON tree into blocks; `troubles` counts what was wrong in it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.troubles = 0

    def _tell(self, message: str, at: int, hint: str | None = None) -> None:
        self.troubles += 1
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(message, at, hint))

    def values(self, root: Node) -> Body:
        """A file of values for variables, in which nothing is a template."""
        attributes: dict[str, Attribute] = {}
        for item in self._members(root, "the names and values of variables"):
            self._add(attributes, item, plain=True)
        return Body(attributes, ())

    def file(self, root: Node) -> Body:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for item in self._members(root, "blocks"):
            kind = _text(item)
            if kind in _LABELS:
                self._blocks(kind, item, _LABELS[kind], (), blocks)
            elif kind != _COMMENT:
                self._add(attributes, item, plain=False)
        return Body(attributes, tuple(blocks))

    def _members(self, node: Node, what: str) -> list[Item]:
        """The members of an object, or of all objects of a list."""
        members: list[Item] = []
        for one in listed(node):
            if isinstance(one, Object):
                members.extend(item for item in one.items if isinstance(item, Item))
            elif not (isinstance(one, Literal) and one.value is None):
                self._tell(f"an object is wanted here, with {what}", one.at)
        return members

    def _blocks(self, kind: str, item: Item, labels: int, used: tuple[str, ...], blocks: list[Block]) -> None:
        """Add the blocks of a type: below it one object for each label, and then the body or a list of bodies."""
        if labels:
            members = self._members(item.value, f"the labels of the {kind} blocks as keys")
            for member in members:
                if _text(member) != _COMMENT:
                    self._blocks(kind, member, labels - 1, (*used, _text(member)), blocks)
            return
        for body in listed(item.value):
            if isinstance(body, Object):
                blocks.append(self._block(kind, used, body, item.at))
            elif not (isinstance(body, Literal) and body.value is None):
                self._tell(f"an object is wanted here, with the arguments of a {kind} block", body.at)

    def _block(self, kind: str, labels: tuple[str, ...], body: Object, at: int) -> Block:
        attributes: dict[str, Attribute] = {}
        troubles = self.troubles
        plain = _PLAIN.get(kind, set())
        for item in body.items:
            if isinstance(item, Item) and _text(item) != _COMMENT:
                self._add(attributes, item, plain=kind == "terraform" or _text(item) in plain)
        return Block(kind, labels, Body(attributes, ()), at, self.troubles > troubles)

    def _add(self, attributes: dict[str, Attribute], item: Item, *, plain: bool) -> None:
        name = _text(item)
        value = item.value if plain else self._value(item.value)
        first = attributes.get(name)
        if first is None:
            attributes[name] = Attribute(name, value, item.at)
        elif isinstance(first.value, Object | Array) and isinstance(value, Object | Array):
            # blocks of one type may stand under a key each
            both = (*listed(first.value), *listed(value))
            attributes[name] = Attribute(name, Array(both, first.value.at), first.at)
        else:
            attributes[name] = Attribute(name, Opaque(f"{name} is set twice", first.value.at), first.at)
            self._tell(f"{name} is set a second time", item.at, "keep one of the two")

    def _value(self, node: Node) -> Node:
        """A value with its texts as templates, keys too."""
        if isinstance(node, Literal):
            return self._template(node) if isinstance(node.value, str) else node
        if isinstance(node, Array):
            return Array(tuple([self._value(one) for one in listed(node)]), node.at)
        if isinstance(node, Object):
            items = [item for item in node.items if isinstance(item, Item)]
            return Object(tuple([Item(self._value(one.key), self._value(one.value), one.at) for one in items]), node.at)
        return node

    def _template(self, node: Literal) -> Node:
        text, at = str(node.value), node.at
        if "${" not in text and "%{" not in text:
            return node
        try:
            if self.text.startswith(f'{text}"', at + 1):
                return read_template(self.text, at + 1, at + 1 + len(text))
            # with escapes in it the places within the string are not those within its text
            placed: Node = _placed(read_template(text, 0, len(text)), at)
            return placed
        except UnreadableError as error:
            exact = error.at if self.text.startswith(f'{text}"', at + 1) else at
            self._tell(error.message, exact, error.hint)
            return Opaque(error.message, at)


def _text(item: Item) -> str:
    return str(item.key.value) if isinstance(item.key, Literal) else ""


def listed(node: Node) -> tuple[Node, ...]:
    """The elements of a list, or the one value that is none; in JSON nothing is spread."""
    return tuple([one for one in node.items if not isinstance(one, Spread)]) if isinstance(node, Array) else (node,)


def _placed(part: Any, at: int) -> Any:
    """The same node with one offset for all that is in it."""
    if not isinstance(part, tuple):
        return part
    if not hasattr(part, "_fields"):
        return tuple([_placed(one, at) for one in part])
    placed: list[Any] = [at if name == "at" else _placed(getattr(part, name), at) for name in part._fields]
    return type(part)(*placed)
