"""The Terraform module: one for all clusters, and its validations agree with the rules on the same inputs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from aksnet.commands.writing import write_files
from aksnet.errors import UsageError
from aksnet.findings import Severity
from aksnet.readers.inputs import Request, read
from aksnet.readers.views import views_of
from aksnet.rules import Context, check
from aksnet.rules.sampling import sample_of
from aksnet.spec.fleets import fleet_of
from aksnet.spec.loading import parse
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.targets import render
from aksnet.targets.terraform.module import EXAMPLE, FILES
from aksnet.targets.terraform.module_checks import CARRIED, CHECKS
from aksnet.targets.terraform.module_example import values
from aksnet.view import ClusterView, Subnet, Unknown, Value
from golden import assert_golden
from hcl_reading import arguments, blocks, inner_blocks, resources
from hostile import HOSTILE
from judging import SAMPLED
from places import GOLDEN, SAMPLES, SPECS, reference
from rendering import TODAY, dialect, rules_hit, texts, view
from terraform_modules import MADE, VARIABLES, messages, terraform

MODULE = {major: dialect(emit="module", version=major) for major in ("5", "4", "3")}
MIXED = view(network={"plugin": "overlay"})
GOLDENS = {
    "5": SAMPLES / "overlay" / "terraform-module",
    "4": GOLDEN / "azurerm-4" / "overlay-module",
    "3": GOLDEN / "azurerm-3" / "overlay-module",
}
NODES = (
    "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/net/providers/Microsoft.Network"
    "/virtualNetworks/net/subnets/nodes"
)
PODS = NODES.replace("subnets/nodes", "subnets/pods")

# Ids of what is there beside subnets that have none yet: the example has them in one VNet.
BESIDE_IDS = {
    "sample_pod_subnet_beside_a_variable": f"""
network: {{plugin: pod-subnet}}
pools: [{{name: system, mode: System, pod_subnet: {PODS}}}]
""",
    "sample_pod_subnet_beside_a_rendered_one": f"""
network: {{plugin: pod-subnet}}
vnet: {{name: net, address_space: [10.240.0.0/16], subnets: {{nodes: {{prefix: 10.240.0.0/22}}}}}}
pools: [{{name: system, mode: System, subnet: nodes, pod_subnet: {PODS}}}]
""",
}

# Rules that find errors in samples and that the module does not carry, with the reason.
_NOT_ITS_VARIABLE = "it is about what the module has no variable for: add-ons, provisioning, the API server's subnet"
_NOT_A_SUBNET = "it is about ranges, delegations or gateways of subnets, and pools have ids of subnets here"
_REFUSED_ANYWAY = (
    "it is about settings that azurerm cannot say or the module does not write: AKN501 or AKN509 refuses them"
)
_CHANGES = "it is about regions, releases of Kubernetes, or the spec's own ignores"
NOT_CARRIED = {
    **dict.fromkeys(("AKN230", "AKN231", "AKN331", "AKN332", "AKN335"), _NOT_ITS_VARIABLE),
    **dict.fromkeys(("AKN357", "AKN358", "AKN359"), _NOT_ITS_VARIABLE),
    **dict.fromkeys(("AKN218", "AKN330", "AKN346", "AKN347", "AKN351", "AKN355", "AKN356"), _NOT_A_SUBNET),
    **dict.fromkeys(("AKN236", "AKN237", "AKN315", "AKN317", "AKN321", "AKN333"), _REFUSED_ANYWAY),
    **dict.fromkeys(("AKN336", "AKN339", "AKN352"), _REFUSED_ANYWAY),
    **dict.fromkeys(("AKN364", "AKN410", "AKN411", "AKN602"), _CHANGES),
}
# An API server in a VNet is no variable of the module: gen refuses it before.
API_SERVER = ("AKN357", "AKN358", "AKN364")
# AKN501 says of azurerm what AKN365 says of Azure: a default pool has no max_unavailable; in azurerm 3 no pool has it.
TOLD_ALREADY = "AKN365"


def _views(text: str) -> Iterator[ClusterView]:
    nodes, fleet, _ = fleet_of(parse("sample.yaml", text))
    clusters, problems = clusters_of(nodes, fleet=fleet)
    assert not problems
    yield from (view_of(cluster, node) for cluster, node in clusters)


def _samples() -> dict[str, ClusterView]:
    """Every cluster of a rule's sample and of the project's that is a spec, and no AKS Automatic."""
    found = {}
    for rule in SAMPLED:
        for kind, part in zip(("bad", "good"), sample_of(rule.id)[:2], strict=True):
            if part is not None and part.is_spec and '"properties"' not in part.text:
                found.update({f"{rule.id}_{kind}_{at}": one for at, one in enumerate(_views(part.text))})
    for name, path in SPECS.items():
        clusters = _views(path.read_text(encoding="utf-8"))
        found.update({f"sample_{re.sub('[^a-z]', '_', name)}_{at}": one for at, one in enumerate(clusters)})
    for name, text in BESIDE_IDS.items():
        (found[name],) = _views(text)
    return {name: one for name, one in found.items() if one.text("sku.name") != "Automatic"}


CLUSTERS = _samples()
# Of older versions only what may differ: the project's samples, and those about modes, pools, the way out and targets.
OLDER = ("sample_", "AKN21", "AKN30", "AKN32", "AKN33", "AKN36", "AKN5")


# Whoever deploys is asked for them.
ADMINISTRATOR = {"windows_admin_username": "nodes", "windows_admin_password": "x" * 14}


def _complete(given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a plan: what every module is given, and the administrator who stands in no file."""
    whole = {"name": "aks", "location": "westeurope", "resource_group_name": "rg", **given}
    windows = any(pool.get("os") == "Windows" for pool in whole.get("pools", ()))
    return {**ADMINISTRATOR, **whole} if windows else whole


