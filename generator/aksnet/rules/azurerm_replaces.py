"""82x: what makes the provider azurerm replace a cluster, now or with a change that looks harmless."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.azurerm import Version
from aksnet.facts.computed import is_computed
from aksnet.facts.sources import CLUSTER_CODE, Source
from aksnet.findings import Rename, Severity
from aksnet.paths import FAMILIES, LOAD_BALANCER_SKU, MODE, PLANE, PLUGIN
from aksnet.rules.azurerm import ignores, is_configuration, is_default, version_by, written
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView, Unknown, Value

CHANGELOG = Source("https://github.com/hashicorp/terraform-provider-azurerm/blob/main/CHANGELOG.md", "2026-11-23")
V4, POD_RANGES, OUTBOUND = Version(4), Version(4, 66), Version(3, 94)
RENAMED = Version(3, 108)
# When azurerm began to leave the load balancer's profile out of what it sends with another outbound type.
LEFT_AWAY = Version(3, 103)
PROFILE = "networkProfile."
OLD, NEW = "ebpf_data_plane", "network_data_plane"
PUBLIC = ("node_public_ip_prefix_id", "node_network_profile.node_public_ip_tags")
# What a value that is known only later means to the plan: by path the argument, and the versions in which it replaces.
LATER: dict[str, tuple[str, Version, Version | None]] = {
    PLUGIN: ("network_plugin", Version(3), None),
    MODE: ("network_plugin_mode", Version(3), None),
    PLANE: ("network_data_plane", V4, None),
    f"{PROFILE}networkPolicy": ("network_policy", Version(3), Version(3, 75)),
    f"{PROFILE}networkMode": ("network_mode", Version(3), None),
    f"{PROFILE}serviceCidr": ("service_cidr", Version(3), None),
    f"{PROFILE}serviceCidrs": ("service_cidrs", Version(3), None),
    f"{PROFILE}dnsServiceIP": ("dns_service_ip", Version(3), None),
    f"{PROFILE}podCidr": ("pod_cidr", Version(3), POD_RANGES),
    f"{PROFILE}podCidrs": ("pod_cidrs", Version(3), None),
    FAMILIES: ("ip_versions", Version(3), None),
    LOAD_BALANCER_SKU: ("load_balancer_sku", Version(3), None),
    f"{PROFILE}outboundType": ("outbound_type", Version(3), OUTBOUND),
}


@rule(
    "AKN824",
    "pod-cidr-of-byo",
    "add lifecycle { ignore_changes = [network_profile[0].pod_cidr] } to the cluster",
    Source("https://github.com/hashicorp/terraform-provider-azurerm/issues/30985", "2026-11-23"),
    CLUSTER_CODE,
    answer="Every plan has the pod CIDR as a change. In azurerm 3 it replaces the cluster each time; in 4 and 5 it is"
    " one in place, that never ends.",
    severity=Severity.WARNING,
)
def pod_cidr_of_byo(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """With network_plugin none, azurerm is told to ignore changes of the pod CIDR.

    The range is to be given when the cluster is made. The service does not give it back in the API version that the
    provider uses, so that the provider thinks it is still to be set.
    """
    version = version_by(cluster)
    if version is None or cluster.text(PLUGIN) != "none" or not is_configuration(cluster):
        return
    for path, name in ((f"{PROFILE}podCidr", "pod_cidr"), (f"{PROFILE}podCidrs", "pod_cidrs")):
        value = cluster.values.get(path)
        if value is not None and value.known and ignores(cluster, f"network_profile.{name}") is False:
            what = "replaces the cluster at every plan" if version < V4 else "is a change in every plan"
            hint = f"add lifecycle {{ ignore_changes = [network_profile[0].{name}] }} to the cluster"
            yield Hit(f"{name} stands beside network_plugin none: it {what}", cluster.where(path), hint=hint)


@rule(
    "AKN825",
    "known-after-apply",
    "write the value itself, or read it from a variable or a data source",
    CLUSTER_CODE,
    answer="A plan in which that resource is made, or made anew, has the cluster replaced, with all that runs in it.",
    severity=Severity.WARNING,
)
def known_after_apply(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What azurerm replaces a cluster for is not taken from a resource that tells it after apply only.

    A value that is not known when Terraform plans counts as another value. Where another one replaces the cluster, so
    does one that is not known, though it may turn out to be the same. A data source is read before the plan, unless it
    waits for a resource itself. What an argument has by default, where nobody gives it, is known: told is only what
    the resource surely leaves to the deployment.
    """
    version = version_by(cluster)
    for path, (name, since, until) in LATER.items() if version is not None and is_configuration(cluster) else ():
        holds = version is not None and since <= version and (until is None or version < until)
        waits = holds and cluster.later(path) and is_computed(_reason(cluster, path))
        if waits and ignores(cluster, f"network_profile.{name}") is False:
            yield Hit(f"{name} can replace the cluster: {_reason(cluster, path)}", cluster.where(path))


