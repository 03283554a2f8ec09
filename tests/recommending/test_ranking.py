"""What is recommended for which needs, why the rest is not, and what no cluster can have."""

from __future__ import annotations

import re
import shlex
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aksnet.addresses import network_of
from aksnet.errors import UsageError
from aksnet.facts.choices import NEEDS, WAYS
from aksnet.recommending.assumptions import notes_of
from aksnet.recommending.contradictions import contradiction_of
from aksnet.recommending.moves import Path, move
from aksnet.recommending.needs import Needs
from aksnet.recommending.placing import pod_range, service_ranges
from aksnet.recommending.ranking import recommend
from aksnet.recommending.reasons import Weight
from aksnet.recommending.sizes import LARGEST_POOL, sizes_of
from aksnet.recommending.specs import spec_of
from aksnet.recommending.ways import BY_ID
from aksnet.rules import Context, check
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from choosing import fitting, needs, said, way
from places import REFERENCE


def excluded(of: Needs, name: str) -> list[str]:
    return said(of, name, Weight.EXCLUDES)


def test_the_ways_are_those_of_the_choices_in_the_order_of_recommendation() -> None:
    assert tuple(BY_ID) == WAYS


@pytest.mark.parametrize("one", BY_ID.values(), ids=lambda one: one.id)
def test_a_way_is_a_spec(one: Any) -> None:
    network = Cluster.model_validate({"network": one.network}).network
    assert network.address_management == one.ipam
    assert (network.data_plane == "cilium") is one.cilium


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        pytest.param(needs(), "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet kubenet", id="no need: the order in which Microsoft recommends"),
        pytest.param(needs("direct-pod-access"), "cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet", id="pods that are reached directly: flat"),
        pytest.param(needs("windows"), "overlay pod-subnet pod-subnet-static-block node-subnet", id="Windows: the azure data plane"),
        pytest.param(needs("windows", "direct-pod-access"), "pod-subnet pod-subnet-static-block node-subnet", id="Windows whose pods are reached"),
        pytest.param(needs("network-policy"), "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet kubenet", id="policies: Cilium first"),
        pytest.param(needs("fqdn-policy"), "cilium cilium-pod-subnet cilium-static-block cilium-node-subnet", id="FQDN policies: Cilium only"),
        pytest.param(needs("l7-policy", "direct-pod-access"), "cilium-pod-subnet cilium-static-block cilium-node-subnet", id="L7 policies, flat"),
        pytest.param(needs("encryption"), "cilium cilium-pod-subnet cilium-static-block cilium-node-subnet", id="encryption: Cilium only"),
        pytest.param(needs("dual-stack"), "cilium overlay cilium-static-block pod-subnet-static-block", id="IPv6: overlay, and static block with a doubt"),
        pytest.param(needs("dual-stack", "network-policy"), "cilium cilium-static-block", id="IPv6 with policies: Cilium only"),
        pytest.param(needs("dual-stack", "windows"), "overlay pod-subnet-static-block", id="IPv6 with Windows"),
        pytest.param(needs("virtual-nodes"), "pod-subnet pod-subnet-static-block node-subnet", id="virtual nodes: flat, and no engine of policies"),
        pytest.param(needs("node-provisioning"), "cilium overlay cilium-node-subnet node-subnet cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block", id="NAP: pod subnets in doubt"),
        pytest.param(needs("isolated"), "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet", id="isolated: all but kubenet"),
        pytest.param(needs("static-egress-gateway"), "cilium overlay cilium-node-subnet node-subnet kubenet", id="egress gateway: no pod subnets, kubenet in doubt"),
        pytest.param(needs("private-link-service"), "cilium overlay cilium-pod-subnet pod-subnet cilium-node-subnet node-subnet kubenet", id="Private Link Service: no static blocks"),
        pytest.param(needs("gateway-for-containers"), "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet", id="Application Gateway for Containers: all but kubenet"),
        pytest.param(needs("cross-cluster"), "cilium-pod-subnet cilium-static-block cilium-node-subnet", id="across clusters: flat with Cilium"),
        pytest.param(needs("managed-vnet", "direct-pod-access"), "cilium-node-subnet node-subnet", id="flat in a VNet of AKS: the node subnet"),
        pytest.param(needs("own-cni"), "byo", id="a CNI of one's own: BYO and nothing else"),
        pytest.param(needs("own-cni", "network-policy", "isolated"), "byo", id="what no document says of BYO excludes nothing"),
        pytest.param(needs(nodes=401), "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet", id="401 nodes are too many for kubenet"),
        pytest.param(needs("direct-pod-access", pods=60_000, nodes=1000), "cilium-static-block pod-subnet-static-block cilium-pod-subnet pod-subnet cilium-node-subnet node-subnet", id="60,000 pods: static block before dynamic, and that before the node subnet"),
        pytest.param(needs("direct-pod-access", pods=100_000, nodes=1000), "cilium-static-block pod-subnet-static-block", id="100,000 pods: static block only"),
        pytest.param(needs(pods=225_000, nodes=1000), "cilium-static-block pod-subnet-static-block cilium overlay", id="225,000 pods: of overlay documents disagree"),
        pytest.param(needs(pods=300_000, nodes=2000), "cilium-static-block pod-subnet-static-block", id="300,000 pods: too many for overlay by every document"),
        pytest.param(needs("node-provisioning", "network-policy", nodes=300), "cilium cilium-node-subnet cilium-pod-subnet cilium-static-block", id="NAP rejects Calico, and NPM ends at 250 nodes"),
        pytest.param(needs("direct-pod-access", pods=1500, nodes=50, addresses=1582), "cilium-pod-subnet pod-subnet", id="few addresses: only batches may fit, with a doubt"),
        pytest.param(needs(pods=1500, nodes=50, space="10.0.0.0/24"), "cilium overlay kubenet", id="a /24: only nodes fit"),
    ],
)  # fmt: skip
def test_what_fits_in_its_order(of: Needs, expected: str) -> None:
    assert fitting(of) == expected.split()


