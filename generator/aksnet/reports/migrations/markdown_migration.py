"""What changes do, as a comment on a pull request: a table of the clusters, and the details of each folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aksnet.errors import MAX_SHOWN, Problem
from aksnet.reports.markdown_text import code, prose
from aksnet.reports.migrations.gate import Verdict, fails, planned_word, verdicts_of
from aksnet.reports.migrations.markdown_details import details_of
from aksnet.reports.migrations.migration import Migration, MigrationOptions
from aksnet.reports.migrations.words import (
    CAREFUL,
    changes,
    clusters_in_words,
    counted,
    harmless,
    is_quiet,
    tool_in_words,
    undecided,
)
from aksnet.transitions.changes import Change

# GitHub takes comments of 65,536 characters, and these are counted in bytes here, of which there are as many or more.
# Source: https://github.com/telia-oss/github-pr-resource/issues/259 (read 2026-11-30)
_MOST, _LAST = 65_000, 400
_HEAD = "| cluster | Azure | tool | pools |\n| --- | --- | --- | --- |\n"


def render(migration: Migration, options: MigrationOptions) -> str:
    """The comment, those clusters first that fail; what does not fit is left out and counted."""
    changed = [one for one in migration.judged if not is_quiet(*one)]
    changed.sort(key=lambda one: not fails(one[0], one[1], options.failing))
    rows = [_row(change, options) for change, _ in changed]
    parts = [_title(migration, options), *_told("What could not be read", migration.unread)]
    parts += [*([_HEAD] if rows else []), *rows]
    parts += [details_of(change, findings) for change, findings in changed]
    parts += _told("What else there is to know", migration.notes, "\n")
    same = len(migration.changes) - len(changed)
    last = f"\n{clusters_in_words(same)} without a change.\n" if same and changed else ""
    return harmless(_cut(parts, last))


def _title(migration: Migration, options: MigrationOptions) -> str:
    failing = sum(fails(change, findings, options.failing) for change, findings in migration.judged)
    count = clusters_in_words(len(migration.changes))
    if failing:
        count = f"{failing:,} of {count} {'fails' if failing == 1 else 'fail'}"
    if migration.unread:
        return f"### ❌ aksnet migrate: {count}, and not everything could be read\n\n"
    if failing:
        return f"### ❌ aksnet migrate: {count}\n\n"
    if not options.failing:
        return f"### aksnet migrate: {count}\n\n"
    if all(is_quiet(*one) for one in migration.judged):
        return f"### ✅ aksnet migrate: nothing changes in {count}\n"
    open_ones = undecided(migration.changes)
    return f"### {'⚠️' if open_ones else '✅'} aksnet migrate: none of {count} fails{open_ones}\n\n"


def _told(title: str, problems: Sequence[Problem], lead: str = "") -> list[str]:
    """Problems or notes as a list: the first of them, and how many more there are."""
    lines = [_problem(one) for one in problems[:MAX_SHOWN]]
    more = [f"- and {len(problems) - MAX_SHOWN:,} more\n"] if len(problems) > MAX_SHOWN else []
    return ["".join([f"{lead}**{title}**\n\n", *lines, *more, "\n"])] if lines else []


def _problem(problem: Problem) -> str:
    where = f"{code(str(problem.place))}: " if problem.place is not None else ""
    hint = f". Hint: {prose(problem.hint)}" if problem.hint is not None else ""
    return f"- {where}{prose(problem.message)}{hint}\n"


def _row(change: Change, options: MigrationOptions) -> str:
    tool = f"{_marked(change.tool.verdict, options)} ({prose(tool_in_words(change.tool))})"
    words = dict.fromkeys(word for _, planned in change.pair.planned if (word := planned_word(planned)) is not None)
    tool = ", ".join([tool, *(f"{_marked(word, options)} (Terraform's plan)" for word in words)])
    cells = [code(change.name), _marked(change.azure.verdict, options), tool, _pools(change, options)]
    return f"| {' | '.join(cells)} |\n"


def _pools(change: Change, options: MigrationOptions) -> str:
    """The pools that change: what is worst for each, and how many."""
    pools = [pool.name for pool in change.pools if changes(pool)]
    words = [_worst([one for one in verdicts_of(change) if one.pool == name], options) for name in pools]
    return prose(counted(words))


def _worst(verdicts: Iterable[Verdict], options: MigrationOptions) -> str:
    words = [one.word for one in verdicts]
    return min(words, key=lambda word: (word not in options.failing, word not in CAREFUL, word == "no-change"))


def _marked(word: str, options: MigrationOptions) -> str:
    mark = "❌" if word in options.failing else "⚠️" if word in CAREFUL else "✅"
    return f"{mark} {word}"


def _cut(parts: Sequence[str], last: str) -> str:
    """The parts as far as there is room for them, and a sentence on what is left out."""
    kept = list(_fitting(parts, _MOST - _LAST - len(last.encode())))
    left = len(parts) - len(kept)
    sentence = "\n_There is more than fits into a comment: the log of aksnet migrate has it all._\n" if left else ""
    return "".join([*kept, sentence, last])


def _fitting(parts: Sequence[str], room: int) -> Iterator[str]:
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            return
        yield part
