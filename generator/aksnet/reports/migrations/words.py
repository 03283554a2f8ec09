"""What a change does in words for people, whatever the format: who judges, what a verdict means, where sides differ."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from aksnet.findings import Finding
from aksnet.transitions.changes import Change, PoolChange, Runbook
from aksnet.transitions.tools.inline import POOLS
from aksnet.transitions.verdicts import ERRORS, Azure, Condition, OfAzure, OfTool, Open, Reason, Tool

AZURE = "Azure"
_TOOLS = {"avm": "the AVM module", "bicep": "Bicep", "arm": "ARM"}
MEANINGS: dict[str, str] = {
    Azure.NO_CHANGE: "nothing changes",
    Azure.CREATE: "it is not there yet",
    Azure.IN_PLACE: "it is changed while it runs",
    Azure.IRREVERSIBLE: "it is changed while it runs, and there is no way back",
    Azure.STEPS: "it can be done, but not in one operation",
    Azure.NEW_POOL: "it takes new node pools",
    Azure.UNDECIDED: "a value that decides cannot be told",
    Azure.RECREATE: "it takes a new cluster",
    Azure.REFUSED: "Azure refuses it",
    Azure.DELETE: "it is gone afterwards",
    Tool.NO_OP: "it plans nothing",
    Tool.ROTATE: "nodes are replaced by way of a temporary pool",
    Tool.PERMANENT_DIFF: "every later plan shows it again",
    Tool.ERROR_AT_VALIDATE: "terraform validate refuses it",
    Tool.ERROR_AT_PLAN: "terraform plan refuses it",
    Tool.ERROR_AT_APPLY: "it fails when it is applied",
    Tool.REPLACE: "it is destroyed and made anew",
}
# What has to hold before a step, and how to see it.
_CLI = "az version"
_CHECKED = re.compile(r"(?s)(.+?): ((?:az|kubectl) .+)")
# Verdicts that somebody should look at though they do not fail a run.
CAREFUL = frozenset({*Azure, *Tool} - {Azure.NO_CHANGE, Azure.CREATE, Azure.IN_PLACE, Tool.NO_OP})
# Rules on where the service and the tool differ: their findings say more than the verdicts.
DISAGREEING = ("AKN901", "AKN910")
_AS_IT_RUNS = frozenset({Azure.IN_PLACE, Azure.IRREVERSIBLE})
_IN_STEPS = frozenset({Azure.STEPS, Azure.NEW_POOL})
_NEVER = frozenset({Azure.RECREATE, Azure.REFUSED})
_WRONG = frozenset({*ERRORS, Tool.PERMANENT_DIFF, Tool.REPLACE})
_HARSH = _WRONG - {Tool.ERROR_AT_APPLY, Tool.PERMANENT_DIFF}
_QUIET = frozenset({Tool.NO_OP, Tool.IN_PLACE, Tool.ROTATE})


def tool_in_words(tool: OfTool) -> str:
    """A tool with its version, as people call it."""
    return called(tool.provider, tool.version or ("of any release" if tool.stretches else None))


def called(provider: str, version: str | None) -> str:
    """A tool by its name, with its version where one is told."""
    name = _TOOLS.get(provider, provider)
    return f"{name} {version}" if version is not None else name


def with_paths(word: str, replaced_by: Iterable[str]) -> str:
    """A verdict with the attributes that replace."""
    paths = ", ".join(replaced_by)
    return f"{word}, by {paths}" if paths else word


def is_quiet(change: Change, findings: Iterable[Finding]) -> bool:
    """Whether nothing at all is to be told of a change."""
    planned = any(set(one.actions) - {"no-op", "read"} for _, one in change.pair.planned)
    return not (changes(change) or any(map(changes, change.pools)) or [*findings] or planned)


def changes(one: Change | PoolChange) -> bool:
    """Whether a cluster, or a pool, is not the same afterwards."""
    return (one.azure.verdict, one.tool.verdict) != (Azure.NO_CHANGE, Tool.NO_OP)


def disagreement(change: Change) -> str | None:
    """Where the service and the tool differ about a cluster, in a sentence."""
    azure, tool, name = change.azure.verdict, change.tool.verdict, tool_in_words(change.tool)
    if azure in _AS_IT_RUNS and tool in _WRONG and not _of_a_pool(change):
        return f"they disagree: Azure can do this while the cluster runs, with {name} {MEANINGS[tool]}"
    if azure in _AS_IT_RUNS and tool is Tool.NO_OP:
        return f"they disagree: Azure could do this, and {name} does not ask for it: nothing will change"
    if azure in _IN_STEPS and tool in _HARSH:
        return f"they disagree: Azure can do this in steps, without a new cluster; with {name} {MEANINGS[tool]}"
    if azure in _IN_STEPS and tool in _QUIET:
        return f"they disagree: {name} plans all of it at once ({tool}), and at Azure {MEANINGS[azure]}"
    if azure in _NEVER and tool in _QUIET:
        return f"they disagree: {name} plans {tool}, as if nothing were wrong, and Azure says {azure}"
    return None


def _of_a_pool(change: Change) -> bool:
    """Whether the tool only fails with the cluster as a pool is sent in it, which Azure does not take either."""
    verdict = change.tool.verdict
    paths = {one.path for one in change.tool.reasons if one.verdict is verdict}
    return verdict is Tool.ERROR_AT_APPLY and paths == {POOLS}


def harmless(text: str) -> str:
    """A report of several lines of which none begins with two colons: those are commands to GitHub's runner."""
    return re.sub(r"(?m)^(\s*)::", r"\1: :", text)