@pytest.mark.parametrize(
    ("existing", "wants", "expected"),
    [
        pytest.param("kubenet", [], "cilium overlay kubenet cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet", id="kubenet: to overlay in place"),
        pytest.param("overlay", [], "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet kubenet", id="overlay: the data plane"),
        pytest.param("cilium", [], "cilium overlay cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium-node-subnet node-subnet kubenet", id="Cilium stays"),
        pytest.param("node-subnet", [], "cilium overlay cilium-node-subnet node-subnet cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block kubenet", id="node subnet: everything on overlay or as it is"),
        pytest.param("pod-subnet", [], "cilium-pod-subnet pod-subnet cilium-static-block pod-subnet-static-block cilium overlay cilium-node-subnet node-subnet kubenet", id="dynamic: other data plane, other pools"),
        pytest.param("pod-subnet", ["direct-pod-access", "windows"], "pod-subnet pod-subnet-static-block node-subnet", id="with needs"),
        pytest.param("byo", [], "byo", id="BYO: nothing leads away from a CNI of one's own"),
    ],
)  # fmt: skip
def test_what_is_reached_in_place_comes_first(existing: str, wants: list[str], expected: str) -> None:
    assert fitting(needs(*wants, existing=existing)) == expected.split()


@pytest.mark.parametrize(
    ("now", "then", "path"),
    [
        pytest.param("kubenet", "overlay", Path.IN_PLACE, id="kubenet to overlay"),
        pytest.param("kubenet", "cilium", Path.IN_STEPS, id="kubenet to Cilium: overlay first"),
        pytest.param("kubenet", "node-subnet", Path.NEW_CLUSTER, id="kubenet to the node subnet"),
        pytest.param("node-subnet", "overlay", Path.IN_PLACE, id="node subnet to overlay"),
        pytest.param("node-subnet", "cilium", Path.IN_STEPS, id="node subnet to Cilium on overlay: not in one operation"),
        pytest.param("cilium-node-subnet", "cilium", Path.IN_PLACE, id="node subnet to overlay, with Cilium"),
        pytest.param("cilium-node-subnet", "overlay", Path.NEW_CLUSTER, id="away from Cilium"),
        pytest.param("node-subnet", "cilium-node-subnet", Path.IN_PLACE, id="the data plane of the node subnet"),
        pytest.param("node-subnet", "pod-subnet", Path.NEW_CLUSTER, id="node subnet to pod subnet"),
        pytest.param("pod-subnet", "cilium-pod-subnet", Path.IN_PLACE, id="the data plane of dynamic allocation"),
        pytest.param("pod-subnet", "pod-subnet-static-block", Path.NEW_POOLS, id="dynamic to static block"),
        pytest.param("pod-subnet", "cilium-static-block", Path.IN_STEPS, id="dynamic to static block with Cilium"),
        pytest.param("pod-subnet", "overlay", Path.NEW_CLUSTER, id="pod subnet to overlay"),
        pytest.param("pod-subnet-static-block", "cilium-static-block", Path.NEW_CLUSTER, id="the data plane of static block is not listed"),
        pytest.param("pod-subnet-static-block", "overlay", Path.NEW_CLUSTER, id="static block to overlay"),
        pytest.param("overlay", "cilium", Path.IN_PLACE, id="the data plane of overlay"),
        pytest.param("cilium", "overlay", Path.NEW_CLUSTER, id="Cilium to the azure data plane"),
        pytest.param("overlay", "pod-subnet", Path.NEW_CLUSTER, id="overlay to anything else"),
        pytest.param("overlay", "kubenet", Path.NEW_CLUSTER, id="anything to kubenet"),
        pytest.param("byo", "cilium", Path.NEW_CLUSTER, id="BYO to a CNI of AKS"),
        pytest.param("overlay", "byo", Path.NEW_CLUSTER, id="a CNI of AKS to BYO"),
    ],
)  # fmt: skip
def test_moves(now: str, then: str, path: Path) -> None:
    assert move(BY_ID[now], BY_ID[then]).path is path


