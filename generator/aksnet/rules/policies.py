"""7xx: the policy of an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from aksnet.addresses import network_of
from aksnet.errors import Place
from aksnet.paths import HOSTED_NODES, HOSTED_SYSTEM, MODE, NODES, PLANE, PLUGIN, PODS, POLICY, SKU, engine_of
from aksnet.planning.occupants import networks_of
from aksnet.planning.ranges import Index, Named
from aksnet.rules.base import Context, Hit, Rule, rule
from aksnet.spec.policy_files import shown
from aksnet.view import ClusterView

if TYPE_CHECKING:
    from aksnet.spec.policy import ForbiddenRange

ANSWER = "Azure accepts it; the organisation's policy does not."
HINT = "choose what the policy allows, or have the policy changed"


def _hit(message: str, place: Place | None, context: Context) -> Hit:
    """A hit whose hint says where the policy stands, as far as that is known."""
    file = shown(context.policy.file) if context.policy is not None and context.policy.file else ""
    return Hit(message, place, hint=f"{HINT}: {file}" if file else None)


@rule(
    "AKN701",
    "mode-not-allowed",
    HINT,
    answer=ANSWER,
)
def mode_not_allowed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The organisation's policy does not allow the cluster's CNI mode.

    `allowed_modes` in `.aksnet.yaml` lists the modes that an organisation wants to run, by the names that a spec has
    for them.
    """
    allowed = context.policy.allowed_modes if context.policy is not None else None
    mode = mode_of(cluster)
    if allowed is not None and mode is not None and mode not in allowed:
        message = f"the mode {mode} is none that the policy allows: {', '.join(allowed)}"
        yield _hit(message, cluster.where(PLUGIN), context)


def mode_of(cluster: ClusterView) -> str | None:
    """The mode of a view, by the name that a spec has for it; None where that cannot be told."""
    plugin = cluster.text(PLUGIN)
    if cluster.text(PLANE) == "cilium" or cluster.text(SKU) == "Automatic":  # which presets Cilium
        return "cilium"
    if plugin != "azure":
        return {"none": "byo", "kubenet": "kubenet"}.get(plugin or "")
    if any(cluster.unknown(path) for path in (MODE, PLANE, SKU)) or any(pool.unknown(PODS) for pool in cluster.pools):
        return None
    if cluster.text(MODE) == "overlay":
        return "overlay"
    return "pod-subnet" if any(PODS in pool.values for pool in cluster.pools) else "node-subnet"


@rule(
    "AKN702",
    "network-policy-not-allowed",
    HINT,
    answer=ANSWER,
)
def network_policy_not_allowed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The organisation's policy asks for another network policy engine.

    `network_policy` in `.aksnet.yaml` lists the engines of which a cluster must have one; with `none` among them a
    cluster may do without. On the Cilium data plane the engine is Cilium, whether it is stated or not.
    """
    allowed = context.policy.network_policy if context.policy is not None else None
    engine = engine_of(cluster)
    if allowed is not None and engine is not None and engine not in allowed:
        default = "" if POLICY in cluster.values else " (the default)"
        message = f"the policy asks for networkPolicy {' or '.join(allowed)}, and here it is {engine}{default}"
        yield _hit(message, cluster.where(POLICY, PLUGIN), context)


@rule(
    "AKN703",
    "range-smaller-than-allowed",
    HINT,
    answer=ANSWER,
)
def range_smaller_than_allowed(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range is smaller than the organisation's policy allows.

    `minimum_prefixes` in `.aksnet.yaml` has the longest prefix for `pod_cidr`, `service_cidr`, `node_subnet` and
    `pod_subnet`, so that clusters have room to grow. IPv6 ranges are not meant.
    """
    policy = context.policy.minimum_prefixes if context.policy is not None else None
    if policy is None:
        return
    for longest, ranges in (
        (policy.pod_cidr, context.ranges.pods),
        (policy.service_cidr, context.ranges.services),
        (policy.node_subnet, list(_subnets(cluster, NODES))),
        (policy.pod_subnet, list(_subnets(cluster, PODS))),
    ):
        for one in ranges:
            if longest is not None and one.network.version == 4 and one.network.prefixlen > longest:
                yield _hit(f"{one.words} is smaller than the /{longest} that the policy asks for", one.place, context)


def _subnets(cluster: ClusterView, path: str) -> Iterator[Named]:
    """The ranges of the subnets that pools have at `path`, and those of hosted nodes, each once."""
    found = [cluster.subnet_of(pool, path) for pool in cluster.pools]
    if path == NODES:
        found += [cluster.subnet_at(cluster.values.get(hosted)) for hosted in (HOSTED_NODES, HOSTED_SYSTEM)]
    for subnet in {one.name: one for one in found if one is not None}.values():
        for item, network in networks_of(subnet.prefixes):
            yield Named(f"the subnet {subnet.name!r} {item.text}", item.text, network, item.place)


@rule(
    "AKN704",
    "forbidden-range",
    HINT,
    answer=ANSWER,
)
def forbidden_range(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A range of the cluster overlaps one that the organisation's policy forbids.

    `forbidden_ranges` in `.aksnet.yaml` lists what is in use elsewhere, or kept free, each with its reason. Pod and
    service ranges, the VNet and its subnets are held against them.
    """
    forbidden = context.policy.forbidden_ranges if context.policy is not None else None
    if forbidden is None:
        return
    index = Index(_forbidden(one) for one in forbidden)
    networks = (*context.ranges.space_index.ranges, *context.ranges.subnet_index.ranges)
    for one in (*context.ranges.pods, *context.ranges.services, *networks):
        hits = index.overlapping(one.network)
        if hits and one.certain:
            yield _hit(f"{one.words} overlaps {hits[0].words}", one.place, context)


def _forbidden(one: ForbiddenRange) -> Named:
    reason = f" ({one.reason})" if one.reason is not None else ""
    return Named(f"the forbidden range {one.range}{reason}", one.range, network_of(one.range), None)


RULES: tuple[Rule, ...] = (mode_not_allowed, network_policy_not_allowed, range_smaller_than_allowed, forbidden_range)
