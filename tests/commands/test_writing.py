"""Files onto the disk: all or none, never over what somebody else wrote, untouched where nothing changed."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from aksnet.commands import writing
from aksnet.commands.writing import write_files
from aksnet.errors import OutputError
from aksnet.targets.files import Rendered, is_ours, stamped
from places import SPECS
from rendering import WHOLE, dialect, generate

FILES = generate(SPECS["overlay"], WHOLE["terraform"]).files
OTHER = generate(SPECS["cilium"], WHOLE["terraform"]).files


def _names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def test_all_files_are_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    changed = write_files(tmp_path, FILES, force=False)
    assert _names(tmp_path) == ["main.tf", "outputs.tf", "variables.tf", "versions.tf"]
    assert len(changed) == 4
    assert (tmp_path / "main.tf").read_bytes().decode() == FILES[2].marked()


def test_unchanged_files_are_not_touched(tmp_path: Path) -> None:
    write_files(tmp_path, FILES, force=False)
    for path in tmp_path.iterdir():
        os.utime(path, (1, 1))
    assert write_files(tmp_path, FILES, force=False) == []
    assert all(path.stat().st_mtime == 1 for path in tmp_path.iterdir())


def test_changed_files_of_ours_are_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, FILES, force=False)
    assert {path.name for path in write_files(tmp_path, OTHER, force=False)} == {"main.tf", "variables.tf"}
    assert (tmp_path / "main.tf").read_text(encoding="utf-8") == OTHER[2].marked()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# written by hand\n", id="a file written by hand"),
        pytest.param("", id="an empty file"),
        pytest.param(FILES[2].marked() + "# and a line more\n", id="a file of ours that was edited"),
        pytest.param(FILES[2].text, id="our text without its mark"),
        pytest.param("\ufeff" + FILES[2].marked(), id="our file with a byte order mark"),
    ],
)
def test_foreign_file_is_not_overwritten_and_nothing_is_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_bytes(text.encode())
    with pytest.raises(OutputError, match="aksnet did not write this file, or it was edited since") as caught:
        write_files(tmp_path, FILES, force=False)
    assert "main.tf" in str(caught.value)
    assert "--force" in str(caught.value)
    assert _names(tmp_path) == ["main.tf"]
    assert (tmp_path / "main.tf").read_bytes() == text.encode()


def test_force_overwrites_a_foreign_file(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("# by hand\n", encoding="utf-8")
    write_files(tmp_path, FILES, force=True)
    assert (tmp_path / "main.tf").read_text(encoding="utf-8") == FILES[2].marked()


@pytest.mark.parametrize("failing", [0, 1, 2, 3])
def test_a_failure_on_the_way_leaves_everything_as_it_was(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, FILES[:2], force=False)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    real, calls = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    changed = [Rendered(f"deep/er/{file.path}", "terraform", f"# {file.path}\n", "#") for file in FILES[2:]]
    changed += [Rendered(file.path, "terraform", file.text + "\n", "#") for file in FILES[:2]]
    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(tmp_path, changed, force=False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_full_disk_while_staging_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fsync(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", fsync)
    with pytest.raises(OutputError, match="No space left on device"):
        write_files(tmp_path, FILES, force=False)
    assert _names(tmp_path) == []


def test_missing_directory_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="the output directory does not exist"):
        write_files(tmp_path / "no", FILES, force=False)
    assert _names(tmp_path) == []


def test_a_file_is_no_directory(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="the output directory is no directory"):
        write_files(path, FILES, force=False)


def test_a_directory_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.tf").mkdir()
    with pytest.raises(OutputError, match="this is no regular file"):
        write_files(tmp_path, FILES, force=True)
    assert _names(tmp_path) == ["main.tf"]


def test_a_pipe_and_a_device_are_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "main.tf")
    with pytest.raises(OutputError, match="this is no regular file"):
        write_files(tmp_path, FILES, force=True)
    (tmp_path / "main.tf").unlink()
    (tmp_path / "main.tf").symlink_to("/dev/null")
    with pytest.raises(OutputError, match="this is no regular file"):
        write_files(tmp_path, FILES, force=True)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_a_loop_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "main.tf").symlink_to(tmp_path / "main.tf")
    with pytest.raises(OutputError, match=r"main.tf: error: the output cannot be written: Too many levels"):
        write_files(tmp_path, FILES, force=False)


def test_an_impossible_name_of_a_directory_is_told() -> None:
    with pytest.raises(OutputError, match="File name too long"):
        write_files(Path("x" * 5000), FILES, force=False)


def test_read_only_directory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "a temporary name")

    monkeypatch.setattr(tempfile, "mkstemp", denied)  # root may write everywhere, so the refusal is made here
    with pytest.raises(OutputError, match=r"versions.tf: error: the output cannot be written: Permission denied"):
        write_files(tmp_path, FILES, force=False)
    assert _names(tmp_path) == []


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.tf"
    target.write_text(FILES[2].marked(), encoding="utf-8")
    (tmp_path / "main.tf").symlink_to(target)
    write_files(tmp_path, OTHER, force=False)
    assert (tmp_path / "main.tf").is_symlink()
    assert target.read_text(encoding="utf-8") == OTHER[2].marked()


def test_permissions_are_those_of_any_new_file_and_are_kept(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_files(tmp_path, generate(SPECS["overlay"], dialect("az", "cluster")).files, force=False)
    finally:
        os.umask(mask)
    script = tmp_path / "aks.sh"
    assert stat.S_IMODE(script.stat().st_mode) == 0o750
    script.chmod(0o700)
    write_files(tmp_path, generate(SPECS["cilium"], dialect("az", "cluster")).files, force=False)
    assert stat.S_IMODE(script.stat().st_mode) == 0o700


def test_the_owner_is_kept_as_far_as_the_system_allows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "main.tf"
    path.write_text(FILES[2].marked(), encoding="utf-8")
    path.chmod(0o640)
    given: list[tuple[int, int]] = []

    def chown(_: object, user: int, group: int) -> None:
        given.append((user, group))
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(writing.os, "chown", chown)
    write_files(tmp_path, OTHER, force=False)
    now = path.stat()
    assert given == [(-1, now.st_gid), (now.st_uid, -1)]
    assert path.read_text(encoding="utf-8") == OTHER[2].marked()
    assert stat.S_IMODE(now.st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_root_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(FILES[2].marked(), encoding="utf-8")
    os.chown(path, 1234, 5678)
    write_files(tmp_path, OTHER, force=False)
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 5678)
    assert path.read_text(encoding="utf-8") == OTHER[2].marked()


# --- the mark


@pytest.mark.parametrize("language", WHOLE)
def test_a_marked_file_is_known_and_an_edited_one_is_not(language: str) -> None:
    for file in generate(SPECS["outbound-nat-gateway"], WHOLE[language]).files:
        assert is_ours(file.marked())
        assert not is_ours(file.text)
        middle = len(file.marked()) // 2
        assert not is_ours(file.marked()[:middle] + "x" + file.marked()[middle:])


def test_a_script_keeps_its_first_line() -> None:
    assert stamped("#!/bin/sh\nset -e\n", "#").startswith("#!/bin/sh\n# generated by aksnet")


def test_a_template_of_somebody_else_is_not_ours() -> None:
    assert not is_ours('{\n  "metadata": {"_generator": {"name": "bicep",\n"templateHash": "0123456789abcdef"\n}}}')
