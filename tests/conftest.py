"""What all tests share: `--update-golden`, which writes golden files anew, and calls of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from calling import Call, caller


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def aksnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Calls the program in this process, in an empty directory that has no policy above it."""
    return caller(tmp_path, monkeypatch, capfdbinary)
