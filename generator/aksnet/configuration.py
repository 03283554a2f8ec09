"""What `aksnet show` prints: clusters and networks of a configuration, each value with its origin and place.

Values stand under ARM's dotted paths, as in the view; there they are joined to what rules judge.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, Union

from aksnet.errors import Place, Problem
from aksnet.view import ClusterView, Origin, Provider, Unknown

# The calls of modules that an address of Terraform begins with.
_CALLS = re.compile(r'(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)+')


class Attribute(NamedTuple):
    """An attribute of a resource of the same configuration, which is known once it is deployed."""

    text: str
    kind: str = "attribute"  # so that it never equals another tuple


# JSON whose members may be attributes or unknown
Partly: TypeAlias = Union[str, int, float, bool, Attribute, Unknown, "list[Partly]", "dict[str, Partly]", None]


class Scope(NamedTuple):
    """A subscription and a resource group; None where it is left open."""

    subscription: str | None = None
    group: str | None = None

    @classmethod
    def of_id(cls, text: str) -> Scope:
        """What an id says; nothing of a name."""
        return cls(_after("subscriptions", text), _after("resourcegroups", text))

    def may_hold(self, other: Scope, language: str) -> bool:
        """Whether a resource of another scope may be meant by an id of this one.

        A template is deployed into one group: what an id names another for is not declared in it.
        """
        return all(
            one is None or (language.startswith("terraform") if two is None else one.lower() == two.lower())
            for one, two in zip(self, other, strict=True)
        )


def _after(word: str, text: str) -> str | None:
    parts = text.split("/")
    at = next((at for at, part in enumerate(parts[:-1]) if part.lower() == word), None)
    found = parts[at + 1] if at is not None else None
    return None if not found or found.startswith("{") else found


class Entry(NamedTuple):
    """One value; `via` names the variable, parameter or module argument that it came through."""

    data: Partly
    origin: Origin = Origin.GIVEN
    place: Place | None = None
    via: str | None = None

    @property
    def through(self) -> str | None:
        """What it came through, in words; None where it is written as it is, or nothing has a name."""
        if self.via is None or self.origin not in (Origin.DEFAULT, Origin.VARIABLE, Origin.MODULE):
            return None
        if self.origin is Origin.DEFAULT:
            return f"default of {self.via}"
        given = self.origin is Origin.VARIABLE or self.place is not None
        return f"given to {self.via}" if given else f"the module's default of {self.via}"


Entries: TypeAlias = Mapping[str, Entry]
NONE: Entries = MappingProxyType({})


def told(entries: Entries, path: str) -> Entry | None:
    """What is said at a path: the value, or why an object around it cannot be told."""
    found = entries.get(path)
    while found is None and "." in path:
        path = path.rpartition(".")[0]
        found = entries.get(path, entries.get(f"{path}.*"))
        found = found if found is not None and isinstance(found.data, Unknown) else None
    return found


class Part(NamedTuple):
    """A pool, a subnet or a peering; `exists` says why it cannot be told whether, or how often, it is there.

    `parent` is what it says of the cluster or network it belongs to, where it is declared on its own. `written` is what
    it says in the words of its own language; `provider` and `api_version` are those of what is declared on its own.
    """

    address: str
    place: Place
    values: Entries
    arguments: Entries = NONE
    exists: str | None = None
    parent: Entry | None = None
    written: Entries = NONE
    provider: Provider | None = None
    api_version: str | None = None
    module: str | None = None
    language: str = ""


class Network(NamedTuple):
    """A virtual network with its subnets and peerings; `written` is what it says in the words of its language."""

    address: str
    place: Place
    values: Entries
    subnets: tuple[Part, ...] = ()
    peerings: tuple[Part, ...] = ()
    exists: str | None = None
    scope: Scope = Scope()
    language: str = ""
    written: Entries = NONE


class Beside(NamedTuple):
    """A route table or a NAT gateway, by the last part of its `kind` in ARM; `routes` are those on their own."""

    kind: str
    part: Part
    routes: tuple[Part, ...] = ()
    scope: Scope = Scope()


class Cluster(NamedTuple):
    """A cluster with its pools; the inline ones come first.

    `updates` are changes that other resources lay over it (azapi_update_resource). `patch`: it is such a change
    itself, of a cluster that is declared elsewhere. `written` is what it says in the words of its own language, by
    dotted paths; `module` is the module of a registry that makes it, whose words nobody here wrote, and `given` what it
    is given, by its parameters in small letters. `group` is the resource group that it says.
    """

    address: str
    place: Place
    language: str
    values: Entries
    arguments: Entries = NONE
    pools: tuple[Part, ...] = ()
    api_version: str | None = None
    provider: Provider | None = None
    exists: str | None = None
    patch: bool = False
    updates: tuple[Part, ...] = ()
    written: Entries = NONE
    module: str | None = None
    given: Entries = NONE
    group: str | None = None


class Planned(NamedTuple):
    """What Terraform itself says in a plan of a resource: its actions, and the attributes that replace it.

    `why` is its word for it ("replace_because_cannot_update"), `moved_from` the address that the resource had before,
    and `imported`: it is taken into the state with this plan. `deposed`: it is what an earlier replacement left behind.
    `blocks` are those that its configuration has, by their dotted paths; None where the plan does not tell them.
    """

    actions: tuple[str, ...]
    replaced_by: tuple[str, ...] = ()
    why: str | None = None
    moved_from: str | None = None
    imported: bool = False
    deposed: bool = False
    blocks: frozenset[str] | None = None


class Made(NamedTuple):
    """What a tool says of its own output: "plan" or "state", its version, and when, or as which of a row, it was made.

    States of one `lineage` are counted by their `serial`. `providers` are those of its resources where none of these
    is read.
    """

    kind: str
    version: str | None = None
    when: str | None = None
    serial: int | None = None
    lineage: str | None = None
    providers: tuple[str, ...] = ()


class Configuration(NamedTuple):
    """All that was read of one configuration; `pools`, `subnets` and `peerings` are those whose parent is not known.

    `notes` say what is not there to be read, such as a module of a registry, though nothing is wrong with it.

    `views` are those of a spec, which has them already, and `fleet` says that it lists them. `made` is what a tool says
    of its output; of a plan `planned` has Terraform's own words by address, and `before` what is there before it, where
    that was asked for. `moves` are addresses that Terraform is told of, from where to where, and `forgotten` those that
    leave its state and stay. `elsewhere` are addresses of Terraform's modules that are called and not here, each with
    what is told of it. `beside` is what subnets refer to.
    """

    label: str
    clusters: tuple[Cluster, ...] = ()
    networks: tuple[Network, ...] = ()
    pools: tuple[Part, ...] = ()
    subnets: tuple[Part, ...] = ()
    unread: tuple[Problem, ...] = ()
    peerings: tuple[Part, ...] = ()
    notes: tuple[Problem, ...] = ()
    views: tuple[ClusterView, ...] | None = None
    made: Made | None = None
    planned: tuple[tuple[str, Planned], ...] = ()
    before: Configuration | None = None
    moves: tuple[tuple[str, str], ...] = ()
    forgotten: tuple[str, ...] = ()
    elsewhere: tuple[tuple[str, Problem], ...] = ()
    fleet: bool = False
    beside: tuple[Beside, ...] = ()


def without_calls(address: str) -> str:
    """An address of Terraform as the file of the resource has it, without the modules around."""
    called = _CALLS.match(address)
    return address[called.end() :] if called is not None else address
