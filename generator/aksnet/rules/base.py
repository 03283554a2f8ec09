"""What a rule is: an id, a severity, its sources, and a pure check over a view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from aksnet.dialects import Dialect
from aksnet.errors import Place
from aksnet.facts.sources import Source
from aksnet.findings import Finding, Severity
from aksnet.view import ClusterView


class Context(NamedTuple):
    """What a check may depend on beside the cluster: the day, and what is to be written."""

    today: date
    dialects: tuple[Dialect, ...] = ()


class Hit(NamedTuple):
    """One place where a rule is broken; `severity` and `hint` stand where they differ from the rule's."""

    message: str
    place: Place | None
    severity: Severity | None = None
    hint: str | None = None


Check = Callable[[ClusterView, Context], Iterator[Hit]]


class Rule(NamedTuple):
    """One rule. `facts` are the ids of what Microsoft or the provider documents; the check's docstring explains."""

    id: str
    slug: str
    severity: Severity
    hint: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    check: Check

    @property
    def explanation(self) -> str:
        """Why the rule exists, in sentences."""
        return self.check.__doc__ or ""

    def findings(self, cluster: ClusterView, context: Context) -> Iterator[Finding]:
        """The rule's findings about one cluster."""
        for hit in self.check(cluster, context):
            yield Finding(
                rule=self.id,
                slug=self.slug,
                severity=hit.severity or self.severity,
                message=hit.message,
                cluster=cluster.name,
                place=hit.place,
                hint=hit.hint or self.hint,
                url=self.sources[0].url,
            )


def rule(
    id: str,  # noqa: A002 - the word that everybody uses for it
    slug: str,
    hint: str,
    *sources: Source,
    facts: tuple[str, ...],
    severity: Severity = Severity.ERROR,
) -> Callable[[Check], Rule]:
    """Make a check a rule; a check without a docstring is refused, because the docstring is the explanation."""

    def make(check: Check) -> Rule:
        assert check.__doc__ is not None, f"{id} has no explanation"  # noqa: S101
        return Rule(id, slug, severity, hint, facts, sources, check)

    return make
