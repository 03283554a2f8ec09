"""What policies say not to look at, for commands that ask them nothing else: most runs have none, and load no rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aksnet.errors import SpecError
from aksnet.readers.inputs import Request
from aksnet.spec.policy_files import policy_node

if TYPE_CHECKING:
    from aksnet.commands.policies import Policies


class Exclusions:
    """The `exclude` of the policy that is nearest to each file."""

    def __init__(self) -> None:
        self._policies: Policies | None = None
        self._said: dict[str, bool] = {}

    def of(self, path: str) -> str | None:
        """The file of the policy that says not to look at a file, or a folder (with a slash behind it), if one does."""
        around = os.path.dirname(path.rstrip("/"))  # noqa: PTH120
        if around not in self._said:
            self._said[around] = _says_so(around)
        if not self._said[around]:
            return None
        if self._policies is None:
            from aksnet.commands.policies import Policies  # all rules, which check what a policy says of them

            self._policies = Policies(None)
        return self._policies.excludes(path)


def _says_so(folder: str) -> bool:
    """Whether the policy of a folder has an `exclude`; one that cannot be read has none, and is told by `check`."""
    try:
        found = policy_node(Path(os.path.realpath(folder)))
    except SpecError:
        return False
    return found is not None and found[1].at(("exclude",)) is not None


def obeying(asked: Request) -> Request:
    """What is asked for, without what the nearest policies exclude."""
    return asked if asked.excluding is not None else asked._replace(excluding=Exclusions().of)
