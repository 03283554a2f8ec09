"""What a policy makes of a rule's severity: stricter as it likes, looser only with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aksnet.findings import Severity
from aksnet.rules.base import Rule

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy, SeverityOverride


def override_for(rule: Rule, policy: Policy | None) -> SeverityOverride | None:
    """What the policy says of the rule, by id or slug."""
    if policy is None or not policy.severities:
        return None
    return policy.severities.get(rule.id) or policy.severities.get(rule.slug)


def severity_of(rule: Rule, severity: Severity, policy: Policy | None) -> Severity | None:
    """The severity of a hit; None where the policy switches the rule off.

    Without a reason a policy only makes a hit stricter: a retirement stays an error after its day.
    """
    override = override_for(rule, policy)
    if override is None:
        return severity
    if override.severity == "off":
        return None
    said = Severity(override.severity)
    return said if override.reason is not None else min(said, severity, key=_ORDER.index)


_ORDER = tuple(Severity)


def is_looser(rule: Rule, override: SeverityOverride) -> bool:
    """Whether the policy makes less of the rule than aksnet does."""
    return override.severity == "off" or _ORDER.index(Severity(override.severity)) > _ORDER.index(rule.severity)
