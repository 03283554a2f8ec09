"""`aksnet.check` finds what the command finds, and never passes what nobody has looked at."""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

import aksnet
from aksnet import BrokenRuleError, Severity, SpecError, UsageError
from aksnet.api import checking
from aksnet.commands.check import run
from aksnet.readers.inputs import Request
from aksnet.rules import RULES
from places import ROOT, SPECS
from rendering import TODAY

OVERLAP = {"network": {"plugin": "overlay", "pod_cidr": "10.0.0.0/16", "service_cidr": "10.0.0.0/16"}}
GOOD = {"network": {"plugin": "overlay", "pod_cidr": "10.64.0.0/16"}}
KUBENET = {"network": {"plugin": "kubenet"}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    "path",
    [*SPECS.values(), *(ROOT / "samples" / "overlay" / one for one in ("terraform", "azapi", "bicep", "arm"))],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_it_finds_what_the_command_finds(path: Path) -> None:
    report = aksnet.check(aksnet.load(path), today=TODAY)
    asked = run(Request([str(path)]), TODAY, None, RULES)
    assert report == asked
    assert report.summary.clusters >= 1


def test_findings_are_data() -> None:
    report = aksnet.check(aksnet.load(OVERLAP), today=TODAY)
    (finding,) = report.findings
    assert (finding.rule, finding.slug, finding.severity) == ("AKN102", "pod-service-overlap", Severity.ERROR)
    assert finding.message == "the pod CIDR 10.0.0.0/16 overlaps the service CIDR 10.0.0.0/16"
    assert (finding.cluster, finding.place) == ("aks", aksnet.Place("<spec>"))
    assert report.fails(Severity.ERROR)
    assert not aksnet.check(aksnet.load(GOOD), today=TODAY).fails(Severity.INFO)


@pytest.mark.parametrize(
    ("today", "severity"),
    [
        pytest.param(date(2026, 11, 30), Severity.WARNING, id="before the day"),
        pytest.param(date(2028, 4, 1), Severity.ERROR, id="after the day"),
    ],
)
def test_the_day_decides_on_retirements(today: date, severity: Severity) -> None:
    found = aksnet.check(aksnet.load(KUBENET), today=today, select="AKN4").findings
    assert severity in {one.severity for one in found}


@pytest.mark.parametrize(
    ("select", "ignore", "rules"),
    [
        pytest.param("AKN102", (), ["AKN102"], id="an id as a text"),
        pytest.param(["AKN1"], (), ["AKN102"], id="the beginning of ids in a list"),
        pytest.param("pod-service-overlap", (), ["AKN102"], id="a slug"),
        pytest.param(("AKN2", "AKN3"), (), [], id="others"),
        pytest.param((), {"AKN102"}, [], id="all but one"),
        pytest.param((one for one in ["AKN1"]), (), ["AKN102"], id="words that come one by one"),
    ],
)
def test_rules_are_chosen_as_by_the_command(select: object, ignore: object, rules: list[str]) -> None:
    report = aksnet.check(aksnet.load(OVERLAP), today=TODAY, select=select, ignore=ignore)  # type: ignore[arg-type]
    assert [one.rule for one in report.findings] == rules


def test_comments_of_files_leave_findings_out() -> None:
    text = "network:\n  plugin: overlay\n  service_cidr: 10.0.0.0/16\n"
    spoken = "  pod_cidr: 10.0.0.0/16  # aksnet: ignore[AKN102] they are never used\n"
    report = aksnet.check(aksnet.loads(text + spoken, "a.yaml"), today=TODAY)
    assert (report.findings, report.summary.ignored) == ((), 1)


def test_a_policy_holds_for_plain_data_where_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    policy = tmp_path / "elsewhere" / ".aksnet.yaml"
    policy.write_text("allowed_modes: [cilium]\n", encoding="utf-8")
    assert aksnet.check(aksnet.load(GOOD), today=TODAY).findings == ()
    found = aksnet.check(aksnet.load(GOOD, policy=policy), today=TODAY).findings
    assert [one.rule for one in found] == ["AKN701"]


def test_what_could_not_be_read_is_a_finding_or_a_problem() -> None:
    broken = aksnet.loads('resource "azurerm_kubernetes_cluster" "a" {\n', "main.tf", partial=True)
    assert aksnet.check(broken, today=TODAY).fails(Severity.ERROR)
    spec = aksnet.load({"network": {"plugin": "x"}}, partial=True)
    assert [one.message for one in aksnet.check(spec, today=TODAY).problems] == [one.message for one in spec.unread]


def test_a_policy_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    clusters = aksnet.loads("network: {plugin: overlay}", "a.yaml")
    (tmp_path / ".aksnet.yaml").write_text("allowed_modes: [x]\n", encoding="utf-8")
    with pytest.raises(SpecError, match="allowed_modes"):
        aksnet.check(clusters, today=TODAY)


def _break(*_: object) -> list[object]:
    raise ZeroDivisionError("oh")


def test_a_rule_that_breaks_is_told_with_what_others_found(monkeypatch: pytest.MonkeyPatch) -> None:
    first = RULES[0]
    rules = (first._replace(check=_break) if hasattr(first, "_replace") else replace(first, check=_break), *RULES[1:])
    monkeypatch.setattr(checking, "chosen", lambda *_: rules)
    with pytest.raises(BrokenRuleError, match=f"rule {first.id} on the cluster 'aks': ZeroDivisionError") as caught:
        aksnet.check(aksnet.load(OVERLAP), today=TODAY)
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # as processes hand it on
    assert (str(again), again.report) == (str(caught.value), caught.value.report)
    assert caught.value.report is not None
    assert "AKN102" in [one.rule for one in caught.value.report.findings]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda good: aksnet.check("infra"), "aksnet.check takes the clusters of aksnet.load, and this is a str", id="a path"),
        pytest.param(lambda good: aksnet.check([]), "aksnet.check takes the clusters of aksnet.load, and this is a list", id="an empty list"),
        pytest.param(lambda good: aksnet.check(good[0]), "aksnet.check takes the clusters of aksnet.load, and this is a ClusterView", id="one cluster"),
        pytest.param(lambda good: aksnet.check(good, today="2026-11-30"), "today takes a datetime.date, and this is a str", id="a day as a text"),
        pytest.param(lambda good: aksnet.check(good, today=datetime(2026, 11, 30)), "today takes a datetime.date, and this is a datetime", id="a day with a time"),  # noqa: DTZ001
        pytest.param(lambda good: aksnet.check(good, select=5), "select takes texts, and this is an int", id="a number as a rule"),
        pytest.param(lambda good: aksnet.check(good, ignore=[5]), "ignore takes a text, and this is an int", id="a number among rules"),
    ],
)  # fmt: skip
def test_another_type_is_a_type_error(call: Callable[[object], object], message: str) -> None:
    with pytest.raises(TypeError, match=f"^{re.escape(message)}$"):
        call(aksnet.load(GOOD))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(lambda good: aksnet.check(good, select="AKN999"), "select: error: 'AKN999' is no rule", id="a rule that there is none of"),
        pytest.param(lambda good: aksnet.check(good, select=["AKN1"], ignore=["AKN1"]), "ignore: error: no rule is left to run", id="no rule"),
        pytest.param(lambda good: aksnet.check(good, select=[""]), "select: error: no rule is named", id="an empty word"),
    ],
)  # fmt: skip
def test_a_word_that_means_nothing_is_a_usage_error(call: Callable[[object], object], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        call(aksnet.load(GOOD))
    assert "--" not in str(caught.value)


def test_no_cluster_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "infra").mkdir()
    with pytest.raises(UsageError, match="there is nothing to check: no cluster was read"):
        aksnet.check(aksnet.load("infra"))
