"""The clusters and pools of a view that azurerm makes, in its own words, with the releases that may be in use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts.azurerm_schema import CLUSTER, INLINE, KINDS, arguments_of, ever_required, exists
from aksnet.facts.releases import Releases, releases_of
from aksnet.view import ClusterView, Declaration, PoolView, Unknown, Value, Values

_MODULE = r'module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.'
_TYPE = re.compile(rf"(?:{_MODULE})*(\w+)\.")
# What Terraform itself takes in every resource.
_META = frozenset(
    {"count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection", "timeouts", "dynamic"}
)


class Part(NamedTuple):
    """A cluster, its own pool, or a pool that is declared on its own.

    `base` is where its arguments stand in its resource: "default_node_pool." for a cluster's own pool.
    """

    kind: str
    base: str
    written: Values
    blank: Values
    releases: Releases
    place: Place | None

    @property
    def name(self) -> str:
        """What it is called in a message."""
        return INLINE if self.base else "the cluster" if self.kind.endswith("_cluster") else "the node pool"

    @property
    def whole(self) -> bool:
        """Whether all that it says is known to be here."""
        return "" not in self.written

    @property
    def made(self) -> bool:
        """Whether a release that may be in use has the resource itself."""
        return any(exists(self.kind, "", release) for release in self.releases.known)

    def exists(self, path: str) -> bool:
        """Whether a release that may be in use has an argument or a block."""
        return any(exists(self.kind, self.base + path, release) for release in self.releases.known)

    def arguments(self) -> Iterator[str]:
        """The arguments and blocks of the part itself, in any release."""
        return self._own(arguments_of(self.kind))

    def asked(self) -> Iterator[str]:
        """Those that any release asks for."""
        return self._own(ever_required(self.kind))

    def _own(self, paths: Iterable[str]) -> Iterator[str]:
        for path in paths:
            inline = path.startswith(f"{INLINE}.")
            if path.startswith(self.base) and (self.base or not inline):
                yield path.removeprefix(self.base)

    def said(self) -> Iterator[tuple[str, Value]]:
        """All that is written, even where it says nothing, but what Terraform itself takes."""
        for path, value in [*self.written.items(), *self.blank.items()]:
            if path and (self.base or path.split(".")[0] not in _META):
                yield path, value

    def names(self, path: str) -> bool:
        """Whether an argument or a block is written, even where it says nothing."""
        return path in self.written or path in self.blank

    def opened(self, path: str) -> bool:
        """Whether a block is there, and all that it says is known to be here."""
        value = self.written.get(path)
        if value is None:
            return False
        inside = [one for name, one in self.written.items() if name.startswith(f"{path}.")]
        if isinstance(value.data, Unknown):
            return any(isinstance(one.data, Unknown) for one in inside)
        return isinstance(value.data, list) and len(value.data) == 1


def parts_of(cluster: ClusterView) -> Iterator[Part]:
    """The cluster and its pools, those that azurerm makes and whose words stand in files."""
    legacy = cluster.declared is not None and "agent_pool_profile" in cluster.declared.written
    views: list[ClusterView | PoolView] = [cluster, *cluster.pools]
    for one in views:
        declared = one.declared
        if declared is None or declared.language != "terraform" or declared.module is not None:
            continue
        made = _part(one, declared)
        if made is not None and not (made.base and legacy):
            yield made


def _part(one: ClusterView | PoolView, declared: Declaration) -> Part | None:
    if declared.provider is None or not declared.by_azurerm:
        return None
    found, releases = _TYPE.match(declared.address), releases_of(declared.provider.version)
    if found is None or found[1] not in KINDS or releases is None:
        return None
    inline = isinstance(one, PoolView) and found[1] == CLUSTER
    if inline and not declared.address.endswith(f".{INLINE}"):
        return None
    return Part(found[1], f"{INLINE}." if inline else "", declared.written, declared.blank, releases, one.place)
