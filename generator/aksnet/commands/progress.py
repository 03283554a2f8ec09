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
        self._stop()

    def follow(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
        """The items, while the bar says how many of the total are done, and `what` is done with them."""
        for done, item in enumerate(items):
            if self._shown and time.monotonic() >= self._next:
                self._next = time.monotonic() + _EVERY
                self._show(done, total, what)
            yield item
        self._stop()

    def _show(self, done: int, total: int, what: str) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
            from rich.progress import Progress as Bar

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)

    def _stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
