"""`aksnet init` on a real terminal: whole conversations, wrong answers, going back, interrupts, odd terminals."""

from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from terminal import END, INTERRUPT, Talk, talk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
SPEC, SCHEMA = "aksnet.yaml", "aksnet.schema.json"
# Enter at every question.
ENTER = [""] * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    return tmp_path


def _left(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")} - {".git"}


def _spec(folder: Path) -> dict[str, object]:
    return dict(yaml.safe_load((folder / SPEC).read_text(encoding="utf-8")))


def _same_as(folder: Path, *words: str) -> None:
    """The spec that was talked about is the one that flags give."""
    spec = _spec(folder)
    (folder / "flags").mkdir()
    (folder / "flags" / ".git").mkdir()
    assert talk(["init", "--name", str(spec["name"]), "--yes", *words], [], folder / "flags").code == 0
    assert _spec(folder / "flags") == spec


def test_enter_takes_what_is_recommended(folder: Path) -> None:
    done = talk(["init"], ENTER, folder)
    assert done.code == 0
    assert done.questions == 12
    assert "recommended is cilium" in done.shown
    assert _left(folder) == {SPEC, SCHEMA}
    _same_as(folder)


def test_who_knows_the_mode_is_asked_eight_questions(folder: Path) -> None:
    done = talk(["init"], ["overlay", *ENTER], folder)
    assert (done.code, done.questions) == (0, 8)
    _same_as(folder, "-p", "overlay")


# Each conversation with the flags that say the same.
CONVERSATIONS = [
    pytest.param(["azure", "prod", "eastus2", "5", "50", "", "10.9.0.0/16", "bicep", ""], ["-p", "node-subnet", "--location", "eastus2", "--nodes", "5", "--set", "pools.system.max_pods=50", "--vnet-space", "10.9.0.0/16", "-t", "bicep"], id="a flat mode, in which pods for each node matter"),
    pytest.param(["", "", "y", "", "", "", "", "", "", "", "", "", ""], ["-p", "cilium-pod-subnet"], id="connections to pods"),
    pytest.param(["overlay", "", "", "", "10.240.0.0/16, 10.244.0.0/16", "", "", ""], ["-p", "overlay", "--set", "vnet.peers=[10.240.0.0/16, 10.244.0.0/16]"], id="networks to keep clear of"),
    pytest.param(["overlay", "", "", "", "10.0.0.0/8", "10.9.0.0/16", "y", "", ""], ["-p", "overlay", "--vnet-space", "10.9.0.0/16", "--set", "vnet.on_premises=[10.0.0.0/8]"], id="a VNet in a network on premises"),
    pytest.param(["cilium", "", "", "", "none", "", "terraform,bicep", ""], ["-t", "terraform", "-t", "bicep"], id="two targets"),
    pytest.param(["  OVERLAY  ", "", "", " 12 ", "", "", "none", "none"], ["-p", "overlay", "--nodes", "12", "-t", "none"], id="answers with blanks around them"),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "words"), CONVERSATIONS)
def test_a_conversation_gives_what_flags_give(answers: list[str], words: list[str], folder: Path) -> None:
    done = talk(["init"], answers, folder)
    assert done.code == 0, done.shown
    assert done.questions == len(answers)
    _same_as(folder, *words)


def test_windows_pools_that_are_asked_for_are_there(folder: Path) -> None:
    assert talk(["init"], ["", "y", "", "y", *ENTER], folder).code == 0
    spec = _spec(folder)
    assert spec["network"]["plugin"] == "overlay"  # type: ignore[index]
    assert [pool.get("os") for pool in spec["pools"]] == [None, "Windows"]  # type: ignore[attr-defined]
    assert talk(["check", SPEC, "--fail-on", "info"], [], folder).code == 0


