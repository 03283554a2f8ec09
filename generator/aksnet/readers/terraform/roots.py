"""The root modules among folders: those that no other module calls."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.readers.files import Files
from aksnet.readers.resources import Reading
from aksnet.readers.terraform.module import Module
from aksnet.readers.terraform.program import read


class Root(NamedTuple):
    """What was read of the root module in a folder."""

    folder: Path
    reading: Reading


def read_roots(folders: Iterable[Path], files: Files, var_files: Sequence[Path] = ()) -> list[Root]:
    """What is read of the root modules among folders with Terraform files; a folder that another calls is none."""
    modules: dict[Path, Module] = {}
    called: set[str] = set()
    made: list[Root] = []
    # what stands higher calls what stands below
    for folder in sorted(dict.fromkeys(folders), key=lambda one: (len(one.parts), one)):
        if os.path.realpath(folder) not in called:
            found = read(folder, files, var_files, modules)
            called |= {os.path.realpath(one) for one in found.called}
            made.append(Root(folder, found.reading))
    return [one for one in made if os.path.realpath(one.folder) not in called]
