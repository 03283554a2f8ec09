"""All rules, in the order of their ids, and how they are run over a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.findings import Finding
from aksnet.rules import addressing, expressing, features, modes, outbound, overlaps, pools, retirements
from aksnet.rules.base import Context, Rule
from aksnet.view import ClusterView

_TOPICS = (addressing, overlaps, modes, features, pools, outbound, retirements, expressing)
RULES: tuple[Rule, ...] = tuple(sorted((one for topic in _TOPICS for one in topic.RULES), key=lambda one: one.id))


def check(cluster: ClusterView, context: Context) -> Iterator[Finding]:
    """Every finding about the cluster, in the order of the rules."""
    for rule in RULES:
        yield from rule.findings(cluster, context)


__all__ = ["RULES", "Context", "Rule", "check"]
