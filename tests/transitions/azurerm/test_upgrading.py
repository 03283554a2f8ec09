"""A configuration that another release made: its defaults are those of that release, and may be others now."""

from __future__ import annotations

from typing import Any

import pytest

from aksnet.facts.azurerm import Version
from aksnet.transitions import azurerm
from aksnet.transitions.azurerm.upgrading import made_by
from azurerm_clusters import FIVE, cluster
from azurerm_states import view

BARE: dict[str, Any] = {"network_plugin": "azure", "network_plugin_mode": "overlay"}
ISSUER, CLEANER = "oidc_issuer_enabled", "image_cleaner_interval_hours"


def _text(version: str, more: Any = None) -> Any:
    return view(cluster(BARE, None, more, version=version))


@pytest.mark.parametrize(
    ("made", "now", "more", "paths"),
    [
        pytest.param("4.60.0", "5.2.0", FIVE, [ISSUER], id="4.60 had the issuer off, and 5 turns it on"),
        pytest.param("4.60.0", "4.81.0", None, [], id="4.68 keeps the issuer as it is"),
        pytest.param("3.117.1", "5.2.0", FIVE, [CLEANER, ISSUER], id="3 had hours of the image cleaner"),
        pytest.param("3.117.1", "4.81.0", None, [CLEANER], id="4 has no default for them"),
        pytest.param("3.117.1", "4.81.0", {CLEANER: 48}, [], id="the default of 3 is written out"),
        pytest.param("4.81.0", "4.81.0", None, [], id="the same release"),
        pytest.param("~> 4.0, < 4.60", "4.81.0", None, [], id="a constraint whose releases agree"),
    ],
)
def test_defaults_are_those_of_the_release_that_made_it(made: str, now: str, more: Any, paths: list[str]) -> None:
    told = azurerm.of_cluster(_text(made), _text(now, more), _version(now))
    assert sorted(one.path for one in told.reasons) == paths
    assert told.open == ()


def _version(text: str) -> Version:
    return Version(*map(int, text.split(".")))


@pytest.mark.parametrize(
    ("made", "after", "now", "known"),
    [
        pytest.param("4.60.0", "4.81.0", "4.81.0", True, id="an upgrade"),
        pytest.param("4.60.0", "4.60.0", "4.81.0", False, id="a release that is only asked for"),
        pytest.param(">= 4.0", "4.81.0", "4.81.0", False, id="a constraint that allows the release in use"),
        pytest.param("2.99.0", "4.81.0", "4.81.0", False, id="a release that is not known"),
    ],
)
def test_which_release_made_it(made: str, after: str, now: str, known: bool) -> None:
    assert bool(made_by(_text(made), _text(after), _version(now))) is known
