"""Steps: every change has a text, names are words of the shell, and the tool in use is told what it can do."""

from __future__ import annotations

import json
import shlex
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.sources import aks
from aksnet.targets import bicep_text, hcl
from aksnet.transitions.azure.edges import BY_ID, EDGES
from aksnet.transitions.changes import Maker, Runbook, Step
from aksnet.transitions.steps import runbook_of
from aksnet.transitions.steps.provider_releases import ROWS
from aksnet.transitions.steps.texts import TEXTS
from aksnet.transitions.verdicts import Azure, Reason
from aksnet.view import PoolView, Unknown, Value
from changing import read_cluster
from hostile import HOSTILE
from runbooks import CILIUM, FLAT, KUBENET, NEWEST, NODES, OVERLAY, PODS, change, cluster, runbook

NPM, CALICO = {"networkPolicy": "azure"}, {"networkPolicy": "calico"}
NONE = {"networkPolicy": "none"}
ROUTED = {"outboundType": "userDefinedRouting"}


def _of(found: Runbook, edge: str) -> Step:
    return next(step for step in found.steps if step.edge == edge)


def _terraform(found: Runbook, edge: str) -> str:
    return dict(_of(found, edge).changes)["terraform"]


@pytest.mark.parametrize("edge", [edge.id for edge in EDGES])
def test_every_change_has_a_text_and_a_release_of_azurerm(edge: str) -> None:
    assert edge in TEXTS, f"steps/texts.py has no text for {edge}"
    assert edge in ROWS, f"steps/provider_releases.py has no row for {edge}"


def test_no_text_is_left_of_a_change_that_is_gone() -> None:
    assert set(TEXTS) == set(ROWS) == set(BY_ID)


@pytest.mark.parametrize("name", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
def test_names_are_words_of_the_shell_whatever_is_in_them(name: str) -> None:
    before, after = (cluster(one)._replace(name=name, resource_group=name) for one in (KUBENET, CILIUM))
    found = runbook_of(change(before, after))
    assert len(found.steps) == 2
    for step in found.steps:
        for command in (*step.commands, *(line for line in step.verify if line.startswith("az "))):
            words = shlex.split(command, comments=True)
            assert words[:2] == ["az", "aks"]
            given = [word.removeprefix("--name=").removeprefix("--resource-group=") for word in words]
            assert given.count(name) == 2, command


@pytest.mark.parametrize("name", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
def test_names_of_a_cluster_that_is_left_and_of_its_pools_are_words_of_the_shell(name: str) -> None:
    left = runbook_of(change(*(cluster(one)._replace(name=name) for one in (OVERLAY, FLAT))))
    values = {"name": Value(name), "vnetSubnetID": Value(name), "availabilityZones": Value([name])}
    here, there = (PoolView({**values, "maxPods": Value(number)}) for number in (30, 110))
    moved = runbook_of(change(*(cluster(OVERLAY)._replace(pools=(one,)) for one in (here, there)), Maker("bicep")))
    assert left.unreachable is not None
    assert shlex.split(left.steps[-1].commands[1])[-1].removeprefix("--name=") == name
    assert shlex.split(left.steps[1].commands[1])[1:3] in (["--context", name], [f"--context={name}", "get"])
    add, cordon, _, delete = moved.steps[0].commands
    assert name in shlex.split(add)
    assert shlex.split(cordon)[-1] == f"kubernetes.azure.com/agentpool={name}"
    assert shlex.split(delete)[-1].removeprefix("--name=") == name


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
@pytest.mark.parametrize("provider", ["azurerm", "bicep", "arm", "azapi"])
def test_a_value_that_is_written_stays_a_literal_on_its_line(text: str, provider: str) -> None:
    maker = NEWEST if provider == "azurerm" else Maker(provider)
    plain, hostile = (_written(_with_range(one, maker)) for one in ("10.244.0.0/16", text))
    assert len(plain.split("\n")) == len(hostile.split("\n"))
    encode = {"arm": json.dumps, "bicep": bicep_text.encode}.get(provider, hcl.encode)
    assert f"not set -> {encode(text)}\n" in hostile


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in HOSTILE.items() if text])
def test_what_a_command_prints_stays_a_comment(text: str) -> None:
    (step,) = _with_range(text, NEWEST).steps
    for line in (line for line in step.verify if line.startswith("az ")):
        assert shlex.split(line, comments=True)[-2:] == ["--output", "tsv"]
    assert shlex.split(step.commands[0])[-1].removeprefix("--pod-cidr=") == text


