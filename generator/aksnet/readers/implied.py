"""What the service fills in beside ranges, where all that decides it is known: for `aksnet show --resolved`."""

from __future__ import annotations

from collections.abc import Iterator

from aksnet.configuration import Cluster, Configuration, Entries, Entry, Part, told
from aksnet.facts import service
from aksnet.view import Origin

_PROFILE = "networkProfile."


def with_implied(configuration: Configuration) -> Configuration:
    """The configuration with the defaults of the service."""
    clusters = [one if one.patch else _cluster(one) for one in configuration.clusters]
    return configuration._replace(clusters=tuple(clusters))


def _cluster(cluster: Cluster) -> Cluster:
    pools = tuple(_pool(pool, cluster.values) for pool in cluster.pools)
    return cluster._replace(values={**cluster.values, **dict(_of_cluster(cluster.values))}, pools=pools)


def _of_cluster(values: Entries) -> Iterator[tuple[str, Entry]]:
    """Facts section 1.1 (managedClusters.json, API version 2026-06-01); AKS Automatic presets others (AUTO-01)."""
    sku = told(values, "sku.name")
    if sku is not None and sku.data != "Base":
        return
    defaults = {"outboundType": "loadBalancer", "loadBalancerSku": "standard"}
    if _word(told(values, f"{_PROFILE}networkPlugin")) == "azure":
        defaults["networkDataplane"] = "azure"
    for path, data in defaults.items():
        if told(values, _PROFILE + path) is None and told(values, f"{_PROFILE}*") is None:
            yield _PROFILE + path, Entry(data, Origin.IMPLIED)


def _pool(pool: Part, cluster: Entries) -> Part:
    most = _max_pods(pool.values, cluster)
    if most is None or told(pool.values, "maxPods") is not None or "*" in pool.values:
        return pool
    return pool._replace(values={**pool.values, "maxPods": Entry(most, Origin.IMPLIED)})


def _max_pods(pool: Entries, cluster: Entries) -> int | None:
    """By mode: facts section 2.3; None where it cannot be told, and for pod subnets: documents disagree (DOC-02)."""
    plugin, mode = (told(cluster, _PROFILE + name) for name in ("networkPlugin", "networkPluginMode"))
    word = _word(plugin)
    if word == "kubenet":
        return service.MAX_PODS["kubenet"]
    if word != "azure":
        return None
    if mode is None:
        return service.MAX_PODS["node-subnet"] if told(pool, "podSubnetID") is None else None
    return service.MAX_PODS["overlay"] if _word(mode) == "overlay" else None


def _word(entry: Entry | None) -> str | None:
    """A word, whose case does not matter (fact MODE-13)."""
    return entry.data.lower() if entry is not None and isinstance(entry.data, str) else None