def test_hooks_and_a_pipeline_are_written_with_the_spec(folder: Path) -> None:
    done = talk(["init"], ["overlay", *[""] * 6, "pre-commit github azure"], folder)
    assert done.code == 0
    assert {".pre-commit-config.yaml", ".github/workflows/aksnet.yml", "azure-pipelines-aksnet.yml"} <= _left(folder)


def test_only_what_is_missing_is_asked(folder: Path) -> None:
    words = ["-p", "overlay", "--name", "prod", "--nodes", "20", "-t", "bicep", "--pre-commit", "--set", "vnet.peers=[10.9.0.0/16]"]  # fmt: skip
    done = talk(["init", *words], ["eastus2", ""], folder)
    assert (done.code, done.questions) == (0, 2)
    assert (_spec(folder)["name"], _spec(folder)["location"]) == ("prod", "eastus2")


SUBNET = "/subscriptions/1/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        pytest.param([f"pools.system.subnet={SUBNET}"], ["name of the cluster", "region", "nodes at the most"], id="a subnet that is there already"),
        pytest.param(["pools=[{name: system, mode: System, count: 3}]"], ["name of the cluster", "region", "ranges of connected networks", "range of the VNet"], id="all pools"),
        pytest.param(["pools.system.max=9", "vnet.address_space=[10.9.0.0/20]"], ["name of the cluster", "region", "ranges of connected networks"], id="fields that questions are about"),
    ],
)  # fmt: skip
def test_what_is_set_is_not_asked(words: list[str], asked: list[str], folder: Path) -> None:
    sets = [part for word in words for part in ("--set", word)]
    done = talk(["init", "-p", "overlay", "-t", "none", "--pipeline", "github", *sets], ENTER, folder)
    assert done.code == 0, done.shown
    assert re.findall(r"^(.*?) \[[^\]\n]*\]: ", done.shown, re.M) == asked


def test_with_yes_nothing_is_asked_on_a_terminal_either(folder: Path) -> None:
    assert talk(["init", "--yes"], [], folder).questions == 0


def test_a_new_folder_is_made_at_the_end(folder: Path) -> None:
    done = talk(["init", "new/prod"], ["overlay", *ENTER], folder)
    assert (done.code, "name of the cluster [prod]: " in done.shown) == (0, True)
    assert _left(folder) == {"new", "new/prod", f"new/prod/{SPEC}", f"new/prod/{SCHEMA}"}


# --- wrong answers

