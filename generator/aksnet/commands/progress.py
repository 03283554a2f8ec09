"""A bar on the terminal for work that takes more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# How long the program is silent, in seconds, and how often the bar moves.
_SILENT, _EVERY = 1.0, 0.1

Item = TypeVar("Item")


class Progress:
    """Follows work, on standard error where that is a terminal; the bar is gone when the work is done."""

    def __init__(self) -> None:
        self._shown = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + _SILENT
        self._bar: Bar | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def follow(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
        """The items, while the bar says how many of the total are done, and `what` is done with them."""
        task = None
        for done, item in enumerate(items):
            if self._shown and time.monotonic() >= self._next:
                self._next = time.monotonic() + _EVERY
                bar = self._started()
                task = bar.add_task(what, total=total) if task is None else task
                bar.update(task, completed=done, refresh=True)
            yield item
        if task is not None:
            self._started().remove_task(task)

    def _started(self) -> Bar:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._bar.start()
        return self._bar
