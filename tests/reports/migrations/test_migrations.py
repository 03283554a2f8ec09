"""What changes do in every format: with all that can be told of one, with hostile texts, and in fleets."""

from __future__ import annotations

import json
import re
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from markdown_it.token import Token

from aksnet.errors import Place, Problem
from aksnet.facts import choices
from aksnet.findings import Severity
from aksnet.reports.migrations import MigrationOptions, render
from aksnet.reports.migrations.words import MEANINGS, disagreement, unsaid
from aksnet.transitions.changes import Change, Danger, Pair, Planned, PoolChange, Runbook, Step
from aksnet.transitions.verdicts import Azure, Condition, Effect, OfAzure, OfTool, Open, Reason, Tool
from hostile import HOSTILE
from migrated import (
    CHANGES,
    CREATED,
    DELETED,
    FLEET,
    IN_PLACE,
    MODE,
    ON_AZURE,
    PLANNED,
    POOL,
    QUIET,
    RANGED,
    REFUSED,
    REPLACED,
    STEP,
    WHOLE,
    finding,
    migration,
    reason,
)
from places import ROOT

SCHEMA = json.loads((ROOT / "docs" / "migrate.schema.json").read_text(encoding="utf-8"))
NOTHING = MigrationOptions(frozenset())


DEFAULT = MigrationOptions()


def text(*changes: Change, options: MigrationOptions = DEFAULT, **rest: Any) -> str:
    return render(migration(*changes, **rest), "text", options)


def test_every_verdict_has_a_meaning() -> None:
    assert set(MEANINGS) == {*Azure, *Tool}


def test_text_begins_with_both_verdicts_and_what_replaces() -> None:
    assert text(WHOLE).splitlines()[:3] == [
        "prod (azurerm_kubernetes_cluster.prod, main.tf:1:1)",
        "  Azure           in-place-irreversible: it is changed while it runs, and there is no way back",
        f"  azurerm 4.57.0  replace, by {MODE}: it is destroyed and made anew",
    ]


def test_text_says_all_in_the_order_in_which_it_is_of_use() -> None:
    shown = text(WHOLE, findings=(finding(),))
    order = [
        "they disagree: Azure can do this while the cluster runs, with azurerm 4.57.0 it is destroyed and made anew",
        "  what decides:\n",
        f'    {MODE}: (nothing) -> "overlay" (main.tf:22:27)\n      azurerm 4.57.0: replace: the release has it ForceNew\n',
        "  what happens:\n    - the nodes of all pools are reimaged at once\n",
        "    [ ] no custom ip-masq-agent configuration is there\n        $ kubectl get configmap -A\n",
        "    - kubernetes_version (main.tf:3): a variable without a value; it decides between in-place and refused\n",
        "  pools:\n    user: Azure new-pool; azurerm 4.57.0 rotate\n",
        "    main.tf:22:27: warning AKN903 kept-profile:\n      a block stays\n      hint: take it out\n",
        "  steps:\n    1. move from kubenet to overlay\n       [ ] Kubernetes is 1.27 or newer\n",
        "       $ az aks update --name prod --resource-group rg \\\n           --network-plugin azure --network-plugin-mode overlay\n",
        '       terraform:\n         network_profile {\n           network_plugin = "azure"\n         }\n',
        "       back: there is no way back\n",
        "1 cluster: 1 fails\n  prod: replace\n",
    ]
    assert [shown.find(part) for part in order] == sorted(shown.find(part) for part in order)
    assert all(part in shown for part in order)


def test_text_leaves_out_pools_that_stay_as_they_are() -> None:
    assert "system" not in text(WHOLE)


def test_a_cluster_that_does_not_change_is_one_line() -> None:
    assert text(QUIET) == (
        "test (azurerm_kubernetes_cluster.test, main.tf:1:1): nothing changes (Azure no-change, azurerm 4.57.0 no-op)\n"
        "\n1 cluster: nothing fails\n"
    )


@pytest.mark.parametrize(
    ("change", "rest"),
    [
        pytest.param(QUIET, {"findings": (finding(),)}, id="a finding"),
        pytest.param(QUIET._replace(pools=WHOLE.pools), {}, id="a pool that changes"),
        pytest.param(QUIET._replace(pair=PLANNED.pair), {}, id="something that Terraform plans"),
    ],
)
def test_a_cluster_is_told_as_a_whole_where_there_is(change: Change, rest: dict[str, Any]) -> None:
    assert "nothing changes (" not in text(change, **rest)


