"""Which edits are made at once, that they are made once, and that nothing else of a file changes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aksnet.errors import Place
from aksnet.expressions.source import Source
from aksnet.findings import Beside, Fix, Rename, Respell
from aksnet.fixing.choosing import applied, edits_of
from aksnet.fixing.languages import language_of
from fixing import finding, mended
from hostile import HOSTILE

TEXT = 'resource "a" "b" {\n  plane = "Cilium"\n  mode  = "Overlay"\n}\n'
PLANE, MODE = Place("a.tf", 2, 3), Place("a.tf", 3, 3)
POLICY = Beside(PLANE, "plane", "policy", "cilium")


@pytest.mark.parametrize(
    ("fixes", "after"),
    [
        pytest.param([Respell(PLANE, "Cilium", "cilium"), Respell(MODE, "Overlay", "overlay")], '  plane = "cilium"\n  mode  = "overlay"\n', id="two in two lines are both made"),
        pytest.param([Respell(PLANE, "Cilium", "cilium"), Rename(PLANE, "plane", "path")], '  path  = "cilium"\n  mode  = "Overlay"\n', id="the name and the value of one line are both made"),
        pytest.param([POLICY, Respell(MODE, "Overlay", "overlay")], '  plane = "Cilium"\n  policy = "cilium"\n  mode  = "overlay"\n', id="a line between two and the word below are both made"),
        pytest.param([Respell(PLANE, "Cilium", "cilium")] * 2, '  plane = "cilium"\n  mode  = "Overlay"\n', id="the same one of two findings is made once"),
        pytest.param([POLICY] * 3, '  plane = "Cilium"\n  policy = "cilium"\n  mode  = "Overlay"\n', id="the same line of three findings is added once"),
        pytest.param([Respell(PLANE, "Cilium", "cilium"), Respell(PLANE, "Cilium", "azure")], '  plane = "Cilium"\n  mode  = "Overlay"\n', id="two words for one are left to people"),
        pytest.param([POLICY, POLICY._replace(value="calico"), Respell(MODE, "Overlay", "overlay")], '  plane = "Cilium"\n  mode  = "overlay"\n', id="two lines in one place are left to people, and keep nothing else from being made"),
    ],
)  # fmt: skip
def test_of_several_edits(fixes: list[Fix], after: str) -> None:
    assert mended("a.tf", TEXT, *fixes) == f'resource "a" "b" {{\n{after}}}\n'


TEMPLATE = '{"contentVersion": "1.0.0.0", "resources": [{\n  "plane": "Cilium"\n}]}\n'


def test_of_two_that_touch_each_other_the_first_is_made_and_the_other_waits() -> None:
    place = Place("a.json", 2, 3)
    fixes = [Respell(place, "Cilium", "cilium"), Beside(place, "plane", "policy", "cilium")]
    once = mended("a.json", TEMPLATE, *fixes)
    assert once == TEMPLATE.replace("Cilium", "cilium")
    assert mended("a.json", once, *fixes) == once.replace('"cilium"\n', '"cilium",\n  "policy": "cilium"\n')
    assert mended("a.json", TEMPLATE, *reversed(fixes)) == TEMPLATE.replace('m"\n', 'm",\n  "policy": "cilium"\n')


def test_a_finding_whose_edit_waits_has_none() -> None:
    place = Place("a.json", 2, 3)
    first = finding(Respell(place, "Cilium", "cilium"))
    second = finding(Beside(place, "plane", "policy", "cilium"))
    assert list(edits_of([first, second], {"a.json": TEMPLATE})) == [first]


def test_a_file_of_two_names_is_edited_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tf").write_text(TEXT, encoding="utf-8")
    Path("b.tf").symlink_to("a.tf")
    fixes = [POLICY, POLICY._replace(place=Place("b.tf", 2, 3))]
    made = edits_of(map(finding, fixes), {"a.tf": TEXT, "b.tf": TEXT})
    assert applied(TEXT, [edit for edits in made.values() for edit in edits]).count("policy") == len(made) - 1 == 1
    rival = POLICY._replace(place=Place("b.tf", 2, 3), value="calico")
    assert not edits_of(map(finding, [POLICY, rival]), {"a.tf": TEXT, "b.tf": TEXT})


FILES = {
    "a.tf": 'resource "a" "b" {\n  plane = "x"\n}\n',
    "a.tf.json": '{"resource": {"a": {"b": {\n  "plane": "x"\n}}}}\n',
    "a.bicep": "resource a 'Microsoft.X/y@2025-01-01' = {\n  plane: 'x'\n}\n",
    "a.json": '{"contentVersion": "1.0.0.0", "resources": [{\n  "plane": "x"\n}]}\n',
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_stays_a_value(name: str, text: str) -> None:
    place = Place(name, 2, 3)
    language = language_of(name)
    assert language is not None
    for fix, more in ((Respell(place, "x", text), []), (Beside(place, "plane", "policy", text), ["policy"])):
        after = mended(name, FILES[name], fix)
        members = {one.name: one for one in language.members(Source(name, after)) if one.name not in ("a", "b")}
        assert list(members) == ["plane", *more]
        assert after[members[["plane", *more][-1]].value.at :].split("\n")[0] == language.encode(text)


ARGUMENTS = st.sampled_from(
    [
        'name = "prod"',
        "count=3",
        'tags = { plane = "x", other = "y" }',
        "",
        "# plane = x",
        '// plane = "x"',
        'zones = ["1", "2"] # three',
        "text = <<EOT\n  plane = \"x\"\nEOT",
        'block {\n    inner = "x"\n  }',
        '/* plane = "x"\n  plane = "x" */',
        'odd = "${join(",", ["plane", "x"])}"',
    ]
)  # fmt: skip
PLANES = st.sampled_from(['plane = "x"', 'plane="x"', 'plane\t=   "x" # plane', 'plane          = "x" /* a */ // b'])
FIXES = st.sampled_from([Respell(PLANE, "x", "y"), Rename(PLANE, "plane", "path"), Beside(PLANE, "plane", "policy", "y")])  # fmt: skip


@given(
    used=st.lists(ARGUMENTS, max_size=6, unique=True),
    where=st.integers(0, 6),
    plane=PLANES,
    fix=FIXES,
    indent=st.sampled_from(["", "  ", "\t"]),
    ends=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_nothing_else_of_a_messy_file_changes(
    used: list[str], where: int, plane: str, fix: Fix, indent: str, ends: str, last: bool
) -> None:
    above, below = used[:where], used[where:]
    head = 'resource "a" "b" {\n' + "".join(f"{indent}{line}\n" for line in above) + indent
    tail = "\n" + "".join(f"{indent}{line}\n" for line in below) + "}" + ("\n" if last else "")
    head, tail = head.replace("\n", ends), tail.replace("\n", ends)
    text = head + plane + tail
    fix = fix._replace(place=Source("a.tf", text).place(len(head)))
    once = mended("a.tf", text, fix)
    assert once.startswith(head)
    assert once.endswith(tail)
    assert (once == text) is (isinstance(fix, Beside) and "*/ //" in plane)  # two comments are left to people
    assert mended("a.tf", once, fix) == once
    more = ["policy"] if once != text and isinstance(fix, Beside) else []
    assert len(_names("a.tf", once)) == len([*_names("a.tf", text), *more])


SEPARATORS = st.sampled_from([",\n  ", "\n  , ", ", ", ", // why\n  ", " /* why */,\r\n\t", "\n,\n"])
JSON_MEMBERS = st.sampled_from(['"name": "prod"', '"o": {"plane": "x"}', '"list": [\n"x", {"plane": "x"}]', '"n" :3', '"t": "a\\"b"'])  # fmt: skip
JSON_FIXES = st.sampled_from([Respell(PLANE, "x", "y"), Rename(PLANE, "plane", "path"), Beside(PLANE, "plane", "policy", "y")])  # fmt: skip


@given(
    used=st.lists(JSON_MEMBERS, max_size=4, unique=True),
    where=st.integers(0, 4),
    separators=st.lists(SEPARATORS, min_size=4, max_size=4),
    fix=JSON_FIXES,
    ends=st.sampled_from(["", " ", "\n", " // last\n"]),
)
def test_commas_of_messy_json_stay_right(
    used: list[str], where: int, separators: list[str], fix: Fix, ends: str
) -> None:
    members = [*used[:where], '"plane": "x"', *used[where:]]
    marks = [*separators[: len(used)], ends]
    head = '{"contentVersion": "1.0.0.0", "resources": [{\n'
    before = head + "".join(one + mark for one, mark in zip(used[:where], marks, strict=False))
    text = head + "".join(one + mark for one, mark in zip(members, marks, strict=True)) + "}]}"
    fix = fix._replace(place=Source("a.json", text).place(len(before)))
    once = mended("a.json", text, fix)
    assert once.startswith(before)
    names, now = (_names("a.json", one) for one in (text, once))
    if isinstance(fix, Rename):
        names[names.index("plane")] = "path"
    assert sorted(now) == sorted([*names, *(["policy"] if isinstance(fix, Beside) and once != text else [])])
    assert once != text or isinstance(fix, Beside)
    assert mended("a.json", once, fix) == once


def _names(name: str, text: str) -> list[str]:
    language = language_of(name)
    assert language is not None
    return [one.name for one in language.members(Source(name, text))]


FORMATTED = """resource "azurerm_kubernetes_cluster" "a" {
  network_profile {
    network_plugin      = "azure" # why
    network_plugin_mode = "overlay"
    network_data_plane  = "Cilium"
    ip_versions         = ["IPv4"]

    pod_cidr = "10.0.0.0/16"
  }
}

resource "azapi_resource" "b" {
  body = {
    networkProfile = {
      networkDataplane = "Cilium",
    }
  }
}
"""


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not on PATH")
@pytest.mark.parametrize(
    "fix",
    [
        pytest.param(Beside(Place("a.tf", 5, 5), "network_data_plane", "network_policy", "cilium"), id="a line in a run"),
        pytest.param(Beside(Place("a.tf", 8, 5), "pod_cidr", "x", "y"), id="a line behind one that stands alone"),
        pytest.param(Beside(Place("a.tf", 15, 7), "networkDataplane", "networkPolicy", "cilium"), id="a line in an object"),
        pytest.param(Rename(Place("a.tf", 5, 5), "network_data_plane", "ebpf_data_plane"), id="a shorter name in a run"),
        pytest.param(Respell(Place("a.tf", 5, 5), "Cilium", "cilium"), id="a word"),
    ],
)  # fmt: skip
def test_terraform_fmt_leaves_alone(fix: Fix) -> None:
    after = mended("a.tf", FORMATTED, fix)
    assert after != FORMATTED
    done = subprocess.run(["terraform", "fmt", "-"], input=after, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == after
