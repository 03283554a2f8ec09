"""New values in the text of a spec: comments, order and layout stay, and nothing else changes."""

from __future__ import annotations

import json
from difflib import ndiff
from pathlib import Path

import pytest

from aksnet.errors import SpecError
from aksnet.spec.loading import parse
from aksnet.spec.rewriting import Edit, rewritten
from places import SPECS
from timing import within

PREFIX = Edit(None, ("vnet", "subnets", "nodes", "prefix"), "10.0.0.0/24", "subnet")
CIDR = Edit(None, ("network", "pod_cidr"), "10.244.0.0/18", "pod CIDR")
SPACE = Edit(None, ("vnet", "address_space"), ("10.0.0.0/16", "fd00::/56"), "VNet")

BLOCK = """\
# the shop, in the west
name: shop   # as people know it

network:
  plugin: overlay        # no other one
  # what is below is the default
vnet:
  subnets:
    nodes:      # the nodes
    endpoints: {other: 20}   # private endpoints
pools:
  - name: system   # the first
    count: 3
    subnet: nodes
  - {name: user, min: 3, max: 30, subnet: nodes}
# the end
"""
DASHES = """\
---
pools:
- name: system
  count: 3
kubernetes_version: 1.30
tags: {a: "yes", b: 'no', c: 0123, d: 2026-01-01, e: ~, f: 1e3}
network: {plugin: overlay}
vnet: {subnets: {nodes: {}}}
"""
FOUR = """\
network:
    plugin: overlay
vnet:
    subnets:
        nodes:
        endpoints:
            other: 20
pools:
    - name: system
      count: 3
"""


def _changes(before: str, after: str) -> list[str]:
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.mark.parametrize(
    ("text", "edits", "changes"),
    [
        pytest.param(BLOCK, [PREFIX], ["+       prefix: 10.0.0.0/24"], id="under a name with a remark"),
        pytest.param(BLOCK, [CIDR], ["+   pod_cidr: 10.244.0.0/18"], id="at the end of a mapping"),
        pytest.param(BLOCK, [SPACE], ['+   address_space: [10.0.0.0/16, "fd00::/56"]'], id="a list"),
        pytest.param(FOUR, [PREFIX, CIDR], ["+     pod_cidr: 10.244.0.0/18", "+             prefix: 10.0.0.0/24"], id="four spaces deep"),
        pytest.param(DASHES, [CIDR], ["- network: {plugin: overlay}", "+ network: {plugin: overlay, pod_cidr: 10.244.0.0/18}"], id="in braces"),
        pytest.param(DASHES, [PREFIX], ["- vnet: {subnets: {nodes: {}}}", "+ vnet: {subnets: {nodes: {prefix: 10.0.0.0/24}}}"], id="deep in braces"),
        pytest.param("network: {plugin: overlay}\n", [PREFIX], ["+ vnet:", "+   subnets:", "+     nodes:", "+       prefix: 10.0.0.0/24"], id="with all that is around it"),
        pytest.param("network: {plugin: overlay}", [CIDR], ["- network: {plugin: overlay}", "+ network: {plugin: overlay, pod_cidr: 10.244.0.0/18}"], id="without a line end"),
        pytest.param("network:\n  plugin: overlay\npools: [{name: a}, {name: b}]\n", [CIDR], ["+   pod_cidr: 10.244.0.0/18"], id="beside mappings of one key in a list"),
        pytest.param("clusters:\n  blue:   # one\n    network: {plugin: overlay}\n  green:\n    network:\n      plugin: overlay\n", [CIDR._replace(cluster="green")], ["+       pod_cidr: 10.244.0.0/18"], id="a cluster by name"),
        pytest.param("clusters:\n- name: blue\n  network:\n    plugin: overlay\n- name: green\n  network:\n    plugin: overlay\n", [CIDR._replace(cluster="green")], ["+     pod_cidr: 10.244.0.0/18"], id="a cluster in a list"),
    ],
)  # fmt: skip
def test_what_is_written_is_all_that_changes(text: str, edits: list[Edit], changes: list[str]) -> None:
    assert sorted(_changes(text, rewritten("spec.yaml", text, edits))) == sorted(changes)


