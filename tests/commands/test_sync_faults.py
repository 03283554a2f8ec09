"""`aksnet sync` where something is in the way: nothing is written, or all of it, and the message says what to do."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from aksnet.commands import sync
from aksnet.commands.sync.locking import alone
from calling import Call
from places import PACKAGE
from synced import OWNED, SPEC, TF, edit, start, tree, unharmed

_PROGRAM = {**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.fixture
def begun(aksnet: Call) -> Call:
    """Calls of the program beside files with empty blocks."""
    start()
    return aksnet


@pytest.fixture
def synced(begun: Call) -> Call:
    """Calls of the program beside files that are what the spec says."""
    done = begun("sync")
    assert done.code == 0, done.err
    return begun


def _outputs(*entries: str) -> None:
    head = SPEC.partition("outputs:")[0]
    Path("aksnet.yaml").write_text(
        f"{head}outputs:\n{''.join(f'- {one}' + chr(10) for one in entries)}", encoding="utf-8"
    )


# --- the spec


def test_without_a_spec_it_is_told_how_to_name_one(aksnet: Call) -> None:
    done = aksnet("sync")
    assert (done.code, done.err) == (
        2,
        "error: there is no aksnet.yaml here\n  hint: name the spec: aksnet sync infra/aksnet.yaml\n",
    )


def test_nothing_is_written_where_a_rule_finds_an_error(begun: Call) -> None:
    edit("aksnet.yaml", "10.64.0.0/16", "10.0.0.0/16")
    err = unharmed(lambda: begun("sync"))
    assert "AKN102" in err
    assert err.endswith("error: nothing was written\n")
    done = begun("sync", "--check")
    assert done.code == 1
    assert "AKN102" in done.out


def test_an_empty_list_of_outputs_is_nothing_to_do(begun: Call) -> None:
    edit("aksnet.yaml", SPEC.partition("outputs:")[2], " []\n")
    assert unharmed(lambda: begun("sync"), 0) == "0 of 0 files written\n"


def test_outputs_that_are_not_there_are_told(begun: Call) -> None:
    edit("aksnet.yaml", SPEC.partition("outputs:")[2], " null\n")
    assert unharmed(lambda: begun("sync"), 2).startswith(
        "aksnet.yaml: error: the spec has no outputs: there is nothing to write\n"
    )


# --- markers


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param("  # aksnet:end\n", "", "blue.tf:4:3: error: the block blue/network-profile has no end\n  hint: put aksnet:end after it", id="no end"),
        pytest.param("blue/network-profile", "red/network-profile", "blue.tf:4:3: error: the block red/network-profile is of a cluster that the spec does not have\n  hint: there is: blue, green", id="an unknown cluster"),
        pytest.param("blue/network-profile", "green/network-profile", "blue.tf:4:3: error: the block green/network-profile is not written: no output of the spec names this file for that cluster\n  hint: add the file to outputs: for the cluster", id="another cluster"),
        pytest.param("blue/network-profile", "blue/network", "blue.tf:4:3: error: the cluster blue has no part 'network'\n  hint: there is: network-profile, node-pools, default-node-pool, node-pools/system", id="an unknown part"),
        pytest.param("blue/network-profile", "blue/node-pools/gpu", "blue.tf:4:3: error: the cluster blue has no part 'node-pools/gpu'", id="an unknown pool"),
        pytest.param("aksnet:begin", "aksnet: begin", "blue.tf:4:3: error: this is no marker that aksnet knows", id="a misspelt marker"),
        pytest.param("  # aksnet:begin blue/network-profile\n  # aksnet:end\n", "", "aksnet.yaml:5:10: error: blue.tf has no markers for the cluster blue\n  hint: put `# aksnet:begin blue/network-profile` and `# aksnet:end` there", id="no markers"),
    ],
)  # fmt: skip
def test_markers_that_are_not_right(before: str, after: str, message: str, begun: Call) -> None:
    edit("blue.tf", before, after)
    err = unharmed(lambda: begun("sync"))
    assert message in err
    assert err.endswith("error: nothing was written\n")
    for words in (("--check",), ("--diff",), ("--force",)):
        done = begun("sync", *words)
        assert done.code == 1
        assert message.replace("error: ", "error AKN611 output-differs: " if words == ("--check",) else "error: ") in (
            _without_excerpts(done.out) if words == ("--check",) else done.err
        )


def _without_excerpts(text: str) -> str:
    """A report without the lines that it shows of files."""
    return "\n".join(line for line in text.split("\n") if " | " not in line)


def test_a_file_with_blocks_of_two_specs_is_told_and_nothing_is_lost(begun: Call) -> None:
    Path("other.yaml").write_text(
        "name: red\nnetwork: {plugin: overlay}\noutputs: [{path: blue.tf}]\n", encoding="utf-8"
    )
    edit("blue.tf", "  # aksnet:end\n", "  # aksnet:end\n  # aksnet:begin red/network-profile\n  # aksnet:end\n")
    for spec in ("aksnet.yaml", "other.yaml"):
        assert "is of a cluster that the spec does not have" in unharmed(lambda spec=spec: begun("sync", spec))  # type: ignore[misc]


# --- files that are not what they should be


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda path: path.unlink(), "aksnet.yaml:5:10: error: blue.tf: there is no such file, and markers stand in a file that people write\n  hint: write it first, or let aksnet own it: emit: cluster", id="no file"),
        pytest.param(lambda path: (path.unlink(), path.mkdir()), "aksnet.yaml:5:10: error: blue.tf: this is no file, and markers", id="a folder"),
        pytest.param(lambda path: (path.unlink(), os.mkfifo(path)), "aksnet.yaml:5:10: error: blue.tf: this is no file, and markers", id="a pipe"),
        pytest.param(lambda path: (path.unlink(), path.symlink_to("no.tf")), "aksnet.yaml:5:10: error: blue.tf: there is no such file", id="a link to nothing"),
        pytest.param(lambda path: path.write_bytes(b"# \xe4\n" + path.read_bytes()), "blue.tf:1:3: error: this is not UTF-8 text\n  hint: save it as UTF-8", id="Latin 1"),
        pytest.param(lambda path: path.write_bytes(path.read_text().encode("utf-16")), "blue.tf: error: this is not UTF-8 text\n  hint: save it as UTF-8", id="UTF-16"),
        pytest.param(lambda path: path.write_bytes(b"\0" + path.read_bytes()), "blue.tf: error: this is a binary file", id="a NUL"),
        pytest.param(lambda path: path.chmod(0o444), "blue.tf: error: this file is read-only, and is not written\n  hint: make it writable", id="a read-only file"),
        pytest.param(lambda path: path.write_bytes(b""), "aksnet.yaml:5:10: error: blue.tf has no markers for the cluster blue", id="an empty file"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_written(make: Callable[[Path], object], message: str, begun: Call) -> None:
    make(Path("blue.tf"))
    err = unharmed(lambda: begun("sync"))
    assert message in err
    assert err.endswith("error: nothing was written\n")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        pytest.param(lambda: Path("own").write_bytes(b"x"), "own/blue/versions.tf: error: this cannot be read: Not a directory", id="a file in the place of a folder"),
        pytest.param(lambda: Path("own/blue/main.tf").mkdir(parents=True), "own/blue/main.tf: error: this is no file, and aksnet writes one here\n  hint: move it away, or give the output another path", id="a folder in the place of a file"),
        pytest.param(lambda: (Path("own/blue").mkdir(parents=True), os.mkfifo("own/blue/main.tf")), "own/blue/main.tf: error: this is no file, and aksnet writes one here", id="a pipe in the place of a file"),
        pytest.param(lambda: (Path("own/blue").mkdir(parents=True), Path("own/blue/main.tf").write_text("# mine\n")), "own/blue/main.tf:1: error: this file has text that aksnet did not write", id="a file of somebody else"),
    ],
)  # fmt: skip
def test_owned_files_that_cannot_be_written(make: Callable[[], object], message: str, begun: Call) -> None:
    make()
    assert message in unharmed(lambda: begun("sync"))
    checked = begun("sync", "--check")
    assert checked.code != 0
    assert message.rpartition("error: ")[2] in checked.out + checked.err


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        pytest.param(["{path: blue.tf, cluster: blue}", "{path: blue.tf, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write blue.tf\n  hint: give each a path of its own; {cluster} stands for the cluster's name (the first: aksnet.yaml:5:10)", id="twice"),
        pytest.param(["{path: blue.tf, cluster: blue}", "{path: ./blue.tf, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write blue.tf", id="with a dot"),
        pytest.param(["{path: blue.tf, cluster: blue}", "{path: s/../blue.tf, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write s/../blue.tf", id="by another way"),
        pytest.param(["{path: blue.tf, cluster: blue}", "{path: link.tf, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write link.tf", id="through a link"),
        pytest.param(["{path: s/x, emit: cluster, cluster: blue}", "{path: t/x, emit: cluster, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write t/x/versions.tf", id="through a folder that is a link"),
        pytest.param(["{path: own, emit: cluster}"], "aksnet.yaml:5:10: error: two clusters would be written into own/versions.tf\n  hint: give each a path of its own; {cluster} stands for the cluster's name\n", id="two clusters in one folder"),
        pytest.param(["{path: own, emit: cluster, cluster: blue}", "{path: own/main.tf, cluster: blue}"], "aksnet.yaml:6:10: error: two outputs write own/main.tf", id="a block in a file of ours"),
    ],
)  # fmt: skip
def test_two_outputs_for_one_file(entries: list[str], message: str, begun: Call) -> None:
    Path("s").mkdir()
    Path("t").symlink_to("s")
    Path("link.tf").symlink_to("blue.tf")
    _outputs(*entries)
    assert message in unharmed(lambda: begun("sync"))


def test_names_in_another_case_are_other_files_where_the_system_says_so(begun: Call) -> None:
    Path("BLUE.tf").write_text(TF % ("blue", "blue"), encoding="utf-8")
    if len(list(Path().glob("*.tf"))) == 2:
        pytest.skip("this system takes both for one file")
    _outputs("{path: blue.tf, cluster: blue}", "{path: BLUE.tf, cluster: blue}")
    assert begun("sync").code == 0


# --- out of the tree


@pytest.mark.parametrize(
    ("entry", "make"),
    [
        pytest.param("{path: blue.tf, cluster: blue}", lambda out: (Path("blue.tf").rename(out / "blue.tf"), Path("blue.tf").symlink_to(out / "blue.tf")), id="a link to a file"),
        pytest.param("{path: sub/blue.tf, cluster: blue}", lambda out: (Path("blue.tf").rename(out / "blue.tf"), Path("sub").symlink_to(out)), id="a link to a folder"),
        pytest.param("{path: ../out/blue.tf, cluster: blue}", lambda out: Path("blue.tf").rename(out / "blue.tf"), id="a path above"),
        pytest.param("{path: OUT/blue.tf, cluster: blue}", lambda out: Path("blue.tf").rename(out / "blue.tf"), id="an absolute path"),
        pytest.param("{path: OUT/own, cluster: blue, emit: cluster}", lambda out: None, id="a folder of ours"),
    ],
)  # fmt: skip
def test_what_leads_out_of_the_tree_is_refused(
    entry: str, make: Callable[[Path], object], aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, out = tmp_path / "repository", tmp_path / "out"
    for folder in (repository / ".git", out):
        folder.mkdir(parents=True)
    monkeypatch.chdir(repository)
    start()
    make(out)
    _outputs(entry.replace("OUT", str(out)))
    before = tree(out)
    err = unharmed(lambda: aksnet("sync"))
    assert tree(out) == before
    assert err.startswith("aksnet.yaml:5:10: error: ")
    assert f"leads out of {repository}: to {out}" in err
    assert "hint: write inside the repository, or say --follow" in err
    assert aksnet("sync", "--check").code == 1
    assert aksnet("sync", "--follow").code == 0
    assert tree(out) != before
    assert Path("blue.tf").is_symlink() or not Path("blue.tf").exists() or "own" in entry


def test_a_link_in_the_tree_stays_one(begun: Call) -> None:
    Path("blue.tf").rename("real.tf")
    Path("blue.tf").symlink_to("real.tf")
    assert begun("sync").code == 0
    assert Path("blue.tf").is_symlink()
    assert b"sha256=" in Path("real.tf").read_bytes()


# --- failures on the way


@pytest.mark.parametrize("failing", range(11))
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
def test_a_full_disk_leaves_everything_as_it_was(
    step: str, failing: int, begun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = {"mkstemp": tempfile, "fsync": os, "replace": Path}[step]
    real, calls = getattr(owner, step), []

    def full(*words: object) -> object:
        calls.append(words)
        if len(calls) == failing + 1:
            raise OSError(28, "No space left on device")
        return real(*words)

    monkeypatch.setattr(owner, step, full)
    err = unharmed(lambda: begun("sync"))
    assert "cannot be written: No space left on device\n  hint: nothing was changed" in err
    assert not Path("own").exists()


@pytest.mark.parametrize("failing", range(11))
def test_a_disk_that_stays_full_is_no_half_truth(
    failing: int, finished: dict[str, bytes], begun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real, calls = tree(), Path.replace, []

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) > failing:
            patch.setattr(os, "fsync", full)
            full()
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        done = begun("sync")
    assert done.code == 1
    assert "cannot be written: No space left on device" in done.err
    changed = {name for name, data in tree().items() if data != before.get(name)}
    assert all(data == finished[name] for name, data in tree().items() if name in changed)
    assert ("nothing was changed" in done.err) == (not changed)
    for name in changed:
        assert (
            f"{name}: error: this file was written before that, and could not be put back\n  hint: run it once more"
            in done.err
        )


def _before_writing(monkeypatch: pytest.MonkeyPatch, act: Callable[[dict[Path, bytes]], object]) -> None:
    """Let something happen when all files have been looked at: it is told what is to be in them."""
    real = sync.replace_files

    def later(files: dict[Path, tuple[bytes | None, bytes]], folders: set[Path], *, is_alone: bool) -> None:
        act({path: after for path, (_, after) in files.items()})
        real(files, folders, is_alone=is_alone)

    monkeypatch.setattr(sync, "replace_files", later)


def _at_step(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, number: int, act: Callable[[], object]) -> None:
    """Let something happen right before the call of that number (from 1) of a function of the system."""
    real, calls = getattr(owner, name), []

    def step(*words: object) -> object:
        calls.append(words)
        if len(calls) == number:
            act()
        return real(*words)

    monkeypatch.setattr(owner, name, step)


def test_a_file_that_changes_in_between_is_told(begun: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _before_writing(monkeypatch, lambda _: (Path("blue.tf").write_bytes(b"# other\n"), Path("green.tf").unlink()))
    done = begun("sync")
    assert done.code == 1
    assert (
        "blue.tf: error: this file changed in the meantime\n  hint: nothing was changed: run it once more" in done.err
    )
    assert "green.tf: error: this file changed in the meantime" in done.err
    assert Path("blue.tf").read_bytes() == b"# other\n"
    assert not Path("green.tf").exists()
    assert not Path("own").exists()


def test_what_another_run_wrote_in_between_is_left(begun: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def act(wanted: dict[Path, bytes]) -> None:
        Path("blue.tf").write_bytes(wanted[Path("blue.tf")])
        os.utime("blue.tf", (1, 1))

    _before_writing(monkeypatch, act)
    assert begun("sync").code == 0
    assert Path("blue.tf").stat().st_mtime == 1


@pytest.mark.parametrize("number", range(1, 12))
def test_what_somebody_saves_while_new_texts_are_made_is_not_lost(
    number: int, begun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree()
    _at_step(monkeypatch, os, "fsync", number, lambda: Path("main.bicep").write_bytes(b"// mine\n"))
    done = begun("sync")
    assert (done.code, tree()) == (1, {**before, "main.bicep": b"// mine\n"})
    assert done.err == (
        "main.bicep: error: this file changed in the meantime\n  hint: nothing was changed: run it once more\n"
    )


@pytest.mark.parametrize("number", [1, 2])
def test_what_somebody_saves_while_files_take_their_places_is_not_lost(
    number: int, begun: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree()
    _at_step(monkeypatch, Path, "replace", number, lambda: Path("main.bicep").write_bytes(b"// mine\n"))
    done = begun("sync")
    assert (done.code, tree()) == (1, {**before, "main.bicep": b"// mine\n"})
    assert "main.bicep: error: this file changed in the meantime" in done.err


def test_what_somebody_saves_over_a_new_text_is_not_put_back(begun: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def save() -> None:
        for name in ("blue.tf", "main.bicep"):
            Path(name).write_bytes(b"mine\n")

    before = tree()
    _at_step(monkeypatch, Path, "replace", 2, save)  # blue.tf is in its place by then
    done = begun("sync")
    assert (done.code, tree()) == (1, {**before, "blue.tf": b"mine\n", "main.bicep": b"mine\n"})
    assert done.err == (
        "main.bicep: error: this file changed in the meantime\n"
        "blue.tf: error: this file was written before that, and could not be put back\n  hint: run it once more\n"
    )


# --- kills

_KILLED = """
import os, signal, sys
from pathlib import Path
owner, name, number = {"replace": (Path, "replace"), "fsync": (os, "fsync"), "mkdir": (Path, "mkdir")}[sys.argv[1]] + (int(sys.argv[2]),)
real, calls = getattr(owner, name), []
def step(*words, **more):
    calls.append(words)
    if len(calls) == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*words, **more)
