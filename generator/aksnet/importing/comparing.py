"""Where a spec's view differs from the cluster's: each property, with its value and why it is not in the spec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from aksnet.importing.draft import Draft, Spot, shown
from aksnet.importing.imported import IN_SPEC, WOULD_CHANGE
from aksnet.importing.meanings import PRIORITY, default_of, folded, is_off_anyway, today
from aksnet.importing.rows import POOL
from aksnet.importing.stating import PRIVATE_PREFIX, stated
from aksnet.paths import IDENTITY, NODES, PODS
from aksnet.readers.terraform.azurerm_names import CLUSTER, SWITCHES
from aksnet.readers.terraform.azurerm_names import POOL as POOL_WORDS
from aksnet.transitions.azure.states import state_of
from aksnet.transitions.placing import same_subnet
from aksnet.view import ClusterView, PoolView, Subnet, Unknown, Value

Found = tuple[Spot, Value | None, str]
_BASE = "networkProfile."
_PODS = (f"{_BASE}podCidr", f"{_BASE}podCidrs")
# What of a cluster touches its network, and is told one by one; everything else together.
_OF_NETWORK = (
    *("networkProfile", "apiServerAccessProfile", "ingressProfile", "httpProxyConfig", "bootstrapProfile"),
    *(
        "hostedSystemProfile",
        "serviceMeshProfile",
        "nodeProvisioningProfile.mode",
        "publicNetworkAccess",
        "fqdnSubdomain",
    ),
    *("addonProfiles.aciConnectorLinux", "addonProfiles.ingressApplicationGateway", "addonProfiles.openServiceMesh"),
    *("addonProfiles.httpApplicationRouting", "sku", "location", "dnsPrefix", "kubernetesVersion", "supportPlan"),
    *(IDENTITY, "tags"),
)
_OF_POOL = (
    *(row.arm for row in POOL),
    *("networkProfile", "nodePublicIPPrefixID", "windowsProfile.disableOutboundNat", "upgradeSettings"),
    *("gatewayProfile", "localDNSProfile", "enableAutoScaling", PRIORITY),
)
# What makes another pool where it is not said: the service changes neither in place (transitions/azure/pools.py).
_DECIDING = ("type", PRIORITY)
# What only the service says, in small letters: first and last parts of paths.
_ANSWERED = frozenset(
    (
        *("azureportalfqdn", "currentkubernetesversion", "currentorchestratorversion", "etag", "fqdn", "privatefqdn"),
        *("maxagentpools", "nodeimageversion", "powerstate", "provisioningstate", "resourceuid", "status", "kind"),
        *("identityprofile", "principalid", "tenantid", "systemdata", "effectiveoutboundips", "natgatewayid"),
    )
)
# Words of azurerm's that say where a resource belongs, what it is called, or what aksnet writes by itself.
_ABOUT_IT = frozenset(
    (
        *(
            "name",
            "id",
            "parent_id",
            "apiVersion",
            "type",
            "resourceGroup",
            "lifecycle",
            "timeouts",
            "etag",
            "tags",
            "*",
        ),
        *("resource_group_name", "kubernetes_cluster_id", "count", "for_each", "depends_on", "default_node_pool"),
        *("agent_pool_profile", "network_profile", "temporary_name_for_rotation", PRIVATE_PREFIX),
    )
)
# Which identity it is, in the words of ARM and of azurerm.
_IDENTITIES = ("identity.userAssignedIdentities", "identity.identity_ids")
_PRINCIPAL = "servicePrincipalProfile.clientId"
_IGNORED = "lifecycle.ignore_changes"
_WHY = "a spec has no key for it"


def differences(draft: Draft, spec: ClusterView) -> Iterator[Found]:
    """What the cluster says and the spec does not, or otherwise, and what only aksnet says."""
    yield from _differing(draft, None, draft.view, spec, _OF_NETWORK)
    yield from stated(draft, None, spec)
    for number, pool in enumerate(draft.view.pools):
        if number < len(spec.pools):
            yield from _differing(draft, number, pool, spec.pools[number], _OF_POOL)
            yield from stated(draft, number, spec)
        else:
            yield (number, "*"), Value(pool.name, place=pool.place), "the spec does not have this pool"


def _differing(
    draft: Draft, pool: int | None, ours: ClusterView | PoolView, spec: ClusterView | PoolView, telling: Sequence[str]
) -> Iterator[Found]:
    others: dict[str, Value] = {}
    for path, value in ours.values.items():
        off = draft.answered and value.data is False and is_off_anyway(path)
        if value.implied or off or (pool, path) in draft.kept or _is_answered(path, value):
            continue
        if not path or not _within(path, telling):
            if path.split(".")[0] not in _ABOUT_IT or (path == "tags" and pool is not None):
                others[_called(path, telling) or "all that cannot be told"] = value
        elif not _is_same(path, value, spec, draft.view):
            yield (pool, path), value, _why(path, value, ours, spec)
    for word, value in _unread(ours).items():
        others.setdefault(word, value)
    if pool is None and spec.text(IDENTITY) == "UserAssigned":
        for word in [word for word in others if word.startswith(_IDENTITIES)]:
            yield (pool, word), others.pop(word)._replace(data=None), f"{IN_SPEC}, and whoever deploys gives its id"
    if others:
        first = next(iter(others.values()))
        names = Value(", ".join(others), place=first.place or ours.place)
        yield (pool, "*"), names, "aksnet does not describe these: they stay where they are"


def _why(path: str, value: Value, ours: ClusterView | PoolView, spec: ClusterView | PoolView) -> str:
    """Why the spec does not have it: no key, or only other words, which change it."""
    other = spec.values.get(path)
    if path == "count" and ours.known("enableAutoScaling") is True:
        return "the autoscaler decides it, and a spec says min and max"
    if other is not None and not isinstance(other.data, Unknown):
        return f"{WOULD_CHANGE}: a spec cannot say it, and it would be {shown(other)}"
    decides = path.startswith(_BASE) or path in _DECIDING
    taken = default_of(path, spec) if decides and other is None and value.known else None
    if taken is None or taken is False:
        return "its mode has no key for it" if path in _PODS else _WHY
    return f"{WOULD_CHANGE}: {_WHY}, and where nothing is said it is {shown(Value(taken))}"


def has_same(draft: Draft, spot: Spot, spec: ClusterView) -> bool:
    """Whether the spec and the cluster have the same value at a property, which is there."""
    pool, path = spot
    ours, theirs = draft.holder(pool), spec if pool is None else spec.pools[pool]
    value = ours.values.get(path)
    return value is not None and path in theirs.values and _is_same(path, value, theirs, draft.view)


def _is_answered(path: str, value: Value) -> bool:
    """Whether the service says it, and nobody else: a cluster with an identity has a principal that is none, too."""
    parts = path.lower().split(".")
    return not _ANSWERED.isdisjoint((parts[0], parts[-1])) or (path == _PRINCIPAL and value.data == "msi")


def _within(path: str, prefixes: Sequence[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in prefixes)


def _is_same(path: str, value: Value, spec: ClusterView | PoolView, cluster: ClusterView) -> bool:
    """Whether the spec's view has the same at a path, or leaves out what the service takes."""
    other = spec.values.get(path)
    if path == f"{_BASE}outboundType" and isinstance(spec, ClusterView):
        return state_of(spec).outbound == state_of(cluster).outbound
    if path in (f"{_BASE}podCidr", f"{_BASE}serviceCidr") and other is None and isinstance(spec, ClusterView):
        return value.data in spec.texts(f"{path}s")
    if path in (f"{_BASE}podCidrs", f"{_BASE}serviceCidrs") and other is None and isinstance(spec, ClusterView):
        return value.data == [spec.known(path.removesuffix("s"))]
    if other is None:
        return folded(today(path, value.data)) == folded(default_of(path, spec))
    if path in (NODES, PODS) and not isinstance(value.data, Unknown):
        return same_subnet(value.data, other.data) is True  # type: ignore[arg-type]
    if isinstance(value.data, Subnet) or isinstance(other.data, Subnet):
        return same_subnet(value.data, other.data) is True  # type: ignore[arg-type]
    return folded(today(path, value.data)) == folded(other.data)


