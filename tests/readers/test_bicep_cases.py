"""What the Bicep compiler says of 119 configurations, in Bicep and as ARM templates: no value of ours is another one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aksnet.expressions.source import Source
from aksnet.expressions.values import OpenObject, Ref, Val
from aksnet.readers.bicep import parameters as bicep_parameters
from aksnet.readers.bicep import program as bicep_program
from aksnet.readers.files import Files
from aksnet.readers.resources import Kind, Reading, Resource
from aksnet.readers.template import json_tree
from aksnet.readers.template import program as template_program
from aksnet.view import Unknown
from places import REFERENCE

CASES = REFERENCE / "bicep-cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason=f"{CASES} is not on this machine")
FOLDERS = sorted(path.parent for path in CASES.glob("*/expected.json")) if CASES.is_dir() else []
TEMPLATES = [folder for folder in FOLDERS if (folder / "arm.json").exists()]

# Keys of expected pools and subnets that say something else than a value.
_POOL_KEYS = (
    "name", "mode", "osType", "count", "minCount", "maxCount", "maxPods", "vnetSubnetID", "podSubnetID",
    "podIPAllocationMode",
)  # fmt: skip
ABSENT: Any = None


class DifferenceError(AssertionError):
    """A value of ours that is another one than the compiler's."""


def _tree(source: Source) -> Any:
    read = json_tree.parse(source)
    assert not read.faults
    assert read.root is not None
    return read.root