def test_a_plan_that_does_nothing_is_nothing() -> None:
    planned = (("azurerm_kubernetes_cluster.test", Planned(("no-op",))),)
    assert "nothing changes (" in text(QUIET._replace(pair=QUIET.pair._replace(planned=planned)))


def test_text_has_a_line_for_each_stretch_of_releases() -> None:
    assert f"  release by release:\n    4.0.0 to 4.57.0  replace, by {MODE}\n    4.58.0           in-place\n" in text(
        RANGED
    )


def test_text_says_what_terraform_itself_plans() -> None:
    assert "  plan of azurerm_kubernetes_cluster.dev  replace, by network_profile[0].pod_cidr: " in text(PLANNED)


def test_where_there_is_no_way_the_nearest_states_are_told_before_the_steps() -> None:
    assert (
        "\n  there is no way from pod-subnet to overlay\n  what can be reached: pod-subnet with cilium\n\n  steps:\n"
        in text(REFUSED)
    )


def test_a_finding_on_the_disagreement_stands_in_place_of_the_sentence() -> None:
    shown = text(WHOLE, findings=(finding("AKN903"), finding("AKN901", message="the tool disagrees")))
    assert "they disagree" not in shown
    assert shown.index("the tool disagrees") < shown.index("what decides") < shown.index("AKN903")


@pytest.mark.parametrize(
    ("azure", "tool", "expected"),
    [
        pytest.param(Azure.IN_PLACE, Tool.REPLACE, "with azurerm 4.57.0 it is destroyed", id="the tool replaces"),
        pytest.param(Azure.IRREVERSIBLE, Tool.ERROR_AT_VALIDATE, "terraform validate refuses", id="the tool cannot say it"),
        pytest.param(Azure.IN_PLACE, Tool.NO_OP, "nothing will change", id="the tool sees nothing"),
        pytest.param(Azure.REFUSED, Tool.IN_PLACE, "azurerm 4.57.0 plans in-place", id="the service refuses it"),
        pytest.param(Azure.STEPS, Tool.REPLACE, "in steps, without a new cluster; with azurerm 4.57.0 it is destroyed", id="the tool replaces what takes steps"),
        pytest.param(Azure.STEPS, Tool.IN_PLACE, "plans all of it at once (in-place), and at Azure it can be done, but not", id="the tool plans the steps as one"),
        pytest.param(Azure.STEPS, Tool.ERROR_AT_APPLY, None, id="both say that it is not one operation"),
        pytest.param(Azure.RECREATE, Tool.NO_OP, "Azure says recreate", id="the service takes a new cluster"),
        pytest.param(Azure.IN_PLACE, Tool.IN_PLACE, None, id="both in place"),
        pytest.param(Azure.RECREATE, Tool.REPLACE, None, id="both with a new cluster"),
        pytest.param(Azure.REFUSED, Tool.ERROR_AT_APPLY, None, id="both refuse"),
        pytest.param(Azure.NO_CHANGE, Tool.NO_OP, None, id="nothing"),
        pytest.param(Azure.UNDECIDED, Tool.REPLACE, None, id="what cannot be told"),
    ],
)  # fmt: skip
def test_where_the_service_and_the_tool_differ(azure: Azure, tool: Tool, expected: str | None) -> None:
    said = disagreement(IN_PLACE._replace(azure=OfAzure(azure), tool=OfTool("azurerm", "4.57.0", tool)))
    assert said is None if expected is None else said is not None and expected in said


def test_a_fleet_ends_with_who_fails_and_a_count_by_verdict() -> None:
    assert render(FLEET, "text", DEFAULT).split("\n\n")[-1] == (
        "8 clusters: 5 fail; not everything could be read\n"
        "  prod: replace\n"
        "  old: delete\n"
        "  bicep: refused, error-at-apply\n"
        "  ranged: replace\n"
        "  dev: replace\n"
        "  Azure: 3 in-place, 1 in-place-irreversible, 1 no-change, 1 create, 1 delete, 1 refused\n"
        "  azurerm 4.57.0: 2 in-place, 1 replace, 1 no-op, 1 create, 1 delete\n"
        "  Bicep: 1 error-at-apply\n"
        "  azurerm ~> 4.0: 1 replace\n"
    )
    assert "clusters:" not in render(FLEET, "text", MigrationOptions(summed_up=False))


