"""Runbooks as people read them: one golden text for each move that people ask for."""

from __future__ import annotations

import pytest

from aksnet.facts import avm_bicep
from aksnet.facts.azurerm import Version
from aksnet.transitions.changes import Maker, Runbook
from aksnet.transitions.steps import runbook_of
from aksnet.view import ClusterView, Declaration, Value
from changing import read_cluster
from golden import assert_golden
from places import ROOT
from runbooks import CILIUM, FLAT, KUBENET, NEWEST, NODES, OVERLAY, PODS, change, cluster, runbook, written

GOLDEN = ROOT / "tests" / "golden" / "runbooks"
NPM, CALICO = {"networkPolicy": "azure"}, {"networkPolicy": "calico"}
NONE, BALANCED = {"networkPolicy": "none"}, {"outboundType": "loadBalancer"}
PLANE = {"networkDataplane": "cilium", "networkPolicy": "cilium"}
MANAGED = ({"name": "system", "mode": "System"},)
BICEP, ARM, AZAPI = Maker("bicep", words="2026-05-01"), Maker("arm", words="2026-05-01"), Maker("azapi")
GATEWAY = {"outboundType": "managedNATGateway"}
PRIVATE = {"apiServerAccessProfile": {"enablePrivateCluster": True}}


def _azurerm(words: str, *releases: Version) -> Maker:
    return Maker("azurerm", releases, words)


def _old(minor: int) -> Maker:
    return _azurerm(f"4.{minor}.0", Version(4, minor))


def _in_pods(subnet: str = PODS, **settings: str) -> dict[str, object]:
    return {"name": "system", "mode": "System", "vnetSubnetID": NODES, "podSubnetID": subnet, **settings}


def _from_pods(after: dict[str, object], pool: dict[str, object] | None = None) -> Runbook:
    return runbook_of(change(cluster(FLAT, (pool or _in_pods(),)), cluster(after)))


def _blocks() -> Runbook:
    """The pool `apps` of two changes from dynamic allocation to static blocks."""
    apps = {"name": "apps", "vnetSubnetID": NODES, "podSubnetID": PODS, "vmSize": "Standard_D4s_v5", "count": 3}
    other = {**apps, "podSubnetID": f"{PODS}2", "podIPAllocationMode": "StaticBlock"}
    return runbook_of(change(cluster(FLAT, (_in_pods(), apps)), cluster(FLAT, (_in_pods(), other)), NEWEST))


def _max_pods(maker: Maker) -> Runbook:
    apps = {"name": "apps", "vnetSubnetID": NODES, "vmSize": "Standard_D4s_v5", "count": 3, "maxPods": 30}
    before, after = (
        cluster(OVERLAY, ({**apps, "name": "system", "mode": "System"}, one))
        for one in (apps, {**apps, "maxPods": 110})
    )
    return runbook_of(change(before, after, maker))


def _by_avm_bicep(before: dict[str, str], after: dict[str, str]) -> Runbook:
    made = cluster(after)._replace(declared=Declaration("bicep", "aks", module=f"br/public:{avm_bicep.NAME}:0.14.0"))
    return runbook_of(change(cluster(before), made, BICEP))


def _of_sku(name: str) -> ClusterView:
    made = cluster(CILIUM, MANAGED)
    return made._replace(values={**made.values, "sku.name": Value(name)})


def _declared(max_pods: int) -> ClusterView:
    """A cluster of azurerm, whose default pool is in its own block."""
    return read_cluster(
        'resource "azurerm_kubernetes_cluster" "this" {\n  name = "prod"\n  resource_group_name = "rg"\n'
        f'  default_node_pool {{\n    name = "system"\n    max_pods = {max_pods}\n  }}\n'
        '  network_profile {\n    network_plugin = "azure"\n    network_plugin_mode = "overlay"\n  }\n}\n'
    )


