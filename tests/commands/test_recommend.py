"""`aksnet recommend` as a person calls it: flags, questions, formats, and commands that work."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet import cli
from aksnet.commands import questions
from aksnet.commands.recommend import Given, needs_of, recommended, run
from aksnet.errors import UsageError
from aksnet.facts.choices import ALIASES, NEEDS, TABLES, WAYS
from aksnet.recommending.needs import Needs
from aksnet.reports.choices import render
from aksnet.reports.tables import TableOptions, escaped
from hostile import HOSTILE
from places import ROOT

SOME = (
    Given(nodes="50", pods="1500", vnet_space=["10.0.0.0/22"], wants=["windows", "network-policy"]),
    Given(existing="kubenet", wants=["l7-policy"]),
    Given(nodes="10", vnet_space=["3000"], wants=["direct-pod-access", "dual-stack"]),
    Given(wants=["own-cni", "isolated", "gateway-for-containers"]),
    Given(nodes="5000", pods="300000"),
)


class Terminal(io.StringIO):
    """Standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(Given(), Needs(), id="nothing"),
        pytest.param(Given("5", "100", "50"), Needs(5, 100, 50), id="numbers"),
        pytest.param(Given(vnet_space=["4096"]), Needs(addresses=4096), id="a number of addresses"),
        pytest.param(Given(existing="azure"), Needs(existing="node-subnet"), id="an alias of what there is"),
        pytest.param(Given(existing=" Kubenet "), Needs(existing="kubenet"), id="in capitals, with blanks"),
        pytest.param(Given(wants=["windows"]), Needs(wants=frozenset({"windows"})), id="a need"),
    ],
)
def test_what_is_given_as_needs(given: Given, expected: Needs) -> None:
    assert needs_of(given) == expected


def test_several_ranges() -> None:
    assert [str(one) for one in needs_of(Given(vnet_space=["10.0.0.0/24", "10.1.0.0/24"])).space] == [
        "10.0.0.0/24",
        "10.1.0.0/24",
    ]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param(Given(nodes="many"), "--nodes: error: 'many' is no whole number", id="nodes in words"),
        pytest.param(Given(pods="1e3"), "--pods: error: '1e3' is no whole number", id="pods with an exponent"),
        pytest.param(Given(max_pods=""), "--max-pods: error: '' is no whole number", id="an empty number"),
        pytest.param(Given(nodes="9" * 5000), "--nodes: error: a number of 5,000 digits is more than 999,999,999\n  hint: a cluster has 5,000 nodes at the most [SCALE-01]", id="a number longer than Python reads"),
        pytest.param(Given(nodes="1000000000000"), "--nodes: error: '1000000000000' is more than 999,999,999\n  hint: a cluster has 5,000 nodes at the most [SCALE-01]", id="a million millions of nodes"),
        pytest.param(Given(pods="1000000000000"), "--pods: error: '1000000000000' is more than 999,999,999\n  hint: static blocks go up to about 1,000,000 pods [IP-17]", id="a million millions of pods"),
        pytest.param(Given(max_pods="1000000000000"), "hint: a node takes 250 at the most [POD-01]", id="a million millions of pods for each node"),
        pytest.param(Given(nodes="-1000000000000"), "'-1000000000000' is less than -999,999,999", id="far below nothing"),
        pytest.param(Given(nodes="000000000000"), "0 nodes are no cluster", id="nothing in many digits"),
        pytest.param(Given(nodes="1,000"), "--nodes: error: '1,000' is no whole number\n  hint: write 1000", id="a number with a comma"),
        pytest.param(Given(pods="1_000_000"), "hint: write 1000000", id="a number with underscores"),
        pytest.param(Given(vnet_space=["4,096"]), "--vnet-space: error: '4,096' is no whole number\n  hint: write 4096", id="addresses with a comma"),
        pytest.param(Given(nodes="1,00"), "'1,00' is no whole number", id="a comma elsewhere"),
        pytest.param(Given(vnet_space=["9" * 5000]), "a number of 5,000 digits is more than 999,999,999\n  hint: the largest VNet is a /8 [IP-16]", id="so many addresses"),
        pytest.param(Given(vnet_space=["10.0.0.0"]), "'10.0.0.0' is no address range: it has no prefix length", id="an address"),
        pytest.param(Given(vnet_space=["10.0.0.0/33"]), "has the prefix length 33, more than 32", id="a prefix that is too long"),
        pytest.param(Given(vnet_space=["10.0.0.5/24"]), "does not begin where its prefix does\n  hint: write 10.0.0.0/24", id="host bits"),
        pytest.param(Given(vnet_space=["fd00::/64"]), "is an IPv6 range where an IPv4 range is due", id="IPv6"),
        pytest.param(Given(vnet_space=["1000", "10.0.0.0/24"]), "'1000' is given beside another space", id="a number and a range"),
        pytest.param(Given(existing="overlays"), "--existing: error: 'overlays' is none of cilium, overlay", id="nearly a way"),
        pytest.param(Given(nodes="0"), "--nodes: error: 0 nodes are no cluster", id="no nodes"),
        pytest.param(Given(vnet_space=["10.0.0.0/31"]), "10.0.0.0/31 has 2 addresses, which is no subnet", id="a /31"),
        pytest.param(Given(wants=["windows", "fqdn-policy"]), "no network has --fqdn-policy and --windows together: they contradict each other\n  hint: nearest: without --fqdn-policy: overlay fits; with it, only the Cilium data plane of AKS has FQDN policies", id="needs that contradict each other"),
    ],
)  # fmt: skip
def test_what_cannot_be(given: Given, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        run(given, "text")
    assert message in str(caught.value)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("field", ["nodes", "pods", "max_pods", "existing", "vnet_space"])
def test_hostile_texts_are_refused_and_told_in_one_line(field: str, text: str) -> None:
    value: Any = [text] if field == "vnet_space" else text
    if re.fullmatch("[0-9]+", text) and field != "existing":
        assert needs_of(Given(**{field: value}))
        return
    with pytest.raises(UsageError) as caught:
        needs_of(Given(**{field: value}))
    lines = str(caught.value).split("\n")
    assert all(line.isprintable() for line in lines)
    assert len(lines) <= 2


def test_nothing_is_asked_where_nobody_would_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("5\n"))
    with pytest.raises(UsageError) as caught:
        run(Given(), "text")
    message = str(caught.value)
    assert "nothing is known of what the cluster needs" in message
    assert all(f"--{word}" in message for word in NEEDS)


