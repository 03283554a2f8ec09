"""What contracts of templates are made of: parts that may be overridden, and names with the shapes of their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

# The values that a template is given: a text is printed as a literal, code as it is, data as a literal of any shape.
TEXT = "text"
CODE = "code"
EITHER = "text or code"
FLAG = "true or false"
DATA = "data"


class Maybe(NamedTuple):
    """A value that may be none."""

    shape: Shape


Shape: TypeAlias = "str | Maybe | Sequence[Shape] | Mapping[str, Shape]"


class Name(NamedTuple):
    """A name that parts receive; `only` is the provider, or the part, that it is there for."""

    name: str
    shape: Shape
    meaning: str
    only: str | None = None


class Part(NamedTuple):
    """A template that may be overridden, what it writes, and what it is used for.

    `provider` is the one that it is for, where it is not for both.
    """

    file: str
    writes: str
    emit: str = "cluster"
    provider: str | None = None


class Contract(NamedTuple):
    """The parts of one language, and the names that they receive.

    A directory of a major version in front of a file's name makes it stand for that version alone.
    """

    language: str
    quote: str
    parts: tuple[Part, ...]
    names: tuple[Name, ...]
    majors: tuple[str, ...] = ()


def described(shape: Shape) -> str:
    """A shape in words."""
    match shape:
        case str():
            return shape
        case Maybe(inner):
            return f"{described(inner)} or none"
        case Mapping():
            return "{" + ", ".join(f"{key}: {described(inner)}" for key, inner in shape.items()) + "}"
    return f"list of {described(shape[0])}"
