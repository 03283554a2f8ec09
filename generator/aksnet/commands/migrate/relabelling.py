"""Names of files in what was read of a folder that only stands for another one: what people are told is the other."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from aksnet.errors import Place
from aksnet.readers.files import Files

_T = TypeVar("_T")
_PLAIN = (bool, int, float, type(None))


class Names:
    """Files below `folder` are told as those below `root`, with `suffix` at their end."""

    def __init__(self, folder: Path, root: Path, suffix: str) -> None:
        self._shown = Files.shown(folder)
        self._root, self._suffix = root, suffix
        self._pattern = re.compile(re.escape(self._shown) + r"((?:/[^\s:'\"`,]+)?)")

    def today(self, path: str) -> str:
        """A file of the repository, as people are told it."""
        return Files.shown(self._root / path)

    def of(self, data: _T) -> _T:
        """Records, lists and texts with the names that people are told."""
        return self._of(data)  # type: ignore[no-any-return]

    def _of(self, data: Any) -> Any:
        if isinstance(data, _PLAIN):
            return data
        if isinstance(data, Place):
            return data._replace(source=self._text(data.source, whole=True))
        if isinstance(data, str):
            return type(data)(self._text(data, whole=False)) if self._shown in data else data
        if isinstance(data, tuple):
            made = [self._of(one) for one in data]
            return type(data)(*made) if hasattr(data, "_fields") else tuple(made)
        if isinstance(data, list):
            return [self._of(one) for one in data]
        if isinstance(data, Mapping):
            return {self._key(key): self._of(one) for key, one in data.items()}
        return data

    def _key(self, key: Any) -> Any:
        """The name of a text that was read, as its places have it; or the name of a value."""
        return self._text(key, whole=True) if isinstance(key, str) and self._shown in key else key

    def _text(self, text: str, *, whole: bool) -> str:
        """A name of a file, which may have any characters; or a text that mentions some."""
        if whole and text.startswith(f"{self._shown}/"):
            return self._told(text.removeprefix(f"{self._shown}/"))
        return self._pattern.sub(lambda found: self._told(found[1].lstrip("/")), text)

    def _told(self, path: str) -> str:
        name = self.today(path) if path else Files.shown(self._root)
        return f"{name.rstrip(os.sep)}{self._suffix}"
