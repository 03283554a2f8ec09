"""All that is told of one cluster in a comment on a pull request, folded under its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from aksnet.findings import Finding
from aksnet.reports.markdown_text import code, code_block, html, prose
from aksnet.reports.migrations.gate import planned_word
from aksnet.reports.migrations.text_steps import NO_WAY_BACK
from aksnet.reports.migrations.words import (
    DISAGREEING,
    MEANINGS,
    arrow,
    beside,
    changes,
    deciding,
    disagreement,
    open_in_words,
    parted,
    tool_in_words,
    unsaid,
    with_paths,
)
from aksnet.transitions.changes import Change, PoolChange, Runbook, Step
from aksnet.transitions.verdicts import Condition, OfAzure, OfTool


def details_of(change: Change, findings: Sequence[Finding]) -> str:
    """One folded block; nothing where the table says it all."""
    body = "".join(_body(change, findings))
    if not body:
        return ""
    said = f"{change.azure.verdict} at Azure, {change.tool.verdict} with {tool_in_words(change.tool)}"
    head = f"<details><summary><code>{html(change.name)}</code>: {html(said)}</summary>\n\n"
    return f"\n{head}{body}</details>\n"


def _body(change: Change, findings: Sequence[Finding]) -> Iterator[str]:
    leading = [one for one in findings if one.rule in DISAGREEING]
    sentence = disagreement(change)
    if leading:
        yield from [*map(_finding, leading), "\n"]
    elif sentence is not None:
        yield f"**{prose(sentence)}**\n\n"
    yield from _titled("What decides", _reasons(change.azure, change.tool))
    yield from _titled("Release by release", _stretches(change.tool))
    yield from _titled("What Terraform plans", _planned(change))
    yield from _titled("What happens", (f"- {prose(one.text)}\n" for one in change.azure.effects))
    yield from _titled(
        "What to look at first, as no file says it", _checklist(unsaid(change.azure.conditions, change.runbook))
    )
    yield from _titled("What cannot be told", _open(change.azure, change.tool))
    yield from _titled(
        "Pools", (line for pool in change.pools if changes(pool) for line in _pool(beside(pool, change)))
    )
    yield from _titled("Findings", (_finding(one) for one in findings if one not in leading))
    yield from _steps(change.runbook)


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield f"**{title}**\n\n"
        yield from found
        yield "\n"


def _reasons(azure: OfAzure, tool: OfTool) -> Iterator[str]:
    for reason, sentences in deciding(azure, tool):
        moved = f": {code(arrow(reason))}" if arrow(reason) else ""
        place = f" ({code(str(reason.place))})" if reason.place is not None else ""
        yield f"- {code(reason.path)}{moved}{place}: {prose('; '.join(sentences))}\n"


def _stretches(tool: OfTool) -> Iterator[str]:
    for one in tool.stretches:
        span = one.first if one.first == one.last else f"{one.first} to {one.last}"
        yield f"- {prose(span)}: {prose(with_paths(one.verdict, one.replaced_by))}\n"


def _planned(change: Change) -> Iterator[str]:
    for address, planned in change.pair.planned:
        word = planned_word(planned)
        if word is not None:
            yield f"- {code(address)}: {prose(f'{with_paths(word, planned.replaced_by)}: {MEANINGS[word]}')}\n"


def _checklist(conditions: Iterable[Condition]) -> Iterator[str]:
    yield from (_checked(one.text, one.check) for one in conditions)


def _checked(text: str, command: str | None) -> str:
    return f"- [ ] {prose(text)}{f': {code(command)}' if command is not None else ''}\n"


def _open(azure: OfAzure, tool: OfTool) -> Iterator[str]:
    for one in dict.fromkeys((*tool.open, *azure.open)):
        yield f"- {prose(open_in_words(one))}\n"


def _pool(pool: PoolChange) -> Iterator[str]:
    tool = with_paths(pool.tool.verdict, pool.tool.replaced_by)
    yield f"- {code(pool.name)}: {prose(f'{pool.azure.verdict} at Azure, {tool} with {tool_in_words(pool.tool)}')}\n"
    lines = [*_reasons(pool.azure, pool.tool), *(f"- {prose(one.text)}\n" for one in pool.azure.effects)]
    lines += [*_checklist(pool.azure.conditions), *_open(pool.azure, pool.tool)]
    yield from (f"  {line}" for line in lines)


def _finding(finding: Finding) -> str:
    place = f" ({code(str(finding.place))})" if finding.place is not None else ""
    see = f" [see]({finding.url})" if finding.url is not None else ""
    rule = f"**{finding.severity.value} {finding.rule} {finding.slug}**"
    return f"- {rule}{place}: {prose(finding.text)}. Hint: {prose(finding.hint)}.{see}\n"


def _steps(runbook: Runbook) -> Iterator[str]:
    if runbook.unreachable is not None:
        nearest = f" What can be reached: {prose(', '.join(runbook.nearest))}." if runbook.nearest else ""
        yield f"**{prose(runbook.unreachable)}**{nearest}\n\n"
    for number, step in enumerate(runbook.steps, 1):
        yield f"**Step {number}: {prose(step.title)}**\n\n"
        yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    yield from (_checked(*parted(one)) for one in step.preconditions)
    yield from (f"- {prose(one)}\n" for one in step.effects)
    if step.preconditions or step.effects:
        yield "\n"
    if step.commands:
        yield f"{code_block(step.commands, 'sh')}\n"
    for language, text in step.changes:
        yield f"{prose(language)}:\n\n{code_block([text])}\n"
    if step.verify:
        yield f"Verify:\n\n{code_block(step.verify)}\n"
    yield f"Back: {code(step.back)}\n\n" if step.back is not None else f"Back: {NO_WAY_BACK}.\n\n"
