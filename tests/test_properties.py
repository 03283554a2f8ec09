"""Whole specs of any kind: refused with reasons, or rendered, read back and equal to what was meant."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from aksnet.commands.gen import generate
from aksnet.dialects import Dialect
from aksnet.facts import az, azurerm
from aksnet.modes import MODES
from aksnet.spec.models import Cluster
from aksnet.spec.views import view_of
from aksnet.targets.bicep_text import layout
from aksnet.view import ClusterView, Origin, Parameter, PoolView, Subnet, Value
from arm_clusters import cluster_from_arm
from arm_types import leaves
from az_reading import flags
from bicep_modules import meaning, read_back
from hcl_reading import arguments, inner_blocks, resources
from hostile import HOSTILE
from rendering import FRAGMENT, TODAY, WHOLE

SUBNET_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/n"
IP_ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/publicIPAddresses/a"

texts = st.sampled_from([text for text in HOSTILE.values() if len(text) < 100]) | st.text(max_size=8).filter(
    lambda text: "\0" not in text and text.isprintable()
)
ipv4 = st.tuples(st.integers(0, 2**32 - 1), st.integers(8, 28)).map(
    lambda pair: (
        f"{'.'.join(str(pair[0] >> shift & 255 & _mask(pair[1], shift)) for shift in (24, 16, 8, 0))}/{pair[1]}"
    )
)


def _mask(length: int, shift: int) -> int:
    return ((2**32 - 1) << (32 - length) >> shift) & 255


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


acns = _optional(
    observability=st.booleans(),
    security=st.booleans(),
    advanced_network_policies=st.sampled_from(["None", "FQDN", "L7"]),
    transit_encryption=st.sampled_from(["None", "WireGuard"]),
    acceleration=st.sampled_from(["None", "BpfVeth"]),
)
OWN = {
    "overlay": _optional(pod_cidr=ipv4, network_policy=st.sampled_from(["none", "calico", "azure"])),
    "cilium": _optional(ipam=st.sampled_from(["overlay", "node-subnet", "pod-subnet"]), acns=acns),
    "pod-subnet": _optional(
        allocation=st.sampled_from(["dynamic", "static-block"]), network_policy=st.sampled_from(["none", "calico"])
    ),
    "node-subnet": _optional(network_policy=st.sampled_from(["none", "calico", "azure"])),
    "byo": st.fixed_dictionaries({"pod_cidr": ipv4}),
    "kubenet": _optional(pod_cidr=ipv4, network_policy=st.sampled_from(["none", "calico"])),
}
shared = _optional(
    service_cidr=ipv4.filter(lambda text: int(text.rpartition("/")[2]) > 12),
    ip_families=st.sampled_from([("IPv4",), ("IPv4", "IPv6")]),
)
networks = st.sampled_from(sorted(MODES)).flatmap(
    lambda plugin: st.tuples(OWN[plugin], shared).map(lambda pair: {"plugin": plugin, **pair[0], **pair[1]})
)
minutes = st.integers(4, 120)
outbounds = st.one_of(
    st.none(),
    _optional(
        managed_outbound_ip_count=st.integers(1, 100),
        outbound_ips=st.just((IP_ID,)),
        allocated_outbound_ports=st.integers(0, 8000).map(lambda count: count * 8),
        idle_timeout_in_minutes=minutes,
        backend_pool_type=st.sampled_from(["NodeIPConfiguration", "NodeIP"]),
    ).map(lambda own: {"type": "loadBalancer", **own}),
    _optional(
        sku=st.sampled_from(["Standard", "StandardV2"]),
        managed_outbound_ip_count=st.integers(1, 16),
        idle_timeout_in_minutes=minutes,
    ).map(lambda own: {"type": "managedNATGateway", **own}),
    st.sampled_from([{"type": "userDefinedRouting"}, {"type": "userAssignedNATGateway"}, {"type": "none"}]),
)
VNET = {
    "address_space": ("10.240.0.0/16",),
    "subnets": {"nodes-1": {"prefix": "10.240.0.0/24"}, "Pods": {"prefix": "10.240.64.0/18"}},
}
details = _optional(
    max_pods=st.integers(10, 250),
    vm_size=st.sampled_from(["Standard_D4s_v5", "Standard_E8ds_v6"]),
    count=st.integers(1, 9),
    zones=st.sampled_from([("1",), ("1", "2", "3")]),
    os_sku=st.sampled_from(["Ubuntu", "AzureLinux3"]),
    max_surge=st.sampled_from(["1", "33%"]),
    allocation=st.sampled_from(["dynamic", "static-block"]),
)
clusters = st.fixed_dictionaries(
    {
        "network": networks,
        "outbound": outbounds,
        "pools": st.lists(details, max_size=3),
        "vnet": st.just(VNET),
        # one choice for every pool, so that the rules hold more often than not
        "where": st.sampled_from(
            [{}, {"subnet": "nodes-1"}, {"subnet": SUBNET_ID}, {"subnet": "nodes-1", "pod_subnet": "Pods"}]
        ),
    },
    optional={
        "tags": st.dictionaries(texts.filter(str.strip), texts, max_size=3),
        "kubernetes_version": st.just("1.34"),
        "tier": st.sampled_from(["Free", "Standard"]),
        "sku": st.sampled_from(["base", "automatic"]),
    },
)


def _cluster(drawn: dict[str, Any]) -> Cluster:
    """The cluster, without what its own models refuse: that is another test's affair."""
    rest = dict(drawn)
    where = rest.pop("where")
    rows = [
        {"name": f"p{index}", **({"mode": "System"} if not index else {}), **row, **where}
        for index, row in enumerate(drawn["pools"])
    ]
    ours = rest["network"]["plugin"] == "pod-subnet" or rest["network"].get("ipam") == "pod-subnet"
    for row in rows if not ours else ():
        row.pop("allocation", None), row.pop("pod_subnet", None)
    try:
        return Cluster.model_validate({**rest, "pools": tuple(rows)})
    except ValueError:
        assume(False)
        raise


