"""What files and folders of today were called at a revision of their repository, as far as git can tell."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping

from aksnet.readers.folders import BICEP, BICEPPARAM, SPECS, TERRAFORM

_CODE = (*TERRAFORM, BICEP, BICEPPARAM, *SPECS)


class Renames:
    """Names of today and of then; `renamed` has files by their names of today, `tracked` all that git knows today."""

    def __init__(self, renamed: Mapping[str, str], tracked: frozenset[str]) -> None:
        self._renamed, self._tracked = renamed, tracked
        self._configured = {_folder(one) for one in tracked if one.endswith(_CODE)}

    def before(self, path: str) -> list[str]:
        """What a file or a folder that was not there was called then: itself, or the files that came into it."""
        if path in self._renamed:
            return [self._renamed[path]]
        came = {new: old for new, old in self._renamed.items() if new.startswith(f"{path}/")}
        folders = Counter(found for new, old in came.items() if (found := _around(old, new.removeprefix(path))))
        whole = next((one for one, _ in folders.most_common(1)), None)
        if whole is not None and not any(one.startswith(f"{whole}/") for one in self._tracked):
            return [whole]
        files = [old for old in came.values() if old.endswith(_CODE)]
        return [] if any(_folder(one) in self._configured for one in files) else files

    def today(self) -> Iterator[tuple[str, str]]:
        """Files, and folders that have no configuration any more: what they were called, and what they are now."""
        votes: dict[str, Counter[str]] = {}
        for new, old in self._renamed.items():
            yield old, new
            if old.endswith(_CODE):
                votes.setdefault(_folder(old), Counter())[_folder(new)] += 1
        for old, found in votes.items():
            if old not in self._configured:
                yield old, found.most_common(1)[0][0]


def _around(old: str, rest: str) -> str | None:
    """The folder that has a file at the same place below it; none where that is the root of the repository."""
    return old.removesuffix(rest) if old.endswith(rest) else None


def _folder(path: str) -> str:
    return os.path.dirname(path) or "."  # noqa: PTH120
