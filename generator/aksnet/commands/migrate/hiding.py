"""What of the later side could not be read: what is not there may be in it, and is not certainly deleted."""

from __future__ import annotations

import os
from collections.abc import Iterator

from aksnet.commands.migrate.readdressing import moves_in
from aksnet.commands.migrate.sides import Side, Sides
from aksnet.configuration import Configuration
from aksnet.errors import Problem
from aksnet.readers.folders import TERRAFORM
from aksnet.transitions import Pair
from aksnet.transitions.tools.gone import address_of


class Hiding:
    """What could not be read of the later side, by the files that belong together."""

    def __init__(self, sides: Sides) -> None:
        self._new, self._together = sides.new, sides.together
        self._moves = moves_in(sides.new)
        # of these a plan tells itself what becomes of them
        self._planned = {address for one in sides.new.configurations for address, _ in one.planned}
        self._before = {_said(one, sides.old) for each in sides.old.configurations for one in each.unread}

    def of(self, pair: Pair, file: str) -> tuple[tuple[str, Problem], ...]:
        """What may hide a cluster and its pools, by their addresses; `file` is where it was, from its side's path."""
        view = pair.before
        found = [one for one in self._new.configurations if self._may_have(one, pair, file)]
        addresses = [address_of(view), *map(address_of, view.pools)] if view is not None else []
        untold = (address for address in addresses if address not in self._planned)
        whys = ((address, next(self._whys(address, found), None)) for address in untold)
        return tuple((address, why) for address, why in whys if why is not None)

    def _may_have(self, one: Configuration, pair: Pair, file: str) -> bool:
        """Whether it may be in a configuration: a spec has a cluster with its pools, and stands for other files too."""
        beside = file in _files(one, self._new)
        if one.views is None:
            return beside
        return pair.after is None and (beside or not self._together)

    def _whys(self, address: str, found: list[Configuration]) -> Iterator[Problem]:
        yield from (one for each in found for one in each.unread if _said(one, self._new) not in self._before)
        later = self._moves.of(address)
        for module, problem in (pair for each in found for pair in each.elsewhere):
            if later.startswith((f"{module}.", f"{module}[")):
                yield problem


def _said(problem: Problem, side: Side) -> tuple[str, str]:
    """A problem and its file, which is called the same on both sides."""
    source = problem.place.source.replace(side.suffix, "") if problem.place is not None else ""
    return _from(side.called.get(source, source), side), problem.message


def _files(configuration: Configuration, side: Side) -> set[str]:
    """What the files that were read are called, from the path of their side; a file of a folder is the folder's."""
    label = configuration.label
    folder = {os.path.dirname(label) or "."} if label.endswith(TERRAFORM) else set()  # noqa: PTH120
    return {_from(one, side) for one in {label, *folder}}


def _from(path: str, side: Side) -> str:
    return os.path.relpath(path or ".", side.path) if side.path != "-" else "."