def _rendered(cluster: Cluster, language: str, *, whole: bool) -> str | None:
    generated = generate(cluster, [(WHOLE if whole else FRAGMENT)[language]], TODAY)
    if generated.refused:
        assert all(finding.hint and finding.url for finding in generated.findings)
        assert generated.files == ()
        return None
    return "".join(file.text for file in generated.files)


def _data(value: Value) -> Any:
    return Ellipsis if isinstance(value.data, Subnet | Parameter) else value.data


def _meant(values: dict[str, Value]) -> dict[str, Any]:
    """What a body should say; a reference, which each language writes its own way, is an ellipsis."""
    return {path: _data(value) for path, value in values.items()}


def _cluster_meant(view: ClusterView, dialect: Dialect) -> dict[str, Any]:
    meant = _meant(dict(dialect.values(view)))
    return {**meant, "dnsPrefix": ...} if meant.get("dnsPrefix") == view.name else meant


def _said(values: dict[str, Any], meant: dict[str, Any]) -> dict[str, Any]:
    return {path: ... if meant.get(path) is ... else data for path, data in values.items()}


EXAMPLES = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "fragment"])
@EXAMPLES
@given(drawn=clusters)
def test_arm_says_what_was_meant(whole: bool, drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    text = _rendered(cluster, "arm", whole=whole)
    if text is None:
        return
    view, dialect = view_of(cluster), (WHOLE if whole else FRAGMENT)["arm"]
    body = json.loads(text)
    if whole:
        of_type = {one["type"].rpartition("/")[2]: one for one in body["resources"]}
        resource = of_type["managedClusters"]
        if cluster.tags:
            assert body["parameters"]["tags"]["defaultValue"] == {
                _arm_text(k): _arm_text(v) for k, v in cluster.tags.items()
            }
    else:
        resource = {"name": view.name, "properties": body}
    read = cluster_from_arm(resource)
    meant = _cluster_meant(view, dialect)
    given_values = {
        path: value.data
        for path, value in read.values.items()
        if not value.implied and path not in ("location", "tags")
    }
    said = {
        path: data for path, data in _said(given_values, meant).items() if not path.startswith(("sku.", "identity."))
    }
    assert said == meant
    found = {pool.name: {path: value.data for path, value in pool.values.items()} for pool in read.pools}
    found |= _further_pools(body) if whole else {}
    assert sorted(found) == sorted(pool.name for pool in dialect.pools(view))
    for pool in dialect.pools(view):
        meant_pool = _meant(dict(dialect.pool_values(pool)))
        assert _said(found[pool.name], meant_pool) == meant_pool


def _further_pools(template: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The pools that are resources of their own, each with its name among its values."""
    pools = [one for one in template["resources"] if one["type"].endswith("/agentPools")]
    named = [{"name": one["name"].split("'")[-2], **one["properties"]} for one in pools]
    views = cluster_from_arm({"properties": {"agentPoolProfiles": named}}).pools
    return {pool.name: {path: value.data for path, value in pool.values.items()} for pool in views}


def _arm_text(text: str) -> str:
    return f"[{text}" if text.startswith("[") and text.endswith("]") and len(text) > 1 else text


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "fragment"])
@pytest.mark.parametrize("language", ["terraform", "azurerm-4", "azurerm-3"])
@EXAMPLES
@given(drawn=clusters)
def test_azurerm_says_what_was_meant(language: str, whole: bool, drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    text = _rendered(cluster, language, whole=whole)
    if text is None:
        return
    view, dialect = view_of(cluster), (WHOLE if whole else FRAGMENT)[language]
    if not whole:
        head, *further = text.split("# the network part of the resource of this pool\n")
        text = f'resource "azurerm_kubernetes_cluster" "this" {{\n{head}}}\n' + "".join(further)
    found = resources(text)
    (body,) = [body for kind, _, body in found if kind == "azurerm_kubernetes_cluster"]
    said = dict(_paths(body))
    _assert_azurerm(said, azurerm.CLUSTER, _cluster_meant(view, dialect), dialect)
    by_name = {name: dict(_paths(body)) for kind, name, body in found if kind == "azurerm_kubernetes_cluster_node_pool"}
    for pool in dialect.pools(view):
        default = {
            path.removeprefix("default_node_pool."): data
            for path, data in said.items()
            if path.startswith("default_node_pool.")
        }
        _assert_azurerm(
            by_name.get(pool.name, default), azurerm.POOL, _azurerm_pool(pool, dialect, pool.name in by_name), dialect
        )


def _azurerm_pool(pool: PoolView, dialect: Dialect, further: bool) -> dict[str, Any]:
    meant = _meant(dict(dialect.pool_values(pool)))
    if meant.get("enableAutoScaling"):
        meant.pop("count")
    return meant if further else {path: data for path, data in meant.items() if path not in ("mode", "osType")}


# What stands in a resource beside the values of the view.
BESIDE = ("name", "location", "resource_group_name", "kubernetes_cluster_id", "tags", "depends_on", "sku_tier", "temporary_name_for_rotation", "identity.", "default_node_pool.", "node_provisioning_profile.", "lifecycle.")  # fmt: skip


def _assert_azurerm(said: dict[str, Any], rows: Any, meant: dict[str, Any], dialect: Dialect) -> None:
    names = {azurerm.spelling(rows, path, data, dialect.version) for path, data in meant.items()}
    surplus = {name for name in said if name not in names and not name.startswith(BESIDE)}
    assert not surplus, "an argument that nobody meant"
    for path, data in meant.items():
        name = azurerm.spelling(rows, path, data, dialect.version)
        if name is None:
            continue
        if data is ...:
            assert str(said[name]).startswith("${"), name
        elif isinstance(data, list) and data and isinstance(data[0], dict):
            assert said[name] == [one["id"] for one in data]
        else:
            assert said[name] == data, name


def _paths(body: dict[str, Any], base: str = "") -> Any:
    yield from ((f"{base}{name}", value) for name, value in arguments(body).items())
    for name, inner in inner_blocks(body):
        yield from _paths(inner, f"{base}{name}.")


@pytest.mark.parametrize("whole", [True, False], ids=["whole", "fragment"])
@EXAMPLES
@given(drawn=clusters)
def test_az_says_what_was_meant(whole: bool, drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    text = _rendered(cluster, "az", whole=whole)
    if text is None:
        return
    view, dialect = view_of(cluster), (WHOLE if whole else FRAGMENT)["az"]
    commands = [shlex.split(part.replace("\\\n", ""), comments=True) for part in re.split(r"\n\n(?=az |# az )", text)]
    if whole:
        create = next(words for words in commands if words[:3] == ["az", "aks", "create"])
        adds = [words for words in commands if words[:4] == ["az", "aks", "nodepool", "add"]]
    else:
        create, *adds = commands
    _assert_az(flags(create), az.CLUSTER, _cluster_meant(view, dialect), "flag")
    names = [flags(words)["--name"] for words in adds]
    for pool in dialect.pools(view):
        meant = _meant(dict(dialect.pool_values(pool)))
        if pool.values.get("upgradeSettings.maxSurge", Value("", Origin.GIVEN)).implied:
            meant.pop("upgradeSettings.maxSurge", None)
        words, which = (adds[names.index([pool.name])], "added") if [pool.name] in names else (create, "flag")
        _assert_az(flags(words), az.POOL, meant, which)


def _assert_az(said: dict[str, list[str]], rows: dict[str, az.Flag], meant: dict[str, Any], which: str) -> None:
    for path, data in meant.items():
        row = rows[path]
        flag = row.added if which == "added" else row.flag
        if flag is None:
            continue
        if row.when is not None:
            assert (flag in said) == (data is row.when), flag
        elif data is ...:
            assert said[flag][0].startswith("$")
        elif isinstance(data, list):
            items = [one["id"] if isinstance(one, dict) else one for one in data]
            assert said[flag] == (items if row.words else [",".join(items)])
        else:
            assert said[flag] == [str(data).lower() if row.lower else str(data)]


@EXAMPLES
@given(drawn=clusters)
def test_azapi_says_what_the_arm_template_says(drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    text, template = _rendered(cluster, "azapi", whole=True), _rendered(cluster, "arm", whole=True)
    assert (text is None) == (template is None)
    if text is None or template is None:
        return
    said = [arguments(body)["body"]["properties"] for kind, _, body in resources(text) if kind == "azapi_resource"]
    meant = [one["properties"] for one in json.loads(template)["resources"] if "ContainerService" in one["type"]]
    assert [_plain_leaves(one) for one in said] == [_plain_leaves(one) for one in meant]


def _plain_leaves(tree: dict[str, Any]) -> list[tuple[str, Any]]:
    return [
        (path, ... if isinstance(value, str) and value.startswith(("[", "${")) else value)
        for path, value in leaves(tree)
        if not isinstance(value, dict | list)
    ]


@EXAMPLES
@given(drawn=clusters)
def test_bicep_keeps_the_formatters_rules_whatever_is_said(drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    plugin = view_of(cluster).text("networkProfile.networkPlugin")
    for dialect in (WHOLE["bicep"], FRAGMENT["bicep"]):
        files = generate(cluster, [dialect], TODAY).files
        for file in files:
            assert layout("\n".join(line.strip() for line in file.text.split("\n"))) == file.text
        assert not files or f"networkPlugin: '{plugin}'" in files[0].text


@EXAMPLES
@given(drawn=clusters)
def test_a_bicep_module_means_what_was_said(drawn: dict[str, Any]) -> None:
    cluster = _cluster(drawn)
    generated = generate(cluster, [Dialect("bicep", "module")], TODAY)
    assert generated.refused == (_rendered(cluster, "bicep", whole=True) is None or cluster.sku == "automatic")
    if generated.refused:
        return
    with TemporaryDirectory() as folder:
        found = read_back({file.path: file.text for file in generated.files}, Path(folder))
    assert meaning(found) == meaning(view_of(cluster))
    tags = found.known("tags")
    assert tags is None or tags == cluster.tags
