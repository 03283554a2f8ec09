"""Which files of a folder are looked at, and how a file becomes text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aksnet.errors import Problem
from aksnet.readers.files import Files, UnreadableError
from aksnet.readers.walking import repository_of, walk


def _made(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")


def _walked(folder: Path, root: Path | None = None) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in walk(folder, root or folder, [])]


def test_files_come_in_the_order_of_their_names_and_the_folder_s_own_first(tmp_path: Path) -> None:
    _made(tmp_path, "b/z.tf", "a/y.tf", "c.tf")
    assert _walked(tmp_path) == ["c.tf", "a/y.tf", "b/z.tf"]


@pytest.mark.parametrize("tool", [".git", ".terraform", ".terragrunt-cache", "node_modules"])
def test_the_folders_of_tools_are_not_walked(tmp_path: Path, tool: str) -> None:
    _made(tmp_path, f"{tool}/modules/aks/main.tf", "main.tf")
    assert _walked(tmp_path) == ["main.tf"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param("out/\n", ["in/a.tf", "in/b.tf"], id="a folder"),
        pytest.param("*.tf\n!b.tf\n", ["in/b.tf", "out/b.tf"], id="a pattern with an exception"),
        pytest.param("/a.tf\n", ["in/a.tf", "in/b.tf", "out/a.tf", "out/b.tf"], id="a path from the root that is not there"),
        pytest.param("out/\na[z-a]\n!\n", ["in/a.tf", "in/b.tf"], id="a folder, beside lines that are no patterns"),
        pytest.param("# out/\n\n", ["in/a.tf", "in/b.tf", "out/a.tf", "out/b.tf"], id="only a comment"),
    ],
)  # fmt: skip
def test_what_version_control_ignores_is_not_looked_at(tmp_path: Path, lines: str, left: list[str]) -> None:
    _made(tmp_path, "in/a.tf", "in/b.tf", "out/a.tf", "out/b.tf")
    (tmp_path / ".gitignore").write_text(lines, encoding="utf-8")
    assert [one for one in _walked(tmp_path) if one != ".gitignore"] == left


def test_a_gitignore_above_the_folder_holds_and_one_in_it_says_more(tmp_path: Path) -> None:
    _made(tmp_path, "infra/a.tf", "infra/b.tf", "infra/deep/a.tf")
    (tmp_path / ".gitignore").write_text("a.tf\n", encoding="utf-8")
    (tmp_path / "infra" / "deep" / ".gitignore").write_text("!a.tf\n", encoding="utf-8")
    walked = _walked(tmp_path / "infra", tmp_path)
    assert [one for one in walked if ".gitignore" not in one] == ["b.tf", "deep/a.tf"]


def test_links_that_lead_in_circles_are_not_followed(tmp_path: Path) -> None:
    _made(tmp_path, "a/main.tf")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "self").symlink_to("self")
    assert [one for one in _walked(tmp_path) if one.endswith(".tf")] == ["a/main.tf"]


def test_the_repository_is_the_nearest_folder_with_git_else_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made(tmp_path, "repo/infra/main.tf", "other/main.tf")
    (tmp_path / "repo" / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert repository_of(Path("repo/infra/main.tf")) == tmp_path / "repo"
    assert repository_of(Path("other/main.tf")) == tmp_path
    monkeypatch.chdir(tmp_path / "other")
    assert repository_of(tmp_path / "repo2") == tmp_path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"\xef\xbb\xbfa = 1", "a = 1", id="a byte order mark is no part of the text"),
        pytest.param("\ufeffa = 1".encode("utf-16-le"), "a = 1", id="UTF-16, as PowerShell redirects it"),
        pytest.param(b"a\r\nb", "a\r\nb", id="line ends stay, for the columns"),
    ],
)
def test_a_file_is_read_as_text(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.tf").write_bytes(data)
    assert Files(tmp_path).source(tmp_path / "a.tf").text == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"\x7fELF\0\0", "this is a binary file", id="a program"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0", "this is a binary file", id="a picture"),
        pytest.param(b"a\nb\xe9\n", "a.tf:2:2: error: this is not UTF-8 text", id="Latin-1, with its place"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, message: str) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tf").write_bytes(data)
    with pytest.raises(UnreadableError, match=message):
        Files(tmp_path).source(Path("a.tf"))


def test_nothing_outside_of_the_repository_is_read_by_a_link_either(tmp_path: Path) -> None:
    _made(tmp_path, "secret.txt", "repo/main.tf")
    (tmp_path / "repo" / "link.txt").symlink_to(tmp_path / "secret.txt")
    files = Files(tmp_path / "repo")
    for path in (tmp_path / "secret.txt", tmp_path / "repo" / "link.txt", tmp_path / "repo" / ".." / "secret.txt"):
        assert not files.exists(path)
        with pytest.raises(UnreadableError, match="is outside of"):
            files.source(path)


def test_a_text_that_stands_for_a_file_is_read_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _made(tmp_path, "infra/other.tf")
    files = Files(tmp_path, {Path("infra/aks.tf"): b"new"})
    assert files.names(Path("infra")) == ("aks.tf", "other.tf")
    assert files.source(Path("infra/aks.tf")).text == "new"


def test_a_folder_that_is_ignored_is_walked_where_it_is_named(tmp_path: Path) -> None:
    _made(tmp_path, "old/main.tf")
    (tmp_path / ".gitignore").write_text("old/\n", encoding="utf-8")
    assert _walked(tmp_path / "old", tmp_path) == ["main.tf"]


def test_a_folder_that_cannot_be_looked_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _made(tmp_path, "a.tf", "locked/main.tf")
    scan = os.scandir

    def refusing(folder: str) -> object:
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    unreadable: list[Problem] = []
    assert [path.name for path in walk(tmp_path, tmp_path, unreadable)] == ["a.tf"]
    assert [problem.message for problem in unreadable] == ["this folder cannot be read: permission denied"]
