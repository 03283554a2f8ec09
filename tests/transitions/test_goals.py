"""What clusters are to become: the same as if somebody had written the goal into the file."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.facts.choices import WAYS as WORDS
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.goals import POD_SUBNET, WAYS, Aimed, Goal, aim, pod_ranges
from aksnet.transitions.rewriting import with_changes
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Values
from arm_clusters import cluster_from_arm
from hostile import HOSTILE
from languages import LANGUAGES
from places import SAMPLES
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
    return azurerm_cluster(version, network, pool).replace('network_plugin = "azure"', f'network_plugin = "{plugin}"')


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
    made = aim(old, goal, version).cluster
    if made.text("networkProfile.networkPolicy") == "none":  # which azurerm has no word for, and Azure has
        made = made._replace(values={path: one for path, one in made.values.items() if not path.endswith("Policy")})
    assert everything(made) == everything(expected)


SPECS = {way.name: way for way in sorted(SAMPLES.iterdir()) if way.name in WORDS}
ONE_OF_TWO = {"azurerm-3", "azurerm-4", "terraform", "tf.json", "plan", "state"}


def sample(way: str, language: str) -> ClusterView:
    """The sample of a way in a language."""
    (spec,) = views((SPECS[way] / "aksnet.yaml").read_text(encoding="utf-8"), "aksnet.yaml")
    if language == "spec":
        return spec
    with TemporaryDirectory() as directory:
        for name, text in LANGUAGES[language](spec).items():
            (Path(directory) / name).write_text(text, encoding="utf-8")
        (found,) = (view for one in read(Request([directory], whole=True)) for view in views_of(one))
    return found


def can_say(way: str, language: str) -> bool:
    """azurerm has no word for static blocks, and cannot be made to hold them."""
    return not ("static-block" in way and language in ONE_OF_TWO)


@pytest.mark.parametrize("language", ["spec", *LANGUAGES])
def test_every_way_leads_to_every_other_in_every_language(language: str) -> None:
    for way in (one for one in SPECS if can_say(one, language)):
        old = sample(way, language)
        for word, goal in WAYS.items():
            state = state_of(aim(old, goal, NEW).cluster)
            untold = (None,) if language == "plan" else ()  # anything in it may be known later
            assert state.ipam in (goal.ipam, *untold), (way, word)
            assert goal.plane in (None, state.plane), (way, word)
            assert state.policy in (*ENGINES[word], *untold), (way, word)


ENGINES = dict.fromkeys(WAYS, ("none", "calico", "azure")) | {
    "cilium": ("cilium",),
    "cilium-pod-subnet": ("cilium",),
    "cilium-static-block": ("cilium",),
    "cilium-node-subnet": ("cilium",),
    "byo": ("none",),
    "kubenet": ("none", "calico"),
}


@pytest.mark.parametrize("language", ["spec", *LANGUAGES])
def test_what_is_there_already_stays_as_it_is(language: str) -> None:
    for way in (one for one in SPECS if can_say(one, language)):
        old = sample(way, language)
        if state_of(old).ipam == WAYS[way].ipam:  # pools of one of the samples are of both kinds
            assert aim(old, WAYS[way], NEW) == Aimed(old), way


def test_every_way_of_recommendations_is_a_goal() -> None:
    assert tuple(WAYS) == WORDS


def profile(**values: Any) -> ClusterView:
    """A cluster of ARM with a network profile."""
    pool = {"name": "system", "mode": "System", **values.pop("pool", {})}
    sku = {"name": values.pop("sku", "Base")}
    properties = {"networkProfile": values, "agentPoolProfiles": [pool]}
    return cluster_from_arm({"name": "prod", "sku": sku, "properties": properties})


AZURE, MODE_IS = {"networkPlugin": "azure"}, {"networkPluginMode": "overlay"}


@pytest.mark.parametrize(
    ("before", "goal", "note"),
    [
        pytest.param(profile(**AZURE, networkPolicy="azure"), WAYS["cilium"], "Azure NPM goes: with the Cilium data plane Cilium is the only policy engine (fact MODE-07)", id="NPM for Cilium"),
        pytest.param(profile(**AZURE, networkPolicy="azure"), WAYS["kubenet"], "Azure NPM goes: with kubenet there is Calico or no engine (fact POL-01)", id="NPM for kubenet"),
        pytest.param(profile(**AZURE, networkPolicy="calico"), WAYS["byo"], "Calico goes: beside a CNI of your own AKS installs no policy engine (fact POL-16)", id="Calico for a CNI of one's own"),
        pytest.param(profile(**AZURE, **MODE_IS, networkDataplane="cilium"), WAYS["overlay"], "the policies of Cilium go with its data plane (fact MODE-06)", id="Cilium for iptables"),
        pytest.param(profile(**AZURE), WAYS["pod-subnet"], "the subnet of its pods is not named: --pod-subnet takes an id", id="no pod subnet"),
    ],
)  # fmt: skip
def test_what_goes_is_told(before: ClusterView, goal: Goal, note: str) -> None:
    assert note in aim(before, goal, NEW).notes


@pytest.mark.parametrize(
    ("before", "goal"),
    [
        pytest.param(profile(**AZURE, networkPolicy="calico"), WAYS["overlay"], id="Calico, which overlay can have"),
        pytest.param(profile(**AZURE, networkPolicy="azure"), Goal(policy="calico"), id="an engine for another, as was asked"),
        pytest.param(profile(**AZURE, networkPolicy="none"), WAYS["cilium"], id="no engine"),
        pytest.param(profile(**AZURE), WAYS["pod-subnet"]._replace(pod_subnet=ID), id="a pod subnet that is named"),
        pytest.param(profile(**AZURE, **MODE_IS, sku="Automatic"), WAYS["cilium"], id="AKS Automatic, which has Cilium"),
    ],
)  # fmt: skip
def test_nothing_is_told_where_nothing_goes(before: ClusterView, goal: Goal) -> None:
    assert not aim(before, goal, NEW).notes


@pytest.mark.parametrize("to", sorted(WAYS.keys() - {"cilium"}))
def test_aks_automatic_has_no_other_mode_than_its_own(to: str) -> None:
    aimed = aim(profile(**AZURE, **MODE_IS, sku="Automatic"), WAYS[to], NEW)
    assert [(one.path, one.verdict, one.facts) for one in aimed.faults] == [("sku.name", Azure.REFUSED, ("AUTO-01",))]


@pytest.mark.parametrize(
    ("before", "goal"),
    [
        pytest.param(profile(**AZURE, **MODE_IS, sku="Automatic"), WAYS["cilium"], id="AKS Automatic to its own mode"),
        pytest.param(profile(**AZURE, **MODE_IS, sku="Automatic"), Goal(outbound="userAssignedNATGateway"), id="AKS Automatic to another way out"),
        pytest.param(profile(**AZURE, **MODE_IS), WAYS["overlay"], id="a cluster of the SKU Base"),
    ],
)  # fmt: skip
def test_a_goal_that_the_sku_has_is_no_fault(before: ClusterView, goal: Goal) -> None:
    assert not aim(before, goal, NEW).faults


def test_azurerm_has_no_words_for_static_blocks() -> None:
    (old,) = views(tf("azure"))
    assert "azurerm 4.80.0 has no argument for it: podIPAllocationMode StaticBlock" in (
        aim(old, WAYS["pod-subnet-static-block"], NEW).notes
    )
    assert not aim(profile(**AZURE), WAYS["pod-subnet-static-block"]._replace(pod_subnet=ID), NEW).notes


@pytest.mark.parametrize(
    ("before", "goal", "needs"),
    [
        pytest.param(profile(**AZURE), WAYS["overlay"], True, id="node subnet to overlay"),
        pytest.param(profile(**AZURE), WAYS["byo"], True, id="node subnet to a CNI of one's own"),
        pytest.param(profile(**AZURE, pool={"podSubnetID": ID}), WAYS["cilium"], True, id="pod subnet to Cilium on overlay"),
        pytest.param(profile(**AZURE), WAYS["overlay"]._replace(pod_cidr=("10.9.0.0/16",)), False, id="a range that is given"),
        pytest.param(profile(networkPlugin="kubenet"), WAYS["overlay"], False, id="kubenet, which has one"),
        pytest.param(profile(**AZURE), WAYS["pod-subnet"], False, id="a pod subnet"),
        pytest.param(profile(**AZURE, **MODE_IS), WAYS["cilium"], False, id="overlay to Cilium"),
    ],
)  # fmt: skip
def test_a_range_is_needed_where_pods_had_none(before: ClusterView, goal: Goal, needs: bool) -> None:
    assert aim(before, goal, NEW).needs_range is needs


def test_blocks_get_a_subnet_of_their_own() -> None:
    old = profile(**AZURE, pool={"podSubnetID": ID})
    (kept,) = aim(old, WAYS["pod-subnet"]._replace(pod_subnet=OTHER), NEW).cluster.pools
    (moved,) = aim(old, WAYS["pod-subnet-static-block"]._replace(pod_subnet=OTHER), NEW).cluster.pools
    assert (kept.text("podSubnetID"), moved.text("podSubnetID")) == (ID, OTHER)
    assert moved.text("podIPAllocationMode") == "StaticBlock"


def test_pools_with_blocks_already_keep_their_subnets() -> None:
    old = sample("pod-subnet-static-block", "bicep")
    made = aim(old, WAYS["pod-subnet-static-block"]._replace(pod_subnet=OTHER), NEW).cluster
    moved = [pool.name for pool in made.pools if pool.text("podSubnetID") == OTHER]
    assert moved == [pool.name for pool in old.pools if pool.text("podIPAllocationMode") != "StaticBlock"] != []
    assert state_of(made).ipam == "static-block"


def test_an_engine_that_goes_is_gone_for_azure_and_left_out_for_azurerm() -> None:
    (old,) = views(tf("azure", CALICO))
    made = aim(old, Goal(policy="none"), NEW).cluster
    assert made.text("networkProfile.networkPolicy") == "none"
    assert made.declared is not None
    assert "network_profile.network_policy" not in made.declared.written


@pytest.mark.parametrize(
    ("before", "goal"),
    [
        pytest.param(profile(**AZURE, loadBalancerSku="Standard"), Goal(load_balancer="standard"), id="a SKU in capitals"),
        pytest.param(profile(**AZURE), Goal(load_balancer="standard"), id="a SKU that is left out"),
        pytest.param(profile(**AZURE), Goal(outbound="loadBalancer"), id="an outbound type that is left out"),
        pytest.param(profile(**AZURE, networkPolicy="calico"), Goal(policy="calico"), id="an engine"),
        pytest.param(profile(**AZURE), Goal(policy="none"), id="no engine"),
    ],
)  # fmt: skip
def test_what_is_so_already_does_not_change(before: ClusterView, goal: Goal) -> None:
    assert aim(before, goal, NEW) == Aimed(before)


AUTOMATIC = cluster_from_arm({"name": "prod", "sku": {"name": "Automatic"}, "properties": {}})


def test_aks_automatic_leaves_through_a_nat_gateway_where_nothing_is_said() -> None:
    made = aim(AUTOMATIC, Goal(outbound="loadBalancer"), NEW).cluster
    assert made.text("networkProfile.outboundType") == "loadBalancer"
    assert aim(AUTOMATIC, Goal(outbound="managedNATGateway"), NEW).cluster == AUTOMATIC


@pytest.mark.parametrize("kind", ["none", "block"])
def test_a_cluster_without_a_way_out_takes_its_images_from_a_cache(kind: str) -> None:
    made = aim(profile(**AZURE), Goal(outbound=kind), NEW).cluster
    assert made.text("bootstrapProfile.artifactSource") == "Cache"


def test_an_outbound_type_that_cannot_be_told_is_said() -> None:
    (old,) = views('variable "x" {}\n' + tf("azure", "outbound_type = var.x"))
    made = aim(old, Goal(outbound="loadBalancer"), NEW).cluster
    assert made.text("networkProfile.outboundType") == "loadBalancer"


def test_a_module_of_a_registry_keeps_its_words() -> None:
    (old,) = views(tf("azure"))
    assert old.declared is not None
    called = old._replace(declared=old.declared._replace(module="Azure/avm-res/azurerm"))
    made = aim(called, WAYS["cilium-node-subnet"], NEW).cluster
    assert made.declared == called.declared
    assert made.text("networkProfile.networkDataplane") == "cilium"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_stays_a_value(text: str) -> None:
    (old,) = views(tf("azure"))
    made = with_changes(old, pod_ranges((text,), "--pod-cidr"), NEW)
    assert made.declared is not None
    assert made.declared.written["network_profile.pod_cidr"].data == text