@pytest.mark.parametrize("name", WAYS)
def test_a_cluster_may_stay_as_it_is(name: str) -> None:
    found = move(BY_ID[name], BY_ID[name])
    assert (found.path, found.same_cluster) == (Path.STAYS, True)


@pytest.mark.parametrize(
    ("of", "name", "message"),
    [
        pytest.param(needs("windows"), "cilium", "does not go with Windows pools (Linux only)", id="Windows with Cilium"),
        pytest.param(needs("windows"), "kubenet", "does not go with Windows pools", id="Windows with kubenet"),
        pytest.param(needs("own-cni"), "overlay", "AKS would install a CNI plugin, and you bring one of your own", id="own CNI"),
        pytest.param(needs(), "byo", "it is only for those who bring a CNI plugin of their own, which --own-cni says", id="BYO unasked"),
        pytest.param(needs("dual-stack", "network-policy"), "overlay", "with dual-stack only Cilium has policies for IPv6", id="policies for IPv6"),
        pytest.param(needs("virtual-nodes", "network-policy"), "node-subnet", "virtual nodes are not supported with network policies", id="virtual nodes with policies"),
        pytest.param(needs("managed-vnet"), "pod-subnet", "a pod subnet is one of yours: AKS makes none", id="a pod subnet in AKS's VNet"),
        pytest.param(needs(nodes=500), "kubenet", "500 nodes: kubenet takes 400 at the most", id="kubenet's nodes"),
        pytest.param(needs(nodes=50, pods=1500, addresses=1000), "node-subnet", "it takes 1,586 addresses for the node subnet (51 × (1 + 30) + 5 reserved), and 1,000 are free", id="the arithmetic of the node subnet"),
        pytest.param(needs(nodes=50, addresses=55), "cilium", "it takes 56 addresses for the node subnet (51 × 1 + 5 reserved), and 55 are free", id="the arithmetic of overlay"),
        pytest.param(needs(nodes=50, pods=1500, addresses=1580), "pod-subnet", "it takes 56 addresses for the node subnet (51 × 1 + 5 reserved) and 1,525 addresses for the pod subnet (94 × 16 + 1 × 16 in an upgrade + 5 reserved), and 1,580 are free", id="the arithmetic of batches"),
        pytest.param(needs(nodes=2000, max_pods=40), "node-subnet", "its nodes and pods take 82,128 addresses at the least: a VNet has no more than 65,536 in use", id="addresses of a VNet"),
        pytest.param(needs(nodes=5000, pods=1_100_000), "pod-subnet-static-block", "the pods take 1,121,344 addresses at the least (5,006 × 16 × ⌈(223 + 1) / 16⌉): a pod subnet of static blocks has 1,048,576", id="the largest pod subnet"),
        pytest.param(needs("fqdn-policy"), "overlay", "only the Cilium data plane of AKS has FQDN policies, with Advanced Container Networking Services", id="FQDN without Cilium"),
    ],
)  # fmt: skip
def test_why_something_is_excluded(of: Needs, name: str, message: str) -> None:
    assert message in excluded(of, name)


