"""Which releases of azurerm a version or a constraint means."""

from __future__ import annotations

import pytest

from aksnet.facts.azurerm import NEWEST, Version
from aksnet.facts.releases import releases_of

V3, V4, V5 = NEWEST[3], NEWEST[4], NEWEST[5]


@pytest.mark.parametrize(
    ("said", "oldest", "newest", "words", "flags"),
    [
        pytest.param("4.57.0", Version(4, 57), Version(4, 57), "azurerm 4.57.0", "", id="one that a lock file says"),
        pytest.param("= 3.99.0", Version(3, 99), Version(3, 99), "azurerm 3.99.0", "", id="one with its sign"),
        pytest.param("4.57.3", Version(4, 57, 3), Version(4, 57, 3), "azurerm 4.57.3", "", id="a patch"),
        pytest.param("4.81.7", Version(4, 81, 7), Version(4, 81, 7), "azurerm 4.81.7", "", id="a patch of the newest"),
        pytest.param("~> 4.0", Version(4), V4, "azurerm ~> 4.0", "", id="a major"),
        pytest.param("~> 3.108", Version(3, 108), V3, "azurerm ~> 3.108", "", id="a part of a major"),
        pytest.param("~> 4.57.0", Version(4, 57), Version(4, 57, 1), "azurerm ~> 4.57.0", "", id="the patches of a minor"),
        pytest.param(">= 3.0, < 5", Version(3), V4, "azurerm >= 3.0, < 5", "", id="two majors"),
        pytest.param("~> 5.0", Version(5), V5, "azurerm ~> 5.0", "newer", id="a major that goes on"),
        pytest.param(">= 4.47", Version(4, 47), V5, "azurerm >= 4.47", "newer", id="no ceiling"),
        pytest.param("< 4", Version(3), V3, "azurerm < 4", "older", id="no floor"),
        pytest.param(None, Version(3), V5, "azurerm from 3 to 5.2.0", "older newer", id="nothing says it"),
        pytest.param("latest", Version(3), V5, "azurerm from 3 to 5.2.0", "older newer", id="no constraint"),
        pytest.param("5.9.0", V5, V5, "azurerm 5.2.0, the newest that is known here,", "newer guessed", id="one that is newer than all known"),
        pytest.param(">= 6", V5, V5, "azurerm 5.2.0, the newest that is known here,", "newer guessed", id="a major that is not known"),
    ],
)  # fmt: skip
def test_releases_that_may_be_in_use(
    said: str | None, oldest: Version, newest: Version, words: str, flags: str
) -> None:
    releases = releases_of(said)
    assert releases is not None
    assert (releases.oldest, releases.newest, releases.words) == (oldest, newest, words)
    set_ = [name for name in ("older", "newer", "guessed") if getattr(releases, name)]
    assert set_ == flags.split()


@pytest.mark.parametrize("said", ["~> 2.0", "1.44.0", "= 2.46.0", "> 4.0, < 4.0"])
def test_nothing_is_known_of_older_ones_and_of_none(said: str) -> None:
    assert releases_of(said) is None
