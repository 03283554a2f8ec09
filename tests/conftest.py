"""What all tests share: `--update-golden`, which writes golden files anew, calls of the program, and where they run."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import settings

from calling import Call, caller

# A deadline is held against the clock, and another program may have the processor.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect the tests without looking for garbage; they stay to the end, and whoever looks for it need not see them."""
    gc.disable()
    done = yield
    gc.freeze()
    gc.enable()
    return done


@pytest.fixture(scope="session", autouse=True)
def _nothing_around(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run in an empty directory: a text by standard input is read with its repository, and this one is large."""
    with chdir(tmp_path_factory.mktemp("around")):
        yield


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def aksnet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    """Calls the program in this process, in an empty directory that has no policy above it."""
    return caller(tmp_path, monkeypatch, capfdbinary)
