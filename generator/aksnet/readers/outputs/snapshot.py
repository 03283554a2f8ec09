"""What `bicep snapshot` predicts: resources in ARM's shape, with expressions where only the service knows the value."""

from __future__ import annotations

from aksnet.errors import Problem
from aksnet.expressions.source import Source
from aksnet.expressions.tree import Array, Literal, Node, Object, Spread
from aksnet.readers.outputs.arm_resources import resource_of
from aksnet.readers.outputs.json_values import elements, member, text_of
from aksnet.readers.resources import Reading, Resource, kind_of

LANGUAGE = "bicep-snapshot"
# How much of an expression is repeated in a reason.
_MAX_QUOTED = 60


def recognises(root: Node) -> bool:
    """Whether a JSON file is a snapshot."""
    return isinstance(member(root, "predictedResources"), Array)


def read(root: Node, source: Source) -> Reading:
    """The resources of a snapshot; what Bicep warns of may hide further ones."""
    found = (_resource(node, source) for node in elements(member(root, "predictedResources")))
    told = (_problem(node, source) for node in elements(member(root, "diagnostics")))
    return Reading(
        source.name,
        tuple(resource for resource in found if resource is not None),
        tuple(problem for problem in told if problem is not None),
    )


def expression_in(text: str) -> str | None:
    """Why a text is not the value itself; None where it is no expression."""
    if not (text.startswith("[") and text.endswith("]")):
        return None
    shown = text if len(text) <= _MAX_QUOTED else f"{text[: _MAX_QUOTED - 3]}..."
    return f"bicep leaves the expression {shown}"


def _resource(node: Node | Spread, source: Source) -> Resource | None:
    kind = kind_of(text_of(member(node, "type")) or "")
    if kind is None or not isinstance(node, Object):
        return None
    resource = resource_of(node, kind, source, LANGUAGE, expression_in)
    version = text_of(member(node, "apiVersion"))
    return resource._replace(api_version=version, exists=_condition(member(node, "condition")))


def _condition(node: Node | None) -> str | None:
    """Why it cannot be told whether the resource is there; Bicep drops those whose condition is false."""
    if node is None or (isinstance(node, Literal) and node.value in (True, None)):
        return None
    return expression_in(text_of(node) or "") or "its condition cannot be told"


def _problem(node: Node | Spread, source: Source) -> Problem | None:
    """A diagnostic that may hide resources: a module that could not be expanded is only warned of."""
    message = text_of(member(node, "message"))
    level = text_of(member(node, "level"))
    if message is None or (level or "").lower() == "info":
        return None
    code = text_of(member(node, "code"))
    label = f"bicep {(level or 'warning').lower()}{f' {code}' if code else ''}"
    return Problem(f"{label}: {message.rstrip('.')}", source.place(node.at))
