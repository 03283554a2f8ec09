"""Who calls a module: a file or folder that is named without its callers has no values but its defaults."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from aksnet.readers.files import MAX_BYTES
from aksnet.readers.folders import BICEP, BICEP_MODULE, LOCAL_MODULE, TERRAFORM
from aksnet.readers.walking import walk


class Callers:
    """The calls of local modules in a repository, looked for when somebody asks; none where there is no repository."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @cached_property
    def _callers(self) -> dict[str, set[str]]:
        """Who calls each module: files of Bicep, folders of Terraform."""
        found: dict[str, set[str]] = defaultdict(set)
        if os.path.exists(self._root / ".git"):  # noqa: PTH110  # a folder may not be looked into
            for path in walk(self._root, self._root, []):
                for module in _called_in(path):
                    own = path if path.name.lower().endswith(BICEP) else path.parent
                    found[os.path.realpath(module)].add(os.path.realpath(own))
        return found

    def tops(self, module: Path) -> list[Path]:
        """What calls a module, itself or through others, and is called by none."""
        above: dict[str, None] = {}
        pending = [os.path.realpath(module)]
        while pending:
            new = [one for one in sorted(self._callers.get(pending.pop(), ())) if one not in above]
            above |= dict.fromkeys(new)
            pending += new
        return [Path(one) for one in above if one not in self._callers]


def _called_in(path: Path) -> Iterator[Path]:
    name = path.name.lower()
    pattern = BICEP_MODULE if name.endswith(BICEP) else LOCAL_MODULE if name.endswith(TERRAFORM) else None
    if pattern is not None:
        yield from (path.parent / one for one in pattern.findall(_text(path)))


def _text(path: Path) -> str:
    """The text of a file that is only looked through: nothing is told where it cannot be read."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(MAX_BYTES)
    except OSError:
        return ""
