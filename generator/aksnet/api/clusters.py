"""The clusters that a program has loaded, with all that rules, plans and comparisons ask of where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

from aksnet.api.arguments import a
from aksnet.configuration import Configuration
from aksnet.errors import Problem
from aksnet.readers.views import views_of
from aksnet.view import ClusterView

if TYPE_CHECKING:
    from aksnet.commands.policies import Policies
    from aksnet.readers.inputs import Inputs


class Clusters(Sequence[ClusterView]):
    """The clusters of one `aksnet.load`, in the order of its inputs: nothing is put into them or taken out.

    Their views are for reading. What a program writes into the values of one is seen by some calls and not by others.

    An index gives a cluster by its number, or by its name: `clusters["prod"]`.
    """

    __slots__ = ("_inputs", "_open_addresses", "_policies", "_views")

    def __init__(self, inputs: Inputs, policies: Policies, *, open_addresses: bool) -> None:
        self._inputs = inputs
        self._policies = policies
        self._open_addresses = open_addresses
        self._views = tuple(view for one in inputs.configurations for view in views_of(one))

    @overload
    def __getitem__(self, index: int | str) -> ClusterView: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[ClusterView, ...]: ...
    def __getitem__(self, index: int | str | slice) -> ClusterView | tuple[ClusterView, ...]:
        return self._named(index) if isinstance(index, str) else self._views[index]

    def __len__(self) -> int:
        return len(self._views)

    def __iter__(self) -> Iterator[ClusterView]:
        return iter(self._views)

    def __contains__(self, value: object) -> bool:
        return value in self.names if isinstance(value, str) else value in self._views

    def __repr__(self) -> str:
        return f"<Clusters: {', '.join(self.names) or 'none'}>"

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the clusters, in their order; of one whose name cannot be told, what its file calls it."""
        return tuple(one.name for one in self._views)

    @property
    def unread(self) -> tuple[Problem, ...]:
        """What could not be read; always empty without `partial=True`."""
        return unread_of(self._inputs.configurations)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is not there to be read though nothing is wrong with it, such as a module of a registry."""
        every = self._inputs.configurations
        alone = [
            Problem(f"the pool {pool.address} stands alone: its cluster cannot be told", pool.place)
            for one in every
            for pool in one.pools
        ]
        return tuple(dict.fromkeys([*(note for one in every for note in one.notes), *alone]))

    def _named(self, name: str) -> ClusterView:
        found = [one for one in self._views if one.name == name]
        if len(found) == 1:
            return found[0]
        what = f"{len(found)} clusters are called {name!r}" if found else f"there is no cluster {name!r}"
        raise KeyError(f"{what}; there is: {', '.join(self.names) or 'none'}")


def unread_of(configurations: Sequence[Configuration]) -> tuple[Problem, ...]:
    """What could not be read of them, each problem once."""
    return tuple(dict.fromkeys(problem for one in configurations for problem in one.unread))


def loaded(value: object, call: str) -> Clusters:
    """The clusters that a call is given; raises TypeError for anything else."""
    if not isinstance(value, Clusters):
        raise TypeError(f"aksnet.{call} takes the clusters of aksnet.load, and this is {a(value)}")
    return value
