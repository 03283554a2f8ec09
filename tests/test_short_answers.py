"""The short answers of `docs/how-to/choose-a-mode.md` are what `aksnet recommend` puts first."""

from __future__ import annotations

import json
import re

import pytest

from calling import Call
from places import ROOT

PAGE = (ROOT / "docs" / "how-to" / "choose-a-mode.md").read_text(encoding="utf-8")
ANSWERS = dict(re.findall(r"^\| (.+?) \| (.+) \|$", PAGE.partition("## Say what")[0], re.M))
# What a row is in flags, each with the way that comes first for them, and the words of the answer that say it.
ROWS = {
    "nothing special, and Linux only": [([], "cilium", "`cilium` (")],
    "Windows pools": [
        (["--windows"], "overlay", "`overlay`"),
        (["--windows", "--network-policy"], "overlay", "with Calico if you need policies"),
    ],
    "clients outside the cluster that open connections to pods": [
        (["--direct-pod-access"], "cilium-pod-subnet", "`cilium` with `ipam: pod-subnet`"),
        (["--direct-pod-access", "--windows"], "pod-subnet", "`pod-subnet` where there are Windows pools"),
    ],
    "IPv6 beside IPv4": [
        (["--dual-stack", "--network-policy"], "cilium", "`cilium`"),
        (["--dual-stack", "--windows"], "overlay", "`overlay` without policies"),
    ],
    "a CNI of your own": [(["--own-cni"], "byo", "`byo`")],
    "policies by host name or HTTP path, encryption between nodes": [
        (["--fqdn-policy"], "cilium", "`cilium` with `acns`"),
        (["--l7-policy"], "cilium", "`cilium` with `acns`"),
        (["--encryption"], "cilium", "`cilium` with `acns`"),
    ],
    "virtual nodes": [(["--virtual-nodes"], "pod-subnet", "a flat mode: `pod-subnet`")],
}
CASES = [pytest.param(row, *case, id=" ".join([row, *case[0]])) for row, cases in ROWS.items() for case in cases]


def test_every_answer_is_held_against_what_is_recommended() -> None:
    assert list(ANSWERS)[2:] == list(ROWS)


@pytest.mark.parametrize(("row", "flags", "way", "words"), CASES)
def test_the_answer_is_what_comes_first(row: str, flags: list[str], way: str, words: str, aksnet: Call) -> None:
    assert words in ANSWERS[row]
    needs = flags or ["--nodes", "3"]
    assert json.loads(aksnet("recommend", *needs, "--format", "json").out)["winner"] == way