setattr(owner, name, step)
from aksnet import cli
sys.argv = ["aksnet", "sync"]
sys.exit(cli.run())
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the files are after a run that nothing disturbs."""
    folder = tmp_path_factory.mktemp("finished")
    (folder / ".git").mkdir()
    start(folder)
    subprocess.run([sys.executable, "-m", "aksnet", "sync"], cwd=folder, env=_PROGRAM, check=True, capture_output=True)
    return tree(folder)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signal")
@pytest.mark.parametrize(
    ("step", "number"),
    [
        *(("replace", number) for number in range(1, 12)),
        *(("fsync", number) for number in (1, 6, 11)),
        ("mkdir", 1),
        ("mkdir", 3),
    ],
)
def test_a_kill_leaves_whole_files_and_a_second_run_completes(
    step: str, number: int, finished: dict[str, bytes], begun: Call
) -> None:
    before = tree()
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, step, str(number)], env=_PROGRAM, check=False, capture_output=True
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    there = {name: data for name, data in tree().items() if not Path(name).name.startswith(".aksnet-")}
    assert all(data in (before.get(name), finished[name]) for name, data in there.items())
    assert sum(data != before.get(name) for name, data in there.items()) == (number - 1 if step == "replace" else 0)
    done_again = begun("sync")
    assert done_again.code == 0, done_again.err
    assert tree() == finished


def test_what_another_run_is_about_to_write_is_left(begun: Call) -> None:
    young, old, other = Path(".aksnet-abcd1234.tmp"), Path(".aksnet-efgh5678.tmp"), Path(".aksnet-sync-notes.md")
    left = Path(".aksnet-sync-abcd1234.tmp")
    for path in (young, old, other, left):
        path.write_bytes(b"x")
    os.utime(old, (time.time() - 4000,) * 2)
    os.utime(other, (1, 1))
    assert begun("sync", "--check").code == 1
    assert old.exists()
    assert left.exists()
    assert begun("sync").code == 0
    assert [path.exists() for path in (young, old, other, left)] == [True, False, True, False]


def test_what_a_killed_run_left_goes_where_nothing_is_to_be_written(synced: Call) -> None:
    left = Path("own/green/.aksnet-sync-abcd1234.tmp")
    left.write_bytes(b"x")
    assert synced("sync").err == "0 of 11 files written\n"
    assert not left.exists()


# --- two at once


@pytest.mark.parametrize("count", [2, 6])
def test_several_runs_at_once_have_one_result(count: int, finished: dict[str, bytes], begun: Call) -> None:
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "aksnet", "sync"], env=_PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(count)
    ]
    told = [(run.communicate()[1].decode(), run.returncode) for run in runs]
    assert all(code == 0 for _, code in told), told
    assert tree() == finished


@pytest.mark.parametrize("_", range(3))
def test_shards_at_once_that_share_a_file_lose_nothing(_: int, finished: dict[str, bytes], begun: Call) -> None:
    words = [sys.executable, "-m", "aksnet", "sync", "--shard"]
    runs = [
        subprocess.Popen([*words, shard], env=_PROGRAM, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for shard in ("1/2", "2/2")
    ]
    told = [(run.communicate()[1], run.returncode) for run in runs]
    assert all(code == 0 for _, code in told), told
    assert tree() == finished


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such locks")
def test_a_run_that_writes_looks_at_the_files_when_the_others_are_done(begun: Call) -> None:
    """Another run has the lock, and changes a file before it gives it back."""
    with alone(Path()):
        run = subprocess.Popen(
            [sys.executable, "-m", "aksnet", "sync"], env=_PROGRAM, stderr=subprocess.PIPE, text=True
        )
        for words in (["--check"], ["--diff"]):
            assert begun("sync", *words).code == 1  # these wait for nobody
        assert run.poll() is None
        edit("blue.tf", "# by hand", "# by another run")
    err = run.communicate()[1]
    assert run.returncode == 0, err
    assert Path("blue.tf").read_text(encoding="utf-8").startswith("# by another run")


@pytest.mark.parametrize("words", [(), ("--check",), ("--diff",)], ids=["write", "check", "diff"])
@pytest.mark.parametrize("emit", ["", ", emit: cluster"], ids=["a block", "files of ours"])
def test_a_path_through_a_directory_that_is_not_there(emit: str, words: tuple[str, ...], begun: Call) -> None:
    _outputs(f"{{path: x/../y, cluster: blue{emit}}}")
    name = "x/../y/versions.tf" if emit else "x/../y"
    before = tree()
    done = begun("sync", *words)
    assert (done.code, tree()) == (1, before)
    message = f"{name} leads through x, and there is no such directory\n  hint: leave out what .. undoes\n"
    if words == ("--check",):
        assert message in f"{_without_excerpts(done.out)}\n".replace("error AKN611 output-differs: ", "")
    else:
        assert done.err.startswith(f"aksnet.yaml:5:10: error: {message}")


def test_permissions_of_new_files_are_those_of_any(synced: Call) -> None:
    mask = os.umask(0)
    os.umask(mask)
    for name in OWNED:
        assert stat.S_IMODE(Path("own/blue", name).stat().st_mode) == 0o666 & ~mask
