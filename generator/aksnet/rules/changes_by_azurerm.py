"""9xx: what releases of azurerm do with a change, and their plans do not show."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_RELEASES, CLUSTER_CODE, DEFAULT_POOL_CODE, POOL_CODE, Source
from aksnet.findings import Severity
from aksnet.rules.base import Context, Hit, rule
from aksnet.view import ClusterView


def _issue(number: int) -> Source:
    return Source(f"https://github.com/hashicorp/terraform-provider-azurerm/issues/{number}", "2026-11-23")


@rule(
    "AKN902",
    "half-migration",
    "use azurerm 4.66.0 or newer, which sends network_plugin_mode, or move to overlay with az",
    CLUSTER_CODE,
    AZURERM_RELEASES,
    answer="The apply succeeds, the cluster is not on overlay, and the next plan has the same difference. What stands"
    " beside it is changed: a cluster turns to Cilium on its node subnet.",
)
def half_migration(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """azurerm plans network_plugin_mode in place and does not send it: from 3.72 to 4.65.

    Executed with these releases: the plan shows the mode as a change in place, and the request does not have it. Only
    when a cluster is made was it sent. The other changes of the same apply are.
    """
    yield from ()


@rule(
    "AKN903",
    "kept-load-balancer-profile",
    "remove load_balancer_profile in the same change as the outbound type",
    CLUSTER_CODE,
    _issue(28541),
    answer="The apply succeeds, and the next plan replaces the cluster: it has no load balancer profile any more, and"
    " the configuration has one.",
)
def kept_load_balancer_profile(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The outbound type leaves the load balancer, and load_balancer_profile stays in the configuration.

    azurerm sends no profile with another outbound type, so that Azure has nothing to refuse. A block where the state
    has none replaces the cluster: so it does at the plan after this one, whatever that is made for.
    """
    yield from ()