def _with_range(text: str, maker: Maker) -> Runbook:
    after = cluster(OVERLAY)
    after = after._replace(values={**after.values, "networkProfile.podCidr": Value(text)})
    return runbook_of(change(cluster(FLAT), after, maker))


def _written(found: Runbook) -> str:
    ((_, text),) = [one for one in found.steps[0].changes if one[0] != "bicep" or len(found.steps[0].changes) == 1]
    return text


@pytest.mark.parametrize(
    ("before", "after", "edge", "last", "first"),
    [
        pytest.param(KUBENET, OVERLAY, "kubenet-to-overlay", (4, 65), (4, 66), id="kubenet to overlay"),
        pytest.param(FLAT, OVERLAY, "node-subnet-to-overlay", (4, 65), (4, 66), id="node subnets to overlay, which is sent from then on"),
        pytest.param(FLAT, OVERLAY, "node-subnet-to-overlay", (3, 117, 1), (5, 2), id="node subnets to overlay in 3.x, which plans it and never sends it"),
        pytest.param(OVERLAY, CILIUM, "plane-to-cilium", (4, 57), (4, 58), id="the data plane without an engine"),
        pytest.param({**OVERLAY, **NPM}, CILIUM, "plane-to-cilium", (4, 57), (4, 58), id="the data plane with Azure NPM"),
        pytest.param({**OVERLAY, **CALICO}, CILIUM, "plane-to-cilium", (4, 58), (4, 59), id="the data plane with Calico"),
        pytest.param(OVERLAY, {**OVERLAY, **CALICO}, "install-calico", (3, 107), (3, 108), id="an engine that is installed"),
        pytest.param(OVERLAY, {**OVERLAY, **ROUTED}, "outbound-to-user-defined-routing", (3, 102), (3, 103), id="another way out"),
        pytest.param(CILIUM, {**CILIUM, "advancedNetworking": {"enabled": True}}, "acns-on", (4, 44), (4, 45), id="ACNS on Cilium"),
        pytest.param(OVERLAY, {**OVERLAY, "advancedNetworking": {"enabled": True}}, "acns-on", (4, 66), (4, 67), id="ACNS without Cilium"),
    ],
)  # fmt: skip
def test_terraform_makes_a_step_from_its_release_on_and_az_before(
    before: dict[str, Any], after: dict[str, Any], edge: str, last: tuple[int, ...], first: tuple[int, ...]
) -> None:
    old, new = (Maker("azurerm", (Version(*one),), str(Version(*one))) for one in (last, first))
    by_az, by_terraform = (_terraform(runbook(before, after, maker), edge) for maker in (old, new))
    assert by_az.startswith(f"with az first: azurerm {Version(*last)} ")
    assert "makes this step from" in by_az
    assert by_terraform.startswith("instead of az aks update write this, and nothing else in the same apply:")
    assert any("nobody runs terraform apply" in line for line in _of(runbook(before, after, old), edge).preconditions)
    assert not any("nobody runs" in line for line in _of(runbook(before, after, new), edge).preconditions)


