"""`aksnet check`: what the rules say about the clusters of files, folders and specs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from aksnet.commands.asking import spec_here
from aksnet.commands.comments import comments_of, name_of
from aksnet.commands.policies import Policies
from aksnet.commands.progress import Progress
from aksnet.configuration import Configuration
from aksnet.errors import Place, Problem, SpecError, UsageError
from aksnet.findings import Edit, Finding
from aksnet.readers.inputs import Inputs, Request, read_with_texts
from aksnet.readers.views import orphans_of, views_of
from aksnet.reports import Report, Summary
from aksnet.rules import Context, Follow, Judged, Rule, check
from aksnet.rules.drift import drift_finding, output_differs
from aksnet.rules.reading import not_read_findings
from aksnet.spec.shards import Shard
from aksnet.syncing import edits_in
from aksnet.view import ClusterView, Unknown

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy


class Subject(NamedTuple):
    """What the rules judge: a cluster, the file it stands in, and the policy that holds there."""

    view: ClusterView
    file: str
    policy: Policy | None
    counted: bool = True


def refuse(shard: str | None, **whole: object) -> None:
    """Raise UsageError where something is asked for that takes the whole of the clusters beside a part of them."""
    given = next((name for name, data in whole.items() if data), None) if shard is not None else None
    if given is not None:
        flag = f"--{given.replace('_', '-')}"
        message = f"{flag} is about all clusters of the files, and --shard about some of them"
        raise UsageError(Problem(message, Place("--shard"), "leave one of the two out"))


def run(asked: Request, today: date, policy: str | None, rules: Sequence[Rule], shard: Shard | None = None) -> Report:
    """Check every cluster of the inputs, or of a shard; what cannot be read is told, and does not hide the rest.

    A spec that does not load is a problem of the call; any other file that cannot be read as a whole is a finding.
    Raises AksnetError where a policy cannot be read.
    """
    if not asked.paths and asked.layers is None:
        hint = f"name files or folders: aksnet check {spec_here('.')}"
        raise UsageError(Problem("there is nothing to check", hint=hint))
    policies = Policies(policy)
    inputs = read_with_texts(asked._replace(whole=True, excluding=policies.excludes))
    with Progress() as progress:
        return report_on(
            inputs, policies, today, rules, shard, lambda each: progress.follow(each, len(each), "checking clusters")
        )


def report_on(
    inputs: Inputs,
    policies: Policies,
    today: date,
    rules: Sequence[Rule],
    shard: Shard | None = None,
    follow: Follow = iter,
) -> Report:
    """What the rules say of what was read; nothing is printed but what `follow` shows of how far the run is."""
    problems = [problem for one in inputs.configurations if one.views is not None for problem in one.unread]
    subjects = list(subjects_of(inputs.configurations, policies, problems))
    views = [one.view for one in subjects]
    unread = [problem for one in inputs.configurations if one.views is None for problem in one.unread]
    notes = [note for one in inputs.configurations for note in one.notes]
    comments = list(comments_of(inputs.texts, policies, [*problems, *unread, *notes]))
    held = _held(subjects, shard)
    held_policies = [one.policy for one in subjects]
    judged = check(views, Context(today), rules, held_policies, comments, only=held, follow=follow)
    counted = sum(one.counted for one in subjects)
    subjects = subjects if held is None else [one for number, one in enumerate(subjects) if number in held]
    edited = list(_edited(inputs.texts)) if any(one.id == output_differs.id for one in rules) else []
    found = dict.fromkeys([*judged.findings, *not_read_findings(unread), *edited])
    findings = tuple(sorted((one for one in found if not _is_left_out(one, policies)), key=_by_place))
    summary = _summary(subjects, inputs, [*problems, *unread])._replace(ignored=judged.ignored)
    return Report(
        findings=findings,
        failures=judged.failures,
        summary=summary,
        problems=tuple(dict.fromkeys(problems)),
        clusters=tuple((one.view.name, one.file) for one in subjects if one.counted),
        texts=inputs.texts,
        notes=tuple(notes),
        edits=_edits(findings, views, judged, inputs.texts),
        others=counted > summary.clusters,
    )


def _edits(
    findings: Sequence[Finding], views: Sequence[ClusterView], judged: Judged, texts: Mapping[str, str]
) -> Mapping[Finding, tuple[Edit, ...]]:
    """The edits of what can be fixed; what makes them is loaded where there is something to fix."""
    if not any(finding.fix for finding in findings):
        return {}
    from aksnet.fixing.choosing import edits_of
    from aksnet.fixing.sharing import unshared

    return edits_of(unshared(findings, views, judged.having), texts)


def _edited(texts: Mapping[str, str]) -> Iterator[Finding]:
    """Generated text that was edited by hand, in the files that were read."""
    for name, text in texts.items():
        for one in edits_in(name, text):
            yield drift_finding(one.message, "", one.place, one.hint, firm=False)


def _held(subjects: Sequence[Subject], shard: Shard | None) -> frozenset[int] | None:
    """The numbers of those in the shard; what is no cluster, such as a pool alone, is dealt out after the clusters."""
    if shard is None:
        return None
    counted = [number for number, one in enumerate(subjects) if one.counted]
    beside = [number for number, one in enumerate(subjects) if not one.counted]
    return frozenset(
        some[number]
        for some in (counted, beside)
        for number in shard.holds([(subjects[one].view.name, subjects[one].file) for one in some])
    )


def subjects_of(
    configurations: Sequence[Configuration], policies: Policies, problems: list[Problem]
) -> Iterator[Subject]:
    """What there is to judge; a policy that cannot be found is told, and its clusters are left out."""
    for one in configurations:
        try:
            for view in views_of(one):
                yield _subject(view, one, policies, counted=True)
            for view in orphans_of(one):
                yield _subject(view, one, policies, counted=False)
        except SpecError as error:
            problems.extend(error.problems)


def _subject(view: ClusterView, configuration: Configuration, policies: Policies, *, counted: bool) -> Subject:
    file = view.place.source if view.place is not None else configuration.label
    return Subject(view, file, policies.of(name_of(file)), counted)


def _is_left_out(finding: Finding, policies: Policies) -> bool:
    """Whether a finding stands in a file that is read because something calls it, and is not to be looked at."""
    return finding.place is not None and policies.leaves_out(name_of(finding.place.source))


def _by_place(finding: Finding) -> tuple[str, int, int, str]:
    place = finding.place or Place("")
    return place.source, place.line or 0, place.column or 0, finding.rule


def _summary(subjects: Sequence[Subject], inputs: Inputs, unread: Sequence[Problem]) -> Summary:
    views = [one.view for one in subjects]
    parts = [part for view in views for part in (view.values, *(pool.values for pool in view.pools))]
    unknown = sum(isinstance(value.data, Unknown) for part in parts for value in part.values())
    sources = {problem.place.source for problem in unread if problem.place is not None}
    clusters = sum(one.counted for one in subjects)
    known = sum(map(len, parts)) - unknown
    return Summary(len(inputs.texts.keys() | sources), clusters, known, unknown, len(sources))
