"""The documentation's site: it is built strictly, is the same each time, and needs no network where it is read."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from places import ROOT

pytestmark = pytest.mark.skipif(
    find_spec("furo") is None, reason="the extra docs is not installed; .ci/run builds the site"
)
# Of a page, or of the index that the search reads.
MOST = 1_000_000


def _build(docs: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Make the site of a folder of pages, in `site` of another one."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "--keep-going", "-b", "html"]
    command += ["-d", str(folder / "doctrees"), str(docs), str(folder / "site")]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def _site(folder: Path) -> Path:
    done = _build(ROOT / "docs", folder)
    assert done.stderr.splitlines() == []
    assert done.returncode == 0
    return folder / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _site(tmp_path_factory.mktemp("site"))


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_every_page_is_in_the_site_and_in_what_the_search_reads(site: Path) -> None:
    pages = {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    search = (site / "searchindex.js").read_text(encoding="utf-8")
    for page in pages:
        assert (site / f"{page}.html").exists(), page
        assert f'"{page}"' in search, page


def test_options_keep_their_two_dashes(site: Path) -> None:
    """No quotation mark or dash is made a typographic one, which nobody can type into a shell."""
    written = re.compile(r"[ (]\N{EN DASH}[a-z]|\N{LEFT DOUBLE QUOTATION MARK}")
    pages = {name: data.decode() for name, data in _files(site).items() if name.endswith(".html")}
    assert [name for name, text in pages.items() if written.search(text)] == []
    assert "--migrate-vmas-to-vms" in pages["rules/AKN404.html"]


def test_a_page_loads_nothing_from_elsewhere(site: Path) -> None:
    loads = re.compile(
        rb"""(?:<(?:script|img|iframe)\b[^>]*\bsrc=|<link\b[^>]*\bhref=|@import\s|url\()["']?(?:https?:)?//"""
    )
    assert [
        name for name, data in _files(site).items() if name.endswith((".html", ".css")) and loads.search(data)
    ] == []


def test_no_file_is_large(site: Path) -> None:
    assert {name: len(data) for name, data in _files(site).items() if len(data) > MOST} == {}


def test_a_second_build_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = _files(_site(tmp_path))
    assert [name for name, data in _files(site).items() if again.get(name) != data] == []


def test_a_broken_link_fails_the_build(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_bytes((ROOT / "docs" / "conf.py").read_bytes())
    (docs / "index.md").write_text("# One\n\n[a](gone.md) [b](#gone)\n", encoding="utf-8")
    done = _build(docs, tmp_path)
    assert done.returncode != 0
    assert "target not found: 'gone.md'" in done.stderr
    assert "target not found: 'gone'" in done.stderr