@pytest.mark.parametrize(
    ("before", "after", "edge", "told"),
    [
        pytest.param({**OVERLAY, **NPM}, {**OVERLAY, **NONE}, "remove-policy", 'refuses "none"', id="a policy is never removed"),
        pytest.param(OVERLAY, {**OVERLAY, "podCidr": "10.240.0.0/12"}, "widen-pod-range", "replaces the cluster", id="a pod range is never widened"),
        pytest.param({**OVERLAY, "loadBalancerSku": "basic"}, {**OVERLAY, "loadBalancerSku": "standard"}, "load-balancer-to-standard", "replaces the cluster", id="the load balancer never becomes another"),
        pytest.param({**OVERLAY, **NPM, **ROUTED}, {**CILIUM, **ROUTED}, "plane-to-cilium", "sends a policy only", id="a policy is not sent where the way out is no load balancer"),
        pytest.param({**OVERLAY, **ROUTED}, {**OVERLAY, **CALICO, **ROUTED}, "install-calico", "sends a policy only", id="nor is an engine installed there"),
        pytest.param(KUBENET, {**OVERLAY, "podCidr": "10.0.0.0/9"}, "kubenet-to-overlay", "the pod range becomes another", id="kubenet does not change its pod range by Terraform"),
    ],
)  # fmt: skip
def test_what_no_release_of_terraform_makes_is_made_with_az(
    before: dict[str, Any], after: dict[str, Any], edge: str, told: str
) -> None:
    text = _terraform(runbook(before, after), edge)
    assert text.startswith("with az first: azurerm ")
    assert told in text.splitlines()[0]
    assert "in every release that is known" in text


def test_where_some_releases_in_use_are_too_old_az_comes_first() -> None:
    text = _terraform(
        runbook(FLAT, OVERLAY, Maker("azurerm", (Version(4, 57), Version(4, 81)), "~> 4.0")), "node-subnet-to-overlay"
    )
    assert text.startswith("with az first: of azurerm ~> 4.0, what is older than 4.66 replaces the cluster")


@pytest.mark.parametrize(
    ("provider", "language"),
    [("azurerm", "terraform"), ("azapi", "terraform"), ("avm", "terraform"), ("bicep", "bicep"), ("arm", "arm"), ("az", None)],
)  # fmt: skip
def test_a_step_is_written_in_the_language_of_the_tool(provider: str, language: str | None) -> None:
    maker = NEWEST if provider == "azurerm" else Maker(provider)
    before, after = (cluster(one) for one in (OVERLAY, CILIUM))
    after = after._replace(declared=None) if provider == "avm" else after
    found = dict(runbook_of(change(before, after, maker)).steps[0].changes)
    assert (language in found) if language else not found


@pytest.mark.parametrize(
    ("version", "told"),
    [
        pytest.param("2024-02-01", True, id="an old version has no policy none"),
        pytest.param("2024-05-01", False, id="a later one has it"),
    ],
)
def test_an_api_version_that_is_too_old_is_told(version: str, told: bool) -> None:
    after = cluster({**OVERLAY, **NONE})
    assert after.declared is not None
    after = after._replace(declared=after.declared._replace(api_version=version))
    (step,) = runbook_of(change(cluster({**OVERLAY, **NPM}), after, Maker("bicep"))).steps
    assert ("an API version from 2024-05-01 on" in dict(step.changes)["bicep"]) == told


def test_a_spec_is_told_both_languages() -> None:
    before, after = (cluster(one)._replace(declared=None) for one in (OVERLAY, CILIUM))
    assert [language for language, _ in runbook_of(change(before, after)).steps[0].changes] == ["terraform", "bicep"]


@pytest.mark.parametrize(
    ("before", "after", "edge", "back"),
    [
        pytest.param(OVERLAY, {**OVERLAY, **CALICO}, "install-calico", "--network-policy none", id="an engine is removed again"),
        pytest.param({**OVERLAY, **NPM}, {**OVERLAY, **NONE}, "remove-policy", "--network-policy azure", id="an engine is installed again"),
        pytest.param(OVERLAY, {**OVERLAY, **ROUTED}, "outbound-to-user-defined-routing", "--outbound-type loadBalancer", id="the way out is changed back"),
        pytest.param(CILIUM, {**CILIUM, "advancedNetworking": {"enabled": True}}, "acns-on", "--disable-acns", id="ACNS is turned off again"),
    ],
)  # fmt: skip
def test_a_step_says_how_to_go_back(before: dict[str, Any], after: dict[str, Any], edge: str, back: str) -> None:
    found = _of(runbook(before, after), edge).back
    assert found is not None
    assert found.partition(" && ")[0] == f"az aks update --resource-group rg --name prod {back}"


