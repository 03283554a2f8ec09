"""A change with both its sides, and what all dangers ask of it: which releases, which values, which paths."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.paths import OUTBOUND
from aksnet.transitions.azure.states import State, state_of
from aksnet.transitions.changes import Change, PoolChange
from aksnet.transitions.verdicts import OfTool, Tool
from aksnet.view import ClusterView, Declaration, PoolView, Unknown

# Which of several blocks: there is one of each here.
_NUMBER = re.compile(r"\[\d+\]|\.\d+(?=\.|$)")
_CONFIGURATION, _PLAN = "terraform", "terraform-plan"
IN_STEPS = "make it in the steps of the runbook, each of them planned and applied alone"
# What a release does not come to, because validation refuses the configuration.
NOT_MADE = frozenset({Tool.REPLACE, Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN})


class _Fields(NamedTuple):
    change: Change
    before: ClusterView
    after: ClusterView


class Sides(_Fields):
    """A change of a cluster that is there before and afterwards."""

    @cached_property
    def old(self) -> State:
        """Where the cluster stands."""
        return state_of(self.before)

    @cached_property
    def new(self) -> State:
        """Where it is to stand."""
        return state_of(self.after)

    @property
    def by_azurerm(self) -> bool:
        """Whether azurerm makes it."""
        return self.change.pair.maker.provider == "azurerm"

    @property
    def blocks(self) -> frozenset[str] | None:
        """The blocks that the cluster's configuration has, as far as a plan tells them."""
        address = self.after.declared.address if self.after.declared is not None else None
        return next((one.blocks for known, one in self.change.pair.planned if known == address), None)

    @property
    def outbound(self) -> tuple[str, str] | None:
        """Both outbound types where they certainly differ; azurerm and the service take loadBalancer unless told."""
        left_out = self.after.absent(OUTBOUND) and not self.by_azurerm
        old, new = self.old.outbound, self.new.outbound
        return None if left_out or old is None or new is None or old == new else (old, new)

    def among(self, holds: Callable[[Version], bool]) -> str | None:
        """The releases in use of which something holds, in words; None where it holds of none."""
        maker = self.change.pair.maker
        found = sorted(filter(holds, maker.releases)) if self.by_azurerm else []
        if not found:
            return None
        if len(found) == len(maker.releases) > 1 and maker.words is not None and maker.narrowed is None:
            return f"azurerm {maker.words}"
        return spanned(str(found[0]), str(found[-1]))

    def made_by(self, version: Version, *, at: OfTool | None = None) -> bool:
        """Whether a release makes the change at all, and does not replace the cluster or refuse it before."""
        return _verdict_at(at or self.change.tool, version) not in NOT_MADE

    def sent_by(self, since: Version, until: Version | None = None) -> str | None:
        """The releases in use between two that make the change."""
        return self.among(lambda one: since <= one and (until is None or one < until) and self.made_by(one))

    def az(self, *flags: str) -> str:
        """The Azure CLI's command that updates the cluster."""
        words = " ".join(shlex.quote(flag) for flag in flags)
        return f'az aks update --resource-group "$RESOURCE_GROUP" --name {shlex.quote(self.before.name)} {words}'


def spanned(first: str, last: str) -> str:
    """Releases from one to another in words."""
    return f"azurerm {first}" if first == last else f"azurerm {first} to {last}"


def sides_of(change: Change) -> Sides | None:
    """Both sides; None where one of them is not there."""
    before, after = change.pair.before, change.pair.after
    return None if before is None or after is None else Sides(change, before, after)


def _verdict_at(tool: OfTool, version: Version) -> Tool:
    """What is told of one release."""
    for one in tool.stretches:
        if _version(one.first) <= version <= _version(one.last):
            return one.verdict
    return tool.verdict


def _version(text: str) -> Version:
    return Version(*map(int, text.split(".")))


def replacing(tool: OfTool) -> dict[str, str]:
    """Every path that a release in use replaces for, without numbers, with these releases in words."""
    every = [*tool.replaced_by, *(path for one in tool.stretches for path in one.replaced_by)]
    return {path: replaced_in(tool, [path]) for path in dict.fromkeys(map(plain, every))}


def replaced_in(tool: OfTool, paths: Sequence[str]) -> str:
    """The releases that replace for one of some paths without numbers, in words."""
    found = [one for one in tool.stretches if any(plain(path) in paths for path in one.replaced_by)]
    return spanned(found[0].first, found[-1].last) if found else f"{tool.provider} {tool.version}"


def plain(path: str) -> str:
    """A path without the numbers of blocks."""
    return _NUMBER.sub("", path)


def is_configuration(view: ClusterView | PoolView) -> bool:
    """Whether it was read of what somebody wrote in Terraform's language, and not of a plan or a state."""
    return view.declared is not None and view.declared.language == _CONFIGURATION


def is_plan(view: ClusterView | PoolView) -> bool:
    """Whether it is what a plan wants: what the configuration says, and what it leaves to the state."""
    return view.declared is not None and view.declared.language == _PLAN


def has_block(view: ClusterView, prefix: str, block: str) -> bool:
    """Whether a block of azurerm stands in it: by its ARM paths, or in the provider's own words where it is empty."""
    written = view.declared.written if view.declared is not None else {}
    there = written.get(block)
    told = there is not None and not isinstance(there.data, Unknown)
    return told or any(path.startswith(prefix) for path in view.values)


def left_out(declared: Declaration | None, path: str) -> bool:
    """Whether an argument of azurerm is certainly not written, or written as null."""
    return declared is not None and declared.by_azurerm and path not in declared.written


def moved(name: str, old: str | None, new: str | None) -> str:
    """A change of one value in words."""
    return f"{name} {old or 'none'} -> {new or 'none'}"


def pools_of(change: Change) -> Iterator[tuple[PoolChange, PoolView, PoolView]]:
    """The pools that are there before and afterwards."""
    for pool in change.pools:
        if pool.before is not None and pool.after is not None:
            yield pool, pool.before, pool.after


def is_default(pool: PoolView) -> bool:
    """Whether it is the cluster's own block."""
    return pool.declared is not None and pool.declared.address.endswith(".default_node_pool")
