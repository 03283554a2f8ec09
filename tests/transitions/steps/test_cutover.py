"""The first step of a cut-over: a command that writes the new cluster, which is one that aksnet takes."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from aksnet.transitions.azure.states import State
from aksnet.transitions.changes import Maker
from aksnet.transitions.steps.cutover import cutover_steps
from aksnet.view import Value
from calling import Call, caller
from runbooks import OVERLAY, cluster

GOAL = State("overlay", "azure", "none", "loadBalancer", "standard", ("IPv4",), ("10.9.0.0/16",), False)


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    return caller(tmp_path, monkeypatch, capfdbinary)


@pytest.mark.parametrize("provider", ["azurerm", "azapi", "bicep", "arm", "az"])
@pytest.mark.parametrize(
    "goal",
    [
        pytest.param(GOAL, id="overlay"),
        pytest.param(GOAL._replace(plane="cilium", policy="cilium"), id="overlay with Cilium"),
        pytest.param(GOAL._replace(ipam="kubenet", policy="calico"), id="kubenet with Calico"),
        pytest.param(GOAL._replace(ipam="byo"), id="another CNI"),
        pytest.param(GOAL._replace(ipam="node-subnet", outbound="userDefinedRouting"), id="node subnets"),
        pytest.param(GOAL._replace(ipam="pod-subnet", plane="cilium", policy="cilium"), id="pod subnets with Cilium"),
        pytest.param(GOAL._replace(ipam="static-block"), id="static blocks"),
    ],
)
def test_its_command_writes_a_cluster(goal: State, provider: str, call: Call, tmp_path: Path) -> None:
    first, command, *_ = cutover_steps(cluster(OVERLAY), cluster(OVERLAY), goal, Maker(provider))[0].commands
    assert first == "mkdir new-cluster"
    (tmp_path / "new-cluster").mkdir()
    program, *words = shlex.split(command, comments=True)
    assert program == "aksnet"
    code, _, told = call(*words)
    assert code == 0, told
    assert any((tmp_path / "new-cluster").iterdir())


@pytest.mark.parametrize(
    ("provider", "commands"),
    [
        *(pytest.param(one, ["terraform -chdir=new-cluster init", "terraform -chdir=new-cluster apply"], id=one) for one in ("azurerm", "azapi", "avm")),
        pytest.param("bicep", ["az deployment group create --resource-group rg --parameters new-cluster/main.bicepparam"], id="bicep"),
        pytest.param("arm", ["az deployment group create --resource-group rg --template-file new-cluster/azuredeploy.json"], id="arm"),
        pytest.param("az", ["LOCATION='north; rm' RESOURCE_GROUP=rg sh new-cluster/aks.sh"], id="az"),
    ],
)  # fmt: skip
def test_the_text_is_looked_at_and_built(provider: str, commands: list[str], call: Call, tmp_path: Path) -> None:
    after = cluster(OVERLAY)._replace(values={**cluster(OVERLAY).values, "location": Value("north; rm")})
    step = cutover_steps(cluster(OVERLAY), after, GOAL, Maker(provider))[0]
    assert list(step.commands[2:]) == commands
    assert "the text in new-cluster is looked at and completed before it is built" in step.preconditions
    (tmp_path / "new-cluster").mkdir()
    call(*shlex.split(step.commands[1], comments=True)[1:])
    named = [word for word in shlex.split(commands[-1]) if word.startswith("new-cluster/")]
    assert all((tmp_path / one).is_file() for one in named)


def test_there_is_none_where_the_mode_cannot_be_told() -> None:
    assert cutover_steps(cluster(OVERLAY), cluster(OVERLAY), GOAL._replace(ipam=None), Maker("bicep"))[0].commands == ()


def test_a_hostile_range_is_one_word_of_the_shell() -> None:
    goal = GOAL._replace(pod_ranges=("10.0.0.0/8; rm -rf ~",))
    command = cutover_steps(cluster(OVERLAY), cluster(OVERLAY), goal, Maker("bicep"))[0].commands[1]
    assert "10.0.0.0/8; rm -rf ~" in shlex.split(command, comments=True)


def test_the_ranges_of_services_are_those_that_were_asked_for() -> None:
    after = cluster({**OVERLAY, "serviceCidr": "10.1.0.0/16", "dnsServiceIP": "10.1.0.10"})
    command = cutover_steps(cluster(OVERLAY), after, GOAL, Maker("bicep"))[0].commands[1]
    assert "--service-cidr 10.1.0.0/16 --dns-service-ip 10.1.0.10" in command
    assert "--service-cidr" not in cutover_steps(after, cluster(OVERLAY), GOAL, Maker("bicep"))[0].commands[1]