def test_a_large_fleet_names_some_of_those_that_fail() -> None:
    shown = text(*(WHOLE for _ in range(23)))
    assert shown.count("\n  prod: replace") == 20
    assert "\n  and 3 more\n" in shown


def test_colour_marks_what_fails_and_what_needs_care() -> None:
    shown = text(WHOLE, options=MigrationOptions(colour=True), findings=(finding(),))
    assert "\x1b[31mreplace\x1b[0m, by" in shown
    assert "\x1b[33min-place-irreversible\x1b[0m" in shown
    assert "\x1b[33mwarning\x1b[0m \x1b[1mAKN903 kept-profile\x1b[0m" in shown
    assert "\x1b[31mreplace" not in text(WHOLE, options=MigrationOptions(frozenset({"refused"}), colour=True))
    assert "\x1b" not in text(WHOLE)


def test_text_is_as_wide_as_is_asked_for_but_for_what_people_copy() -> None:
    lines = text(WHOLE._replace(azure=LONG), options=MigrationOptions(width=80)).splitlines()
    long = [line for line in lines if "word" in line]
    assert len(long) > 3
    assert max(map(len, long)) <= 80


LONG = OfAzure(Azure.IN_PLACE, effects=(Effect("word " * 60, ()),))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_json_is_of_the_documented_shape(change: Change) -> None:
    shown = json.loads(render(migration(change, findings=(finding(),)), "json", DEFAULT))
    Draft7Validator.check_schema(SCHEMA)
    Draft7Validator(SCHEMA).validate(shown)


def test_json_of_a_fleet_is_of_the_documented_shape_and_counts() -> None:
    shown = json.loads(render(FLEET, "json", DEFAULT))
    Draft7Validator(SCHEMA).validate(shown)
    assert [shown["summary"][key] for key in ("clusters", "failing", "fails", "unread")] == [8, 5, True, 1]
    assert shown["summary"]["terraform"]["replace"] == 2
    assert shown["unread"] == [{"message": "no valid HCL", "hint": "mend it", "file": "b.tf", "line": 3, "column": 1}]


def test_json_has_what_pipelines_ask_for() -> None:
    (cluster,) = json.loads(render(migration(WHOLE, findings=(finding(),)), "json", DEFAULT))["clusters"]
    assert (cluster["name"], cluster["fails"], cluster["azure"]["verdict"]) == ("prod", True, "in-place-irreversible")
    tool = cluster["terraform"]
    assert (tool["provider"], tool["version"], tool["verdict"], tool["replaced_by"]) == ("azurerm", "4.57.0", "replace", [MODE])  # fmt: skip
    assert tool["reasons"][0]["after"] == '"overlay"'
    assert cluster["azure"]["conditions"][0]["check"] == "kubectl get configmap -A"
    assert [one["name"] for one in cluster["pools"]] == ["system", "user"]
    assert cluster["steps"][0]["changes"][0]["language"] == "terraform"
    assert cluster["findings"][0]["id"] == "AKN903"
    assert cluster["before"]["file"] == "state.json"


def test_json_of_a_cluster_on_one_side_has_no_other() -> None:
    created, deleted = json.loads(render(migration(CREATED, DELETED), "json", DEFAULT))["clusters"]
    assert (created["before"], deleted["after"]) == (None, None)


def test_the_schema_has_every_verdict() -> None:
    assert SCHEMA["definitions"]["azureVerdict"]["enum"] == [one.value for one in Azure]
    assert SCHEMA["definitions"]["toolVerdict"]["enum"] == [one.value for one in Tool]


FORMATS = ["github", "azure", "junit"]


@pytest.mark.parametrize("output_format", FORMATS)
def test_formats_of_findings_have_the_verdicts_that_fail(output_format: str) -> None:
    shown = render(migration(WHOLE), output_format, DEFAULT)
    assert "AKN900 failing-verdict" in shown or "code=AKN900;]failing-verdict" in shown
    assert f"cluster prod: azurerm 4.57.0: replace, by {MODE}: it is destroyed and made anew" in shown
    assert "failing-verdict" not in render(migration(WHOLE), output_format, NOTHING)


