"""What azurerm does when an attribute changes: one row for each attribute, and for the releases in which it holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from aksnet.facts.azurerm import ALWAYS, NEVER, Version
from aksnet.facts.sources import AZURERM_RELEASES, CLUSTER_CODE, Source
from aksnet.transitions.verdicts import Tool
from aksnet.view import Json


class Later(NamedTuple):
    """A value that is known only once something else is deployed: azurerm plans it as another one."""


class Step(NamedTuple):
    """What an attribute was and what is asked for; None where it is nothing.

    `later`: the new one is known after apply only. `asked` tells what else is asked for, by the path.
    """

    old: Json
    new: Json
    later: bool = False
    asked: Callable[[str], Json] = lambda path: None


Does = Callable[[Step], Tool]


def in_place(step: Step) -> Tool:
    """The change is made on what is there."""
    return Tool.IN_PLACE


def replaces(step: Step) -> Tool:
    """The change makes the resource anew."""
    return Tool.REPLACE


def rotates(step: Step) -> Tool:
    """The change moves nodes to new ones by way of a temporary pool."""
    return Tool.ROTATE


class Attribute(NamedTuple):
    """How releases from `since` on and before `until` treat a change of an attribute or a block.

    `kept`: left out of the configuration it keeps what it was (optional and computed). `default` is what it is where it
    is left out. `ours`: a network is made of it, so that it is told where it cannot be decided. `added`: a block that
    appears replaces the resource.
    """

    path: str
    does: Does = in_place
    kept: bool = False
    default: Json = None
    since: Version = ALWAYS
    until: Version = NEVER
    ours: bool = True
    source: Source = CLUSTER_CODE

    def holds(self, version: Version) -> bool:
        """Whether a release is one of its own."""
        return self.since <= version < self.until


class Turn(NamedTuple):
    """From which release on an attribute is treated in another way, and how."""

    since: Version
    does: Does
    kept: bool = False
    default: Json = None


def turns(path: str, *each: Turn, ours: bool = True) -> tuple[Attribute, ...]:
    """The rows of an attribute that releases treat in different ways, the oldest first."""
    ends = (*(one.since for one in each[1:]), NEVER)
    return tuple(
        Attribute(path, one.does, one.kept, one.default, one.since, end, ours, AZURERM_RELEASES)
        for one, end in zip(each, ends, strict=True)
    )