def _rules_of(told: list[str]) -> set[str]:
    return {found for text in told for found in re.findall(r"\[(AKN\d+)\]", text)}


@pytest.mark.parametrize("major", MODULE)
def test_validations_find_what_the_rules_find(major: str, tmp_path: Path) -> None:
    clusters = {name: one for name, one in CLUSTERS.items() if major == "5" or name.startswith(OLDER)}
    cases = {name: _complete(values(one)) for name, one in clusters.items()}
    alike = {json.dumps(given): name for name, given in cases.items()}
    once = messages(_files(MIXED, major)["variables.tf"], {name: cases[name] for name in alike.values()}, tmp_path)
    assert once.keys() <= cases.keys(), once.keys() - cases.keys()
    told = {name: once.get(alike[json.dumps(given)], []) for name, given in cases.items()}
    wrong = {}
    for name, cluster in clusters.items():
        # where a spec says nothing of pools, the module makes one all the same
        judged = cluster._replace(pools_stated=True)
        found = check([judged], Context(TODAY, (MODULE[major],))).findings
        errors = {one.rule for one in found if one.severity is Severity.ERROR}
        assert errors <= CARRIED | NOT_CARRIED.keys(), name
        told_already = name.startswith(TOLD_ALREADY) and major != "3"
        due = errors & CARRIED - ({"AKN501"} if name.startswith(API_SERVER) or told_already else set())
        if _rules_of(told[name]) != due or any("[AKN" not in text for text in told[name]):
            wrong[name] = (due, told[name])
    assert not wrong


