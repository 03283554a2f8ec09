"""The words that a spec takes at a path, in its spelling: the service does not care for their case (fact MODE-13)."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, get_args, get_origin

from aksnet.importing.imported import Path
from aksnet.spec.annotations import below, options_of
from aksnet.spec.models import Cluster
from aksnet.spec.nodes import Key
from aksnet.view import Json


def word_at(path: Path, data: Json) -> str | None:
    """The word of a spec that is meant by a text at a path; None where it is none of those that the spec has."""
    words = _words(tuple(0 if isinstance(key, int) else key for key in path))
    return next((word for word in words if isinstance(data, str) and word.lower() == data.lower()), None)


@cache
def _words(path: Path) -> tuple[str, ...]:
    annotation: Any = Cluster
    for key in path:
        annotation = below(annotation, key)
    literals = (one for one in options_of(annotation) if get_origin(one) is Literal)
    return tuple(word for one in literals for word in get_args(one))


def stand_in(number: Key) -> str:
    """The name that a pool has in a proof where its own is to be filled in."""
    return f"aksnet{number}"
