"""Every link in a page leads somewhere: to a file, and to a heading in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from markdown_links import broken, links
from places import ROOT

DOCS = ROOT / "docs"
PAGES = [*(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")), *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_has_no_broken_link(page: Path) -> None:
    assert list(broken(page)) == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_of_the_site_leaves_it_for_single_files_only(page: Path) -> None:
    """The site copies a file that lies outside of it; of a folder, or of a page that is not its own, it has nothing."""
    for link in (one.partition("#")[0] for one in links(page)):
        if link and ":" not in link and not (target := (page.parent / link).resolve()).is_relative_to(DOCS):
            assert target.is_file()
            assert target.suffix != ".md", f"{link}: pages outside of docs are not in the site, name them in code"


def test_the_first_page_leads_to_every_page() -> None:
    linked = {(DOCS / link.partition("#")[0]).resolve() for link in links(DOCS / "index.md") if ":" not in link}
    listed = {
        path for path in DOCS.rglob("*.md") if path.parent.name not in ("rules", "modes") or path.stem == "README"
    }
    assert {path.relative_to(DOCS).as_posix() for path in listed - linked} == {"index.md"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("[a](there.md) ![b](there.md)", [], id="a file that is there"),
        pytest.param("[a](gone.md)", ["gone.md"], id="a file that is not there"),
        pytest.param("[a](there.md#two-words)", [], id="a heading that is there"),
        pytest.param("[a](there.md#three)", ["there.md#three"], id="a heading that is not there"),
        pytest.param("[a](there.md#again-1)", [], id="the second heading of a name"),
        pytest.param("# Own\n\n[a](#own) [b](#other)", ["#other"], id="a heading of the page itself"),
        pytest.param("[a](picture.svg#part)", ["picture.svg#part"], id="a part of what has no headings"),
        pytest.param("[a](https://example.com) <http://example.com>", ["http://example.com"], id="another site, which has to be safe"),
        pytest.param("`[a](gone.md)`\n\n```text\n[a](gone.md)\n```\n", [], id="what is shown as code is no link"),
        pytest.param("[a\nb](gone.md \"title\")", ["gone.md"], id="a link over two lines, with a title"),
        pytest.param("[`aksnet x[1]`](gone.md)", ["gone.md"], id="a link whose text is code"),
    ],
)  # fmt: skip
def test_links_are_found_and_followed(text: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("## Two `words`\n\n## Again\n\n## Again\n", encoding="utf-8")
    (tmp_path / "picture.svg").write_text("<svg/>", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert list(broken(page)) == found