# What specs cannot say, as their models refuse it, or as they fill it in.
POOL = {"name": "system", "mode": "System"}
CASES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "no_prefix_length": ({"network": {"plugin": "overlay", "pod_cidr": "10.244.0.0"}}, {"AKN124"}),
    "octet_with_a_zero_before": ({"network": {"plugin": "overlay", "pod_cidr": "010.244.0.0/16"}}, {"AKN124"}),
    "prefix_with_a_zero_before": ({"network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/016"}}, {"AKN124"}),
    "empty_range": ({"network": {"plugin": "overlay", "pod_cidr": ""}}, {"AKN124"}),
    "ipv6_with_a_zero_before_is_a_range": (
        {"network": {"plugin": "overlay"}, "vnet": {"address_space": ["0fd0:0012::/64", "10.99.0.0/16"]}},
        set(),
    ),
    "ipv6_in_capitals_meets_itself": (
        {"network": {"plugin": "overlay"}, "vnet": {"address_space": ["FD00::/48"], "peers": ["fd00:0:0:5::/64"]}},
        {"AKN109"},
    ),
    "the_default_pod_cidr_meets_a_peer": (
        {"network": {"plugin": "overlay"}, "vnet": {"peers": ["10.244.8.0/24"]}},
        {"AKN105"},
    ),
    "the_default_service_cidr_meets_a_peer": (
        {"network": {"plugin": "node-subnet"}, "vnet": {"peers": ["10.0.0.0/8"]}},
        {"AKN106"},
    ),
    "the_managed_subnet_counts_with_pools": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.224.0.0/13"}, "pools": [POOL]},
        {"AKN103"},
    ),
    "the_managed_subnet_counts_with_the_pool_that_the_module_makes": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.224.0.0/13"}},
        {"AKN103"},
    ),
    "the_managed_subnet_is_no_place_for_services": (
        {"network": {"plugin": "overlay", "service_cidr": "10.224.8.0/24", "dns_service_ip": "10.224.8.10"}},
        {"AKN104"},
    ),
    "a_vnet_with_ranges_stands_for_the_managed_subnet": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.224.0.0/13"}, "vnet": {}},
        set(),
    ),
    "the_pool_that_the_module_makes_needs_pod_addresses": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.99.0.0/24"}},
        {"AKN345"},
    ),
    "the_pool_that_the_module_makes_needs_ports": (
        {"network": {"plugin": "overlay"}, "outbound": {"type": "loadBalancer", "allocated_outbound_ports": 64000}},
        {"AKN325"},
    ),
    "pod_cidr_on_the_node_subnet": ({"network": {"plugin": "node-subnet", "pod_cidr": "10.244.0.0/16"}}, {"AKN202"}),
    "policy_cilium_elsewhere": ({"network": {"plugin": "overlay", "network_policy": "cilium"}}, {"AKN204"}),
    "policy_calico_with_cilium": ({"network": {"plugin": "cilium", "network_policy": "calico"}}, {"AKN205"}),
    "acns_elsewhere": ({"network": {"plugin": "overlay", "acns": {}}}, {"AKN235"}),
    "pod_subnet_on_some_pools": (
        {
            "network": {"plugin": "pod-subnet"},
            "pools": [
                {**POOL, "subnet": NODES, "pod_subnet": PODS},
                {"name": "apps", "allocation": "dynamic"},
            ],
        },
        {"AKN213", "AKN303"},
    ),
    "pod_subnet_without_a_node_subnet": (
        {"network": {"plugin": "pod-subnet"}, "pools": [{**POOL, "pod_subnet": PODS}]},
        {"AKN354"},
    ),
    "load_balancer_settings_elsewhere": (
        {
            "network": {"plugin": "overlay"},
            "outbound": {"type": "userDefinedRouting", "allocated_outbound_ports": 8},
            "pools": [{**POOL, "subnet": NODES}],
        },
        {"AKN312"},
    ),
    "ports_out_of_bounds": (
        {"network": {"plugin": "overlay"}, "outbound": {"type": "loadBalancer", "allocated_outbound_ports": 1020}},
        {"AKN324"},
    ),
    "nat_gateway_out_of_bounds": (
        {"network": {"plugin": "overlay"}, "outbound": {"type": "managedNATGateway", "managed_outbound_ip_count": 17}},
        {"AKN324"},
    ),
    "what_is_not_written": (
        {"network": {"plugin": "overlay"}, "pools": [{**POOL, "local_dns": "Required"}]},
        {"AKN509"},
    ),
    "the_next_hop_of_a_route_table_that_is_not_made": (
        {
            "network": {"plugin": "overlay"},
            "outbound": {"type": "userDefinedRouting", "next_hop_ip_address": "10.0.0.4"},
            "pools": [{**POOL, "subnet": NODES}],
        },
        {"AKN509"},
    ),
    "a_rule_that_is_left_out": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.244.0.5/16"}, "ignore": {"AKN101": "as it was"}},
        set(),
    ),
    "what_would_be_dropped_cannot_be_left_out": (
        {
            "network": {"plugin": "pod-subnet"},
            "pools": [{**POOL, "subnet": NODES, "pod_subnet": PODS, "allocation": "static-block"}],
        },
        {"AKN501"},
    ),
    "nodes_of_the_free_tier": (
        {
            "network": {
                "plugin": "overlay",
                "pod_cidr": "10.0.0.0/9",
                "service_cidr": "172.16.0.0/16",
                "dns_service_ip": "172.16.0.10",
            },
            "vnet": {},
            "pools": [{**POOL, "count": 1000}, {"name": "apps", "count": 1}],
        },
        {"AKN340"},
    ),
    "nodes_of_kubenet_and_of_a_policy_engine_at_their_most": (
        {
            "network": {
                "plugin": "kubenet",
                "pod_cidr": "10.0.0.0/9",
                "service_cidr": "172.16.0.0/16",
                "dns_service_ip": "172.16.0.10",
            },
            "vnet": {},
            "pools": [{**POOL, "count": 400}],
        },
        set(),
    ),
    "nodes_of_kubenet": (
        {
            "network": {
                "plugin": "kubenet",
                "pod_cidr": "10.0.0.0/9",
                "service_cidr": "172.16.0.0/16",
                "dns_service_ip": "172.16.0.10",
            },
            "vnet": {},
            "pools": [{**POOL, "count": 401}],
        },
        {"AKN341"},
    ),
    "nodes_of_the_policy_engine_azure": (
        {
            "network": {"plugin": "node-subnet", "network_policy": "azure"},
            "vnet": {},
            "pools": [{**POOL, "count": 251}],
        },
        {"AKN343"},
    ),
    "nothing_but_the_mode": ({"network": {"plugin": "overlay"}}, set()),
    "a_subnet_that_is_not_made_yet_leaves_nothing_to_find_where_nothing_is_wrong": (
        {"network": {"plugin": "overlay"}, "pools": [{**POOL, "subnet": MADE}, {"name": "apps"}]},
        set(),
    ),
    "a_subnet_that_is_not_made_yet_hides_nothing_of_ranges": (
        {
            "network": {
                "plugin": "overlay",
                "pod_cidr": "8.0.0.5/33",
                "service_cidr": "10.0.0.0/8",
                "dns_service_ip": "9.9.9.9",
            },
            "pools": [{**POOL, "count": 900, "subnet": MADE}],
        },
        {"AKN112", "AKN113", "AKN124"},
    ),
    "a_subnet_that_is_not_made_yet_hides_nothing_of_equal_ranges": (
        {
            "network": {"plugin": "overlay", "pod_cidr": "10.0.0.0/16"},
            "pools": [{**POOL, "subnet": MADE}],
        },
        {"AKN102"},
    ),
    "a_subnet_that_is_not_made_yet_hides_nothing_of_peers": (
        {
            "network": {"plugin": "overlay", "pod_cidr": "10.240.0.0/16"},
            "vnet": {"peers": ["10.240.0.0/20"]},
            "pools": [{**POOL, "subnet": MADE}],
        },
        {"AKN105"},
    ),
    "a_subnet_that_is_not_made_yet_may_be_the_only_one": (
        {"network": {"plugin": "overlay", "pod_cidr": "10.224.0.0/16"}, "pools": [{**POOL, "subnet": MADE}]},
        set(),
    ),
    **{
        f"hostile_{at}": ({"network": {"plugin": "overlay", "pod_cidr": text}}, {"AKN124"})
        for at, text in enumerate(HOSTILE.values())
    },
}
REFUSED_WORDS: dict[str, dict[str, Any]] = {
    "empty_ipam": {"network": {"plugin": "cilium", "ipam": ""}},
    "empty_part_of_acns": {"network": {"plugin": "cilium", "acns": {"security": False, "transit_encryption": ""}}},
    **{
        f"empty_{key}": {"network": {"plugin": "overlay"}, "pools": [POOL, {"name": "apps", key: ""}]}
        for key in ("mode", "type", "os", "vm_size", "max_surge", "subnet", "pod_subnet")
    },
    "no_zones": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "zones": []}]},
    "half_a_pod": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "max_pods": 30.5}]},
    "windows_without_an_administrator": {
        "network": {"plugin": "overlay"},
        "pools": [POOL, {"name": "win", "os": "Windows"}],
        "windows_admin_username": None,
        "windows_admin_password": None,
    },
    "an_administrator_without_a_password": {"network": {"plugin": "overlay"}, "windows_admin_username": "me"},
    "two_spellings": {"network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/16", "pod_cidrs": ["10.244.0.0/16"]}},
    "ipam_elsewhere": {"network": {"plugin": "overlay", "ipam": "overlay"}},
    "allocation_elsewhere": {"network": {"plugin": "cilium", "allocation": "dynamic"}},
    "kubenet_with_policy_azure": {"network": {"plugin": "kubenet", "network_policy": "azure"}},
    "no_dns_address": {"network": {"plugin": "overlay", "dns_service_ip": "ten"}},
    "a_pool_with_min_alone": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "min": 1}]},
    "more_min_than_max": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "min": 5, "max": 3}]},
    "no_surge": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "max_surge": "all"}]},
    "no_mode_beside_a_subnet_that_is_not_made_yet": {
        "network": {"plugin": "overlay"},
        "pools": [POOL, {"name": "apps", "mode": "user", "subnet": MADE}],
    },
    "no_zone": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "zones": ["4"]}]},
    "no_subnet_id": {"network": {"plugin": "overlay"}, "pools": [{**POOL, "subnet": "nodes"}]},
    "no_ids_of_addresses": {"network": {"plugin": "overlay"}, "outbound": {"outbound_ips": ["1.2.3.4"]}},
}