@pytest.mark.parametrize(
    ("before", "after", "edge"),
    [
        pytest.param(KUBENET, OVERLAY, "kubenet-to-overlay", id="a move to overlay"),
        pytest.param(OVERLAY, CILIUM, "plane-to-cilium", id="the data plane"),
        pytest.param(OVERLAY, {**OVERLAY, "podCidr": "10.240.0.0/12"}, "widen-pod-range", id="a wider pod range"),
        pytest.param({**OVERLAY, "loadBalancerSku": "basic"}, {**OVERLAY, "loadBalancerSku": "standard"}, "load-balancer-to-standard", id="the Standard load balancer"),
    ],
)  # fmt: skip
def test_what_cannot_be_undone_has_no_way_back(before: dict[str, Any], after: dict[str, Any], edge: str) -> None:
    assert _of(runbook(before, after), edge).back is None


def test_a_pod_range_that_no_file_says_is_told_as_a_proposal() -> None:
    step = runbook(FLAT, {key: value for key, value in OVERLAY.items() if key != "podCidr"}).steps[0]
    assert step.commands[0].endswith("--pod-cidr 10.244.0.0/16")
    assert "10.244.0.0/16 is free: no file says which pod range it is to be" in step.preconditions


def test_ipv6_breaks_on_the_way_from_kubenet() -> None:
    both = {"ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd00::/64"]}
    warned = [
        any(
            "IPv6" in line
            for line in _of(runbook({**KUBENET, **more}, {**OVERLAY, **more}), "kubenet-to-overlay").preconditions
        )
        for more in (both, {})
    ]
    assert warned == [True, False]


def test_what_cannot_be_undone_is_to_be_tried_and_what_can_is_not() -> None:
    steps = runbook({**KUBENET, **CALICO}, CILIUM).steps
    assert [any("there is no way back" in line for line in step.preconditions) for step in steps] == [False, True, True]


def test_what_is_known_to_hold_is_not_asked_for() -> None:
    known = {"kubernetesVersion": "1.33.2", "nodeProvisioningProfile": {"mode": "Manual"}}
    for found in (runbook(FLAT, CILIUM), runbook(FLAT, CILIUM, **known)):
        asked = [line for step in found.steps for line in step.preconditions]
        told = not any("Kubernetes 1.27" in line or "auto-provisioning" in line for line in asked)
        assert told == (found == runbook(FLAT, CILIUM, **known))


def test_a_kubernetes_that_is_too_old_for_the_way_is_upgraded_first() -> None:
    found = runbook(KUBENET, OVERLAY, kubernetesVersion="1.26.3")
    first = found.steps[0]
    assert first.title == "upgrade Kubernetes to 1.27 or newer"
    assert first.commands == ("az aks upgrade --resource-group rg --name prod --kubernetes-version '<1.27 or newer>'",)
    assert first.changes == (("terraform", "write the version that the cluster has then: kubernetes_version"),)
    assert first.back is None
    lines = _of(found, "kubenet-to-overlay").preconditions
    assert not any("Kubernetes" in line for line in lines)


def test_the_newest_version_that_is_asked_for_is_upgraded_to_once() -> None:
    found = runbook({**KUBENET, **CALICO}, CILIUM, kubernetesVersion="1.26.3")
    titles = [step.title for step in found.steps]
    assert [one for one in titles if "Kubernetes" in one] == ["upgrade Kubernetes to 1.30 or newer"]
    assert titles[0] == "upgrade Kubernetes to 1.30 or newer"


def test_a_version_that_the_new_text_has_is_applied_first_by_itself() -> None:
    sides = (cluster(KUBENET, kubernetesVersion="1.26.3"), cluster(OVERLAY, kubernetesVersion="1.33.2"))
    found = runbook_of(change(*sides))
    assert not any("upgrade Kubernetes" in step.title for step in found.steps)
    line = _of(found, "kubenet-to-overlay").preconditions[0]
    assert line.startswith("not so now; the new text has it (kubernetesVersion): apply that alone first: Kubernetes")


_OLD = {"name": "win", "osType": "Windows", "osSKU": "Windows2019", "vmSize": "Standard_D4s_v5", "count": 3}
_SYSTEM = {"name": "system", "mode": "System"}


