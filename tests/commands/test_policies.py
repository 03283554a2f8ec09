"""Where a policy comes from, and what is refused in one."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from aksnet import cli
from aksnet.api.loading import forget
from calling import Call

SPEC = "network: {plugin: kubenet}\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a spec two directories down."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "infra" / "prod").mkdir(parents=True)
    (tmp_path / "infra" / "prod" / "c.yaml").write_text(SPEC, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _check(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["aksnet", *words])
    code = cli.run()
    sys.stdout.flush()
    captured = capfd.readouterr()
    return code, captured.out + captured.err


CHECK = ("check", "infra/prod/c.yaml", "--today", "2026-11-24")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        pytest.param({}, 0, id="no policy"),
        pytest.param({".aksnet.yaml": "severities: {AKN401: error}"}, 1, id="at the root"),
        pytest.param({"infra/.aksnet.yaml": "severities: {AKN401: error}"}, 1, id="on the way up"),
        pytest.param({"infra/prod/.aksnet.yaml": "allowed_modes: [overlay]"}, 1, id="beside the spec"),
        pytest.param({"infra/.aksnet.yaml": "allowed_modes: [kubenet]", ".aksnet.yaml": "severities: {AKN401: error}"}, 0, id="the nearest one holds"),
        pytest.param({"pyproject.toml": "[tool.aksnet]\nallowed_modes = ['overlay']\n"}, 1, id="in pyproject.toml"),
        pytest.param({"pyproject.toml": "[tool.other]\nx = 1\n"}, 0, id="a pyproject.toml without one"),
        pytest.param({"pyproject.toml": "[tool.aksnet]\nallowed_modes = ['overlay']\n", ".aksnet.yaml": "allowed_modes: [kubenet]"}, 0, id=".aksnet.yaml before pyproject.toml"),
        pytest.param({"../.aksnet.yaml": "allowed_modes: [overlay]"}, 0, id="above the repository nothing is looked for"),
        pytest.param({".aksnet.yaml": "# nothing yet\n"}, 0, id="an empty policy"),
        pytest.param({"pyproject.toml": "[tool]\naksnet = {allowed_modes = ['overlay']}\n"}, 1, id="as an inline table"),
        pytest.param({"pyproject.toml": "[ tool . aksnet ]\nallowed_modes = ['overlay']\n"}, 1, id="with spaces in the name of the table"),
        pytest.param({"pyproject.toml": "[tool]\naksnet.allowed_modes = ['overlay']\n"}, 1, id="as dotted keys"),
        pytest.param({"pyproject.toml": "[project]\nname = 'aksnet'\n"}, 0, id="a project that only has the name"),
    ],
)  # fmt: skip
def test_the_nearest_policy_holds(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], files: dict[str, str], code: int
) -> None:
    for name, text in files.items():
        (project / name).write_text(text, encoding="utf-8")
    try:
        assert _check(monkeypatch, capfd, *CHECK)[0] == code
    finally:
        (project.parent / ".aksnet.yaml").unlink(missing_ok=True)


def test_a_policy_that_is_named_holds_instead(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / ".aksnet.yaml").write_text("allowed_modes: [overlay]", encoding="utf-8")
    (project / "other.yaml").write_text("allowed_modes: [kubenet]", encoding="utf-8")
    assert _check(monkeypatch, capfd, *CHECK)[0] == 1
    assert _check(monkeypatch, capfd, *CHECK, "--policy", "other.yaml")[0] == 0


@pytest.mark.parametrize(
    "words", [["gen", "infra/prod/c.yaml"], ["gen", "--plugin", "kubenet"]], ids=["a spec", "flags"]
)
def test_gen_is_held_to_the_policy_too(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], words: list[str]
) -> None:
    (project / ".aksnet.yaml").write_text("allowed_modes: [overlay]", encoding="utf-8")
    code, shown = _check(monkeypatch, capfd, *words)
    assert (code, "AKN701" in shown, "nothing was generated" in shown) == (1, True, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("allowed_mode: [overlay]", ":1:1: error: allowed_mode: unknown key\n  hint: did you mean allowed_modes?", id="an unknown key"),
        pytest.param("allowed_modes: overlay", ":1:16: error: allowed_modes: 'overlay' stands where a list is due\n  hint: write [overlay]", id="a word for a list"),
        pytest.param("allowed_modes: [overley]", "did you mean overlay?", id="a mode that is none"),
        pytest.param("network_policy: [flannel]", "'flannel' is none of none, azure, calico, cilium", id="an engine that is none"),
        pytest.param("forbidden_ranges: [10.0.0.0]", "'10.0.0.0' is no address range: it has no prefix length", id="a range that is none"),
        pytest.param("minimum_prefixes: {pod_cidr: 33}", "33 is more than 32", id="a prefix that is none"),
        pytest.param("severities: {AKN999: error}", "'AKN999' is no rule", id="a rule that is none"),
        pytest.param("severities: {AKN401: fatal}", "'fatal' is none of error, warning, info, off", id="a severity that is none"),
        pytest.param("severities: {AKN401: info}", ":1:22: error: AKN401 is made looser without a reason\n  hint: write AKN401: {severity: info, reason: …}", id="looser without a reason"),
        pytest.param("severities: {AKN102: off}", "AKN102 is made looser without a reason", id="off without a reason"),
        pytest.param("severities: {AKN501: {severity: off, reason: no}}", "text", id="a reason that is no text"),
        pytest.param("severities: {AKN501: {severity: warning, reason: we know}}", "AKN501 cannot be made looser", id="what a target cannot say"),
        pytest.param("severities: {AKN401: error, kubenet-retires: error}", "kubenet-retires and AKN401 are one rule", id="a rule by both its names"),
        pytest.param("severities: {akn401: error}", "did you mean AKN401?", id="an id in lower case"),
        pytest.param("[overlay]", "the policy is no mapping", id="a list"),
        pytest.param("overlay", "the policy is no mapping", id="a word"),
        pytest.param("a: b: c", "error", id="what is no YAML"),
    ],
)  # fmt: skip
def test_a_wrong_policy_is_one_error_at_its_place(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (project / ".aksnet.yaml").write_text(text, encoding="utf-8")
    code, shown = _check(monkeypatch, capfd, *CHECK)
    assert code == 2
    assert ".aksnet.yaml" in shown
    assert message in shown
    assert "Traceback" not in shown


def test_the_directory_of_the_spec_counts_and_not_the_way_there(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "other").mkdir()
    (project / "other" / ".aksnet.yaml").write_text("allowed_modes: [overlay]", encoding="utf-8")
    assert _check(monkeypatch, capfd, "check", "other/../infra/prod/c.yaml")[0] == 0
    monkeypatch.chdir(project / "other")
    assert _check(monkeypatch, capfd, "check", "../infra/prod/c.yaml")[0] == 0


@pytest.mark.parametrize("name", [".aksnet.yml", ".aksnet.toml", ".aksnet.json"])
def test_a_policy_under_another_name_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    (project / name).write_text("allowed_modes: [overlay]", encoding="utf-8")
    code, shown = _check(monkeypatch, capfd, *CHECK)
    assert (code, f"a policy is named .aksnet.yaml, not {name}" in shown) == (2, True)


def test_a_link_that_leads_nowhere_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / ".aksnet.yaml").symlink_to("nowhere")
    code, shown = _check(monkeypatch, capfd, *CHECK)
    assert (code, "this link leads nowhere" in shown) == (2, True)


def test_a_directory_in_place_of_a_policy_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / ".aksnet.yaml").mkdir()
    code, shown = _check(monkeypatch, capfd, *CHECK)
    assert (code, "this is no file" in shown) == (2, True)


def test_a_wrong_policy_does_not_hide_what_is_under_another(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / "infra" / "prod" / ".aksnet.yaml").write_text("x: 1", encoding="utf-8")
    (project / "d.yaml").write_text(SPEC, encoding="utf-8")
    code, shown = _check(monkeypatch, capfd, "check", "infra/prod/c.yaml", "d.yaml")
    assert (code, "d.yaml:1:19: warning AKN401" in shown, "x: unknown key" in shown) == (2, True, True)


def test_a_finding_says_which_policy_asks(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (project / ".aksnet.yaml").write_text("allowed_modes: [overlay]", encoding="utf-8")
    _, shown = _check(monkeypatch, capfd, *CHECK)
    assert "or have the policy changed: .aksnet.yaml\n" in shown


@pytest.mark.parametrize(
    ("here", "spec", "policy"),
    [
        pytest.param("project", "envs/spec.yaml", ".aksnet.yaml", id="beside the working directory"),
        pytest.param("project/envs", "spec.yaml", "../.aksnet.yaml", id="above it"),
        pytest.param(".", "project/envs/spec.yaml", "project/.aksnet.yaml", id="below it"),
    ],
)
def test_a_policy_is_told_from_the_working_directory(
    here: str, spec: str, policy: str, aksnet: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine's path would be in the annotations of pull requests."""
    project = tmp_path / "project"
    (project / "envs").mkdir(parents=True)
    (project / ".git").mkdir()
    (project / "envs/spec.yaml").write_text("network: {plugin: node-subnet}\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / here)
    for text, words in (
        ("allowed_modes: [overlay]\n", f"or have the policy changed: {policy}\n"),
        ("allowed: []\n", f"{policy}:1:1: error: allowed: unknown key"),
    ):
        (project / ".aksnet.yaml").write_text(text, encoding="utf-8")
        forget()
        done = aksnet("check", spec)
        assert words in done.out + done.err
        assert str(tmp_path) not in done.out + done.err


@pytest.mark.parametrize("words", [["gen"], ["plan"], ["sync"], ["check", "--file"], ["check"], ["show"]])
def test_a_folder_with_a_name_that_no_folder_has_is_told_as_what_is_not_there(words: list[str], aksnet: Call) -> None:
    done = aksnet(*words, f"{'x' * 300}/spec.yaml")
    assert done.code in (1, 2)
    assert "File name too long" in done.err or "there is no such file or folder" in done.err
    assert "policy" not in done.err
    assert "standard output" not in done.err


def test_a_text_for_such_a_folder_has_no_policy(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"network: {plugin: overlay}\n"))
    monkeypatch.setattr("sys.stdin", stdin)
    done = aksnet("check", "-", "--stdin-filename", f"{'x' * 300}/spec.yaml")
    assert (done.code, done.err) == (0, "")
