"""`aksnet migrate --retiring`: what of a fleet must move by which date, as a person and a program read it."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from aksnet.commands import retiring
from aksnet.commands.retiring import run
from aksnet.facts.choices import CALENDARS
from aksnet.readers.inputs import Request
from aksnet.reports.retiring import render
from aksnet.reports.retiring.calendar import Calendar, Row
from aksnet.reports.tables import TableOptions
from aksnet.transitions import Pair, judge
from calling import Call, caller
from hostile import HOSTILE
from places import ROOT
from terraform_clusters import cluster

TODAY = date(2026, 11, 30)
SCHEMA = Draft7Validator(json.loads((ROOT / "docs" / "retiring.schema.json").read_text(encoding="utf-8")))
NPM = 'network_policy = "azure"'


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Call:
    return caller(tmp_path, monkeypatch, capfdbinary)


def kubenet(name: str = "prod", version: str | None = "4.80.0", rest: str = "") -> str:
    text = cluster(version, rest=rest).replace('network_plugin = "azure"', 'network_plugin = "kubenet"')
    return text.replace('"prod"', json.dumps(name))


def pool(lines: str, version: str = "4.80.0") -> str:
    return cluster(version, pool=lines)


def az(**profile: Any) -> str:
    """What `az aks list` answers, with one cluster for each network profile."""
    kind, base = "Microsoft.ContainerService/ManagedClusters", "/subscriptions/s/resourcegroups/g/providers"
    return json.dumps(
        [
            {
                "id": f"{base}/{kind}/{name}",
                "name": name,
                "type": kind,
                "location": "westeurope",
                "kubernetesVersion": "1.34",
                "agentPoolProfiles": [{"name": "system", "mode": "System", "osType": "Linux", "count": 3}],
                "networkProfile": one,
            }
            for name, one in profile.items()
        ]
    )


def seen(text: str, name: str = "main.tf", today: date = TODAY, within: int | None = None) -> Calendar:
    return run(Request(["-"], name, text.encode), today, within)


def way_of(row: Row) -> tuple[str | None, str | None, tuple[str, ...], str | None]:
    """The one way out of a row."""
    (way,) = row.ways()
    return way.azure, way.tool, way.steps, way.hint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(kubenet(), ("kubenet", "steps", "in-place", ("give the cluster a user-assigned identity", "move from kubenet to overlay"), None), id="kubenet with an identity of the system needs a step before"),
        pytest.param(kubenet(version="4.57.0"), ("kubenet", "steps", "replace", ("give the cluster a user-assigned identity", "move from kubenet to overlay"), None), id="kubenet in a release that replaces"),
        pytest.param(cluster("4.80.0", NPM), ("npm", "in-place-irreversible", "in-place", ("change the data plane to Cilium",), None), id="NPM on Linux goes to Cilium"),
        pytest.param(cluster("4.80.0", 'load_balancer_sku = "basic"'), ("basic-load-balancer", "in-place-irreversible", "replace", ("move from the Basic to the Standard load balancer",), None), id="a Basic load balancer goes to Standard"),
        pytest.param(pool('type = "AvailabilitySet"'), ("availability-set", None, None, (), "set the type VirtualMachineScaleSets: azurerm replaces the cluster for it"), id="a pool of azurerm in an availability set"),
        pytest.param(pool('os_sku = "Ubuntu2204"'), ("Ubuntu2204", None, None, (), "choose Ubuntu2404"), id="an OS SKU that retires"),
        pytest.param(cluster("4.80.0", rest="open_service_mesh_enabled = true"), ("open-service-mesh", None, None, (), "choose the Istio add-on"), id="Open Service Mesh"),
        pytest.param(cluster("4.80.0", rest="web_app_routing {\n    dns_zone_ids = []\n  }"), ("app-routing-nginx", None, None, (), "move to its Gateway API implementation, then set nginx.defaultIngressControllerType None"), id="NGINX of application routing"),
    ],
)  # fmt: skip
def test_each_has_its_way_out(text: str, expected: tuple[object, ...]) -> None:
    (row,) = seen(text).rows
    assert (row.id, *way_of(row)) == expected


_AROUND = ("move its pods: kubectl cordon, then kubectl drain", "delete the old pool: az aks nodepool delete")


@pytest.mark.parametrize(
    ("pool", "word", "steps", "hint"),
    [
        pytest.param({"osSku": "Ubuntu2204"}, "Ubuntu2204", ("make a new pool beside it: az aks nodepool add --os-sku Ubuntu2404", *_AROUND), "choose Ubuntu2404", id="an OS SKU by a new pool"),
        pytest.param({"osSku": "Windows2019"}, "Windows2019", ("make a new pool beside it: az aks nodepool add --os-sku Windows2022 or Windows2025", *_AROUND), "choose Windows2022 or Windows2025", id="either of two OS SKUs"),
        pytest.param({"osSku": "CBLMariner", "nodeImageVersion": "AKSCBLMariner-V2gen2-1"}, "azure-linux-2", ("make a new pool beside it: az aks nodepool add --os-sku AzureLinux3", *_AROUND), "take Azure Linux 3, the OS SKU AzureLinux3", id="Azure Linux 2.0 by a new pool"),
        pytest.param({"osSku": "Ubuntu", "nodeImageVersion": "AKSUbuntu-2004gen2-1"}, "ubuntu-2004", ("upgrade the cluster and its pools: az aks upgrade --kubernetes-version 1.35 or newer",), "upgrade to Kubernetes 1.35 or newer", id="Ubuntu 20.04 by an upgrade"),
    ],
)  # fmt: skip
def test_what_runs_has_steps_where_microsoft_documents_them(
    pool: dict[str, str], word: str, steps: tuple[str, ...], hint: str
) -> None:
    text = az(prod={"networkPlugin": "azure"}).replace('"count": 3', f'"count": 3, {json.dumps(pool)[1:-1]}')
    (row,) = seen(text, "aks.json").rows
    assert (row.id, *way_of(row)) == (word, None, None, steps, hint)


def test_npm_beside_windows_pools_goes_to_calico() -> None:
    spec = {"network": {"plugin": "overlay", "network_policy": "azure"}}
    pools = [{"name": "system", "mode": "System"}, {"name": "win", "os": "Windows"}]
    (row,) = seen(json.dumps({"name": "a", **spec, "pools": pools}), "a.json").rows
    assert row.id == "npm-windows"
    assert way_of(row)[2] == ("remove the network policy engine", "install Calico")


def test_a_pool_in_an_availability_set_of_no_tool_has_the_hint_for_all() -> None:
    text = az(prod={"networkPlugin": "azure"}).replace('"count": 3', '"count": 3, "type": "AvailabilitySet"')
    (row,) = seen(text, "aks.json").rows
    assert "az aks update --migrate-vmas-to-vms makes virtual machines of them" in str(way_of(row)[3])
    assert way_of(row)[2] == ("make its pools those of virtual machines: az aks update --migrate-vmas-to-vms",)


def test_what_comes_first_stands_first() -> None:
    text = kubenet(rest="open_service_mesh_enabled = true").replace(
        'network_plugin = "kubenet"', 'network_plugin = "kubenet"\n load_balancer_sku = "basic"'
    )
    calendar = seen(text)
    assert [row.id for row in calendar.rows] == ["basic-load-balancer", "open-service-mesh", "kubenet"]
    assert [row.days(TODAY) for row in calendar.rows] == [-426, 304, 487]
    assert [row.id for row in calendar.expired()] == ["basic-load-balancer"]


@pytest.mark.parametrize(
    ("today", "within", "rows"),
    [
        pytest.param(date(2028, 3, 30), 0, 0, id="a day too early"),
        pytest.param(date(2028, 3, 31), 0, 1, id="on the day"),
        pytest.param(date(2028, 4, 1), 0, 1, id="what is past is always within"),
        pytest.param(date(2026, 11, 30), 487, 1, id="the last day of so many"),
        pytest.param(date(2026, 11, 30), 486, 0, id="the day after so many"),
        pytest.param(date(2026, 11, 30), None, 1, id="any time"),
    ],
)
def test_days_bound_what_is_seen(today: date, within: int | None, rows: int) -> None:
    assert len(seen(kubenet(), today=today, within=within).rows) == rows


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2028, 3, 31), "today"),
        (date(2028, 3, 30), "1 day left"),
        (date(2028, 4, 1), "past by 1 day"),
        (date(2025, 3, 31), "1,096 days left"),
    ],
)
def test_days_in_words(today: date, days: str) -> None:
    assert f"kubenet ({days})" in render(seen(kubenet(), today=today), "text", TableOptions())


def test_clusters_that_go_the_same_way_stand_together(tmp_path: Path) -> None:
    for number, version in enumerate(["4.80.0", "4.80.0", "4.57.0"]):
        (tmp_path / str(number)).mkdir()
        text = kubenet(f"aks{number}", version).replace("rg-prod", f"rg-{number}")
        (tmp_path / str(number) / "main.tf").write_text(text, encoding="utf-8")
    (row,) = run(Request([str(tmp_path)]), TODAY).rows
    assert [(way.version, [one.cluster for one in some]) for way, some in row.ways().items()] == [
        ("4.80.0", ["aks0", "aks1"]),
        ("4.57.0", ["aks2"]),
    ]
    text = render(run(Request([str(tmp_path)]), TODAY), "text", TableOptions())
    assert (
        "  2 clusters: Azure steps; in one change azurerm 4.80.0: in-place\n"
        "    1. give the cluster a user-assigned identity\n    2. move from kubenet to overlay\n" in text
    )
    assert "  1 cluster: Azure steps; in one change azurerm 4.57.0: replace\n" in text


def bicep(pools: str) -> str:
    network = "networkPlugin: 'azure'\n networkPolicy: 'azure'"
    kind = "'Microsoft.ContainerService/managedClusters@2026-06-01'"
    properties = f"networkProfile: {{\n {network}\n }}\n {pools}"
    return f"resource aks {kind} = {{\n name: 'prod'\n properties: {{\n {properties}\n }}\n}}\n"


def test_tools_are_called_as_people_call_them() -> None:
    text = bicep("agentPoolProfiles: [{ name: 'system', mode: 'System', osType: 'Linux' }]")
    shown = render(seen(text, "main.bicep"), "text", TableOptions())
    assert "  1 cluster: Azure in-place-irreversible; Bicep 2026-06-01: in-place\n" in shown


def test_what_a_way_hangs_on_is_named() -> None:
    calendar = seen("param pools array\n" + bicep("agentPoolProfiles: pools"), "main.bicep")
    assert "undecided; what decides cannot be told: agentPoolProfiles" in render(calendar, "text", TableOptions())
    SCHEMA.validate(json.loads(render(calendar, "json", TableOptions())))


def test_clusters_that_differ_in_what_decides_go_their_own_ways() -> None:
    text = az(one={"networkPlugin": "kubenet"}, two={"networkPlugin": "kubenet", "networkPolicy": "calico"})
    (row,) = seen(text, "aks.json").rows
    assert len(row.ways()) == 2


def test_values_that_cannot_be_told_are_counted_and_said() -> None:
    text = cluster("4.80.0", pool="os_sku = var.sku").replace('network_plugin = "azure"', "network_plugin = var.plugin")
    calendar = seen('variable "plugin" {}\nvariable "sku" {}\n' + text)
    assert not calendar.rows
    assert [(one.cluster, one.pool, one.path, one.why) for one in calendar.undecided] == [
        ("prod", None, "networkProfile.networkPlugin", "var.plugin has no value"),
        ("prod", "system", "osSKU", "var.sku has no value"),
    ]
    shown = render(calendar, "text", TableOptions())
    assert shown.startswith("nothing retires of 1 cluster, seen on 2026-11-30\n\nof 1 cluster it cannot be told")
    assert "  prod, pool system: osSKU: var.sku has no value (main.tf:" in shown


def test_pools_of_clusters_that_are_declared_elsewhere_retire_as_well() -> None:
    lines = 'name = "o"\n  os_sku = "Windows2019"\n  kubernetes_cluster_id = var.id'
    calendar = seen(f'variable "id" {{}}\nresource "azurerm_kubernetes_cluster_node_pool" "o" {{\n  {lines}\n}}\n')
    (row,) = calendar.rows
    assert (calendar.clusters, row.id, row.pools) == (0, "Windows2019", 1)
    assert not calendar.undecided


@pytest.mark.parametrize(
    ("words", "code", "out"),
    [
        pytest.param([], 0, "nothing retires of 1 cluster, seen on 2026-11-30\n", id="nothing, in one line"),
        pytest.param(["--within", "30"], 0, "nothing retires within 30 days of 1 cluster, seen on 2026-11-30\n", id="nothing within some days"),
        pytest.param(["--fail-on", "retiring,expired"], 0, "nothing retires of 1 cluster, seen on 2026-11-30\n", id="nothing that could fail"),
    ],
)  # fmt: skip
def test_nothing_is_said_in_one_line(call: Call, words: list[str], code: int, out: str) -> None:
    Path("main.tf").write_text(cluster("4.80.0"), encoding="utf-8")
    done = call("migrate", "--retiring", "main.tf", "--today", "2026-11-30", *words)
    assert (done.code, done.out, done.err) == (code, out, "")


@pytest.mark.parametrize(
    ("today", "fail_on", "code"),
    [
        pytest.param("2026-11-30", [], 0, id="a view fails nothing by itself"),
        pytest.param("2030-01-01", [], 0, id="not even what is past"),
        pytest.param("2026-11-30", ["--fail-on", "expired"], 0, id="not past yet"),
        pytest.param("2028-03-31", ["--fail-on", "expired"], 0, id="the day itself is not past"),
        pytest.param("2028-04-01", ["--fail-on", "expired"], 1, id="past"),
        pytest.param("2026-11-30", ["--fail-on", "retiring"], 1, id="retiring some day"),
        pytest.param("2026-11-30", ["--fail-on", "retiring", "--within", "90"], 0, id="not within some days"),
        pytest.param("2028-02-01", ["--fail-on", "retiring", "--within", "90"], 1, id="within some days"),
        pytest.param("2028-04-01", ["--fail-on", "expired, retiring"], 1, id="one of two words"),
    ],
)
def test_what_fails(call: Call, today: str, fail_on: list[str], code: int) -> None:
    Path("main.tf").write_text(kubenet(), encoding="utf-8")
    assert call("migrate", "--retiring", "main.tf", "--today", today, *fail_on).code == code


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(["--retiring"], "--retiring: error: there is nothing to look at\n  hint: name files or folders: aksnet migrate --retiring .", id="no paths"),
        pytest.param(["--retiring", "main.tf", "--format", "sarif"], "--format: error: 'sarif' is none of text, json, markdown, csv", id="a format of findings"),
        pytest.param(["--retiring", "main.tf", "--fail-on", "replace"], "--fail-on: error: 'replace' says nothing of what retires\n  hint: with --retiring it takes expired and retiring", id="a verdict"),
        pytest.param(["--retiring", "main.tf", "--within", "soon"], "--within: error: 'soon' is no whole number", id="days in words"),
        pytest.param(["--retiring", "main.tf", "--within", "-3"], "--within: error: -3 days are none\n  hint: for example --within 180", id="days below nothing"),
        pytest.param(["--retiring", "main.tf", "--to", "overlay"], "--to: error: the view of what retires has its own goals: what Microsoft says comes after\n  hint: leave it out, or --retiring", id="a mode to go to"),
        pytest.param(["--retiring", "main.tf", "--since", "HEAD"], "--since: error: the view of what retires", id="a revision of git"),
        pytest.param(["--retiring", "main.tf", "--today", "tomorrow"], "--today: error: 'tomorrow' is no date", id="a day in words"),
        pytest.param(["--retiring", "main.tf", "--provider-version", "x"], "--provider-version: error: 'x' is no version of azurerm that aksnet knows", id="no version"),
        pytest.param(["--retiring", "nowhere"], "nowhere: error: there is no such file or folder", id="no file"),
    ],
)  # fmt: skip
def test_bad_words_are_told_once(call: Call, words: list[str], message: str) -> None:
    Path("main.tf").write_text(kubenet(), encoding="utf-8")
    done = call("migrate", *words)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert done.err.count("error:") == 1


def test_a_file_that_cannot_be_read_is_no_success(call: Call) -> None:
    Path("main.tf").write_text(kubenet() + "\nresource {", encoding="utf-8")
    done = call("migrate", "--retiring", "main.tf")
    assert done.code == 1
    assert "kubenet" in done.out
    assert "main.tf:" in done.err
    assert ": error: " in done.err


def test_a_folder_without_clusters_says_so_beside_the_view(call: Call) -> None:
    Path("net.tf").write_text('resource "azurerm_virtual_network" "v" {\n  name = "v"\n}\n', encoding="utf-8")
    done = call("migrate", "--retiring", ".", "--today", "2026-11-30")
    assert done.code == 0
    assert done.out == "nothing retires of 0 clusters, seen on 2026-11-30\n"
    assert done.err == "no clusters found\n"


FLEET = {
    "nothing": cluster("4.80.0"),
    "kubenet": kubenet(),
    "a release that nobody says": kubenet(version=None),
    "pools": pool('os_sku = "Ubuntu2204"\n type = "AvailabilitySet"'),
    "what cannot be told": 'variable "x" {}\n' + pool("os_sku = var.x"),
}


@pytest.mark.parametrize("text", FLEET.values(), ids=FLEET)
def test_json_is_what_the_schema_says(text: str) -> None:
    document = json.loads(render(seen(text), "json", TableOptions()))
    SCHEMA.validate(document)
    assert document["clusters"] == 1


def test_csv_has_a_line_for_each_that_is_concerned() -> None:
    text = az(one={"networkPlugin": "kubenet"}, two={"networkPlugin": "kubenet"}, three={"networkPlugin": "azure"})
    head, *lines = csv.reader(StringIO(render(seen(text, "aks.json"), "csv", TableOptions())))
    assert head[:5] == ["date", "days_left", "id", "what", "cluster"]
    assert [line[:5] for line in lines] == [
        ["2028-03-31", "487", "kubenet", "kubenet", "one"],
        ["2028-03-31", "487", "kubenet", "kubenet", "two"],
    ]


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("output_format", CALENDARS)
def test_any_name_stays_a_name(output_format: str, name: str) -> None:
    text = az(**{name or "-": {"networkPlugin": "kubenet"}, "=HYPERLINK(1)": {"networkPlugin": "kubenet"}})
    calendar = seen(text, "aks.json")
    shown = render(calendar, output_format, TableOptions())
    if output_format == "json":
        (row,) = json.loads(shown)["retirements"]
        assert sum(len(one["concerned"]) for one in row["paths"]) == 2
    elif output_format == "csv":
        lines = list(csv.reader(StringIO(shown)))
        assert len(lines) == 3
        assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line)
    else:
        assert len(shown.splitlines()) == len(render(seen(az(a={"networkPlugin": "kubenet"}, b={"networkPlugin": "kubenet"}), "aks.json"), output_format, TableOptions()).splitlines())  # fmt: skip


@pytest.mark.parametrize("output_format", ["text", "markdown"])
def test_a_large_group_names_some_and_counts_the_rest(output_format: str) -> None:
    text = az(**{f"aks{number}": {"networkPlugin": "kubenet"} for number in range(25)})
    shown = render(seen(text, "aks.json"), output_format, TableOptions())
    assert "25 clusters: Azure" in shown
    assert "and 5 more: " in shown
    assert "aks19" in shown
    assert "aks20" not in shown


def test_a_thousand_clusters_that_are_alike_are_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    judged: list[Pair] = []
    monkeypatch.setattr(retiring, "judge", lambda pair: judged.append(pair) or judge(pair))
    profile = {"networkPlugin": "kubenet"}
    text = az(**{f"aks{number}": profile for number in range(1000)}, other={**profile, "networkPolicy": "calico"})
    (row,) = seen(text, "aks.json").rows
    assert row.clusters == 1001
    assert [pair.name for pair in judged] == ["aks0", "other"]
