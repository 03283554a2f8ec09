"""Golden directories: compared whole, written anew with `--update-golden`."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import pytest

from places import ROOT


def assert_golden(directory: Path, texts: dict[str, str], *, update: bool, keep: tuple[str, ...] = ()) -> None:
    """Hold the directory's files, but those named in `keep`, against `texts`; both sides must be whole."""
    if update:
        _write(directory, texts, keep)
    there = _read(directory, keep)
    assert sorted(there) == sorted(texts), f"files of {directory.relative_to(ROOT)} differ; {_how_to_update()}"
    for path, text in texts.items():
        if there[path] != text:
            before, after = there[path].splitlines(keepends=True), text.splitlines(keepends=True)
            diff = "".join(unified_diff(before, after, f"golden/{path}", f"rendered/{path}"))
            pytest.fail(f"{diff}\n{_how_to_update()}", pytrace=False)


def _read(directory: Path, keep: tuple[str, ...]) -> dict[str, str]:
    files = (path for path in directory.rglob("*") if path.is_file())
    named = {str(path.relative_to(directory)).replace("\\", "/"): path for path in files}
    return {name: path.read_bytes().decode() for name, path in named.items() if name not in keep}


def _write(directory: Path, texts: dict[str, str], keep: tuple[str, ...]) -> None:
    for name in _read(directory, keep).keys() - texts.keys():
        (directory / name).unlink()
    for name, text in texts.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _how_to_update() -> str:
    return "if this is what you want, run this test with --update-golden"
