"""What migrate compares: two of anything that is read, or both sides of one plan; and what is wrong with inputs."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.migrate.pairing import Pairs, pairs_of
from aksnet.commands.migrate.sides import sides_of
from aksnet.errors import UsageError
from aksnet.facts import choices
from aksnet.readers.inputs import Request
from aksnet.transitions import judge
from aksnet.transitions.changes import Planned
from aksnet.transitions.verdicts import Azure, Tool
from calling import Call
from migrating import SPEC, TERRAFORM, THIS, files, write
from places import ROOT
from terraform_outputs import AWS, ID, POOL, change, cluster, plan, pool, profile, shown, stored

FILES = files()
OVERLAY = profile(network_plugin_mode="overlay", pod_cidr="10.244.0.0/16", pod_cidrs=["10.244.0.0/16"])
USER = f"{POOL}.user"
SUBNET = "/providers/Microsoft.Network/virtualNetworks/v/subnets/nodes"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with each language's file in a folder of its own."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {f"{name.replace('.', '-')}/{name}": text for name, text in FILES.items()})
    return tmp_path


def found(*paths: str, version: str | None = None, **more: Any) -> Pairs:
    return pairs_of(sides_of(paths, Request([], **more)), version)


def sides(pairs: Pairs) -> list[tuple[str | None, str | None]]:
    """The names before and after."""
    return [tuple(one.name if one is not None else None for one in (pair.before, pair.after)) for pair in pairs.pairs]  # type: ignore[misc]


def path_of(name: str) -> str:
    return f"{name.replace('.', '-')}/{name}"


def terraform(name: str = "prod", address: str = "this", location: str = "westeurope", group: str = "rg-prod") -> str:
    text = TERRAFORM.replace('"this"', f'"{address}"').replace('"prod"', f'"{name}"').replace("westeurope", location)
    return text.replace("rg-prod", group)


VARIABLE = terraform(address="NAME").replace('"prod"', "var.name", 1)
UNNAMED = "param name string\n" + FILES["main.bicep"].replace("name: 'prod'", "name: name", 1)
TWICE = "param n string\n" + "".join(
    f"module {one} 'aks.bicep' = {{ name: '{one}', params: {{ name: '${{n}}-{one}' }} }}\n" for one in ("one", "two")
)
ARM = "Microsoft.ContainerService/managedClusters"
UNNAMED_ARM = (
    FILES["template.json"]
    .replace('"name": "prod"', '"name": "[parameters(\'n\')]"', 1)
    .replace('"contentVersion"', '"parameters": {"n": {"type": "string"}}, "contentVersion"', 1)
)


@pytest.mark.parametrize("new", FILES)
@pytest.mark.parametrize("old", FILES)
def test_any_two_of_one_cluster_are_a_pair(old: str, new: str, folder: Path) -> None:
    (pair,) = found(path_of(old), path_of(new)).pairs
    assert pair.before is not None
    assert pair.after is not None
    assert pair.name == "prod"
    assert pair.before.place is not None
    assert pair.before.place.source == path_of(old)
    assert pair.after.place is not None
    assert pair.after.place.source == path_of(new)
    change = judge(pair)
    verdicts = [(one.azure.verdict, one.tool.verdict) for one in (change, *change.pools)]
    assert verdicts == [(Azure.NO_CHANGE, Tool.NO_OP)] * 2


def test_what_only_a_state_has_is_no_change(tmp_path: Path) -> None:
    only = {
        "fqdn": "x", "kube_config": [{"host": "h"}], "kube_config_raw": "x", "node_resource_group": "MC",
        "current_kubernetes_version": "1.33.2", "oidc_issuer_url": "", "portal_fqdn": "x", "sku_tier": "Free",
        "kubelet_identity": [{"client_id": "x"}], "role_based_access_control_enabled": True, "private_fqdn": "",
        "network_profile": profile(load_balancer_profile=[{
            "managed_outbound_ip_count": 1, "managed_outbound_ipv6_count": 0, "outbound_ip_address_ids": [],
            "outbound_ip_prefix_ids": [], "idle_timeout_in_minutes": 0, "outbound_ports_allocated": 0,
            "effective_outbound_ips": ["x"], "backend_pool_type": "NodeIPConfiguration",
        }]),
    }  # fmt: skip
    there = cluster(**only)
    there["default_node_pool"][0].update(
        upgrade_settings=[{"max_surge": "10%"}], os_sku="Ubuntu", type="VirtualMachineScaleSets"
    )
    write(tmp_path, {"state.tfstate": json.dumps(stored((THIS, there))), "new/main.tf": TERRAFORM})
    (pair,) = found(str(tmp_path / "state.tfstate"), str(tmp_path / "new")).pairs
    change = judge(pair)
    assert [(one.azure.verdict, one.tool.verdict) for one in (change, *change.pools)] == [
        (Azure.NO_CHANGE, Tool.NO_OP)
    ] * 2


@pytest.mark.parametrize(
    ("version", "actions", "code"),
    [
        pytest.param("4.57.0", ["delete", "create"], 1, id="a release that replaces it"),
        pytest.param("4.81.0", ["update"], 0, id="a release that changes it in place"),
    ],
)
def test_a_plan_is_enough_to_stop_a_replacement(
    version: str, actions: list[str], code: int, aksnet: Call, tmp_path: Path
) -> None:
    changed = change(THIS, cluster(), cluster(network=OVERLAY), actions=actions)
    (tmp_path / "plan.json").write_text(json.dumps(plan(changed, version=version)), encoding="utf-8")
    done = aksnet("migrate", "plan.json")
    assert (done.code, done.err) == (code, "")


def test_a_plan_that_deletes_a_deposed_cluster_fails(aksnet: Call, tmp_path: Path) -> None:
    gone = change(THIS, cluster(), None, deposed="0a")
    (tmp_path / "plan.json").write_text(json.dumps(plan(gone)), encoding="utf-8")
    done = aksnet("migrate", "plan.json", "--quiet")
    assert done.code == 1
    assert f"prod ({THIS} (deposed object 0a), plan.json:1:" in done.out
    assert "AKN918" in done.out
    assert "an earlier replacement left this cluster behind" in done.out
    assert "terraform state rm" not in done.out


@pytest.mark.parametrize(
    ("written", "severity", "code"),
    [
        pytest.param({"load_balancer_profile": [{"idle_timeout_in_minutes": {"constant_value": 30}}]}, "error AKN903 kept-load-balancer-profile:\n      load_balancer_profile stays:", 1, id="a block that is written"),
        pytest.param({}, "info AKN903 kept-load-balancer-profile:\n      if the configuration has a dynamic block load_balancer_profile:", 0, id="none, or a dynamic one, which a plan does not tell"),
        pytest.param(None, "info AKN903 kept-load-balancer-profile:\n      if the configuration has load_balancer_profile:", 0, id="a plan without its configuration"),
    ],
)  # fmt: skip
def test_a_plan_tells_whether_the_load_balancers_block_is_kept(
    written: Any, severity: str, code: int, aksnet: Call, tmp_path: Path
) -> None:
    block = [{"managed_outbound_ip_count": 1}]
    old, new = (
        cluster(network=profile(outbound_type=one, load_balancer_profile=block))
        for one in ("loadBalancer", "userDefinedRouting")
    )
    for one in (old, new):
        one["default_node_pool"][0]["vnet_subnet_id"] = f"{ID.partition('/providers')[0]}{SUBNET}"
    document = plan(change(THIS, old, new))
    if written is not None:
        resource = {"address": THIS, "expressions": {"network_profile": [written]}}
        document["configuration"]["root_module"] = {"resources": [resource]}
    (tmp_path / "plan.json").write_text(json.dumps(document), encoding="utf-8")
    done = aksnet("migrate", "plan.json")
    assert done.code == code
    assert severity in done.out


@pytest.mark.parametrize("name", FILES)
def test_a_folder_stands_for_what_is_in_it(name: str, folder: Path) -> None:
    other = "aksnet.yaml" if name == "main.tf" else "main.tf"
    assert sides(found(str(Path(path_of(name)).parent), path_of(other))) == [("prod", "prod")]


@pytest.mark.parametrize("name", FILES)
def test_one_of_the_two_comes_by_standard_input(name: str, folder: Path) -> None:
    given: dict[str, Any] = {"stdin": FILES[name].encode, "stdin_filename": name}
    assert sides(found("-", path_of("main.tf"), **given)) == [("prod", "prod")]
    assert sides(found(path_of("main.tf"), "-", **given)) == [("prod", "prod")]


def test_an_answer_of_az_has_its_pools_beside_it(folder: Path) -> None:
    more = {
        "id": f"{ID}/agentPools/user",
        "name": "user",
        "type": f"{'Microsoft.ContainerService/managedClusters'}/agentPools",
        "vmSize": "x",
    }
    write(folder, {"az/cluster.json": FILES["az.json"], "az/pools.json": json.dumps([more])})
    both = json.dumps([json.loads(FILES["az.json"]), more])
    write(folder, {"both.json": both})
    (pair,) = found("both.json", path_of("main.tf")).pairs
    assert pair.before is not None
    assert [one.name for one in pair.before.pools] == ["system", "user"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"main.tf": terraform()}, {"main.tf": terraform("other")}, [("prod", "other")], id="the same address, with another name"),
        pytest.param({"main.tf": terraform()}, {"main.tf": terraform(address="moved")}, [("prod", "prod")], id="another address, with the same name"),
        pytest.param({"main.tf": terraform()}, {"main.tf": terraform("PROD", "moved")}, [("prod", "PROD")], id="names in another case"),
        pytest.param({"main.tf": terraform()}, {"main.tf": terraform("other", "moved")}, [("prod", "other")], id="the only one on each side, in one place"),
        pytest.param({"main.tf": terraform("${var.x}")}, {"main.tf": terraform("b", "moved", "north")}, [("azurerm_kubernetes_cluster.this", "b")], id="the only one, whose name is not known"),
        pytest.param({"a.tf": terraform("a", "a"), "b.tf": terraform("b", "b")}, {"a.tf": terraform("a", "a")}, [("a", "a"), ("b", None)], id="one that goes beside one that stays"),
        pytest.param({"a.tf": terraform("a", "a")}, {"a.tf": terraform("a", "a"), "b.tf": terraform("b", "b")}, [("a", "a"), (None, "b")], id="one that comes beside one that stays"),
        pytest.param({"a.tf": terraform("x", "a", group="one"), "b.tf": terraform("x", "b", group="two")}, {"x.yaml": SPEC.replace("prod", "x").replace("rg-x", "two")}, [("x", None), ("x", "x")], id="two of one name, told apart by their groups"),
        pytest.param({"fleet.yaml": "clusters:\n- {name: a, network: {plugin: overlay}}\n- {name: b, network: {plugin: overlay}}\n"}, {"b/main.tf": terraform("b"), "a/main.tf": terraform("a")}, [("a", "a"), ("b", "b")], id="a fleet against folders"),
        pytest.param({"a/main.tf": terraform("a"), "b/main.tf": terraform("b")}, {"a/main.tf": terraform("x"), "b/main.tf": terraform("y")}, [("a", "x"), ("b", "y")], id="one address in two folders, by the folder"),
        pytest.param({"a/main.bicep": FILES["main.bicep"], "b/main.bicep": FILES["main.bicep"]}, {"a/main.bicep": FILES["main.bicep"], "b/main.bicep": FILES["main.bicep"]}, [("prod", "prod"), ("prod", "prod")], id="one name in two folders, by the file"),
        pytest.param({"d.bicep": UNNAMED, "p.bicep": UNNAMED}, {"d.bicep": UNNAMED, "p.bicep": UNNAMED}, [("aks", "aks"), ("aks", "aks")], id="names that cannot be told, by the file and the word for it"),
        pytest.param({"d.bicep": UNNAMED, "p.bicep": UNNAMED}, {"d.bicep": UNNAMED, "p.bicep": FILES["main.bicep"]}, [("aks", "aks"), ("aks", "prod")], id="a name that can be told afterwards only"),
        pytest.param({"d.bicep": FILES["main.bicep"], "p.bicep": UNNAMED}, {"d.bicep": FILES["main.bicep"], "p.bicep": UNNAMED}, [("prod", "prod"), ("aks", "aks")], id="one name that is told beside one that is not"),
        pytest.param({"a.bicep": TWICE, "aks.bicep": UNNAMED}, {"a.bicep": TWICE, "aks.bicep": UNNAMED}, [("one.aks", "one.aks"), ("two.aks", "two.aks")], id="one module called twice"),
        pytest.param({"a.json": UNNAMED_ARM, "b.json": UNNAMED_ARM}, {"a.json": UNNAMED_ARM, "b.json": UNNAMED_ARM}, [(f"{ARM}[0]", f"{ARM}[0]")] * 2, id="names that cannot be told in ARM"),
        pytest.param({"old.bicep": UNNAMED}, {"az.json": FILES["az.json"]}, [("aks", "prod")], id="the only one on each side, whose name cannot be told"),
        pytest.param({"a.bicep": FILES["main.bicep"], "b.bicep": UNNAMED}, {"a.bicep": FILES["main.bicep"].replace("'prod'", "'more'", 1), "b.bicep": UNNAMED}, [("prod", None), ("aks", "aks"), (None, "more")], id="another name in the place of a resource of a template"),
        pytest.param({"a/main.bicep": FILES["main.bicep"], "aksnet.yaml": SPEC}, {"a/main.bicep": FILES["main.bicep"], "aksnet.yaml": SPEC}, [("prod", "prod"), ("prod", "prod")], id="one name in two languages, by the file"),
    ],
)  # fmt: skip
def test_which_cluster_is_which(
    old: Any, new: Any, expected: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {f"old/{name}": text for name, text in old.items()} | {f"new/{name}": text for name, text in new.items()},
    )
    assert sides(found("old", "new")) == expected


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        pytest.param(terraform("a", "x") + terraform("b", "y"), VARIABLE.replace("NAME", "c") + VARIABLE.replace("NAME", "d"), ["nothing tells which cluster is which: 'a' in westeurope, 'b' in westeurope in old/main.tf, and 'azurerm_kubernetes_cluster.c'", "hint: name one cluster on each side, or give the values of their names"], id="names that cannot be told"),
        pytest.param(terraform("a"), terraform("b", location="northeurope"), ["different clusters", "'a' in westeurope in old/main.tf", "'b' in northeurope in new/main.tf", "hint: "], id="another name and another location"),
        pytest.param(terraform("a"), terraform("b", group="other"), ["different clusters"], id="another name and another group"),
        pytest.param(terraform("a", "x"), terraform("a", "y", group="other"), ["different clusters: 'a' in westeurope and the resource group 'rg-prod' in old/main.tf, and 'a' in westeurope and the resource group 'other' in new/main.tf"], id="the same name in another group"),
        pytest.param(terraform("a", "a") + terraform("b", "b"), terraform("c", "c") + terraform("d", "d"), ["different clusters", "'a' in westeurope, 'b' in westeurope"], id="several of other names"),
        pytest.param(terraform("a", "a") + terraform("a", "b"), terraform("a", "c"), ["there are 2 clusters called 'a'", "hint: name one file"], id="two of one name"),
        pytest.param(terraform("a", "c"), terraform("a", "a") + terraform("a", "b"), ["new/main.tf:", "there are 2 clusters called 'a'"], id="two of one name afterwards"),
    ],
)  # fmt: skip
def test_what_cannot_be_matched_gets_one_clear_error(
    old: str, new: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"old/main.tf": old, "new/main.tf": new})
    with pytest.raises(UsageError) as error:
        found("old/main.tf", "new/main.tf")
    assert len(error.value.problems) == 1
    for word in words:
        assert word in str(error.value)


@pytest.mark.parametrize(
    ("changes", "expected", "planned"),
    [
        pytest.param([change(THIS, cluster(), cluster(network=OVERLAY))], [("prod", "prod")], {THIS: Planned(("update",))}, id="an update"),
        pytest.param([change(THIS, cluster(), cluster())], [("prod", "prod")], {THIS: Planned(("no-op",))}, id="nothing to do"),
        pytest.param([change(THIS, cluster(), cluster("b", location="north"), actions=["delete", "create"], replace_paths=[["name"], ["location"]])], [("prod", "b")], {THIS: Planned(("delete", "create"), ("name", "location"))}, id="a replacement by name and location"),
        pytest.param([change(THIS, None, cluster())], [(None, "prod")], {THIS: Planned(("create",))}, id="a creation"),
        pytest.param([change(THIS, cluster(), None)], [("prod", None)], {THIS: Planned(("delete",))}, id="a deletion"),
        pytest.param([change(f'{THIS}["a"]', cluster("a"), None), change(f'{THIS}["b"]', cluster("b"), cluster("b"))], [("a", None), ("b", "b")], {f'{THIS}["a"]': Planned(("delete",)), f'{THIS}["b"]': Planned(("no-op",))}, id="one of for_each goes"),
        pytest.param([change(f'module.m["x.y"].{THIS}', cluster(), cluster(network=OVERLAY), previous_address=THIS)], [("prod", "prod")], {f'module.m["x.y"].{THIS}': Planned(("update",), moved_from=THIS)}, id="moved into a module"),
        pytest.param([change(THIS, cluster(), cluster()), change(THIS, cluster(), None, deposed="0a")], [("prod", "prod"), ("prod", None)], {THIS: Planned(("no-op",)), f"{THIS} (deposed object 0a)": Planned(("delete",), deposed=True)}, id="a deposed cluster beside the one in its place"),
        pytest.param([change(THIS, None, cluster()), change(THIS, cluster(), None, deposed="0a")], [("prod", None), (None, "prod")], {THIS: Planned(("create",)), f"{THIS} (deposed object 0a)": Planned(("delete",), deposed=True)}, id="a deposed cluster is not the one that is made"),
        pytest.param([change(THIS, cluster(), cluster()), change(USER, pool(), pool(max_pods=60))], [("prod", "prod")], {THIS: Planned(("no-op",)), USER: Planned(("update",))}, id="a further pool"),
        pytest.param([change(THIS, cluster(), cluster()), change("azurerm_subnet.a", {"name": "a"}, None)], [("prod", "prod")], {THIS: Planned(("no-op",))}, id="what else changes is no word on the cluster"),
    ],
)  # fmt: skip
def test_one_plan_holds_both_sides(changes: Any, expected: Any, planned: Any, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(plan(*changes)), encoding="utf-8")
    pairs = found(str(tmp_path / "plan.json"))
    assert sides(pairs) == expected
    assert dict(entry for pair in pairs.pairs for entry in pair.planned) == planned
    assert all(pair.maker.words == "4.81.0" for pair in pairs.pairs)


ALONE = """variable "cluster" {}

