"""Help is grouped, fits the terminal, and says what there is."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from aksnet.cli import app, catalogue, examples, helping
from aksnet.cli.helping import Page
from aksnet.facts import choices
from aksnet.options import ASKED, PRINTED, READ
from calling import Call, Done

GROUP: Any = typer.main.get_command(app)
NAMES = list(GROUP.commands)


def _page(name: str, page: Page) -> str:
    root = typer.Context(GROUP, info_name="aksnet")
    return helping.of_command(
        GROUP.commands[name], typer.Context(GROUP.commands[name], parent=root, info_name=name), page
    )


def test_every_function_of_the_command_line_is_in_a_group() -> None:
    """A command that is not in the table of groups is not called at all."""
    found = {
        function
        for name, module in sys.modules.items()
        if name.startswith("aksnet.cli.") and (module.__doc__ or "").startswith("The command")
        for function in vars(module).values()
        if callable(function) and getattr(function, "__module__", "") == name and not function.__name__.startswith("_")
    }  # fmt: skip
    assert found == set(catalogue.COMMANDS.values())
    assert [one.name for one in app.registered_commands] == list(catalogue.COMMANDS)


@pytest.mark.parametrize("call", ["--help", "-h", "help"])
def test_overview_has_every_command_in_its_group(call: str, aksnet: Call) -> None:
    done = aksnet(call)
    assert (done.code, done.err) == (0, "")
    for group, functions in catalogue.GROUPS.items():
        section = done.out.partition(f"\n{group}:\n")[2].partition("\n\n")[0]
        assert [line.split()[0] for line in section.splitlines()] == [catalogue.name_of(one) for one in functions]


def test_nothing_at_all_is_a_mistake_that_gets_help(aksnet: Call) -> None:
    done = aksnet()
    assert (done.code, done.out) == (2, "")
    assert done.err == aksnet("--help").out


@pytest.mark.parametrize("name", NAMES)
def test_command_has_help_by_every_way(name: str, aksnet: Call) -> None:
    pages = [aksnet(name, "--help"), aksnet(name, "-h"), aksnet("help", name)]
    assert pages == [Done(0, pages[0].out, "")] * 3
    assert pages[0].out.startswith(f"Usage: aksnet {name} [OPTIONS]")


@pytest.mark.parametrize("function", catalogue.COMMANDS.values(), ids=catalogue.COMMANDS)
def test_summary_fits_one_line_of_80_columns(function: Any) -> None:
    summary = catalogue.summary_of(function)
    assert summary.endswith(".")
    assert summary in helping.overview(Page(80))


@pytest.mark.parametrize("width", [40, 60, 80, 110])
@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(name: str, width: int) -> None:
    text = _page(name, Page(width))
    wide = [line for line in text.splitlines() if len(line) > width]
    calls = [f"  {one.call}" for one in examples.EXAMPLES[name]]
    assert [line for line in wide if line not in calls and not line.startswith("Usage:")] == []
    words, others = (sorted(word for word in one.split() if word != "#") for one in (text, _page(name, Page(110))))
    assert words == others


@pytest.mark.parametrize("name", NAMES)
def test_every_option_stands_in_one_group(name: str) -> None:
    text = _page(name, Page(110))
    for parameter in GROUP.commands[name].params:
        assert helping.panel_of(parameter) in (READ, ASKED, PRINTED)
        if parameter.param_type_name == "option":
            long = max(parameter.opts, key=len)
            lefts = [line.strip().split("  ")[0] for line in text.splitlines() if line.startswith("  -")]
            assert sum(long in left.replace(",", "").split() for left in lefts) == 1


@pytest.mark.parametrize("name", NAMES)
def test_examples_are_few_and_fit(name: str) -> None:
    assert 2 <= len(examples.EXAMPLES[name]) <= 4
    for one in examples.EXAMPLES[name]:
        assert f"aksnet {name}" in one.call
        assert len(one.call) <= 76


def test_help_of_gen_names_every_choice() -> None:
    text = " ".join(_page("gen", Page(80)).split())
    for words in (tuple(choices.PLUGINS), choices.POLICIES, choices.IPAM, choices.OUTBOUND_TYPES, choices.TARGETS):
        assert ", ".join(words) in text


@pytest.mark.parametrize(
    ("environment", "bold"),
    [
        pytest.param({}, False, id="no colours in a pipe"),
        pytest.param({"FORCE_COLOR": "1"}, True, id="colours where they are asked for"),
        pytest.param({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False, id="no colours where they are refused"),
    ],
)
def test_headings_are_bold_in_colour(environment: dict[str, str], bold: bool, aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for call in (["--help"], ["gen", "--help"]):
        assert ("\x1b[1mUsage:\x1b[0m" in aksnet(*call).out) is bold


@pytest.mark.parametrize(("columns", "width"), [("10", 40), ("72", 72), ("300", 110)])
def test_page_is_as_wide_as_the_terminal(columns: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert helping.page().width == width


def test_help_reads_no_spec_and_no_environment(aksnet: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("AKSNET_NONSENSE", "x")
    (tmp_path / "aksnet.yaml").write_text("network: [", encoding="utf-8")
    assert aksnet("gen", "--help", "--plugin", "nope").code == 0
