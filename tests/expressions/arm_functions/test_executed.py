"""What the real engine makes of calls: its own evaluations, and the cases that the Bicep compiler evaluated."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aksnet.expressions.arm_functions import FUNCTIONS
from aksnet.expressions.evaluator import Evaluator
from aksnet.expressions.values import Closure, Val, plain, wrap
from places import REFERENCE

ENGINE = Evaluator()


def call(name: str, *arguments: Any) -> Any:
    """A function applied as the evaluator does; Python functions are lambdas, which take and give plain data."""
    function = FUNCTIONS[name.lower()]
    assert function.takes(len(arguments)), f"{name} takes {len(arguments)} arguments"
    return plain(ENGINE.apply(function, [value(argument) for argument in arguments]))


def value(argument: Any) -> Val:
    if callable(argument):
        count = argument.__code__.co_argcount
        return Val(Closure(lambda *values: wrap(argument(*map(plain, values[:count])))))
    return wrap(argument)


# the literal calls that the compiler's own tests evaluate
LITERALS: list[tuple[Any, str, tuple[Any, ...]]] = [
    ("IEZpenog", "base64", (" Fizz ",)),
    (" Fizz ", "base64ToString", ("IEZpenog",)),
    ("data:text/plain;charset=utf-8;base64,IEZpenog", "dataUri", (" Fizz ",)),
    (" Fizz ", "dataUriToString", ("data:text/plain;charset=utf-8;base64,IEZpenog",)),
    ("F", "first", ("Fizz",)),
    ("z", "last", ("Fizz",)),
    (" fizz ", "toLower", (" Fizz ",)),
    (" FIZZ ", "toUpper", (" Fizz ",)),
    ("Fizz", "trim", (" Fizz ",)),
    ("%20Fizz%20", "uriComponent", (" Fizz ",)),
    (" Fizz ", "uriComponentToString", ("%20Fizz%20",)),
    ("byghxckddilkc", "uniqueString", ("snap", "crackle", "pop")),
    ("2ed86837-7c7c-5eaa-9864-dd077fd19b0d", "guid", ("foo", "bar", "baz")),
    ("food", "replace", ("foot", "t", "d")),
    ("1/2/3/True", "format", ("{0}/{1}/{2}/{3}", 1, 2, 3, True)),
    ("   00", "padLeft", ("00", 5, " ")),
    ("++++0", "padLeft", (0, 5, "+")),
    (5, "length", ("table",)),
    ("https://github.com/Azure/bicep", "uri", ("https://github.com/another/repo", "/Azure/bicep")),
    ("foo", "substring", ("foot", 0, 3)),
    ("foo", "take", ("foot", 3)),
    ("t", "skip", ("foot", 3)),
    (False, "empty", ("non-empty string",)),
    (True, "contains", ("foot", "foo")),
    (1, "indexOf", ("food", "o")),
    (2, "lastIndexOf", ("food", "o")),
    (True, "startsWith", ("food", "foo")),
    (True, "endsWith", ("foot", "t")),
    (1, "min", (10, 4, 1, 6)),
    (10, "max", (10, 4, 1, 6)),
    (1, "min", ([10, 4, 1, 6],)),
    (10, "max", ([10, 4, 1, 6],)),
    (["fizz", "buzz", "pop"], "split", ("fizz,buzz,pop", ",")),
    (["fizz", "buzz"], "take", (["fizz", "buzz", "pop"], 2)),
    (True, "contains", (["fizz", "buzz", "pop"], "fizz")),
    (["pop"], "intersection", (["fizz", "buzz", "pop"], ["snap", "crackle", "pop"])),
    (["fizz", "buzz", "pop"], "union", (["fizz", "buzz"], ["pop"])),
    (None, "first", ([],)),
    (None, "last", ([],)),
    (0, "indexOf", (["fizz", "buzz", "pop", "fizz"], "fizz")),
    (3, "lastIndexOf", (["fizz", "buzz", "pop", "fizz"], "fizz")),
    ("foo/bar/baz", "join", (["foo", "bar", "baz"], "/")),
    ("abc/123/True", "join", (["abc", 123, True], "/")),
    # the parameter file of its samples
    ("foo", "any", ("foo",)),
    ([], "array", ([],)),
    ({"hi": "there"}, "base64ToJson", ("eyJoaSI6ICJ0aGVyZSJ9",)),
    (True, "bool", (True,)),
    (["abc", "def"], "concat", (["abc"], ["def"])),
    ("2023-04-01T01:00:38Z", "dateTimeAdd", ("2023-03-31T01:00:38Z", "P1D")),
    ("2023-03-31T01:00:38Z", "dateTimeFromEpoch", (1680224438,)),
    (1680224438, "dateTimeToEpoch", ("2023-03-31T01:00:38Z",)),
    ([1], "filter", ([1, 2], lambda i: i < 2)),
    (["abc", "def"], "flatten", ([["abc"], ["def"]],)),
    ("->123<-", "format", ("->{0}<-", 123)),
    ("228d27cc-6fdb-5934-b7ac-1efccebade04", "guid", ("asdf",)),
    (123, "int", (123,)),
    ([2, 3], "intersection", ([1, 2, 3], [2, 3, 4])),
    ([{"key": "bar", "value": 123}, {"key": "foo", "value": "abc"}], "items", ({"foo": "abc", "bar": 123},)),
    (["Hi 0!", "Hi 1!", "Hi 2!"], "map", ([0, 1, 2], lambda i: f"Hi {i}!")),
    ("   13", "padLeft", (13, 5)),
    ([0, 1, 2], "range", (0, 3)),
    ("-a-b-c", "reduce", (["a", "b", "c"], "", lambda a, b: f"{a}-{b}")),
    ([2, 3], "skip", ([1, 2, 3], 1)),
    (["a", "c", "d"], "sort", (["c", "d", "a"], lambda a, b: a < b)),
    ("fasf", "substring", ("asdfasf", 3)),
    ({"a": "Hi a!", "b": "Hi b!"}, "toObject", (["a", "b"], lambda x: x, lambda x: f"Hi {x}!")),
    ({"abc": "def", "def": "ghi"}, "union", ({"abc": "def"}, {"def": "ghi"})),
    ("iizpqit7ih3cc", "uniqueString", ("asd", "asdf", "asdf")),
    ("https://github.com/Azure/bicep", "uri", ("https://github.com", "Azure/bicep")),
    ("UB%2A8h%200%2B%3D_%299h9n", "uriComponent", ("UB*8h 0+=_)9h9n",)),
    (" % ", "uriComponentToString", ("%20%25%20",)),
    # its tests of evaluation
    (0, "indexOf", ("FOOBAR", "foo")),
    (3, "indexOf", ("FOOBAR", "bar")),
    (False, "contains", ("FOOBAR", "foo")),
    (-1, "indexOf", (["FOO", "BAR"], "foo")),
    (-1, "indexOf", (["FOO", "BAR"], False)),
    (False, "contains", (["FOO", "BAR"], 123)),
    (["a", "c"], "filter", (["a", "b", "c", "d"], lambda _, i: i % 2 == 0)),
    ("abcghi", "reduce", (["abc", "def", "ghi"], "", lambda cur, nxt, i: cur + nxt if i % 2 == 0 else cur)),
    ({"a": 246, "b": 912}, "mapValues", ({"a": 123, "b": 456}, lambda v: v * 2)),
    (["a", "b"], "objectKeys", ({"a": 123, "b": 456},)),
    ({"a": 123, "b": 456}, "shallowMerge", ([{"a": 123}, {"b": 456}],)),
    ({"a": 1, "b": 0, "c": 0}, "shallowMerge", ([{"a": 0}, {"a": 1, "b": 0}, {"c": 0}],)),
    ({"ABC": 1}, "shallowMerge", ([{"ABC": 0}, {"aBC": 1}],)),
    ({"foo": None}, "shallowMerge", ([{"foo": "bar"}, {"foo": None}],)),
    ({"a": [1, 3], "b": [2]}, "groupBy", ([["a", 1], ["b", 2], ["a", 3]], lambda x: x[0], lambda x: x[1])),
    ("False|{'a':'b','!c':2}|[true,2893,'abc']", "format", ("{0}|{1}|{2}", False, {"a": "b", "!c": 2}, [True, 2893, "abc"])),
    (120, "reduce", ([1, 2, 3, 4, 5], 1, lambda a, b: a * b)),
    # snapshots
    ("js26ofeqkqeve", "uniqueString", ("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myRg",)),
    ("yvjxno3je5on2", "uniqueString", ("/subscriptions/31e9f9a0-9fd2-4294-a0a3-0101246d9700/resourceGroups/rg-modm201-20230913120256/providers/Microsoft.Compute/virtualMachines/bobjacmodm201",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("expected", "name", "arguments"),
    LITERALS,
    ids=[f"{name} gives {expected!r}"[:70] + f" ({number})" for number, (expected, name, _) in enumerate(LITERALS)],
)
def test_the_engine_gives_the_same(expected: Any, name: str, arguments: tuple[Any, ...]) -> None:
    assert json.dumps(call(name, *arguments)) == json.dumps(expected)


CIDR = "10.20.0.0/16"
SERVICES = "172.20.0.0/16"
SIX = "fd00:db8:abcd::/48"
POOLS = [
    {"name": "sys", "size": 3, "system": True},
    {"name": "web", "size": 5, "system": False},
    {"name": "off", "size": 0, "system": False},
]
LIVE = POOLS[:2]
PROFILE = {
    "networkPlugin": "azure",
    "loadBalancerSku": "basic",
    "loadBalancerProfile": {"idleTimeoutInMinutes": 30, "managedOutboundIPs": {"count": 1}},
    "ipFamilies": ["IPv4"],
}
MORE = {
    "loadBalancerSku": "standard",
    "loadBalancerProfile": {"managedOutboundIPs": {"countIPv6": 1}},
    "ipFamilies": ["IPv6"],
}
DEEP = ({"net": {"plugin": "azure", "mode": "none"}, "size": 3}, {"net": {"mode": "overlay"}})
CLEAN = call("toLower", call("replace", call("trim", "  AKS-Prod-West Europe "), " ", ""))
PARSED = call("parseCidr", "fd00:db8:abcd:10::/120")
SMALL = call("parseCidr", "10.8.0.0/29")
LISTS = call("flatten", [["10.1.0.0/16"], ["10.2.0.0/16", "10.3.0.0/16"]])

# case, path of the expected answer, and the hand-translated call that makes it
CASES: list[tuple[str, str, Any]] = [
    ("034", "clusters.0.pools.0.count", call("sub", call("mul", call("add", 1, 2), 3), call("div", 4, 3))),
    ("034", "clusters.0.pools.0.maxCount", call("mod", call("mul", 2, 5), 4)),
    ("034", "clusters.0.pools.0.maxPods", call("sub", call("sub", 7, 2), 1)),
    ("034", "clusters.0.networkProfile.podCidr", "10.1.0.0/16" if call("and", call("less", "a", "b"), call("less", "B", "a")) else "10.2.0.0/16"),
    ("034", "clusters.0.networkProfile.serviceCidr", "10.3.0.0/16" if call("or", True, False) else "10.4.0.0/16"),
    ("034", "clusters.0.networkProfile.networkPlugin", "wrong" if call("equals", "Azure", "azure") else "azure"),
    ("035", "clusters.0.networkProfile.networkPlugin", call("coalesce", None, call("tryGet", {"network": {}}, "defaults"), "azure")),
    ("035", "clusters.0.networkProfile.networkPolicy", call("coalesce", call("tryGet", {"list": ["first"]}, "list", 0), "none")),
    ("035", "clusters.0.networkProfile.networkDataplane", call("coalesce", call("tryGet", ["first"], 4), "azure")),
    ("036", "clusters.0.networkProfile", call("union", PROFILE, MORE, {"networkPluginMode": "overlay", "podCidr": "10.30.0.0/16"}, {"networkPolicy": None})),
    ("037", "clusters.0.networkProfile", call("shallowMerge", [{"networkPlugin": "none"}, {"networkPlugin": "azure", "podCidr": "10.1.0.0/16"}, {"podCidr": "10.2.0.0/16"}, {"networkPluginMode": "overlay"}, {}, {"serviceCidr": "10.3.0.0/16"}, {"serviceCidr": "10.4.0.0/16"}])),
    ("038", "clusters.0.networkProfile.networkDataplane", "cilium" if call("contains", ["overlay", "cilium"], "Cilium") else "azure"),
    ("038", "clusters.0.networkProfile.networkPolicy", "azure" if call("contains", "AzureCNI", "azure") else "calico"),
    ("038", "clusters.0.networkProfile.outboundType", "loadBalancer" if call("contains", {"network": "overlay"}, "NETWORK") else "none"),
    ("038", "clusters.0.networkProfile.serviceCidr", "10.2.0.0/16" if call("empty", {}) and call("empty", []) and not call("empty", {"a": 1}) else ""),
    ("038", "clusters.0.pools.0.count", call("length", ["overlay", "cilium"]) + call("length", "AzureCNI") - call("length", {"network": "overlay"})),
    ("039", "clusters.0.name", call("take", call("join", call("skip", call("split", CLEAN, "-"), 1), "_"), 9)),
    ("039", "clusters.0.networkProfile.networkPlugin", "azure" if call("startsWith", CLEAN, "AKS") else "none"),
    ("039", "clusters.0.networkProfile.podCidr", call("format", "{0}.{1}.0.0/{2:D2}", 10, call("indexOf", CLEAN, "prod") * 25, 16)),
    ("039", "clusters.0.networkProfile.serviceCidr", f"10.{call('padLeft', 7, 1)}.0.0/{call('substring', '0016', 2)}"),
    ("039", "clusters.0.networkProfile.dnsServiceIP", call("join", call("concat", call("split", "10.7.0", "."), ["10"]), ".")),
    ("039", "clusters.0.networkProfile.networkPolicy", call("toUpper", call("substring", "xcalicox", 1, 6))),
    ("039", "clusters.0.pools.0.name", "vnet" + call("padLeft", "3", 3, "0")),
    ("039", "clusters.0.pools.0.count", call("int", "3")),
    ("040", "virtualNetworks.0.subnets.0.addressPrefix", call("cidrSubnet", CIDR, 22, 0)),
    ("040", "virtualNetworks.0.subnets.1.addressPrefix", call("cidrSubnet", CIDR, 17, 1)),
    ("040", "virtualNetworks.0.subnets.2.addressPrefix", call("cidrSubnet", call("cidrSubnet", CIDR, 20, 3), 24, 15)),
    ("040", "virtualNetworks.0.subnets.3.addressPrefix", call("cidrSubnet", "10.21.5.9/24", 24, 0)),
    ("040", "clusters.0.networkProfile.dnsServiceIP", call("cidrHost", SERVICES, 9)),
    ("040", "clusters.0.networkProfile.dockerBridgeCidr", "{firstUsable}/{cidr}".format(**call("parseCidr", SERVICES))),
    ("041", "virtualNetworks.0.subnets.2.addressPrefixes", [call("cidrSubnet", "10.8.0.0/16", 24, 200), call("cidrSubnet", SIX, 64, 32)]),
    ("041", "clusters.0.networkProfile.podCidrs", [SMALL["network"], PARSED["network"], PARSED["firstUsable"], PARSED["lastUsable"], SMALL["broadcast"], SMALL["lastUsable"]]),
    ("041", "clusters.0.networkProfile.serviceCidrs", [SMALL["netmask"], PARSED["netmask"], call("string", PARSED["cidr"])]),
    ("041", "clusters.0.networkProfile.dnsServiceIP", call("cidrHost", "fd00:db8:abcd:10::/108", 9)),
    ("042", "clusters.0.networkProfile.networkPlugin", call("first", call("intersection", ["kubenet", "azure"], ["azure", "none"]))),
    ("042", "clusters.0.networkProfile.podCidr", call("last", LISTS)),
    ("042", "clusters.0.networkProfile.podCidrs", call("take", LISTS, 2)),
    ("042", "clusters.0.networkProfile.serviceCidrs", call("skip", LISTS, 2)),
    ("042", "clusters.0.networkProfile.serviceCidr", call("indexFromEnd", LISTS, 2)),
    ("042", "clusters.0.networkProfile.dnsServiceIP", call("string", call("coalesce", call("first", call("skip", LISTS, 9)), "10.2.0.10"))),
    ("042", "clusters.0.pools.0.count", call("sort", [5, 2, 9], lambda x, y: x < y)[0]),
    ("042", "clusters.0.pools.0.maxCount", call("max", 1, 4, 3)),
    ("042", "clusters.0.pools.1.minCount", call("range", 3, 4)[2]),
    ("042", "clusters.0.pools.1.maxCount", call("indexOf", [5, 2, 9], 9)),
    ("043", "clusters.0.name", f"aks-{call('reduce', call('map', LIVE, lambda p: p['size']), 0, lambda a, b: a + b)}"),
    ("043", "clusters.0.networkProfile.podCidr", f"10.{call('toObject', POOLS, lambda p: p['name'], lambda p: p['size'] * 10)['web']}.0.0/16"),
    ("043", "virtualNetworks.0.subnets", call("map", call("filter", POOLS, lambda p: p["size"] > 0), lambda p, i: {"name": f"snet-{p['name']}", "addressPrefix": call("cidrSubnet", "10.64.0.0/12", 20, i)})),
    ("043", "clusters.0.pools.0.name", call("sort", LIVE, lambda a, b: a["size"] > b["size"])[0]["name"]),
    ("048", "agentPools.0.name", call("take", call("items", {"zeta": 1, "alpha": 2})[0]["key"] + "0", 12)),
    ("049", "virtualNetworks.0.subnets.0.name", "snet-" + call("items", {"pods": 1, "nodes": 2, "apis": 3})[0]["key"]),
    ("105", "clusters.0.name", "aks-" + call("uniqueString", "aks", "00000000-0000-0000-0000-000000000001", "rg", "eastus2")),
    ("107", "clusters.0.name", call("toLower", "AKS-IDS")),
    ("107", "clusters.0.networkProfile.networkPlugin", call("join", ["az", "ure"], "")),
    ("116", "clusters.0.networkProfile.networkPlugin", call("union", *DEEP)["net"]["plugin"]),
    ("116", "clusters.0.networkProfile.networkPluginMode", call("shallowMerge", list(DEEP))["net"]["mode"]),
    ("116", "clusters.0.networkProfile.networkDataplane", "azure" if call("contains", call("shallowMerge", list(DEEP))["net"], "plugin") else "cilium"),
    ("116", "clusters.0.networkProfile.podCidr", call("tryGet", call("intersection", {"p": "10.1.0.0/16", "q": 1}, {"p": "10.1.0.0/16", "q": 2}), "p")),
    ("116", "clusters.0.networkProfile.serviceCidr", call("tryGet", call("intersection", {"p": "10.1.0.0/16", "q": 1}, {"p": "10.1.0.0/16", "q": 2}), "q")),
    ("116", "clusters.0.name", "aks-" + call("join", call("objectKeys", call("groupBy", ["np-x", "np-y", "gw-z"], lambda s: s[:2])), "")),
    ("116", "clusters.0.pools.1.count", call("mapValues", {"one": 1, "two": 2}, lambda v: v * 2)["two"] + 1),
    ("116", "clusters.0.networkProfile.networkPolicy", call("first", call("items", {"z": "azure", "c": "calico"}))["value"]),
    ("117", "clusters.0.networkProfile.podCidr", f"10.{call('div', call('length', 'x' * 8192), 64)}.0.0/16"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "path", "made"), CASES, ids=[f"{case} {path} ({number})" for number, (case, path, _) in enumerate(CASES)]
)
def test_the_compiler_answered_the_same(case: str, path: str, made: Any) -> None:
    if not (REFERENCE / "bicep-cases").is_dir():
        pytest.skip("the cases for a reader of Bicep are not on this machine")
    (folder,) = (REFERENCE / "bicep-cases").glob(f"{case}-*")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    for step in path.split("."):
        expected = expected[int(step)] if step.isdigit() else expected[step]
    assert json.dumps(made, sort_keys=True) == json.dumps(expected, sort_keys=True)
