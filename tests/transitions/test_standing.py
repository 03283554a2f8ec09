"""Releases of azurerm that are not known: nothing is refused by the arguments of another one."""

from __future__ import annotations

import pytest

from aksnet.commands.makers import maker_of
from aksnet.transitions import Pair, judge
from aksnet.transitions.verdicts import Tool
from changing import read_cluster
from migrating import TERRAFORM

OLD = TERRAFORM.replace("max_pods   = 30", 'max_pods   = 30\n    availability_zones = ["1"]')


@pytest.mark.parametrize(
    ("said", "before", "after", "verdict"),
    [
        pytest.param("=2.16.0", OLD, OLD, Tool.NO_OP, id="the same text changes nothing in a release that is too old"),
        pytest.param("~> 2.67.0", OLD, OLD, Tool.NO_OP, id="so it does where releases are too old"),
        pytest.param("5.99.0", OLD, OLD, Tool.NO_OP, id="and in a release that is too new"),
        pytest.param("2.16.0", OLD, OLD.replace('["1"]', '["2"]'), Tool.UNDECIDED, id="an argument that is not known is not told"),
        pytest.param("2.16.0", TERRAFORM, OLD, Tool.UNDECIDED, id="nor is one that comes"),
        pytest.param("2.16.0", OLD, OLD.replace("= 3\n", "= 4\n"), Tool.UNDECIDED, id="nor what is beside it"),
        pytest.param("2.16.0", OLD.replace('["1"]', "var.a"), OLD.replace('["1"]', "var.a"), Tool.NO_OP, id="a value that cannot be told is the same in the same text"),
        pytest.param("2.16.0", OLD.replace('["1"]', "var.a"), OLD.replace('["1"]', "var.b"), Tool.UNDECIDED, id="and may not be in another"),
        pytest.param("2.16.0", TERRAFORM, TERRAFORM.replace('"prod"', '"other"', 1), Tool.REPLACE, id="what all releases have is judged"),
        pytest.param("4.81.0", OLD, OLD, Tool.ERROR_AT_VALIDATE, id="a release that is known refuses what it does not have"),
    ],
)  # fmt: skip
def test_what_another_release_refuses_is_no_error_of_one_that_is_not_known(
    said: str, before: str, after: str, verdict: Tool
) -> None:
    variables = 'variable "a" {}\nvariable "b" {}\n'
    one, two = (read_cluster(variables + text.replace("4.81.0", said)) for text in (before, after))
    change = judge(Pair("prod", one, two, maker_of(two, None, one)))
    assert change.tool.verdict is verdict
    assert {pool.tool.verdict for pool in change.pools} <= {verdict, Tool.NO_OP, Tool.UNDECIDED}
    if verdict is Tool.UNDECIDED:
        assert f"azurerm {said} is not known here" in change.tool.open[0].why
