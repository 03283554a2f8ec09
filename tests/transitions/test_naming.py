"""Commands of a change name its cluster, whatever it is called."""

from __future__ import annotations

import shlex

import pytest

from aksnet.transitions.changes import Change, Danger, Maker, Pair, PoolChange
from aksnet.transitions.naming import with_names
from aksnet.transitions.verdicts import Azure, Condition, OfAzure, OfTool, Tool
from aksnet.view import ClusterView
from hostile import HOSTILE

CHECK = 'az aks show --resource-group "$RESOURCE_GROUP" --name "$CLUSTER" --query identity.type'


def change(cluster: ClusterView) -> Change:
    azure = OfAzure(Azure.IN_PLACE, conditions=(Condition("one", (), check=CHECK), Condition("two", ())))
    tool = OfTool("azurerm", "5.2.0", Tool.IN_PLACE)
    pool = PoolChange("system", None, None, azure, tool)
    dangers = (Danger("AKN901", "it", hint=CHECK), Danger("AKN901", "it"))
    return Change(Pair("prod", cluster, cluster, Maker("azurerm")), azure, tool, (pool,), dangers=dangers)


def commands(cluster: ClusterView) -> list[str | None]:
    named = with_names(change(cluster), cluster)
    checks = [one.check for azure in (named.azure, named.pools[0].azure) for one in azure.conditions]
    return [*checks, *(one.hint for one in named.dangers)]


def test_conditions_and_hints_name_the_cluster() -> None:
    command = "az aks show --resource-group rg-prod --name prod --query identity.type"
    assert commands(ClusterView("prod", {}, resource_group="rg-prod")) == [command, None, command, None, command, None]


def test_a_group_that_no_file_says_is_a_word_to_fill_in() -> None:
    assert commands(ClusterView("prod", {}))[0] == CHECK.replace('"$RESOURCE_GROUP"', "'<resource group>'").replace('"$CLUSTER"', "prod")  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_names_are_one_word_of_the_shell(name: str) -> None:
    (command, *_) = commands(ClusterView(name, {}, resource_group="rg"))
    assert command is not None
    words = shlex.split(command)
    assert (len(words), words[6]) == (9, name)