def test_validations_find_what_specs_cannot_say(tmp_path: Path) -> None:
    told = messages(
        _files(MIXED, "5")["variables.tf"], {name: _complete(given) for name, (given, _) in CASES.items()}, tmp_path
    )
    found = {
        name: (_rules_of(told.get(name, [])), [text for text in told.get(name, []) if "[AKN" not in text])
        for name in CASES
    }
    assert found == {name: (due, []) for name, (_, due) in CASES.items()}


def test_validations_refuse_what_the_models_refuse(tmp_path: Path) -> None:
    given = {name: _complete(one) for name, one in REFUSED_WORDS.items()}
    told = messages(_files(MIXED, "5")["variables.tf"], given, tmp_path)
    assert told.keys() == REFUSED_WORDS.keys()
    assert not [text for texts_of in told.values() for text in texts_of if "[AKN" in text or ": " not in text]


# What one variable says by itself is refused before anything else is looked at.
OVERLAY = {"network": {"plugin": "overlay"}}
BY_ITSELF: dict[str, tuple[dict[str, Any], str]] = {
    "an_alias_is_no_mode": ({"network": {"plugin": "azure"}}, "azure is no CNI mode"),
    "a_name_begins_with_a_letter": ({**OVERLAY, "name": "-"}, "- is no name"),
    "a_tier_has_a_capital": ({**OVERLAY, "tier": "free"}, "no tier"),
    "an_outbound_type": ({**OVERLAY, "outbound": {"type": "nat"}}, "no outbound type"),
    "a_rule_that_nobody_may_leave_out": ({**OVERLAY, "ignore": {"AKN501": "x", "AKN101": "x"}}, "AKN501 cannot be"),
    "a_rule_that_there_is_not": ({**OVERLAY, "ignore": {"AKN999": "x"}}, "AKN999 cannot be"),
    "a_rule_left_out_without_a_reason": (
        {**OVERLAY, "ignore": {"AKN101": " ", "AKN102": None}},
        "AKN101, AKN102 cannot",
    ),
}


