"""A folder that is compared with something in it: what is named as the one side is no part of the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.configuration import Configuration
from aksnet.readers.inputs import STDIN

_WITH = " with "


class _Read(NamedTuple):
    """What a configuration was read from: a file or a folder, and the parameters that it was given."""

    path: str
    parameters: str

    def is_one_with(self, other: _Read) -> bool:
        """Whether both are the same, be it that one of them was read without parameters."""
        given = self.parameters, other.parameters
        return self.path == other.path and (given[0] == given[1] or "" in given)


def is_inside(path: str, other: str) -> bool:
    """Whether a path is a folder or file below another one; standard input is below none."""
    if STDIN in (path, other):
        return False
    inner, outer = os.path.realpath(path), os.path.realpath(other)
    return inner != outer and Path(inner).is_relative_to(outer)


def outside(
    configurations: Sequence[Configuration], path: str, inner: Sequence[Configuration]
) -> Sequence[Configuration]:
    """What was read of a folder but for what `inner` has, which is what was read of `path`, and for what is below it.

    It is left out when all is read: what both sides call as a module is of both.
    """
    other, own = os.path.realpath(path), [_read(one.label) for one in inner]
    return [
        one
        for one, read in ((one, _read(one.label)) for one in configurations)
        if not Path(read.path).is_relative_to(other) and not any(map(read.is_one_with, own))
    ]


def _read(label: str) -> _Read:
    file, _, parameters = (label, "", "") if os.path.exists(label) else label.rpartition(_WITH)  # noqa: PTH110
    return _Read(os.path.realpath(file or parameters), parameters if file else "")
