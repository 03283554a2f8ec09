"""What fixes call things, by language and provider; that they are made is tested with the command."""

from __future__ import annotations

import pytest

from aksnet.errors import Place
from aksnet.findings import Beside
from aksnet.paths import PLANE, POLICY
from aksnet.rules.fixes import beside
from aksnet.view import ClusterView, Declaration, Provider, Value

PLACE = Place("main.tf", 3, 5)
OTHER = Place("main.tf", 9, 5)


def _cluster(written: str, place: Place | None = PLACE, **declared: object) -> ClusterView:
    said = {written: Value("cilium", place=PLACE), "name": Value("x", place=OTHER)}
    language = declared.pop("language", "terraform")
    return ClusterView(
        "x", {PLANE: Value("cilium", place=place)}, declared=Declaration(language, "a", said, **declared)
    )  # type: ignore[arg-type]


def _azurerm(version: str | None) -> Provider:
    return Provider("azurerm", version, assumed=version is None)


AZURERM = "network_profile.network_data_plane"


@pytest.mark.parametrize(
    ("cluster", "names"),
    [
        pytest.param(_cluster(AZURERM, provider=_azurerm("4.50.0")), ("network_data_plane", "network_policy"), id="azurerm"),
        pytest.param(_cluster(AZURERM, provider=_azurerm(None)), ("network_data_plane", "network_policy"), id="azurerm of no version"),
        pytest.param(_cluster("network_profile.ebpf_data_plane", provider=_azurerm("~> 3.75")), ("ebpf_data_plane", "network_policy"), id="azurerm by an older name"),
        pytest.param(_cluster("network_profile.ebpf_data_plane", provider=_azurerm("3.74.9")), None, id="azurerm before it knew the value"),
        pytest.param(_cluster(AZURERM, provider=_azurerm("~> 4")), ("network_data_plane", "network_policy"), id="a constraint that names no minor version"),
        pytest.param(_cluster(AZURERM, provider=_azurerm(">= 3.0, < 5.0")), None, id="a constraint that allows a version before it knew the value"),
        pytest.param(_cluster(PLANE, provider=Provider("azapi", "2.7.0")), ("networkDataplane", "networkPolicy"), id="azapi"),
        pytest.param(_cluster(PLANE, language="bicep"), ("networkDataplane", "networkPolicy"), id="Bicep"),
        pytest.param(_cluster("networkProfile.NetworkDataPlane", language="arm"), ("NetworkDataPlane", "networkPolicy"), id="a template, by the name as it is written"),
        pytest.param(_cluster(AZURERM, provider=_azurerm(None), module="azure/aks/azurerm"), None, id="a module of the registry"),
        pytest.param(_cluster(AZURERM, place=None, provider=_azurerm(None)), None, id="a value without a place"),
        pytest.param(_cluster(AZURERM, place=Place("other.tf", 1, 1), provider=_azurerm(None)), None, id="a value that another resource lays over it"),
        pytest.param(ClusterView("x", {PLANE: Value("cilium", place=PLACE)}), None, id="a spec"),
        pytest.param(_cluster(AZURERM)._replace(values={}), None, id="a value that is not there"),
    ],
)  # fmt: skip
def test_a_property_beside_another_is_called(cluster: ClusterView, names: tuple[str, str] | None) -> None:
    assert beside(cluster, PLANE, POLICY, "cilium") == (None if names is None else Beside(PLACE, *names, "cilium"))
