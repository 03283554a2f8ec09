"""Nodes into models: every complaint of the models as a problem with its place and what to do."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from aksnet.errors import Place, Problem, SpecError
from aksnet.spec.annotations import walk
from aksnet.spec.models import Cluster, Planned
from aksnet.spec.nodes import Key, Node
from aksnet.spec.placeholders import faults_of, placeholders_in
from aksnet.spec.sayings import SAYINGS, dotted, say_other, with_key_meant

# How many complaints get words of their own; a person is shown fewer.
MAX_EXPLAINED = 1000

Described = TypeVar("Described", bound=BaseModel)
Made = TypeVar("Made")


def clusters_of(
    nodes: Iterable[Node], *, fleet: bool, planned: bool = False
) -> tuple[list[tuple[Cluster, Node]], list[Problem]]:
    """The clusters of a document that are what the models describe, and the problems of the others.

    Those that are `planned` may leave addresses open.

    In a fleet a problem of one cluster names it, because its place may be under defaults; one that several clusters
    have is told once.
    """
    return made_of(nodes, lambda cluster, node: (cluster, node), fleet=fleet, planned=planned)


def made_of(
    nodes: Iterable[Node], make: Callable[[Cluster, Node], Made], *, fleet: bool, planned: bool = False
) -> tuple[list[Made], list[Problem]]:
    """What is made of each cluster, and the problems of the others, as in `clusters_of`; nothing else is kept."""
    good: list[Made] = []
    found: dict[Problem, list[Node]] = {}
    count = 0
    for node in nodes:
        count += 1
        try:
            good.append(make(validated(Cluster, node, planned=planned), node))
        except SpecError as error:
            for problem in error.problems:
                found.setdefault(problem, []).append(node)
    named = fleet and count > 1
    return good, [_named(problem, of[0]) if named and len(of) == 1 else problem for problem, of in found.items()]


def _named(problem: Problem, node: Node) -> Problem:
    name = node.at(("name",))
    return problem._replace(message=f"cluster {name.data!r}: {problem.message}") if name is not None else problem


def validated(model: type[Described], node: Node, *, planned: bool = False) -> Described:
    """What a node describes; raises SpecError with one problem for each complaint of the model."""
    open_values = list(placeholders_in(node))
    try:
        described = model.model_validate(node.plain(), context=Planned if planned else None)
    except ValidationError as error:
        problems = _explained(error, node, model, {one.place for _, one in open_values})
        raise SpecError(*sorted([*faults_of(open_values), *problems], key=_reading_order)) from None
    if open_values:
        raise SpecError(*faults_of(open_values))
    return described


def _explained(error: ValidationError, node: Node, root: type[BaseModel], told: Collection[Place]) -> list[Problem]:
    """The complaints of a model in words, but for those about values whose places are told of already."""
    details = error.errors(include_url=False)
    problems = [_problem(detail, node, root) for detail in details[:MAX_EXPLAINED]]
    problems += [Problem(detail["msg"], node.where(detail["loc"])) for detail in details[MAX_EXPLAINED:]]
    return [one for one in dict.fromkeys(problems) if one.place not in told]


def _reading_order(problem: Problem) -> tuple[int, int]:
    place = problem.place
    return (place.line or 0, place.column or 0) if place else (0, 0)


def _problem(detail: ErrorDetails, node: Node, root: type[BaseModel]) -> Problem:
    detail = with_key_meant(detail)
    path, model = walk(detail["loc"], root)
    context = detail.get("ctx", {})
    path = (*path, *context.get("at", ()))
    if detail["type"] == "union_tag_invalid":
        path = (*path, context["discriminator"].strip("'"))
    say = SAYINGS.get(detail["type"], say_other)
    message, hint = say(detail, path, model)
    return Problem(
        _shortened(f"{dotted(path)}{message}"), _place(detail, path, node), hint or context.get("hint") or None
    )


def _place(detail: ErrorDetails, path: tuple[Key, ...], node: Node) -> Place:
    """The place of the key where the key is what is wrong, else of the value."""
    if detail["type"] == "extra_forbidden":
        above = node.at(path[:-1])
        if above is not None and path[-1] in above.keys and above.keys[path[-1]].line:
            return above.keys[path[-1]]
    return node.where(path)


def _shortened(message: str) -> str:
    """The message without the middle of a very long value in it."""
    return message if len(message) <= 400 else f"{message[:200]} … {message[-100:]}"