def test_pools_of_a_windows_that_is_too_old_are_made_anew_before_overlay() -> None:
    sides = (cluster(one, (_SYSTEM, _OLD), kubernetesVersion="1.26.3") for one in (FLAT, OVERLAY))
    found = runbook_of(change(*sides))
    assert [step.title for step in found.steps] == [
        "replace the pool 'win' by a new one, 'win2', of Windows2022",
        "upgrade Kubernetes to 1.27 or newer",
        "move from node subnets to overlay",
    ]
    assert "--os-type Windows --os-sku Windows2022" in found.steps[0].commands[0]
    assert found.steps[0].changes[0][1].endswith("the new one has the OS SKU Windows2022")
    assert not any("Windows" in line for line in found.steps[2].preconditions)


def test_an_old_windows_pool_with_another_size_is_made_anew_once() -> None:
    bigger = {**_OLD, "vmSize": "Standard_D8s_v5"}
    found = runbook_of(change(cluster(FLAT, (_SYSTEM, _OLD)), cluster(OVERLAY, (_SYSTEM, bigger))))
    (step,) = (step for step in found.steps if step.edge == "new-pools")
    assert "--node-vm-size Standard_D8s_v5" in step.commands[0]


@pytest.mark.parametrize(
    ("network", "pool"),
    [
        pytest.param(OVERLAY, {**_OLD, "osSKU": "Windows2022"}, id="a newer Windows"),
        pytest.param(FLAT, _OLD, id="a change that asks for no newer one"),
    ],
)
def test_pools_of_windows_stay_where_nothing_asks_for_a_newer_one(
    network: dict[str, str], pool: dict[str, object]
) -> None:
    sides = (
        cluster(FLAT, (_SYSTEM, pool)),
        cluster({**network, "outboundType": "userDefinedRouting"}, (_SYSTEM, pool)),
    )
    assert not any(step.edge == "new-pools" for step in runbook_of(change(*sides)).steps)


def test_checks_name_the_cluster() -> None:
    asked = runbook(KUBENET, OVERLAY).steps[0].preconditions
    check = "az aks show --resource-group rg --name prod --query currentKubernetesVersion"
    assert f"Kubernetes 1.27 or newer: {check}" in asked


def test_a_cluster_that_azure_never_has_is_not_built_anew() -> None:
    pools = ({"name": "system", "mode": "System"}, {"name": "win", "osType": "Windows"})
    found = runbook_of(change(cluster(OVERLAY, pools), cluster(CILIUM, pools)))
    assert found.unreachable is not None
    assert found.unreachable.startswith("Azure has no such cluster: the data plane cilium is for Linux alone")
    assert found.steps == ()
    assert found.nearest == ("overlay with Calico",)


def test_what_bars_a_change_bars_it_where_nothing_is_said_of_it_afterwards() -> None:
    before, after = cluster(OVERLAY, nodeProvisioningProfile={"mode": "Auto"}), cluster({**OVERLAY, **ROUTED})
    told = change(before, after)
    assert told.azure.verdict is Azure.REFUSED
    assert runbook_of(told).unreachable is not None


def test_what_no_operation_mends_bars_a_change_that_others_make() -> None:
    routed = {**OVERLAY, **ROUTED}
    found = runbook(OVERLAY, routed, nodeProvisioningProfile={"mode": "Auto"})
    assert found.unreachable is not None
    assert "no node auto-provisioning, which rules out a change of the outbound type" in found.unreachable
    assert [step.edge for step in found.steps] == ["new-cluster"] * 4


def test_pools_with_windows_that_go_are_no_obstacle() -> None:
    pools = ({"name": "system", "mode": "System"}, {"name": "win", "osType": "Windows"})
    found = runbook_of(change(cluster(OVERLAY, pools), cluster(CILIUM, pools[:1])))
    assert found.unreachable is None
    assert (
        found.steps[0]
        .preconditions[0]
        .startswith(
            "not so now; the new text has it (agentPoolProfiles.osType): apply that alone first: Linux pools only"
        )
    )


