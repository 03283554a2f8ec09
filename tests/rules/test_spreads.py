"""What may come out of a spread, a union or a merge is not taken for absent, in the words of files."""

from __future__ import annotations

from typing import Any

import pytest

from checked import bicep, findings_in

HEAD = "param more object"
SUBNET = "'/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n'"
FLAT = ("networkPluginMode: 'overlay'", "")
ROUTED = bicep("2025-10-01", "outboundType: 'userDefinedRouting'", "POOL", head=HEAD)
WINDOWS = bicep("2025-10-01", "", "osType: 'Windows'", "MORE", head=HEAD)
BYO = bicep("2025-10-01", "POOL", head=HEAD).replace("'azure'", "'none'").replace(*FLAT)
POD_CIDR = bicep("2025-10-01", "podCidr: '10.244.0.0/16'\n POOL", head=HEAD).replace(*FLAT)
ALLOCATION = bicep("2025-10-01", "", "podIPAllocationMode: 'StaticBlock'\n POOL", head=HEAD).replace(*FLAT)
PODS = bicep("2025-10-01", "", f"podSubnetID: {SUBNET}\n POOL", head=HEAD).replace(*FLAT)
DNS = bicep("2025-10-01", "serviceCidr: '10.0.0.0/29'\n POOL", head=HEAD)

CASES: list[Any] = [
    pytest.param("AKN311", ROUTED, id="the subnet of a pool"),
    pytest.param("AKN309", WINDOWS.replace("MORE", "POOL"), id="the profile of Windows"),
    pytest.param("AKN206", BYO, id="the pod CIDR of one's own CNI"),
    pytest.param("AKN202", POD_CIDR, id="the mode beside a pod CIDR"),
    pytest.param("AKN213", ALLOCATION, id="the pod subnet beside an allocation"),
    pytest.param("AKN322", PODS, id="maxPods beside a pod subnet"),
]


@pytest.mark.parametrize(("rule", "text"), CASES)
def test_what_is_left_out_is_told_and_what_is_spread_is_not(rule: str, text: str) -> None:
    assert len(findings_in("c.bicep", text.replace("POOL", ""), rule)) == 1
    assert findings_in("c.bicep", text.replace("POOL", "...more"), rule) == []


def test_an_address_of_dns_that_may_be_spread() -> None:
    assert findings_in("c.bicep", DNS.replace("POOL", "...more"), "AKN11") == []
    assert [one.rule for one in findings_in("c.bicep", DNS.replace("POOL", ""), "AKN11")] == ["AKN113"]
