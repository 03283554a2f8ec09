"""What is said of the ranges of a VNet."""

from __future__ import annotations

import pytest

from aksnet.rules import Context, check
from judging import views_of
from rendering import TODAY


@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        pytest.param("10.241.0.0/27", ["the subnet 'nodes' 10.241.0.0/27 is outside the VNet (10.240.0.0/16)"], id="a subnet outside is told with its range once"),
        pytest.param("10.240.0.0/27", [], id="a subnet inside is not told"),
    ],
)  # fmt: skip
def test_a_subnet_outside_its_vnet(prefix: str, told: list[str]) -> None:
    text = f"network: {{plugin: overlay}}\nvnet: {{address_space: [10.240.0.0/16], subnets: {{nodes: {{prefix: {prefix}}}}}}}\n"
    found = check(views_of(text), Context(TODAY)).findings
    assert [one.message for one in found if one.rule == "AKN108"] == told
