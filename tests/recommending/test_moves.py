"""What a change of an existing cluster takes: the conditions of each pair, as facts section 6 has them."""

from __future__ import annotations

import pytest

from aksnet.facts.choices import WAYS
from aksnet.recommending.moves import Path, move
from aksnet.recommending.reasons import Weight
from aksnet.recommending.ways import BY_ID
from choosing import needs, said, way

PLANE = (
    "azure-cli 2.52 or newer, Linux nodes only, Calico or Azure Network Policy Manager goes,"
    " and node auto-provisioning is off meanwhile"
)
TO_OVERLAY = (
    "Kubernetes 1.27 or newer; no policy engine; a pod CIDR that meets nothing, with --pod-cidr;"
    " no azure-ip-masq-agent-config of your own"
)
END = "all pools are reimaged at once; there is no way back"
FROM_KUBENET = (
    "Kubernetes 1.27 or newer; no policy engine; a user-assigned identity, and a route table that is detached;"
    " the pod CIDR stays, or --pod-cidr replaces it"
)


@pytest.mark.parametrize(
    ("now", "then", "windows", "text"),
    [
        pytest.param("node-subnet", "overlay", False, f"addresses move to overlay in place: {TO_OVERLAY}; {END}", id="node subnet to overlay"),
        pytest.param("node-subnet", "overlay", True, f"addresses move to overlay in place: {TO_OVERLAY}; Windows nodes of build 20348.1668 or newer, and none with Docker; {END}; Windows pools only if the cluster was made with a windowsProfile", id="node subnet to overlay, with Windows"),
        pytest.param("cilium-node-subnet", "cilium", False, f"addresses move to overlay in place: nothing else in the same operation; a pod CIDR that meets nothing, with --pod-cidr; no azure-ip-masq-agent-config of your own; {END}", id="node subnet to overlay, with Cilium: no engine to uninstall"),
        pytest.param("node-subnet", "cilium", False, f"first addresses move to overlay in place ({TO_OVERLAY}; {END}), then the data plane changes in place ({PLANE})", id="node subnet to Cilium on overlay"),
        pytest.param("kubenet", "overlay", False, f"addresses move to overlay in place: {FROM_KUBENET}; {END}", id="kubenet to overlay"),
        pytest.param("kubenet", "cilium", False, f"first addresses move to overlay in place ({FROM_KUBENET}; {END}), then the data plane changes in place ({PLANE})", id="kubenet to Cilium"),
        pytest.param("overlay", "cilium", False, f"the data plane changes in place: {PLANE}; all pools are reimaged at once", id="the data plane of overlay"),
        pytest.param("pod-subnet", "pod-subnet-static-block", False, "new pools in another pod subnet, and the old pools go", id="dynamic to static block"),
        pytest.param("pod-subnet-static-block", "pod-subnet", False, "new pools in another pod subnet, and the old pools go", id="static block to dynamic"),
        pytest.param("overlay", "overlay", True, "the cluster is set up like this already; Windows pools only if the cluster was made with a windowsProfile", id="Windows for a cluster that stays"),
        pytest.param("overlay", "pod-subnet", True, "the only addresses that a cluster can change to are those of overlay", id="Windows in a new cluster"),
    ],
)  # fmt: skip
def test_conditions(now: str, then: str, windows: bool, text: str) -> None:
    assert move(BY_ID[now], BY_ID[then], windows=windows).text == text


@pytest.mark.parametrize(
    ("now", "then", "facts", "others"),
    [
        pytest.param("cilium-node-subnet", "cilium", {"MIG-01", "MIG-02", "MIG-05", "MIG-06"}, {"MIG-03"}, id="Cilium has no engine to be uninstalled"),
        pytest.param("node-subnet", "overlay", {"MIG-02", "MIG-03", "MIG-05", "MIG-06"}, {"MIG-01", "MIG-09"}, id="node subnet"),
        pytest.param("kubenet", "overlay", {"MIG-02", "MIG-03", "MIG-04", "MIG-09"}, {"MIG-05", "MIG-06"}, id="kubenet"),
        pytest.param("pod-subnet", "pod-subnet-static-block", {"PSS-05", "PSS-07"}, set(), id="dynamic to static block"),
        pytest.param("pod-subnet-static-block", "pod-subnet", {"MIG-10"}, {"PSS-05", "PSS-07"}, id="the way back is not what these facts are about"),
    ],
)  # fmt: skip
def test_facts_of_a_change(now: str, then: str, facts: set[str], others: set[str]) -> None:
    found = set(move(BY_ID[now], BY_ID[then]).facts)
    assert facts <= found
    assert not others & found


@pytest.mark.parametrize(
    ("existing", "name"),
    [("pod-subnet-static-block", "pod-subnet"), ("cilium-static-block", "cilium-pod-subnet")],
)
def test_from_static_blocks_back_is_in_doubt(existing: str, name: str) -> None:
    doubts = said(needs(existing=existing), name, Weight.DOUBT)
    assert doubts == ["documents describe the change to static blocks, and none back from them"]
    assert move(BY_ID[existing], BY_ID[name]).path is Path.NEW_POOLS


@pytest.mark.parametrize("now", WAYS)
@pytest.mark.parametrize("then", WAYS)
def test_windows_profile_is_a_condition_wherever_the_cluster_stays(now: str, then: str) -> None:
    found = move(BY_ID[now], BY_ID[then], windows=True)
    assert ("windowsProfile" in found.text) == found.same_cluster
    assert ("MODE-15" in found.facts) == found.same_cluster
    assert "windowsProfile" not in move(BY_ID[now], BY_ID[then]).text


def test_a_recommendation_for_windows_has_the_condition() -> None:
    choice = way(needs("windows", existing="node-subnet"), "overlay")
    assert choice.move is not None
    assert "windowsProfile" in choice.move.text
