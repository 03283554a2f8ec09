"""What azurerm changes in words that a view does not have in ARM's: Azure is not said to do nothing there."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions import Change, Pair, judge
from aksnet.transitions.verdicts import Azure, Tool
from changing import maker, read_cluster

CLUSTER = """resource "azurerm_kubernetes_cluster" "this" {{
  name                = "prod"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "prod"
  {cluster}
  default_node_pool {{
    name                        = "system"
    vm_size                     = "Standard_D4s_v5"
    node_count                  = 3
    temporary_name_for_rotation = "temp"
    {pool}
  }}
  identity {{
    type = "SystemAssigned"
  }}
  lifecycle {{
    ignore_changes = [{ignored}]
  }}
}}
"""


def changed(old: dict[str, str], new: dict[str, str], ignored: str = "") -> Change:
    texts = [CLUSTER.format(**{"cluster": "", "pool": "", "ignored": ignored, **one}) for one in (old, new)]
    before, after = map(read_cluster, texts)
    return judge(Pair("prod", before, after, maker("4.81.0")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('os_disk_type = "Managed"', 'os_disk_type = "Ephemeral"', id="another kind of disk"),
        pytest.param("os_disk_size_gb = 64", "os_disk_size_gb = 128", id="a larger disk"),
        pytest.param("", "host_encryption_enabled = true", id="encryption at the host"),
        pytest.param("ultra_ssd_enabled = false", "ultra_ssd_enabled = true", id="ultra disks"),
        pytest.param("kubelet_config {\n pod_max_pid = 100\n }", "kubelet_config {\n pod_max_pid = 200\n }", id="settings of the kubelet"),
    ],
)  # fmt: skip
def test_what_a_pool_keeps_takes_a_new_one_at_azure(old: str, new: str) -> None:
    change = changed({"pool": old}, {"pool": new})
    (pool,) = change.pools
    assert (pool.tool.verdict, pool.azure.verdict) == (Tool.ROTATE, Azure.NEW_POOL)
    assert all(reason.sources for reason in pool.azure.reasons)
    assert change.azure.verdict is Azure.NO_CHANGE
    assert [step.edge for step in change.runbook.steps] == ["new-pools"]


@pytest.mark.parametrize(
    ("pool", "ignored"),
    [
        pytest.param('os_disk_type = "Ephemeral"', "default_node_pool[0].os_disk_type", id="what is ignored"),
        pytest.param('os_disk_type = "Managed"', "", id="the default in words"),
        pytest.param("host_encryption_enabled = false", "", id="off in words"),
        pytest.param('tags = {\n "a" = "b"\n }', "", id="tags"),
    ],
)
def test_what_no_node_is_moved_for_takes_no_new_pool(pool: str, ignored: str) -> None:
    (found,) = changed({}, {"pool": pool}, ignored).pools
    assert found.tool.verdict in (Tool.NO_OP, Tool.IN_PLACE)
    assert found.azure.verdict in (Azure.NO_CHANGE, Azure.IN_PLACE)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        pytest.param(("a", "b"), (Tool.REPLACE, Azure.UNDECIDED), id="another disk encryption set"),
        pytest.param(("a", "a"), (Tool.NO_OP, Azure.NO_CHANGE), id="the same one"),
    ],
)
def test_what_no_document_tells_of_a_cluster_is_open(ids: tuple[str, str], expected: tuple[Any, Any]) -> None:
    words = (
        'disk_encryption_set_id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/'
    )
    change = changed(*({"cluster": f'{words}{one}"'} for one in ids))
    assert (change.tool.verdict, change.azure.verdict) == expected
    assert [one.path for one in change.azure.open] == ["disk_encryption_set_id"] * (expected[1] is Azure.UNDECIDED)
