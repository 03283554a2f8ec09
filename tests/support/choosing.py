"""Needs of a cluster, and what is said of one way of networking for them."""

from __future__ import annotations

from typing import Any

from aksnet.addresses import network_of
from aksnet.recommending.needs import Needs
from aksnet.recommending.ranking import Choice, recommend
from aksnet.recommending.reasons import Reason, Weight


def needs(*wants: str, space: str = "", **numbers: Any) -> Needs:
    """Needs, with ranges in one text."""
    return Needs(wants=frozenset(wants), space=tuple(map(network_of, space.split())), **numbers)


def fitting(of: Needs) -> list[str]:
    """The ways that fit, in their order."""
    return [choice.way.id for choice in recommend(of) if choice.fits]


def way(of: Needs, name: str) -> Choice:
    """One way of all."""
    return next(choice for choice in recommend(of) if choice.way.id == name)


def said(of: Needs, name: str, weight: Weight) -> list[str]:
    """The reasons of one weight, in words."""
    return [one.text for one in way(of, name).reasons if one.weight is weight]


def reason(of: Needs, name: str, start: str) -> Reason:
    """The reason that begins with these words."""
    return next(one for one in way(of, name).reasons if one.text.startswith(start))
