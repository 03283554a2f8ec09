"""A text about one field, with what its words mean."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from aksnet.view import Json


class Text(NamedTuple):
    """What a field, or a mapping, means; `title` is for mappings, `words` for what is chosen from, `retires` for a day.

    Units and limits stand in the description, as far as the schema does not hold them.
    """

    description: str
    examples: tuple[Json, ...] = ()
    words: Mapping[str, str] = {}
    title: str = ""
    retires: str = ""


def date_text(day: date) -> str:
    """A day as pages write it."""
    return day.isoformat()
