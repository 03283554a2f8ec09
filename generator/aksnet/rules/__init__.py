"""All rules, in the order of their ids, and how they are run over clusters."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from aksnet.dialects import Dialect
from aksnet.rules.base import Context, Rule
from aksnet.rules.ignoring import Comments
from aksnet.rules.judging import Failure, Follow, Judged, judge
from aksnet.view import ClusterView

if TYPE_CHECKING:
    from aksnet.spec.policy import Policy

# One module each, with the rules on it in `RULES`.
_TOPICS = (
    "acns",
    "addons",
    "addressing",
    "api_properties",
    "api_values",
    "api_server",
    "api_versions",
    "arm_words",
    "automatic",
    "azurerm_creation",
    "azurerm_replaces",
    "azurerm_pools",
    "modules_beside",
    "capacity",
    "changes",
    "delegations",
    "drift",
    "dual_stack",
    "egress_gateway",
    "engines",
    "expressing",
    "families",
    "fleets",
    "ignores",
    "isolated",
    "local_dns",
    "modes",
    "module_inputs",
    "neighbours",
    "not_written",
    "outbound",
    "outbound_limits",
    "overlaps",
    "policies",
    "pool_limits",
    "pools",
    "provider_arguments",
    "provider_blocks",
    "provider_missing",
    "provider_types",
    "provider_words",
    "provisioning",
    "range_texts",
    "reading",
    "registry_modules",
    "reserved",
    "retirements",
    "rotation",
    "scale",
    "shared_vnets",
    "subnets",
    "versions",
    "vnets",
)
RULES: tuple[Rule, ...] = tuple(
    sorted(
        (one for topic in _TOPICS for one in import_module(f"aksnet.rules.{topic}").RULES),
        key=lambda one: one.id,
    )
)


def check(
    clusters: Sequence[ClusterView],
    context: Context,
    rules: Sequence[Rule] = RULES,
    policies: Sequence[Policy | None] | None = None,
    comments: Sequence[Comments] = (),
    dialects: Sequence[tuple[Dialect, ...]] | None = None,
    only: Collection[int] | None = None,
    follow: Follow = iter,
) -> Judged:
    """Every finding about the clusters, and every rule that broke.

    `policies` has the policy of each cluster, where they are not all under that of the context, and `dialects` what is
    written of each; `comments` are those that say what is to be left out. `only` are the numbers of the clusters that
    findings are to be about. `follow` hands on the clusters, to show how far the run is.
    """
    return judge(clusters, context, rules, RULES, policies, comments, dialects, only, follow)


__all__ = ["RULES", "Comments", "Context", "Failure", "Follow", "Judged", "Rule", "check"]
