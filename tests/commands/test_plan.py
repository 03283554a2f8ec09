"""`aksnet plan` as a person calls it: what it prints and writes, its exit codes, and what it says of bad input."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from aksnet.facts import choices
from calling import Call
from places import ROOT, SPECS

SPEC = """\
# the shop
name: shop
network: {plugin: overlay}
vnet:
  address_space: [10.0.0.0/16]
  subnets:
    nodes:    # for all pools
    endpoints: {other: 20}
pools:
  - {name: system, mode: System, count: 3, subnet: nodes}
  - {name: user, min: 3, max: 30, subnet: nodes}
"""
FLEET = """\
clusters:
  blue:
    network: {plugin: overlay}
    pools: [{name: system, count: 3}]
  green:
    network: {plugin: pod-subnet}
    pools: [{name: system, count: 5}, {name: static, count: 2, max_pods: 31, allocation: static-block}]
"""
ALLOCATE = ("--allocate", "--supernet", "10.128.0.0/12")


def _write(text: str, name: str = "spec.yaml") -> Path:
    path = Path(name)
    path.write_bytes(text.encode())
    return path


def test_without_ranges_it_says_what_they_have_to_be(aksnet: Call) -> None:
    _write(SPEC)
    done = aksnet("plan", "spec.yaml")
    assert (done.code, done.err) == (0, "")
    assert "node subnet 'nodes' has no range here: it needs 42 addresses; a /26 would do" in done.out
    assert "binds first: pod CIDR 10.244.0.0/16, at 256 nodes, those of an upgrade among them" in done.out


def test_the_worked_example_of_the_documents(aksnet: Call) -> None:
    """IP-01, from the command line alone."""
    done = aksnet(
        "plan", "--plugin", "node-subnet", "--max-pods", "30", "--nodes", "system=50", "--set", "pools.system.max_surge=1", "--explain"
    )  # fmt: skip
    assert "in an upgrade: (50 + 1) × (1 + 30) = 1,581  [IP-06, IP-01, NSN-01]" in done.out
    assert "needs: 1,581 + 5 = 1,586 ≤ 2^(32 - 21) = 2,048: /21  [IP-04]" in done.out


def _flags(plugin: str, nodes: str, pods: str, pool: str, *more: str) -> list[str]:
    """A cluster of one pool in two subnets, from flags alone."""
    subnets = f"nodes: {{prefix: {nodes}}}, pods: {{prefix: {pods}}}"
    pod_subnet = ", pod_subnet: pods" if "pod-subnet" in (plugin, *more) else ""
    sets = (
        f"vnet={{address_space: [10.0.0.0/8], subnets: {{{subnets}}}}}",
        f"pools=[{{name: p, subnet: nodes{pod_subnet}, {pool}}}]",
    )
    return ["--plugin", plugin, *(word for one in (*sets, *more) if "=" in one for word in ("--set", one))]


FLAT = ("node-subnet", "10.0.0.0/24", "10.1.0.0/16", "count: 5, max_pods: 30")
STATIC = ("pod-subnet", "10.0.0.0/24", "10.16.0.0/12")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        pytest.param(_flags("node-subnet", "10.0.0.0/21", "10.1.0.0/16", "count: 60, max_surge: 1, max_pods: 30"), "in an upgrade: (60 + 1) × (1 + 30) = 1,891  [IP-06, IP-01, NSN-01]", id="IP-01: 1,891"),
        pytest.param(_flags(*FLAT), "has: 256 - 5 = 251  [IP-04, DOC-06]", id="IP-04: 251"),
        pytest.param(_flags(*FLAT), "holds: 251 / 31 = 8 nodes, those of an upgrade among them, 240 pods  [IP-05]", id="IP-05: 8 nodes of 30 pods"),
        pytest.param(_flags("overlay", "10.0.0.0/24", "10.1.0.0/16", "count: 5"), "holds: 251 / 1 = 251 nodes, those of an upgrade among them  [IP-05]", id="IP-05: 251 nodes of overlay"),
        *(
            pytest.param(["--plugin", "overlay", "--set", f"network.pod_cidr=10.{second}.0.0/{prefix}"], f" / 256 = {nodes:,} nodes, those of an upgrade among them", id=f"IP-07: a /{prefix}")
            for second, prefix, nodes in ((244, 16, 256), (244, 15, 512), (244, 14, 1024), (240, 13, 2048), (240, 12, 4096), (192, 11, 8192))
        ),
        pytest.param(["--plugin", "overlay", "--nodes", "system=4999", "--set", "pools.system.max_surge=1"], "needs: 1,280,000 ≤ 2^(32 - 11) = 2,097,152: /11  [IP-07, CIDR-16]", id="IP-08: 5,000 nodes"),
        *(
            pytest.param(_flags(*STATIC, f"count: 1, max_surge: 1, max_pods: {pods}", "network.allocation=static-block"), f"(1 + 1) × 16 × ⌈({pods} + 1) / 16⌉ = {2 * 16 * blocks:,}  [", id=f"IP-11: blocks for {pods} pods")
            for pods, blocks in ((30, 2), (31, 2), (32, 3), (110, 7), (250, 16))
        ),
        pytest.param(_flags(*STATIC, "count: 1, max_pods: 32", "network.allocation=static-block"), "1 × (48 - (32 + 1)) = 15; max_pods 31 or 47 wastes least  [PSS-03, IP-11, IP-12]", id="IP-12: what wastes least"),
        pytest.param(_flags("pod-subnet", "10.0.0.0/24", "10.1.0.0/24", "count: 14, max_surge: 1, max_pods: 30"), "holds, at the least for each: 251 / 16 = 15 nodes, 240 addresses in their first batches  [PSD-01]", id="240 of 251"),
        pytest.param(_flags("pod-subnet", "10.0.0.0/24", "10.1.0.0/24", "count: 9, max_surge: 1"), "at the least, in an upgrade: (9 + 1) × 16 = 160  [PSD-01]", id="batches of 16"),
        pytest.param(["--plugin", "overlay", "--nodes", "system=11"], "surge of system: ⌈11 × 10 / 100⌉ = 2 by default  [SURGE-01, SURGE-02]", id="SURGE-02: the default"),
        pytest.param(["--plugin", "overlay", "--set", "outbound={type: loadBalancer, allocated_outbound_ports: 4000, managed_outbound_ip_count: 7}"], "outbound loadBalancer: 7 × 64000 / 4000 = 112 nodes  [OUT-05, OUT-06]", id="OUT-06: nodes of a load balancer"),
        pytest.param(["--plugin", "overlay", "--set", "outbound={type: managedNATGateway, managed_outbound_ip_count: 2}"], "outbound managedNATGateway: 2 × 64512 / 1024 = 126 nodes with 1024 ports each  [OUT-07, load-balancer-outbound-connections]", id="OUT-07: nodes of a NAT gateway"),
    ],
)  # fmt: skip
def test_the_numbers_of_the_documents_from_the_command_line(aksnet: Call, words: list[str], line: str) -> None:
    assert line in aksnet("plan", *words, "--explain").out


TIGHT = """
network: {plugin: node-subnet}
vnet: {address_space: [10.0.0.0/16], subnets: {nodes: {prefix: 10.0.0.0/21}}}
pools:
- {name: system, mode: System, count: 5, max_pods: 30, max_surge: 1, subnet: nodes}
- {name: user, count: 40, max_pods: 30, max_surge: 1, subnet: nodes}
"""


@pytest.mark.parametrize(
    ("nodes", "lines"),
    [
        pytest.param(("user=40",), ["can grow: system to 23, user to 58 nodes, each beside the others"], id="both can grow"),
        pytest.param(("user=58",), ["cannot grow: system, user (node subnet"], id="both are as large as they get"),
        pytest.param(("user=100",), ["too large: system with 5 nodes, of which none fit, user with 100 nodes, of which 58 fit, each beside the others"], id="both are too large"),
        pytest.param(("user=60",), ["too large: system with 5 nodes, of which 3 fit, user with 60 nodes, of which 58 fit"], id="of one the others leave a few"),
    ],
)  # fmt: skip
def test_how_far_pools_can_grow_is_no_number_that_they_have_passed(
    nodes: tuple[str, ...], lines: list[str], aksnet: Call
) -> None:
    _write(TIGHT)
    out = aksnet("plan", "spec.yaml", "--nodes", *nodes).out
    said = [line.strip() for line in out.splitlines() if " grow: " in line or "too large: " in line]
    assert len(said) == len(lines)
    assert all(one.startswith(line) for one, line in zip(said, lines, strict=True))


@pytest.mark.parametrize(("output_format", "heading"), [("text", "note: "), ("markdown", "**Notes**")])
@pytest.mark.parametrize("flag", ["-q", "--quiet"])
def test_a_quiet_plan_has_no_notes(flag: str, output_format: str, heading: str, aksnet: Call) -> None:
    _write(SPEC)
    loud, quiet = (aksnet("plan", "spec.yaml", "--format", output_format, *more).out for more in ((), (flag,)))
    before, _, _ = loud.partition(heading)
    assert heading in loud
    assert quiet.strip() == before.strip()


def test_growth_says_what_breaks_and_what_would_do(aksnet: Call) -> None:
    _write(SPEC)
    aksnet("plan", "spec.yaml", "--allocate", "--write")
    assert aksnet("plan", "spec.yaml").code == 0
    done = aksnet("plan", "spec.yaml", "--grow", "3x")
    assert done.code == 1
    assert "node subnet 'nodes' 10.0.0.0/26 does not fit: 109 of 59 addresses; a /25 would do" in done.out
    assert "pod CIDR 10.244.0.0/18 does not fit: 27,904 of 16,384 addresses; a /17 would do" in done.out


@pytest.mark.parametrize(
    ("words", "nodes"),
    [
        pytest.param(["--grow", "2x"], 66, id="twice"),
        pytest.param(["--grow", "1.5"], 50, id="half as many again, rounded up pool by pool"),
        pytest.param(["--grow", "200%"], 66, id="two hundred percent"),
        pytest.param(["--grow", "0.5x"], 17, id="half as many"),
        pytest.param(["--nodes", "user=200"], 203, id="one pool of another size"),
        pytest.param(["--nodes", "shop/user=200", "--nodes", "system=5"], 205, id="a pool of one cluster, and another"),
        pytest.param(["--grow", "2x", "--nodes", "user=10"], 16, id="a size stands before the factor"),
    ],
)  # fmt: skip
def test_growth(aksnet: Call, words: list[str], nodes: int) -> None:
    _write(SPEC)
    document = json.loads(aksnet("plan", "spec.yaml", *words, "--format", "json").out)
    assert document["clusters"][0]["nodes_most"] == nodes


def test_allocation_is_printed(aksnet: Call) -> None:
    path = _write(SPEC)
    done = aksnet("plan", "spec.yaml", "--allocate")
    assert (done.code, done.err) == (0, "")
    assert "  vnet.subnets.nodes.prefix: 10.0.0.0/26\n" in done.out
    assert path.read_text() == SPEC


def test_allocation_is_written_and_satisfies_its_own_plan(aksnet: Call) -> None:
    path = _write(SPEC)
    done = aksnet("plan", "spec.yaml", "--allocate", "--write")
    assert (done.code, done.err) == (0, "4 values written to spec.yaml\n")
    assert path.read_text() == SPEC.replace(
        "{plugin: overlay}", "{plugin: overlay, pod_cidr: 10.244.0.0/18, service_cidr: 172.28.0.0/22}"
    ).replace("# for all pools\n", "# for all pools\n      prefix: 10.0.0.0/26\n").replace(
        "{other: 20}", "{other: 20, prefix: 10.0.0.64/27}"
    )
    document = json.loads(aksnet("plan", "spec.yaml", "--format", "json").out)
    assert {one["verdict"] for one in document["ranges"]} == {"fits"}
    assert aksnet("check", "spec.yaml").code == 0
    again = aksnet("plan", "spec.yaml", "--allocate", "--write")
    assert again.err == "nothing in spec.yaml is open: it stays as it is\n"


def test_a_fleet_that_says_nothing_of_networks_gets_them(aksnet: Call) -> None:
    path = _write(FLEET)
    assert aksnet("plan", "spec.yaml", *ALLOCATE, "--write").code == 0
    assert "subnet: nodes, pod_subnet: static-block-pods" in path.read_text()
    assert aksnet("check", "spec.yaml").code == 0
    document = json.loads(aksnet("plan", "spec.yaml", "--format", "json").out)
    assert document["fits"]
    assert {one["verdict"] for one in document["ranges"]} == {"fits"}


NEW = "  red:\n    network: {plugin: overlay}\n    pools: [{name: system, count: 30}]\n"


@pytest.mark.parametrize(
    "before", [pytest.param(True, id="before the others"), pytest.param(False, id="behind the others")]
)
def test_after_writing_no_cluster_that_is_added_moves_another(aksnet: Call, before: bool) -> None:
    path = _write(FLEET)
    aksnet("plan", "spec.yaml", *ALLOCATE, "--write")
    written = path.read_text()
    path.write_text(written.replace("clusters:\n", f"clusters:\n{NEW}") if before else written + NEW)
    aksnet("plan", "spec.yaml", *ALLOCATE, "--write")
    kept = path.read_text()
    assert all(line in kept for line in written.splitlines())
    assert aksnet("check", "spec.yaml").code == 0


@pytest.mark.parametrize(
    ("data", "start", "end"),
    [
        pytest.param(SPEC.replace("\n", "\r\n").encode(), b"# the shop\r\n", b"\r\n", id="line ends of Windows"),
        pytest.param(
            SPEC.replace("\n", "\r\n", 1).encode(), b"# the shop\r\nname: shop\n", b"\n", id="line ends of both kinds"
        ),
        pytest.param(b"\xef\xbb\xbf" + SPEC.encode(), b"\xef\xbb\xbf# the shop\n", b"\n", id="a byte order mark"),
        pytest.param(SPEC.encode("utf-16"), "# the shop\n".encode("utf-16"), "\n".encode("utf-16-le"), id="UTF-16"),
    ],
)
def test_writing_keeps_the_bytes_around(aksnet: Call, data: bytes, start: bytes, end: bytes) -> None:
    path = Path("spec.yaml")
    path.write_bytes(data)
    assert aksnet("plan", "spec.yaml", "--allocate", "--write").code == 0
    after = path.read_bytes()
    assert after.startswith(start)
    assert after.count(b"\n") == after.count(end)


def test_where_there_is_no_room_nothing_is_written(aksnet: Call) -> None:
    path = _write(SPEC.replace("10.0.0.0/16", "10.0.0.0/28"))
    before = path.read_bytes()
    done = aksnet("plan", "spec.yaml", "--allocate", "--write")
    assert (done.code, done.out) == (1, "")
    assert (
        "spec.yaml:7:5: error: cluster 'shop': the subnet 'nodes' needs a /26" in done.err or "needs a /26" in done.err
    )
    assert path.read_bytes() == before


@pytest.mark.parametrize("name", ["aksnet.yaml", "cluster.yaml"])
def test_the_hint_names_a_spec_that_can_be_planned(name: str, aksnet: Call) -> None:
    _write(SPEC).rename(name)
    done = aksnet("plan")
    assert (done.code, done.out) == (2, "")
    assert f"there is nothing to plan\n  hint: name a spec (aksnet plan {name})" in done.err
    assert aksnet("plan", name).code == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        pytest.param(["plan"], 2, "there is nothing to plan", id="nothing to do"),
        pytest.param(["plan", "nope.yaml"], 2, "nope.yaml: error: the spec cannot be read", id="a missing spec"),
        pytest.param(["plan", "spec.yaml", "--format", "xml"], 2, "--format: error: 'xml' is none of text, json, csv", id="an unknown format"),
        pytest.param(["plan", "spec.yaml", "--grow", "much"], 2, "--grow: error: 'much' is no factor\n  hint: for example 3x", id="a word for a factor"),
        pytest.param(["plan", "spec.yaml", "--grow", "0x"], 2, "'0x' is no factor", id="no growth at all"),
        pytest.param(["plan", "spec.yaml", "--grow=-3x"], 2, "'-3x' is no factor", id="growth below nothing"),
        pytest.param(["plan", "spec.yaml", "--grow", "99999999x"], 2, "'99999999x' is no factor", id="growth beyond all bounds"),
        pytest.param(["plan", "spec.yaml", "--nodes", "user"], 2, "--nodes: error: 'user' is no number of a pool\n  hint: for example --nodes user=200", id="a pool without a number"),
        pytest.param(["plan", "spec.yaml", "--nodes", "user=-1"], 2, "'user=-1' is no number of a pool", id="a negative number"),
        pytest.param(["plan", "spec.yaml", "--nodes", "200"], 2, "'200' is no number of a pool", id="a number without a pool"),
        pytest.param(["plan", "spec.yaml", "--nodes", "usr=5"], 2, "there is no pool 'usr'\n  hint: there is: system, user", id="an unknown pool"),
        pytest.param(["plan", "spec.yaml", "--pods-per-node", "x"], 2, "--pods-per-node: error: 'x' is no number of a pool", id="a word for pods"),
        pytest.param(["plan", "spec.yaml", "--tight", "0"], 2, "--tight: error: '0' is no percentage from 1 to 100", id="a threshold of nothing"),
        pytest.param(["plan", "spec.yaml", "--tight", "101"], 2, "'101' is no percentage", id="a threshold beyond all"),
        pytest.param(["plan", "spec.yaml", "--supernet", "10.0.0.0/8"], 2, "--supernet: error: this only means something with --allocate", id="a supernet for nothing"),
        pytest.param(["plan", "spec.yaml", "--write"], 2, "--write: error: this only means something with --allocate", id="nothing to write"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--supernet", "10.0.0.1/8"], 2, "'10.0.0.1/8' does not begin where its prefix does\n  hint: write 10.0.0.0/8", id="a supernet with host bits"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--supernet", "ten"], 2, "--supernet: error: 'ten' is no address range: it has no prefix length", id="a supernet that is none"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--supernet", "fd00::/8"], 2, "'fd00::/8' is an IPv6 range where an IPv4 range is due", id="an IPv6 supernet"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--services", "0"], 2, "--services: error: '0' is no number from 1 to 524,284", id="no Services"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--services", "600000"], 2, "'600000' is no number from 1 to 524,284", id="more Services than the largest service CIDR has"),
        pytest.param(["plan", "--plugin", "overlay", "--allocate", "--supernet", "10.0.0.0/8"], 1, "there are no pools to make subnets for", id="no pools to make subnets for"),
        pytest.param(["plan", "--plugin", "overlay", "--allocate", "--write"], 2, "--write: error: there is no file to write into", id="no file to write into"),
        pytest.param(["plan", "spec.yaml", "--pods-per-node", "30"], 2, "--pods-per-node: error: it only means something for pod subnets with dynamic allocation", id="pods of nodes that take no addresses for each"),
        pytest.param(["plan", "spec.yaml", "--pods-per-node", "300"], 2, "300 is no number of pods from 1 to 250", id="more pods than a node takes"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--write", "--set", "name=x"], 2, "--set: error: what was chosen with it does not belong into the spec", id="to write what is for another spec"),
        pytest.param(["plan", "spec.yaml", "--allocate", "--service-range", "8.0.0.0/8"], 2, "8.0.0.0/8 is not private, and Azure refuses it", id="public addresses for Services"),
        pytest.param(["plan", "spec.yaml", "--explain", "--format", "csv"], 2, "csv has no room for formulas", id="formulas in a spreadsheet"),
        pytest.param(["plan", "spec.yaml", "--nodes", "user=6000"], 1, "", id="more nodes than a cluster takes"),
    ],
)  # fmt: skip
def test_bad_input(aksnet: Call, words: list[str], code: int, message: str) -> None:
    _write(SPEC)
    done = aksnet(*words)
    assert (done.code, message in done.err) == (code, True), done.err


def test_ceilings_that_are_passed_are_told(aksnet: Call) -> None:
    _write(SPEC)
    out = aksnet("plan", "spec.yaml", "--nodes", "user=6000").out
    assert "nodes of a cluster: 6,003, and 5,000 are the most [SCALE-01]" in out
    assert "nodes of the pool 'user': 6,600, and 1,000 are the most [IP-20]" in out


def test_json_is_of_the_shape_that_its_schema_says(aksnet: Call) -> None:
    schema = json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    for path in SPECS.values():
        document = json.loads(aksnet("plan", str(path), "--format", "json").out)
        jsonschema.Draft7Validator(schema).validate(document)
    _write(FLEET)
    document = json.loads(aksnet("plan", "spec.yaml", *ALLOCATE, "--format", "json").out)
    jsonschema.Draft7Validator(schema).validate(document)
    assert document["chosen"][0] == {"cluster": "blue", "path": ["pools", 0, "subnet"], "value": "nodes"}


@pytest.mark.parametrize("output_format", choices.PLANS)
def test_every_format_prints_every_sample(aksnet: Call, output_format: str) -> None:
    for path in SPECS.values():
        done = aksnet("plan", str(path), "--format", output_format)
        assert (done.code, done.err) == (0, ""), path
        assert done.out.endswith("\n")
        assert aksnet("plan", str(path), "--format", output_format).out == done.out


def test_csv_has_a_line_for_each_range(aksnet: Call) -> None:
    _write(SPEC)
    rows = list(csv.DictReader(StringIO(aksnet("plan", "spec.yaml", "--format", "csv").out)))
    assert [(row["kind"], row["name"], row["upgrade"]) for row in rows] == [
        ("node subnet", "nodes", "37"),
        ("subnet", "endpoints", "20"),
        ("pod CIDR", "", "9472"),
        ("service CIDR", "", "2"),
    ]


def test_markdown_has_a_table_that_nothing_breaks(aksnet: Call) -> None:
    _write(SPEC)
    out = aksnet("plan", "spec.yaml", "--format", "markdown", "--explain").out
    table = out.split("\n\n")[0].splitlines()
    assert {line.count("|") for line in table} == {9}
    assert table[2] == "| node subnet nodes | 6 | 33 | 37 |  |  | ❔ open, needs a /26 |  |"


def test_every_line_of_the_explanation_has_its_facts(aksnet: Call) -> None:
    for path in SPECS.values():
        document: Any = json.loads(aksnet("plan", str(path), "--format", "json").out)
        for part in (*document["ranges"], *document["clusters"], *document["vnets"]):
            assert all(one["facts"] for one in part["formulas"])


def test_colour_is_for_those_who_want_it(aksnet: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(SPEC)
    assert "\x1b" not in aksnet("plan", "spec.yaml").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32mfits" in aksnet("plan", "spec.yaml").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in aksnet("plan", "spec.yaml").out


POOL = """
resource "azurerm_kubernetes_cluster_node_pool" "a" {
  name                  = "a"
  kubernetes_cluster_id = azurerm_kubernetes_cluster.c.id
  vm_size               = "Standard_D4s_v5"
  node_count            = 2
  max_pods              = 50
  vnet_subnet_id        = azurerm_subnet.s.id
}
"""
FLAT_TERRAFORM = """resource "azurerm_virtual_network" "v" {
  name                = "v"
  location            = "westeurope"
  resource_group_name = "rg"
  address_space       = ["10.1.0.0/16"]
}

resource "azurerm_subnet" "s" {
  name                 = "s"
  resource_group_name  = "rg"
  virtual_network_name = azurerm_virtual_network.v.name
  address_prefixes     = ["10.1.0.0/22"]
}

resource "azurerm_kubernetes_cluster" "c" {
  name                = "c"
  location            = "westeurope"
  resource_group_name = "rg"
  dns_prefix          = "c"

  identity {
    type = "SystemAssigned"
  }

  default_node_pool {
    name           = "sys"
    vm_size        = "Standard_D4s_v5"
    node_count     = 8
    vnet_subnet_id = azurerm_subnet.s.id
  }

  network_profile {
    network_plugin = "azure"
  }
}
"""


def test_terraform_without_max_pods_is_planned_as_the_spec_that_is_imported_of_it(aksnet: Call) -> None:
    _write(FLAT_TERRAFORM + POOL, "main.tf")
    _write(aksnet("import", "main.tf").out)
    read, spec = (aksnet("plan", name) for name in ("main.tf", "spec.yaml"))
    note = "note: where maxPods is left out, the default is counted: 30 on the node subnet, 250 with overlay, 110 with kubenet [POD-05]\n"
    assert "340 pods allowed" in spec.out
    assert read.out == spec.out + note