@pytest.mark.parametrize("output_format", FORMATS)
def test_formats_of_findings_have_pools_plans_and_dangers(output_format: str) -> None:
    options = MigrationOptions(frozenset({"rotate", "replace"}))
    shown = render(migration(WHOLE, PLANNED, findings=(finding(),)), output_format, options)
    assert "pool user: azurerm 4.57.0: rotate" in shown
    assert "azurerm_kubernetes_cluster.dev: Terraform" in shown
    assert "AKN903" in shown


@pytest.mark.parametrize(
    ("output_format", "fails", "passes"),
    [
        pytest.param("github", "::error ", "::warning ", id="GitHub"),
        pytest.param("azure", "type=error;", "type=warning;", id="Azure Pipelines"),
        pytest.param("junit", "<failure ", "<system-out>", id="JUnit"),
        pytest.param("sarif", '"level": "error",', '"level": "warning",', id="SARIF"),
    ],
)
def test_a_danger_that_is_let_through_is_a_warning(output_format: str, fails: str, passes: str) -> None:
    danger = finding(severity=Severity.ERROR)
    for failing, mark in (({"danger"}, fails), ({"replace"}, passes), (set(), passes)):
        options = MigrationOptions(frozenset(failing))
        shown = render(migration(IN_PLACE, findings=(danger,)), output_format, options)
        assert mark in shown
        assert (fails in shown) is (mark == fails)


def test_what_terraform_plans_is_told_once() -> None:
    both = WHOLE._replace(pair=PLANNED.pair)
    assert render(migration(both), "github", DEFAULT).count("replace, by") == 1
    assert render(migration(PLANNED), "github", DEFAULT).count("replace, by") == 1


def test_github_shows_a_verdict_where_the_attribute_stands() -> None:
    assert "::error file=main.tf,line=22,col=27,title=AKN900 failing-verdict::cluster prod" in render(
        migration(WHOLE), "github", DEFAULT
    )


def test_junit_has_a_passed_case_for_a_cluster_that_fails_by_nothing() -> None:
    suites = Xml.fromstring(render(migration(WHOLE, QUIET), "junit", DEFAULT))  # noqa: S314
    cases = [(case.get("name"), case.find("failure") is not None) for case in suites.iter("testcase")]
    assert cases == [("prod: AKN900 failing-verdict", True), ("test", False)]


def test_what_could_not_be_read_is_told() -> None:
    assert "not read" in render(FLEET, "github", DEFAULT)


def hostile(text: str) -> Change:
    """A change in which every text is hostile."""
    reasons = (Reason(text, text, Tool.REPLACE, text, text),)
    azure = OfAzure(Azure.REFUSED, reasons, (Condition(text, (), check=text),), (Effect(text, ()),), (Open(text, text, (text,)),))  # fmt: skip
    tool = OfTool("azurerm", text, Tool.REPLACE, (text,), reasons)
    step = Step(text, text, (text,), (text,), (("terraform", text),), (text,), (text,), text)
    pair: Pair = WHOLE.pair._replace(name=text, planned=((text, Planned(("delete", "create"), (text,))),))
    pool = PoolChange(text, None, None, azure, tool)
    return Change(pair, azure, tool, (pool,), Runbook((step,), text, (text,)), (Danger("AKN900", text),))


