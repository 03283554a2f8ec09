"""What differs between two texts in ARM's words, and has no rule of its own: it never passes for no change."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions.azure.service import of_cluster, of_pool
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, PoolView, Unknown, Value
from arm_clusters import cluster_from_arm

SAME, NEW, OPEN = Azure.NO_CHANGE, Azure.NEW_POOL, Azure.UNDECIDED
POOL = {"name": "system", "mode": "System", "vmSize": "Standard_D4s_v5"}
OVERLAY = {"networkPlugin": "azure", "networkPluginMode": "overlay"}


def pool(**more: Any) -> PoolView:
    return cluster(agentPoolProfiles=[{**POOL, **more}]).pools[0]


def cluster(**more: Any) -> ClusterView:
    return cluster_from_arm(
        {"name": "prod", "location": "westeurope", "properties": {"networkProfile": OVERLAY, **more}}
    )


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param({"osDiskType": "Managed"}, {"osDiskType": "Ephemeral"}, NEW, id="another disk takes a new pool"),
        pytest.param({"osDiskSizeGB": 128}, {"osDiskSizeGB": 256}, NEW, id="a larger disk takes a new pool"),
        pytest.param({}, {"enableEncryptionAtHost": True}, NEW, id="encryption at the host takes a new pool"),
        pytest.param({"enableUltraSSD": False}, {"enableUltraSSD": True}, NEW, id="ultra disks take a new pool"),
        pytest.param({"kubeletConfig": {"podMaxPids": 9}}, {"kubeletConfig": {"podMaxPids": 8}}, NEW, id="another kubelet takes a new pool"),
        pytest.param({}, {"osDiskSizeGB": 128}, OPEN, id="a disk that is said for the first time may be what is there"),
        pytest.param({"kubeletDiskType": "OS"}, {"kubeletDiskType": "Temporary"}, OPEN, id="what no document says is undecided"),
        pytest.param({}, {"kubeletDiskType": "OS"}, OPEN, id="what no document says and is new is undecided"),
        pytest.param({}, {"enableEncryptionAtHost": False}, SAME, id="what was off, said to be off"),
        pytest.param({"osDiskType": "Managed"}, {}, SAME, id="what is left out stays"),
        pytest.param({"osDiskType": "managed"}, {"osDiskType": "Managed"}, SAME, id="a word in another case"),
        pytest.param({"powerState": {"code": "Stopped"}}, {"powerState": {"code": "Running"}}, SAME, id="what only Azure says"),
    ],
)  # fmt: skip
def test_of_a_pool(before: dict[str, Any], after: dict[str, Any], verdict: Azure) -> None:
    found = of_pool(pool(**before), pool(**after), cluster())
    assert (found.verdict, [one.path for one in found.open]) == (verdict, list(after) if verdict is OPEN else [])
    assert all(reason.sources for reason in found.reasons)


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        pytest.param({"enableRBAC": True}, {"enableRBAC": False}, "enableRBAC", id="RBAC of Kubernetes"),
        pytest.param({"diskEncryptionSetID": "/a"}, {"diskEncryptionSetID": "/b"}, "diskEncryptionSetID", id="the key of disks"),
        pytest.param({"linuxProfile": {"adminUsername": "a"}}, {"linuxProfile": {"adminUsername": "b"}}, "linuxProfile.adminUsername", id="who administers nodes"),
        pytest.param({}, {"publicNetworkAccess": "Disabled"}, "publicNetworkAccess", id="what is new"),
        pytest.param({"enableRBAC": True}, {"enableRBAC": True}, None, id="the same is no change"),
        pytest.param({"enableRBAC": True}, {}, None, id="what is left out stays"),
        pytest.param({"fqdn": "a"}, {"fqdn": "b"}, None, id="what only Azure says"),
    ],
)  # fmt: skip
def test_of_a_cluster(before: dict[str, Any], after: dict[str, Any], path: str | None) -> None:
    found = of_cluster(cluster(**before), cluster(**after))
    assert found.verdict is (SAME if path is None else OPEN)
    assert [one.path for one in found.open] == [path] * (path is not None)


def test_the_values_are_not_printed_for_they_may_be_secrets() -> None:
    keys = [{"linuxProfile": {"ssh": {"publicKeys": [{"keyData": f"secret-{one}"}]}}} for one in "ab"]
    assert "secret" not in str([one._replace(place=None) for one in of_cluster(*(cluster(**key) for key in keys)).open])


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(Unknown("why"), Unknown("why"), SAME, id="for one reason, without a sign: nothing tells them apart"),
        pytest.param(Unknown("why", sign="a"), Unknown("why", sign="b"), OPEN, id="two expressions"),
        pytest.param(Unknown("why", sign="a"), Unknown("why", sign="a"), SAME, id="one expression"),
        pytest.param("OS", Unknown("why", sign="a"), OPEN, id="a value that cannot be told any more"),
    ],
)  # fmt: skip
def test_of_what_cannot_be_told(before: Unknown | str, after: Unknown, verdict: Azure) -> None:
    one, other = (pool()._replace(values={**pool().values, "kubeletDiskType": Value(data)}) for data in (before, after))
    assert of_pool(one, other, cluster()).verdict is verdict
