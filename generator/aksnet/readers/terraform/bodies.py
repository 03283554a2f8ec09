"""The body of a resource as data: its arguments evaluated, `dynamic` blocks expanded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from aksnet.expressions import tree
from aksnet.expressions.signs import digest
from aksnet.expressions.source import At, Source
from aksnet.expressions.terraform import TerraformEvaluator
from aksnet.expressions.tree import MAX_DEPTH, Node
from aksnet.expressions.values import (
    RefusedError,
    Scope,
    UndeterminedError,
    Val,
    reason_of,
    unknown,
    whole,
)
from aksnet.readers.hcl.syntax import Attribute, Block
from aksnet.view import Unknown

# Arguments of a resource block that Terraform itself takes.
_AMBIGUOUS = re.compile(r"true|false|[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?")
META = frozenset({"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection"})
# Resources whose objects are values, other than in blocks that are known by name.
_WITHOUT_BLOCKS = ("azapi_", "terraform_data.", "null_resource.", "random_", "time_")
Typed = Callable[[str, Val], Val]


def untyped_of(address: str) -> Typed:
    """What an argument of a resource is whose types are not known: only what it is in every type is told."""
    azurerm = address.startswith("azurerm_")
    plain = address.startswith(_WITHOUT_BLOCKS)

    def typed(name: str, value: Val) -> Val:
        if azurerm and name == "location":
            return normal_location(value)
        data = value.data
        in_json = value.at is not None and value.at.source.name.endswith(".json")
        if in_json and not plain and name != "tags" and _may_be_blocks(data):
            return unknown(f"whether {name} is a block or a map is not known here")._replace(at=value.at)
        if isinstance(data, list) and len(data) > 1:
            return unknown(f"whether {name} is a list or a set is not known here")._replace(at=value.at)
        if isinstance(data, str) and _AMBIGUOUS.fullmatch(data):
            return unknown(f"whether {name} is a number or a text is not known here")._replace(at=value.at)
        return value

    return typed


def _may_be_blocks(data: object) -> bool:
    """Whether this is an object, or a list with one in it."""
    return isinstance(data, dict) or (isinstance(data, list) and any(isinstance(one.data, dict) for one in data))


def normal_location(value: Val) -> Val:
    """A location as azurerm keeps it: small letters without blanks.

    https://github.com/hashicorp/go-azure-helpers/blob/main/resourcemanager/location/normalize.go
    """
    return value._replace(data=value.data.replace(" ", "").lower()) if isinstance(value.data, str) else value


class Nest(NamedTuple):
    """Attributes and blocks, each with the source it stands in."""

    attributes: Iterable[tuple[Attribute, Source]]
    blocks: Iterable[tuple[Block, Source]]


def nest_of(block: Block, source: Source) -> Nest:
    """The inside of a block."""
    return Nest(((one, source) for one in block.body.attributes.values()), ((one, source) for one in block.body.blocks))


def body_of(nest: Nest, scope: Scope, evaluator: TerraformEvaluator, typed: Typed, depth: int = 0) -> dict[str, Val]:
    """Arguments by name, and blocks by type, each a list of bodies; what cannot be told is unknown."""
    if depth > MAX_DEPTH:
        return {}
    members: dict[str, Val] = {}
    for attribute, source in nest.attributes:
        value = evaluator.told(attribute.value, _within(scope, source))
        at = At(source, attribute.at)
        value = typed(attribute.name, value._replace(at=at))._replace(at=at)
        members[attribute.name] = evaluator.signed(value, attribute.value, _within(scope, source))
    for name, at, made in _blocks(nest.blocks, scope, evaluator, typed, depth):
        _add(members, name, at, made)
    return members


def _within(scope: Scope, source: Source) -> Scope:
    return scope if scope.source is source else Scope(source, {}, scope)


def _add(members: dict[str, Val], name: str, at: At, made: list[Val] | Val) -> None:
    """Put blocks beside those of the same type; where some cannot be told, all of that type cannot."""
    there = members.get(name)
    if isinstance(made, Val):
        members[name] = made._replace(at=at)
    elif there is None or there.data is None:
        members[name] = Val(list(made), at=at)
    elif isinstance(there.data, list):
        there.data.extend(made)


def _blocks(
    blocks: Iterable[tuple[Block, Source]], scope: Scope, evaluator: TerraformEvaluator, typed: Typed, depth: int
) -> Iterator[tuple[str, At, list[Val] | Val]]:
    for block, source in blocks:
        at = At(source, block.at)
        if block.type == "lifecycle":
            yield "lifecycle", at, [Val(_lifecycle(block, source), at=at)]
        elif block.type == "dynamic" and block.labels:
            inner = _within(scope, source)
            made = _dynamic(block, inner, evaluator, typed, depth)
            yield block.labels[0], at, _with_sign(made, block, inner, evaluator) if isinstance(made, Val) else made
        elif block.type not in META:
            body = body_of(nest_of(block, source), _within(scope, source), evaluator, typed, depth + 1)
            yield block.type, at, [Val(body, at=at)]


def _with_sign(made: Val, block: Block, scope: Scope, evaluator: TerraformEvaluator) -> Val:
    unknown = made.data
    if not isinstance(unknown, Unknown):
        return made
    return made._replace(data=unknown._replace(sign=_sign_of(block, scope, evaluator)))


def _sign_of(block: Block, scope: Scope, evaluator: TerraformEvaluator) -> str:
    """The sign of a block with all that is in it."""
    arguments = [(name, evaluator.sign(one.value, scope)) for name, one in sorted(block.body.attributes.items())]
    return digest(block.type, block.labels, arguments, [_sign_of(one, scope, evaluator) for one in block.body.blocks])


def _dynamic(block: Block, scope: Scope, evaluator: TerraformEvaluator, typed: Typed, depth: int) -> list[Val] | Val:
    """What a `dynamic` block expands to; unknown where its `for_each` is."""
    content = next((one for one in block.body.blocks if one.type == "content"), None)
    each = block.body.attributes.get("for_each")
    if content is None or each is None:
        return unknown("this dynamic block has no for_each, or no content")
    name = _iterator(block)
    made = []
    try:
        value = whole(evaluator.evaluate(each.value, scope))
        if not value.known:
            return unknown(reason_of(value))
        loop = tree.Loop(each.value, "value", "key", each.value, each.at)
        for row in evaluator.rows(loop, value):
            inner = Scope(scope.source, {name: Val(dict(row))}, scope)
            body = body_of(nest_of(content, scope.source), inner, evaluator, typed, depth + 1)
            made.append(Val(body, at=At(scope.source, block.at)))
    except RefusedError as error:
        return unknown(error.message)
    except UndeterminedError as error:
        return unknown(error.reason)
    return made


def _iterator(block: Block) -> str:
    named = block.body.attributes.get("iterator")
    if named is not None and isinstance(named.value, tree.Name):
        return named.value.name
    if named is not None and isinstance(named.value, tree.Literal):
        return str(named.value.value)  # as JSON has it
    return block.labels[0]


def _lifecycle(block: Block, source: Source) -> dict[str, Val]:
    """`ignore_changes` as texts: "all", or the arguments as they are written; `prevent_destroy` where it is true."""
    made: dict[str, Val] = {}
    ignored, prevent = (block.body.attributes.get(name) for name in ("ignore_changes", "prevent_destroy"))
    if ignored is not None:
        node = ignored.value
        nodes = node.items if isinstance(node, tree.Array) else (node,)
        items = [Val(traversal(one), at=At(source, one.at)) for one in nodes if not isinstance(one, tree.Spread)]
        made["ignore_changes"] = Val(items, at=At(source, ignored.at))
    if prevent is not None and isinstance(prevent.value, tree.Literal) and prevent.value.value in (True, "true"):
        made["prevent_destroy"] = Val(True, at=At(source, prevent.at))
    return made


def traversal(node: Node) -> str:
    """A reference as it is written: network_profile[0].pod_cidr."""
    if isinstance(node, tree.Get):
        return f"{traversal(node.target)}.{node.name}"
    if isinstance(node, tree.Index) and isinstance(node.key, tree.Literal):
        key = f'"{node.key.value}"' if isinstance(node.key.value, str) else str(node.key.value)
        return f"{traversal(node.target)}[{key}]"
    if isinstance(node, tree.Name):
        return node.name
    if isinstance(node, tree.Literal):
        return str(node.value)
    return "?"
