"""Whether AKS runs kube-proxy, said or left out."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.transitions.azure.proxies import PROXY, of_proxy
from aksnet.transitions.verdicts import Azure
from aksnet.view import ClusterView, Declaration, Provider, Unknown, Value
from azure_changes import change, cluster

OFF: dict[str, Any] = {"kubeProxyConfig__enabled": False}
ON: dict[str, Any] = {"kubeProxyConfig__enabled": True}
UNTOLD: dict[str, Any] = {"kubeProxyConfig__enabled": Unknown("var.x has no value")}
SAME, PLACE, OPEN = Azure.NO_CHANGE, Azure.IN_PLACE, Azure.UNDECIDED


def byo(language: str | None = None, **more: Any) -> ClusterView:
    """A cluster with a CNI plugin of one's own; of a spec where there is no language."""
    declared = Declaration(language, "a") if language is not None else None
    return cluster("byo", **more)._replace(declared=declared)


def azurerm() -> ClusterView:
    return cluster("byo")._replace(declared=Declaration("terraform", "a", provider=Provider("azurerm", "4.81.0")))


def unread(before: ClusterView) -> ClusterView:
    """A cluster with a network profile that cannot be told."""
    return before._replace(values={"networkProfile": Value(Unknown("var.profile has no value"))})


@pytest.mark.parametrize(
    ("before", "told"),
    [
        pytest.param(byo("bicep", **OFF), True, id="where it was off"),
        pytest.param(byo("bicep"), False, id="but not where it was on"),
    ],
)
def test_a_network_profile_that_cannot_be_told_leaves_it_open(before: ClusterView, told: bool) -> None:
    assert bool(list(of_proxy((before, unread(before))))) is told


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(byo("bicep", **OFF), byo("bicep", **ON), PLACE, id="it is turned on"),
        pytest.param(byo("bicep", **ON), byo("bicep", **OFF), PLACE, id="it is turned off"),
        pytest.param(byo("bicep"), byo("bicep", **OFF), PLACE, id="it is turned off where nothing was said"),
        pytest.param(byo("bicep", **OFF), byo("bicep"), PLACE, id="a text without it turns it on"),
        pytest.param(byo("bicep", **OFF), byo(), PLACE, id="so does a spec that such a text is made of"),
        pytest.param(byo("az", **OFF), byo(), OPEN, id="with which tool a spec is made nobody says"),
        pytest.param(byo("bicep", **OFF), byo("bicep", **UNTOLD), OPEN, id="whether it is on cannot be told"),
        pytest.param(byo("bicep"), byo("bicep", **ON), SAME, id="it is said to be on, which it was"),
        pytest.param(byo("bicep", **ON), byo("bicep"), SAME, id="that it is on is left out"),
        pytest.param(byo("bicep", **OFF), byo("bicep", **OFF), SAME, id="it stays off"),
        pytest.param(byo("bicep"), byo("bicep"), SAME, id="nobody says anything"),
        pytest.param(byo("az", **OFF), azurerm(), SAME, id="azurerm does not send it"),
    ],
)  # fmt: skip
def test_what_becomes_of_kube_proxy(before: ClusterView, after: ClusterView, verdict: Azure) -> None:
    found = change(before, after)
    paths = [one.path for one in (*found.reasons, *found.open)]
    assert (found.verdict, paths) == (verdict, [PROXY] if verdict is not SAME else [])
    assert all(reason.sources for reason in found.reasons)


def test_without_kube_proxy_nothing_becomes_of_it() -> None:
    before, after = (
        cluster("overlay, Cilium", **more)._replace(declared=Declaration("bicep", "a")) for more in (OFF, {})
    )
    assert change(before, after).verdict is SAME