@pytest.mark.parametrize(
    ("of", "name", "message"),
    [
        pytest.param(needs("own-cni", "isolated"), "byo", "no document says whether it goes with network-isolated clusters", id="no document says"),
        pytest.param(needs(pods=225_000, nodes=1000), "overlay", "225,000 pods: documents set the most of overlay at 200,000 or 250,000", id="two ceilings"),
        pytest.param(needs(pods=55_000, nodes=1000), "pod-subnet", "55,000 pods: 50,000 are recommended with dynamic allocation at the most", id="more than is recommended"),
        pytest.param(needs(pods=1500, nodes=50, addresses=2200), "pod-subnet", "its subnets take 1,581 addresses at the least, 2,705 at the most: 2,200 are free", id="just enough addresses"),
        pytest.param(needs(pods=1500, nodes=50, space="10.0.0.0/22 10.1.0.0/22"), "node-subnet", "its subnets are a /21, 2,048 addresses, and 2,048 are free, but not in blocks that large: give pools subnets of their own", id="addresses in pieces"),
        pytest.param(needs("l7-policy", pods=50_000, nodes=1500), "cilium", "L7 policies are supported up to 1,000 nodes or 40,000 pods, whichever is more", id="L7 at scale"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_a_doubt_and_no_exclusion(of: Needs, name: str, message: str) -> None:
    choice = way(of, name)
    assert message in [one.text for one in choice.reasons if one.weight is Weight.DOUBT]
    assert choice.fits
    assert choice.doubtful


@pytest.mark.parametrize(
    ("of", "messages"),
    [
        pytest.param(needs(nodes=0), ["--nodes: error: 0 nodes are no cluster"], id="no nodes"),
        pytest.param(needs(nodes=-3), ["--nodes: error: -3 nodes are no cluster"], id="negative nodes"),
        pytest.param(needs(nodes=5001), ["--nodes: error: 5,001 nodes: a cluster has 5,000 at the most", "hint: spread them over several clusters"], id="more nodes than a cluster has"),
        pytest.param(needs(pods=0), ["--pods: error: 0 pods are no load"], id="no pods"),
        pytest.param(needs(pods=-1), ["--pods: error: -1 pods are no load"], id="negative pods"),
        pytest.param(needs(max_pods=9), ["--max-pods: error: 9 pods for each node: a node takes 10 to 250"], id="too few pods for each node"),
        pytest.param(needs(max_pods=251), ["--max-pods: error: 251 pods for each node"], id="too many pods for each node"),
        pytest.param(needs(nodes=10, pods=2501), ["--pods: error: 2,501 pods are too many: 10 nodes × 250 pods = 2,500", "hint: that takes 11 nodes"], id="more pods than the nodes take"),
        pytest.param(needs(nodes=1, pods=31, max_pods=30), ["31 pods are too many: 1 node × 30 pods = 30", "hint: that takes 2 nodes"], id="more pods than the nodes are allowed"),
        pytest.param(needs(pods=1_250_001), ["1,250,001 pods are too many: 5,000 nodes × 250 pods = 1,250,000", "several clusters"], id="more pods than any cluster takes"),
        pytest.param(needs(nodes=2, max_pods=10), ["--max-pods: error: the pool 'system' with 2 nodes of 10 pods has no room for 30", "hint: let nodes take 15 pods or more"], id="a pool without room for 30 pods"),
        pytest.param(needs("windows", nodes=1), ["--windows: error: one node cannot be Windows", "two nodes or more"], id="one node, and Windows"),
        pytest.param(needs(space="10.0.0.0/31"), ["--vnet-space: error: 10.0.0.0/31 has 2 addresses, which is no subnet", "hint: the smallest subnet is a /29"], id="a /31"),
        pytest.param(needs(space="10.0.0.0/32"), ["10.0.0.0/32 has 1 address, which is no subnet"], id="a /32"),
        pytest.param(needs(space="10.0.0.0/7"), ["10.0.0.0/7 is larger than a VNet"], id="larger than a VNet"),
        pytest.param(needs(space="172.30.4.0/22"), ["172.30.4.0/22 overlaps 172.30.0.0/16, which AKS reserves"], id="a reserved range"),
        pytest.param(needs(space="10.0.0.0/16 10.0.4.0/24"), ["10.0.4.0/24 overlaps 10.0.0.0/16", "name every address once"], id="ranges that overlap"),
        pytest.param(needs(addresses=7), ["--vnet-space: error: 7 addresses are no subnet", "the smallest subnet is a /29, 8 addresses"], id="too few addresses"),
        pytest.param(needs(addresses=-7), ["-7 addresses are no subnet"], id="negative addresses"),
        pytest.param(needs("managed-vnet", addresses=1000), ["the VNet is to be made by AKS, and --vnet-space is space in a VNet of yours"], id="AKS's VNet with space in one's own"),
        pytest.param(needs(nodes=0, pods=-1, max_pods=1), ["--nodes", "--pods", "--max-pods"], id="all that is wrong at once"),
    ],
)  # fmt: skip
def test_numbers_that_no_cluster_has(of: Needs, messages: list[str]) -> None:
    with pytest.raises(UsageError) as caught:
        recommend(of)
    for message in messages:
        assert message in str(caught.value)


@pytest.mark.parametrize(
    ("of", "flags", "nearest"),
    [
        pytest.param(needs("windows", "fqdn-policy"), "--fqdn-policy and --windows", ["without --fqdn-policy: overlay fits; with it, only the Cilium data plane", "without --windows: cilium fits; with it, cilium does not go with Windows pools (Linux only)"], id="Windows with FQDN policies"),
        pytest.param(needs("windows", "l7-policy", "encryption"), "--encryption and --windows", ["without --windows: cilium fits"], id="Windows with all that Cilium has"),
        pytest.param(needs("own-cni", "windows"), "--own-cni and --windows", ["without --own-cni: overlay fits", "without --windows: byo fits; with it, byo does not go with Windows pools"], id="own CNI with Windows"),
        pytest.param(needs("own-cni", "l7-policy"), "--l7-policy and --own-cni", ["without --l7-policy: byo fits", "without --own-cni: cilium fits"], id="own CNI with L7 policies"),
        pytest.param(needs("own-cni", "cross-cluster"), "--cross-cluster and --own-cni", ["without --cross-cluster: byo fits", "without --own-cni: cilium-pod-subnet fits"], id="own CNI across clusters"),
        pytest.param(needs("virtual-nodes", "network-policy"), "--network-policy and --virtual-nodes", ["without --network-policy: pod-subnet fits", "without --virtual-nodes: cilium fits"], id="virtual nodes with policies"),
        pytest.param(needs("virtual-nodes", "dual-stack"), "--dual-stack and --virtual-nodes", ["without --dual-stack: pod-subnet fits", "without --virtual-nodes: cilium fits"], id="virtual nodes with IPv6"),
        pytest.param(needs("node-provisioning", "windows"), "--node-provisioning and --windows", ["without --node-provisioning: overlay fits", "without --windows: cilium fits"], id="NAP with Windows"),
        pytest.param(needs("isolated", "windows"), "--isolated and --windows", ["without --isolated: overlay fits", "without --windows: cilium fits"], id="isolated with Windows"),
        pytest.param(needs("static-egress-gateway", "dual-stack"), "--dual-stack and --static-egress-gateway", ["without --dual-stack"], id="egress gateway with IPv6"),
        pytest.param(needs("direct-pod-access", nodes=50, pods=1500, addresses=240), "--direct-pod-access and --vnet-space", ["without --direct-pod-access: cilium fits", "with another --vnet-space: cilium-pod-subnet fits; with this one, it takes 56 addresses"], id="a flat network in too small a space"),
        pytest.param(needs("managed-vnet", "cross-cluster", "windows"), "--cross-cluster and --windows", ["without --windows"], id="what does not matter is not named"),
    ],
)  # fmt: skip
def test_needs_that_contradict_each_other(of: Needs, flags: str, nearest: list[str]) -> None:
    problem = contradiction_of(of, recommend(of))
    assert problem is not None
    assert problem.message == f"no network has {flags} together: they contradict each other"
    assert problem.hint is not None
    assert all(one in problem.hint for one in nearest), problem.hint


@pytest.mark.parametrize(
    ("of", "hints"),
    [
        pytest.param(needs(pods=1_250_000), ["with another --pods: cilium fits; with this one, 1,250,000 pods: overlay takes 200,000 or 250,000 at the most", "static blocks are documented up to about 1,000,000 pods [IP-17]; here the pods take 1,281,536 addresses at the least"], id="more pods than static blocks have"),
        pytest.param(needs("static-egress-gateway", "private-link-service", pods=300_000), ["static blocks are documented up to about 1,000,000 pods [IP-17]; here cilium-static-block does not go with the static egress gateway"], id="static blocks do not go with two needs"),
        pytest.param(needs("static-egress-gateway", pods=300_000), ["without --static-egress-gateway: cilium-static-block fits; with it, cilium-static-block does not go with"], id="static blocks without one need"),
    ],
)  # fmt: skip
def test_the_documented_way_for_so_many_pods_is_named(of: Needs, hints: list[str]) -> None:
    problem = contradiction_of(of, recommend(of))
    assert problem is not None
    assert problem.hint is not None
    assert all(one in problem.hint for one in hints), problem.hint
    assert problem.hint.count("static blocks are documented") == ("documented" in " ".join(hints))


def test_space_that_is_too_small_for_everything() -> None:
    of = needs(nodes=50, addresses=40)
    problem = contradiction_of(of, recommend(of))
    assert problem is not None
    assert problem.message == "no network has room for what --vnet-space says"
    assert "with another --vnet-space: cilium fits; with this one, it takes 56 addresses" in str(problem)


def test_needs_that_go_together_are_no_contradiction() -> None:
    of = needs("windows", "network-policy")
    assert contradiction_of(of, recommend(of)) is None


@pytest.mark.parametrize(
    ("of", "name", "words"),
    [
        pytest.param(needs(nodes=5), "cilium", "--plugin cilium --pod-cidr 10.244.0.0/16 --set 'pools=[{name: system, mode: System, count: 5, max_pods: 250}]'", id="the least"),
        pytest.param(needs("network-policy"), "overlay", "--network-policy calico", id="an engine"),
        pytest.param(needs("l7-policy", "encryption"), "cilium", "--set 'network.acns={advanced_network_policies: L7, transit_encryption: WireGuard}'", id="services"),
        pytest.param(needs("fqdn-policy"), "cilium", "--set 'network.acns={advanced_network_policies: FQDN}'", id="FQDN"),
        pytest.param(needs("l7-policy"), "cilium", "--provider azapi", id="what azurerm cannot say"),
        pytest.param(needs("direct-pod-access"), "cilium-static-block", "--plugin cilium --ipam pod-subnet --allocation static-block", id="static block"),
        pytest.param(needs("isolated"), "cilium", "--outbound-type none", id="isolated"),
        pytest.param(needs("node-provisioning"), "cilium", "--set node_provisioning_mode=Auto", id="NAP"),
        pytest.param(needs("windows", nodes=8), "overlay", "{name: win1, os: Windows, count: 5, max_pods: 110}", id="Windows pools"),
        pytest.param(needs("dual-stack"), "cilium", """--set 'network.pod_cidrs=[10.244.0.0/16, "fd12:3456:789a::/64"]'""", id="IPv6"),
        pytest.param(needs(nodes=50), "cilium", "--set tier=Standard", id="the tier for more than 10 nodes"),
        pytest.param(needs(nodes=300), "cilium", "--pod-cidr 10.244.0.0/15", id="a larger pod CIDR"),
        pytest.param(needs(nodes=5000), "cilium", "--pod-cidr 100.64.0.0/11", id="the largest cluster"),
        pytest.param(needs(nodes=50, space="10.0.0.0/16"), "cilium", "--service-cidr 172.28.0.0/16", id="a service CIDR beside the VNet"),
        pytest.param(needs(nodes=50, space="10.244.0.0/16"), "cilium", "--pod-cidr 10.245.0.0/16", id="a pod CIDR beside the VNet"),
        pytest.param(needs(nodes=50, space="10.0.0.0/8"), "kubenet", "--pod-cidr 172.29.0.0/16", id="kubenet has no shared address space"),
        pytest.param(needs(nodes=50, space="10.1.0.0/16"), "cilium", "--set 'vnet={address_space: [10.1.0.0/16], subnets: {nodes: {prefix: 10.1.0.0/26}}}'", id="subnets in the space"),
        pytest.param(needs(nodes=50, space="10.1.0.0/16"), "pod-subnet", "subnets: {nodes: {prefix: 10.1.32.0/26}, pods: {prefix: 10.1.0.0/19}}", id="a subnet for pods"),
        pytest.param(needs("own-cni"), "byo", "--plugin byo --pod-cidr 10.244.0.0/16", id="the pod CIDR that the control plane has to know"),
    ],
)  # fmt: skip
def test_the_command(of: Needs, name: str, words: str) -> None:
    assert words in shlex.join(way(of, name).command)


def test_what_is_excluded_has_no_rank_and_no_command() -> None:
    choices = recommend(needs("windows"))
    assert [choice.rank for choice in choices if choice.fits] == [1, 2, 3, 4]
    assert all(choice.rank is None and not choice.command for choice in choices if not choice.fits)


@pytest.mark.parametrize(
    ("of", "name", "expected"),
    [
        pytest.param(needs(), "overlay", (3, 250, None), id="nothing stated"),
        pytest.param(needs(pods=1000), "overlay", (4, 250, 250), id="as many nodes as the pods take"),
        pytest.param(needs(pods=1000), "node-subnet", (34, 30, 30), id="as many as the mode's pods take"),
        pytest.param(needs(pods=200_000), "node-subnet", (5000, 40, 40), id="no more nodes than a cluster has"),
        pytest.param(needs(pods=1000, nodes=10), "pod-subnet", (10, 100, 100), id="no more pods than are asked for"),
        pytest.param(needs(pods=10, nodes=10), "pod-subnet", (10, 30, 1), id="30 pods at the least"),
        pytest.param(needs(pods=1000, nodes=10), "pod-subnet-static-block", (10, 111, 100), id="whole blocks less one"),
        pytest.param(needs(pods=2500, nodes=10), "pod-subnet-static-block", (10, 250, 250), id="no more than a node takes"),
        pytest.param(needs(pods=1000, nodes=5), "kubenet", (5, 200, 200), id="more than the default where it has to be"),
        pytest.param(needs("windows"), "overlay", (3, 110, None), id="what is recommended for Windows"),
        pytest.param(needs(max_pods=50), "overlay", (3, 50, None), id="as stated"),
    ],
)  # fmt: skip
def test_sizes(of: Needs, name: str, expected: tuple[int, int, int | None]) -> None:
    assert tuple(sizes_of(of, BY_ID[name])) == expected


@pytest.mark.parametrize("nodes", [1, 909, 910, 1818, 1819, 5000])
def test_pools_are_no_larger_than_can_be_upgraded(nodes: int) -> None:
    of = needs(nodes=nodes)
    counts = [pool["count"] for pool in spec_of(of, BY_ID["overlay"], sizes_of(of, BY_ID["overlay"]))["pools"]]
    assert sum(counts) == nodes
    assert max(counts) <= LARGEST_POOL
    assert max(counts) - min(counts) <= 1


def test_ranges_meet_nothing() -> None:
    space = [network_of("10.0.0.0/9"), network_of("172.16.0.0/13")]
    services = next(service_ranges(space))
    pods = pod_range([*space, services], 12, shared=False)
    assert pods is not None
    assert not any(one.overlaps(other) for one in (services, pods) for other in space)
    assert not services.overlaps(pods)
    assert pod_range([network_of("10.0.0.0/8"), network_of("100.64.0.0/10")], 10, shared=True) is None
    assert str(pod_range([*map(network_of, ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12"))], 22, shared=True)) == (
        "192.168.0.0/16"
    )


def test_no_private_range_left_excludes_what_needs_one() -> None:
    of = needs(nodes=5000, space="10.0.0.0/8 100.64.0.0/10")
    assert "no private range is left for a pod CIDR of a /11 beside the VNet" in excluded(of, "cilium")


@pytest.mark.parametrize(
    ("of", "text"),
    [
        pytest.param(needs(), "the number of nodes is not stated: 3", id="nodes by default"),
        pytest.param(needs(pods=9), "the number of nodes is not stated: as many as the pods take, and 3 at least", id="nodes by pods"),
        pytest.param(needs("windows", nodes=9), "of 9 nodes 3 are the Linux system pool", id="the Linux pool beside Windows"),
        pytest.param(needs(), "traffic leaves through a load balancer; a NAT gateway is for many connections, routes of your own for a firewall", id="the way out"),
        pytest.param(needs("virtual-nodes"), "virtual nodes take one more subnet, which counts as the smallest there is: how many pods they run is not asked", id="virtual nodes"),
        pytest.param(needs("gateway-for-containers", "direct-pod-access"), "Application Gateway for Containers takes one more subnet, which is not counted", id="a gateway's subnet"),
        pytest.param(needs("network-policy", "static-egress-gateway"), "network policies do not hold for what goes out through the static egress gateway", id="policies and the egress gateway"),
        pytest.param(needs("windows", "network-policy"), "no document says whether Windows Server 2025 goes with Calico: they have 2019 and 2022", id="Windows Server 2025 with Calico"),
        pytest.param(needs(existing="byo"), "--existing byo takes --own-cni for granted: no document describes a change to a CNI plugin of AKS", id="a CNI of one's own that is there"),
        pytest.param(needs(space="168.63.0.0/16"), "the space has 168.63.129.16 in it, which is Azure's own in every VNet, DNS among others: no VNet may have it", id="Azure's own address"),
        pytest.param(needs(addresses=8), "the number of nodes is not stated: 2", id="fewer nodes than by default, in few addresses"),
        pytest.param(needs("network-policy"), "AKS Automatic presets just this network, for the least operations: --set sku=automatic, not for azurerm", id="AKS Automatic"),
    ],
)  # fmt: skip
def test_what_is_taken_for_granted_is_said(of: Needs, text: str) -> None:
    assert text in [note.text for note in notes_of(of, recommend(of))]


@pytest.mark.parametrize("of", [needs("windows"), needs("dual-stack"), needs(existing="overlay"), needs(addresses=999)])
def test_automatic_is_named_only_where_it_would_do(of: Needs) -> None:
    assert not any("Automatic" in note.text for note in notes_of(of, recommend(of)))


def test_the_gateways_subnet_is_counted_on_overlay() -> None:
    kinds = [(one.name, one.addresses, one.prefix) for one in way(needs("gateway-for-containers"), "overlay").demands]
    assert ("gateway", 256, 24) in kinds


NUMBERS = st.fixed_dictionaries(
    {},
    optional={
        "nodes": st.sampled_from([3, 10, 250, 401, 910, 5000]),
        "pods": st.sampled_from([30, 1500, 60_000, 225_000]),
        "max_pods": st.sampled_from([10, 30, 110, 250]),
        "existing": st.sampled_from(WAYS),
        "addresses": st.sampled_from([64, 3000, 100_000]),
    },
)
ANY = st.builds(
    lambda wants, numbers: Needs(wants=frozenset(wants), **numbers),
    st.sets(st.sampled_from(NEEDS), max_size=4),
    NUMBERS,
)


@settings(max_examples=150, deadline=None)
@given(ANY)
def test_same_answers_have_the_same_ranking_and_every_way_is_judged(of: Needs) -> None:
    try:
        choices = recommend(of)
    except UsageError:
        return
    assert choices == recommend(of._replace(wants=frozenset(sorted(of.wants, reverse=True))))
    assert sorted(choice.way.id for choice in choices) == sorted(WAYS)
    fit = [choice for choice in choices if choice.fits]
    assert [choice.rank for choice in fit] == list(range(1, len(fit) + 1))
    assert list(choices[: len(fit)]) == fit
    assert all(one.text and one.sources for choice in choices for one in choice.reasons)
    assert (contradiction_of(of, choices) is None) == bool(fit)


def _cases() -> list[Any]:
    numbers: tuple[dict[str, Any], ...] = ({}, {"nodes": 50, "pods": 1500}, {"nodes": 2500, "space": "10.0.0.0/9"})
    pairs = [(), *((one,) for one in NEEDS), *((one, other) for one in NEEDS for other in NEEDS if one < other)]
    return [
        pytest.param(needs(*wants, **one), id=f"{' '.join(wants) or 'nothing'} {one or ''}".strip())
        for wants in pairs
        for one in numbers
        if not ("managed-vnet" in wants and "space" in one)
    ]


@pytest.mark.parametrize("of", _cases())
def test_no_rule_finds_an_error_in_what_fits(of: Needs) -> None:
    """What is recommended is what aksnet's own rules let pass: the specs behind the commands, each judged."""
    for choice in recommend(of):
        if choice.fits:
            judged = check([view_of(Cluster.model_validate(choice.spec))], Context(date(2026, 11, 24), ()))
            errors = [str(one) for one in judged.findings if one.severity.value == "error"]
            assert not errors, (choice.way.id, errors)
            assert not judged.failures


def test_every_fact_that_is_cited_exists() -> None:
    path = REFERENCE / "aks-networking-facts.md"
    if not path.exists():
        pytest.skip("the facts are not on this machine")
    known = set(re.findall(r"\*\*([A-Z]+-[0-9]+)\*\*", path.read_text(encoding="utf-8")))
    cited = {fact for now in BY_ID.values() for then in BY_ID.values() for fact in move(now, then).facts}
    for case in _cases():
        for choice in recommend(case.values[0]):
            cited |= {fact for reason in choice.reasons for fact in reason.facts}
            cited |= {fact for one in choice.demands for fact in one.facts}
    assert cited <= known
