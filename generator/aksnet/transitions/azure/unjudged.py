"""What else differs between two texts in ARM's words: the PUT sends it, and seldom a document says what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from aksnet.facts.sources import AZURERM_CLUSTER, AZURERM_POOL
from aksnet.transitions.azure.saying import in_arms_words, same, says, words
from aksnet.transitions.azure.summing import joined, opened, told
from aksnet.transitions.verdicts import Azure, OfAzure, OfTool, Open, Reason, Tool
from aksnet.view import ClusterView, PoolView, Unknown, Value

_WHY = "it changes, and no document that aksnet knows says what Azure does with that"
_ADDED = "it is new here, and no document that aksnet knows says what Azure takes without it, and does with it"
_KEPT = "a pool keeps it, and azurerm makes new nodes for another: make a new pool, and drain and delete the old one"
# What azurerm gives to no pool that is there: facts of azurerm, sections 2.1 and 2.2.
_KEPT_BY_POOL = (
    "osDiskType",
    "osDiskSizeGB",
    "enableEncryptionAtHost",
    "enableUltraSSD",
    "kubeletConfig",
    "linuxOSConfig",
)
_OFF = ("enableEncryptionAtHost", "enableUltraSSD")
# What of azurerm a view does not have in ARM's words: what a pool keeps, and what of a cluster no document tells.
_WORDS_OF_POOL = (
    "enable_host_encryption",
    "host_encryption_enabled",
    "kubelet_config",
    "linux_os_config",
    "os_disk_size_gb",
    "os_disk_type",
    "ultra_ssd_enabled",
)
_WORDS_OF_CLUSTER = ("disk_encryption_set_id", "linux_profile")
_INLINE = "default_node_pool.0."
# What the service fills in, and an exported template has as well.
_ANSWERED = (
    "azurePortalFQDN",
    "currentKubernetesVersion",
    "currentOrchestratorVersion",
    "eTag",
    "fqdn",
    "maxAgentPools",
    "nodeImageVersion",
    "powerState",
    "privateFQDN",
    "provisioningState",
    "resourceUID",
    "status",
)


def of_pool(before: PoolView, after: PoolView, judged: Collection[str]) -> Iterator[OfAzure]:
    """What is told of the properties of a pool that no other rule judges; `judged` are beginnings of paths."""
    for path in _differing(before, after, judged):
        if not _within(path, _KEPT_BY_POOL):
            yield _open(path, before, after, Azure.NEW_POOL)
        elif _is_certain(path, before, after):
            old, new = words(before.values.get(path)), words(after.values.get(path))
            place = after.where(path)
            sources = (AZURERM_POOL, AZURERM_CLUSTER)
            yield told(Reason(path, _KEPT, Azure.NEW_POOL, old, new, sources, place=place))
        else:
            yield opened(path, (after, before), Azure.NO_CHANGE, Azure.NEW_POOL)


def of_cluster(before: ClusterView, after: ClusterView, judged: Collection[str]) -> Iterator[OfAzure]:
    """What is told of the properties of a cluster that no other rule judges."""
    for path in _differing(before, after, judged):
        yield _open(path, before, after, Azure.RECREATE)


def with_pool(azure: OfAzure, tool: OfTool) -> OfAzure:
    """What Azure does with a pool, with what azurerm surely changes of it and a view does not have in ARM's words."""
    sources = (AZURERM_POOL, AZURERM_CLUSTER)
    some = _changed(tool, _WORDS_OF_POOL)
    return joined([azure, *(told(one._replace(text=_KEPT, verdict=Azure.NEW_POOL, sources=sources)) for one in some)])


def with_cluster(azure: OfAzure, tool: OfTool) -> OfAzure:
    """The same of a cluster, where no document says what Azure does."""
    between = (str(Azure.IN_PLACE), str(Azure.RECREATE))
    some = (Open(one.path, _WHY, between, one.place) for one in _changed(tool, _WORDS_OF_CLUSTER))
    return joined([azure, *(OfAzure(Azure.UNDECIDED, open=(one,)) for one in some)])


def _changed(tool: OfTool, names: Collection[str]) -> Iterator[Reason]:
    """What azurerm replaces or moves to new nodes for, of arguments with these names."""
    for reason in tool.reasons:
        certain = tool.provider == "azurerm" and reason.verdict in (Tool.ROTATE, Tool.REPLACE)
        if certain and _within(reason.path.removeprefix(_INLINE), names):
            yield reason


def _differing(before: ClusterView | PoolView, after: ClusterView | PoolView, judged: Collection[str]) -> Iterator[str]:
    """The paths that are said afterwards, and are not surely the same before."""
    if not (in_arms_words(before) and in_arms_words(after)):
        return
    for path, value in after.values.items():
        said = path and says(after, path) and not value.implied and not _within(path, (*judged, *_ANSWERED))
        if said and not _is_same(before.told(path), value) and not _may_be(path, before, after):
            yield path


def _is_same(one: Value | None, other: Value) -> bool:
    """Whether nothing tells two values apart: of what has no sign neither does the reason."""
    if one is not None and isinstance(one.data, Unknown) and one.data.sign is None and one.data == other.data:
        return True
    return same(one, other) is True


def _within(path: str, prefixes: Collection[str]) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in prefixes)


def _may_be(path: str, before: ClusterView | PoolView, after: ClusterView | PoolView) -> bool:
    """Whether it is news of no change: off as it was, or what the other language has no need to say."""
    if not before.absent(path):
        return False
    return _language(before) != _language(after) or (path in _OFF and after.known(path) is False)


def _language(view: ClusterView | PoolView) -> str | None:
    return view.declared.language if view.declared is not None else None


def _is_certain(path: str, before: PoolView, after: PoolView) -> bool:
    """Whether both values are told; what the service takes is known of a few only."""
    if path in _OFF and before.absent(path):
        return after.known(path) is True
    return before.known(path) is not None and after.known(path) is not None


def _open(path: str, before: ClusterView | PoolView, after: ClusterView | PoolView, worst: Azure) -> OfAzure:
    """The property by name; its values may be secrets."""
    if same(before.told(path), after.told(path)) is None:
        return opened(path, (after, before), Azure.NO_CHANGE, worst)
    added = before.absent(path)
    between = (Azure.NO_CHANGE if added else Azure.IN_PLACE, worst)
    one = Open(path, _ADDED if added else _WHY, tuple(map(str, between)), after.where(path))
    return OfAzure(Azure.UNDECIDED, open=(one,))