def _called(path: str, telling: Iterable[str]) -> str:
    """What is told of a property that aksnet does not describe: its first part, or more where that has others."""
    first = path.split(".", maxsplit=1)[0]
    return path if any(one.startswith(f"{first}.") for one in telling) else first


def _unread(holder: ClusterView | PoolView) -> dict[str, Value]:
    """What azurerm's words say that no property of the view has, by their first part."""
    declared = holder.declared
    if declared is None or not (declared.by_azurerm or declared.module is not None):
        return {}
    if declared.module is not None:  # its words are not those of azurerm: what the call gives, and no reader looks at
        return {word: one for word, one in declared.arguments.items() if not _is_about_it(word)}
    names = {**CLUSTER, **SWITCHES} if isinstance(holder, ClusterView) else POOL_WORDS
    blocks = {name.rpartition(".")[0] for name in names}
    written = declared.written.items()
    said = {word: one for word, one in written if word not in blocks and _is_lost(word, names, holder)}
    told = {_called(word, names): one for word, one in said.items()}
    return told | {word: one for word, one in declared.arguments.items() if not _is_about_it(word)}


def _is_lost(word: str, names: Mapping[str, str], holder: ClusterView | PoolView) -> bool:
    """Whether a word of azurerm's is nowhere in the view."""
    arm = names.get(word)
    return word.split(".", maxsplit=1)[0] not in _ABOUT_IT and (arm is None or (arm != "" and holder.absent(arm)))


def _is_about_it(word: str) -> bool:
    return word != _IGNORED and word.split(".", maxsplit=1)[0] in _ABOUT_IT
