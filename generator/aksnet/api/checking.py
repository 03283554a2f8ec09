"""`aksnet.check`: what the rules say of clusters that were loaded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from aksnet.api.arguments import day_of, in_words_of_python, refuse_open, texts_of
from aksnet.api.clusters import Clusters, loaded
from aksnet.api.loading import forget
from aksnet.commands.check import report_on
from aksnet.commands.choosing import chosen
from aksnet.errors import Problem, SpecError, UsageError
from aksnet.reports import Report
from aksnet.rules import Failure


class BrokenRuleError(RuntimeError):
    """A rule broke: a bug of aksnet. `failures` say which, and `report` what the others found, where that is known."""

    failures: tuple[Failure, ...]
    report: Report | None

    def __init__(self, failures: Sequence[Failure], report: Report | None = None) -> None:
        super().__init__("; ".join(map(str, failures)))
        self.failures = tuple(failures)
        self.report = report

    def __reduce__(self) -> tuple[type[BrokenRuleError], tuple[tuple[Failure, ...], Report | None]]:
        return BrokenRuleError, (self.failures, self.report)


def check(
    clusters: Clusters,
    *,
    today: date | None = None,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
) -> Report:
    """What the rules find, by file, line and rule: the same as `aksnet check` prints.

    `today` is the day that retirements are held against, else the present one. `select` and `ignore` name rules: ids,
    slugs, or the beginning of ids ("AKN1"). What the report's `summary` counts as unknown is not judged.

    Raises UsageError where there is nothing to check, so that no empty folder passes; BrokenRuleError for a bug.
    """
    asked, day = loaded(clusters, "check"), day_of(today)
    refuse_open(asked._open_addresses, "check")
    _refuse_nothing(asked)
    with in_words_of_python():
        rules = chosen(texts_of(select, "select"), texts_of(ignore, "ignore"))
    forget()
    report = report_on(asked._inputs, asked._policies, day, rules)
    if report.failures:
        raise BrokenRuleError(report.failures, report)
    problems = [problem for problem in report.problems if problem not in asked.unread]
    if problems:  # a policy that cannot be read, whose clusters nobody has judged
        raise SpecError(*problems)
    return report


def _refuse_nothing(clusters: Clusters) -> None:
    if not clusters and not clusters.unread and not any(one.pools for one in clusters._inputs.configurations):
        hint = "name what has a cluster, or ask first: if clusters"
        raise UsageError(Problem("there is nothing to check: no cluster was read", hint=hint))