# Answers that are asked again, after those before them, with the reason that is told.
WRONG = [
    pytest.param([], "overly", "did you mean overlay?", id="nearly a mode"),
    pytest.param([""], "maybe", "answer y or n", id="neither yes nor no"),
    pytest.param(["", "y", "", ""], "cilium", "cilium: ", id="a mode that does not go with the needs"),
    pytest.param(["overlay"], "a b", "'a b' is no cluster name", id="a name with a blank"),
    pytest.param(["overlay"], "x" * 1001, "these are 1,001 characters", id="a very long name"),
    pytest.param(["overlay", ""], "West Europe", "such as westeurope", id="a region as people say it"),
    pytest.param(["overlay", ""], "0", "'0' is no location: a region's short name is due, such as westeurope", id="a region that is a number"),
    pytest.param(["overlay", "", ""], "0", "0 nodes are no cluster", id="no nodes"),
    pytest.param(["overlay", "", ""], "many", "'many' is no whole number", id="nodes in words"),
    pytest.param(["kubenet", "", ""], "401", "takes 400 at the most", id="more nodes than the mode takes"),
    pytest.param(["node-subnet", "", "", ""], "9", "a node takes 10 to 250", id="too few pods"),
    pytest.param(["overlay", "", "", ""], "10.0.0.1/16", "does not begin where its prefix does", id="host bits"),
    pytest.param(["overlay", "", "", ""], "10.0.0.0", "it has no prefix length", id="an address in place of a range"),
    pytest.param(["overlay", "", "", "", ""], "10.9.0.0/20 10.9.0.0/24", "10.9.0.0/24 overlaps 10.9.0.0/20", id="ranges that overlap"),
    pytest.param(["overlay", "", "", "", "10.9.0.0/24"], "10.9.0.0/16", "error: AKN", id="a VNet around a peer"),
    pytest.param(["overlay", "", "", "", "10.9.0.0/16"], "10.9.0.0/16", "the VNet's 10.9.0.0/16 overlaps the peered network 10.9.0.0/16: Azure refuses the peering", id="a VNet that is a peer"),
    pytest.param(["overlay", "", "", ""], "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16", "no private range is left for Services: connected networks have all of them hint: name the ranges that are in use there, or say another one with --set network.service_cidr=…", id="all private ranges"),
    pytest.param(["kubenet", "", "", ""], "0.0.0.0/0", "for pods and Services: connected networks have all of them hint: name the ranges that are in use there, or say another one with --set network.pod_cidr=… and --set network.service_cidr=…", id="every address that there is"),
    pytest.param(["overlay", "", "", "", ""], "none", "'none' is no address range: it has no prefix length hint: for example 10.128.0.0/12 range", id="no range for the VNet"),
    pytest.param(["overlay", "", "", "", ""], "60", "'60' is no address range: it has no prefix length", id="a number of addresses for the VNet"),
    pytest.param(["overlay", "", "", "50", ""], "10.9.0.0/28", "the largest block left is 10.9.0.0/28", id="a VNet that is too small"),
    pytest.param(["overlay", "", "", "", "", ""], "pulumi", "'pulumi' is none of terraform", id="a target that there is not"),
    pytest.param(["overlay", "", "", "", "", "", ""], "gitlab", "'gitlab' is none of pre-commit, github, azure", id="a service that there is not"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "wrong", "reason"), WRONG)
def test_a_wrong_answer_is_asked_again_with_the_reason(
    before: list[str], wrong: str, reason: str, folder: Path
) -> None:
    done = talk(["init"], [*before, wrong, *ENTER], folder)
    assert done.code == 0, done.shown
    asked = re.findall(r"^(.*?) \[[^\]\n]*\]: ", done.shown, re.M)
    assert asked[len(before)] == asked[len(before) + 1]
    assert reason in " ".join(done.shown.split())


def test_a_byte_that_is_no_utf8_is_a_wrong_answer(folder: Path) -> None:
    done = talk(["init"], ["overlay", "\udcff", *ENTER], folder)
    assert (done.code, done.shown.count("name of the cluster")) == (0, 2)


def test_a_question_mark_explains_every_question(folder: Path) -> None:
    answers = [word for _ in range(12) for word in ("?", "")]
    done = talk(["init"], answers, folder)
    assert (done.code, done.questions) == (0, 24)
    assert "kubenet: kubenet" in done.shown


def test_back_goes_back(folder: Path) -> None:
    done = talk(["init"], ["back", "overlay", "one", "back", "two", "eastus2", "back", "back", "three", *ENTER], folder)
    assert done.code == 0
    assert (_spec(folder)["name"], _spec(folder)["location"]) == ("three", "westeurope")


def test_back_over_the_mode_asks_for_what_it_decides(folder: Path) -> None:
    done = talk(["init"], ["overlay", "back", "node-subnet", *ENTER], folder)
    assert (done.code, "pods on a node at the most [30]: " in done.shown) == (0, True)


def test_a_vnet_in_a_connected_network_is_asked_again_unless_somebody_says_that_it_is_meant(folder: Path) -> None:
    answers = ["overlay", "", "", "", "10.240.0.0/12", "10.240.0.0/16", "", "10.9.0.0/16"]
    done = talk(["init"], [*answers, *ENTER], folder)
    assert (done.code, done.shown.count("range of the VNet [")) == (0, 2)
    told = " ".join(done.shown.split())
    assert "10.240.0.0/16 lies in 10.240.0.0/12, which is connected: a peering of such networks Azure refuses" in told
    vnet = _spec(folder)["vnet"]
    assert (vnet["address_space"], vnet["peers"]) == (["10.9.0.0/16"], ["10.240.0.0/12"])  # type: ignore[index]


