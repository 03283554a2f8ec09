"""Calls of the program in this process, in an empty directory that has no policy above it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from aksnet import cli


class Done(NamedTuple):
    """What a call printed, and its exit code."""

    code: int
    out: str
    err: str


Call = Callable[..., Done]


def caller(directory: Path, patch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[bytes]) -> Call:
    """A function that calls the program with words, in the directory."""
    (directory / ".git").mkdir()
    patch.chdir(directory)

    def call(*words: str) -> Done:
        patch.setattr(sys, "argv", ["aksnet", *words])
        code = cli.run()
        sys.stdout.flush()
        printed = captured.readouterr()
        return Done(code, printed.out.decode(), printed.err.decode())

    return call
