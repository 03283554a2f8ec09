"""A spec beside the files that describe the same cluster: that it comes or goes makes and deletes no cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.commands.identity import Member, told_by_specs
from aksnet.commands.migrate.sides import Side
from aksnet.errors import Problem
from aksnet.readers.views import views_of


def members_of(side: Side, other: Side) -> list[Member]:
    """The clusters of a side, but for those of specs that are others of it once more, and no spec's on the other."""
    every = list(_every(side))
    twins = _twins(every, other)
    return [one for number, one in enumerate(every) if number not in twins]


def notes_on(side: Side, other: Side, becomes: str) -> Iterator[Problem]:
    """What is told of those that are left out: that nothing `becomes` of them, such as "made"."""
    every = list(_every(side))
    for number, same in _twins(every, other).items():
        message = f"this is the cluster {same.view.name!r} of {same.place} once more: no cluster is {becomes}"
        yield Problem(message, every[number].place)


def _every(side: Side) -> Iterator[Member]:
    return (Member(one, view) for one in side.configurations for view in views_of(one))


def _twins(every: list[Member], other: Side) -> dict[int, Member]:
    """The numbers of such clusters, with those that they are once more."""
    there = {one.view.name.lower() for one in _every(other) if one.view.declared is None}
    told = told_by_specs(every)
    mine = [number for number, one in enumerate(every) if one.view.declared is None]
    return {number: told[number] for number in mine if number in told and every[number].view.name.lower() not in there}
