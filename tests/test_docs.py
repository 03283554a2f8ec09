"""The pages under `docs/` are what the registries say; `--update-golden` writes them anew."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from aksnet.cli.reference import commands_page
from aksnet.commands.modes import modes
from aksnet.documenting.pages import pages
from aksnet.targets.own.page import page
from places import ROOT

DOCS = ROOT / "docs"
# Of what commands print; those with a version in their names are about what they read.
SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in DOCS.glob("*.schema.json")
    if ".v1." not in path.name
}
PAGES = {
    **pages(modes([], "markdown"), SCHEMAS),
    "reference/commands.md": commands_page(),
    "templates.md": page(),
}
# Written by hand.
OWN = {"reference/environment.md"}


def _there() -> set[str]:
    written = ("rules/*.md", "modes/*.md", "reference/*.md", "templates.md")
    return {path.relative_to(DOCS).as_posix() for kind in written for path in DOCS.glob(kind)} - OWN


def test_pages_are_those_of_the_registries(update_golden: bool) -> None:
    if update_golden:
        for name in _there() - set(PAGES):
            (DOCS / name).unlink()
        for name, text in PAGES.items():
            Path(DOCS / name).parent.mkdir(parents=True, exist_ok=True)
            (DOCS / name).write_text(text, encoding="utf-8")
    assert _there() == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_tidy(name: str) -> None:
    text = PAGES[name]
    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert text.count("```") % 2 == 0


def test_the_page_about_the_environment_has_every_variable_that_is_looked_at() -> None:
    text = (DOCS / "reference" / "environment.md").read_text(encoding="utf-8")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "generator" / "aksnet").rglob("*.py"))
    asked = {*re.findall(r'environ(?:ment)?(?:\.get\(|\[)"(\w+)"', code), *re.findall(r'"(_?AKSNET_\w*)"', code)}
    assert asked == {"NO_COLOR", "FORCE_COLOR", "TERM", "AKSNET_", "_AKSNET_COMPLETE"}
    assert {name for name in asked if f"| `{name}" not in text} == set()
