"""az: scripts that a shell runs to the end, whose words are exactly the values of the spec."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from aksnet.facts import arm, az
from aksnet.spec.loading import parse, read
from aksnet.targets import render
from az_reading import OPEN, commands, flags
from hostile import HOSTILE
from places import SPECS
from rendering import FRAGMENT, WHOLE, generate, rules_hit, view

pytestmark = pytest.mark.skipif(shutil.which("sh") is None, reason="there is no POSIX shell")


def _script(**cluster: Any) -> str:
    (file,) = render(view(**cluster), WHOLE["az"])
    return file.text


@pytest.mark.parametrize("sample", SPECS)
def test_a_shell_runs_the_script_to_the_end(sample: str, tmp_path: Path) -> None:
    for file in generate(SPECS[sample], WHOLE["az"]).files:
        calls = commands(file.marked(), tmp_path)
        assert calls[0][:2] == ["group", "create"]
        creates = [call for call in calls if call[:2] == ["aks", "create"]]
        assert len(creates) == 1
        assert flags(creates[0])["--name"] == [file.path.rpartition("/")[0] or _name(sample)]


def _name(sample: str) -> str:
    name = str(SPECS[sample])
    node = parse(name, read(name)).at(("name",))
    return str(node.data) if node else "aks"


@pytest.mark.parametrize("sample", SPECS)
def test_the_script_says_to_the_cluster_what_the_fragment_says(sample: str, tmp_path: Path) -> None:
    whole = generate(SPECS[sample], WHOLE["az"]).files
    for fragment, file in zip(generate(SPECS[sample], FRAGMENT["az"]).files, whole, strict=True):
        (create,) = [call for call in commands(file.text, tmp_path) if call[:2] == ["aks", "create"]]
        head = fragment.text.split("\n\n")[0].split("\n", 1)[1].replace(" \\\n", " ")
        said = commands(
            f"NAME=x; for v in {_subnet_variables(fragment.text)}; do eval \"$v='<id>'\"; done; az {head}", tmp_path
        )
        theirs = flags(create)
        assert flags(said[0]).keys() <= theirs.keys()
        assert all(theirs[flag] == words for flag, words in flags(said[0]).items())


def _subnet_variables(text: str) -> str:
    import re

    return " ".join(sorted(set(re.findall(r"\$(SUBNET_\w+)", text)))) or "_"


@pytest.mark.parametrize("variable", ["LOCATION", "RESOURCE_GROUP", "NODE_SUBNET_ID", "POD_SUBNET_ID"])
def test_a_value_that_is_not_given_stops_the_script_before_it_does_anything(variable: str, tmp_path: Path) -> None:
    rest = {name: value for name, value in OPEN.items() if name != variable}
    with pytest.raises(AssertionError, match=variable):
        commands(_script(network={"plugin": "pod-subnet"}), tmp_path, rest)
    assert (tmp_path / "log").read_bytes() == b""


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items()])
def test_hostile_texts_reach_az_as_they_are(text: str, tmp_path: Path) -> None:
    calls = commands(
        _script(network={"plugin": "overlay"}, tags={f"k{text}": text.removeprefix("@")}, **NETWORK), tmp_path
    )
    tagged = [call for call in calls if "--tags" in call]
    assert {" ".join(call[:3]) for call in tagged} >= {"group create --name", "aks create --resource-group"}
    for call in tagged:
        (word,) = flags_of_tags(call)
        if call[:2] in (["group", "create"], ["aks", "create"], ["network", "public-ip"]):
            assert word == f"k{text}={text}"
        else:  # the newer commands
            assert json.loads(word) == {f"k{text}": text}


def flags_of_tags(call: list[str]) -> list[str]:
    rest = call[call.index("--tags") + 1 :]
    end = next((index for index, word in enumerate(rest) if word in ("--no-ssh-key", "--yes")), len(rest))
    return rest[:end]


NETWORK = {
    "outbound": {"type": "userAssignedNATGateway"},
    "vnet": {"address_space": ["10.240.0.0/16"], "subnets": {"nodes": {"prefix": "10.240.0.0/24"}}},
    "pools": [{"name": "system", "mode": "System", "subnet": "nodes"}],
}


def test_a_password_reaches_az_as_it_is(tmp_path: Path) -> None:
    pools = [{"name": "system", "mode": "System"}, {"name": "win", "os": "Windows"}]
    calls = commands(_script(network={"plugin": "overlay"}, pools=pools), tmp_path)
    (create,) = [call for call in calls if call[:2] == ["aks", "create"]]
    assert "--windows-admin-password=-pass 'word'" in create
    assert "--windows-admin-username=-admin" in create


def test_the_autoscaler_comes_with_a_number_of_nodes_that_it_allows(tmp_path: Path) -> None:
    pools = [{"name": "a", "mode": "System", "min": 5, "max": 9}, {"name": "b", "min": 0, "max": 2}]
    calls = commands(_script(network={"plugin": "overlay"}, pools=pools), tmp_path)
    counts = [flags(call)["--node-count"] for call in calls if call[0] == "aks"]
    assert counts == [["5"], ["0"]]


def test_a_surge_that_is_given_is_said_and_the_services_own_is_not(tmp_path: Path) -> None:
    pools = [{"name": "a", "mode": "System", "max_surge": 2}, {"name": "b", "max_surge": "33%"}, {"name": "c"}]
    calls = [
        call for call in commands(_script(network={"plugin": "overlay"}, pools=pools), tmp_path) if call[0] == "aks"
    ]
    assert [" ".join(call[:3]) for call in calls] == [
        "aks create --resource-group",
        *["aks nodepool update", "aks nodepool add", "aks nodepool add"],
    ]
    assert [flags(call).get("--max-surge") for call in calls] == [None, ["2"], ["33%"], None]


def test_hosted_system_pools_leave_every_pool_to_a_command_of_its_own(tmp_path: Path) -> None:
    """`az aks create` drops the flags of a pool where system pools are hosted."""
    cluster = {"network": {"plugin": "cilium"}, "sku": "automatic", "pools": [{"name": "own", "mode": "System"}]}
    calls = commands(_script(**cluster), tmp_path)
    create, add = [call for call in calls if call[0] == "aks"]
    assert "--nodepool-name" not in create
    assert flags(add)["--name"] == ["own"]
    assert flags(add)["--mode"] == ["System"]


def test_a_switched_off_part_of_acns_is_not_spoken_of(tmp_path: Path) -> None:
    acns = {"security": False, "transit_encryption": "None", "advanced_network_policies": "None"}
    calls = commands(_script(network={"plugin": "cilium", "acns": acns}), tmp_path)
    (create,) = [call for call in calls if call[:2] == ["aks", "create"]]
    assert "--disable-acns-security" in create
    assert not {"--acns-transit-encryption-type", "--acns-advanced-networkpolicies"} & set(create)


@pytest.mark.parametrize(
    ("cluster", "release"),
    [
        pytest.param({"network": {"plugin": "overlay"}}, "2.48.0", id="overlay"),
        pytest.param({"network": {"plugin": "pod-subnet", "allocation": "static-block"}}, "2.75.0", id="static block"),
        pytest.param({"network": {"plugin": "cilium", "acns": {}}}, "2.79.0", id="ACNS"),
        pytest.param({"network": {"plugin": "cilium"}, "sku": "automatic"}, "2.86.0", id="hosted system pools"),
        pytest.param(
            {"network": {"plugin": "overlay"}, "outbound": {"type": "managedNATGateway", "sku": "StandardV2"}},
            "2.91.0",
            id="the NAT gateway's SKU",
        ),
    ],
)
def test_the_release_that_the_flags_need_is_stated(cluster: dict[str, Any], release: str) -> None:
    assert f"azure-cli {release} or newer" in _script(**cluster)
    assert f"(azure-cli {release} or newer)" in render(view(**cluster), FRAGMENT["az"])[0].text


def test_the_table_of_flags_has_every_property_that_arm_has() -> None:
    assert set(arm.CLUSTER) <= set(az.CLUSTER)
    assert set(arm.POOL) == set(az.POOL)


def test_what_the_shell_takes_and_az_would_not_is_refused() -> None:
    cluster = view(network={"plugin": "overlay"}, tags={"a": "@x"})
    assert rules_hit(cluster, WHOLE["az"]) == ["AKN505"]


def test_nodes_that_may_be_away_are_said_with_no_surge_beside_them(tmp_path: Path) -> None:
    pools = [{"name": "a", "mode": "System", "max_unavailable": 1}, {"name": "b", "max_unavailable": "25%"}]
    calls = [flags(call) for call in commands(_script(network={"plugin": "overlay"}, pools=pools), tmp_path)]
    said = [(call["--max-surge"], call["--max-unavailable"]) for call in calls if "--max-unavailable" in call]
    assert said == [(["0"], ["1"]), (["0"], ["25%"])]