REMARKS = """\
pools:
  - name: system
    count: 3   # three
  # the user pool
  - name: user
    count: 5

# how it leaves
outbound: {type: loadBalancer}

# the network
network: &net
  plugin: overlay  # no other

  # the end of it
"""
FLOW = """\
pools: [
    {name: system,   mode: System,
     count: 3,   # three
     # nothing else
    },
    {  name: user }, # the other
  ]
vnet: {
  subnets: {
    nodes: ,   # open
    pods: ~
  }
}
network:   {plugin:   overlay}
"""
BLOCKS = """\
tags:
  text: |
    # no remark
      deeper

  folded: >-
    one
    two

network:
  plugin: overlay
"""


@pytest.mark.parametrize(
    ("text", "edits", "after"),
    [
        pytest.param(REMARKS, [Edit(None, ("pools", 0, "subnet"), "nodes", ""), Edit(None, ("pools", 1, "subnet"), "nodes", ""), CIDR, SPACE], REMARKS.replace("# three\n", "# three\n    subnet: nodes\n").replace("count: 5\n", "count: 5\n    subnet: nodes\n").replace("# no other\n", '# no other\n  pod_cidr: 10.244.0.0/18\nvnet:\n  address_space: [10.0.0.0/16, "fd00::/56"]\n'), id="before the remarks on what comes next"),
        pytest.param(FLOW, [Edit(None, ("pools", 0, "subnet"), "nodes", ""), Edit(None, ("pools", 1, "subnet"), "nodes", ""), PREFIX, Edit(None, ("vnet", "subnets", "pods", "prefix"), "10.1.0.0/24", ""), CIDR], FLOW.replace("count: 3,", "count: 3, subnet: nodes,").replace("name: user }", "name: user, subnet: nodes }").replace("nodes: ,", "nodes: {prefix: 10.0.0.0/24} ,").replace("pods: ~", "pods: {prefix: 10.1.0.0/24}").replace("plugin:   overlay}", "plugin:   overlay, pod_cidr: 10.244.0.0/18}"), id="in braces over several lines"),
        pytest.param(BLOCKS, [Edit(None, ("tags", "new"), "yes", "")], BLOCKS.replace("    two\n", '    two\n  new: "yes"\n'), id="behind texts of several lines"),
        pytest.param(FOUR.replace("\n", "\r\n"), [PREFIX], FOUR.replace("        nodes:\n", "        nodes:\n            prefix: 10.0.0.0/24\n").replace("\n", "\r\n"), id="line ends of Windows"),
        pytest.param("network:\n  plugin: overlay\t# a tab\n", [CIDR], "network:\n  plugin: overlay\t# a tab\n  pod_cidr: 10.244.0.0/18\n", id="a tab before a remark"),
        pytest.param("# only\nnetwork:\n  plugin: overlay\n  # last words", [CIDR, SPACE], '# only\nnetwork:\n  plugin: overlay\n  pod_cidr: 10.244.0.0/18\nvnet:\n  address_space: [10.0.0.0/16, "fd00::/56"]\n  # last words', id="before last words"),
        pytest.param("network:\n  plugin: overlay", [CIDR, SPACE], 'network:\n  plugin: overlay\n  pod_cidr: 10.244.0.0/18\nvnet:\n  address_space: [10.0.0.0/16, "fd00::/56"]', id="at the end of a text without a line end"),
        pytest.param("network: {plugin: overlay}\nvnet:\n  address_space:   # to be chosen\n", [SPACE], 'network: {plugin: overlay}\nvnet:\n  address_space: ["10.0.0.0/16", "fd00::/56"]   # to be chosen\n'.replace('"10.0.0.0/16"', "10.0.0.0/16"), id="where nothing stands"),
        pytest.param("network: {plugin: overlay}\nvnet: {address_space: []}\n", [SPACE], 'network: {plugin: overlay}\nvnet: {address_space: [10.0.0.0/16, "fd00::/56"]}\n', id="in place of an empty list"),
        pytest.param("defaults:\n  network: {plugin: overlay}\n  pools:\n    - name: a  # all\nclusters:\n  blue: {}\n  green: {}\n", [Edit("blue", ("pools", 0, "subnet"), "nodes", ""), Edit("green", ("pools", 0, "subnet"), "nodes", ""), CIDR._replace(cluster="green")], "defaults:\n  network: {plugin: overlay}\n  pools:\n    - name: a  # all\n      subnet: nodes\nclusters:\n  blue: {}\n  green: {network: {pod_cidr: 10.244.0.0/18}}\n", id="pools that are a default"),
    ],
)  # fmt: skip
def test_every_other_character_stays(text: str, edits: list[Edit], after: str) -> None:
    assert rewritten("spec.yaml", text, edits) == after


