"""The cases that the compiler answered: what compiles has no fault, and each error of syntax is told where it stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aksnet.expressions.source import Source
from aksnet.readers.bicep.statements import parse
from aksnet.readers.bicep.syntax import File
from places import REFERENCE

CASES = REFERENCE / "bicep-cases"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir()) if CASES.is_dir() else []
# Errors of meaning: a reader of syntax does not know them.
MEANING = {"BCP033", "BCP057", "BCP091", "BCP258", "BCP402"}


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.suffix in (".bicep", ".bicepparam")]


def _parse(path: Path) -> tuple[Source, File]:
    source = Source(path.name, path.read_bytes().decode("utf-8-sig"))
    return source, parse(source, path.suffix == ".bicepparam")


def _error(folder: Path) -> Any:
    return json.loads((folder / "expected.json").read_text(encoding="utf-8")).get("firstError")


def _of_syntax(folder: Path) -> bool:
    error = _error(folder)
    return bool(error) and error["code"] not in MEANING


SOUND = [path for folder in FOLDERS if not _of_syntax(folder) for path in _files(folder)]
BROKEN = [folder for folder in FOLDERS if _of_syntax(folder)]


@pytest.mark.skipif(not FOLDERS, reason="the cases are not on this machine")
def test_the_cases_are_there() -> None:
    assert len(SOUND) > 100
    assert len(BROKEN) > 10


@pytest.mark.parametrize("path", SOUND, ids=lambda path: str(path.relative_to(CASES)))
def test_what_the_compiler_parses_has_no_fault(path: Path) -> None:
    source, file = _parse(path)
    assert [f"{source.place(fault.at)} {fault.message}" for fault in file.faults] == []


@pytest.mark.parametrize("folder", BROKEN, ids=lambda folder: folder.name)
def test_an_error_of_syntax_is_told_in_its_line(folder: Path) -> None:
    error = _error(folder)
    source, file = _parse(folder / error["file"])
    assert source.place(file.faults[0].at).line == error["line"]
