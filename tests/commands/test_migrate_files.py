"""`aksnet migrate` over values that files have which are not read: two copies of one configuration change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from aksnet.commands.migrate.pairing import pairs_of
from aksnet.commands.migrate.sides import sides_of
from aksnet.readers.inputs import Request
from aksnet.transitions import judge
from aksnet.transitions.verdicts import Tool
from migrating import TERRAFORM, write

HOME = 'file("~/.ssh/id_rsa.pub")'
VARIABLE = 'variable "k" {\n  default = "~/.ssh/id_rsa.pub"\n}\n'


def _with_key(expression: str) -> str:
    block = (
        f'  linux_profile {{\n    admin_username = "u"\n    ssh_key {{\n      key_data = {expression}\n    }}\n  }}\n'
    )
    return VARIABLE + TERRAFORM.replace("  network_profile {", block + "  network_profile {")


@pytest.mark.parametrize(
    ("old", "new", "verdict", "why"),
    [
        pytest.param(HOME, HOME, Tool.NO_OP, "", id="a key in a home directory is the key that it was"),
        pytest.param("file(var.k)", "file(var.k)", Tool.NO_OP, "", id="so it is by a variable"),
        pytest.param(f'try({HOME}, "a")', f'try({HOME}, "a")', Tool.NO_OP, "", id="and where another one is tried after it"),
        pytest.param('file("k.pub")', 'file("k.pub")', Tool.NO_OP, "", id="a file that is not there is what it was"),
        pytest.param('file("${path.module}/k.pub")', 'file("${path.module}/k.pub")', Tool.NO_OP, "", id="so it is beside its module"),
        pytest.param('file("../../k.pub")', 'file("../../k.pub")', Tool.NO_OP, "", id="so is one outside of the repository"),
        pytest.param('file("a.pub")', 'file("a.pub")', Tool.REPLACE, "", id="a file that is there and another one is another key"),
        pytest.param(HOME, 'file("~/.ssh/other.pub")', Tool.UNDECIDED, "~/.ssh/other.pub is in the home directory of whoever runs Terraform, and is not read", id="another file may have another key"),
        pytest.param(HOME, 'file("k.pub")', Tool.UNDECIDED, "there is no file k.pub", id="so may one that is not there"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_read_is_the_same_in_a_copy(
    old: str, new: str, verdict: Tool, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    write(tmp_path, {"old/main.tf": _with_key(old), "new/main.tf": _with_key(new), "old/a.pub": "a", "new/a.pub": "b"})
    (change,) = map(judge, pairs_of(sides_of(["old", "new"], Request([]))).pairs)
    assert change.tool.verdict is verdict
    assert [one.why for one in change.tool.open] == ([why] if why else [])
