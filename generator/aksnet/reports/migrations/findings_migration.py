"""What changes do, in the formats that have findings only: a verdict that fails the run is a finding, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aksnet.findings import Finding, Severity
from aksnet.reports import Options, Report, Summary
from aksnet.reports import render as render_report
from aksnet.reports.migrations.gate import DANGER, Verdict, failing_of
from aksnet.reports.migrations.migration import Migration, MigrationOptions
from aksnet.reports.migrations.words import MEANINGS, arrow, with_paths
from aksnet.rules.changes import failing_verdict
from aksnet.transitions.changes import Change


def render(migration: Migration, options: MigrationOptions, output_format: str) -> str:
    """A report on the clusters with the findings on each, those on its verdicts first."""
    judged = migration.judged
    found = [one for change, told in judged for one in (*_verdicts(change, options), *_dangers(told, options))]
    clusters = tuple((change.name, _file(change)) for change in migration.changes)
    report = Report(
        findings=tuple(dict.fromkeys(found)),
        failures=(),
        summary=Summary(len(migration.texts), len(clusters), 0, 0, len(migration.unread)),
        clusters=clusters,
        texts=migration.texts,
        problems=migration.unread,
        notes=migration.notes,
    )
    return render_report(report, output_format, Options(colour=options.colour, summed_up=options.summed_up))


def _file(change: Change) -> str:
    view = change.pair.after or change.pair.before
    return view.place.source if view is not None and view.place is not None else ""


def _verdicts(change: Change, options: MigrationOptions) -> Iterator[Finding]:
    view = change.pair.after or change.pair.before
    for one in _once(failing_of(change, options.failing)):
        rule = failing_verdict
        place = one.place or (view.place if view is not None else None)
        url = next((source.url for reason in one.reasons for source in reason.sources), None)
        yield Finding(rule.id, rule.slug, rule.severity, _message(one, change), change.name, place, rule.hint, url)


def _dangers(findings: Sequence[Finding], options: MigrationOptions) -> Iterator[Finding]:
    """The findings on a change; an error that is let through is a warning, as the formats know no other gate."""
    for one in findings:
        passes = one.severity is Severity.ERROR and DANGER not in options.failing
        yield one._replace(severity=Severity.WARNING) if passes else one


def _once(verdicts: Sequence[Verdict]) -> Iterator[Verdict]:
    """The verdicts without those of Terraform's plan that its release has as well."""
    judged = {one.word for one in verdicts if one.address is None}
    yield from (one for one in verdicts if one.address is None or one.word not in judged)


def _message(verdict: Verdict, change: Change) -> str:
    """What it is about, the verdict, and the attribute that decides."""
    what = f"pool {verdict.pool}" if verdict.pool is not None else verdict.address or f"cluster {change.name}"
    said = f"{what}: {verdict.who}: {with_paths(verdict.word, verdict.replaced_by)}: {MEANINGS[verdict.word]}"
    deciding = next((one for one in verdict.reasons if one.verdict == verdict.word), None)
    if deciding is None:
        return said
    moved = arrow(deciding)
    return f"{said}; {deciding.path}{f': {moved}' if moved else ''}: {deciding.text}"
