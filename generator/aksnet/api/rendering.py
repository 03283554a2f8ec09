"""`aksnet.render`: the files of clusters in a language, as `aksnet gen` writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from aksnet.api.arguments import day_of, in_words_of_python, problem_of_python, refuse_open, text_of, word_of
from aksnet.api.checking import BrokenRuleError
from aksnet.api.clusters import Clusters, loaded
from aksnet.api.loading import forget, refuse_unread
from aksnet.commands import asking
from aksnet.commands.check import subjects_of
from aksnet.commands.comments import comments_of
from aksnet.commands.gen import Generated, written
from aksnet.dialects import Dialect
from aksnet.errors import AksnetError, Problem, SpecError, UsageError
from aksnet.findings import Finding, Severity
from aksnet.rules import Context, check
from aksnet.view import ClusterView


class RefusedError(AksnetError):
    """Azure, or the target, would not take it: `findings` has the errors, and all else that was found."""

    exit_code = 1
    findings: tuple[Finding, ...]

    def __init__(self, findings: Sequence[Finding]) -> None:
        errors = [one for one in findings if one.severity is Severity.ERROR]
        problems = (Problem(f"{one.rule} {one.slug}: {one.text}", one.place, one.hint) for one in errors)
        super().__init__(*map(problem_of_python, problems))
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[type[RefusedError], tuple[tuple[Finding, ...]]]:
        return RefusedError, (self.findings,)


class Files(Mapping[str, str]):
    """Texts by the paths of their files; they cannot be changed."""

    __slots__ = ("_findings", "_texts")

    def __init__(self, texts: Mapping[str, str], findings: Sequence[Finding]) -> None:
        self._texts = dict(texts)
        self._findings = tuple(findings)

    def __getitem__(self, path: str) -> str:
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Warnings about the clusters and about what is written of them, and what is good to know."""
        return self._findings

    def __repr__(self) -> str:
        return f"<Files: {', '.join(self._texts)}>"


def render(
    clusters: Clusters,
    *,
    cluster: str | None = None,
    target: str = "terraform",
    emit: str = "block",
    provider: str = "azurerm",
    provider_version: str | None = None,
    api_version: str | None = None,
    preview: bool = False,
    today: date | None = None,
) -> Files:
    """The files of clusters of specs, by their paths: in a folder for each of a fleet, and where there are several.

    `cluster` names the one that is written, else all are. `target` is terraform, bicep, arm or az; `emit` is block
    (a fragment), cluster (all of it), module, or inputs (a call of a public module). `provider_version` is a major or
    an exact version, `api_version` that of ARM, else the smallest that has all; `preview` accepts previews.

    Raises RefusedError where a rule finds an error; SpecError or ReadError for what was loaded in part, as the rules
    have not seen what is written beside it; UsageError for words that are none, and for clusters that were read
    from a configuration: what that says and aksnet does not know would be lost.
    """
    asked, day = loaded(clusters, "render"), day_of(today)
    refuse_open(asked._open_addresses, "render")
    refuse_unread(asked._inputs.configurations)
    dialect = _dialect(target, emit, provider, provider_version, api_version, preview)
    wanted = _wanted(asked, text_of(cluster, "cluster"))
    forget()
    made = _generated(asked, wanted, dialect, day)
    if made.failures:
        raise BrokenRuleError(made.failures)
    if made.refused:
        raise RefusedError(made.findings)
    texts = {one.path: one.text if one.fragment else one.marked() for one in made.files}
    return Files(texts, made.findings)


def _dialect(
    target: object, emit: object, provider: object, provider_version: object, api_version: object, preview: bool
) -> Dialect:
    words = [word_of(one, name) for one, name in ((target, "target"), (emit, "emit"), (provider, "provider"))]
    version, api = text_of(provider_version, "provider_version"), text_of(api_version, "api_version")
    with in_words_of_python():
        return asking.dialects(words[:1], words[1], words[2], version, api, preview)[0]


def _wanted(clusters: Clusters, name: str | None) -> list[int]:
    """The numbers of the clusters that are to be written; raises UsageError where they cannot be."""
    numbers = [number for number, one in enumerate(clusters) if name in (None, one.name)]
    wanted = [clusters[number] for number in numbers]
    if not wanted:
        message = f"there is no cluster {name!r}" if name is not None else "there is nothing to write"
        raise UsageError(Problem(message, hint=f"there is: {', '.join(clusters.names) or 'no cluster'}"))
    problems = [_read_from(one) for one in wanted if one.declared is not None]
    problems += [
        Problem(f"{count} clusters are called {one!r}, and their files have the same paths", hint="load them apart")
        for one, count in Counter(one.name for one in wanted).items()
        if count > 1
    ]
    if problems:
        raise UsageError(*problems)
    return numbers


def _read_from(cluster: ClusterView) -> Problem:
    message = f"{cluster.name!r} was read from a configuration, and text is written of specs"
    return Problem(message, cluster.place, "make a spec of it first: aksnet import")


def _generated(clusters: Clusters, wanted: Sequence[int], dialect: Dialect, day: date) -> Generated:
    problems: list[Problem] = []
    policies, inputs = clusters._policies, clusters._inputs
    subjects = [one for one in subjects_of(inputs.configurations, policies, problems) if one.counted]
    if problems:
        raise SpecError(*problems)
    views = [one.view for one in subjects]
    context = Context(day, (dialect,))
    held = [one.policy for one in subjects]
    comments = list(comments_of(inputs.texts, policies, clusters.unread))
    judged = check(views, context, policies=held, comments=comments, only=frozenset(wanted))
    apart = len(views) > 1 or any(one.fleet for one in inputs.configurations)
    names = [(f"{views[number].name}/" if apart else "", views[number]) for number in wanted]
    return written(names, context, judged)