def test_what_a_vnet_of_a_flag_lies_in_is_asked_again(folder: Path) -> None:
    words = ["-p", "overlay", "--vnet-space", "10.9.0.0/16", "-t", "none", "--name", "a", "--location", "eastus2"]
    done = talk(["init", *words], ["", "10.0.0.0/8", "no", "172.16.0.0/12", ""], folder)
    assert (done.code, done.shown.count("ranges of connected networks [")) == (0, 2)
    assert _spec(folder)["vnet"]["peers"] == ["172.16.0.0/12"]  # type: ignore[index]


def test_where_no_range_is_found_somebody_may_say_one_or_go_back(folder: Path) -> None:
    every = "10.0.0.0/8 172.16.0.0/13 172.24.0.0/14 192.168.0.0/16"
    answers = ["node-subnet", "", "", "", "", every, "", "10.9.0.0/16", "no", "back", "10.0.0.0/8", *ENTER]
    done = talk(["init"], answers, folder)
    assert (done.code, done.shown.count("range of the VNet [none is free]")) == (0, 3), done.shown
    assert _spec(folder)["vnet"]["peers"] == ["10.0.0.0/8"]  # type: ignore[index]


def test_lines_that_are_pasted_together_are_answers_one_by_one(folder: Path) -> None:
    done = talk(["init"], ["overlay\nprod\neastus2\n20\n\n\nbicep\n"], folder)
    assert done.code == 0, done.shown
    _same_as(folder, "-p", "overlay", "--location", "eastus2", "--nodes", "20", "-t", "bicep")


def test_warnings_are_told_before_anything_is_written(folder: Path) -> None:
    done = talk(["init", "-p", "kubenet", "-t", "none"], [*[""] * 6, "n"], folder)
    assert (done.code, _left(folder)) == (2, set())
    assert done.shown.index("AKN401") < done.shown.index("write it all the same [yes]: ")
    assert talk(["init", "-p", "kubenet", "-t", "none"], [*[""] * 6, ""], folder).code == 0


# --- nothing is left behind


def _answers_until(number: int) -> list[str]:
    return ENTER[:number]


@pytest.mark.parametrize("number", range(12))
def test_an_interrupt_at_any_question_leaves_nothing_behind(number: int, folder: Path) -> None:
    done = talk(["init", "new"], [*_answers_until(number), INTERRUPT], folder)
    assert (done.code, done.questions, _left(folder)) == (130, number + 1, set())
    assert done.shown.endswith("interrupted: nothing was written\n")
    assert "Traceback" not in done.shown


@pytest.mark.parametrize("number", range(12))
def test_the_end_of_input_at_any_question_leaves_nothing_behind(number: int, folder: Path) -> None:
    done = talk(["init", "new"], [*_answers_until(number), END], folder)
    assert (done.code, done.questions, _left(folder)) == (2, number + 1, set())
    assert "error: the input ended before the last question\n  hint: nothing was written" in done.shown


def test_what_is_in_the_way_is_told_before_any_question(folder: Path) -> None:
    (folder / SPEC).write_text("mine", encoding="utf-8")
    done = talk(["init"], ENTER, folder)
    assert (done.code, done.questions) == (2, 0)