def test_a_value_that_cannot_be_told_is_left_open_and_is_no_reason_for_a_new_cluster() -> None:
    before, after = cluster(OVERLAY), cluster(CILIUM)
    unknown = Value(Unknown("the variable mode has no value"))
    after = after._replace(values={**after.values, "networkProfile.outboundType": unknown})
    found = runbook_of(change(before, after))
    assert [step.edge for step in found.steps] == ["plane-to-cilium"]
    assert found.unreachable is None
    assert found.open == (
        "networkProfile.outboundType cannot be told, so that no step is planned for it: the variable mode has no value",
    )


def test_a_mode_that_cannot_be_told_is_no_reason_for_a_new_cluster() -> None:
    before, after = cluster(FLAT), cluster(CILIUM)
    unknown = Value(Unknown("the module decides it"))
    found = runbook_of(
        change(before._replace(values={**before.values, "networkProfile.networkPluginMode": unknown}), after)
    )
    assert found.steps == ()
    assert found.unreachable is None
    assert "the module decides it" in found.open[0]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(OVERLAY, {key: value for key, value in OVERLAY.items() if key != "podCidr"}, id="a pod range that is left out stays"),
        pytest.param({**OVERLAY, "ipFamilies": ["IPv4", "IPv6"]}, OVERLAY, id="families that are left out stay"),
        pytest.param({**CILIUM, **ROUTED}, {}, id="a network of which nothing is said stays"),
        pytest.param({**OVERLAY, "podCidr": "10.244.0.0/16"}, {**OVERLAY, "podCidr": "10.244.0.0/16", "podCidrs": ["10.244.0.0/16"]}, id="a pod range in both spellings"),
        pytest.param(CILIUM, {**CILIUM, "networkPolicy": "cilium"}, id="nothing at all"),
    ],
)  # fmt: skip
def test_nothing_is_to_be_done(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert runbook({**before}, after) == Runbook()


def test_a_pool_of_azurerm_s_cluster_is_rotated_and_never_deleted_with_az() -> None:
    pool = {"name": "system", "mode": "System", "vnetSubnetID": NODES}
    before, after = (cluster(OVERLAY, ({**pool, "maxPods": number},))._replace(declared=None) for number in (30, 110))
    after = after._replace(pools=tuple(pool._replace(declared=None) for pool in after.pools))
    (step,) = runbook_of(change(before, after, NEWEST)).steps
    assert step.commands == ()
    assert step.preconditions[0] == "nobody deletes it with az: terraform plan fails once it is gone"


def test_new_pools_have_names_that_no_pool_has() -> None:
    before, after = (
        cluster(
            OVERLAY, tuple({"name": name, "vnetSubnetID": NODES, "maxPods": number} for name, number in pools.items())
        )
        for pools in ({"apps": 30, "apps2": 30, "toolongnames": 30}, {"apps": 110, "apps2": 30, "toolongnames": 110})
    )
    found = runbook_of(change(before, after, Maker("arm")))
    assert [step.title for step in found.steps] == [
        "replace the pool 'apps' by a new one, 'apps3'",
        "replace the pool 'toolongnames' by a new one, 'toolongname2'",
    ]


def test_dynamic_and_static_pools_stand_beside_each_other() -> None:
    pool = {"name": "apps", "vnetSubnetID": NODES, "podSubnetID": PODS}
    blocks = {**pool, "podIPAllocationMode": "StaticBlock"}
    found = runbook_of(change(cluster(FLAT, (pool,)), cluster(FLAT, (blocks,)), Maker("bicep")))
    assert found.unreachable is None
    assert "--pod-ip-allocation-mode StaticBlock" in found.steps[0].commands[0]


def test_settings_that_are_left_come_last_and_together() -> None:
    reasons = (
        Reason("networkProfile.loadBalancerProfile.idleTimeoutInMinutes", "", Azure.IN_PLACE, sources=(aks("x"),)),
        Reason("networkProfile.networkDataplane", "", Azure.IN_PLACE),
    )
    found = runbook_of(change(cluster(OVERLAY), cluster(CILIUM), NEWEST, reasons=reasons))
    assert [step.edge for step in found.steps] == ["plane-to-cilium", "settings"]
    assert found.steps[-1].title.endswith(": networkProfile.loadBalancerProfile.idleTimeoutInMinutes")


def test_what_azure_never_changes_takes_a_new_cluster() -> None:
    reason = Reason("networkProfile.serviceCidr", "", Azure.RECREATE, "10.0.0.0/16", "10.1.0.0/16")
    found = runbook_of(change(cluster(OVERLAY), cluster(OVERLAY), NEWEST, verdict=Azure.RECREATE, reasons=(reason,)))
    assert found.unreachable is not None
    assert "networkProfile.serviceCidr from 10.0.0.0/16 to 10.1.0.0/16" in found.unreachable
    assert [step.edge for step in found.steps] == ["new-cluster"] * 4


@pytest.mark.parametrize(
    ("name", "group", "built"),
    [
        pytest.param("prod", "rg", "--resource-group rg --name prod-new", id="the same name"),
        pytest.param("prod2", "rg", "--resource-group rg --name prod2", id="another name"),
        pytest.param("prod", "other", "--resource-group other --name prod-new", id="another resource group"),
    ],
)
def test_a_new_cluster_has_the_name_and_the_group_that_it_is_to_have(name: str, group: str, built: str) -> None:
    after = cluster(KUBENET)._replace(name=name, resource_group=group)
    one = change(cluster(OVERLAY), after)
    first, *_, last = runbook_of(one).steps
    assert first.back == f"az aks delete {built}"
    assert last.commands[-1] == "az aks delete --resource-group rg --name prod"


def test_what_no_new_cluster_could_have_is_not_built_anew() -> None:
    """Azure NPM takes no new Windows pools, so that another cluster would not have it either."""
    pools = ({"name": "system", "mode": "System"}, {"name": "win", "osType": "Windows"})
    engine = {"networkPolicy": "azure"}
    found = runbook_of(change(cluster({**FLAT, **engine}, pools), cluster({**OVERLAY, **engine}, pools)))
    assert found.steps == ()
    assert found.unreachable is not None
    assert found.unreachable.startswith("Azure makes no such cluster: to install Azure Network Policy Manager")
    assert "overlay with Calico" in found.nearest


def test_what_is_nearest_tells_the_load_balancer_that_it_takes() -> None:
    basic = {**OVERLAY, "loadBalancerSku": "basic"}
    pools = ({"name": "system", "mode": "System"},)
    after = cluster({**basic, "outboundType": "managedNATGateway"}, pools)
    found = runbook_of(change(cluster(basic, pools), after))
    assert "outbound type managedNATGateway, the standard load balancer" in found.nearest


def test_acceleration_comes_with_acns_in_one_command() -> None:
    acns = {"advancedNetworking": {"enabled": True, "performance": {"accelerationMode": "BpfVeth"}}}
    (step,) = runbook_of(change(cluster(CILIUM), cluster({**CILIUM, **acns}), Maker("az"))).steps
    assert "azure-cli 2.86.0 or newer: az version" in step.preconditions
    assert any("reimaged" in line for line in step.preconditions)
    assert any("accelerationMode" in line and "BpfVeth" in line for line in step.verify)


def test_a_cluster_whose_name_no_file_says_is_a_word_to_fill_in_and_never_an_address() -> None:
    unnamed = read_cluster(
        'variable "name" {}\nresource "azurerm_kubernetes_cluster" "this" {\n  name = var.name\n'
        '  resource_group_name = "rg"\n  default_node_pool {\n    name = "system"\n  }\n'
        '  network_profile {\n    network_plugin = "azure"\n  }\n}\n'
    )
    there = cluster(CILIUM)._replace(name=unnamed.name)
    for after in (there, cluster(KUBENET)):
        found = runbook_of(change(unnamed, after))
        commands = [command for step in found.steps for command in (*step.commands, *step.verify, step.back or "")]
        assert found.steps
        assert not any("azurerm_kubernetes_cluster" in command for command in commands)
        named = [command for command in commands if command.startswith("az aks") and " list " not in command]
        assert all("--name '<cluster>'" in one or "--name '<new cluster>'" in one for one in named), named