# --- questions


def _asked(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Any:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))
    return json.loads(run(Given(), "json"))


def test_answers_are_what_flags_would_say(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["50", "1500", "10.0.0.0/20 10.1.0.0/24", "kubenet", "", "", "y"]
    document = _asked(monkeypatch, *answers, *[""] * len(questions.QUESTIONS))
    given = Given("50", "1500", None, ["10.0.0.0/20", "10.1.0.0/24"], "kubenet", ["direct-pod-access"])
    assert document == json.loads(run(given, "json"))


def test_defaults_are_no_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    document = _asked(monkeypatch, *[""] * len(questions.QUESTIONS))
    assert document["needs"]["wants"] == []
    assert document["winner"] == "cilium"


def test_wrong_answers_are_asked_again_and_a_question_mark_explains(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    document = _asked(
        monkeypatch, "?", "many", "0", "5", "-1", "", "10.0.0.0/31", "", "overlays", "", "maybe", "n", *[""] * 20
    )
    assert document["needs"]["nodes"] == 5
    captured = capsys.readouterr()
    assert captured.out == ""
    for text in (
        "a number; with the autoscaler its maximum, all pools together (--nodes)",
        "'many' is no whole number",
        "0 nodes are no cluster",
        "-1 pods are no load",
        "10.0.0.0/31 has 2 addresses",
        "'overlays' is none of",
        "answer y or n",
    ):
        assert text in captured.err


@pytest.mark.parametrize(
    ("answers", "message", "needs"),
    [
        pytest.param(["2", "5000", "400"], "5,000 pods are too many: 2 nodes × 250 pods = 500 [POD-01]", {"nodes": 2, "pods": 400}, id="too many pods for the nodes before"),
        pytest.param(["1", "", "", "", "", "y", "n"], "one node cannot be Windows", {"nodes": 1, "wants": []}, id="Windows on the one node before"),
        pytest.param(["", "", "10.0.0.0/24 10.0.0.0/26", "10.0.0.0/24"], "10.0.0.0/26 overlaps 10.0.0.0/24", {"vnet_space": ["10.0.0.0/24"]}, id="ranges that overlap"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_beside_those_before_it_is_asked_for_again(
    answers: list[str],
    message: str,
    needs: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    document = _asked(monkeypatch, *answers, *[""] * 25)
    assert message in capsys.readouterr().err
    assert {key: document["needs"][key] for key in needs} == needs


def test_a_vnet_of_aks_is_not_offered_beside_virtual_nodes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _asked(monkeypatch, *[""] * 8, "", "", "", "", "y", *[""] * 20)
    asked = capsys.readouterr().err
    assert "virtual nodes [no]" in asked
    assert "a VNet that AKS makes" not in asked


def test_what_cannot_be_beside_an_answer_is_not_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _asked(monkeypatch, "", "", "", "", "", "y", *[""] * 20)
    asked = capsys.readouterr().err
    assert "Windows pools [no]" in asked
    assert "policies by HTTP content" not in asked
    assert "encryption" not in asked


def test_every_need_has_a_question() -> None:
    flags = [question.flag for question in questions.QUESTIONS]
    assert sorted(flags) == sorted(
        [*(f"--{word}" for word in NEEDS), "--nodes", "--pods", "--vnet-space", "--existing"]
    )
    for number, question in enumerate(questions.QUESTIONS):
        assert set(question.not_after) <= set(flags[:number])


def test_input_that_ends_early(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="the input ended before the last question"):
        _asked(monkeypatch, "5")


def test_an_interrupt_is_left_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(Terminal):
        def readline(self, size: int | None = -1) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        run(Given(), "text")


# --- formats


@pytest.mark.parametrize("given", SOME)
def test_json_is_of_the_documented_shape(given: Given) -> None:
    schema = json.loads((ROOT / "docs" / "recommend.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    document = json.loads(run(given, "json"))
    Draft7Validator(schema).validate(document)
    winner = document["choices"][0]
    assert (winner["id"], winner["rank"], winner["fits"]) == (document["winner"], 1, True)
    assert winner["command"][:2] == ["aksnet", "gen"]
    for choice in document["choices"]:
        assert choice["fits"] == ("excludes" not in [reason["weight"] for reason in choice["reasons"]])
        assert all(reason["sources"] for reason in choice["reasons"])


@pytest.mark.parametrize("given", SOME)
@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_texts_have_every_way_every_exclusion_and_the_command(given: Given, output_format: str) -> None:
    of = recommended(needs_of(given))
    text = render(of, output_format, TableOptions(width=100_000))
    plain = text.replace("\\", "")
    assert f"\n{shlex.join(of.winner.command)}\n" in text
    assert of.lacking.text in plain[plain.index(shlex.join(of.winner.command).replace("\\", "")) :]
    for choice in of.choices:
        assert choice.way.id in plain
        for reason in choice.reasons:
            if choice.fits or reason.weight == "excludes":
                assert reason.text in plain
                assert all(source.url in plain for source in reason.sources)


@pytest.mark.parametrize("given", SOME)
@pytest.mark.parametrize("output_format", TABLES)
def test_the_same_answers_print_the_same(given: Given, output_format: str) -> None:
    turned = given._replace(wants=list(reversed(given.wants)))
    assert run(given, output_format) == run(turned, output_format)


@pytest.mark.parametrize("given", SOME)
@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_word_of_the_table_is_broken(given: Given, width: int) -> None:
    of = recommended(needs_of(given))
    text = render(of, "text", TableOptions(width=width))
    lines = [line for line in text.splitlines() if not line.startswith(("  see: ", "aksnet gen "))]
    assert all(len(line) <= width for line in lines)
    assert set(text.split()) <= set(render(of, "text", TableOptions(width=100_000)).split())


@pytest.mark.parametrize("given", SOME)
def test_text_is_wrapped_and_without_colour_where_it_is_not_asked_for(given: Given) -> None:
    of = recommended(needs_of(given))
    text = render(of, "text", TableOptions(width=100))
    lines = [line for line in text.splitlines() if not line.startswith(("  see: ", "aksnet gen "))]
    assert all(len(line) <= 100 for line in lines)
    assert "\x1b[" not in text
    assert "\x1b[" in render(of, "text", TableOptions(colour=True, width=100))


def test_the_table_says_what_each_way_takes() -> None:
    lines = run(Given(nodes="50", pods="1500"), "text").splitlines()
    assert [line.split() for line in lines[1:4]] == [
        ["1", "cilium", "50", "250", "60", "(a", "/26)", "pod", "CIDR:", "14,080", "(a", "/18)", "fits"],
        ["2", "overlay", "50", "250", "60", "(a", "/26)", "pod", "CIDR:", "14,080", "(a", "/18)", "fits"],
        ["3", "cilium-pod-subnet", "50", "30", "60", "(a", "/26)", "2,645", "(a", "/20)", "fits"],
    ]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_no_text_leaves_its_cell_of_markdown(text: str) -> None:
    cell = escaped(text)
    assert cell.isprintable()
    assert not re.search(r"(?<!\\)(?:\\\\)*[|`<>*_\[\]]", cell)


# --- the commands that are recommended


def _commands() -> list[Any]:
    numbers = (
        Given(),
        Given("50", "1500"),
        Given("2500", None, None, ["10.0.0.0/9"]),
        Given("8", "200", "30", ["4096"]),
    )
    cases = []
    for given in numbers:
        for wants in ([], *([word] for word in NEEDS), ["windows", "network-policy"], ["dual-stack", "l7-policy"], ["direct-pod-access", "encryption"]):  # fmt: skip
            if not ("managed-vnet" in wants and given.vnet_space):
                name = f"{' '.join(wants) or 'nothing'}: {' '.join(one or '' for one in given[:2])} {given.vnet_space}"
                cases.append(pytest.param(given._replace(wants=wants), id=name))
    return cases


@pytest.mark.parametrize("given", _commands())
def test_the_winners_command_generates(
    given: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    winner = recommended(needs_of(given)).winner
    # through a shell's eyes, as whoever copies the line has it
    words = shlex.split(shlex.join(winner.command))
    monkeypatch.setattr(sys, "argv", [*words, "--today", "2026-11-24"])
    code = cli.run()
    sys.stdout.flush()
    captured = capfdbinary.readouterr()
    assert code == 0, captured.err.decode()
    assert captured.out


@pytest.mark.parametrize("name", WAYS)
def test_a_way_that_exists_is_one_that_may_be_named(name: str) -> None:
    assert needs_of(Given(existing=name)).existing == name


@pytest.mark.parametrize("alias", ALIASES)
def test_aliases_name_what_exists(alias: str) -> None:
    assert needs_of(Given(existing=alias)).existing == ALIASES[alias]