def test_variables_by_themselves_refuse_other_words(tmp_path: Path) -> None:
    cases = {name: _complete(given) for name, (given, _) in BY_ITSELF.items()}
    told = messages(_files(MIXED, "5")["variables.tf"], cases, tmp_path)
    assert {name for name, (_, words) in BY_ITSELF.items() if words not in "; ".join(told.get(name, []))} == set()


def _files(cluster: ClusterView, major: str) -> dict[str, str]:
    return {file.path: file.text for file in render(cluster, MODULE[major])}


@pytest.mark.parametrize("major", MODULE)
def test_files_but_the_example_are_those_of_every_cluster(major: str) -> None:
    whole = _files(MIXED, major)
    for cluster in list(CLUSTERS.values())[::5]:
        assert {path: text for path, text in _files(cluster, major).items() if path != EXAMPLE} == {
            path: whole[path] for path in FILES
        }


@pytest.mark.parametrize("major", MODULE)
def test_files_are_formatted(major: str, tmp_path: Path) -> None:
    for path, text in texts(render(MIXED, MODULE[major])).items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    run = terraform("fmt", "-check", "-diff", cwd=tmp_path)
    assert run.returncode == 0, run.stdout


def test_module_as_its_golden_files(update_golden: bool) -> None:
    (cluster,) = _views(SPECS["overlay"].read_text(encoding="utf-8"))
    for major, directory in GOLDENS.items():
        assert_golden(directory, texts(render(cluster, MODULE[major])), update=update_golden)


