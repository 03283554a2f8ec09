"""What clusters are to become: the same as if somebody had written the goal into the file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.choices import WAYS as WORDS
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions.goals import POD_SUBNET, WAYS, Aimed, Goal, aim, pod_ranges
from aksnet.transitions.rewriting import with_changes
from aksnet.view import ClusterView, Values
from terraform_clusters import cluster as azurerm_cluster

NEW = Version(4, 80)
ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/pods"
OTHER = ID.replace("pods", "more")


def views(text: str, name: str = "main.tf") -> list[ClusterView]:
    return [view for one in read(Request(["-"], name, text.encode, whole=True)) for view in views_of(one)]


def said(values: Values) -> dict[str, object]:
    return {path: value.data for path, value in values.items()}


def everything(view: ClusterView) -> dict[str, object]:
    """All that a cluster says, in ARM's words and its own, without places."""
    found: dict[str, object] = {"": said(view.values)}
    for name, one in (("", view), *((pool.name, pool) for pool in view.pools)):
        found[f"{name} values"] = said(one.values)
        for part in ("written", "blank", "arguments"):
            found[f"{name} {part}"] = said(getattr(one.declared, part)) if one.declared is not None else None
    return found


def kubenet(*lines: str, version: str = "4.80.0") -> str:
    return tf("kubenet", *lines, version=version)


def tf(plugin: str, *lines: str, pool: str = "", version: str = "4.80.0") -> str:
    network = "\n    ".join(lines)
    return azurerm_cluster(version, network, pool).replace(
        'network_plugin = "azure"', f'network_plugin = "{plugin}"'
    )


CIDR, OVERLAY = 'pod_cidr = "10.244.0.0/16"', 'network_plugin_mode = "overlay"'
CALICO, NPM = 'network_policy = "calico"', 'network_policy = "azure"'
CILIUM = ('network_data_plane = "cilium"', 'network_policy = "cilium"')
PODS, PLACEHOLDER = f'pod_subnet_id = "{ID}"', f'pod_subnet_id = "{POD_SUBNET}"'
BALANCER = "load_balancer_profile {\n managed_outbound_ip_count = 2\n }"


@pytest.mark.parametrize(
    ("before", "goal", "after"),
    [
        pytest.param(kubenet(CIDR), Goal("overlay"), tf("azure", CIDR, OVERLAY), id="kubenet to overlay keeps its range"),
        pytest.param(kubenet(), WAYS["overlay"], tf("azure", OVERLAY), id="a range that nobody wrote is not written"),
        pytest.param(kubenet(CIDR, CALICO), WAYS["overlay"], tf("azure", CIDR, CALICO, OVERLAY), id="overlay can have Calico"),
        pytest.param(kubenet(CIDR, CALICO), WAYS["cilium"], tf("azure", CIDR, OVERLAY, *CILIUM), id="Calico goes for Cilium"),
        pytest.param(tf("azure"), WAYS["cilium-node-subnet"], tf("azure", *CILIUM), id="only the data plane of a node subnet"),
        pytest.param(tf("azure", NPM), Goal(plane="cilium"), tf("azure", *CILIUM), id="NPM goes for Cilium on the same addresses"),
        pytest.param(tf("azure", NPM), Goal(policy="calico"), tf("azure", CALICO), id="NPM to Calico"),
        pytest.param(tf("azure", OVERLAY, CIDR), WAYS["cilium"], tf("azure", OVERLAY, CIDR, *CILIUM), id="overlay to Cilium"),
        pytest.param(tf("azure", OVERLAY, CIDR, *CILIUM), WAYS["overlay"], tf("azure", OVERLAY, CIDR, 'network_data_plane = "azure"'), id="Cilium to the azure data plane loses its engine"),
        pytest.param(tf("azure", OVERLAY, CIDR), WAYS["node-subnet"], tf("azure"), id="overlay to the node subnet drops the range"),
        pytest.param(tf("azure", OVERLAY, CIDR, NPM), WAYS["kubenet"], tf("kubenet", CIDR), id="overlay to kubenet drops what kubenet cannot have"),
        pytest.param(tf("azure", OVERLAY, CIDR, CALICO), WAYS["kubenet"], tf("kubenet", CIDR, CALICO), id="kubenet can have Calico"),
        pytest.param(tf("azure", OVERLAY, CIDR, *CILIUM), WAYS["byo"], tf("none", CIDR), id="a CNI of one's own drops engine and data plane"),
        pytest.param(tf("azure"), WAYS["pod-subnet"]._replace(pod_subnet=ID), tf("azure", pool=PODS), id="a pod subnet that is named"),
        pytest.param(tf("azure"), WAYS["pod-subnet"], tf("azure", pool=PLACEHOLDER), id="a pod subnet that is not"),
        pytest.param(tf("azure", pool=PODS), Goal("overlay", pod_cidr=("10.9.0.0/16",)), tf("azure", OVERLAY, 'pod_cidr = "10.9.0.0/16"'), id="pod subnet to overlay drops the subnet"),
        pytest.param(tf("azure", pool=PODS), WAYS["cilium-pod-subnet"], tf("azure", *CILIUM, pool=PODS), id="a pod subnet stays where pods stay"),
        pytest.param(tf("azure", OVERLAY, CIDR), Goal("overlay", pod_cidr=("10.0.0.0/8",)), tf("azure", OVERLAY, 'pod_cidr = "10.0.0.0/8"'), id="a wider range on the same mode"),
        pytest.param(tf("azure", OVERLAY, 'pod_cidrs = ["10.244.0.0/16"]'), Goal("overlay", pod_cidr=("10.244.0.0/15",)), tf("azure", OVERLAY, 'pod_cidr = "10.244.0.0/15"'), id="ranges in the plural are said in the singular"),
        pytest.param(tf("azure"), Goal(outbound="userDefinedRouting"), tf("azure", 'outbound_type = "userDefinedRouting"'), id="another outbound type"),
        pytest.param(tf("azure", BALANCER), Goal(outbound="managedNATGateway"), tf("azure", 'outbound_type = "managedNATGateway"'), id="the settings of a load balancer go with it"),
        pytest.param(tf("azure", 'load_balancer_sku = "basic"'), Goal(load_balancer="standard"), tf("azure", 'load_balancer_sku = "standard"'), id="another SKU of the load balancer"),
        pytest.param(kubenet(CIDR, version="3.80.0"), WAYS["cilium"], tf("azure", CIDR, OVERLAY, "ebpf_data_plane = \"cilium\"", 'network_policy = "cilium"', version="3.80.0"), id="Cilium before azurerm 3.108"),
        pytest.param(kubenet(CIDR, 'network_policy = ""'), WAYS["cilium"], tf("azure", CIDR, OVERLAY, *CILIUM), id="an engine that is written and empty"),
    ],
)  # fmt: skip
def test_terraform_says_what_somebody_would_write(before: str, goal: Goal, after: str) -> None:
    (old,), (expected,) = views(before), views(after)
    version = Version(3, 80) if '"3.80.0"' in before else NEW
    assert everything(aim(old, goal, version).cluster) == everything(expected)
