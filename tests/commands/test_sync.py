"""`aksnet sync`: the files of outputs follow the spec, and nothing else is ever touched."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from calling import Call
from hostile import HOSTILE
from synced import OWNED, TF, edit, start, tree, unharmed


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


# --- writing


def test_all_that_the_spec_names_is_written(synced: Call) -> None:
    assert sorted(tree()) == sorted(
        [
            "aksnet.yaml",
            "blue.tf",
            "green.tf",
            "main.bicep",
            *(f"own/{one}/{name}" for one in ("blue", "green") for name in OWNED),
        ]
    )
    assert 'pod_cidr            = "10.64.0.0/16"' in Path("blue.tf").read_text(encoding="utf-8")
    text = Path("main.bicep").read_text(encoding="utf-8")
    assert "'10.64.0.0/16'" in text
    assert "'10.65.0.0/16'" in text


def test_the_files_that_were_written_are_told(begun: Call) -> None:
    done = begun("sync")
    assert done.out == ""
    assert done.err.splitlines()[-1] == "11 of 11 files written"
    assert "blue.tf" in done.err.splitlines()


def test_a_second_run_changes_nothing(synced: Call) -> None:
    for path in Path().rglob("*"):
        os.utime(path, (1, 1))
    before = tree()
    done = synced("sync")
    assert (done.code, done.err) == (0, "0 of 11 files written\n")
    assert tree() == before
    assert all(path.stat().st_mtime == 1 for path in Path().rglob("*") if path.is_file())


def test_one_cluster_of_many_changes_exactly_its_files(synced: Call) -> None:
    edit("aksnet.yaml", "10.64.0.0/16", "10.99.0.0/16")
    for path in Path().rglob("*"):
        os.utime(path, (1, 1))
    before = tree()
    done = synced("sync")
    assert done.code == 0
    changed = {name for name, data in tree().items() if data != before[name]}
    assert changed == {"blue.tf", "main.bicep", "own/blue/main.tf"}
    assert {path.as_posix() for path in Path().rglob("*") if path.is_file() and path.stat().st_mtime != 1} == changed
    assert done.err.splitlines()[-1] == "3 of 11 files written"


@pytest.mark.parametrize("name", ["blue.tf", "main.bicep"])
@pytest.mark.parametrize(
    "turn",
    [
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="Windows line ends"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no newline at the end"),
        pytest.param(lambda data: b"\xef\xbb\xbf" + data, id="a byte order mark"),
        pytest.param(lambda data: data.replace(b"  ", b"\t"), id="tabs"),
        pytest.param(lambda data: "/* ä😀\u2028 */\n".encode() + data, id="text that is not ASCII"),
    ],
)
def test_files_stay_as_people_have_them(name: str, turn: Callable[[bytes], bytes], begun: Call) -> None:
    before = turn(Path(name).read_bytes())
    Path(name).write_bytes(before)
    assert begun("sync").code == 0
    after = Path(name).read_bytes()
    kept = [line for line in before.splitlines(keepends=True) if b"aksnet:begin" not in line]
    assert [line for line in after.splitlines(keepends=True) if line in kept] == kept
    assert after.startswith(before[:20])
    assert after[-9:] == before[-9:]
    assert (b"\r\n" in before) == (b"\r\n" in after)
    assert after.count(b"\n") == after.count(b"\r\n") or b"\r\n" not in before
    assert begun("sync", "--check").code == 0


def test_owned_files_with_windows_line_ends_stay_so(synced: Call) -> None:
    path = Path("own/blue/main.tf")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert synced("sync", "--check").code == 0
    edit("aksnet.yaml", "count: 3", "count: 4")
    assert synced("sync").code == 0
    data = path.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert synced("sync", "--check").code == 0


@pytest.mark.parametrize(
    ("whole", "one"),
    [
        pytest.param(b"\n", b"\r\n", id="one Windows line end among plain ones"),
        pytest.param(b"\r\n", b"\n", id="one plain line end among those of Windows"),
    ],
)
@pytest.mark.parametrize("name", ["own/blue/main.tf", "blue.tf"])
def test_a_line_end_that_is_not_like_the_others_is_put_back(name: str, whole: bytes, one: bytes, synced: Call) -> None:
    path = Path(name)
    right = path.read_bytes().replace(b"\n", whole)
    path.write_bytes(right.replace(b'"overlay"' + whole, b'"overlay"' + one, 1))
    assert path.read_bytes() != right
    assert synced("sync", "--check").code == 1
    assert synced("sync").code == 0
    assert path.read_bytes() == right


def test_permissions_stay(begun: Call) -> None:
    Path("blue.tf").chmod(0o640)
    assert begun("sync").code == 0
    assert Path("blue.tf").stat().st_mode & 0o777 == 0o640


def test_a_spec_may_come_by_standard_input(begun: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    text = Path("aksnet.yaml").read_bytes()
    Path("aksnet.yaml").unlink()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    done = begun("sync", "-")
    assert done.code == 0, done.err
    assert b"sha256=" in Path("blue.tf").read_bytes()


def test_paths_are_those_beside_the_spec_wherever_it_is_called(begun: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert begun("sync", "../aksnet.yaml").code == 0
    assert tree() == {}
    assert b"sha256=" in Path("../blue.tf").read_bytes()


# --- --check, --diff


def test_check_of_what_is_in_order(synced: Call) -> None:
    done = synced("sync", "--check")
    assert done.code == 0
    assert "2 clusters" in done.out


def test_check_tells_each_difference_and_writes_nothing(begun: Call) -> None:
    before = tree()
    done = begun("sync", "--check")
    assert done.code == 1
    assert tree() == before
    for place in ("blue.tf:4:3", "green.tf:4:3", "main.bicep:4:5", "main.bicep:11:5", "own/blue/main.tf:1"):
        assert f"{place}: error AKN611 output-differs: " in done.out
    assert (
        "blue.tf:4:3: error AKN611 output-differs: blue: the block blue/network-profile is not what the spec says"
        in done.out
    )
    assert "own/green/main.tf:1: error AKN611 output-differs: green: this file is missing" in done.out


@pytest.mark.parametrize("name", ["json", "sarif", "junit", "github", "azure"])
def test_each_report_has_the_differences(name: str, begun: Call) -> None:
    done = begun("sync", "--check", "--format", name)
    assert done.code == 1
    assert "AKN611" in done.out
    assert "blue.tf" in done.out
    if name in ("json", "sarif"):
        json.loads(done.out)
    if name == "junit":
        ET.fromstring(done.out)  # noqa: S314  # our own text


def test_a_format_is_of_check_only(begun: Call) -> None:
    err = unharmed(lambda: begun("sync", "--format", "json"), 2)
    assert err == "--format: error: this is the format of --check\n  hint: leave it out, or say --check\n"


@pytest.mark.parametrize("words", [("--diff",), ("--check", "--diff")], ids=" ".join)
def test_a_diff_is_one_that_patch_takes(words: tuple[str, ...], begun: Call) -> None:
    before = tree()
    done = begun("sync", *words)
    assert done.code == 1
    assert tree() == before
    Path("x.diff").write_text(done.out, encoding="utf-8")
    (Path("own/blue")).mkdir(parents=True)
    (Path("own/green")).mkdir()
    subprocess.run(["patch", "-p0", "-i", "x.diff"], check=True, capture_output=True)
    Path("x.diff").unlink()
    patched = tree()
    done = begun("sync")
    assert (done.code, done.err) == (0, "0 of 11 files written\n")
    assert tree() == patched


@pytest.mark.parametrize("words", [("--diff",), ("--check", "--diff")], ids=" ".join)
def test_there_is_no_diff_of_what_is_in_order(words: tuple[str, ...], synced: Call) -> None:
    done = synced("sync", *words)
    assert (done.code, done.out, done.err) == (0, "", "")


# --- hand edits

_EDITS = [
    pytest.param("blue.tf", '"10.64.0.0/16"', '"10.0.0.0/8"', "blue.tf:4:3: error: the block blue/network-profile has text that aksnet did not write", id="in a block"),
    pytest.param("main.bicep", "'10.65.0.0/16'", "'10.0.0.0/8'", "main.bicep:", id="in a block of Bicep"),
    pytest.param("own/blue/main.tf", "Standard_D4s_v5", "Standard_D8s_v5", "own/blue/main.tf:1: error: this file has text that aksnet did not write", id="in a file"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "message"), _EDITS)
def test_a_hand_edit_is_shown_and_not_overwritten(
    name: str, before: str, after: str, message: str, synced: Call
) -> None:
    edit(name, before, after)
    err = unharmed(lambda: synced("sync"))
    assert message in err
    assert "hint: move the change to the spec, or give it up with --force" in err
    assert any(line.startswith("-") and after in line for line in err.splitlines())
    assert any(line.startswith("+") and before in line for line in err.splitlines())
    assert err.endswith("error: nothing was written\n")


@pytest.mark.parametrize(("name", "before", "after", "message"), _EDITS)
def test_check_and_diff_tell_a_handedit(name: str, before: str, after: str, message: str, synced: Call) -> None:
    edit(name, before, after)
    there = tree()
    done = synced("sync", "--check")
    assert done.code == 1
    assert "has text that aksnet did not write" in done.out
    assert after in done.err
    done = synced("sync", "--diff")
    assert done.code == 1
    assert after in done.out
    assert message in done.err
    assert tree() == there


@pytest.mark.parametrize(("name", "before", "after", "message"), _EDITS)
def test_force_overwrites_a_handedit(name: str, before: str, after: str, message: str, synced: Call) -> None:
    there = tree()
    edit(name, before, after)
    assert synced("sync", "--force").code == 0
    assert tree() == there


def test_one_hand_edit_keeps_all_files_from_being_written(synced: Call) -> None:
    edit("blue.tf", '"10.64.0.0/16"', '"10.0.0.0/8"')
    edit("aksnet.yaml", "count: 3", "count: 5")
    assert "error: nothing was written" in unharmed(lambda: synced("sync"))


def test_what_is_edited_around_a_block_is_nobodys_business(synced: Call) -> None:
    edit("blue.tf", "# stays", "# went")
    done = synced("sync", "--check")
    assert done.code == 0


# --- files without markers


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("infra/aks.tf", "; aksnet sync --init infra/aks.tf does it around a network profile that is written\n", id="Terraform"),
        pytest.param("aks.tofu", "; aksnet sync --init aks.tofu does it around a network profile that is written\n", id="OpenTofu"),
        pytest.param("aks.bicep, target: bicep", "; aksnet sync --init aks.bicep does it", id="Bicep"),
        pytest.param("infra/aks.tf.tmpl", "and `# aksnet:end` there\n", id="a template, which --init does not take"),
        pytest.param("aks.bicep.tpl, target: bicep", "and `// aksnet:end` there\n", id="a template of Bicep"),
        pytest.param("aksnet.yaml", "and `# aksnet:end` there\n", id="the spec itself"),
    ],
)  # fmt: skip
def test_only_files_that_init_takes_are_named_for_it(path: str, words: str, aksnet: Call) -> None:
    Path("infra").mkdir()
    Path(path.partition(",")[0]).write_text("", encoding="utf-8")
    Path("aksnet.yaml").write_text(
        f"name: prod\nnetwork: {{plugin: overlay}}\noutputs: [{{path: {path}}}]\n", encoding="utf-8"
    )
    err = unharmed(lambda: aksnet("sync"))
    assert "has no markers for the cluster prod\n  hint: put `" in err
    assert words in err


# --- hostile values


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_values_stay_in_their_literals(text: str, aksnet: Call) -> None:
    spec = {
        "name": "prod",
        "location": "westeurope",
        "network": {"plugin": "overlay"},
        "tags": {"a": text},
        "pools": [{"name": "system", "mode": "System", "vm_size": "Standard_D4s_v5", "count": 3}],
        "outputs": [
            {"path": "own", "emit": "cluster"},
            {"path": "b", "emit": "cluster", "target": "bicep"},
            {"path": "main.tf"},
        ],
    }
    Path("aksnet.json").write_text(json.dumps(spec), encoding="utf-8")
    Path("main.tf").write_text(TF % ("prod", "prod"), encoding="utf-8")
    done = aksnet("sync", "aksnet.json")
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    if done.code:
        assert done.code in (1, 2)
        assert sorted(tree()) == ["aksnet.json", "main.tf"]
        return
    written = tree()
    assert aksnet("sync", "aksnet.json", "--check").code == 0
    assert aksnet("check", ".").code in (0, 1)
    assert tree() == written


def test_what_somebody_wrote_is_shown_without_commands_to_a_terminal(synced: Call) -> None:
    edit("blue.tf", '"10.64.0.0/16"', '"\x1b[31m##vso[task.complete]"')
    err = unharmed(lambda: synced("sync"))
    assert "vso[task.complete]" in err
    assert "\x1b" not in err
    assert "##vso[" not in err