resource "azurerm_kubernetes_cluster_node_pool" "user" {
  name                  = "user"
  kubernetes_cluster_id = var.cluster
  vm_size               = "Standard_D4s_v5"
}
"""
LONE = TERRAFORM.partition("resource ")[0] + ALONE


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param({"s.json": json.dumps(shown(change(USER, pool(), None)))}, {"main.tf": LONE}, [("prod", ["user"], ["user"])], id="pools of a cluster that stands elsewhere"),
        pytest.param({"s.json": json.dumps(shown(change(THIS, cluster(), None), change(USER, pool(), None)))}, {"main.tf": TERRAFORM, "pool.tf": ALONE}, [("prod", ["system", "user"], ["system", "user"])], id="a pool whose cluster cannot be told afterwards"),
        pytest.param({"main.tf": TERRAFORM, "pool.tf": ALONE}, {"s.json": json.dumps(shown(change(THIS, cluster(), None), change(USER, pool(), None)))}, [("prod", ["system", "user"], ["system", "user"])], id="a pool whose cluster cannot be told before"),
        pytest.param({"main.tf": TERRAFORM}, {"main.tf": TERRAFORM, "pool.tf": ALONE}, [("prod", ["system"], ["system"]), (USER, [], ["user"])], id="a new pool whose cluster cannot be told"),
    ],
)  # fmt: skip
def test_pools_alone_are_told_too(
    old: Any, new: Any, expected: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {f"old/{name}": text for name, text in old.items()} | {f"new/{name}": text for name, text in new.items()},
    )
    pairs = found("old", "new").pairs
    pools = [
        (one.name, *(None if side is None else [pool.name for pool in side.pools] for side in (one.before, one.after)))
        for one in pairs
    ]
    assert pools == expected
    assert {one.maker.provider for one in pairs} == {"azurerm"}


def test_every_sample_is_a_pair_with_itself() -> None:
    pairs = found(str(ROOT / "samples"), str(ROOT / "samples")).pairs
    assert len(pairs) > 50
    assert [pair.name for pair in pairs if pair.before is None or pair.after is None] == []
    assert [pair.name for pair in pairs if pair.before != pair.after] == []


@pytest.mark.parametrize("language", ["arm", "azapi", "bicep", "terraform"])
def test_a_fleet_is_the_same_in_every_language(language: str) -> None:
    fleet = ROOT / "samples/fleet"
    assert sides(found(str(fleet / "aksnet.yaml"), str(fleet / language))) == [("blue", "blue"), ("green", "green")]


def test_clusters_of_one_module_are_told_apart_by_what_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    call = 'module "aks" {\n  source = "../../aks"\n}\n'
    both = {f"{side}/envs/{one}/main.tf": call for side in ("old", "new") for one in ("dev", "prod")}
    write(tmp_path, {**both, "old/aks/main.tf": VARIABLE, "new/aks/main.tf": VARIABLE})
    address = "module.aks.azurerm_kubernetes_cluster.NAME"
    assert [pair.name for pair in found("old", "new").pairs] == [
        f"{address} in new/envs/dev",
        f"{address} in new/envs/prod",
    ]
    assert [pair.name for pair in found("old/envs/dev", "new/envs/dev").pairs] == [address]


def test_a_plan_of_pools_alone_is_enough(tmp_path: Path) -> None:
    changed = change(USER, pool(), pool(max_pods=60), actions=["delete", "create"], replace_paths=[["max_pods"]])
    (tmp_path / "plan.json").write_text(json.dumps(plan(changed)), encoding="utf-8")
    (pair,) = found(str(tmp_path / "plan.json")).pairs
    assert pair.name == "prod"
    assert pair.maker.words == "4.81.0"
    assert pair.planned == ((USER, Planned(("delete", "create"), ("max_pods",))),)


def test_a_plan_that_deletes_a_pool_leaves_its_cluster(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps(plan(change(USER, pool(), None))), encoding="utf-8")
    (pair,) = found(str(tmp_path / "plan.json")).pairs
    told = judge(pair)
    assert (told.azure.verdict, told.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP)
    assert [(one.name, one.tool.verdict) for one in told.pools] == [("user", Tool.DELETE)]


def test_of_a_folder_with_a_plan_the_plan_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(
        tmp_path,
        {"main.tf": TERRAFORM, "plan.json": json.dumps(plan(change(THIS, cluster(), cluster(network=OVERLAY))))},
    )
    assert sides(found(".")) == [("prod", "prod")]


def test_a_plan_comes_by_standard_input() -> None:
    data = json.dumps(plan(change(THIS, cluster(), cluster()))).encode()
    assert sides(found("-", stdin=lambda: data)) == [("prod", "prod")]


ZIPPED = io.BytesIO()
with zipfile.ZipFile(ZIPPED, "w") as _file:
    _file.writestr("tfplan", "\0" * 100)
BAD: dict[str, str | bytes] = {
    "main.tf": TERRAFORM,
    "main.bicep": FILES["main.bicep"],
    "aws.json": json.dumps(plan(change("aws_vpc.a", {"id": "x"}, {"id": "y"}, AWS))),
    "aws.tfstate": json.dumps(stored(("aws_vpc.a", {}))).replace("hashicorp/azurerm", "hashicorp/aws"),
    "none.json": json.dumps(plan(change("azurerm_subnet.a", {"name": "a"}, {"name": "b"}))),
    "blank.json": json.dumps(plan()),
    "newer.json": json.dumps(plan(change(THIS, cluster(), cluster()), format_version="2.0")),
    "newer.tfstate": json.dumps(stored((THIS, cluster()), version=5)),
    "state.json": json.dumps(shown(change(THIS, cluster(), None))),
    "errored.json": json.dumps(plan(change(THIS, cluster(), cluster()), errored=True)),
    "incomplete.json": json.dumps(plan(change(THIS, cluster(), cluster()), complete=False)),
    "tfplan": ZIPPED.getvalue(),
    "tfplan.json": ZIPPED.getvalue(),
    "empty.json": "",
    "log.json": '{"@level":"info","@message":"Terraform 1.11.4"}\n{"@level":"info"}\n',
    "nothing.json": '{"format_version":"1.0"}',
    "half.json": '{"format_version": "1.2", "planned_values": {',
    "other.json": '{"a": 1}',
    "empty/readme.md": "nothing\n",
    "b.tf.txt": TERRAFORM,
}


@pytest.fixture
def bad(aksnet: Call, tmp_path: Path) -> Call:
    write(tmp_path, {name: data for name, data in BAD.items() if isinstance(data, str)})
    for name in ("tfplan", "tfplan.json"):
        (tmp_path / name).write_bytes(ZIPPED.getvalue())
    return aksnet


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([], "two inputs are compared", id="nothing"),
        pytest.param(["main.tf"], "main.tf is one side only", id="one that holds one side"),
        pytest.param(["state.json"], "state.json, a state, is one side only", id="a state"),
        pytest.param(["main.tf", "state.json", "empty"], "these are 3: main.tf, state.json, empty", id="three"),
        pytest.param(["main.tf", "state.json", "missing.yaml"], "these are 3: main.tf, state.json, missing.yaml", id="three, of which the last is not there"),
        pytest.param(["-", "-"], "-: error: standard input is read once", id="standard input twice"),
        pytest.param(["main.tf", "missing.tf"], "missing.tf: error: there is no such file or folder", id="one that is not there"),
        pytest.param(["main.tf", ""], "(an empty name): error: there is no such file or folder", id="an empty name"),
        pytest.param(["aws.tfstate", "main.tf"], "all that it has is of aws", id="a state of another provider"),
        pytest.param(["main.tf", "empty"], "empty: error: there are no AKS clusters in it\n", id="a folder without clusters"),
        pytest.param(["newer.json"], "this is of format 2.0, and the newest that is known is 1", id="a plan of a newer format"),
        pytest.param(["newer.tfstate", "main.tf"], "this is of format 5, and the newest that is known is 4", id="a state of a newer format"),
        pytest.param(["tfplan"], "terraform show -json tfplan", id="a plan as Terraform saves it"),
        pytest.param(["tfplan.json", "main.tf"], "terraform show -json tfplan.json", id="a saved plan that is called JSON"),
        pytest.param(["empty.json"], "empty.json", id="an empty file"),
        pytest.param(["log.json"], "log.json:1:1: error: this is the log of a run of Terraform, and no plan\n  hint: terraform plan -out", id="the log of a plan"),
        pytest.param(["nothing.json", "main.tf"], "nothing.json: error: there are no AKS clusters in it\n", id="an empty state"),
        pytest.param(["half.json", "main.tf"], "half.json:1:", id="half a plan"),
        pytest.param(["other.json", "main.tf"], "this is nothing that aksnet knows", id="another JSON document"),
        pytest.param(["main.tf", "main.tf", "--provider-version", "banana"], "'banana' is no version of azurerm that aksnet knows", id="a version that is none"),
        pytest.param(["main.tf", "main.tf", "--provider-version", "99"], "'99' is no version", id="a major that there is not"),
        pytest.param(["main.tf", "main.bicep", "--provider-version", "4"], "azurerm's version that is meant, and what makes these is bicep", id="a version of azurerm for Bicep"),
        pytest.param(["main.tf", "main.tf", "--provider-version", ""], "'' is no version", id="an empty version"),
        pytest.param(["main.tf", "main.tf", "--parameters", "p.json"], "there is no template to give these values to", id="values that are for neither"),
        pytest.param(["main.tf", "state.json", "--stdin-filename", "x.tf"], "standard input is not among the paths", id="a name for standard input that is not there"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_clear_error(words: list[str], said: str, bad: Call) -> None:
    done = bad("migrate", *words)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("error: ") == 1
    assert done.out == ""


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("aws.json", "aws.json: note: there are no AKS clusters in it: all that it has is of aws\n", id="of another provider"),
        pytest.param("none.json", "none.json: note: there are no AKS clusters in it\n", id="without clusters"),
        pytest.param("blank.json", "blank.json: note: there are no AKS clusters in it\n", id="of nothing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("output_format", choices.MIGRATIONS)
def test_a_plan_that_has_no_cluster_fails_no_pipeline(name: str, said: str, output_format: str, bad: Call) -> None:
    done = bad("migrate", name, "--format", output_format)
    assert (done.code, done.err) == (0, said)
    assert done.out != "" or output_format in ("github", "azure")
    assert bad("migrate", name, "--provider-version", "4.81.0").code == 0


@pytest.mark.parametrize("name", ["errored.json", "incomplete.json"])
def test_of_a_plan_that_may_lack_resources_the_rest_is_told(name: str, bad: Call) -> None:
    done = bad("migrate", name)
    assert done.code == 1
    assert "prod" in done.out
    assert "it may lack resources" in done.err


CLUSTERS = """defaults: {network: {plugin: overlay, pod_cidr: 10.244.0.0/16}}
clusters:
  - {name: prod, location: westeurope}
  - {name: "NAME", location: westeurope}
