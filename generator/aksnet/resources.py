"""Where templates are: inside the installed package, at the top of the checkout, or in a directory of a user's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aksnet.errors import AksnetError, Problem

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


class OwnTemplates(NamedTuple):
    """A user's templates, which stand before aksnet's: each text with its name below the directory.

    `fault` says what makes the text of a file of some name unreadable, and at which offset; None where nothing does.
    `dangling` gives what files that belong together, each with its name, refer to and do not declare: the address, the
    file and the offset.
    """

    directory: str
    texts: tuple[tuple[str, str], ...]
    fault: Callable[[str, str], tuple[int, Problem] | None]
    dangling: Callable[[Sequence[tuple[str, str]]], Sequence[tuple[str, str, int]]]


def _roots() -> tuple[Traversable, ...]:
    from importlib.resources import files

    checkout = Path(__file__).parent.parent.parent / "templates"
    return (files("aksnet") / "_templates", checkout)


@cache
def template(path: str) -> str | None:
    """The text of the template `path` ("terraform/block.tf.j2"), or None where there is none."""
    for root in _roots():
        try:
            return root.joinpath(*path.split("/")).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeDecodeError) as error:
            problem = Problem(f"the template {path} cannot be read: {error}", hint="reinstall aksnet")
            raise AksnetError(problem) from error
    return None
