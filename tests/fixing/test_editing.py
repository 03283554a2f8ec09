"""Every kind of fix in every language: what it writes, what it leaves alone, and where it keeps its hands off."""

from __future__ import annotations

import pytest

from aksnet.errors import Place
from aksnet.findings import Beside, Fix, Rename, Respell
from fixing import Making, marked, mended


def _respell(place: Place) -> Fix:
    return Respell(place, "Cilium", "cilium")


def _rename(place: Place) -> Fix:
    return Rename(place, "ebpf_data_plane", "network_data_plane")


def _shorten(place: Place) -> Fix:
    return Rename(place, "ebpf_data_plane", "plane")


def _arm_rename(place: Place) -> Fix:
    return Rename(place, "networkDataPlane", "networkDataplane")


def _policy(place: Place) -> Fix:
    return Beside(place, "network_data_plane", "network_policy", "cilium")


def _arm_policy(place: Place) -> Fix:
    return Beside(place, "networkDataplane", "networkPolicy", "cilium")


def _longer(place: Place) -> Fix:
    return Beside(place, "plane", "network_policy", "cilium")


def _tf(body: str) -> str:
    return f'resource "azurerm_kubernetes_cluster" "a" {{\n{body}\n}}\n'


def _body(body: str) -> str:
    return f'resource "azapi_resource" "a" {{\n  body = {{\n{body}\n  }}\n}}\n'


def _bicep(body: str) -> str:
    return f"resource c 'Microsoft.ContainerService/managedClusters@2025-01-01' = {{\n{body}\n}}\n"


def _tf_json(body: str) -> str:
    return f'{{"resource": {{"azurerm_kubernetes_cluster": {{"a": {{\n{body}\n}}}}}}}}\n'


def _arm(body: str, head: str = "", tail: str = "") -> str:
    return f'{{"contentVersion": "1.0.0.0",{head} "resources": [{{\n{body}\n}}]{tail}}}\n'