def test_what_stays_is_told_to_those_who_ask_for_it(folder: Path) -> None:
    (folder / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    note, add = "note: .pre-commit-config.yaml is there already and stays as it is", "add this under repos:"
    silent = talk(["init", "one"], ENTER, folder)
    assert (silent.code, note in silent.shown, add in silent.shown) == (0, False, False)
    told = talk(["init", "two"], ["overlay", *[""] * 6, "pre-commit"], folder)
    assert (told.code, note in told.shown, add in told.shown) == (0, True, True)
    assert "\n- repo: " in told.shown.replace("\n  - repo: ", "\n- repo: ")
    assert "\nrepos:" not in told.shown


def test_flags_that_cannot_be_are_told_before_any_question(folder: Path) -> None:
    done = talk(["init", "--nodes", "0"], ENTER, folder)
    assert (done.code, done.questions) == (2, 0)


def test_a_file_that_comes_in_the_meantime_is_not_overwritten(folder: Path) -> None:
    (folder / "new").mkdir()

    def appear() -> str:
        (folder / "new" / SPEC).write_text("mine", encoding="utf-8")
        return ""

    done = talk(["init", "new"], ["overlay", "", appear, *ENTER], folder)
    assert done.code == 1
    assert "this file changed in the meantime" in done.shown
    assert _left(folder / "new") == {SPEC}
    assert (folder / "new" / SPEC).read_text(encoding="utf-8") == "mine"


# --- editing

LEFT, UP, DELETE, START = "\x1b[D", "\x1b[A", "\x7f", "\x01"
needs_readline = pytest.mark.skipif(find_spec("readline") is None, reason="this Python has no readline")


@needs_readline
@pytest.mark.parametrize(
    ("typed", "name"),
    [
        pytest.param(f"prd{LEFT}o", "prod", id="an arrow to the left"),
        pytest.param(f"prodd{DELETE}", "prod", id="a character that is taken back"),
        pytest.param(f"rod{START}p", "prod", id="the beginning of the line"),
        pytest.param(UP, "aks", id="an arrow up brings no answer to another question"),
        pytest.param("prod\t", "prod", id="a tab completes nothing"),
    ],
)
def test_an_answer_can_be_edited_while_it_is_typed(typed: str, name: str, folder: Path) -> None:
    done = talk(["init", "-t", "none"], ["overlay", typed, *ENTER], folder, {"TERM": "xterm-256color"})
    assert done.code == 0, done.shown
    assert _spec(folder)["name"] == name


@needs_readline
def test_an_arrow_up_brings_back_what_was_refused_at_this_question(folder: Path) -> None:
    answers = ["overlay", "pr od", f"{UP}{LEFT}{LEFT}{DELETE}", *ENTER]
    done = talk(["init", "-t", "none"], answers, folder, {"TERM": "xterm-256color"})
    assert done.code == 0, done.shown
    assert _spec(folder)["name"] == "prod"


@needs_readline
def test_what_is_printed_is_no_part_of_the_conversation(folder: Path) -> None:
    """Questions are drawn on standard error, also by readline: standard output has the result alone."""
    done = talk(["recommend", "--format", "json"], [""] * 20, folder, output=folder / "result.json")
    assert (done.code, done.questions > 5) == (0, True)
    assert "nodes at the most [not stated]: " in done.shown
    assert json.loads((folder / "result.json").read_text(encoding="utf-8"))["version"] == 1


# --- odd terminals


@pytest.mark.parametrize(
    "around",
    [
        pytest.param({"COLUMNS": "40"}, id="forty columns"),
        pytest.param({"COLUMNS": "1"}, id="one column"),
        pytest.param({"TERM": "dumb"}, id="a dumb terminal"),
        pytest.param({"NO_COLOR": "1"}, id="without colour"),
        pytest.param({"FORCE_COLOR": "1"}, id="with colour"),
        pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, id="a locale without UTF-8"),
    ],
)
def test_odd_terminals_show_the_same_words(around: dict[str, str], folder: Path) -> None:
    done: Talk = talk(["init"], ["", "", "?", *ENTER], folder, around)
    assert done.code == 0, done.shown
    assert not re.search(r"\x1b\[[\d;]*m", done.shown)
    assert around.get("TERM") != "dumb" or "\x1b" not in done.shown
    if around.get("COLUMNS") == "40":
        told = [line for line in done.shown.splitlines() if line.startswith("  + ")]
        assert told
        assert all(len(line) <= 40 for line in told)
