"""What the recommended command leaves to whoever deploys the cluster, and that this is so."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from aksnet import cli
from aksnet.facts.choices import TARGETS
from aksnet.recommending.lacking import lacking
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import recommend
from choosing import needs

BASE = "the command writes the network of a cluster; --emit cluster adds the numbers of nodes"


@pytest.mark.parametrize(
    ("of", "text"),
    [
        pytest.param(needs(), BASE, id="nothing asked for"),
        pytest.param(needs(nodes=50), f"{BASE} and the tier Standard", id="a tier"),
        pytest.param(needs(nodes=240, space="10.1.0.0/24"), f"{BASE}, the tier Standard, max_surge 1 and the VNet with its subnets", id="a surge and a VNet"),
        pytest.param(needs("windows"), f"{BASE} and the operating system of the Windows pools with their administrator", id="Windows pools"),
        pytest.param(needs("node-provisioning"), f"{BASE}; neither has nodeProvisioningProfile.mode Auto: that is yours to set", id="NAP"),
        pytest.param(needs("static-egress-gateway"), f"{BASE}; neither has the static egress gateway with its gateway pool: that is yours to set", id="the egress gateway"),
        pytest.param(needs("virtual-nodes"), f"{BASE}; neither has the add-on of virtual nodes with its subnet: that is yours to set", id="virtual nodes"),
        pytest.param(needs("isolated"), f"{BASE}; neither has a Kubernetes version of 1.30 or newer: that is yours to set", id="isolated"),
        pytest.param(needs("private-link-service"), f"{BASE}; neither has the annotation of a Service for Private Link: that is yours to set", id="Private Link"),
        pytest.param(needs("gateway-for-containers", "cross-cluster"), f"{BASE}; neither has Application Gateway for Containers with its subnet and the fleet with its network across clusters: that is yours to set", id="two needs"),
        pytest.param(needs("own-cni"), f"{BASE}; neither has the CNI plugin itself: that is yours to set", id="a CNI of one's own"),
    ],
)  # fmt: skip
def test_what_the_command_does_not_write_is_said(of: Needs, text: str) -> None:
    note = lacking(of, recommend(of)[0])
    assert note.text == text
    assert bool(note.sources) == bool(note.facts) == ("neither" in text or "Windows" in text)


def _written(words: list[str], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> str:
    monkeypatch.setattr(sys, "argv", [*words, "--today", "2026-11-24", "--format", "json"])
    assert cli.run() == 0
    sys.stdout.flush()
    return json.dumps(json.loads(capfdbinary.readouterr().out)["files"])


@pytest.mark.parametrize(
    ("of", "added", "never"),
    [
        pytest.param(needs("windows", nodes=12), {"terraform": "Windows", "bicep": "Windows", "arm": "Windows", "az": "Windows"}, (), id="the system of Windows pools"),
        pytest.param(needs(nodes=12), {"terraform": "Standard", "bicep": "Standard", "arm": "Standard", "az": "standard"}, (), id="the tier"),
        pytest.param(needs("node-provisioning"), {}, ("Auto\\",), id="NAP"),
        pytest.param(needs("static-egress-gateway"), {}, ("taticEgressGateway", "static_egress", "static-egress"), id="the egress gateway"),
        pytest.param(needs("virtual-nodes", space="10.1.0.0/20"), {}, ("aciConnector", "aci_connector", "aci-subnet"), id="virtual nodes"),
        pytest.param(needs("gateway-for-containers"), {}, ("applicationLoadBalancer", "application-load-balancer"), id="AGC"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("target", TARGETS)
def test_what_is_said_is_what_gen_writes(
    of: Needs,
    added: dict[str, str],
    never: tuple[str, ...],
    target: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    command = list(recommend(of)[0].command)
    command = command[: command.index("--provider")] if "--provider" in command and target != "terraform" else command
    fragment = _written([*command, "--target", target], monkeypatch, capfdbinary)
    whole = _written([*command, "--target", target, "--emit", "cluster"], monkeypatch, capfdbinary)
    if added:
        assert f"{added[target]}" not in fragment.replace("Standard_", "").replace("standardLoadBalancer", "")
        assert added[target].lower() in whole.replace("Standard_", "").lower()
    assert not any(word in fragment + whole for word in never)


def test_a_pool_of_windows_says_its_system_in_the_command() -> None:
    command = " ".join(recommend(needs("windows", nodes=8))[0].command)
    assert "{name: win1, os: Windows, count: 5" in command
