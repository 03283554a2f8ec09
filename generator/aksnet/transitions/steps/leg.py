"""One change on the way, and what its text says: flags of az, attributes in ARM's words, checks."""

from __future__ import annotations

from typing import NamedTuple

from aksnet.facts.sources import Source
from aksnet.transitions.azure.edges import Edge
from aksnet.transitions.azure.states import State
from aksnet.transitions.changes import Maker
from aksnet.transitions.verdicts import Condition
from aksnet.view import ClusterView, Json


class Leg(NamedTuple):
    """A change with the states around it, the cluster as it is before and after the whole way, and its tool."""

    edge: Edge
    start: State
    end: State
    before: ClusterView
    after: ClusterView
    maker: Maker


class Attribute(NamedTuple):
    """A property by its ARM path, and its values before and after; None where it is not written.

    `words` stands for a value that only whoever deploys knows, such as the id of a subnet.
    """

    path: str
    before: Json
    after: Json
    words: str | None = None


class Look(NamedTuple):
    """A property of the cluster that shows that a step is done: a query of az, and what it then prints."""

    query: str
    prints: str


class Text(NamedTuple):
    """What is said of one change.

    `flags` are those of `az aks update`, each as text of the shell; `cli` is the first azure-cli that takes them.
    `first` are commands before it and `last` those after it, `attributes` what is written. `looks` and `then` show that
    it is done, `notes` are told with the preconditions; `meets` are conditions that its own words and
    commands see to, `title` stands in place of that of the change, and `beside` are
    lines on what is written beside.
    """

    flags: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    looks: tuple[Look, ...]
    cli: str | None = None
    notes: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    then: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    meets: tuple[Condition, ...] = ()
    title: str | None = None
    beside: tuple[str, ...] = ()
