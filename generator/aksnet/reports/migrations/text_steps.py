"""The steps to a goal as text: what has to hold, what to run and to write, how to verify, and how to go back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.errors import printable
from aksnet.reports.migrations.words import parted
from aksnet.reports.tables import TableOptions, wrapped
from aksnet.transitions.changes import Runbook, Step

NO_WAY_BACK = "there is no way back"


def steps_of(runbook: Runbook, options: TableOptions) -> Iterator[str]:
    """All steps, numbered; nothing where there is nothing to do."""
    if runbook.unreachable is not None:
        yield f"\n{wrapped('  ', runbook.unreachable, options)}"
        if runbook.nearest:
            yield wrapped("  ", f"what can be reached: {', '.join(runbook.nearest)}", options)
    if runbook.steps:
        yield "\n  steps:\n"
    for number, step in enumerate(runbook.steps, 1):
        yield from _step(number, step, options)


def _step(number: int, step: Step, options: TableOptions) -> Iterator[str]:
    lead = f"    {number}. "
    yield wrapped(lead, step.title, options)
    indent = " " * len(lead)
    for text, command in map(parted, step.preconditions):
        yield wrapped(f"{indent}[ ] ", text, options)
        yield from code_lines([command] if command is not None else [], f"{indent}    $ ", f"{indent}      ")
    yield from code_lines(step.commands, f"{indent}$ ", f"{indent}  ")
    for language, text in step.changes:
        yield f"{indent}{printable(language)}:\n"
        yield from code_lines([text], f"{indent}  ", f"{indent}  ")
    for text in step.effects:
        yield wrapped(f"{indent}happens: ", text, options)
    yield from code_lines(step.verify, f"{indent}verify: ", f"{indent}        ")
    yield from code_lines([step.back or NO_WAY_BACK], f"{indent}back: ", f"{indent}      ")


def code_lines(texts: Sequence[str], lead: str, further: str) -> Iterator[str]:
    """Texts of which people copy lines: no line is broken or joined to another one."""
    for text in texts:
        for at, line in enumerate(text.splitlines()):
            yield f"{further if at else lead}{printable(line)}".rstrip() + "\n"
