"""Plans of specs, in which addresses may be left open."""

from __future__ import annotations

from aksnet.planning.balance import Balance, RangeKind
from aksnet.planning.plan import Plan, plan_of
from aksnet.spec import yaml_text
from aksnet.spec.flags import with_flags
from aksnet.spec.fleets import fleet_of
from aksnet.spec.validation import clusters_of
from aksnet.spec.views import view_of
from aksnet.view import ClusterView


def views(text: str) -> list[ClusterView]:
    """The clusters of a spec that is to be planned."""
    nodes, fleet, _ = fleet_of(yaml_text.parse(text, "spec.yaml"))
    clusters, problems = clusters_of([with_flags(node) for node in nodes], fleet=fleet, planned=True)
    assert not problems
    return [view_of(cluster, node) for cluster, node in clusters]


def plan(text: str, tight: int = 80, running: dict[str, int] | None = None) -> Plan:
    """The plan of a spec."""
    return plan_of(views(text), tight, running or {})


def only(made: Plan, kind: RangeKind) -> Balance:
    """The one range of a kind."""
    (found,) = (one for one in made.ranges if one.kind is kind)
    return found
