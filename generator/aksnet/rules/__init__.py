"""All rules, in the order of their ids, and how they are run over a cluster."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.findings import Finding
from aksnet.rules import addressing, expressing, modes, outbound, pools, retirements
from aksnet.rules.base import Context, Rule
from aksnet.view import ClusterView

RULES: tuple[Rule, ...] = (
    *addressing.RULES,
    *modes.RULES,
    *pools.RULES,
    *outbound.RULES,
    *retirements.RULES,
    *expressing.RULES,
)


def check(cluster: ClusterView, context: Context) -> Iterator[Finding]:
    """Every finding about the cluster, in the order of the rules."""
    for rule in RULES:
        yield from rule.findings(cluster, context)


__all__ = ["RULES", "Context", "Rule", "check"]