@rule(
    "AKN904",
    "rotation-deletes-pool",
    "choose a temporary_name_for_rotation that no pool of the cluster has",
    CLUSTER_CODE,
    POOL_CODE,
    answer="The pool is deleted for good: azurerm deletes it, makes it anew, and deletes it again as the temporary one."
    " With the name of another pool it is that pool.",
)
def rotation_deletes_pool(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool's nodes are rotated, and the temporary name is the name of a pool.

    azurerm takes a pool that is there under the temporary name for one of its own, from an attempt before, and deletes
    it in the end. Executed: the requests are DELETE, PUT and DELETE of one pool. Validation and plan say nothing.
    """
    yield from ()


@rule(
    "AKN905",
    "policy-not-sent",
    "change the policy with az, then write it in the configuration",
    CLUSTER_CODE,
    answer="The apply succeeds, the policy stays as it was, and the next plan has the same difference. Beside a change"
    " of the data plane Azure refuses the request, because it has the new plane and the old policy.",
    codes=("CiliumDataplaneRequiresNetworkPolicyCilium",),
)
def policy_not_sent(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The network policy of a cluster without a load balancer profile changes: azurerm does not send it.

    In the provider's code the policy is sent where the profile of the load balancer is. A cluster whose outbound type
    is userDefinedRouting, none, or a NAT gateway has no such profile.
    """
    yield from ()


@rule(
    "AKN906",
    "rotation-loop",
    "write the vnet_subnet_id that the pool has in its configuration, or put it into lifecycle.ignore_changes",
    POOL_CODE,
    _issue(8297),
    _issue(4995),
    answer="Every apply moves all nodes of the pool to new ones, in the same subnet, and the difference stays. Up to"
    " azurerm 4.15 every plan replaces the pool.",
    severity=Severity.WARNING,
)
def rotation_loop(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool has a subnet, and its configuration names none: azurerm moves its nodes for it, again and again.

    A pool without vnet_subnet_id gets the subnet of the others, and Azure tells it of the pool. azurerm takes that for
    a difference, and sends the old subnet, because it cannot send none. Executed with 4.16 and 4.81.
    """
    yield from ()


@rule(
    "AKN907",
    "counts-as-change",
    "write the value itself, or read it from a variable or a data source",
    CLUSTER_CODE,
    answer="The plan replaces or changes the cluster, although the value may turn out to be the same.",
)
def counts_as_change(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A value that is known only after apply counts as another value.

    Terraform cannot compare what it does not know. Where another value replaces the cluster, one that is not known
    replaces it too.
    """
    yield from ()


@rule(
    "AKN908",
    "rotation-without-name",
    'add temporary_name_for_rotation, for example "temp", to the pool in the same change',
    AZURERM_CLUSTER,
    CLUSTER_CODE,
    POOL_CODE,
    answer="The apply ends with an error that asks for the name; what it did to the cluster before stays.",
)
def rotation_without_name(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool's nodes are rotated, and it has no temporary_name_for_rotation: the apply is refused.

    The plan shows a change in place. azurerm asks for the name when it comes to the pool, and it comes to the cluster
    first.
    """
    yield from ()


@rule(
    "AKN913",
    "drain-timeout",
    "write the block upgrade_settings with the values that the pool has",
    _issue(26568),
    DEFAULT_POOL_CODE,
    POOL_CODE,
    answer="The plan replaces the cluster, and for another pool that pool; it does so at every plan.",
)
def drain_timeout(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A pool has a drain timeout, and its configuration has none: azurerm replaces it, and with it the cluster.

    azurerm has no way to take drain_timeout_in_minutes away, nor undrainable_node_behavior, and makes the resource anew
    instead. That the portal or the Azure CLI set it is enough. For the default pool the resource is the cluster.
    """
    yield from ()


@rule(
    "AKN914",
    "default-pool-replaces-cluster",
    "leave the default pool as it is, and make another pool with what you want",
    CLUSTER_CODE,
    DEFAULT_POOL_CODE,
    answer="The plan replaces the cluster, with all its pools, for a change of one pool.",
)
def default_pool_replaces_cluster(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """What changes of the default pool cannot be changed there, and replaces the whole cluster.

    The default pool is a block of the cluster in azurerm. Its name, the prefix and the tags of its nodes' public
    addresses cannot be changed without a new cluster, and its FIPS setting only from 4.24 on.
    """
    yield from ()


@rule(
    "AKN915",
    "oidc-issuer-by-omission",
    "write oidc_issuer_enabled as it is at the cluster",
    AZURERM_RELEASES,
    CLUSTER_CODE,
    answer="Workloads that log in with the cluster's own tokens no longer can; or the cluster gets an issuer that"
    " nobody asked for.",
    severity=Severity.WARNING,
)
def oidc_issuer_by_omission(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """oidc_issuer_enabled is left out, and azurerm turns the issuer off or on.

    Up to 4.67 leaving it out turned an issuer off that somebody had turned on elsewhere; from 4.68 on it is kept, and
    turning it off replaces the cluster; from 5.0 on leaving it out turns it on.
    """
    yield from ()


@rule(
    "AKN916",
    "data-plane-by-omission",
    'write network_data_plane = "cilium"',
    CLUSTER_CODE,
    AZURERM_RELEASES,
    answer="The plan replaces the cluster: from azurerm 4 on network_data_plane is azure where it is left out, and a"
    " cluster on Cilium cannot go back.",
)
def data_plane_by_omission(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """A cluster on Cilium, and a configuration for azurerm 4 or newer that leaves network_data_plane out.

    In azurerm 3 the data plane was kept where it was left out, and ebpf_data_plane said it too, which azurerm 4 has no
    more.
    """
    yield from ()


@rule(
    "AKN917",
    "profile-sent-with-outbound",
    "use azurerm 3.103.0 or newer, which leaves the profile out, or change the outbound type with az",
    CLUSTER_CODE,
    _issue(25021),
    answer="Azure refuses the request: it has the profile of a load balancer beside an outbound type that has none.",
    codes=("InvalidUserDefinedRoutingWithLoadBalancerProfile",),
)
def profile_sent_with_outbound(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """From 3.94 to 3.102 azurerm changes the outbound type in place, and still sends the load balancer's profile.

    Executed with 3.94 and 3.102: the request has userDefinedRouting and the profile of the state, whether or not the
    configuration has one. 3.103 leaves it out.
    """
    yield from ()


RULES = (
    half_migration,
    kept_load_balancer_profile,
    rotation_deletes_pool,
    policy_not_sent,
    rotation_loop,
    counts_as_change,
    rotation_without_name,
    drain_timeout,
    default_pool_replaces_cluster,
    oidc_issuer_by_omission,
    data_plane_by_omission,
    profile_sent_with_outbound,
)
