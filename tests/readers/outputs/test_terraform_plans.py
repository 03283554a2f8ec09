"""A plan of Terraform: what is there before it, Terraform's own words, and what is worth knowing of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.configuration import Configuration, Made, Planned
from aksnet.expressions.source import Source
from aksnet.readers.assembling import configuration_of
from aksnet.readers.outputs import terraform_json
from aksnet.readers.template.json_tree import parse
from aksnet.readers.views import views_of
from aksnet.view import ClusterView, Unknown
from terraform_outputs import AWS, AZAPI, CLUSTER, ID, POOL, change, cluster, plan, pool, profile, shown, stored

MODE = "networkProfile.networkPluginMode"
THIS, USER = f"{CLUSTER}.this", f"{POOL}.user"
OVERLAY = profile(network_plugin_mode="overlay", pod_cidr="10.244.0.0/16")


def read(document: Any) -> Configuration:
    source = Source("plan.json", json.dumps(document))
    root = parse(source).root
    assert root is not None
    return configuration_of(terraform_json.with_before(terraform_json.read(root, source), root, source))


def before(document: Any) -> list[ClusterView]:
    found = read(document).before
    assert found is not None
    return views_of(found)


def modes(views: list[ClusterView]) -> dict[str, Any]:
    return {view.name: view.known(MODE) for view in views}


def without_values(document: Any) -> Any:
    """What is left of a plan where somebody kept its changes alone."""
    return {key: value for key, value in document.items() if key in ("format_version", "resource_changes")}


@pytest.mark.parametrize(
    ("document", "old", "new"),
    [
        pytest.param(plan(change(THIS, cluster(), cluster(network=OVERLAY))), {"prod": None}, {"prod": "overlay"}, id="an update"),
        pytest.param(plan(change(THIS, cluster(), cluster())), {"prod": None}, {"prod": None}, id="no change"),
        pytest.param(plan(change(THIS, None, cluster())), {}, {"prod": None}, id="a creation"),
        pytest.param(plan(change(THIS, cluster(), None)), {"prod": None}, {}, id="a deletion"),
        pytest.param(plan(change(THIS, cluster(), None, actions=["forget"])), {"prod": None}, {"prod": None}, id="what is only forgotten stays"),
        pytest.param(plan(change(THIS, cluster(), None, deposed="00")), {"prod": None}, {}, id="a deposed cluster is deleted"),
        pytest.param(plan(change(USER, pool(), None, deposed="00")), {}, {}, id="a deposed pool is no other one"),
        pytest.param(without_values(plan(change(THIS, cluster(), cluster(network=OVERLAY)))), {"prod": None}, {"prod": "overlay"}, id="an update of a plan with nothing but its changes"),
        pytest.param(without_values(plan(change(THIS, cluster(), None))), {"prod": None}, {}, id="a deletion of a plan with nothing but its changes"),
        pytest.param(plan(change(THIS, cluster(), cluster(network=OVERLAY)), planned_values={"root_module": {}}), {"prod": None}, {"prod": "overlay"}, id="an update of a plan whose values are taken out"),
        pytest.param(plan(change(f'module.a["x"].{THIS}', cluster(), cluster(network=OVERLAY))), {"prod": None}, {"prod": "overlay"}, id="in a module with for_each"),
        pytest.param(plan(change(f'{THIS}["a"]', cluster("a"), None), change(f'{THIS}["b"]', cluster("b"), cluster("b"))), {"a": None, "b": None}, {"b": None}, id="one of for_each goes"),
        pytest.param({**plan(), "resource_changes": [], "planned_values": {"root_module": {}}, "prior_state": shown(change(THIS, cluster(), None))}, {"prod": None}, {"prod": None}, id="a plan that only refreshes"),
        pytest.param(plan(change("aws_vpc.a", {"id": "x"}, {"id": "y"}, AWS)), {}, {}, id="another provider"),
    ],
)  # fmt: skip
def test_the_two_sides_of_a_plan(document: Any, old: Any, new: Any) -> None:
    assert (modes(before(document)), modes(views_of(read(document)))) == (old, new)


def test_a_cluster_of_azapi_has_both_sides() -> None:
    def body(plugin: str) -> Any:
        kind = "Microsoft.ContainerService/managedClusters@2025-10-01"
        profile = {"networkProfile": {"networkPlugin": plugin}}
        return {"type": kind, "name": "prod", "location": "westeurope", "body": {"properties": profile}}

    document = plan(change("azapi_resource.aks", body("kubenet"), body("azure"), AZAPI))
    plugins = [view.text("networkProfile.networkPlugin") for view in (*before(document), *views_of(read(document)))]
    assert plugins == ["kubenet", "azure"]


def test_what_is_known_later_of_a_plan_without_values_is_unknown() -> None:
    later = {"network_profile": [{"network_plugin_mode": True}]}
    changed = change(THIS, cluster(), cluster(network=[{"network_plugin": "azure"}]), after_unknown=later)
    (new,) = views_of(read(without_values(plan(changed))))
    assert new.unknown(MODE)


def test_a_deposed_cluster_of_azapi_is_deleted() -> None:
    kind = "Microsoft.ContainerService/managedClusters"
    gone = [
        change(f"azapi_resource.{name}", {"type": f"{kind}{below}@2025-10-01", "name": name}, None, AZAPI, deposed="00")
        for name, below in (("aks", ""), ("pool", "/agentPools"))
    ]
    document = read(plan(*gone))
    assert [address for address, planned in document.planned if planned.deposed] == [
        "azapi_resource.aks (deposed object 00)"
    ]


BALANCER = {"network_profile": [{"load_balancer_profile": [{}], "outbound_type": {"constant_value": "loadBalancer"}}]}


@pytest.mark.parametrize(
    ("address", "module", "blocks"),
    [
        pytest.param(THIS, {"resources": [{"address": THIS, "expressions": BALANCER}]}, {"network_profile", "network_profile.load_balancer_profile"}, id="in the root module"),
        pytest.param(f'module.a["x"].{THIS}', {"module_calls": {"a": {"module": {"resources": [{"address": THIS, "expressions": BALANCER}]}}}}, {"network_profile", "network_profile.load_balancer_profile"}, id="in a module"),
        pytest.param(THIS, {"resources": [{"address": THIS, "expressions": {"tags": {"references": ["var.a"]}}}]}, set(), id="arguments are no blocks"),
        pytest.param(THIS, {"resources": []}, None, id="what the configuration does not have"),
    ],
)  # fmt: skip
def test_blocks_are_those_that_are_written(address: str, module: Any, blocks: set[str] | None) -> None:
    (entry,) = read(plan(change(address, cluster(), cluster()), configuration={"root_module": module})).planned
    assert entry[1].blocks == blocks


def test_pools_before_are_those_of_their_cluster() -> None:
    changes = (change(THIS, cluster(), cluster()), change(USER, pool(), None))
    (old,), (new,) = before(plan(*changes)), views_of(read(plan(*changes)))
    assert [one.name for one in old.pools] == ["system", "user"]
    assert [one.name for one in new.pools] == ["system"]


def test_what_is_sensitive_before_is_not_told() -> None:
    marks = {"network_profile": [{"pod_cidr": True}]}
    (view,) = before(plan(change(THIS, cluster(network=OVERLAY), cluster(), before_sensitive=marks)))
    value = view.values["networkProfile.podCidr"].data
    assert isinstance(value, Unknown)
    assert "10.244" not in str(view)


def test_what_is_known_later_is_known_before() -> None:
    later = {"network_profile": [{"network_plugin_mode": True}]}
    changed = change(
        THIS, cluster(network=OVERLAY), cluster(network=[{"network_plugin": "azure"}]), after_unknown=later
    )
    (old,), (new,) = before(plan(changed)), views_of(read(plan(changed)))
    assert old.text(MODE) == "overlay"
    assert new.unknown(MODE)


@pytest.mark.parametrize(
    ("expressions", "waits"),
    [
        pytest.param({"network_plugin_mode": {"references": ["random_id.a.hex", "random_id.a"]}}, True, id="written"),
        pytest.param({"network_plugin": {"constant_value": "azure"}}, False, id="filled in by the provider"),
    ],
)
def test_only_what_is_written_waits_for_another_resource(expressions: Any, waits: bool) -> None:
    later = {"network_profile": [{"network_plugin_mode": True}]}
    changed = change(THIS, None, cluster(network=[{"network_plugin": "azure"}]), after_unknown=later)
    written = {"address": THIS, "expressions": {"network_profile": [expressions]}}
    (view,) = views_of(read(plan(changed, configuration={"root_module": {"resources": [written]}})))
    assert view.unknown(MODE)
    assert view.later(MODE) is waits


def test_a_state_has_one_side_only() -> None:
    assert read(shown(change(THIS, cluster(), None))).before is None
    assert read(stored((THIS, cluster()))).before is None


@pytest.mark.parametrize(
    ("said", "planned"),
    [
        pytest.param({}, Planned(("update",)), id="an update"),
        pytest.param(
            {"actions": ["delete", "create"], "replace_paths": [["network_profile", 0, "network_plugin"], ["network_profile", 0, "network_plugin"], ["dns_prefix"]], "action_reason": "replace_because_cannot_update"},
            Planned(("delete", "create"), ("network_profile.network_plugin", "dns_prefix"), "replace_because_cannot_update"),
            id="a replacement, with what replaces it once",
        ),
        pytest.param({"previous_address": f"{CLUSTER}.old"}, Planned(("update",), moved_from=f"{CLUSTER}.old"), id="moved"),
        pytest.param({"importing": {"id": ID}}, Planned(("update",), imported=True), id="imported"),
        pytest.param({"actions": 3, "replace_paths": [3, [None]], "action_reason": []}, Planned(()), id="what is of another shape says nothing"),
    ],
)  # fmt: skip
def test_terraforms_own_words(said: Any, planned: Planned) -> None:
    document = plan(change(THIS, cluster(), cluster(network=OVERLAY), **said))
    assert read(document).planned == ((THIS, planned),)


@pytest.mark.parametrize(
    ("document", "notes"),
    [
        pytest.param(plan(change(THIS, cluster(), cluster())), [], id="nothing"),
        pytest.param(plan(resource_drift=[change(THIS, cluster(), cluster(network=OVERLAY))]), [f"{THIS} was changed outside of Terraform since its last run"], id="drift"),
        pytest.param(plan(resource_drift=[change(THIS, cluster(), cluster(), previous_address="x")]), [], id="what was only moved is no drift"),
        pytest.param(plan(resource_drift=[change("aws_vpc.a", {}, {"id": "x"}, AWS)]), [], id="drift of another provider"),
        pytest.param(plan(change(THIS, cluster(), None, actions=["forget"])), [f"{THIS} is only taken out of the state: nothing happens to it"], id="forgotten"),
        pytest.param(plan(change(THIS, cluster(), None, deposed="00")), [], id="a deposed cluster, which is told as what is deleted"),
        pytest.param(plan(change(USER, pool(), None, deposed="00")), [f"an older object of {USER}, which a replacement left behind, is still to be destroyed"], id="a deposed pool"),
        pytest.param({**plan(), "resource_changes": [], "prior_state": shown(change(THIS, cluster(), None))}, ["this plan only takes into the state what is there, and changes nothing"], id="a plan that only refreshes"),
    ],
)  # fmt: skip
def test_what_is_worth_knowing(document: Any, notes: list[str]) -> None:
    assert [note.message for note in read(document).notes] == notes


@pytest.mark.parametrize(
    ("document", "made"),
    [
        pytest.param(plan(change(THIS, None, cluster())), Made("plan", "1.11.4", "2026-11-30T09:56:44Z"), id="a plan"),
        pytest.param(shown(change(THIS, cluster(), None)), Made("state", "1.11.4"), id="a state as terraform shows it"),
        pytest.param(stored((THIS, cluster())), Made("state", "1.11.4", None, 7, "222ef3a5"), id="a state file"),
        pytest.param(plan(change("aws_vpc.a", None, {}, AWS)), Made("plan", "1.11.4", "2026-11-30T09:56:44Z", providers=("aws",)), id="a plan of another provider"),
    ],
)  # fmt: skip
def test_who_made_it(document: Any, made: Made) -> None:
    assert read(document).made == made


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(plan(change(THIS, None, cluster()), format_version="2.0"), "this is of format 2.0, and the newest that is known is 1", id="a plan"),
        pytest.param({**shown(change(THIS, cluster(), None)), "format_version": "2.1"}, "this is of format 2.1, and the newest that is known is 1", id="a state as terraform shows it"),
        pytest.param(stored((THIS, cluster()), version=5), "this is of format 5, and the newest that is known is 4", id="a state file"),
    ],
)  # fmt: skip
def test_of_a_newer_format_nothing_is_read(document: Any, message: str) -> None:
    found = read(document)
    assert [problem.message for problem in found.unread] == [message]
    assert not found.clusters
    assert found.before is None


@pytest.mark.parametrize("version", ["0.1", "1.0", "1.9", None, "x"])
def test_other_formats_are_read(version: str | None) -> None:
    assert read(plan(change(THIS, None, cluster()), format_version=version)).clusters