def test_a_long_fleet_is_written_at_once() -> None:
    text = "clusters:\n" + "".join(
        f"  c{i}:\n    # the cluster {i}\n    network:\n      plugin: overlay\n" for i in range(2000)
    )
    edits = [CIDR._replace(cluster=f"c{i}") for i in range(2000)]
    with within(6):
        after = rewritten("spec.yaml", text, edits)
    assert after.count("pod_cidr") == 2000


@pytest.mark.parametrize("name", [name for name, path in SPECS.items()])
def test_samples_change_in_one_line(name: str) -> None:
    text = SPECS[name].read_text(encoding="utf-8")
    cluster = "blue" if name == "fleet" else None
    after = rewritten("aksnet.yaml", text, [Edit(cluster, ("tags", "new"), "x", "a tag")])
    removed = [line for line in _changes(text, after) if line.startswith("-")]
    assert len(removed) <= 1
    assert [line for line in text.splitlines() if "#" in line] == [line for line in after.splitlines() if "#" in line]


def test_defaults_stay_and_the_cluster_says_what_is_its_own() -> None:
    text = "defaults:\n  network: {plugin: overlay}\n  vnet: {subnets: {nodes: }}\nclusters:\n  blue:\n    location: westeurope\n"
    after = rewritten("spec.yaml", text, [PREFIX._replace(cluster="blue")])
    assert after.startswith(text)
    assert parse("spec.yaml", after).at(("clusters", "blue", "vnet", "subnets", "nodes", "prefix")) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("clusters:\n  blue:\n    vnet: &v {subnets: {nodes: }}\n  green:\n    vnet: *v\n", id="an anchor"),
        pytest.param(
            "clusters:\n  blue: &b\n    vnet: {subnets: {nodes: }}\n  green:\n    <<: *b\n    name2: x\n",
            id="a merged mapping",
        ),
    ],
)
def test_what_clusters_share_is_not_changed_for_both(text: str) -> None:
    with pytest.raises(SpecError, match="the addresses cannot be written into this spec"):
        rewritten("spec.yaml", text, [PREFIX._replace(cluster="blue")])


def test_json_keeps_its_order_and_indent() -> None:
    text = json.dumps(
        {"name": "ä", "network": {"plugin": "overlay"}, "vnet": {"subnets": {"nodes": {}}}},
        indent=4,
        ensure_ascii=False,
    )
    after = rewritten("spec.json", text, [PREFIX, CIDR])
    wanted = {
        "name": "ä",
        "network": {"plugin": "overlay", "pod_cidr": "10.244.0.0/18"},
        "vnet": {"subnets": {"nodes": {"prefix": "10.0.0.0/24"}}},
    }
    assert after == json.dumps(wanted, indent=4, ensure_ascii=False) + "\n"


def test_toml_keeps_its_comments() -> None:
    text = '# the shop\nname = "shop"   # as people know it\n\n[network]\nplugin = "overlay"\n\n[vnet.subnets.nodes]\n# nothing yet\n\n[[pools]]\nname = "a"\nsubnet = "nodes"\n'
    after = rewritten("spec.toml", text, [PREFIX, CIDR])
    assert sorted(_changes(text, after)) == ['+ pod_cidr = "10.244.0.0/18"', '+ prefix = "10.0.0.0/24"']


def test_hostile_keys_stay_keys(tmp_path: Path) -> None:
    text = 'network: {plugin: overlay}\ntags: {"a: b": "# no remark", "${x}": "\'"}\n'
    after = rewritten("spec.yaml", text, [CIDR])
    tags = parse("spec.yaml", after).at(("tags",))
    assert tags is not None
    assert tags.plain() == {"a: b": "# no remark", "${x}": "'"}
