"""5xx: what the rules check against and no target writes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from aksnet.errors import Place
from aksnet.facts import arm
from aksnet.facts.sources import ARM_REFERENCE, AZURERM_CLUSTER
from aksnet.findings import Severity
from aksnet.paths import API_SERVER_SUBNET, HOSTED_NODES, HOSTED_SYSTEM, IDENTITY, NODES, PODS, SKU
from aksnet.rules.base import Context, Hit, rule
from aksnet.rules.expressing import shown
from aksnet.view import ClusterView, Origin, PoolView, Value

# What targets write of a cluster: the properties in the table, and these.
WRITTEN = frozenset((*arm.CLUSTER, "location", "tags", SKU, "sku.tier"))
# The parts of a cluster that a fragment is about.
FRAGMENT = ("networkProfile.", "bootstrapProfile.", "apiServerAccessProfile.")
# What the service takes where nobody says anything: leaving it out loses nothing. Facts section 1.1, SEG-02.
SILENT: Mapping[str, object] = {
    "supportPlan": "KubernetesOfficial",
    "nodeProvisioningProfile.mode": "Manual",
    "networkProfile.kubeProxyConfig.mode": "IPTABLES",
    "type": "VirtualMachineScaleSets",
    "enableNodePublicIP": False,
    "gatewayProfile.publicIPPrefixSize": 31,
}
# What a cluster needs rights on before it is there, so that its identity is a user-assigned one.
_SUBNETS = (HOSTED_NODES, HOSTED_SYSTEM, API_SERVER_SUBNET)
_OUTBOUND_IDS = tuple(
    f"networkProfile.{profile}.{path}"
    for profile in ("loadBalancerProfile", "natGatewayProfile")
    for path in ("outboundIPs.publicIPs", "outboundIPPrefixes.publicIPPrefixes")
)


@rule(
    "AKN509",
    "not-written",
    "add it to the resource yourself once aksnet has written it; a later run leaves an edited file alone unless it is"
    " given --force",
    ARM_REFERENCE,
    AZURERM_CLUSTER,
    answer="What is written makes a cluster without the setting: until somebody adds it, the cluster is not the one"
    " that was checked.",
    facts=("TF-01",),
    severity=Severity.WARNING,
)
def not_written(cluster: ClusterView, context: Context) -> Iterator[Hit]:
    """The spec has a setting for the rules to check against, and what is written does not have it.

    aksnet writes the network of a cluster and what a cluster cannot do without. Add-ons and some features are in a spec
    because they do not go with every network, so that the rules have to know of them. They are never dropped without a
    word: this is the word. A value that is the service's default is said by leaving it out.

    A fragment is about the network alone, and only what belongs there is named.
    """
    if not context.dialects:
        return
    whole = any(dialect.whole for dialect in context.dialects)
    automatic = cluster.text(SKU) == "Automatic"
    for path, value in cluster.values.items():
        if _lost(path, value, WRITTEN, automatic) and (whole or path.startswith(FRAGMENT)):
            yield from (
                _identity(cluster, value, context) if path == IDENTITY else (_hit(shown(path, value), value.place),)
            )
    if whole:
        yield from _of_pools(cluster.pools, automatic)


def unwritten(cluster: ClusterView) -> Iterator[tuple[int | None, str, str]]:
    """What `aksnet gen --emit cluster` does not write as a spec says it: of the cluster or a pool, which, and how."""
    automatic, identity = cluster.text(SKU) == "Automatic", written_identity(cluster)
    for path, value in cluster.values.items():
        if _lost(path, value, WRITTEN, automatic) and not (path == IDENTITY and value.data == identity):
            how = f"writes {identity}, which its rights ask for" if path == IDENTITY else "does not write it"
            yield None, path, how
    for number, pool in enumerate(cluster.pools):
        for path, value in pool.values.items():
            if _lost(path, value, arm.POOL, automatic):
                yield number, path, "does not write it"


def _lost(path: str, value: Value, written: Container[str], automatic: bool) -> bool:
    silent = not automatic and path in SILENT and value.data == SILENT[path]
    return value.origin is Origin.GIVEN and path not in written and not silent


def _of_pools(pools: Iterable[PoolView], automatic: bool) -> Iterator[Hit]:
    """One hit for each setting, with the pools that have it."""
    having: dict[str, tuple[list[str], Place | None]] = {}
    for pool in pools:
        for path, value in pool.values.items():
            if _lost(path, value, arm.POOL, automatic):
                names, _ = having.setdefault(shown(path, value), ([], value.place))
                names.append(pool.name)
    for setting, (names, place) in having.items():
        others = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield _hit(f"{setting} of the pool {names[0]!r}{others}", place)


def _hit(what: str, place: Place | None) -> Hit:
    return Hit(f"{what}: checked against, and not written", place)


def needs_rights(cluster: ClusterView) -> bool:
    """Whether the cluster needs rights on something before it is there, and so an identity of its own."""
    pools = any(path in pool.values for pool in cluster.pools for path in (NODES, PODS))
    return pools or any(path in cluster.values for path in (*_SUBNETS, *_OUTBOUND_IDS))


def written_identity(cluster: ClusterView) -> str:
    """The kind of identity that targets write."""
    return "UserAssigned" if needs_rights(cluster) else "SystemAssigned"


def _identity(cluster: ClusterView, value: Value, context: Context) -> Iterator[Hit]:
    """Targets write an identity, and choose its kind by what it needs rights on; a module for Terraform is given it."""
    if all(dialect.emit == "module" and dialect.target == "terraform" for dialect in context.dialects):
        return
    written = written_identity(cluster)
    if value.data != written:
        what = "checked against; what is written has"
        yield Hit(f"{shown(IDENTITY, value)}: {what} the identity {written}, which its rights ask for", value.place)


RULES = (not_written,)
