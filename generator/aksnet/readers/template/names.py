"""The names of a resource out of the expression that writes them, as far as they can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from aksnet.expressions import tree
from aksnet.expressions.arm import ArmEvaluator
from aksnet.expressions.signs import digest, sign_of_value
from aksnet.expressions.tree import Literal, Node
from aksnet.expressions.values import RefusedError, Scope, UndeterminedError, Val, plain, reason_of, unknown
from aksnet.view import Unknown

_HOLE = re.compile(r"\{([0-9]{1,2})\}")


def names_of(evaluator: ArmEvaluator, node: Node, scope: Scope, count: int) -> list[Val]:
    """The `count` names that an expression writes, with slashes between them.

    Of `'${cluster}/pool'` the second name is known even where the first is not.
    """
    return _segments([_as_text(evaluator, value) for value in _pieces(evaluator, node, scope)], count)


def _pieces(evaluator: ArmEvaluator, node: Node, scope: Scope) -> list[Val]:
    """What the expression joins to a text."""
    if isinstance(node, tree.Template):
        return [piece for part in node.parts for piece in _pieces(evaluator, part, scope)]
    if isinstance(node, tree.Call) and node.name.lower() == "format" and node.target is None and node.arguments:
        first = node.arguments[0]
        if isinstance(first, Literal) and isinstance(first.value, str):
            return _formatted(evaluator, first.value, node.arguments[1:], scope) or [evaluator.told(node, scope)]
    return [evaluator.told(node, scope)]


def _formatted(evaluator: ArmEvaluator, text: str, arguments: tuple[Node, ...], scope: Scope) -> list[Val] | None:
    """The pieces of format(); None where it has more than holes and plain text."""
    parts = _HOLE.split(text)
    if any("{" in part or "}" in part for part in parts[::2]):
        return None
    if any(int(number) >= len(arguments) for number in parts[1::2]):
        return None
    pieces: list[Val] = []
    for number, part in enumerate(parts):
        pieces += _pieces(evaluator, arguments[int(part)], scope) if number % 2 else [Val(part)]
    return pieces


def first_part(node: Node) -> Node | None:
    """What stands before the first slash of `format('{0}/…', …)` and `concat(…, '/…')`, as it is written."""
    if not isinstance(node, tree.Call) or len(node.arguments) < 2 or node.target is not None:
        return None
    first, second = node.arguments[:2]
    if node.name.lower() == "format":
        return second if _begins(first, "{0}/") else None
    return first if node.name.lower() == "concat" and _begins(second, "/") else None


def _begins(node: Node, start: str) -> bool:
    return isinstance(node, Literal) and isinstance(node.value, str) and node.value.startswith(start)


def shape(part: object) -> object:
    """An expression without the places of its parts: those that are written alike have the same."""
    if not isinstance(part, tuple):
        return part
    fields = getattr(part, "_fields", None)
    if fields is None:
        return tuple(map(shape, part))
    return (type(part).__name__, *[shape(one) for name, one in zip(fields, part, strict=True) if name != "at"])


def _as_text(evaluator: ArmEvaluator, value: Val) -> Val:
    if not value.known or isinstance(value.data, str):
        return value
    try:
        return value._replace(data=evaluator.text(plain(value)))
    except UndeterminedError as error:
        return unknown(error.reason)


def _segments(pieces: Sequence[Val], count: int) -> list[Val]:
    """The names between the slashes of the pieces; where a piece is unknown, only the names that it is part of are."""
    names: list[list[Val]] = [[]]
    for piece in pieces:
        if not isinstance(piece.data, str):
            names[-1].append(piece)
            continue
        first, *rest = piece.data.split("/")
        names[-1].append(piece._replace(data=first))
        names += [[piece._replace(data=part)] for part in rest]
    if len(names) == count:
        return [_joined(name) for name in names]
    whole = _joined(list(pieces))
    if whole.known:
        raise RefusedError(f"the name has {len(names)} parts, not {count}")
    return [unknown(reason_of(whole))] * count


def _joined(pieces: list[Val]) -> Val:
    shown = [piece for piece in pieces if piece.data != ""] or pieces[:1]
    if len(shown) == 1:
        return shown[0]
    for piece in shown:
        if not piece.known:
            return Val(Unknown(reason_of(piece), sign=digest([sign_of_value(one) for one in shown])))
    return shown[0]._replace(data="".join(str(piece.data) for piece in shown))