"""
BROKEN = CLUSTERS.replace('"NAME"', "third, colour: red")


@pytest.mark.parametrize(
    ("spec", "more", "verdict"),
    [
        pytest.param(CLUSTERS.replace("NAME", "<fill in cluster_name>"), {}, Azure.UNDECIDED, id="its name is not filled in yet"),
        pytest.param(BROKEN, {}, Azure.UNDECIDED, id="a cluster of the spec is wrong"),
        pytest.param(CLUSTERS.replace("NAME", "third"), {}, Azure.DELETE, id="all of the spec can be read"),
        pytest.param(BROKEN, {"old.yaml": BROKEN.replace("  - {name: prod", "  - {name: b, location: westeurope}\n  - {name: prod")}, Azure.DELETE, id="the spec before has the same fault"),
    ],
)  # fmt: skip
def test_a_cluster_that_a_spec_may_have_is_not_deleted(
    spec: str, more: dict[str, str], verdict: Azure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"old/a/main.tf": TERRAFORM, "old/b/main.tf": terraform("b"), "new.yaml": spec, **more})
    pairs = found(next(iter(more), "old"), "new.yaml").pairs
    told = {pair.before.name: judge(pair) for pair in pairs if pair.before is not None}
    assert told["b"].azure.verdict is verdict
    assert [one.rule for one in told["b"].dangers] == (["AKN918"] if verdict is Azure.DELETE else [])


def test_a_pool_is_not_in_another_cluster_of_a_spec_that_cannot_be_read(tmp_path: Path) -> None:
    pools = "name: prod, pools: [{name: system, mode: System}, {name: user}]"
    write(tmp_path, {"old.yaml": CLUSTERS.replace("name: prod", pools), "new.yaml": BROKEN})
    (pair, *_) = found(str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")).pairs
    assert [(one.name, one.azure.verdict) for one in judge(pair).pools if one.name == "user"] == [
        ("user", Azure.DELETE)
    ]


KUBENET = TERRAFORM.replace('"azure"\n', '"kubenet"\n')


@pytest.mark.parametrize(
    ("more", "paths"),
    [
        pytest.param({}, ["old.tf", "new.tf"], id="as they are"),
        pytest.param({}, ["./old.tf", "{here}/new.tf"], id="in other spellings"),
        pytest.param({"third.tf": TERRAFORM}, ["old.tf", "new.tf"], id="beside a third that declares the same"),
        pytest.param({"x.tf": 'resource "azurerm_resource_group" "x" {\n'}, ["old.tf", "new.tf"], id="beside one that cannot be read"),
        pytest.param({}, ["-", "new.tf"], id="the old one by standard input"),
    ],
)  # fmt: skip
def test_two_files_of_one_folder_are_compared_with_each_other(
    more: dict[str, str], paths: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    lock = 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "4.70.0"\n}\n'
    values = {"v.tf": 'variable "name" {}\n', "terraform.tfvars": 'name = "prod"\n', ".terraform.lock.hcl": lock}
    named = {"old.tf": KUBENET.replace('"prod"', "var.name", 1), "new.tf": TERRAFORM.replace('"prod"', "var.name", 1)}
    write(tmp_path, {**values, **named, **more})
    given: dict[str, Any] = {"stdin": named["old.tf"].encode, "stdin_filename": "old.tf"} if "-" in paths else {}
    both = sides_of([one.format(here=tmp_path) for one in paths], Request([], **given))
    (pair,) = pairs_of(both).pairs
    assert pair.before is not None
    assert pair.after is not None
    assert pair.maker.words == "4.70.0"
    plugins = [one.text("networkProfile.networkPlugin") for one in (pair.before, pair.after)]
    assert (pair.name, plugins) == ("prod", ["kubenet", "azure"])
    unread = [problem for side in (both.old, both.new) for one in side.configurations for problem in one.unread]
    assert len({str(problem.place) for problem in unread}) == ("x.tf" in more)
    assert "new.tf" not in both.old.texts
    assert "old.tf" not in both.new.texts


def test_the_same_input_twice_is_noted(bad: Call) -> None:
    done = bad("migrate", "main.tf", "./main.tf")
    assert done.code == 0
    assert "./main.tf: note: this is named twice: it is compared with itself" in done.err


def test_values_may_be_for_one_side_only(folder: Path) -> None:
    text = 'variable "mode" {}\n' + TERRAFORM.replace("= 3\n", "= 3\n").replace(
        '"azure"\n', '"azure"\n    network_plugin_mode = var.mode\n'
    )
    write(folder, {"a/main.tf": text, "a/x.tfvars": 'mode = "overlay"\n'})
    (pair,) = found(path_of("az.json"), "a", var_files=["a/x.tfvars"]).pairs
    assert pair.after is not None
    assert pair.after.text("networkProfile.networkPluginMode") == "overlay"


_TWO = {"infra/main.tf": TERRAFORM, "infra/aksnet.yaml": SPEC}
_MODULE = 'module "aks" {\n  source = "../modules/aks"\n}\n'
_CALLED = {"modules/aks/main.tf": TERRAFORM, "a/main.tf": _MODULE, "b/main.tf": _MODULE}


@pytest.mark.parametrize(
    ("texts", "old", "new", "expected"),
    [
        pytest.param(_TWO, "infra", "infra/aksnet.yaml", [("infra/main.tf", "infra/aksnet.yaml")], id="the spec that was imported from the folder it stands in"),
        pytest.param(_TWO, "infra/aksnet.yaml", "infra", [("infra/aksnet.yaml", "infra/main.tf")], id="the same the other way round"),
        pytest.param(_TWO, "./infra/", "infra/../infra/aksnet.yaml", [("infra/main.tf", "infra/aksnet.yaml")], id="however the two are spelled"),
        pytest.param(_TWO, "infra", "infra/main.tf", [("infra/aksnet.yaml", "infra/main.tf")], id="a file of Terraform stands for all of its folder"),
        pytest.param({**_TWO, "infra/pool.tf": ALONE.replace("var.cluster", f"{THIS}.id")}, "infra", "infra/main.tf", [("infra/aksnet.yaml", "infra/main.tf")], id="and its pools in other files are no other side"),
        pytest.param({**_TWO, "infra/plan.json": json.dumps(plan(change(THIS, cluster(), cluster())))}, "infra/plan.json", "infra/aksnet.yaml", [("infra/plan.json", "infra/aksnet.yaml")], id="two files of one folder are two files"),
        pytest.param({"s.tfstate": json.dumps(stored((THIS, cluster()))), "main.tf": TERRAFORM}, "s.tfstate", ".", [("s.tfstate", "main.tf")], id="a state in the folder that it is compared with"),
        pytest.param({"old/main.tf": TERRAFORM, "new/main.tf": TERRAFORM}, ".", "new", [("old/main.tf", "new/main.tf")], id="a folder in the folder"),
        pytest.param(_CALLED, ".", "b", [("modules/aks/main.tf", "modules/aks/main.tf")], id="a module that both call stays on both sides"),
    ],
)  # fmt: skip
def test_what_is_named_as_one_side_is_no_part_of_the_other(
    texts: dict[str, str], old: str, new: str, expected: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path, texts)
    pairs = found(old, new).pairs
    places = [[one.place.source if one and one.place else None for one in (pair.before, pair.after)] for pair in pairs]
    assert [tuple(one) for one in places] == expected


def test_a_folder_with_nothing_beside_the_other_side_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"infra/main.tf": TERRAFORM})
    with pytest.raises(UsageError) as error:
        found("infra", "infra/main.tf")
    assert "infra: error: there are no AKS clusters in it beside infra/main.tf, which is the other side" in str(
        error.value
    )


def test_what_an_editor_has_is_compared_with_the_folder_that_it_is_to_be_saved_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"infra/main.tf": TERRAFORM})
    given: dict[str, Any] = {"stdin": TERRAFORM.encode, "stdin_filename": "infra/main.tf"}
    assert sides(found("infra", "-", **given)) == [("prod", "prod")]


# --- several inputs that one spec was made of


FLEET = {f"{name}/main.tf": terraform(name, group=f"rg-{name}") for name in ("blue", "green")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["blue", "green", "aksnet.yaml"], [("blue", "blue"), ("green", "green")], id="all of them"),
        pytest.param(["green", "blue", "aksnet.yaml"], [("green", "green"), ("blue", "blue")], id="in another order"),
        pytest.param(["blue/main.tf", "green", "aksnet.yaml"], [("blue", "blue"), ("green", "green")], id="a file and a folder"),
        pytest.param([".", "blue", "aksnet.yaml"], [("blue", "blue"), ("green", "green")], id="one of them twice, and the spec among them"),
        pytest.param(["blue", "empty", "aksnet.yaml"], [("blue", "blue"), (None, "green")], id="one is left out"),
    ],
)  # fmt: skip
def test_several_inputs_are_held_against_the_spec_that_was_imported_of_them(
    words: list[str], said: list[tuple[str | None, str | None]], aksnet: Call, tmp_path: Path
) -> None:
    write(tmp_path, {**FLEET, "empty/main.tf": "locals {}\n"})
    assert aksnet("import", "blue", "green", "-o", "aksnet.yaml").code == 0
    pairs = found(*words)
    assert sides(pairs) == said
    changes = [judge(pair) for pair in pairs.pairs if pair.before is not None]
    assert all((one.azure.verdict, one.tool.verdict) == (Azure.NO_CHANGE, Tool.NO_OP) for one in changes)


def test_several_inputs_without_a_cluster_are_one_side_without_one(aksnet: Call, tmp_path: Path) -> None:
    write(tmp_path, {"a/main.tf": "locals {}\n", "b/main.tf": "locals {}\n", "aksnet.yaml": SPEC})
    done = aksnet("migrate", "a", "b", "aksnet.yaml")
    assert (done.code, done.out) == (2, "")
    assert "there are no AKS clusters in it" in done.err
