"""What a call gives to a known module, and its reader looks at nowhere: it is told of its cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.expressions.values import Val
from aksnet.readers.resources import Kind, Resource

_META = frozenset({"source", "version", "providers", "count", "for_each", "depends_on"})
_WHERE = frozenset({"resource_group_name", "parent_id"})


class Watched(Mapping[str, Val]):
    """Inputs that keep which of them somebody looked at."""

    def __init__(self, inputs: Mapping[str, Val]) -> None:
        self._inputs = inputs
        self._seen: set[str] = set()

    def __getitem__(self, name: str) -> Val:
        """The input of that name."""
        self._seen.add(name)
        return self._inputs[name]

    def __iter__(self) -> Iterator[str]:
        """The names of all inputs."""
        return iter(self._inputs)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._inputs)

    def told_of(self, resource: Resource) -> Resource:
        """A cluster with the inputs that nobody looked at, and with what says where it goes; all else as it is."""
        if resource.kind is not Kind.CLUSTER:
            return resource
        read = (self._seen | _META) - _WHERE
        unread = {name: one for name, one in self._inputs.items() if name not in read and one.data is not None}
        return resource._replace(arguments={**resource.arguments, **unread})
