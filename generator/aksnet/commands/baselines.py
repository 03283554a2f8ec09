"""A baseline: findings that are known are written into a file, and left out of later reports."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from aksnet.commands.writing import write_own
from aksnet.errors import OutputError, Place, Problem, SpecError, UsageError
from aksnet.findings import Finding
from aksnet.reports import Report
from aksnet.reports.report import merged
from aksnet.rules import RULES, Rule
from aksnet.rules.reading import not_read
from aksnet.spec import json_text
from aksnet.spec.baseline import Baseline, Entry
from aksnet.spec.loading import STDIN, read, source_of
from aksnet.spec.validation import validated

# Rule, file, cluster and message: what stays the same when lines move.
_Key: TypeAlias = tuple[str, str, str, str]
# What stands for no file: a finding without a place, and standard input.
_NO_FILES = ("", source_of(STDIN))


def refuse(written: str | None, *, mends: bool) -> None:
    """Raise UsageError for a baseline that cannot be written."""
    if written is None:
        return
    problem: tuple[str, str] | None = None
    if not written.strip():
        problem = "the baseline has no name", "is a variable not set?"
    elif written == STDIN:
        problem = "a baseline is a file, and is not written to standard output", "name the file"
    elif written.endswith(("/", os.sep)) or os.path.isdir(written):  # noqa: PTH112  # it may be no name
        problem = f"{written} is a folder, and a baseline is a file", "name the file in it"
    elif mends:
        problem = "a baseline is written of what is found, and not while it is fixed", "fix first, then write it"
    if problem is not None:
        raise UsageError(Problem(problem[0], Place("--write-baseline"), problem[1]))


def held(check: Callable[[], Report], baseline: str | None, written: str | None, rules: Collection[Rule]) -> Report:
    """The report of a check without what a baseline has: the one that is there, or the one that is now written.

    Where that cannot be written, nothing is left out: the report is whole, and says why.
    """
    report = check()
    if written is None:
        return held_against(report, baseline, rules) if baseline is not None else report
    unwritten = _unwritten(report, written, rules)
    return report._replace(unwritten=unwritten) if unwritten else held_against(report, written, rules)


def _unwritten(report: Report, name: str, rules: Collection[Rule]) -> tuple[Problem, ...]:
    """Write the baseline, or say why not: one of half of the files would lose what is known of the others."""
    if report.problems or report.failures:
        message = "the baseline is not written, as not everything could be checked"
        return (Problem(message, Place(name), "mend what is told, and run it once more"),)
    try:
        write(report, name, rules)
    except OutputError as error:
        return error.problems
    return ()


def held_against(report: Report, name: str, rules: Collection[Rule]) -> Report:
    """The report without what the baseline of this name has; entries that are gone are told in a note.

    Raises UsageError where it cannot be read.
    """
    left = _read(name)
    kept: list[Finding] = []
    known: list[Finding] = []
    for finding in report.findings:
        key = _key(finding, name)
        if finding.rule != not_read.id and left[key]:
            left[key] -= 1
            known.append(finding)
        else:
            kept.append(finding)
    summary = report.summary._replace(baseline=len(merged(known)))
    notes = (*report.notes, *_gone(left, report, name, rules))
    shown = set(kept)
    edits = {finding: edits for finding, edits in report.edits.items() if finding in shown}
    return report._replace(findings=tuple(kept), summary=summary, notes=notes, edits=edits)


def _gone(left: Counter[_Key], report: Report, name: str, rules: Collection[Rule]) -> Iterator[Problem]:
    """A note on entries of the baseline that no finding is left for."""
    whole = _whole_files(report, name)
    ran = {one.id for one in rules}
    count = sum(count for key, count in left.items() if count and _is_gone(key, report, name, whole, ran))
    if count:
        said = "1 finding of the baseline is" if count == 1 else f"{count:,} findings of the baseline are"
        yield Problem(f"{said} gone: write it anew with --write-baseline", Place(name))


def write(report: Report, name: str, rules: Collection[Rule]) -> None:
    """Write the findings of a report, but for files that are not read; raises OutputError.

    What a baseline that is there has of rules that did not run stays in it.
    """
    counts = Counter(_key(finding, name) for finding in report.findings if finding.rule != not_read.id)
    counts.update(_of_others(name, {one.id for one in rules}))
    entries = [dict(zip(Entry.model_fields, (*key, count), strict=True)) for key, count in sorted(counts.items())]
    text = json.dumps({"version": 1, "findings": entries}, indent=2) + "\n"
    write_own(Path(name), text.encode(), "baseline", _is_baseline)


def _of_others(name: str, ran: Collection[str]) -> Mapping[_Key, int]:
    """What the baseline has, if there is one, of rules that there are and that did not run."""
    others = {one.id for one in RULES}.difference(ran)
    if not others or not os.path.isfile(name):  # noqa: PTH113  # a pipe would be waited for
        return {}
    try:
        return {key: count for key, count in _read(name).items() if key[0] in others}
    except UsageError:  # it is no baseline, and is not overwritten
        return {}


def _read(name: str) -> Counter[_Key]:
    try:
        baseline = _parsed(read(name, "baseline"), name)
    except SpecError as error:
        hint = "aksnet check PATHS --write-baseline FILE writes one"
        raise UsageError(*(one._replace(hint=one.hint or hint) for one in error.problems)) from None
    counts: Counter[_Key] = Counter()
    for entry in baseline.findings:
        counts[entry.rule, entry.file, entry.cluster, entry.message] += entry.count
    return counts


def _parsed(text: str, name: str) -> Baseline:
    return validated(Baseline, json_text.parse(text, source_of(name)))


def _is_baseline(data: bytes) -> bool:
    try:
        _parsed(data.decode("utf-8-sig", "replace"), "")
    except SpecError:
        return False
    return True


def _key(finding: Finding, name: str) -> _Key:
    file = finding.place.source if finding.place is not None else ""
    return finding.rule, _relative(file, name), _carried(finding.cluster), _carried(finding.message)


def _relative(file: str, name: str) -> str:
    """A file as it is told from the folder of the baseline; standard input is no file."""
    if file in _NO_FILES:
        return file
    relative = os.path.relpath(os.path.realpath(file), os.path.dirname(os.path.realpath(name)))  # noqa: PTH120
    return _carried(relative.replace(os.sep, "/"))


def _carried(text: str) -> str:
    """The text with escapes for what UTF-8 cannot carry: a name of a file may have such bytes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _is_gone(key: _Key, report: Report, name: str, whole: set[str], ran: set[str]) -> bool:
    """Whether a finding would be in this report if it were still there: its rule ran, over its cluster and all of its
    file; or the file is there no more. Another run may look at other files, with other values."""
    rule, file, cluster, _ = key
    if rule not in ran:
        return False
    if file in whole:
        return not cluster or cluster in {name for name, _ in report.clusters}
    return file not in _NO_FILES and not os.path.exists(Path(name).parent / file)  # noqa: PTH110  # it may be no name


def _whole_files(report: Report, name: str) -> set[str]:
    """The files that were read as a whole, and all of which is there with the values of this run."""
    told = [*(one.place for one in report.findings if one.rule == not_read.id)]
    told += [one.place for one in (*report.problems, *report.notes)]
    partly = {place.source for place in told if place is not None}
    return {_relative(one, name) for one in report.texts if one not in partly}