@pytest.mark.parametrize(
    ("name", "around", "before", "fix", "after"),
    [
        # another word
        pytest.param("a.tf", _tf, '  §x = "Cilium" # Cilium', _respell, '  x = "cilium" # Cilium', id="a word in Terraform"),
        pytest.param("a.tofu", _tf, '  §x="Cilium"', _respell, '  x="cilium"', id="a word in OpenTofu, without room around the sign"),
        pytest.param("a.tf", _tf, '\t§x\t=\t"Cilium"\t// "Cilium"', _respell, '\tx\t=\t"cilium"\t// "Cilium"', id="a word among tabs"),
        pytest.param("a.tf", _tf, '  b { §x = "Cilium" }', _respell, '  b { x = "cilium" }', id="a word in a block of one line"),
        pytest.param("a.tf", _tf, '  o = { §x = "Cilium", y = "Cilium" }', _respell, '  o = { x = "cilium", y = "Cilium" }', id="a word in an object of one line"),
        pytest.param("a.tf", _tf, '  §x = ["a", "Cilium"]', _respell, '  x = ["a", "cilium"]', id="a word in a list"),
        pytest.param("a.tf", _tf, '  §x = ("Cilium")', _respell, '  x = ("cilium")', id="a word in round brackets"),
        pytest.param("a.tf", _tf, "  §x = 30", lambda place: Respell(place, "30", "110"), "  x = 110", id="a number"),
        pytest.param("a.tf", _tf, '  §x = "30"', lambda place: Respell(place, "30", "110"), '  x = "110"', id="a number in quotes, which stay"),
        pytest.param("a.tf.json", _tf_json, '  "§x": "Cilium"'.replace('"§', '§"'), _respell, '  "x": "cilium"', id="a word in Terraform's JSON"),
        pytest.param("a.bicep", _bicep, "  §x: 'Cilium' // Cilium", _respell, "  x: 'cilium' // Cilium", id="a word in Bicep"),
        pytest.param("a.bicep", _bicep, "  o: { §x: 'Cilium', y: 'Cilium' }", _respell, "  o: { x: 'cilium', y: 'Cilium' }", id="a word in an object of Bicep"),
        pytest.param("a.json", _arm, '  §"x": "Cilium"', _respell, '  "x": "cilium"', id="a word in a template"),
        pytest.param("a.json", _arm, '  "o": {§"x": "Cilium"}, "p": "Cilium"', _respell, '  "o": {"x": "cilium"}, "p": "Cilium"', id="a word among others in a line of a template"),
        # another name
        pytest.param("a.tf", _tf, "  §ebpf_data_plane     = local.x", _rename, "  network_data_plane  = local.x", id="a longer name takes its room, whatever the value is"),
        pytest.param("a.tf", _tf, "  §ebpf_data_plane = 1", _rename, "  network_data_plane = 1", id="a longer name without room"),
        pytest.param("a.tf", _tf, "  §ebpf_data_plane = 1", _shorten, "  plane           = 1", id="a shorter name leaves the sign where it is"),
        pytest.param("a.tf", _tf, "  §ebpf_data_plane=1", _rename, "  network_data_plane=1", id="a name right before its sign"),
        pytest.param("a.tf", _tf, "  §ebpf_data_plane\t= 1", _shorten, "  plane\t= 1", id="a name before a tab"),
        pytest.param("a.tf", _body, '    §"ebpf_data_plane" : 1', _rename, '    "network_data_plane" : 1', id="a name in quotes"),
        pytest.param("a.tf.json", _tf_json, '  §"ebpf_data_plane" : 1', _shorten, '  "plane" : 1', id="a name in Terraform's JSON"),
        pytest.param("a.bicep", _bicep, "  §networkDataPlane: plane", _arm_rename, "  networkDataplane: plane", id="a name in Bicep, of which only the case is another"),
        pytest.param("a.bicep", _bicep, "  §'networkDataPlane' : plane", _arm_rename, "  'networkDataplane' : plane", id="a name in quotes of Bicep"),
        pytest.param("a.json", _arm, '  §"networkDataPlane": {}', _arm_rename, '  "networkDataplane": {}', id="a name in a template"),
        # one more line
        pytest.param("a.tf", _tf, '  §network_data_plane  = "cilium" # x\n  z = 1', _policy, '  network_data_plane  = "cilium" # x\n  network_policy      = "cilium"\n  z = 1', id="a line whose sign stands below the other"),
        pytest.param("a.tf", _tf, '\t§network_data_plane="cilium"', _policy, '\tnetwork_data_plane="cilium"\n\tnetwork_policy="cilium"', id="a line as cramped as the other"),
        pytest.param("a.tf", _tf, '  §plane = "cilium" /* x */ ', _longer, '  plane = "cilium" /* x */ \n  network_policy = "cilium"', id="a line that is too long for the other's room"),
        pytest.param("a.tf", _tf, "  §plane = true", _longer, '  plane = true\n  network_policy = "cilium"', id="a line below one without quotes"),
        pytest.param("a.tf", _body, '    §"networkDataplane" : "cilium", // x', _arm_policy, '    "networkDataplane" : "cilium", // x\n    "networkPolicy"    : "cilium",', id="a line with the quotes, sign and comma of the other"),
        pytest.param("a.tf.json", _tf_json, '  §"network_data_plane": "cilium",\n  "z": 1', _policy, '  "network_data_plane": "cilium",\n  "network_policy": "cilium",\n  "z": 1', id="a line between two of Terraform's JSON"),
        pytest.param("a.tf.json", _tf_json, '  §"network_data_plane": "cilium"', _policy, '  "network_data_plane": "cilium",\n  "network_policy": "cilium"', id="a last line of Terraform's JSON"),
        pytest.param("a.bicep", _bicep, "  §networkDataplane: 'cilium' // x", _arm_policy, "  networkDataplane: 'cilium' // x\n  networkPolicy: 'cilium'", id="a line of Bicep"),
        pytest.param("a.json", _arm, '\t§"networkDataplane" :  "cilium" // x', _arm_policy, '\t"networkDataplane" :  "cilium", // x\n\t"networkPolicy" :  "cilium"', id="a last line of a template, before a comment"),
        pytest.param("a.json", _arm, '  §"networkDataplane": "cilium"\n  , "z": 1', _arm_policy, '  "networkDataplane": "cilium",\n  "networkPolicy": "cilium"\n  , "z": 1', id="a line of a template before a comma"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["", "Windows line ends"])
def test_a_fix_writes(name: str, around: Making, before: str, fix: Making, after: str, ends: str) -> None:
    text, place = marked(name, around(before).replace("\n", ends))
    assert mended(name, text, fix(place)) == around(after).replace("\n", ends)


VARIABLE = 'variable "x" {\n  §x = "Cilium"\n}\n'


@pytest.mark.parametrize(
    ("name", "text", "fix"),
    [
        pytest.param("a.tf", _tf('  §x = "cilium"'), _respell, id="another word than expected"),
        pytest.param("a.tf", _tf('  §x = "Cilium2"'), _respell, id="a word that only begins so"),
        pytest.param("a.tf", _tf("  §x = var.Cilium"), _respell, id="a variable"),
        pytest.param("a.tf", _tf("  §x = Cilium"), _respell, id="a reference of the same name"),
        pytest.param("a.tf", _tf('  §x = "${var.a}Cilium"'), _respell, id="an interpolation"),
        pytest.param("a.tf", _tf('  §x = true ? "Cilium" : "a"'), _respell, id="a condition"),
        pytest.param("a.tf", _tf('  §x = lower("Cilium")'), _respell, id="a call"),
        pytest.param("a.tf", _tf("  §x = <<A\nCilium\nA"), _respell, id="a text of several lines"),
        pytest.param("a.tf", _tf('  §x = ["Cilium", "Cilium"]'), _respell, id="a list that has the word twice"),
        pytest.param("a.tf", _tf('  §x = "\\u0043ilium"'), _respell, id="a word with an escape"),
        pytest.param("a.tf", _tf('  # §x = "Cilium"'), _respell, id="a line in a comment"),
        pytest.param("a.tf", _tf('  /*\n  §x = "Cilium"\n  */'), _respell, id="a line in a comment of several"),
        pytest.param("a.tf", _tf('  y = <<A\n  §x = "Cilium"\nA'), _respell, id="a line in a text"),
        pytest.param("a.tf", _tf('  §x = "Cilium"') + "}\n", _respell, id="a file that is broken elsewhere"),
        pytest.param("a.tf", VARIABLE, _respell, id="a variable's own block"),
        pytest.param("a.tf", VARIABLE.replace('variable "x"', "locals"), _respell, id="a local, which others may use"),
        pytest.param("a.tf", VARIABLE.replace("variable", "module"), _respell, id="an input of a module"),
        pytest.param("a.tf", _tf("  §x = 30"), lambda place: Respell(place, "30", "a + b"), id="code for a number"),
        pytest.param("a.tf", _tf("  §x = 301"), lambda place: Respell(place, "30", "110"), id="a number that only begins so"),
        pytest.param("terraform.tfvars", 'x = {\n  §x = "Cilium"\n}\n', _respell, id="a value of a variable"),
        pytest.param("a.bicepparam", "param x = {\n  §x: 'Cilium'\n}\n", _respell, id="a value of a parameter"),
        pytest.param("aksnet.yaml", "§x: Cilium\n", _respell, id="a spec"),
        pytest.param("<stdin>", _tf('  §x = "Cilium"'), _respell, id="standard input"),
        pytest.param("a.bicep", _bicep("  §x: '''Cilium'''"), _respell, id="a text of several lines in Bicep"),
        pytest.param("a.bicep", "var v = {\n  §x: 'Cilium'\n}\n", _respell, id="a variable of Bicep"),
        pytest.param("a.bicep", "param v object = {\n  §x: 'Cilium'\n}\n", _respell, id="a parameter of Bicep"),
        pytest.param("a.json", _arm('  §"x": "[variables(\'Cilium\')]"'), _respell, id="an expression in a template"),
        pytest.param("a.json", _arm('"a": 1', '\n"variables": {"o": {§"x": "Cilium"}},'), _respell, id="a variable of a template"),
        pytest.param("a.json", _arm('"properties": {"parameters": {"o": {§"x": "Cilium"}}}'), _respell, id="a parameter of a template in a template"),
        pytest.param("a.json", _arm('  §"x": "Cilium"', '\n"metadata": {"_generator": {"name": "bicep"}},'), _respell, id="a template that Bicep makes"),
        pytest.param("a.json", '{\n§"x": "Cilium", "resources": []}\n', _respell, id="JSON that is no template"),
        pytest.param("plan.json", '{"format_version": "1.2", "planned_values": {"root_module": {"resources": [{\n§"x": "Cilium"}]}}}\n', _respell, id="a plan"),
        pytest.param("a.tf.json", '{"locals": {"resource": {§"x": "Cilium"}}}\n', _respell, id="a local in Terraform's JSON"),
        # names
        pytest.param("a.tf", _tf("  §data_plane = 1"), _rename, id="another name than expected"),
        pytest.param("a.tf", _tf("  §ebpf_data_plane = 1\n  network_data_plane = 2"), _rename, id="a new name that is taken"),
        pytest.param("a.tf", _tf('  §ebpf_data_plane = 1\n  dynamic "network_data_plane" {\n    for_each = []\n    content {}\n  }'), _rename, id="a new name that a dynamic block has"),
        pytest.param("a.tf", _tf("  §ebpf_data_plane = 1"), lambda place: Rename(place, "ebpf_data_plane", "a = b"), id="a name that needs quotes"),
        pytest.param("a.json", _arm('§"networkDataPlane": 1, "NETWORKPOLICY": 2'), lambda place: Rename(place, "networkDataPlane", "networkPolicy"), id="a new name that is taken in another case"),
        # one more line
        pytest.param("a.tf", _tf('  b { §network_data_plane = "cilium" }'), _policy, id="a line that has more on it"),
        pytest.param("a.tf", _tf('  o = { §network_data_plane = "cilium", z = 1 }'), _policy, id="an object of one line"),
        pytest.param("a.tf", _tf('  o = {\n  §network_data_plane = "cilium", z = 1\n  }'), _policy, id="a line with two arguments"),
        pytest.param("a.tf", _tf('  §network_data_plane = "cilium" /* a\n  */'), _policy, id="a line that ends within a comment"),
        pytest.param("a.tf", _tf('  /* a */ §network_data_plane = "cilium"'), _policy, id="a line that begins with a comment"),
        pytest.param("a.tf", _tf("  §network_data_plane = var.x"), _policy, id="a line below a variable"),
        pytest.param("a.tf", _tf('  §network_data_plane = "ci${""}lium"'), _policy, id="a line below an interpolation"),
        pytest.param("a.tf", _tf('  §network_data_plane = (\n  "cilium")'), _policy, id="a value on the next line"),
        pytest.param("a.tf", _tf('  §network_data_plane = "cilium"\n  network_policy = null'), _policy, id="an argument that is there, and says nothing"),
        pytest.param("a.tf", _body('  (var.x) = 1\n  §network_data_plane = "cilium"'), _policy, id="an object with a name that is computed"),
        pytest.param("a.tf", _tf('  §plane = "cilium"'), _policy, id="a line below another argument"),
        pytest.param("a.bicep", _bicep("  o: { §networkDataplane: 'cilium' }"), _arm_policy, id="an object of one line in Bicep"),
        pytest.param("a.bicep", _bicep("  §networkDataplane: 'cilium'\n  NetworkPolicy: x"), _arm_policy, id="a property that is there in another case"),
        pytest.param("a.json", _arm('  §"networkDataplane": "[parameters(\'p\')]"'), _arm_policy, id="a line below an expression of a template"),
        pytest.param("a.tf.json", _tf_json('  §"network_data_plane": "${var.x}"'), _policy, id="a line below an expression in Terraform's JSON"),
        pytest.param("a.json", _arm('  "o": {§"networkDataplane": "cilium"}'), _arm_policy, id="an object of one line in a template"),
    ],
)  # fmt: skip
def test_a_fix_leaves_alone(name: str, text: str, fix: Making) -> None:
    text, place = marked(name, text)
    assert mended(name, text, fix(place)) == text


@pytest.mark.parametrize("place", [Place("a.tf", 2, 4), Place("a.tf", 9, 1), Place("a.tf", 2), Place("a.tf"), Place("b.tf", 2, 3)], ids=str)  # fmt: skip
def test_a_place_where_nothing_stands_is_left_alone(place: Place) -> None:
    text = _tf('  x = "Cilium"')
    assert mended("a.tf", text, _respell(Place("a.tf", 2, 3))) != text
    assert mended("a.tf", text, _respell(place)) == text
