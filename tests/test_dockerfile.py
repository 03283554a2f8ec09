"""The Dockerfile where there is no engine that builds it: what it must and must not say. `.ci/run` holds a linter to it."""

from __future__ import annotations

import re
import shlex

import pytest

from places import ROOT

TEXT = (ROOT / "Dockerfile").read_text(encoding="utf-8")
IGNORED = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
LOGICAL = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", TEXT, flags=re.M)).splitlines()
INSTRUCTIONS = [(one.split(maxsplit=1)[0], one.split(maxsplit=1)[1]) for one in LOGICAL if one.strip()]
LAST = INSTRUCTIONS[max(number for number, (name, _) in enumerate(INSTRUCTIONS) if name == "FROM") :]


def _all(name: str, of: list[tuple[str, str]] = INSTRUCTIONS) -> list[str]:
    return [words for one, words in of if one == name]


def test_every_stage_starts_from_the_same_slim_image_with_its_version() -> None:
    images = {words.split()[0] for words in _all("FROM")}
    assert len(images) == 1
    assert re.fullmatch(r"python:3\.\d+-slim-[a-z]+", images.pop())


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    """A name could not be told from root by Kubernetes, which asks with runAsNonRoot."""
    (user,) = _all("USER", LAST)
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", user)
    assert [name for name, _ in LAST[-2:]] == ["USER", "ENTRYPOINT"]


def test_the_entry_is_the_program_in_the_folder_that_is_mounted() -> None:
    assert _all("ENTRYPOINT") == ['["aksnet"]']
    assert _all("WORKDIR", LAST) == ["/work"]


def test_the_last_stage_runs_and_fetches_nothing() -> None:
    assert _all("RUN", LAST) == []
    assert all(words.startswith("--from=build ") for words in _all("COPY", LAST))


@pytest.mark.parametrize("name", ["ADD", "EXPOSE", "VOLUME", "SHELL", "ARG", "HEALTHCHECK", "CMD"])
def test_there_is_nothing_that_is_not_needed(name: str) -> None:
    assert _all(name) == []


def test_pip_keeps_no_cache_and_installs_only_what_was_built() -> None:
    (run,) = _all("RUN")
    commands = [shlex.split(one) for one in run.split("&&")]
    pips = [words for words in commands if words[0] == "pip"]
    assert len(pips) == 2
    assert all("--no-cache-dir" in words for words in pips)
    assert "--no-index" in pips[-1]
    assert not re.search(r"\b(apt|apt-get|curl|wget|sudo)\b", run)


def test_what_is_copied_is_there_and_is_all_that_the_wheel_is_built_of() -> None:
    copied = [word for words in _all("COPY") if not words.startswith("--") for word in words.split()[:-1]]
    assert all((ROOT / word).exists() for word in copied)
    allowed = [line.removeprefix("!") for line in IGNORED if line.startswith("!")]
    assert sorted(allowed) == sorted(copied)
    assert "*" in IGNORED
    build = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for needed in ("generator/aksnet", "templates", "README.md", "LICENSE"):
        assert f'"{needed}"' in build
        assert needed.split("/", maxsplit=1)[0] in copied
