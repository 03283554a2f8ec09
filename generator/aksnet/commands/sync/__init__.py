"""`aksnet sync`: the files of a spec's outputs, written, checked, or shown as a difference."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from aksnet.commands.asking import SPEC
from aksnet.commands.progress import Progress
from aksnet.commands.reporting import show_report
from aksnet.commands.sync.changes import Change, Difference, difference
from aksnet.commands.sync.locking import alone
from aksnet.commands.sync.syncing import Differences, Prepared, Wanted, prepared
from aksnet.commands.sync.tree import Tree
from aksnet.commands.telling import emit, tell, tell_failures, tell_findings
from aksnet.commands.writing import is_read_only, replace_files
from aksnet.errors import BUG, OutputError, Place, Problem, UsageError, printable
from aksnet.findings import Finding, Severity
from aksnet.reports import Report, Summary
from aksnet.rules.drift import drift_finding
from aksnet.spec.layers import Layers
from aksnet.spec.loading import STDIN

_MOVE = "move the change to the spec, or give it up with --force"


class Options(NamedTuple):
    """How to run: only look (`check`), show what would be written (`diff`), and what is allowed (`force`, `follow`).

    `fails_on_change` where the exit code is 1 when something was written.
    """

    check: bool = False
    diff: bool = False
    force: bool = False
    follow: bool = False
    fails_on_change: bool = False
    output_format: str = "text"


def layers_of(layers: Layers) -> Layers:
    """The layers that were named, or the spec that stands here; raises UsageError where there is none."""
    if layers.files:
        return layers
    if not Path(SPEC).is_file():
        raise UsageError(Problem(f"there is no {SPEC} here", hint="name the spec: aksnet sync infra/aksnet.yaml"))
    return layers._replace(files=(SPEC,))


def run(wanted: Wanted, options: Options) -> int:
    """Do what is asked for; the exit code is 1 where something differs or is in the way, or a rule finds an error."""
    if options.output_format != "text" and not options.check:
        raise UsageError(Problem("this is the format of --check", Place("--format"), "leave it out, or say --check"))
    tree = Tree(spec_of(wanted.layers), follow=options.follow)
    with Progress() as progress:
        ready = prepared(wanted, progress)
        return _run(ready, Differences(ready, tree, progress), options)


def _run(ready: Prepared, differences: Differences, options: Options) -> int:
    if options.check:
        return _check(ready, differences, options)
    if is_over(ready):
        return BUG if ready.judged.failures else 1
    return _show(*_looked_at(differences, options)) if options.diff else _write(differences, options)


def _looked_at(differences: Differences, options: Options) -> tuple[list[Change], list[Problem]]:
    """What is to change, and what is in the way."""
    changes = list(differences)
    return changes, [*differences.problems, *_in_the_way(changes, force=options.force)]


def spec_of(layers: Layers) -> Path:
    """The uppermost of the layers, which says where the tree is: for standard input the folder that aksnet runs in.

    What lies below it may be of another repository, which several share.
    """
    uppermost = layers.files[-1]
    return Path() if uppermost == STDIN else Path(uppermost)


def is_over(ready: Prepared) -> bool:
    """Tell what the rules found, and whether that is the end."""
    tell_findings(ready.judged.findings)
    tell_failures(ready.judged.failures)
    stands = bool(ready.judged.failures) or any(one.severity is Severity.ERROR for one in ready.judged.findings)
    if stands:
        print("error: nothing was written", file=sys.stderr)
    return stands


def _in_the_way(changes: Iterable[Change], *, force: bool) -> list[Problem]:
    """What was edited by hand, and files that are not to be written."""
    problems = []
    for change in changes:
        if not force:
            problems += [Problem(one.message, one.place, _MOVE) for one in change.differences if one.edited]
        if change.before is not None and change.path.exists() and is_read_only(change.path):
            hint = "make it writable, or take it out of outputs:"
            problems.append(Problem("this file is read-only, and is not written", Place(str(change.path)), hint))
    return problems


def _show(changes: Sequence[Change], refused: Sequence[Problem]) -> int:
    emit("".join(map(difference, changes)))
    if refused:
        print(OutputError(*refused), file=sys.stderr)
    return int(bool(changes or refused))


def _write(differences: Differences, options: Options) -> int:
    """Write all files, or none of them where one must not be written; no other run writes from the first look on."""
    with alone(differences.root) as is_alone:
        changes, refused = _looked_at(differences, options)
        if not refused:
            files = {change.path: (change.before, change.after) for change in changes}
            replace_files(files, differences.folders, is_alone=is_alone)
    if refused:
        _show_edits(changes, options)
        print(f"{OutputError(*refused)}\nerror: nothing was written", file=sys.stderr)
        return 1
    for change in changes:
        tell(printable(str(change.path)))
    tell(f"{len(changes):,} of {differences.files:,} files written")
    return int(options.fails_on_change and bool(changes))


def _show_edits(changes: Sequence[Change], options: Options) -> None:
    """Show what would be taken away that somebody else wrote."""
    if not options.force:
        for change in changes:
            if change.is_edited:
                _show_edit(change)


def _show_edit(change: Change) -> None:
    """Show a difference beside other messages, without what would be a command to a terminal or a pipeline."""
    for line in difference(change).splitlines():
        print(printable(line), file=sys.stderr)


def _check(ready: Prepared, differences: Differences, options: Options) -> int:
    """Report what differs, and what the rules find; with `diff` what would be written stands on standard output."""
    found: list[Finding] = []
    texts: dict[str, str] = {}
    for change in list(differences):  # what is printed must not get between the lines of a bar
        found += [_finding(one) for one in change.differences]
        if change.before is not None:
            texts[str(change.path)] = change.before.decode("utf-8", "replace").replace("\r\n", "\n")
        if options.diff:
            emit(difference(change))
        elif options.output_format == "text" and change.is_edited:
            _show_edit(change)
    found += [drift_finding(one.message, "", one.place, one.hint or "") for one in differences.problems]
    report = Report(
        findings=(*ready.judged.findings, *found),
        failures=ready.judged.failures,
        summary=Summary(differences.files, len(ready.names.shard), 0, 0, 0, ready.judged.ignored),
        clusters=tuple((view.name, file or "") for view, file in zip(ready.views, ready.loaded.files, strict=True)),
        texts={**ready.loaded.texts, **texts},
    )
    if options.diff:
        for finding in report.findings:
            print(finding, file=sys.stderr)
        return int(report.fails(Severity.ERROR))
    return show_report(report, options.output_format, Severity.ERROR)


def _finding(one: Difference) -> Finding:
    return drift_finding(one.message, one.cluster, one.place, _MOVE if one.edited else "")