TEXTS = HOSTILE | {
    "a command of GitHub's runner": "::stop-commands::x",
    "a command of Azure Pipelines": "##vso[task.setvariable variable=x]y",
    "the end of what is folded": "</details></summary></code><script>",
    "a table": "a | b\n| --- |\n",
    "fences": "```\n````\n~~~",
    "a person": "@somebody and @org/team",
    "an escaped pipe": "a\\|b",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("output_format", choices.MIGRATIONS)
def test_hostile_texts_are_no_commands(text: str, output_format: str) -> None:
    found = finding(message=text)._replace(hint=text, cluster=text)
    shown = render(migration(hostile(text), findings=(found,)), output_format, DEFAULT)
    commands = [line for line in shown.split("\n") if line.lstrip().startswith("::")]
    if output_format == "github":
        assert len(commands) == len(shown.split("\n")) - 1
        assert all(re.match("::(error|warning) ", line) for line in commands)
        return
    assert not commands
    assert "\x1b" not in shown
    assert "##vso[task.set" not in shown or output_format in ("junit", "sarif")
    if output_format == "json":
        document = json.loads(shown)
        Draft7Validator(SCHEMA).validate(document)
        assert document["clusters"][0]["name"] == text


WORDS = {name: text for name, text in TEXTS.items() if 0 < len(text) < 1000}


@pytest.mark.parametrize("text", WORDS.values(), ids=WORDS)
def test_markdown_stays_what_it_is_whatever_it_is_about(text: str) -> None:
    assert _shape(_hostile_comment(text)) == _shape(_hostile_comment("x"))


def _hostile_comment(text: str) -> str:
    found = finding(message=text)._replace(hint=text)
    told = (Problem(text, Place(text, 1, 1), text),)
    return render(migration(hostile(text), findings=(found,), unread=told, notes=told), "markdown", DEFAULT)


def _shape(markdown: str) -> list[object]:
    """The blocks of a text as a parser of Markdown sees them, with what is in each beside plain text."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [_inside(token.children or []) or _block(token) for token in parser.parse(markdown)]


def _block(token: Token) -> str:
    summary = re.sub(r"<code>[^<]*</code>[^<]*</summary>", "", token.content)
    return f"{token.type} {summary}" if token.type == "html_block" else token.type


def _inside(children: list[Token]) -> list[str]:
    own = [one for one in children if one.type not in ("text", "text_special")]
    tags = [one.content if one.type == "html_inline" else one.type for one in own]
    return ["code_inline" if tag == "<code>" else tag for tag in tags if tag not in ("</code>", "<!-- -->")]


@pytest.mark.parametrize("person", ["@somebody", "@org/team"])
def test_markdown_calls_nobody(person: str) -> None:
    assert person not in re.sub(r"`[^`]*`|<code>.*?</code>", "", _hostile_comment(f"ask {person}"))


def test_markdown_is_a_table_with_what_fails_first() -> None:
    lines = render(migration(IN_PLACE, QUIET, WHOLE), "markdown", DEFAULT).splitlines()
    assert lines[0] == "### ❌ aksnet migrate: 1 of 3 clusters fails"
    assert lines[2:6] == [
        "| cluster | Azure | tool | pools |",
        "| --- | --- | --- | --- |",
        "| `prod` | ⚠️ in-place-irreversible | ❌ replace (azurerm 4.57.0) | 1 new-pool |",
        "| `dev` | ✅ in-place | ✅ in-place (azurerm 4.57.0) |  |",
    ]
    assert lines[-1] == "1 cluster without a change."


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(IN_PLACE._replace(azure=OfAzure(Azure.UNDECIDED)), id="at Azure"),
        pytest.param(IN_PLACE._replace(tool=OfTool("azurerm", "4.57.0", Tool.UNDECIDED)), id="with the tool"),
        pytest.param(IN_PLACE._replace(pools=(POOL._replace(azure=OfAzure(Azure.UNDECIDED)),)), id="of a pool"),
    ],
)
def test_what_cannot_be_told_is_no_silent_pass(change: Change) -> None:
    assert "\n1 cluster: nothing fails, 1 cannot be told\n" in text(change)
    first = render(migration(change, QUIET), "markdown", DEFAULT).splitlines()[0]
    assert first == "### ⚠️ aksnet migrate: none of 2 clusters fails, 1 cannot be told"


def test_what_is_let_through_is_still_marked() -> None:
    shown = render(migration(WHOLE, IN_PLACE), "markdown", NOTHING)
    assert shown.startswith("### aksnet migrate: 2 clusters\n\n| cluster |")
    assert "| ⚠️ replace (azurerm 4.57.0) |" in shown
    assert "\x1b[33mreplace\x1b[0m" in text(WHOLE, options=MigrationOptions(frozenset(), colour=True))


def test_where_nothing_is_to_fail_nothing_is_said_of_it() -> None:
    assert text(WHOLE, options=NOTHING).endswith("\n\n1 cluster\n")


def test_markdown_has_the_plan_of_terraform_in_its_table() -> None:
    assert "✅ in-place (azurerm 4.57.0), ❌ replace (Terraform's plan)" in render(migration(PLANNED), "markdown", DEFAULT)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "first"),
    [
        pytest.param(QUIET, "### ✅ aksnet migrate: nothing changes in 1 cluster", id="nothing"),
        pytest.param(IN_PLACE, "### ✅ aksnet migrate: none of 1 cluster fails", id="in place"),
        pytest.param(REFUSED, "### ❌ aksnet migrate: 1 of 1 cluster fails", id="refused"),
    ],
)
def test_markdown_begins_with_whether_all_is_well(change: Change, first: str) -> None:
    assert render(migration(change), "markdown", DEFAULT).splitlines()[0] == first


UNREAD = (Problem("a value is missing here", Place("b.tf", 3, 1), "mend it"),)


@pytest.mark.parametrize(
    ("change", "options", "first"),
    [
        pytest.param(QUIET, DEFAULT, "### ❌ aksnet migrate: 1 cluster, and not everything could be read", id="nothing"),
        pytest.param(IN_PLACE, DEFAULT, "### ❌ aksnet migrate: 1 cluster, and not everything could be read", id="in place"),
        pytest.param(REFUSED, DEFAULT, "### ❌ aksnet migrate: 1 of 1 cluster fails, and not everything could be read", id="refused"),
        pytest.param(REFUSED, NOTHING, "### ❌ aksnet migrate: 1 cluster, and not everything could be read", id="nothing that is to fail"),
    ],
)  # fmt: skip
def test_markdown_says_what_could_not_be_read(change: Change, options: MigrationOptions, first: str) -> None:
    shown = render(migration(change, unread=UNREAD), "markdown", options)
    assert shown.startswith(
        f"{first}\n\n**What could not be read**\n\n- `b.tf:3:1`: a value is missing here. Hint: mend it\n\n"
    )


def test_markdown_counts_what_could_not_be_read_where_that_is_much() -> None:
    shown = render(migration(QUIET, unread=UNREAD * 1234), "markdown", DEFAULT)
    assert shown.count("a value is missing") == 50
    assert "\n- and 1,184 more\n" in shown


def test_markdown_has_the_notes_at_its_end() -> None:
    notes = (Problem("nobody says with which tool it is made", Place("a.yaml", 1, 1)),)
    shown = render(migration(IN_PLACE, notes=notes), "markdown", DEFAULT)
    assert shown.endswith(
        "\n\n**What else there is to know**\n\n- `a.yaml:1:1`: nobody says with which tool it is made\n\n"
    )


@pytest.mark.parametrize("count", [200, 3000])
def test_markdown_fits_into_a_comment(count: int) -> None:
    shown = render(migration(*(WHOLE for _ in range(count)), QUIET), "markdown", DEFAULT)
    assert 30_000 < len(shown.encode()) < 65_536
    assert "\n_There is more than fits into a comment: the log of aksnet migrate has it all._\n" in shown
    assert shown.count("<details>") == shown.count("</details>")
    assert shown.endswith("\n1 cluster without a change.\n")


def test_notes_are_no_part_of_the_text() -> None:
    noted = migration(QUIET, notes=(Problem("old and new look swapped"),))
    assert render(noted, "text", DEFAULT) == text(QUIET)


@pytest.mark.parametrize(
    ("failing", "severity", "expected"),
    [
        pytest.param({"danger"}, Severity.ERROR, True, id="a danger that is an error"),
        pytest.param({"danger"}, Severity.WARNING, False, id="a danger that is a warning"),
        pytest.param({"replace"}, Severity.ERROR, False, id="dangers are not asked for"),
    ],
)
def test_dangers_fail_where_they_are_asked_for(failing: set[str], severity: Severity, expected: bool) -> None:
    found = (finding(severity=severity),)
    shown = json.loads(render(migration(IN_PLACE, findings=found), "json", MigrationOptions(frozenset(failing))))
    assert shown["summary"]["fails"] is expected


@pytest.mark.parametrize(
    ("change", "word"),
    [
        pytest.param(IN_PLACE._replace(azure=ON_AZURE), "in-place-irreversible", id="of Azure"),
        pytest.param(IN_PLACE._replace(tool=REPLACED), "replace", id="of the tool"),
        pytest.param(WHOLE._replace(tool=IN_PLACE.tool), "new-pool", id="of a pool at Azure"),
        pytest.param(WHOLE._replace(tool=IN_PLACE.tool), "rotate", id="of a pool with the tool"),
        pytest.param(PLANNED, "replace", id="of Terraform's plan"),
    ],
)
def test_each_verdict_can_fail_a_run(change: Change, word: str) -> None:
    options = MigrationOptions(frozenset({word}))
    assert json.loads(render(migration(change), "json", options))["summary"]["fails"] is True
    assert json.loads(render(migration(change), "json", NOTHING))["summary"]["fails"] is False


def test_a_check_stands_in_a_line_of_its_own_and_is_told_once() -> None:
    step = STEP._replace(preconditions=("it is new: az aks show --query 'a: az b'", "no custom ip-masq-agent configuration is there"))  # fmt: skip
    change = WHOLE._replace(runbook=Runbook((step,)))
    shown = text(change)
    assert "       [ ] it is new\n           $ az aks show --query 'a: az b'\n" in shown
    assert shown.count("no custom ip-masq-agent configuration") == 1
    markdown = render(migration(change), "markdown", DEFAULT)
    assert "- [ ] it is new: `az aks show --query 'a: az b'`\n" in markdown
    assert markdown.count("no custom ip") == 1


def test_an_attribute_is_told_once_with_what_both_sides_say() -> None:
    tool = OfTool("bicep", None, Tool.ERROR_AT_APPLY, (), (reason(Tool.ERROR_AT_APPLY, "it keeps it"), reason(Tool.IN_PLACE, "else", "x")))  # fmt: skip
    azure = OfAzure(Azure.RECREATE, (reason(Azure.RECREATE, "it keeps it"), reason(Azure.IN_PLACE, "not so", "x")))
    shown = text(WHOLE._replace(azure=azure, tool=tool))
    assert f'    {MODE}: (nothing) -> "overlay" (main.tf:22:27)\n      Bicep: error-at-apply; Azure: recreate: it keeps it\n' in shown  # fmt: skip
    assert "(main.tf:22:27)\n      Bicep: in-place: else\n      Azure: in-place: not so\n" in shown


def test_what_the_cluster_tells_of_its_first_pool_is_told_once() -> None:
    own = reason(Tool.ROTATE, "it takes other nodes", "default_node_pool.0.max_pods")
    unknown = Open("default_node_pool.0.vm_size", "a variable", ("no-op", "rotate"))
    pool = POOL._replace(tool=OfTool("azurerm", "4.57.0", Tool.ROTATE, (), (own,), (unknown,)))
    change = WHOLE._replace(tool=OfTool("azurerm", "4.57.0", Tool.ROTATE, (), (own,), (unknown,)), pools=(pool,))
    for output_format in ("text", "markdown"):
        shown = render(migration(change), output_format, DEFAULT)
        assert shown.count("it takes other nodes") == 1
        assert shown.count("a variable; it decides") == 1


def test_a_value_that_stays_is_told_once() -> None:
    same = reason(Azure.STEPS, path="identity.type")._replace(before="SystemAssigned", after="SystemAssigned")
    shown = text(WHOLE._replace(azure=OfAzure(Azure.STEPS, (same,))))
    assert "    identity.type: SystemAssigned (main.tf:22:27)\n" in shown


def test_a_step_that_can_be_undone_says_how() -> None:
    back = WHOLE._replace(runbook=Runbook((STEP._replace(back="az aks update --back"),)))
    assert "       back: az aks update --back\n" in text(back)
    assert "Back: `az aks update --back`\n" in render(migration(back), "markdown", DEFAULT)


@pytest.mark.parametrize(
    ("told", "left"),
    [
        pytest.param((), ["azure-cli 2.52 or newer", "Linux pools only"], id="what no step tells"),
        pytest.param(("azure-cli 2.69.0 or newer: az version",), ["Linux pools only"], id="which azure-cli it takes, in other words"),
        pytest.param(("Linux pools only",), ["azure-cli 2.52 or newer"], id="the same words"),
    ],
)  # fmt: skip
def test_what_steps_tell_is_not_told_again(told: tuple[str, ...], left: list[str]) -> None:
    conditions = (Condition("azure-cli 2.52 or newer", (), (), "az version"), Condition("Linux pools only", ()))
    steps = (Step("settings", "a step", told),)
    assert [one.text for one in unsaid(conditions, Runbook(steps))] == left
