"""What a change does, in words that pipelines can ask for: at Azure, and with the tool that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from aksnet.errors import Place
from aksnet.facts.sources import Source
from aksnet.facts.versions import Version


class Azure(StrEnum):
    """What the service does with a change, from the least to the worst."""

    NO_CHANGE = "no-change"
    CREATE = "create"  # it is not there before
    IN_PLACE = "in-place"
    IRREVERSIBLE = "in-place-irreversible"
    STEPS = "steps"  # allowed, but not in one operation
    NEW_POOL = "new-pool"
    UNDECIDED = "undecided"  # a value that decides cannot be told
    RECREATE = "recreate"
    REFUSED = "refused"
    DELETE = "delete"  # it is not there afterwards


class Tool(StrEnum):
    """What the tool does with a change, from the least to the worst."""

    NO_OP = "no-op"
    CREATE = "create"
    IN_PLACE = "in-place"
    ROTATE = "rotate"  # nodes move to new ones by way of a temporary pool
    PERMANENT_DIFF = "permanent-diff"  # every later plan has it again
    UNDECIDED = "undecided"
    ERROR_AT_VALIDATE = "error-at-validate"
    ERROR_AT_PLAN = "error-at-plan"
    ERROR_AT_APPLY = "error-at-apply"
    REPLACE = "replace"
    DELETE = "delete"


ERRORS = frozenset({Tool.ERROR_AT_VALIDATE, Tool.ERROR_AT_PLAN, Tool.ERROR_AT_APPLY})


class Reason(NamedTuple):
    """One attribute that decides: its path in the words of whoever judges, and what is so about it.

    `before` and `after` are its values as people write them, None where nothing is said; `verdict` is what this
    attribute alone would do. `facts` are ids of the reference facts that it rests on; `wants` is the oldest Kubernetes
    that would do, where that is what it is about.
    """

    path: str
    text: str
    verdict: Azure | Tool
    before: str | None = None
    after: str | None = None
    sources: tuple[Source, ...] = ()
    facts: tuple[str, ...] = ()
    place: Place | None = None
    wants: Version | None = None


class Condition(NamedTuple):
    """Something that has to hold and that no file says: a line of a checklist; `check` is a command that tells it."""

    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()
    check: str | None = None


class Effect(NamedTuple):
    """What happens to what runs: nodes reimaged, connections dropped, an egress address that changes."""

    text: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...] = ()


class Open(NamedTuple):
    """A value that cannot be told, why, and between which verdicts it decides (in their words)."""

    path: str
    why: str
    between: tuple[str, ...]
    place: Place | None = None


def together(found: Iterable[Open], order: Sequence[str]) -> tuple[Open, ...]:
    """The values that cannot be told, each once: of several verdicts that a value decides the worst counts."""
    each: dict[tuple[str, str], Open] = {}
    for one in found:
        there = each.setdefault((one.path, one.why), one)
        each[one.path, one.why] = there._replace(between=_worst_of_each(there.between, one.between, order))
    return tuple(each.values())


def _worst_of_each(one: Iterable[str], other: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    left, right = (sorted(map(order.index, words)) for words in (one, other))
    least = max(left[0], right[0])
    return tuple(str(order[at]) for at in sorted({*left, *right}) if at >= least)


class OfAzure(NamedTuple):
    """What the service does with a change of a cluster or a pool."""

    verdict: Azure
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    open: tuple[Open, ...] = ()


class Stretch(NamedTuple):
    """Releases of a provider in which the verdict is the same: the first of them and the last."""

    first: str
    last: str
    verdict: Tool
    replaced_by: tuple[str, ...]


class OfTool(NamedTuple):
    """What a tool does with a change of a cluster or a pool.

    `provider` is azurerm, azapi, avm (the AVM module), bicep, arm or az; `version` an exact version, or the words of a
    constraint where several releases may be in use: then the verdict is the worst, and `stretches` has them all.
    `replaced_by` are the attributes that make it replace.
    """

    provider: str
    version: str | None
    verdict: Tool
    replaced_by: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    open: tuple[Open, ...] = ()
    stretches: tuple[Stretch, ...] = ()


def worst_of_azure(verdicts: Iterable[Azure]) -> Azure:
    """The worst of some verdicts; no change where there are none."""
    order = list(Azure)
    return max(verdicts, key=order.index, default=Azure.NO_CHANGE)


def worst_of_tool(verdicts: Iterable[Tool]) -> Tool:
    """The worst of some verdicts; nothing to do where there are none."""
    order = list(Tool)
    return max(verdicts, key=order.index, default=Tool.NO_OP)
