"""What changes do, for people: the verdicts first, then why, what happens, and the steps to the goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.errors import printable
from aksnet.findings import Finding, Severity
from aksnet.reports.migrations.gate import planned_word, why_fails
from aksnet.reports.migrations.migration import Migration, MigrationOptions
from aksnet.reports.migrations.text_steps import steps_of
from aksnet.reports.migrations.words import (
    AZURE,
    CAREFUL,
    DISAGREEING,
    MEANINGS,
    arrow,
    beside,
    changes,
    clusters_in_words,
    counted,
    deciding,
    disagreement,
    harmless,
    is_quiet,
    open_in_words,
    tool_in_words,
    undecided,
    unsaid,
    with_paths,
)
from aksnet.reports.tables import TableOptions, wrapped
from aksnet.transitions.changes import Change, PoolChange
from aksnet.transitions.verdicts import Condition, OfAzure, OfTool

_BOLD, _RED, _YELLOW, _CYAN = "1", "31", "33", "36"
# How many clusters that fail are named at the end.
_NAMED = 20
_SEVERITIES = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def render(migration: Migration, options: MigrationOptions) -> str:
    """One section for each cluster, and a line that sums them up where that is asked for."""
    sections = ["".join(_section(change, findings, options)) for change, findings in migration.judged]
    if options.summed_up:
        sections.append("".join(_summed_up(migration, options)))
    return harmless("\n".join(sections))


def _section(change: Change, findings: Sequence[Finding], options: MigrationOptions) -> Iterator[str]:
    name = f"{_coloured(printable(change.name), _BOLD, options)}{printable(_whereabouts(change))}"
    if is_quiet(change, findings):
        tool = f"{printable(tool_in_words(change.tool))} {change.tool.verdict}"
        yield f"{name}: nothing changes ({AZURE} {change.azure.verdict}, {tool})\n"
        return
    yield f"{name}\n"
    yield from _verdicts(change, options)
    leading = [one for one in findings if one.rule in DISAGREEING]
    yield from _disagreement(change, leading, options)
    yield from _block("what decides", _reasons(change.azure, change.tool, options))
    yield from _block("what happens", (_item("- ", one.text, options) for one in change.azure.effects))
    yield from _block(
        "what to look at first, as no file says it",
        _checklist(unsaid(change.azure.conditions, change.runbook), options),
    )
    yield from _block("what cannot be told", _open(change.azure, change.tool, options))
    yield from _block("pools", _pools(change, options))
    yield from _block("findings", _findings([one for one in findings if one not in leading], options))
    yield from steps_of(change.runbook, TableOptions(width=options.width))


def _whereabouts(change: Change) -> str:
    """Where the cluster stands afterwards, else before."""
    view = change.pair.after or change.pair.before
    address = view.declared.address if view is not None and view.declared is not None else None
    words = [str(one) for one in (address, view.place if view is not None else None) if one is not None]
    return f" ({', '.join(words)})" if words else ""


def _verdicts(change: Change, options: MigrationOptions) -> Iterator[str]:
    """A line each: Azure, the tool, and what Terraform's own plan says."""
    lines = [(AZURE, _verdict(change.azure.verdict, (), options))]
    tool = change.tool
    lines.append((tool_in_words(tool), _verdict(tool.verdict, tool.replaced_by, options)))
    for address, planned in change.pair.planned:
        word = planned_word(planned)
        if word is not None:
            lines.append((f"plan of {address}", _verdict(word, planned.replaced_by, options)))
    wide = max(len(printable(who)) for who, _ in lines)
    yield from (f"  {printable(who):<{wide}}  {what}\n" for who, what in lines)
    yield from _block("release by release", _stretches(tool, options))


def _verdict(word: str, replaced_by: Sequence[str], options: MigrationOptions) -> str:
    meaning = MEANINGS[word]
    paths = with_paths("", replaced_by)
    return f"{_word(word, options)}{printable(paths)}: {meaning}"


def _word(word: str, options: MigrationOptions) -> str:
    if word in options.failing:
        return _coloured(word, _RED, options)
    return _coloured(word, _YELLOW, options) if word in CAREFUL else word


def _stretches(tool: OfTool, options: MigrationOptions) -> Iterator[str]:
    spans = [one.first if one.first == one.last else f"{one.first} to {one.last}" for one in tool.stretches]
    wide = max(map(len, spans), default=0)
    for span, one in zip(spans, tool.stretches, strict=True):
        yield f"    {span:<{wide}}  {_word(one.verdict, options)}{printable(with_paths('', one.replaced_by))}\n"