def undecided(changes: Iterable[Change]) -> str:
    """How many of some clusters have a verdict that cannot be told; nothing where none has."""
    count = sum(_is_undecided(change) for change in changes)
    return f", {count:,} cannot be told" if count else ""


def _is_undecided(change: Change) -> bool:
    pools = (word for pool in change.pools for word in (pool.azure.verdict, pool.tool.verdict))
    return any(
        word in (Azure.UNDECIDED, Tool.UNDECIDED) for word in (change.azure.verdict, change.tool.verdict, *pools)
    )


def arrow(reason: Reason) -> str:
    """What an attribute was and what it is to be, once where it stays the same; nothing where neither is said."""
    if reason.before == reason.after:
        return reason.after or ""
    before, after = (text if text is not None else "(nothing)" for text in (reason.before, reason.after))
    return f"{before} -> {after}"


def open_in_words(one: Open) -> str:
    """A value that cannot be told, and what it decides."""
    place = f" ({one.place})" if one.place is not None else ""
    between = f"; it decides between {' and '.join(one.between)}" if one.between else ""
    return f"{one.path}{place}: {one.why}{between}"


def deciding(azure: OfAzure, tool: OfTool) -> Iterator[tuple[Reason, list[str]]]:
    """The attributes that decide, those of the tool first, each once with what is said of it."""
    told: dict[object, tuple[Reason, dict[str, list[str]]]] = {}
    for who, one in (*((tool_in_words(tool), one) for one in tool.reasons), *((AZURE, one) for one in azure.reasons)):
        _, said = told.setdefault((one.path, one.before, one.after, one.place), (one, {}))
        said.setdefault(one.text, []).append(f"{who}: {one.verdict}")
    for one, said in told.values():
        yield one, [f"{'; '.join(dict.fromkeys(heads))}: {text}" for text, heads in said.items()]


def beside(pool: PoolChange, change: Change) -> PoolChange:
    """What is told of a pool beside what its cluster tells: azurerm has the first pool as a block of the cluster."""
    reasons = tuple(one for one in pool.tool.reasons if one not in change.tool.reasons)
    unknown = tuple(one for one in pool.tool.open if one not in change.tool.open)
    return pool._replace(tool=pool.tool._replace(reasons=reasons, open=unknown))


def parted(text: str) -> tuple[str, str | None]:
    """What has to hold, and the command behind it that tells it, if there is one."""
    found = _CHECKED.fullmatch(text)
    return (found[1], found[2]) if found is not None else (text, None)


def unsaid(conditions: Iterable[Condition], runbook: Runbook) -> list[Condition]:
    """The conditions that no step repeats; which azure-cli it takes the steps tell once, in their own words."""
    said = [parted(text) for step in runbook.steps for text in step.preconditions]
    left = [one for one in conditions if not any(text.endswith(one.text) for text, _ in said)]
    return [one for one in left if one.check != _CLI or all(check != _CLI for _, check in said)]


def counted(words: Iterable[str]) -> str:
    """How often each verdict is there, the most frequent first."""
    return ", ".join(f"{count:,} {word}" for word, count in Counter(words).most_common())


def clusters_in_words(count: int) -> str:
    """A number of clusters."""
    return f"{count:,} cluster" if count == 1 else f"{count:,} clusters"