def test_module_has_no_provider_and_the_variables_that_the_tests_give() -> None:
    found = [block for text in list(_files(MIXED, "5").values())[:4] for block in blocks(text)]
    assert "provider" not in {kind for kind, *_ in found}
    assert {labels[0] for kind, labels, _ in found if kind == "variable"} == set(VARIABLES)


@pytest.mark.parametrize("hint", [pytest.param(one.hint, id=one.key) for one in CHECKS])
def test_hint_is_lower_case_and_has_no_full_stop(hint: str) -> None:
    assert not hint.endswith(".")
    assert not re.search(r'["$%\\]', hint)


def test_example_keeps_hostile_texts_as_they_are() -> None:
    for text in HOSTILE.values():
        cluster = view(network={"plugin": "overlay"}, tags={"tag": text})
        assert json.loads(_files(cluster, "5")[EXAMPLE])["tags"] == {"tag": text}


def _read(files: Mapping[str, str], folder: Path) -> ClusterView:
    """The cluster that our own reader finds in files."""
    folder.mkdir()
    for path, text in files.items():
        (folder / path).write_text(text, encoding="utf-8")
    given = [str(folder / EXAMPLE)] if EXAMPLE in files else []
    if given and '"Windows"' in files[EXAMPLE]:
        (folder / "asked.tfvars.json").write_text(json.dumps(ADMINISTRATOR), encoding="utf-8")
        given.append(str(folder / "asked.tfvars.json"))
    (found,) = read(Request([str(folder)], var_files=given))
    (cluster,) = views_of(found)
    assert not found.unread
    return cluster


# What whoever deploys is asked for where nobody says it.
SUBNETS = ("vnetSubnetID", "podSubnetID")
ASKED = ("location", "windowsProfile.adminUsername", "windowsProfile.adminPassword", *SUBNETS)


def _said(values_of: Mapping[str, Value]) -> dict[str, Any]:
    """The values to compare, none of which is unknown; a subnet by its name, and what is asked for as that."""
    found: dict[str, Any] = {}
    for path, value in values_of.items():
        data = value.data
        if path in ASKED and (isinstance(data, Unknown) or path.startswith("windowsProfile.")):
            found[path] = "asked for"
            continue
        assert not isinstance(data, Unknown), (path, data)
        if path in SUBNETS:
            name = data.name if isinstance(data, Subnet) else str(data).rpartition("/")[2]
            found[path] = "asked for" if name in ("node_subnet", "pod_subnet") else name
        else:
            found[path] = data
    return found


