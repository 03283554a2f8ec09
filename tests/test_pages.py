"""The pages of `docs`: their files are written, and their commands run in order, as they are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from aksnet.cli import app
from stories import BLOCK, DOCS, Story

# Made of the registries: their samples are judged by the tests of the rules and modes.
WRITTEN = ("rules", "modes")
# Pages with files, and what tests them instead.
ELSEWHERE = {"pipelines.md": "tests/test_pipelines_page.py runs its steps as the services do"}
PAGES = {
    path.relative_to(DOCS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
    if path.relative_to(DOCS).parts[0] not in WRITTEN
}
STORIES = [name for name, text in PAGES.items() if BLOCK.search(text) and name not in ELSEWHERE]


@pytest.mark.parametrize("page", STORIES)
def test_a_page_shows_what_happens(page: str, tmp_path: Path, update_golden: bool) -> None:
    true = Story(tmp_path).told(PAGES[page])
    if update_golden:
        (DOCS / page).write_text(true, encoding="utf-8")
    assert true == PAGES[page] or update_golden


@pytest.mark.parametrize("page", [page for page in PAGES if page not in ELSEWHERE])
def test_what_a_page_shows_is_run_or_is_no_file_of_ours(page: str) -> None:
    """Calls by example, a drawing, parts of templates (which have tests of their own), an editor's settings."""
    kinds = set(re.findall(r"^```(\w+)", PAGES[page], re.M))
    assert kinds - {"sh", "text", "jinja", "jsonc"} <= {block[1] for block in BLOCK.finditer(PAGES[page])}


def test_pages_that_are_tested_elsewhere_have_something_to_test() -> None:
    assert [page for page in ELSEWHERE if not BLOCK.search(PAGES[page])] == []


def _called() -> list[str]:
    """The calls of aksnet in the text, and in blocks that only show how it is called."""
    examples = [one for text in PAGES.values() for one in re.findall(r"^```sh\n(.*?)^```$", text, re.S | re.M)]
    spans = [one for text in PAGES.values() for one in re.findall(r"`(aksnet [^`\n]+)`", text)]
    lines = [line for block in examples for line in block.splitlines() if line.startswith("aksnet ")]
    return sorted({*spans, *lines})


@pytest.mark.parametrize("call", _called())
def test_a_call_in_the_text_is_of_a_command_with_these_options(call: str) -> None:
    group: Any = typer.main.get_command(app)
    word, *arguments = call.partition("|")[0].split()[1:]
    command = group if word.startswith("-") or word in ("COMMAND", "help") else group.commands[word]
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {
        "-h",
        "--help",
        "--version",
    }
    assert {one for one in (word, *arguments) if re.fullmatch(r"-[a-z]|--[a-z-]+", one)} <= known
