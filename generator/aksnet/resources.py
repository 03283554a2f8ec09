"""Where the templates are: inside the installed package, or at the top of the checkout."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from aksnet.errors import AksnetError, Problem


def _roots() -> tuple[Traversable, ...]:
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
