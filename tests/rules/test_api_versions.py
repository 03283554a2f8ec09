"""API versions that there are not, that are too old, and that azapi has no types for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from aksnet.findings import Severity
from checked import azapi, bicep, findings_in

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
ARM = '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "parameters": {"v": {"type": "string"}}, "resources": [{"type": "Microsoft.ContainerService/managedClusters", "apiVersion": "%s", "name": "c", "properties": {}}]}'  # fmt: skip
POOL = """
resource pool 'Microsoft.ContainerService/managedClusters/agentPools@2025-11-01' = {
  parent: aks
  name: 'user'
  properties: { count: 1 }
}
"""
MODULE = "module aks 'br/public:avm/res/container-service/managed-cluster:0.10.0' = {\n  params: { name: 'c', primaryAgentPoolProfiles: [] }\n}\n"  # fmt: skip
UNKNOWN = "there is no API version "
NEWER = " is newer than the newest that aksnet knows: its properties are not judged"

THERE: list[Any] = [
    pytest.param("c.bicep", bicep("2025-10-01"), [], id="a stable version"),
    pytest.param("c.bicep", bicep("2026-08-02-preview"), [], id="a preview"),
    pytest.param("c.bicep", bicep("2018-03-31"), [], id="one of the oldest"),
    pytest.param("c.bicep", bicep("2026-08-02-Preview"), [], id="a preview in another case"),
    pytest.param("c.bicep", bicep("2025-11-01"), [(ERROR, UNKNOWN + "'2025-11-01'")], id="a month without one"),
    pytest.param("c.bicep", bicep("2025-10-02"), [(ERROR, UNKNOWN + "'2025-10-02'")], id="a preview's day without the word"),
    pytest.param("c.bicep", bicep("2025-10-01-preview"), [(ERROR, UNKNOWN + "'2025-10-01-preview'")], id="a stable version's day with the word"),
    pytest.param("c.bicep", bicep("2026-09-01"), [(INFO, "API version 2026-09-01" + NEWER)], id="a newer one"),
    pytest.param("c.bicep", bicep("2026-09-02-preview"), [(INFO, "API version 2026-09-02-preview" + NEWER)], id="a newer preview"),
    pytest.param("c.bicep", bicep("2025-10-01") + POOL, [(ERROR, UNKNOWN + "'2025-11-01'")], id="a pool of its own"),
    pytest.param("c.json", ARM % "2023-12-01", [(ERROR, UNKNOWN + "'2023-12-01'")], id="a template"),
    pytest.param("c.json", ARM % "[parameters('v')]", [], id="a version that cannot be told"),
    pytest.param("c.tf", azapi("2025-11-01"), [(ERROR, UNKNOWN + "'2025-11-01'")], id="azapi"),
    pytest.param("c.bicep", MODULE, [], id="a module of a registry"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "expected"), THERE)
def test_versions_that_there_are(name: str, text: str, expected: list[Any]) -> None:
    found = findings_in(name, text, "AKN830")
    assert [(one.severity, one.message.removeprefix("aks.pool: ")) for one in found] == expected


AGES: list[Any] = [
    pytest.param("2025-10-02-preview", date(2026, 6, 30), None, id="in its first nine months"),
    pytest.param("2025-10-02-preview", date(2026, 7, 2), None, id="three months before the end"),
    pytest.param("2025-10-02-preview", date(2026, 7, 3), WARNING, id="less than three months before the end"),
    pytest.param("2025-10-02-preview", date(2026, 10, 1), WARNING, id="on the last day"),
    pytest.param("2025-10-02-preview", date(2026, 10, 2), ERROR, id="on the day after"),
    pytest.param("2024-09-02-preview", date(2026, 7, 1), ERROR, id="one that is known to be dead"),
    pytest.param("2025-10-01", date(2030, 1, 1), None, id="a stable version of long ago"),
    pytest.param("2025-11-02-preview", date(2030, 1, 1), None, id="one that never was"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "today", "expected"), AGES)
def test_previews_live_a_year(version: str, today: date, expected: Severity | None) -> None:
    found = findings_in("c.bicep", bicep(version), "AKN831", today)
    assert [one.severity for one in found] == ([expected] if expected is not None else [])


@pytest.mark.parametrize(
    ("network", "hint"),
    [
        pytest.param("", "choose 2025-10-01, which is stable and has all of the network that is written here", id="nothing new"),
        pytest.param("natGatewayProfile: { managedOutboundIPProfile: { countIPv6: 1 } }", "choose 2026-06-01, which is stable and has all of the network that is written here", id="what is stable by now"),
        pytest.param("podLinkLocalAccess: 'None'", "choose 2026-08-02-preview, the newest preview: no stable version has all that is written here", id="what only previews have"),
        pytest.param("advancedNetworking: { security: { transitEncryption: { type: 'mTLS' } } }", "choose 2026-08-02-preview, the newest preview: no stable version has all that is written here", id="a word that only previews have"),
    ],
)  # fmt: skip
def test_hint_names_a_version_to_take(network: str, hint: str) -> None:
    (found,) = findings_in("c.bicep", bicep("2025-01-02-preview", network), "AKN831")
    assert found.hint == hint


SENT: list[Any] = [
    pytest.param("0.10.0", date(2026, 9, 1), [(ERROR, "the module managed-cluster:0.10.0 sends API version 2024-09-02-preview, which does not work any more")], id="one that is known to be dead"),
    pytest.param("0.11.0", date(2026, 9, 1), [(ERROR, "the module managed-cluster:0.11.0 sends API version 2025-05-02-preview, which is more than a year old, which is how long previews work")], id="one that is too old"),
    pytest.param("0.11.0", date(2026, 1, 1), [], id="one that is young yet"),
    pytest.param("0.14.0", date(2030, 1, 1), [], id="a stable version"),
    pytest.param("0.99.0", date(2030, 1, 1), [], id="a version of the module that is not known"),
]  # fmt: skip


@pytest.mark.parametrize(("module", "today", "expected"), SENT)
def test_preview_that_a_module_sends_is_told_once_at_its_call(module: str, today: date, expected: list[Any]) -> None:
    found = findings_in("c.bicep", MODULE.replace("0.10.0", module), "AKN831", today)
    assert [(one.severity, one.message) for one in found] == expected
    assert {(one.place and one.place.line, one.hint) for one in found} <= {(1, "take a newer version of the module")}


NEAREST: list[Any] = [
    pytest.param("2025-12-01", "the one before it is 2025-10-01, which everything knows", id="the one before is the one to take"),
    pytest.param("2025-06-01", "the one before it is 2025-05-01, and 2025-10-01 is one that everything knows", id="an older one"),
    pytest.param("2017-01-01", "choose one that there is, such as 2025-10-01", id="none is before it"),
    pytest.param("2024-11-02-preview", "choose 2026-08-02-preview, the newest preview, or 2025-10-01, which is stable", id="the one before is dead"),
    pytest.param("2025-12-02-preview", "choose 2026-08-02-preview, the newest preview, or 2025-10-01, which is stable", id="the one before is about to die"),
    pytest.param("2026-08-01-preview", "the one before it is 2026-07-02-preview, and 2025-10-01 is one that everything knows", id="the one before is alive"),
    pytest.param("latest", "choose one that there is, such as 2025-10-01", id="no day"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "hint"), NEAREST)
def test_hint_names_a_version_that_works(version: str, hint: str) -> None:
    (found,) = findings_in("c.bicep", bicep(version), "AKN830", date(2026, 9, 1))
    assert found.hint == hint


def test_hint_at_a_pool_of_its_own_is_about_that_pool() -> None:
    old = "2025-01-02-preview"
    text = bicep(old, "podLinkLocalAccess: 'None'") + POOL.replace("2025-11-01", old)
    cluster, pool = findings_in("c.bicep", text, "AKN831")
    assert cluster.hint.startswith("choose 2026-08-02-preview,")
    assert pool.hint.startswith("choose 2025-10-01,")


def test_hint_at_a_cluster_is_about_the_pools_in_it() -> None:
    (found,) = findings_in("c.bicep", bicep("2025-01-02-preview", pool="osSKU: 'Flatcar'"), "AKN831")
    assert found.hint.startswith("choose 2026-08-02-preview,")


TYPES: list[Any] = [
    pytest.param(azapi("2026-05-01"), [], id="the newest version with types"),
    pytest.param(azapi("2026-05-02-preview"), [], id="the newest preview with types"),
    pytest.param(azapi("2026-06-01"), ["AKN838"], id="a newer one"),
    pytest.param(azapi("2026-06-01", required="= 2.4.0"), ["AKN838"], id="a newer one with an older azapi"),
    pytest.param(azapi("2026-06-01", required="2.13.0"), [], id="a newer azapi"),
    pytest.param(azapi("2026-06-01", required="~> 2.4"), [], id="an azapi that may be newer"),
    pytest.param(azapi("2026-06-01", required=""), [], id="an azapi that is not said"),
    pytest.param(azapi("2026-06-01", more="schema_validation_enabled = false"), [], id="without the check"),
    pytest.param(azapi("2026-06-01", more="schema_validation_enabled = true"), ["AKN838"], id="with the check"),
    pytest.param('variable "v" {}\n' + azapi("2026-06-01", more="schema_validation_enabled = var.v"), [], id="with a check that is not known"),
    pytest.param(azapi("2026-09-01"), ["AKN838"], id="newer than all that aksnet knows, which is told once"),
    pytest.param(azapi("2026-06-09"), ["AKN830"], id="one that there is not"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_types_of_azapi(text: str, expected: list[str]) -> None:
    assert [one.rule for one in findings_in("c.tf", text, "AKN83")] == expected


UPDATE = """
resource "azurerm_kubernetes_cluster" "this" {
  name = "c"
}
resource "azapi_update_resource" "more" {
  type        = "Microsoft.ContainerService/managedClusters@%s"
  resource_id = azurerm_kubernetes_cluster.this.id
  body        = { properties = { networkProfile = { podLinkLocalAccess = "imds" } } }
}
"""


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        pytest.param("2026-08-02-preview", ["AKN834"], id="one that has what it writes"),
        pytest.param("2025-10-01", ["AKN832"], id="one that does not"),
        pytest.param("2025-11-01", ["AKN830", "AKN834"], id="one that there is not"),
        pytest.param("2024-09-02-preview", ["AKN831", "AKN834"], id="one that is dead"),
    ],
)
def test_updates_of_azapi_have_versions_of_their_own(version: str, expected: list[str]) -> None:
    found = findings_in("c.tf", UPDATE % version, "AKN83")
    assert [one.rule for one in found] == expected
    assert {one.place.line for one in found if one.place and one.rule in ("AKN830", "AKN831")} <= {5}