@pytest.mark.parametrize("major", MODULE)
def test_module_with_the_example_means_what_a_whole_configuration_means(major: str, tmp_path: Path) -> None:
    whole = dialect(emit="cluster", version=major)
    compared = 0
    for name, cluster in CLUSTERS.items():
        context = Context(TODAY, (MODULE[major],))
        if not name.startswith("sample_") or any(one.severity == "error" for one in check([cluster], context).findings):
            continue
        ours = _read(_files(cluster, major), tmp_path / f"{name}-module")
        theirs = _read({file.path: file.text for file in render(cluster, whole)}, tmp_path / f"{name}-whole")
        assert _said(ours.values) == _said(theirs.values), name
        pools = [{pool.name: _said(pool.values) for pool in one.pools} for one in (ours, theirs)]
        assert pools[0] == pools[1], name
        compared += 1
    assert compared >= {"5": 18, "4": 18, "3": 15}[major]


def _in_schema(body: dict[str, Any], block: dict[str, Any], at: str) -> None:
    """That a resource's arguments and blocks, dynamic ones too, are those of its schema, and none is missing."""
    nested = block.get("block_types", {})
    known = block.get("attributes", {})
    given = set(arguments(body)) - {"count", "for_each", "dynamic"}
    assert given <= known.keys(), at
    assert {name for name, one in known.items() if one.get("required")} <= given, at
    for dynamic in body.get("dynamic", []):
        ((label, inner),) = ((key.strip('"'), one) for key, one in dynamic.items() if key.startswith('"'))
        _in_schema(dict(inner_blocks(inner))["content"], nested[label]["block"], f"{at}.{label}")
    for name, inner in inner_blocks(body):
        if name not in ("lifecycle", "dynamic"):
            _in_schema(inner, nested[name]["block"], f"{at}.{name}")


@pytest.mark.parametrize(("major", "version"), [("5", "5.2.0"), ("4", "4.81.0"), ("3", "3.117.1")])
def test_module_says_only_what_the_schema_has_and_all_that_it_requires(major: str, version: str) -> None:
    schema = reference(f"azurerm-schema-{version}.json")
    for kind, name, body in resources(_files(MIXED, major)["main.tf"]):
        _in_schema(body, schema["resource_schemas"][kind]["block"], f"{kind}.{name}")


def test_only_the_cluster_of_byo_ignores_its_pod_ranges() -> None:
    ignoring = {
        name: [inner for kind, inner in inner_blocks(body) if kind == "lifecycle"]
        for kind, name, body in resources(_files(MIXED, "5")["main.tf"])
        if kind == "azurerm_kubernetes_cluster"
    }
    assert ignoring.keys() == {"this", "byo"}
    assert [name for name, found in ignoring.items() if found] == ["byo"]


def test_example_is_known_as_ours_and_written_anew(tmp_path: Path) -> None:
    write_files(tmp_path, render(MIXED, MODULE["5"]), force=False)
    changed = write_files(tmp_path, render(view(network={"plugin": "cilium"}), MODULE["5"]), force=False)
    assert [path.name for path in changed] == [EXAMPLE]


def test_there_is_no_module_with_azapi() -> None:
    with pytest.raises(UsageError, match="no module with azapi"):
        dialect(emit="module", provider="azapi")


def test_identity_of_a_spec_is_a_value_of_the_module() -> None:
    own = view(network={"plugin": "overlay"}, identity="UserAssigned")
    assert values(own)["identity_ids"]
    assert rules_hit(own, MODULE["5"]) == []


@pytest.mark.parametrize("emit", ["module", "inputs"])
def test_a_setting_that_is_not_written_is_told(emit: str) -> None:
    cluster = view(network={"plugin": "cilium"}, addons={"web_app_routing": True})
    assert "AKN509" in rules_hit(cluster, dialect(emit=emit))
