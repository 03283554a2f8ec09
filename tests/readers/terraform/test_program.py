"""Modules, instances and references of Terraform: what was found wrong in real repositories, and what is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.configuration import Attribute, Configuration, Partly
from aksnet.readers.inputs import Request, read
from aksnet.view import Unknown

PROFILE = 'resource "azurerm_kubernetes_cluster" "a" {\n  name = "a"\n  network_profile {\n    pod_cidr = %s\n  }\n}\n'


def _read(folder: Path, files: dict[str, str], path: str = ".") -> list[Configuration]:
    (folder / ".git").mkdir()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read(Request([str(folder / path)]))


def _value(folder: Path, expression: str, beside: str = "", **files: str) -> Partly:
    """What `pod_cidr` comes to, written as the expression in a module with all else."""
    more = {name.replace("__", "/") + ".tf": text for name, text in files.items()}
    configurations = _read(folder, {"main.tf": PROFILE % expression + beside, **more}, "main.tf")
    (cluster,) = [one for c in configurations for one in c.clusters if one.address == "azurerm_kubernetes_cluster.a"]
    return cluster.values["networkProfile.podCidr"].data


NETWORK = 'resource "azurerm_virtual_network" "v" {\n  name = "v"\n  location = "West Europe"\n  address_space = ["10.64.0.0/16", "10.2.0.0/16"]\n%s}\n'
SUBNET = '  subnet {\n    name = "%s"\n    address_prefixes = ["%s"]\n  }\n'
TWO = NETWORK % (SUBNET % ("z", "10.2.0.0/24") + SUBNET % ("a", "10.2.1.0/24"))
COUNTED = 'resource "azurerm_subnet" "c" {\n  count = 2\n  name = "s${count.index}"\n}\n'
EACH = 'resource "azurerm_subnet" "e" {\n  for_each = {a = "10.1.0.0/16", b = "10.2.0.0/16"}\n  name = each.value\n}\n'
OUTPUT = 'variable "cidr" { default = "10.9.0.0/16" }\noutput "cidr" { value = var.cidr }\n'
CALLED = 'module "m" {\n  source = "./m"\n  for_each = {a = "10.1.0.0/16"}\n  cidr = each.value\n}\nmodule "n" {\n  source = "./m"\n  count = 2\n}\n'
PINNED = 'terraform {\n  required_providers {\n    azurerm = "%s"\n  }\n}\n'


@pytest.mark.parametrize(
    ("expression", "beside", "value"),
    [
        pytest.param("azurerm_subnet.c[1].name", COUNTED, "s1", id="an instance of count"),
        pytest.param('azurerm_subnet.c["1"].name', COUNTED, "s1", id="an instance of count by a text"),
        pytest.param('azurerm_subnet.e["b"].name', EACH, "10.2.0.0/16", id="an instance of for_each"),
        pytest.param("azurerm_subnet.e.b.name", EACH, "10.2.0.0/16", id="an instance of for_each by a dot"),
        pytest.param('join(",", azurerm_subnet.c[*].name)', COUNTED, "s0,s1", id="all instances of count"),
        pytest.param('join(",", values(azurerm_subnet.e)[*].name)', EACH, "10.1.0.0/16,10.2.0.0/16", id="all instances of for_each"),
        pytest.param('try(azurerm_subnet.c[2].name, "none")', COUNTED, "none", id="an instance that there is not"),
        pytest.param("module.m.a.cidr", CALLED, "10.1.0.0/16", id="the output of an instance of a module by a dot"),
        pytest.param('try(module.m["z"].cidr, "none")', CALLED, "none", id="an instance of a module that there is not"),
        pytest.param('try(module.n["0"].cidr, "none")', CALLED, "10.9.0.0/16", id="an instance of a counted module by a text"),
        pytest.param('"${length(module.n)}"', CALLED, "2", id="how many instances a module has"),
        pytest.param("azurerm_virtual_network.v.location", NETWORK % "", "westeurope", id="a location is kept in small letters without blanks"),
        pytest.param("azurerm_virtual_network.v.address_space[0]", PINNED % "~> 3.0" + NETWORK % "", "10.64.0.0/16", id="ranges have an order in azurerm 3"),
        pytest.param('try(azurerm_virtual_network.v.address_space[0], "none")', NETWORK % "", "none", id="and none from 4 on"),
        pytest.param('try(azurerm_virtual_network.v.subnet[0].name, "none")', NETWORK % (SUBNET % ("s", "10.2.0.0/24")), "none", id="subnets of a network are a set"),
        pytest.param("tolist(azurerm_virtual_network.v.subnet)[0].name", NETWORK % (SUBNET % ("s", "10.2.0.0/24")), "s", id="a set of one, as a list"),
        pytest.param('one([for s in azurerm_virtual_network.v.subnet : s.name if s.name != "a"])', TWO, "z", id="one of a set of blocks, by what it says"),
        pytest.param('{for s in azurerm_virtual_network.v.subnet : s.name => s.address_prefixes[0]}["a"]', TWO, "10.2.1.0/24", id="a set of blocks, by a name of each"),
        pytest.param("[for s in azurerm_virtual_network.v.subnet : s.name][0]", NETWORK % (SUBNET % ("s", "10.2.0.0/24")), "s", id="a loop over a set of one block"),
        pytest.param('azurerm_subnet.c[0].id != null ? "given" : "not"', COUNTED, "given", id="an id is never null"),
        pytest.param('{x = azurerm_subnet.c[0].id} == null ? "null" : "not"', COUNTED, "not", id="what has members is never null"),
        pytest.param("jsondecode(data.x.y.z)", 'data "x" "y" {\n  z = "[1]"\n}\n', [1], id="what is written in a data source is known"),
    ],
)  # fmt: skip
def test_references_give_what_terraform_gives(tmp_path: Path, expression: str, beside: str, value: Partly) -> None:
    expression = f"jsonencode({expression})" if isinstance(value, list) else expression
    wanted = "[1]" if isinstance(value, list) else value
    assert _value(tmp_path, expression, beside, m__main=OUTPUT) == wanted


@pytest.mark.parametrize(
    ("expression", "beside", "reason"),
    [
        *(
            pytest.param(expression, TWO, "which of the blocks subnet is the first is not known here", id=f"of a set of two blocks {name}")
            for name, expression in (
                ("an index", "azurerm_virtual_network.v.subnet[0].name"),
                ("the first of a splat", "azurerm_virtual_network.v.subnet.*.name[0]"),
                ("an element of a splat", "element(azurerm_virtual_network.v.subnet[*].name, 1)"),
                ("the first of a loop", "[for s in azurerm_virtual_network.v.subnet : s.name][0]"),
                ("a loop with a counter", "{for n, s in azurerm_virtual_network.v.subnet : s.name => s.name}.a"),
                ("a group of a loop", '{for s in azurerm_virtual_network.v.subnet : "x" => s.name...}.x[0]'),
                ("one of a loop that keeps both", 'join(",", [for s in azurerm_virtual_network.v.subnet : s.name if s.name != "x"])'),
                ("a member", "azurerm_virtual_network.v.subnet.a.name"),
            )
        ),
        pytest.param("tolist(azurerm_virtual_network.v.subnet)[0].name", TWO, "which of the blocks subnet is the first is not known here", id="the first of a set of blocks"),
        pytest.param("tolist(azurerm_private_dns_a_record.r.records)[0]", 'resource "azurerm_private_dns_a_record" "r" {\n  records = ["10.0.0.9", "10.0.0.1"]\n}\n', "whether records is a list or a set is not known here", id="the first of what may be a set"),
        pytest.param('azurerm_redis_cache.r.capacity == 1 ? "a" : "b"', 'resource "azurerm_redis_cache" "r" {\n  capacity = "1"\n}\n', "whether capacity is a number or a text is not known here", id="a number in quotes of a type that is not known"),
        pytest.param("var.s", 'variable "s" {\n  default   = "10.0.0.0/8"\n  sensitive = true\n}\n', "var.s is sensitive, and is not shown", id="a sensitive variable"),
        pytest.param("var.n", 'variable "n" {\n  default = "abc"\n  type = number\n}\n', "the default of var.n is of another type", id="a default of another type"),
        pytest.param('try(local.l, "fallback")', "locals {\n  l = 1 / 0\n}\n", "this divides by zero", id="a local value that Terraform refuses: try does not help"),
        pytest.param("azurerm_subnet.c[0].x", COUNTED, "is known only once it is deployed", id="what the provider computes"),
        pytest.param("data.x.y.z", 'data "x" "y" {}\n', "is known only once terraform reads it", id="what a data source reads"),
        pytest.param("module.r.x", 'module "r" {\n  source = "somewhere/else/azurerm"\n}\n', "module.r is not here: its outputs are not known", id="an output of a module that is not here"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_says_why(tmp_path: Path, expression: str, beside: str, reason: str) -> None:
    data = _value(tmp_path, expression, beside)
    assert isinstance(data, Unknown)
    assert reason in data.reason


def test_a_reference_to_an_id_is_one(tmp_path: Path) -> None:
    assert _value(tmp_path, "azurerm_subnet.c[0].id", COUNTED) == Attribute("azurerm_subnet.c[0].id")


@pytest.mark.parametrize(
    ("call", "path"),
    [
        pytest.param('source = "../../modules/aks"', "envs/prod", id="a folder beside the one that is named"),
        pytest.param('source = ("../../modules/aks")', ".", id="in parentheses"),
        pytest.param('source /* x */ = /* y */ "../../modules/aks"', ".", id="with comments"),
        pytest.param('source = "../../modules/aks/."', ".", id="with more dots"),
    ],
)
def test_a_module_is_read_wherever_in_the_repository_it_is(tmp_path: Path, call: str, path: str) -> None:
    files = {"envs/prod/main.tf": f'module "aks" {{\n  {call}\n}}\n', "modules/aks/main.tf": PROFILE % "null"}
    clusters = [one.address for configuration in _read(tmp_path, files, path) for one in configuration.clusters]
    assert clusters == ["module.aks.azurerm_kubernetes_cluster.a"]


def test_a_module_in_a_linked_folder_is_read_through_the_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("modules/aks")
    files = {"main.tf": 'module "l" {\n  source = "./link"\n}\n', "modules/aks/main.tf": PROFILE % "null"}
    clusters = [one.address for configuration in _read(tmp_path, files) for one in configuration.clusters]
    assert clusters == ["module.l.azurerm_kubernetes_cluster.a"]


@pytest.mark.parametrize(
    ("files", "version"),
    [
        pytest.param({"main.tf": 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": PINNED % "~> 3.117.1" + PROFILE % "null"}, "~> 3.117.1", id="only the module says it"),
        pytest.param({"main.tf": PINNED % ">= 3" + 'module "m" {\n  source = "./m"\n}\n', "m/main.tf": PINNED % "< 5" + PROFILE % "null"}, ">= 3, < 5", id="both say it"),
        pytest.param({"main.tf": 'terraform {\n  required_providers {\n    azure = { source = "hashicorp/azurerm", version = "3.0.0" }\n  }\n}\n' + PROFILE % "null"}, "3.0.0", id="by another name"),
    ],
)  # fmt: skip
def test_constraints_of_all_modules_hold_together(tmp_path: Path, files: dict[str, str], version: str) -> None:
    (cluster,) = [one for configuration in _read(tmp_path, files) for one in configuration.clusters]
    assert cluster.provider is not None
    assert cluster.provider.version == version


GROUPS = 'resource "azurerm_virtual_network" "v" {\n  name = %s\n  resource_group_name = "mine"\n}\nresource "azurerm_virtual_network" "w" {\n  name = "other"\n}\nresource "azurerm_subnet" "s" {\n  name = "s"\n  resource_group_name = "%s"\n  virtual_network_name = %s\n}\ndata "azurerm_virtual_network" "hub" {\n  name = "vnet"\n}\n'


@pytest.mark.parametrize(
    ("name", "group", "said", "parent"),
    [
        pytest.param('"vnet"', "mine", '"vnet"', "azurerm_virtual_network.v", id="by its name"),
        pytest.param('"vnet"', "hub", '"vnet"', None, id="a network of that name in another group"),
        pytest.param('"vnet"', "mine", "data.azurerm_virtual_network.hub.name", None, id="a data source is declared elsewhere"),
        pytest.param("random_pet.p.id", "mine", "azurerm_virtual_network.v.name", "azurerm_virtual_network.v", id="by a reference, whatever the name"),
        pytest.param('"other"', "x", "azurerm_virtual_network.v.name", "azurerm_virtual_network.v", id="by a reference, where another has that name"),
    ],
)  # fmt: skip
def test_a_subnet_stands_under_the_network_that_it_names(
    tmp_path: Path, name: str, group: str, said: str, parent: str | None
) -> None:
    (configuration,) = _read(tmp_path, {"main.tf": GROUPS % (name, group, said)})
    assert [one.address for one in configuration.networks if one.subnets] == ([parent] if parent else [])
    assert len(configuration.subnets) == (0 if parent else 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('resource "azurerm_kubernetes_cluster" "a" {\n  count = length(azurerm_kubernetes_cluster.a)\n}\n', id="a count of itself"),
        pytest.param('resource "azurerm_subnet" "a" {\n  for_each = azurerm_subnet.b\n}\nresource "azurerm_subnet" "b" {\n  for_each = azurerm_subnet.a\n}\n', id="for_each over each other"),
        pytest.param('module "m" {\n  source = "./m"\n  for_each = module.m\n}\n' + PROFILE % "null", id="a module over itself"),
        pytest.param(PROFILE % "azurerm_kubernetes_cluster.a.network_profile[0].pod_cidr", id="an argument of itself"),
    ],
)  # fmt: skip
def test_circles_end(tmp_path: Path, text: str) -> None:
    configurations = _read(tmp_path, {"main.tf": text, "m/main.tf": PROFILE % "null"})
    assert [problem for one in configurations for problem in one.unread] == []


DOUBLED = (
    'locals {\n  a0 = ["10.0.0.0/8"]\n'
    + "".join(f"  a{n} = {{l = local.a{n - 1}, r = local.a{n - 1}}}\n" for n in range(1, 40))
    + "}\n"
)


@pytest.mark.parametrize("use", ["jsonencode(local.a39)", 'local.a39 == local.a38 ? "a" : "b"', '"${local.a39}"'])
def test_a_value_that_doubles_itself_ends_at_a_limit(tmp_path: Path, use: str) -> None:
    data = _value(tmp_path, use, DOUBLED)
    assert isinstance(data, Unknown)
    assert "more than 100,000 parts" in data.reason or "a string is required" in data.reason


def test_secrets_are_not_told(tmp_path: Path) -> None:
    text = 'resource "azurerm_kubernetes_cluster" "a" {\n  name = "a"\n  windows_profile {\n    admin_username = "u"\n    admin_password = "pw"\n  }\n  http_proxy_config {\n    http_proxy = "http://u:pw@proxy"\n  }\n}\n'
    (configuration,) = _read(tmp_path, {"main.tf": text})
    values = configuration.clusters[0].values
    hidden = Unknown("it is a secret, and is not shown")
    assert (values["windowsProfile.adminPassword"].data, values["httpProxyConfig.httpProxy"].data) == (hidden, hidden)
    assert values["windowsProfile.adminUsername"].data == "u"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(PROFILE % "var.x", ["there is no variable 'x' in this module"], id="a variable"),
        pytest.param(PROFILE % "local.x", ["there is no local value 'x' in this module"], id="a local value"),
        pytest.param(PROFILE % "module.x.y", ["there is no module 'x' in this module"], id="a module"),
        pytest.param(PROFILE % "null" + 'provider "azurerm" {\n  subscription_id = var.x\n}\n', ["there is no variable 'x' in this module"], id="a variable of a provider"),
        pytest.param(PROFILE % "data.azurerm_subnet.var.id", [], id="data, which are not looked for"),
        pytest.param(PROFILE % '"${upper(var.x)}-${var.x}"', ["there is no variable 'x' in this module"], id="told once"),
        pytest.param(PROFILE % "null" + 'output "o" {\n  value = [for module in var.list : module.name]\n}\nvariable "list" {}\n', [], id="a name of a loop"),
        pytest.param(PROFILE % '"var.x"' + "# local.y\n", [], id="texts and comments"),
        pytest.param(PROFILE % "null" + "moved {\n  from = module.old\n  to = module.new\n}\n", [], id="what was moved"),
        pytest.param(PROFILE % "var.x" + "broken {{\n", None, id="nothing where the module can be read only in part"),
        pytest.param('resource "azurerm_subnet" "s" {\n  for_each = ["a"]\n}\n', ["for_each takes a map, or a set of strings"], id="for_each over a list"),
        pytest.param('resource "azurerm_subnet" "s" {\n  for_each = {}\n  count = 1\n}\n', ["count and for_each stand together"], id="count and for_each"),
    ],
)  # fmt: skip
def test_what_terraform_refuses_as_a_whole_is_told(tmp_path: Path, text: str, told: list[str] | None) -> None:
    messages = [problem.message for one in _read(tmp_path, {"main.tf": text}) for problem in one.unread]
    if told is None:
        assert not any("there is no" in message for message in messages)
    else:
        assert messages == told
