"""84x: what a module of a registry makes of what it is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from aksnet.facts import avm_bicep
from aksnet.facts.arm_properties import tables
from aksnet.facts.sources import AVM_CLUSTER, AVM_ROUTING, aks
from aksnet.findings import Severity
from aksnet.paths import MODE, OUTBOUND, PLANE, PODS
from aksnet.rules.arm_members import named
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Value

_PROFILE = "networkProfile"
_BALANCER = "loadBalancerProfile"
_NUMBERS = (f"{_PROFILE}.{_BALANCER}.allocatedOutboundPorts", f"{_PROFILE}.{_BALANCER}.idleTimeoutInMinutes")
_ROUTING_RELEASE = "/managed-cluster:0.10.0"
# Parameters that are not called as ARM's properties are: how the module writes them, the property, and the default.
_RENAMED: Mapping[str, tuple[str, str, object]] = {
    name.lower(): (name, path, avm_bicep.DEFAULTS[name]) for path, name in avm_bicep.RENAMED.items()
}


@rule(
    "AKN840",
    "module-overwrites",
    "leave it out, or declare the cluster without the module",
    AVM_CLUSTER,
    aks("concepts-network-azure-cni-pod-subnet"),
    AVM_ROUTING,
    answer="The module sends something else than what it is given, and tells nobody. Where it sends overlay for pools"
    " with a pod subnet, or settings of a load balancer beside userDefinedRouting, Azure refuses the request.",
    severity=Severity.WARNING,
)
def module_overwrites(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What a module of a registry is given is what it sends.

    With networkDataplane cilium the module for clusters of Azure Verified Modules sends networkPluginMode overlay and
    networkPolicy cilium, whatever it is given: Cilium on a pod subnet or on the node subnet cannot be had with it, and
    pools that have a pod subnet keep it beside overlay. 0.10.0 sends settings of the load balancer beside
    userDefinedRouting, which later versions drop, even those that are given. What older versions have no parameter for
    is not sent either.
    """
    declared = cluster.declared
    if declared is None or declared.module is None:
        return
    for name, value in declared.given.items():
        word, path, default = _property(name)
        if path and value.known and value.data != default:
            yield from _compared(cluster, declared.module, word, path, value)
    if forces_overlay(cluster):
        yield from _with_pod_subnets(cluster, declared.module)
    if _refused_routing(cluster, declared.module):
        words = f"{named(declared.module)} sends {_BALANCER} beside userDefinedRouting"
        place = cluster.where(OUTBOUND)
        yield Hit(words, place, Severity.ERROR, "choose a newer version of the module", AVM_ROUTING)


def _refused_routing(cluster: ClusterView, module: str) -> bool:
    """Whether it is the release that sends settings of a load balancer with routes of one's own."""
    own = any(path.startswith(_NUMBERS) and by_module(cluster, path) for path in cluster.values)
    return own and module.endswith(_ROUTING_RELEASE) and cluster.text(OUTBOUND) == "userDefinedRouting"


def _property(name: str) -> tuple[str, str, object]:
    """How a parameter is written, the property that it is sent as, and its default; no property where it has none."""
    word, path, default = _RENAMED.get(name, ("", name, None))
    found = tables()["cluster"].get((path if word else f"{_PROFILE}.{path}").lower())
    return (word or found.path.rpartition(".")[2], found.path, default) if found is not None else ("", "", None)


def leaves_out(cluster: ClusterView, path: str) -> bool:
    """Whether a module of Bicep's registry, all of whose network profile is known, sends nothing at a path in it."""
    declared = cluster.declared
    ours = declared is not None and declared.module is not None and declared.provider is None
    return ours and _is_closed(cluster) and path not in cluster.values


def _is_closed(cluster: ClusterView) -> bool:
    """Whether all of the network profile is known."""
    return _PROFILE not in cluster.values and any(one.startswith(f"{_PROFILE}.") for one in cluster.values)


def _compared(cluster: ClusterView, module: str, word: str, path: str, value: Value) -> Iterator[Hit]:
    """That the module sends nothing for a parameter, or something else."""
    sent, given = cluster.values.get(path), f"{word}{_shown(value)} is given"
    if sent is not None and sent.known and _folded(sent) != _folded(value):
        yield Hit(f"{given}, and {named(module)} sends{_shown(sent)}", value.place)
    below = any(one == path or one.startswith(f"{path}.") for one in cluster.values)
    if _is_closed(cluster) and not below:
        yield Hit(f"{given}, and {named(module)} does not send it", value.place)


def _shown(value: Value) -> str:
    return f" {value.data}" if isinstance(value.data, str | int) and not isinstance(value.data, bool) else ""


def _folded(value: Value) -> object:
    return value.data.lower() if isinstance(value.data, str) else value.data


def by_module(cluster: ClusterView, path: str) -> bool:
    """Whether a module decides a value itself: then it stands where the call does."""
    declared, value = cluster.declared, cluster.values.get(path)
    of_module = declared is not None and declared.module is not None
    return of_module and value is not None and value.place == cluster.place


def forces_overlay(cluster: ClusterView) -> bool:
    """Whether a module makes Cilium overlay, which its caller did not ask for."""
    declared = cluster.declared
    if declared is None or declared.module is None or not declared.given:
        return False
    mode = declared.given.get("networkpluginmode")
    asked = mode is not None and (not mode.known or _folded(mode) == "overlay")
    return cluster.text(PLANE) == "cilium" and cluster.text(MODE) == "overlay" and not asked


def _with_pod_subnets(cluster: ClusterView, module: str) -> Iterator[Hit]:
    for pool in cluster.pools:
        if PODS in pool.values and not pool.unknown(PODS):
            words = f"the pool {pool.name!r} has a pod subnet, and {named(module)} sends overlay with Cilium"
            hint = "declare the cluster without the module, or leave the pod subnet out"
            yield Hit(words, pool.where(PODS), Severity.ERROR, hint, aks("concepts-network-azure-cni-pod-subnet"))


RULES = (module_overwrites,)
