"""9xx: what a change does that its plan does not show, or that the service and the tool see differently."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.view import ClusterView


@rule(
    "AKN900",
    "failing-verdict",
    "aksnet migrate with --format text tells why, and the steps to the goal; --fail-on says which verdicts fail",
    answer="The verdict says what is lost: a cluster or a pool that is replaced or deleted, a change that is refused.",
)
def failing_verdict(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A change has a verdict that this run is to stop: the cluster would be replaced, say, or Azure refuses the change.

    `aksnet migrate` judges what a change will do, at Azure and in the release of the tool in use. In the formats that
    have findings only (SARIF, JUnit, annotations) each verdict that `--fail-on` names is told as this finding, with
    the attribute that decides.
    """
    yield from ()


RULES: tuple[Rule, ...] = (failing_verdict,)
