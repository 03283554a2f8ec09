"""One verdict of all that a release refuses, replaces and changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from aksnet.facts.azurerm import Version
from aksnet.facts.sources import CLUSTER_CODE
from aksnet.transitions.azurerm import errors, validating
from aksnet.transitions.azurerm.differ import Differ, Found, Table, opened, spelled
from aksnet.transitions.azurerm.reasons import Teller, told
from aksnet.transitions.azurerm.sides import Side, ignored, is_ignored, protected
from aksnet.transitions.verdicts import OfTool, Open, Reason, Tool, worst_of_tool
from aksnet.transitions.verdicts import together as opens
from aksnet.view import ClusterView, PoolView

View = ClusterView | PoolView
_ORDER = list(Tool)
_PLUGIN = "network_profile.network_plugin"
_LEFT_OUT = "it is left out, and the service took overlay or kubenet by the version of Kubernetes"


class Part(NamedTuple):
    """What is told of a resource, or of the default pool in one.

    `refused` is why it is not valid, `made` what certainly changes, `some` what cannot be told, with the worst that may
    come of it, `waiting` what a plan knows later.
    """

    refused: tuple[Reason, ...]
    made: tuple[Reason, ...]
    some: tuple[tuple[Open, Tool], ...]
    waiting: tuple[Reason, ...] = ()

    def __or__(self, other: Part) -> Part:
        reasons = (self.refused + other.refused, self.made + other.made)
        return Part(*reasons, self.some + other.some, self.waiting + other.waiting)

    def settled(self) -> Part:
        """With what a plan knows later, where nothing else replaces: else it has all so that is left out."""
        return self if self.replaced else self._replace(made=self.made + self.waiting)

    @property
    def replaced(self) -> tuple[Reason, ...]:
        """What replaces the resource."""
        return tuple(one for one in self.made if one.verdict is Tool.REPLACE)


def part_of(view: View, table: Table, before: Side, after: Side, around: View, *, replaced: bool = False) -> Part:
    """What is told of a resource; `around` is what has its `lifecycle`, and `replaced` says that it replaces it."""
    left = ignored(around)
    changes = [one for one in Differ(table, before, after).found() if not is_ignored(table.base + one.path, left)]
    replaced = replaced or any(one.certain and not one.waits and one.verdict is Tool.REPLACE for one in changes)
    teller = Teller(table, before, after, replaced=replaced)
    made = tuple(teller.reason(one) for one in changes if one.certain and not one.waits)
    waiting = tuple(teller.reason(one) for one in changes if one.certain and one.waits)
    some = tuple(_open(one, table) for one in changes if not one.certain)
    return Part(tuple(validating.refused(view, table)), made, some, waiting)


def _open(found: Found, table: Table) -> tuple[Open, Tool]:
    path = found.blamed.path if found.blamed is not None else found.path
    return opened(found)._replace(path=spelled(table.base + path)), worst_of_tool(found.verdicts)


def planned(part: Part, view: View, before: Side, after: Side, table: Table) -> tuple[Reason, ...]:
    """What azurerm and Terraform refuse in the plan."""
    refused = tuple(errors.at_plan(after, before, table))
    if not part.replaced or not protected(view):
        return refused
    first = part.replaced[0]
    text = f"{first.text}, which lifecycle.prevent_destroy forbids"
    return (*refused, first._replace(text=text, verdict=Tool.ERROR_AT_PLAN))


def verdict_of(version: Version, part: Part, errors_at_plan: Sequence[Reason]) -> OfTool:
    """The whole: what is not valid is never planned, and what is not planned never made."""
    if part.refused:  # what the release has no words for looks as if it were taken away
        return OfTool("azurerm", str(version), Tool.ERROR_AT_VALIDATE, (), told(part.refused))
    if errors_at_plan:
        return OfTool("azurerm", str(version), Tool.ERROR_AT_PLAN, (), told([*errors_at_plan, *part.made]))
    certain = worst_of_tool(Tool(one.verdict) for one in part.made)
    some = tuple(one for one, worst in part.some if _ORDER.index(worst) > _ORDER.index(certain))
    verdict = worst_of_tool([certain, *([Tool.UNDECIDED] if some else [])])
    replaced = tuple(dict.fromkeys(one.path for one in part.replaced))
    return OfTool("azurerm", str(version), verdict, replaced, told(part.made), opens(some, _ORDER))


def together(found: Sequence[OfTool], before: ClusterView) -> OfTool:
    """The verdict of all networks that a cluster may have, where none is written."""
    verdicts = {one.verdict for one in found}
    if len(verdicts) == 1:
        return found[0]
    between = tuple(str(verdict) for verdict in _ORDER if verdict in verdicts)
    open_ = Open(spelled(_PLUGIN), _LEFT_OUT, between, before.place)
    reasons = (one for one in found[0].reasons if all(one in other.reasons for other in found))
    some = (one for one in found[0].open if all(one in other.open for other in found))
    return OfTool("azurerm", found[0].version, Tool.UNDECIDED, (), tuple(reasons), (open_, *some))


def another_type(old: str, new: str, view: View, version: Version) -> OfTool:
    """A resource of another type: the old one is destroyed, and a new one made."""
    text = f"{old} becomes {new}: Terraform destroys the one and makes the other"
    reason = Reason("type", text, Tool.REPLACE, old, new, (CLUSTER_CODE,), place=view.place)
    return OfTool("azurerm", str(version), Tool.REPLACE, ("type",), (reason,))
