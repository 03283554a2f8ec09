"""`aksnet migrate --to MODE`: what a person asks for and is told, and what the engines are given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aksnet.commands.migrate.goal_options import Given, goal_of
from aksnet.commands.migrate.goals import pairs_to
from aksnet.errors import UsageError
from aksnet.facts.choices import ALIASES
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.transitions import judge
from aksnet.transitions.goals import WAYS, Goal
from aksnet.transitions.verdicts import Azure, Tool
from aksnet.view import ClusterView
from calling import Call, caller
from terraform_clusters import cluster

ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/pods"
KUBENET = cluster("4.80.0").replace('network_plugin = "azure"', 'network_plugin = "kubenet"')
FLAT = cluster("4.80.0")
ON_OVERLAY = FLAT.replace('network_plugin = "azure"', 'network_plugin = "azure"\n    network_plugin_mode = "overlay"')


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    return caller(tmp_path, monkeypatch, capfdbinary)


def views(text: str, name: str = "main.tf") -> list[ClusterView]:
    return [view for one in read(Request(["-"], name, text.encode, whole=True)) for view in views_of(one)]


@pytest.mark.parametrize(
    ("given", "goal"),
    [
        *(pytest.param(Given(way), goal, id=way) for way, goal in WAYS.items()),
        *(pytest.param(Given(alias), WAYS[way], id=f"the alias {alias}") for alias, way in ALIASES.items()),
        pytest.param(Given(" Overlay "), WAYS["overlay"], id="in capitals, with blanks"),
        pytest.param(Given("overlay", "10.9.0.0/16"), WAYS["overlay"]._replace(pod_cidr=("10.9.0.0/16",)), id="a pod range"),
        pytest.param(Given("overlay", "10.9.0.0/16, fd00::/64"), WAYS["overlay"]._replace(pod_cidr=("10.9.0.0/16", "fd00::/64")), id="a range of each family"),
        pytest.param(Given("dynamic", None, ID), WAYS["pod-subnet"]._replace(pod_subnet=ID), id="a pod subnet"),
        pytest.param(Given(network_policy="cilium"), Goal(plane="cilium", flag="--network-policy"), id="Cilium as an engine is its data plane"),
        pytest.param(Given(network_policy="calico"), Goal(policy="calico"), id="an engine alone"),
        pytest.param(Given("overlay", network_policy="none"), WAYS["overlay"]._replace(policy="none"), id="an engine beside a mode"),
        pytest.param(Given("cilium", network_policy="cilium"), WAYS["cilium"]._replace(policy="cilium"), id="the engine that the mode has"),
        pytest.param(Given(load_balancer_sku="Standard"), Goal(load_balancer="standard"), id="a SKU in capitals"),
        pytest.param(Given(outbound_type="none"), Goal(outbound="none"), id="an outbound type alone"),
        pytest.param(Given("cilium", outbound_type="none"), WAYS["cilium"]._replace(outbound="none"), id="an outbound type beside a mode"),
    ],
)  # fmt: skip
def test_words_are_goals(given: Given, goal: Goal) -> None:
    assert goal_of(given) == goal


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--to", "overly", "main.tf"], "--to: error: 'overly' is none of cilium, overlay, cilium-pod-subnet, pod-subnet, cilium-static-block, pod-subnet-static-block, cilium-node-subnet, node-subnet, byo, kubenet\n  hint: did you mean overlay?", id="a mode that nobody has"),
        pytest.param(["--to", "", "main.tf"], "--to: error: '' is none of", id="an empty mode"),
        pytest.param(["--to", "overlay"], "--to: error: nothing says what is\n  hint: for example aksnet migrate --to overlay main.tf", id="no input"),
        pytest.param(["--to", "overlay", "main.tf", "new.tf"], "--to: error: what is to be is made of what is, and there are 2 inputs: main.tf, new.tf\n  hint: name what is, and nothing else", id="a second input"),
        pytest.param(["--to", "overlay", "--since", "HEAD", "main.tf"], "--to: error: what is to be is made of what is: --since would be another one\n  hint: leave one of the two out", id="a revision of git"),
        pytest.param(["--outbound-type", "none", "main.tf", "new.tf"], "--outbound-type: error: what is to be is made of what is", id="a second input beside an outbound type"),
        pytest.param(["--outbound-type", "loadbalancer", "main.tf"], "hint: did you mean loadBalancer?", id="an outbound type in small letters"),
        pytest.param(["--network-policy", "calicoo", "main.tf"], "--network-policy: error: 'calicoo' is none of none, azure, calico, cilium\n  hint: did you mean calico?", id="an engine that nobody has"),
        pytest.param(["--to", "cilium", "--network-policy", "calico", "main.tf"], "--network-policy: error: cilium does not go with the policy engine calico\n  hint: leave it out, or go to another mode", id="another engine beside Cilium"),
        pytest.param(["--to", "overlay", "--network-policy", "cilium", "main.tf"], "--network-policy: error: overlay does not go with the policy engine cilium", id="Cilium as an engine on iptables"),
        pytest.param(["--load-balancer-sku", "gateway", "main.tf"], "--load-balancer-sku: error: 'gateway' is none of basic, standard", id="a SKU of nothing"),
        pytest.param(["--network-policy", "none", "main.tf", "new.tf"], "--network-policy: error: what is to be is made of what is", id="a second input beside an engine"),
        pytest.param(["--pod-cidr", "10.9.0.0/16", "main.tf"], "--pod-cidr: error: this is for a mode that clusters go to\n  hint: add --to, or leave it out", id="a range without a mode"),
        pytest.param(["--pod-subnet", ID, "main.tf"], "--pod-subnet: error: this is for a mode that clusters go to", id="a subnet without a mode"),
        pytest.param(["--to", "pod-subnet", "--pod-cidr", "10.9.0.0/16", "main.tf"], "--pod-cidr: error: pod-subnet has no pod CIDR: pods are in subnets\n  hint: leave it out", id="a range for pods in subnets"),
        pytest.param(["--to", "overlay", "--pod-subnet", ID, "main.tf"], "--pod-subnet: error: overlay has no pod subnets\n  hint: leave it out", id="a subnet for pods with a range"),
        pytest.param(["--to", "pod-subnet", "--pod-subnet", "pods", "main.tf"], "--pod-subnet: error: 'pods' is no id of a subnet\n  hint: /subscriptions/", id="the name of a subnet"),
        pytest.param(["--to", "overlay", "--pod-cidr", "10.9.0.0", "main.tf"], "--pod-cidr: error: '10.9.0.0' is no address range: it has no prefix length\n  hint: for example 10.244.0.0/16", id="an address"),
        pytest.param(["--to", "overlay", "--pod-cidr", "10.9.0.1/16", "main.tf"], "--pod-cidr: error: '10.9.0.1/16' does not begin where its prefix does\n  hint: write 10.9.0.0/16", id="an address in a range"),
        pytest.param(["--to", "overlay", "--pod-cidr", "fd00::/64", "main.tf"], "--pod-cidr: error: 'fd00::/64' is not what a cluster has\n  hint: one range of IPv4", id="IPv6 alone"),
        pytest.param(["--to", "overlay", "--pod-cidr", "10.9.0.0/16,10.10.0.0/16", "main.tf"], "is not what a cluster has", id="two ranges of one family"),
        pytest.param(["--to", "overlay", "--pod-cidr", "10.0.128.0/17", "main.tf"], "--pod-cidr: error: 10.0.128.0/17 meets the service CIDR 10.0.0.0/16 (the default) of 'prod'\n  hint: leave it out, and aksnet chooses one", id="a range that meets the Services"),
        pytest.param(["--to", "overlay", "net/network.tf"], "net/network.tf: error: there are no AKS clusters in it", id="a file without clusters"),
        pytest.param(["--to", "overlay", "nowhere.tf"], "nowhere.tf: error: there is no such file or folder", id="no file"),
        pytest.param(["--to", "overlay", "--provider-version", "newest", "main.tf"], "--provider-version: error: 'newest' is no version of azurerm that aksnet knows", id="a release that nobody made"),
        pytest.param(["--to", "overlay", "--within", "9", "main.tf"], "--within: error: this is for the view of what retires\n  hint: add --retiring", id="an option of another view"),
    ],
)  # fmt: skip
def test_bad_words_are_told_once(call: Call, words: list[str], message: str) -> None:
    Path("main.tf").write_text(KUBENET, encoding="utf-8")
    Path("new.tf").write_text(FLAT, encoding="utf-8")
    Path("net").mkdir()
    Path("net/network.tf").write_text('resource "azurerm_virtual_network" "v" {\n  name = "v"\n}\n', encoding="utf-8")
    done = call("migrate", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("error:") == 1


def test_pods_without_a_range_get_one_and_are_told_why() -> None:
    (pair,), (note,) = pairs_to(views(FLAT), WAYS["overlay"])
    assert pair.after is not None
    assert pair.after.text("networkProfile.podCidr") == "10.244.0.0/16"
    assert note.message == (
        "prod: pods get 10.244.0.0/16, which meets no range that is known here, and holds 256 nodes; "
        "with an upgrade there may be 4; --pod-cidr says another"
    )


def test_the_range_of_a_vnet_that_is_not_known_is_not_vouched_for() -> None:
    text = cluster("4.80.0", pool=f'vnet_subnet_id = "{ID}"')
    _, (note,) = pairs_to(views(text), WAYS["overlay"])
    assert "which meets no range that is known here, but those of its VNet are not, and holds" in note.message


def test_a_given_range_is_not_chosen() -> None:
    (pair,), notes = pairs_to(views(FLAT), WAYS["overlay"]._replace(pod_cidr=("10.9.0.0/16",)))
    assert pair.after is not None
    assert pair.after.text("networkProfile.podCidr") == "10.9.0.0/16"
    assert not notes


def test_where_no_range_is_free_the_person_is_asked_for_one() -> None:
    taken = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
    subnets = {"nodes": {"prefix": "10.1.0.0/16"}}
    vnet = {"address_space": ["10.1.0.0/16"], "on_premises": taken, "subnets": subnets}
    spec = {"name": "prod", "network": {"plugin": "node-subnet"}, "vnet": vnet}
    with pytest.raises(UsageError) as error:
        pairs_to(
            views(json.dumps({**spec, "pools": [{"name": "system", "subnet": "nodes"}]}), "a.json"), WAYS["overlay"]
        )
    assert "there is no room for the pod range of 'prod' beside what it meets" in str(error.value)
    assert "hint: say which it is to be: --pod-cidr CIDR" in str(error.value)


def test_all_clusters_go_those_that_are_there_among_them() -> None:
    fleet = {"clusters": [{"name": mode, "network": {"plugin": mode}} for mode in ("kubenet", "overlay", "cilium")]}
    pairs, _ = pairs_to(views(json.dumps(fleet), "fleet.json"), WAYS["overlay"])
    assert [pair.name for pair in pairs] == ["kubenet", "overlay", "cilium"]
    assert [pair.before == pair.after for pair in pairs] == [False, True, False]
    assert all(pair.maker.provider == "azurerm" for pair in pairs)


def test_what_is_told_of_clusters_at_one_place_is_one_note() -> None:
    text = KUBENET.replace('network_plugin = "kubenet"', 'network_plugin = "kubenet"\n network_policy = "calico"')
    pairs, (note,) = pairs_to(views(text) * 2, WAYS["cilium-pod-subnet"])
    assert len(pairs) == 2
    assert note.message.count("Calico goes") == 1
    assert note.message.count("the subnet of its pods is not named") == 1


@pytest.mark.parametrize(
    ("names", "lead"),
    [
        (["a"], "a: pods get 10.244.0.0/16"),
        (["a", "b"], "a and b: pods get 10.244.0.0/16"),
        (["a", "b", "c", "d"], "a, b and 2 more: pods get 10.244.0.0/16"),
    ],
)
def test_what_is_the_same_for_clusters_is_told_once(names: list[str], lead: str) -> None:
    fleet = {"clusters": [{"name": name, "network": {"plugin": "node-subnet"}} for name in names]}
    _, (note, _) = pairs_to(views(json.dumps(fleet), "fleet.json"), WAYS["overlay"])
    assert note.message.startswith(lead)


@pytest.mark.parametrize("to", WAYS)
@pytest.mark.parametrize("output_format", ["text", "json", "markdown"])
def test_every_mode_in_every_format_says_something(call: Call, to: str, output_format: str) -> None:
    Path("main.tf").write_text(KUBENET, encoding="utf-8")
    done = call("migrate", "--to", to, "--format", output_format, "main.tf")
    assert done.code in (0, 1), done.err
    assert done.out


def test_a_file_that_cannot_be_read_is_no_success(call: Call) -> None:
    Path("main.tf").write_text(KUBENET + "\nresource {", encoding="utf-8")
    done = call("migrate", "--to", "overlay", "main.tf")
    assert done.code == 1
    assert "error:" in done.err


def test_standard_input_is_what_is(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("main.tf").write_text(KUBENET, encoding="utf-8")
    with Path("main.tf").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        done = call("migrate", "--to", "overlay", "--stdin-filename", "main.tf", "-")
    assert "prod" in done.out


CALICO = 'network_policy = "calico"'
OWN = f'vnet_subnet_id = "{ID}"'
USER = 'identity {\n    type = "UserAssigned"\n    identity_ids = []\n  }\n  dns_prefix = "prod"'
WINDOWS = """
resource "azurerm_kubernetes_cluster_node_pool" "win" {
  name                  = "win"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id
  vm_size               = "Standard_D4s_v5"
  os_type               = "Windows"
}
"""


def kubenet(*lines: str, version: str = "4.80.0") -> str:
    text = cluster(version, "\n    ".join(lines), common=USER)
    return text.replace('network_plugin = "azure"', 'network_plugin = "kubenet"')


def flat(*lines: str, pool: str = "", version: str = "4.80.0") -> str:
    return cluster(version, "\n    ".join(lines), pool, common=USER)


NPM = 'network_policy = "azure"'
OVERLAY = 'network_plugin_mode = "overlay"'


@pytest.mark.parametrize(
    ("text", "given", "azure", "tool", "steps"),
    [
        pytest.param(kubenet(), Given("overlay"), Azure.IRREVERSIBLE, Tool.IN_PLACE, ["kubenet-to-overlay"], id="kubenet to overlay"),
        pytest.param(kubenet(version="4.57.0"), Given("overlay"), Azure.IRREVERSIBLE, Tool.REPLACE, ["kubenet-to-overlay"], id="kubenet to overlay in a release that replaces"),
        pytest.param(kubenet(), Given("cilium"), Azure.STEPS, Tool.IN_PLACE, ["kubenet-to-overlay", "plane-to-cilium"], id="kubenet to Cilium"),
        pytest.param(kubenet(CALICO), Given("cilium"), Azure.STEPS, Tool.IN_PLACE, ["remove-policy", "kubenet-to-overlay", "plane-to-cilium"], id="kubenet with Calico to Cilium"),
        pytest.param(flat(), Given("overlay"), Azure.IRREVERSIBLE, Tool.IN_PLACE, ["node-subnet-to-overlay"], id="node subnet to overlay"),
        pytest.param(flat(CALICO), Given("cilium-node-subnet"), Azure.IRREVERSIBLE, Tool.IN_PLACE, ["plane-to-cilium"], id="Calico to Cilium on the node subnet"),
        pytest.param(flat(OVERLAY), Given("overlay", "10.244.0.0/14"), Azure.IRREVERSIBLE, Tool.REPLACE, ["widen-pod-range"], id="a wider pod range"),
        pytest.param(flat(pool=OWN), Given(outbound_type="userDefinedRouting"), Azure.IN_PLACE, Tool.IN_PLACE, ["outbound-to-user-defined-routing"], id="an outbound type"),
        pytest.param(flat(NPM), Given(network_policy="calico"), Azure.STEPS, Tool.REPLACE, ["remove-policy", "install-calico"], id="NPM to Calico"),
        pytest.param(flat(NPM), Given(network_policy="cilium"), Azure.IRREVERSIBLE, Tool.IN_PLACE, ["plane-to-cilium"], id="NPM to Cilium"),
        pytest.param(flat(CALICO), Given(network_policy="none"), Azure.IN_PLACE, Tool.NO_OP, ["remove-policy"], id="a policy that is turned off, which azurerm cannot say"),
        pytest.param(flat('load_balancer_sku = "basic"'), Given(load_balancer_sku="standard"), Azure.IRREVERSIBLE, Tool.REPLACE, ["load-balancer-to-standard"], id="Basic to Standard"),
        pytest.param(flat(), Given(load_balancer_sku="basic"), Azure.RECREATE, Tool.REPLACE, None, id="Standard to Basic"),
        pytest.param(flat(OVERLAY), Given("overlay"), Azure.NO_CHANGE, Tool.NO_OP, [], id="the mode that is there"),
        pytest.param(kubenet(), Given("kubenet"), Azure.NO_CHANGE, Tool.NO_OP, [], id="kubenet where it is"),
        pytest.param(flat(), Given("azure"), Azure.NO_CHANGE, Tool.NO_OP, [], id="the node subnet by its alias"),
        pytest.param(flat(OVERLAY) + WINDOWS, Given("cilium"), Azure.REFUSED, Tool.IN_PLACE, None, id="Cilium beside Windows pools"),
        pytest.param(flat(OVERLAY), Given("kubenet"), Azure.RECREATE, Tool.REPLACE, None, id="nothing goes to kubenet"),
        pytest.param(flat(), Given("pod-subnet"), Azure.RECREATE, None, None, id="node subnet to a pod subnet that nobody named"),
        pytest.param(flat(pool=f'pod_subnet_id = "{ID}"'), Given("overlay"), Azure.RECREATE, None, None, id="pod subnet to overlay"),
    ],
)  # fmt: skip
def test_the_verdicts_and_the_steps(
    text: str, given: Given, azure: Azure, tool: Tool | None, steps: list[str] | None
) -> None:
    (pair,), _ = pairs_to(views(text), goal_of(given))
    change = judge(pair)
    assert change.azure.verdict is azure
    assert tool in (None, change.tool.verdict)
    assert steps in (None, [step.edge for step in change.runbook.steps])


_WINDOWS = '\nresource "azurerm_kubernetes_cluster_node_pool" "win" {\n  name = "win"\n  os_type = "Windows"\n  kubernetes_cluster_id = azurerm_kubernetes_cluster.this.id\n}\n'  # fmt: skip
_NAP = '  node_provisioning_profile {\n    mode = "Auto"\n  }\n'


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        pytest.param(ON_OVERLAY + _WINDOWS, ("--to", "cilium"), 1, id="a goal that Azure refuses has no way to print"),
        pytest.param(ON_OVERLAY + _WINDOWS, ("--to", "cilium", "--fail-on", "none"), 0, id="nothing fails where that is said"),
        pytest.param(ON_OVERLAY, ("--to", "kubenet"), 0, id="a new cluster is a way"),
        pytest.param(ON_OVERLAY, ("--to", "kubenet", "--fail-on", "recreate"), 1, id="a new cluster fails where it is named"),
        pytest.param(ON_OVERLAY.replace("  network_profile", f"{_NAP}  network_profile"), ("--to", "cilium"), 0, id="an error of one change is none of the way"),
    ],
)  # fmt: skip
def test_who_asks_for_the_way_is_told_it_where_there_is_one(
    text: str, words: tuple[str, ...], code: int, call: Call
) -> None:
    Path("main.tf").write_text(text, encoding="utf-8")
    done = call("migrate", *words, "main.tf")
    assert done.code == code, done.out