def _disagreement(change: Change, leading: Sequence[Finding], options: MigrationOptions) -> Iterator[str]:
    """Where the service and the tool differ: what a rule says of it, else what the verdicts say."""
    if leading:
        yield "\n"
        yield from _findings(leading, options)
        return
    sentence = disagreement(change)
    if sentence is not None:
        yield f"\n{wrapped('  ', sentence, TableOptions(width=options.width))}"


def _block(title: str, lines: Iterator[str]) -> Iterator[str]:
    """Lines under their title; nothing where there are none."""
    found = list(lines)
    if found:
        yield f"\n  {title}:\n"
        yield from found


def _reasons(azure: OfAzure, tool: OfTool, options: MigrationOptions) -> Iterator[str]:
    """The attributes that decide, each with what it was, what it is to be, and what is said of it."""
    for reason, sentences in deciding(azure, tool):
        moved = arrow(reason)
        place = f" ({reason.place})" if reason.place is not None else ""
        yield f"    {printable(f'{reason.path}: {moved}' if moved else reason.path)}{printable(place)}\n"
        yield from (wrapped("      ", one, TableOptions(width=options.width)) for one in sentences)


def _item(lead: str, text: str, options: MigrationOptions) -> str:
    return wrapped(f"    {lead}", text, TableOptions(width=options.width))


def _checklist(conditions: Sequence[Condition], options: MigrationOptions) -> Iterator[str]:
    for one in conditions:
        yield _item("[ ] ", one.text, options)
        if one.check is not None:
            yield f"        $ {printable(one.check)}\n"


def _open(azure: OfAzure, tool: OfTool, options: MigrationOptions) -> Iterator[str]:
    for one in dict.fromkeys((*tool.open, *azure.open)):
        yield _item("- ", open_in_words(one), options)


def _pools(change: Change, options: MigrationOptions) -> Iterator[str]:
    for pool in change.pools:
        if changes(pool):
            yield from _pool(beside(pool, change), options)


def _pool(pool: PoolChange, options: MigrationOptions) -> Iterator[str]:
    tool = with_paths("", pool.tool.replaced_by)
    azure, word = _word(pool.azure.verdict, options), _word(pool.tool.verdict, options)
    name, maker = printable(pool.name), printable(tool_in_words(pool.tool))
    yield f"    {name}: {AZURE} {azure}; {maker} {word}{printable(tool)}\n"
    options = options._replace(width=options.width - 2)
    lines = [*_stretches(pool.tool, options), *_reasons(pool.azure, pool.tool, options)]
    lines += [_item("- ", one.text, options) for one in pool.azure.effects]
    lines += [*_checklist(pool.azure.conditions, options), *_open(pool.azure, pool.tool, options)]
    yield from (f"  {line}" for text in lines for line in text.splitlines(keepends=True))


def _findings(findings: Sequence[Finding], options: MigrationOptions) -> Iterator[str]:
    for one in findings:
        place = f"{printable(str(one.place))}: " if one.place is not None else ""
        severity = _coloured(one.severity.value, _SEVERITIES[one.severity], options)
        rule = _coloured(f"{one.rule} {one.slug}", _BOLD, options)
        yield f"    {place}{severity} {rule}:\n"
        yield wrapped("      ", one.text, TableOptions(width=options.width))
        yield wrapped("      hint: ", one.hint, TableOptions(width=options.width))
        if one.url is not None:
            yield f"      see: {one.url}\n"


def _coloured(text: str, code: str, options: MigrationOptions) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if options.colour else text


def _summed_up(migration: Migration, options: MigrationOptions) -> Iterator[str]:
    """How many clusters there are, which fail and why; of several, how often there is each verdict, too."""
    every = [(change.name, why_fails(change, findings, options.failing)) for change, findings in migration.judged]
    failing = [(name, words) for name, words in every if words]
    number = f": {len(failing):,} {'fails' if len(failing) == 1 else 'fail'}" if failing else ": nothing fails"
    number += undecided(migration.changes)
    unread = "; not everything could be read" if migration.unread else ""
    yield f"{clusters_in_words(len(migration.changes))}{number if options.failing else ''}{unread}\n"
    for name, words in failing[:_NAMED]:
        yield f"  {printable(name)}: {', '.join(words)}\n"
    if len(failing) > _NAMED:
        yield f"  and {len(failing) - _NAMED:,} more\n"
    if len(migration.changes) > 1:
        yield f"  {AZURE}: {counted(one.azure.verdict.value for one in migration.changes)}\n"
        tools = dict.fromkeys(tool_in_words(one.tool) for one in migration.changes)
        for tool in tools:
            own = (one.tool.verdict.value for one in migration.changes if tool_in_words(one.tool) == tool)
            yield f"  {printable(tool)}: {counted(own)}\n"