def _reason(cluster: ClusterView, path: str) -> str:
    data = cluster.values[path].data
    return data.reason if isinstance(data, Unknown) else ""


@rule(
    "AKN826",
    "default-pool-public-addresses",
    "move nodes with public addresses to a pool of their own, which can be replaced alone",
    CLUSTER_CODE,
    answer="A change of it is planned as a replacement of the whole cluster.",
    severity=Severity.INFO,
)
def default_pool_public_addresses(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A prefix and tags of public IPs of nodes do not stand in default_node_pool.

    They cannot be changed on a pool. The default pool is part of the cluster in azurerm, and no temporary pool helps
    with these two: so it is the cluster that is replaced.
    """
    for pool in cluster.pools if version_by(cluster) is not None else ():
        for path in PUBLIC if is_default(pool) else ():
            value = written(pool, path)
            if value is not None:
                name = path.rpartition(".")[2]
                yield Hit(f"{name} of the default pool is given: a change of it replaces the cluster", value.place)


@rule(
    "AKN827",
    "ebpf-data-plane",
    'write network_data_plane = "cilium" in its place, which azurerm has from 3.108 on',
    CHANGELOG,
    CLUSTER_CODE,
    answer="In azurerm 4 it is gone. Whoever takes it out there without network_data_plane cilium gets azure, the"
    " default of that major, and a plan that replaces the cluster.",
    severity=Severity.WARNING,
)
def ebpf_data_plane(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster on Cilium says so with network_data_plane before it comes to azurerm 4.

    ebpf_data_plane was renamed in 3.108 and is gone in 4.0. In azurerm 3 the change of the name changes nothing. Both
    names together are refused as the configuration is validated.
    """
    value, version = written(cluster, f"network_profile.{OLD}"), version_by(cluster)
    if value is None or value.data != "cilium" or version is None or version >= V4 or not is_configuration(cluster):
        return
    other = _beside(cluster) if version >= RENAMED else None
    hint = f"take {OLD} out: {NEW} stands beside it" if other is not None else None
    if other is not None and other.known:
        message = f"{OLD} cilium stands beside {NEW} {other.data}: they exclude each other"
        yield Hit(message, value.place, Severity.ERROR, hint)
        return
    fix = Rename(value.place, OLD, NEW) if value.place and version >= RENAMED and other is None else None
    message = f"{OLD} cilium is gone in azurerm 4, where the data plane is azure by default"
    yield Hit(message, value.place, hint=hint, fix=fix)


def _beside(cluster: ClusterView) -> Value | None:
    """What stands under the new name, even where it says nothing or cannot be told."""
    declared, path = cluster.declared, f"network_profile.{NEW}"
    if declared is None or path in declared.written:
        return declared.written[path] if declared is not None else None
    return Value(Unknown("it says nothing")) if path in declared.blank else None


def kept_profile(cluster: ClusterView, kind: str | None) -> str | None:
    """What to do about a load_balancer_profile beside user-defined routing in azurerm: executed on 2026-11-23."""
    version = version_by(cluster)
    if version is None or version < LEFT_AWAY or kind != "userDefinedRouting":
        return None
    return "take load_balancer_profile out in the same change: where it stays, the next plan replaces the cluster"


RULES = (pod_cidr_of_byo, known_after_apply, default_pool_public_addresses, ebpf_data_plane)
