"""The bar for long work: on a terminal, after a second, and gone at the end."""

from __future__ import annotations

import io
import sys

import pytest

from aksnet.commands import progress


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that goes on by as much as stands in the list, each time that it is asked."""
    step, now = [0.3], [0.0]

    def monotonic() -> float:
        now[0] += step[0]
        return now[0]

    monkeypatch.setattr(progress.time, "monotonic", monotonic)
    return step


def _followed(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> tuple[list[int], str]:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with progress.Progress() as bar:
        items = list(bar.follow(range(20), 20, "checking clusters"))
    return items, stream.getvalue()


def test_a_terminal_shows_how_far_long_work_is(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    items, shown = _followed(monkeypatch, Terminal())
    assert items == list(range(20))
    assert "checking clusters" in shown
    assert "19/20" in shown
    assert shown.endswith(("\x1b[?25h", "\x1b[2K", "\r\x1b[1A\x1b[2K")), "the bar is gone, and the cursor is back"


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    clock[0] = 0.01
    assert _followed(monkeypatch, Terminal()) == (list(range(20)), "")


def test_what_is_no_terminal_gets_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert _followed(monkeypatch, io.StringIO()) == (list(range(20)), "")
