"""What the specs of a folder share: the defaults of a file called defaults.yaml, in it or in a folder above."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from aksnet.errors import SpecError
from aksnet.spec.fleets import DEFAULTS, OUTPUTS
from aksnet.spec.loading import STDIN, document, read
from aksnet.spec.nodes import Node

SUFFIXES = (".yaml", ".yml", ".json", ".toml")
_NAMES = tuple(f"{DEFAULTS}{suffix}" for suffix in SUFFIXES)
_SAYS = re.compile(rf'^\s*\{{?\s*"?{DEFAULTS}"?\s*:|^\[+{DEFAULTS}\b', re.MULTILINE)


class Shared(NamedTuple):
    """The file, its text and what is in it."""

    name: str
    text: str
    node: Node


def is_named_for_it(name: str) -> bool:
    """Whether a file has the name of one with defaults for a folder."""
    return Path(name).name in _NAMES


def has_only_defaults(node: Node) -> bool:
    """Whether a document has defaults, and nothing but where text goes beside them."""
    return DEFAULTS in node.items and not node.items.keys() - {DEFAULTS, OUTPUTS}


def shared_by(name: str) -> Shared | None:
    """The defaults that lie under the spec in a file; None where there are none, and for that file itself.

    The nearest file counts; what is above the root of a repository is not looked at.
    """
    path = Path(name)
    found = None if name == STDIN else _above(path.parent.absolute())
    if found is None or found == path.absolute():
        return None
    return _shared(found, str(found) if path.is_absolute() else os.path.relpath(found))


def is_in_fleet(name: str) -> bool:
    """Whether a file is in a folder of specs that have defaults in common: it is one of them, whatever it says."""
    return _above(Path(name).parent.absolute()) is not None


def forget() -> None:
    """Look at the files anew: a program that stays may change them."""
    _above.cache_clear()
    _shared.cache_clear()


@lru_cache(maxsize=4096)
def _above(folder: Path) -> Path | None:
    """The nearest file with defaults in a folder or above it; what is called so and is other tools' does not count."""
    for name in _NAMES:
        if os.path.isfile(folder / name) and _shared(folder / name, str(folder / name)) is not None:  # noqa: PTH113
            return folder / name
    last = folder == folder.parent or os.path.exists(folder / ".git")  # noqa: PTH110
    return None if last else _above(folder.parent)


@lru_cache(maxsize=256)
def _shared(path: Path, shown: str) -> Shared | None:
    """The defaults in a file, with its name as places show it; None where it has none, or cannot be read."""
    try:
        text = read(str(path))
        node = document(shown, text) if _SAYS.search(text) else None
    except SpecError:
        return None
    return Shared(shown, text, node) if node is not None and has_only_defaults(node) else None
