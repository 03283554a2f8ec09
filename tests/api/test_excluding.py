"""What the `exclude` of a policy names is looked at by no call, and by no command that looks ahead."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import aksnet
from aksnet import UsageError
from calling import Call
from rendering import TODAY

KUBENET = "network: {plugin: kubenet, pod_cidr: 10.244.0.0/16}\n"
DAY = ("--today", TODAY.isoformat())

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on PATH")


def _git(*words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def _committed(*folders: str) -> None:
    """A repository with a cluster in each folder, whose policy of today leaves `left` out: it is no part of it yet."""
    for folder in folders:
        Path(folder).mkdir()
        Path(folder, "aksnet.yaml").write_text(f"name: {folder}\n{KUBENET}", encoding="utf-8")
    _git("init", "--quiet", ".")
    _git("add", *folders)
    _git("commit", "--quiet", "--message", "x")
    Path(".aksnet.yaml").write_text("exclude: [left/]\n", encoding="utf-8")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    (tmp_path / "repository").mkdir()
    monkeypatch.chdir(tmp_path / "repository")


def test_calls_leave_it_out() -> None:
    _committed("left", "kept")
    clusters = aksnet.load(".")
    assert clusters.names == ("kept",)
    assert [one.name for one in aksnet.plan(clusters).clusters] == ["kept"]
    for migration in (
        aksnet.migrate(".", since="HEAD", today=TODAY),
        aksnet.migrate(".", ".", today=TODAY),
        aksnet.migrate(".", to="overlay", today=TODAY),
    ):
        assert [one.name for one in migration.changes] == ["kept"]


@pytest.mark.parametrize("words", ["--since HEAD .", ". .", "--to overlay ."])
def test_aksnet_migrate_leaves_it_out(
    words: str, aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "repository")
    _committed("left", "kept")
    done = aksnet("migrate", *words.split(), "--format", "json", *DAY)
    assert [one["name"] for one in json.loads(done.out)["clusters"]] == ["kept"]


@pytest.mark.parametrize("words", ["plan .", "migrate --retiring ."])
def test_other_commands_that_look_ahead_leave_it_out(
    words: str, aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "repository")
    _committed("left", "kept")
    done = aksnet(*words.split(), "--format", "json", *(DAY if "migrate" in words else ()))
    assert "kept" in done.out
    assert "left" not in done.out.replace("days_left", "")


@pytest.mark.parametrize("words", ["plan left", "plan left/aksnet.yaml", "migrate left kept", "migrate --to overlay left", "migrate left/aksnet.yaml"])  # fmt: skip
def test_naming_it_alone_is_refused_with_the_reason(
    words: str, aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "repository")
    _committed("left", "kept")
    done = aksnet(*words.split())
    assert done.code == 2
    assert "this is not looked at: .aksnet.yaml excludes it" in done.err


def test_a_call_for_it_alone_is_refused_with_the_reason() -> None:
    _committed("left", "kept")
    for sides in (("left", "kept"), ("kept", aksnet.load("left"))):
        with pytest.raises(UsageError, match="excludes it"):
            aksnet.migrate(*sides, today=TODAY)


def test_a_folder_that_is_left_out_under_its_name_of_today_is_not_deleted() -> None:
    _committed("before", "kept")
    Path("before").rename("left")
    _git("add", "--all", "before", "left")
    migration = aksnet.migrate(".", since="HEAD", today=TODAY)
    assert ([one.name for one in migration.changes], migration.failing) == (["kept"], ())


def test_a_policy_that_cannot_be_read_leaves_nothing_out() -> None:
    _committed("left", "kept")
    Path(".aksnet.yaml").write_text("exclude: [\n", encoding="utf-8")
    assert [one.name for one in aksnet.migrate(".", since="HEAD", today=TODAY).changes] == ["kept", "left"]
    assert aksnet.load(".").names == ("kept", "left")