@cache
def expected(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return found


@cache
def read_bicep(folder: Path) -> Reading:
    files = Files(folder)
    applied = expected(folder)["with"]
    if applied == "defaults":
        return bicep_program.read(folder / "main.bicep", files)
    if applied.endswith(".bicepparam"):
        return bicep_parameters.read_parameters(folder / applied, files)
    source = files.source(folder / applied)
    given = template_program.parameters_of(_tree(source), source)
    assert given is not None
    return bicep_program.read(folder / "main.bicep", files, given)


@cache
def read_template(folder: Path) -> Reading:
    files = Files(folder)
    source = files.source(folder / "arm.json")
    given = None
    for name in ("arm.parameters.json", expected(folder)["with"]):
        if name.endswith(".json") and (folder / name).exists():
            parameters = files.source(folder / name)
            given = template_program.parameters_of(_tree(parameters), parameters)
    return template_program.read(_tree(source), source, given)


def data_of(value: Val) -> Any:
    """The value as the cases write it; unknown ones as {"unknown": reason}."""
    data = value.data
    if isinstance(data, Unknown):
        return {"unknown": data.reason}
    if isinstance(data, Ref):
        return {"unknown": f"{data.text} is known once it is deployed"}
    if isinstance(data, dict):
        found = {key: data_of(item) for key, item in data.items()}
        return found | {"*": {"unknown": data.reason}} if isinstance(data, OpenObject) else found
    if isinstance(data, list):
        return [data_of(item) for item in data]
    return data


def member(body: Any, name: str) -> Any:
    """A member of a body, whose case does not matter; unknown where there may be further ones."""
    if is_unknown(body):
        return body
    for key, item in body.items():
        if key.lower() == name.lower():
            return item
    return body.get("*", ABSENT)


def is_unknown(data: Any) -> bool:
    return isinstance(data, dict) and set(data) <= {"unknown", "accept"} and "unknown" in data


class Comparing:
    """Compares our values with those of the compiler, and counts."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.missed: list[str] = []

    def value(self, ours: Any, theirs: Any, path: str) -> None:
        if is_unknown(theirs):
            self.count["unknowable"] += 1
            if not is_unknown(ours) and not ("accept" in theirs and same(ours, theirs["accept"])):
                raise DifferenceError(f"{path}: {ours!r}, but it cannot be known: {theirs['unknown']}")
        elif is_unknown(ours):
            of_scope = ours["unknown"].endswith(" of the deployment")
            self.count["of the scope" if of_scope else "unknown"] += 1
            self.missed += [] if of_scope else [f"{path}: {ours['unknown']}"]
        elif isinstance(theirs, dict) and isinstance(ours, dict):
            self.members(ours, theirs, path)
        elif isinstance(theirs, list) and isinstance(ours, list) and len(ours) == len(theirs):
            for number, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
                self.value(mine, other, f"{path}[{number}]")
        else:
            self.count["known"] += 1
            if not same(ours, theirs):
                raise DifferenceError(f"{path}: {ours!r}, not {theirs!r}")

    def members(self, ours: dict[str, Any], theirs: dict[str, Any], path: str) -> None:
        for key, item in theirs.items():
            if key != "*":
                self.value(member(ours, key), item, f"{path}.{key}")
        for key, item in ours.items():
            if key != "*" and item is not None and not is_unknown(item) and member(theirs, key) is ABSENT:
                raise DifferenceError(f"{path}.{key}: {item!r}, and nobody writes it")


def same(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, str) and isinstance(theirs, str) and "/providers/" in ours and "/providers/" in theirs:
        return ours.partition("/providers/")[2] == theirs.partition("/providers/")[2]
    if isinstance(ours, bool) or isinstance(theirs, bool):
        return ours is theirs
    return bool(ours == theirs)


def flat(item: Any) -> Any:
    """A subnet or pool with what stands under `properties` moved up."""
    if not isinstance(item, dict) or is_unknown(item):
        return item
    rest = {key: value for key, value in item.items() if key.lower() != "properties"}
    inner = member(item, "properties")
    return inner if is_unknown(inner) else {**(inner or {}), **rest}


def picked(item: Any, keys: tuple[str, ...]) -> Any:
    if is_unknown(item):
        return item
    found = {key: member(item, key) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def subnet_of(item: Any) -> Any:
    subnet = flat(item)
    found = picked(subnet, ("name", "addressPrefix", "addressPrefixes", "delegations"))
    if not is_unknown(found) and isinstance(found.get("delegations"), list):
        found["delegations"] = [member(flat(one), "serviceName") for one in found["delegations"]]
    return found


class Seen:
    """What a reading says, in the shape of the cases."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        # what stands for modules of the registry is compared with their parameters, not with what the compiler saw
        self.resources = [one for one in reading.resources if not any(map(_of_registry, walked(one.body)))]
        self.by_address = {one.address: one for one in self.resources}

    def of(self, kind: Kind, *, patch: bool = False) -> list[Resource]:
        return [one for one in self.resources if one.kind is kind and one.patch is patch]

    def parent_name(self, resource: Resource) -> Any:
        parent = resource.parent
        assert parent is not None
        if isinstance(parent.data, Ref):
            return data_of(self.by_address[parent.data.text.removesuffix(".id")].name)
        return parent.data.rpartition("/")[2] if isinstance(parent.data, str) else data_of(parent)

    def clusters(self) -> list[dict[str, Any]]:
        return [self._cluster(one) for one in self.of(Kind.CLUSTER)]

    @staticmethod
    def _cluster(resource: Resource) -> dict[str, Any]:
        body = data_of(resource.body)
        found = {
            "name": data_of(resource.name),
            "apiVersion": resource.api_version,
            "file": resource.place.source,
            "line": resource.place.line,
            "networkProfile": member(body, "networkProfile"),
            "pools": member(body, "agentPoolProfiles"),
        }
        if isinstance(found["pools"], list):
            found["pools"] = [picked(pool, _POOL_KEYS) for pool in found["pools"]]
        if resource.exists is not None:
            found["exists"] = {"unknown": resource.exists}
        return {key: value for key, value in found.items() if value is not None}

    def pools(self) -> list[dict[str, Any]]:
        found = []
        for one in self.of(Kind.POOL):
            pool = {
                **picked(data_of(one.body), _POOL_KEYS),
                "name": data_of(one.name),
                "cluster": self.parent_name(one),
            }
            found.append(pool | ({"exists": {"unknown": one.exists}} if one.exists is not None else {}))
        return found

    def networks(self) -> list[dict[str, Any]]:
        found = []
        for one in self.of(Kind.NETWORK):
            body = data_of(one.body)
            network = {
                "name": data_of(one.name),
                "addressPrefixes": member(member(body, "addressSpace") or {}, "addressPrefixes"),
                "subnets": member(body, "subnets") or [],
            }
            if isinstance(network["subnets"], list):
                network["subnets"] = [subnet_of(subnet) for subnet in network["subnets"]]
            if one.exists is not None:
                network["exists"] = {"unknown": one.exists}
            found.append({key: value for key, value in network.items() if value is not None})
        for one in self.of(Kind.SUBNET):
            self._put(found, one)
        return found

    def _put(self, networks: list[dict[str, Any]], child: Resource) -> None:
        name = self.parent_name(child)
        network = next((one for one in networks if one["name"] == name), None)
        if network is None:
            network = {"name": name, "existing": True}
            networks.append(network)
        subnet = {**subnet_of(data_of(child.body)), "name": data_of(child.name)}
        inline = network.setdefault("subnets", [])
        if is_unknown(inline):
            return
        twin = next(
            (one for one in inline if one.get("name") == subnet["name"] and not is_unknown(subnet["name"])), None
        )
        if twin is None:
            inline.append(subnet)
        else:
            twin.update(subnet)


def walked(value: Val) -> Iterator[Val]:
    yield value
    members = (
        value.data.values() if isinstance(value.data, dict) else value.data if isinstance(value.data, list) else ()
    )
    for item in members:
        yield from walked(item)


def _of_registry(value: Val) -> bool:
    return value.via is not None and value.via.startswith("module br")


def match(ours: list[dict[str, Any]], theirs: list[dict[str, Any]], what: str, comparing: Comparing) -> None:
    """Match by name and compare; one whose name is unknown to us is matched with what is left."""
    left = list(theirs)
    ordered = sorted(ours, key=lambda one: is_unknown(one["name"]))
    assert len(ours) == len(theirs), f"{what}: {[one['name'] for one in ours]}, not {[one['name'] for one in theirs]}"
    for mine in ordered:
        key = mine["name"]
        twin = next((one for one in left if one["name"] == key and not is_unknown(key)), None)
        if twin is None:
            twin = next((one for one in left if is_unknown(key) or is_unknown(one["name"])), None)
        assert twin is not None, f"{what}: {key!r} is not there"
        left.remove(twin)
        comparing.value(mine, twin, f"{what} {key if isinstance(key, str) else '?'}")


def compare(reading: Reading, want: dict[str, Any], *, places: bool) -> Comparing:
    comparing = Comparing()
    seen = Seen(reading)
    clusters = seen.clusters()
    wanted = [dict(one) for one in want.get("clusters", [])]
    if not places:
        for one in (*clusters, *wanted):
            one.pop("file", None)
            one.pop("line", None)
    match(clusters, wanted, "cluster", comparing)
    match(seen.pools(), want.get("agentPools", []), "pool", comparing)
    match(seen.networks(), want.get("virtualNetworks", []), "network", comparing)
    return comparing


def wanted(folder: Path, reading: Reading) -> dict[str, Any]:
    """What may be reported: of what does not compile nothing, or what `tolerant` says."""
    case = expected(folder)
    if case["compiles"]:
        return case
    return OURS.get(folder.name, case.get("tolerant", case))


# Repaired by hand, where the cases have nothing: what is wrong is in another declaration than the cluster's.
OURS: dict[str, dict[str, Any]] = {
    "097-broken-operator-leading-line": {
        "clusters": [
            {
                "name": "aks-lead",
                "apiVersion": "2024-09-01",
                "file": "main.bicep",
                "line": 7,
                "networkProfile": {"networkPlugin": {"unknown": "both variables are broken", "accept": "none"}},
            }
        ]
    },
    "102-broken-decorators-one-line": {
        "clusters": [
            {
                "name": "aks-deco1",
                "apiVersion": "2024-09-01",
                "file": "main.bicep",
                "line": 2,
                "networkProfile": {
                    "networkPlugin": "azure",
                    "podCidr": {"unknown": "the parameter is broken", "accept": "10.1.0.0/16"},
                },
            }
        ]
    },
}


def reduced(case: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Of a configuration that does not compile, only what was reported has to be right."""
    names = {one.name.data for one in reading.resources if isinstance(one.name.data, str)}
    return {
        key: [one for one in value if one["name"] in names] if isinstance(value, list) and key in _LISTS else value
        for key, value in case.items()
    }


_LISTS = ("clusters", "agentPools", "virtualNetworks")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_bicep_is_read_as_the_compiler_reads_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    reading = read_bicep(folder)
    case = wanted(folder, reading)
    if not expected(folder)["compiles"]:
        compare(reading, reduced(case, reading), places=True)
        return
    comparing = compare(reading, case, places=True)
    assert not comparing.missed or folder.name in KNOWN_GAPS, comparing.missed


@pytest.mark.parametrize("folder", TEMPLATES, ids=lambda folder: folder.name)
def test_a_template_is_read_as_the_bicep_that_it_was_compiled_from(folder: Path) -> None:
    comparing = compare(read_template(folder), expected(folder), places=False)
    assert not comparing.missed or folder.name in KNOWN_GAPS, comparing.missed


# The positions are those of the keys in the object itself; these values come out of what is spread behind them.
SPREAD = {
    ("037-spread-objects-arrays", "networkProfile.networkPlugin"),
    ("037-spread-objects-arrays", "networkProfile.serviceCidr"),
}
# Values that could be known and are not, with the reason.
KNOWN_GAPS = {"077-unicode-names": "the length of a text with characters beyond U+FFFF"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_values_have_the_places_of_their_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    clusters = [one for one in read_bicep(folder).resources if one.kind is Kind.CLUSTER and not one.patch]
    positions = expected(folder)["positions"]
    if not clusters or not positions:
        return
    for path, place in positions.items():
        value = clusters[0].body
        for name in path.replace(r"\u{4d}", "M").split("."):
            assert isinstance(value.data, dict), path
            key = next(key for key in value.data if key.lower() == name.lower())
            value = value.data[key]
        assert value.at is not None, path
        if (folder.name, path) in SPREAD:
            continue
        assert list(value.at.place[1:]) == place, path


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_does_not_compile_is_told_where_the_compiler_tells_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    unread = read_bicep(folder).unread
    case = expected(folder)
    if case["compiles"]:
        assert unread == ()
        return
    first = case["firstError"]
    assert (first["file"], first["line"]) in {(one.place.source, one.place.line) for one in unread if one.place}


REGISTRY = [folder for folder in FOLDERS if "modules" in expected(folder)]
# What a module of the registry passes on under the same name.
_PASSED_ON = ("networkPlugin", "networkPluginMode", "networkDataplane", "networkPolicy", "podCidr", "addressPrefixes")


@pytest.mark.parametrize("folder", REGISTRY, ids=lambda folder: folder.name)
def test_modules_of_the_registry_are_given_what_the_compiler_gives_them(folder: Path) -> None:
    by_address = {one.address: one for one in read_bicep(folder).resources}
    for module in expected(folder)["modules"]:
        resource, params = by_address[module["symbol"]], module["params"]
        body = data_of(resource.body)
        around = member(body, "networkProfile" if resource.kind is Kind.CLUSTER else "addressSpace")
        assert (data_of(resource.name), resource.place.line) == (params["name"], module["line"])
        for name in _PASSED_ON:
            if name in params:
                assert member(around, name) == params[name]


def statistics() -> None:
    """Print how much is known of what can be known."""
    for name, read, folders in (("bicep", read_bicep, FOLDERS), ("template", read_template, TEMPLATES)):
        total: Counter[str] = Counter()
        for folder in folders:
            if expected(folder)["compiles"]:
                total += compare(read(folder), expected(folder), places=False).count
        print(name, dict(total))


if __name__ == "__main__":
    statistics()