RUNBOOKS = {
    "kubenet-to-cilium": lambda: runbook(KUBENET, CILIUM),
    "kubenet-calico-to-cilium-4.57": lambda: runbook({**KUBENET, **CALICO}, CILIUM, _old(57)),
    "kubenet-to-overlay-another-range": lambda: runbook(KUBENET, {**OVERLAY, "podCidr": "10.128.0.0/14"}),
    "node-subnet-to-overlay-4.65": lambda: runbook(FLAT, OVERLAY, _old(65)),
    "node-subnet-npm-to-overlay": lambda: runbook({**FLAT, **NPM}, {**OVERLAY, **NONE}),
    "node-subnet-calico-to-overlay-calico": lambda: runbook({**FLAT, **CALICO}, {**OVERLAY, **CALICO}, BICEP),
    "node-subnet-to-cilium": lambda: runbook(FLAT, CILIUM),
    "node-subnet-npm-to-cilium": lambda: runbook({**FLAT, **NPM}, CILIUM),
    "node-subnet-calico-to-cilium-any-4": lambda: runbook(
        {**FLAT, **CALICO}, CILIUM, _azurerm("~> 4.0", Version(4, 1), Version(4, 57), Version(4, 81))
    ),
    "npm-to-cilium": lambda: runbook({**OVERLAY, **NPM}, CILIUM, _old(58)),
    "npm-to-cilium-own-routes": lambda: runbook(
        {**OVERLAY, **NPM, "outboundType": "userDefinedRouting"}, {**CILIUM, "outboundType": "userDefinedRouting"}
    ),
    "calico-to-cilium-4.58": lambda: runbook({**OVERLAY, **CALICO}, CILIUM, _old(58)),
    "npm-to-calico": lambda: runbook({**OVERLAY, **NPM}, {**OVERLAY, **CALICO}, ARM),
    "policy-off": lambda: runbook({**OVERLAY, **CALICO}, {**OVERLAY, **NONE}),
    "basic-to-standard-load-balancer": lambda: runbook({**OVERLAY, "loadBalancerSku": "basic"}, {**OVERLAY, "loadBalancerSku": "standard"}),
    "load-balancer-to-own-routes": lambda: runbook(OVERLAY, {**OVERLAY, "outboundType": "userDefinedRouting"}),
    "load-balancer-to-managed-nat-gateway": lambda: runbook_of(
        change(
            cluster(OVERLAY, MANAGED),
            cluster(
                {
                    **OVERLAY,
                    "outboundType": "managedNATGateway",
                    "natGatewayProfile": {"managedOutboundIPProfile": {"count": 2}},
                },
                MANAGED,
            ),
        )
    ),
    "managed-nat-gateway-to-load-balancer": lambda: runbook_of(
        change(*(cluster({**OVERLAY, **one}, MANAGED, **PRIVATE) for one in (GATEWAY, BALANCED)))
    ),
    "managed-nat-gateway-to-load-balancer-of-a-public-cluster": lambda: runbook_of(
        change(*(cluster({**OVERLAY, **one}, MANAGED) for one in (GATEWAY, BALANCED)))
    ),
    "own-nat-gateway-to-load-balancer": lambda: runbook({**OVERLAY, "outboundType": "userAssignedNATGateway"}, {**OVERLAY, **BALANCED}),
    "wider-pod-range": lambda: runbook(OVERLAY, {**OVERLAY, "podCidr": "10.240.0.0/12"}),
    "dual-stack": lambda: runbook(
        OVERLAY, {**OVERLAY, "ipFamilies": ["IPv4", "IPv6"], "podCidrs": ["10.244.0.0/16", "fd12:3456:789a::/64"]}
    ),
    "acns-on-cilium": lambda: runbook(
        FLAT, {**CILIUM, "advancedNetworking": {"enabled": True, "security": {"enabled": True}}}, AZAPI
    ),
    "pod-subnet-to-overlay": lambda: _from_pods(OVERLAY),
    "static-block-to-overlay": lambda: _from_pods(OVERLAY, _in_pods(podIPAllocationMode="StaticBlock")),
    "byo-to-overlay": lambda: runbook({"networkPlugin": "none", "podCidr": "10.244.0.0/16"}, OVERLAY, BICEP),
    "overlay-to-kubenet": lambda: runbook(OVERLAY, KUBENET),
    "dynamic-to-static-block": _blocks,
    "max-pods-4.15": lambda: _max_pods(_old(15)),
    "max-pods": lambda: _max_pods(BICEP),
    "windows-to-cilium": lambda: runbook_of(
        change(*(cluster(one, (*MANAGED, {"name": "win", "osType": "Windows"})) for one in (OVERLAY, CILIUM)))
    ),
    "npm-to-cilium-3.80": lambda: runbook({**OVERLAY, **NPM}, CILIUM, _azurerm("3.80.0", Version(3, 80))),
    "npm-to-cilium-avm-bicep": lambda: _by_avm_bicep({**FLAT, **NPM}, {**FLAT, **PLANE}),
    "npm-to-cilium-on-overlay-avm-bicep": lambda: _by_avm_bicep({**OVERLAY, **NPM}, CILIUM),
    "wider-pod-range-avm-terraform": lambda: runbook(OVERLAY, {**OVERLAY, "podCidr": "10.240.0.0/12"}, Maker("avm")),
    "acns-off": lambda: runbook({**CILIUM, "advancedNetworking": {"enabled": True}}, {**CILIUM, "advancedNetworking": {"enabled": False}}),
    "acns-layer-7": lambda: runbook(
        CILIUM, {**CILIUM, "advancedNetworking": {"enabled": True, "security": {"advancedNetworkPolicies": "L7"}}}
    ),
    "automatic-to-base": lambda: runbook_of(change(*(_of_sku(name) for name in ("Automatic", "Base")))),
    "rotation-of-the-default-pool": lambda: runbook_of(change(*(_declared(number) for number in (30, 110)))),
    "api-server-into-the-vnet": lambda: runbook_of(
        change(cluster(OVERLAY), cluster(OVERLAY, apiServerAccessProfile={"enableVnetIntegration": True}), ARM)
    ),
}  # fmt: skip


def test_runbooks_read_as_they_did(update_golden: bool) -> None:
    texts = {f"{name}.txt": written(made()) for name, made in RUNBOOKS.items()}
    assert_golden(GOLDEN, texts, update=update_golden)


@pytest.mark.parametrize("name", RUNBOOKS)
def test_a_line_of_a_runbook_has_no_end_and_no_capital(name: str) -> None:
    """Messages are lower case, without a full stop, but names keep their case."""
    made = RUNBOOKS[name]()
    for step in made.steps:
        for text in (step.title, *step.preconditions, *step.effects):
            assert not text.endswith("."), text
